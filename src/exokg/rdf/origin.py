"""From a node of the graph back to what a curator wrote: file, line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from .namespaces import BASE, EXOKG, compress

if TYPE_CHECKING:
    from pyoxigraph import Store

    from ..curation.documents import Loc
    from ..curation.graph import Graph, Located
    from ..curation.tables import Table

__all__ = ["Origins", "Place"]

Place = tuple[str, int, int]
"""File as messages name it, line and column from 1."""

_LISTS: Final = {
    "finding": "findings",
    "harm": "harms",
    "position": "statements",
    "conclusion": "conclusions",
}
_MAPPINGS: Final = {
    "preparation": "preparations",
    "system": "systems",
    "arm": "arms",
    "comparison": "comparisons",
}
_WITHIN: Final = {"dose": "arms", "cointervention": "arms", "reporting": "preparations"}
_DERIVED: Final = {"claim": "supportedBy", "conflict": "findingA"}

_FIELDS: Final = {
    "change": ("quantity", "change"),
    "ciLow": ("quantity", "ci-low"),
    "confidence": ("read",),
    "count": ("count",),
    "documentType": ("type",),
    "effect": ("effect",),
    "enteredBy": ("entered", "by"),
    "event": ("event",),
    "locator": ("locator",),
    "pValue": ("quantity", "p"),
    "readingDepth": ("read",),
    "reportedName": ("reported-as",),
    "status": ("status",),
    "summary": ("summary",),
    "target": ("target",),
    "unit": ("quantity", "unit"),
}
"""Where the value of a property stands within its part, for those a fault is likely about."""


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
        """The place of a node, and within it of one property's value where that is known."""
        kind, _, name = iri.removeprefix(BASE).partition("/")
        if kind in _DERIVED:
            return self._derived(iri, kind)
        key, _, local = name.partition("_")
        located = self.graph.records.get(key) or self._registered(name)
        if located is None:
            return self._row(iri, kind, name)
        loc = self._loc(located, kind, local)
        return located.path, *located.at((*loc, *_FIELDS.get((predicate or "").removeprefix(EXOKG), ())))

    def _loc(self, located: Located, kind: str, local: str) -> Loc:
        if kind in _LISTS:
            parts = getattr(located.record, _LISTS[kind])
            found = [position for position, part in enumerate(parts) if part.id == local]
            return (_LISTS[kind], *found[:1])
        if kind in _MAPPINGS:
            return (_MAPPINGS[kind], local)
        if kind in _WITHIN:
            return (_WITHIN[kind], local.partition("_")[0])
        if kind in ("trial", "difference") or kind == "publication":
            return ("publication",) if kind == "publication" else ("registration",)
        return ()

    def _registered(self, name: str) -> Located | None:
        for _, located in sorted(self.graph.records.items()):
            registration = getattr(located.record, "registration", None)
            if registration is not None and (registration.id or "").lower() == name:
                return located
        return None

    def _derived(self, iri: str, kind: str) -> Place:
        quads = self.store.quads_for_pattern(NamedNode(iri), NamedNode(EXOKG + _DERIVED[kind]), None, None)
        behind = sorted(quad.object.value for quad in quads if isinstance(quad.object, NamedNode))
        return self.of(behind[0]) if behind else self._fallback()

    def _row(self, iri: str, kind: str, name: str) -> Place:
        if kind in ("group", "cohort"):
            return self._line(self.graph.clusters, "cluster", name)
        if kind == "reader":
            return self._line(self.graph.readers, "id", name)
        term = self.graph.terms.get(compress(iri))
        return self._fallback() if term is None else (self.graph.terms.path, term.line, 1)

    def _line(self, table: Table, column: str, name: str) -> Place:
        lines = [row.line for row in table.rows if row[column] == name]
        return (table.path, lines[0], 1) if lines else self._fallback()

    def _fallback(self) -> Place:
        """For a node that nothing written names: the ontology, or something that is not of exokg."""
        return str(self.graph.folder), 1, 1
