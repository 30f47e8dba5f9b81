"""Two promises of the server: a client that leaves ends its query, and nothing stops the event loop."""

from __future__ import annotations

import asyncio
import gc
import http.client
import socket
import statistics
import subprocess
import threading
import time
import urllib.request
from typing import TYPE_CHECKING

from benchmarks.table import Row

if TYPE_CHECKING:
    from pathlib import Path

    from exokg.server.application import Application

TURNS = 10
HEAVY = (
    "/sparql?query=SELECT+(COUNT(*)+AS+%3Fn)+%7B%3Fa+%3Fb+%3Fc+.+%3Fd+%3Fe+%3Ff+.+%3Fg+%3Fh+%3Fi%7D&turn={}"
)
EVERY_S = 0.001
SETTLE_S = 1.0
PATHS = ("", "questions", "ontology", "find", "count", "about?iri=https://ex.org/C1",
         "health", "metrics", "openapi.json", "static/site.css")  # fmt: skip
"""Pages that are asked for under load, the first of each kind."""


def leaving(port: int) -> Row:
    """How long a query runs on after its client left, by the server's own count of running queries."""
    took = []
    watch = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for turn in range(TURNS):
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.sendall(f"GET {HEAVY.format(turn)} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
            _until(watch, 1)
            time.sleep(0.1)
        left = time.perf_counter()
        _until(watch, 0)
        took.append((time.perf_counter() - left) * 1000)
    watch.close()
    return Row("a client leaves: its query runs on, at the longest", max(took), "ms")


def _until(watch: http.client.HTTPConnection, number: int) -> None:
    """Wait until so many queries run."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        watch.request("GET", "/metrics")
        if b"exokg_queries_running %d.0\n" % number in watch.getresponse().read():
            return
        time.sleep(0.002)
    raise AssertionError(f"there were never {number} running queries")


def stops(store: Path, script: Path, seconds: int) -> list[Row]:
    """How long the event loop is held up under load, in processor time: other processes are none of it."""
    held: list[float] = []
    port: list[int] = []
    stop = threading.Event()
    server = threading.Thread(target=_serve, args=(store, held, port, stop))
    gc.collect()  # the server collects in its thread, and only this one may drop readers of the engine
    server.start()
    while not port:
        time.sleep(0.05)
    try:
        time.sleep(SETTLE_S)
        held.clear()
        url = f"http://127.0.0.1:{port[0]}/"
        load = ["wrk", "-t1", "-c16", f"-d{seconds}s", "-s", str(script), url]
        subprocess.run(load, check=True, stdout=subprocess.DEVNULL)
        for path in PATHS:
            page = urllib.request.Request(url + path, headers={"Accept": "text/html, */*;q=0.1"})  # noqa: S310
            urllib.request.urlopen(page).close()  # noqa: S310 - our own server
        time.sleep(SETTLE_S)
    finally:
        stop.set()
        server.join()
        gc.unfreeze()
        gc.set_threshold(700, 10, 10)
    return [
        Row("event loop held up under load, at the longest", max(held), "ms"),
        Row("event loop held up under load: 99.9 %", statistics.quantiles(held, n=1000)[-1], "ms"),
    ]


def _serve(store: Path, held: list[float], port: list[int], stop: threading.Event) -> None:
    import uvicorn
    import uvloop

    from exokg.server.application import Application
    from exokg.server.http.connection import Connection
    from exokg.server.running import collect_when_idle
    from exokg.server.settings import Settings
    from exokg.server.source import FolderSource

    async def main() -> None:
        app = Application(FolderSource(store), Settings())
        config = uvicorn.Config(app, http=Connection, lifespan="off", port=0, log_config=None,
                                proxy_headers=False, access_log=False)  # fmt: skip
        server = uvicorn.Server(config)
        server.capture_signals = threading.Lock  # type: ignore[assignment,method-assign]  # none in a thread
        async with app.lifespan():
            running = asyncio.create_task(server.serve())
            while not (server.started and app.site.version.pool.supervisor.resident):
                await asyncio.sleep(0.02)
            collect_when_idle(app.site)
            port.append(server.servers[0].sockets[0].getsockname()[1])
            await _watch(app, held, stop)
            server.should_exit = True
            await running

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main())


async def _watch(app: Application, held: list[float], stop: threading.Event) -> None:
    """Note the thread's processor time between looks a millisecond apart while there are requests."""
    loop = asyncio.get_running_loop()
    last, requests = time.thread_time(), 0

    def look() -> None:
        nonlocal last, requests
        now, count = time.thread_time(), app.site.metrics.requests
        if count > requests:
            held.append((now - last) * 1000)
        last, requests = now, count
        if not stop.is_set():
            loop.call_later(EVERY_S, look)

    look()
    while not stop.is_set():
        await asyncio.sleep(0.1)
