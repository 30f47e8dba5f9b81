"""What was given, where it was measured and against what, as triples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .description import Description
from .namespaces import code, expand, slug
from .terms import PRODUCED_BY, mappings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode, Triple

    from ..curation.records import Arm, CoIntervention, Comparison, Dose, Preparation, Schedule, System
    from .context import Context

__all__ = ["VESICLE_TYPES", "material_triples", "preparation_source"]

VESICLE_TYPES: Final = ("extracellular vesicle", "vesicle formulation")
"""Preparation types whose members are typed as vesicles of the Gene Ontology."""

_VESICLE: Final = expand("GO:1903561")
_EXOSOME: Final = expand("GO:0070062")
_NOT_SHOWN: Final = expand("source:not-shown")
_TYPE: Final = "rdf:type"


def preparation_source(context: Context, preparation: Preparation) -> NamedNode | None:
    """The source that effects of a preparation are counted under.

    A preparation that holds no vesicles (conditioned medium, a drug) has none: an effect of it is
    not an effect of vesicles from that source. Nor has one whose cargo was silenced: that its
    effect is gone speaks for the cargo, not against the source. Vesicles whose origin the page
    does not show are counted by themselves.
    """
    if preparation.type == "non-vesicle" or preparation.lacks:
        return None
    return context.term(preparation, "source") or _NOT_SHOWN


def _produced_by(context: Context, preparation: Preparation) -> NamedNode | None:
    source = context.named(preparation, "source", preparation.source)
    makers = [] if source is None else [node for name, node in mappings(source) if name == PRODUCED_BY]
    return makers[0] if makers else None


def _preparation(context: Context, name: str, part: Preparation) -> Description:
    about = Description(context.part("preparation", name), "VesiclePreparation")
    if part.type in VESICLE_TYPES:
        about.say(_TYPE, _EXOSOME if part.biogenesis_shown else _VESICLE)
    about.say("rdfs:label", f"{part.reported_as} ({context.key})")
    about.say("usedIn", context.node).say("reportedName", part.reported_as)
    about.say("preparationType", code("preparationtype", part.type)).say(
        "source", context.term(part, "source")
    )
    about.say("sourceReported", part.source_reported).say("sourceCondition", part.source_condition)
    about.say(PRODUCED_BY, _produced_by(context, part)).say("obo:RO_0002162", context.term(part, "taxon"))
    about.say("product", part.product).say_all("isolation", context.terms(part, "isolation"))
    about.say_all("characterisation", context.terms(part, "characterisation"))
    about.say_all("marker", context.terms(part, "markers")).say_all(
        "obo:RO_0002180", context.terms(part, "cargo")
    )
    if part.size_nm is not None:
        about.say("sizeMeanNm", part.size_nm.mean).say("sizeSdNm", part.size_nm.sd)
        about.say("sizeLowNm", part.size_nm.low).say("sizeHighNm", part.size_nm.high)
    about.say("engineering", part.engineering).say("biogenesisShown", part.biogenesis_shown)
    about.say_all("lacks", context.terms(part, "lacks"))
    return about.say("madeFrom", context.maybe_part("preparation", part.derived_from)).say("note", part.note)


def _system(context: Context, name: str, part: System) -> Description:
    about = Description(context.part("system", name), "ExperimentalSystem")
    about.say("rdfs:label", part.reported_as)
    about.say("ofRecord", context.node).say("reportedName", part.reported_as).say(
        "rung", code("rung", part.rung)
    )
    about.say("cellType", context.term(part, "cell")).say("tissue", context.term(part, "tissue"))
    about.say("obo:RO_0002162", context.term(part, "taxon")).say("strain", part.strain)
    return about.say("modelsCondition", context.term(part, "condition"))


def _doses(context: Context, about: Description, arm: str, dose: Dose) -> Iterator[Triple]:
    about.say("doseReported", dose.reported)
    for dimension, amount in sorted(dose.amounts.items()):
        node = context.part("dose", arm, slug(dimension))
        about.say("dose", node)
        measured = Description(node, "Dose").say("rdfs:label", f"{dose.reported} ({dimension})")
        measured.say("amount", amount.value).say("unit", context.term(amount, "unit"))
        yield from measured.say("dimension", code("dosedimension", dimension))


def _co_intervention(
    context: Context, about: Description, arm: str, part: CoIntervention
) -> Iterator[Triple]:
    node = context.part("cointervention", arm, slug(part.given))
    about.say("coIntervention", node)
    given = Description(node, "CoIntervention").say("rdfs:label", part.given)
    given.say("given", context.term(part, "given")).say("inComparator", part.in_comparator)
    yield from given.say("note", part.note)


def _schedule(about: Description, schedule: Schedule) -> None:
    about.say("scheduleReported", schedule.reported).say("sessions", schedule.sessions)
    about.say("intervalDays", schedule.interval_days).say("followUp", schedule.follow_up)


def _arm(context: Context, name: str, part: Arm) -> Iterator[Triple]:
    about = Description(context.part("arm", name), "Arm")
    about.say("rdfs:label", part.label or name)
    about.say("ofRecord", context.node).say(
        "ofPreparation", context.maybe_part("preparation", part.preparation)
    )
    about.say("reportedName", part.label).say("n", part.n).say("nAnalysed", part.analysed)
    about.say("route", context.term(part, "route")).say("routeReported", part.route_reported).say(
        "depth", part.depth
    )
    if part.dose is not None:
        yield from _doses(context, about, name, part.dose)
    if part.schedule is not None:
        _schedule(about, part.schedule)
    for given in part.co_interventions:
        yield from _co_intervention(context, about, name, given)
    yield from about


def _comparison(context: Context, name: str, part: Comparison) -> Description:
    about = Description(context.part("comparison", name), "Comparison")
    about.say("rdfs:label", part.against)
    about.say("ofRecord", context.node).say("comparatorKind", code("comparatorkind", part.kind))
    about.say("comparatorReported", part.against).say("comparatorDrug", context.term(part, "drug"))
    about.say("comparatorPreparation", context.maybe_part("preparation", part.preparation))
    about.say("comparatorArm", context.maybe_part("arm", part.arm))
    return about.say("nonVesicleControl", part.control_for_non_vesicle_material)


def material_triples(context: Context) -> Iterator[Triple]:
    """Preparations, systems, arms with doses and co-interventions, and comparisons of one record."""
    record = context.record
    for name, preparation in sorted(record.preparations.items()):
        yield from _preparation(context, name, preparation)
    for name, system in sorted(record.systems.items()):
        yield from _system(context, name, system)
    for name, arm in sorted(record.arms.items()):
        yield from _arm(context, name, arm)
    for name, comparison in sorted(record.comparisons.items()):
        yield from _comparison(context, name, comparison)
