"""Who got what and against what: arms with doses, schedules and what else was given, and comparisons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.invented.draws import Counts, Draws, Fields, shares

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.invented.draws import Place

ARMS = Counts({0: 15, 1: 36, 2: 12, 5: 1})
TRIAL_ARMS = Counts({2: 7, 3: 4, 1: 3, 4: 1, 5: 1})
ARM = {
    "people": shares(
        27, preparation=23, dose=7, route=18, route_reported=15, schedule=16, label=8, n=20, depth=1
    ),
    "elsewhere": shares(38, preparation=37, dose=3, route=34, route_reported=34, schedule=9, label=2),
}
ROUTES = {
    "people": Counts(
        {
            "intradermal injection": 8,
            "scalp injection, depth not stated": 3,
            "topical administration": 3,
            "topical with microneedling": 2,
            "topical after laser": 1,
            "subcutaneous injection": 1,
        }
    ),
    "elsewhere": Counts(
        {
            "in vitro exposure": 14,
            "injection, depth not stated": 10,
            "subcutaneous injection": 4,
            "intradermal injection": 3,
            "topical administration": 2,
            "microneedle patch": 1,
        }
    ),
}
DIMENSIONS = Counts(
    {
        (): 11,
        ("particles",): 5,
        ("volume",): 3,
        ("particles", "other"): 1,
        ("particles", "protein mass"): 1,  # invented
    }
)
UNITS = {"particles": "particles", "volume": "mL", "other": "mg/vial", "protein mass": "µg"}
SCHEDULE = shares(25, sessions=10, interval_days=8, follow_up=4)
CO_INTERVENTIONS = {"people": Counts({0: 18, 1: 6, 2: 2, 4: 1}), "elsewhere": Counts({0: 33, 1: 4, 2: 1})}
GIVEN = Counts(
    {
        "minoxidil": 8,
        "microneedling": 7,
        "nerve block": 2,
        "skin cooling": 2,
        "fractional laser": 2,
        "thulium laser": 1,
        "caffeine": 1,
        "panthenol": 1,
        "finasteride": 1,
        "flexible liposome": 1,
    }
)
IN_COMPARATOR = Counts({"no": 13, "yes": 12, "unclear": 11})

COMPARISONS = {"people": Counts({0: 2, 1: 15, 2: 5}), "elsewhere": Counts({0: 15, 1: 18, 2: 6, 3: 3})}
COMPARATORS = {
    "people": Counts({"own baseline": 20, "placebo or vehicle": 4, "ambiguous": 1}),
    "elsewhere": Counts(
        {
            "other preparation": 11,
            "untreated": 5,
            "other treatment": 5,
            "active drug": 5,
            "not shown": 5,
            "disease model": 4,
            "source cell or medium": 2,
            "placebo or vehicle": 1,
            "inhibitor or knockdown": 1,
        }
    ),
}
DRUGS = {
    "active drug": Counts({"minoxidil": 4, "baricitinib": 1}),
    "disease model": Counts({"dihydrotestosterone": 3}),
}
NON_VESICLE_CONTROLS: Counts[str | None] = Counts({None: 58, "no": 4, "unclear": 1, "yes": 1})


def dose(draws: Draws) -> Fields:
    """A dose as printed, and its amounts where it can be typed."""
    number = draws.number(1, 100)
    amounts = {name: {"value": number, "unit": UNITS[name]} for name in draws.deal(DIMENSIONS)}
    return {"reported": f"{number} of what was given", "amounts": amounts}


def schedule(draws: Draws) -> Fields:
    sessions = draws.random.randint(1, 12)
    return {"reported": f"{sessions} sessions"} | draws.some(
        SCHEDULE, sessions=sessions, interval_days=14.0, follow_up="3 months"
    )


def co_interventions(draws: Draws, place: Place) -> list[Fields]:
    """What else the arm got, each thing once."""
    given = dict.fromkeys(draws.deal(GIVEN) for _ in range(draws.deal(CO_INTERVENTIONS[place])))
    return [{"given": name, "in_comparator": draws.deal(IN_COMPARATOR)} for name in given]


def arm(draws: Draws, place: Place, preparation: str) -> Fields:
    made = draws.some(
        ARM[place],
        preparation=preparation,
        dose=dose,
        route=ROUTES[place],
        route_reported="as worded",
        schedule=schedule,
        label="a group",
        n=lambda one: one.random.randint(3, 60),
        depth="0.5 mm",
    )
    return made | {"co_interventions": co_interventions(draws, place)}


def arms(draws: Draws, place: Place, preparations: Sequence[str], count: int) -> dict[str, Fields]:
    """So many arms; the preparations are given in turn."""
    given = [preparations[number % len(preparations)] for number in range(count)]
    return {f"arm-{number}": arm(draws, place, one) for number, one in enumerate(given)}


def comparison(draws: Draws, place: Place, preparations: Sequence[str]) -> Fields:
    kind = draws.deal(COMPARATORS[place])
    made: Fields = {"kind": kind, "against": kind}
    if kind in DRUGS:
        made["drug"] = draws.deal(DRUGS[kind])
    if kind == "other preparation" and len(preparations) > 1:
        made["preparation"] = preparations[-1]
    made["control_for_non_vesicle_material"] = draws.deal(NON_VESICLE_CONTROLS)
    return made


def comparisons(draws: Draws, place: Place, preparations: Sequence[str]) -> dict[str, Fields]:
    count = draws.deal(COMPARISONS[place])
    return {f"comparison-{number}": comparison(draws, place, preparations) for number in range(count)}
