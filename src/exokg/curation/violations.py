"""A fault in a record, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

Level = Literal["ERROR", "WARN", "INFO"]
"""How grave a fault is: an ``ERROR`` keeps a graph from being built."""

LEVELS: Final[tuple[Level, ...]] = get_args(Level)
"""The levels, the gravest first."""

ENFORCED: Final[Level] = "ERROR"
"""The level of every rule that the reading of the files enforces: what cannot be read cannot be built."""


@dataclass(frozen=True)
class Violation:
    """One fault: where it is, which rule it breaks, what is wrong and what to do.

    Sorts by place, then rule and message. Lines and columns count from 1.

    >>> print(Violation("graph/a.yaml", 4, 7, "missing-locator", "ERROR", "finding 2 has no locator"))
    graph/a.yaml:4:7: ERROR missing-locator: finding 2 has no locator
    """

    path: str
    line: int
    column: int
    rule: str
    level: Level
    message: str
    hint: str | None = None

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.level} {self.rule}: {self.message}"

    def __lt__(self, other: Violation) -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[str, int, int, str, str, str, str]:
        return self.path, self.line, self.column, self.rule, self.message, self.level, self.hint or ""


def unreadable(
    path: str, line: int, column: int, rule: str, message: str, hint: str | None = None
) -> Violation:
    """Return the fault of a rule that the reading enforces.

    >>> print(unreadable("graph/terms.tsv", 1, 1, "table-header", "the columns are not those expected"))
    graph/terms.tsv:1:1: ERROR table-header: the columns are not those expected
    """
    return Violation(path, line, column, rule, ENFORCED, message, hint)
