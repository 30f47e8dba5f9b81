"""From a node of the graph, and a property of it, back to what a curator wrote: file, line and column."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import NamedNode

from ..curation.records import Part
from ..curation.shipped import ontology_of
from .counts import count_property
from .namespaces import BASE, EXOKG, PREFIXES, compress, slug

if TYPE_CHECKING:
    from pathlib import Path

    from pyoxigraph import Store

    from ..curation.graph import Graph, Located
    from ..curation.tables import Table
    from ..curation.yamltext import Loc

__all__ = ["Origins", "Place"]

Place = tuple[str, int, int]
"""File as messages name it, line and column from 1."""

_LISTS: Final = {
    "finding": ("findings",),
    "harm": ("harms",),
    "position": ("statements",),
    "conclusion": ("conclusions",),
    "difference": ("registration", "differences"),
}
_MAPPINGS: Final = {
    "preparation": "preparations",
    "system": "systems",
    "arm": "arms",
    "comparison": "comparisons",
}
_DERIVED: Final = {"claim": "supportedBy", "conflict": "findingA"}

_FIELDS: Final = {
    "RO:0002162": ("species", "taxon"),
    "RO:0002180": ("cargo",),
    "RO:0002558": ("system",),
    "RO:0003001": ("source",),
    "absenceMeans": ("read",),
    "amount": ("value",),
    "author": ("authors",),
    "authorList": ("authors",),
    "cellType": ("cell",),
    "coIntervention": ("co-interventions",),
    "comparatorArm": ("arm",),
    "comparatorDrug": ("drug",),
    "comparatorKind": ("kind",),
    "comparatorPreparation": ("preparation",),
    "comparatorReported": ("comparators", "against"),
    "conclusionKind": ("kind",),
    "condition": ("condition terms",),
    "conditionReported": ("condition reported",),
    "dateText": ("date",),
    "dcterms:title": ("title",),
    "describedIn": ("publication",),
    "design": ("designs",),
    "designFeature": ("features",),
    "differenceKind": ("kind",),
    "documentType": ("type",),
    "domain": ("domains",),
    "dose": ("dose amounts",),
    "doseReported": ("dose reported", "dose"),
    "endpoint": ("endpoints",),
    "entered": ("entered date",),
    "enteredBy": ("entered by",),
    "funder": ("funders",),
    "harmState": ("state",),
    "inArm": ("arm",),
    "inSystem": ("system",),
    "includesStudy": ("includes",),
    "interestStatement": ("interests statement",),
    "madeFrom": ("derived-from",),
    "marker": ("markers",),
    "mirrorPage": ("mirrors",),
    "modelsCondition": ("condition",),
    "nAnalysed": ("analysed",),
    "nNote": ("n-note",),
    "nonVesicleControl": ("control-for-non-vesicle-material",),
    "note": ("notes", "note"),
    "ofPreparation": ("preparation",),
    "pText": ("p",),
    "pValue": ("p",),
    "paperValue": ("paper",),
    "preparationType": ("type",),
    "quantityNote": ("quantity note",),
    "rdfs:label": ("title",),
    "readingDepth": ("read",),
    "registeredAs": ("registration",),
    "registryId": ("id",),
    "registryState": ("state",),
    "registryValue": ("registry",),
    "reportedName": ("reported-as", "label"),
    "rung": ("rung", "system"),
    "sampleSize": ("quantity n",),
    "scheduleReported": ("schedule reported",),
    "searchStatement": ("search",),
    "secondRead": ("second-read date",),
    "secondReadBy": ("second-read by",),
    "seedBasis": ("seed basis",),
    "seedSupport": ("seed support",),
    "sizeHighNm": ("size-nm high",),
    "sizeLowNm": ("size-nm low",),
    "sizeMeanNm": ("size-nm mean",),
    "sizeSdNm": ("size-nm sd",),
    "sourcePage": ("sources",),
    "subject": ("about", "molecule"),
    "subjectSource": ("about", "molecule"),
    "timepointDays": ("timepoint",),
    "verb": ("effect",),
    "year": ("year", "year-inferred"),
}
"""The fields that the value of a property may come from, where they are not named like the property."""

_OF_RECORD: Final = ("dcterms:title", "entered", "secondRead")
"""Properties that parts take over from their record."""


class Origins:
    """Knows of every node where it comes from.

    Args:
        graph: the records and tables that were read.
        store: the dataset made of them; derived nodes are traced through it.
    """

    def __init__(self, graph: Graph, store: Store) -> None:
        self.graph = graph
        self.store = store

    def of(self, iri: str, predicate: str | None = None) -> Place:
        """The place of a node, or of the field that the value of a property comes from."""
        kind, _, name = iri.removeprefix(BASE).partition("/")
        if kind in _DERIVED:
            return self._derived(iri, kind)
        found = self.loc_of(iri, predicate)
        if found is None:
            return self._row(iri, kind, name)
        located, loc = found
        return located.path, *located.at(loc)

    def loc_of(self, iri: str, predicate: str | None = None) -> tuple[Located, Loc] | None:
        """The record a node was made of, and the way in it; ``None`` for what no record holds."""
        kind, _, name = iri.removeprefix(BASE).partition("/")
        key, _, local = name.partition("_")
        located = self.graph.records.get(self.graph.registered.get(name, key))
        if located is None:
            return None
        within = _part_loc(located, kind, local)
        if predicate is None or kind == "reporting":
            return located, within
        said = compress(predicate).removeprefix("exokg:")
        start = () if said in _OF_RECORD else within
        part = _at(located.record, start)
        for path in _paths(said, part):
            field = _field(part, path)
            if field is not None:
                return located, (*start, *field)
        return located, within

    def _derived(self, iri: str, kind: str) -> Place:
        quads = self.store.quads_for_pattern(NamedNode(iri), NamedNode(EXOKG + _DERIVED[kind]), None, None)
        behind = sorted(quad.object.value for quad in quads if isinstance(quad.object, NamedNode))
        return self.of(behind[0]) if behind else self._declared(iri)

    def _row(self, iri: str, kind: str, name: str) -> Place:
        if kind in ("group", "cohort"):
            return self._line(self.graph.clusters, "cluster", name) or self._declared(iri)
        if kind == "reader":
            return self._line(self.graph.readers, "id", name) or self._declared(iri)
        term = self.graph.terms.get(compress(iri))
        return self._declared(iri) if term is None else (self.graph.terms.path, term.line, 1)

    def _line(self, table: Table, column: str, name: str) -> Place | None:
        lines = [row.line for row in table.rows if row[column] == name]
        return (table.path, lines[0], 1) if lines else None

    def _declared(self, iri: str) -> Place:
        """The line on which the ontology declares a node; the graph as a whole for what it does not know."""
        line = self._declarations.get(iri)
        return (str(self.graph.folder), 1, 1) if line is None else (str(self._ontology), line, 1)

    @cached_property
    def _ontology(self) -> Path:
        return ontology_of(self.graph.folder)

    @cached_property
    def _declarations(self) -> dict[str, int]:
        """The line on which each subject of the ontology first stands, at its beginning."""
        found: dict[str, int] = {}
        for number, text in enumerate(self._ontology.read_text("utf-8").splitlines(), 1):
            prefix, colon, local = text.partition(" ")[0].partition(":")
            if colon and prefix in PREFIXES:
                found.setdefault(PREFIXES[prefix] + local, number)
        return found


def _part_loc(located: Located, kind: str, local: str) -> Loc:
    """The way to the part of a record that became a node of this kind and local name."""
    if kind in _LISTS:
        parts = _at(located.record, _LISTS[kind]) or []
        return (*_LISTS[kind], *[at for at, part in enumerate(parts) if part.id == local][:1])
    if kind in _MAPPINGS:
        return (_MAPPINGS[kind], local)
    if kind == "publication" or (kind == "trial" and located.record.kind != "trial"):
        return ("publication" if kind == "publication" else "registration",)
    owner, _, item = local.rpartition("_")
    if kind == "reporting":
        return _named(located, ("preparations", owner, "reporting"), item) if owner else ()
    if kind == "dose":
        return _named(located, ("arms", owner, "dose", "amounts"), item)
    if kind == "cointervention":
        given = _at(located.record, ("arms", owner, "co-interventions")) or []
        found = [at for at, part in enumerate(given) if slug(part.given) == item]
        return ("arms", owner, "co-interventions", *found[:1])
    return ()


def _named(located: Located, loc: Loc, item: str) -> Loc:
    """The way to the entry of a mapping whose words make this name."""
    return (*loc, *[key for key in _at(located.record, loc) or {} if slug(key) == item][:1])


def _at(value: Any, loc: Loc) -> Any:
    """What stands at a place of a record, or ``None``."""
    for step in loc:
        if isinstance(value, Part):
            value = getattr(value, str(step).replace("-", "_"), None)
        elif isinstance(value, dict):
            value = value.get(step)
        else:
            value = value[step] if isinstance(value, list) and isinstance(step, int) else None
    return value


def _paths(said: str, part: Any) -> list[list[str]]:
    """The ways to the fields that the value of a property may come from."""
    counts = getattr(part, "n", None)
    counted = [key for key in counts if count_property(key) == said] if isinstance(counts, dict) else []
    if counted:
        return [["n", *counted]]
    usual = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", said).lower()
    return [path.split() for path in _FIELDS.get(said, (usual,))]


def _field(part: Any, path: list[str]) -> Loc | None:
    """Where a way leads, from a part or from a part within it, if something is written there."""
    if not isinstance(part, Part):
        return None
    if _at(part, tuple(path)) not in (None, [], {}):
        return tuple(path)
    for name in type(part).model_fields:
        found = _field(getattr(part, name), path)
        if found is not None:
            return (name.replace("_", "-"), *found)
    return None
