"""The access log: one line a request on standard error, without query text unless asked for.

Lines are collected and written a few times a second; a log that cannot be written (a full disk, a closed
pipe) never stops the server, the lines are counted as lost instead.
"""

from __future__ import annotations

import asyncio
import os
from time import gmtime, strftime, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .messages import Request, Response

__all__ = ["AccessLog"]

_FLUSH_S = 0.25
_HELD = 4096


class AccessLog:
    """Writes the log.

    Args:
        detail: ``off``, ``brief`` or ``full``.
        descriptor: where to write; standard error unless told.
    """

    def __init__(self, detail: str, descriptor: int = 2) -> None:
        self._detail = detail
        self._descriptor = descriptor
        self._lines: list[str] = []
        self._timer: asyncio.TimerHandle | None = None
        self.lost = 0

    def request(self, request: Request | None, response: Response, seconds: float) -> None:
        """Note one request."""
        if self._detail == "off":
            return
        method, target, client = ("-", "-", "-")
        if request is not None:
            target = request.target.decode("latin-1")
            method, client = request.method, request.client
            if self._detail == "brief":
                target = target.partition("?")[0]
        self._add(
            f"{client} {method} {_plain(target)} {response.status} {response.length} {seconds * 1000:.1f}ms"
        )
        if self._detail == "full" and request is not None and request.body:
            self._add(f"  {_plain(request.body.decode('utf-8', 'replace'))}")

    def event(self, text: str) -> None:
        """Note something about the server itself; written whatever the detail."""
        self._add(_plain(text))
        self.flush()

    def flush(self) -> None:
        """Write what was collected."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        lines, self._lines = self._lines, []
        if not lines:
            return
        try:
            os.write(self._descriptor, "".join(lines).encode())
        except OSError:
            self.lost += len(lines)

    def _add(self, text: str) -> None:
        self._lines.append(f"{strftime('%Y-%m-%dT%H:%M:%SZ', gmtime(time()))} {text}\n")
        if len(self._lines) > _HELD:
            self.flush()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(_FLUSH_S, self.flush)


def _plain(text: str) -> str:
    r"""Make text safe for a terminal: everything but printable ASCII is escaped.

    >>> _plain("a\\nb\\u202e")
    'a\\\\nb\\\\u202e'
    """
    return text.encode("unicode_escape").decode("ascii")
