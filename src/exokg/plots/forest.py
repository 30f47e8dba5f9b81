"""The reported values of one outcome in one unit, with their spread: contrasts kept apart, never pooled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from ..answers.readable import ABSENT
from ..errors import InputError
from .canvas import Canvas
from .figures import Picture
from .selection import Entry, Selection, grouped, is_separable
from .styles import FAINT, GREY, STYLES, Style

_NOTHING: Final = "none of these findings has a value with a unit: there is nothing to draw"
_CHANGE: Final = "change"
_VALUES: Final = "values before and after"
_NUMBERS: Final = """SELECT ?finding ?baseline ?after ?change ?spread ?spreadType ?low ?high
  ?otherBefore ?otherAfter ?otherChange ?statistic ?time WHERE {
  ?finding a exokg:Finding ; exokg:unit ?unit .
  OPTIONAL { ?finding exokg:baseline ?baseline } OPTIONAL { ?finding exokg:after ?after }
  OPTIONAL { ?finding exokg:change ?change } OPTIONAL { ?finding exokg:spread ?spread }
  OPTIONAL { ?finding exokg:spreadType/rdfs:label ?spreadType }
  OPTIONAL { ?finding exokg:ciLow ?low } OPTIONAL { ?finding exokg:ciHigh ?high }
  OPTIONAL { ?finding exokg:comparatorBaseline ?otherBefore }
  OPTIONAL { ?finding exokg:comparatorAfter ?otherAfter }
  OPTIONAL { ?finding exokg:comparatorChange ?otherChange }
  OPTIONAL { ?finding exokg:statistic/rdfs:label ?statistic } OPTIONAL { ?finding exokg:timepoint ?time }
} ORDER BY ?finding ?time"""
_AGAINST: Final = {
    "within-group": "against its own baseline",
    "between-group": "against a comparator",
    "among treated": "among the treated alone",
    "unclear": "against what is unclear",
}
_SPREADS: Final = ("SD", "SE", "IQR", "range")
_OTHER: Final = Style("s", GREY, filled=False, scale=0.8)
_BEFORE: Final = Style("|", "#0072B2", scale=1.1)


class _Value(NamedTuple):
    contrast: str
    panel: str
    study: str
    subject: str
    target: str
    about: str
    before: float | None
    value: float
    low: float | None
    high: float | None
    spread: str
    other_before: float | None
    other: float | None
    separable: bool


def draw_forest(selection: Selection, unit: Sequence[str] = ()) -> Picture:
    """The values of a selection.

    Args:
        selection: findings of one outcome.
        unit: the unit to show, where findings have several.

    Raises:
        InputError: the outcome was measured in several units, or no finding has a value.
    """
    numbers = {row[0]: row[1:] for row in selection.ask(_NUMBERS)}
    having = [one for one in selection.entries if one["finding"] in numbers]
    units = list(grouped(having, lambda one: one["unit"]))
    wanted = _unit(units, unit)
    values = [
        value
        for one in having
        if one["unit"] == wanted and (value := _value(one, numbers[one["finding"]])) is not None
    ]
    if not values:
        raise InputError(_NOTHING)
    outcome = _outcome(sorted({value.target for value in values}))
    values.sort(key=lambda one: (list(_AGAINST).index(one.contrast), *one[1:6], one.value))
    shown = {value.study for value in values}
    without = sorted({one["study"] for one in selection.entries} - shown)
    return Picture(
        title=f"Values of {outcome} in {wanted} as reported, in {len(shown)} of "
        f"{len(shown) + len(without)} studies; not pooled.",
        columns=_Value._fields,
        marks=[(*value[:-1], "yes" if value.separable else "no") for value in values],
        draw=lambda canvas, y: _draw(canvas, y, values, wanted),
        legend=[
            (STYLES["separable"], "value, separable from what else was given"),
            (STYLES["together"], "value, not separable or not known"),
            (_BEFORE, "before treatment"),
            (_OTHER, "comparator"),
        ],
        notes=[
            "A line from before treatment to the value, or as wide as the spread or the confidence interval.",
            *([f"Without a value in {wanted}: {'; '.join(without)}."] if without else []),
        ],
    )


def _unit(units: Sequence[str], given: Sequence[str]) -> str:
    """The one unit of a figure.

    Raises:
        InputError: there are several, or not the one given.
    """
    if not units:
        raise InputError(_NOTHING)
    names = " and ".join(sorted(units))
    if given:
        if len(given) > 1 or given[0] not in units:
            raise InputError(f"--unit {' '.join(given)}: these findings have values in {names}")
        return given[0]
    if len(units) > 1:
        raise InputError(
            f"values in {names} do not belong in one figure", f"choose one: --unit '{sorted(units)[0]}'"
        )
    return units[0]


def _outcome(outcomes: Sequence[str]) -> str:
    """The one outcome of a figure.

    Raises:
        InputError: there are several.
    """
    if len(outcomes) > 1:
        raise InputError(
            f"values of {' and '.join(outcomes)} do not belong in one figure",
            f"choose one: --outcome '{outcomes[0]}', or leave some out: --not-outcome '{outcomes[-1]}'",
        )
    return outcomes[0]


def _value(entry: Entry, cells: Sequence[str]) -> _Value | None:
    """What is drawn of a finding; None where it has a unit and no value."""
    before, after, change, spread = map(_number, cells[:4])
    low, high, other_before, other_after, other_change = map(_number, cells[5:10])
    kind, statistic, time = cells[4], cells[10], cells[11] or "time not shown"
    value = change if after is None else after
    if value is None:
        return None
    if kind in {"SD", "SE"} and spread is not None and low is None:
        low, high = value - spread, value + spread
    n = f"n {entry['n']}" if entry["n"] not in ABSENT else "n not shown"
    return _Value(
        contrast=entry["contrast"] if entry["contrast"] in _AGAINST else "unclear",
        panel=_CHANGE if after is None else _VALUES,
        study=entry["study"],
        subject=entry["subject"],
        target=entry["target"],
        about=", ".join(part for part in (time, n, statistic) if part not in {"", "not shown"}),
        before=None if after is None else before,
        value=value,
        low=low,
        high=high,
        spread="" if spread is None else f"{kind if kind in _SPREADS else 'spread'} {spread:g}",
        other_before=None if after is None else other_before,
        other=other_change if after is None else other_after,
        separable=is_separable(entry),
    )


def _number(text: str) -> float | None:
    return float(text) if text else None


def _draw(canvas: Canvas, y: float, values: Sequence[_Value], unit_name: str) -> float:
    """A section for each contrast and kind of value, each with an axis of its own."""
    for (contrast, panel), own in grouped(values, lambda one: (one.contrast, one.panel)).items():
        canvas.line((canvas.unit, canvas.width - canvas.unit), (y, y))
        head = f"{panel}, {_AGAINST[contrast]}, {unit_name}"
        y = canvas.paragraph(y + canvas.unit * 0.3, head, 0.95, bold=True, colour=GREY)
        y = _panel(canvas, y + canvas.unit * 0.3, own) + canvas.unit
    return y


def _panel(canvas: Canvas, y: float, values: Sequence[_Value]) -> float:
    from matplotlib.ticker import MaxNLocator

    unit = canvas.unit
    left, right = canvas.width * 0.5, canvas.width - unit * 10.5
    known = [0.0 if values[0].panel == _CHANGE else values[0].value]
    for one in values:
        points = (one.before, one.value, one.low, one.high, one.other_before, one.other)
        known += [point for point in points if point is not None]
    ticks = [float(tick) for tick in MaxNLocator(5).tick_values(min(known), max(known))]
    width = (right - left) / ((ticks[-1] - ticks[0]) or 1.0)

    def place(number: float) -> float:
        return left + (number - ticks[0]) * width

    top, rows = y, []
    for value in values:
        below = canvas.paragraph(y, f"{value.study}: {value.subject}", x=unit * 1.6, width=left - unit * 3)
        below = canvas.paragraph(below, value.about, 0.85, x=unit * 1.6, width=left - unit * 3, colour=GREY)
        rows.append((y + unit * 0.9, value))
        text = f"{value.value:g}" if value.before is None else f"{value.before:g} → {value.value:g}"
        canvas.text(right + unit, y + unit * 0.9, text, 0.95)
        if value.spread or value.low is not None:
            said = value.spread or f"CI {value.low:g} to {value.high:g}"
            canvas.text(right + unit, y + unit * 2.1, said, 0.85, colour=GREY)
        y = below + unit * 0.4
    for tick in ticks:
        canvas.line((place(tick), place(tick)), (top, y), FAINT, 0.12 if tick == 0 else 0.05)
        canvas.text(place(tick), y + unit * 0.7, f"{tick:g}", 0.85, align="center", colour=GREY)
    for at, value in rows:
        _row(canvas, at, value, place)
    return y + unit * 1.4


def _row(canvas: Canvas, y: float, value: _Value, place: Callable[[float], float]) -> None:
    colour: str = STYLES["separable"].colour
    for ends in ((value.low, value.high), (value.before, value.value)):
        if ends[0] is not None and ends[1] is not None:
            canvas.line([place(end) for end in ends if end is not None], (y, y), colour, 0.15)
    below = y + canvas.unit * 1.1
    others: list[Any] = [one for one in (value.other_before, value.other) if one is not None]
    if others:
        canvas.line([place(other) for other in others], [below] * len(others), GREY, 0.1)
        canvas.mark(_OTHER, place(others[-1]), below)
    if value.before is not None:
        canvas.mark(_BEFORE, place(value.before), y)
    style = STYLES["separable" if value.separable else "together"]
    canvas.mark(
        style, place(value.value), y, f"{value.study}, {value.subject}: {value.value:g}; {value.about}"
    )
