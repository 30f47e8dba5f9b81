"""The server's log, through the standard library's ``logging``: requests, and what happens to the server.

Requests go to the logger ``exokg.access``, events to ``exokg.server``. ``exokg serve`` writes both to
standard error from a thread of its own, so that a log that cannot be written (a full disk, a pipe nobody
reads) never stops the server; lines that find no room in the queue are counted as lost.
"""

from __future__ import annotations

import contextlib
import logging
import logging.handlers
import os
import queue
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

    from .messages import Request, Response

_HELD = 4096
"""Lines that may wait to be written."""
_LAST_S = 1.0
"""The last lines may take this long."""


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
        lines: queue.Queue[logging.LogRecord] = queue.Queue(_HELD)
        self._queue = _Queue(lines)
        self._loggers = (self._events, self._requests, logging.getLogger("asyncio"))
        self._writer = None if to is None else _Writer(lines, to)
        if self._writer is not None:
            for logger in self._loggers:
                logger.addHandler(self._queue)
                logger.setLevel(logging.INFO)
                logger.propagate = False
            self._writer.start()

    @property
    def lost(self) -> int:
        """Lines that were not written."""
        return self._queue.lost + (self._writer.lost if self._writer else 0)

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
        """Write what waits, unless nobody takes it."""
        for logger in self._loggers[:2]:  # what asyncio says last still must not wait for a reader
            logger.removeHandler(self._queue)
        if self._writer is not None:
            self._writer.stop()


class _Writer(logging.handlers.QueueListener):
    """Writes lines in a thread of its own, and counts those it cannot write.

    It holds no lock while it writes: neither that of a handler nor that of a buffer, on which the program
    would wait when it ends.
    """

    def __init__(self, lines: queue.Queue[logging.LogRecord], to: TextIO) -> None:
        super().__init__(lines)
        self._descriptor = to.fileno()
        self._formatter = logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%dT%H:%M:%SZ")
        self._formatter.converter = time.gmtime
        self.lost = 0

    def handle(self, record: logging.LogRecord) -> None:
        line = self._formatter.format(record).replace("\n", "\\n")
        data = line.encode("ascii", "backslashreplace") + b"\n"
        try:
            while data:
                data = data[os.write(self._descriptor, data) :]
        except OSError:
            self.lost += 1

    def stop(self) -> None:
        """Wait for the last lines, but not for a reader that takes none."""
        thread, self._thread = self._thread, None
        with contextlib.suppress(queue.Full):
            self.enqueue_sentinel()
        if thread is not None:
            thread.join(_LAST_S)


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
