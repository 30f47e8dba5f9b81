"""The network: its attributes, its formats, and paths that a hub does not win."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import networkx
import pytest

from exokg.answers.networks import NETWORK_FORMATS, mechanism_paths, node_of, to_networkx, write_network
from exokg.curation.terms import Term, Terms
from exokg.errors import InputError, UnknownTermError
from exokg.store.solutions import value_of

if TYPE_CHECKING:
    import exokg.store as stores
    from exokg.store.solutions import Solutions

SOURCE, GENE, HUB, GOAL = (f"https://w3id.org/exokg/term/{name}" for name in ("a", "gene", "hub", "goal"))
UP = "https://w3id.org/exokg/ontology/increases"
NULL = "https://w3id.org/exokg/ontology/noDetectedEffectOn"


def test_every_claim_is_an_edge_with_its_findings(small_store: stores.Store) -> None:
    graph = to_networkx(small_store)
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
    plain, more = to_networkx(small_store), to_networkx(small_store, mediators=True)
    added = [data for *_, data in more.edges(data=True) if not data["claim"]]
    assert more.number_of_edges() == plain.number_of_edges() + len(added)
    assert {data["label"] for data in added} >= {"acts through"}


def test_networks_are_written_and_read_back(small_store: stores.Store) -> None:
    graph = to_networkx(small_store)
    assert NETWORK_FORMATS == ("graphml", "cytoscape")
    read = networkx.read_graphml(io.BytesIO(write_network(graph, "graphml").encode()), force_multigraph=True)
    assert (set(read), read.number_of_edges()) == (set(graph), graph.number_of_edges())
    elements = json.loads(write_network(graph, "cytoscape"))["elements"]
    assert len(elements["edges"]) == graph.number_of_edges()
    assert {node["data"]["name"] for node in elements["nodes"]} == {
        label for _, label in graph.nodes(data="label")
    }
    ids = [one["data"]["id"] for kind in elements.values() for one in kind]
    assert len(set(ids)) == len(ids) == len(elements["nodes"]) + len(elements["edges"])
    with_steps = json.loads(write_network(to_networkx(small_store, mediators=True), "cytoscape"))["elements"]
    assert len({edge["data"]["id"] for edge in with_steps["edges"]}) == len(with_steps["edges"])
    assert write_network(graph, "graphml") == write_network(to_networkx(small_store), "graphml")


def network() -> networkx.MultiDiGraph:
    """Two ways to the goal: over a gene of few edges, and over a hub of many."""
    graph = networkx.MultiDiGraph()
    for iri in (SOURCE, GENE, HUB, GOAL):
        graph.add_node(iri, label=iri.rsplit("/", 1)[1], curie="", kind="")
    edges = [(SOURCE, GENE), (GENE, GOAL), (SOURCE, HUB), (HUB, GOAL)]
    edges += [(HUB, f"https://w3id.org/exokg/term/x{number}") for number in range(20)]
    for number, (start, end) in enumerate(edges):
        graph.add_node(end, label=end.rsplit("/", 1)[1], curie="", kind="")
        data = {
            "effect": UP,
            "label": "increases",
            "claim": f"c{number}",
            "studies": 1 + number,
            "findings": f"f{number}",
        }
        graph.add_edge(start, end, key=f"c{number}", **data)
    return graph


def column(solutions: Solutions, name: str) -> list[str]:
    place = solutions.variables.index(name)
    return [value_of(row[place]) for row in solutions]


def test_a_hub_does_not_win_by_being_one() -> None:
    found = mechanism_paths(network(), "term:a", "term:goal")
    assert column(found, "path") == [
        "a → increases → gene → increases → goal",
        "a → increases → hub → increases → goal",
    ]


def test_a_row_tells_direction_weakest_step_and_findings() -> None:
    graph = network()
    graph.edges[GENE, GOAL, "c1"]["effect"] = "https://w3id.org/exokg/ontology/decreases"
    found = mechanism_paths(graph, "term:a", "term:goal", limit=1)
    (row,) = list(found)
    told = dict(zip(found.variables, (value_of(cell) for cell in row), strict=True))
    assert (told["direction"], told["weakestStep"], told["steps"], told["findings"], told["sameStudy"]) == (
        "down",
        "1",
        "2",
        "f0 | f1",
        "no",
    )


def test_a_path_that_one_study_walked_is_told() -> None:
    graph = network()
    for _, _, data in graph.edges(data=True):
        data["findings"] = (
            "https://w3id.org/exokg/finding/kelp-2020_f1 https://w3id.org/exokg/finding/moss_f1"
        )
    rows = list(mechanism_paths(graph, "term:a", "term:goal", limit=1))
    assert [value_of(cell) for cell in rows[0]][-2:] == [
        "yes",
        "finding:kelp-2020_f1 finding:moss_f1 | finding:kelp-2020_f1 finding:moss_f1",
    ]


def test_of_the_terms_of_a_name_the_one_in_the_network_is_meant() -> None:
    both = [Term("anatomy", "term:nowhere", "goal"), Term("hair outcome", "term:goal", "goal")]
    assert node_of(network(), Terms(both), "goal") == "term:goal"
    with pytest.raises(InputError, match=r"goal: goal \(term:nowhere\) is in no claim"):
        node_of(network(), Terms(both[:1]), "goal")
    with pytest.raises(UnknownTermError):
        node_of(network(), Terms(both), "moon")


def test_a_null_is_no_mechanism() -> None:
    graph = network()
    for _, _, data in graph.edges(data=True):
        data["effect"] = NULL
    assert list(mechanism_paths(graph, "term:a", "term:goal")) == []


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"longest": 0}, "--longest"),
        ({"longest": 9}, "--longest"),
        ({"limit": 0}, "--limit"),
    ],
)
def test_numbers_out_of_range_are_refused(given: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        mechanism_paths(network(), "term:a", "term:goal", **given)


def test_a_term_in_no_claim_is_said() -> None:
    with pytest.raises(InputError, match="is in no claim"):
        mechanism_paths(network(), "term:a", "term:nowhere")
