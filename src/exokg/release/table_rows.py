"""The graph as plain tables: what each holds, and its rows.

Columns are those of the model (:func:`exokg.model.columns.columns_of`) and of what is derived. A cell has the
CURIE of a thing, the word of a closed list, or the value; several are joined by ``|``.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, Final, NamedTuple

from pyoxigraph import Literal, NamedNode

from ..model.arms import Arm
from ..model.assertions import Harm
from ..model.categories import CATEGORIES
from ..model.columns import Column, columns_of
from ..model.documents import Publication
from ..model.records import MODELS
from ..model.registrations import Registration
from ..model.results import Finding
from ..rdf.description import predicate
from ..rdf.findings import CODES
from ..rdf.namespaces import PREFIXES, compress
from ..store import Store
from ..store.solutions import Solutions, value_of


class TableField(NamedTuple):
    """One column of a table.

    Attributes:
        name: what programs call it.
        property: CURIE of the property whose values it holds.
        heading: what readers call it.
        help: what it means.
        type: ``string``, ``integer`` or ``number``.
    """

    name: str
    property: str
    heading: str
    help: str
    type: str


class TableKind(NamedTuple):
    """A table: what its rows are, the classes of these things, and its columns."""

    help: str
    classes: tuple[str, ...]
    columns: tuple[Column, ...]


def _derived(text: str) -> tuple[Column, ...]:
    """Columns that no field declares, each as ``property - what it means``."""
    found = []
    for line in text.strip().splitlines():
        property_, _, meaning = line.strip().partition(" - ")
        name = property_.rpartition(":")[2]
        found.append(Column(name, property_, name, meaning, many=True, dimension=False))
    return tuple(found)


_CLAIM: Final = _derived("""
    rdfs:label - the claim in words
    claimSubject - what acts, mostly vesicles of one kind and source
    claimEffect - what it does
    claimTarget - on what
    separability - whether something else may be behind the effect of every finding
    findingCount - findings behind it
    independentStudies - independent studies behind it
    separableStudies - those of which a finding can be told apart from other treatments
    independentGroups - independent research groups behind it
    highestRung - strongest study system of its separable findings
    bestContrast - best comparison of its separable findings
    bestSupport - best support of its separable findings
    deepestReading - how deeply the best-read study was read
    studiesIncreasing - independent studies of subject and target that say it rises
    studiesDecreasing - those that say it falls
    studiesNoEffect - those that detected no effect
    agreement - share of the studies of subject and target that say the same
    favourability - whether the change is the one that is wanted
    supportedBy - the findings behind it
""")
_TERM: Final = _derived("""
    rdfs:label - what people call it
    skos:altLabel - other names
    obo:IAO_0000115 - what it means
    rdfs:subClassOf - the next broader term
    displayGroup - the group in which pictures show it
    valence - whether more or less of it is wanted
    obo:RO_0003001 - what produces the vesicles
    skos:exactMatch - the same elsewhere
    skos:closeMatch - nearly the same elsewhere
    skos:broadMatch - something broader elsewhere
    skos:narrowMatch - something narrower elsewhere
    skos:relatedMatch - something near elsewhere
""")
_FINDING: Final = _derived("""
    separability - whether something else may be behind the effect
    favourability - whether the change is the one that is wanted
""")

TABLES: Final[dict[str, TableKind]] = {
    "findings": TableKind("results of studies", ("Finding",), (*columns_of(Finding), *_FINDING)),
    "claims": TableKind("what findings that say the same add up to", ("Claim",), _CLAIM),
    "studies": TableKind("investigations", ("Study",), columns_of(MODELS["study"])),
    "publications": TableKind("the documents of all records", ("Publication",), columns_of(Publication)),
    "arms": TableKind("groups of people, animals or cultures", ("Arm",), columns_of(Arm)),
    "harms": TableKind("harms, and what is said of them", ("HarmReport",), columns_of(Harm)),
    "trials": TableKind("registry entries", ("TrialRegistration",), columns_of(Registration)),
    "terms": TableKind("terms of all vocabularies", tuple(one.cls for one in CATEGORIES.values()), _TERM),
}
"""Every table, by the name of its file."""

_ROWS: Final = """
PREFIX exokg: <https://w3id.org/exokg/ontology/>
SELECT DISTINCT ?thing ?property ?value WHERE {{
  VALUES ?class {{ {classes} }}
  ?thing a ?class ; ?property ?value .
}}
"""
_XSD: Final = PREFIXES["xsd"]


class Tables:
    """The tables of a store.

    Args:
        store: an open store.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def _words(self) -> dict[str, str]:
        return {value_of(code): value_of(label) for code, label in self._store.select(CODES)}

    def read(self, name: str) -> tuple[list[TableField], Solutions]:
        """Fields and rows of one of :data:`TABLES`, sorted by thing; columns without a value are left out.

        The first field is ``id``, the CURIE of the thing that a row is about.
        """
        table = TABLES[name]
        classes = " ".join(f"exokg:{cls}" for cls in table.classes)
        by_property: dict[str, dict[str, list[Any]]] = {}
        things = set()
        for thing, property_, value in self._store.select(_ROWS.format(classes=classes)):
            things.add(key := compress(value_of(thing)))
            by_property.setdefault(value_of(property_), {}).setdefault(key, []).append(value)
        fields = [TableField("id", "", "id", "the thing that the row is about", "string")]
        cells: list[dict[str, Literal]] = []
        for column in {column.name: column for column in table.columns}.values():
            values = by_property.get(predicate(column.property).value)
            if values:
                fields.append(_field(column, values))
                cells.append({thing: self._cell(found, fields[-1].type) for thing, found in values.items()})
        rows = [(Literal(thing), *(column.get(thing) for column in cells)) for thing in sorted(things)]
        return fields, Solutions([field.name for field in fields], rows)

    def _cell(self, values: list[Any], type_: str) -> Literal:
        if type_ != "string":
            return Literal(values[0].value, datatype=values[0].datatype)
        texts = [
            self._words.get(value.value) or compress(value) if isinstance(value, NamedNode) else value.value
            for value in values
        ]
        return Literal("|".join(sorted(texts)))


def _field(column: Column, values: dict[str, list[Any]]) -> TableField:
    found = [value for of_thing in values.values() for value in of_thing]
    kinds = {one.datatype.value.removeprefix(_XSD) if isinstance(one, Literal) else "thing" for one in found}
    numbers = len(found) == len(values) and kinds <= {"integer", "decimal"}
    type_ = ("integer" if kinds == {"integer"} else "number") if numbers else "string"
    curie = column.property if ":" in column.property else f"exokg:{column.property}"
    return TableField(column.name, curie, column.heading, column.help, type_)
