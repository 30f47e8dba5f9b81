"""What the tests of this room share: the invented graph, as a store and as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from exokg.curation.reading import read_graph
from exokg.rdf.dataset import build_dataset
from exokg.rdf.serialisation import serialise

if TYPE_CHECKING:
    from pyoxigraph import Store

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def invented() -> Store:
    graph = read_graph(ROOT / "tests" / "fixtures" / "graph")
    return build_dataset(graph, (ROOT / "ontology.ttl").read_bytes())


@pytest.fixture(scope="session")
def invented_file(invented: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented graph as a file that exokg opens."""
    path = tmp_path_factory.mktemp("invented") / "invented.nq"
    path.write_bytes(serialise(invented, "nq"))
    return path
