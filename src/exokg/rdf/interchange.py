"""From pyoxigraph to rdflib, for the libraries that know only the latter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from ..errors import InputError
from .namespaces import PREFIXES
from .sorted_lines import pointed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import rdflib

_STRING = "http://www.w3.org/2001/XMLSchema#string"


def _converted(term: object) -> Any:
    """A term as rdflib's, with the lexical form that it has in files."""
    import rdflib

    term = pointed(term)
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if not isinstance(term, ox.Literal):
        raise InputError(f"rdflib has no such term: {term}")
    if term.language is not None:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = None if term.datatype.value == _STRING else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, datatype=datatype, normalize=False)


def converter() -> Callable[[object], Any]:
    """Converts terms, each once, in a fraction of the time that parsing takes."""
    seen: dict[object, Any] = {}

    def known(term: object) -> Any:
        node = seen.get(term)
        if node is None:
            node = seen[term] = _converted(term)
        return node

    return known


def to_rdflib(triples: Iterable[ox.Quad | ox.Triple], into: rdflib.Graph | None = None) -> rdflib.Graph:
    """The same triples as one rdflib graph; names of graphs are dropped.

    Args:
        triples: from a store.
        into: the graph to fill; a new one without it.

    Raises:
        InputError: a term is a triple.
    """
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none") if into is None else into
    known = converter()
    for triple in triples:
        graph.add((known(triple.subject), known(triple.predicate), known(triple.object)))
    return graph


def to_dataset(quads: Iterable[ox.Quad]) -> rdflib.Dataset:
    """The same quads as an rdflib dataset: default graph, named graphs, and the prefixes of the house.

    Raises:
        InputError: a term is a triple.
    """
    import rdflib

    dataset = rdflib.Dataset()
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, replace=True)
    known = converter()
    for quad in quads:
        unnamed = isinstance(quad.graph_name, ox.DefaultGraph)
        graph = dataset.default_graph if unnamed else dataset.graph(known(quad.graph_name))
        graph.add((known(quad.subject), known(quad.predicate), known(quad.object)))
    return dataset
