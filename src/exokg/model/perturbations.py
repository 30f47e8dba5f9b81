"""Mechanism experiments: what was blocked, removed or added, how, and what became of the effect."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from .declarations import Part, needed, optional
from .lists import Codes
from .types import MoleculeTerm, PerturbedTerm

PerturbationKind = Annotated[
    Literal[
        "inhibitor",
        "antagomir",
        "knock-down",
        "knock-out",
        "neutralising antibody",
        "overexpression",
        "mimic",
        "rescue",
        "not shown",
    ],
    Codes("PerturbationKind"),
]
"""How something was perturbed; ``rescue``: what had been blocked or removed was given back."""

BLOCKING: Final[tuple[PerturbationKind, ...]] = (
    "inhibitor",
    "antagomir",
    "knock-down",
    "knock-out",
    "neutralising antibody",
)
"""Kinds that test whether an effect needs what was perturbed; the others test whether it suffices."""

EffectBecame = Annotated[
    Literal["abolished", "weakened", "unchanged", "enhanced", "unclear"], Codes("EffectBecame")
]
"""What became of the effect; ``unclear`` where the page hedges or does not say how far."""


class Perturbation(Part):
    """An experiment on the effect that its finding states: on that of the vesicles, or of a molecule."""

    what: PerturbedTerm = needed(
        "the molecule, pathway or process that was perturbed",
        "perturbed",
        column="perturbed",
        dimension=True,
        example="WNT3A",
    )
    how: PerturbationKind = needed("how", "perturbationKind", column="perturbed by", dimension=True)
    agent: MoleculeTerm | None = optional(
        "the agent that did it, where a term names it", "perturbationAgent", column="agent", example="DKK1"
    )
    effect_became: EffectBecame | None = optional(
        "what became of the effect of the subject on the target",
        "effectBecame",
        column="effect became",
        dimension=True,
    )
