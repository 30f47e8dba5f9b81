"""Citations as the page holds them: what its tables already say of a paper is pointed to, not repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..rdf.namespaces import compress

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .sheets import Row, Sheet

__all__ = ["short_citations", "shorten"]

_FIELDS: Final = ("title", "doi", "journal", "pmid", "pages")
_MARK: Final = "\x01"
"""Encloses a field's number; no citation holds this control character of its own."""


def short_citations(
    citations: Mapping[str, Mapping[str, str]], sheets: Mapping[str, Sheet]
) -> dict[str, dict[str, str]]:
    """Record CURIE → format → text, sorted; see :func:`shorten`."""
    papers = {str(row["id"]): row for row in sheets["publications"].rows}
    records = {str(row["id"]): row for row in sheets["records"].rows}
    short: dict[str, dict[str, str]] = {}
    for iri, texts in sorted(citations.items()):
        record = records.get(compress(iri), {})
        paper = papers.get(str(record.get("describedIn")), {})
        short[compress(iri)] = {form: shorten(text, record, paper) for form, text in sorted(texts.items())}
    return short


def shorten(text: str, record: Row, paper: Row) -> str:
    r"""The text with the title and identifiers of the paper replaced by the number of their field.

    >>> shorten("title = {A study}", {"label": "A study"}, {"doi": "10.1/x"})
    'title = {\x010\x01}'
    """
    if _MARK in text:
        return text.replace(_MARK, "")
    for number, name in enumerate(_FIELDS):
        value = str((record.get("label") if name == "title" else paper.get(name)) or "")
        if len(value) > len(_MARK * 2) + 3:
            text = text.replace(value, f"{_MARK}{number}{_MARK}")
    return text
