"""Every text of a record, with its place and with the terms its field may name."""

from __future__ import annotations

import functools
import typing
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel

from .fields import TermOf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

    from .yamltext import Loc

__all__ = ["Leaf", "categories_of", "leaves"]


class Leaf(NamedTuple):
    """One text of a record.

    Attributes:
        loc: where it stands.
        text: what it says.
        categories: the categories of the term it names; None where it is free text.
    """

    loc: Loc
    text: str
    categories: tuple[str, ...] | None


def leaves(part: BaseModel, loc: Loc = ()) -> Iterator[Leaf]:
    """Yield every text below *part*, in the order of the model's fields."""
    for name, alias, categories in _plan(type(part)):
        value = getattr(part, name)
        if value.__class__ is str:
            yield Leaf((*loc, alias), value, categories)
        elif value:
            yield from _leaves(value, (*loc, alias), categories)


def _leaves(value: Any, loc: Loc, categories: tuple[str, ...] | None) -> Iterator[Leaf]:
    if isinstance(value, str):
        yield Leaf(loc, value, categories)
    elif isinstance(value, BaseModel):
        yield from leaves(value, loc)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*loc, key), categories)
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from _leaves(item, (*loc, position), categories)


@functools.cache
def _plan(model: type[BaseModel]) -> list[tuple[str, str, tuple[str, ...] | None]]:
    return [(name, info.alias or name, categories_of(info)) for name, info in model.model_fields.items()]


def categories_of(info: FieldInfo) -> tuple[str, ...] | None:
    """Return the categories of the terms that a field names; None where it is free text."""
    return _categories(info.metadata) or _within(info.annotation)


def _within(annotation: Any) -> tuple[str, ...] | None:
    for argument in (annotation, *typing.get_args(annotation)):
        found = _categories(getattr(argument, "__metadata__", ()))
        if found is None and argument is not annotation:
            found = _within(argument)
        if found is not None:
            return found
    return None


def _categories(metadata: typing.Iterable[Any]) -> tuple[str, ...] | None:
    return next((mark.categories for mark in metadata if isinstance(mark, TermOf)), None)
