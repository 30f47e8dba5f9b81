"""After an edit the shapes look only at what it touches, and suspect what they would suspect of the whole."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store

from exokg.curation.shipped import shapes_of
from exokg.rdf.conformance import _read_shapes, conform
from exokg.rdf.focus_nodes import asked_of_neighbours, focus_nodes
from exokg.rdf.namespaces import PREFIXES, expand
from exokg.rdf.screening import suspects
from exokg.rdf.shape_graph import ShapeGraph

from .test_conformance import EXAMPLES, change, fired

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exokg.curation.graph import Graph

TYPE = PREFIXES["rdf"] + "type"
URN = {"": "urn:"}
NEAR = {
    "$this :p ?v": set(),
    "$this :p ?v ; :q ?w FILTER(?v > ?w)": set(),
    "$this :p ?v . ?v a :C": {TYPE},
    "$this :p ?v . ?v :q ?w , ?x ; :r|:s ?y .": {"urn:q", "urn:r", "urn:s"},
    "?v :p $this FILTER NOT EXISTS { ?v :q ?w FILTER(?w IN (1, 2)) }": {"urn:q"},
    "$this ?p ?v . ?p :q ?w": {"urn:q"},
    "{ SELECT $this (COUNT(?v) AS ?n) WHERE { $this :p ?v } GROUP BY $this } $this :n ?m": set(),
    "OPTIONAL { $this :p ?v } BIND(IF(?v > 1, ?v, COALESCE(?w, 2)) AS ?x)": set(),
}
FURTHER = [
    "$this :p ?v . ?v :q ?w . ?w :r ?x",
    "$this :p ?v . ?other :q ?v",
    "$this :p+ ?v",
    "$this :p/:q ?v",
    "$this ^:p ?v",
    "$this (:p|:q) ?v",
    "$this <urn:p> ?v",
    "$this :p ?v . ?v ?q ?w",
    "?x a :C",
    '$this :p "a . b"',
    "$this :p ?v MINUS { $this :q ?v }",
    "GRAPH ?g { $this :p ?v }",
]


@pytest.mark.parametrize("where", NEAR)
def test_what_a_constraint_asks_of_neighbours(where: str) -> None:
    assert asked_of_neighbours(f"SELECT $this WHERE {{ {where} }}", URN) == NEAR[where]


@pytest.mark.parametrize("where", FURTHER)
def test_a_constraint_that_looks_further_or_is_not_understood(where: str) -> None:
    assert asked_of_neighbours(f"SELECT $this WHERE {{ {where} }}", URN) is None


def node(name: str) -> NamedNode:
    return NamedNode(f"urn:{name}")


def quad(subject: str, predicate: str, value: str) -> Quad:
    return Quad(node(subject), node(predicate), node(value), DefaultGraph())


@pytest.fixture
def chain() -> Store:
    """``a p b q c`` and many unrelated triples."""
    store = Store()
    store.extend([quad("a", "p", "b"), quad("b", "q", "c"), *(quad(f"x{n}", "p", "y") for n in range(20))])
    return store


def test_the_ends_of_a_change_are_looked_at(chain: Store) -> None:
    assert focus_nodes(chain, [quad("b", "q", "c")], set()) == {node("b"), node("c")}


def test_the_neighbours_are_where_a_constraint_asks_for_the_property(chain: Store) -> None:
    assert focus_nodes(chain, [quad("b", "q", "c")], {"urn:q"}) == {node("a"), node("b"), node("c")}
    typed = Quad(node("b"), NamedNode(TYPE), node("C"), DefaultGraph())
    assert focus_nodes(chain, [typed], set()) == {node("a"), node("b"), node("c"), node("C")}


@pytest.mark.parametrize(
    "changed",
    [
        [Quad(node("b"), expand("rdfs:subClassOf"), node("c"), DefaultGraph())],  # it moves members
        [Quad(node("b"), node("p"), BlankNode(), DefaultGraph())],  # no query can name it
        [quad("p", "q", "c")],  # a property in use: who has it is its neighbour
        [quad(f"x{n}", "p", "y") for n in range(10)],  # nearly all
    ],
)
def test_sometimes_all_are_looked_at(chain: Store, changed: list[Quad]) -> None:
    assert focus_nodes(chain, changed, {"urn:q"}) is None


def edits(store: Store, chance: random.Random) -> list[tuple[str, Quad]]:
    """A few triples to remove, and a few to add that others of the graph were changed to."""
    quads = sorted(store.quads_for_pattern(None, None, None, DefaultGraph()), key=str)
    found = []
    for one in chance.sample(quads, chance.randint(1, 3)):
        sign = chance.choice("-+~")
        found += [("-", one)] if sign in "-~" else []
        other = chance.choice(quads)
        if sign in "+~":
            found.append(("+", Quad(one.subject, one.predicate, other.object, DefaultGraph())))
    return found


def changed_by(store: Store, wanted: list[tuple[str, Quad]]) -> Iterator[tuple[str, Quad]]:
    """Make the changes; those that change something."""
    for sign, one in wanted:
        if (one in store) == (sign == "-"):
            (store.remove if sign == "-" else store.add)(one)
            yield sign, one


def compared(store: Store, shapes: Store, seeds: range) -> int:
    """How many shapes are suspected after the edits of some seeds; both ways suspect the same."""
    count = 0
    for seed in seeds:
        chance = random.Random(seed)  # noqa: S311 - no secret
        done = list(changed_by(store, edits(store, chance)))
        near = suspects(store, shapes, [one for _, one in done])
        assert near == suspects(store, shapes), (seed, done)
        count += len(near)
        list(changed_by(store, [("+" if sign == "-" else "-", one) for sign, one in reversed(done)]))
    return count


@pytest.fixture(scope="module")
def shapes(invented: Graph) -> Store:
    return _read_shapes(shapes_of(invented.folder))


@pytest.mark.slow
def test_random_edits_are_judged_as_the_whole(copy: Store, shapes: Store) -> None:
    assert compared(copy, shapes, range(8)) > 2  # else too little was compared


@pytest.mark.slow
def test_random_edits_of_the_real_graph_are_judged_as_the_whole(real_store: Store, real: Graph) -> None:
    store = Store()
    store.extend(real_store.quads_for_pattern(None, None, None, DefaultGraph()))
    assert compared(store, _read_shapes(shapes_of(real.folder)), range(100, 103)) > 0


@pytest.mark.slow
def test_every_bad_example_is_found_by_what_it_changed(copy: Store, invented: Graph, shapes: Store) -> None:
    for name in sorted(EXAMPLES):
        done = change(copy, EXAMPLES[name])
        assert f"<https://w3id.org/exokg/shape/{name}>" in map(str, suspects(copy, shapes, done))
        if name == "claim-count":  # the validator then judges the whole graph by it
            assert fired(conform(copy, invented, done)) == {name}
        for one in done:
            (copy.remove if one in copy else copy.add)(one)


def test_most_constraints_are_asked_of_what_changed(shapes: Store) -> None:
    """Those that are not cost little: a test of a million shows 0.4 s for all of them."""
    known = ShapeGraph(shapes, Store())
    constraints = [one.object for one in shapes.quads_for_pattern(None, expand("sh:sparql"), None, None)]
    further = [one for one in constraints if known.looks_near(one) is None]
    assert len(constraints) > 15
    assert len(further) <= 5
