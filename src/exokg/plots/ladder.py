"""The ladder of evidence: a row for what was given, a column for each rung, a mark for each study."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ..model.effects import DIRECTIONS
from ..model.groups import GROUPS
from ..model.rungs import LADDER
from .canvas import FAINT, GREY, STYLES, Canvas
from .frame import Picture
from .selection import ABSENCES, NO_EFFECT, grouped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .selection import Entry, Selection

__all__ = ["COLUMNS_OF_RUNGS", "MARK_WORDS", "draw_ladder", "kind_of_mark", "subject_of"]

COLUMNS_OF_RUNGS: Final = (*LADDER, "not shown")
"""The rungs, and the column of findings whose system is not shown."""

MARK_WORDS: Final = {
    "separable": "effect separable from what else was given",
    "together": "given with something else, or not clear",
    "nothing": "no effect detected",
    "content": "only what vesicles contain or deliver",
    "harm": "harm report only, separable",
    "harm together": "harm report only, not separable or not known to be",
    "planned": "registered trial, no result read",
}
"""What the styles of marks mean."""

_NO_SUBJECT: Final = "counted under no subject"
_ALONE: Final = "molecule on its own"
_CARRIED: Final = frozenset({one.word for one in DIRECTIONS if one.sign is None} | {"has component"})
_HARMS: Final = """SELECT DISTINCT ?study ?cohort ?subject ?rung ?separability WHERE {
  ?harm a exokg:HarmReport ; exokg:harmState code:harmstate-observed ; exokg:reportedBy ?study ;
    exokg:separability/rdfs:label ?separability ; exokg:countedUnder/rdfs:label ?subject ;
    exokg:inSystem/exokg:rung/rdfs:label ?rung .
  ?study a exokg:Study ; exokg:inCohort/rdfs:label ?cohort .
  FILTER NOT EXISTS { ?study exokg:status code:status-retracted }
} ORDER BY ?study ?cohort ?subject ?rung ?separability"""


class _Dot(NamedTuple):
    family: str
    subject: str
    rung: str
    study: str
    kind: str


def subject_of(entry: Entry) -> str:
    """What a finding is counted under."""
    return _NO_SUBJECT if entry["subject"] in ABSENCES else entry["subject"]


def kind_of_mark(entries: Sequence[Entry]) -> str:
    """The style of a study by its findings in one place: of :data:`MARK_WORDS`."""
    effects = [one for one in entries if one["effect"] not in _CARRIED]
    if not effects:
        return "content"
    if all(one["effect"] == NO_EFFECT for one in effects):
        return "nothing"
    return "separable" if any(one["separability"] == "separable" for one in effects) else "together"


def _studies(entries: Sequence[Entry]) -> str:
    return " and ".join(sorted({one["study"] for one in entries}))


def _family(selection: Selection, subject: str) -> str:
    """The group of sources that a subject belongs to; molecules that were given alone are one."""
    if subject == _NO_SUBJECT:
        return ""
    return selection.group_of(subject, "source") or _ALONE


def _dots(selection: Selection) -> list[_Dot]:
    """A dot for each independent study in each place, the rows by family and size."""
    places = grouped(selection.entries, lambda one: (subject_of(one), one["rung"], one["cohort"]))
    dots = [
        _Dot(_family(selection, subject), subject, rung, _studies(own), kind_of_mark(own))
        for (subject, rung, _), own in places.items()
    ]
    if not selection.filters:
        dots += _harms(selection, places)
    rows = {subject: sum(dot.subject == subject for dot in dots) for _, subject, *_ in dots}
    families = {name: place for place, name in enumerate(GROUPS)}
    kinds = list(MARK_WORDS)
    return sorted(
        dots,
        key=lambda dot: (
            *(families.get(dot.family, len(families)), -rows[dot.subject], dot.subject),
            *(COLUMNS_OF_RUNGS.index(dot.rung), kinds.index(dot.kind), dot.study),
        ),
    )


def _harms(selection: Selection, places: Mapping[tuple[str, str, str], object]) -> list[_Dot]:
    """The studies that report a harm in a place where they found no effect."""
    found: dict[tuple[str, str, str], _Dot] = {}
    for study, cohort, subject, rung, separability in selection.ask(_HARMS):
        kind = "harm" if separability == "separable" else "harm together"
        place = (subject, rung, cohort)
        if place not in places and (place not in found or kind == "harm"):
            family = _family(selection, subject)
            found[place] = _Dot(family, subject, rung, selection.cited.get(study, study), kind)
    return list(found.values())


def draw_ladder(selection: Selection) -> Picture:
    """The ladder of a selection."""
    dots = _dots(selection)
    kinds = {dot.kind for dot in dots}
    notes = ["Each mark is one independent study, on the rung where it found something."]
    if selection.filters:
        notes.append("Harm reports have other dimensions and are shown only where nothing is filtered.")
    return Picture(
        title=selection.sentence,
        columns=("family", "subject", "rung", "study", "mark"),
        marks=[(*dot[:4], MARK_WORDS[dot.kind]) for dot in dots],
        draw=lambda canvas, y: _draw(canvas, y, dots),
        legend=[(STYLES[kind], text) for kind, text in MARK_WORDS.items() if kind in kinds],
        notes=notes,
    )


def _draw(canvas: Canvas, y: float, dots: Sequence[_Dot]) -> float:
    unit = canvas.unit
    rungs = [rung for rung in COLUMNS_OF_RUNGS if rung in LADDER or any(dot.rung == rung for dot in dots)]
    left = canvas.width * 0.41
    each = (canvas.width - left - unit) / len(rungs)
    for place, rung in enumerate(rungs):
        for number, line in enumerate(canvas.wrap(rung, each - unit * 0.2, 0.85, bold=True)):
            canvas.text(left + place * each, y + unit * (0.5 + number * 1.2), line, 0.85, bold=True)
    y += unit * 3.2
    family = None
    for subject in dict.fromkeys(dot.subject for dot in dots):
        own = [dot for dot in dots if dot.subject == subject]
        if own[0].family != family:
            family = own[0].family
            canvas.line((unit, canvas.width - unit), (y, y))
            if family:
                y = canvas.paragraph(y + unit * 0.3, family, 0.95, bold=True, colour=GREY)
            y += unit * 0.3
        else:
            canvas.line((unit * 1.6, canvas.width - unit), (y, y), FAINT, 0.04)
        y = _row(canvas, y, own, rungs, left, each)
    canvas.line((unit, canvas.width - unit), (y, y))
    return y


def _row(
    canvas: Canvas, y: float, dots: Sequence[_Dot], rungs: Sequence[str], left: float, each: float
) -> float:
    """One row: the name of the subject, and its dots side by side in as many lines as they need."""
    unit = canvas.unit
    step = unit * 1.35
    below = canvas.paragraph(y + unit * 0.15, dots[0].subject, x=unit * 1.6, width=left - unit * 3)
    across = max(1, int((each - unit * 0.4) / step))
    for place, rung in enumerate(rungs):
        own = [dot for dot in dots if dot.rung == rung]
        for number, dot in enumerate(own):
            x = left + place * each + unit * 0.5 + number % across * step
            at = y + unit * 0.85 + number // across * step
            canvas.mark(
                STYLES[dot.kind], x, at, f"{dot.study}: {dot.subject}, {rung}: {MARK_WORDS[dot.kind]}"
            )
            below = max(below, at + step / 2)
    return below + unit * 0.2
