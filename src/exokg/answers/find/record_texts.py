"""What records say, in the ways in which it is searched: as sets of words, as lines, as symbols."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeVar

from ...curation.spelling import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

T = TypeVar("T")

SYMBOL: Final = 6
"""Letters before a number that may be one symbol with it, as in *FGF-7*."""
_SYMBOL: Final = re.compile(r"\b[^\W_]+(?:[A-Z]|\d)[^\W_]*")
_REGISTERED: Final = re.compile(r"(nct|irct|chictr|actrn|isrctn|euctr)\d[\da-z]+")
"""A number of a registry, which says the abbreviation of the registry as well."""
_IDENTIFIER: Final = re.compile(
    r"(?:NCT|IRCT|ChiCTR|ACTRN|ISRCTN|EUCTR)\d[\dA-Z]+|10\.\d{4,}/[^\s;,]*[^\s;,.)]|^\d{8}$", re.IGNORECASE
)
_LONG: Final = 9  # letters of a word that differs from other words by more than one
_KEY: Final = re.compile(r"\b[a-z]+(?:-[a-z\d]+)+\b")
_DENIED: Final = re.compile(
    r"\b(?:not?|non|without|nor|never|neither)\b(?:[ -]+[^\W_][\w-]*){1,3}", re.IGNORECASE
)
"""What is denied, up to three words within one clause: a text that says *not hair* is not about hair."""


class RecordTexts:
    """The texts of all records; what few records are asked for is made of these alone.

    Args:
        said: key and text; the key of another record in a text is no text.
        called: key and another name of a term that the record has.
    """

    def __init__(self, said: Sequence[tuple[str, ...]], called: Sequence[tuple[str, ...]] = ()) -> None:
        self.of: dict[str, list[str]] = {}
        keys = {key for key, _ in said}
        plain = [(key, without_keys(text, keys)) for key, text in said]
        for key, text in (*plain, *called):
            self.of.setdefault(key, []).append(text)
        self.own = {*plain}

    @cached_property
    def distinct(self) -> dict[str, frozenset[str]]:
        """Each text once, as records share most names and many values → its words."""
        texts = {text for texts in self.of.values() for text in texts}
        return {text: frozenset(words_in([text])) for text in texts}

    @cached_property
    def words(self) -> dict[str, frozenset[str]]:
        """Key of each record → the words of all its texts."""
        each = self.distinct
        return {key: frozenset().union(*map(each.__getitem__, texts)) for key, texts in self.of.items()}

    @cached_property
    def identifiers(self) -> frozenset[str]:
        """The registry numbers, DOIs and PMIDs that records have, in lower case."""
        return frozenset(one.lower() for _, text in self.own for one in _IDENTIFIER.findall(text))

    @cached_property
    def said(self) -> frozenset[str]:
        """The words of all records."""
        return frozenset().union(*self.words.values())

    @cached_property
    def long_words(self) -> frozenset[str]:
        """The long words that several records say: what differs from one by a letter is a slip of it."""
        records = Counter(word for words in self.words.values() for word in words if len(word) >= _LONG)
        return frozenset(word for word, number in records.items() if number > 1 and word.isalpha())

    def writes(self, key: str, words: Iterable[frozenset[str]]) -> bool:
        """Whether texts of a record itself, not only names of its terms, have one of each of some words."""
        own = [self.distinct[text] for text in self.of[key] if (key, text) in self.own]
        return all(any(word & text for text in own) for word in words)

    @cached_property
    def texts(self) -> Mapping[str, list[frozenset[str]]]:
        """Key of each record → the words of each of its texts that no *not* before them denies."""
        return _Made(self.of, lambda texts: [self._undenied(text) for text in texts])

    def _undenied(self, text: str) -> frozenset[str]:
        plain = undenied(text)
        return self.distinct[text] if plain == text else frozenset(words_in([plain]))

    @cached_property
    def lines(self) -> Mapping[str, str]:
        """Key of each record → the words of its texts in their order, a line for each text."""
        return _Made(self.of, _lines)

    @cached_property
    def written(self) -> Mapping[str, str]:
        """The same of what records say themselves, without other names of their terms."""
        own: dict[str, list[str]] = {}
        for key, text in self.own:
            own.setdefault(key, []).append(text)
        return _Made(own, _lines)

    @cached_property
    def symbols(self) -> Mapping[str, frozenset[str]]:
        """Key of each record → those of its words that are abbreviations or symbols, such as *PGAIS*."""
        return _Made(self.of, lambda texts: frozenset(symbols_of(texts)))


class _Made(dict[str, T]):
    """What is made of the texts of a record when it is first asked for."""

    def __init__(self, of: Mapping[str, list[str]], make: Callable[[list[str]], T]) -> None:
        self._of = of
        self._make = make

    def __missing__(self, key: str) -> T:
        made = self[key] = self._make(self._of.get(key, []))
        return made


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(" ".join(words_of(text)) for text in texts)


def symbols_of(texts: Iterable[str]) -> dict[str, str]:
    """The abbreviations and symbols of texts, in lower case → as they are written.

    >>> symbols_of(["PGAIS and β-catenin", "BMP2"])
    {'pgais': 'PGAIS', 'bmp2': 'BMP2'}
    """
    return {one: own for text in texts for own in _SYMBOL.findall(text) for one in words_of(own)}


def without_keys(text: str, keys: Collection[str]) -> str:
    """A text without the keys of records that it names: they say nothing of the record that has it.

    >>> without_keys("cited in yan-2019-dpc, as double-blind", {"yan-2019-dpc"})
    'cited in , as double-blind'
    """
    return _KEY.sub(lambda found: "" if found[0] in keys else found[0], text)


def undenied(text: str) -> str:
    """A text without what it denies.

    >>> undenied("skin pigmentation (not hair), of mice")
    'skin pigmentation ( ), of mice'
    """
    return _DENIED.sub(" ", text)


def words_in(texts: Iterable[str]) -> set[str]:
    """The words of some texts: also without a sign after them, and a symbol as one with its number.

    >>> sorted(words_in(["Complex+ with FGF-7"]))
    ['7', 'complex', 'complex+', 'fgf', 'fgf7', 'with']
    """
    found: set[str] = set()
    for text in texts:
        words = words_of(text)
        found.update(words)
        found.update(word[:-1] for word in words if word[-1] == "+" and len(word) > 1)
        found.update(
            one + number
            for one, number in pairwise(words)
            if number[0].isdigit() and one.isalpha() and 1 < len(one) <= SYMBOL
        )
    return found | {registry[1] for word in found if (registry := _REGISTERED.fullmatch(word))}
