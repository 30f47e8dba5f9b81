"""uvicorn as ``exokg serve`` runs it."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from typing import TYPE_CHECKING

import uvicorn

from .http.connection import Connection

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator

    from .application import Application


class Server(uvicorn.Server):
    """uvicorn, stopped by SIGTERM within the drain time, with exit code 0; SIGHUP serves a new version."""

    def __init__(self, app: Application, announce: Callable[[], None]) -> None:
        limits = app.site.settings.limits
        config = uvicorn.Config(
            app,
            http=Connection,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            timeout_keep_alive=limits.idle_s,
            timeout_graceful_shutdown=limits.drain_s + 1,
        )
        super().__init__(config)
        self._application = app
        self._announce = announce

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop on SIGTERM and SIGINT, look for a new version on SIGHUP."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop)
        site = self._application.site
        loop.add_signal_handler(signal.SIGHUP, lambda: site.background(site.reload()))
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then say so."""
        await super().startup(sockets)
        self._announce()

    def _stop(self) -> None:
        """Take nothing new; what is not answered in the drain time is refused."""
        pool = self._application.site.version.pool
        asyncio.get_running_loop().call_later(self.config.timeout_graceful_shutdown - 1, pool.close)  # type: ignore[operator]
        self.should_exit = True
