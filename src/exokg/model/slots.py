"""The fields of a part as one plain table: what its type and its declaration say together.

Templates, schema, triples, shapes, pages and columns are made of these; none looks at annotations itself.
"""

from __future__ import annotations

import functools
import types
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from .declarations import Declared, Part
from .lists import Codes, OwnProperties
from .types import Day, Identifies, Printed, RefersTo, TermOf, WebAddress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

    from .nodes import Node

Mark = Codes | Day | Identifies | OwnProperties | Printed | RefersTo | TermOf | WebAddress
"""What a field's text means, if it is more than text."""


class Slot(NamedTuple):
    """One field of a part.

    Attributes:
        attribute: its name in Python.
        name: its name in YAML.
        help: what it means.
        needed: whether no part goes without it.
        holds: ``one``, ``list`` or ``dict``.
        item: the type of its values: a part, or ``str``, ``int``, ``float``, ``bool``.
        words: the closed list that its values are taken from; empty where there is none.
        keys: the closed list that the keys of a mapping are taken from; empty where there is none.
        mark: what its text means.
        declared: everything else.
    """

    attribute: str
    name: str
    help: str
    needed: bool
    holds: Literal["one", "list", "dict"]
    item: type
    words: tuple[str, ...]
    keys: tuple[str, ...]
    mark: Mark | None
    declared: Declared

    @property
    def part(self) -> type[Part] | None:
        """The part that its values are, if they are any."""
        return self.item if issubclass(self.item, Part) else None

    @property
    def column(self) -> str:
        """The heading of its column."""
        return self.declared.column or self.name.replace("-", " ")

    @property
    def example(self) -> Any:
        """A value as a record gives it; the first word of a closed list unless another is declared."""
        if self.declared.example is not None or not self.words:
            return self.declared.example
        return [self.words[0]] if self.holds == "list" else self.words[0]

    @property
    def explained(self) -> str:
        """Its help with the words or the categories of terms that it takes, as a template shows it."""
        words = self.words or (self.keys if self.holds == "dict" else ())
        if words:
            return f"{self.help}: {' | '.join(words)}"
        return f"{self.help} (terms.tsv: {', '.join(self.categories)})" if self.categories else self.help

    @property
    def categories(self) -> tuple[str, ...] | None:
        """The categories of the terms it names; None where it is no term."""
        return self.mark.categories if isinstance(self.mark, TermOf) else None


@functools.cache
def slots(model: type[BaseModel]) -> tuple[Slot, ...]:
    """Return the fields of *model*, in its order.

    >>> from exokg.model.arms import CoIntervention
    >>> [slot.name for slot in slots(CoIntervention)]
    ['given', 'in-comparator', 'note']
    """
    return tuple(_slot(name, info) for name, info in model.model_fields.items())


def slot_of(model: type[BaseModel], name: str) -> Slot:
    """Return the field *name* (as in YAML or as in Python) of *model*.

    Raises:
        KeyError: there is none.
    """
    for slot in slots(model):
        if name in (slot.name, slot.attribute):
            return slot
    raise KeyError(name)


def parts_of(model: type[Part]) -> Iterator[type[Part]]:
    """Yield *model* and every part that its fields hold, each once, owners first."""
    seen: dict[type[Part], None] = {}
    waiting = [model]
    while waiting:
        part = waiting.pop(0)
        if part not in seen:
            seen[part] = None
            waiting += [slot.part for slot in slots(part) if slot.part is not None]
    yield from seen


def node_of(model: type[BaseModel]) -> Node | None:
    """Return the node that a part becomes; None where it is said of its owner."""
    node: Node | None = getattr(model, "NODE", None)
    return node


def _slot(attribute: str, info: Any) -> Slot:
    annotation = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
    holds, keys, inner = _held(annotation)
    word_list = next((choice for choice in _choices(inner) if get_origin(choice) is Literal), None)
    words = tuple(str(word) for word in get_args(word_list)) if word_list is not None else ()
    item = str if words else next((choice for choice in _choices(inner) if choice is not type(None)), str)
    declared = info.json_schema_extra if isinstance(info.json_schema_extra, Declared) else Declared()
    return Slot(
        attribute,
        info.alias or attribute,
        info.description or "",
        info.is_required(),
        holds,
        item,
        words,
        keys,
        _mark(inner),
        declared,
    )


def _held(annotation: Any) -> tuple[Literal["one", "list", "dict"], tuple[str, ...], Any]:
    """Whether an annotation is a list or mapping, the words of its keys, and what it holds."""
    for choice in _choices(annotation):
        if get_origin(choice) is list:
            return "list", (), get_args(choice)[0]
        if get_origin(choice) is dict:
            key, item = get_args(choice)
            words = next((get_args(one) for one in _choices(key) if get_origin(one) is Literal), ())
            return "dict", tuple(str(word) for word in words), item
    return "one", (), annotation


def _mark(annotation: Any) -> Mark | None:
    found = next((mark for mark in getattr(annotation, "__metadata__", ()) if isinstance(mark, Mark)), None)
    if found is not None:
        return found
    inner = get_args(annotation) if get_origin(annotation) in (Annotated, Union, types.UnionType) else ()
    return next((mark for choice in inner if (mark := _mark(choice)) is not None), None)


def _choices(annotation: Any) -> list[Any]:
    """Return what an annotation allows, one by one, without Annotated."""
    if get_origin(annotation) is Annotated:
        return _choices(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return [found for choice in get_args(annotation) for found in _choices(choice)]
    return [annotation]


def slot_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> Slot | None:
    """Return the field that holds what is at *loc* of a record of *model*; None where there is none.

    >>> from exokg.model.records import MODELS
    >>> slot_at(MODELS["study"], ("findings", 0, "system")).help
    'where it was measured, a key of systems'
    """
    return _walk(model, loc)[0]


def part_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> type[BaseModel] | None:
    """Return the part that is at *loc* of a record of *model*; None for lists, mappings and values."""
    return _walk(model, loc)[1]


def _walk(model: type[BaseModel], loc: tuple[str | int, ...]) -> tuple[Slot | None, type[BaseModel] | None]:
    """The field in which a way through a record ends, and the part that is there."""
    slot: Slot | None = None
    part: type[BaseModel] | None = model
    in_field = True
    for step in loc:
        if not in_field:  # an item of a list or mapping
            in_field = True
        elif step != "[key]":
            slot = None if part is None else _named(part).get(str(step))
            in_field = slot is None or slot.holds == "one"
            part = None if slot is None else slot.part
    return slot, part if in_field else None


@functools.cache
def _named(model: type[BaseModel]) -> dict[str, Slot]:
    return {slot.name: slot for slot in slots(model)}
