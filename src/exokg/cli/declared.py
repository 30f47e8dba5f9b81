"""Declares the parameters of commands in typer's words, before typer is imported.

Importing typer takes as long as everything else that a query does. So ``typer.Option(…)`` in this
package only notes what it was given: :mod:`.plain` reads an ordinary command line by these notes, and
:mod:`.group` hands them to typer itself for everything else. Any other attribute of ``typer`` is typer's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

__all__ = ["DECLARED", "Command", "CommandParameter", "command", "typer"]


Function = TypeVar("Function", bound=Callable[..., Any])


class Command(NamedTuple):
    """A function that is a command, and what typer is to know of it."""

    function: Callable[..., Any]
    settings: dict[str, Any]


DECLARED: Final[dict[str, Command]] = {}
"""The commands of the modules that were imported, by name."""


def command(*examples: str, lenient: bool = False) -> Callable[[Function], Function]:
    """Declare a function a command.

    Args:
        examples: command lines that its help shows.
        lenient: it takes options that are not declared, such as the names of dimensions.
    """
    settings: dict[str, Any] = {"context_settings": {"ignore_unknown_options": True}} if lenient else {}

    def declare(function: Function) -> Function:
        name = function.__name__.replace("_", "-")
        DECLARED[name] = Command(function, {"epilog": "\n".join(examples), **settings})
        return function

    return declare


class CommandParameter(NamedTuple):
    """One parameter as it was declared.

    Attributes:
        kind: ``Option`` or ``Argument``.
        default: its value if it is not given; ``...`` if it must be.
        names: as on the command line, such as ``-f`` and ``--format``.
        settings: the keyword arguments.
    """

    kind: str
    default: Any
    names: tuple[str, ...]
    settings: dict[str, Any]


class _Typer:
    """Stands in for the module until one of its other attributes is asked for."""

    def Option(self, default: Any, *names: str, **settings: Any) -> CommandParameter:  # noqa: N802 - typer's name
        return CommandParameter("Option", default, names, settings)

    def Argument(self, default: Any, **settings: Any) -> CommandParameter:  # noqa: N802 - typer's name
        return CommandParameter("Argument", default, (), settings)

    def __getattr__(self, name: str) -> Any:
        import typer

        return getattr(typer, name)


if TYPE_CHECKING:
    import typer
else:
    typer = _Typer()
