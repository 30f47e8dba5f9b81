"""The ASGI application: one graph, for any ASGI server to run and any application to mount."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import TYPE_CHECKING, cast

from .http.access import check_site
from .http.direct import KnownRequests
from .http.exchange import BIG, ClientWatch, read_body, read_head, send_response
from .http.messages import BadRequestError, problem
from .site import Site
from .sparql import endpoint
from .version import CLIENT
from .workers.job import QueryFailedError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

    from .http.exchange import Message, Receive, Send
    from .http.messages import Request, Response
    from .routes import Router
    from .settings import Settings
    from .source import FolderSource

_READ_ONCE = ("/find", "/ontology", "/.well-known/void", "/sitemap.xml")


class Application:
    """The server as an ASGI application.

    It starts its workers with the server's *lifespan*; mounted in another application, which gets none, with
    the first request. ``Starlette(routes=[Mount("/kg", app)], lifespan=app.lifespan)`` starts it at once.

    Args:
        source: where the data come from.
        settings: what the operator chose.

    Attributes:
        site: what handlers share.
        known: requests that came before.
    """

    def __init__(self, source: FolderSource, settings: Settings) -> None:
        self.site = Site(source, settings)
        self.known = KnownRequests(self.site)
        self._routers: dict[str, Router] = {}
        self._started: asyncio.Task[None] | None = None

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request, or keep the time of the server's life."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self.start()
            await self._exchange(scope, receive, send)
        else:
            await send({"type": "websocket.close"})

    # --- life ---

    async def start(self) -> None:
        """Open the data and start the workers, unless that was done.

        Raises:
            StoreError: the data cannot be served.
        """
        if self._started is None:
            self._started = asyncio.create_task(self._start())
        if not self._started.done():
            await asyncio.shield(self._started)
        elif (failed := self._started.exception()) is not None:
            self._started = None
            raise failed

    async def close(self) -> None:
        """Stop the workers."""
        if self._started is not None:
            self._started = None
            await self.site.close()

    @contextlib.asynccontextmanager
    async def lifespan(self, _: object = None) -> AsyncIterator[None]:
        """Start and stop with another application."""
        await self.start()
        try:
            yield
        finally:
            await self.close()

    async def _start(self) -> None:
        starting = asyncio.ensure_future(self.site.start())
        await asyncio.sleep(0)
        from . import routes  # noqa: F401 - the first worker starts meanwhile

        await starting
        self.site.background(self._warm())

    async def _warm(self) -> None:
        """Make the landing page before anybody asks for it, which reads the templates; then the explorer.

        Of a large dataset also make what reads a part of it once: the search form, for example.
        """
        from .http.messages import Request

        site = self.site
        large = site.opened.quads > site.settings.limits.resident_quads
        for path in ("/", *(_READ_ONCE if large else ())):
            response = await self.respond(
                Request(
                    "GET", path.encode(), {"accept": "text/html, */*;q=0.1"}, root=site.settings.root_path
                )
            )
            if response.status != 200:
                reason = b"".join(response.body)[:200].decode("utf-8", "replace")
                site.log.event(f"{path} could not be made: {reason}")
        self.site.explorer.begin(self.site.version)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        try:
            await self.start()
        except Exception as error:
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            raise
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.close()
        await send({"type": "lifespan.shutdown.complete"})

    # --- requests ---

    async def _exchange(self, scope: Message, receive: Receive, send: Send) -> None:
        began = time.monotonic()
        request = read_head(scope, self.site.settings.root_path)
        if request.method not in ("GET", "HEAD"):
            body = await read_body(receive, self.site.settings.limits.query_bytes)
            if body is None:
                return
            request.body = body
        with ClientWatch(receive):
            try:
                self.check(request, scope.get("server"))
                response = await self.respond(request)
            except BadRequestError as error:
                response = error.response()
            await self._deliver(request, response, send, began)
        data = scope.get("state", {}).get("bytes")
        if data is not None and request.method == "GET" and not scope["root_path"]:
            self.known.remember(data, request, response)
            if response.status == 200:
                self.known.learn(data, request, scope["server"], scope["client"])

    def check(self, request: Request, server: tuple[str, int | None] | None) -> None:
        """Look at who asks, and for whom.

        Args:
            request: the request; a trusted proxy's word about its client is put into it.
            server: the address and port that the client reached.

        Raises:
            BadRequestError: the request is not for this server, or of a page of another site.
        """
        if len(request.body) > self.site.settings.limits.query_bytes:
            raise BadRequestError(413, "query-bytes", "the request body is too long")
        self.site.proxies.apply(request)
        if not self.site.hosts.allow(request.header("host"), server):
            raise BadRequestError(421, "host", "this server does not answer to that name")
        check_site(request, cors=self.site.settings.cors)

    def finish(self, request: Request, response: Response, cycle: RequestResponseCycle, began: float) -> None:
        """Send a response in a task of its own; one that is cut ends the connection, as uvicorn does.

        Args:
            request: what was asked.
            response: what to send.
            cycle: how to send it.
            began: when the request was taken up.
        """

        async def work() -> None:
            receive, send = cast("Receive", cycle.receive), cast("Send", cycle.send)
            with ClientWatch(receive):
                await self._deliver(request, response, send, began)
            if not cycle.response_complete:
                cycle.transport.close()

        self.site.background(work())

    async def _deliver(self, request: Request, response: Response, send: Send, began: float) -> None:
        try:
            await self._send(request, response, send)
        except QueryFailedError as error:
            self.site.note_cut(request.client, error.message)
        finally:
            self.site.metrics.note(request, response, time.monotonic() - began)
            if response.stream is not None:
                response.stream.close()

    async def _send(self, request: Request, response: Response, send: Send) -> None:
        size = response.length if response.length > BIG else 0
        head_only = request.method == "HEAD"
        if size and not self.site.has_room(size):
            busy = (("Retry-After", "5"),)
            response = problem(503, "busy", "too many long answers are being read", busy)
            size = 0
        self.site.sending += size
        try:
            await send_response(send, self.site.heads, response, head_only=head_only)
        finally:
            self.site.sending -= size

    async def respond(self, request: Request) -> Response:
        """Answer one request whose sender was checked, whatever happens."""
        CLIENT.set(request.client)
        try:
            router = self._routers.get(request.root)
            if router is None:
                from .routes import Router

                router = self._routers[request.root] = Router(self.site, request.root)
            response = await router.respond(request)
            if not request.takes_chunks:
                await response.gather()
            return response
        except BadRequestError as error:
            return error.response()
        except QueryFailedError as error:
            return endpoint.failure(error)
        except Exception as error:
            return self.bug(error)

    def bug(self, error: Exception) -> Response:
        """Log an error that nobody foresaw, and return what the client gets."""
        self.site.log.event(f"bug: {type(error).__name__}: {error}")
        return problem(500, "bug", "Internal error. The server log has the details.")
