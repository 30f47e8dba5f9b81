"""A transport that sends the head of an answer together with the first of its body."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio

__all__ = ["CorkedTransport"]


class CorkedTransport:
    """The transport of one answer: two writes of the HTTP server become one call to the system.

    Args:
        transport: what it writes to.
    """

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._head: bytes | None = b""
        self.close, self.is_closing = transport.close, transport.is_closing

    def write(self, data: bytes) -> None:
        """Write, or keep the head until there is more."""
        if self._head is None or data.startswith(b"HTTP/1.1 100 "):
            self._transport.write(data)
        elif self._head:
            head, self._head = self._head, None
            self._transport.write(head + data)
        else:
            self._head = data
