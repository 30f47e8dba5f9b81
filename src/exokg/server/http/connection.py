"""One HTTP/1.1 connection: llhttp parses (through httptools), this class keeps the limits.

A server of our own for its limits on slow request heads, slow readers and long heads; ``docs/decisions.md``
compares it with uvicorn. It speaks HTTP/1.0 and 1.1 without TLS (RFC 9112); a proxy in front does the rest.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import closing
from typing import TYPE_CHECKING, cast

import httptools

from ..workers.job import QueryFailedError
from .heads import LAST_CHUNK, chunk
from .messages import BadRequestError, Request, Response, problem

if TYPE_CHECKING:
    from ..app import Server
    from ..workers.stream import AnswerStream

__all__ = ["Connection"]

_AHEAD = 16
"""Requests a client may send ahead on one connection before it is read no further."""
_BIG = 256 * 1024
"""Answers above this size must fit into what the server may hold for slow readers."""
_LINGER_S = 5.0
"""A client that is turned away may take this long to read why."""


class Connection(asyncio.Protocol):
    """One client's connection.

    Args:
        server: answers the requests and knows the limits.
    """

    def __init__(self, server: Server) -> None:
        self._server = server
        self._limits = server.settings.limits
        self._parser = httptools.HttpRequestParser(self)
        self._transport: asyncio.Transport = cast("asyncio.Transport", None)
        self._peer = ""
        self._ahead: deque[tuple[Request, bool]] = deque()
        self._task: asyncio.Task[None] | None = None
        self._may_write = asyncio.Event()
        self._may_write.set()
        self._closing = False
        self.since = server.loop.time()  # when the present state began
        self.state = "idle"  # idle, head, body, busy or last
        self._target = b""
        self._head_bytes = 0
        self._headers: dict[str, str] = {}
        self._hosts = 0
        self._body: list[bytes] = []
        self._body_bytes = 0
        self._refusal: Response | None = None

    # --- the transport's calls ---

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin, or turn the client away when too many are connected."""
        self._transport = cast("asyncio.Transport", transport)
        peer = transport.get_extra_info("peername")
        self._peer = peer[0] if peer else ""
        if not self._server.enter(self):
            self._last(
                problem(503, "busy", "too many connections", (("Retry-After", "2"),), limit="connections")
            )

    def connection_lost(self, error: Exception | None) -> None:  # noqa: ARG002 - the protocol's signature
        """Forget the client, and whatever is still being computed for it."""
        self._closing = True
        self._ahead.clear()
        self._server.leave(self)
        if self._task is not None:
            self._task.cancel()

    def data_received(self, data: bytes) -> None:
        """Feed the parser."""
        if self._closing:
            return
        if self.state == "idle":
            self._enter("head")
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            self._last(problem(400, "upgrade", "only plain HTTP is spoken here"))
        except httptools.HttpParserError:
            if not self._closing:
                self._last(self._refusal or problem(400, "http", "that is not an HTTP request"))

    def pause_writing(self) -> None:
        """The client reads slowly: answer nothing more until it has read."""
        self._may_write.clear()

    def resume_writing(self) -> None:
        """The client has read what was sent."""
        self._may_write.set()
        self._next()

    # --- the parser's calls ---

    def on_message_begin(self) -> None:
        """Start a request."""
        self._target, self._head_bytes = b"", 0
        self._headers, self._hosts = {}, 0
        self._body, self._body_bytes = [], 0
        self._refusal = None

    def on_url(self, url: bytes) -> None:
        """Take a piece of the target."""
        self._target += url
        if len(self._target) > self._limits.target_bytes:
            self._refuse(414, "target-bytes", "the request target is too long; send the query by POST")

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header."""
        self._head_bytes += len(name) + len(value) + 4
        if self._head_bytes > self._limits.header_bytes:
            self._refuse(431, "header-bytes", "the request headers are too long")
        key = name.decode("latin-1").lower()
        text = value.decode("latin-1")
        if key == "host":
            self._hosts += 1
        known = self._headers.get(key)
        self._headers[key] = text if known is None else f"{known}, {text}"

    def on_headers_complete(self) -> None:
        """Look at what the head promises, before any of the body is read."""
        headers = self._headers
        if self._hosts != 1:
            self._refuse(400, "host", "exactly one Host header is needed")
        if "transfer-encoding" in headers:
            if "content-length" in headers or headers["transfer-encoding"].strip().lower() != "chunked":
                self._refuse(400, "framing", "the length of the body is ambiguous")
        elif int(headers.get("content-length") or 0) > self._limits.query_bytes:
            self._refuse(413, "query-bytes", "the request body is too long")
        if headers.get("expect", "").strip().lower() == "100-continue":
            self._transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        self._enter("body")

    def on_body(self, body: bytes) -> None:
        """Take a piece of the body."""
        self._body_bytes += len(body)
        if self._body_bytes > self._limits.query_bytes:
            self._refuse(413, "query-bytes", "the request body is too long")
        self._body.append(body)

    def on_message_complete(self) -> None:
        """The request is whole: answer it, or keep it until those before it are answered."""
        request = Request(
            self._parser.get_method().decode("latin-1"),
            self._target,
            self._headers,
            b"".join(self._body),
            self._peer,
            takes_chunks=self._parser.get_http_version() == "1.1",
        )
        self._ahead.append((request, self._parser.should_keep_alive()))
        self._enter("busy")
        if len(self._ahead) >= _AHEAD:
            self._transport.pause_reading()
        self._next()

    # --- answering ---

    def sweep(self, now: float) -> None:
        """Close this connection if its state has lasted too long."""
        limits = self._limits
        if self._transport.get_write_buffer_size():
            if now - self.since > limits.send_s:
                self._server.note_cut(self._peer, f"it was not read within {limits.send_s} s (send_s)")
                self._transport.abort()
            return
        age = now - self.since
        if self.state == "last" and age > _LINGER_S:
            self._transport.close()
        elif self.state == "head" and age > limits.head_s:
            self._last(problem(408, "slow", "the request head took too long", limit="head_s"))
        elif self.state == "body" and age > limits.body_s:
            self._last(problem(408, "slow", "the request body took too long", limit="body_s"))
        elif self.state == "idle" and age > limits.idle_s:
            self._transport.close()

    def finish(self) -> None:
        """The server stops: close as soon as nothing is being answered."""
        if self.state == "last" or (self.state == "idle" and not self._ahead and self._task is None):
            self._transport.close()

    @property
    def unsent(self) -> int:
        """Bytes the client has not read yet."""
        return self._transport.get_write_buffer_size()

    def _enter(self, state: str) -> None:
        self.state = state
        self.since = self._server.loop.time()

    def _refuse(self, status: int, code: str, message: str) -> None:
        """Stop reading this request for good; the parser hands the error back to :meth:`data_received`."""
        self._refusal = problem(status, code, message)
        raise BadRequestError(status, code, message)

    def _last(self, response: Response) -> None:
        """Send a response, close when it was read (RFC 9112, 9.6); amid another response, close at once."""
        if self._closing:
            return
        self._server.observe(None, response, 0.0)
        self._closing = True
        if self._task is not None:
            self._transport.abort()
        else:
            self._write(response, head_only=False, keep=False)
            self._transport.write_eof()
            self._enter("last")
            if self._server.crowded:
                self._transport.close()

    def _next(self) -> None:
        if self._task is not None or self._closing or not self._may_write.is_set() or not self._ahead:
            return
        request, keep = self._ahead.popleft()
        if len(self._ahead) == _AHEAD - 1:
            self._transport.resume_reading()
        began = self._server.loop.time()
        response = self._server.respond_now(request)
        if response is not None:
            self._done(request, response, keep, began)
        else:
            self._task = self._server.loop.create_task(self._answer(request, keep, began))

    async def _answer(self, request: Request, keep: bool, began: float) -> None:  # noqa: FBT001
        response = await self._server.respond(request)
        if response.tail is not None and self._fits(response):
            keep = await self._stream(request, response, response.tail, keep)
            self._task = None
            self._finished(request, response, keep, began)
        else:
            self._task = None
            self._done(request, response, keep, began)

    def _done(self, request: Request, response: Response, keep: bool, began: float) -> None:  # noqa: FBT001
        if not self._fits(response):
            if response.tail is not None:
                response.tail.close()
            response = problem(503, "busy", "too many long answers are being read", (("Retry-After", "5"),))
        keep = keep and not self._server.stopping
        self._write(response, head_only=request.method == "HEAD", keep=keep)
        self._finished(request, response, keep, began)

    async def _stream(self, request: Request, response: Response, tail: AnswerStream, keep: bool) -> bool:  # noqa: FBT001
        """Send a long answer as it comes; return whether the connection may be used again.

        One that ends before it is whole has no last chunk, so that no client takes it for whole.
        """
        keep = keep and not self._server.stopping
        with closing(tail):
            self._write(response, head_only=request.method == "HEAD", keep=keep)
            if request.method == "HEAD":
                return keep
            try:
                async for piece in tail:
                    await self._may_write.wait()
                    self._transport.writelines(chunk(piece))
                    response.streamed += len(piece)
            except QueryFailedError as error:
                self._server.note_cut(request.client, error.message)
                return False
            self._transport.write(LAST_CHUNK)
        return keep

    def _finished(self, request: Request, response: Response, keep: bool, began: float) -> None:  # noqa: FBT001
        self._server.observe(request, response, self._server.loop.time() - began)
        if self._closing:
            return
        if not keep:
            self._closing = True
            self._transport.close()
        elif self._ahead:
            self._server.loop.call_soon(self._next)
        elif self.state == "busy":
            self._enter("idle")

    def _fits(self, response: Response) -> bool:
        return response.length <= _BIG or self._server.has_room(response.length)

    def _write(self, response: Response, *, head_only: bool, keep: bool) -> None:
        head = self._server.head(response, keep=keep)
        if head_only or not response.body:
            self._transport.write(head)
        elif response.tail is not None:
            self._transport.writelines([head, *chunk(b"".join(response.body))])
        elif len(response.body) == 1 and len(response.body[0]) < _BIG:
            self._transport.write(head + response.body[0])
        else:
            self._transport.writelines([head, *response.body])
