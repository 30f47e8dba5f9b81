"""What a set of findings says, in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...curation import spelling
from ...model.dimensions import dimensions
from ...model.effects import DIRECTIONS
from ...model.rungs import HUMAN_RUNGS, LADDER
from ...rdf.namespaces import code, expand
from .counting import cohorts, measured, on_rungs
from .filters import index

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .table import Findings, Rows


_WHERE: Final = {
    "in vitro": "cells",
    "ex vivo": "follicles in culture",
    "animal": "animals",
    "uncontrolled human": "people without a control",
    "controlled human": "people with a control",
}


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "study"), counted(2, "study"), counted(0, "finding")
    ('1 study', '2 studies', 'no finding')
    """
    return spelling.counted(number, noun) if number else f"no {noun}"


def quoted(words: Iterable[str], joint: str = " or ") -> str:
    """Words in quotation marks, with *or* or something else between them."""
    return joint.join(f"«{word}»" for word in words)


def sentence(table: Findings, rows: Rows, *, listed: bool = False) -> str:
    """How many studies and groups, how far up the ladder, and whether anything was shown in people.

    Args:
        table: the findings.
        rows: which of them.
        listed: whether each is shown with its separability, also where it supports no claim.
    """
    if not rows:
        return "No finding fits."
    studies, groups = (int(measured(table, rows, of) or 0) for of in ("studies", "groups"))
    highest = measured(table, rows, "rung")
    # Studies that perhaps share a cohort count once, though it is not known that the same people made them.
    whom = counted(groups, "group") if groups <= studies else "different groups"
    how = ", reported by" if groups > studies == 1 else " from"
    text = f"{counted(studies, 'independent study')}{how} {whom}"
    if highest is None:
        return f"{text}; {_unranked(table, rows)}{_people(table, rows)}."
    separable = int(measured(table, rows & table.separable, "studies") or 0)
    which = "" if separable == studies else f", {separable} with a separable finding"
    more = len(cohorts(table, _apart(table, rows)) - cohorts(table, rows & table.separable))
    if listed and more:
        which += f", {more} more with one that supports no claim"
    rungs = table.column(dimensions()["rung"])
    known = max((value for row in rows for value in rungs[row]), key=table.rank)
    how = "highest" if table.label(known) == highest else "highest with a separable finding"
    reached = f"{how} in {_WHERE[str(highest)]}" if highest in LADDER else "system not shown"
    return f"{text}{which}; {reached}{_people(table, rows)}."


def _apart(table: Findings, rows: Rows) -> Rows:
    """Which of some findings are separable, whether or not they support a claim."""
    known = index(table, dimensions()["separability"])
    return rows & known.get(code("separability", "separable").value, frozenset())


def _unranked(table: Findings, rows: Rows) -> str:
    """That no finding counts for a rung, and how many are separable all the same."""
    apart = _apart(table, rows)
    if apart:  # the system is not shown, or the role of a molecule was tested
        return f"none counts for a rung, although {counted(len(apart), 'finding')} can be separated"
    return "no finding is known to be separable from other treatments"


def _people(table: Findings, rows: Rows) -> str:
    """What may be said of people."""
    within = on_rungs(table, HUMAN_RUNGS) & rows
    if not within:
        return "; none in people"
    if not within & table.separable:
        number = int(measured(table, within, "studies") or 0)
        return f"; {counted(number, 'study')} in people, none known to be separable"
    return ""


def tally(table: Findings, rows: Rows) -> str:
    """How many findings go in which direction."""
    known = index(table, dimensions()["effect"])
    words = {one.property: one.word.removesuffix(" on") for one in DIRECTIONS if one.sign is not None}
    counts = {word: len(rows & known.get(expand(name).value, frozenset())) for name, word in words.items()}
    parts = [f"{word} {count}" for word, count in counts.items()]
    others = len(rows) - sum(counts.values())
    if others:
        parts.append(f"contains or delivers {others}")
    return f"{counted(len(rows), 'finding')}: {' · '.join(parts)}"
