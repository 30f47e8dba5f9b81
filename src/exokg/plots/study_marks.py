"""The marks of studies: what one study shows in one place, as the explorer draws it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from ..model.effects import DIRECTIONS
from ..model.rungs import LADDER
from .selection import NO_EFFECT, Entry, is_separable

__all__ = ["COLUMNS_OF_RUNGS", "HIGHEST_FIRST", "MARK_WORDS", "kind_of_mark", "studies_named"]

COLUMNS_OF_RUNGS: Final[tuple[str, ...]] = (*LADDER, "not shown")
"""The rungs, and the column of findings whose system is not shown."""

HIGHEST_FIRST: Final[tuple[str, ...]] = (*reversed(LADDER), "not shown")
"""The same, for figures whose rows are rungs."""

MARK_WORDS: Final = {
    "separable": "effect separable from what else was given",
    "together": "given with something else, or not clear",
    "nothing": "no effect detected",
    "content": "only what vesicles contain or deliver",
    "aside": "only a placebo, an association or a test of what was blocked",
    "harm": "harm report only, separable",
    "harm together": "harm report only, not separable or not known to be",
    "planned": "registered trial, no result read",
}
"""What the styles of marks mean, in the order in which marks are drawn."""

_CARRIED: Final = frozenset({one.word for one in DIRECTIONS if one.sign is None} | {"has component"})


def kind_of_mark(entries: Sequence[Entry]) -> str:
    """The style of a study by its findings in one place: of :data:`MARK_WORDS`."""
    own = [one for one in entries if one["claims"]]
    if not own:
        return "aside"
    effects = [one for one in own if one["effect"] not in _CARRIED]
    if not effects:
        return "content"
    moved = [one for one in effects if one["effect"] != NO_EFFECT]
    if not moved:
        return "nothing"
    return "separable" if any(map(is_separable, moved)) else "together"


def studies_named(entries: Iterable[Entry]) -> str:
    """The studies behind findings of one cohort, by author and year."""
    return " and ".join(sorted({one["study"] for one in entries}))
