"""Numbers in free words: years, times after the start, amounts with a unit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ...curation.spelling import singular
from ...model.dimensions import dimensions
from .filters import Filter
from .plain_words import NOT, STOP, VAGUE, VESICLES

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Amount", "amount"]

_DAYS: Final = {"day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}
_WITHIN: Final = frozenset({"within", "under", "before", "up"})
_BEYOND: Final = frozenset({"over", "beyond", "exceeding", "past"})
_VOLUMES: Final = frozenset({"ml", "ul", "l"})
_NEAR: Final = 0.1  # 12 weeks and 3 months are one time of measurement


class Amount(NamedTuple):
    """A number among words.

    Attributes:
        size: how many words it takes.
        filter: a year of publication, or a time of measurement.
        text: what is searched instead; empty where nothing can be.
    """

    size: int
    filter: Filter | None = None
    text: str = ""


def amount(words: Sequence[str], before: str = "", *, negated: bool) -> Amount | None:
    """What the number is with which some words begin; none where they begin with another word.

    Args:
        words: the number and what follows.
        before: the word before it: *over 6 months* and *within 6 months* are ranges.
        negated: whether it is left out.
    """
    word, after, rest = (*words[:3], "", "", "")[:3]
    if not re.fullmatch(r"[\d.]+%?", word):
        return None
    known = dimensions()
    if re.fullmatch(r"(?:19|20)\d\d", word):
        year = ((float(word), float(word)),)
        return Amount(1, Filter((known["year"],), (word,), frozenset(), year, negated, word))
    unit = singular(after)
    if unit in _DAYS and rest != "old" and re.fullmatch(r"\d+(?:\.\d+)?", word):
        days = float(word) * _DAYS[unit]
        low, high = days * (1 - _NEAR), days * (1 + _NEAR)
        low, high = (0.0 if before in _WITHIN else low), (float("inf") if before in _BEYOND else high)
        how = before if before in _WITHIN | _BEYOND else "about"
        said = f"{word} {after}"
        shown = (f"{how} {said}",)
        return Amount(2, Filter((known["time"],), shown, frozenset(), ((low, high),), negated, said))
    if re.fullmatch("[a-z]+", after) and not {after, unit} & (STOP | VESICLES | NOT | VAGUE):
        size = 3 if rest in _VOLUMES else 2
        return Amount(size, text=" ".join(words[:size]))
    return Amount(2 if after in {"%", "+"} else 1)
