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

__all__ = [
    "forms",
    "kindred",
    "passages",
    "recording",
    "records_saying",
    "saying",
    "undenied",
    "within",
    "words_in",
]

_SHORT: Final = 5  # letters from which on a word may be a verb
_STEM: Final = 4  # letters that remain of a verb without its ending
_OF_VERBS: Final = ("ing", "ed", "ation", "ion", "e")
_OF_PARTICIPLES: Final = ("ed", "ing", "ion", "ions", "ation", "ations")
"""All that a participle is also found as: what is *scaled* is on no *scale*."""
_DENIED: Final = re.compile(
    r"\b(?:not?|non|without|nor|never|neither)\b(?:[ -]+[^\W_][\w-]*){1,3}", re.IGNORECASE
)
"""What is denied, up to three words within one clause: a text that says *not hair* is not about hair."""
_DENIALS: Final = ("not", "non", "without", "nor", "neither")
"""Words that, right before a word of a finding, make it no mention; *no* is left out: it gives a result."""
_INSIDE: Final = 3  # letters from which on a word is looked for in other words
_AROUND: Final = 16  # letters before and after a word that say in which sense it is used
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
    spelled = _spelled(text)
    found = _found(table, spelled)
    denied = _found(table, [f"{no} {one}" for no in _DENIALS for one in spelled]) if found else found
    return found - {row for row in denied if not _mentions(table, row, text)}


def _found(table: Findings, spelled: Iterable[str]) -> Rows:
    """The findings that hold one of some words or phrases."""
    found = table.store.kept.search("({})".format(" OR ".join(f'"{one}"' for one in spelled)))
    return frozenset(table.places[finding] for finding, _ in found if finding in table.places)


def _mentions(table: Findings, row: int, text: str) -> bool:
    """Whether a finding says a word anywhere without a *not* right before it."""
    denial = re.compile(rf"\b(?:{'|'.join(_DENIALS)})[\W_]+$", re.IGNORECASE)
    texts = table.store.kept.texts(table.iris[row])
    return any(not denial.search(one[: at.start()]) for one in texts for at in _written(text).finditer(one))


def undenied(text: str) -> str:
    """A text without what it denies.

    >>> undenied("skin pigmentation (not hair), of mice")
    'skin pigmentation ( ), of mice'
    """
    return _DENIED.sub(" ", text)


def _spelled(text: str) -> list[str]:
    """The ways to write words one after another; a number and its unit may be one."""
    *before, last = words_of(text) or [""]
    spelled = [" ".join([*before, form]) for form in sorted(forms(last))]
    if before and re.fullmatch(r"[\d.]+", before[-1]):
        spelled += [" ".join([*before[:-1], before[-1] + form]) for form in sorted(forms(last))]
    return spelled


def kindred(table: Findings, word: str, rows: Rows) -> list[str]:
    """The other words for the same that some of these findings say, where not all say the word itself."""
    others = sorted({*SAME.get(word, SAME.get(singular(word), ()))} - {word, singular(word)})
    own = _inflected(word) | _inflected(singular(word))
    said = {one: _literally(table, {one}) & rows for one in others}
    if not rows - _literally(table, own):
        return []
    return [one for one in others if said[one] and one[:_STEM] != word[:_STEM]]


def _literally(table: Findings, words: set[str]) -> Rows:
    spelled = {form for word in words for one in spellings(word) for form in (one, f"{one}s")}
    return _found(table, sorted(spelled))


def passages(table: Findings, row: int, words: Iterable[Sequence[str]]) -> str:
    """Where a finding says some words: of each the first place, by the first of its names that is said.

    Args:
        table: the findings.
        row: the finding.
        words: all that each word is called.
    """
    texts = table.store.kept.texts(table.iris[row])
    places = (next(filter(None, (_passage(texts, name) for name in names)), "") for names in words)
    return "; ".join(dict.fromkeys(filter(None, places)))


def _passage(texts: Sequence[str], name: str) -> str:
    """The words of the first text around a name."""
    said = _written(name)
    for text in texts:
        if found := said.search(text):
            start = text.rfind(" ", 0, max(0, found.start() - _AROUND)) + 1
            end = text.find(" ", min(len(text), found.end() + _AROUND))
            cut = text[start : end if end >= 0 else None]
            return f"{'…' * (start > 0)}{cut}{'…' * (end >= 0)}"
    return ""


@lru_cache(maxsize=1 << 8)
def _written(name: str) -> re.Pattern[str]:
    """A pattern of a name as it is searched; marks and blanks between its words make no difference."""
    spelled = ("[\\W_]*".join(map(re.escape, one.split())) for one in _spelled(name))
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(spelled)})(?![^\W_])", re.IGNORECASE)


def recording(table: Findings, names: Iterable[str]) -> frozenset[str]:
    """The keys of records one of whose texts says all words of one of some names."""
    wanted = [[forms(word) for word in words_of(name)] for name in names]
    return frozenset(
        key
        for key, texts in table.record_texts.items()
        if any(words and all(word & text for word in words) for words in wanted for text in texts)
        or any(within(table, key, name) for name in names)
    )


def within(table: Findings, key: str, word: str) -> list[str]:
    """The longer symbols of a record that contain a word, as *PGAIS* contains *GAIS*."""
    if len(word) < _INSIDE or not word.isalpha():
        return []
    return [own for own in table.record_symbols.get(key, ()) if word in own and own not in forms(word)]


def records_saying(table: Findings, words: Sequence[str], names: Sequence[str]) -> list[str]:
    """The keys of records that say all words of one of some names, those that say the most words first."""
    wanted = [[forms(word) for word in words_of(name)] for name in names]
    fit = {
        key: sum(bool(forms(word) & own) for word in set(words))
        for key, own in table.record_words.items()
        if any(
            name and all(word & own for word in name) and (not _is_code(name) or _in_one(table, key, name))
            for name in wanted
        )
    }
    return sorted(fit, key=lambda key: (-fit[key], key))


def _is_code(name: Sequence[frozenset[str]]) -> bool:
    """Whether one of several words is a number: every record says some numbers."""
    return len(name) > 1 and any(form.isdigit() for word in name for form in word)


def _in_one(table: Findings, key: str, name: Sequence[frozenset[str]]) -> bool:
    """Whether one text of a record says all words of a name."""
    return any(all(word & text for word in name) for text in table.record_texts[key])


def words_in(texts: Iterable[str]) -> set[str]:
    """The words of some texts."""
    return {word for text in texts for word in words_of(text)}
