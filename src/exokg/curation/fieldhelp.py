"""The help of every field: the text below it in the models.

Read from the source rather than kept by the models, because reading it costs time that no command but
``new`` and the messages about missing fields need to spend.
"""

from __future__ import annotations

import ast
import functools
import inspect
import itertools
from typing import TYPE_CHECKING

from . import findings, graph, parts, records, registration

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from pydantic import BaseModel

__all__ = ["help_of"]


def help_of(model: type[BaseModel], name: str) -> str:
    """Return the help of the field *name* (as written in YAML) of *model*.

    >>> from exokg.curation.records import StudyRecord
    >>> help_of(StudyRecord, "sources")
    'web addresses that were read'
    """
    attribute = name.replace("-", "_")
    found = (_texts().get((kind.__name__, attribute)) for kind in model.__mro__)
    return next((text for text in found if text is not None), "")


@functools.cache
def _texts() -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for module in (graph, parts, records, registration, findings):
        found.update(_of_module(module))
    return found


def _of_module(module: ModuleType) -> Iterator[tuple[tuple[str, str], str]]:
    for node in ast.parse(inspect.getsource(module)).body:
        if not isinstance(node, ast.ClassDef):
            continue
        for field, below in itertools.pairwise(node.body):
            if not (isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)):
                continue
            if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
                yield (node.name, field.target.id), str(below.value.value)
