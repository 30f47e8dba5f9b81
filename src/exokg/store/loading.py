"""Put a dataset into an engine elsewhere.

Two protocols can: the Graph Store Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/), where one
``PUT`` replaces one graph, and SPARQL 1.1 Update, where one request drops and fills one graph. Either
way a graph is replaced whole or not at all, as far as the engine keeps the protocol's promise.
:func:`count_graphs` asks the engine's query endpoint what it holds then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import urlencode, urlsplit, urlunsplit

import pyoxigraph

from ..errors import StoreError
from . import Store
from .http import Client, Credentials
from .remote import DEFAULT_GRAPH, RemoteStore
from .solutions import value_of

PROTOCOLS: Final = ("graph-store", "update")
"""How to write: the Graph Store Protocol, or SPARQL Update."""


def load_dataset(
    quads: Iterable[pyoxigraph.Quad],
    address: str,
    *,
    protocol: str = "graph-store",
    name_default: bool = False,
    credentials: Credentials | None = None,
    timeout_s: float = 600.0,
) -> dict[str, int]:
    """Replace, graph by graph, what an engine holds with a dataset.

    Args:
        quads: the dataset.
        address: the engine's Graph Store or Update address.
        protocol: one of :data:`PROTOCOLS`.
        name_default: put the default graph under :data:`~exokg.store.remote.DEFAULT_GRAPH`, for an
            engine that has none without a name.
        credentials: who writes.
        timeout_s: for one graph.

    Returns:
        Statements by graph; ``""`` is the default graph.

    Raises:
        StoreError: the engine refused.
    """
    client = Client(address, credentials=credentials, timeout_s=timeout_s)
    graphs = _by_graph(quads, name_default=name_default)
    for name, triples in graphs.items():
        if protocol == "update":
            _update(client, name, triples)
        else:
            _put(client, name, triples)
    return {name: len(triples) for name, triples in graphs.items()}


def count_graphs(store: Store, names: Iterable[str]) -> dict[str, int]:
    """How many statements a store holds in each of some graphs.

    Args:
        store: where to count.
        names: IRIs; ``""`` and :data:`~exokg.store.remote.DEFAULT_GRAPH` are the default graph.
    """
    counts = {}
    for name in names:
        pattern = "?s ?p ?o" if name in {"", DEFAULT_GRAPH} else f"GRAPH <{name}> {{ ?s ?p ?o }}"
        for (number,) in store.select(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"):
            counts[name] = int(value_of(number) or 0)
    return counts


def check_counts(endpoint: str, sent: Mapping[str, int]) -> None:
    """Count what arrived.

    Args:
        endpoint: the engine's query address.
        sent: statements by graph, as :func:`load_dataset` returns them.

    Raises:
        StoreError: a graph holds another number of statements than was sent.
    """
    for name, found in count_graphs(RemoteStore.from_environment(endpoint), sent).items():
        if found != sent[name]:
            where = name or "the default graph"
            raise StoreError(f"{endpoint}: {where} holds {found:,} statements instead of {sent[name]:,}")


def _by_graph(quads: Iterable[pyoxigraph.Quad], *, name_default: bool) -> dict[str, list[pyoxigraph.Triple]]:
    graphs: dict[str, list[pyoxigraph.Triple]] = {}
    for quad in quads:
        name = "" if isinstance(quad.graph_name, pyoxigraph.DefaultGraph) else quad.graph_name.value
        if not name and name_default:
            name = DEFAULT_GRAPH
        graphs.setdefault(name, []).append(quad.triple)
    return {name: sorted(graphs[name], key=str) for name in sorted(graphs)}


def _put(client: Client, name: str, triples: list[pyoxigraph.Triple]) -> None:
    parts = urlsplit(client.address)
    graph = urlencode({"graph": name}) if name else "default"
    url = urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, graph)))))
    body = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES) or b""
    # Every engine reads Turtle, not every one knows the name of N-Triples, and N-Triples is Turtle.
    client.exchange(url, body, {"Content-Type": "text/turtle"}, method="PUT")


def _update(client: Client, name: str, triples: list[pyoxigraph.Triple]) -> None:
    data = "\n".join(f"{triple} ." for triple in triples)
    if name:
        text = f"DROP SILENT GRAPH <{name}> ;\nINSERT DATA {{ GRAPH <{name}> {{\n{data}\n}} }}"
    else:
        text = f"DROP SILENT DEFAULT ;\nINSERT DATA {{\n{data}\n}}"
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    client.exchange(client.address, urlencode({"update": text}).encode(), headers)
