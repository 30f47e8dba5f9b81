"""A worker process that is started as a program of its own; those of a fork server are in `fork_client`."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_NICE = 15
"""Nice value of a worker that carries on with a slow query."""
_TUNABLES = "glibc.malloc.tcache_count=500:glibc.malloc.mxfast=0"
"""The engine asks for many small pieces of memory for each query. With glibc's defaults they are merged and
split again for each query, which takes a third of a small one's time."""


def start(
    module: str, *arguments: str, stdin: int, stdout: int, pass_fds: tuple[int, ...] = ()
) -> subprocess.Popen[bytes]:
    """Start a program of ours that ends with this one.

    It is in a process group of its own, so that a Ctrl-C at the terminal is this process's to handle, but in
    our session: where Linux shares the processor by sessions, a slow query's low priority would mean nothing
    to a server in another one (sched(7), autogroup).

    Args:
        module: what Python runs.
        arguments: its arguments.
        stdin: see :class:`subprocess.Popen`.
        stdout: see there.
        pass_fds: descriptors it inherits.
    """
    return subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-I", "-m", module, *arguments],
        stdin=stdin,
        stdout=stdout,
        stderr=subprocess.DEVNULL,
        pass_fds=pass_fds,
        bufsize=0,
        process_group=0,
        env={"GLIBC_TUNABLES": _TUNABLES} | os.environ,
    )


class Spawned:
    """A worker started as a program of its own; it opens the engine's files.

    Args:
        store: folder of the store.
        memory_bytes: what a query may add to its address space.
        prove: let the worker prove that it cannot call out.

    Attributes:
        pid: its number.
        jobs: descriptor to write jobs to.
        answers: descriptor to read frames from.
    """

    def __init__(self, store: Path, memory_bytes: int, *, prove: bool) -> None:
        self._process = start(
            "exokg.server.workers.worker",
            str(store),
            str(memory_bytes),
            *(["--prove"] if prove else []),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._process.stdin is not None  # noqa: S101 - PIPE was asked for
        assert self._process.stdout is not None  # noqa: S101
        self.pid = self._process.pid
        self.jobs = self._process.stdin.fileno()
        self.answers = self._process.stdout.fileno()

    def kill(self) -> None:
        """End it at once and close the pipes."""
        with contextlib.suppress(OSError):
            self._process.send_signal(signal.SIGKILL)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def gone(self) -> bool:
        """Return whether it has ended; takes its exit status, so that no zombie stays."""
        return self._process.poll() is not None


def lower_priority(pid: int) -> None:
    """Let other processes go first on the processor."""
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, pid, _NICE)
