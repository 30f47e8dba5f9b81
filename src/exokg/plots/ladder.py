"""The ladder of evidence: a row for what was given, a column for each rung, a mark for each study."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from ..model.rungs import LADDER
from .canvas import Canvas
from .families import draw_rows, families_of
from .figures import Picture
from .selection import COLUMNS_OF_RUNGS, MARK_WORDS, Selection, grouped, kind_of_mark, studies_named
from .styles import STYLES

_HARMS: Final = """SELECT DISTINCT ?study ?cohort ?subject ?rung ?separability WHERE {
  ?harm a exokg:HarmReport ; exokg:harmState code:harmstate-observed ; exokg:reportedBy ?study ;
    exokg:separability/rdfs:label ?separability ; exokg:countedUnder/rdfs:label ?subject ;
    exokg:inSystem/exokg:rung/rdfs:label ?rung .
  ?study a exokg:Study ; exokg:inCohort/rdfs:label ?cohort .
  FILTER NOT EXISTS { ?study exokg:status code:status-retracted }
} ORDER BY ?study ?cohort ?subject ?rung ?separability"""


class _Dot(NamedTuple):
    subject: str
    rung: str
    study: str
    kind: str


def draw_ladder(selection: Selection) -> Picture:
    """The ladder of a selection: independent studies, those of one cohort joined."""
    dots = _dots(selection)
    families = families_of(selection, (dot.subject for dot in dots))
    order, kinds = list(families), list(MARK_WORDS)
    dots.sort(
        key=lambda dot: (
            *(order.index(dot.subject), COLUMNS_OF_RUNGS.index(dot.rung)),
            *(kinds.index(dot.kind), dot.study),
        )
    )
    notes = ["Each mark is one independent study, on the rung where it found something."]
    if selection.filters:
        notes.append("Harm reports have other dimensions and are shown only where nothing is filtered.")
    return Picture(
        title=selection.sentence,
        columns=("family", "subject", "rung", "study", "mark"),
        marks=[(families[dot.subject], *dot[:3], MARK_WORDS[dot.kind]) for dot in dots],
        draw=lambda canvas, y: _draw(canvas, y, dots, families),
        legend=[
            (STYLES[kind], text) for kind, text in MARK_WORDS.items() if kind in {dot.kind for dot in dots}
        ],
        notes=notes,
    )


def _dots(selection: Selection) -> list[_Dot]:
    """A dot for each independent study in each place."""
    places = grouped(selection.entries, lambda one: (one["subject"], one["rung"], one["cohort"]))
    dots = [
        _Dot(subject, rung, studies_named(own), kind_of_mark(own))
        for (subject, rung, _), own in places.items()
    ]
    return dots if selection.filters else dots + _harms(selection, places)


def _harms(selection: Selection, places: Mapping[tuple[str, str, str], object]) -> list[_Dot]:
    """The studies that report a harm in a place where they found no effect."""
    found: dict[tuple[str, str, str], _Dot] = {}
    for study, cohort, subject, rung, separability in selection.ask(_HARMS):
        kind = "harm" if separability == "separable" else "harm together"
        place = (subject, rung, cohort)
        if place not in places and (place not in found or kind == "harm"):
            found[place] = _Dot(subject, rung, selection.cited.get(study, study), kind)
    return list(found.values())


def _draw(canvas: Canvas, y: float, dots: Sequence[_Dot], families: dict[str, str]) -> float:
    unit = canvas.unit
    rungs = [rung for rung in COLUMNS_OF_RUNGS if rung in LADDER or any(dot.rung == rung for dot in dots)]
    left = canvas.width * 0.41
    each = (canvas.width - left - unit) / len(rungs)
    for place, rung in enumerate(rungs):
        for number, line in enumerate(canvas.wrap(rung, each - unit * 0.2, 0.85, bold=True)):
            canvas.text(left + place * each, y + unit * (0.5 + number * 1.2), line, 0.85, bold=True)
    own = grouped(dots, lambda dot: dot.subject)

    def row(subject: str, at: float) -> float:
        cells = grouped(own[subject], lambda dot: dot.rung)
        return max(
            _cell(canvas, left + rungs.index(rung) * each, at, each, inside) for rung, inside in cells.items()
        )

    return draw_rows(canvas, y + unit * 3.2, families, left, row)


def _cell(canvas: Canvas, x: float, y: float, width: float, dots: Sequence[_Dot]) -> float:
    """The dots of a cell side by side in as many lines as they need; returns the height below them."""
    unit = canvas.unit
    step = unit * 1.35
    across = max(1, int((width - unit * 0.4) / step))
    for number, dot in enumerate(dots):
        title = f"{dot.study}: {dot.subject}, {dot.rung}: {MARK_WORDS[dot.kind]}"
        at = (x + unit * 0.5 + number % across * step, y + unit * 0.85 + number // across * step)
        canvas.mark(STYLES[dot.kind], *at, title)
    return y + unit * 0.85 + ((len(dots) - 1) // across + 0.5) * step
