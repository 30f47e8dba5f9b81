"""exokg: the knowledge graph of exosome (extracellular vesicle) hair research.

>>> import exokg
>>> kg = exokg.load()  # doctest: +SKIP
>>> for study, title in kg.query("SELECT ?s ?t { ?s a exokg:Study ; rdfs:label ?t }"):  # doctest: +SKIP
...     print(title.value)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import errors

if TYPE_CHECKING:
    from .knowledge_graph import KnowledgeGraph, load

__all__ = ["KnowledgeGraph", "__version__", "errors", "load"]

__version__: str


def __getattr__(name: str) -> object:
    """Import the engine when it is first asked for: ``exokg --help`` does without."""
    if name == "__version__":
        from importlib.metadata import version

        return version("exokg")
    if name in {"KnowledgeGraph", "load"}:
        from . import knowledge_graph

        return getattr(knowledge_graph, name)
    raise AttributeError(f"module 'exokg' has no attribute {name!r}")
