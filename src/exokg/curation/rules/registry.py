"""The register of rules: what a rule is, and how a module declares one."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..violations import ENFORCED
from ..yamltext import Loc

if TYPE_CHECKING:
    from ..graph import Graph, Located
    from ..violations import Level

__all__ = ["Found", "GraphCheck", "Place", "RecordCheck", "Register", "Rule"]

Found = tuple[Loc, str, str | None]
"""What a rule about one record finds: where in the record, what is wrong, what to do."""

Place = tuple[str, int, int, str, str | None]
"""What a rule about the whole graph finds: path, line, column, what is wrong, what to do."""

RecordCheck = Callable[["Located", "Graph"], Iterator[Found]]
GraphCheck = Callable[["Graph"], Iterator[Place]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of good curation.

    Attributes:
        id: its stable name, the one that stands in messages.
        level: ``ERROR`` keeps a graph from being built; ``WARN`` and ``INFO`` do not.
        title: one line that says what is asked.
        page: the help page: Problem, Solution, Example.
        record: the check of one record; None where the rule is not about single records.
        graph: the check of the whole graph; None where the rule is about single records, or where the reading
            of the files enforces it.
    """

    id: str
    level: Level
    title: str
    page: str
    record: RecordCheck | None = None
    graph: GraphCheck | None = None


class Register(dict[str, Rule]):
    """Rules by id.

    A module fills one with its decorators; the docstring of a check is title and help page of its rule.
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
        """Declare a rule that the reading of the files enforces."""
        self._add(Rule(id_, ENFORCED, title, inspect.cleandoc(page)))

    def _add(self, rule: Rule) -> None:
        if rule.id in self:
            raise ValueError(f"rule {rule.id} is declared twice")
        self[rule.id] = rule


def _page(check: Callable[..., object]) -> tuple[str, str]:
    title, _, page = (inspect.getdoc(check) or "").partition("\n\n")
    return title.removesuffix("."), page
