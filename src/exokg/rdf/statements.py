"""One record as triples, each with the field it comes from: a walk along the declarations of the model.

A part with a :class:`~exokg.model.nodes.Node` becomes a thing of its own; a part without one is stated
with its owner. What becomes of a field's value follows from its type: a closed list gives a code, the name
of a term its IRI, a key the thing it refers to, anything else a literal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from ..curation.document import Loc
from ..model.declarations import Part
from ..model.effects import DIRECTION_OF
from ..model.lists import Codes, OwnProperties
from ..model.names import Curie, Iri, coded, slug
from ..model.nodes import LABEL, Composed, Node, Spot
from ..model.registrations import Registration
from ..model.slots import Slot, node_of, slots
from ..model.types import Day, Identifies, RefersTo, TermOf
from .composed import COMPOSERS, owner_of_entry, registered_node
from .context import Context
from .description import TYPE, link, literal, predicate
from .namespaces import expand, mint


class Statement(NamedTuple):
    """One triple and the way, in its record, to the field it comes from."""

    triple: Triple
    loc: Loc


def record_statements(context: Context) -> Iterator[Statement]:
    """Everything the fields of one record say.

    Raises:
        UnknownTermError: the record names a term that ``terms.tsv`` does not know.
        InputError: the record names another that is not there.
    """
    yield from _thing(context, Spot(context.key, context.record, context.record), context.node)


def _thing(context: Context, spot: Spot, subject: NamedNode) -> Iterator[Statement]:
    node = _node(spot)
    class_ = predicate(node.class_in(context.record.kind))
    yield Statement(Triple(subject, TYPE, class_), spot.loc)
    if node.of:
        yield Statement(Triple(subject, predicate(node.of), context.node), spot.loc)
    for composed in node.composed:
        yield from _composed(context, spot, subject, composed)
    yield from _fields(context, spot, subject, {})


def _node(spot: Spot) -> Node:
    node = node_of(spot.part.__class__)
    if node is None:
        raise TypeError(f"{spot.part.__class__.__name__} is stated with its owner")
    return node


def _composed(context: Context, spot: Spot, subject: NamedNode, composed: Composed) -> Iterator[Statement]:
    made = composed.make(spot) if composed.make else COMPOSERS[composed.property](context, spot)
    for value, loc in made:
        if value is not None:
            yield Statement(Triple(subject, predicate(composed.property), _plain(value)), loc)


def _fields(
    context: Context, spot: Spot, subject: NamedNode, properties: Mapping[str, str]
) -> Iterator[Statement]:
    """What the fields of a part say; *properties* are those that its owner gives to some of them."""
    for slot, holds_parts in _plan(spot.part.__class__):
        value = getattr(spot.part, slot.attribute)
        if value is None:
            continue
        for step, item in _items(slot, value):
            loc = (*spot.loc, slot.name, *step)
            if holds_parts:
                yield from _part(context, spot, subject, slot, item, loc)
            else:
                yield from _value(context, subject, slot, item, loc, properties.get(slot.name))


@cache
def _plan(model: type[Part]) -> list[tuple[Slot, bool]]:
    """The fields of a part, and whether each holds parts."""
    return [(slot, slot.part is not None) for slot in slots(model)]


def _items(slot: Slot, value: Any) -> list[tuple[tuple[str | int, ...], Any]]:
    """Each value that a field holds, with the step to it."""
    if slot.holds == "list":
        return [((at,), item) for at, item in enumerate(value)]
    if slot.holds == "dict":
        return [((key,), item) for key, item in sorted(value.items())]
    return [((), value)]


def _part(
    context: Context, spot: Spot, subject: NamedNode, slot: Slot, part: Any, loc: Loc
) -> Iterator[Statement]:
    node = node_of(part.__class__)
    if node is None:
        within = Spot(spot.key, spot.record, part, spot.name, spot.names, loc, spot)
        yield from _fields(context, within, subject, slot.declared.inside)
        return
    name = getattr(part, node.named_by) if node.named_by else str(loc[-1]) if slot.holds == "dict" else ""
    own = slug(name) if slot.keys or node.named_by == "given" else name
    names = (*spot.names, own) if name else spot.names
    inner = Spot(spot.key, spot.record, part, name, names, loc, spot)
    entry = isinstance(part, Registration)
    child = registered_node(context) if entry else context.part(node.kind, *names)
    if isinstance(slot.declared.property, str) and slot.declared.property:
        yield Statement(Triple(subject, predicate(slot.declared.property), child), loc)
    yield from _entry(context, inner, child) if entry else _thing(context, inner, child)


def _entry(context: Context, spot: Spot, subject: NamedNode) -> Iterator[Statement]:
    """A registry entry: said by one record, though several may name it; each says its own differences."""
    if owner_of_entry(context, spot.part.id) != context.key:
        yield from _fields(context, _differences(spot), subject, {})
    elif context.record.kind != "trial":
        yield from _thing(context, spot, subject)
    else:  # the record itself is the entry, and has its class, label and identifier
        for composed in _node(spot).composed:
            if composed.property not in (LABEL, "dcterms:identifier"):
                yield from _composed(context, spot, subject, composed)
        yield from _fields(context, spot, subject, {})


def _differences(spot: Spot) -> Spot:
    """The same entry with nothing but the differences that its record found."""
    alone = Registration.model_construct(
        **dict.fromkeys(Registration.model_fields) | {"differences": spot.part.differences}
    )
    return Spot(spot.key, spot.record, alone, spot.name, spot.names, spot.loc, spot.owner)


def _value(
    context: Context, subject: NamedNode, slot: Slot, item: Any, loc: Loc, given: str | None
) -> Iterator[Statement]:
    declared = slot.declared
    property_ = given or (
        declared.property if isinstance(declared.property, str) else declared.property(str(loc[-1]))
    )
    if property_:
        yield Statement(Triple(subject, predicate(property_), _object(context, slot, item)), loc)
    for also in declared.also:
        value = also.value(item)
        if value is not None:
            yield Statement(Triple(subject, predicate(also.property), _plain(value)), loc)


def _object(context: Context, slot: Slot, item: Any) -> NamedNode | Literal:
    """The value of a field as an RDF term."""
    mark = slot.mark
    if mark is None:
        return literal(("no", "yes")[item] if item.__class__ is bool else item)
    if isinstance(mark, Codes):
        return _code(mark, item)
    if isinstance(mark, TermOf):
        return expand(context.graph.terms.resolve(item, mark.categories).curie)
    if isinstance(mark, RefersTo):
        return _referred(context, mark.kind, item)
    if isinstance(mark, Day | Identifies):
        return literal(item)
    return expand(DIRECTION_OF[item].property) if isinstance(mark, OwnProperties) else link(item)


@cache
def _code(codes: Codes, word: str) -> NamedNode:
    return expand(coded(codes, word))


def _referred(context: Context, kind: str, key: str) -> NamedNode:
    if kind == "record":
        return context.other(key)
    return mint("reader", key) if kind == "reader" else context.part(kind, key)


def _plain(value: Any) -> NamedNode | Literal:
    if isinstance(value, Iri):
        return NamedNode(value)
    return expand(value) if isinstance(value, Curie) else literal(value)
