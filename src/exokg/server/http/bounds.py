"""How much a client may send in one request, counted as it comes, and what a head must say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .access import authority
from .messages import BadRequestError

if TYPE_CHECKING:
    from ..limits import Limits

__all__ = ["RequestBounds", "framing"]

_OVERHEAD, _SLACK = 8, 64 * 1024
"""Bytes on the wire a chunked body may need: for each of its own, and besides."""
_HEAD, _BODY, _TARGET = "the request headers are too long", "the request body is too long", (
    "the request target is too long; send the query by POST"
)  # fmt: skip


class RequestBounds:
    """Counts what comes of one request.

    Args:
        limits: how much may come.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._wire_bytes = self._head_bytes = self._body_bytes = 0

    def begin(self) -> None:
        """Begin a request."""
        self._head_bytes = self._body_bytes = 0

    def end(self) -> None:
        """End a request: what comes now is of the next."""
        self._wire_bytes = 0

    def add_target(self, length: int) -> None:
        """Bound the target.

        Raises:
            BadRequestError: it is too long.
        """
        if length > self._limits.target_bytes:
            raise BadRequestError(414, "target-bytes", _TARGET)

    def add_header(self, name: bytes, value: bytes) -> None:
        """Count a header.

        Raises:
            BadRequestError: there are too many.
        """
        self._head_bytes += len(name) + len(value) + 4
        if self._head_bytes > self._limits.header_bytes:
            raise BadRequestError(431, "header-bytes", _HEAD)

    def add_body(self, length: int) -> None:
        """Count a piece of the body.

        Raises:
            BadRequestError: it is too long.
        """
        self._body_bytes += length
        if self._body_bytes > self._limits.query_bytes:
            raise BadRequestError(413, "query-bytes", _BODY)

    def add_wire(self, length: int) -> None:
        """Count bytes as they come."""
        self._wire_bytes += length

    def check_wire(self, reading: str) -> None:
        """Bound what the parser collects without a word: a line without end, a body in chunks of a byte.

        Raises:
            BadRequestError: too much came.
        """
        limits = self._limits
        if reading == "head" and self._wire_bytes > limits.target_bytes + limits.header_bytes + _SLACK:
            raise BadRequestError(431, "header-bytes", _HEAD)
        if reading == "body" and self._wire_bytes > _OVERHEAD * limits.query_bytes + _SLACK:
            raise BadRequestError(413, "query-bytes", _BODY)

    def check_head(self, method: bytes, url: bytes, headers: list[tuple[bytes, bytes]]) -> None:
        """Look at what a head promises before any of the body is read.

        Raises:
            BadRequestError: it is for another server, its body has no clear length, or is too long.
        """
        values = dict(headers)
        hosts = [value for name, value in headers if name == b"host"]
        if len(hosts) != 1:
            raise BadRequestError(400, "host", "exactly one Host header is needed")
        if method == b"CONNECT":
            raise BadRequestError(405, "method", "this is no proxy", (("Allow", "GET, HEAD, POST, OPTIONS"),))
        if url[:1] not in (b"/", b"*") and authority(url) != hosts[0].lower():
            raise BadRequestError(421, "host", "the target and Host name different servers")
        if b"transfer-encoding" in values:
            if b"content-length" in values or values[b"transfer-encoding"].strip().lower() != b"chunked":
                raise BadRequestError(400, "framing", "the length of the body is ambiguous")
        elif int(values.get(b"content-length") or 0) > self._limits.query_bytes:
            raise BadRequestError(413, "query-bytes", _BODY)


def framing(headers: list[tuple[bytes, bytes]]) -> bytes:
    """Return the header line that says how long the body is, empty without a body."""
    for name, value in headers:
        if name == b"transfer-encoding" or (name == b"content-length" and int(value)):
            return name + b": " + value + b"\r\n"
    return b""
