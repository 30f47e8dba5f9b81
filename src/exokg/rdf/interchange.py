"""From pyoxigraph to rdflib, for the libraries that know only the latter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterable

    import rdflib

__all__ = ["to_rdflib"]

_STRING = "http://www.w3.org/2001/XMLSchema#string"


def _converted(term: object) -> Any:
    import rdflib

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if not isinstance(term, ox.Literal):
        raise TypeError(f"no counterpart in rdflib: {term!r}")
    if term.language is not None:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    return rdflib.Literal(term.value, datatype=None if datatype == _STRING else rdflib.URIRef(datatype))


def to_rdflib(triples: Iterable[ox.Quad | ox.Triple], into: rdflib.Graph | None = None) -> rdflib.Graph:
    """The same triples as one rdflib graph; names of graphs are dropped.

    Made term by term, each once, in a fraction of the time that parsing takes.

    Args:
        triples: from a store.
        into: the graph to fill; a new one without it.
    """
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none") if into is None else into
    seen: dict[object, Any] = {}

    def known(term: object) -> Any:
        node = seen.get(term)
        if node is None:
            node = seen[term] = _converted(term)
        return node

    for triple in triples:
        graph.add((known(triple.subject), known(triple.predicate), known(triple.object)))
    return graph
