"""Rows as people read them: few columns, headed in words, studies by author and year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from textwrap import shorten
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from ..errors import InputError
from ..rdf.findings import AUTHORS
from ..rdf.namespaces import compress
from ..store import Store
from ..store.solutions import Solutions, Term, value_of
from .text_tables import in_words

if TYPE_CHECKING:
    from ..curation.questions import Question

ABSENT: Final = frozenset({"not read", "not reported", "not applicable"})
"""What stands in for a value that a finding does not have."""

_NO_YEAR: Final = "(no year)"
_TITLE: Final = 40
"""Letters that a title has at most where it names a record."""
_KEYED: Final = re.compile(r"^([^-]+)-(\d{4})-")
_RECORD: Final = re.compile(r"https://w3id\.org/exokg/(?:study|review|trial|statement)/(.+)")


def citations(store: Store, query: str = AUTHORS, *, titles: bool = True) -> dict[str, str]:
    """Study → first author and year, with a letter where two studies share them.

    Args:
        store: what is asked.
        query: which records: that of the studies, or of the reviews.
        titles: call a record without an author by its number in a registry or its title; else, as people who
            search do, by the name and year with which its key begins, and leave it out where it has none.
    """
    called = {
        study: cited(authors, year) or (titled(number or _title(title, key), year) if titles else _begun(key))
        for study, authors, year, key, title, number in store.kept.rows(query)
    }
    named: dict[str, list[str]] = {}
    for study, name in called.items():
        named.setdefault(name, []).append(study)
    named.pop("", None)
    return {
        study: name if len(studies) == 1 else f"{name}{chr(ord('a') + at)}"
        for name, studies in named.items()
        for at, study in enumerate(sorted(studies))
    }


def cited(authors: str, year: str) -> str:
    """Author and year as a text cites them; empty where no author is known.

    >>> cited("Bento EB; Matos C", "2025"), cited("Closs B", ""), cited("", "2024")
    ('Bento 2025', 'Closs (no year)', '')
    """
    first = authors.partition(";")[0].split()
    while len(first) > 1 and first[-1].isupper():
        first.pop()
    return " ".join([*first, year or _NO_YEAR]) if first else ""


def _begun(key: str) -> str:
    """The name and year with which a key begins, such as *Rajendran 2020*; empty where it does not."""
    found = _KEYED.match(key)
    return f"{found[1].capitalize()} {found[2]}" if found else ""


def _title(title: str, key: str) -> str:
    """The title of a record; what its key says besides a name and a year, where nobody saw the title."""
    return _KEYED.sub("", key).replace("-", " ") if title in ("", key.replace("-", " ")) else title


def titled(name: str, year: str) -> str:
    """What a record that names no author is called: the beginning of its title, or its number, and the year.

    >>> titled("A next-generation regenerative protocol for female androgenetic alopecia", "2026")
    'A next-generation regenerative … 2026'
    >>> titled("NCT06985121", "2025"), titled("sheep plasma follicle", "")
    ('NCT06985121 2025', 'sheep plasma follicle (no year)')
    """
    return f"{shorten(name, _TITLE, placeholder=' …')} {year or _NO_YEAR}"


def chosen_columns(question: Question, named: Iterable[str] = (), *, wide: bool = False) -> list[str]:
    """The columns that a person sees of an answer: those named, else the question's few, or all.

    Raises:
        InputError: the question has no such column.
    """
    by_words = {
        words: name for name in question.columns for words in (_head(name).lower(), in_words(name).lower())
    }
    found = []
    for name in named:
        column = by_words.get(in_words(name.replace("-", " ").replace("_", " ")).lower(), name)
        if column not in question.columns:
            columns = ", ".join(question.columns)
            raise InputError(f"{question.name} has no column {name}", f"its columns: {columns}")
        found.append(column)
    return found or list(question.columns if wide else question.shown)


def readable(
    rows: Solutions, columns: Sequence[str], names: dict[str, str] | None = None
) -> tuple[Solutions, list[str]]:
    """Some columns of rows, and a line for those that say *not read* and the like in every row.

    Args:
        rows: the rows.
        columns: those to show.
        names: what studies are called; else by their keys.

    >>> rows = [(Literal("a"), Literal("not read")), (Literal("b"), Literal("not read"))]
    >>> shown, notes = readable(Solutions(["subjectName", "dose"], rows), ["subjectName", "dose"])
    >>> shown.variables, notes
    (['subject'], ['not read throughout: dose'])
    """
    lacking: dict[str, list[str]] = {}
    held = dict(zip(rows.variables, zip(*rows, strict=True), strict=False))  # no cells where no rows
    for name in columns if len(rows) > 1 else ():
        said = value_of(held[name][0])
        if said in ABSENT and all(value_of(cell) == said for cell in held[name]):
            lacking.setdefault(said, []).append(name)
    gone = {name for names in lacking.values() for name in names}
    kept = [name for name in columns if name not in gone] or list(columns)
    shown = (
        tuple(_shown(cell, names or {}) for cell in row)
        for row in zip(*(held.get(name, ()) for name in kept), strict=True)
    )
    notes = [f"{state} throughout: {', '.join(map(_head, names))}" for state, names in lacking.items()]
    return Solutions(map(_head, kept), shown), notes if len(kept) < len(columns) else []


def _head(name: str) -> str:
    return in_words(re.sub(r"(?<=\w)Name\b", "", name).replace("_", " "))


def _shown(cell: Term | None, names: dict[str, str]) -> Term | None:
    if isinstance(cell, NamedNode):
        found = _RECORD.fullmatch(cell.value)
        return Literal(names.get(found[0], found[1])) if found else cell
    if isinstance(cell, Literal) and cell.value.startswith(("http://", "https://")):
        with suppress(ValueError):  # of an outside term, as a text
            return Literal(compress(NamedNode(cell.value)))
    return cell
