"""One query on its way through the pool, and the ways it can fail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .stream import AnswerStream, Backlog

if TYPE_CHECKING:
    from collections.abc import Callable

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

    Args:
        number: what its frames are marked with.
        client: who asks.
        query: what to answer.
        on_answer: called once, with the job, when there is an answer, the beginning of one, or an error.

    Attributes:
        first: the answer, or the first piece of a long one; the first byte says what kind it is.
        stream: the other pieces of a long answer.
        error: why there is no answer.
        tries: how many workers were given it.
        waited_for: whether anybody still wants the answer.
    """

    __slots__ = ("_on_answer", "client", "error", "first", "number", "payload", "stream", "timeout_s",
                 "tries", "waited_for")  # fmt: skip

    def __init__(self, number: int, client: str, query: Query, on_answer: Callable[[Job], object]) -> None:
        self.number = number
        self.client = client
        self.payload = query.encode()
        self.timeout_s = query.timeout_s
        self.first = b""
        self.stream: AnswerStream | None = None
        self.error: QueryFailedError | None = None
        self.tries = 0
        self.waited_for = True
        self._on_answer: Callable[[Job], object] | None = on_answer

    @property
    def abandoned(self) -> bool:
        """Whether nobody waits for the answer."""
        return not self.waited_for or (self.stream is not None and self.stream.closed)

    @property
    def full(self) -> bool:
        """Whether the reader has enough to read."""
        return self.stream is not None and self.stream.full

    def more(self, piece: bytes, backlog: Backlog) -> None:
        """Take a piece that is not the last."""
        if self.stream is not None:
            self.stream.put(piece)
        else:
            self.stream = AnswerStream(backlog)
            self._answer(piece)

    def finish(self, piece: bytes) -> None:
        """Take the last piece."""
        if self.stream is not None:
            self.stream.put(piece)
            self.stream.end()
        else:
            self._answer(piece)

    def fail(self, code: str, message: str, **details: Any) -> None:
        """End without an answer, or without the rest of it."""
        error = QueryFailedError(code, message, **details)
        if self.stream is not None:
            self.stream.end(error)
        else:
            self.error = error
            self._answer(b"")

    def _answer(self, first: bytes) -> None:
        self.first = first
        on_answer, self._on_answer = self._on_answer, None
        if on_answer is not None and self.waited_for:
            on_answer(self)
        elif self.stream is not None:
            self.stream.close()
