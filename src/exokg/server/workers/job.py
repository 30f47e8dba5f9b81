"""One query on its way through the pool, and the ways it can fail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .stream import AnswerStream, Backlog

if TYPE_CHECKING:
    import asyncio

    from .wire import Query

__all__ = ["Job", "QueryFailedError"]


class QueryFailedError(Exception):
    """A query has no answer.

    Args:
        code: one word for programs, such as ``timeout``, ``memory``, ``busy`` or ``syntax``.
        message: one sentence for people.
        details: further fields of the error document.
    """

    def __init__(self, code: str, message: str, **details: Any) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = details


class Job:
    """One query on its way through the pool.

    Attributes:
        result: the answer, or the first piece of a long one; the first byte says what kind it is.
        stream: the other pieces of a long answer.
        tries: how many workers were given it.
    """

    __slots__ = ("_abandoned", "client", "number", "payload", "result", "stream", "timeout_s", "tries")

    def __init__(self, number: int, client: str, query: Query, result: asyncio.Future[bytes]) -> None:
        self.number = number
        self.client = client
        self.payload = query.encode()
        self.timeout_s = query.timeout_s
        self.result = result
        self.stream: AnswerStream | None = None
        self.tries = 0
        self._abandoned = False

    @property
    def abandoned(self) -> bool:
        """Whether nobody waits for the answer."""
        return self._abandoned or (self.stream is not None and self.stream.closed)

    @property
    def full(self) -> bool:
        """Whether the reader has enough to read."""
        return self.stream is not None and self.stream.full

    def more(self, piece: bytes, backlog: Backlog) -> None:
        """Take a piece that is not the last."""
        if self.stream is not None:
            self.stream.put(piece)
        elif not self.result.done():
            self.stream = AnswerStream(backlog)
            self.result.set_result(piece)

    def finish(self, piece: bytes) -> None:
        """Take the last piece."""
        if self.stream is not None:
            self.stream.put(piece)
            self.stream.end()
        elif not self.result.done():
            self.result.set_result(piece)

    def fail(self, code: str, message: str, **details: Any) -> None:
        """End without an answer, or without the rest of it."""
        error = QueryFailedError(code, message, **details)
        if self.stream is not None:
            self.stream.end(error)
        elif not self.result.done():
            self.result.set_exception(error)

    def abandon(self) -> None:
        """Nobody waits any more."""
        self._abandoned = True
        self.result.cancel()
