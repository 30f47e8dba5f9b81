"""What is written around a body: the headers of every answer, and the head of one sent from memory."""

from __future__ import annotations

import re
import time
from email.utils import formatdate
from functools import lru_cache
from typing import TYPE_CHECKING

from .messages import reason

if TYPE_CHECKING:
    from .messages import Response

__all__ = ["API_POLICY", "PAGE_POLICY", "HeadWriter"]

API_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""For answers that are data: nothing in them may load or run anything, wherever they are shown."""
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""For pages: only files of this server, no inline script, no form to elsewhere."""
_UNSAFE = re.compile(r"[^\t\x20-\x7e]")


class HeadWriter:
    """Writes response heads.

    Args:
        cors: whether other sites may read what is sent.
    """

    def __init__(self, *, cors: bool) -> None:
        self._fixed = [(name.lower().encode(), value.encode()) for name, value in _always(cors=cors)]
        self._fixed_lines = _lines(self._fixed)
        self._second = -1
        self._starts: dict[int, bytes] = {}

    def pairs(self, response: Response) -> list[tuple[bytes, bytes]]:
        """Return the headers of a response as ASGI wants them."""
        return [*self._fixed, *_content(response.media, response.policy), *_own(response)]

    def write(self, response: Response, *, keep: bool) -> bytes:
        """Return the whole head of a response whose length is known.

        Args:
            response: what to send; its headers are remembered with it.
            keep: whether the connection stays open.
        """
        now = time.time()
        if int(now) != self._second:
            self._second = int(now)
            self._starts.clear()
        start = self._starts.get(response.status)
        if start is None:
            date = formatdate(now, usegmt=True)
            start = f"HTTP/1.1 {response.status} {reason(response.status)}\r\ndate: {date}\r\n".encode(
                "ascii"
            )
            self._starts[response.status] = start
        if not response.head:
            response.head = (
                self._fixed_lines + _content_lines(response.media, response.policy) + _lines(_own(response))
            )
        return start + response.head + (b"\r\n" if keep else b"connection: close\r\n\r\n")


def _lines(pairs: list[tuple[bytes, bytes]]) -> bytes:
    return b"".join([b"%s: %s\r\n" % pair for pair in pairs])


def _own(response: Response) -> list[tuple[bytes, bytes]]:
    """The headers that a response has for itself."""
    found = [(name.lower().encode(), _UNSAFE.sub("", value).encode()) for name, value in response.headers]
    if response.stream is None and response.status not in (204, 304):
        found.append((b"content-length", b"%d" % response.length))
    return found


@lru_cache(maxsize=64)
def _content_lines(media: str, policy: str | None) -> bytes:
    return _lines(_content(media, policy))


@lru_cache(maxsize=64)
def _content(media: str, policy: str | None) -> list[tuple[bytes, bytes]]:
    if policy is None:
        policy = PAGE_POLICY if media.startswith("text/html") else API_POLICY
    found = [(b"content-security-policy", policy.encode())]
    return [(b"content-type", media.encode()), *found] if media else found


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
