"""What findings and records say: a word is found in its own forms only, never in another of its stem."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ...curation.spelling import singular, spellings, words_of
from .plain_words import SAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .table import Findings, Rows

__all__ = ["forms", "recording", "records_saying", "saying", "scores", "words_in"]

_SHORT: Final = 5  # letters from which on a word may be a verb
_STEM: Final = 4  # letters that remain of a verb without its ending
_OF_VERBS: Final = ("ing", "ed", "ation", "ion", "e")
_ENDINGS: Final = ("", "s", "e", "es", "ed", "ing", "ion", "ions", "ation", "ations")


@lru_cache(maxsize=1 << 12)
def forms(word: str) -> frozenset[str]:
    """The forms of a word: its plural, those of a verb, British and American, and other words for the same.

    >>> sorted(forms("mouse"))
    ['mice', 'mouse', 'mouses']
    >>> "positive" in forms("position"), "miniaturization" in forms("miniaturised")
    (False, True)
    """
    known = {one for plain in (word, singular(word)) for one in spellings(plain)}
    known |= {same for one in known for same in SAME.get(one, ())}
    found = {form for one in known for form in (_inflected(one) if " " not in one else {one})}
    return frozenset(spelled for form in found for spelled in spellings(form))


def _inflected(word: str) -> set[str]:
    if word == "mouse":
        return {"mouse", "mice", "mouses"}
    found = {word, f"{word}s", re.sub("y$", "ies", word)}
    if len(word) >= _SHORT and word.isalpha():
        stems = {word, *(word.removesuffix(ending) for ending in _OF_VERBS)}
        found |= {stem + ending for stem in stems if len(stem) >= _STEM for ending in _ENDINGS}
    return found


def saying(table: Findings, text: str) -> Rows:
    """The findings that say a word in one of its forms, or the words of a name one after another."""
    found = table.store.kept.search(_expression(text))
    return frozenset(table.places[finding] for finding, _ in found if finding in table.places)


def scores(table: Findings, texts: Iterable[str]) -> dict[int, float]:
    """How badly findings fit some words, by BM25: less is better; those that say none are not there."""
    query = " OR ".join(map(_expression, texts))
    found = table.store.kept.search(query) if query else ()
    return {table.places[finding]: score for finding, score in found if finding in table.places}


def _expression(text: str) -> str:
    """What the index is asked for words one after another; a number and its unit may be one."""
    *before, last = words_of(text) or [""]
    spelled = [" ".join([*before, form]) for form in sorted(forms(last))]
    if before and re.fullmatch(r"[\d.]+", before[-1]):
        spelled += [" ".join([*before[:-1], before[-1] + form]) for form in sorted(forms(last))]
    return "({})".format(" OR ".join(f'"{one}"' for one in spelled))


def recording(table: Findings, names: Iterable[str]) -> frozenset[str]:
    """The keys of records that say one of some names, its words one after another."""
    wanted = {tuple(words_of(name)) for name in names} - {()}
    ends = {words: forms(words[-1]) for words in wanted}
    spelled = [f" {' '.join([*words[:-1], form])} " for words, last in ends.items() for form in last]
    texts = table.record_texts.items()
    return frozenset(key for key, text in texts if any(words in text for words in spelled))


def records_saying(table: Findings, words: Sequence[str], names: Sequence[str]) -> list[str]:
    """The keys of records that say one of some names, those that say the most of some words first."""
    fit = {
        key: sum(bool(forms(word) & set(table.record_texts[key].split())) for word in set(words))
        for key in recording(table, names)
    }
    return sorted(fit, key=lambda key: (-fit[key], key))


def words_in(texts: Iterable[str]) -> set[str]:
    """The words of some texts."""
    return {word for text in texts for word in words_of(text)}
