"""Answers as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...answers.descriptions import Value
from ...rdf.namespaces import compress
from ..http.negotiation import GRAPHS

SHOWN = 500
"""Rows of an answer that a page shows; downloads have all."""


@dataclass(frozen=True)
class AnswerTable:
    """An answer as a page shows it: columns and the first rows.

    Args:
        columns: their names.
        total: how many rows there are.
        rows: those that are shown.
    """

    columns: list[str]
    total: int
    rows: list[list[Value]]

    @classmethod
    def read(cls, found: dict[str, Any]) -> AnswerTable:
        """Return the table in what a worker says of an answer."""
        rows = [[Value(*term) for term in row] for row in found["rows"]]
        return cls(found["columns"], found["total"], rows)

    @property
    def in_words(self) -> str:
        """How many rows there are."""
        return f"{self.total} row{'' if self.total == 1 else 's'}"


@dataclass(frozen=True)
class Answered:
    """What became of a person's query: a table, a graph as text, or what is wrong with it.

    Args:
        table: the rows.
        text: the graph.
        fault: what is wrong.
        searched: what was searched for it.
        meaning: what it means that there are no rows.
        attempts: what to ask instead: words, query string, number of rows.
    """

    table: AnswerTable | None = None
    text: str = ""
    fault: str = ""
    searched: str = ""
    meaning: str = ""
    attempts: tuple[tuple[str, str, str], ...] = ()

    def shown(self) -> dict[str, object]:
        """Return the values templates need."""
        found: dict[str, object] = {"fault": self.fault, "text": self.text, "searched": self.searched}
        found |= {"meaning": self.meaning, "attempts": self.attempts}
        found["names"] = ("csv", "tsv", "json", "xml") if self.table else tuple(form.name for form in GRAPHS)
        if self.table:
            found |= {"columns": self.table.columns, "rows": self.table.rows, "total": self.table.total}
        return found


def cell(found: dict[str, str] | None) -> Value:
    """Return a cell of SPARQL results JSON as a page shows it."""
    if found is None:
        return Value("")
    if found["type"] == "uri":
        return Value(compress(found["value"]), found["value"])
    return Value(found["value"], language=found.get("xml:lang", ""))
