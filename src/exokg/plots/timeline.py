"""The timeline: studies by year, rung and design, and registered trials by the year in which they start."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from ..model.rungs import RUNGS_OF_DESIGNS
from .canvas import Canvas
from .figures import Picture
from .selection import HIGHEST_FIRST, MARK_WORDS, Entry, Selection, grouped, kind_of_mark, studies_named
from .styles import GREY, STYLES, Style

_NO_YEAR: Final = "no year"
_PLANNED: Final = "registered trial"
_SHAPES: Final = {
    "randomized controlled": ("s", "randomized controlled"),
    "split scalp": ("D", "other comparison"),
    "allocation not shown": ("D", "other comparison"),
    "retrospective": ("D", "other comparison"),
    "single arm": ("v", "single arm, cases"),
    "case report": ("v", "single arm, cases"),
    "case series": ("v", "single arm, cases"),
    "in vitro": ("o", "in cells, tissue or animals"),
    "ex vivo": ("o", "in cells, tissue or animals"),
    "animal": ("o", "in cells, tissue or animals"),
    "not shown": ("p", "design not shown"),
}
"""Design of a study → the shape of its mark, and what that means; those that say more come first."""
_TRIALS: Final = """SELECT DISTINCT ?trial ?id ?start WHERE {
  ?trial a exokg:TrialRegistration ; exokg:readingDepth ?depth .
  OPTIONAL { ?trial exokg:registryId ?id } OPTIONAL { ?trial exokg:start ?start }
  FILTER NOT EXISTS { ?trial exokg:paper ?paper }
  FILTER NOT EXISTS { ?trial exokg:registryState code:registrystate-withdrawn }
} ORDER BY ?start ?id ?trial"""


class _Study(NamedTuple):
    rung: str
    year: str
    name: str
    design: str
    kind: str


def draw_timeline(selection: Selection) -> Picture:
    """The timeline of a selection: a mark for each independent study on each of its rungs."""
    studies = _studies(selection.entries)
    if not selection.filters:
        studies += [
            _Study(_PLANNED, start[:4] or _NO_YEAR, name or trial.rpartition("/")[2], "", "planned")
            for trial, name, start in selection.ask(_TRIALS)
        ]
    rungs = [_PLANNED, *HIGHEST_FIRST]
    studies.sort(key=lambda one: (rungs.index(one.rung), one.year, one.design, one.name))
    designs = {_SHAPES[one.design] for one in studies if one.design}
    legend = [
        (Style(shape, GREY), text)
        for shape, text in dict.fromkeys(_SHAPES.values())
        if (shape, text) in designs
    ]
    legend += [
        (STYLES["separable"], MARK_WORDS["separable"]),
        (STYLES["together"], "no separable effect"),
    ]
    notes = [
        "Each mark is one independent study, in the year of its publication, on a rung where it found "
        "something."
    ]
    if selection.filters:
        notes.append("Registered trials have other dimensions and are shown only where nothing is filtered.")
    else:
        legend.append((STYLES["planned"], MARK_WORDS["planned"] + ", in the year of its start"))
    return Picture(
        title=selection.sentence,
        columns=("rung", "year", "study", "design", "mark"),
        marks=[(*one[:4], MARK_WORDS[one.kind]) for one in studies],
        draw=lambda canvas, y: _draw(canvas, y, studies),
        legend=legend,
        notes=notes,
    )


def _studies(entries: Sequence[Entry]) -> list[_Study]:
    places = grouped(entries, lambda one: (one["rung"], one["cohort"]))
    return [
        _Study(rung, _year(own), studies_named(own), _design(rung, own), kind_of_mark(own))
        for (rung, _), own in places.items()
    ]


def _year(entries: Sequence[Entry]) -> str:
    """The year of the first of the studies of a cohort."""
    return min((one["year"] for one in entries if one["year"].isdigit()), default=_NO_YEAR)


def _design(rung: str, entries: Sequence[Entry]) -> str:
    """The design by which a study measured on a rung: the one that says the most."""
    given = {design for one in entries for design in one["design"].split("; ")}
    fitting: Mapping[str, tuple[str, ...]] = {name: rungs for name, (_, rungs) in RUNGS_OF_DESIGNS.items()}
    known = [name for name in _SHAPES if name in given]
    return next((name for name in known if rung in fitting.get(name, ()) or rung == "not shown"), "not shown")


def _draw(canvas: Canvas, y: float, studies: Sequence[_Study]) -> float:
    unit = canvas.unit
    left = unit * 12
    known = sorted(int(one.year) for one in studies if one.year != _NO_YEAR)
    years = [str(year) for year in range(known[0], known[-1] + 1)] if known else []
    if any(one.year == _NO_YEAR for one in studies):
        years.append(_NO_YEAR)
    each = min((canvas.width - left - unit) / len(years), unit * 12)
    for rung, own in grouped(studies, lambda one: one.rung).items():
        below = canvas.paragraph(
            y + unit * 0.3,
            "system not shown" if rung == "not shown" else rung,
            width=left - unit * 2,
            bold=True,
        )
        for year, inside in grouped(own, lambda one: one.year).items():
            below = max(below, _pile(canvas, left + years.index(year) * each, y, each, inside))
        y = below + unit * 0.5
        canvas.line((unit, canvas.width - unit), (y, y))
    for place, year in enumerate(years):
        for number, line in enumerate(canvas.wrap(year, each - unit * 0.2, 0.85)):
            canvas.text(left + (place + 0.5) * each, y + unit * (0.9 + number), line, 0.85, align="center")
    return y + unit * 2.2


def _pile(canvas: Canvas, x: float, y: float, width: float, studies: Sequence[_Study]) -> float:
    """The studies of a year on one rung, in as many lines as they need; returns the height below them."""
    unit = canvas.unit
    step = unit * 1.4
    across = max(1, int(width / step))
    x += (width - step * min(across, len(studies))) / 2 + step / 2
    for number, one in enumerate(studies):
        style = (
            STYLES[one.kind]
            if one.kind == "planned"
            else Style(_SHAPES[one.design][0], STYLES["separable"].colour, filled=one.kind == "separable")
        )
        title = f"{one.name} ({one.year}): {one.rung}, {one.design or 'planned'}: {MARK_WORDS[one.kind]}"
        canvas.mark(style, x + number % across * step, y + unit + number // across * step, title)
    return y + unit + ((len(studies) - 1) // across + 0.5) * step
