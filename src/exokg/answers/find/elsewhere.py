"""What free words find where no finding says them: harms, trials, reviews, statements and papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ...curation.spelling import singular, words_of
from ...store.solutions import value_of
from ..answering import answer, catalogue
from .aliases import ALIASES, answer_alias
from .verbs import find

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...curation.questions import Question
    from ..result import Result
    from .filters import Given
    from .table import Findings
    from .words import Understood

__all__ = ["Elsewhere", "elsewhere", "search"]

_RECORDS: Final = ("trials", "review-statements", "positions", "bibliography")
"""Questions whose rows are searched for words that no finding says."""


class Elsewhere(NamedTuple):
    """Rows of another question.

    Attributes:
        question: its name.
        title: what it asks.
        rows: its answer, the rows that say the most of the words first.
        said: how many of the words the best row says.
    """

    question: str
    title: str
    rows: Result
    said: int


def search(
    table: Findings,
    words: str = "",
    given: Given | None = None,
    *,
    left_out: Sequence[str] = (),
    columns: Sequence[str] = (),
    wide: bool = False,
) -> Result:
    """What :func:`~.verbs.find` finds, or the rows of the question that says what no finding does."""
    return find(table, words, given, left_out=left_out, columns=columns, wide=wide, elsewhere=elsewhere)


def elsewhere(
    table: Findings, understood: Understood, missing: Sequence[str], least: int
) -> Elsewhere | None:
    """The rows of the question that words lead to, or else of the one whose rows say the most of them.

    Args:
        table: the findings.
        understood: the words.
        missing: those that no finding says; without a word that leads to a question, rows must say one.
        least: how many words a finding says; then, rows must say more.
    """
    known = {question.name: question for question in catalogue(table.store)}
    if understood.questions:
        found = _ranked(table, known, understood.questions[0], understood.tokens)
        return found if found and found.rows else None
    words = [singular(word) for text in understood.words for word in words_of(text)]
    lacking = [{singular(word) for word in words_of(text)} for text in missing]
    tried = [_ranked(table, known, name, words) for name in _RECORDS]
    saying = [one for one in tried if one and one.rows and any(name <= _said(one.rows) for name in lacking)]
    best = max(saying, key=lambda one: one.said, default=None)
    return best if best and best.said > least else None


def _ranked(
    table: Findings, known: dict[str, Question], name: str, tokens: Sequence[str]
) -> Elsewhere | None:
    """The rows of a question by how many words each says: those that say none are left out if one does."""
    if name in ALIASES:
        return Elsewhere(name, ALIASES[name].title, answer_alias(table, name, {}), 0)
    if name not in known:
        return None
    found = answer(table.store, known[name])
    counts = [_count(row, shown, tokens) for row, shown in zip(found, found.shown, strict=True)]
    most = max(counts, default=0)
    order = sorted(range(len(counts)), key=lambda at: -counts[at])
    kept = [at for at in order if counts[at] >= min(most, max(1, most - 1))]
    found.keep(kept)
    return Elsewhere(name, known[name].title, found, most)


def _count(row: Iterable[object], shown: Iterable[object], tokens: Sequence[str]) -> int:
    """How many of the words a row says."""
    said = _words((*row, *shown))
    return sum(
        token in said or (len(token) > 4 and any(word.startswith(token) for word in said))
        for token in dict.fromkeys(tokens)
    )


def _said(rows: Result) -> set[str]:
    """The words that the first of some rows says."""
    return _words((*rows[0], *rows.shown[0]))


def _words(cells: Iterable[object]) -> set[str]:
    text = " ".join(value_of(cell) for cell in cells)  # type: ignore[arg-type]  # cells of rows
    return {singular(word) for word in words_of(text)}
