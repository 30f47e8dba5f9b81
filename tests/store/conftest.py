"""A graph folder without records, which builds in a moment, and stores made of it."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A ``graph/`` folder with tables that hold no rows."""
    folder = tmp_path / "graph"
    folder.mkdir()
    for name in ("terms", "clusters", "readers", "excluded"):
        head = (ROOT / "graph" / f"{name}.tsv").read_text().partition("\n")[0]
        (folder / f"{name}.tsv").write_text(head + "\n")
    (folder / "dataset.yaml").write_text(
        "title: A graph of nothing\ndescription: It holds tables without rows.\nversion: '1'\n"
        "issued: 2026-01-01\nlicence: https://creativecommons.org/licenses/by/4.0/\n"
        "searched-to: 2026-01-01\nhomepage: https://example.org/\n"
    )
    return folder


@pytest.fixture
def ontology() -> Path:
    """The ontology of the house."""
    return ROOT / "ontology.ttl"
