"""From a node of the graph, and a property of it, back to what a curator wrote: file, line and column."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Store

from ..curation.document import Loc
from ..curation.graph import Graph, Located
from ..curation.shipped import ontology_of
from ..curation.tables import Table
from .checklist import checklist_statements
from .context import Context
from .namespaces import BASE, EXOKG, PREFIXES, compress
from .statements import record_statements

Place = tuple[str, int, int]
"""File as messages name it, line and column from 1."""

_DERIVED: Final = {"claim": "supportedBy", "conflict": "findingA"}


class _Index:
    """The way to the field behind each statement of one record.

    Args:
        context: the record.
    """

    def __init__(self, context: Context) -> None:
        self.nodes: dict[str, Loc] = {}
        self.fields: dict[tuple[str, str], list[tuple[str, Loc]]] = {}
        for triple, loc in (*record_statements(context), *checklist_statements(context)):
            subject, property_ = _text(triple.subject), triple.predicate.value
            self.nodes.setdefault(subject, loc)
            self.fields.setdefault((subject, property_), []).append((_text(triple.object), loc))

    def loc(self, iri: str, property_: str | None, value: str | None) -> Loc:
        """The way to a node, to the field that its property comes from, or to one value of a list."""
        said = self.fields.get((iri, property_), []) if property_ is not None else []
        locs = [loc for text, loc in said if text == value] or [loc for _, loc in said]
        return _shared(locs) if locs else self.nodes.get(iri, ())


def _text(value: object) -> str:
    return str(getattr(value, "value", value))


def _shared(locs: list[Loc]) -> Loc:
    """The steps with which all ways begin: several values of one list come from the list."""
    steps = zip(*locs, strict=False)
    shared = [step[0] for step in steps if len(set(step)) == 1]
    return tuple(shared) if len(locs) > 1 else locs[0]


class Origins:
    """Knows of every node where it comes from.

    Args:
        graph: the records and tables that were read.
        store: the dataset made of them; derived nodes are traced through it.
    """

    def __init__(self, graph: Graph, store: Store) -> None:
        self.graph = graph
        self.store = store
        self._indexes: dict[str, _Index] = {}

    def of(self, iri: str, predicate: str | None = None, value: str | None = None) -> Place:
        """The place of a node, of the field that a property of it comes from, or of one value of that."""
        kind, _, name = iri.removeprefix(BASE).partition("/")
        if kind in _DERIVED:
            return self._derived(iri, kind)
        found = self.loc_of(iri, predicate, value)
        if found is None:
            return self._row(iri, kind, name)
        located, loc = found
        return located.path, *located.at(loc)

    def loc_of(
        self, iri: str, predicate: str | None = None, value: str | None = None
    ) -> tuple[Located, Loc] | None:
        """The record a node was made of, and the way in it; ``None`` for what no record holds."""
        name = iri.removeprefix(BASE).partition("/")[2]
        key = name.partition("_")[0]
        located = self.graph.records.get(self.graph.registered.get(name, key))
        if located is None:
            return None
        return located, self._index(located).loc(iri, predicate, value)

    def _index(self, located: Located) -> _Index:
        if located.key not in self._indexes:
            self._indexes[located.key] = _Index(Context(self.graph, located.key, located.record))
        return self._indexes[located.key]

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
        """The line at whose beginning each subject of the ontology is first named."""
        found: dict[str, int] = {}
        for number, text in enumerate(self._ontology.read_text("utf-8").splitlines(), 1):
            prefix, colon, local = text.partition(" ")[0].partition(":")
            if colon and prefix in PREFIXES:
                found.setdefault(PREFIXES[prefix] + local, number)
        return found
