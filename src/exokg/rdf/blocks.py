"""Statements as sorted lines of N-Quads, and these as one block for each subject.

Lines are smaller than the engine's objects and sort faster, so that a million statements fit into memory.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pyoxigraph import DefaultGraph, Literal, Quad

from .namespaces import BASE, PREFIXES, expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Triple

__all__ = ["Block", "blocks", "pointed", "sorted_lines"]

_DECIMAL: Final = expand("xsd:decimal")
_WHOLE: Final = re.compile(rf'"(-?[0-9]+)"\^\^<{re.escape(_DECIMAL.value)}>(?= <|$)')
_TYPE: Final = f"<{PREFIXES['rdf']}type>"
_LABEL: Final = f"<{PREFIXES['rdfs']}label>"
_ABOUT: Final = f"<{BASE}dataset> "


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


def pointed(term: Any) -> Any:
    """A whole decimal with a point, which every reader takes for a decimal; any other term as it is.

    The store writes all decimals in the canonical form of XSD 1.1, in which ``120.0`` is ``120``.

    >>> pointed(Literal("120", datatype=_DECIMAL)).value, pointed(Literal(120)).value
    ('120.0', '120')
    """
    if isinstance(term, Literal) and term.datatype == _DECIMAL and "." not in term.value:
        return Literal(f"{term.value}.0", datatype=_DECIMAL)
    return term


def sorted_lines(statements: Iterable[Quad | Triple], *, named: bool) -> list[str]:
    """Each statement as N-Quads without the dot at its end, sorted; the dataset's own description first.

    Args:
        statements: quads or triples, in any order and repeated at will.
        named: keep statements of named graphs, which are left out otherwise.
    """
    default = DefaultGraph()
    lines = [
        str(said) for said in statements if named or not isinstance(said, Quad) or said.graph_name == default
    ]
    lines.sort()
    alone = [line for line, _ in groupby(lines)]
    found = [
        _WHOLE.sub(rf'"\1.0"^^<{_DECIMAL.value}>', line) if "#decimal>" in line else line for line in alone
    ]
    about = [line for line in found if line.startswith(_ABOUT)]
    return [*about, *(line for line in found if not line.startswith(_ABOUT))] if about else found


def blocks(lines: Iterable[str], *, named: bool = False) -> Iterator[Block]:
    """One block for each subject of sorted lines.

    Args:
        lines: what :func:`sorted_lines` gave.
        named: the lines may end with the name of a graph; the blocks of one graph then follow one another.
    """
    if named:
        separated = sorted((_separated(line) for line in lines), key=lambda part: part[1])
        for graph, of_graph in groupby(separated, key=lambda part: part[1]):
            yield from _blocks((line for line, _ in of_graph), graph)
    else:
        yield from _blocks(lines, "")


def _separated(line: str) -> tuple[str, str]:
    """A line without the name of its graph, and that name."""
    start, _, last = line.rpartition(" ")
    is_graph = start.count(" ") > 1 and last.startswith(("<", "_:")) and _whole_object(start)
    return (start, last) if is_graph else (line, "")


def _whole_object(start: str) -> bool:
    """Whether what comes before the last term of a line ends with a whole object."""
    text = start.split(" ", 2)[2]
    return not text.startswith('"') or _QUOTED.fullmatch(text) is not None


_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"(?:@[\w-]+|\^\^<[^>]*>)?', re.DOTALL)


def _blocks(lines: Iterable[str], graph: str) -> Iterator[Block]:
    subject = ""
    said: dict[str, list[str]] = {}
    for line in lines:
        of, property_, value = line.split(" ", 2)
        if of != subject:
            if said:
                yield Block(subject, graph, _ordered(said))
            subject, said = of, {}
        if property_ in said:
            said[property_].append(value)
        else:
            said[property_] = [value]
    if said:
        yield Block(subject, graph, _ordered(said))


def _ordered(said: dict[str, list[str]]) -> list[tuple[str, list[str]]]:
    """Classes and label, then the rest in the order of the lines."""
    first = [(name, said.pop(name)) for name in (_TYPE, _LABEL) if name in said]
    return [*first, *said.items()]
