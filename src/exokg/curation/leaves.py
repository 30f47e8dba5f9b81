"""Every text of a record, with its place and with the terms its field may name."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, NamedTuple

from ..model.declarations import Part
from ..model.slots import slots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .document import Loc

__all__ = ["Leaf", "leaves"]


class Leaf(NamedTuple):
    """One text of a record.

    Attributes:
        loc: where it is.
        text: what it says.
        categories: the categories of the term it names; None where it is free text.
    """

    loc: Loc
    text: str
    categories: tuple[str, ...] | None


def leaves(part: Part, loc: Loc = ()) -> Iterator[Leaf]:
    """Yield every text below *part*, in the order of the model's fields."""
    for attribute, name, categories in _plan(type(part)):
        value = getattr(part, attribute)
        if value.__class__ is str:
            yield Leaf((*loc, name), value, categories)
        elif value:
            yield from _leaves(value, (*loc, name), categories)


def _leaves(value: Any, loc: Loc, categories: tuple[str, ...] | None) -> Iterator[Leaf]:
    if isinstance(value, str):
        yield Leaf(loc, value, categories)
    elif isinstance(value, Part):
        yield from leaves(value, loc)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*loc, key), categories)
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from _leaves(item, (*loc, position), categories)


@functools.cache
def _plan(model: type[Part]) -> list[tuple[str, str, tuple[str, ...] | None]]:
    return [(slot.attribute, slot.name, slot.categories) for slot in slots(model)]
