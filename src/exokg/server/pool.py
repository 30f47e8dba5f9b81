"""The pool: prestarted caged workers, deadlines, two lanes and a short queue.

A query runs in the fast lane first. Once it is older than ``slow_after_ms`` its worker steps back (a lower
priority on the processor) and another takes its place in the fast lane, so that clients with quick
queries hardly notice. At most ``slow_workers`` queries may be slow at a time; one more is given a second
and then refused. Whatever runs longer than its deadline is killed with its worker: the engine has no other
way to stop.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

from .child import Child
from .frames import ANSWER, MORE, READY
from .nurse import Nurse
from .process import Spawned
from .ticket import QueryFailedError, Ticket
from .waiting import WaitingRoom

if TYPE_CHECKING:
    from pathlib import Path

    from .frames import Job
    from .limits import Limits

__all__ = ["Pool", "QueryFailedError", "Ticket"]

_TICK_S = 0.02
#: a slow query beyond the slow lane's places is refused at this age
_REFUSED_AT_S = 1.0
#: workers may die this often in a row before they are ready, then the pool waits between attempts
_BAD_STARTS = 3
_RETRY_S = 2.0
#: the kinds of worker, in the order in which they come
_SPAWNED, _FORKED = 1, 2
#: a worker that is not ready after this time is given up
_START_S = 30.0
_DIED = "the query needed more memory than it may use, or broke the engine"


class Pool:
    """Workers over one version of a store.

    Args:
        store: folder the workers open.
        limits: how many workers, how long, how much.
        quads: how many statements the store must have.

    Attributes:
        started: done once the first worker is ready; carries the reason when none can start.
        counts: what happened to workers: ``started``, ``died``, ``timeout``, ``abandoned``, ``refused``.
    """

    def __init__(self, store: Path, limits: Limits, quads: int) -> None:
        self._store = store
        self._quads = quads
        self._nurse: Nurse | None = None
        self._proved = 0
        self._limits = limits
        self._loop = asyncio.get_running_loop()
        self.started: asyncio.Future[int] = self._loop.create_future()
        self.counts: Counter[str] = Counter()
        self.trouble: str | None = None
        self._children: list[Child] = []
        self._dying: list[Child] = []
        self._room: WaitingRoom[Ticket] = WaitingRoom(limits.queue)
        self._number = 0
        self._running = 0
        self._bad_starts = 0
        self._closing = False
        self._tick: asyncio.TimerHandle | None = None
        self._retry: asyncio.TimerHandle | None = None
        self._retry_nurse: asyncio.TimerHandle | None = None
        self._idle = asyncio.Event()
        self._idle.set()
        self._fill()
        self._raise_nurse()

    @property
    def waiting(self) -> int:
        """Queries in the queue."""
        return len(self._room)

    @property
    def running(self) -> int:
        """Queries given to workers."""
        return self._running

    @property
    def workers(self) -> list[int]:
        """Process ids of the workers that can answer."""
        return [child.pid for child in self._children if child.ready]

    @property
    def resident(self) -> bool:
        """Whether workers have the data in memory."""
        return self._nurse is not None and self._nurse.ready

    def submit(self, client: str, job: Job) -> Ticket:
        """Queue one query.

        Args:
            client: who asks; clients take turns.
            job: the query.

        Returns:
            The ticket; await ``ticket.result`` for the pieces of the answer, or a :class:`QueryFailedError`.
        """
        self._number = (self._number + 1) & 0xFFFFFFFF
        ticket = Ticket(self._number, client, job, self._loop.create_future())
        if self._closing:
            ticket.fail("shutdown", "the server is stopping", retry_s=5)
        elif (child := self._free()) is not None and not self._room:
            self._give(child, ticket)
        elif (turned_away := self._room.add(client, ticket)) is not None:
            self.counts["refused"] += 1
            turned_away.fail("busy", "too many queries are waiting", limit="queue", retry_s=1)
        return ticket

    def abandon(self, ticket: Ticket) -> None:
        """The client is gone: forget the query, or have it killed if it does not end by itself at once."""
        ticket.abandoned = True
        self._room.discard(ticket.client, ticket)
        ticket.result.cancel()

    async def drain(self, seconds: float) -> None:
        """Take nothing new, let running queries end, then stop all workers."""
        self._closing = True
        while (ticket := self._room.next()) is not None:
            ticket.fail("shutdown", "the server is stopping", retry_s=5)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._idle.wait(), seconds)
        self.close()

    async def retire(self, seconds: float) -> None:
        """Answer what was asked already, take nothing new, then stop: another pool has taken over."""
        deadline = self._loop.time() + seconds
        while (self._room or self._running) and self._loop.time() < deadline:
            await asyncio.sleep(_TICK_S)
        self.close()

    def close(self) -> None:
        """Stop all workers now."""
        self._closing = True
        for timer in (self._tick, self._retry, self._retry_nurse):
            if timer is not None:
                timer.cancel()
        for child in self._children:
            for ticket in child.jobs:
                ticket.fail("shutdown", "the server is stopping", retry_s=5)
            child.kill()
        if self._nurse is not None:
            self._nurse.close()
        deadline = time.monotonic() + 2
        for child in self._children + self._dying:  # killed a line ago: this only collects them
            while not child.gone() and time.monotonic() < deadline:
                time.sleep(0.002)
        self._children.clear()
        self._dying.clear()

    def _fill(self) -> None:
        """Keep as many fast workers as configured, and one in reserve."""
        for _ in range(self._limits.workers + 1 - sum(child.is_fast for child in self._children)):
            try:
                child = self._new()
            except OSError as error:
                self._not_started(f"no worker process could be started: {error}")
                return
            self.counts["started"] += 1
            self._children.append(child)
        self._watch()

    def _new(self) -> Child:
        """Have a worker born in the nursery, or start one; the first of each kind has to prove its cage."""
        memory = self._limits.memory_bytes
        if self._nurse is not None and self._nurse.ready:
            prove, self._proved = self._proved < _FORKED, max(self._proved, _FORKED)
            return Child(self._loop, self._nurse.bear(memory, prove=prove), self._frame, self._ended)
        prove, self._proved = self._proved < _SPAWNED, max(self._proved, _SPAWNED)
        return Child(self._loop, Spawned(self._store, memory, prove=prove), self._frame, self._ended)

    def _raise_nurse(self) -> None:
        """Begin to read the data into memory, where they are small enough; till then workers read files."""
        self._retry_nurse = None
        fits = self._quads <= self._limits.resident_quads and sys.platform.startswith("linux")
        if fits and not self._closing:
            with contextlib.suppress(OSError):  # workers that read files answer as well
                self._nurse = Nurse(self._loop, self._store, self._nurse_ready, self._nurse_ended)

    def _nurse_ready(self, quads: int) -> None:
        if quads != self._quads and self._nurse is not None:
            self._nurse.close()
            self._nurse = None
            self.trouble = f"{quads} statements could be read into memory instead of {self._quads}"
            return
        for child in self._children:
            child.outgoing = True
        self._fill()

    def _nurse_ended(self) -> None:
        self._nurse = None
        self.counts["nursery died"] += 1
        if not self._closing:
            self._retry_nurse = self._loop.call_later(_RETRY_S, self._raise_nurse)

    def _free(self) -> Child | None:
        """Return the ready fast worker with least to do: none running, else one whose pipe is empty."""
        best = None
        busy = 0
        for child in self._children:
            if child.ready and not child.slow:
                waiting = len(child.jobs)
                if waiting == 0:
                    best = child
                else:
                    busy += 1
        if best is not None and busy < self._limits.workers:
            return best
        for child in self._children:
            if len(child.jobs) == 1 and child.ready and not child.slow:
                return child
        return None

    def _give(self, child: Child, ticket: Ticket) -> None:
        ticket.tries += 1
        self._running += 1
        self._idle.clear()
        if not child.give(ticket):
            self._running -= 1
            child.kill()
            self._ended(child, refused=ticket)
        self._watch()

    def _next(self) -> None:
        while self._room and (child := self._free()) is not None:
            ticket = self._room.next()
            if ticket is not None:
                self._give(child, ticket)
        if not self._running and not self._room:
            self._idle.set()

    def _frame(self, child: Child, number: int, kind: int, payload: bytes) -> None:
        if kind == MORE:
            child.jobs[0].pieces.append(payload)
        elif kind == READY:
            self._started(child, json.loads(payload)["quads"])
        elif not child.ready:
            self.trouble = json.loads(payload)["message"]
        elif not child.jobs or child.jobs[0].number != number:
            child.kill()
            self._ended(child)
        else:
            self._finish(child, kind, payload)

    def _finish(self, child: Child, kind: int, payload: bytes) -> None:
        ticket = child.done()
        self._running -= 1
        if kind == ANSWER:
            ticket.pieces.append(payload)
            if not ticket.result.done():
                ticket.result.set_result(ticket.pieces)
        else:
            ticket.fail(**json.loads(payload))
        if not child.is_fast:  # its memory and priority are spent, or a better one is ready
            self._reroute(self._take_away(child))
        self._next()

    def _started(self, child: Child, quads: int) -> None:
        child.ready = True
        self._bad_starts = 0
        self.trouble = None
        self._replace_one()
        if not self.started.done():
            self.started.set_result(quads)
        self._next()

    def _replace_one(self) -> None:
        """One new worker is ready, so one that goes may go if it has nothing to do."""
        for child in self._children:
            if child.outgoing and not child.jobs:
                self._take_away(child)
                return

    def _ended(self, child: Child, refused: Ticket | None = None) -> None:
        """A worker is gone without having been told to go."""
        if child not in self._children:
            return
        self.counts["died"] += 1
        behind = self._take_away(child)
        if behind:
            behind.pop(0).fail("memory", _DIED, limit="memory_bytes", retry_s=30)
        self._reroute([*behind, *([refused] if refused else [])])
        if child.ready:
            self._fill()
        else:
            self._not_started(self.trouble or "a worker ended before it was ready")
        self._next()

    def _not_started(self, reason: str) -> None:
        self.trouble = reason
        self._bad_starts += 1
        if not self.started.done():
            self.started.set_exception(QueryFailedError("store", reason))
        elif self._bad_starts <= _BAD_STARTS:
            self._loop.call_soon(self._fill)
        elif self._retry is None:
            self._retry = self._loop.call_later(_RETRY_S, self._try_again)
        if not self.workers:
            while (ticket := self._room.next()) is not None:
                ticket.fail("store", reason, retry_s=10)

    def _try_again(self) -> None:
        self._retry = None
        if not self._closing:
            self._fill()

    def _take_away(self, child: Child) -> list[Ticket]:
        """Kill a worker and return the queries it held, the running one first."""
        self._children.remove(child)
        child.kill()
        self._dying.append(child)
        self._running -= len(child.jobs)
        held = list(child.jobs)
        child.jobs.clear()
        self._watch()
        return held

    def _reroute(self, tickets: list[Ticket]) -> None:
        """Queries that had not begun go to other workers, before all that wait."""
        for ticket in reversed(tickets):
            if ticket.tries > _BAD_STARTS:
                ticket.fail("store", "no worker could take the query", retry_s=5)
            elif not ticket.abandoned:
                self._room.again(ticket.client, ticket)

    def _watch(self) -> None:
        if self._tick is None and not self._closing:
            self._tick = self._loop.call_later(_TICK_S, self._look)

    def _look(self) -> None:
        """Look after workers; runs only while one of them starts, runs or ends."""
        now = self._loop.time()
        for child in list(self._children):
            if child.jobs:
                self._look_at(child, now - child.since)
            elif not child.ready and now - child.since > _START_S:
                child.kill()
                self._ended(child)
        self._dying = [child for child in self._dying if not child.gone()]
        self._tick = None
        if self._running or self._dying or not all(child.ready for child in self._children):
            self._watch()
        self._next()

    def _look_at(self, child: Child, age: float) -> None:
        ticket = child.jobs[0]
        if age >= ticket.timeout_s:
            self._stop(
                child, "timeout", f"the query ran longer than {ticket.timeout_s:g} s", limit="timeout_s"
            )
        elif age * 1000 < self._limits.slow_after_ms:
            return
        elif ticket.abandoned:
            self._stop(child, "abandoned", "the client is gone")
        elif not child.slow:
            self._slow_down(child, age)

    def _slow_down(self, child: Child, age: float) -> None:
        if sum(other.slow for other in self._children) < self._limits.slow_workers:
            child.step_back()
            while len(child.jobs) > 1:  # the one behind does not wait for it
                ticket = child.jobs.pop()
                self._running -= 1
                self._reroute([ticket])
            self._fill()
            self._next()
        elif age >= _REFUSED_AT_S:
            self._stop(child, "busy", "too many long queries are running", limit="slow_workers", retry_s=10)

    def _stop(self, child: Child, code: str, message: str, *, retry_s: int = 30, **details: Any) -> None:
        self.counts[code] += 1
        behind = self._take_away(child)
        behind.pop(0).fail(code, message, retry_s=retry_s, **details)
        self._reroute(behind)
        self._fill()
        self._next()
