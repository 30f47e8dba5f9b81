"""The dimensions of find and count, as the page filters by them: paths through its own tables.

A dimension's property path becomes the columns that lead from a finding to its values, so that
``data/facets.js`` follows every dimension by one rule.
"""

from __future__ import annotations

import re
from typing import Any, Final

from ..model.categories import CATEGORIES
from ..model.dimensions import Dimension, dimensions
from .page_tables import TABLES

COMMON: Final = (
    "subject",
    "kind",
    "species",
    "rung",
    "design",
    "outcome",
    "effect",
    "contrast",
    "separability",
    "given-too",
    "year",
    "read-as",
    "status",
    "funder-kind",
)
"""The dimensions that most people filter by; the page folds the others."""

NOT_IN_PAGE: Final = frozenset(
    {
        "author",  # the search box finds authors; the page has them as one text
        "cohort",  # what studies are counted by; the list of groups says who reports together
        "p",  # the page has it as printed
        "review",  # the cards of reviews list their studies
    }
)
"""Dimensions that the page does not filter by."""

_PARTS: Final = {
    "exokg:countedUnder": "what was given",
    "exokg:subject": "what was given",
    "exokg:inArm": "dose and course",
    "exokg:inSystem": "tested in",
    "exokg:comparison": "compared with",
    "exokg:reportedBy": "study",
}
"""The first property of a path → the part of the page's list in which the dimension is."""

_COLUMNS: Final = {column.property: column.name for table in TABLES for column in table.columns}
_TOKEN: Final = re.compile(r"[()|/]|[^()|/]+")


def facets() -> list[dict[str, Any]]:
    """Each dimension of the page: name, part, kind, paths, classes of its values, and its owner, if any."""
    return [_facet(one) for one in dimensions().values() if one.name not in NOT_IN_PAGE]


def _facet(dimension: Dimension) -> dict[str, Any]:
    paths = sequences(dimension.path)
    stated = {
        "name": dimension.name,
        "part": _PARTS.get(paths[0][0], "result") if len(paths) == 1 else "result",
        "common": dimension.name in COMMON,
        "kind": dimension.kind,
        "paths": [[_column(step) for step in path] for path in paths],
        "classes": [CATEGORIES[name].cls for name in dimension.of] if dimension.kind == "term" else [],
        "owner": dimension.owner,
        "field": dimension.field if dimension.field != dimension.name else "",
    }
    return {name: value for name, value in stated.items() if value}


def _column(step: str) -> str:
    """The column of a property; the numbers that records give are called after their property."""
    return _COLUMNS.get(step) or step.partition(":")[2]


def sequences(path: str) -> list[list[str]]:
    """The alternatives of a SPARQL property path of ``/``, ``|`` and brackets, each as its steps.

    >>> sequences("(a:x|a:y/(a:z|a:w))")
    [['a:x'], ['a:y', 'a:z'], ['a:y', 'a:w']]
    """
    return _alternatives(_TOKEN.findall(path))


def _alternatives(tokens: list[str]) -> list[list[str]]:
    """The ways up to the bracket that closes; what is read is taken from the tokens."""
    done: list[list[str]] = []
    ways: list[list[str]] = [[]]
    while tokens and (part := tokens.pop(0)) != ")":
        if part == "|":
            done, ways = done + ways, [[]]
        elif part != "/":
            steps = _alternatives(tokens) if part == "(" else [[part]]
            ways = [way + step for way in ways for step in steps]
    return done + ways
