"""The network: its attributes and its formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exokg.answers.networks import read_network, to_networkx
from exokg.store.solutions import value_of

if TYPE_CHECKING:
    import exokg.store as stores


def test_every_claim_is_an_edge_with_its_findings(small_store: stores.Store) -> None:
    graph = to_networkx(read_network(small_store))
    (count,) = next(
        iter(small_store.select("SELECT (COUNT(*) AS ?n) { ?c a exokg:Claim }", prefixes=PREFIXES))
    )
    assert graph.number_of_edges() == int(value_of(count))
    for _, _, key, data in graph.edges(keys=True, data=True):
        assert key == data["claim"]
        assert set(data) == {"claim", "effect", "label", "studies", "groups", "findings"}
        assert data["findings"]
    assert all(set(data) == {"label", "curie", "kind"} for _, data in graph.nodes(data=True))
    assert {data["kind"] for _, data in graph.nodes(data=True)} >= {"subject", "pathway", "molecule"}


PREFIXES = {"exokg": "https://w3id.org/exokg/ontology/"}


def test_mediators_add_steps_that_are_no_claims(small_store: stores.Store) -> None:
    plain, more = read_network(small_store), read_network(small_store, mediators=True)
    added = [data for data in more.edges.values() if not data["claim"]]
    assert len(more.edges) == len(plain.edges) + len(added)
    assert {data["label"] for data in added} >= {"acts through"}
