"""Every text of a record, with its place and with what its field declares it to be."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, NamedTuple

from ..model.declarations import Part
from ..model.slots import slots
from ..model.types import TermOf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.slots import Mark
    from .document import Loc

__all__ = ["Leaf", "leaves"]


class Leaf(NamedTuple):
    """One text of a record.

    Attributes:
        loc: where it is.
        text: what it says.
        mark: what it means: a term, a key, a day, an identifier; None where it is free text.
    """

    loc: Loc
    text: str
    mark: Mark | None

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories of the term it names; none where it names no term."""
        return self.mark.categories if isinstance(self.mark, TermOf) else ()


def leaves(part: Part, loc: Loc = ()) -> Iterator[Leaf]:
    """Yield every text below *part*, in the order of the model's fields."""
    for attribute, name, mark in _plan(type(part)):
        value = getattr(part, attribute)
        if value.__class__ is str:
            yield Leaf((*loc, name), value, mark)
        elif value:
            yield from _leaves(value, (*loc, name), mark)


def _leaves(value: Any, loc: Loc, mark: Mark | None) -> Iterator[Leaf]:
    if isinstance(value, str):
        yield Leaf(loc, value, mark)
    elif isinstance(value, Part):
        yield from leaves(value, loc)
    elif isinstance(value, dict | list):
        for place, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(item, (*loc, place), mark)


@functools.cache
def _plan(model: type[Part]) -> list[tuple[str, str, Mark | None]]:
    return [(slot.attribute, slot.name, slot.mark) for slot in slots(model)]
