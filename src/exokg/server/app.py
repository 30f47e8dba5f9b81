"""The server: listens, answers, reloads, drains.

:class:`Server` ties the parts together and holds what they share. Everything runs on one event loop; what
takes time runs in worker processes (:mod:`exokg.server.workers.pool`).
"""

from __future__ import annotations

import asyncio
import gc
import signal
import socket
import time
from typing import TYPE_CHECKING

from ..errors import StoreError
from .http.access import HostPolicy, ProxyPolicy, check_site
from .http.access_log import AccessLog
from .http.connection import Connection
from .http.heads import HeadWriter
from .http.messages import BadRequestError, Request, Response, problem
from .http.metrics import Metrics
from .pages.explorer import ExplorerPage
from .routes import Router
from .source import check_count
from .sparql import endpoint
from .version import Version
from .workers.job import QueryFailedError
from .workers.stream import Backlog

if TYPE_CHECKING:
    from collections.abc import Callable

    from .settings import Settings
    from .source import FolderSource, Opened

__all__ = ["Server"]

_SWEEP_S = 1.0
_HELD_FOR_READERS = 256 * 1024 * 1024
"""Bytes of answers that slow readers may keep in memory, all together."""


class Server:
    """One running server.

    Args:
        source: where the data come from.
        settings: what the operator chose.

    Attributes:
        version: the version of the data being served.
        stopping: whether the server takes no more requests.
        cut: how many answers ended before they were whole.
        drawing: has the explorer drawn.
    """

    def __init__(self, source: FolderSource, settings: Settings) -> None:
        self.loop = asyncio.get_running_loop()
        self.settings = settings
        self.metrics = Metrics()
        self.log = AccessLog(settings.access_log)
        self.drawing = ExplorerPage(settings.explorer, self.log)
        self.stopping = False
        self.reload_trouble: str | None = None
        self.cut = 0
        self._source = source
        self._backlog = Backlog(settings.limits.unsent_bytes, _HELD_FOR_READERS)
        self._connections: set[Connection] = set()
        self._heads = HeadWriter(cors=settings.cors)
        self._proxies = ProxyPolicy(settings.trusted_proxies)
        self._router = Router(self)
        self._hosts = HostPolicy(settings.host, settings.port, settings.allow_hosts)
        self._listener: asyncio.Server | None = None
        self._sweeper: asyncio.TimerHandle | None = None
        self._stop = asyncio.Event()
        self._reloading = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()
        self.version: Version
        self.opened: Opened

    # --- life ---

    async def start(self) -> int:
        """Open the data, listen, and return the port.

        Raises:
            StoreError: the data cannot be served.
            OSError: the address cannot be used.
        """
        opened = self._source.open()
        listener = _listen(
            self.settings.host, self.settings.port
        )  # before the workers: a taken port is cheap to find
        try:
            self.version, self.opened = await self._begin(opened), opened
        except BaseException:
            listener.close()
            raise
        port: int = listener.getsockname()[1]
        self._hosts = HostPolicy(self.settings.host, port, self.settings.allow_hosts)
        self._listener = await self.loop.create_server(lambda: Connection(self), sock=listener, backlog=1024)
        gc.freeze()  # what is there now stays, so that a sweep looks at requests alone
        self._sweeper = self.loop.call_later(_SWEEP_S, self._sweep)
        self._background(self._warm())
        return port

    async def load(self) -> None:
        """Open the data and start the workers.

        Raises:
            StoreError: the data cannot be served.
        """
        opened = self._source.open()
        self.version, self.opened = await self._begin(opened), opened

    async def run(self, announce: Callable[[int], None]) -> None:
        """Serve until SIGTERM or SIGINT; SIGHUP looks for a new version."""
        port = await self.start()
        for number in (signal.SIGTERM, signal.SIGINT):
            self.loop.add_signal_handler(number, self._stop.set)
        self.loop.add_signal_handler(signal.SIGHUP, self.reload_soon)
        announce(port)
        await self._stop.wait()
        await self.close()

    async def close(self) -> None:
        """Take nothing new, let what runs end, stop."""
        self.stopping = True
        if self._listener is not None:
            self._listener.close()
        if self._sweeper is not None:
            self._sweeper.cancel()
        for connection in list(self._connections):
            connection.finish()
        deadline = self.loop.time() + self.settings.limits.drain_s
        while self._connections and self.loop.time() < deadline:
            await asyncio.sleep(0.02)
            for connection in list(self._connections):
                connection.finish()
        await self.version.pool.drain(0)
        for task in self._tasks:
            task.cancel()
        self.log.flush()

    # --- data ---

    def reload_soon(self) -> None:
        """Look for a new version in the background."""
        self._background(self.reload())

    async def reload(self) -> bool:
        """Serve the current version of the store, if it is another one and whole.

        The old version answers until the new one is ready, and what it was asked it still answers.

        Returns:
            Whether another version is served now.
        """
        async with self._reloading:
            try:
                opened = await asyncio.to_thread(self._source.open)
                if opened.name == self.opened.name:
                    self.reload_trouble = None
                    return False
                version = await self._begin(opened)
            except StoreError as error:
                self.reload_trouble = error.message
                self.log.event(f"kept {self.opened.name}: {error.message}")
                return False
            old = self.version
            self.version, self.opened, self.reload_trouble = version, opened, None
        self.log.event(f"now serving {opened.name}")
        self._background(self._warm())
        self._background(old.pool.retire(self.settings.limits.timeout_s + 1))
        return True

    async def _begin(self, opened: Opened) -> Version:
        version = Version(opened.path, opened.digest, opened.quads, self.settings.limits, self._backlog)
        try:
            check_count(opened, await version.pool.supervisor.started)
        except QueryFailedError as error:
            version.pool.close()
            raise StoreError(error.message) from error
        except StoreError:
            version.pool.close()
            raise
        return version

    async def _warm(self) -> None:
        """Make the landing page before anybody asks for it, which reads the templates; then the explorer."""
        request = Request("GET", b"/", {"host": f"localhost:{self.settings.port}"})
        response = await self.respond(request)
        if response.status != 200:
            reason = b"".join(response.body)[:200].decode("utf-8", "replace")
            self.log.event(f"the landing page could not be made: {reason}")
        self.drawing.begin(self.version)

    def _background(self, work: object) -> None:
        task: asyncio.Task[None] = self.loop.create_task(work)  # type: ignore[arg-type]
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # --- requests ---

    def respond_now(self, request: Request) -> Response | None:
        """Answer without waiting where that is possible: refusals, and answers that are kept."""
        try:
            self._proxies.apply(request)
            if not self._hosts.allows(request.header("host")):
                raise BadRequestError(421, "host", "this server does not answer to that name")
            check_site(request, cors=self.settings.cors)
            return endpoint.kept(self.version, request)
        except BadRequestError as error:
            return error.response()

    async def respond(self, request: Request) -> Response:
        """Answer one request, whatever happens."""
        try:
            response = await self._router.respond(request)
            if not request.takes_chunks:
                await response.gather()
            return response
        except BadRequestError as error:
            return error.response()
        except QueryFailedError as error:
            return endpoint.failure(error)
        except asyncio.CancelledError:
            raise
        except Exception as error:
            self.log.event(f"bug: {type(error).__name__}: {error}")
            return problem(500, "bug", "this is a bug in exokg; the operator finds it in the log")

    def observe(self, request: Request | None, response: Response, seconds: float) -> None:
        """Count and log a response."""
        self.metrics.count(response.status, seconds)
        self.log.request(request, response, seconds)

    def note_cut(self, client: str, why: str) -> None:
        """Count and log an answer that ended before it was whole; the client sees a broken connection."""
        self.cut += 1
        self.log.event(f"cut an answer to {client}: {why}")

    def head(self, response: Response, *, keep: bool) -> bytes:
        """Return the head of a response as bytes."""
        return self._heads.write(response, time.time(), keep=keep)

    # --- connections ---

    @property
    def listening(self) -> bool:
        """Whether it answers more than one request."""
        return self._listener is not None

    @property
    def connections(self) -> int:
        """Open connections."""
        return len(self._connections)

    @property
    def crowded(self) -> bool:
        """Whether so many clients were turned away that none of them can be waited for."""
        return len(self._connections) > 2 * self.settings.limits.connections

    def enter(self, connection: Connection) -> bool:
        """Note a new connection; return whether there is room for it."""
        self._connections.add(connection)
        return len(self._connections) <= self.settings.limits.connections and not self.stopping

    def leave(self, connection: Connection) -> None:
        """Forget a connection."""
        self._connections.discard(connection)

    def has_room(self, size: int) -> bool:
        """Return whether another long answer may wait for its reader."""
        return (
            size + self._backlog.held + sum(connection.unsent for connection in self._connections)
            <= _HELD_FOR_READERS
        )

    def _sweep(self) -> None:
        gc.collect()  # what failed hangs in the cycle of its traceback, megabytes of an answer with it
        now = self.loop.time()
        for connection in list(self._connections):
            connection.sweep(now)
        if self.settings.watch and not self._reloading.locked():
            present = self._source.present()
            if present is not None and present != self.opened.name:
                self.reload_soon()
        self._sweeper = self.loop.call_later(_SWEEP_S, self._sweep)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host.strip("[]"), port), family=family, backlog=1024)
