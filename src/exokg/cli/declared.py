"""Declares the parameters of commands in typer's words, before typer is imported.

Importing typer takes as long as everything else that a query does. So ``typer.Option(…)`` in this
package only notes what it was given: :mod:`.plain` reads an ordinary command line by these notes, and
:mod:`.group` hands them to typer itself for everything else. Any other attribute of ``typer`` is typer's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

__all__ = ["CommandParameter", "typer"]


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
