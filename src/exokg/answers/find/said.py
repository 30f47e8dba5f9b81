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

__all__ = ["forms", "recording", "records_saying", "saying", "words_in"]

_SHORT: Final = 5  # letters from which on a word may be a verb
_STEM: Final = 4  # letters that remain of a verb without its ending
_OF_VERBS: Final = ("ing", "ed", "ation", "ion", "e")
_OF_PARTICIPLES: Final = ("ed", "ing", "ion", "ions", "ation", "ations")
"""All that a participle is also found as: what is *scaled* is on no *scale*."""
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
        endings = _OF_PARTICIPLES if word.endswith(("ed", "ing")) else _ENDINGS
        found |= {stem + ending for stem in stems if len(stem) >= _STEM for ending in endings}
    return found


def saying(table: Findings, text: str) -> Rows:
    """The findings that say a word in one of its forms, or the words of a name one after another."""
    found = table.store.kept.search(_expression(text))
    return frozenset(table.places[finding] for finding, _ in found if finding in table.places)


def _expression(text: str) -> str:
    """What the index is asked for words one after another; a number and its unit may be one."""
    *before, last = words_of(text) or [""]
    spelled = [" ".join([*before, form]) for form in sorted(forms(last))]
    if before and re.fullmatch(r"[\d.]+", before[-1]):
        spelled += [" ".join([*before[:-1], before[-1] + form]) for form in sorted(forms(last))]
    return "({})".format(" OR ".join(f'"{one}"' for one in spelled))


def recording(table: Findings, names: Iterable[str]) -> frozenset[str]:
    """The keys of records one of whose texts says all words of one of some names."""
    wanted = [[forms(word) for word in words_of(name)] for name in names]
    return frozenset(
        key
        for key, texts in table.record_texts.items()
        if any(words and all(word & text for word in words) for words in wanted for text in texts)
    )


def records_saying(table: Findings, words: Sequence[str], names: Sequence[str]) -> list[str]:
    """The keys of records that say all words of one of some names, those that say the most words first."""
    wanted = [[forms(word) for word in words_of(name)] for name in names]
    fit = {
        key: sum(bool(forms(word) & own) for word in set(words))
        for key, own in table.record_words.items()
        if any(name and all(word & own for word in name) for name in wanted)
    }
    return sorted(fit, key=lambda key: (-fit[key], key))


def words_in(texts: Iterable[str]) -> set[str]:
    """The words of some texts."""
    return {word for text in texts for word in words_of(text)}
