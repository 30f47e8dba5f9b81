"""The register of rules: what a rule is, and how a module declares one."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..document import Loc
from ..violations import ENFORCED

if TYPE_CHECKING:
    from ..graph import Graph, Located
    from ..violations import Level

__all__ = ["Found", "GraphCheck", "Place", "RecordCheck", "Register", "Rule"]

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
        page: the help page: Problem, Solution, Example.
        record: the check of one record; None if the rule is not about single records.
        graph: the check of the whole graph; None if the rule is about single records, or is checked while
            the files are read.
    """

    id: str
    level: Level
    title: str
    page: str
    record: RecordCheck | None = None
    graph: GraphCheck | None = None


class Register(dict[str, Rule]):
    """Rules by id.

    Each module of rules adds its checks by decorator. The docstring of a check is the title and the help
    page of its rule.
    """

    def on_record(self, id_: str, level: Level) -> Callable[[RecordCheck], RecordCheck]:
        """Declare a check of one record."""

        def declare(check: RecordCheck) -> RecordCheck:
            self._add(Rule(id_, level, *_page(check), record=check))
            return check

        return declare

    def on_graph(self, id_: str, level: Level) -> Callable[[GraphCheck], GraphCheck]:
        """Declare a check that needs several records, or the tables."""

        def declare(check: GraphCheck) -> GraphCheck:
            self._add(Rule(id_, level, *_page(check), graph=check))
            return check

        return declare

    def enforced(self, id_: str, title: str, page: str) -> None:
        """Declare a rule that is checked while the files are read."""
        self._add(Rule(id_, ENFORCED, title, inspect.cleandoc(page)))

    def _add(self, rule: Rule) -> None:
        if rule.id in self:
            raise ValueError(f"rule {rule.id} is declared twice")
        self[rule.id] = rule


def _page(check: Callable[..., object]) -> tuple[str, str]:
    title, _, page = (inspect.getdoc(check) or "").partition("\n\n")
    return title.removesuffix("."), page
