"""What the fields of a record are made of: keys, names of terms, and the base of all parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "CellTerm",
    "ConditionTerm",
    "HarmTerm",
    "InterventionTerm",
    "Key",
    "MoleculeTerm",
    "Part",
    "RouteTerm",
    "SourceTerm",
    "TargetTerm",
    "TaxonTerm",
    "TechniqueTerm",
    "TermOf",
    "TissueTerm",
    "TopicTerm",
    "UnitTerm",
]

Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,80}$")]
"""A curator's name for a thing; IRIs are minted from it, so it never changes."""


@dataclass(frozen=True)
class TermOf:
    """Marks a field whose text names a term of one of these categories of ``terms.tsv``."""

    categories: tuple[str, ...]


_OUTCOMES = ("hair outcome", "clinical outcome", "skin outcome", "safety outcome", "delivery outcome")

SourceTerm = Annotated[str, TermOf(("source",))]
TargetTerm = Annotated[str, TermOf(("pathway", "process", "molecule", *_OUTCOMES))]
MoleculeTerm = Annotated[str, TermOf(("molecule",))]
CellTerm = Annotated[str, TermOf(("cell",))]
TissueTerm = Annotated[str, TermOf(("anatomy",))]
TaxonTerm = Annotated[str, TermOf(("species",))]
ConditionTerm = Annotated[str, TermOf(("condition",))]
TechniqueTerm = Annotated[str, TermOf(("technique",))]
RouteTerm = Annotated[str, TermOf(("route",))]
UnitTerm = Annotated[str, TermOf(("unit",))]
InterventionTerm = Annotated[str, TermOf(("intervention", "molecule"))]
TopicTerm = Annotated[str, TermOf(("topic", *_OUTCOMES, "process", "pathway", "molecule"))]
HarmTerm = Annotated[str, TermOf(("safety outcome",))]


def _hyphens(name: str) -> str:
    return name.replace("_", "-")


class Part(BaseModel):
    """Base of everything written in a record: unknown fields are refused, nothing is coerced."""

    model_config = ConfigDict(
        alias_generator=_hyphens, populate_by_name=True, extra="forbid", strict=True, frozen=True
    )
