"""What the tests of the room rdf share: the ontology, the invented graph and the real one, as stores."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Store

from exokg.curation.reading import read_graph
from exokg.rdf.dataset import build_dataset

if TYPE_CHECKING:
    from exokg.curation.graph import Graph

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def ontology() -> bytes:
    return (ROOT / "ontology.ttl").read_bytes()


@pytest.fixture(scope="session")
def invented() -> Graph:
    graph = read_graph(ROOT / "tests" / "fixtures" / "graph")
    assert graph.violations == []
    return graph


@pytest.fixture(scope="session")
def real() -> Graph:
    return read_graph(ROOT / "graph")


@pytest.fixture(scope="session")
def invented_store(invented: Graph, ontology: bytes) -> Store:
    """Not to be written to: copy it with :func:`copy`."""
    return build_dataset(invented, ontology)


@pytest.fixture(scope="session")
def real_store(real_dataset: Store) -> Store:
    return real_dataset


@pytest.fixture
def copy(invented_store: Store) -> Store:
    """A store of the invented graph that a test may change."""
    store = Store()
    store.extend(list(invented_store))
    return store
