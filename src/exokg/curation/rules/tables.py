"""Rules about the cells of the tables beside ``terms.tsv``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from ...model.fingerprints import READ_AGAIN
from ...model.identifiers import read_identifier
from ...model.types import is_day, is_future
from ..audits import VERDICTS
from ..graph import Graph, Located
from ..reading import is_key
from ..remedies import WRITE_A_DATE
from ..tables import TABLES, Row, TableColumn, is_number
from .registry import Place, on_tables

_NOT_READERS: Final = ("exokg",)  # who says that records are of one cluster, if no reader does
_ANYTHING: Final = (lambda _text, _graph: True, "", "")
_HOLDS: Final[dict[str, tuple[Callable[[str, Graph], bool], str, str]]] = {
    "day": (lambda text, _: is_day(text), "{} is not a date", WRITE_A_DATE),
    "number": (lambda text, _: is_number(text), "{} is not a number", "write digits"),
    "key": (lambda text, _: is_key(text), "{} cannot be a key", "use lower-case letters, digits and hyphens"),
    "record": (
        lambda text, graph: text in graph.paths,
        "there is no record {}",
        "write the name of the record's file, without .yaml",
    ),
    "reader": (
        lambda text, graph: text in {*_NOT_READERS, *(row["id"] for row in graph.readers)},
        "{} is not in readers.tsv",
        "correct the id, or add a row with this id",
    ),
    "term": (
        lambda text, graph: text == "any" or graph.terms.find(text) is not None,
        "{} is not a term of terms.tsv",
        "write its label as terms.tsv has it",
    ),
}
"""What a column can hold → whether a cell does, what is wrong if not, and the remedy."""


def _cells(graph: Graph) -> Iterator[tuple[TableColumn, str, tuple[str, int, int]]]:
    """Yield column, text and place of every cell."""
    for name, columns in TABLES.items():
        table = graph.tables[name]
        for row in table:
            for column in columns:
                yield column, row[column.name], (table.path, row.line, row.column_of(column.name))


@on_tables("table-cell", "ERROR")
def table_cell(graph: Graph) -> Iterator[Place]:
    """A cell of a table holds what its column says."""
    for column, text, place in _cells(graph):
        fault = _fault(column, text, graph)
        if fault is not None:
            yield *place, fault[0], fault[1]


def _fault(column: TableColumn, text: str, graph: Graph) -> tuple[str, str] | None:
    """Return what is wrong with a cell, and the remedy."""
    if not text:
        return (f"{column.name} is empty", "fill the cell") if column.needed else None
    if column.words and text not in column.words:
        return f"{text} is no word for {column.name}", f"one of: {', '.join(column.words)}"
    if column.holds == "identifier":
        return _identifier_fault(text)
    fits, message, hint = _HOLDS.get(column.holds, _ANYTHING)
    return None if fits(text, graph) else (message.format(text), hint)


def _identifier_fault(text: str) -> tuple[str, str] | None:
    found = read_identifier(text)
    if found is not None and found.value != text:
        return f"{text} is not a bare {found.name}", f"write {found.value}"
    if found is None and text.startswith(("10.", "http", "doi", "PMC", "NCT")):
        return f"{text} is not an identifier", "write the DOI, PMID, registry number or key of the document"
    return None


@on_tables("audit-row", "ERROR")
def audit_row(graph: Graph) -> Iterator[Place]:
    """A verdict of an audit is of another reader, and says what deviates."""
    known = {
        f"{record.key}_{part.id}": record
        for record in graph.records.values()
        for _loc, part in record.parts(*READ_AGAIN)
    }
    readers = {row["id"] for row in graph.readers}
    gone = {row["what"].rpartition(":")[2] for row in graph.tables["changes.tsv"]}
    for table in graph.audits:
        for row in table:
            record, item = known.get(row["item"]), row["item"]
            if record is None and not gone & {item, item.rpartition("_")[0]}:
                hint = "copy it from the worksheet; what is gone needs a row of changes.tsv"
                yield table.path, row.line, 1, f"{item} is no finding or harm", hint
            for column, message, hint in _audit_faults(row, record, readers):
                yield table.path, row.line, row.column_of(column), message, hint


def _audit_faults(row: Row, record: Located | None, readers: set[str]) -> Iterator[tuple[str, str, str]]:
    """Yield column, message and remedy of all that is wrong with a row of an audit."""
    if not row["verdict"]:
        return
    if row["verdict"] not in VERDICTS:
        yield "verdict", f"{row['verdict']} is no verdict", f"one of: {', '.join(VERDICTS)}"
    if row["verdict"] == "deviates" and not row["deviation"]:
        yield "deviation", "the row does not say what deviates", "say what the source has instead"
    if row["reader"] not in readers:
        yield "reader", f"{row['reader'] or 'the empty cell'} is not in readers.tsv", "write your id"
    if record is not None and row["reader"] == record.record.entered.by:
        yield "reader", f"{row['reader']} entered the record", "another reader must check it"
    if not is_day(row["on"]):
        yield "on", f"{row['on'] or 'the empty cell'} is not a date", WRITE_A_DATE


@on_tables("table-row-twice", "ERROR")
def table_row_twice(graph: Graph) -> Iterator[Place]:
    """A table has one row for each thing."""
    for name, columns in TABLES.items():
        keys = [column.name for column in columns if column.unique]
        first: dict[tuple[str, ...], Row] = {}
        for row in graph.tables[name]:
            known = first.setdefault(tuple(row[key].casefold() for key in keys or row.cells), row)
            if known is not row:
                what = f"{row[keys[0]]} is" if keys else "the row is"
                message = f"{what} already in line {known.line}"
                yield graph.tables[name].path, row.line, 1, message, "delete one of the two rows"


@on_tables("table-day-in-future", "WARN")
def table_day_in_future(graph: Graph) -> Iterator[Place]:
    """What a table reports has happened."""
    for column, text, place in _cells(graph):
        if column.holds == "day" and is_future(text):
            yield *place, f"{text} is in the future", "correct the day"
