"""Citations as the page holds them: what its tables already say of a paper is pointed to, not repeated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ..rdf.namespaces import compress

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .sheets import Row, Sheet

__all__ = ["short_citations", "shorten"]

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
    r"""The text with each value that a field of the record or the paper holds replaced by the field's number.

    >>> shorten("title = {A study}", {"id": "study:a", "label": "A study"}, {"doi": "10.1/x"})
    'title = {\x010\x01}'
    """
    if _MARK in text:
        return text.replace(_MARK, "")
    for number, value in enumerate(_fields(record, paper)):
        if value:
            whole = rf"(?<=[{{ ]){re.escape(value)}(?=[}},\n])"
            text = re.sub(whole, f"{_MARK}{number}{_MARK}", text)
    return text


def _fields(record: Row, paper: Row) -> list[str]:
    """The values that ``script/out/citations.js`` puts back, in its order."""
    authors = [re.sub(r" (\S+)$", r", \1", name) for name in str(paper.get("authorList", "")).split("; ")]
    known = "doi" in paper or "pmid" in paper  # then the page leaves out the address of the source
    return [
        str(record.get("label", "")),
        str(record.get("id", "")).partition(":")[2],
        *(
            str(paper.get(name, ""))
            for name in ("doi", "journal", "pmid", "pages", "year", "volume", "issue")
        ),
        "" if known else (*record.get("sourcePage", ()), "")[0],
        " and ".join(authors),
        "\nAU  - ".join(authors),
    ]
