"""Answers as a table of an HTML page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from .formats import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..store.solutions import Solutions, Term

__all__ = ["write_html"]


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
