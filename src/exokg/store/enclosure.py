"""A query of unknown origin in a process of its own, in the sandbox: the caller goes on whatever it does.

The process is forked, so it has the store that is open already. It takes longer than a query in this process
(docs/decisions.md has measurements), so it is on demand.
"""

from __future__ import annotations

import json
import os
import select
import signal
import time
from collections.abc import Callable, Iterable
from typing import IO, NoReturn

from .. import errors
from ..errors import ExokgError, QueryTimeoutError, StoreError

_PIECE = 64 * 1024
_FAILED = 1
_OUT_OF_MEMORY = b"memory allocation of "
"""What a program in Rust, as the engine is, says before it aborts."""


def run_enclosed(
    call: Callable[[IO[bytes]], object],
    file: IO[bytes],
    *,
    seconds: float,
    memory_mb: int,
    readable: Iterable[str] = (),
    what: str = "the query",
) -> None:
    """Have a call write its answer in the sandbox, and copy it.

    Args:
        call: what to do; it gets a file to write to, can open no other for writing, and has no network.
        file: where the answer goes.
        seconds: wall time; 0 waits for ever.
        memory_mb: what it may add to the memory of this process; 0 bounds nothing.
        readable: files and folders that it may read, besides those of the program.
        what: what messages call it.

    Raises:
        StoreError: this system cannot copy a process, as Windows.
        QueryTimeoutError: it took longer.
        StoreError: it needed more memory, or ended its process.
        ExokgError: whatever the call raises.
    """
    if not hasattr(os, "fork"):
        raise StoreError("there is no sandbox on this system", hint="it takes Linux or macOS")
    answer, complaint = os.pipe(), os.pipe()
    pid = os.fork()
    if not pid:
        _work(call, answer[1], complaint[1], memory_mb, readable, what)
    os.close(answer[1])
    os.close(complaint[1])
    try:
        _copy(answer[0], file, seconds, what)
        said = _all_of(complaint[0])
    finally:
        os.kill(pid, signal.SIGKILL)  # it has ended already, unless it ran too long
        _, status = os.waitpid(pid, 0)
        os.close(answer[0])
        os.close(complaint[0])
    if os.WIFSIGNALED(status):
        if _OUT_OF_MEMORY in said:
            raise _needs_more(memory_mb, what)
        raise StoreError(
            f"{what} ended the process that ran it ({signal.Signals(os.WTERMSIG(status)).name})",
            hint="report it: nothing should be able to",
        )
    if status:
        _raise(said.rpartition(b"\n")[2])


def _work(
    call: Callable[[IO[bytes]], object],
    answer: int,
    complaint: int,
    memory_mb: int,
    readable: Iterable[str],
    what: str,
) -> NoReturn:
    """What the new process does; it never returns into the code of the old one."""
    said: tuple[str, str, str | None] | None = None
    try:
        from . import sandbox

        os.set_blocking(complaint, False)
        os.dup2(complaint, 2)  # where the engine says how it ends
        sandbox.enter(memory_mb * 1_000_000 or 2**46, readable)
        with os.fdopen(answer, "wb") as file:
            call(file)
    except ExokgError as error:
        said = type(error).__name__, error.message, error.hint
    except MemoryError:
        more = _needs_more(memory_mb, what)
        said = "StoreError", more.message, more.hint
    except BaseException as error:  # nothing may leave this process but by the pipe
        said = "StoreError", f"{type(error).__name__}: {error}", None
    finally:
        if said is not None:
            os.write(complaint, b"\n" + json.dumps(said).encode())
        os._exit(0 if said is None else _FAILED)


def _copy(answer: int, file: IO[bytes], seconds: float, what: str) -> None:
    end = time.monotonic() + seconds
    watch = select.poll()  # select(2) knows no descriptor above 1,023, and the caller may hold so many
    watch.register(answer, select.POLLIN)
    while True:
        left = max(end - time.monotonic(), 0) * 1000 if seconds else None
        if not watch.poll(left):
            hint = "raise --timeout-s, or narrow the query" if what == "the query" else None
            raise QueryTimeoutError(f"{what} was stopped after {seconds:g} s", hint=hint)
        piece = os.read(answer, _PIECE)
        if not piece:
            return
        file.write(piece)


def _all_of(pipe: int) -> bytes:
    pieces = []
    while piece := os.read(pipe, _PIECE):
        pieces.append(piece)
    return b"".join(pieces)


def _needs_more(memory_mb: int, what: str) -> StoreError:
    hint = "raise --memory-mb, add LIMIT, or narrow the query" if what == "the query" else None
    return StoreError(f"{what} needs more than {memory_mb:,} MB of memory", hint)


def _raise(said: bytes) -> NoReturn:
    name, message, hint = json.loads(said)
    kind = getattr(errors, name, StoreError)
    raise kind(message, hint)
