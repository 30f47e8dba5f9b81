"""The numbers, units and times that a text prints, so that what was typed can be compared with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from ..model.types import HOURS

_SCALES: Final = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_AMOUNT: Final = re.compile(
    r"(?P<digits>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)"
    r"(?:\s*[x×*·]\s*10\s*\^?\s*(?P<power>[0-9⁰¹²³⁴⁵⁶⁷⁸⁹]+))?"
    r"(?:\s*(?P<scale>thousand|million|billion|trillion))?"
    r"\s*(?P<unit>[%µμ]?[^\W\d_]*(?:/[^\W_]+[²2]?)?)"
)
_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_WORDS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
    "a": 1, "an": 1, "each": 1, "every": 1, "once": 1, "single": 1, "twice": 2, "other": 2, "thrice": 3,
    "both": 2, "half": 0.5, "no": 0, "none": 0,
}  # fmt: skip
_DAYS: Final = {unit: float(hours) / 24 for unit, hours in HOURS.items()}
_RATES: Final = {"daily": 1, "weekly": 7, "biweekly": 14, "fortnightly": 14, "monthly": 30.4375}
_NUMBER: Final = rf"(?:[0-9]+(?:\.[0-9]+)?|\b(?:{'|'.join(_WORDS)})\b)"
_UNIT: Final = rf"(?:{'|'.join(sorted(_DAYS, key=len, reverse=True))})s?\b"
_SPAN: Final = re.compile(
    rf"(?<![\w.])(?<![A-Za-z]-)(?P<before>{_NUMBER})[ -]?(?:consecutive )?(?P<unit>{_UNIT})"
    rf"|\b(?P<rate>{'|'.join(_RATES)})\b",
    re.I,
)
_LISTED: Final = re.compile(
    rf"\b(?P<unit>{_UNIT}) (?P<list>[0-9]+(?:(?:, ?|,? and | to | or )[0-9]+)*)", re.I
)
_COUNT: Final = re.compile(rf"(?<![\w.,-]){_NUMBER}(?![\w.]|-(?!fold|sided|arm))", re.I)


def amounts(text: str) -> Iterator[tuple[float, str]]:
    """Yield every number of a text, scaled by its words, with the unit behind it.

    >>> list(amounts("2 × 10^9 particles in 1.5 mL"))
    [(2000000000.0, 'particles'), (1.5, 'mL')]
    """
    for found in _AMOUNT.finditer(text):
        value = float(found["digits"].replace(",", ""))
        value *= 10.0 ** min(int((found["power"] or "0").translate(_RAISED)), 300)
        yield value * _SCALES.get(found["scale"] or "", 1), found["unit"]


def counts(text: str) -> list[float]:
    """Return the numbers of a text that count something, in digits or in words.

    >>> counts("twice in each of the first three months")
    [2.0, 1.0, 3.0]
    """
    return [_value(found[0]) for found in _COUNT.finditer(text)]


def lists(text: str) -> list[int]:
    """Return how many times each list of times in a text has.

    >>> lists("days 1, 15, 45, 75 and 105")
    [5]
    """
    return [len(re.findall("[0-9]+", found["list"])) for found in _LISTED.finditer(text)]


def spans(text: str) -> list[float]:
    """Return the times in a text in days; of a list of times also those between two of them.

    >>> spans("every 2 weeks for two months"), spans("weeks 0, 4 and 8")
    ([14.0, 60.875], [0.0, 28.0, 56.0, 28.0, 28.0])
    """
    listed = []
    for found in _LISTED.finditer(text):
        unit = _unit(found["unit"])
        days = [unit * float(number) for number in re.findall("[0-9]+", found["list"])]
        listed += [*days, *(later - earlier for earlier, later in pairwise(days))]
    rest = _LISTED.sub("", text)
    return listed + [
        _RATES[found["rate"].lower()] if found["rate"] else _unit(found["unit"]) * _value(found["before"])
        for found in _SPAN.finditer(rest)
    ]


def _unit(word: str) -> float:
    name = word.lower()
    return _DAYS[name if name in _DAYS else name.removesuffix("s")]


def _value(number: str) -> float:
    return float(_WORDS.get(number.lower(), number))
