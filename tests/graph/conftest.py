"""What the tests of the real ``graph/`` share: its records, its dataset, and the facts it came from."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import Store

    from exokg.curation.graph import Graph

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def real() -> Graph:
    """The curated graph as read from its files."""
    from exokg.curation.reading import read_graph

    return read_graph(ROOT / "graph")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of verified facts from which the first records were made; skip without it."""
    told = os.environ.get("EXOKG_CORPUS")
    folder = Path(told) if told else ROOT.parent / "shared" / "corpus"
    if not (folder / "records").is_dir():
        pytest.skip("the corpus folder is not beside the project: name it in EXOKG_CORPUS")
    return folder


@pytest.fixture(scope="session")
def rows(real_dataset: Store) -> Callable[[str], list[tuple[str, ...]]]:
    """Ask the whole dataset; IRIs come back as CURIEs, literals as text, unbound as an empty text."""
    from exokg.rdf.namespaces import PREFIXES, compress
    from exokg.store.embedded import EmbeddedStore

    store = EmbeddedStore(real_dataset)

    def text(term: Any) -> str:
        if term is None:
            return ""
        return compress(term) if type(term).__name__ == "NamedNode" else str(term.value)

    def ask(query: str) -> list[tuple[str, ...]]:
        return sorted({tuple(text(term) for term in row) for row in store.select(query, prefixes=PREFIXES)})

    return ask
