"""The server's log, through the standard library's ``logging``: requests, and what happens to the server.

Requests go to the logger ``exokg.access``, events to ``exokg.server``. ``exokg serve`` writes both to
standard error from a thread of its own, so that a log that cannot be written (a full disk, a pipe nobody
reads) never stops the server; lines that find no room in the queue are counted as lost.
"""

from __future__ import annotations

import logging
import logging.handlers
import queue
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

    from .messages import Request, Response

__all__ = ["AccessLog"]

_HELD = 4096
"""Lines that may wait to be written."""


class AccessLog:
    """Writes the log.

    Args:
        detail: ``off``, ``brief`` (no query text) or ``full``.
        to: where a program of its own writes; ``None`` leaves that to the application's logging.
    """

    def __init__(self, detail: str, to: TextIO | None = None) -> None:
        self._detail = detail
        self._events = logging.getLogger("exokg.server")
        self._requests = logging.getLogger("exokg.access")
        self._queue = _Queue(queue.Queue(_HELD))
        self._writer = _Writer(to)
        self._listener: logging.handlers.QueueListener | None = None
        if to is not None:
            formatter = logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%dT%H:%M:%SZ")
            formatter.converter = time.gmtime
            self._writer.setFormatter(formatter)
            for logger in (self._events, self._requests):
                logger.addHandler(self._queue)
                logger.setLevel(logging.INFO)
                logger.propagate = False
            self._listener = logging.handlers.QueueListener(self._queue.queue, self._writer)
            self._listener.start()

    @property
    def lost(self) -> int:
        """Lines that were not written."""
        return self._queue.lost + self._writer.lost

    def request(self, request: Request | None, response: Response, seconds: float) -> None:
        """Log one request."""
        if self._detail == "off":
            return
        method, target, client = ("-", "-", "-")
        if request is not None:
            target = request.target.decode("latin-1")
            method, client = request.method, request.client
            if self._detail == "brief":
                target = target.partition("?")[0]
        what = f"{client} {method} {_plain(target)} {response.status} {response.length}"
        self._requests.info("%s %.1fms", what, seconds * 1000)
        if self._detail == "full" and request is not None and request.body:
            self._requests.info("  %s", _plain(request.body.decode("utf-8", "replace")))

    def event(self, text: str) -> None:
        """Log something about the server itself, whatever the detail."""
        self._events.warning("%s", _plain(text))

    def close(self) -> None:
        """Write what waits."""
        for logger in (self._events, self._requests):
            logger.removeHandler(self._queue)
        if self._listener is not None:
            self._listener.stop()
            self._listener = None


class _Writer(logging.StreamHandler["TextIO"]):
    """Writes lines, and counts those it cannot write."""

    lost = 0

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802 - the library's
        self.lost += 1


class _Queue(logging.handlers.QueueHandler):
    """A queue that never waits."""

    lost = 0

    def enqueue(self, record: logging.LogRecord) -> None:
        try:
            self.queue.put_nowait(record)
        except queue.Full:
            self.lost += 1


def _plain(text: str) -> str:
    r"""Make text safe for a terminal: everything but printable ASCII is escaped.

    >>> _plain("a\\nb\\u202e")
    'a\\\\nb\\\\u202e'
    """
    return text.encode("unicode_escape").decode("ascii")
