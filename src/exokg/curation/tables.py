"""The hand-written tables of ``graph/``: tab-separated text with one header line and no quoting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import InputError
from .characters import hidden_characters
from .violations import Violation, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = [
    "CHANGE_COLUMNS",
    "CLUSTER_COLUMNS",
    "EXCLUDED_COLUMNS",
    "MAX_TABLE_BYTES",
    "PUBLISHED_COLUMNS",
    "READER_COLUMNS",
    "Row",
    "Table",
    "parse_table",
    "read_table",
]

CLUSTER_COLUMNS = ("cluster", "kind", "label", "member", "ground", "said-by", "on")
READER_COLUMNS = ("id", "label", "note")
EXCLUDED_COLUMNS = ("id", "reason", "date", "note")
PUBLISHED_COLUMNS = ("record", "parts", "since")
CHANGE_COLUMNS = ("what", "reason", "replaced-by", "on")

MAX_TABLE_BYTES = 10_000_000
"""Largest table read, in bytes."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its number in the file and its cells by column name."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def column_of(self, name: str) -> int:
        """Return the character column (from 1) at which the cell of column *name* starts."""
        start = 1
        for column, cell in self.cells.items():
            if column == name:
                break
            start += len(cell) + 1
        return start


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read: where it came from, its rows and its faults."""

    path: str
    rows: tuple[Row, ...]
    violations: tuple[Violation, ...] = ()

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def read_table(path: Path, columns: Sequence[str]) -> Table:
    """Read *path*; a table that is not there is empty.

    Args:
        path: a UTF-8 file whose first line names *columns* in this order.
        columns: the names expected.

    Raises:
        InputError: the file cannot be read at all.
    """
    name = str(path)
    if not path.exists():
        return Table(name, ())
    return parse_table(_text(path, name), columns, name)


def _text(path: Path, name: str) -> str:
    try:
        if path.stat().st_size > MAX_TABLE_BYTES:
            raise InputError(f"{name}: the table is larger than {MAX_TABLE_BYTES} bytes")
        return path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: byte {error.start} is not UTF-8", "save the table as UTF-8") from error
    except OSError as error:
        raise InputError(f"{name}: cannot be read: {error.strerror}") from error


def parse_table(text: str, columns: Sequence[str], name: str) -> Table:
    r"""Parse the text of a table; its faults become violations.

    >>> parse_table("id\tlabel\nr1\tA. Reader\n", ("id", "label"), "readers.tsv").rows[0]["label"]
    'A. Reader'
    """
    faults = [
        unreadable(name, line, column, "hidden-character", f"the table holds {what}", "delete it")
        for line, column, what in hidden_characters(text)
    ]
    lines = text.split("\n")
    header = lines[0].split("\t")
    if tuple(header) != tuple(columns):
        hint = "the first line must be: " + " ".join(columns) + " (separated by tabs)"
        faults.append(unreadable(name, 1, 1, "table-header", "the columns are not those expected", hint))
        return Table(name, (), tuple(faults))
    rows = []
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(columns):
            if line or number < len(lines):
                message = f"the row has {len(cells)} cells, not {len(columns)}"
                faults.append(unreadable(name, number, 1, "table-row", message, "part cells by one tab each"))
            continue
        rows.append(Row(number, dict(zip(columns, cells, strict=True))))
        faults.extend(_spaces(rows[-1], name))
    return Table(name, tuple(rows), tuple(faults))


def _spaces(row: Row, name: str) -> list[Violation]:
    return [
        unreadable(
            name,
            row.line,
            row.column_of(column),
            "table-row",
            f"{column} starts or ends with a space",
            "delete the space",
        )
        for column, cell in row.cells.items()
        if cell != cell.strip()
    ]
