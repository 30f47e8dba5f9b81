"""Queries answered without a parser, a task or ASGI's messages, which would take longer than the engine does.

Only queries whose head is known (:mod:`exokg.server.http.known_heads`) are answered so. Whatever else is
asked, and whatever is long, takes the usual way.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from ..site import BIG
from ..sparql import endpoint
from .messages import BadRequestError, Request, Response

if TYPE_CHECKING:
    from ..workers.job import Job
    from .connection import Connection

__all__ = ["DirectAnswer"]


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

    response_started = False

    def __init__(self, connection: Connection, request: Request, data: bytes) -> None:
        self.response_complete = self.disconnected = False
        self.keep_alive = True
        self.message_event = self  # what uvicorn calls when the client leaves, see `set`
        self._connection = connection
        self._request = request
        self._data = data
        self._began = time.monotonic()
        self._version = connection.site.version
        self._job: Job | None = None

    def ask(self) -> bool:
        """Answer at once, or when a worker has the answer; return whether there was a query."""
        try:
            asked = endpoint.ask(self._version, self._request)
        except BadRequestError as error:
            asked = error.response()
        if isinstance(asked, endpoint.Asked):
            self._asked = asked
            self._job = self._version.pool.submit(self._request.client, asked.query, self._answered)
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
                response = endpoint.respond(self._version, self._asked, job.first, job.stream)
        except Exception as error:
            response = self._connection.application.bug(error)
        self._send(response)

    def _send(self, response: Response) -> None:
        connection = self._connection
        if response.stream is not None or response.length > BIG or connection.flow.write_paused:
            self._send_long(response)
            return
        self.response_complete = True
        connection.transport.write(
            connection.site.heads.write(response, keep=self.keep_alive) + b"".join(response.body)
        )
        if not self.keep_alive:
            connection.transport.close()
        connection.site.observe(self._request, response, time.monotonic() - self._began)
        connection.site.remember(self._data, self._request, response)
        connection.on_response_complete()

    def _send_long(self, response: Response) -> None:
        """Send piece by piece through uvicorn's cycle, as the client reads."""
        connection = self._connection
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
