"""Ranges of numbers, as people write them."""

from __future__ import annotations

import re
from typing import Final

from ...errors import InputError

_RANGE: Final = re.compile(
    r"(?P<low>-?\d+(?:\.\d+)?)?\s*(?P<dots>\.\.|–|-)\s*(?P<high>\d+(?:\.\d+)?)?"
    r"|(?P<sign><=|>=|<|>|=|≤|≥)?\s*(?P<one>-?\d+(?:\.\d+)?)"
)
_TINY: Final = 1e-9  # what a number is above or below one that does not count


def read_range(heading: str, text: str) -> tuple[float, float]:
    """The lowest and the highest number that a text means.

    Args:
        heading: the dimension, as an error names it.
        text: such as ``2020``, ``2020..2023``, ``>=10`` or ``<5``.

    Raises:
        InputError: it is neither a number nor a range.

    >>> read_range("year", "2020..2023"), read_range("n", ">=10")
    ((2020.0, 2023.0), (10.0, inf))
    """
    found = _RANGE.fullmatch(text.strip())
    if found is None or (found["dots"] and found["low"] is None and found["high"] is None):
        hint = "write 2020, 2020..2023, >=10 or <5"
        raise InputError(f"{heading}: {text} is neither a number nor a range", hint)
    if found["dots"]:
        return float(found["low"] or "-inf"), float(found["high"] or "inf")
    number, sign = float(found["one"]), found["sign"] or "="
    low = number if sign in {"=", ">=", "≥"} else number + _TINY if sign == ">" else float("-inf")
    high = number if sign in {"=", "<=", "≤"} else number - _TINY if sign == "<" else float("inf")
    return low, high
