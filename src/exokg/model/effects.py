"""The effects: which verbs count as which direction, and how each direction is written and drawn.

One table for records, triples, questions, networks and the explorer page. The properties themselves are
defined in ``ontology.ttl``; a test compares the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final, Literal

from .lists import OwnProperties

Effect = Annotated[
    Literal[
        "increases",
        "activates",
        "induces",
        "decreases",
        "inhibits",
        "delays",
        "no detected effect",
        "comparable to",
        "contains",
        "delivers",
    ],
    OwnProperties(),
]
"""The authors' verb, reduced to one word; :data:`DIRECTIONS` says which direction it counts as."""


@dataclass(frozen=True)
class Direction:
    """One direction of effect.

    Attributes:
        property: CURIE of the property that states it.
        word: how a sentence says it.
        verbs: the verbs of records that count as it.
        wordings: other words by which a reader may ask for it.
        sign: 1 where something rises, -1 where it falls, 0 where nothing was seen to move; ``None`` for
            what a preparation holds or brings, which is no effect on an amount.
        mark: one character, so that no direction is shown by colour alone.
        style: class of the page's style sheet.
        colour: of its line, readable on white.
        dashes: lengths of dashes and gaps in px; empty for a solid line.
        head: shape of the arrow head; empty for none.
    """

    property: str
    word: str
    verbs: tuple[Effect, ...]
    wordings: tuple[str, ...]
    sign: int | None
    mark: str
    style: str
    colour: str
    dashes: tuple[int, ...]
    head: str


DIRECTIONS: Final = (
    Direction(
        property="exokg:increases",
        word="increases",
        verbs=("increases", "activates", "induces"),
        wordings=("increase", "up", "raises", "promotes", "enhances"),
        sign=1,
        mark="▲",
        style="up",
        colour="#0072B2",
        dashes=(),
        head="arrow",
    ),
    Direction(
        property="exokg:decreases",
        word="decreases",
        verbs=("decreases", "inhibits", "delays"),
        wordings=("decrease", "down", "lowers", "suppresses", "reduces"),
        sign=-1,
        mark="▼",
        style="down",
        colour="#B34700",
        dashes=(8, 5),
        head="bar",
    ),
    Direction(
        property="exokg:noDetectedEffectOn",
        word="no detected effect on",
        verbs=("no detected effect",),
        wordings=("no effect", "null"),
        sign=0,
        mark="○",
        style="none",
        colour="#5C5C5C",
        dashes=(2, 5),
        head="",
    ),
    Direction(
        property="exokg:comparableOn",
        word="comparable on",
        verbs=("comparable to",),
        wordings=("comparable",),
        sign=0,
        mark="≈",
        style="same",
        colour="#5C5C5C",
        dashes=(10, 4, 2, 4),
        head="",
    ),
    Direction(
        property="exokg:delivers",
        word="delivers",
        verbs=("delivers",),
        wordings=("reaches",),
        sign=None,
        mark="↦",
        style="cargo",
        colour="#7A5195",
        dashes=(1, 3),
        head="vee",
    ),
    Direction(
        property="RO:0002180",
        word="contains",
        verbs=("contains",),
        wordings=("carries", "has component"),
        sign=None,
        mark="∋",
        style="cargo",
        colour="#7A5195",
        dashes=(1, 3),
        head="circle",
    ),
)
"""Every direction, in the order in which they are shown."""

DIRECTION_OF: Final[dict[str, Direction]] = {
    verb: direction for direction in DIRECTIONS for verb in direction.verbs
}
"""The direction that a record's verb counts as: ``activates`` counts as *increases*."""
