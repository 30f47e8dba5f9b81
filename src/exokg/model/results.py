"""Findings: what one study, or one review, reports as the result of a measurement."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final, Literal

from .declarations import Also, Part, needed, optional, several
from .documents import Seed
from .effects import DIRECTION_OF, Effect
from .fingerprints import is_checked
from .lists import Codes, Contrast
from .names import Curie, coded
from .nodes import Composed, Made, Node, Spot, labelled
from .perturbations import Perturbation
from .quantities import Quantity
from .rungs import EVIDENCE
from .types import (
    ArmKey,
    ComparisonKey,
    Key,
    MoleculeTerm,
    PreparationKey,
    RecordKey,
    SystemKey,
    TargetTerm,
    TechniqueTerm,
)

Support = Annotated[Literal["perturbation", "marker", "enrichment", "not shown"], Codes("Support")]
"""How a mechanism is supported: something was blocked or added, a marker moved, or cargo was merely found."""

Aspect = Annotated[
    Literal["expression", "mRNA", "protein", "secretion", "phosphorylation", "activity", "localisation"],
    Codes("Aspect"),
]
"""What of a molecule was measured; ``expression``: mRNA or protein, not said which.

Missing where the page only says that there was more or less of it.
"""

DoseResponse = Annotated[
    Literal["rises with dose", "falls with dose", "highest between", "no difference", "unclear"],
    Codes("DoseResponse"),
]
"""How a result changes from the lowest dose to the highest; ``highest between``: a middle dose did most."""

Persistence = Annotated[Literal["still present", "fading", "gone", "not measured"], Codes("Persistence")]
"""``not measured``: the page says that nothing was measured after treatment had ended."""

_REVIEWED: Final = "ECO:0000033"


def _entered(spot: Spot) -> Made:
    yield spot.record.entered.date, ("entered", "date")


def _second_read(spot: Spot) -> Made:
    if is_checked(spot.record, spot.part):
        yield spot.record.second_read.date, ("second-read", "date")


def _rung(spot: Spot) -> Made:
    rung = spot.record.systems[spot.part.system].rung
    yield coded(Codes("Rung"), rung), spot.at("system")


def _evidence(spot: Spot) -> Made:
    rung = spot.record.systems[spot.part.system].rung
    yield Curie(_REVIEWED if spot.record.kind == "review" else EVIDENCE[rung]), spot.at("system")


def _finding_label(spot: Spot) -> str:
    part = spot.part
    subject = part.molecule
    if part.molecule is None and part.about is not None:
        subject = spot.record.preparations[part.about].reported_as
    direction = DIRECTION_OF[part.effect]
    words = part.effect if direction.sign else direction.word
    return f"{subject} {words} {part.target} ({spot.key})"


REPORTED: Final = (
    Composed("entered", "day on which the record was entered", _entered, column="entered"),
    Composed("secondRead", "day on which the source was read again", _second_read, column="read again"),
    Composed(
        "countedUnder",
        "what the result is counted under: vesicles of a kind and source, or a molecule given alone",
        column="counted under",
        dimension=True,
    ),
)
"""What is composed for every result, harm and position."""


class Finding(Part):
    """One result: exactly one subject, one effect, one target, at most one quantity."""

    NODE: ClassVar = Node(
        "finding",
        {"": "Finding", "review": "ReviewFinding"},
        of="reportedBy",
        named_by="id",
        composed=(
            labelled(_finding_label),
            *REPORTED,
            Composed("rung", "rung of its system", _rung, dimension=True),
            Composed(
                "testsRoleOf", "what it tests the part of, which claims nothing", column="tests the part of"
            ),
            Composed("obo:RO_0002558", "kind of evidence, a class of ECO", _evidence, column="evidence"),
        ),
    )

    id: Key = needed("its name in this record; never changes", because="its IRI is made of it", example="f1")
    about: PreparationKey | None = optional(
        "the preparation it is about, a key of preparations", "subject", column="subject"
    )
    molecule: MoleculeTerm | None = optional(
        "instead of about: the molecule whose own effect was measured",
        "subject",
        column="subject",
        dimension=True,
        example="WNT3A",
    )
    effect: Effect = needed(
        "the authors' verb, reduced to one word",
        "effect",
        dimension=True,
        also=(Also("verb", str, "the authors' verb as the record says it"),),
    )
    target: TargetTerm = needed("what was affected", "target", dimension=True, example="hair density")
    aspect: list[Aspect] = several(
        "what of the molecule was measured", "aspect", column="measured of it", dimension=True
    )
    target_reported: str | None = optional(
        "the target as worded, where the term is wider", "targetReported", example="terminal hairs per cm²"
    )
    system: SystemKey = needed("where it was measured, a key of systems", "inSystem", column="system")
    also_in: list[SystemKey] = several(
        "other systems in which the page gives the same result", "alsoInSystem", column="also in"
    )
    arm: ArmKey | None = optional("the group it was measured in, a key of arms", "inArm", column="arm")
    comparison: ComparisonKey | None = optional("against what, a key of comparisons", "comparison")
    contrast: Contrast | None = optional(
        "between groups, within one against its own baseline, or among the treated alone",
        "contrast",
        dimension=True,
    )
    support: Support | None = optional("how a mechanism is supported", "support", dimension=True)
    perturbed: Perturbation | None = optional(
        "what was blocked, removed or added to test the effect, and what became of it",
        because="its fields are said of the result",
    )
    via: list[TargetTerm] = several(
        "mediators named by the source", "via", dimension=True, example=["Wnt signaling pathway"]
    )
    measure: str | None = optional(
        "read-out in the words of the source", "measure", dimension=True, example="trichoscopy of the vertex"
    )
    assay: list[TechniqueTerm] = several(
        "how it was measured", "assay", dimension=True, example=["western blot assay"]
    )
    dose: str | None = optional("dose of this finding as printed", "doseReported", example="50 µg/mL")
    dose_response: DoseResponse | None = optional(
        "how the result changed along the series of doses, as the source classes it",
        "doseResponse",
        column="dose response",
        dimension=True,
    )
    persistence: Persistence | None = optional(
        "whether the effect was still there after treatment had ended",
        "persistence",
        column="after treatment",
        dimension=True,
    )
    modifier: str | None = optional("subgroup or condition", "modifier", example="men under 40")
    quantity: Quantity | None = optional("its number", because="its fields are said of the result")
    locator: str = needed("where in the source", "locator", example="figure 3B")
    seed: Seed | None = optional(
        "verdict on a claim of the seed article", because="its fields are said of the result"
    )
    summary: str = needed(
        "one sentence in your own words", "summary", example="Hair grew denser in 16 weeks."
    )
    rests_on: list[RecordKey] = several(
        "in reviews: the records of the studies it rests on", "restsOn", example=["kim-2022-colostrum"]
    )
