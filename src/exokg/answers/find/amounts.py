"""Numbers in free words: years, times after the start, amounts with a unit, numbers of particles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ...curation.spelling import singular
from ...model.dimensions import dimensions
from .filters import Filter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .table import Findings


_DAYS: Final = {"day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}
_BELOW: Final = frozenset({"under", "before"})
_ABOVE: Final = frozenset({"over", "after", "beyond", "exceeding"})
"""Words before a year or a number of people that leave out the number itself."""
_UP_TO: Final = _BELOW | {"until", "atmost"}
_FROM: Final = _ABOVE - {"after"} | {"atleast"}
_NUMBERING: Final = "numbering"
"""What *n =* is read as; before the sign of a comparison it begins the word."""
_EVERY: Final = "every"
"""The word before the time between two sessions."""
BEFORE_NUMBERS: Final = {_EVERY} | _UP_TO | _FROM | {f"{_NUMBERING}{how}" for how in ("", *_UP_TO, *_FROM)}
"""Words that a filter on a number says in its own way."""
_SHOWN: Final = {"atleast": "at least", "atmost": "at most"}
_PEOPLE: Final = frozenset({"patient", "participant", "subject", "volunteer", "people", "men", "women"})
_PMID: Final = 7  # digits of a number that counts nothing
_SESSIONS: Final = frozenset({"session", "treatment"})
_SYMBOLS: Final = (
    "ml ul l g kg mg ug mug ng pg um mum nm mm cm m mol mmol umol nmol kda da rpm hz khz w j v x"
)
_THINGS: Final = (
    "hour hr h minute min sec second particle cell session dose injection time fold passage rat mouse"
)
_UNITS: Final = frozenset([*_SYMBOLS.split(), *_THINGS.split(), *_DAYS])
"""Units of numbers; another word after a number is searched by itself."""
_VOLUMES: Final = frozenset({"ml", "ul", "l"})
_AGE: Final = 10  # years above which they are those of people, as nobody was followed for so long
_NEAR: Final = 0.1  # 12 weeks and 3 months are one time of measurement
_SAME: Final = 0.015  # 52 weeks are no more than a year, nor less


_NAMED: Final = {"million": 1e6, "billion": 1e9}
_OVER: Final = frozenset({"over", "above", "more than", "greater than", "at least", ">", "≥"})
_UNDER: Final = frozenset({"under", "below", "less than", "fewer than", "at most", "up to", "<", "≤"})
_BETWEEN: Final = re.compile(
    rf"(?:\b|(?=[<>≤≥]))({'|'.join(sorted(_OVER | _UNDER))}) ?()(\d+(?:\.\d+)?)(e\d+| [mb]illion\b)"
    r"|(?<![\w./-])()(\d+(?:\.\d+)?(?:e\d+)?) ?(?:-|–|to) ?(\d+(?:\.\d+)?)(e\d+| [mb]illion\b)"
    r"(?! (?:cells?|people|usd|dollars?|euros?)\b)",
    re.IGNORECASE,
)
"""Ranges of numbers of particles: a word and a number, or two numbers; the unit is that of both."""
_PARTICLES: Final = re.compile(r"(\d+(?:\.\d+)?) particles")


class Amount(NamedTuple):
    """A number among words.

    Attributes:
        size: how many words it takes.
        filter: a year of publication, a time of measurement, or a number of sessions, days between or people.
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
    unit, bounded = singular(after), before in _UP_TO | _FROM
    measured = len(unit) > 1 and unit in _SYMBOLS.split()  # 1927 nm are no year
    if re.fullmatch(r"(?:19|20)\d\d", word) and not measured:
        how = "over" if before in {"after", "since"} else before
        return Amount(1, _range("year", word, before, _bounds(_whole(word, before), how), negated=negated))
    if word.isdigit() and len(word) >= _PMID:
        return Amount(1, text=word)
    if word.isdigit() and (before.startswith(_NUMBERING) or (unit in _PEOPLE and bounded)):
        return _people(word, after if unit in _PEOPLE else "", before, negated=negated)
    said = f"{word} {after}"
    if unit in _SESSIONS and word.isdigit():
        bounds = _bounds(_whole(word, before), before)
        return Amount(2, _range("sessions", said, before, bounds, negated=negated))
    if unit in _DAYS and before == _EVERY:
        bounds = _bounds(float(word) * _DAYS[unit], "", _NEAR)
        return Amount(2, _range("days-between-sessions", f"{_EVERY} {said}", "", bounds, negated=negated))
    is_age = rest == "old" or (unit == "year" and word.isdigit() and int(word) > _AGE)
    if unit in _DAYS and not is_age and re.fullmatch(r"\d+(?:\.\d+)?", word):
        near = (_SAME if before not in _BELOW | _ABOVE else -_SAME) if bounded else _NEAR
        bounds = _bounds(float(word) * _DAYS[unit], before, near)
        how = before if bounded else "about"
        return Amount(2, _range("time", said, how, bounds, negated=negated))
    if {after, unit} & _UNITS:
        size = 3 if rest in _VOLUMES else 2
        return Amount(size, text=" ".join(words[:size]))
    return Amount(2 if after in {"%", "+"} else 1)


def _people(word: str, after: str, before: str, *, negated: bool) -> Amount:
    """A number of people, or with *n* of whatever was counted."""
    how, said = before.removeprefix(_NUMBERING), f"{word} {after}".strip()
    found = _range("participants", said, how, _bounds(_whole(word, how), how), negated=negated)
    if how != before:
        counted = [dimensions()[name] for name in (("n",) if after else ("animals", "n"))]
        found = found._replace(dimensions=(*found.dimensions, *counted), said=f"n {word}")
    return Amount(2 if after else 1, found)


def _whole(word: str, before: str) -> float:
    """The first whole number that is meant after *over* or *under*, which leave out the number itself."""
    return float(word) + (before in _ABOVE) - (before in _BELOW)


def _bounds(number: float, before: str, near: float = 0.0) -> tuple[float, float]:
    """The lowest and highest number that one means after a word such as *over*, or about it."""
    low, high = number * (1 - near), number * (1 + near)
    return float("-inf") if before in _UP_TO else low, float("inf") if before in _FROM else high


def _range(name: str, said: str, before: str, bounds: tuple[float, float], *, negated: bool) -> Filter:
    how = f"{_SHOWN.get(before, before)} " if before in _UP_TO | _FROM | {"about", "after", "since"} else ""
    text = f"{how}{said}"
    return Filter((dimensions()[name],), (text,), frozenset(), (bounds,), negated, text if before else said)


def power(number: float) -> str:
    """A large number as a power of ten.

    >>> power(10_000_000_000.0)
    '1e10'
    """
    mantissa, _, exponent = f"{number:e}".partition("e")
    return f"{float(mantissa):g}e{int(exponent)}"


def within_ranges(table: Findings, text: str) -> tuple[str, list[str]]:
    """A text with each range of numbers of particles as those that are recorded, and remarks on these."""
    remarks = []
    for at in [*_BETWEEN.finditer(text)]:
        low, high = _range_of(*filter(None, at.groups()))
        kept = table.store.kept
        texts = {one for finding in kept.search('"particles"') for one in kept.texts(finding)}
        numbers = {float(found[1]) for one in texts if (found := _PARTICLES.fullmatch(one))}
        known = [power(one) for one in sorted(numbers) if low <= one <= high]
        among = f"those of findings: {', '.join(known)}" if known else "a number; findings have none within"
        remarks.append(f"«{at[0]}» of particles read as {among}")
        text = text.replace(at[0], f" {' or '.join(known)} ")
    return text, remarks


def _range_of(first: str, last: str, unit: str) -> tuple[float, float]:
    """The lowest and highest number of particles that a range means.

    >>> _range_of("2", "10", " billion"), _range_of("over", "5", "e9")
    ((2000000000.0, 10000000000.0), (5000000000.0, inf))
    """
    times = _NAMED.get(unit.strip().lower()) or float(f"1{unit}")
    high = float(last) * times
    if first.lower() in _OVER:
        return high, float("inf")
    if first.lower() in _UNDER:
        return 0.0, high
    return float(first) * (1.0 if "e" in first else times), high
