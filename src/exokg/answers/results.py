"""Answers as text: the W3C results formats, and tables for people.

JSON, XML, CSV and TSV follow the SPARQL 1.1 results formats
(https://www.w3.org/TR/sparql11-results-json/, https://www.w3.org/TR/rdf-sparql-XMLres/,
https://www.w3.org/TR/sparql11-results-csv-tsv/) to the letter. A table, Markdown and HTML are for
reading: IRIs are shortened to CURIEs, and characters that would steer a terminal are made visible.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..store.solutions import Solutions, Term

__all__ = ["FORMATS", "SUFFIXES", "defused", "text_of", "write_boolean", "write_solutions"]

SUFFIXES: Final = {"srj": "json", "srx": "xml", "md": "markdown", "htm": "html", "txt": "table"}
"""File suffix → format, where they differ."""

_XSD = "http://www.w3.org/2001/XMLSchema#"
XSD_STRING = f"{_XSD}string"
# The spellings that stand for a typed literal without its quotes (https://www.w3.org/TR/turtle/#abbrev).
_BARE: Final = {
    f"{_XSD}boolean": re.compile("true|false"),
    f"{_XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{_XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{_XSD}double": re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)[eE][+-]?[0-9]+"),
}
_FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
_NUMBER = r"[+-]?\d*\.?\d+([eE][+-]?\d+)?"
# What would move the cursor, hide text or turn its direction: C0 and C1 controls, zero-width, bidi.
_UNSEEN = r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"


def write_solutions(
    solutions: Solutions, form: str, *, width: int = 0, spreadsheet: bool = False
) -> Iterator[str]:
    r"""The solutions of a SELECT query as parts of a text.

    >>> from exokg.store.solutions import Solutions
    >>> rows = [(NamedNode("urn:a"), Literal("x, y")), (NamedNode("urn:b"), None)]
    >>> "".join(write_solutions(Solutions(["s", "o"], rows), "csv"))
    's,o\r\nurn:a,"x, y"\r\nurn:b,\r\n'

    Args:
        solutions: what the store answered; read once.
        form: one of :data:`FORMATS`.
        width: columns of the terminal for ``table``; 0 leaves lines as long as they are.
        spreadsheet: in CSV, put ``'`` before cells that a spreadsheet would compute.
    """
    if form == "table":
        from .layout import draw_rows

        return draw_rows(solutions.variables, [[text_of(term) for term in row] for row in solutions], width)
    if form == "csv":
        return _csv(solutions, spreadsheet)
    if form in {"xml", "html"}:
        from . import markup

        return markup.write_xml(solutions) if form == "xml" else markup.write_html(solutions)
    return _WRITERS[form](solutions)


def write_boolean(answer: bool, form: str) -> str:  # noqa: FBT001 - it is the answer
    r"""The answer of an ASK query as text.

    >>> write_boolean(True, "table"), write_boolean(False, "json")
    ('true\n', '{"head":{},"boolean":false}\n')
    """
    word = "true" if answer else "false"
    if form == "json":
        return f'{{"head":{{}},"boolean":{word}}}\n'
    if form == "xml":
        from .markup import XML_HEAD

        return f"{XML_HEAD}<head/><boolean>{word}</boolean></sparql>\n"
    return f"{word}\n"


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
        return visible(term.value)
    return visible(str(term))


def visible(text: str) -> str:
    r"""Text whose unseen characters are written out.

    >>> visible("a\u202eb")
    'a<U+202E>b'
    """
    return re.sub(_UNSEEN, lambda found: " " if found[0] in "\t\n\r" else f"<U+{ord(found[0]):04X}>", text)


def defused(cell: str) -> str:
    """A cell that no spreadsheet computes.

    >>> defused("=1+1"), defused("-0.5"), defused("plain")
    ("'=1+1", '-0.5', 'plain')
    """
    return f"'{cell}" if cell[:1] in _FORMULA and cell and not re.fullmatch(_NUMBER, cell) else cell


def _plain(term: Term | None) -> str:
    return "" if term is None else term.value if isinstance(term, NamedNode | Literal) else str(term)


def _csv(solutions: Solutions, spreadsheet: bool) -> Iterator[str]:  # noqa: FBT001 - of write_solutions
    def cell(text: str) -> str:
        safe = defused(text) if spreadsheet else text
        return '"' + safe.replace('"', '""') + '"' if re.search(r'[",\r\n]', safe) else safe

    yield ",".join(cell(name) for name in solutions.variables) + "\r\n"
    for row in solutions:
        yield ",".join(cell(_plain(term)) for term in row) + "\r\n"


def _tsv(solutions: Solutions) -> Iterator[str]:
    yield "\t".join(f"?{name}" for name in solutions.variables) + "\n"
    for row in solutions:
        yield "\t".join(_tsv_term(term) for term in row) + "\n"


def _tsv_term(term: Term | None) -> str:
    """A term as Turtle writes it, numbers and truth values without quotes: what awk and pandas can read."""
    if isinstance(term, Literal):
        bare = _BARE.get(term.datatype.value)
        if bare is not None and bare.fullmatch(term.value):
            return term.value
    return "" if term is None else str(term).replace("\t", "\\t")


def _json(solutions: Solutions) -> Iterator[str]:
    names = [json.dumps(name) for name in solutions.variables]
    yield f'{{"head":{{"vars":[{",".join(names)}]}},"results":{{"bindings":['
    comma = "\n"
    for row in solutions:
        cells = (
            f"{name}:{_json_term(term)}" for name, term in zip(names, row, strict=True) if term is not None
        )
        yield f"{comma}{{{','.join(cells)}}}"
        comma = ",\n"
    yield "\n]}}\n"


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
        elif term.datatype.value != XSD_STRING:
            fields["datatype"] = term.datatype.value
        return fields
    parts = zip(("subject", "predicate", "object"), term, strict=True)
    return {"type": "triple", "value": {name: _json_value(part) for name, part in parts}}


def _markdown(solutions: Solutions) -> Iterator[str]:
    yield f"| {' | '.join(solutions.variables)} |\n|{' --- |' * len(solutions.variables)}\n"
    for row in solutions:
        cells = (re.sub(r"([\\|<>*_`\[\]])", r"\\\1", text_of(term)) for term in row)
        yield f"| {' | '.join(cells)} |\n"


_WRITERS: Final[dict[str, Callable[[Solutions], Iterator[str]]]] = {
    "tsv": _tsv,
    "json": _json,
    "markdown": _markdown,
}
FORMATS: Final = ("table", "tsv", "csv", "json", "xml", "markdown", "html")
"""The formats of SELECT and ASK answers."""
