"""Any number of statements as sorted lines or blocks of N-Quads, in memory that hardly grows with them.

Lines are smaller than the engine's objects and sort faster. A hundred thousand lines and more are sorted in
runs, which wait compressed, to a tenth of their size, and are merged when read. That needs no file, so a
process that may not write can do it, too.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import Any, Final, Literal, NamedTuple
from zlib import compress, decompress

from pyoxigraph import DefaultGraph, Quad, Triple
from pyoxigraph import Literal as Text

from .namespaces import BASE, PREFIXES, expand

Graphs = Literal["none", "last", "first"]
"""What becomes of named graphs; see :class:`SortedLines`."""

ABOUT: Final = f"<{BASE}dataset> "
"""How the lines begin that come first."""

_RUN: Final = 100_000
"""Lines that are sorted at once, some 25 MB."""

_PIECE: Final = 1 << 16  # bytes
_DECIMAL: Final = expand("xsd:decimal")
_WHOLE: Final = re.compile(rf'"(-?[0-9]+)"\^\^<{re.escape(_DECIMAL.value)}>(?= <|$)')
_TYPE: Final = f"<{PREFIXES['rdf']}type>"
_LABEL: Final = f"<{PREFIXES['rdfs']}label>"
_FIRST: Final = "\x01"
"""Before a statement about the dataset: it sorts before all others, and N-Quads write it as ``\\u0001``."""


def pointed(term: Any) -> Any:
    """A whole decimal with a point, which every reader takes for a decimal; any other term as it is.

    The store writes all decimals in the canonical form of XSD 1.1, in which ``120.0`` is ``120``.

    >>> pointed(Text("120", datatype=_DECIMAL)).value, pointed(Text(120)).value
    ('120.0', '120')
    """
    if isinstance(term, Text) and term.datatype == _DECIMAL and "." not in term.value:
        return Text(f"{term.value}.0", datatype=_DECIMAL)
    return term


class SortedLines:
    """Each statement once, as N-Quads without the dot at its end; the dataset's own description first.

    Iterate over it again and again.

    Args:
        statements: quads or triples, in any order and repeated at will.
        graphs: what becomes of named graphs: ``none`` of their statements are kept; their name comes
            ``last``, as in N-Quads; or ``first``, with a tab before the triple, so that the statements of
            a graph follow one another. The name of the default graph then is empty.
    """

    def __init__(self, statements: Iterable[Quad | Triple], graphs: Graphs = "none") -> None:
        lines = (map(_marked, map(str, statements))) if graphs == "last" else _of_graphs(statements, graphs)
        self._runs: list[list[bytes]] = []
        while len(run := sorted(islice(lines, _RUN))) == _RUN:
            self._runs.append(held(f"{line}\n" for line in run))
        self._last = run

    def __iter__(self) -> Iterator[str]:
        for marked, _ in groupby(self._merged()):
            line = marked.replace(_FIRST, "")
            yield _WHOLE.sub(rf'"\1.0"^^<{_DECIMAL.value}>', line) if "#decimal>" in line else line

    def _merged(self) -> Iterable[str]:
        """The lines in order, with marks; the same one again and again if it was said so."""
        runs = [(line for text in unheld(run) for line in text.split("\n")[:-1]) for run in self._runs]
        return heapq.merge(*runs, self._last) if runs else self._last


def _of_graphs(statements: Iterable[Quad | Triple], graphs: str) -> Iterator[str]:
    default = DefaultGraph()
    for said in statements:
        if not isinstance(said, Quad) or said.graph_name == default:
            line = _marked(str(said))
            yield f"\t{line}" if graphs == "first" else line
        elif graphs == "first":
            yield f"{said.graph_name}\t{_marked(str(said.triple))}"


def _marked(line: str) -> str:
    return _FIRST + line if line.startswith(ABOUT) else line


def gathered(texts: Iterable[str]) -> Iterator[bytes]:
    """The texts in UTF-8, joined to pieces of some 64 kB."""
    waiting: list[str] = []
    size = 0
    for text in texts:
        waiting.append(text)
        size += len(text)
        if size >= _PIECE:
            yield "".join(waiting).encode()
            waiting, size = [], 0
    yield "".join(waiting).encode()


def held(texts: Iterable[str]) -> list[bytes]:
    """The texts compressed, until they are wanted: RDF shrinks to a tenth."""
    return [compress(piece, 1) for piece in gathered(texts)]


def unheld(pieces: Iterable[bytes]) -> Iterator[str]:
    """What :func:`held` has, in pieces that end where a text ended."""
    return (decompress(piece).decode() for piece in pieces)


class Block(NamedTuple):
    """What is said of one subject, in terms of N-Quads.

    Attributes:
        subject: the subject.
        graph: the name of its graph; empty for the default graph.
        said: property and objects, classes and label first.
    """

    subject: str
    graph: str
    said: list[tuple[str, list[str]]]


def blocks(lines: Iterable[str]) -> Iterator[Block]:
    """One block for each subject of sorted lines.

    Args:
        lines: of :class:`~exokg.rdf.sorted_lines.SortedLines`, without named graphs or with their name first.
    """
    subject = ""
    said: dict[str, list[str]] = {}
    for line in lines:
        of, property_, value = line.split(" ", 2)
        if of != subject:
            if said:
                yield _block(subject, said)
            subject, said = of, {}
        if property_ in said:
            said[property_].append(value)
        else:
            said[property_] = [value]
    if said:
        yield _block(subject, said)


def _block(subject: str, said: dict[str, list[str]]) -> Block:
    """Classes and label, then the rest in the order of the lines."""
    graph, _, name = subject.rpartition("\t")
    first = [(kind, said.pop(kind)) for kind in (_TYPE, _LABEL) if kind in said]
    return Block(name, graph, [*first, *said.items()])
