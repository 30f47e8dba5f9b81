"""What was found: effects, cargo, deliveries and what molecules do alone, with their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.invented.draws import Counts, Draws, Fields, share, shares

if TYPE_CHECKING:
    from benchmarks.invented.draws import Place

FINDINGS = {
    "people": Counts({0: 2, 1: 1, 2: 3, 3: 7, 4: 2, 5: 2, 7: 1, 8: 2, 11: 1, 12: 1}),
    "elsewhere": Counts(
        {0: 1, 1: 3, 2: 3, 3: 6, 4: 1, 5: 3, 6: 4, 7: 3, 8: 6, 9: 2, 10: 3, 11: 1, 12: 1, 14: 3, 19: 1, 20: 1}
    ),
}
KINDS = {
    "in vitro": Counts({"effect": 105, "contains": 14, "molecule": 11, "delivers": 4}),
    "ex vivo": Counts({"effect": 20}),
    "animal": Counts({"effect": 90, "delivers": 5, "molecule": 2}),
    "uncontrolled human": Counts({"effect": 72}),
    "controlled human": Counts({"effect": 11}),
    "not shown": Counts({"effect": 36, "delivers": 6, "molecule": 6, "contains": 1}),
}
"""An effect of what was given, or of a molecule alone; or what vesicles hold or bring."""
TARGETS = {
    "in vitro": Counts(
        {"process": 47, "molecule": 45, "pathway": 11, "hair outcome": 1, "delivery outcome": 1}
    ),
    "ex vivo": Counts({"hair outcome": 19, "molecule": 1}),
    "animal": Counts({"hair outcome": 47, "molecule": 23, "process": 9, "skin outcome": 7, "pathway": 4}),
    "uncontrolled human": Counts({"hair outcome": 61, "clinical outcome": 11}),
    "controlled human": Counts({"hair outcome": 10, "skin outcome": 1}),
    "not shown": Counts(
        {
            "hair outcome": 11,
            "molecule": 7,
            "pathway": 6,
            "delivery outcome": 6,
            "process": 5,
            "skin outcome": 1,
        }
    ),
}
"""Of effects of what was given."""
TARGETS_OF_MOLECULES = Counts({"process": 13, "molecule": 4, "pathway": 1, "hair outcome": 1})
WAYS = Counts({"usual": 338, "opposite": 1, "no detected effect": 8, "comparable to": 6})
"""Against what the others found for the same source and target, hardly any effect points."""
RISES = Counts({"increases": 243, "activates": 21, "induces": 19})
FALLS = Counts({"decreases": 36, "inhibits": 19})
ONE_FALLS_OF = 6
"""One target of so many is mostly lowered: of 338 effects that point somewhere, 55 point down."""

FINDING = {
    "people": shares(92, target_reported=30, measure=59, support=6, via=1, modifier=19),
    "elsewhere": shares(
        291, target_reported=166, measure=66, support=117, via=35, modifier=8, perturbed=20, dose=5
    ),
}
SUPPORT = Counts({"marker": 87, "perturbation": 14, "enrichment": 13, "not shown": 9})
VIA = Counts({1: 27, 2: 7, 3: 1, 4: 1})
MEDIATORS = Counts({("molecule",): 21, ("pathway",): 5, ("molecule", "pathway"): 5})
"""Invented: so many of both, so that every link of a chain occurs."""
PERTURBED = Counts({"overexpression": 7, "knock-down": 5, "inhibitor": 3, "mimic": 3, "antagomir": 2})
BECAME = Counts({None: 10, "abolished": 4, "weakened": 3, "unclear": 2})
IN_ARM = {"people": share(79, 89), "elsewhere": share(134, 194)}
"""Of the findings of studies that have arms."""
COMPARED = {"people": share(66, 92), "elsewhere": share(86, 223)}
"""Of the findings of studies that have comparisons."""
UNCOMPARED: dict[Place, Counts[str | None]] = {
    "people": Counts({None: 17, "among treated": 7, "unclear": 2}),
    "elsewhere": Counts({None: 205}),
}
COMPARED_WITH_OTHERS = Counts({"between-group": 81, "unclear": 17})

WITH_QUANTITY = {
    "in vitro": share(8, 134),
    "ex vivo": share(2, 20),
    "animal": share(18, 97),
    "uncontrolled human": share(71, 72),
    "controlled human": share(11, 11),
    "not shown": share(0, 49),
}
QUANTITIES = Counts(
    {
        ("timepoint",): 18,
        ("p",): 13,
        ("p", "timepoint"): 12,
        ("n",): 12,
        ("n", "timepoint"): 9,
        ("unit", "statistic", "change", "timepoint"): 8,
        ("unit", "statistic", "after"): 7,
        ("unit", "change", "timepoint"): 6,
        ("n", "p"): 5,
        ("unit", "statistic", "baseline", "after", "p"): 5,
        ("unit", "statistic", "baseline", "after", "change", "n", "p", "timepoint"): 5,
        ("unit", "after", "timepoint"): 4,
        ("unit", "statistic", "change", "spread", "spread_type", "p", "timepoint"): 3,
        ("unit", "statistic", "change", "n", "p", "timepoint"): 2,
        ("unit", "change", "spread", "spread_type", "comparator_change", "comparator_spread"): 1,
    }
)
"""The fields that stand together; the rarest are counted with those most like them."""
UNITS = Counts({"%": 13, "hairs": 4, "hairs/cm2": 4, "miRNAs": 4, "mm": 3, "fold": 3})
STATISTICS = Counts({"mean": 9, "not shown": 6, "count": 5, "median": 3, "approximate": 3, "maximum": 2})
P_VALUES = Counts({"significant (value not shown)": 21, "<0.05": 11, "not significant": 6, "0.002": 6})
TIMEPOINTS = Counts(
    {"6 weeks": 11, "6 months": 11, "56 days": 7, "24 weeks": 6, "16 weeks": 4, "3 months": 4}
)


def quantity(draws: Draws) -> Fields:
    values: Fields = {
        "unit": draws.deal(UNITS),
        "statistic": draws.deal(STATISTICS),
        "p": draws.deal(P_VALUES),
        "timepoint": draws.deal(TIMEPOINTS),
        "n": draws.random.randint(1, 60),
        "spread_type": "SD",
    }
    return {name: values.get(name, draws.number(0.1, 60)) for name in draws.deal(QUANTITIES)}


def verb(draws: Draws, category: str, target: str) -> str:
    """What is said of a target: most studies of it agree."""
    way = draws.deal(WAYS)
    if way not in ("usual", "opposite"):
        return way
    falls = draws.names[category].index(target) % ONE_FALLS_OF == ONE_FALLS_OF - 1
    return draws.deal(FALLS if falls == (way == "usual") else RISES)


def told(draws: Draws, about: str, rung: str) -> Fields:
    """Subject, effect and target of a finding on this rung."""
    kind = draws.deal(KINDS[rung])
    if kind == "contains":
        return {"about": about, "effect": kind, "target": draws.term("molecule")}
    if kind == "delivers":
        return {"about": about, "effect": kind, "target": draws.term("delivery outcome")}
    category = draws.deal(TARGETS[rung] if kind == "effect" else TARGETS_OF_MOLECULES)
    target = draws.term(category)
    subject = {"about": about} if kind == "effect" else {"molecule": draws.term("molecule")}
    return subject | {"effect": verb(draws, category, target), "target": target}


def compared(draws: Draws, place: Place, comparisons: dict[str, Fields]) -> Fields:
    """Against what it was measured; a change from one's own baseline is within the group."""
    if not comparisons or not draws.deal(COMPARED[place]):
        return {"contrast": draws.deal(UNCOMPARED[place])}
    name = draws.random.choice(list(comparisons))
    own = comparisons[name]["kind"] == "own baseline"
    return {"comparison": name, "contrast": "within-group" if own else draws.deal(COMPARED_WITH_OTHERS)}


def measured(draws: Draws, place: Place, study: Fields) -> Fields:
    """The arm it was seen in, and against what."""
    made = compared(draws, place, study["comparisons"])
    if study["arms"] and draws.deal(IN_ARM[place]):
        made["arm"] = draws.random.choice(list(study["arms"]))
    return made


def subject(draws: Draws, study: Fields, seen: Fields) -> str:
    """The preparation it is about: the first where it was compared with another, else any."""
    if "comparison" in seen and "preparation" in study["comparisons"][seen["comparison"]]:
        return "prep-0"
    named: str = draws.random.choice(list(study["preparations"]))
    return named


def details(draws: Draws, place: Place, rung: str) -> Fields:
    """What a finding may say besides."""
    made = draws.some(
        FINDING[place],
        target_reported="the target as worded",
        measure="phototrichogram",
        support=SUPPORT,
        via=mediators,
        modifier="women",
        perturbed=perturbation,
        dose="100 ug/mL",
    )
    return made | ({"quantity": quantity(draws)} if draws.deal(WITH_QUANTITY[rung]) else {})


def mediators(draws: Draws) -> list[str]:
    """Through what the effect came about: molecules, pathways, or both."""
    return [name for category in draws.deal(MEDIATORS) for name in draws.terms(category, draws.deal(VIA))]


def perturbation(draws: Draws) -> Fields:
    """What was blocked or added, and what became of the effect."""
    made: Fields = {"what": draws.terms("molecule", 1)[0], "how": draws.deal(PERTURBED)}
    became = draws.deal(BECAME)
    return made if became is None else made | {"effect_became": became}


def finding(draws: Draws, place: Place, study: Fields, number: int) -> Fields:
    """One finding of a study, whose materials are made."""
    system = draws.random.choice(list(study["systems"]))
    rung, seen = study["systems"][system]["rung"], measured(draws, place, study)
    made = {"id": f"f{number}", "system": system, "locator": "abstract", "summary": draws.sentence("result")}
    made |= told(draws, subject(draws, study, seen), rung) | seen
    return made | details(draws, place, rung)


def findings(draws: Draws, place: Place, study: Fields, count: int) -> list[Fields]:
    return [finding(draws, place, study, number) for number in range(count)]
