"""What records say, in the ways in which it is searched: as sets of words, as lines, as symbols."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ...curation.spelling import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["SYMBOL", "RecordTexts", "symbols_of", "undenied", "words_in"]

SYMBOL: Final = 6
"""Letters before a number that may be one symbol with it, as in *FGF-7*."""
_SYMBOL: Final = re.compile(r"\b[^\W_]+(?:[A-Z]|\d)[^\W_]*")
_REGISTERED: Final = re.compile(r"(nct|irct|chictr|actrn|isrctn|euctr)\d[\da-z]+")
"""A number of a registry, which says the abbreviation of the registry as well."""
_DENIED: Final = re.compile(
    r"\b(?:not?|non|without|nor|never|neither)\b(?:[ -]+[^\W_][\w-]*){1,3}", re.IGNORECASE
)
"""What is denied, up to three words within one clause: a text that says *not hair* is not about hair."""


class RecordTexts:
    """The texts of all records.

    Args:
        said: key and text.
    """

    def __init__(self, said: Sequence[tuple[str, str]]) -> None:
        self.said = said

    def _each(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for key, text in self.said:
            found.setdefault(key, []).append(text)
        return found

    @cached_property
    def texts(self) -> dict[str, list[frozenset[str]]]:
        """Key of each record → the words of each of its texts that no *not* before them denies."""
        each = self._each().items()
        return {key: [frozenset(words_in([undenied(text)])) for text in texts] for key, texts in each}

    @cached_property
    def words(self) -> dict[str, frozenset[str]]:
        """Key of each record → the words of all its texts."""
        return {key: frozenset(words_in(texts)) for key, texts in self._each().items()}

    @cached_property
    def lines(self) -> dict[str, str]:
        """Key of each record → the words of its texts in their order, a line for each text."""
        each = self._each().items()
        return {key: "\n".join(" ".join(words_of(text)) for text in texts) for key, texts in each}

    @cached_property
    def symbols(self) -> dict[str, frozenset[str]]:
        """Key of each record → those of its words that are abbreviations or symbols, such as *PGAIS*."""
        return {key: frozenset(symbols_of(texts)) for key, texts in self._each().items()}


def symbols_of(texts: Iterable[str]) -> dict[str, str]:
    """The abbreviations and symbols of texts, in lower case → as they are written.

    >>> symbols_of(["PGAIS and β-catenin", "BMP2"])
    {'pgais': 'PGAIS', 'bmp2': 'BMP2'}
    """
    return {one: own for text in texts for own in _SYMBOL.findall(text) for one in words_of(own)}


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
