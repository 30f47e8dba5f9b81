"""Where an answer waits until it is whole: in memory, and on disk once it is large."""

from __future__ import annotations

import io
from typing import IO, TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import ReadableBuffer

SPOOL_BYTES: Final = 16 * 1024 * 1024
"""Answers beyond this wait on disk."""


class Spool(io.BufferedIOBase):
    """A file in memory that moves to a nameless file on disk when it becomes large.

    :class:`tempfile.SpooledTemporaryFile` is the same; importing it takes a twelfth of a query.

    >>> with Spool(limit=4) as spool:
    ...     for part in (b"abc", b"def"):
    ...         _ = spool.write(part)
    ...         print(spool.on_disk)
    ...     list(spool.parts(5))
    False
    True
    [b'abcde', b'f']

    Args:
        limit: the most bytes in memory.
    """

    def __init__(self, limit: int = SPOOL_BYTES) -> None:
        self._limit, self._file = limit, cast("IO[bytes]", io.BytesIO())
        self.on_disk = False

    def write(self, data: ReadableBuffer) -> int:
        """Write after what is there."""
        if not self.on_disk and self._file.tell() + memoryview(data).nbytes > self._limit:
            from tempfile import TemporaryFile

            held, self._file = cast("io.BytesIO", self._file), TemporaryFile()  # noqa: SIM115
            self._file.write(held.getbuffer())
            self.on_disk = True
        return self._file.write(data)

    def parts(self, size: int = 1 << 20) -> Iterator[bytes]:
        """Yield what was written, some bytes at a time, from the beginning."""
        self._file.seek(0)
        while some := self._file.read(size):
            yield some

    def writable(self) -> bool:
        """Return that one can write."""
        return True

    def close(self) -> None:
        """Forget what was written."""
        self._file.close()
        super().close()
