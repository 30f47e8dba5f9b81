"""The parent's end of a fork server: asks it for workers."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
from typing import TYPE_CHECKING

from .process import start

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable
    from pathlib import Path


class ForkClient:
    """One fork server process (:mod:`exokg.server.workers.fork_server`).

    Args:
        loop: the running event loop.
        store: folder of the store.
        on_ready: called with the number of statements once workers can be had.
        on_end: called once when the fork server is gone, or could not read the data.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        store: Path,
        on_ready: Callable[[int], None],
        on_end: Callable[[], None],
    ) -> None:
        self.ready = False
        self._loop = loop
        self._on_ready = on_ready
        self._on_end = on_end
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = start(
                "exokg.server.workers.fork_server",
                str(store),
                str(theirs.fileno()),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
            )
        self.pid = self._process.pid
        self._socket.setblocking(False)  # noqa: FBT003 - the standard library's signature
        loop.add_reader(self._socket, self._readable)

    def fork(self, memory_bytes: int, *, prove: bool) -> Forked:
        """Ask for a worker.

        Raises:
            OSError: the fork server does not take the order.
        """
        jobs_out, jobs_in = os.pipe()
        answers_out, answers_in = os.pipe()
        order = f"f{memory_bytes} {'--prove' if prove else ''}".encode()
        try:
            socket.send_fds(self._socket, [order], [jobs_out, answers_in])
        except OSError:
            os.close(jobs_in)
            os.close(answers_out)
            raise
        finally:
            os.close(jobs_out)
            os.close(answers_in)
        return Forked(self, jobs_in, answers_out)

    def reap(self, pid: int) -> None:
        """Say that a worker is dead and its number will not be used any more."""
        with contextlib.suppress(OSError):
            self._socket.send(b"b%d" % pid)

    def close(self) -> None:
        """End the fork server and, with it, all its workers."""
        if self._socket.fileno() < 0:
            return
        self._loop.remove_reader(self._socket)
        self._socket.close()
        with contextlib.suppress(OSError):
            self._process.send_signal(signal.SIGKILL)
        self._process.wait(5)

    def _readable(self) -> None:
        try:
            message = self._socket.recv(4096)
        except BlockingIOError:
            return
        except OSError:
            message = b""
        found = json.loads(message) if message else {}
        if "quads" in found:
            self.ready = True
            self._on_ready(found["quads"])
        else:
            self.close()
            self._on_end()


class Forked:
    """A worker born in a fork server, which is asked to reap it.

    Args:
        owner: the fork server it comes from.
        jobs: descriptor to write jobs to.
        answers: descriptor to read frames from.
    """

    def __init__(self, owner: ForkClient, jobs: int, answers: int) -> None:
        self.pid = 0  # the worker says it itself when it is ready
        self.jobs = jobs
        self.answers = answers
        self._fork_client = owner
        self._open = True

    def kill(self) -> None:
        """End it at once and close the pipes; one that has not said its number ends for want of a pipe."""
        if not self._open:
            return
        self._open = False
        if self.pid:
            with contextlib.suppress(OSError):
                os.kill(self.pid, signal.SIGKILL)
            self._fork_client.reap(self.pid)
        os.close(self.jobs)
        os.close(self.answers)

    def gone(self) -> bool:
        """Return whether it was killed; reaping is the fork server's."""
        return not self._open
