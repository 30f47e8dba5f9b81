"""One connection of one client, under uvicorn: what is answered, in which order, and when it ends.

It sends a refusal only when the answers before it are whole, notices a client that left, and answers repeated
requests from memory; :mod:`exokg.server.http.receiving` bounds what it sends. Any ASGI server runs the
application without the two; ``docs/serving.md`` says what a proxy has to do.
"""

from __future__ import annotations

import socket
import sys
from typing import TYPE_CHECKING, Any, cast

from .direct import DirectAnswer
from .messages import Response, problem
from .receiving import ReceivingProtocol

if TYPE_CHECKING:
    import asyncio

    from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

_PROBE_S = 0.02  # two of them are well within 0.1 s
_ESTABLISHED = 1  # a TCP connection that both ends keep open (linux/tcp_states.h)


class Connection(ReceivingProtocol):
    """One client's connection.

    Attributes:
        answer_since: when the request that is being answered was taken up.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.answer_since = self.since
        self._answering: RequestResponseCycle | DirectAnswer | None = None
        self._refusal: Response | None = None
        self._ended = False

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
            self.refuse(problem(503, "busy", "too many connections", retry, limit="connections"))

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
        if self.feed(data) == 1 and begins and self.reading == "idle" and not self._ended:
            self.scope["state"]["bytes"] = data  # the whole request, and nothing else

    def eof_received(self) -> bool | None:  # type: ignore[override]
        """Go on answering a client that only stopped sending; one that is gone resets a probe.

        HTTP/1.0 has no interim answer: whether its client is gone shows when it is answered.
        """
        self._ended = True
        if self._answered:
            return None
        if self.scope is None or self.scope["http_version"] == "1.1":
            self.loop.call_later(_PROBE_S, self.probe)
        return True

    # --- answering ---

    def on_response_complete(self) -> None:
        """Go on to the next request, or say why there will be none."""
        if self.pipeline or self.transport.is_closing():
            super().on_response_complete()
        else:  # without the timer that uvicorn would set: `Connections` closes idle connections
            self.flow.resume_reading()
        if self.reading == "idle":
            self.since = self.loop.time()
        if self._waiting_bytes:
            self.hold()
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
        self.refuse(problem(408, "slow", f"the request {what} took more than {seconds} s", limit=limit))

    def write(self, response: Response, *, keep: bool) -> None:
        """Send a short response at once."""
        self.transport.write(self.site.heads.write(response, keep=keep) + b"".join(response.body))
        if not keep and self.reading != "refused":
            self.transport.close()

    def refuse(self, response: Response) -> None:
        """Read no more, and say why once the earlier requests are answered (RFC 9112, 9.3.2)."""
        unread = self.cycle if self.reading == "body" else None
        self.enter("refused")
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
            self.site.metrics.note(None, response, 0.0)
            self.write(response, keep=False)
            self.transport.write_eof()
            self.since = self.loop.time()
