"""The supervisor: keeps the workers of one store in number, and replaces those that are lost.

Workers are started as programs that read the store's files, which is quick: first one, with nothing beside it
that would take processor time from it, then the others. Meanwhile a fork server reads the data into memory,
where they fit; once it is ready, workers forked there take the places one by one.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

from .fork_client import ForkClient
from .handle import WorkerHandle
from .job import READY, Job, QueryFailedError
from .process import Spawned

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ..limits import Limits

_BAD_STARTS = 3
"""All workers may die this often in a row before one is ready, then there is a pause between attempts."""
_RETRY_S = 2.0
_START_S = 30.0
"""A worker that is not ready after this time is given up."""
_ALONE_S = 0.2
"""How long the first worker answers before other processes are started."""
_SPAWNED, _FORKED = 1, 2
"""The kinds of worker, in the order in which they come."""


class Supervisor:
    """The workers of one version of a store.

    Args:
        store: folder the workers open.
        limits: how many workers, with how much memory.
        quads: how many statements the store must have.
        on_frame: called with (child, job number, kind, payload) for every frame of a ready worker.
        on_lost: called with the jobs of a worker that ended untold, the running one first.
        on_change: called when there may be work for a worker, or when none can be had.

    Attributes:
        members: the workers, ready or not.
        started: done once the first worker is ready; carries the reason when none can start.
        counts: what happened: ``started``, ``died``, ``fork server died``.
        trouble: why no worker can be started, once that was tried several times.
        sandbox: what holds a worker in its sandbox (:func:`exokg.store.sandbox.enter`).
    """

    def __init__(
        self,
        store: Path,
        limits: Limits,
        quads: int,
        on_frame: Callable[[WorkerHandle, int, int, bytes], None],
        on_lost: Callable[[list[Job]], None],
        on_change: Callable[[], None],
    ) -> None:
        self._store = store
        self._limits = limits
        self._quads = quads
        self._on_frame = on_frame
        self._on_lost = on_lost
        self._on_change = on_change
        self._loop = asyncio.get_running_loop()
        self.members: list[WorkerHandle] = []
        self.started: asyncio.Future[int] = self._loop.create_future()
        self.counts: Counter[str] = Counter()
        self.trouble: str | None = None
        self._reason: str | None = None
        self.sandbox: list[str] = []
        self._dying: list[WorkerHandle] = []
        self._fork_client: ForkClient | None = None
        self._proved = 0
        self._bad_starts = 0
        self._closing = False
        self._timers: dict[str, asyncio.TimerHandle] = {}

    def begin(self) -> None:
        """Start the first worker; the others and the fork server follow it."""
        self.fill()

    @property
    def ready(self) -> list[WorkerHandle]:
        """Workers that can answer."""
        return [child for child in self.members if child.ready]

    @property
    def resident(self) -> bool:
        """Whether workers have the data in memory."""
        return self._fork_client is not None and self._fork_client.ready

    @property
    def settled(self) -> bool:
        """Whether no worker is starting or ending."""
        return not self._dying and all(child.ready for child in self.members)

    def fill(self) -> None:
        """Keep as many fast workers as configured, and one in reserve.

        There are more once a worker that stepped back has come forward again, at most by ``slow_workers``:
        the one in its place is not stopped, as the next slow page would have to start it anew.
        """
        if self._closing:
            return
        wanted = self._limits.workers + 1 if self.started.done() else 1
        for _ in range(wanted - sum(child.is_fast for child in self.members)):
            try:
                child = self._new()
            except OSError as error:
                self._not_started(f"no worker process could be started: {error}")
                return
            self.counts["started"] += 1
            self.members.append(child)

    def has_another(self, child: WorkerHandle) -> bool:
        """Whether another worker of the fast lane is ready."""
        return any(other.ready and other.is_fast for other in self.members if other is not child)

    def take_away(self, child: WorkerHandle) -> list[Job]:
        """Kill a worker and return the queries it held, the running one first."""
        self.members.remove(child)
        child.kill()
        self._dying.append(child)
        held = list(child.jobs)
        child.jobs.clear()
        return held

    def lose(self, child: WorkerHandle) -> None:
        """A worker is gone, or no use any more, without having been asked to go."""
        if child not in self.members:
            return
        self.counts["died"] += 1
        held = self.take_away(child)
        if child.ready:
            self.fill()
        else:
            self._not_started(self._reason or "a worker ended before it was ready")
        self._on_lost(held)

    def look(self, now: float) -> None:
        """Give up workers that never became ready, and collect those that ended."""
        for child in list(self.members):
            if not child.ready and now - child.since > _START_S:
                self.lose(child)
        self._dying = [child for child in self._dying if not child.gone()]

    def close(self) -> None:
        """Stop all workers now; the queries they hold must have been dealt with."""
        self._closing = True
        for timer in self._timers.values():
            timer.cancel()
        for child in self.members:
            child.kill()
        if self._fork_client is not None:
            self._fork_client.close()
        deadline = time.monotonic() + 2
        for child in self.members + self._dying:  # killed a moment ago: this only collects them
            while not child.gone() and time.monotonic() < deadline:
                time.sleep(0.002)
        self.members.clear()
        self._dying.clear()

    def _new(self) -> WorkerHandle:
        """Have a worker forked, or start one; the first of each kind proves its sandbox and counts."""
        memory = self._limits.memory_bytes
        if self._fork_client is not None and self._fork_client.ready:
            try:
                forked = self._fork_client.fork(memory, prove=self._proved < _FORKED)
            except ConnectionError:  # it was killed a moment ago, and all its workers with it
                self._fork_client.close()
                self._not_forking()
            else:
                self._proved = _FORKED
                return WorkerHandle(self._loop, forked, self._frame, self.lose)
        prove = self._proved < _SPAWNED or not self.started.done()
        self._proved = max(self._proved, _SPAWNED)
        return WorkerHandle(self._loop, Spawned(self._store, memory, prove=prove), self._frame, self.lose)

    def _frame(self, child: WorkerHandle, _: int, kind: int, payload: bytes) -> None:
        """Read what a worker says before it is ready; all later frames are the pool's."""
        if kind == READY:
            ready = json.loads(payload)
            self.sandbox = ready["sandbox"]
            self._welcome(child, ready["quads"])
        else:
            self._reason = json.loads(payload)["message"]

    def _welcome(self, child: WorkerHandle, quads: int | None) -> None:
        child.ready = True
        child.on_frame = self._on_frame
        self._bad_starts = 0
        self.trouble = self._reason = None
        for other in self.members:
            if other.outgoing and not other.jobs:
                self.take_away(other)
                break
        if not self.started.done() and quads is not None:
            self.started.set_result(quads)
            self._later("others", self.fill, _ALONE_S)
            self._later("fork server", self._start_fork_server, _ALONE_S)
        self._on_change()

    def _not_started(self, reason: str) -> None:
        self._bad_starts += 1
        if not self.started.done():
            self.trouble = reason
            self.started.set_exception(QueryFailedError("store", reason))
        elif self._bad_starts <= _BAD_STARTS * (self._limits.workers + 1):
            self._loop.call_soon(self.fill)  # what is asked meanwhile waits
        else:
            self.trouble = reason
            self._later("fill", self.fill)
        self._on_change()

    def _start_fork_server(self) -> None:
        """Begin to read the data into memory, where they are small enough; till then workers read files."""
        fits = self._quads <= self._limits.resident_quads and sys.platform.startswith("linux")
        if fits and not self._closing:
            with contextlib.suppress(OSError):  # workers that read files answer as well
                self._fork_client = ForkClient(self._loop, self._store, self._forking, self._not_forking)

    def _forking(self, quads: int) -> None:
        if quads != self._quads and self._fork_client is not None:
            self._fork_client.close()
            self._fork_client = None
            self.trouble = f"{quads} statements could be read into memory instead of {self._quads}"
            return
        for child in self.members:
            child.outgoing = True
        self.fill()

    def _not_forking(self) -> None:
        self._fork_client = None
        self.counts["fork server died"] += 1
        if not self._closing:
            self._later("fork server", self._start_fork_server)

    def _later(self, name: str, call: Callable[[], None], seconds: float = _RETRY_S) -> None:
        if (timer := self._timers.get(name)) is not None:
            timer.cancel()
        self._timers[name] = self._loop.call_later(seconds, call)
