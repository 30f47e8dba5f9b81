"""``CITATION.cff`` and ``codemeta.json`` from ``graph/dataset.yaml`` and from the package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exokg.curation.reading import read_graph
from exokg.release.about import About
from exokg.release.software import citation_file, codemeta

if TYPE_CHECKING:
    from pathlib import Path


def pages(root: Path) -> dict[str, str]:
    """Return both files, by their paths from the root."""
    dataset = read_graph(root / "graph").dataset
    if dataset is None:
        raise ValueError("graph/dataset.yaml is missing")
    about = About(**dataset.model_dump())
    return {"CITATION.cff": citation_file(about), "codemeta.json": codemeta(about)}
