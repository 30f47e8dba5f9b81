"""One worker as the pool sees it: a pipe to write jobs to, a pipe to read frames from."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections import deque
from typing import TYPE_CHECKING

from .job import JOB, READY, Splitter, frame, wait_awake, watch
from .process import lower_priority

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Collection

    from .fork_client import Forked
    from .job import Job
    from .process import Spawned

_READ = 64 * 1024
"""Bytes read at once: more than 128 kB would have the C library map and unmap memory for every answer."""
_WAIT_MS = 1
_DIRECT_S = 0.002
"""How long the event loop waits for workers before it looks at everything else again."""
_PIPED_S = 0.012
"""How long what a worker holds may take, at its pace; one query may always wait in its pipe.

With one alone, workers are idle until the server has its turn: 0.61 × Oxigraph on 16 connections, with this
0.8 ×. More than a fifth of the time of a query that counts as slow would have others wait for it."""
_OVERDUE = 3
"""A query that takes so many times as long as the latest of its worker keeps those behind it waiting."""
_LATEST = 8
"""Of how many queries a worker's pace is the average, about."""
_SET_PIPE_SIZE = 1031  # F_SETPIPE_SZ of fcntl(2), which Python names on Linux only
_PIPE_BYTES = 1024 * 1024


class WorkerHandle:
    """A worker and the jobs it holds.

    Args:
        loop: the running event loop.
        process: the worker process.
        on_frame: called with (child, job number, kind, payload).
        on_end: called once when the process is gone or its pipe is broken.

    Attributes:
        on_frame: as given; may be another once the worker is ready.
        jobs: the first one runs, the others wait in the pipe.
        pace: seconds that its latest queries took, on average.
        ready: whether it can take jobs.
        slow: whether it carries on with a slow query, outside the fast lane.
        late: whether its query is older than one of the fast lane should be.
        spent: whether its priority was lowered, which is for ever.
        outgoing: whether a better worker is to take its place.
        paused: whether its answer is not read for now.
        since: when its running job began.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        process: Spawned | Forked,
        on_frame: Callable[[WorkerHandle, int, int, bytes], None],
        on_end: Callable[[WorkerHandle], None],
    ) -> None:
        self.jobs: deque[Job] = deque()
        self.pace = _PIPED_S
        self.ready = False
        self.slow = self.late = self.spent = False
        self.outgoing = False
        self.paused = False
        self.since = loop.time()
        self._loop = loop
        self._process = process
        self.on_frame = on_frame
        self._on_end = on_end
        self._splitter = Splitter()
        self._open = True
        self._unsent = b""
        self._poll = watch(process.answers)
        _prepare(process.jobs, process.answers)
        loop.add_reader(process.answers, self._readable)

    @property
    def pid(self) -> int:
        """The process's number; 0 before it is ready."""
        return self._process.pid

    @property
    def has_room(self) -> bool:
        """Whether another query may wait in its pipe: it would be idle until the server's turn comes."""
        return (len(self.jobs) < 2 or len(self.jobs) * self.pace < _PIPED_S) and not self.is_overdue

    @property
    def is_overdue(self) -> bool:
        """Whether its query takes much longer than its latest ones did."""
        return self.late or self._loop.time() - self.since > max(_PIPED_S, _OVERDUE * self.pace)

    @property
    def is_fast(self) -> bool:
        """Whether it is of the fast lane, or will be when it is ready."""
        return not (self.slow or self.outgoing)

    def give(self, job: Job) -> bool:
        """Hand over one job; return whether the pipe is whole.

        What a small pipe does not take at once is written as the worker reads.
        """
        waits = bool(self._unsent)
        self._unsent += frame(job.number, JOB, job.payload)
        try:
            self._write()
        except OSError:
            return False
        if self._unsent and not waits:
            self._loop.add_writer(self._process.jobs, self._writable)
        if not self.jobs:
            self.since = self._loop.time()
        self.jobs.append(job)
        return True

    def wait(self) -> None:
        """Wait a moment for what the worker sends: quicker than the event loop, where nothing else runs."""
        if self._open and (wait_awake(self._poll) or self._poll.poll(_WAIT_MS)):
            self._readable()

    def done(self) -> Job:
        """Take the finished job off; the next one begins now."""
        self.resume()
        self.late = False
        now = self._loop.time()
        self.pace += (now - self.since - self.pace) / _LATEST
        self.since = now
        return self.jobs.popleft()

    def pause(self) -> None:
        """Read no more: once its pipe is full the worker waits."""
        if self._open and not self.paused:
            self.paused = True
            self._loop.remove_reader(self._process.answers)

    def resume(self) -> None:
        """Read on."""
        if self._open and self.paused:
            self.paused = False
            self._loop.add_reader(self._process.answers, self._readable)

    def lower_priority(self) -> None:
        """Let quick queries go first on the processor; the priority cannot be raised again."""
        self.spent = True
        lower_priority(self.pid)

    def kill(self) -> None:
        """End the process at once; ``on_end`` is not called."""
        if self._open:
            self._open = False
            self._loop.remove_reader(self._process.answers)
            self._loop.remove_writer(self._process.jobs)
            self._process.kill()

    def gone(self) -> bool:
        """Return whether nothing is left of the process."""
        return self._process.gone()

    def _write(self) -> None:
        with contextlib.suppress(BlockingIOError):
            while self._unsent:
                self._unsent = self._unsent[os.write(self._process.jobs, self._unsent) :]

    def _writable(self) -> None:
        try:
            self._write()
        except OSError:  # the worker is gone, as its other pipe is about to say
            self._unsent = b""
        if not self._unsent:
            self._loop.remove_writer(self._process.jobs)

    def _readable(self) -> None:
        try:
            data = os.read(self._process.answers, _READ)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        try:
            for number, kind, payload in self._splitter.feed(data):
                if kind == READY:
                    self._process.pid = json.loads(payload)["pid"]
                self.on_frame(self, number, kind, payload)
        except ValueError:  # nonsense on the pipe: do not trust this process any further
            data = b""
        if not data and self._open:
            self.kill()
            self._on_end(self)


class DirectWaits:
    """Bounds how long the event loop waits for workers, with what follows from their answers.

    Many requests may be there at once: the loop would wait for each of them before it does anything else.

    Args:
        loop: the running event loop.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._left_s = _DIRECT_S

    def wait(self, child: WorkerHandle) -> None:
        """Wait for a worker, unless the loop has waited long enough in this turn."""
        if self._left_s > 0:
            began = time.monotonic()
            child.wait()
            self._left_s -= time.monotonic() - began
            if self._left_s <= 0:
                self._loop.call_soon(self._renew)

    def _renew(self) -> None:
        self._left_s = _DIRECT_S


def pick(members: list[WorkerHandle], most: int) -> WorkerHandle | None:
    """Return the fast worker with least to do: none running, else the one with room behind the fewest.

    Args:
        members: all workers.
        most: how many of the fast lane may be busy.
    """
    idle = behind = None
    busy = 0
    for child in members:
        if child.ready and not child.slow:
            if not child.jobs:
                idle = child
            else:
                busy += 1
                if child.has_room and (behind is None or _least(child) < _least(behind)):
                    behind = child
    return idle if busy < most and idle is not None else behind


def _least(child: WorkerHandle) -> tuple[int, float]:
    """Order of workers with room: the fewest queries, then the one whose query began last."""
    return len(child.jobs), -child.since


def held_back(members: list[WorkerHandle], most: int, stopped: Collection[str]) -> Collection[str]:
    """Return the clients who get no turn now, as the last place of the fast lane is for others.

    Args:
        members: all workers.
        most: how many of the fast lane may be busy.
        stopped: clients of whom queries had to be stopped; of the others only a slow query counts.
    """
    busy = [child for child in members if child.jobs]
    if sum(not child.slow for child in busy) < max(most - 1, 1):
        return ()
    return {job.client for child in busy if (job := child.jobs[0]).client in stopped or child.late}


def is_blocked(members: list[WorkerHandle], most: int) -> bool:
    """Return whether slow queries hold the whole fast lane, where it has more than one place."""
    return sum(child.late and not child.slow for child in members if child.jobs) >= most > 1


def _prepare(*descriptors: int) -> None:
    """Widen the pipes where the system can, and never wait on them."""
    for descriptor in descriptors:
        os.set_blocking(descriptor, False)
        if sys.platform.startswith("linux"):
            import fcntl

            with contextlib.suppress(OSError):  # beyond the user's quota: the default size serves
                fcntl.fcntl(descriptor, _SET_PIPE_SIZE, _PIPE_BYTES)
