"""The records: what one YAML file of ``graph/`` may hold.

One file is one paper, review, registry entry or authority's statement. A record is short because
absence means something: a field that is not there is *not read* in a record read as abstract,
registry entry, official page or secondary summary, and *not reported* in one read in full. What
cannot apply is named in ``not-applicable``.

Field names are written with hyphens in YAML (``reported-as``) and underscores here. Fields marked
with :class:`TermOf` hold a label, synonym or CURIE of ``graph/terms.tsv``. The text below a field is its
help: editors show it, and docs/template is made from it.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from . import vocabulary as v  # noqa: TC001 - pydantic evaluates the annotations
from .fields import Key, Part, TaxonTerm, TermOf
from .findings import Conclusion, Finding, Harm, Quantity, Statement
from .parts import (
    Arm,
    CoIntervention,
    Comparison,
    Condition,
    Dose,
    DoseAmount,
    Interests,
    Preparation,
    Publication,
    Reading,
    Schedule,
    Seed,
    SizeNm,
    System,
)
from .registration import Difference, Registration

__all__ = [
    "Arm",
    "CoIntervention",
    "Comparison",
    "Conclusion",
    "Condition",
    "Difference",
    "Dose",
    "DoseAmount",
    "Finding",
    "Harm",
    "Interests",
    "Key",
    "Part",
    "Preparation",
    "Publication",
    "Quantity",
    "Reading",
    "Record",
    "Registration",
    "ReviewRecord",
    "Schedule",
    "Seed",
    "SizeNm",
    "Statement",
    "StatementRecord",
    "StudyRecord",
    "System",
    "TermOf",
    "TrialRecord",
]


class _Document(Part):
    """What every record says first: the document, and how it was read."""

    kind: v.Kind
    """what is described; also the folder of the file"""
    title: str | None = None
    """exact title; leave it out where none was shown"""
    title_status: v.TitleStatus
    """how the title was seen"""
    publication: Publication | None = None
    """the document"""
    read: v.ReadingDepth
    """how much of the source was read"""
    confidence: v.Confidence
    """how sure one can be of what the page says, not how strong the evidence is"""
    entered: Reading
    """who entered the record, and when"""
    second_read: Reading | None = None
    """who else read it against the source, and when"""


class _Content(Part):
    """What every record may hold."""

    designs: list[v.Design] = Field(default_factory=list)
    """designs of the study"""
    features: list[v.DesignFeature] = Field(default_factory=list)
    """features of the design"""
    species: list[TaxonTerm] = Field(default_factory=list)
    """species studied"""
    strain: str | None = None
    """strain of the animals"""
    condition: Condition | None = None
    """condition studied"""
    n: dict[Key, int] = Field(default_factory=dict)
    """numbers by what they count: participants, analysed, animals, donors, studies …"""
    n_note: str | None = None
    """a remark on the numbers"""
    sex: str | None = None
    """sex of the subjects as worded"""
    age: str | None = None
    """age of the subjects as worded"""
    comparators: list[str] = Field(default_factory=list)
    """comparators as worded"""
    primary_endpoint: str | None = None
    """primary endpoint as worded"""
    follow_up: str | None = None
    """follow-up as worded"""
    preparations: dict[Key, Preparation] = Field(default_factory=dict)
    """what was given, by a key of your choice"""
    systems: dict[Key, System] = Field(default_factory=dict)
    """where it was measured, by a key of your choice"""
    arms: dict[Key, Arm] = Field(default_factory=dict)
    """what each group got, by a key of your choice"""
    comparisons: dict[Key, Comparison] = Field(default_factory=dict)
    """against what it was measured, by a key of your choice"""
    findings: list[Finding] = Field(default_factory=list)
    """results: one subject, one effect, one target, at most one number each"""
    harms: list[Harm] = Field(default_factory=list)
    """adverse events, and sentences that none was seen"""
    statements: list[Statement] = Field(default_factory=list)
    """positions the document takes"""
    conclusions: list[Conclusion] = Field(default_factory=list)
    """what the authors conclude beyond their findings"""
    caution: str | None = None
    """what the document calls unproven, or what a reader must know"""
    interests: Interests | None = None
    """funding and ties as seen"""
    not_applicable: list[str] = Field(default_factory=list)
    """fields and checklist items that cannot apply"""
    not_reported: list[str] = Field(default_factory=list)
    """fields and checklist items on which the full text is silent"""
    sources: list[str]
    """web addresses that were read"""
    mirrors: list[str] = Field(default_factory=list)
    """unofficial copies that were read; readers are not sent there"""
    notes: str | None = None
    """remarks and inconsistencies"""


class _Registered(Part):
    registration: Registration | None = None
    """the registry entry"""


class _Reviewed(Part):
    search: str | None = None
    """databases and strategy as worded"""
    searched_to: str | None = None
    """date to which was searched"""
    inclusion_list: v.InclusionList
    """whether the list of included studies was seen"""
    includes: list[Key] = Field(default_factory=list)
    """included studies that have a record here"""
    includes_elsewhere: list[str] = Field(default_factory=list)
    """included studies that have none"""


class _Issued(Part):
    authority: str | None = None
    """who speaks"""
    jurisdiction: str | None = None
    """where it holds"""
    issued: str | None = None
    """when it was issued"""
    domains: list[str] = Field(default_factory=list)
    """domains of a reporting guideline"""


class StudyRecord(_Content, _Registered, _Document):
    """An investigation and the document that reports it."""

    kind: Literal["study"]


class ReviewRecord(_Content, _Reviewed, _Document):
    """A review. Its findings never count as evidence; they point to the studies they rest on."""

    kind: Literal["review"]


class TrialRecord(_Content, _Registered, _Document):
    """A registry entry that has no paper here, or stands beside one."""

    kind: Literal["trial"]
    registration: Registration


class StatementRecord(_Content, _Issued, _Document):
    """A notice, position paper, guideline or commentary."""

    kind: Literal["statement"]


Record = Annotated[StudyRecord | ReviewRecord | TrialRecord | StatementRecord, Field(discriminator="kind")]
"""Any record; ``kind`` says which."""
