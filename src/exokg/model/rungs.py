"""The rungs of the translational ladder: how close to people the system was in which something was shown.

One table for records, designs, triples and the page; ``exokg:rank`` of ``ontology.ttl`` counts the rungs
from 1, and a test compares the two.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal, cast

from .lists import Codes, words_of

Rung = Annotated[
    Literal["in vitro", "ex vivo", "animal", "uncontrolled human", "controlled human", "not shown"],
    Codes("Rung"),
]
"""The ladder, lowest rung first; ``not shown`` where the page does not say what was measured in."""

LADDER: Final[tuple[Rung, ...]] = tuple(cast("Rung", rung) for rung in words_of(Rung) if rung != "not shown")
"""The rungs that say something, lowest first."""

HUMAN_RUNGS: Final[tuple[Rung, ...]] = ("uncontrolled human", "controlled human")

EVIDENCE: Final[dict[Rung, str]] = {
    "in vitro": "ECO:0001565",
    "ex vivo": "ECO:0005502",
    "animal": "ECO:0000179",
    "uncontrolled human": "ECO:0000180",
    "controlled human": "ECO:0000180",
    "not shown": "ECO:0000006",
}
"""Kind of evidence of a result measured on each rung."""

Design = Annotated[
    Literal[
        "in vitro",
        "ex vivo",
        "animal",
        "single arm",
        "randomized controlled",
        "split scalp",
        "allocation not shown",
        "retrospective",
        "case report",
        "case series",
        "systematic review",
        "narrative review",
        "meta-analysis",
        "not a study",
        "not shown",
    ],
    Codes("Design"),
]
"""How an investigation was laid out."""

RUNGS_OF_DESIGNS: Final[dict[Design, tuple[Rung | None, tuple[Rung, ...]]]] = {
    "in vitro": ("in vitro", ("in vitro",)),
    "ex vivo": ("ex vivo", ("in vitro", "ex vivo")),
    "animal": ("animal", ("ex vivo", "animal")),
    "single arm": ("uncontrolled human", ("uncontrolled human",)),
    "case report": ("uncontrolled human", ("uncontrolled human",)),
    "case series": ("uncontrolled human", ("uncontrolled human",)),
    "randomized controlled": ("controlled human", HUMAN_RUNGS),
    "split scalp": ("controlled human", HUMAN_RUNGS),
    "allocation not shown": (None, HUMAN_RUNGS),
    "retrospective": (None, HUMAN_RUNGS),
}
"""Of a study's design: the rung it implies by itself, where it implies one, and those it may measure on."""
