"""One query on its way to a worker and back: what is asked, how it is written to the pipes, how it can fail.

Server and workers write frames to each other's pipes: a nine-byte head (job number, kind, payload length;
little-endian) and a payload. A query is marshalled, which only the server writes; answers are the serialised
bytes with one leading byte that says what they are, and errors are JSON: what comes from a worker is never
trusted.
"""

from __future__ import annotations

import marshal
import select
import struct
import time
from copy import copy
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .stream import AnswerStream, Backlog

HEAD = struct.Struct("<IBI")

ALL = "yes"
"""The choice of all graphs of others."""

READY, MORE, ANSWER, ERROR = range(4)
"""Kinds of frame a worker sends."""
JOB = 9
"""The kind of frame a worker receives."""
AWAKE_S = 0.0004
"""The next query of a client is there within this time; 0.25 ms served nearly as well, 0.15 ms half."""
MAX_PAYLOAD = 64 * 1024 * 1024
"""Most bytes of a frame, so that a corrupt length cannot make us allocate gigabytes."""


class Query(NamedTuple):
    """One query as a worker needs it.

    Attributes:
        text: SPARQL text.
        solutions: format name for SELECT answers, or ``None`` when the client accepts none.
        boolean: the same for ASK.
        graph: the same for CONSTRUCT and DESCRIBE.
        default_graphs: graph IRIs that replace the default graph, ``None`` for the store's own.
        named_graphs: graph IRIs visible to GRAPH, ``None`` for all.
        compress: gzip the answer.
        timeout_s: wall time; also bounds the worker's processor time.
        rows: most solutions or triples.
        size: most serialised bytes.
        export: instead of the query's answer the whole dataset, in this format; with ``.gz`` compressed.
        thing: instead of the query's answer the description of the thing with this IRI, as JSON.
        search: instead of the query's answer that of find or count with these arguments, as JSON.
        shown: instead of the whole answer so many rows of it as a page shows them, as JSON; of a thing,
            so many of each kind of what is said of it.
        with_graphs: ask the dataset with graphs of others: :data:`ALL`, or the IRI of one.
        own: whether it is one of ours, or a question of the catalogue with everything open.
    """

    text: str
    solutions: str | None = "json"
    boolean: str | None = "json"
    graph: str | None = "ttl"
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    compress: bool = False
    timeout_s: float = 10.0
    rows: int = 100_000
    size: int = 20_000_000
    export: str = ""
    thing: str = ""
    search: str = ""
    shown: int = 0
    with_graphs: str = ""
    own: bool = False

    @property
    def key(self) -> tuple[object, ...]:
        """What the answer follows from: equal keys have equal answers."""
        return (*self[:7], self.with_graphs)

    def encode(self) -> bytes:
        """Return the payload of this job."""
        return marshal.dumps(tuple(self))

    @classmethod
    def decode(cls, payload: bytes) -> Query:
        """Read a job back.

        >>> Query.decode(Query("ASK {}", default_graphs=("urn:g",)).encode()).default_graphs
        ('urn:g',)
        """
        return cls(*marshal.loads(payload))  # noqa: S302 - from the parent, same interpreter


def choice_of(text: str | None) -> str:
    """The choice of graphs of others that a parameter names: :data:`ALL`, an IRI, or none.

    >>> choice_of("TRUE"), choice_of("no")
    ('yes', '')
    """
    found = (text or "").strip()
    if found.casefold() in {"", "0", "false", "no"}:
        return ""
    return ALL if found.casefold() in {"1", "true", ALL} else found


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
        asked: when, by the clock of event loops.
        ours: whether our own code bounds it: it is about a thing, a search, or a query of our own.
        waited_for: whether anybody still wants the answer.
    """

    __slots__ = ("_on_answer", "asked", "client", "error", "first", "number", "ours", "payload", "stream",
                 "timeout_s", "tries", "waited_for")  # fmt: skip

    def __init__(self, number: int, client: str, query: Query, on_answer: Callable[[Job], object]) -> None:
        self.number = number
        self.client = client
        self.payload = query.encode()
        self.ours = bool(query.own or query.thing or query.search)
        self.timeout_s = query.timeout_s
        self.first = b""
        self.stream: AnswerStream | None = None
        self.error: QueryFailedError | None = None
        self.tries = 0
        self.asked = time.monotonic()
        self.waited_for = True
        self._on_answer: Callable[[Job], object] | None = on_answer

    @property
    def abandoned(self) -> bool:
        """Whether nobody waits for the answer."""
        return not self.waited_for or (self.stream is not None and self.stream.closed)

    def stand_in(self) -> Job:
        """What stays in a worker's pipe of a query that was handed on: nobody waits for its answer."""
        left = copy(self)
        left.waited_for = False
        return left

    @property
    def full(self) -> bool:
        """Whether the reader has enough to read."""
        return self.stream is not None and self.stream.full

    def more(self, piece: bytes, backlog: Backlog) -> None:
        """Take a piece that is not the last."""
        if self.stream is not None:
            self.stream.put(piece)
        else:
            from .stream import AnswerStream  # workers import this module and need none

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


def frame(number: int, kind: int, payload: bytes) -> bytes:
    """Return one frame as bytes.

    >>> len(frame(1, READY, b"ok"))
    11
    """
    return HEAD.pack(number, kind, len(payload)) + payload


class Splitter:
    """Cuts a byte stream back into frames, however it was chunked.

    >>> splitter = Splitter()
    >>> list(splitter.feed(frame(1, READY, b"ok")[:5]))
    []
    >>> list(splitter.feed(frame(1, READY, b"ok")[5:]))
    [(1, 0, b'ok')]
    """

    def __init__(self) -> None:
        self._kept = b""
        self._parts: list[bytes] = []
        self._missing = 0

    def feed(self, data: bytes) -> Iterator[tuple[int, int, bytes]]:
        """Yield (job number, kind, payload) for every frame that is now whole.

        Raises:
            ValueError: the head asks for more than any worker sends.
        """
        if self._missing > len(data):  # the middle of a long answer: collect without copying it again
            self._parts.append(data)
            self._missing -= len(data)
            return
        if self._parts:
            data = b"".join([*self._parts, data])
            self._parts.clear()
        elif self._kept:
            data = self._kept + data
        at = 0
        while len(data) - at >= HEAD.size:
            number, kind, length = HEAD.unpack_from(data, at)
            if length > MAX_PAYLOAD:
                raise ValueError(f"a frame of {length} bytes")
            end = at + HEAD.size + length
            if end > len(data):
                self._missing = end - len(data)
                self._parts.append(data[at:])
                self._kept = b""
                return
            yield number, kind, data[at + HEAD.size : end]
            at = end
        self._missing = 0
        self._kept = data[at:]


def watch(pipe: int) -> select.poll:
    """Return what tells whether something can be read from a descriptor."""
    found = select.poll()
    found.register(pipe, select.POLLIN)
    return found


def wait_awake(pipe: select.poll, seconds: float = AWAKE_S) -> bool:
    """Return whether something came within so many seconds.

    To wake a process takes longer than a small query: where one client asks one after another, server and
    worker slept and were woken for each, on a virtual machine with two processors for 0.25 ms of 0.5.

    >>> import os
    >>> out, into = os.pipe()
    >>> pipe = watch(out)
    >>> wait_awake(pipe), os.write(into, b"x"), wait_awake(pipe)
    (False, 1, True)
    """
    end = time.monotonic() + seconds
    while not pipe.poll(0):
        if time.monotonic() > end:
            return False
    return True
