"""The command line: the one place that prints, and that turns errors into exit codes.

==== ======================================================================
code meaning
==== ======================================================================
0    done
1    done, and the answer is no: violations found, would reformat, build refused
2    could not be done: bad usage, unreadable input, bad query, no store, timeout
70   a bug in exokg
130  interrupted
==== ======================================================================

Start-up is most of what a query costs, so a command's module is imported when it is called, and the
usual kinds of option are read here rather than by typer, which would import pydantic for them.
"""

from __future__ import annotations

import os
import re
import sys
from copy import copy
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

from ..errors import ExokgError, InvalidGraphError, QueryTimeoutError
from . import output
from .output import manner
from .parameters import read_plainly

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["COMMANDS", "app", "main"]

COMMANDS: Final[dict[str, str]] = {
    "query": "read",
    "ask": "ask",
    "show": "describe",
    "stats": "describe",
    "paths": "ask",
    "hypotheses": "ask",
    "view": "view",
    "serve": "serve",
    "export": "read",
    "validate": "curate",
    "rules": "curate",
    "fmt": "curate",
    "new": "curate",
    "build": "building",
    "load": "building",
}
"""Command → the module of this package whose ``register(app)`` declares it, in the order of ``--help``."""

_SHARED = ("verbose", "quiet", "color")
_PLACE = re.compile(r"^\S+:\d+")


class _Command(TyperCommand):
    """A command whose plain parameters are read here."""

    def get_params(self, ctx: Any) -> list[Any]:
        return [read_plainly(param) for param in super().get_params(ctx)]


class _Commands(TyperGroup):
    """The commands, each imported when it is asked for."""

    def get_params(self, ctx: Any) -> list[Any]:
        return [read_plainly(param) for param in super().get_params(ctx)]

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the signature is typer's
        return [
            name for name, module in COMMANDS.items() if Path(__file__).with_name(f"{module}.py").exists()
        ]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - the signature is typer's
        if cmd_name not in COMMANDS:
            self.commands = dict.fromkeys(COMMANDS, None)  # type: ignore[assignment]  # for "did you mean"
            return None
        return _built(cmd_name, [param for param in self.params if param.name in _SHARED])


app = typer.Typer(
    cls=_Commands,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"exokg {version('exokg')}")
        raise typer.Exit


def _set_verbosity(count: int) -> None:
    manner.verbosity = max(manner.verbosity, count)


def _set_quiet(quiet: bool) -> None:
    manner.quiet = manner.quiet or quiet


def _set_color(color: str) -> None:
    if color not in {"auto", "always", "never"}:
        raise typer.BadParameter(f"{color!r} is not one of auto, always, never")
    if color != "auto":
        manner.color = color


@app.callback()
def exokg(
    version: bool = typer.Option(
        False, "-V", "--version", help="Print the version.", callback=_show_version, is_eager=True
    ),
    verbose: int = typer.Option(
        0, "-v", "--verbose", count=True, callback=_set_verbosity, help="Say more; -vv shows tracebacks."
    ),
    quiet: bool = typer.Option(False, "-q", "--quiet", callback=_set_quiet, help="Say nothing but errors."),
    color: str = typer.Option(
        "auto",
        "--color",
        metavar="WHEN",
        callback=_set_color,
        help="Colour on stderr: auto, always or never.",
    ),
) -> None:
    """Ask, check, build, view and serve the knowledge graph of exosome hair research.

    Exit codes: 0 done, 1 done and the answer is no, 2 could not be done, 70 a bug in exokg,
    130 interrupted.
    """


def _built(name: str, shared: Sequence[Any]) -> Any:
    """The command of a name, made from what its module registers."""
    part = typer.Typer(rich_markup_mode=None, add_completion=False)
    part.callback()(_nothing)  # so that typer makes a group even of one command
    import_module(f".{COMMANDS[name]}", __package__).register(part)
    part.registered_commands = [info for info in part.registered_commands if _name(info) == name]
    part.registered_commands[0].cls = _Command
    command = typer.main.get_command(part).commands[name]  # type: ignore[attr-defined]  # a group has them
    command.params = [*command.params, *map(_silent, shared)]
    if command.epilog:
        command.epilog = "\b\nExamples:\n" + "\n".join(f"  {line}" for line in command.epilog.splitlines())
    return command


def _silent(param: Any) -> Any:
    """A global option as each command takes it too: read for its effect, not passed on."""
    param = copy(param)
    param.expose_value = False
    return param


def _nothing() -> None:
    """The callback of a group that does nothing itself."""


def _name(info: Any) -> str:
    return str(info.name or info.callback.__name__.replace("_", "-"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code.

    Args:
        arguments: the words after ``exokg``; by default those of this process, which then ends here.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    abandoned = False  # a query may still run in a thread that cannot be stopped
    try:
        code = _run(words)
        _flush()
    except BrokenPipeError:
        code = _leave_stdout(0)
    except KeyboardInterrupt:
        abandoned, code = True, 130
    except ExokgError as error:
        abandoned, code = isinstance(error, QueryTimeoutError), _report(error)
    except OSError as error:
        code = _leave_stdout(_report_system(error))
    except Exception as error:  # the one place: everything unforeseen is a bug
        code = _report_bug(error, words)
    if abandoned or arguments is None:
        # Everything is written: the interpreter's own tidying would cost another 10 ms.
        sys.stderr.flush()
        os._exit(code)
    return code


def _run(words: list[str]) -> int:
    command: Any = typer.main.get_command(app)
    try:
        result = command.main(words, prog_name="exokg", standalone_mode=False)
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
        show()
        return 2
    if result == 130:
        raise KeyboardInterrupt
    return result if isinstance(result, int) else 0


def _report(error: ExokgError) -> int:
    if isinstance(error, InvalidGraphError):
        for violation in error.violations:
            output.fail(str(violation))
            if violation.hint:
                output.fail(f"  hint: {violation.hint}")
    located = _PLACE.match(error.message) or error.message.startswith("<query>")
    output.fail(error.message if located else f"{output.painted('error:', 31)} {error.message}")
    if error.hint:
        output.fail(f"  hint: {error.hint}")
    return error.exit_code


def _report_system(error: OSError) -> int:
    where = f"{error.filename}: " if error.filename else ""
    output.fail(f"{output.painted('error:', 31)} {where}{error.strerror or error}")
    return 2


def _report_bug(error: Exception, words: list[str]) -> int:
    output.fail(f"{output.painted('error:', 31)} this is a bug in exokg: {type(error).__name__}: {error}")
    output.fail(f"  command: exokg {' '.join(words)}")
    output.fail("  hint: run it again with -vv and report what it prints")
    if manner.verbosity > 1:
        from traceback import print_exception

        print_exception(error)
    return 70


def _flush() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()


def _leave_stdout(code: int) -> int:
    """Point stdout elsewhere, so that the interpreter does not fail on it a second time at exit."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code
