"""What the engine writes: the W3C results formats, with whole decimals as decimals.

The engine leaves the zero of ``120.0`` out, and writes characters into XML that XML cannot hold.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph
from pyoxigraph import Literal, NamedNode

from ..rdf.xml_text import XmlText
from ..store.solutions import value_of

if TYPE_CHECKING:
    from ..rdf.serialisation import Sink
    from ..store.solutions import Term

WRITTEN_BY_ENGINE: Final = {
    "csv": pyoxigraph.QueryResultsFormat.CSV,
    "json": pyoxigraph.QueryResultsFormat.JSON,
    "tsv": pyoxigraph.QueryResultsFormat.TSV,
    "xml": pyoxigraph.QueryResultsFormat.XML,
}
"""The formats that the engine writes."""


def write_by_engine(
    answer: pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean, form: str, file: Sink
) -> None:
    """Write an answer of the engine as it is found, without keeping its rows.

    Args:
        answer: of a SELECT or ASK query.
        form: a key of :data:`WRITTEN_BY_ENGINE`.
        file: where the bytes go.
    """
    if form == "csv" and isinstance(answer, pyoxigraph.QuerySolutions):
        _write_csv(answer, file)
        return
    rows = isinstance(answer, pyoxigraph.QuerySolutions)
    sink: Any = WholeDecimals(XmlText(file) if form == "xml" else file, form) if rows else file
    answer.serialize(sink, WRITTEN_BY_ENGINE[form])
    if rows:
        sink.close()
    if form in {"json", "xml"} or isinstance(answer, pyoxigraph.QueryBoolean):
        file.write(b"\n")  # the engine ends only lines of rows


def _write_csv(answer: pyoxigraph.QuerySolutions, file: Sink) -> None:
    """CSV as the engine writes it but for whole decimals, which have no datatype there to be known by."""
    lines = [",".join(map(_csv_cell, (variable.value for variable in answer.variables)))]
    for row in answer:
        lines.append(",".join([_csv_cell(lexical(term)) for term in row]))
        if len(lines) > _LINES:
            file.write("".join(f"{line}\r\n" for line in lines).encode())
            lines = []
    file.write("".join(f"{line}\r\n" for line in lines).encode())


_LINES: Final = 500
_QUOTED: Final = re.compile('[",\r\n]')


def _csv_cell(text: str) -> str:
    if not _QUOTED.search(text):
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def lexical(term: Term | None) -> str:
    """The text of a cell as :func:`~exokg.store.solutions.value_of` has it, but whole decimals as ``120.0``.

    The engine drops the zero, and a column of decimals would be read as one of integers.

    >>> decimal = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    >>> lexical(Literal("120", datatype=decimal)), lexical(Literal(120)), lexical(None)
    ('120.0', '120', '')
    """
    text = value_of(term)
    if text[-1:].isdigit() and "." not in text and isinstance(term, Literal) and term.datatype == _DECIMAL:
        return f"{text}.0"
    return text


_DECIMAL: Final = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")


class WholeDecimals:
    """Writes whole decimals as ``120.0``, where the engine leaves the zero out.

    What was written is passed on up to the last end of a cell, so that no number is cut.
    """

    _IN: Final = {
        "tsv": rb'"([+-]?[0-9]+)"\^\^<http://www\.w3\.org/2001/XMLSchema#decimal>',
        "json": rb'(?<="value":")([+-]?[0-9]+)(?=","datatype":"http://www\.w3\.org/2001/XMLSchema#decimal")',
        "xml": rb'(?<=datatype="http://www\.w3\.org/2001/XMLSchema#decimal">)([+-]?[0-9]+)(?=</literal>)',
    }
    _ENDS: Final = {"tsv": b"\n", "json": b"}", "xml": b"</binding>"}

    def __init__(self, file: Sink, form: str) -> None:
        self._file = file
        self._begun = b""
        self._whole = self._IN[form]
        self._end = self._ENDS[form]

    def write(self, data: bytes) -> int:
        """Write the cells that are whole, and keep what follows them."""
        cells, end, self._begun = (self._begun + data).rpartition(self._end)
        whole = cells + end
        self._file.write(re.sub(self._whole, rb"\1.0", whole) if b"#decimal" in whole else whole)
        return len(data)

    def flush(self) -> None:
        """A cell that has begun waits for its end, which comes."""

    def close(self) -> None:
        """Write what comes after the last cell."""
        self._file.write(self._begun)
