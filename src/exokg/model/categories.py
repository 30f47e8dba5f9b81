"""The categories of terms: their class in the ontology.

A row of ``graph/terms.tsv`` has one category; a term in two of them has two rows. Subjects of claims
have none: the build makes them of sources and preparations.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Category(NamedTuple):
    """One category of terms.

    Attributes:
        name: as ``terms.tsv`` says it.
        cls: the class of ``ontology.ttl`` that its terms have.
    """

    name: str
    cls: str


_ALL: Final = (
    Category("subject", "Subject"),
    Category("source", "VesicleSource"),
    Category("pathway", "Pathway"),
    Category("process", "CellProcess"),
    Category("molecule", "Molecule"),
    Category("hair outcome", "HairOutcome"),
    Category("clinical outcome", "ClinicalOutcome"),
    Category("skin outcome", "SkinOutcome"),
    Category("safety outcome", "SafetyOutcome"),
    Category("delivery outcome", "DeliveryOutcome"),
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
