"""The parts of a record that are not results: document, preparations, systems, arms, comparisons.

The text below a field is its help: editors show it, and docs/template is made from it.
"""

from __future__ import annotations

from pydantic import Field

from . import vocabulary as v  # noqa: TC001 - pydantic evaluates the annotations
from .fields import (
    CellTerm,
    ConditionTerm,
    InterventionTerm,
    Key,
    MoleculeTerm,
    Part,
    RouteTerm,
    SourceTerm,
    TaxonTerm,
    TechniqueTerm,
    TissueTerm,
    UnitTerm,
)

__all__ = [
    "Arm",
    "CoIntervention",
    "Comparison",
    "Condition",
    "Dose",
    "DoseAmount",
    "Interests",
    "Preparation",
    "Publication",
    "Reading",
    "Schedule",
    "Seed",
    "SizeNm",
    "System",
]


class Reading(Part):
    """One reading of the source."""

    date: str
    """the day, such as 2026-11-22"""
    by: Key
    """the reader, an id of readers.tsv"""


class Seed(Part):
    """What became of a claim that the seed article makes about this paper."""

    support: v.SeedSupport
    """whether the paper's own page bears it out"""
    basis: str | None = None
    """what was looked at"""


class Publication(Part):
    """The document, as far as its bibliographic data were seen."""

    type: v.DocumentType
    """kind of document, apart from the design of the study"""
    status: v.Status
    """state of the publication"""
    doi: str | None = None
    """bare DOI, such as 10.3389/fcell.2022.815205"""
    pmid: str | None = None
    """PubMed number, digits in quotes"""
    pmcid: str | None = None
    """PubMed Central number, such as PMC8960251"""
    year: int | None = None
    """year of publication as shown"""
    year_inferred: int | None = None
    """year of publication as deduced, where none was shown"""
    date: str | None = None
    """date of publication as shown"""
    journal: str | None = None
    """journal as shown"""
    journal_inferred: str | None = None
    """journal as deduced, where none was shown"""
    volume: str | None = None
    """volume, in quotes"""
    issue: str | None = None
    """issue, in quotes"""
    pages: str | None = None
    """pages or article number, in quotes"""
    authors: list[str] = Field(default_factory=list)
    """authors as shown, in order, such as Kim H"""
    authors_complete: bool = False
    """true if all authors were shown"""
    licence: str | None = None
    """licence of the paper, where seen"""
    retraction_notice: str | None = None
    """DOI or PMID of the retraction notice; never that of the paper"""


class DoseAmount(Part):
    """A typed amount; the verbatim dose stands beside it."""

    value: float
    """the number as printed"""
    unit: UnitTerm
    """its unit"""


class Dose(Part):
    """A dose as printed, and what of it can be typed. Nothing is converted."""

    reported: str
    """the dose in the words of the source"""
    amounts: dict[v.DoseDimension, DoseAmount] = Field(default_factory=dict)
    """typed amounts by what they count; particles and mass are never converted into each other"""


class Schedule(Part):
    """When it was given."""

    reported: str
    """the schedule in the words of the source"""
    sessions: int | None = None
    """how many times it was given"""
    interval_days: float | None = None
    """days between two sessions"""
    follow_up: str | None = None
    """how long was watched after the last session"""


class CoIntervention(Part):
    """Something else given in the same arm."""

    given: InterventionTerm
    """what was given"""
    in_comparator: v.YesNo
    """whether the comparator had it too"""
    note: str | None = None
    """a remark"""


class SizeNm(Part):
    """Vesicle diameter in nm."""

    mean: float | None = None
    """mean diameter"""
    sd: float | None = None
    """its standard deviation"""
    low: float | None = None
    """lower end of the range"""
    high: float | None = None
    """upper end of the range"""


class Preparation(Part):
    """What was given: one vesicle preparation of one study."""

    reported_as: str
    """its name in the words of the source"""
    type: v.PreparationType
    """kind of preparation"""
    source: SourceTerm | None = None
    """cells or material it comes from"""
    source_reported: str | None = None
    """the source as worded, where the term is wider"""
    source_condition: str | None = None
    """state of the source: native, primed, engineered …"""
    taxon: TaxonTerm | None = None
    """species of the source"""
    product: str | None = None
    """product name"""
    isolation: list[TechniqueTerm] = Field(default_factory=list)
    """how it was separated"""
    characterisation: list[TechniqueTerm] = Field(default_factory=list)
    """how it was characterised"""
    markers: list[MoleculeTerm] = Field(default_factory=list)
    """vesicle markers shown"""
    size_nm: SizeNm | None = None
    """diameter in nm"""
    cargo: list[MoleculeTerm] = Field(default_factory=list)
    """cargo named by the source"""
    engineering: str | None = None
    """what was changed, loaded, dried or mixed"""
    lacks: list[MoleculeTerm] = Field(default_factory=list)
    """cargo silenced or removed in it; such a necessity control never counts under its source"""
    biogenesis_shown: str | None = None
    """ground for typing it exosome; without it: extracellular vesicle"""
    derived_from: Key | None = None
    """the preparation of this record it was made from"""
    reporting: dict[v.PreparationItem, v.ReportingState] = Field(default_factory=dict)
    """items of the reporting checklist that the fields above do not show"""
    note: str | None = None
    """a remark"""


class System(Part):
    """Where something was measured."""

    reported_as: str
    """the system in the words of the source"""
    rung: v.Rung
    """its rung on the ladder from dish to controlled human study"""
    cell: CellTerm | None = None
    """cell type"""
    tissue: TissueTerm | None = None
    """tissue or site"""
    taxon: TaxonTerm | None = None
    """species"""
    strain: str | None = None
    """strain or line"""
    condition: ConditionTerm | None = None
    """condition it models or has"""


class Arm(Part):
    """What one group got."""

    preparation: Key | None = None
    """the preparation given, a key of preparations"""
    label: str | None = None
    """its name in the words of the source"""
    dose: Dose | None = None
    """dose, verbatim and typed"""
    route: RouteTerm | None = None
    """route"""
    route_reported: str | None = None
    """route in the words of the source"""
    depth: str | None = None
    """depth of needling or injection as printed"""
    schedule: Schedule | None = None
    """when it was given"""
    co_interventions: list[CoIntervention] = Field(default_factory=list)
    """what else was given"""
    n: int | None = None
    """subjects in the arm"""
    analysed: int | None = None
    """subjects analysed"""


class Comparison(Part):
    """Against what a finding was measured."""

    kind: v.ComparatorKind
    """kind of comparator"""
    against: str
    """the comparator in the words of the source"""
    preparation: Key | None = None
    """the other preparation of this record, where that is the comparator"""
    drug: InterventionTerm | None = None
    """the drug, where the comparator is one"""
    arm: Key | None = None
    """the comparator's arm, where it is described"""
    control_for_non_vesicle_material: v.YesNo | None = None
    """whether the comparator holds what the preparation holds besides vesicles"""


class Interests(Part):
    """Funding and ties as seen."""

    statement: str
    """what was seen of funding and ties"""
    funder_kind: v.FunderKind
    """kind of funder"""
    funders: list[str] = Field(default_factory=list)
    """funders by name"""
    product_tie: v.YesNo | None = None
    """whether an author has a tie to the product"""


class Condition(Part):
    """The condition studied."""

    reported: str
    """the condition in the words of the source"""
    terms: list[ConditionTerm] = Field(default_factory=list)
    """its terms"""
    severity: str | None = None
    """severity as given"""
