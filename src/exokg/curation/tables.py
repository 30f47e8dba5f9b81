"""The hand-written tables of ``graph/``: tab-separated text with one header line and no quoting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from ..errors import InputError
from .characters import hidden_characters
from .violations import Violation, unreadable


class TableColumn(NamedTuple):
    """One column of a table.

    Attributes:
        name: its heading.
        holds: ``text``, ``day``, ``key``, ``record`` (the key of one), ``reader`` (an id of readers.tsv, or
            exokg), ``identifier``, ``number`` or ``term`` (a name of one, or any).
        needed: whether no cell may be empty.
        words: the closed list that its cells are taken from; empty where there is none.
        unique: whether no two rows may have the same.
    """

    name: str
    holds: str = "text"
    needed: bool = True
    words: tuple[str, ...] = ()
    unique: bool = False


CLUSTER_KINDS: Final = ("laboratory", "author group", "namesakes", "shared cohort", "shared animals")
"""The kinds of cluster; namesakes are other people of the same names, who make no group."""

EXCLUSIONS: Final = (
    "another version is recorded",
    "duplicate",
    "no result shown",
    "no verifiable source",
    "not about hair or skin",
    "not about vesicles",
    "not re-found on the page",
    "not readable",
    "outside the model",
    "retracted before it was read",
    "same document as another record",
)
"""The reasons allowed in ``excluded.tsv``."""

TABLES: Final[dict[str, tuple[TableColumn, ...]]] = {
    "changes.tsv": (
        TableColumn("what", unique=True),
        TableColumn("reason"),
        TableColumn("replaced-by", needed=False),
        TableColumn("on", "day"),
    ),
    "clusters.tsv": (
        TableColumn("cluster", "key"),
        TableColumn("kind", words=CLUSTER_KINDS),
        TableColumn("label"),
        TableColumn("member", "record"),
        TableColumn("ground"),
        TableColumn("said-by", "reader"),
        TableColumn("on", "day"),
    ),
    "excluded.tsv": (
        TableColumn("id", "identifier", unique=True),
        TableColumn("reason", words=EXCLUSIONS),
        TableColumn("date", "day"),
        TableColumn("note", needed=False),
    ),
    "plausible.tsv": (
        TableColumn("outcome", "term"),
        TableColumn("unit", "term"),
        TableColumn("low", "number"),
        TableColumn("high", "number"),
        TableColumn("ground"),
    ),
    "published.tsv": (
        TableColumn("record", "key", unique=True),
        TableColumn("parts", needed=False),
        TableColumn("since"),
    ),
    "published-claims.tsv": (TableColumn("claim", unique=True), TableColumn("since")),
    "readers.tsv": (
        TableColumn("id", "key", unique=True),
        TableColumn("label"),
        TableColumn("note", needed=False),
    ),
    "searches.tsv": (
        TableColumn("day", "day"),
        TableColumn("where"),
        TableColumn("words"),
        TableColumn("hits", "number"),
        TableColumn("new", needed=False),
    ),
    "unresolved.tsv": (TableColumn("surface-form"), TableColumn("category"), TableColumn("reason")),
}
"""The hand-written tables of ``graph/`` beside ``terms.tsv``, and what their columns hold."""

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
    """A table as read: where it came from, its rows and its faults, and whether its rows could be read."""

    path: str
    rows: tuple[Row, ...]
    violations: tuple[Violation, ...] = ()
    readable: bool = True

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def is_number(text: str) -> bool:
    """Return whether a cell holds a number.

    >>> is_number("-1.5"), is_number("1,5")
    (True, False)
    """
    return re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) is not None


def read_table(path: Path, columns: Sequence[str] = ()) -> Table:
    """Read *path*; a table that is not there is empty.

    Args:
        path: a UTF-8 file whose first line names *columns* in this order.
        columns: the names expected; without, those of the table of this name in :data:`TABLES`.

    Raises:
        InputError: the file cannot be read at all.
    """
    name = str(path)
    columns = columns or [column.name for column in TABLES[path.name]]
    if not path.exists():
        return Table(name, ())
    try:
        if path.stat().st_size > MAX_TABLE_BYTES:
            raise InputError(f"{name}: the table is larger than {MAX_TABLE_BYTES} bytes")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{name}: cannot be read: {error.strerror}") from error
    fault = _encoding_fault(data, name)
    if fault is not None:
        return Table(name, (), (fault,), readable=False)
    return parse_table(data.decode("utf-8").replace("\r\n", "\n"), columns, name)


def reasons_in(path: Path) -> dict[str, str]:
    """Return why published names are gone, from a ``changes.tsv``, which need not be there.

    Claims have their prefix, other things do not: ``claim:NAME``, ``KEY``, ``KEY_f1``.
    """
    columns = [column.name for column in TABLES["changes.tsv"]]
    rows = {row["what"]: row["reason"] for row in read_table(path, columns)}
    return {
        what if what.startswith("claim:") else what.rpartition(":")[2]: reason
        for what, reason in rows.items()
    }


def _encoding_fault(data: bytes, name: str) -> Violation | None:
    """Return what is wrong with the bytes of a table as a whole, or None."""
    saved = "save it as text with tabs, in UTF-8 without a byte order mark"
    line, column = 1, 1
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:200]:
        what = "the table is encoded as UTF-16, as spreadsheets save Unicode text"
    elif data.startswith(b"\xef\xbb\xbf"):
        what = "the table begins with a byte order mark"
    elif b"\r" in data.replace(b"\r\n", b""):
        what, saved = "lines end with a carriage return alone", "save it with line ends of Unix or Windows"
    else:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            column = error.start - data.rfind(b"\n", 0, error.start)
            what = f"byte {data[error.start]:#04x} is not UTF-8; the table may be encoded as Windows-1252"
        else:
            return None
    return unreadable(name, line, column, "table-encoding", what, saved)


def parse_table(text: str, columns: Sequence[str], name: str) -> Table:
    r"""Parse the text of a table; its faults become violations.

    >>> parse_table("id\tlabel\nr1\tA. Reader\n", ("id", "label"), "readers.tsv").rows[0]["label"]
    'A. Reader'
    """
    lines = text.split("\n")
    header = lines[0].split("\t")
    if tuple(header) != tuple(columns):
        fault = unreadable(name, 1, 1, "table-header", *_header_fault(lines[0], columns))
        return Table(name, (), (fault,), readable=False)
    faults = [
        unreadable(name, line, column, "hidden-character", f"the table holds {what}", "delete it")
        for line, column, what in hidden_characters(text)
    ]
    rows = []
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(columns):
            if line or number < len(lines):
                message = f"the row has {len(cells)} cells, not {len(columns)}"
                faults.append(
                    unreadable(name, number, 1, "table-row", message, "separate cells by one tab each")
                )
            continue
        rows.append(Row(number, dict(zip(columns, cells, strict=True))))
        faults.extend(_spaces(rows[-1], name))
    return Table(name, tuple(rows), tuple(faults))


def _header_fault(line: str, columns: Sequence[str]) -> tuple[str, str]:
    """Return what is wrong with the first line of a table, and the remedy."""
    for mark, called in ((";", "semicolons"), (",", "commas"), ("|", "bars"), ("  ", "spaces")):
        cells = [cell.strip(' "') for cell in line.split(mark)]
        if cells == list(columns):
            return f"the cells are separated by {called}", "save the table as text with tabs"
    lacking = [name for name in columns if name not in line.split("\t")]
    what = f"; {', '.join(lacking)} is not there" if lacking and len(lacking) < len(columns) else ""
    hint = "the first line must be: " + " ".join(columns) + " (separated by tabs)"
    return f"the columns are not those expected{what}", hint


def _spaces(row: Row, name: str) -> Iterator[Violation]:
    for column, cell in row.cells.items():
        if cell != cell.strip():
            message = f"{column} starts or ends with a space"
            yield unreadable(name, row.line, row.column_of(column), "table-row", message, "delete the space")
