"""What the server and its workers write to each other's pipes: frames that begin with their length.

A frame is a nine-byte head (job number, kind, payload length; little-endian) and a payload. A job
is marshalled, which only the parent writes; answers are the serialised bytes with one leading byte that says
what they are, and errors are JSON: what comes from a worker is never trusted.
"""

from __future__ import annotations

import marshal
import struct
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ANSWER", "ERROR", "HEAD", "MORE", "READY", "Query", "Splitter", "frame"]

HEAD = struct.Struct("<IBI")

READY, MORE, ANSWER, ERROR = range(4)
"""Kinds of frame a worker sends."""
JOB = 9
"""The kind of frame a worker receives."""
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
