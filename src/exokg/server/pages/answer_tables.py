"""Answers as pages show them."""

from __future__ import annotations

import json
from dataclasses import dataclass

from ...answers.descriptions import Value
from ...rdf.namespaces import compress
from ..http.negotiation import GRAPHS

__all__ = ["AnswerTable", "Answered", "cell"]

_SHOWN = 500
"""Rows of an answer that a page shows; downloads have all."""
_TEXT = 100_000
"""Statements of a graph that a page shows as text."""


class AnswerTable:
    """An answer as a page shows it: columns and the first rows.

    Args:
        document: SPARQL results JSON.

    Attributes:
        columns: their names.
        total: how many rows there are.
        in_words: the same in words.
        rows: those that are shown.
    """

    def __init__(self, document: bytes) -> None:
        found = json.loads(document)
        self.columns: list[str] = found.get("head", {}).get("vars", [])
        bindings = found.get("results", {}).get("bindings", [])
        if "boolean" in found:
            self.columns, bindings = (
                ["answer"],
                [{"answer": {"type": "literal", "value": str(found["boolean"]).lower()}}],
            )
        self.total = len(bindings)
        self.in_words = f"{self.total} row{'' if self.total == 1 else 's'}"
        self.rows = [[cell(row.get(name)) for name in self.columns] for row in bindings[:_SHOWN]]


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
        found: dict[str, object] = {"fault": self.fault, "text": self.text[:_TEXT], "searched": self.searched}
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
    if found["type"] == "triple":
        return Value(json.dumps(found["value"]))
    return Value(found["value"], language=found.get("xml:lang", ""))
