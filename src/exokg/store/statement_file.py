"""The statements of a version as sorted, compressed N-Quads beside the engine's files.

A later build compares its own with them: a million in a second, where reading the engine's takes ten. More
than a million are sorted in runs, which wait compressed, to a tenth of their size, and are merged when read.
"""

from __future__ import annotations

import gzip
import heapq
import zlib
from bisect import bisect_right
from itertools import islice
from shutil import copyfileobj
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph
from pyoxigraph import DefaultGraph, RdfFormat

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import IO

    from pyoxigraph import Quad, Store

STATEMENTS: Final = "statements.nq.gz"
"""The name of the file, in the folder of a version."""
_LEVEL: Final = 1  # a tenth of the text; more takes six times as long for a third less
_RUN: Final = 256 << 20
"""Bytes that are sorted at once."""
_AT_ONCE: Final = 10_000
"""Lines that are compressed, written and compared together."""


class SortedStatements:
    """The statements of a dataset as sorted lines of N-Quads, each with its end.

    Iterate over it again and again.

    Args:
        dataset: whose they are; it may be gone or changed afterwards.
    """

    def __init__(self, dataset: Store) -> None:
        self._runs: list[list[bytes]] = []
        self._waiting: list[bytes] = []
        self._size = 0
        dataset.dump(cast("IO[bytes]", self), format=RdfFormat.N_QUADS)
        self._last = self._sorted()

    def write(self, text: bytes) -> int:
        """Take a piece of the text from the engine."""
        self._waiting.append(text)
        self._size += len(text)
        if self._size >= _RUN:
            run = self._sorted()
            self._runs.append([zlib.compress(piece, _LEVEL) for piece in _pieces(run)])
        return len(text)

    def flush(self) -> None:
        """Do nothing: the engine flushes what it has written."""

    def _sorted(self) -> list[bytes]:
        """The whole lines that wait, sorted."""
        text = b"".join(self._waiting)
        end = text.rfind(b"\n") + 1
        self._waiting = [text[end:]]
        self._size = len(self._waiting[0])
        return sorted(text[:end].splitlines(keepends=True))

    def __iter__(self) -> Iterator[bytes]:
        runs = [
            (line for piece in run for line in zlib.decompress(piece).splitlines(keepends=True))
            for run in self._runs
        ]
        return heapq.merge(*runs, self._last) if runs else iter(self._last)


def _pieces(lines: Iterable[bytes]) -> Iterator[bytes]:
    rest = iter(lines)
    while some := list(islice(rest, _AT_ONCE)):
        yield b"".join(some)


def write_statements(path: Path, lines: Iterable[bytes]) -> str:
    """Write sorted lines to a file, as they are; return their SHA-256."""
    import hashlib  # reading needs none

    whole = hashlib.sha256()
    with path.open("wb") as file:
        for piece in _pieces(lines):
            file.write(piece)
            whole.update(piece)
    return whole.hexdigest()


def compress_statements(plain: Path, path: Path) -> None:
    """Write the file of a version from that of :func:`write_statements`; the same makes the same bytes."""
    with (
        plain.open("rb") as source,
        path.open("wb") as file,
        gzip.GzipFile("", "wb", _LEVEL, file, mtime=0) as packed,
    ):
        copyfileobj(source, packed, 1 << 20)


def changed_since(version: Path, lines: Iterable[bytes]) -> list[Quad]:
    """What is in the default graph now and was not in a version, or the other way round.

    Args:
        version: the folder of the version.
        lines: what :class:`SortedStatements` gives.

    Raises:
        OSError: the version has no statements that can be read.
    """
    text = b"".join(_differences(lines_of(version / STATEMENTS), iter(lines)))
    quads = pyoxigraph.parse(text, format=RdfFormat.N_QUADS)
    return [quad for quad in quads if quad.graph_name == DefaultGraph()]


def lines_of(path: Path) -> Iterator[bytes]:
    """The lines of a compressed file, in half the time in which the file gives them one by one."""
    rest = b""
    with gzip.open(path) as file:
        while piece := file.read(1 << 20):
            end = piece.rfind(b"\n") + 1
            yield from (rest + piece[:end]).splitlines(keepends=True) if end else ()
            rest = piece[end:] if end else rest + piece
    yield from filter(None, [rest])


def _differences(before: Iterator[bytes], after: Iterator[bytes]) -> Iterator[bytes]:
    """The lines that one of two sorted series has alone; long stretches without any are compared at once."""
    old: list[bytes] = []
    new: list[bytes] = []
    while True:
        old += islice(before, _AT_ONCE - len(old))
        new += islice(after, _AT_ONCE - len(new))
        if old != new:
            known = min(part[-1] for part in (old, new) if part)  # beyond it, one of the two is not read yet
            ends = bisect_right(old, known), bisect_right(new, known)
            yield from {*old[: ends[0]]} ^ {*new[: ends[1]]}
            del old[: ends[0]], new[: ends[1]]
        elif old:
            old, new = [], []
        else:
            return
