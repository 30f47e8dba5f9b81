"""The kinds of things that have IRIs of ours, and the kinds of record.

The kind is the folder of an IRI and a prefix of its own: ``study:kim-2022-colostrum`` is short for
``https://w3id.org/exokg/study/kim-2022-colostrum``.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

RecordKind = Literal["study", "review", "trial", "statement"]
"""What a record describes: an investigation, a review, a registry entry, a position paper or notice."""


class Kind(NamedTuple):  # a dataclass would cost every query 10 ms for inspect
    """One kind of thing.

    Attributes:
        name: the folder of its IRIs.
        classes: classes of ``ontology.ttl`` that its members have; none for terms, whose category says it.
        label: what people call several of them.
        folder: the folder of ``graph/`` that holds a file for each, where there is one.
    """

    name: str
    classes: tuple[str, ...]
    label: str
    folder: str = ""


_ALL: Final = (
    Kind("appraisal", ("Appraisal",), "appraisals"),
    Kind("arm", ("Arm",), "arms"),
    Kind("claim", ("Claim",), "claims"),
    Kind("code", ("Code",), "words of closed lists"),
    Kind("cohort", ("Cohort",), "cohorts"),
    Kind("cointervention", ("CoIntervention",), "co-interventions"),
    Kind("comparison", ("Comparison",), "comparisons"),
    Kind("conclusion", ("Conclusion",), "conclusions"),
    Kind("conflict", ("Conflict",), "conflicts"),
    Kind("difference", ("RegistryDifference",), "differences between registry and paper"),
    Kind("dose", ("Dose",), "doses"),
    Kind("finding", ("Finding", "ReviewFinding"), "findings"),
    Kind("group", ("ResearchGroup",), "research groups"),
    Kind("harm", ("HarmReport",), "harms"),
    Kind("hypothesis", ("Hypothesis",), "hypotheses"),
    Kind("position", ("Position",), "positions"),
    Kind("preparation", ("VesiclePreparation",), "preparations"),
    Kind("publication", ("Publication",), "publications"),
    Kind("reader", ("Reader",), "readers"),
    Kind("reporting", ("ReportingItem",), "items of the reporting checklist"),
    Kind("review", ("Review",), "reviews", "reviews"),
    Kind("source", ("VesicleSource",), "vesicle sources of our own"),
    Kind("statement", ("RegulatoryStatement",), "statements", "statements"),
    Kind("study", ("Study",), "studies", "studies"),
    Kind("subject", ("Subject",), "subjects of claims"),
    Kind("system", ("ExperimentalSystem",), "experimental systems"),
    Kind("term", (), "terms of our own"),
    Kind("trial", ("TrialRegistration",), "registry entries", "trials"),
)

KINDS: Final[dict[str, Kind]] = {kind.name: kind for kind in _ALL}
"""Every kind by its name, in alphabetical order."""

RECORD_KINDS: Final[dict[str, Kind]] = {
    name: KINDS[name] for name in ("study", "review", "trial", "statement")
}
"""The kinds of record."""
