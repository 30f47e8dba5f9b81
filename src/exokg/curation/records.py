"""The records: what one YAML file of ``graph/`` may hold.

One file is one paper, review, registry entry or authority's statement. A record is short because
absence means something: a field that is not there is *not read* in a record read as abstract,
registry entry, official page or secondary summary, and *not reported* in one read in full. What
cannot apply is named in ``not-applicable``.

Field names are written with hyphens in YAML (``reported-as``) and underscores here. Fields marked
with :class:`TermOf` hold a label, synonym or CURIE of ``graph/terms.tsv``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from . import vocabulary as v  # noqa: TC001 - pydantic evaluates the annotations

Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,80}$")]
"""A curator's name for a thing; IRIs are minted from it, so it never changes."""


@dataclass(frozen=True)
class TermOf:
    """Marks a field whose text names a term of one of these categories of ``terms.tsv``."""

    categories: tuple[str, ...]


def _term(*categories: str) -> TermOf:
    return TermOf(categories)


SourceTerm = Annotated[str, _term("source")]
TargetTerm = Annotated[
    str,
    _term(
        "pathway",
        "process",
        "molecule",
        "hair outcome",
        "clinical outcome",
        "skin outcome",
        "safety outcome",
        "delivery outcome",
    ),
]
MoleculeTerm = Annotated[str, _term("molecule")]
CellTerm = Annotated[str, _term("cell")]
TissueTerm = Annotated[str, _term("anatomy")]
TaxonTerm = Annotated[str, _term("species")]
ConditionTerm = Annotated[str, _term("condition")]
TechniqueTerm = Annotated[str, _term("technique")]
RouteTerm = Annotated[str, _term("route")]
UnitTerm = Annotated[str, _term("unit")]
InterventionTerm = Annotated[str, _term("intervention", "molecule")]
TopicTerm = Annotated[
    str,
    _term(
        "topic",
        "hair outcome",
        "clinical outcome",
        "safety outcome",
        "process",
        "pathway",
        "skin outcome",
        "molecule",
        "delivery outcome",
    ),
]
HarmTerm = Annotated[str, _term("safety outcome")]


def _hyphens(name: str) -> str:
    return name.replace("_", "-")


class Part(BaseModel):
    """Base of everything written in a record: unknown fields are refused, nothing is coerced."""

    model_config = ConfigDict(
        alias_generator=_hyphens, populate_by_name=True, extra="forbid", strict=True, frozen=True
    )


class Reading(Part):
    """One reading of the source: the day (ISO 8601) and the reader, a row of ``graph/readers.tsv``."""

    on: str
    by: Key


class Seed(Part):
    """What became of a claim that the seed article makes about this paper."""

    support: v.SeedSupport
    basis: str | None = None


class Publication(Part):
    """The document, as far as its bibliographic data were seen."""

    type: v.DocumentType
    status: v.Status
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    year: int | None = None
    year_inferred: int | None = None
    date: str | None = None
    journal: str | None = None
    journal_inferred: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    authors: list[str] = Field(default_factory=list)
    authors_complete: bool = False
    licence: str | None = None
    retraction_notice: str | None = Field(
        default=None, description="DOI or PMID of the notice; never that of the paper"
    )


class DoseAmount(Part):
    """A typed amount; the verbatim dose stands beside it."""

    value: float
    unit: UnitTerm


class Dose(Part):
    """A dose as printed, and what of it can be typed, by dimension. Nothing is converted."""

    reported: str
    amounts: dict[v.DoseDimension, DoseAmount] = Field(default_factory=dict)


class Schedule(Part):
    """When it was given: as printed, and typed where that is plain."""

    reported: str
    sessions: int | None = None
    interval_days: float | None = None
    follow_up: str | None = None


class CoIntervention(Part):
    """Something else given in the same arm, and whether the comparator had it too."""

    given: InterventionTerm
    in_comparator: v.YesNo
    note: str | None = None


class SizeNm(Part):
    """Vesicle diameter in nm."""

    mean: float | None = None
    sd: float | None = None
    low: float | None = None
    high: float | None = None


class Preparation(Part):
    """What was given: one vesicle preparation of one study."""

    reported_as: str
    type: v.PreparationType
    source: SourceTerm | None = None
    source_reported: str | None = None
    source_condition: str | None = None
    taxon: TaxonTerm | None = None
    product: str | None = None
    isolation: list[TechniqueTerm] = Field(default_factory=list)
    characterisation: list[TechniqueTerm] = Field(default_factory=list)
    markers: list[MoleculeTerm] = Field(default_factory=list)
    size_nm: SizeNm | None = None
    cargo: list[MoleculeTerm] = Field(default_factory=list)
    engineering: str | None = None
    biogenesis_shown: str | None = Field(
        default=None, description="ground for typing it exosome; without it: extracellular vesicle"
    )
    derived_from: Key | None = Field(
        default=None, description="the preparation of this record it was made from"
    )
    reporting: dict[str, v.ReportingState] = Field(default_factory=dict)
    note: str | None = None


class System(Part):
    """Where something was measured."""

    reported_as: str
    rung: v.Rung
    cell: CellTerm | None = None
    tissue: TissueTerm | None = None
    taxon: TaxonTerm | None = None
    strain: str | None = None
    condition: ConditionTerm | None = None


class Arm(Part):
    """What one group got: preparation, dose, route, schedule, co-interventions."""

    preparation: Key | None = None
    label: str | None = None
    dose: Dose | None = None
    route: RouteTerm | None = None
    route_reported: str | None = None
    depth: str | None = None
    schedule: Schedule | None = None
    co_interventions: list[CoIntervention] = Field(default_factory=list)
    n: int | None = None
    analysed: int | None = None


class Comparison(Part):
    """Against what a finding was measured."""

    kind: v.ComparatorKind
    against: str = Field(description="the comparator as worded in the source")
    preparation: Key | None = Field(
        default=None, description="the other preparation of this record, where that is the comparator"
    )
    drug: InterventionTerm | None = None
    arm: Key | None = Field(default=None, description="the comparator's arm, where it is described")
    control_for_non_vesicle_material: v.YesNo | None = None


class Quantity(Part):
    """One number with its unit, statistic, spread and timepoint. ``p`` and ``timepoint`` are verbatim."""

    unit: UnitTerm | None = None
    statistic: v.Statistic | None = None
    baseline: float | None = None
    baseline_spread: float | None = None
    after: float | None = None
    change: float | None = None
    spread: float | None = None
    spread_type: v.SpreadType | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    comparator_change: float | None = None
    comparator_spread: float | None = None
    n: int | None = None
    p: str | None = None
    timepoint: str | None = None
    note: str | None = None


class Finding(Part):
    """One result: exactly one subject, one effect, one target, at most one quantity."""

    id: Key
    about: Key | None = None
    molecule: MoleculeTerm | None = Field(
        default=None, description="instead of about: the effect of a cargo or inhibitor alone"
    )
    effect: v.Effect
    target: TargetTerm
    target_reported: str | None = Field(
        default=None, description="the target as worded, where the term is wider"
    )
    system: Key
    arm: Key | None = None
    comparison: Key | None = None
    contrast: v.Contrast | None = None
    support: v.Support | None = None
    necessity_tested: v.YesNo | None = None
    via: list[TargetTerm] = Field(default_factory=list)
    measure: str | None = None
    dose: str | None = None
    modifier: str | None = None
    quantity: Quantity | None = None
    locator: str
    seed: Seed | None = None
    summary: str
    rests_on: list[Key] = Field(
        default_factory=list, description="in reviews: the primary records it rests on"
    )


class Harm(Part):
    """An adverse event, or the source's sentence that none was seen; never an effect."""

    id: Key
    state: v.HarmState
    event: HarmTerm
    event_reported: str | None = None
    about: Key | None = None
    arm: Key | None = None
    system: Key | None = None
    population: str | None = None
    count: int | None = None
    count_reported: str | None = None
    denominator: int | None = None
    serious: v.YesNo | None = None
    follow_up: str | None = None
    comparison: Key | None = None
    contrast: v.Contrast | None = None
    measure: str | None = None
    quantity: Quantity | None = None
    locator: str
    seed: Seed | None = None
    summary: str


class Statement(Part):
    """A position, proposal or status that a document asserts; never an effect edge."""

    id: Key
    stance: v.Stance
    topic: TopicTerm
    about: Key | None = None
    scope: str | None = Field(default=None, description="where or among whom it is said to hold")
    as_of: str | None = None
    measure: str | None = None
    quantity: Quantity | None = None
    locator: str
    seed: Seed | None = None
    summary: str


class Conclusion(Part):
    """What the authors conclude beyond their findings."""

    id: Key
    kind: v.ConclusionKind
    seed: Seed | None = None
    summary: str


class Interests(Part):
    """Funding and ties as seen."""

    statement: str
    funder_kind: v.FunderKind
    funders: list[str] = Field(default_factory=list)
    product_tie: v.YesNo | None = None


class Difference(Part):
    """One point on which a registry entry and its paper (or two sources of one trial) disagree."""

    id: Key
    field: str
    registry: str
    paper: str
    locator: str | None = None


class Registration(Part):
    """A registry entry as seen on one day."""

    id: str | None = None
    registry: str | None = None
    state: v.RegistryState
    state_reported: str | None = None
    as_of: str | None = None
    planned_n: int | None = None
    registered_n: int | None = None
    start: str | None = None
    completion: str | None = None
    phase: str | None = None
    sponsor: str | None = None
    endpoints: list[str] = Field(default_factory=list)
    paper: Key | None = Field(default=None, description="the record of the paper, where one is known")
    paper_note: str | None = None
    differences: list[Difference] = Field(default_factory=list)


class Condition(Part):
    """The condition studied: as worded, its terms, and severity where given."""

    reported: str
    terms: list[ConditionTerm] = Field(default_factory=list)
    severity: str | None = None


class _Document(Part):
    """What every record says first: the document, and how it was read."""

    kind: v.Kind
    title: str | None = None
    title_status: v.TitleStatus
    publication: Publication | None = None
    read: v.ReadingDepth
    confidence: v.Confidence
    entered: Reading
    second_read: Reading | None = None


class _Content(Part):
    """What every record may hold."""

    designs: list[v.Design] = Field(default_factory=list)
    features: list[v.DesignFeature] = Field(default_factory=list)
    species: list[TaxonTerm] = Field(default_factory=list)
    strain: str | None = None
    condition: Condition | None = None
    n: dict[Key, int] = Field(default_factory=dict)
    n_note: str | None = None
    sex: str | None = None
    age: str | None = None
    comparators: list[str] = Field(default_factory=list)
    primary_endpoint: str | None = None
    follow_up: str | None = None
    preparations: dict[Key, Preparation] = Field(default_factory=dict)
    systems: dict[Key, System] = Field(default_factory=dict)
    arms: dict[Key, Arm] = Field(default_factory=dict)
    comparisons: dict[Key, Comparison] = Field(default_factory=dict)
    findings: list[Finding] = Field(default_factory=list)
    harms: list[Harm] = Field(default_factory=list)
    statements: list[Statement] = Field(default_factory=list)
    conclusions: list[Conclusion] = Field(default_factory=list)
    caution: str | None = None
    interests: Interests | None = None
    not_applicable: list[str] = Field(default_factory=list)
    not_reported: list[str] = Field(default_factory=list)
    sources: list[str]
    mirrors: list[str] = Field(default_factory=list)
    notes: str | None = None


class _Registered(Part):
    registration: Registration | None = None


class _Reviewed(Part):
    search: str | None = None
    searched_to: str | None = None
    inclusion_list: v.InclusionList
    includes: list[Key] = Field(default_factory=list)
    includes_elsewhere: list[str] = Field(
        default_factory=list, description="included studies that have no record here"
    )


class _Issued(Part):
    authority: str | None = None
    jurisdiction: str | None = None
    issued: str | None = None
    domains: list[str] = Field(default_factory=list)


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
