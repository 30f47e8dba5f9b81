"""What one YAML text holds: its values, the place of each, and what is not allowed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .violations import Violation, unreadable

Loc = tuple[str | int, ...]
"""The way from the root of a record to a value: field names and list positions."""


class Marks(dict[Loc, tuple[int, int]]):
    """Line and column of each value of a record, both from 1."""

    def at(self, loc: Loc) -> tuple[int, int]:
        """Return the place of the value at *loc*, or of its nearest parent where it is missing.

        >>> marks = Marks({(): (1, 1), ("publication",): (3, 1)})
        >>> marks.at(("publication", "doi"))
        (3, 1)
        """
        while loc and loc not in self:
            loc = loc[:-1]
        return self.get(loc, (1, 1))


@dataclass(slots=True)
class Document:
    """What one text holds.

    Attributes:
        name: the file, as messages name it.
        value: mappings, lists and scalars; None where the text is not readable.
        marks: the place of every value.
        keys: the place of every field name.
        numbers: the digits of every number as they were typed.
        empty: where nothing is written: null, an empty text, an empty list or mapping.
        head: the comment lines before the first field.
        faults: everything that is not allowed, in order of place.
    """

    name: str = ""
    value: Any = None
    marks: Marks = field(default_factory=Marks)
    keys: Marks = field(default_factory=Marks)
    numbers: dict[Loc, str] = field(default_factory=dict)
    empty: list[Loc] = field(default_factory=list)
    head: list[str] = field(default_factory=list)
    faults: list[Violation] = field(default_factory=list)

    def fault(self, line: int, column: int, rule: str, message: str, hint: str | None = None) -> Violation:
        """Return a fault of this text, which keeps it from being read as a record."""
        return unreadable(self.name, line, column, rule, message, hint)
