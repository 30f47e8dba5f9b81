"""The kinds of figures, each drawn by a module of its own that is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, Final

from ..answers.find.table import Findings
from ..errors import InputError
from .frame import Plot
from .selection import select_findings

__all__ = ["KINDS", "plot"]

KINDS: Final = {
    "ladder": "what was given × the rung where it was tested, a mark for each independent study",
    "map": "what was given × the group of outcomes, a bar for each rung",
    "timeline": "studies by year, rung and design; registered trials by the year of their start",
    "harvest": "studies × outcomes, an arrow for the direction of the effect",
    "forest": "values of one outcome in one unit, with their spread; contrasts apart, not pooled",
    "flow": "searches, what was left out and why, and records, after PRISMA 2020",
}
"""The kinds, each with what it shows."""


def plot(
    table: Findings,
    kind: str,
    given: Mapping[str, Any],
    *,
    left_out: Sequence[str] = (),
    size: str = "paper",
) -> Plot:
    """A figure of the findings that fit every filter.

    Args:
        table: the findings.
        kind: one of :data:`KINDS`.
        given: values by dimension, as find takes them.
        left_out: kinds of evidence to leave out, as find takes them.
        size: one of :data:`~exokg.plots.canvas.SIZES`.

    Raises:
        InputError: there is no such kind, nothing fits, or the kind cannot show what fits.
        UnknownTermError: a name is not known.
    """
    if kind not in KINDS:
        raise InputError(f"{kind}: no such figure", f"one of: {', '.join(KINDS)}")
    if kind == "flow" and (given or left_out):
        raise InputError("the flow is that of the whole graph", "leave out the filters")
    filters = dict(given)
    unit = filters.pop("unit", ()) if kind == "forest" else ()  # studies without a value are named too
    draw = getattr(import_module(f".{kind}", __package__), f"draw_{kind}")
    selection = select_findings(table, filters, left_out=left_out)
    further = ([str(unit)] if isinstance(unit, str) else list(unit),) if kind == "forest" else ()
    return Plot(draw(selection, *further), selection.imprint(), size)
