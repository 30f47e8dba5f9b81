"""The ontology by itself: its statements in a store, and OBO Graphs JSON of them.

Format: https://github.com/geneontology/obographs
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from ..rdf.namespaces import BASE, EXOKG, PREFIXES, expand

__all__ = ["ONTOLOGY_QUERY", "obo_graph", "ontology_of"]

_ONTOLOGY: Final = EXOKG.rstrip("/")
_OURS: Final = (EXOKG, f"{BASE}code/", _ONTOLOGY)
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
"""Asks a store for what :func:`ontology_of` gives."""


def ontology_of(quads: Iterable[Quad]) -> list[Quad]:
    """The statements about classes, properties and codes of the ontology, without terms and records."""
    default = [quad for quad in quads if quad.graph_name == DefaultGraph()]
    identified = {quad.subject for quad in default if quad.predicate == expand("dcterms:identifier")}
    declared = {quad.subject for quad in default if quad.predicate == _TYPE and quad.object in _KINDS}
    return [
        quad
        for quad in default
        if (quad.subject in declared and quad.subject not in identified)
        or (isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(_OURS))
    ]


def obo_graph(quads: Sequence[Quad]) -> str:
    """OBO Graphs JSON of the statements of an ontology: labels, definitions and what is above."""
    nodes: dict[str, dict[str, Any]] = {}
    edges: list[dict[str, str]] = []
    meta: dict[str, Any] = {"version": "", "basicPropertyValues": []}
    for quad in sorted(quads, key=str):
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
