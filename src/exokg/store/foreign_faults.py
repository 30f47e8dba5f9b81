"""What is wrong with RDF of others: names of ours, things without names, statements about our things.

Then our shapes judge our records and theirs together, as ours alone keep them.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, NamedNode, Store, Triple

from ..curation.violations import Violation
from ..rdf.conformance import conform
from ..rdf.dataset import complete, curated_store
from ..rdf.description import TYPE, predicate
from ..rdf.namespaces import BASE, EXOKG, PREFIXES, compress
from ..rdf.origin import Origins
from ..rdf.others import derived_names, is_derived, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..curation.graph import Graph
    from ..rdf.origin import Place
    from ..rdf.others import ForeignGraph
    from .foreign_graphs import ReadGraph
    from .foreign_places import ForeignPlaces

__all__ = ["Joining"]

_LABEL: Final = predicate("rdfs:label")
_ALMOST: Final = BASE.replace("https:", "http:")
_KINDS: Final = {EXOKG: "class or property", PREFIXES["code"]: "code"}


class Joining:
    """Graphs of others beside a graph of ours: what is wrong with them, and the dataset of both.

    Args:
        graph: our records, without faults.
        ontology: the Turtle of ``ontology.ttl``.
        whole: what :func:`exokg.rdf.dataset.build_dataset` made of them.
        others: what is to join them.
    """

    def __init__(self, graph: Graph, ontology: bytes, whole: Store, others: Sequence[ReadGraph]) -> None:
        self._graph = graph
        self._whole = whole
        self._others = others
        self.dataset = curated_store(graph, ontology)
        self._derived = derived_names(self.dataset, whole)

    def faults(self) -> list[Violation]:
        """Every fault, sorted by its place; the shapes judge what has no other error."""
        found = [fault for other, places in self._others for fault in self._of_names(other, places)]
        graphs = [other for other, _ in self._others]
        for other in graphs:
            self.dataset.extend(list(joined(other, self._derived)))
        if not any(fault.level == "ERROR" for fault in found):
            complete(self.dataset, self._graph, graphs)
            changed = {*self.dataset} ^ {*self._whole}
            origins = _Origins(self._graph, self.dataset, self._others)
            found += conform(self.dataset, self._graph, changed, origins)
        return sorted(set(found))

    def _of_names(self, other: ForeignGraph, places: ForeignPlaces) -> Iterator[Violation]:
        """What is wrong with single statements."""
        own = {triple.subject for triple in other.triples}
        yield from _nameless(other, places)
        for triple in other.triples:
            subject, said = triple.subject, compress(triple.predicate)
            where = places.of(getattr(subject, "value", ""), triple.predicate.value)
            if isinstance(subject, NamedNode) and self._is_ours(subject, triple):
                message = f"{compress(subject)} is described by exokg, and this file adds {said} to it"
                hint = "leave the statement out, or name a thing of your own outside " + BASE
                yield Violation(*where, "said-of-ours", "ERROR", message, hint)
            elif is_derived(triple, self._derived):
                kind = triple.object if triple.predicate == TYPE else triple.predicate
                message = f"exokg derives {_short(kind)} itself: this statement is left out"
                yield Violation(*where, "derived-by-exokg", "WARN", message)
        yield from self._unknown(other, places)
        for thing in sorted(_of_our_classes(other) & own - _labelled(other), key=str):
            message = f"{compress(thing)} has no rdfs:label"
            yield Violation(*places.of(thing.value), "label-missing", "WARN", message, "give it one")

    def _is_ours(self, subject: NamedNode, triple: Triple) -> bool:
        """Whether a statement adds something to a thing that we describe, or takes a name of ours."""
        known = self.dataset.quads_for_pattern(subject, None, None)
        if next(known, None) is None:
            return subject.value.startswith(BASE)
        return next(self._whole.quads_for_pattern(subject, triple.predicate, triple.object), None) is None

    def _unknown(self, other: ForeignGraph, places: ForeignPlaces) -> Iterator[Violation]:
        """Names of ours that we do not have."""
        own = {triple.subject for triple in other.triples}
        used = {
            term for triple in other.triples for term in (triple.predicate, triple.object)
            if isinstance(term, NamedNode) and term.value.startswith((BASE, _ALMOST)) and term not in own
        }  # fmt: skip
        for name in sorted(used, key=str):
            if name.value.startswith(_ALMOST):
                fault = (f"{name.value} begins with http:", f"names of exokg begin with {BASE}")
            elif next(self._whole.quads_for_pattern(name, None, None), None) is not None:
                continue
            else:
                fault = self._missing(name.value)
            yield Violation(*places.first(name.value), "unknown-name", "ERROR", *fault)

    def _missing(self, name: str) -> tuple[str, str]:
        space = name[: max(name.rfind("/"), name.rfind("#")) + 1]
        local = name.removeprefix(space)
        known = [one.removeprefix(space) for one in self._subjects if one.startswith(space)]
        cased = {one.casefold(): one for one in known}
        near = get_close_matches(local.casefold(), sorted(cased), n=3)
        said = " / ".join(compress(space + cased[one]) for one in near)
        hint = f"did you mean {said}?" if near else "exokg search lists names"
        return f"{compress(name)} is no {_KINDS.get(space, 'thing')} of exokg", hint

    @property
    def _subjects(self) -> list[str]:
        rows = self._whole.query(f'SELECT DISTINCT ?s {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{BASE}")) }}')
        return [row["s"].value for row in rows]  # type: ignore[union-attr]  # rows of a SELECT


def _short(term: object) -> str:
    return compress(str(getattr(term, "value", term)))


def _nameless(other: ForeignGraph, places: ForeignPlaces) -> Iterator[Violation]:
    terms = [term for triple in other.triples for term in (triple.subject, triple.object)]
    number = len({term for term in terms if isinstance(term, BlankNode)})
    if number:
        message = f"{number} thing{'' if number == 1 else 's'} without an IRI"
        hint = "name each one: two builds must give the same graph, and a finding must be cited"
        yield Violation(*places.nameless(), "nameless-thing", "ERROR", message, hint)
    if any(isinstance(term, Triple) for term in terms):
        hint = "exokg reads RDF 1.1: describe a finding with its own IRI instead"
        yield Violation(*places.nameless(), "nameless-thing", "ERROR", "a statement about a statement", hint)


def _of_our_classes(other: ForeignGraph) -> set[NamedNode]:
    return {
        triple.subject for triple in other.triples
        if triple.predicate == TYPE and isinstance(triple.subject, NamedNode)
        and getattr(triple.object, "value", "").startswith(EXOKG)
    }  # fmt: skip


def _labelled(other: ForeignGraph) -> set[object]:
    return {triple.subject for triple in other.triples if triple.predicate == _LABEL}


class _Origins(Origins):
    """Knows of our things the place in the records, and of theirs the place in the file."""

    def __init__(self, graph: Graph, store: Store, others: Sequence[ReadGraph]) -> None:
        super().__init__(graph, store)
        self._places = {
            str(getattr(triple.subject, "value", "")): there
            for other, there in others
            for triple in other.triples
        }

    def of(self, iri: str, predicate: str | None = None, value: str | None = None) -> Place:
        there = self._places.get(iri)
        return super().of(iri, predicate, value) if there is None else there.of(iri, predicate, value)
