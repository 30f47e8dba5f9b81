"""What an answer says of a *not*: records tell what was there, seldom what was not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .filters import VESICLES
from .sentences import counted
from .understood import SEVERAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model.dimensions import Dimension
    from .filters import Filter
    from .matching import Found
    from .table import Findings, Rows
    from .understood import Understood

_OF_EACH: Final = SEVERAL | {"subject", "target", "via", "marker", "author", "preparation", "kind"}
"""Dimensions of which a finding has its own value, or of several of which the rest is never known."""
_TOLD: Final = frozenset({"source", "target", "via"})
"""Dimensions of which a finding has its own value, or the answer says of how many it is unknown."""


def unreported(table: Findings, understood: Understood, found: Found) -> Iterator[str]:
    """What a *not* left out: what is listed may also be silent on it, and its study report it elsewhere."""
    studies = {table.studies[row].iri for row in found.rows}
    unsaid: dict[str, Rows] = {}
    for one in understood.filters:
        if not one.negated or one.said == VESICLES or not one.rows(table).issuperset(found.rows):
            continue
        named = one._replace(negated=False)
        left = named.rows(table)
        held = {table.studies[row].iri for row in left} & studies
        meant = [part for part in one.dimensions if named._replace(dimensions=(part,)).rows(table)]
        silent = any(
            part.name in SEVERAL | {"marker"} or not table.column(part).keys() >= {*found.rows}
            for part in meant
            if part.name not in _TOLD
        )
        parts = [f"those listed may only not report it (exokg find {one.said})"] * silent
        if held:
            parts.append(f"{len(held)} of {counted(len(studies), 'study')} listed report it in others")
        if found.rows and parts:
            yield f"«Not {one.said}» leaves out {counted(len(left), 'finding')}: {'; '.join(parts)}."
        unsure = unknown(table, one, frozenset(found.rows))
        heading = one.dimensions[0].heading
        unsaid[heading] = unsaid.get(heading, frozenset()) | unsure
    for heading, unsure in unsaid.items() if found.rows else ():
        if unsure:
            yield f"The {heading} of {counted(len(unsure), 'finding')} listed is not recorded."
            yield from ["They come last."] * (len(unsure) < len(found.rows))


def unknown(table: Findings, one: Filter, rows: Rows) -> Rows:
    """The findings that do not say what a *not* asks of them: they may be what it leaves out."""
    for part in one.dimensions if one.negated and one.said != VESICLES else ():
        if one._replace(negated=False, dimensions=(part,)).rows(table):
            rows = frozenset(row for row in rows if is_unknown(table, row, part))
    return rows if one.negated and one.said != VESICLES else frozenset()


def is_unknown(table: Findings, row: int, part: Dimension) -> bool:
    """Whether a finding has no value of its own where it should have one."""
    values = table.column(part).get(row, ())
    if part.name in _OF_EACH:
        return False
    if not values:
        return table.absence(row, part) != "not applicable"
    return any(table.label(value).endswith("not shown") for value in values)
