"""What a client may send: uvicorn's HTTP/1.1 protocol with bounds, counted on the wire as the bytes come.

uvicorn parses (llhttp, through httptools). Added here are the bounds of a head, a body and of whatever the
parser collects without a word; that trailers are no headers; and that an offer to upgrade is declined.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, cast

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from .access import authority
from .messages import BadRequestError

if TYPE_CHECKING:
    from ..application import Application
    from .connection import Connection
    from .messages import Response

_AHEAD = 32
"""Requests a client may send ahead before it is read no further."""
_OVERHEAD, _SLACK = 8, 64 * 1024
"""Bytes on the wire a chunked body may need: for each of its own, and besides."""
_HEAD, _BODY, _TARGET = "the request headers are too long", "the request body is too long", (
    "the request target is too long; send the query by POST"
)  # fmt: skip


class ReceivingProtocol(HttpToolsProtocol):
    """The half of a connection that reads.

    Attributes:
        reading: what the client is sending: nothing (``idle``), ``head``, ``body``; or ``refused``.
        since: when that began.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        app: Any = self.app
        while not hasattr(app, "site"):  # uvicorn wraps an application where it believes proxies
            app = app.app
        self.application = cast("Application", app)
        self.site = self.application.site
        self.reading = "idle"
        self.since = self.loop.time()
        self._limits = self.site.settings.limits
        self._in_body = self._muted = False
        self._wire_bytes = self._head_bytes = self._body_bytes = self._waiting_bytes = self._completed = 0

    def feed(self, data: bytes) -> int:
        """Parse what came; return how many requests it completed."""
        if self.reading == "idle":
            self.enter("head")
        self._wire_bytes += len(data)
        self._completed = 0
        self._parse(data)
        try:
            if self.reading != "refused":
                self._check_wire()
        except BadRequestError as error:
            self.refuse(error.response())
        return self._completed

    def enter(self, state: str) -> None:
        """Begin to read something."""
        self.reading = state
        self.since = self.loop.time()

    @abstractmethod
    def refuse(self, response: Response) -> None:
        """Read no more, and say why."""

    # --- the parser's calls ---

    def on_message_begin(self) -> None:
        """Start a request."""
        if not self._muted:
            super().on_message_begin()
            self.enter("head")
            self._in_body = False
            self._head_bytes = self._body_bytes = 0

    def on_url(self, url: bytes) -> None:
        """Take a piece of the target."""
        if not self._muted:
            super().on_url(url)
            if len(self.url) > self._limits.target_bytes:
                raise BadRequestError(414, "target-bytes", _TARGET)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header; what follows a body is no header of the request (RFC 9110, 6.5.1)."""
        if not (self._muted or self._in_body):
            self._head_bytes += len(name) + len(value) + 4
            if self._head_bytes > self._limits.header_bytes:
                raise BadRequestError(431, "header-bytes", _HEAD)
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Look at what the head promises before any of the body is read."""
        if self._muted:
            return
        self._check_head()
        if self.url == b"*":
            self.url = b"/"
        self._in_body = True
        self.enter("body")
        super().on_headers_complete()
        if len(self.pipeline) < _AHEAD:
            self.flow.resume_reading()  # a client that is not read is not seen to leave

    def on_body(self, body: bytes) -> None:
        """Take a piece of the body."""
        self._body_bytes += len(body)
        if self._body_bytes > self._limits.query_bytes:
            raise BadRequestError(413, "query-bytes", _BODY)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """The request is whole, unless its offer to upgrade hid its body from the parser."""
        if self._muted or (self.parser.should_upgrade() and self._framing()):
            return
        super().on_message_complete()
        self._completed += 1
        self._wire_bytes = 0
        self.enter("idle")

    # --- bounds ---

    def _check_head(self) -> None:
        """Refuse what is for another server, or whose body has no clear length or is too long."""
        if self.parser.get_http_version() not in ("1.0", "1.1"):  # llhttp reads 0.9 and 2.0 too
            raise BadRequestError(505, "http-version", "this server speaks HTTP/1.1")
        values = dict(self.headers)
        hosts = [value for name, value in self.headers if name == b"host"]
        if len(hosts) != 1:
            raise BadRequestError(400, "host", "exactly one Host header is needed")
        if self.parser.get_method() == b"CONNECT":
            raise BadRequestError(405, "method", "this is no proxy", (("Allow", "GET, HEAD, POST, OPTIONS"),))
        if self.url[:1] not in (b"/", b"*") and authority(self.url) != hosts[0].lower():
            raise BadRequestError(421, "host", "the target and Host name different servers")
        if b"transfer-encoding" in values:
            if b"content-length" in values or values[b"transfer-encoding"].strip().lower() != b"chunked":
                raise BadRequestError(400, "framing", "the length of the body is ambiguous")
        elif int(values.get(b"content-length") or 0) > self._limits.query_bytes:
            raise BadRequestError(413, "query-bytes", _BODY)

    def _check_wire(self) -> None:
        """Bound what the parser collects without a word: a line without end, a body in chunks of a byte."""
        limits, came = self._limits, self._wire_bytes
        if self.reading == "head" and came > limits.target_bytes + limits.header_bytes + _SLACK:
            raise BadRequestError(431, "header-bytes", _HEAD)
        if self.reading == "body" and came > _OVERHEAD * limits.query_bytes + _SLACK:
            raise BadRequestError(413, "query-bytes", _BODY)
        if not self.hold():
            retry, what = (("Retry-After", "5"),), "too much is being sent from one address"
            raise BadRequestError(503, "busy", what, retry, limit="unfinished_bytes")

    def hold(self) -> bool:
        """Note what waits of this client; return whether all of its address may leave so much unfinished."""
        waiting = self._wire_bytes + sum(len(cycle.body) for cycle, _ in self.pipeline)
        if waiting == self._waiting_bytes:
            return True
        self._waiting_bytes = waiting
        return self.site.connections.hold(cast("Connection", self), waiting)

    # --- parts ---

    def _parse(self, data: bytes) -> None:
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as offer:
            self._decline(data[offer.args[0] :])
        except httptools.HttpParserError as error:
            refused = error.__context__
            if not isinstance(refused, BadRequestError):
                refused = BadRequestError(400, "http", "that is not an HTTP request")
            self.refuse(refused.response())

    def _decline(self, rest: bytes) -> None:
        """Go on in HTTP/1.1 (RFC 9110, 7.8), with the body that the parser took for the other protocol."""
        length = self._framing() if self.reading == "body" else b""
        self.parser = httptools.HttpRequestParser(self)
        if length:
            self._muted = True
            self.parser.feed_data(b"POST / HTTP/1.1\r\n" + length + b"\r\n")
            self._muted = False
        if rest:
            self._parse(rest)

    def _framing(self) -> bytes:
        """Return the header line that says how long the body is, empty without a body."""
        for name, value in self.headers:
            if name == b"transfer-encoding" or (name == b"content-length" and int(value)):
                return name + b": " + value + b"\r\n"
        return b""
