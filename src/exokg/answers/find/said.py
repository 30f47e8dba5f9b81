"""The findings that say some words, the best first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ...curation.spelling import singular, words_of
from ...rdf.findings import RECORD_TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .table import Findings, Rows

__all__ = ["Ranked", "is_said", "ranked", "records_saying"]


_SHORT: Final = 5
_ENDING: Final = re.compile(r"(?<=\w{4})(?:ing|ed|es|s)$", re.IGNORECASE)


class Ranked(NamedTuple):
    """The findings that say some words.

    Attributes:
        scores: each with how badly it fits: less is better.
        said: how many of the words the best of them says.
        missing: the words that none of them says.
    """

    scores: dict[int, float]
    said: int
    missing: list[str]


def ranked(table: Findings, rows: Rows, words: Sequence[str]) -> Ranked:
    """The findings that say the most of some words, the best first.

    A finding that says more of the words comes first, then the better by BM25.
    """
    searched = [word for word in words if re.search(r"[^\W\d]|\d{4}", word)]  # a number alone says nothing
    saying = {word: _matches(table, _term(word)) & rows for word in searched}
    missing = [word for word, found in saying.items() if not found]
    most = {row: sum(row in found for found in saying.values()) for found in saying.values() for row in found}
    if not most:
        return Ranked({}, 0, missing)
    best = max(most.values())
    query = " OR ".join(map(_term, searched))
    scored = ((table.places.get(finding, -1), score) for finding, score in table.store.kept.search(query))
    scores = {row: score + 100.0 * (best - most[row]) for row, score in scored if row in most}
    kept = {row: score for row, score in scores.items() if best < len(searched) or most[row] == best}
    return Ranked(kept, best, missing)


def is_said(table: Findings, word: str) -> bool:
    """Whether any finding says a word, not only its beginning."""
    word = word.replace('"', "")
    return bool(_matches(table, f'"{word}"'))


def records_saying(table: Findings, words: Sequence[str], missing: Sequence[str]) -> list[str]:
    """The keys of records that say a word which no finding says, those that say the most words first."""
    wanted, lacking = _forms(words), [_forms([one]) for one in missing]
    said: dict[str, set[str]] = {}
    for key, text in table.store.kept.rows(RECORD_TEXTS):
        said.setdefault(key, set()).update(_forms([text]))
    fit = {key: len(wanted & own) for key, own in said.items() if any(one <= own for one in lacking)}
    return sorted(fit, key=lambda key: (-fit[key], key))


def _forms(texts: Iterable[str]) -> set[str]:
    return {singular(word) for text in texts for word in words_of(text)}


def _term(word: str) -> str:
    """A word with its endings; short ones only with their plural, so that *shed* is no *shedding*."""
    word = word.replace('"', "")
    if len(word) < _SHORT or " " in word:
        return f'("{word}" OR "{word}s")'
    return f'"{_ENDING.sub("", word)}"*'


def _matches(table: Findings, query: str) -> frozenset[int]:
    found = table.store.kept.search(query)
    return frozenset(table.places[finding] for finding, _ in found if finding in table.places)
