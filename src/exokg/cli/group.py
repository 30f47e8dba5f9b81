"""The command line as typer reads it: help, completion, mistakes and every unusual way of writing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from functools import partial
from inspect import getdoc
from io import StringIO
from types import FunctionType
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from . import output
from .commands import COMMANDS, SHARED, exokg, find_command
from .declared import CommandParameter


class _Typed:
    """Reads a value; typer imports pydantic for it, in 60 ms, only if it has another type."""

    def __init__(self, annotation: type, otherwise: Callable[[], Any]) -> None:
        self._annotation, self._otherwise = annotation, otherwise

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        if value is None or type(value) is self._annotation:
            return value
        return self._otherwise().coerce(value, param=param, ctx=ctx)


def _read_plainly(param: Any) -> Any:
    descriptor = getattr(param, "type_descriptor", None)  # typer before 0.29 does not use pydantic
    annotation = getattr(descriptor, "annotation", None)
    if annotation in (bool, int, str):
        param.get_runtime_param = partial(_Typed, annotation, param.get_runtime_param)
    return param


class _Command(TyperCommand):
    """A command that shows its help without pydantic."""

    def get_params(self, ctx: Any) -> list[Any]:
        return [_read_plainly(param) for param in super().get_params(ctx)]


class _Commands(TyperGroup):
    """The commands, each imported when it is asked for."""

    def get_params(self, ctx: Any) -> list[Any]:
        return [_read_plainly(param) for param in super().get_params(ctx)]

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the signature is typer's
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - the signature is typer's
        if cmd_name not in COMMANDS:
            self.commands = dict.fromkeys(COMMANDS, None)  # type: ignore[assignment]  # for "did you mean"
            return None
        return _built(cmd_name, [param for param in self.params if param.name in SHARED])

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the commands by their first sentence; their parameters take 20 ms and are not listed."""
        listed = copy(self)
        listed.get_command = _described  # type: ignore[method-assign, assignment]
        super(_Commands, listed).format_commands(ctx, formatter)


def _described(_ctx: Any, name: str) -> TyperCommand:
    return TyperCommand(name, help=getdoc(find_command(name).function))


def _built(name: str, shared: Sequence[Any]) -> Any:
    """The command of a name, made by typer from what its module declares."""
    part = typer.Typer(rich_markup_mode=None, add_completion=False)
    part.callback()(_nothing)  # so that typer makes a group even of one command
    function, settings = find_command(name)
    part.command(name, cls=_Command, **settings)(_for_typer(function))
    command = typer.main.get_command(part).commands[name]  # type: ignore[attr-defined]  # a group has them
    command.params = [*command.params, *map(_silent, shared)]
    if command.epilog:
        command.epilog = "\b\nExamples:\n" + "\n".join(f"  {line}" for line in command.epilog.splitlines())
    return command


def _for_typer(function: Callable[..., Any]) -> Callable[..., Any]:
    """A copy of a function whose defaults are typer's own, made from the declarations."""
    defaults = tuple(map(_declared, function.__defaults__ or ()))
    made = FunctionType(function.__code__, function.__globals__, function.__name__, defaults)
    made.__annotations__, made.__doc__ = function.__annotations__, function.__doc__
    return made


def _declared(default: Any) -> Any:
    if not isinstance(default, CommandParameter):
        return default
    return getattr(typer, default.kind)(default.default, *default.names, **default.settings)


def _silent(param: Any) -> Any:
    """A global option as each command takes it too: read for its effect, not passed on."""
    param = copy(param)
    param.expose_value = False
    return param


def _nothing() -> None:
    """The callback of a group that does nothing itself."""


def run(words: Sequence[str]) -> int:
    """Run one command line and return its exit code.

    Raises:
        KeyboardInterrupt: the user aborted a prompt or pressed Ctrl-C.
    """
    app = typer.Typer(
        cls=_Commands,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback()(_for_typer(exokg))
    command: Any = typer.main.get_command(app)
    try:
        result = command.main(list(words), prog_name="exokg", standalone_mode=False)
    except SystemExit as exit_:
        # typer leaves this way when a pipe closes, and after shell completion
        if isinstance(exit_.__context__, BrokenPipeError):
            raise BrokenPipeError from exit_
        return int(exit_.code or 0)
    except typer.Abort as error:
        raise KeyboardInterrupt from error
    except Exception as error:
        show = getattr(error, "show", None)  # a usage error; typer does not export its class
        if show is None or not hasattr(error, "exit_code"):
            raise
        said = StringIO()
        show(file=said)
        output.fail(said.getvalue().rstrip("\n"))
        return 2
    if result == 130:
        raise KeyboardInterrupt
    return result if isinstance(result, int) else 0
