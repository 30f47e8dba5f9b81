"""The categories of terms: their class in the ontology, and how the network draws them.

A row of ``graph/terms.tsv`` has one category; a term in two of them has two rows. Subjects of claims
have none: the build makes them of sources and preparations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["CATEGORIES", "FILLS", "OUTCOMES", "Category"]

FILLS: Final = {
    "hexagon": "#E69F00",
    "square": "#009E73",
    "triangle": "#F0E442",
    "diamond": "#CC79A7",
    "star": "#D55E00",
    "dot": "#56B4E9",
}
"""Shape → fill, of the palette of Okabe and Ito that colour-blind readers can tell apart."""


@dataclass(frozen=True)
class Category:
    """One category of terms.

    Attributes:
        name: as ``terms.tsv`` says it.
        cls: the class of ``ontology.ttl`` that its terms have.
        shape: how the network draws such a term; one of :data:`FILLS`, empty for what no network shows.
    """

    name: str
    cls: str
    shape: str = ""


_ALL: Final = (
    Category("subject", "Subject", "hexagon"),
    Category("source", "VesicleSource", "hexagon"),
    Category("pathway", "Pathway", "square"),
    Category("process", "CellProcess", "triangle"),
    Category("molecule", "Molecule", "diamond"),
    Category("hair outcome", "HairOutcome", "star"),
    Category("clinical outcome", "ClinicalOutcome", "star"),
    Category("skin outcome", "SkinOutcome", "star"),
    Category("safety outcome", "SafetyOutcome", "star"),
    Category("delivery outcome", "DeliveryOutcome", "star"),
    Category("cell", "CellType"),
    Category("anatomy", "AnatomicalEntity"),
    Category("species", "Taxon"),
    Category("condition", "Condition"),
    Category("country", "Country"),
    Category("technique", "Technique"),
    Category("route", "Route"),
    Category("unit", "Unit"),
    Category("intervention", "Intervention"),
    Category("topic", "Topic"),
    Category("evidence", "EvidenceType"),
)

CATEGORIES: Final[dict[str, Category]] = {category.name: category for category in _ALL}
"""Every category by its name; a term of several is shown under the first of them."""

OUTCOMES: Final = tuple(name for name in CATEGORIES if name.endswith(" outcome"))
"""The categories of what is measured to judge an effect, in the order of :data:`CATEGORIES`."""
