"""Two ways to run a server: until told to stop, or for one request."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from .app import Server
from .http.messages import Request, Response

if TYPE_CHECKING:
    from collections.abc import Callable

    from .settings import Settings
    from .source import FolderSource

__all__ = ["answer_once", "run"]


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
        server = Server(source, settings)
        await server.load()
        try:
            host = f"localhost:{settings.port}"
            return await server.respond(Request("GET", target.encode(), {"host": host}, takes_chunks=False))
        finally:
            server.version.pool.close()

    return asyncio.run(main())


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
        await Server(source, settings).run(announce)

    factory = None
    with contextlib.suppress(ImportError):  # an own loop is quicker; the standard one serves as well
        import uvloop

        factory = uvloop.new_event_loop
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(main())
