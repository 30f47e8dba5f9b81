"""Queries answered without a parser, a task or ASGI's messages, which would take longer than the engine does.

Clients send the same headers with one query after another. Once a query by GET came the usual way and was
found good, a request that differs in nothing but its query string needs no second look at its headers; one
that is the same byte for byte has the same answer. Whatever else is asked, and whatever is long, takes the
usual way.
"""

from __future__ import annotations

import asyncio
import re
import time
from typing import TYPE_CHECKING

from ..sparql import endpoint
from ..workers.job import Query
from .exchange import BIG
from .messages import BadRequestError, Request, Response

if TYPE_CHECKING:
    from ..site import Site
    from ..version import Version
    from ..workers.job import Job
    from .connection import Connection

_KNOWN, _SHORT = 2048, 4096
"""How many requests and heads are known, and up to which length."""
_START = rb"GET %b(/(?:sparql|query)\?[!\"$-~]{1,%d}) HTTP/1\.1\r\n"
_SPECIAL = frozenset({"connection", "content-length", "expect", "if-match", "transfer-encoding", "upgrade"})
"""Headers that mean more than what is asked for."""


class KnownRequests:
    """Requests that came before: whole ones with their answers, and heads of queries.

    Args:
        site: whose requests.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._proxies = bool(site.proxies)  # each client of a proxy is checked and logged
        root, most = site.settings.root_path, site.settings.limits.target_bytes
        self._start = re.compile(_START % (re.escape(root.encode()), most - len(root) - 8))
        self._heads: dict[tuple[object, bytes], Request] = {}
        self._whole: dict[bytes, tuple[Version, Request, Response]] = {}

    def repeated(self, data: bytes) -> Response | None:
        """Return the answer to a request that was made before, byte for byte, and count it."""
        known = self._whole.get(data)
        if known is None:
            return None
        version, request, response = known
        if version is not self._site.version or not version.cache.has(response):
            del self._whole[data]
            return None
        self._site.metrics.note(request, response, 0.0)
        return response

    def find(self, data: bytes, server: object, client: tuple[str, int] | None) -> Request | None:
        """Return a request whose head is known but for its target.

        Args:
            data: all bytes of the request.
            server: the address of ours that was reached.
            client: who asks.
        """
        start = self._start.match(data)
        if start is None:
            return None
        address = client[0] if client else ""
        known = self._heads.get((self._reached(server, address), data[start.end() :]))
        if known is None:
            return None
        return Request(
            "GET",
            start[1],
            known.headers,
            client=known.client if self._proxies else address,
            encrypted=known.encrypted,
            root=known.root,
        )

    def remember(self, data: bytes, request: Request, response: Response) -> None:
        """Remember a whole request with its answer, where every client gets the same."""
        version = self._site.version
        if len(data) <= _SHORT and not self._proxies and version.cache.has(response):
            if len(self._whole) >= _KNOWN:
                self._whole.clear()
            self._whole[data] = version, request, response

    def learn(self, data: bytes, request: Request, server: object, client: tuple[str, int] | None) -> None:
        """Remember what follows the first line of a query by GET that was not refused."""
        start = self._start.match(data)
        if start is None or len(data) - start.end() > _SHORT or "html" in request.header("accept"):
            return
        if "*" in request.header("if-none-match"):
            return
        if _SPECIAL.isdisjoint(request.headers):
            if len(self._heads) >= _KNOWN:
                self._heads.clear()
            reached = self._reached(server, client[0] if client else "")
            self._heads[reached, data[start.end() :]] = request

    def _reached(self, server: object, address: str) -> object:
        """Return what a head means the same for: an address of ours, and a client if it may be a proxy."""
        return (server, address) if self._proxies else server


class DirectAnswer:
    """One query and its answer, in place of uvicorn's cycle of request and response.

    Args:
        connection: who asks.
        request: what is asked.
        data: all bytes of the request.

    Attributes:
        response_complete: whether the answer was sent.
        keep_alive: whether the connection goes on after it.
        disconnected: whether the client left.
    """

    response_started = response_complete = disconnected = False
    keep_alive = True
    _job: Job | None = None

    def __init__(self, connection: Connection, request: Request, data: bytes) -> None:
        self.message_event = self  # what uvicorn calls when the client leaves, see `set`
        self._connection = connection
        self._request = request
        self._data = data
        self._began = time.monotonic()
        self._version = connection.site.version

    def ask(self) -> bool:
        """Answer at once, or when a worker has the answer; return whether there was a query."""
        try:
            asked = endpoint.ask(self._version, self._request)
        except BadRequestError as error:
            asked = error.response()
        if isinstance(asked, Query):
            self._query = asked
            self._job = self._version.pool.submit(self._request.client, asked, self._answered)
        elif asked is not None:
            self._send(asked)
        else:
            self.response_complete = True  # the usual way begins anew
        return asked is not None

    def set(self) -> None:
        """Notice that the client left."""
        if self.disconnected and self._job is not None:
            self._version.pool.abandon(self._job)

    def _answered(self, job: Job) -> None:
        try:
            if job.error is not None:
                response = endpoint.failure(job.error)
            else:
                response = endpoint.respond(self._version, self._query, job.first, job.stream)
        except Exception as error:
            response = self._connection.application.bug(error)
        self._send(response)

    def _send(self, response: Response) -> None:
        connection, application = self._connection, self._connection.application
        if response.stream is not None or response.length > BIG or connection.flow.write_paused:
            self._send_long(response)
            return
        self.response_complete = True
        connection.write(response, keep=self.keep_alive)
        application.site.metrics.note(self._request, response, time.monotonic() - self._began)
        application.known.remember(self._data, self._request, response)
        connection.on_response_complete()

    def _send_long(self, response: Response) -> None:
        """Send piece by piece through uvicorn's cycle, as the client reads."""
        connection = self._connection
        from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

        cycle = RequestResponseCycle(
            scope={"method": "GET", "http_version": "1.1"},  # type: ignore[typeddict-item]  # all that it reads
            transport=connection.transport,
            flow=connection.flow,
            logger=connection.logger,
            access_logger=connection.access_logger,
            access_log=False,
            default_headers=connection.server_state.default_headers,
            message_event=asyncio.Event(),
            expect_100_continue=False,
            keep_alive=self.keep_alive,
            on_response=connection.on_response_complete,
        )
        connection.replace(self, cycle)
        connection.application.finish(self._request, response, cycle, self._began)
