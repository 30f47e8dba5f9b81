"""Rules about numbers and times against the words beside them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from typing import Final

from ...model.arms import DoseAmount, Schedule
from ...model.quantities import Quantity
from ..graph import Graph, Located
from ..printed import amounts, counts, lists, spans
from ..spelling import normal_form, same_symbols
from .quantities import quantities_of
from .registry import Found, on_record

_MEASURES: Final = re.compile(r"[kmunpµμ]?(?:g|L|l|M|m|mol)(?:/[^\W_]+)?")
_NEAR: Final = 0.04  # a month has 28 to 31 days, and a summary may round
_VALUES: Final = (
    "baseline", "after", "change", "comparator_baseline", "comparator_after", "comparator_change", "n",
    "comparator_n", "spread", "ci_low", "ci_high",
)  # fmt: skip


def _fits(value: float, said: Iterable[float], near: float = _NEAR) -> bool:
    return any(math.isclose(abs(value), abs(other), rel_tol=near, abs_tol=0.05) for other in said)


@on_record("dose-not-in-text", "WARN")
def dose_not_in_text(record: Located, graph: Graph) -> Iterator[Found]:
    """The amount of a dose occurs in the dose as reported, with its unit."""
    for key, arm in record.record.arms.items():
        for dimension, amount in (arm.dose.amounts if arm.dose else {}).items():
            fault = _dose_fault(arm.dose.reported if arm.dose else "", amount, graph)
            if fault is not None:
                loc = ("arms", key, "dose", "amounts", dimension, "value")
                yield loc, fault, "enter number and unit as the source prints them, or complete reported"


def _dose_fault(reported: str, amount: DoseAmount, graph: Graph) -> str | None:
    units = [unit for value, unit in amounts(reported) if math.isclose(value, amount.value, rel_tol=1e-6)]
    if not units:
        return f"{amount.value:g} does not occur in the dose as reported"
    term = graph.terms.find(amount.unit, ("unit",))
    if term is None:
        return None
    measures = [unit for unit in units if _MEASURES.fullmatch(unit)]
    names = (term.label, *term.synonyms, amount.unit)
    if measures and not any(same_symbols(unit, names) for unit in measures):
        return f"the dose as reported has {amount.value:g} {measures[0]}, not {amount.value:g} {amount.unit}"
    return None


@on_record("protein-not-said", "WARN")
def protein_not_said(record: Located, _graph: Graph) -> Iterator[Found]:
    """A mass is protein only if the source says so."""
    for key, arm in record.record.arms.items():
        if (
            arm.dose
            and "protein mass" in arm.dose.amounts
            and not re.search("protein|BCA", arm.dose.reported, re.I)
        ):
            loc = ("arms", key, "dose", "amounts", "protein mass")
            hint = "write it under other, or complete reported with the words that say protein"
            yield loc, "the dose as reported does not say that the mass is protein", hint


@on_record("schedule-not-in-text", "WARN")
def schedule_not_in_text(record: Located, _graph: Graph) -> Iterator[Found]:
    """Sessions, interval and end of a schedule follow from its words."""
    for key, arm in record.record.arms.items():
        for field, value in _not_said(arm.schedule) if arm.schedule else ():
            hint = f"correct {field}, or complete reported"
            yield ("arms", key, "schedule", field), f"the schedule as reported does not give {value}", hint


def _not_said(schedule: Schedule) -> Iterator[tuple[str, str]]:
    """Yield field and value of each number of a schedule that its words do not give."""
    numbers, times = counts(schedule.reported), spans(schedule.reported)
    sessions = [*numbers, *lists(schedule.reported), *(one * other for one in numbers for other in numbers)]
    sessions += [long / short + more for long in times for short in times if short for more in (0, 1)]
    if schedule.sessions is not None and not _fits(schedule.sessions, sessions, near=0.01):
        yield "sessions", f"{schedule.sessions} sessions"
    intervals = [*times, *(time / number for time in times for number in numbers if number)]
    if schedule.interval_days is not None and not _fits(schedule.interval_days, intervals):
        yield "interval-days", f"an interval of {schedule.interval_days:g} days"
    ends = spans(schedule.ends or "")
    total = [(schedule.interval_days or 0) * ((schedule.sessions or 1) - 1)]
    if ends and times and not any(_fits(end, [*times, *total]) for end in ends):
        yield "ends", f"the end after {schedule.ends}"


@on_record("count-not-in-text", "WARN")
def count_not_in_text(record: Located, _graph: Graph) -> Iterator[Found]:
    """A count occurs in the words of the source beside it."""
    for position, harm in enumerate(record.record.harms):
        said = counts(harm.count_reported or "")
        if harm.count is not None and said and harm.count not in said:
            message = f"{harm.count} does not occur in: {(harm.count_reported or '')[:60]}"
            yield ("harms", position, "count"), message, "correct count or count-reported"


@on_record("summary-contradicts-quantity", "WARN")
def summary_contradicts_quantity(record: Located, graph: Graph) -> Iterator[Found]:
    """The summary gives the numbers and times of its quantity."""
    for loc, part, _target in quantities_of(record):
        text, place = getattr(record.record, str(loc[0]))[loc[1]].summary, (*loc[:2], "summary")
        values = [value for name in _VALUES if (value := getattr(part, name)) is not None]
        numbers = list(_numbers_in(part.unit, text, graph))
        said = [*counts(text), *(number for words in (text, part.note or "") for number, _ in amounts(words))]
        if numbers and values and not any(_fits(value, said) for value in values):
            message = f"the summary gives {numbers[0]:g}, but no value of the quantity is that"
            yield place, message, "correct the number or the summary, or say in note why they differ"
        yield from ((place, *fault) for fault in _other_time(text, part))


def _numbers_in(unit: str | None, text: str, graph: Graph) -> Iterator[float]:
    """Yield the numbers of a text that have a unit, in any of its names or by its first word."""
    term = graph.terms.find(unit, ("unit",)) if unit else None
    names = (term.label, *term.synonyms) if term else ()
    forms = {normal_form(word) for name in names for word in (name, re.split("[ /]", name)[0])}
    return (number for number, word in amounts(text) if word and normal_form(word) in forms)


def _other_time(summary: str, part: Quantity) -> Iterator[tuple[str, str]]:
    given = ", ".join(filter(None, (part.timepoint, part.after_treatment, part.note)))
    typed, said = spans(given), [time for time in spans(summary) if time > 1]  # "0.3 mm a day" is a rate
    if typed and said and not any(_fits(time, typed) for time in said):
        message = f"the summary speaks of {said[0]:g} days, the quantity of {given}"
        yield message, "correct the time or the summary, or say in note why they differ"
