"""Answers as bytes: the W3C results formats, and tables for people.

JSON, XML, CSV and TSV follow the SPARQL 1.1 results formats
(https://www.w3.org/TR/sparql11-results-json/, https://www.w3.org/TR/rdf-sparql-XMLres/,
https://www.w3.org/TR/sparql11-results-csv-tsv/). The engine writes them, whether it found the rows itself
or not, so that an answer has the same bytes in every client. Polars writes Parquet. A table, Markdown
and HTML are for reading: IRIs are shortened to CURIEs, and characters that would steer a terminal are made
visible.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode

from ..curation.characters import in_one_line
from ..store.solutions import Solutions, Term
from .engine_output import WRITTEN_BY_ENGINE, lexical, write_by_engine

__all__ = [
    "FORMATS",
    "FOR_PEOPLE",
    "SUFFIXES",
    "WRITTEN_BY_ENGINE",
    "defused",
    "text_of",
    "write_boolean",
    "write_by_engine",
    "write_solutions",
]

SUFFIXES: Final = {"srj": "json", "srx": "xml", "md": "markdown", "htm": "html", "txt": "table"}
"""File suffix → format, where they differ."""

_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
_FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
_NUMBER = r"[+-]?\d*\.?\d+([eE][+-]?\d+)?"


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
    if form == "parquet":
        from .frames import write_parquet

        return iter([write_parquet(solutions) or b""])
    if form == "html":
        return _encoded(_html(solutions))
    return _encoded(_markdown(solutions))


def _encoded(parts: Iterable[str]) -> Iterator[bytes]:
    return (part.encode() for part in parts)


def _by_engine(solutions: Solutions, form: str) -> Iterator[bytes]:
    """Rows from anywhere, written by the engine: it reads them as JSON."""
    read: Any = pyoxigraph.parse_query_results("".join(_json(solutions)), format=WRITTEN_BY_ENGINE["json"])
    file = io.BytesIO()
    write_by_engine(read, form, file)
    yield file.getvalue()


def write_boolean(answer: bool, form: str) -> bytes:  # noqa: FBT001 - it is the answer
    r"""The answer of an ASK query in one of :data:`FORMATS` but Parquet.

    >>> write_boolean(True, "table"), write_boolean(False, "json")
    (b'true\n', b'{"head":{},"boolean":false}\n')
    """
    word = "true" if answer else "false"
    if form not in WRITTEN_BY_ENGINE:
        return f"{word}\n".encode()
    document = f'{{"head":{{}},"boolean":{word}}}'
    read: Any = pyoxigraph.parse_query_results(document, format=WRITTEN_BY_ENGINE["json"])
    file = io.BytesIO()
    write_by_engine(read, form, file)
    return file.getvalue()


def text_of(term: Term | None) -> str:
    """A term for reading: the text of a literal, the CURIE of an IRI.

    >>> text_of(Literal("Haar", language="de")), text_of(NamedNode("http://purl.obolibrary.org/obo/GO_0016055"))
    ('Haar', 'GO:0016055')
    """
    from ..rdf.namespaces import compress

    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return in_one_line(compress(term))
    if isinstance(term, Literal):
        return in_one_line(lexical(term))
    return in_one_line(str(term))


def defused(cell: str) -> str:
    """A cell that no spreadsheet computes.

    >>> defused("=1+1"), defused("-0.5"), defused("plain")
    ("'=1+1", '-0.5', 'plain')
    """
    return f"'{cell}" if cell[:1] in _FORMULA and cell and not re.fullmatch(_NUMBER, cell) else cell


def _for_spreadsheets(solutions: Solutions) -> Iterator[str]:
    """CSV with cells that no spreadsheet computes, behind the mark by which spreadsheets know UTF-8."""
    import csv

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


def _html(solutions: Solutions) -> Iterator[str]:
    """A table of an HTML page, in parts."""
    from html import escape

    yield '<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>exokg: answer</title>\n'
    yield "<table>\n<thead><tr>"
    yield "".join(f'<th scope="col">{escape(name)}</th>' for name in solutions.variables)
    yield "</tr></thead>\n<tbody>\n"
    for row in solutions:
        cells = (f"<td>{_html_cell(term, escape)}</td>" for term in row)
        yield f"<tr>{''.join(cells)}</tr>\n"
    yield "</tbody>\n</table>\n</html>\n"


def _html_cell(term: Term | None, escape: Callable[[str], str]) -> str:
    text = escape(text_of(term))
    if isinstance(term, NamedNode) and term.value.startswith(("https://", "http://")):
        return f'<a href="{escape(term.value)}">{text}</a>'
    return text


FORMATS: Final = ("table", "tsv", "csv", "json", "xml", "markdown", "html", "parquet")
"""The formats of rows; the answer of an ASK query has all but the last."""

FOR_PEOPLE: Final = ("table", "markdown", "html")
"""Those for reading, which have the few columns that a person sees first."""
