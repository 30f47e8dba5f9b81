"""The effect-direction plot: independent studies × outcome domains, an arrow for the direction of each.

It follows Boon and Thomson (Research Synthesis Methods 2021;12:29-33, doi:10.1002/jrsm.1458), who revised
the plot of Thomson and Thomas (2013) for syntheses without meta-analysis (SWiM: Campbell et al., BMJ
2020;368:l6890, items 2, 3 and 7):

* the direction alone is shown, not its significance (their abstract);
* ▲ is an effect that is wanted, ▼ one that is not, ◄► no change, mixed or conflicting; arrows have three
  sizes, for more than 300, 50 to 300 and fewer than 50 individuals (the legend of a plot made by their
  method, doi:10.1136/bmjresp-2022-001199, table 1);
* several outcomes of a domain become one arrow if 70 % or more of them have the same direction, else ◄►. Of
  this share we saw no page; it is the one that was asked for.

Ours: rows are independent studies in the order of their rungs, an arrow that is not filled has no separable
effect, and a study of unknown size has the smallest arrow. No sign test is made: it would take studies on
different rungs as samples of one population.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from ..curation.spelling import counted
from .canvas import Canvas
from .figures import Picture
from .map import domain_of, domains_in_order, effects_on_outcomes, left_out
from .selection import HIGHEST_FIRST, Entry, Selection, grouped, is_separable, studies_named
from .styles import GREY, Style

SHARE: Final = 0.7
"""From which share of a domain's outcomes on their direction is that of the domain."""

_WORDS: Final = {
    "up": "moved as wanted",
    "down": "moved against what is wanted",
    "sideways": "no change, mixed or conflicting",
    "not agreed": "moved, but which way is wanted is not agreed",
}
_SHAPES: Final = {"up": "^", "down": "v", "sideways": "sideways", "not agreed": "_"}
_COLOURS: Final = {"up": "#0072B2", "down": "#B34700", "sideways": GREY, "not agreed": GREY}
_SIZES: Final = {
    "more than 300": 1.9,
    "50 to 300": 1.45,
    "fewer than 50": 1.05,
    "size not known": 0.65,
}


class _Arrow(NamedTuple):
    rung: str
    study: str
    design: str
    domain: str
    direction: str
    outcomes: int
    size: str
    separable: bool


def direction_of(outcomes: Sequence[Sequence[str]]) -> str:
    """The direction of a domain: of the words of the legend.

    Args:
        outcomes: for each outcome the favourability of its findings; *not applicable* where nothing moved.

    >>> direction_of([["favourable"], ["favourable"], ["not applicable"]])
    'sideways'
    >>> direction_of([["favourable"]] * 7 + [["unfavourable"]] * 3)
    'up'
    """
    each = [found.pop() if len(found := set(one)) == 1 else "mixed" for one in outcomes]
    if all(one == "not agreed" for one in each):
        return "not agreed"
    for word, direction in (("favourable", "up"), ("unfavourable", "down")):
        if each.count(word) >= SHARE * len(each):
            return direction
    return "sideways"


def size_of(numbers: Sequence[str]) -> str:
    """The class of size of a study by the numbers that are recorded of it."""
    known = [int(number) for number in numbers if number.isdigit()]
    if not known:
        return "size not known"
    number = max(known)
    return "more than 300" if number > 300 else "50 to 300" if number >= 50 else "fewer than 50"


def draw_harvest(selection: Selection) -> Picture:
    """The effect-direction plot of a selection.

    Raises:
        InputError: no finding of it is about an outcome.
    """
    about = effects_on_outcomes(selection)
    arrows = _arrows(selection, about)
    domains = domains_in_order({arrow.domain for arrow in arrows})
    arrows.sort(key=lambda one: (HIGHEST_FIRST.index(one.rung), one.study, domains.index(one.domain)))
    used = {arrow.direction for arrow in arrows}
    legend = [(Style(_SHAPES[name], _COLOURS[name]), text) for name, text in _WORDS.items() if name in used]
    legend.append((Style("^", _COLOURS["up"], filled=False), "not filled: no separable effect"))
    legend += [(Style("^", GREY, scale=scale), text) for text, scale in _SIZES.items()]
    studies = len({one["cohort"] for one in about})
    return Picture(
        title=f"Direction of effects on outcomes in {counted(studies, 'independent study')}.",
        columns=("rung", "study", "design", "outcomes", "direction", "number", "size", "separable"),
        marks=[
            (*one[:4], _WORDS[one.direction], *one[5:7], "yes" if one.separable else "no") for one in arrows
        ],
        draw=lambda canvas, y: _draw(canvas, y, arrows, domains),
        legend=legend,
        notes=[
            f"An arrow has the direction of at least {SHARE:.0%} of the outcomes of its column; the number "
            "beside it says how many there are, where more than one. Its size: individuals measured, "
            "else those studied.",
            "Effect-direction plot after Boon and Thomson, doi:10.1002/jrsm.1458; not a synthesis of sizes.",
            *left_out(len(selection.entries) - len(about)),
        ],
    )


def _arrows(selection: Selection, about: Sequence[Entry]) -> list[_Arrow]:
    """An arrow for each independent study, rung and domain."""
    arrows = []
    for (rung, cohort), own in grouped(about, lambda one: (one["rung"], one["cohort"])).items():
        whole = [one for one in about if one["cohort"] == cohort]
        for domain, inside in grouped(own, lambda one: domain_of(selection, one)).items():
            outcomes = grouped(inside, lambda one: one["outcome"])
            measured = [one["n"] for one in inside]
            numbers = measured if size_of(measured) != "size not known" else _subjects(inside, rung)
            arrows.append(
                _Arrow(
                    *(rung, studies_named(whole), inside[0]["design"], domain),
                    direction_of([[one["favourability"] for one in each] for each in outcomes.values()]),
                    *(len(outcomes), size_of(numbers)),
                    any(map(is_separable, inside)),
                )
            )
    return arrows


def _subjects(entries: Sequence[Entry], rung: str) -> list[str]:
    """People or animals in the study, by its rung."""
    name = "animals" if rung == "animal" else "participants" if "human" in rung else ""
    return [one[name] for one in entries if name]


def _draw(canvas: Canvas, y: float, arrows: Sequence[_Arrow], domains: Sequence[str]) -> float:
    unit, right = canvas.unit, canvas.width - canvas.unit
    name, left = unit * 17, canvas.width * 0.46
    each = min((right - left) / len(domains), unit * 6)
    y = canvas.heads(y, domains, left, each)
    canvas.text(unit, y - unit * 0.6, "study", 0.85, bold=True)
    canvas.text(name, y - unit * 0.6, "design", 0.85, bold=True)
    y += unit * 0.5
    for rung, own in grouped(arrows, lambda one: one.rung).items():
        canvas.line((unit, right), (y, y))
        y = canvas.paragraph(y + unit * 0.3, rung, 0.95, bold=True, colour=GREY) + unit * 0.2
        for study, row in grouped(own, lambda one: one.study).items():
            below = canvas.paragraph(y, study, x=unit * 1.6, width=name - unit * 2)
            below = max(below, canvas.paragraph(y, row[0].design, 0.85, x=name, width=left - name - unit))
            for arrow in row:
                _arrow(canvas, left + (domains.index(arrow.domain) + 0.5) * each, y + unit * 0.7, arrow)
            y = max(below, y + unit * 1.7)
    canvas.line((unit, right), (y, y))
    return y


def _arrow(canvas: Canvas, x: float, y: float, arrow: _Arrow) -> None:
    style = Style(
        _SHAPES[arrow.direction], _COLOURS[arrow.direction], filled=arrow.separable, scale=_SIZES[arrow.size]
    )
    title = (
        f"{arrow.study}, {arrow.domain}: {_WORDS[arrow.direction]}; outcomes: {arrow.outcomes}; "
        f"{arrow.size}; {'separable' if arrow.separable else 'not separable or not known'}"
    )
    canvas.mark(style, x, y, title)
    if arrow.outcomes > 1:
        canvas.text(
            x + canvas.unit * (0.4 + style.scale / 2), y + canvas.unit * 0.3, str(arrow.outcomes), 0.75
        )
