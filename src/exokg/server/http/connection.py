"""uvicorn's HTTP/1.1 protocol with the limits it lacks: one connection of one client.

uvicorn parses (llhttp, through httptools), starts the application and frames its answers. This class bounds
what a client may send, and how slowly; it goes on after an offer to upgrade, sends a refusal only when the
answers before it are whole, notices a client that left, and answers repeated requests from memory. Any ASGI
server runs the application without it; ``docs/serving.md`` says what a proxy then has to do.
"""

from __future__ import annotations

import socket
import sys
from typing import TYPE_CHECKING, Any, cast

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from .bounds import RequestBounds, framing
from .direct import DirectAnswer
from .messages import BadRequestError, Response, problem

if TYPE_CHECKING:
    import asyncio

    from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

    from ..application import Application

__all__ = ["Connection"]

_AHEAD = 32
"""Requests a client may send ahead before it is read no further."""
_PROBE_S = 0.05
_ESTABLISHED = 1  # a TCP connection that both ends keep open (linux/tcp_states.h)


class Connection(HttpToolsProtocol):
    """One client's connection.

    Attributes:
        reading: what the client is sending: nothing (``idle``), ``head``, ``body``; or ``refused``.
        since: when that began.
        answer_since: when the request that is being answered was taken up.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        app: Any = self.app
        while not hasattr(app, "site"):  # uvicorn wraps an application where it believes proxies
            app = app.app
        self.application = cast("Application", app)
        self.site = self.application.site
        self.reading = "idle"
        self.since = self.answer_since = self.loop.time()
        self._answering: RequestResponseCycle | DirectAnswer | None = None
        self._refusal: Response | None = None
        self._in_body = self._muted = self._ended = False
        self._bounds = RequestBounds(self.site.settings.limits)
        self._completed = 0

    @property
    def idle(self) -> bool:
        """Whether nothing is being asked or answered."""
        return self.reading == "idle" and self._answered

    @property
    def unsent(self) -> int:
        """Bytes the client has not read yet."""
        return self.transport.get_write_buffer_size()

    @property
    def _answered(self) -> bool:
        return self._answering is None or self._answering.response_complete

    # --- the transport's calls ---

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin, or turn the client away when too many are connected."""
        super().connection_made(transport)
        if not self.site.connections.enter(self):
            retry = (("Retry-After", "2"),)
            self._refuse(problem(503, "busy", "too many connections", retry, limit="connections"))

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the client, and tell the application that it left, whatever else it had sent ahead."""
        self.site.connections.leave(self)
        self.pipeline.clear()
        if self._answering is not None and not self._answered:
            self._answering.disconnected = True
            self._answering.message_event.set()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Answer a request known byte for byte, or feed the parser."""
        if self.reading == "refused":
            return
        begins = self.idle
        if begins and (known := self.application.known.repeated(data)) is not None:
            self.write(known, keep=True)
            self.since = self.loop.time()
            return
        if begins and self._answer_directly(data):
            return
        if self.reading == "idle":
            self._enter("head")
        self._unset_keepalive_if_required()
        self._bounds.add_wire(len(data))
        self._completed = 0
        self._feed(data)
        if begins and self._completed == 1 and self.reading == "idle" and not self._ended:
            self.scope["state"]["bytes"] = data  # the whole request, and nothing else
        try:
            self._bounds.check_wire(self.reading)
        except BadRequestError as error:
            self._refuse(error.response())

    def eof_received(self) -> bool | None:  # type: ignore[override]
        """Go on answering a client that only stopped sending; one that is gone resets a probe."""
        self._ended = True
        if self._answered or (self.scope is not None and self.scope["http_version"] != "1.1"):
            return None
        self.loop.call_later(_PROBE_S, self.probe)
        return True

    # --- the parser's calls ---

    def on_message_begin(self) -> None:
        """Start a request."""
        if not self._muted:
            super().on_message_begin()
            self._enter("head")
            self._in_body = False
            self._bounds.begin()

    def on_url(self, url: bytes) -> None:
        """Take a piece of the target."""
        if not self._muted:
            super().on_url(url)
            self._bounds.add_target(len(self.url))

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header; what follows a body is no header of the request (RFC 9110, 6.5.1)."""
        if not (self._muted or self._in_body):
            self._bounds.add_header(name, value)
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Look at what the head promises before any of the body is read."""
        if self._muted:
            return
        self._bounds.check_head(self.parser.get_method(), self.url, self.headers)
        if self.url == b"*":
            self.url = b"/"
        self._in_body = True
        self._enter("body")
        super().on_headers_complete()
        if len(self.pipeline) < _AHEAD:
            self.flow.resume_reading()  # a client that is not read is not seen to leave

    def on_body(self, body: bytes) -> None:
        """Take a piece of the body."""
        self._bounds.add_body(len(body))
        super().on_body(body)

    def on_message_complete(self) -> None:
        """The request is whole, unless its offer to upgrade hid its body from the parser."""
        if self._muted or (self.parser.should_upgrade() and framing(self.headers)):
            return
        super().on_message_complete()
        self._completed += 1
        self._bounds.end()
        self._enter("idle")

    # --- answering ---

    def on_response_complete(self) -> None:
        """Go on to the next request, or say why there will be none."""
        if self.pipeline or self.transport.is_closing():
            super().on_response_complete()
        else:  # without the timer that uvicorn would set: `Connections` closes idle connections
            self.flow.resume_reading()
        if self.reading == "idle":
            self.since = self.loop.time()
        if self._answered:
            if self._refusal is not None:
                self._send_refusal()
            elif self._ended:
                self.transport.close()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        self._answering = cycle
        self.answer_since = self.loop.time()
        super()._start_asgi_task(cycle, app)

    def _answer_directly(self, data: bytes) -> bool:
        """Answer a query whose head is known; return whether that was one."""
        request = self.application.known.find(data, self.server, self.client)
        if request is None or self.app is not self.application:
            return False
        answer = DirectAnswer(self, request, data)
        self.cycle, self._answering = cast("RequestResponseCycle", answer), answer
        self.answer_since = self.loop.time()
        return answer.ask()

    def replace(self, answer: DirectAnswer, cycle: RequestResponseCycle) -> None:
        """Have a cycle of uvicorn's send what a direct answer cannot."""
        self._answering = cycle
        if cast("object", self.cycle) is answer:
            self.cycle = cycle

    def timeout_keep_alive_handler(self) -> None:
        """Do nothing: :class:`Connections` closes idle connections."""

    def probe(self) -> None:
        """Make a client that is gone reset the connection; to others an interim answer says nothing."""
        if not (self._answered or self.transport.is_closing()):
            if self._answering is not None and not self._answering.response_started:
                self.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            self.loop.call_later(_PROBE_S, self.probe)

    def look(self) -> None:
        """Notice the leaving of a client that is read no further, because it sent much ahead."""
        if sys.platform == "linux" and not (self._ended or self._answered):
            connection: socket.socket = self.transport.get_extra_info("socket")
            if connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] != _ESTABLISHED:
                self._ended = True
                self.probe()

    def late(self, seconds: int, what: str, limit: str) -> None:
        """Refuse a request that took too long to send."""
        self._refuse(problem(408, "slow", f"the request {what} took more than {seconds} s", limit=limit))

    def write(self, response: Response, *, keep: bool) -> None:
        """Send a short response at once."""
        self.transport.write(self.site.heads.write(response, keep=keep) + b"".join(response.body))
        if not keep and self.reading != "refused":
            self.transport.close()

    # --- parts ---

    def _enter(self, state: str) -> None:
        self.reading = state
        self.since = self.loop.time()

    def _feed(self, data: bytes) -> None:
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as offer:
            self._decline(data[offer.args[0] :])
        except httptools.HttpParserError as error:
            refused = error.__context__
            if not isinstance(refused, BadRequestError):
                refused = BadRequestError(400, "http", "that is not an HTTP request")
            self._refuse(refused.response())

    def _decline(self, rest: bytes) -> None:
        """Go on in HTTP/1.1 (RFC 9110, 7.8), with the body that the parser took for the other protocol."""
        length = framing(self.headers) if self.reading == "body" else b""
        self.parser = httptools.HttpRequestParser(self)
        if length:
            self._muted = True
            self.parser.feed_data(b"POST / HTTP/1.1\r\n" + length + b"\r\n")
            self._muted = False
        if rest:
            self._feed(rest)

    def _refuse(self, response: Response) -> None:
        """Read no more, and say why once the earlier requests are answered (RFC 9112, 9.3.2)."""
        unread = self.cycle if self.reading == "body" else None
        self._enter("refused")
        self._refusal = response
        if unread is not None:  # the application waits for the rest of this body in vain
            unread.disconnected = True
            unread.message_event.set()
            waiting = [item for item in self.pipeline if item[0] is not unread]
            self.pipeline.clear()
            self.pipeline.extend(waiting)
        if self._answered or self._answering is unread:
            self._send_refusal()

    def _send_refusal(self) -> None:
        """Send it, then let the client read it before the connection closes (RFC 9112, 9.6)."""
        response, self._refusal, self._answering = self._refusal, None, None
        if response is not None and not self.transport.is_closing():
            self._unset_keepalive_if_required()
            self.site.metrics.note(None, response, 0.0)
            self.write(response, keep=False)
            self.transport.write_eof()
            self.since = self.loop.time()
