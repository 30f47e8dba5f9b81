"""Every claim once more, by a second road: plain Python over what curators wrote, apart from all SPARQL.

Records come as the mappings that YAML holds. Only the names of terms are resolved by the program.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Record = Mapping[str, Any]
    Resolve = Callable[[str, str], str]
    """The CURIE of the term that a text names in a category; ``effect on`` for whatever may be affected."""

__all__ = ["ClaimKey", "Recomputed", "SubjectKey", "favourability", "recompute"]

SubjectKey = tuple[str, str, tuple[str, ...]]
"""Kind, CURIE of the source or molecule, CURIEs of the loads."""
ClaimKey = tuple[SubjectKey, str, str]
"""Subject, direction, CURIE of the target."""

DIRECTIONS: Final = {
    "increases": "increases", "activates": "increases", "induces": "increases",
    "decreases": "decreases", "inhibits": "decreases", "delays": "decreases",
    "no detected effect": "noDetectedEffectOn", "comparable to": "comparableOn",
    "contains": "RO_0002180", "delivers": "delivers",
}  # fmt: skip
MOVED: Final = ("increases", "decreases", "noDetectedEffectOn")
BLOCKED: Final = {"inhibitor", "antagomir", "knock-down", "knock-out", "neutralising antibody"}
SEPARABILITY: Final = ("difference between preparations", "not separable", "not known", "separable")
RUNGS: Final = ("not shown", "in vitro", "ex vivo", "animal", "uncontrolled human", "controlled human")
CONTRASTS: Final = ("among treated", "unclear", "within-group", "between-group")
SUPPORTS: Final = ("not shown", "enrichment", "marker", "perturbation")
NO_TREATMENT: Final = {"own baseline", "placebo or vehicle", "untreated", "disease model"}
UNTOLD: Final = {"ambiguous", "not shown"}


@dataclass
class Recomputed:
    """What a claim should say."""

    findings: set[str] = field(default_factory=set)
    cohorts: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)
    separable: set[str] = field(default_factory=set)
    separability: str = SEPARABILITY[0]
    rung: str | None = None
    contrast: str | None = None
    support: str | None = None
    against: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    """Cohorts whose findings point in a direction, and do not only compare two preparations."""
    by_rung: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    agreement: Decimal | None = None
    effects: set[str] = field(default_factory=set)
    """Findings that do not only compare two preparations."""


def favourability(direction: str, valence: str | None) -> str | None:
    """Whether a change of an outcome is the one wanted; none for what is no outcome, or did not move."""
    if direction not in ("increases", "decreases") or valence is None:
        return None
    if valence == "not agreed":
        return valence
    return "favourable" if (direction == "increases") == (valence == "more wanted") else "unfavourable"


def subject_of(record: Record, finding: Record, resolve: Resolve) -> SubjectKey | None:
    if finding.get("molecule"):
        return "molecule or drug alone", resolve(finding["molecule"], "molecule"), ()
    given = record["preparations"][finding["about"]]
    if given.get("lacks") or (given["type"] == "non-vesicle" and not given.get("source")):
        return None
    absent = "source:not-reported" if record["read"] == "full text" else "source:not-shown"
    source = resolve(given["source"], "source") if given.get("source") else absent
    loads = tuple(sorted(resolve(load, "load") for load in given.get("loaded-with") or ()))
    kind = kind_of(given)
    compared = (record.get("comparisons") or {}).get(finding.get("comparison"), {}).get("preparation")
    if compared and given.get("loaded-with") and kind == "loaded or engineered vesicles":
        plain = record["preparations"][compared]
        twin = given.get("source") and given.get("source") == plain.get("source")
        same = given.get("derived-from") == compared or (twin and kind_of(plain) == "native vesicles")
        if same and not {*given["loaded-with"]} <= {*(plain.get("loaded-with") or ())}:
            kind = "load or carrier"
    return kind, source, loads


def kind_of(given: Record) -> str:
    type_ = given["type"]
    if type_ == "extracellular vesicle":
        changed = given.get("loaded-with") or given.get("engineering")
        return "loaded or engineered vesicles" if changed else "native vesicles"
    if type_ == "vesicle formulation":
        return "loaded or engineered vesicles" if given.get("loaded-with") else "vesicle formulation"
    return {
        "vesicle mimetic": "vesicle mimetic",
        "membrane nanoparticle": "vesicle mimetic",
        "non-vesicle": "non-vesicle preparation",
        "product class": "vesicle product",
    }[type_]


def separability_of(record: Record, finding: Record, subject: SubjectKey | None, direction: str) -> str:
    comparison = (record.get("comparisons") or {}).get(finding.get("comparison"), {})
    added = subject is not None and subject[0] == "load or carrier"
    if comparison.get("kind") == "other preparation" and direction in MOVED and not added:
        return "difference between preparations"
    arm = (record.get("arms") or {}).get(finding.get("arm"), {})
    given = (record.get("preparations") or {}).get(finding.get("about"), {})
    placebo = subject is None and given.get("type") == "non-vesicle"
    worst = "not applicable" if placebo and not arm.get("co-interventions") else "separable"
    for other in arm.get("co-interventions") or ():
        shared, contrast = other["in-comparator"], finding.get("contrast")
        if shared == "no" or contrast == "within-group":
            return "not separable"
        if not (shared == "yes" and contrast == "between-group"):
            worst = "not known"
    return worst


def counting(records: Mapping[str, Record]) -> Iterator[tuple[str, Record, Record]]:
    """Every finding that may support a claim: key of its record, record, finding."""
    for key, record in records.items():
        if record["kind"] != "study" or (record.get("publication") or {}).get("status") == "retracted":
            continue
        for finding in record.get("findings") or ():
            perturbed = finding.get("perturbed") or {}
            blocked = perturbed.get("how") in BLOCKED or perturbed.get("effect-became")
            if finding.get("contrast") != "among treated" and not blocked:
                yield key, record, finding


def best(order: tuple[str, ...], now: str | None, new: str | None) -> str | None:
    return max((word for word in (now, new) if word is not None), key=order.index, default=None)


def recompute(
    records: Mapping[str, Record], members: Iterable[tuple[str, str, str]], resolve: Resolve
) -> dict[ClaimKey, Recomputed]:
    """Every claim that follows from some records.

    Args:
        records: key → what the record's file says.
        members: rows of ``clusters.tsv`` as cluster, kind, member.
        resolve: finds terms.
    """
    shared: dict[bool, dict[str, str]] = {True: {}, False: {}}
    for cluster, kind, member in members:
        shared[kind.startswith("shared")].setdefault(member, cluster)
    claims: dict[ClaimKey, Recomputed] = defaultdict(Recomputed)
    for key, record, finding in counting(records):
        subject, direction = subject_of(record, finding, resolve), DIRECTIONS[finding["effect"]]
        if subject is not None:
            claim = claims[subject, direction, resolve(finding["target"], "effect on")]
            apart = separability_of(record, finding, subject, direction)
            cohort = shared[True].get(key, key)
            add(claim, f"{key}_{finding['id']}", record, finding, apart, cohort)
            claim.groups.add(shared[False].get(key, key))
    for (subject, direction, target), claim in claims.items():
        sides = [claims[subject, way, target].told for way in MOVED if (subject, way, target) in claims]
        if direction in MOVED and claim.told and len(set().union(*sides)) > 1:
            share = Decimal(100 * len(claim.told)) / sum(map(len, sides))
            claim.agreement = share.quantize(Decimal(1), ROUND_HALF_UP) / 100
    return dict(claims)


def add(claim: Recomputed, name: str, record: Record, finding: Record, apart: str, cohort: str) -> None:
    claim.findings.add(name)
    claim.cohorts.add(cohort)
    claim.separability = best(SEPARABILITY, claim.separability, apart) or apart
    if apart != "difference between preparations":
        claim.told.add(cohort)
        claim.effects.add(name)
    if apart != "separable":
        return
    claim.separable.add(cohort)
    rung = record["systems"][finding["system"]]["rung"]
    claim.by_rung[rung].add(cohort)
    claim.rung = best(RUNGS, claim.rung, rung)
    claim.contrast = best(CONTRASTS, claim.contrast, finding.get("contrast"))
    claim.support = best(SUPPORTS, claim.support, finding.get("support"))
    kind = (record.get("comparisons") or {}).get(finding.get("comparison"), {}).get("kind")
    if kind and kind not in UNTOLD:
        claim.against.add("no treatment" if kind in NO_TREATMENT else "another treatment")
