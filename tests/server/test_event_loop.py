"""Nothing stops the event loop: what a handler does at once is short, whatever the load."""

from __future__ import annotations

import asyncio
import gc
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import uvicorn
from serving import alone

from exokg.server.application import Application
from exokg.server.http.connection import Connection
from exokg.server.http.messages import Request
from exokg.server.limits import Limits
from exokg.server.running import collect_when_idle
from exokg.server.settings import Settings
from exokg.server.source import FolderSource
from exokg.server.workers.handle import DirectWaits, WorkerHandle

if TYPE_CHECKING:
    from pathlib import Path

YARDSTICK = 150_000  # remainders: 5 ms of processor time on the machine of benchmarks/RESULTS.md
LONG = "/sparql/plain?query=SELECT%20*%20%7B%20?a%20?b%20?c%20.%20?d%20a%20?e%20%7D%20LIMIT%2030000"
PAGES = (LONG, "/questions", "/health", "/metrics", "/static/site.css", "/.well-known/sparql-examples")


def yardstick() -> int:
    """As much work as one callback may do: on a loaded machine it takes longer, as each callback does."""
    return sum(number % 7 for number in range(YARDSTICK))


class Watched(asyncio.SelectorEventLoop):
    """A loop that takes the processor time of each callback: other processes' load is none of it."""

    longest: list[tuple[float, str]]

    def beyond_the_yardstick(self) -> list[tuple[float, str]]:
        """The callbacks that took longer than the longest yardstick among them."""
        bound = max(taken for taken, what in self.longest if yardstick.__name__ in what)
        return [one for one in self.longest if one[0] > bound]

    async def lay_yardsticks(self) -> None:
        """Put one between the callbacks that are measured, again and again, until it is cancelled."""
        while True:
            self.call_soon(yardstick)
            await asyncio.sleep(0.05)

    def call_soon(self, callback: Any, *args: Any, context: Any = None) -> asyncio.Handle:  # type: ignore[override]
        def timed(*given: object) -> None:
            began = time.thread_time()
            callback(*given)
            self.longest.append(
                (time.thread_time() - began, f"{callback!r} {getattr(callback, '__self__', 0)!r}")
            )

        return super().call_soon(timed, *args, context=context)


def load(port: int, turns: int) -> int:
    """Queries, repeated and new, long answers, faults and pages, over four connections."""

    def client(number: int) -> int:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as one:
            done = 0
            for turn in range(turns):
                query = f"SELECT * {{ ?s ?p ?o }} LIMIT {turn % 5 + 1} # {number if turn % 2 else 0}"
                assert one.post("/sparql", data={"query": query}).status_code == 200
                assert one.get("/sparql", params={"query": "ASK {}"}).status_code == 200
                assert one.get("/sparql", params={"query": f"nonsense {turn}"}).status_code == 400
                long = {"query": f"SELECT * {{ ?a ?b ?c . ?d a ?e }} LIMIT 8000 # {turn % 7}"}
                if turn % 8 == 0:
                    assert one.post("/sparql", data=long).status_code == 200
                assert one.get(PAGES[turn % len(PAGES)]).status_code == 200
                done += 1
            return done

    with ThreadPoolExecutor(4) as pool:
        return sum(pool.map(client, range(4)))


@pytest.mark.slow
def test_no_callback_takes_long(store: Path) -> None:
    loop = Watched()
    loop.longest = []
    ready = threading.Event()
    beyond: list[list[tuple[float, str]]] = []  # of each round, without the server's end

    async def main() -> None:
        limits = replace(Limits(), timeout_s=300, slow_workers=16)  # none of them ends a query here
        app = Application(FolderSource(store), Settings(limits=limits))
        config = uvicorn.Config(app, http=Connection, ws="none", lifespan="on", port=0, log_config=None)
        server = uvicorn.Server(config)
        server.capture_signals = threading.Lock  # type: ignore[assignment,method-assign]  # no signals in a thread
        running = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.02)
        while not app.site.version.pool.supervisor.resident or app.site.version.pool.running:
            await asyncio.sleep(0.02)
        port = server.servers[0].sockets[0].getsockname()[1]
        await asyncio.to_thread(load, port, len(PAGES))  # the first time reads templates and imports
        collect_when_idle(app.site)
        await asyncio.sleep(0.1)  # what is done before the load is not measured
        yardsticks = asyncio.create_task(loop.lay_yardsticks())
        for _ in range(3):  # what shares the processor can make one callback slow, but hardly three times
            loop.longest.clear()
            assert await asyncio.to_thread(load, port, 12) == 48
            beyond.append(loop.beyond_the_yardstick())
            if not beyond[-1]:
                break
        assert len(loop.longest) > 400
        yardsticks.cancel()
        server.should_exit = True
        await running

    def run() -> None:
        loop.run_until_complete(main())
        ready.set()

    thread = threading.Thread(target=run)
    gc.collect()  # the server collects in its thread, and only this one may drop readers of the engine
    thread.start()
    thread.join()
    loop.close()
    gc.unfreeze()
    gc.set_threshold(700, 10, 10)
    assert ready.is_set()
    assert [] in beyond, beyond


COMPILED = ("/questions", "/ontology", "/find", "/count", "/search?q=a", "/sparql/plain", "/nothing", "/")


@pytest.mark.slow
def test_templates_are_compiled_beside_the_event_loop(store: Path) -> None:
    """The first page of each kind: a template takes 10 ms to compile."""
    compiled: list[int] = []
    watches = True

    def look(event: str, arguments: tuple[object, ...]) -> None:
        if watches and event == "compile" and str(arguments[1]).endswith(".html"):
            compiled.append(threading.get_ident())

    sys.addaudithook(look)  # there is no way to take it away again

    async def main() -> None:
        app = Application(FolderSource(store), Settings(explorer=False))
        async with app.lifespan():
            for path in COMPILED:
                answer = await app.respond(Request("GET", path.encode(), {"accept": "text/html"}))
                assert answer.status in {200, 404}, path
        assert len(compiled) > len(COMPILED)  # templates that they share
        assert threading.get_ident() not in compiled

    alone(main)
    watches = False


def test_many_requests_at_once_do_not_have_the_loop_wait_for_each() -> None:
    waited = []

    class Slow(WorkerHandle):
        def __init__(self) -> None:
            """No process: only how long it takes matters."""

        def wait(self) -> None:
            time.sleep(0.003)
            waited.append(1)

    async def main() -> None:
        waits, child = DirectWaits(asyncio.get_running_loop()), Slow()
        for turn in range(1, 4):
            for _ in range(16):
                waits.wait(child)
            assert len(waited) == turn
            await asyncio.sleep(0)  # the loop looks at everything else

    alone(main)
