"""The lines around a body: status line, headers and the frames of chunks, as bytes ready to send."""

from __future__ import annotations

import re
from email.utils import formatdate
from functools import lru_cache
from typing import TYPE_CHECKING

from .messages import reason

if TYPE_CHECKING:
    from .messages import Response

__all__ = ["API_POLICY", "LAST_CHUNK", "PAGE_POLICY", "HeadWriter", "chunk"]

API_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""For answers that are data: nothing in them may load or run anything, wherever they are shown."""
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""For pages: only files of this server, no inline script, no form to elsewhere."""
LAST_CHUNK = b"0\r\n\r\n"
"""Says that a body in chunks is whole."""
_UNSAFE = re.compile(r"[^\t\x20-\x7e]")


class HeadWriter:
    """Writes response heads.

    Args:
        cors: whether other sites may read what is sent.
    """

    def __init__(self, *, cors: bool) -> None:
        self._fixed = "".join(f"{name}: {value}\r\n" for name, value in _always(cors=cors))
        self._second = -1
        self._date = ""

    def write(self, response: Response, now: float, *, keep: bool) -> bytes:
        """Return the head.

        Args:
            response: what to send.
            now: seconds since 1970, for Date.
            keep: whether the connection stays open.
        """
        if int(now) != self._second:
            self._second = int(now)
            self._date = f"Date: {formatdate(now, usegmt=True)}\r\n"
        lines = [_start(response.status), self._date, self._fixed, _content(response.media, response.policy)]
        for name, value in response.headers:
            lines.append(f"{name}: {_UNSAFE.sub('', value)}\r\n")
        if response.tail is not None:
            lines.append("Transfer-Encoding: chunked\r\n")
        elif response.status not in (204, 304):
            lines.append(f"Content-Length: {response.length}\r\n")
        lines.append("\r\n" if keep else "Connection: close\r\n\r\n")
        return "".join(lines).encode("ascii")


def chunk(piece: bytes) -> tuple[bytes, bytes, bytes]:
    r"""Frame a piece of a body that is not empty (RFC 9112 §7.1).

    >>> b"".join(chunk(b"twelve bytes"))
    b'c\r\ntwelve bytes\r\n'
    """
    return b"%x\r\n" % len(piece), piece, b"\r\n"


@lru_cache(maxsize=64)
def _start(status: int) -> str:
    return f"HTTP/1.1 {status} {reason(status)}\r\n"


@lru_cache(maxsize=64)
def _content(media: str, policy: str | None) -> str:
    if policy is None:
        policy = PAGE_POLICY if media.startswith("text/html") else API_POLICY
    lines = f"Content-Security-Policy: {policy}\r\n"
    return f"Content-Type: {media}\r\n{lines}" if media else lines


def _always(*, cors: bool) -> list[tuple[str, str]]:
    headers = [
        ("Server", "exokg"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "cross-origin" if cors else "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ]
    if cors:
        headers += [
            ("Access-Control-Allow-Origin", "*"),
            ("Access-Control-Expose-Headers", "ETag, Link, Retry-After"),
        ]
    return headers
