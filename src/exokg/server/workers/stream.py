"""The rest of a long answer, on its way from a worker to its reader.

Workers are quick and readers may be slow, so pieces wait here for their reader, and the worker is free as
soon as its answer is computed. What one reader leaves waiting is bounded, and what all do together: beyond
either bound the worker's pipe is read no further, so the worker waits too, until its deadline at most.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator


class Backlog:
    """Bytes of long answers that wait for their readers, all together.

    Args:
        each: bytes of one answer that may wait.
        most: bytes of all answers that may wait.
    """

    def __init__(self, each: int, most: int) -> None:
        self.each = each
        self.most = most
        self.held = 0


class AnswerStream:
    """The pieces of one answer after the first; iterate over it, and close it whatever happened.

    Args:
        backlog: what all readers leave waiting.

    Attributes:
        closed: whether nobody wants any more of it.
    """

    def __init__(self, backlog: Backlog) -> None:
        self.closed = False
        self._backlog = backlog
        self._pieces: asyncio.Queue[bytes | Exception | None] = asyncio.Queue()
        self._held = 0

    @property
    def full(self) -> bool:
        """Whether its worker should wait."""
        backlog = self._backlog
        return not self.closed and (self._held >= backlog.each or backlog.held >= backlog.most)

    def put(self, piece: bytes) -> None:
        """Take a piece from the worker."""
        if piece and not self.closed:
            self._hold(len(piece))
            self._pieces.put_nowait(piece)

    def end(self, error: Exception | None = None) -> None:
        """The worker sends no more: the answer is whole, or ``error`` says why it never will be."""
        self._pieces.put_nowait(error)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Yield the pieces as they come.

        Raises:
            QueryFailedError: the answer ends here and is not whole.
        """
        while (piece := await self._pieces.get()) is not None:
            if isinstance(piece, Exception):
                raise piece
            self._hold(-len(piece))
            yield piece

    def close(self) -> None:
        """Want no more; the worker is stopped if it still computes."""
        self.closed = True
        self._hold(-self._held)

    def _hold(self, size: int) -> None:
        self._held += size
        self._backlog.held += size
