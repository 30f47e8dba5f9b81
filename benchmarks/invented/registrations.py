"""Registry entries and where they part from other sources."""

from __future__ import annotations

from benchmarks.invented.draws import Counts, Draws, Fields, shares

REGISTRATION = shares(
    20,
    id=18,
    as_of=10,
    planned_n=10,
    registered_n=6,
    start=13,
    completion=12,
    phase=11,
    sponsor=12,
    endpoints=14,
    results_posted=19,
    paper_note=7,
)
STATES = Counts(
    {
        "completed": 6,
        "not shown": 4,
        "not yet recruiting": 4,
        "recruiting": 3,
        "active, not recruiting": 3,
        "withdrawn": 1,  # invented
    }
)
PHASES = Counts({"NA": 5, "1/2": 2, "2": 1, "3": 2, "early 1": 1})
POSTED = Counts({"no": 18, "yes": 1})  # one is invented
DIFFERENCES = Counts({0: 11, 1: 6, 2: 2, 3: 1})
DIFFERENCE_KINDS = Counts(
    {
        "parts of the entry": 6,
        "copies of the entry": 3,
        "registry and paper": 2,
        "registry and reports": 1,
        "reports": 1,
    }
)


def difference(draws: Draws, number: int) -> Fields:
    told = {"id": f"d{number}", "kind": draws.deal(DIFFERENCE_KINDS), "field": f"field {number}"}
    return told | {"registry": "60", "paper": "40", "locator": "registry entry"}


def registration(draws: Draws, number: int) -> Fields:
    """The entry of this number."""
    made = draws.some(
        REGISTRATION,
        id=f"NCT{number:08}",
        as_of="2025-12-02",
        planned_n=lambda one: one.random.randint(10, 90),
        registered_n=lambda one: one.random.randint(10, 90),
        start="2025-01-15",
        completion="2026-11-01",
        phase=PHASES,
        sponsor="An invented sponsor",
        endpoints=["hair density", "hair count"],
        results_posted=POSTED,
        paper_note="No paper is known.",
    )
    found = [difference(draws, one) for one in range(draws.deal(DIFFERENCES))]
    return {"registry": "ClinicalTrials.gov", "state": draws.deal(STATES), "differences": found} | made
