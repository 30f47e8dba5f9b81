"""What exokg brings along in its wheel or checkout: a graph, its shapes and its ontology."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent


def bundled_graph() -> Path:
    """The ``graph/`` folder that comes with exokg."""
    packed = _PACKAGE / "_data" / "graph"
    return packed if packed.is_dir() else _PACKAGE.parent.parent / "graph"


def ontology_of(graph: Path) -> Path:
    """The ontology that belongs to a graph folder: the one beside it, else the one exokg brings along."""
    beside = graph.parent / "ontology.ttl"
    return beside if beside.is_file() else bundled_graph().parent / "ontology.ttl"


def shapes_of(graph: Path) -> Path:
    """The shapes of a graph folder: those in it, else those exokg brings along."""
    within = graph / "shapes.ttl"
    return within if within.is_file() else bundled_graph() / "shapes.ttl"
