"""Two ways to run the application: under uvicorn until told to stop, or for one request."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import socket
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from .application import Application
from .http.messages import Request, Response

if TYPE_CHECKING:
    from collections.abc import Callable

    from .settings import Settings
    from .site import Site
    from .source import FolderSource

_IDLE_S = 1.0
_SWITCH_S = 0.001
"""How long a thread that renders a page may keep the event loop waiting; Python's default is 5 ms."""
_DESCRIPTORS = 8192
"""File descriptors to ask for: one for each connection, a few for each worker."""


def run(source: FolderSource, settings: Settings, announce: Callable[[int], None]) -> None:
    """Serve until told to stop.

    Args:
        source: where the data come from.
        settings: what the operator chose.
        announce: called with the port once the server answers.

    Raises:
        StoreError: the data cannot be served.
        OSError: the address cannot be used.
    """

    async def main() -> None:
        with _listen(settings.host, settings.port) as listener:  # first: a taken port is cheap to find
            app = Application(source, settings)
            starting = asyncio.ensure_future(app.start())
            await asyncio.to_thread(import_module, f"{__package__}.listening")  # as the first worker starts
            from .listening import Server

            await starting
            async with app.lifespan():
                collect_when_idle(app.site)
                port: int = listener.getsockname()[1]
                await Server(app, lambda: announce(port)).serve([listener])

    sys.setswitchinterval(_SWITCH_S)
    logging.getLogger("uvicorn").addHandler(logging.NullHandler())
    logging.getLogger("uvicorn").propagate = False
    _raise_descriptors()
    factory = None
    with contextlib.suppress(ImportError):  # libuv's loop is quicker; the standard one serves as well
        import uvloop

        factory = uvloop.new_event_loop
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(main())


def collect_when_idle(site: Site) -> None:
    """Let Python look for old cyclic garbage only while nobody asks anything.

    A full collection stops the event loop for tens of milliseconds once many answers are kept. Young garbage
    (what failed hangs in the cycle of its traceback) is still collected at any time, in about a millisecond.
    """
    loop = asyncio.get_running_loop()
    seen = collected = -1

    def look() -> None:
        nonlocal seen, collected
        count = site.metrics.requests
        if count == seen != collected and not site.version.pool.running:
            gc.collect()
            collected = count
        seen = count
        loop.call_later(_IDLE_S, look)

    gc.collect()
    gc.freeze()  # what is there now stays: no later collection looks at it
    gc.set_threshold(700, 4, 1_000_000_000)
    look()


def answer_once(source: FolderSource, settings: Settings, target: str) -> Response:
    """Answer one GET request without listening.

    Args:
        source: where the data come from.
        settings: what the operator chose.
        target: path and query string.

    Raises:
        StoreError: the data cannot be served.
    """

    async def main() -> Response:
        app = Application(source, settings)
        await app.site.start()
        try:
            request = Request(
                "GET",
                target.encode(),
                {"host": f"localhost:{settings.port}"},
                takes_chunks=False,
                root=settings.root_path,
                alone=True,
            )
            return await app.respond(request)
        finally:
            await app.site.close()

    return asyncio.run(main())


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host.strip("[]"), port), family=family, backlog=2048)


def _raise_descriptors() -> None:
    """Allow this process as many open files as its user may have; the usual 1,024 are few for a server."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = _DESCRIPTORS if hard == resource.RLIM_INFINITY else min(_DESCRIPTORS, hard)
        if soft == 1024:  # nobody chose it
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
