"""What a record reports beside findings: harms, positions and conclusions. None of them is an effect."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from .declarations import Part, needed, optional
from .documents import Seed
from .lists import Codes, Contrast, YesNo
from .nodes import Node, labelled
from .quantities import Quantity
from .results import REPORTED
from .types import (
    ArmKey,
    ComparisonKey,
    HarmTerm,
    Key,
    PartialDay,
    PreparationKey,
    SystemKey,
    Time,
    TopicTerm,
)

HarmState = Annotated[
    Literal["observed", "none observed", "not mentioned", "not reported", "not read"], Codes("HarmState")
]
"""``none observed`` is a sentence of the source; ``not mentioned``: a section that was read does not name it;
``not reported`` needs a full text that is silent."""

Stance = Annotated[
    Literal[
        "not approved",
        "prohibited",
        "restricted",
        "permitted",
        "warning",
        "requirement",
        "standard",
        "status",
        "not endorsed",
        "evidence gap",
        "author proposal",
    ],
    Codes("Stance"),
]

ConclusionKind = Annotated[Literal["promise", "caution"], Codes("ConclusionKind")]


class Harm(Part):
    """An adverse event, or the source's sentence that none was seen; never an effect."""

    NODE: ClassVar = Node(
        "harm",
        {"": "HarmReport"},
        of="reportedBy",
        named_by="id",
        composed=(labelled(lambda spot: f"{spot.part.event}: {spot.part.state} ({spot.key})"), *REPORTED),
    )

    id: Key = needed("its name in this record; never changes", because="its IRI is made of it", example="h1")
    state: HarmState = needed(
        "observed, none observed (a sentence of the source), not mentioned in what was read, not reported, "
        "not read",
        "harmState",
        column="state",
        dimension=True,
    )
    event: HarmTerm = needed("the event", "event", dimension=True, example="pain")
    event_reported: str | None = optional(
        "the event in the words of the source", "eventReported", example="stinging"
    )
    about: PreparationKey | None = optional(
        "the preparation it is about, a key of preparations", "subject", column="subject"
    )
    arm: ArmKey | None = optional("the group it happened in, a key of arms", "inArm", column="arm")
    system: SystemKey | None = optional("where it was seen, a key of systems", "inSystem", column="system")
    population: str | None = optional(
        "among whom, in the words of the source", "population", example="all treated patients"
    )
    count: int | None = optional("people with the event", "count", example=2)
    count_reported: str | None = optional(
        "the count in the words of the source", "countReported", example="two patients"
    )
    denominator: int | None = optional("people counted", "denominator", column="of", example=20)
    serious: YesNo | None = optional("whether it was serious", "serious", dimension=True)
    follow_up: Time | None = optional("how long was watched", "followUp", example="12 months")
    comparison: ComparisonKey | None = optional("against what, a key of comparisons", "comparison")
    contrast: Contrast | None = optional("between groups, or within one", "contrast")
    measure: str | None = optional("how it was looked for", "measure", example="asked at each visit")
    quantity: Quantity | None = optional("its number", because="its fields are said of the result")
    locator: str = needed("where in the source", "locator", example="table 4")
    seed: Seed | None = optional(
        "verdict on a claim of the seed article", because="its fields are said of the result"
    )
    summary: str = needed("one sentence in your own words", "summary", example="Two felt a sting.")


class Position(Part):
    """A position, proposal or status that a document asserts; never an effect edge."""

    NODE: ClassVar = Node(
        "position",
        {"": "Position"},
        of="reportedBy",
        named_by="id",
        composed=(labelled(lambda spot: f"{spot.part.topic}: {spot.part.stance} ({spot.key})"), *REPORTED),
    )

    id: Key = needed("its name in this record; never changes", because="its IRI is made of it", example="s1")
    stance: Stance = needed("what it does: warns, prohibits, requires …", "stance", dimension=True)
    topic: TopicTerm = needed("what it is about", "topic", dimension=True, example="pain")
    about: PreparationKey | None = optional(
        "the preparation it is about, a key of preparations", "subject", column="subject"
    )
    scope: str | None = optional(
        "where or among whom it is said to hold", "scope", example="in the United States"
    )
    as_of: PartialDay | None = optional(
        "since when, or on what day it held", "asOf", column="as of", example="2026-11-22"
    )
    measure: str | None = optional(
        "what it refers to, in the words of the source", "measure", example="exosome products"
    )
    quantity: Quantity | None = optional("its number", because="its fields are said of the result")
    locator: str = needed("where in the source", "locator", example="second paragraph")
    seed: Seed | None = optional(
        "verdict on a claim of the seed article", because="its fields are said of the result"
    )
    summary: str = needed("one sentence in your own words", "summary", example="No product is approved.")


class Conclusion(Part):
    """What the authors conclude beyond their findings."""

    NODE: ClassVar = Node(
        "conclusion",
        {"": "Conclusion"},
        of="reportedBy",
        named_by="id",
        composed=(labelled(lambda spot: f"{spot.part.kind} ({spot.key})"),),
    )

    id: Key = needed("its name in this record; never changes", because="its IRI is made of it", example="c1")
    kind: ConclusionKind = needed("promise or caution", "conclusionKind", column="leaning", dimension=True)
    seed: Seed | None = optional(
        "verdict on a claim of the seed article", because="its fields are said of the result"
    )
    summary: str = needed("one sentence in your own words", "summary", example="A trial is needed.")
