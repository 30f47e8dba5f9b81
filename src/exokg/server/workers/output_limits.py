"""Sinks that count what an engine writes, and stop it at a limit."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .job import Query

RowCounter = Callable[[bytes], int]
"""Counts the rows that begin in one piece of an answer."""
WHOLE = 1024 * 1024
"""An answer up to this size leaves the worker whole, so that its length and its faults are known before any
of it is sent: pages, forms and nearly all queries. A longer one takes tens of milliseconds to write, and
leaves in pieces from here on."""
PIECE = 256 * 1024
"""About the size of a piece; both are bytes before compression."""
_SHORTEST_ROW = 2
"""Bytes of a row in the shortest of the formats, which has a value of one sign and a line end."""
_ELEMENT = b"<result>"
_LONGEST_NAME = 4096
_ROW = re.compile(rb'[\[,]\{"[^"]{1,%d}":\{"' % _LONGEST_NAME)
_GZIP = 16 + zlib.MAX_WBITS


class LimitReachedError(Exception):
    """An answer grew past a limit.

    Args:
        limit: the name of the limit in :class:`exokg.server.limits.Limits`.
        value: its value.
    """

    def __init__(self, limit: str, value: int) -> None:
        super().__init__(f"{limit} = {value}")
        self.limit = limit
        self.value = value


class CountingSink:
    """A file for the engine's serialiser: counts bytes and rows, compresses, hands on in pieces.

    Args:
        send: takes each piece but the last.
        limits: most bytes before compression, most rows, and whether to gzip what passes (RFC 1952).
        count: finds the rows in a piece; ``None`` where the caller counts them itself.
        kind: what the first piece begins with.
    """

    def __init__(
        self, send: Callable[[bytes], None], limits: Query, count: RowCounter | None, kind: bytes = b""
    ) -> None:
        self._send = send
        self._size = limits.size
        self._rows = limits.rows
        self._count = count
        self._uncounted: list[bytes] = []
        self._gzip = zlib.compressobj(3, zlib.DEFLATED, _GZIP) if limits.compress else None
        self._pieces = [kind]
        self._leave_at = WHOLE
        self.written = 0
        self.counted = 0

    def write(self, data: bytes) -> int:
        """Take one piece of the answer.

        Raises:
            LimitReachedError: the answer is longer than allowed.
        """
        self.written += len(data)
        if self.written > self._size:
            raise LimitReachedError("result_bytes", self._size)
        if self._count is not None:
            self._uncounted.append(bytes(data))
            if self.written > self._rows * _SHORTEST_ROW:
                self._count_rows(self._count)
        self._pieces.append(self._gzip.compress(data) if self._gzip else bytes(data))
        if self.written > self._leave_at:
            self._send(b"".join(self._pieces))
            self._pieces.clear()
            self._leave_at = self.written + PIECE
        return len(data)

    def _count_rows(self, count: RowCounter) -> None:
        """Count what was not counted yet; an answer too short to have that many rows never gets here."""
        self.counted += sum(map(count, self._uncounted))
        self._uncounted.clear()
        if self.counted > self._rows:
            raise LimitReachedError("result_rows", self._rows)

    def flush(self) -> None:
        """Do nothing: pieces leave when they are full (the engine's file protocol asks for the method)."""

    def finish(self) -> bytes:
        """Return the last piece."""
        if self._gzip:
            self._pieces.append(self._gzip.flush())
        return b"".join(self._pieces)


def row_counter(name: str) -> RowCounter:
    r"""Return a counter for the SPARQL results format ``name``; the pieces it is given may end anywhere.

    Each looks for a mark that no serialised value can hold: in JSON the begin of a row with its first name
    (rows without any value are not counted), in XML the element, in TSV the line end, in CSV the line end
    outside quotes.

    >>> row_counter("csv")(b'a\r\n"x\r\ny"\r\n')
    1
    """
    if name == "json":
        return _JsonCounter()
    if name == "xml":
        return _ElementCounter()
    return _LineCounter(quotes=name == "csv")


class _JsonCounter:
    """Counts the beginnings of rows: ``{"name":{"``, after a comma or at the begin of the list."""

    def __init__(self) -> None:
        self._kept = b""

    def __call__(self, data: bytes) -> int:
        data = self._kept + data
        found = at = 0
        for match in _ROW.finditer(data):
            found += 1
            at = match.end()
        cut = max(data.rfind(b",{", at), data.rfind(b"[{", at))  # a mark may go on in the next piece
        if cut < 0 and data[-1:] in (b",", b"["):
            cut = len(data) - 1
        self._kept = data[cut:] if cut >= 0 and len(data) - cut < _LONGEST_NAME else b""
        return found


class _ElementCounter:
    """Counts ``<result>``."""

    def __init__(self) -> None:
        self._kept = b""

    def __call__(self, data: bytes) -> int:
        data = self._kept + data
        self._kept = data[-len(_ELEMENT) + 1 :]
        return data.count(_ELEMENT)


class _LineCounter:
    """Counts line ends outside quotes, less the header's."""

    def __init__(self, *, quotes: bool) -> None:
        self._quotes = quotes
        self._inside = False
        self._header = 1

    def __call__(self, data: bytes) -> int:
        found = self._outside(data) if self._quotes and (self._inside or b'"' in data) else data.count(b"\n")
        found -= self._header
        self._header = 0
        return found

    def _outside(self, data: bytes) -> int:
        found = 0
        for part in data.split(b'"'):
            if not self._inside:
                found += part.count(b"\n")
            self._inside = not self._inside
        self._inside = not self._inside  # the split has one part more than there are quotes
        return found
