"""Answers as bytes: the W3C results formats, and tables for people.

JSON, XML, CSV and TSV follow the SPARQL 1.1 results formats
(https://www.w3.org/TR/sparql11-results-json/, https://www.w3.org/TR/rdf-sparql-XMLres/,
https://www.w3.org/TR/sparql11-results-csv-tsv/). The engine writes them, whether it found the rows itself
or not, so that an answer has the same bytes in every client. A table, Markdown and HTML are for
reading: IRIs are shortened to CURIEs, and characters that would steer a terminal are made visible.
"""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode

from ..curation.characters import written_out
from ..store.solutions import value_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..rdf.serialisation import Sink
    from ..store.solutions import Solutions, Term

__all__ = [
    "FORMATS",
    "SUFFIXES",
    "WRITTEN_BY_ENGINE",
    "defused",
    "lexical",
    "text_of",
    "write_boolean",
    "write_by_engine",
    "write_solutions",
]

SUFFIXES: Final = {"srj": "json", "srx": "xml", "md": "markdown", "htm": "html", "txt": "table"}
"""File suffix → format, where they differ."""

WRITTEN_BY_ENGINE: Final = {
    "csv": pyoxigraph.QueryResultsFormat.CSV,
    "json": pyoxigraph.QueryResultsFormat.JSON,
    "tsv": pyoxigraph.QueryResultsFormat.TSV,
    "xml": pyoxigraph.QueryResultsFormat.XML,
}
"""The formats that the engine writes."""

_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
_FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
_NUMBER = r"[+-]?\d*\.?\d+([eE][+-]?\d+)?"


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
    sink: Any = _WholeDecimals(_XmlText(file) if form == "xml" else file, form) if rows else file
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


class _XmlText:
    """Writes what XML cannot hold as U+FFFD, and a carriage return so that readers keep it.

    The engine writes all characters as they are; XML readers turn a bare carriage return into a line feed,
    and refuse other control characters (https://www.w3.org/TR/xml/#charsets).
    """

    _FORBIDDEN: Final = re.compile(rb"[\x00-\x08\x0b-\x1f]")

    def __init__(self, file: Sink) -> None:
        self._file = file

    def write(self, data: bytes) -> int:
        self._file.write(self._FORBIDDEN.sub(self._instead, data))
        return len(data)

    @staticmethod
    def _instead(found: re.Match[bytes]) -> bytes:
        return b"&#13;" if found[0] == b"\r" else "\ufffd".encode()

    def flush(self) -> None:
        """Nothing waits here."""


class _WholeDecimals:
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
        self._whole = re.compile(self._IN[form])
        self._end = self._ENDS[form]

    def write(self, data: bytes) -> int:
        cells, end, self._begun = (self._begun + data).rpartition(self._end)
        whole = cells + end
        self._file.write(self._whole.sub(rb"\1.0", whole) if b"#decimal" in whole else whole)
        return len(data)

    def flush(self) -> None:
        """A cell that has begun waits for its end, which comes."""

    def close(self) -> None:
        """Write what comes after the last cell."""
        self._file.write(self._begun)


def write_solutions(
    solutions: Solutions, form: str, *, width: int = 0, spreadsheet: bool = False
) -> Iterator[bytes]:
    r"""The solutions of a SELECT query as parts of a document in UTF-8.

    >>> from exokg.store.solutions import Solutions
    >>> rows = [(NamedNode("urn:a"), Literal("x, y")), (NamedNode("urn:b"), None)]
    >>> b"".join(write_solutions(Solutions(["s", "o"], rows), "csv"))
    b's,o\r\nurn:a,"x, y"\r\nurn:b,\r\n'

    Args:
        solutions: what the store answered.
        form: one of :data:`FORMATS`.
        width: columns of the terminal for ``table``; 0 leaves lines as long as they are.
        spreadsheet: in CSV, begin with a byte order mark and put ``'`` before cells that a spreadsheet would
            compute.
    """
    if spreadsheet and form == "csv":
        return _encoded(_for_spreadsheets(solutions))
    if form in WRITTEN_BY_ENGINE:
        return _by_engine(solutions, form)
    if form == "table":
        from .text_tables import draw_rows

        cells = [[text_of(term) for term in row] for row in solutions]
        return _encoded(draw_rows(solutions.variables, cells, width))
    if form == "html":
        from .markup import write_html

        return _encoded(write_html(solutions))
    return _encoded(_markdown(solutions))


def _encoded(parts: Iterable[str]) -> Iterator[bytes]:
    return (part.encode() for part in parts)


def _by_engine(solutions: Solutions, form: str) -> Iterator[bytes]:
    """Rows from anywhere, written by the engine: it reads them as JSON."""
    read: Any = pyoxigraph.parse_query_results("".join(_json(solutions)), format=WRITTEN_BY_ENGINE["json"])
    parts: list[bytes] = []
    write_by_engine(read, form, _Parts(parts))
    yield from parts


class _Parts:
    """A file that keeps what is written to it, piece by piece."""

    def __init__(self, parts: list[bytes]) -> None:
        self._parts = parts

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""


def write_boolean(answer: bool, form: str) -> bytes:  # noqa: FBT001 - it is the answer
    r"""The answer of an ASK query in one of :data:`FORMATS`.

    >>> write_boolean(True, "table"), write_boolean(False, "json")
    (b'true\n', b'{"head":{},"boolean":false}\n')
    """
    word = "true" if answer else "false"
    if form not in WRITTEN_BY_ENGINE:
        return f"{word}\n".encode()
    document = f'{{"head":{{}},"boolean":{word}}}'
    read: Any = pyoxigraph.parse_query_results(document, format=WRITTEN_BY_ENGINE["json"])
    parts: list[bytes] = []
    write_by_engine(read, form, _Parts(parts))
    return b"".join(parts)


def text_of(term: Term | None) -> str:
    """A term for reading: the text of a literal, the CURIE of an IRI.

    >>> text_of(Literal("Haar", language="de")), text_of(NamedNode("http://purl.obolibrary.org/obo/GO_0016055"))
    ('Haar', 'GO:0016055')
    """
    from ..rdf.namespaces import compress

    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return visible(compress(term))
    if isinstance(term, Literal):
        return visible(lexical(term))
    return visible(str(term))


def visible(text: str) -> str:
    r"""Text in one line whose hidden characters are written out.

    >>> visible("a\u202eb")
    'a<U+202E>b'
    """
    return written_out(re.sub(r"[\t\n\r]", " ", text))


def defused(cell: str) -> str:
    """A cell that no spreadsheet computes.

    >>> defused("=1+1"), defused("-0.5"), defused("plain")
    ("'=1+1", '-0.5', 'plain')
    """
    return f"'{cell}" if cell[:1] in _FORMULA and cell and not re.fullmatch(_NUMBER, cell) else cell


def _for_spreadsheets(solutions: Solutions) -> Iterator[str]:
    """CSV with cells that no spreadsheet computes, behind the mark by which spreadsheets know UTF-8."""
    file = io.StringIO(newline="")
    rows = csv.writer(file)
    rows.writerow(map(defused, solutions.variables))
    rows.writerows([defused(lexical(term)) for term in row] for row in solutions)
    yield "\ufeff" + file.getvalue()


def _json(solutions: Solutions) -> Iterator[str]:
    names = [json.dumps(name) for name in solutions.variables]
    yield f'{{"head":{{"vars":[{",".join(names)}]}},"results":{{"bindings":['
    comma = ""
    for row in solutions:
        cells = (
            f"{name}:{_json_term(term)}" for name, term in zip(names, row, strict=True) if term is not None
        )
        yield f"{comma}{{{','.join(cells)}}}"
        comma = ","
    yield "]}}"


def _json_term(term: Term) -> str:
    return json.dumps(_json_value(term), ensure_ascii=False, separators=(",", ":"))


def _json_value(term: Term) -> dict[str, Any]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Literal):
        fields = {"type": "literal", "value": term.value}
        if term.language:
            fields["xml:lang"] = term.language
        elif term.datatype.value != _STRING:
            fields["datatype"] = term.datatype.value
        return fields
    parts = zip(("subject", "predicate", "object"), term, strict=True)
    return {"type": "triple", "value": {name: _json_value(part) for name, part in parts}}


def _markdown(solutions: Solutions) -> Iterator[str]:
    yield f"| {' | '.join(solutions.variables)} |\n|{' --- |' * len(solutions.variables)}\n"
    for row in solutions:
        cells = (re.sub(r"([\\|<>*_`\[\]])", r"\\\1", text_of(term)) for term in row)
        yield f"| {' | '.join(cells)} |\n"


FORMATS: Final = ("table", "tsv", "csv", "json", "xml", "markdown", "html")
"""The formats of SELECT and ASK answers."""
