"""What an answer says of a *not*: records tell what was there, seldom what was not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...model.dimensions import dimensions
from .filters import VESICLES
from .sentences import counted
from .understood import SEVERAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .matching import Found
    from .table import Findings
    from .understood import Understood

_TOLD: Final = frozenset({"source", "target", "via"})
"""Dimensions of which a finding has its own value, or the answer says of how many it is unknown."""


def unreported(table: Findings, understood: Understood, found: Found) -> Iterator[str]:
    """What a *not* left out: what is listed may also be silent on it, and its study report it elsewhere."""
    studies = {table.studies[row].iri for row in found.rows}
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
        source = dimensions()["source"]
        absent = source in one.dimensions and frozenset(found.rows).difference(table.column(source))
        unknown = [row for row in absent or () if table.absence(row, source) != "not applicable"]
        if unknown:
            yield f"The source of {counted(len(unknown), 'finding')} listed is not recorded."
