"""The exokg reporting checklist: which items a source gives, with four states and a score interval.

Informed by `MISEV2018 <https://doi.org/10.1080/20013078.2018.1535750>`_ and `EV-TRACK
<https://doi.org/10.1038/nmeth.4185>`_; it is neither, and its score is no EV-METRIC. It tells what
was *reported*, never how well something was done. An item that a curator did not state is derived
from the record's fields; where those are silent, it is *not reported* only after a full text was
read, otherwise *not read*. So the score is an interval: from the share reported to the share that
may still be reported.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, Literal, cast

from pydantic import BaseModel
from pyoxigraph import NamedNode

from ..model.composition import record_rung
from ..model.lists import PreparationItem, StudyItem, words_of
from ..model.materials import Preparation
from ..model.rungs import HUMAN_RUNGS
from .context import Context
from .description import Description, decimal
from .namespaces import code, slug
from .statements import Statement

State = Literal["reported", "not reported", "not read", "not applicable"]
PREPARATION_ITEMS: Final[tuple[str, ...]] = words_of(PreparationItem)
STUDY_ITEMS: Final[tuple[str, ...]] = words_of(StudyItem)

# Markers and techniques by CURIE, so that a synonym in a record changes nothing.
_MEMBRANE: Final = {"HGNC:1709", "HGNC:1692", "HGNC:1701"}  # CD9, CD63, CD81
_CYTOSOLIC: Final = {"HGNC:15971", "HGNC:8766"}  # TSG101, ALIX
_FOREIGN: Final = {"HGNC:1473"}  # calnexin
_IMAGES: Final = {"CHMO:0000080", "CHMO:0000073", "CHMO:0000081"}
_PARTICLES: Final = {"ENM:0000065", "CHMO:0000167", "OBI:0000916"}

_ITEMS_OF_FIELDS: Final = {
    "comparators": ("comparator",),
    "comparisons": ("comparator", "contrast"),
    "designs": ("allocation",),
    "features": ("blinding",),
    "harms": ("harms", "harms denominator"),
    "interests": ("funding", "product ties"),
}
"""The checklist item of a field that a curator lists as absent."""


@dataclass(frozen=True)
class Score:
    """The share of applicable items reported: known at least, and at most if all unread ones are."""

    low: Decimal
    high: Decimal


def score(states: Iterable[State]) -> Score | None:
    """The interval of a list of states, each end to two decimals; ``None`` where nothing applies.

    >>> score(["reported", "not read", "not read", "not reported"])
    Score(low=Decimal('0.25'), high=Decimal('0.75'))
    """
    asked = [state for state in states if state != "not applicable"]
    if not asked:
        return None
    reported, unread = asked.count("reported"), asked.count("not read")
    hundredth = Decimal("0.01")
    return Score(
        (Decimal(reported) / len(asked)).quantize(hundredth),
        (Decimal(reported + unread) / len(asked)).quantize(hundredth),
    )


def _curies(context: Context, part: Preparation, field: str) -> set[str]:
    """The terms that a field of a preparation names."""
    named = [context.named(part, field, text) for text in getattr(part, field)]
    return {term.curie for term in named if term is not None}


def _derived_for_preparation(context: Context, name: str, part: Preparation) -> dict[str, bool]:
    markers, techniques = (_curies(context, part, field) for field in ("markers", "characterisation"))
    findings = [finding for finding in context.record.findings if finding.about == name]
    used = {finding.comparison for finding in findings if finding.comparison}
    controls = [context.record.comparisons[key].control_for_non_vesicle_material for key in sorted(used)]
    arms = [arm for arm in context.record.arms.values() if arm.preparation == name]
    return {
        "source": part.source is not None or part.source_reported is not None,
        "source condition": part.source_condition is not None,
        "isolation": bool(part.isolation),
        "size": part.size_nm is not None,
        "membrane marker": bool(markers & _MEMBRANE),
        "cytosolic marker": bool(markers & _CYTOSOLIC),
        "non-vesicle marker": bool(markers & _FOREIGN),
        "single-vesicle image": bool(techniques & _IMAGES),
        "particle analysis": bool(techniques & _PARTICLES),
        "cargo": bool(part.cargo),
        "dose": any(arm.dose for arm in arms) or any(finding.dose for finding in findings),
        "non-vesicle control": any(control in ("yes", "no") for control in controls),
    }


def _given(parts: Iterable[BaseModel], *fields: str) -> bool:
    """Whether one of these fields holds something in one of the parts."""
    return any(getattr(part, field) not in (None, "", [], {}) for part in parts for field in fields)


def _derived_for_arms(context: Context) -> dict[str, bool]:
    record = context.record
    arms = [arm for _, arm in sorted(record.arms.items())]
    doses = [arm.dose for arm in arms if arm.dose is not None]
    schedules = [arm.schedule for arm in arms if arm.schedule is not None]
    beside = [part.in_comparator for arm in arms for part in arm.co_interventions]
    return {
        "arms": bool(arms),
        "n per arm": _given(arms, "n"),
        "n analysed": _given(arms, "analysed") or "analysed" in record.n,
        "dose verbatim": bool(doses),
        "dose typed": _given(doses, "amounts"),
        "route": _given(arms, "route", "route_reported"),
        "depth": _given(arms, "depth"),
        "sessions": _given(schedules, "sessions"),
        "interval": _given(schedules, "interval_days"),
        "co-interventions": bool(beside),
        "co-interventions in comparator": bool({"yes", "no"}.intersection(beside)),
        "follow-up": _given([record], "follow_up") or _given(schedules, "follow_up"),
    }


def _derived_for_results(context: Context) -> dict[str, bool]:
    record = context.record
    numbers = [finding.quantity for finding in record.findings if finding.quantity is not None]
    contrasts = {finding.contrast for finding in record.findings}
    harms = [harm for harm in record.harms if harm.state in ("observed", "none observed")]
    return {
        "outcome unit": _given(numbers, "unit"),
        "timepoint": _given(numbers, "timepoint"),
        "baseline": _given(numbers, "baseline"),
        "change": _given(numbers, "change", "after"),
        "spread": _given(numbers, "spread", "ci_low"),
        "spread kind": any(number.spread_type not in (None, "not shown") for number in numbers),
        "contrast": bool({"between-group", "within-group"}.intersection(contrasts)),
        "p value": _given(numbers, "p"),
        "harms": bool(harms),
        "harms denominator": _given(harms, "denominator"),
    }


def _derived_for_study(context: Context) -> dict[str, bool]:
    record = context.record
    blinding = {"open label", "single blind", "double blind", "blinded"}
    unknown = {"allocation not shown", "not shown"}
    return {
        "comparator": bool(record.comparators or record.comparisons),
        "allocation": bool(record.designs) and not unknown.intersection(record.designs),
        "blinding": bool(blinding.intersection(record.features)),
        "condition": record.condition is not None,
        "severity": record.condition is not None and record.condition.severity is not None,
        "product": any(part.product for part in record.preparations.values()),
        "funding": record.interests is not None,
        "product ties": record.interests is not None and record.interests.product_tie in ("yes", "no"),
        "registration": record.kind == "study" and record.registration is not None,
    }


def _named(stated: Iterable[str]) -> Collection[str]:
    """Items that a list of fields and items names."""
    return {slug(item) for name in stated for item in _ITEMS_OF_FIELDS.get(name, (name,))}


def _states(
    context: Context, items: Iterable[str], said: Mapping[Any, str], derived: Mapping[str, bool]
) -> dict[str, State]:
    record = context.record
    said = {slug(item): state for item, state in said.items()}
    beside, silent = _named(record.not_applicable), _named(record.not_reported)
    absent = "not reported" if record.read == "full text" else "not read"
    states = {}
    for item in items:
        state = said.get(slug(item)) or ("reported" if derived.get(item) else None)
        state = state or ("not applicable" if slug(item) in beside else None)
        states[item] = cast("State", state or ("not reported" if slug(item) in silent else absent))
    return states


def preparation_states(context: Context, name: str) -> dict[str, State]:
    """The state of every item of :data:`PREPARATION_ITEMS` for one preparation of a record."""
    part = context.record.preparations[name]
    return _states(context, PREPARATION_ITEMS, part.reporting, _derived_for_preparation(context, name, part))


def study_states(context: Context) -> dict[str, State]:
    """The state of every item of :data:`STUDY_ITEMS` for one human study."""
    derived = _derived_for_arms(context) | _derived_for_results(context) | _derived_for_study(context)
    return _states(context, STUDY_ITEMS, {}, derived)


def _items(
    context: Context, of: tuple[str, NamedNode], states: Mapping[str, State], name: str = ""
) -> Iterator[Statement]:
    """The items of one preparation, or of the study; stated ones come from the line that states them."""
    whole = ("preparations", name) if name else ()
    part = context.record.preparations[name] if name else None
    stated = {slug(item): item for item in part.reporting} if part else {}
    for item, state in states.items():
        own = slug(item)
        about = Description(context.part("reporting", *([name] if name else []), own), "ReportingItem")
        about.say("rdfs:label", f"{item}: {state}").say(*of)
        about.say("item", code("item", item)).say("state", code("state", state))
        loc = (*whole, "reporting", stated[own]) if own in stated else whole
        yield from (Statement(triple, loc) for triple in about)
    interval = score(states.values())
    if interval is not None:
        scored = Description(of[1]).say("reportingLow", decimal(interval.low))
        scored.say("reportingHigh", decimal(interval.high))
        yield from (Statement(triple, whole) for triple in scored)


def checklist_statements(context: Context) -> Iterator[Statement]:
    """Items and score interval of every vesicle preparation of a study, and of the study if in humans."""
    if context.record.kind != "study":
        return
    for name, part in sorted(context.record.preparations.items()):
        if part.type not in ("non-vesicle", "product class"):
            node = context.part("preparation", name)
            yield from _items(context, ("ofPreparation", node), preparation_states(context, name), name)
    if record_rung(context.record) in HUMAN_RUNGS:
        yield from _items(context, ("ofRecord", context.node), study_states(context))
