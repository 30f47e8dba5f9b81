"""Sorted lines of N-Quads as one block for each subject."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from .namespaces import PREFIXES

__all__ = ["Block", "blocks"]

_TYPE: Final = f"<{PREFIXES['rdf']}type>"
_LABEL: Final = f"<{PREFIXES['rdfs']}label>"


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
