"""One query on its way through the pool, and the ways it can fail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio

    from .frames import Job

__all__ = ["QueryFailedError", "Ticket"]


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


class Ticket:
    """One query on its way through the pool; awaitable through ``result``."""

    __slots__ = ("abandoned", "client", "number", "payload", "pieces", "result", "timeout_s", "tries")

    def __init__(self, number: int, client: str, job: Job, result: asyncio.Future[list[bytes]]) -> None:
        self.number = number
        self.client = client
        self.payload = job.encode()
        self.timeout_s = job.timeout_s
        self.result = result
        self.pieces: list[bytes] = []
        self.abandoned = False
        self.tries = 0

    def fail(self, code: str, message: str, **details: Any) -> None:
        """End without an answer."""
        if not self.result.done():
            self.result.set_exception(QueryFailedError(code, message, **details))
