"""Answers in angle brackets: SPARQL results in XML, and a table of an HTML page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, Literal, NamedNode

from .results import XSD_STRING, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..store.solutions import Solutions, Term

__all__ = ["XML_HEAD", "write_html", "write_xml"]

XML_HEAD: Final = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'


def write_xml(solutions: Solutions) -> Iterator[str]:
    """The solutions as SPARQL Query Results XML, in parts."""
    names = [escape(name) for name in solutions.variables]
    head = "".join(f'<variable name="{name}"/>' for name in names)
    yield f"{XML_HEAD}<head>{head}</head>\n<results>\n"
    for row in solutions:
        cells = (
            f'<binding name="{name}">{_xml_term(term)}</binding>'
            for name, term in zip(names, row, strict=True)
            if term is not None
        )
        yield f"<result>{''.join(cells)}</result>\n"
    yield "</results>\n</sparql>\n"


def _xml_term(term: Term) -> str:
    if isinstance(term, NamedNode):
        return f"<uri>{escape(term.value)}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{escape(term.value)}</bnode>"
    if isinstance(term, Literal):
        mark = ""
        if term.language:
            mark = f' xml:lang="{escape(term.language)}"'
        elif term.datatype.value != XSD_STRING:
            mark = f' datatype="{escape(term.datatype.value)}"'
        return f"<literal{mark}>{escape(term.value, quote=False)}</literal>"
    parts = zip(("subject", "predicate", "object"), term, strict=True)
    inner = "".join(f"<{name}>{_xml_term(part)}</{name}>" for name, part in parts)
    return f"<triple>{inner}</triple>"


def write_html(solutions: Solutions) -> Iterator[str]:
    """The solutions as a table of an HTML page, in parts."""
    yield '<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>exokg: answer</title>\n'
    yield "<table>\n<thead><tr>"
    yield "".join(f'<th scope="col">{escape(name)}</th>' for name in solutions.variables)
    yield "</tr></thead>\n<tbody>\n"
    for row in solutions:
        cells = (f"<td>{_html_cell(term)}</td>" for term in row)
        yield f"<tr>{''.join(cells)}</tr>\n"
    yield "</tbody>\n</table>\n</html>\n"


def _html_cell(term: Term | None) -> str:
    text = escape(text_of(term))
    if isinstance(term, NamedNode) and term.value.startswith(("https://", "http://")):
        return f'<a href="{escape(term.value)}">{text}</a>'
    return text
