"""What of a text is a word, a symbol, an identifier, and what it denies: as a search of records takes it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ..curation.spelling import words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

SYMBOL: Final = 6
"""Letters before a number that may be one symbol with it, as in *FGF-7*."""
_NUMBER: Final = re.compile(r"\d|[^\W_a-zA-Z]")
_SYMBOL: Final = re.compile(r"\b[^\W_]+(?:[A-Z]|\d)[^\W_]*")
_REGISTERED: Final = re.compile(r"(nct|irct|chictr|actrn|isrctn|euctr)\d[\da-z]+\+?")
"""A number of a registry, which says the abbreviation of the registry as well."""
_IDENTIFIER: Final = re.compile(
    r"(?:NCT|IRCT|ChiCTR|ACTRN|ISRCTN|EUCTR)\d[\dA-Z]+|10\.\d{4,}/[^\s;,]*[^\s;,.)]|^\d{8}$", re.IGNORECASE
)
_KEY: Final = re.compile(r"\b[a-z]+(?:-[a-z\d]+)+\b")
_DENIED: Final = re.compile(
    r"\b(?:not?|non|without|nor|never|neither)\b(?:[ -]+[^\W_][\w-]*){1,3}", re.IGNORECASE
)
"""What is denied, up to three words within one clause: a text that says *not hair* is not about hair."""


def symbols_of(texts: Iterable[str]) -> dict[str, str]:
    """The abbreviations and symbols of texts, in lower case → as they are written.

    >>> symbols_of(["PGAIS and β-catenin", "BMP2"])
    {'pgais': 'PGAIS', 'bmp2': 'BMP2'}
    """
    return {one: own for text in texts for own in _SYMBOL.findall(text) for one in words_of(own)}


def identifiers_in(text: str) -> set[str]:
    """The registry numbers, DOIs and PMIDs of a text, in lower case.

    >>> sorted(identifiers_in("NCT01234567; see 10.1000/a.b."))
    ['10.1000/a.b', 'nct01234567']
    """
    return {one.lower() for one in _IDENTIFIER.findall(text)}


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
        if "+" in text:
            found.update(word[:-1] for word in words if word[-1] == "+" and len(word) > 1)
        if _NUMBER.search(text):
            found.update(_with_numbers(words))
    return found


def _with_numbers(words: Sequence[str]) -> Iterator[str]:
    """Symbols as one with their numbers, and the registries whose numbers are among some words."""
    for one, number in pairwise(("", *words)):
        if number[0].isdigit() and one.isalpha() and 1 < len(one) <= SYMBOL:
            yield one + number
        if registry := _REGISTERED.fullmatch(number):
            yield registry[1]
