"""The claims as a network: for networkx, for GraphML and Cytoscape, and for ranked mechanism paths.

Node attributes: ``label``, ``curie``, ``kind`` (``source``, ``molecule``, ``pathway`` …).
Edge attributes: ``effect`` (IRI), ``label`` (the effect in words), ``claim`` (IRI), ``studies`` and
``groups`` (independent ones), ``findings`` (IRIs, separated by blanks). An edge's key is its claim.

Paths are ranked by the degree-weighted path idea of hetionet (Himmelstein and Baranzini 2015,
https://doi.org/10.1371/journal.pcbi.1004259): each step is damped by how many steps of its kind leave
and reach its ends, so that a hub does not win by being one.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import Literal, NamedNode

from ..errors import InputError
from ..model.categories import CATEGORIES
from ..model.effects import DIRECTIONS
from ..rdf.namespaces import compress, expand
from ..store.solutions import Solutions, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import networkx

    from ..curation.terms import Terms
    from ..store import Store

__all__ = ["DAMPING", "NETWORK_FORMATS", "mechanism_paths", "node_of", "to_networkx", "write_network"]

NETWORK_FORMATS: Final = ("graphml", "cytoscape")
"""Formats a network is written in."""

DAMPING: Final = 0.4
"""Exponent on degrees, the value that hetionet settled on."""

_DECIMAL: Final = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
_ONTOLOGY: Final = "https://w3id.org/exokg/ontology/"
_SIGNS: Final = {expand(one.property).value: one.sign for one in DIRECTIONS if one.sign}
_NULLS: Final = {expand(one.property).value for one in DIRECTIONS if one.sign == 0}
_THROUGH: Final = f"{_ONTOLOGY}via"

_CLAIMS: Final = """
PREFIX exokg: <https://w3id.org/exokg/ontology/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?claim ?source ?effect ?effectLabel ?target ?studies ?groups ?finding WHERE {
  ?claim a exokg:Claim ; exokg:claimSubject ?source ; exokg:claimEffect ?effect ; exokg:claimTarget ?target ;
    exokg:independentStudies ?studies ; exokg:independentGroups ?groups ; exokg:supportedBy ?finding .
  ?effect rdfs:label ?effectLabel .
}
"""
_MEDIATED: Final = """
PREFIX exokg: <https://w3id.org/exokg/ontology/>
PREFIX code: <https://w3id.org/exokg/code/>
SELECT ?source ?through ?effect ?target ?finding ?cohort WHERE {
  ?finding exokg:via ?through .
  ?finding a exokg:Finding ; exokg:countedUnder ?source ; exokg:effect ?effect ; exokg:target ?target ;
    exokg:reportedBy ?study .
  ?study exokg:inCohort ?cohort .
  FILTER NOT EXISTS { ?study exokg:status code:status-retracted }
}
"""
_NODES: Final = """
PREFIX exokg: <https://w3id.org/exokg/ontology/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?node ?label ?curie ?kind WHERE {
  VALUES ?kind { %s }
  ?node a ?kind ; rdfs:label ?label ; dcterms:identifier ?curie .
}
"""


def to_networkx(store: Store, *, mediators: bool = False) -> networkx.MultiDiGraph:
    """The claims of a store as a directed multigraph, nodes and edges in sorted order.

    Args:
        store: an open store.
        mediators: also an edge from a finding's source to each mediator it names, and from there to its
            target, with ``effect`` ``exokg:via`` on the first and the finding's effect on the second.
            They are steps of a mechanism, not claims; their key and ``claim`` are empty of a claim.
    """
    import networkx

    edges = _claim_edges(store)
    if mediators:
        edges |= _mediated_edges(store)
    graph = networkx.MultiDiGraph()
    nodes = _described(store)
    for iri in sorted({end for source, target, _ in edges for end in (source, target)}):
        graph.add_node(iri, **nodes.get(iri, {"label": compress(iri), "curie": compress(iri), "kind": ""}))
    for (source, target, key), data in sorted(edges.items()):
        graph.add_edge(source, target, key=key, **data)
    return graph


def _rows(store: Store, query: str) -> Iterator[tuple[str, ...]]:
    for row in store.select(query):
        yield tuple(value_of(cell) for cell in row)


def _described(store: Store) -> dict[str, dict[str, str]]:
    kinds = {f"{_ONTOLOGY}{category.cls}": name for name, category in CATEGORIES.items()}
    query = _NODES % " ".join(f"<{iri}>" for iri in sorted(kinds))
    found = sorted(_rows(store, query), reverse=True)  # the first kind in order wins
    return {node: {"label": label, "curie": curie, "kind": kinds[kind]} for node, label, curie, kind in found}


_Edges = dict[tuple[str, str, str], dict[str, Any]]


def _claim_edges(store: Store) -> _Edges:
    edges: _Edges = {}
    for claim, source, effect, words, target, studies, groups, finding in sorted(_rows(store, _CLAIMS)):
        fresh = {
            "effect": effect,
            "label": words,
            "claim": claim,
            "studies": int(studies),
            "groups": int(groups),
        }
        data = edges.setdefault((source, target, claim), {**fresh, "findings": ""})
        data["findings"] = f"{data['findings']} {finding}".strip()
    return edges


def _mediated_edges(store: Store) -> _Edges:
    seen: dict[tuple[str, str, str], tuple[set[str], set[str]]] = {}
    for source, through, effect, target, finding, cohort in _rows(store, _MEDIATED):
        for edge in ((source, through, _THROUGH), (through, target, effect)):
            findings, cohorts = seen.setdefault(edge, (set(), set()))
            findings.add(finding)
            cohorts.add(cohort)
    edges: _Edges = {}
    for (source, target, effect), (findings, cohorts) in seen.items():
        if source != target:
            words = (
                "acts through" if effect == _THROUGH else f"(mediator) {compress(effect).partition(':')[2]}"
            )
            edges[source, target, f"via {effect}"] = {
                "effect": effect,
                "label": words,
                "claim": "",
                "studies": len(cohorts),
                "groups": 0,
                "findings": " ".join(sorted(findings)),
            }
    return edges


def write_network(graph: networkx.MultiDiGraph, form: str) -> str:
    """A network as GraphML or as Cytoscape JSON (https://js.cytoscape.org/#notation/elements-json).

    Args:
        graph: what :func:`to_networkx` gave.
        form: one of :data:`NETWORK_FORMATS`.
    """
    if form == "graphml":
        from networkx.readwrite.graphml import GraphMLWriter

        return f"<?xml version='1.0' encoding='utf-8'?>\n{GraphMLWriter(graph, prettyprint=True)}\n"
    import networkx

    document = networkx.cytoscape_data(graph, name="label")
    for edge in document["elements"]["edges"]:
        data = edge["data"]
        data["id"] = data["claim"] or " ".join((data["source"], data["key"], data["target"]))
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


# Paths -------------------------------------------------------------------------------------------


def node_of(graph: networkx.MultiDiGraph, terms: Terms, text: str) -> str:
    """The CURIE of the term that a text names, if there are several, the one in the network.

    A source of vesicles acts in no claim itself: its native vesicles do, else those of another kind.

    Raises:
        UnknownTermError: nothing goes by that name.
        InputError: no term of this name is in a claim.
    """
    named = [term for category in sorted(CATEGORIES) if (term := terms.find(text, [category])) is not None]
    for term in named or [terms.resolve(text)]:
        if expand(term.curie).value in graph:
            return term.curie
        vesicles = f"vesicles-of-{term.curie.partition(':')[2]}"
        of_it = [curie for _, curie in graph.nodes(data="curie") if curie.endswith(vesicles)]
        if term.category == "source" and of_it:
            return str(min(of_it, key=len))
    found = ", ".join(f"{term.label} ({term.curie})" for term in named)
    raise InputError(f"{text}: {found} is in no claim", "exokg ask claims lists all claims")


def mechanism_paths(
    graph: networkx.MultiDiGraph, source: str, target: str, *, longest: int = 3, limit: int = 20
) -> Solutions:
    """Paths from one term to another, the most telling first.

    Edges of no detected effect and of comparison are no mechanism and are left out.

    Args:
        graph: the network, best with mediators.
        source: CURIE of the term where paths start.
        target: CURIE of the term where they end.
        longest: steps a path may have, 1 to 4.
        limit: rows to give.

    Returns:
        Columns ``path``, ``direction`` (up, down or unknown over the whole path), ``weight``, ``steps``,
        ``weakestStep`` (fewest independent studies behind a step), ``sameStudy`` (whether one study has
        findings on every step) and ``findings``, those of one step separated from the next by ``|``.

    Raises:
        InputError: a number is out of range, or a term is in no claim.
    """
    import networkx

    if not 1 <= longest <= 4:
        raise InputError(f"--longest is {longest}", "a path has 1 to 4 steps")
    if limit < 1:
        raise InputError(f"--limit is {limit}", "ask for at least one row")
    start, end = expand(source).value, expand(target).value
    for iri, curie in ((start, source), (end, target)):
        if iri not in graph:
            raise InputError(f"{curie} is in no claim", "exokg ask claims lists all claims")
    moving = graph.edge_subgraph(
        [edge[:3] for edge in graph.edges(keys=True, data="effect") if edge[3] not in _NULLS]
    )
    if start not in moving or end not in moving or start == end:
        return _ranked(graph, [], limit)
    steps = list(networkx.all_simple_edge_paths(moving, start, end, cutoff=longest))
    return _ranked(moving, steps, limit)


_Step = tuple[str, str, str]
_COLUMNS: Final = ("path", "direction", "weight", "steps", "weakestStep", "sameStudy", "findings")


def _ranked(graph: networkx.MultiDiGraph, paths: Sequence[Sequence[_Step]], limit: int) -> Solutions:
    degrees: dict[tuple[str, str, str], int] = {}
    for source, target, effect in graph.edges(data="effect"):
        for key in (("out", source, effect), ("in", target, effect)):
            degrees[key] = degrees.get(key, 0) + 1
    scored = sorted(
        ((_weight(graph, path, degrees), _written(graph, path), path) for path in paths),
        key=lambda entry: (-entry[0], entry[1]),
    )
    rows = [_row(graph, weight, text, path) for weight, text, path in scored[:limit]]
    return Solutions(_COLUMNS, rows)


def _weight(
    graph: networkx.MultiDiGraph, path: Sequence[_Step], degrees: dict[tuple[str, str, str], int]
) -> float:
    """The product of the damped degrees of every step's two ends, for its kind of step."""
    weight = 1.0
    for source, target, key in path:
        effect = graph.edges[source, target, key]["effect"]
        weight *= float(degrees["out", source, effect] * degrees["in", target, effect]) ** -DAMPING
    return round(weight, 6)


def _written(graph: networkx.MultiDiGraph, path: Sequence[_Step]) -> str:
    text = str(graph.nodes[path[0][0]]["label"])
    for step in path:
        text += f" → {graph.edges[step]['label']} → {graph.nodes[step[1]]['label']}"
    return text


def _direction(graph: networkx.MultiDiGraph, path: Sequence[_Step]) -> str:
    sign = 1
    for step in path:
        sign *= _SIGNS.get(graph.edges[step]["effect"], 0)
    return {1: "up", -1: "down"}.get(sign, "unknown")


def _row(
    graph: networkx.MultiDiGraph, weight: float, text: str, path: Sequence[_Step]
) -> tuple[Literal, ...]:
    weakest = min(graph.edges[step]["studies"] for step in path)
    findings = [[compress(iri) for iri in graph.edges[step]["findings"].split()] for step in path]
    studies = [{finding.rpartition(":")[2].partition("_")[0] for finding in step} for step in findings]
    return (
        Literal(text),
        Literal(_direction(graph, path)),
        Literal(f"{weight:.6f}", datatype=_DECIMAL),
        Literal(len(path)),
        Literal(weakest),
        Literal("yes" if set.intersection(*studies) else "no"),
        Literal(" | ".join(map(" ".join, findings))),
    )
