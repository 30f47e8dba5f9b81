"""Who gets the next worker."""

from __future__ import annotations

import asyncio
import os
import signal
from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING, cast
from unittest.mock import Mock

import pytest
import serving

from exokg.server.limits import Limits
from exokg.server.source import FolderSource
from exokg.server.workers import handle
from exokg.server.workers.handle import WorkerHandle, held_back, is_blocked, pick
from exokg.server.workers.job import Job, Query
from exokg.server.workers.pool import Pool
from exokg.server.workers.stream import Backlog

if TYPE_CHECKING:
    from pathlib import Path

ENDLESS = Query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", timeout_s=300)


def test_a_client_with_a_slow_query_leaves_a_worker_to_others(store: Path) -> None:
    """Those of others are taken at once; its own wait, but not for an idle server."""

    async def main() -> None:
        opened = FolderSource(store).open()
        limits = replace(Limits(), workers=2, slow_workers=0, resident_quads=0)
        pool = Pool(opened.path, limits, opened.quads, Backlog(1, 1))
        try:
            await pool.supervisor.started
            while len(pool.supervisor.ready) < 3:
                await asyncio.sleep(0.02)

            def ask(client: str, query: Query) -> Job:
                return pool.submit(client, query, lambda _: None)

            slow = ask("a", ENDLESS)
            while not held_back(pool.supervisor.members, 2, ()):
                await asyncio.sleep(0.02)
            own, other = ask("a", Query("ASK {}")), ask("b", Query("ASK { ?s ?p ?o }"))
            assert (own.tries, other.tries) == (0, 1)
            assert pool.waiting == 1
            second = ask("b", ENDLESS)
            while not is_blocked(pool.supervisor.members, 2) and second.error is None and slow.error is None:
                await asyncio.sleep(0.02)
            third = ask("c", Query("ASK { ?s a ?o }"))  # slow ones have all places: one makes room
            while not third.first:
                await asyncio.sleep(0.02)
            assert third.error is None
            assert pool._stopped
            assert set(pool._stopped) <= {"a", "b"}
        finally:
            pool.close()

    serving.alone(main)


def test_those_behind_a_query_that_takes_long_are_handed_on(store: Path) -> None:
    """Long before it counts as slow; its worker answers them too, unheard, and keeps its place."""

    async def main() -> None:
        opened = FolderSource(store).open()
        limits = replace(Limits(), workers=2, slow_workers=0, resident_quads=0, slow_after_ms=10**7)
        pool = Pool(opened.path, limits, opened.quads, Backlog(1, 1))
        try:
            await pool.supervisor.started
            while len(pool.supervisor.ready) < 3:
                await asyncio.sleep(0.02)
            members, answered = list(pool.supervisor.members), list[Job]()
            for one in members:
                os.kill(one.pid, signal.SIGSTOP)
            jobs = [pool.submit(client, Query("ASK {}"), answered.append) for client in "abcd"]
            held, other = (one for one in members if one.jobs)
            behind = held.jobs[1]
            assert len(other.jobs) == 2
            os.kill(other.pid, signal.SIGCONT)
            while len(answered) < 3:
                await asyncio.sleep(0.02)
            assert behind in answered
            assert (behind.tries, [job.abandoned for job in held.jobs]) == (2, [False, True])
            os.kill(held.pid, signal.SIGCONT)
            while pool.running:
                await asyncio.sleep(0.02)
            assert sorted(job.number for job in answered) == [job.number for job in jobs]
            assert {job.error for job in answered} == {None}
            assert held in pool.supervisor.members
        finally:
            pool.close()

    serving.alone(main)


def test_long_queries_pass_through_a_small_pipe(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system may grant a user no more than a page for each pipe; two queries then wait in parts."""
    monkeypatch.setattr(handle, "_PIPE_BYTES", 4096)
    long = Query(f'SELECT ?x {{ VALUES ?x {{ "{"x" * 200_000}" }} }}', timeout_s=300)

    async def main() -> None:
        opened = FolderSource(store).open()
        limits = replace(Limits(), workers=1, slow_workers=0, resident_quads=0)
        pool = Pool(opened.path, limits, opened.quads, Backlog(1, 1))
        try:
            await pool.supervisor.started
            answered: list[Job] = []
            jobs = [pool.submit(client, long, answered.append) for client in "abcd"]
            while len(answered) < len(jobs):
                await asyncio.sleep(0.02)
            assert [job.error for job in jobs] == [None] * len(jobs)
        finally:
            pool.close()

    serving.alone(main)


def test_a_query_waits_for_a_worker_only_so_long(store: Path) -> None:
    """Behind a slow one of the same client it is refused in the end; that of another is answered."""

    async def main() -> None:
        opened = FolderSource(store).open()
        limits = replace(Limits(), workers=2, slow_workers=0, resident_quads=0, queue_s=0)
        pool = Pool(opened.path, limits, opened.quads, Backlog(1, 1))
        try:
            await pool.supervisor.started
            while len(pool.supervisor.ready) < 3:
                await asyncio.sleep(0.02)
            pool.submit("a", ENDLESS, lambda _: None)
            while not held_back(pool.supervisor.members, 2, ()):
                await asyncio.sleep(0.02)
            answered: list[Job] = []
            own = pool.submit("a", Query("ASK {}"), answered.append)
            assert (pool.waiting, own.error) == (1, None)
            other = pool.submit("b", Query("ASK { ?s ?p ?o }"), answered.append)
            while len(answered) < 2:
                await asyncio.sleep(0.02)
            assert (pool.waiting, other.error) == (0, None)
            assert own.error is not None
            assert (own.error.code, own.error.details["limit"]) == ("busy", "queue_s")
        finally:
            pool.close()

    serving.alone(main)


def test_a_worker_keeps_its_place_after_a_slow_page_and_not_after_a_slow_query(store: Path) -> None:
    """What it read for a search serves the next one; after a query its priority stays low."""

    async def main() -> None:
        opened = FolderSource(store).open()
        limits = replace(Limits(), workers=1, slow_workers=1, resident_quads=0)
        pool = Pool(opened.path, limits, opened.quads, Backlog(1, 1))

        async def slow(query: Query) -> int:
            """The process that answered a query, with all of them stopped until it was late."""
            members = list(pool.supervisor.members)
            for one in members:
                os.kill(one.pid, signal.SIGSTOP)
            job = pool.submit("a", query, lambda _: None)
            (child,) = (one for one in members if one.jobs)
            while not child.slow:
                await asyncio.sleep(0.02)
            for one in members:
                os.kill(one.pid, signal.SIGCONT)
            while not job.first:
                await asyncio.sleep(0.02)
            assert job.error is None
            return child.pid

        try:
            await pool.supervisor.started
            while len(pool.supervisor.ready) < 2:
                await asyncio.sleep(0.02)
            search = Query("", search="{}")
            first = await slow(search)
            started = pool.supervisor.counts["started"]
            assert started == 3  # one in its place
            assert await slow(search) == first
            assert pool.supervisor.counts["started"] == started
            assert {one.pid for one in pool.supervisor.members if one.is_fast} >= {first}
            again = await slow(Query("ASK { ?s ?p ?o }"))
            assert again not in {one.pid for one in pool.supervisor.members}
        finally:
            pool.close()

    serving.alone(main)


class Busy(WorkerHandle):
    """A worker without a process, which holds queries."""

    def __init__(self, queries: int, pace: float, since: float = 0.0) -> None:
        self.jobs = deque(Job(number, "a", ENDLESS, lambda _: None) for number in range(queries))
        self.ready, self.slow, self.late = True, False, False
        self.pace, self.since = pace, since
        self._loop = Mock(spec=asyncio.AbstractEventLoop)
        self._loop.time.return_value = since


def test_quick_queries_wait_behind_each_other_and_long_ones_in_the_queue() -> None:
    quick, long = handle._PIPED_S / 100, handle._PIPED_S
    for queries, pace, most in ((1, long, 1), (2, long, 0), (50, quick, 1), (100, quick, 0)):
        assert bool(pick([Busy(queries, pace)], 1)) is bool(most), (queries, pace)
    few, many, later = Busy(2, quick), Busy(3, quick, since=5), Busy(2, quick, since=1)
    assert pick([many, few, later], 3) is later
    idle = Busy(0, long)
    assert pick([many, idle], 2) is idle
    assert pick([many, idle], 1) is many
    for pace, limit in ((quick, handle._PIPED_S), (long, 3 * long)):
        child = Busy(1, pace)
        for age, room in ((limit - 0.001, True), (limit + 0.001, False)):
            cast("Mock", child._loop).time.return_value = age
            assert child.has_room is room, (pace, age)


def test_the_pace_of_a_worker_follows_its_latest_queries() -> None:
    child = Busy(400, handle._PIPED_S)
    clock = cast("Mock", child._loop)
    child._open, at = False, 0.0

    def answer(queries: int, seconds: float) -> float:
        nonlocal at
        for _ in range(queries):
            at += seconds
            clock.time.return_value = at
            child.done()
        return child.pace

    assert answer(100, 0.001) == pytest.approx(0.001, rel=0.01)
    assert 0.001 < answer(4, 0.010) < 0.010
    assert answer(100, 0.010) == pytest.approx(0.010, rel=0.01)
