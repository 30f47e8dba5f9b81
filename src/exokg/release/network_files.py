"""The claims as files of network programs: GraphML, Cytoscape JSON, CX2 and node-link JSON.

Each names nodes by their labels, gives edges the CURIE of their claim as id, and says of each edge what its
evidence is, as :mod:`exokg.answers.networks` lists. The network itself has title, version, licence and day of
issue of the dataset. Formats: http://graphml.graphdrawing.org,
https://js.cytoscape.org/#notation/elements-json and
https://cytoscape.org/cx/cx2/specification/cytoscape-exchange-format-specification-(version-2).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from ..answers.networks import to_networkx
from ..rdf.xml_text import xml_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import networkx

    from ..answers.networks import Network


def network_of(network: Network, about: Mapping[str, str]) -> networkx.MultiDiGraph:
    """A network with what the dataset says of itself.

    Args:
        network: the claims, detailed.
        about: ``title``, ``version``, ``licence`` and ``issued`` of the dataset.
    """
    graph = to_networkx(network)
    graph.graph.update(about)
    return graph


def _graphml(graph: networkx.MultiDiGraph) -> str:
    from networkx.readwrite.graphml import GraphMLWriter

    writer = GraphMLWriter(graph, prettyprint=True, edge_id_from_attribute="id")
    text = re.sub("&#6553[45];", "\ufffd", str(writer))  # networkx writes as numbers what XML cannot hold
    return xml_text(f"<?xml version='1.0' encoding='utf-8'?>\n{text}\n".encode()).decode()


def _cytoscape(graph: networkx.MultiDiGraph) -> str:
    import networkx

    return _json(networkx.cytoscape_data(graph, name="label") | {"data": graph.graph})


def _node_link(graph: networkx.MultiDiGraph) -> str:
    import networkx

    return _json(networkx.node_link_data(graph, edges="edges"))


def _cx2(graph: networkx.MultiDiGraph) -> str:
    """CX2 numbers its nodes and edges."""
    places = {iri: place for place, iri in enumerate(graph)}
    nodes = [
        {"id": place, "v": {"name": data["label"], "iri": iri} | data}
        for place, (iri, data) in enumerate(graph.nodes(data=True))
    ]
    edges = [
        {"id": place, "s": places[source], "t": places[target], "v": {"interaction": data["label"]} | data}
        for place, (source, target, data) in enumerate(graph.edges(data=True))
    ]
    about = {"name": "exokg"} | graph.graph
    declared = {
        "nodes": _declared(node["v"] for node in nodes),
        "edges": _declared(edge["v"] for edge in edges),
    }
    aspects: dict[str, list[Any]] = {
        "attributeDeclarations": [declared | {"networkAttributes": _declared([about])}],
        "networkAttributes": [about],
        "nodes": nodes,
        "edges": edges,
    }
    head = [{"CXVersion": "2.0", "hasFragments": False}]
    counts = [{"name": name, "elementCount": len(parts)} for name, parts in aspects.items()]
    body = [{name: parts} for name, parts in aspects.items()]
    return _json([*head, {"metaData": counts}, *body, {"status": [{"success": True}]}])


def _declared(values: Iterable[Any]) -> dict[str, dict[str, str]]:
    kinds = {name: type(value) for attributes in values for name, value in attributes.items()}
    return {name: {"d": "integer" if kind is int else "string"} for name, kind in sorted(kinds.items())}


def _json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


NETWORK_FORMATS: Final[dict[str, Callable[[networkx.MultiDiGraph], str]]] = {
    "graphml": _graphml,
    "cytoscape": _cytoscape,
    "cx2": _cx2,
    "node-link": _node_link,
}
"""Writer of each format a user may name; it takes what :func:`network_of` gives."""
