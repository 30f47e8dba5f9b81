"""What the page holds of the graph: one table for each kind of thing, one column for each property.

The columns of what a record says are those of the model (:func:`exokg.model.columns.columns_of`); what is
derived adds its own. ``name*`` marks a property that may have several values. A column is called after the
local name of its property, or as ``name=prefix:property`` says. Columns *made* are no properties:
:mod:`.computed_columns` and :mod:`.payload` compute them. ``scripts/payload_types.py`` writes the tables as
types for the page's scripts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ..model.arms import Arm, CoIntervention, DoseAmount
from ..model.assertions import Conclusion, Harm, Position
from ..model.categories import CATEGORIES
from ..model.columns import columns_of
from ..model.declarations import Part
from ..model.documents import Publication
from ..model.materials import Comparison, Preparation, System
from ..model.records import MODELS
from ..model.registrations import Difference, Registration
from ..model.results import Finding
from ..model.slots import node_of


@dataclass(frozen=True)
class PageColumn:
    """One column: its name in the page, the CURIE of its property, and whether it holds many values."""

    name: str
    property: str
    many: bool


@dataclass(frozen=True)
class PageTable:
    """Rows are the instances of some classes of ``ontology.ttl``; columns are properties of them, or made."""

    name: str
    classes: tuple[str, ...]
    text: str
    made: tuple[str, ...] = ()

    @cached_property
    def columns(self) -> tuple[PageColumn, ...]:
        """The columns, in the order declared.

        >>> PageTable("t", ("Term",), "via* label=rdfs:label").columns[0]
        PageColumn(name='via', property='exokg:via', many=True)
        """
        return tuple(map(_column, self.text.split()))


def _column(word: str) -> PageColumn:
    name, _, stated = word.rstrip("*").partition("=")
    return PageColumn(name, stated or f"exokg:{name}", word.endswith("*"))


_TERM_TEXT: Final = """
    label=rdfs:label altLabel=skos:altLabel* within* sourceKind definition=obo:IAO_0000115
    producedBy=obo:RO_0003001 taxon=obo:RO_0002162 subjectKind ofSource loadedWith* inhibitorOf*
    displayGroup valence
"""

TERM_CLASSES: Final = tuple(category.cls for category in CATEGORIES.values() if category.name != "evidence")
"""Kinds of term, in the order in which one that has several is shown as."""

_UNSHOWN: Final = frozenset(
    {
        "author",  # the joined list says it in order
        "entered",  # the record says it, and has it
        "evidence",  # follows from the rung
        "identifier",  # the last part of the IRI
        "mirrorPage",  # readers are not sent there
        "pValue",  # the p value as printed says it
        "producedBy",  # the source says it
        "title",  # the label of the record says it
    }
)
"""Columns of the model that the page does not hold, because something else there says the same."""


def _of(*models: type[Part], derived: str = "", record: bool = False) -> str:
    """The columns of what these parts become, as :class:`PageTable` writes them, and those derived for it."""
    unshown = _UNSHOWN - {"entered"} if record else _UNSHOWN | {"label"}
    words = [
        f"{column.name}={column.property if ':' in column.property else 'exokg:' + column.property}"
        f"{'*' if column.many else ''}"
        for column in columns_of(*models)
        if column.name not in unshown
    ]
    return " ".join([*words, derived])


def _table(name: str, *models: type[Part], derived: str = "", made: tuple[str, ...] = ()) -> PageTable:
    nodes = [node for model in models if (node := node_of(model)) is not None]
    classes = tuple(dict.fromkeys(name for node in nodes for name in node.classes.values()))
    return PageTable(name, classes, _of(*models, derived=derived, record=name == "records"), made)


TABLES: Final = (
    PageTable("terms", TERM_CLASSES, _TERM_TEXT),
    _table(
        "records",
        *MODELS.values(),
        Registration,
        derived="nAnalysed",
        made=("rungSeparability", "cited"),
    ),
    _table("publications", Publication),
    _table("preparations", Preparation),
    _table("systems", System, derived="displayGroup"),
    _table("arms", Arm),
    _table("doses", DoseAmount),
    _table("cointerventions", CoIntervention),
    _table("comparisons", Comparison),
    _table("findings", Finding, derived="separability countedRung favourability step*"),
    _table("harms", Harm, derived="separability"),
    _table("positions", Position),
    _table("conclusions", Conclusion),
    _table("differences", Difference),
    PageTable("reporting", ("ReportingItem",), "ofPreparation ofRecord item state"),
    PageTable(
        "claims",
        ("Claim",),
        """
        claimSubject claimEffect claimTarget supportedBy* findingCount independentStudies independentGroups
        separableStudies separability highestRung agreement bestContrast bestSupport against shallowestReading
        deepestReading lowestConfidence highestConfidence disagreesWith* favourability
        """,
    ),
    PageTable("conflicts", ("Conflict",), "conflictKind findingA findingB differsIn pairCount"),
)
"""Every table of the page, but for the numbers a record gives: curators name them (:mod:`.sheets`)."""
