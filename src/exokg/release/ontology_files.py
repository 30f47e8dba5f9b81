"""The ontology by itself: its statements in a store, and OBO Graphs JSON of them.

Format: https://github.com/geneontology/obographs
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Triple

from ..rdf.namespaces import EXOKG, PREFIXES, expand

_ONTOLOGY: Final = EXOKG.rstrip("/")
_TYPE: Final = expand("rdf:type")
_KINDS: Final[dict[Any, str]] = {
    expand("owl:Class"): "CLASS",
    expand("owl:NamedIndividual"): "INDIVIDUAL",
    **{expand(f"owl:{kind}Property"): "PROPERTY" for kind in ("Object", "Datatype", "Annotation")},
}
_FURTHER: Final = (expand("owl:Ontology"), expand("exokg:DisplayGroup"))
"""Classes of our things in the ontology that are of no such kind."""
_ABOVE: Final = {
    expand("rdfs:subClassOf"): "is_a",
    expand("rdfs:subPropertyOf"): "subPropertyOf",
    _TYPE: "type",
}


ONTOLOGY_QUERY: Final = f"""
PREFIX dcterms: <{PREFIXES["dcterms"]}>
CONSTRUCT {{ ?s ?p ?o }} WHERE {{
  {{ SELECT DISTINCT ?s WHERE {{
    VALUES ?kind {{ {" ".join(map(str, (*_KINDS, *_FURTHER)))} }}
    ?s a ?kind FILTER NOT EXISTS {{ ?s dcterms:identifier ?curie }}
  }} }}
  ?s ?p ?o
}}"""
"""Asks a store for the statements about classes, properties and codes of the ontology, without terms."""


def obo_graph(triples: Iterable[Triple]) -> str:
    """OBO Graphs JSON of the statements of an ontology: labels, definitions and what is above."""
    nodes: dict[str, dict[str, Any]] = {}
    edges: list[dict[str, str]] = []
    meta: dict[str, Any] = {"version": "", "basicPropertyValues": []}
    for quad in sorted(triples, key=str):
        subject, value = quad.subject, quad.object
        if not isinstance(subject, NamedNode):
            continue
        if subject.value == _ONTOLOGY:
            if quad.predicate == expand("owl:versionIRI") and isinstance(value, NamedNode):
                meta["version"] = value.value
            elif isinstance(value, NamedNode | Literal):
                meta["basicPropertyValues"].append({"pred": quad.predicate.value, "val": value.value})
            continue
        node = nodes.setdefault(subject.value, {"id": subject.value})
        if quad.predicate == _TYPE and value in _KINDS:
            node["type"] = _KINDS[value]
        elif quad.predicate in _ABOVE and isinstance(value, NamedNode):
            edges.append({"sub": subject.value, "pred": _ABOVE[quad.predicate], "obj": value.value})
        elif isinstance(value, Literal):
            _say(node, quad.predicate, value.value)
    typed = [node for node in nodes.values() if "type" in node]
    graph = {"id": _ONTOLOGY, "meta": meta, "nodes": typed, "edges": edges}
    return json.dumps({"graphs": [graph]}, ensure_ascii=False, indent=1) + "\n"


def _say(node: dict[str, Any], property_: NamedNode, text: str) -> None:
    if property_ == expand("rdfs:label"):
        node["lbl"] = text
        return
    meta = node.setdefault("meta", {})
    if property_ == expand("obo:IAO_0000115"):
        meta["definition"] = {"val": text}
    elif property_ == expand("rdfs:comment"):
        meta.setdefault("comments", []).append(text)
    else:
        meta.setdefault("basicPropertyValues", []).append({"pred": property_.value, "val": text})
