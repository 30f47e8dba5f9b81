"""The types of the fields of a record: keys, references, names of terms, addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from pydantic import Field

from .categories import OUTCOMES

__all__ = [
    "Address",
    "ArmKey",
    "CellTerm",
    "ComparisonKey",
    "ConditionTerm",
    "HarmTerm",
    "InterventionTerm",
    "Key",
    "MoleculeTerm",
    "PreparationKey",
    "ReaderKey",
    "RecordKey",
    "RefersTo",
    "RouteTerm",
    "SourceTerm",
    "SystemKey",
    "TargetTerm",
    "TaxonTerm",
    "TechniqueTerm",
    "TermOf",
    "TissueTerm",
    "TopicTerm",
    "UnitTerm",
    "WebAddress",
]

Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,80}$")]
"""A curator's name for a thing; IRIs are minted from it, so it never changes."""


@dataclass(frozen=True)
class RefersTo:
    """Marks a field that holds the key of something else.

    Attributes:
        kind: of a part of the same record, ``reader``, or ``record`` for a record of any kind.
    """

    kind: str


@dataclass(frozen=True)
class TermOf:
    """Marks a field whose text names a term of one of these categories of ``terms.tsv``."""

    categories: tuple[str, ...]


@dataclass(frozen=True)
class WebAddress:
    """Marks a field that holds a web address, or text where a page has none."""


PreparationKey = Annotated[Key, RefersTo("preparation")]
SystemKey = Annotated[Key, RefersTo("system")]
ArmKey = Annotated[Key, RefersTo("arm")]
ComparisonKey = Annotated[Key, RefersTo("comparison")]
RecordKey = Annotated[Key, RefersTo("record")]
ReaderKey = Annotated[Key, RefersTo("reader")]

_EFFECTS_ON: Final = ("pathway", "process", "molecule", *OUTCOMES)

SourceTerm = Annotated[str, TermOf(("source",))]
TargetTerm = Annotated[str, TermOf(_EFFECTS_ON)]
MoleculeTerm = Annotated[str, TermOf(("molecule",))]
CellTerm = Annotated[str, TermOf(("cell",))]
TissueTerm = Annotated[str, TermOf(("anatomy",))]
TaxonTerm = Annotated[str, TermOf(("species",))]
ConditionTerm = Annotated[str, TermOf(("condition",))]
TechniqueTerm = Annotated[str, TermOf(("technique",))]
RouteTerm = Annotated[str, TermOf(("route",))]
UnitTerm = Annotated[str, TermOf(("unit",))]
InterventionTerm = Annotated[str, TermOf(("intervention", "molecule"))]
TopicTerm = Annotated[str, TermOf(("topic", *OUTCOMES, "process", "pathway", "molecule"))]
HarmTerm = Annotated[str, TermOf(("safety outcome",))]
Address = Annotated[str, WebAddress()]
