"""Closed lists: how one is declared, and those that several parts of a record share.

A list is a ``Literal`` of the words that a curator writes, marked with the class whose individuals the
words become: ``Codes("Rung")`` turns ``in vitro`` into ``code:rung-in-vitro``, an individual of
``exokg:Rung`` that ``ontology.ttl`` defines. A list that one field alone uses is declared beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, get_args


@dataclass(frozen=True)
class Codes:
    """Marks a closed list whose words are individuals of ``ontology.ttl``.

    Attributes:
        cls: their class.
        name: the first part of their IRIs; the class in lower case unless it is said.
    """

    cls: str
    name: str = ""

    @property
    def prefix(self) -> str:
        """The first part of the IRI of every word."""
        return self.name or self.cls.lower()


@dataclass(frozen=True)
class OwnProperties:
    """Marks a closed list whose words are properties of ``ontology.ttl``, not individuals."""


def words_of(closed_list: Any) -> tuple[str, ...]:
    """Return the words of a closed list, in the order declared.

    >>> words_of(YesNo)
    ('yes', 'no', 'unclear')
    """
    arguments = get_args(closed_list)
    return words_of(arguments[0]) if hasattr(closed_list, "__metadata__") else arguments


STATES: Final = Codes("ReportingState", "state")
"""The states that something asked of a source may have; *not read* is one that no curator writes."""

YesNo = Literal["yes", "no", "unclear"]
"""Stays text in the graph: it has no individuals."""

ReadingDepth = Annotated[
    Literal["full text", "abstract", "official page", "registry entry", "secondary summary"],
    Codes("ReadingDepth"),
]
"""How much of the source was read. Absence of a field means *not reported* only after ``full text``."""

Confidence = Annotated[Literal["high", "medium", "low"], Codes("Confidence")]
"""How sure one can be of what the page says; never how strong the evidence is."""

Contrast = Annotated[Literal["between-group", "within-group", "among treated", "unclear"], Codes("Contrast")]
"""Which difference a result gives; ``among treated``, older against younger say, is an association only."""

ReportingState = Annotated[Literal["reported", "not reported", "not applicable"], STATES]
"""What a curator may write; *not read* is what absence means unless the full text was read."""

PreparationItem = Annotated[
    Literal[
        "source",
        "source condition",
        "starting material amount",
        "isolation",
        "particle count",
        "protein amount",
        "size",
        "membrane marker",
        "cytosolic marker",
        "non-vesicle marker",
        "single-vesicle image",
        "particle analysis",
        "cargo",
        "storage",
        "dose",
        "non-vesicle control",
    ],
    Codes("ChecklistItem", "item"),
]
"""Items of the reporting checklist for one preparation (informed by MISEV and EV-TRACK; not EV-METRIC)."""

StudyItem = Annotated[
    Literal[
        "arms",
        "comparator",
        "allocation",
        "blinding",
        "n per arm",
        "n analysed",
        "condition",
        "severity",
        "product",
        "dose verbatim",
        "dose typed",
        "route",
        "depth",
        "sessions",
        "interval",
        "co-interventions",
        "co-interventions in comparator",
        "outcome unit",
        "timepoint",
        "baseline",
        "change",
        "spread",
        "spread kind",
        "contrast",
        "p value",
        "follow-up",
        "harms",
        "harms denominator",
        "funding",
        "product ties",
        "registration",
    ],
    Codes("ChecklistItem", "item"),
]
"""Items of the exokg reporting checklist for one human study."""


VALENCE: Final = Codes("Valence")
"""How the IRI of a valence is made of its word."""

Valence = Annotated[Literal["more wanted", "less wanted", "not agreed"], VALENCE]
"""Of what people are treated for; ``not agreed`` where it depends on the case, or on whom one asks."""
