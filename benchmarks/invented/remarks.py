"""What records hold beside the findings: harms, positions and conclusions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.invented.draws import Counts, Draws, Fields, shares

if TYPE_CHECKING:
    from benchmarks.invented.draws import Place

HARMS = {"people": Counts({0: 8, 1: 10, 2: 1, 3: 2, 7: 1}), "elsewhere": Counts({0: 39, 1: 3})}
HARM = shares(
    28,
    event_reported=20,
    arm=23,
    system=27,
    population=26,
    count=12,
    count_reported=5,
    denominator=12,
    serious=1,
    follow_up=6,
    measure=6,
)
STATES = Counts({"none observed": 15, "observed": 13})

POSITIONS = Counts({0: 56, 1: 6, 2: 1, 4: 1})
POSITIONS_OF_REVIEWS = Counts({0: 8, 1: 2, 2: 2, 3: 2, 4: 2, 6: 1, 7: 1})
POSITIONS_OF_STATEMENTS = Counts({0: 1, 1: 5, 2: 4, 3: 5, 4: 3, 6: 1, 7: 1})
POSITION = shares(98, about=82, scope=74, as_of=6)
STANCES = Counts(
    {
        "evidence gap": 22,
        "status": 20,
        "warning": 15,
        "not approved": 11,
        "author proposal": 11,
        "standard": 5,
        "requirement": 4,
        "prohibited": 4,
        "permitted": 3,
        "restricted": 2,
        "not endorsed": 1,
    }
)

CONCLUSIONS = Counts({0: 51, 1: 11, 2: 2})
CONCLUSIONS_OF_REVIEWS = Counts({0: 7, 1: 10, 5: 1})
CONCLUSION_KINDS = Counts({"promise": 27, "caution": 7})


def harm(draws: Draws, study: Fields, number: int) -> Fields:
    arms, event = list(study["arms"]), draws.term("safety outcome")
    told = {"id": f"h{number}", "state": draws.deal(STATES), "event": event, "about": "prep-0"}
    told |= {"locator": "abstract", "summary": draws.sentence("harm")}
    made = draws.some(
        HARM,
        event_reported=f"{event} as worded",
        arm=lambda one: one.random.choice(arms) if arms else None,
        system=lambda one: one.random.choice(list(study["systems"])),
        population="the people treated",
        count=lambda one: one.random.randint(0, 8),
        count_reported="a few",
        denominator=lambda one: one.random.randint(10, 60),
        serious="yes",
        follow_up="24 weeks",
        measure="skin biopsy",
    )
    return told | made


def harms(draws: Draws, place: Place, study: Fields) -> list[Fields]:
    """Those of a study, whose materials are made."""
    return [harm(draws, study, number) for number in range(draws.deal(HARMS[place]))]


def position(draws: Draws, number: int) -> Fields:
    told = {"id": f"s{number}", "stance": draws.deal(STANCES), "topic": draws.term("topic")}
    made = draws.some(POSITION, about="prep-0", scope="United States", as_of="2025-05-05")
    return told | made | {"locator": "abstract", "summary": draws.sentence("position")}


def positions(draws: Draws, count: int) -> list[Fields]:
    return [position(draws, number) for number in range(count)]


def conclusions(draws: Draws, count: int) -> list[Fields]:
    kinds = [draws.deal(CONCLUSION_KINDS) for _ in range(count)]
    return [{"id": f"c{n}", "kind": kind, "summary": draws.sentence(kind)} for n, kind in enumerate(kinds)]
