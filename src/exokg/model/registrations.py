"""The part of a record that a trial registry holds, and where it disagrees with the paper."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from .declarations import KNOWN_AS, Part, needed, optional, several
from .lists import Codes, YesNo
from .nodes import Composed, Made, Node, Spot, labelled
from .types import Key, PartialDay, PlannedDay, RecordKey, RegistryNumber

RegistryState = Annotated[
    Literal[
        "not yet recruiting",
        "recruiting",
        "active, not recruiting",
        "completed",
        "terminated",
        "withdrawn",
        "unknown",
        "not shown",
    ],
    Codes("RegistryState"),
]

DifferenceKind = Annotated[
    Literal[
        "registry and paper",
        "registry and reports",
        "parts of the entry",
        "copies of the entry",
        "reports",
    ],
    Codes("DifferenceKind"),
]
"""Which two sources of one trial disagree."""


def _name(spot: Spot) -> str:
    return spot.part.id or f"registration of {spot.key}"


def _identifier(spot: Spot) -> Made:
    yield _name(spot), spot.loc


class Difference(Part):
    """One point on which two sources of one trial disagree, such as its registry entry and its paper."""

    NODE: ClassVar = Node(
        "difference",
        {"": "RegistryDifference"},
        named_by="id",
        composed=(
            labelled(lambda spot: f"{spot.key}: {spot.part.field}"),
            Composed("ofRegistration", "the registry entry it is about", column="registration"),
        ),
    )

    id: Key = needed("its name in this record", because="its IRI is made of it", example="endpoint-week")
    kind: DifferenceKind = needed("which two sources disagree", "differenceKind", column="between")
    field: str = needed("what differs", "field", column="point", example="week of the primary endpoint")
    registry: str = needed("what the registry, or the first source, says", "registryValue", example="week 24")
    paper: str = needed("what the paper, or the other source, says", "paperValue", example="week 16")
    locator: str | None = optional("where", "locator", example="registry entry, outcome measures")


class Registration(Part):
    """A registry entry as seen on one day."""

    NODE: ClassVar = Node(
        "trial",
        {"": "TrialRegistration"},
        composed=(
            labelled(_name),
            Composed("dcterms:identifier", "the registry's identifier, or one made of the key", _identifier),
            Composed("paper", "the record of the paper"),
        ),
    )

    id: RegistryNumber | None = optional(
        "registry identifier, such as NCT05658094",
        "registryId",
        column="registry id",
        dimension=True,
        example="NCT05658094",
        also=(KNOWN_AS,),
    )
    registry: str | None = optional("name of the registry", "registry", example="ClinicalTrials.gov")
    state: RegistryState = needed(
        "state of recruitment", "registryState", column="recruitment", dimension=True
    )
    state_reported: str | None = optional(
        "the state in the words of the source", "stateReported", example="Recruiting"
    )
    as_of: PartialDay | None = optional(
        "the day on which the entry said so", "asOf", column="as of", example="2026-11-22"
    )
    planned_n: int | None = optional("participants planned", "plannedN", column="planned", example=60)
    registered_n: int | None = optional(
        "participants registered as enrolled", "registeredN", column="enrolled", example=58
    )
    start: PlannedDay | None = optional("start, as a date", "start", example="2023-01-15")
    completion: PlannedDay | None = optional("completion, as a date", "completion", example="2024-06-30")
    phase: str | None = optional("phase as shown", "phase", example="Phase 1/2")
    sponsor: str | None = optional("sponsor", "sponsor", example="Forest University")
    endpoints: list[str] = several(
        "registered endpoints", "endpoint", column="endpoint", example=["hair density at week 24"]
    )
    results_posted: YesNo | None = optional(
        "whether the pages of the entry that were seen show results",
        "resultsPosted",
        column="results posted",
        example="no",
    )
    paper: RecordKey | None = optional(
        "the record of the paper, where one is known",
        because="the paper is composed: a study that names its entry is the paper",
        example="kim-2022-colostrum",
    )
    paper_note: str | None = optional(
        "what is known of a paper", "paperNote", example="no paper found on 2026-11-22"
    )
    differences: list[Difference] = several(
        "on what registry, paper and other sources disagree",
        because="each difference leads to its entry: exokg:ofRegistration",
    )
