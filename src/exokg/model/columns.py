"""The columns of tables: one for each property that a part of a record may have.

The explorer page, tables for download and ``find`` take their columns from here, so that a new field has
its column without a word in any of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from .declarations import Part
from .slots import Slot, node_of, slots

_NAMES: Final = {
    "dcterms:identifier": "identifier",
    "dcterms:title": "title",
    "obo:RO_0002162": "taxon",
    "obo:RO_0002180": "cargo",
    "obo:RO_0002558": "evidence",
    "obo:RO_0003001": "producedBy",
    "rdfs:label": "label",
}
"""Names of columns whose property is not ours."""


class Column(NamedTuple):
    """One column.

    Attributes:
        name: what programs call it.
        property: the property whose values it holds, bare where it is one of ours.
        heading: what readers call it.
        help: what it means.
        many: whether a row may have several values.
        dimension: whether findings can be found and counted by it.
    """

    name: str
    property: str
    heading: str
    help: str
    many: bool
    dimension: bool


def columns_of(*models: type[Part]) -> tuple[Column, ...]:
    """Return the columns of a table whose rows are what these parts become, in the order declared.

    Numbers of subjects have none: a curator names them, so only a graph knows which there are.

    >>> from exokg.model.arms import CoIntervention
    >>> [column.name for column in columns_of(CoIntervention)]
    ['label', 'given', 'inComparator', 'note']
    """
    found: dict[str, Column] = {}
    for model in models:
        for column in _columns(model):
            known = found.get(column.name)
            found[column.name] = column if known is None else known._replace(many=known.many or column.many)
    return tuple(found.values())


def _columns(model: type[Part]) -> Iterator[Column]:
    node = node_of(model)
    if node is not None and node.of:
        yield _column(node.of, "record", "the record it belongs to")
    for composed in node.composed if node is not None else ():
        if composed.property != "rdf:type":
            heading = composed.column or _NAMES.get(composed.property, composed.property)
            yield _column(
                composed.property, heading, composed.help, many=composed.many, dimension=composed.dimension
            )
    for slot in slots(model):
        yield from _of_slot(slot, {})


def _of_slot(slot: Slot, properties: dict[str, str]) -> Iterator[Column]:
    declared = slot.declared
    property_ = properties.get(slot.name) or declared.property
    if isinstance(property_, str) and property_:
        many = slot.holds != "one"
        yield _column(property_, slot.column, slot.help, many=many, dimension=declared.dimension)
    for also in declared.also:
        if also.property not in ("rdf:type", "skos:exactMatch", "dcterms:issued"):
            yield _column(also.property, also.property, also.help)
    if slot.part is not None and node_of(slot.part) is None:
        for inner in slots(slot.part):
            yield from _of_slot(inner, dict(declared.inside))


def _column(
    property_: str, heading: str, help_: str, *, many: bool = False, dimension: bool = False
) -> Column:
    return Column(_NAMES.get(property_, property_), property_, heading, help_, many, dimension)
