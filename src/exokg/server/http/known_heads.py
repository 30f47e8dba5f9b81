"""Heads of queries that came before.

Clients send the same headers with one query after another. Once the headers of a query by GET came the usual
way and were found good, a request that differs in nothing but its query string needs no second look at them.
"""

from __future__ import annotations

import re

from .messages import Request

__all__ = ["KnownHeads"]

_KNOWN, _SHORT = 2048, 4096
"""How many heads are known, and up to which length."""
_START = rb"GET %b(/(?:sparql|query)\?[!\"$-~]{1,%d}) HTTP/1\.1\r\n"
_SPECIAL = frozenset({"connection", "content-length", "expect", "transfer-encoding", "upgrade"})
"""Headers that mean more than what is asked for."""


class KnownHeads:
    """Heads of queries that came before.

    Args:
        root: path below which the server answers, without a slash at its end.
        target_bytes: see :class:`exokg.server.limits.Limits`.
    """

    def __init__(self, root: str, target_bytes: int) -> None:
        self._start = re.compile(_START % (re.escape(root.encode()), target_bytes - len(root) - 8))
        self._known: dict[tuple[object, bytes], Request] = {}

    def learn(self, data: bytes, reached: object, request: Request) -> None:
        """Remember what follows the first line of a request, if it is a query by GET that was not refused.

        Args:
            data: all bytes of the request.
            reached: what the head means the same for, see :meth:`exokg.server.site.Site.reached`.
            request: what was read from it.
        """
        start = self._start.match(data)
        if start is None or len(data) - start.end() > _SHORT or "html" in request.header("accept"):
            return
        if not _SPECIAL.isdisjoint(request.headers):
            return
        if len(self._known) >= _KNOWN:
            self._known.clear()
        self._known[reached, data[start.end() :]] = request

    def find(self, data: bytes, reached: object) -> Request | None:
        """Return a request whose head is known but for its target."""
        start = self._start.match(data)
        known = None if start is None else self._known.get((reached, data[start.end() :]))
        if start is None or known is None:
            return None
        return Request(
            "GET", start[1], known.headers, client=known.client, encrypted=known.encrypted, root=known.root
        )
