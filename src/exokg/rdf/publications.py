"""Records and the publications that report them, as triples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..curation.records import ReviewRecord, StatementRecord, StudyRecord, TrialRecord
from ..model.rungs import LADDER, RUNGS_OF_DESIGNS
from .clusters import is_cohort
from .counts import count_property
from .description import Description, link
from .namespaces import code, expand, mint
from .registrations import registered_node, registration_triples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode, Triple

    from ..curation.records import Publication
    from .context import Context

__all__ = ["publication_triples", "record_label", "record_rung"]

_CLASSES: Final = {
    "study": "Study",
    "review": "Review",
    "trial": "TrialRegistration",
    "statement": "RegulatoryStatement",
}

_FABIO: Final = {
    "primary": "fabio:JournalArticle",
    "case report": "fabio:ClinicalCaseReport",
    "systematic review": "fabio:SystematicReview",
    "narrative review": "fabio:ReviewArticle",
    "conference abstract": "fabio:Abstract",
    "commentary": "fabio:Comment",
}


def record_label(context: Context) -> str:
    """The title, or where none was shown a label made from the key."""
    return context.record.title or context.key.replace("-", " ")


def record_rung(context: Context) -> str | None:
    """The highest rung that a record's results were measured on, else the one its designs imply."""
    record = context.record
    used = {finding.system for finding in record.findings} | {
        harm.system for harm in record.harms if harm.system
    }
    measured = [record.systems[name].rung for name in sorted(used) if name in record.systems]
    implied = [RUNGS_OF_DESIGNS[design][0] for design in record.designs if design in RUNGS_OF_DESIGNS]
    known = [rung for rung in measured if rung in LADDER] or [rung for rung in implied if rung is not None]
    return max(known, key=LADDER.index, default=None)


def _clusters(context: Context) -> tuple[list[NamedNode], list[NamedNode]]:
    groups: list[NamedNode] = []
    cohorts: list[NamedNode] = []
    for row in context.graph.memberships.get(context.key, []):
        kind = "cohort" if is_cohort(row["kind"]) else "group"
        (cohorts if kind == "cohort" else groups).append(mint(kind, row["cluster"]))
    if context.record.kind == "study":
        groups = groups or [mint("group", context.key)]
        cohorts = cohorts or [mint("cohort", context.key)]
    return groups, cohorts


def _reading(about: Description, context: Context) -> Description:
    record = context.record
    about.say("entered", record.entered.date).say("enteredBy", mint("reader", record.entered.by))
    if record.second_read is not None:
        about.say("secondRead", record.second_read.date).say(
            "secondReadBy", mint("reader", record.second_read.by)
        )
    return about


def _investigation(about: Description, context: Context) -> None:
    record = context.record
    about.say_all("design", (code("design", word) for word in record.designs))
    about.say_all("designFeature", (code("designfeature", word) for word in record.features))
    about.say_all("obo:RO_0002162", context.terms(record, "species")).say("strain", record.strain)
    if record.condition is not None:
        about.say("conditionReported", record.condition.reported).say("severity", record.condition.severity)
        about.say_all("condition", context.terms(record.condition, "terms"))
    for key, count in sorted(record.n.items()):
        about.say(count_property(key), count)
    about.say("nNote", record.n_note).say("sex", record.sex).say("age", record.age)
    about.say_all("comparatorReported", record.comparators)
    about.say("primaryEndpoint", record.primary_endpoint).say("followUp", record.follow_up)
    rung = record_rung(context)
    if rung is not None:
        about.say("rung", code("rung", rung))


def _provenance(about: Description, context: Context) -> None:
    record = context.record
    groups, cohorts = _clusters(context)
    about.say_all("inGroup", groups).say_all("inCohort", cohorts).say("caution", record.caution)
    if record.interests is not None:
        about.say("interestStatement", record.interests.statement)
        about.say("funderKind", code("funderkind", record.interests.funder_kind))
        about.say_all("funder", record.interests.funders).say("productTie", record.interests.product_tie)
    about.say_all("notApplicable", record.not_applicable).say_all("notReported", record.not_reported)
    about.say_all("sourcePage", map(link, record.sources)).say_all("mirrorPage", map(link, record.mirrors))
    about.say("note", record.notes)


def _record(context: Context) -> Description:
    record = context.record
    about = Description(context.node, _CLASSES[record.kind])
    about.say("rdfs:label", record_label(context)).say("dcterms:identifier", context.key)
    about.say("titleStatus", code("titlestatus", record.title_status))
    about.say("readingDepth", code("readingdepth", record.read))
    about.say("absenceMeans", code("state", "not reported" if record.read == "full text" else "not read"))
    about.say("confidence", code("confidence", record.confidence))
    if record.publication is not None:
        published = record.publication
        about.say("describedIn", context.part("publication")).say("status", code("status", published.status))
        about.say("year", published.year if published.year is not None else published.year_inferred)
    return about


def _publication(context: Context, published: Publication) -> Description:
    about = Description(context.part("publication"), "Publication")
    if published.type in _FABIO:
        about.say("rdf:type", expand(_FABIO[published.type]))
    about.say("rdfs:label", record_label(context)).say("dcterms:title", context.record.title)
    about.say("documentType", code("documenttype", published.type)).say(
        "status", code("status", published.status)
    )
    about.say("doi", published.doi).say("pmid", published.pmid).say("pmcid", published.pmcid)
    about.say("year", published.year).say("yearInferred", published.year_inferred).say(
        "dateText", published.date
    )
    about.say("journal", published.journal).say("journalInferred", published.journal_inferred)
    about.say("volume", published.volume).say("issue", published.issue).say("pages", published.pages)
    about.say_all("author", published.authors).say(
        "authorsComplete", "yes" if published.authors_complete else "no"
    )
    about.say("authorList", "; ".join(published.authors) or None)
    return about.say("licence", published.licence).say("retractionNotice", published.retraction_notice)


def _review(about: Description, context: Context, record: ReviewRecord) -> None:
    about.say("searchStatement", record.search).say("searchedTo", record.searched_to)
    about.say("inclusionList", code("inclusionlist", record.inclusion_list))
    about.say_all("includesStudy", map(context.other, record.includes))
    about.say_all("includesElsewhere", record.includes_elsewhere)


def _statement(about: Description, record: StatementRecord) -> None:
    about.say("authority", record.authority).say("jurisdiction", record.jurisdiction).say(
        "issued", record.issued
    )
    about.say_all("domain", record.domains)


def publication_triples(context: Context) -> Iterator[Triple]:
    """The record's own node, its publication and its registration."""
    record = context.record
    about = _record(context)
    _investigation(about, context)
    _provenance(about, context)
    _reading(about, context)
    if isinstance(record, ReviewRecord):
        _review(about, context, record)
    elif isinstance(record, StatementRecord):
        _statement(about, record)
    elif isinstance(record, StudyRecord) and record.registration is not None:
        about.say("registeredAs", registered_node(context))
    yield from about
    if record.publication is not None:
        yield from _publication(context, record.publication)
    if isinstance(record, StudyRecord | TrialRecord) and record.registration is not None:
        yield from registration_triples(context, record.registration)
