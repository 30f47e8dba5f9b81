"""Mechanism paths: those that networkx finds, and a hub does not win."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import networkx
import pytest

from exokg.answers.mechanisms import mechanism_paths, node_of
from exokg.answers.networks import Network, to_networkx
from exokg.curation.terms import Term, Terms
from exokg.errors import InputError, UnknownTermError
from exokg.store.solutions import value_of

if TYPE_CHECKING:
    from exokg.store.solutions import Solutions

PREFIX = "https://w3id.org/exokg/term/"
SOURCE, GENE, HUB, GOAL = (f"{PREFIX}{name}" for name in ("a", "gene", "hub", "goal"))
UP = "https://w3id.org/exokg/ontology/increases"
NULL = "https://w3id.org/exokg/ontology/noDetectedEffectOn"


def made(edges: list[tuple[str, str]]) -> Network:
    """A network of these edges, each a claim of its own."""
    nodes = {iri: {"label": iri.rsplit("/", 1)[1], "curie": "", "kind": ""} for edge in edges for iri in edge}
    said = {
        (start, end, f"c{number}"): {
            "effect": UP,
            "label": "increases",
            "claim": f"c{number}",
            "studies": 1 + number,
            "findings": f"f{number}",
        }
        for number, (start, end) in enumerate(edges)
    }
    return Network(nodes, said)


def network() -> Network:
    """Two ways to the goal: over a gene of few edges, and over a hub of many."""
    edges = [(SOURCE, GENE), (GENE, GOAL), (SOURCE, HUB), (HUB, GOAL)]
    return made(edges + [(HUB, f"{PREFIX}x{number}") for number in range(20)])


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
    for data in graph.edges.values():
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
    for data in graph.edges.values():
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


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("longest", [1, 2, 3, 4])
def test_paths_are_those_of_networkx(seed: int, longest: int) -> None:
    """Circles, edges beside each other and edges to oneself included."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    names = [f"{PREFIX}n{number}" for number in range(7)]
    graph = made([(draw.choice(names), draw.choice(names)) for _ in range(25)])
    expected = networkx.all_simple_edge_paths(to_networkx(graph), names[0], names[1], cutoff=longest)
    found = mechanism_paths(graph, "term:n0", "term:n1", longest=longest, limit=10_000)
    walked = [" | ".join(f"f{key[1:]}" for _, _, key in path) for path in expected]
    assert sorted(column(found, "findings")) == sorted(walked)
