"""One worker process as its parent sees it: a pipe to write jobs to, a pipe to read frames from."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections import deque
from typing import TYPE_CHECKING

from .frames import JOB, Splitter, frame

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable
    from pathlib import Path

    from .pool import Ticket

__all__ = ["Child"]

_READ = 256 * 1024
_SET_PIPE_SIZE = 1031  # F_SETPIPE_SZ of fcntl(2), which Python names from 3.10 on, on Linux only
_PIPE_BYTES = 1024 * 1024
#: nice value of a worker that carries on with a slow query
_NICE = 15


class Child:
    """A worker process.

    Args:
        loop: the running event loop.
        store: folder of the store to open.
        memory_bytes: most address space.
        prove: let the worker prove that it cannot call out.
        on_frame: called with (child, job number, kind, payload).
        on_end: called once when the process is gone or its pipe is broken.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        store: Path,
        memory_bytes: int,
        *,
        prove: bool,
        on_frame: Callable[[Child, int, int, bytes], None],
        on_end: Callable[[Child], None],
    ) -> None:
        self.jobs: deque[Ticket] = deque()  # the first one runs, a second one waits in the pipe
        self.ready = False
        self.slow = False
        self.open = True
        self.since = loop.time()
        self._loop = loop
        self._on_frame = on_frame
        self._on_end = on_end
        self._splitter = Splitter()
        self._process = _start(store, memory_bytes, prove=prove)
        self.pid = self._process.pid
        self._in, self._out = _pipes(self._process)
        loop.add_reader(self._out, self._readable)

    def give(self, ticket: Ticket) -> bool:
        """Hand over one job; return whether the pipe took it."""
        data = frame(ticket.number, JOB, ticket.payload)
        try:
            taken = os.write(self._in, data) == len(data)
        except OSError:
            return False
        if taken:
            if not self.jobs:
                self.since = self._loop.time()
            self.jobs.append(ticket)
        return taken

    def done(self) -> Ticket:
        """Take the finished job off; the next one begins now."""
        self.since = self._loop.time()
        return self.jobs.popleft()

    def step_back(self) -> None:
        """Let quick queries go first on the processor."""
        self.slow = True
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, _NICE)

    def kill(self) -> None:
        """End the process at once and close its pipes; ``on_end`` is not called."""
        if not self.open:
            return
        self.open = False
        self._loop.remove_reader(self._out)
        with contextlib.suppress(OSError):
            self._process.send_signal(signal.SIGKILL)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def gone(self) -> bool:
        """Return whether the process has ended (and take its exit status, so that no zombie stays)."""
        return self._process.poll() is not None

    def _readable(self) -> None:
        try:
            data = os.read(self._out, _READ)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        try:
            for number, kind, payload in self._splitter.feed(data):
                self._on_frame(self, number, kind, payload)
        except ValueError:  # nonsense on the pipe: do not trust this process any further
            data = b""
        if not data and self.open:
            self.kill()
            self._on_end(self)


def _start(store: Path, memory_bytes: int, *, prove: bool) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-I", "-m", "exokg.server.worker", str(store), str(memory_bytes)]
    return subprocess.Popen(  # noqa: S603 - our own module, arguments are a path and a number
        [*command, *(["--prove"] if prove else [])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        start_new_session=True,  # a Ctrl-C at the terminal is the parent's to handle
    )


def _pipes(process: subprocess.Popen[bytes]) -> tuple[int, int]:
    """Return (jobs, answers) descriptors, widened where the system can and never blocking."""
    assert process.stdin is not None  # noqa: S101 - PIPE was asked for
    assert process.stdout is not None  # noqa: S101
    ends = process.stdin.fileno(), process.stdout.fileno()
    for end in ends:
        os.set_blocking(end, False)
        if sys.platform.startswith("linux"):
            import fcntl

            with contextlib.suppress(OSError):  # beyond the user's pipe quota: the default size serves
                fcntl.fcntl(end, _SET_PIPE_SIZE, _PIPE_BYTES)
    return ends
