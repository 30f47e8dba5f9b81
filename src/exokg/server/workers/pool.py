"""The pool: deadlines, two lanes and a short queue in front of the workers.

A query runs in the fast lane first. What waits behind one that takes long is handed on within 12 to 22 ms.
Once a query is older than ``slow_after_ms`` its worker steps back (a lower priority on the processor, for
ever) and another takes its place in the fast lane, so that clients with quick queries hardly notice. What
our own code bounds, such as a page of a thing, keeps its priority, and its worker comes forward again: it
has read what the next one needs. At most ``slow_workers`` may be slow at a time; one more keeps its place
in the fast lane for a second, and then for as long as nobody waits for it. A client with a slow query
leaves one place of the fast lane to others. Whatever runs longer than its deadline is killed with its
worker: the engine has no other way to stop.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from typing import TYPE_CHECKING, Any

from .fair_queue import FairQueue
from .handle import DirectWaits, held_back, is_blocked, pick
from .job import ANSWER, MORE, Job
from .supervisor import Supervisor

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ..limits import Limits
    from .handle import WorkerHandle
    from .job import Query
    from .stream import AnswerStream, Backlog

_TICK_S = 0.01
_ABANDONED_S = 0.02
"""A query for which nobody waits may end by itself for so long."""
_REFUSED_AT_S = 1.0
"""A slow query beyond the slow lane's places makes room at this age for one that waits."""
_TIRED_AT_S = 0.25
"""A worker that ran a query this long may hold much memory, and is replaced."""
_REMEMBERED_S = 10.0
"""How long it matters to a client's turns that a query of its had to be stopped."""
_TRIES = 4
"""A query that lost its worker before it began is handed on this often."""
_DIED = "the query needed more memory than it may use, or broke the engine"


class Pool:
    """Answers queries over one version of a store.

    Args:
        store: folder the workers open.
        limits: how many workers, how long, how much.
        quads: how many statements the store must have.
        backlog: what readers leave waiting.

    Attributes:
        supervisor: the workers.
        running: how many queries they have.
    """

    def __init__(self, store: Path, limits: Limits, quads: int, backlog: Backlog) -> None:
        self._limits = limits
        self._slow_after_s = limits.slow_after_ms / 1000
        self._backlog = backlog
        self._loop = asyncio.get_running_loop()
        self._room: FairQueue[Job] = FairQueue(limits.queue)
        self.supervisor = Supervisor(store, limits, quads, self._frame, self._lost, self._next)
        self._stopped: dict[str, float] = {}
        self._waits = DirectWaits(self._loop)
        self._number = self.running = 0
        self._closing = False
        self._tick: asyncio.TimerHandle | None = None
        self.supervisor.begin()
        self._watch()

    @property
    def waiting(self) -> int:
        """Queries in the queue."""
        return self._room.waiting

    async def begin(self, client: str, query: Query) -> tuple[bytes, AnswerStream | None]:
        """Answer one query.

        Args:
            client: who asks; clients take turns.
            query: what to answer.

        Returns:
            The answer, or the first piece of a long one and the stream of the others. The first byte says
            what kind of answer it is. If the caller is cancelled or closes the stream, the query is
            cancelled; a worker that does not end it within 20 to 30 ms is killed.

        Raises:
            QueryFailedError: there is no answer.
        """
        answered = asyncio.Event()
        job = self.submit(client, query, lambda _: answered.set())
        try:
            await answered.wait()
        except asyncio.CancelledError:
            self.abandon(job)
            raise
        if job.error is not None:
            raise job.error
        return job.first, job.stream

    def submit(self, client: str, query: Query, on_answer: Callable[[Job], object]) -> Job:
        """Ask one query without waiting.

        Args:
            client: who asks; clients take turns.
            query: what to answer.
            on_answer: called once, perhaps at once, with the job and its answer or error.
        """
        self._number = (self._number + 1) & 0xFFFFFFFF
        job = Job(self._number, client, query, on_answer)
        last = held_back(self.supervisor.members, self._limits.workers, self._stopped)
        others_first = client in last or (self._room.waiting and self._room.waits(last))
        if self._closing:
            job.fail("shutdown", "the server is stopping", retry_s=5)
        elif not others_first and (child := pick(self.supervisor.members, self._limits.workers)) is not None:
            self._give(child, job)
            if self.running == 1:
                self._waits.wait(child)
        elif (turned_away := self._room.add(client, job)) is not None:
            self.supervisor.counts["refused"] += 1
            turned_away.fail("busy", "too many queries are waiting", limit="queue", retry_s=1)
        return job

    def abandon(self, job: Job) -> None:
        """Have nobody wait for a query any more; it is stopped if it does not end by itself at once."""
        job.waited_for = False
        if not self._room.discard(job.client, job):
            for child in [one for one in self.supervisor.members if one.jobs and one.jobs[0] is job]:
                self._look_at(child, self._loop.time() - child.since)

    async def answer(self, client: str, query: Query) -> bytes:
        """Answer one query as :meth:`begin` does, for those who need the answer whole."""
        first, stream = await self.begin(client, query)
        if stream is None:
            return first
        with contextlib.closing(stream):
            return b"".join([first, *[piece async for piece in stream]])

    async def retire(self, seconds: float) -> None:
        """Answer what was asked already, then stop: another pool has taken over."""
        deadline = self._loop.time() + seconds
        while (self._room.waiting or self.running) and self._loop.time() < deadline:
            await asyncio.sleep(_TICK_S)
        self.close()

    def close(self) -> None:
        """Stop all workers now."""
        self._closing = True
        if self._tick is not None:
            self._tick.cancel()
        self._turn_away("shutdown", "the server is stopping")
        for child in self.supervisor.members:
            for job in child.jobs:
                job.fail("shutdown", "the server is stopping", retry_s=5)
        self.supervisor.close()

    def _give(self, child: WorkerHandle, job: Job) -> None:
        job.tries += 1
        if child.give(job):
            self.running += 1
        else:
            self._reroute([job])
            self.supervisor.lose(child)
        self._watch()

    def _next(self) -> None:
        while self._room.waiting and (child := pick(self.supervisor.members, self._limits.workers)):
            job = self._room.next(held_back(self.supervisor.members, self._limits.workers, self._stopped))
            if job is None:
                break
            self._give(child, job)
        if self.supervisor.trouble is not None and not self.supervisor.ready:
            self._turn_away("store", self.supervisor.trouble)
        self._watch()

    def _turn_away(self, code: str, message: str) -> None:
        while job := self._room.next():
            job.fail(code, message, retry_s=5)

    def _frame(self, child: WorkerHandle, number: int, kind: int, payload: bytes) -> None:
        if not child.jobs or child.jobs[0].number != number:
            self.supervisor.lose(child)
        elif kind == MORE:
            child.jobs[0].more(payload, self._backlog)
            if child.jobs[0].full:
                child.pause()
        else:
            self._finish(child, kind, payload)

    def _finish(self, child: WorkerHandle, kind: int, payload: bytes) -> None:
        tired = self._loop.time() - child.since > _TIRED_AT_S
        job = child.done()
        self.running -= 1
        if kind == ANSWER:
            job.finish(payload)
        else:
            job.fail(**json.loads(payload))
        worn = child.spent or child.outgoing or (tired and not job.ours)
        if worn and self.supervisor.has_another(child):
            self._reroute(self._held(child))
            self.supervisor.fill()
        else:  # it comes forward again
            child.slow = False
        self._next()

    def _lost(self, held: list[Job]) -> None:
        """A worker died: the query that ran is to blame, those behind it go elsewhere."""
        self.running -= len(held)
        if held:
            held.pop(0).fail("memory", _DIED, limit="memory_bytes", retry_s=30)
        self._reroute(held)
        self._next()

    def _held(self, child: WorkerHandle) -> list[Job]:
        held = self.supervisor.take_away(child)
        self.running -= len(held)
        return held

    def _reroute(self, jobs: list[Job]) -> None:
        """Queries that had not begun go to other workers, before all that wait."""
        for job in reversed(jobs):
            if job.tries >= _TRIES:
                job.fail("store", "no worker could take the query", retry_s=5)
            elif not job.abandoned:
                self._room.again(job.client, job)

    def _watch(self) -> None:
        if self._tick is None and not self._closing and (self.running or not self.supervisor.settled):
            self._tick = self._loop.call_later(_TICK_S, self._look)

    def _look(self) -> None:
        """Look after workers; runs only while one of them starts, runs or ends."""
        self._tick = None
        now = self._loop.time()
        self._stopped = {name: at for name, at in self._stopped.items() if now - at < _REMEMBERED_S}
        for child in list(self.supervisor.members):
            if child.jobs:
                self._look_at(child, now - child.since)
        for job in self._room.take(lambda job: now - job.asked > self._limits.queue_s):
            self.supervisor.counts["refused"] += 1
            job.fail("busy", "no worker was free in time", limit="queue_s", retry_s=5)
        self.supervisor.look(now)
        self._next()

    def _look_at(self, child: WorkerHandle, age: float) -> None:
        job = child.jobs[0]
        if not job.full:
            child.resume()
        if age >= job.timeout_s:
            what = "the answer was read no further for" if child.paused else "the query ran longer than"
            self._stop(child, "timeout", f"{what} {job.timeout_s:g} s", limit="timeout_s")
        elif not self.supervisor.has_another(child):
            return  # the last worker keeps its place: the next may never come, as when the store is gone
        elif job.abandoned and age >= _ABANDONED_S:
            self._stop(child, "abandoned", "the client is gone")
        elif age >= self._slow_after_s and not child.slow:
            self._slow_down(child, age)
        elif child.is_overdue and pick(self.supervisor.members, self._limits.workers) is not None:
            self._hand_on(child)

    def _slow_down(self, child: WorkerHandle, age: float) -> None:
        if not child.late:
            child.late = True
            if not child.jobs[0].ours:
                child.lower_priority()
            self._hand_on(child)
        if sum(other.slow for other in self.supervisor.members) < self._limits.slow_workers:
            child.slow = True
            self.supervisor.fill()
            self._next()
        elif self._room.waiting and (
            age >= _REFUSED_AT_S or is_blocked(self.supervisor.members, self._limits.workers)
        ):
            self._stop(child, "busy", "too many long queries are running", limit="slow_workers", retry_s=10)

    def _hand_on(self, child: WorkerHandle) -> None:
        """Those behind a query that takes long do not wait for it."""
        behind = [(at, job) for at, job in enumerate(child.jobs) if at and not job.abandoned]
        for at, job in behind:
            child.jobs[at] = job.stand_in()
        self._reroute([job for _, job in behind])

    def _stop(
        self, child: WorkerHandle, code: str, message: str, *, retry_s: int = 30, **details: Any
    ) -> None:
        self.supervisor.counts[code] += 1
        self._stopped[child.jobs[0].client] = self._loop.time()
        behind = self._held(child)
        behind.pop(0).fail(code, message, retry_s=retry_s, **details)
        self._reroute(behind)
        self.supervisor.fill()
        self._next()
