"""Results, harms, positions and conclusions of one record, as triples."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from ..model.effects import DIRECTION_OF
from ..model.rungs import EVIDENCE
from .description import Description, decimal
from .materials import preparation_source
from .namespaces import code, expand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Literal, Triple

    from ..curation.records import Conclusion, Finding, Harm, Quantity, Seed, Statement
    from .context import Context

__all__ = ["days", "finding_triples", "p_value"]

_REVIEWED: Final = "ECO:0000033"

_HOURS: Final = {
    "h": "1",
    "hour": "1",
    "d": "24",
    "day": "24",
    "wk": "168",
    "week": "168",
    "mo": "730.5",
    "month": "730.5",
    "year": "8766",
}
_TIME: Final = re.compile(r"^(?:(\d+(?:\.\d+)?) ?(h|hour|d|day|wk|week|mo|month|year)s?|day (\d+))\b")


def days(timepoint: str) -> Literal | None:
    """The days in a timepoint as printed, where it starts with a plain one; a month is 30.4375 days.

    >>> days("16 weeks post-treatment").value, days("day 5").value, days("late 2019")
    ('112', '5', None)
    """
    found = _TIME.match(timepoint)
    if found is None:
        return None
    if found[3] is not None:
        return decimal(Decimal(found[3]))
    return decimal(round(Decimal(found[1]) * Decimal(_HOURS[found[2]]) / 24, 4))


def p_value(text: str) -> Literal | None:
    """A p-value printed as one number; ``<0.05`` is a bound, not a value.

    >>> p_value("0.002").value, p_value("<0.05")
    ('0.002', None)
    """
    return decimal(Decimal(text)) if re.fullmatch(r"[01](?:\.\d+)?", text) else None


def _quantity(context: Context, about: Description, part: Quantity | None) -> None:
    if part is None:
        return
    about.say("unit", context.term(part, "unit"))
    about.say("statistic", code("statistic", part.statistic) if part.statistic else None)
    about.say("baseline", part.baseline).say("baselineSpread", part.baseline_spread).say("after", part.after)
    about.say("change", part.change).say("spread", part.spread)
    about.say("spreadType", code("spreadtype", part.spread_type) if part.spread_type else None)
    about.say("ciLow", part.ci_low).say("ciHigh", part.ci_high)
    about.say("comparatorChange", part.comparator_change).say("comparatorSpread", part.comparator_spread)
    about.say("sampleSize", part.n).say("pText", part.p).say("pValue", p_value(part.p) if part.p else None)
    about.say("timepoint", part.timepoint).say(
        "timepointDays", days(part.timepoint) if part.timepoint else None
    )
    about.say("quantityNote", part.note)


def _seed(about: Description, seed: Seed | None) -> None:
    if seed is not None:
        about.say("seedSupport", code("seedsupport", seed.support)).say("seedBasis", seed.basis)


def _read(context: Context, about: Description) -> None:
    record = context.record
    about.say("reportedBy", context.node).say("entered", record.entered.date)
    about.say("secondRead", record.second_read.date if record.second_read else None)


def _subject(context: Context, about: Description, part: Finding | Harm | Statement) -> str | None:
    """States what a result is about; returns its name for the label."""
    if part.about is None:
        return None
    preparation = context.record.preparations[part.about]
    about.say("subject", context.part("preparation", part.about))
    about.say("subjectSource", preparation_source(context, preparation))
    return preparation.reported_as


def _finding(context: Context, part: Finding) -> Description:
    review = context.record.kind == "review"
    about = Description(context.part("finding", part.id), "ReviewFinding" if review else "Finding")
    _read(context, about)
    subject = _subject(context, about, part)
    if part.molecule is not None:
        molecule = context.term(part, "molecule")
        about.say("subject", molecule).say("subjectSource", molecule)
        subject = part.molecule
    about.say("rdfs:label", f"{subject} {part.effect} {part.target} ({context.key})")
    about.say("effect", expand(DIRECTION_OF[part.effect].property)).say("verb", part.effect).say(
        "target", context.term(part, "target")
    )
    about.say("targetReported", part.target_reported).say("inSystem", context.part("system", part.system))
    rung = context.record.systems[part.system].rung
    about.say("rung", code("rung", rung)).say(
        "obo:RO_0002558", expand(_REVIEWED if review else EVIDENCE[rung])
    )
    about.say("support", code("support", part.support) if part.support else None)
    about.say("necessityTested", part.necessity_tested).say_all("via", context.terms(part, "via"))
    about.say("modifier", part.modifier).say("doseReported", part.dose)
    about.say_all("restsOn", map(context.other, part.rests_on))
    return about


def _measured(context: Context, about: Description, part: Finding | Harm) -> None:
    about.say("inArm", context.maybe_part("arm", part.arm))
    about.say("comparison", context.maybe_part("comparison", part.comparison))
    about.say("contrast", code("contrast", part.contrast) if part.contrast else None)


def _told(context: Context, about: Description, part: Finding | Harm | Statement) -> Iterator[Triple]:
    about.say("measure", part.measure)
    _quantity(context, about, part.quantity)
    _seed(about, part.seed)
    yield from about.say("locator", part.locator).say("summary", part.summary)


def _harm(context: Context, part: Harm) -> Description:
    about = Description(context.part("harm", part.id), "HarmReport")
    _read(context, about)
    _subject(context, about, part)
    about.say("rdfs:label", f"{part.event}: {part.state} ({context.key})")
    about.say("harmState", code("harmstate", part.state)).say("event", context.term(part, "event"))
    about.say("eventReported", part.event_reported).say("inSystem", context.maybe_part("system", part.system))
    about.say("population", part.population).say("count", part.count).say(
        "countReported", part.count_reported
    )
    about.say("denominator", part.denominator).say("serious", part.serious)
    return about.say("followUp", part.follow_up)


def _position(context: Context, part: Statement) -> Description:
    about = Description(context.part("position", part.id), "Position")
    _read(context, about)
    _subject(context, about, part)
    about.say("rdfs:label", f"{part.topic}: {part.stance} ({context.key})")
    about.say("stance", code("stance", part.stance)).say("topic", context.term(part, "topic"))
    return about.say("scope", part.scope).say("asOf", part.as_of)


def _conclusion(context: Context, part: Conclusion) -> Description:
    about = Description(context.part("conclusion", part.id), "Conclusion")
    about.say("rdfs:label", f"{part.kind} ({context.key})").say("reportedBy", context.node)
    about.say("conclusionKind", code("conclusionkind", part.kind)).say("summary", part.summary)
    _seed(about, part.seed)
    return about


def finding_triples(context: Context) -> Iterator[Triple]:
    """Everything one record reports: findings, harms, positions and conclusions."""
    record = context.record
    for finding in record.findings:
        about = _finding(context, finding)
        _measured(context, about, finding)
        yield from _told(context, about, finding)
    for harm in record.harms:
        about = _harm(context, harm)
        _measured(context, about, harm)
        yield from _told(context, about, harm)
    for statement in record.statements:
        yield from _told(context, _position(context, statement), statement)
    for conclusion in record.conclusions:
        yield from _conclusion(context, conclusion)
