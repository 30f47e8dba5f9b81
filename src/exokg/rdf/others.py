"""Statements of others beside ours: what of them joins the dataset, and what is said of where they come from.

A dataset *with* graphs of others holds, in its default graph, our curated statements and theirs, and
everything that is derived from both. Each of their graphs is there under its name too, as it was written, and
each of their things says of which graph it is part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, cast

from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, Store, Triple

from .description import TYPE, Description, predicate
from .metadata import DATASET
from .namespaces import EXOKG, METADATA_GRAPH

PART_OF = predicate("dcterms:isPartOf")
"""What leads from a thing of others to the graph that it comes from."""

_PREDICATES = "SELECT DISTINCT ?name { ?s ?name ?o }"
_CLASSES = "SELECT DISTINCT ?name { ?s a ?name }"


class ForeignGraph(NamedTuple):
    """One file of others.

    Attributes:
        name: IRI of the graph.
        file: the name of the file, without its folder.
        sha256: of the file as it is.
        licence: IRI of the licence; empty in a file that is only checked and states none.
        triples: its statements, sorted.
    """

    name: str
    file: str
    sha256: str
    licence: str
    triples: tuple[Triple, ...]

    def facts(self) -> dict[str, str | int]:
        """What a manifest says of it."""
        return {
            "graph": self.name,
            "file": self.file,
            "sha256": self.sha256,
            "licence": self.licence,
            "statements": len(self.triples),
        }


def derived_names(curated: Store, whole: Store) -> frozenset[str]:
    """The classes and properties of exokg that only derived statements use.

    Args:
        curated: ontology and records.
        whole: the same with everything that is derived.
    """
    found = set()
    for query in (_PREDICATES, _CLASSES):
        before, after = (_names(store, query) for store in (curated, whole))
        found |= after - before
    return frozenset(name for name in found if name.startswith(EXOKG))


def _names(store: Store, query: str) -> set[str]:
    rows = cast("QuerySolutions", store.query(query))
    return {row["name"].value for row in rows}


def is_derived(triple: Triple, derived: frozenset[str]) -> bool:
    """Whether a statement is one that exokg derives by itself."""
    name = triple.object if triple.predicate == TYPE else triple.predicate
    return isinstance(name, NamedNode) and name.value in derived


def joined(graph: ForeignGraph, derived: frozenset[str]) -> Iterator[Quad]:
    """A graph of others as it joins a curated dataset.

    Args:
        graph: what they say.
        derived: see :func:`derived_names`: such statements are left out of the default graph, as they are
            derived again.
    """
    name = NamedNode(graph.name)
    things = set()
    for triple in graph.triples:
        yield Quad(triple.subject, triple.predicate, triple.object, name)
        if is_derived(triple, derived):
            continue
        yield Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())
        kind = triple.object
        if triple.predicate == TYPE and isinstance(kind, NamedNode) and kind.value.startswith(EXOKG):
            things.add(triple.subject)
    for thing in things:
        yield Quad(thing, PART_OF, name, DefaultGraph())


def described(graphs: Iterable[ForeignGraph]) -> Iterator[Quad]:
    """What the dataset says of the graphs of others in it: licence, file, and how many statements."""
    for graph in graphs:
        about = Description(NamedNode(graph.name), "void:Dataset").say("dcterms:isPartOf", DATASET)
        about.say("dcterms:license", NamedNode(graph.licence) if graph.licence else None)
        about.say("dcterms:source", graph.file).say("void:triples", len(graph.triples))
        for triple in about:
            yield Quad(triple.subject, triple.predicate, triple.object, METADATA_GRAPH)
            if triple.predicate != PART_OF:
                yield Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())
