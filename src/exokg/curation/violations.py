"""A fault in a record, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["ERROR", "WARN", "INFO"]


@dataclass(frozen=True, order=True)
class Violation:
    """One fault: where it is, which rule it breaks, what is wrong and what to do.

    Sorts by path, line and column. Lines and columns count from 1.

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
