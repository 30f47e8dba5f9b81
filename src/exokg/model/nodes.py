"""How a part of a record becomes a thing of the graph with an IRI, and what is composed for it.

A part without a :class:`Node` is stated with its owner: a quantity is said of its finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

Loc = tuple[str | int, ...]
Made = Iterator[tuple[Any, Loc]]

LABEL: Final = "rdfs:label"


@dataclass(frozen=True)
class Spot:
    """One part of a record, and where it is.

    Attributes:
        key: the key of the record.
        record: the whole record.
        part: the part.
        name: the key, id or words by which its owner tells it apart; empty for a part that is alone.
        names: the names of the things around it and its own, as its IRI has them.
        loc: the way to it from the beginning of the record.
        owner: the part that holds it; None for the record itself.
    """

    key: str
    record: Any
    part: Any
    name: str = ""
    names: tuple[str, ...] = ()
    loc: Loc = ()
    owner: Spot | None = None

    def at(self, *steps: str) -> Loc:
        """Return the way to a field of this part."""
        return (*self.loc, *steps)


@dataclass(frozen=True)
class Composed:
    """A statement that no single field makes.

    Attributes:
        property: what states it, bare where it is one of ours.
        help: what it means.
        make: gives its values, each with the way to the field it comes from; None where more than the record
            is needed (:mod:`exokg.rdf.composed` has it then).
        many: whether a thing may have several.
        dimension: whether findings can be found and counted by it.
        column: heading of its column.
    """

    property: str
    help: str
    make: Callable[[Spot], Made] | None = None
    many: bool = False
    dimension: bool = False
    column: str = ""


@dataclass(frozen=True)
class Node:
    """What a part becomes.

    Attributes:
        kind: one of :data:`~exokg.model.kinds.KINDS`; the kind of the record where it is ``record``.
        classes: its class of ``ontology.ttl`` by the kind of the record; ``""`` is the usual one.
        of: the property that leads from it to the record.
        composed: what is composed for it.
        named_by: the field that names it in a list; empty where it is alone or has a key.
    """

    kind: str
    classes: dict[str, str]
    of: str = ""
    composed: tuple[Composed, ...] = ()
    named_by: str = ""

    def class_in(self, kind: str) -> str:
        """Return its class of ``ontology.ttl`` in a record of this kind."""
        return self.classes.get(kind) or self.classes[""]


def labelled(make: Callable[[Spot], str]) -> Composed:
    """Return a label that is made of a part as a whole."""

    def made(spot: Spot) -> Made:
        yield make(spot), spot.loc

    return Composed(LABEL, "what people call it", made)
