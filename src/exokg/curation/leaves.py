"""Every text of a record, with its place and with what its field declares it to be."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..model.declarations import Part
from ..model.slots import Mark, slots
from ..model.types import TermOf
from .document import Loc


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


def leaves(part: Part) -> Iterator[Leaf]:
    """Yield every text below *part*, in the order of the model's fields."""
    return (Leaf(*found) for found in values(part) if isinstance(found[1], str))


def values(value: Any, loc: Loc = (), mark: Mark | None = None) -> Iterator[tuple[Loc, Any, Mark | None]]:
    """Yield place, value and mark of every text, number and truth value below a part, in the same order."""
    if isinstance(value, Part):
        for attribute, name, inner in _plan(type(value)):
            held = getattr(value, attribute)
            if held.__class__ is str:
                yield (*loc, name), held, inner
            elif held is not None:
                yield from values(held, (*loc, name), inner)
    elif isinstance(value, dict | list):
        for place, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from values(item, (*loc, place), mark)
    else:
        yield loc, value, mark


@functools.cache
def _plan(model: type[Part]) -> list[tuple[str, str, Mark | None]]:
    return [(slot.attribute, slot.name, slot.mark) for slot in slots(model)]
