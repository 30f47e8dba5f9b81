"""The claims as a network: as plain tables, and for networkx.

Node attributes: ``label``, ``curie``, ``kind`` (``source``, ``molecule``, ``pathway`` …).
Edge attributes: ``effect`` (IRI), ``label`` (the effect in words), ``claim`` (IRI), ``studies`` and
``groups`` (independent ones), ``findings`` (IRIs, separated by blanks). An edge's key is its claim. Detailed
edges also have ``id`` (the CURIE of the claim), ``rung``, ``contrast``, ``separability``, ``reading`` (the
deepest), ``study_keys``, ``dois``, ``pmids`` and ``pmcids`` (separated by blanks), each empty where unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ..model.categories import CATEGORIES
from ..rdf.namespaces import PREFIXES, compress
from ..store.solutions import value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx

    from ..store import Store

_ONTOLOGY: Final = "https://w3id.org/exokg/ontology/"
_THROUGH: Final = f"{_ONTOLOGY}via"

_CLAIMS: Final = """SELECT ?claim ?source ?effect ?effectLabel ?target ?studies ?groups ?finding WHERE {
  ?claim a exokg:Claim ; exokg:claimSubject ?source ; exokg:claimEffect ?effect ; exokg:claimTarget ?target ;
    exokg:independentStudies ?studies ; exokg:independentGroups ?groups ; exokg:supportedBy ?finding .
  ?effect rdfs:label ?effectLabel .
}
"""
_CODES: Final = """SELECT ?claim ?property ?word WHERE {
  VALUES ?property { exokg:highestRung exokg:bestContrast exokg:separability exokg:deepestReading }
  ?claim a exokg:Claim ; ?property ?code . ?code rdfs:label ?word .
}
"""
_SOURCES: Final = """SELECT DISTINCT ?claim ?property ?value WHERE {
  ?claim a exokg:Claim ; exokg:supportedBy ?finding .
  ?finding exokg:reportedBy ?study .
  { ?study dcterms:identifier ?value BIND("study_keys" AS ?property) }
  UNION {
    VALUES ?property { exokg:doi exokg:pmid exokg:pmcid }
    ?study exokg:describedIn ?paper . ?paper ?property ?value
  }
}
"""
_DETAILS: Final = {
    f"{_ONTOLOGY}highestRung": "rung",
    f"{_ONTOLOGY}bestContrast": "contrast",
    f"{_ONTOLOGY}separability": "separability",
    f"{_ONTOLOGY}deepestReading": "reading",
    "study_keys": "study_keys",
    f"{_ONTOLOGY}doi": "dois",
    f"{_ONTOLOGY}pmid": "pmids",
    f"{_ONTOLOGY}pmcid": "pmcids",
}
_MEDIATED: Final = """SELECT ?source ?through ?effect ?target ?finding ?cohort WHERE {
  ?finding exokg:via ?through .
  ?finding a exokg:Finding ; exokg:countedUnder ?source ; exokg:effect ?effect ; exokg:target ?target ;
    exokg:reportedBy ?study .
  ?study exokg:inCohort ?cohort .
  FILTER NOT EXISTS { ?study exokg:status code:status-retracted }
}
"""
_NODES: Final = """SELECT ?node ?label ?curie ?kind WHERE {
  VALUES ?kind { %s }
  ?node a ?kind ; rdfs:label ?label ; dcterms:identifier ?curie .
}
"""


class Network(NamedTuple):
    """The nodes and edges of a network, in sorted order.

    Attributes:
        nodes: IRI → ``label``, ``curie``, ``kind``.
        edges: IRI it leaves, IRI it reaches, key → ``effect``, ``label``, ``claim``, ``studies``, ``groups``,
            ``findings``.
    """

    nodes: dict[str, dict[str, str]]
    edges: dict[tuple[str, str, str], dict[str, Any]]


def read_network(store: Store, *, mediators: bool = False, detailed: bool = False) -> Network:
    """The claims of a store.

    Args:
        store: an open store.
        mediators: also an edge from a finding's source to each mediator it names, and from there to its
            target, with ``effect`` ``exokg:via`` on the first and the finding's effect on the second.
            They are steps of a mechanism, not claims; their key and ``claim`` are empty of a claim.
        detailed: also what is known of the evidence of each claim.
    """
    edges = _claim_edges(store)
    if detailed:
        _add_details(store, edges)
    if mediators:
        edges |= _mediated_edges(store)
    known = _described(store)
    ends = sorted({end for source, target, _ in edges for end in (source, target)})
    bare = {iri: {"label": compress(iri), "curie": compress(iri), "kind": ""} for iri in ends}
    return Network({iri: known.get(iri, bare[iri]) for iri in ends}, dict(sorted(edges.items())))


def to_networkx(network: Network) -> networkx.MultiDiGraph:
    """A network as a directed multigraph, nodes and edges in sorted order."""
    import networkx

    graph = networkx.MultiDiGraph()
    for iri, data in network.nodes.items():
        graph.add_node(iri, **data)
    for (source, target, key), data in network.edges.items():
        graph.add_edge(source, target, key=key, **data)
    return graph


def _rows(store: Store, query: str) -> Iterator[tuple[str, ...]]:
    for row in store.select(query, prefixes=PREFIXES):
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


def _add_details(store: Store, edges: _Edges) -> None:
    found: dict[tuple[str, str], set[str]] = {}
    for query in (_CODES, _SOURCES):
        for claim, property_, value in _rows(store, query):
            found.setdefault((claim, _DETAILS[property_]), set()).add(value)
    for (_, _, claim), data in edges.items():
        data["id"] = compress(claim)
        for name in _DETAILS.values():
            data[name] = " ".join(sorted(found.get((claim, name), ())))


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
