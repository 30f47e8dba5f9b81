"""The register of rules: what a rule is, and how a module declares one."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from ..document import Loc
from ..graph import Graph, Located
from ..violations import ENFORCED, Level

Found = tuple[Loc, str, str | None]
"""A violation found in one record: location in the record, message, hint."""

Place = tuple[str, int, int, str, str | None]
"""A violation found in the whole graph: path, line, column, message, hint."""

RecordCheck = Callable[["Located", "Graph"], Iterator[Found]]
GraphCheck = Callable[["Graph"], Iterator[Place]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of good curation.

    Attributes:
        id: the stable name, shown in messages.
        level: ``ERROR`` keeps a graph from being built; ``WARN`` and ``INFO`` do not.
        title: one line that says what the rule requires.
        record: the check of one record; None if the rule is not about single records.
        graph: the check of the whole graph; None if the rule is about single records, or is checked while
            the files are read.
    """

    id: str
    level: Level
    title: str
    record: RecordCheck | None = None
    graph: GraphCheck | None = None

    @property
    def page(self) -> str:
        """The help page, from ``pages.md``: Problem, Solution, Example."""
        return _pages()[self.id]


@cache
def _pages() -> dict[str, str]:
    text = (files(__package__ or "") / "pages.md").read_text("utf-8")
    return {id_: page.strip() for id_, _, page in (part.partition("\n") for part in text.split("\n## ")[1:])}


RULES: Final[dict[str, Rule]] = {}
"""Every rule by id, in the order in which they are declared."""

TABLE_RULES: Final[set[str]] = set()
"""The ids of the rules whose faults are in tables, whatever the records are."""


def on_record(id_: str, level: Level) -> Callable[[RecordCheck], RecordCheck]:
    """Declare a check of one record. Its docstring is the title of its rule."""

    def declare(check: RecordCheck) -> RecordCheck:
        _add(Rule(id_, level, _title(check), record=check))
        return check

    return declare


def on_graph(id_: str, level: Level) -> Callable[[GraphCheck], GraphCheck]:
    """Declare a check that needs several records. Its docstring is the title of its rule."""

    def declare(check: GraphCheck) -> GraphCheck:
        _add(Rule(id_, level, _title(check), graph=check))
        return check

    return declare


def on_tables(id_: str, level: Level) -> Callable[[GraphCheck], GraphCheck]:
    """Declare a check of tables alone. Its docstring is the title of its rule."""
    TABLE_RULES.add(id_)
    return on_graph(id_, level)


def enforced(id_: str, title: str, level: Level = ENFORCED) -> None:
    """Declare a rule that is checked elsewhere."""
    _add(Rule(id_, level, title))


def _add(rule: Rule) -> None:
    if rule.id in RULES:
        raise ValueError(f"rule {rule.id} is declared twice")
    RULES[rule.id] = rule


def _title(check: Callable[..., object]) -> str:
    return (inspect.getdoc(check) or "").removesuffix(".")
