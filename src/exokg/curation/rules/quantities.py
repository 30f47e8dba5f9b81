"""Rules about numbers: units, spreads, intervals, p values and timepoints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ...model.effects import DIRECTION_OF
from ...model.quantities import Quantity
from ...model.types import Printed
from ..document import Loc
from ..graph import Graph, Located
from .registry import Found, on_record

_VALUES: Final = ("baseline", "after", "change", "comparator_change", "ci_low", "ci_high")
_SPREADS: Final = ("spread", "baseline_spread", "comparator_spread")
_UNITLESS: Final = frozenset({"Cliff's delta", "correlation coefficient r"})
_ANY_DIMENSION: Final = frozenset({"relative", "effect size"})
_NUMBER: Final = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_BEFORE: Final = re.compile(
    r"\s*(?:[-−–]\s*[0-9]|pre-?treatment|before\b|prior to\b|baseline\b)"
    r"|.*\bbefore (?:the )?(?:first )?(?:treatment|injection|session)",
    re.I,
)


def quantities_of(record: Located) -> Iterator[tuple[Loc, Quantity, str | None]]:
    """Yield location, quantity and target of every result that has a quantity."""
    for loc, part in record.parts("findings", "harms", "statements"):
        if part.quantity is not None:
            yield (*loc, "quantity"), part.quantity, getattr(part, "target", None)


def _field(name: str) -> str:
    return name.replace("_", "-")


@on_record("number-without-unit", "ERROR")
def number_without_unit(record: Located, _graph: Graph) -> Iterator[Found]:
    """A number has a unit."""
    for loc, part, _target in quantities_of(record):
        if part.unit is not None or part.statistic in _UNITLESS:
            continue
        for name in (*_VALUES, *_SPREADS):
            if getattr(part, name) is not None:
                yield (*loc, _field(name)), f"{_field(name)} has no unit", "add unit, such as % or hairs/cm2"
                break


@on_record("unit-without-number", "ERROR")
def unit_without_number(record: Located, _graph: Graph) -> Iterator[Found]:
    """A unit belongs to a number."""
    for loc, part, _target in quantities_of(record):
        if any(getattr(part, name) is not None for name in (*_VALUES, *_SPREADS, "n")):
            continue
        for name in ("unit", "statistic", "spread_type"):
            if getattr(part, name) is not None:
                message = f"{_field(name)} is given without a number"
                yield (*loc, _field(name)), message, f"add the number, or delete {_field(name)}"
                break


@on_record("unit-of-other-dimension", "ERROR")
def unit_of_other_dimension(record: Located, graph: Graph) -> Iterator[Found]:
    """A unit fits its target."""
    for loc, part, text in quantities_of(record):
        unit = None if part.unit is None else graph.terms.find(part.unit, ("unit",))
        target = None if text is None else graph.terms.find(text, _outcomes())
        if unit is None or target is None or unit.dimension is None or target.dimension is None:
            continue
        if unit.dimension != target.dimension and unit.dimension not in _ANY_DIMENSION:
            message = f"{unit.label} measures {unit.dimension}, but {target.label} is {target.dimension}"
            yield (*loc, "unit"), message, f"choose a unit of {target.dimension}"


def _outcomes() -> tuple[str, ...]:
    return ("hair outcome", "clinical outcome", "skin outcome", "safety outcome", "delivery outcome")


@on_record("malformed-value", "ERROR")
def malformed_value(record: Located, _graph: Graph) -> Iterator[Found]:
    """A p value and a time are written so that their number is read."""
    for leaf, mark in record.marked(Printed):
        if not re.match(mark.pattern, leaf.text):
            yield leaf.loc, f"{leaf.text[:80]} is not {mark.what}", mark.hint


@on_record("p-out-of-range", "ERROR")
def p_out_of_range(record: Located, _graph: Graph) -> Iterator[Found]:
    """A p value lies between 0 and 1."""
    for loc, part, _target in quantities_of(record):
        for number in _NUMBER.findall((part.p or "").replace(",", ".")):
            if not 0 <= float(number) <= 1:
                message = f"the p value {number} is not between 0 and 1"
                yield (*loc, "p"), message, "copy the p value as printed"


@on_record("timepoint-before-treatment", "ERROR")
def timepoint_before_treatment(record: Located, _graph: Graph) -> Iterator[Found]:
    """An outcome is measured after treatment began."""
    for loc, part, _target in quantities_of(record):
        if part.timepoint is not None and _BEFORE.match(part.timepoint):
            message = f"{part.timepoint} is before treatment"
            yield (*loc, "timepoint"), message, "write the value into baseline, and the later timepoint here"


@on_record("spread-without-type", "ERROR")
def spread_without_type(record: Located, _graph: Graph) -> Iterator[Found]:
    """A spread has a type."""
    for loc, part, _target in quantities_of(record):
        given = next((name for name in _SPREADS if getattr(part, name) is not None), None)
        if given is not None and part.spread_type is None:
            message = f"{_field(given)} has no spread-type"
            yield (*loc, _field(given)), message, "add spread-type: SD, SE, IQR, range or not shown"


@on_record("spread-type-without-spread", "ERROR")
def spread_type_without_spread(record: Located, _graph: Graph) -> Iterator[Found]:
    """A spread type belongs to a spread."""
    for loc, part, _target in quantities_of(record):
        spreads = [getattr(part, name) for name in _SPREADS]
        has_value = any(getattr(part, name) is not None for name in (*_VALUES, "n"))
        if part.spread_type is not None and has_value and all(spread is None for spread in spreads):
            message = f"spread-type is {part.spread_type}, but no spread is given"
            yield (*loc, "spread-type"), message, "add spread, or delete spread-type"


@on_record("negative-spread", "ERROR")
def negative_spread(record: Located, _graph: Graph) -> Iterator[Found]:
    """A spread is not negative."""
    for loc, part, _target in quantities_of(record):
        for name in _SPREADS:
            if (getattr(part, name) or 0) < 0:
                yield (*loc, _field(name)), f"{_field(name)} is negative", "check the number on the page"


@on_record("interval-reversed", "ERROR")
def interval_reversed(record: Located, _graph: Graph) -> Iterator[Found]:
    """An interval runs from low to high."""
    for loc, part, _target in quantities_of(record):
        yield from _interval(loc, "ci-low", part.ci_low, "ci-high", part.ci_high)
    for key, preparation in record.record.preparations.items():
        size = preparation.size_nm
        if size is not None and size.low is not None and size.high is not None:
            yield from _interval(("preparations", key, "size-nm"), "low", size.low, "high", size.high)


def _interval(
    loc: Loc, low_name: str, low: float | None, high_name: str, high: float | None
) -> Iterator[Found]:
    if low is not None and high is not None and low > high:
        yield (*loc, low_name), f"{low_name} {low:g} is above {high_name} {high:g}", "swap the two"
    elif (low is None) != (high is None):
        missing, given = (low_name, high_name) if low is None else (high_name, low_name)
        message = f"{given} is given without {missing}"
        yield (*loc, given), message, f"add {missing}, or write {given} into note"


@on_record("change-contradicts-values", "WARN")
def change_contradicts_values(record: Located, _graph: Graph) -> Iterator[Found]:
    """A change agrees with the values before and after."""
    for loc, part, _target in quantities_of(record):
        if part.baseline is None or part.after is None or part.change is None or part.note is not None:
            continue
        difference = part.after - part.baseline
        fits = [difference]
        if part.baseline:
            fits += [100 * difference / part.baseline, part.after / part.baseline]
        tolerance = max(0.06, 0.02 * abs(part.change))
        if not any(abs(value - part.change) <= tolerance for value in fits):
            message = (
                f"change {part.change:g} does not fit baseline {part.baseline:g} and after {part.after:g}"
            )
            yield (*loc, "change"), message, "check the numbers on the page, or explain it in note"


_SIGNS: Final = {verb: direction.sign for verb, direction in DIRECTION_OF.items() if verb != "delays"}
"""Which way each verb moves a number; what delays an event may raise the days until then."""


@on_record("direction-contradicts-number", "WARN")
def direction_contradicts_number(record: Located, _graph: Graph) -> Iterator[Found]:
    """A direction agrees with its numbers."""
    for position, finding in enumerate(record.record.findings):
        part, sign = finding.quantity, _SIGNS.get(finding.effect)
        if part is None or not sign or part.note is not None:
            continue
        for before, after, said in (
            (part.baseline, part.after, "{:g} became {:g}"),
            (0, part.change, "the change is {1:g}"),
            (part.comparator_after, part.after, "the comparator has {:g} and it has {:g}"),
            (part.comparator_change, part.change, "the comparator changed by {:g} and it by {:g}"),
        ):
            if before is not None and after is not None and sign * (after - before) < 0:
                message = f"the effect is {finding.effect}, but {said.format(before, after)}"
                hint = "correct the effect or the numbers, or explain it in note"
                yield ("findings", position, "effect"), message, hint
                break
