"""The parts of a record about what each group got: arms, doses, schedules, what else was given."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from .declarations import Also, Part, keyed, needed, optional, several
from .lists import Codes, YesNo
from .names import coded
from .nodes import Composed, Made, Node, Spot, labelled
from .quantities import days
from .types import InterventionTerm, PreparationKey, RouteTerm, Time, UnitTerm

DoseDimension = Annotated[
    Literal["particles", "protein mass", "volume", "drug mass", "sessions", "other"], Codes("DoseDimension")
]
"""What a dose counts. Dimensions are never converted into each other."""


def _dimension(spot: Spot) -> Made:
    yield coded(Codes("DoseDimension"), spot.name), spot.loc


class DoseAmount(Part):
    """An amount of a dose as a number with a unit; `reported` keeps the dose as printed."""

    NODE: ClassVar = Node(
        "dose",
        {"": "Dose"},
        composed=(
            labelled(lambda spot: f"{spot.owner.part.reported if spot.owner else ''} ({spot.name})"),
            Composed(
                "dimension", "what the dose counts", _dimension, column="dose dimension", dimension=True
            ),
        ),
    )

    value: float = needed("the number as printed", "amount", example=2.0)
    unit: UnitTerm = needed("its unit", "unit", example="mL")


class Dose(Part):
    """A dose as printed, and what of it can be typed. Nothing is converted."""

    reported: str = needed(
        "the dose in the words of the source", "doseReported", column="dose", example="2 mL at 1 mg/mL"
    )
    amounts: dict[DoseDimension, DoseAmount] = keyed(
        "typed amounts by what they count; particles and mass are never converted into each other",
        "dose",
        column="typed dose",
    )


class Schedule(Part):
    """When it was given."""

    reported: str = needed(
        "the schedule in the words of the source",
        "scheduleReported",
        column="schedule",
        example="once a week for 12 weeks",
    )
    sessions: int | None = optional("how many times it was given", "sessions", dimension=True, example=12)
    interval_days: float | None = optional(
        "days between two sessions",
        "intervalDays",
        column="days between sessions",
        example=7.0,
        dimension=True,
    )
    ends: Time | None = optional(
        "when treatment ended, as printed, counted from its beginning",
        "treatmentEnd",
        column="treatment ends",
        example="12 weeks",
        also=(Also("treatmentDays", days, "the days in it, where it starts with a plain time"),),
    )
    follow_up: Time | None = optional(
        "how long was watched after the last session", "followUp", column="follow-up", example="12 weeks"
    )


class CoIntervention(Part):
    """Something else given in the same arm."""

    NODE: ClassVar = Node(
        "cointervention",
        {"": "CoIntervention"},
        named_by="given",
        composed=(labelled(lambda spot: spot.part.given),),
    )

    given: InterventionTerm = needed(
        "what was given", "given", column="given too", dimension=True, example="microneedling"
    )
    in_comparator: YesNo = needed(
        "whether the comparator had it too", "inComparator", column="in the comparator"
    )
    note: str | None = optional("a remark", "note", example="before each session")


class Arm(Part):
    """What one group got."""

    NODE: ClassVar = Node(
        "arm",
        {"": "Arm"},
        of="ofRecord",
        composed=(labelled(lambda spot: spot.part.label or spot.name),),
    )

    preparation: PreparationKey | None = optional(
        "the preparation given, a key of preparations", "ofPreparation", column="preparation"
    )
    label: str | None = optional(
        "its name in the words of the source", "reportedName", column="name", example="Group A"
    )
    dose: Dose | None = optional("dose, verbatim and typed", because="its fields are said of the arm")
    dose_rank: int | None = optional(
        "its place in a series of doses of one preparation, 1 for the lowest",
        "doseRank",
        column="place in the dose series",
        example=1,
    )
    route: RouteTerm | None = optional("route", "route", dimension=True, example="topical")
    route_reported: str | None = optional(
        "route in the words of the source", "routeReported", example="dripped on after microneedling"
    )
    depth: str | None = optional("depth of needling or injection as printed", "depth", example="0.5 mm")
    schedule: Schedule | None = optional("when it was given", because="its fields are said of the arm")
    co_interventions: list[CoIntervention] = several(
        "what else was given", "coIntervention", column="given too"
    )
    n: int | None = optional("subjects in the arm", "n", example=20)
    analysed: int | None = optional("subjects analysed", "nAnalysed", column="analysed", example=19)
