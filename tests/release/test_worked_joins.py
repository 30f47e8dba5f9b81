"""The worked joins of docs/integrators.md: each rests on IRIs that the graph and the other side share.

The page shows their answers, which the tests of the documentation compare.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Store, parse

from exokg.model.prefixes import OUTSIDE
from exokg.rdf.namespaces import BASE, PREFIXES
from exokg.release.distributions import HOLDS
from exokg.release.table_rows import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad, Triple

ROOT = Path(__file__).parents[2]
JOINS = sorted(path.stem for path in (ROOT / "docs" / "joins").glob("*.rq"))
SHARED = {
    "cl": {"CL:0000235", "CL:0000889"},
    "go": {"GO:0006915", "GO:0012501"},
    "monarch": {"MONDO:0005339"},
    "uniprot": {"UniProtKB:P15692", "UniProtKB:P35222"},
    "wikidata": {"wikidata:Q148", "wikidata:Q183", "wikidata:Q252", "wikidata:Q794", "wikidata:Q884"},
}
"""What both sides name in each join, and what it rests on."""


def theirs(name: str) -> list[Triple]:
    path = ROOT / "docs" / "joins" / f"{name}.ttl"
    return [quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE)]


def iris(triples: Iterable[Triple | Quad]) -> set[str]:
    nodes = (node for said in triples for node in (said.subject, said.object))
    return {node.value for node in nodes if isinstance(node, NamedNode)}


@pytest.fixture(scope="module")
def ours(real_dataset: Store) -> list[Quad]:
    return list(real_dataset.quads_for_pattern(None, None, None, DefaultGraph()))


@pytest.fixture(scope="module")
def alone(ours: list[Quad]) -> Store:
    store = Store()
    store.extend(ours)
    return store


def answer(store: Store, name: str) -> set[tuple[str, ...]]:
    query = (ROOT / "docs" / "joins" / f"{name}.rq").read_text(encoding="utf-8")
    found: Any = store.query(query)
    return {tuple(cell.value for cell in row) for row in found}


def test_every_join_that_is_promised_is_there() -> None:
    assert sorted(SHARED) == JOINS
    page = (ROOT / "docs" / "integrators.md").read_text(encoding="utf-8")
    for name in JOINS:
        assert f"query docs/joins/{name}.rq --store build/joined.ttl" in page


@pytest.mark.parametrize("name", JOINS)
def test_a_join_rests_on_the_iris_that_both_name(name: str, ours: list[Quad]) -> None:
    parts = [curie.partition(":") for curie in SHARED[name]]
    expected = {OUTSIDE[prefix].namespace + local for prefix, _, local in parts}
    assert iris(theirs(name)) & iris(ours) == expected
    assert not any(iri.startswith(BASE) for iri in iris(theirs(name)))


@pytest.mark.parametrize("name", JOINS)
def test_a_join_says_what_neither_side_says_alone(name: str, alone: Store) -> None:
    before = answer(alone, name)
    other = Store()
    other.extend(parse(path=ROOT / "docs" / "joins" / f"{name}.ttl", format=RdfFormat.TURTLE))
    assert before == answer(other, name) == set()
    added = list(other)
    alone.extend(added)
    rows = answer(alone, name)
    for quad in added:
        alone.remove(quad)
    assert rows
    assert all(cell for row in rows for cell in row)


@pytest.mark.parametrize("name", JOINS)
def test_the_other_side_contradicts_no_label_of_ours(name: str, ours: list[Quad]) -> None:
    label = NamedNode(f"{PREFIXES['rdfs']}label")
    known = {quad.subject: quad.object for quad in ours if quad.predicate == label}
    for said in theirs(name):
        if said.predicate == label and said.subject in known:
            assert isinstance(said.object, Literal)
            assert known[said.subject] == said.object


def test_the_page_lists_every_file_of_a_release() -> None:
    page = (ROOT / "docs" / "integrators.md").read_text(encoding="utf-8")
    for begin in HOLDS:
        assert f"| `{begin}…` |" in page
    assert ", ".join(TABLES) in page
