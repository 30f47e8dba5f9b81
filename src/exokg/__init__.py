"""exokg: the knowledge graph of exosome (extracellular vesicle) hair research.

>>> import exokg
>>> kg = exokg.load()  # doctest: +SKIP
>>> for row in kg.query("SELECT ?s ?title { ?s a exokg:Study ; rdfs:label ?title }"):  # doctest: +SKIP
...     print(row["title"].value)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import errors

if TYPE_CHECKING:
    from .authoring import Validation, build, format_record, new_record, rules, validate, verify
    from .knowledge_graph import KnowledgeGraph, check_release, diff, load

__all__ = [
    "KnowledgeGraph",
    "Validation",
    "__version__",
    "build",
    "check_release",
    "diff",
    "errors",
    "format_record",
    "load",
    "new_record",
    "rules",
    "validate",
    "verify",
]

__version__: str


def __getattr__(name: str) -> object:
    """Import the engine when it is first asked for: ``exokg --help`` does without."""
    if name == "__version__":
        from importlib.metadata import version

        return version("exokg")
    if name in {"KnowledgeGraph", "check_release", "diff", "load"}:
        from . import knowledge_graph

        return getattr(knowledge_graph, name)
    if name in __all__ and name != "errors":
        from . import authoring

        return getattr(authoring, name)
    raise AttributeError(f"module 'exokg' has no attribute {name!r}")
