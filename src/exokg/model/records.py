"""The records: what one YAML file of ``graph/`` may hold.

One file is one paper, review, registry entry or authority's statement. A record is short because
absence means something: a field that is not there is *not read* in a record read as abstract,
registry entry, official page or secondary summary, and *not reported* in one read in full. What
cannot apply is named in ``not-applicable``.

Field names are written with hyphens in YAML (``reported-as``) and underscores here.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Final, Literal

from pydantic import Field

from .appraisals import Appraisal
from .arms import Arm
from .assertions import Conclusion, Harm, Position
from .composition import absence_of, count_property, key_of, label_of, rung_of, status_of, year_of
from .declarations import Also, Part, keyed, needed, optional, several
from .documents import Interests, Publication, SecondReading, SourceReading, TitleStatus
from .kinds import RECORD_KINDS, RecordKind
from .lists import Codes, Confidence, ReadingDepth
from .materials import Comparison, Condition, Preparation, System
from .nodes import LABEL, Composed, Node
from .registrations import Registration
from .results import Finding
from .rungs import Design
from .types import Address, CountryTerm, Key, PartialDay, RecordKey, TaxonTerm, Time

DesignFeature = Annotated[
    Literal[
        "prospective",
        "open label",
        "single blind",
        "double blind",
        "blinded",
        "placebo controlled",
        "parallel",
        "crossover",
        "dose escalation",
        "multicentre",
        "three arm",
        "five arm",
        "phase 1/2",
    ],
    Codes("DesignFeature"),
]

InclusionList = Annotated[Literal["read", "partly read", "not read"], Codes("InclusionList")]
"""Whether a review's list of included studies was seen; ``not read`` is unknown, never zero."""


class _Document(Part):
    """What every record says first: the document, and how it was read."""

    NODE: ClassVar = Node(
        "record",
        {name: kind.classes[0] for name, kind in RECORD_KINDS.items()},
        composed=(
            Composed(LABEL, "its title, or its key in words where none was shown", label_of),
            Composed("dcterms:identifier", "the key of the record", key_of),
            Composed("status", "state of its publication", status_of, dimension=True),
            Composed("year", "year of its publication, shown or deduced", year_of, dimension=True),
            Composed("rung", "highest rung of its results, or of its design", rung_of, dimension=True),
            Composed("inGroup", "the research group behind it", many=True, column="group", dimension=True),
            Composed("inCohort", "the participants or animals it studied", many=True, column="cohort"),
        ),
    )

    kind: RecordKind = needed("what is described; also the folder of the file", because="it is the class")
    title: str | None = optional(
        "exact title; leave it out where none was shown",
        because="it is the label, and dcterms:title of the publication",
        example="Exosomes and hair growth in mice",
    )
    title_status: TitleStatus = needed("how the title was seen", "titleStatus")
    publication: Publication | None = optional("the document", "describedIn", column="publication")
    read: ReadingDepth = needed(
        "how much of the source was read",
        "readingDepth",
        column="read as",
        dimension=True,
        also=(Also("absenceMeans", absence_of, "what a missing field means"),),
    )
    confidence: Confidence = needed(
        "how sure one can be of what the page says, not how strong the evidence is",
        "confidence",
        dimension=True,
    )
    entered: SourceReading = needed(
        "who entered the record, and when",
        because="its fields are said of the record",
        inside={"date": "entered", "by": "enteredBy"},
    )
    second_read: SecondReading | None = optional(
        "who else read it against the source, and when",
        because="its fields are said of the record",
        inside={"date": "secondRead", "by": "secondReadBy"},
    )


class _Content(Part):
    """What every record may hold."""

    designs: list[Design] = several("designs of the study", "design", dimension=True)
    features: list[DesignFeature] = several("features of the design", "designFeature", dimension=True)
    species: list[TaxonTerm] = several(
        "species or strains studied", "obo:RO_0002162", column="species", dimension=True, example=["mouse"]
    )
    countries: list[CountryTerm] = several(
        "countries in which people were treated or the work was done, as shown",
        "country",
        dimension=True,
        example=["South Korea"],
    )
    condition: Condition | None = optional("condition studied", because="its fields are said of the record")
    n: dict[Key, int] = keyed(
        "numbers by what they count: participants, analysed, animals, donors, studies …",
        count_property,
        example={"participants": 40},
    )
    n_note: str | None = optional("a remark on the numbers", "nNote", example="two left early")
    sex: str | None = optional("sex of the subjects as worded", "sex", example="men")
    age: str | None = optional("age of the subjects as worded", "age", example="18 to 45 years")
    comparators: list[str] = several(
        "comparators as worded", "comparatorReported", column="comparator", example=["saline"]
    )
    primary_endpoint: str | None = optional(
        "primary endpoint as worded", "primaryEndpoint", example="hair density at week 16"
    )
    follow_up: Time | None = optional(
        "follow-up as worded", "followUp", column="follow-up", example="24 weeks"
    )
    preparations: dict[Key, Preparation] = keyed(
        "what was given, by a key of your choice", because="each leads to its record: exokg:usedIn"
    )
    systems: dict[Key, System] = keyed(
        "where it was measured, by a key of your choice", because="each leads to its record: exokg:ofRecord"
    )
    arms: dict[Key, Arm] = keyed(
        "what each group got, by a key of your choice", because="each leads to its record: exokg:ofRecord"
    )
    comparisons: dict[Key, Comparison] = keyed(
        "against what it was measured, by a key of your choice",
        because="each leads to its record: exokg:ofRecord",
    )
    findings: list[Finding] = several(
        "results: one subject, one effect, one target, at most one number each",
        because="each leads to its record: exokg:reportedBy",
    )
    harms: list[Harm] = several(
        "adverse events, and sentences that none was seen",
        because="each leads to its record: exokg:reportedBy",
    )
    statements: list[Position] = several(
        "positions the document takes", because="each leads to its record: exokg:reportedBy"
    )
    conclusions: list[Conclusion] = several(
        "what the authors conclude beyond their findings",
        because="each leads to its record: exokg:reportedBy",
    )
    appraisals: list[Appraisal] = several(
        "judgements of how far studies can be trusted, as somebody made them",
        because="each leads to its record: exokg:reportedBy",
    )
    caution: str | None = optional(
        "what the document calls unproven, or what a reader must know",
        "caution",
        example="No controlled trial has been done.",
    )
    interests: Interests | None = optional(
        "funding and ties as seen", because="its fields are said of the record"
    )
    not_applicable: list[str] = several(
        "fields and checklist items that cannot apply", "notApplicable", example=["sex"]
    )
    not_reported: list[str] = several(
        "fields and checklist items on which the full text is silent", "notReported", example=["age"]
    )
    not_mentioned: list[str] = several(
        "fields and checklist items looked for in what was read, and absent from it; the rest may hold them",
        "notMentioned",
        column="not mentioned",
        example=["severity"],
    )
    sources: list[Address] = needed(
        "web addresses that were read",
        "sourcePage",
        column="source page",
        example=["https://pubmed.ncbi.nlm.nih.gov/35174143/"],
    )
    mirrors: list[Address] = several(
        "unofficial copies that were read; readers are not sent there",
        "mirrorPage",
        column="mirror",
        example=["https://example.org/copy"],
    )
    notes: str | None = optional(
        "remarks and inconsistencies", "note", example="The abstract and table 2 differ in n."
    )


class _Registered(Part):
    registration: Registration | None = optional("the registry entry", "registeredAs", column="registration")


class _Reviewed(Part):
    search: str | None = optional(
        "databases and strategy as worded", "searchStatement", column="search", example="PubMed and Embase"
    )
    searched_to: PartialDay | None = optional("day to which was searched", "searchedTo", example="2025-06-30")
    inclusion_list: InclusionList = needed("whether the list of included studies was seen", "inclusionList")
    includes: list[RecordKey] = several(
        "included studies that have a record here",
        "includesStudy",
        column="includes",
        example=["kim-2022-colostrum"],
    )
    includes_elsewhere: list[str] = several(
        "included studies that have none", "includesElsewhere", example=["Oak 2019"]
    )


class _Issued(Part):
    authority: str | None = optional("who speaks", "authority", dimension=True, example="FDA")
    jurisdiction: str | None = optional(
        "where it holds", "jurisdiction", dimension=True, example="United States"
    )
    issued: PartialDay | None = optional("when it was issued", "issued", example="2019-12-06")
    domains: list[str] = several(
        "domains of a reporting guideline", "domain", column="domain", example=["isolation"]
    )


class StudyRecord(_Content, _Registered, _Document):
    """An investigation and the document that reports it."""

    kind: Literal["study"] = needed(
        "what is described; also the folder of the file", because="it is the class"
    )


class ReviewRecord(_Content, _Reviewed, _Document):
    """A review. Its findings never count as evidence; they point to the studies they rest on."""

    kind: Literal["review"] = needed(
        "what is described; also the folder of the file", because="it is the class"
    )


class TrialRecord(_Content, _Registered, _Document):
    """A registry entry, with or without the record of its paper."""

    kind: Literal["trial"] = needed(
        "what is described; also the folder of the file", because="it is the class"
    )
    registration: Registration = needed("the registry entry", because="the record itself is the entry")


class StatementRecord(_Content, _Issued, _Document):
    """A notice, position paper, guideline or commentary."""

    kind: Literal["statement"] = needed(
        "what is described; also the folder of the file", because="it is the class"
    )


Record = Annotated[StudyRecord | ReviewRecord | TrialRecord | StatementRecord, Field(discriminator="kind")]
"""Any record; ``kind`` says which."""

MODELS: Final[dict[str, type[Part]]] = {
    "study": StudyRecord,
    "review": ReviewRecord,
    "trial": TrialRecord,
    "statement": StatementRecord,
}
"""The model of each kind of record."""
