"""Small stores for the answering room, made through the project's own rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, Triple

from exokg.rdf.derive import derive

from .engine import dumped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import exokg.store as stores

ROOT = Path(__file__).parents[2]
PREFIXES = """
@prefix exokg: <https://w3id.org/exokg/ontology/> . @prefix code: <https://w3id.org/exokg/code/> .
@prefix study: <https://w3id.org/exokg/study/> . @prefix finding: <https://w3id.org/exokg/finding/> .
@prefix source: <https://w3id.org/exokg/source/> . @prefix obo: <http://purl.obolibrary.org/obo/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix group: <https://w3id.org/exokg/group/> . @prefix cohort: <https://w3id.org/exokg/cohort/> .
@prefix system: <https://w3id.org/exokg/system/> . @prefix comparison: <https://w3id.org/exokg/comparison/> .
@prefix review: <https://w3id.org/exokg/review/> . @prefix position: <https://w3id.org/exokg/position/> .
"""


@pytest.fixture(scope="session")
def ontology() -> bytes:
    return (ROOT / "ontology.ttl").read_bytes()


@pytest.fixture(scope="session")
def derived(ontology: bytes) -> Callable[[str], Store]:
    """A function: Turtle (without prefixes) → store with everything that follows from it."""

    def made(turtle: str) -> Store:
        store = Store()
        store.load(ontology, format=RdfFormat.TURTLE)
        store.load((PREFIXES + turtle).encode(), format=RdfFormat.TURTLE)
        derive(store)
        return store

    return made


@pytest.fixture(scope="session")
def small_dataset() -> Store:
    """The dataset of the invented records, with the real catalogue."""
    from exokg.curation.questions import read_questions
    from exokg.curation.reading import read_graph
    from exokg.rdf.catalogue import to_quads
    from exokg.rdf.dataset import build_dataset

    graph = read_graph(ROOT / "tests" / "fixtures" / "graph")
    store = build_dataset(graph, (ROOT / "ontology.ttl").read_bytes())
    store.extend(to_quads(read_questions(ROOT / "graph" / "questions")))
    return store


@pytest.fixture(scope="session")
def write_store(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Store], stores.Store]:
    """A function: dataset → an open store of the store room."""
    from exokg.store import open_store

    def written(dataset: Store) -> stores.Store:
        path = tmp_path_factory.mktemp("store") / "dataset.nq"
        path.write_bytes(dumped(dataset))
        return open_store(path)

    return written


@pytest.fixture(scope="session")
def real_store(real_dataset: Store, write_store: Callable[[Store], stores.Store]) -> stores.Store:
    return write_store(real_dataset)


@pytest.fixture(scope="session")
def small_store(small_dataset: Store, write_store: Callable[[Store], stores.Store]) -> stores.Store:
    return write_store(small_dataset)


def default_quads(triples: Iterable[Triple]) -> list[Quad]:
    return [Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in triples]
