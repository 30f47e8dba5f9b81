"""The command line: the one place that prints, and that turns errors into exit codes.

==== ======================================================================
code meaning
==== ======================================================================
0    done
1    done, and the answer is no: violations found, would reformat, build refused, states differ
2    could not be done: bad usage, unreadable input, bad query, no store, timeout
70   a bug in exokg
130  interrupted
==== ======================================================================

Start-up is most of what a query costs, so a command's module is imported when it is called, and typer
only when a command line is not written in the ordinary way.
"""

from __future__ import annotations

import gc
import os
import re
import sys
from collections.abc import Callable, Sequence
from typing import Final

from ..errors import ExokgError, InvalidGraphError, QueryTimeoutError
from . import output
from .commands import COMMANDS
from .output import manner

__all__ = ["COMMANDS", "main"]

_PLACE: Final = re.compile(r"^(?!https?://)\S+:\d+")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code.

    Args:
        arguments: the words after ``exokg``; by default those of this process, which then ends here.
    """
    _fill_streams()
    manner.reset()
    words = list(sys.argv[1:] if arguments is None else arguments)
    abandoned = False  # a query may still run in a thread that cannot be stopped
    try:
        code = _run(words, ends=arguments is None)
        _flush()
    except BrokenPipeError:
        code = _leave_stdout(0)
    except KeyboardInterrupt:
        abandoned, code = True, 130
    except ExokgError as error:
        abandoned, code = isinstance(error, QueryTimeoutError), _report(error)
    except OSError as error:
        code = _leave_stdout(_report_system(error))
    except Exception as error:  # the one place: everything unforeseen is a bug, or strange data
        code = _report_strange(error) if _is_strange(error) else _report_bug(error, words)
    if abandoned or arguments is None:
        # Everything is written: the interpreter's own tidying would cost another 10 ms.
        sys.stderr.flush()
        os._exit(code)
    return code


def _fill_streams() -> None:
    """Put something harmless in the place of standard streams that the shell closed.

    Otherwise the next file that is opened takes the stream's number, and what is written there, as by
    the engine or a child process, writes into that file. A closed stdout stays an error.
    """
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # it gets the lowest free number
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 - for the whole run
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - for the whole run


def _run(words: list[str], *, ends: bool) -> int:
    gc.disable()  # what is made at the start stays: looking through it takes a tenth of the start
    try:
        from .plain import read

        call = None if "_EXOKG_COMPLETE" in os.environ else read(words)
        code = None if call is None else _called(call, ends=ends)
        if code is not None:
            return code
        from .group import run
    finally:
        gc.enable()
    return run(words)


def _called(call: Callable[[], object], *, ends: bool) -> int | None:
    """The exit code of a command, or ``None`` if it refuses its parameters, which typer shows."""
    if ends:  # a process that goes on would keep what is garbage now, such as stores that were open
        gc.freeze()
        gc.set_threshold(50_000, 20, 100)  # looking for garbage took a build a tenth of its time
    gc.enable()
    try:
        call()
    except Exception as error:
        typer = sys.modules.get("typer")  # a command that leaves by typer's exceptions has imported it
        if typer is not None and isinstance(error, typer.Exit):
            return int(error.exit_code)
        if typer is None or not isinstance(error, typer.BadParameter):
            raise
        return None
    return 0


def _report(error: ExokgError) -> int:
    if isinstance(error, InvalidGraphError):
        for violation in error.violations:
            output.fail(str(violation))
            if violation.hint:
                output.fail(f"  hint: {violation.hint}")
    located = _PLACE.match(error.message) or error.message.startswith("<query>")
    (output.fail if located else output.report_error)(error.message)
    if error.hint:
        output.fail(f"  hint: {error.hint}")
    return error.exit_code


def _report_system(error: OSError) -> int:
    where = f"{error.filename}: " if error.filename else ""
    output.report_error(f"{where}{error.strerror or error}")
    return 2


def _is_strange(error: Exception) -> bool:
    """Whether data that no build has checked may be the reason."""
    return bool(manner.elsewhere) and isinstance(error, ValueError | LookupError | TypeError | AttributeError)


def _report_strange(error: Exception) -> int:
    output.report_error(f"{manner.elsewhere}: holds no graph of exokg, or not a whole one: {error!r}")
    output.fail("  hint: compare it with what exokg export writes; -vv prints where it failed")
    _print_trace(error)
    return 2


def _report_bug(error: Exception, words: list[str]) -> int:
    output.report_error(f"this is a bug in exokg: {type(error).__name__}: {error}")
    output.fail(f"  command: exokg {' '.join(words)}")
    output.fail("  hint: run it again with -vv and report what it prints")
    _print_trace(error)
    return 70


def _print_trace(error: Exception) -> None:
    if manner.verbosity > 1:
        from traceback import format_exception

        output.fail("".join(format_exception(error)).rstrip("\n"))


def _flush() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()


def _leave_stdout(code: int) -> int:
    """Point stdout elsewhere, so that the interpreter does not fail on it a second time at exit."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code
