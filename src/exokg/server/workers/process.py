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

__all__ = ["Spawned", "lower_priority"]

_NICE = 15
"""Nice value of a worker that carries on with a slow query."""


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
        command = [sys.executable, "-I", "-m", "exokg.server.workers.worker", str(store), str(memory_bytes)]
        self._process = subprocess.Popen(  # noqa: S603 - our own module, arguments are a path and a number
            [*command, *(["--prove"] if prove else [])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            start_new_session=True,  # a Ctrl-C at the terminal is the parent's to handle
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
