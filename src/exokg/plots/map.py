"""The evidence map: what was given × the group of outcomes, a bar for each rung."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Final, NamedTuple

from ..answers.readable import ABSENT
from ..curation.spelling import counted
from ..errors import InputError
from ..model.groups import GROUPS
from .canvas import Canvas
from .families import draw_rows, families_of
from .figures import Picture
from .selection import (
    COLUMNS_OF_RUNGS,
    MARK_WORDS,
    Entry,
    Selection,
    grouped,
    kind_of_mark,
    studies_named,
)
from .styles import FAINT, GREY, Style

_KINDS: Final = ("separable", "together", "nothing")
_BARS: Final = {
    "separable": Style("s", "#0072B2"),
    "together": Style("s", "#0072B2", filled=False),
    "nothing": Style("slashed", GREY, filled=False),
}
_WORDS: Final = {
    "separable": "a separable effect",
    "together": "none separable from what else was given",
    "nothing": MARK_WORDS["nothing"],
}


class _Bar(NamedTuple):
    subject: str
    domain: str
    rung: str
    kind: str
    studies: tuple[str, ...]


def domain_of(selection: Selection, entry: Entry) -> str:
    """The group of outcomes that a finding is about; empty where it is about none."""
    outcome = entry["outcome"]
    return "" if outcome in ABSENT else selection.group_of(outcome, "outcome") or outcome


def domains_in_order(names: Set[str]) -> list[str]:
    """Groups of outcomes in the order of the screen; outcomes without a group follow."""
    return [*(name for name in GROUPS if name in names), *sorted(names - GROUPS.keys())]


def effects_on_outcomes(selection: Selection) -> list[Entry]:
    """The findings that claim an effect on an outcome.

    Raises:
        InputError: there is none.
    """
    about = [one for one in selection.entries if one["claims"] and domain_of(selection, one)]
    if not about:
        raise InputError("none of these findings is about an outcome: there is nothing to draw")
    return about


def left_out(count: int) -> Iterator[str]:
    """The note on what :func:`effects_on_outcomes` left out."""
    if count:
        found = counted(count, "finding")
        yield (
            f"Left out: {found} about no outcome, or of a placebo, an association or a test of what was "
            "blocked."
        )


def draw_map(selection: Selection) -> Picture:
    """The evidence map of a selection.

    Raises:
        InputError: no finding of it is about an outcome.
    """
    about = effects_on_outcomes(selection)
    bars = _bars(selection, about)
    families = families_of(selection, (bar.subject for bar in bars))
    domains = domains_in_order({bar.domain for bar in bars})
    order = list(families)
    bars.sort(
        key=lambda bar: (
            *(order.index(bar.subject), domains.index(bar.domain)),
            COLUMNS_OF_RUNGS.index(bar.rung),
        )
    )
    blanks = {
        subject: "not studied" if all(one["read_as"] == "full text" for one in own) else "not read"
        for subject, own in grouped(about, lambda one: one["subject"]).items()
    }
    studies = len({one["cohort"] for one in about})
    return Picture(
        title=f"What was given and which outcomes were measured, in {counted(studies, 'independent study')}.",
        columns=("family", "subject", "outcomes", "rung", "studies", "shows", "names"),
        marks=[
            (families[bar.subject], *bar[:3], len(bar.studies), _WORDS[bar.kind], "; ".join(bar.studies))
            for bar in bars
        ],
        draw=lambda canvas, y: _draw(canvas, y, bars, families, domains, blanks),
        legend=[(_BARS[kind], text) for kind, text in _WORDS.items()],
        notes=[*_notes(bars), *left_out(len(selection.entries) - len(about))],
    )


def _bars(selection: Selection, about: Sequence[Entry]) -> list[_Bar]:
    """A bar for each rung on which a subject was tested for a group of outcomes."""
    bars = []
    places = grouped(about, lambda one: (one["subject"], domain_of(selection, one), one["rung"]))
    for (subject, domain, rung), own in places.items():
        studies = grouped(own, lambda one: one["cohort"])
        kinds = {kind_of_mark(entries) for entries in studies.values()}
        kind = next((kind for kind in _KINDS if kind in kinds), "together")
        bars.append(_Bar(subject, domain, rung, kind, tuple(sorted(map(studies_named, studies.values())))))
    return bars


def _notes(bars: Sequence[_Bar]) -> list[str]:
    rungs = ", ".join(COLUMNS_OF_RUNGS[: 6 if any(bar.rung == "not shown" for bar in bars) else 5])
    return [
        f"Bars of a cell from left to right: {rungs}; as high as the independent studies, up to five.",
        "Not read: not all texts of the row were read in full, so a blank cell does not mean that nobody "
        "studied it.",
    ]


def _draw(
    canvas: Canvas,
    y: float,
    bars: Sequence[_Bar],
    families: dict[str, str],
    domains: Sequence[str],
    blanks: Mapping[str, str],
) -> float:
    unit = canvas.unit
    left, last = canvas.width * 0.4, unit * 6
    each = min((canvas.width - left - unit - last) / len(domains), unit * 5)
    y = canvas.heads(y, [*domains, "a blank means"], left, each)
    own = grouped(bars, lambda bar: bar.subject)

    def row(subject: str, at: float) -> float:
        for domain, inside in grouped(own[subject], lambda bar: bar.domain).items():
            _cell(canvas, left + domains.index(domain) * each, at, each, inside)
        end = left + len(domains) * each + unit * 0.3
        canvas.text(end, at + unit * 0.85, blanks[subject], 0.85, colour=GREY)
        return at + unit * 1.6

    return draw_rows(canvas, y + unit * 0.5, families, left, row)


def _cell(canvas: Canvas, x: float, y: float, width: float, bars: Sequence[_Bar]) -> None:
    """The bars of one cell, which has a place for each rung."""
    unit = canvas.unit
    step = min(width / (len(COLUMNS_OF_RUNGS) + 1), unit * 0.8)
    ground = y + unit * 1.55
    x += (width - step * len(COLUMNS_OF_RUNGS)) / 2
    canvas.line((x, x + step * len(COLUMNS_OF_RUNGS)), (ground, ground), FAINT)
    for bar in bars:
        number = len(bar.studies)
        title = f"{bar.subject}, {bar.domain}, {bar.rung}: {number} independent, {_WORDS[bar.kind]}"
        high = unit * (0.3 + 0.24 * min(number, 5))
        at = x + step * COLUMNS_OF_RUNGS.index(bar.rung)
        canvas.box(at, ground - high, step * 0.75, high, _BARS[bar.kind], title)
        if bar.kind == "nothing":
            canvas.line((at, at + step * 0.75), (ground, ground - high), GREY)
