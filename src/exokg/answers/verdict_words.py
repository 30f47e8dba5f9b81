"""The sentence over all results of one source on one target: the strongest systems first.

The explorer writes the same sentence for the findings that pass its filters
(``explorer/script/data/verdict.js``); a test compares both on every pair of the graph.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from ..model.rungs import LADDER

_CONTROLLED: Final = len(LADDER)
_NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_EFFECTS: Final = ("up", "down", "none")
_SIGNS: Final = {"up": "▲ Increased", "down": "▼ Decreased"}
TOGETHER: Final = "not separable from what was given with it"
BETWEEN: Final = "only against another preparation"
_SEEN_IN: Final = (
    ("in a model that is not shown", ""),
    ("in cells", "; no finding in animals or people"),
    ("in tissue kept in culture", "; no finding in animals or people"),
    ("in animals", "; no finding in people"),
    ("in people with no control group", ""),
    ("in people against a control", ""),
)
"""By rung, 0 for none: where something was seen, and what is missing above it."""


@dataclass(frozen=True)
class Seen:
    """What one result saw, as far as a verdict weighs it.

    Attributes:
        style: ``up``, ``down``, ``none``; ``harm`` observed, ``clear`` for none observed; ``cargo`` for what
            is held or delivered; ``named`` for an experiment on a step, which is no effect.
        rung: place on the ladder, from 1; 0 where it is not shown.
        doubt: why it shows no effect of what was given alone; empty where it does.
        unclear: whether what was compared is unclear.
        cohorts: the independent studies that it belongs to.
    """

    style: str
    rung: int
    doubt: str = ""
    unclear: bool = False
    cohorts: frozenset[str] = frozenset()


def verdict(results: Sequence[Seen]) -> str:
    """The sentence over all results of one source on one target.

    >>> verdict([Seen("up", 3, cohorts=frozenset({"kim-2022"}))])
    '▲ Increased in animals (1 study); no finding in people. One study, not repeated.'
    """
    changes = [one for one in results if one.style in _EFFECTS]
    weighed = [one for one in changes if one.doubt != BETWEEN] or changes
    up, down, nulls = (_of(weighed, style) for style in _EFFECTS)
    compared = _cohorts(changes) - _cohorts(weighed)
    if not up and not down:
        return _without_change(results, nulls, compared)
    main, opposed = (up, down) if _count(up) >= _count(down) else (down, up)
    sides = [side for side in (main, opposed) if side]
    unsettled = len(sides) > 1 and not _outweighs(main, opposed)
    first = _where(main, weighed)
    if controlled := _on(nulls, _CONTROLLED):
        first = _controlled_null(sides, controlled)
    elif unsettled:
        first = _disagreeing(sorted(sides, key=_top, reverse=True), weighed)
    return first + _total(main, opposed, nulls, compared, unsettled=unsettled)


def _outweighs(main: Sequence[Seen], opposed: Sequence[Seen]) -> bool:
    """Whether more studies saw one direction, and none saw the other in a stronger system."""
    return _count(main) > _count(opposed) and _top(main) >= _top(opposed)


def _of(results: Iterable[Seen], style: str) -> list[Seen]:
    return [one for one in results if one.style == style]


def _on(results: Iterable[Seen], rung: int) -> list[Seen]:
    return [one for one in results if one.rung == rung]


def _top(results: Iterable[Seen]) -> int:
    return max(one.rung for one in results)


def _count(results: Iterable[Seen]) -> int:
    """How many independent studies."""
    return len(_cohorts(results))


def _in_words(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _studies(results: Iterable[Seen]) -> str:
    count = _count(results)
    return f"{count:,} {'study' if count == 1 else 'studies'}"


def _counted(results: Sequence[Seen]) -> str:
    return ", ".join(filter(None, (_studies(results), _some_separable(results))))


def _some_separable(results: Sequence[Seen]) -> str:
    """How many studies have a separable result, where that is neither none nor all of them."""
    separable = _count(one for one in results if not one.doubt)
    return f"{separable:,} separable" if 0 < separable < _count(results) else ""


def _apart(results: Iterable[Seen]) -> str:
    return f", {doubt}" if (doubt := _doubt(results)) else ""


def _doubt(results: Iterable[Seen]) -> str:
    """Why none of the results shows an effect of what was given alone; nothing where one does."""
    return min(one.doubt for one in results)


def _where(main: Sequence[Seen], results: Sequence[Seen]) -> str:
    """Where most studies saw a change, on the highest rung."""
    rung, sign = _top(main), _SIGNS[main[0].style]
    best = _on(main, rung)
    return f"{sign} {_SEEN_IN[rung][0]} ({_counted(best)}){_apart(best)}{_missing(rung, results)}."


def _missing(rung: int, results: Iterable[Seen]) -> str:
    """What is missing above a rung."""
    return "" if _top(results) > rung else _SEEN_IN[rung][1]


def _disagreeing(sides: Sequence[Sequence[Seen]], results: Iterable[Seen]) -> str:
    """Studies that contradict each other, where neither side outweighs the other."""
    lead = "Studies disagree" if _count(chain(*sides)) > 1 else "One study points both ways"
    said = []
    for side in sides:
        rung, most = _top(side), "highest " if len({one.rung for one in side}) > 1 else ""
        where = f"{most}{_SEEN_IN[rung][0]}{_apart(_on(side, rung))}"
        inside = "; ".join(filter(None, (_some_separable(side), where)))
        said.append(f"{_SIGNS[side[0].style].lower()} in {_count(side)} ({inside})")
    return f"{lead}: {', '.join(said)}{_missing(max(map(_top, sides)), results)}."


def _against(nulls: Sequence[Seen]) -> str:
    """A comparison that is not clear says less than one against a control."""
    if all(one.unclear for one in nulls):
        return f"in people ({_counted(nulls)}; what was compared is unclear)"
    return f"in people against a control ({_counted(nulls)}){_apart(nulls)}"


def _controlled_null(sides: Sequence[Sequence[Seen]], nulls: Sequence[Seen]) -> str:
    """Controlled studies that saw no difference outrank a change without control."""
    seen = [own for side in sides if (own := _on(side, _CONTROLLED))]
    if not seen:
        sign, *more = (_SIGNS[side[0].style] for side in sides)
        signs = " or ".join([sign, *map(str.lower, more)])
        return f"○ No difference {_against(nulls)}. {signs} only without a control."
    several = _count(chain(*seen, nulls)) > 1
    lead = "Controlled studies in people differ" if several else "One controlled study in people reports both"
    apart = f" The change is {doubt}." if (doubt := _doubt(chain(*seen))) else ""
    said = "".join(
        f"{_SIGNS[own[0].style].lower()} in {_count(own)}"
        + (f" ({some}), " if (some := _some_separable(own)) else ", ")
        for own in seen
    )
    return f"{lead}: {said}○ no difference in {_count(nulls)}.{apart}"


def _cohorts(results: Iterable[Seen]) -> set[str]:
    return {cohort for one in results for cohort in one.cohorts}


def _total(
    main: Sequence[Seen],
    opposed: Sequence[Seen],
    nulls: Sequence[Seen],
    compared: Collection[str],
    *,
    unsettled: bool = False,
) -> str:
    """How many studies there are in all, and what those report that were not counted yet."""
    first, second, third = map(_cohorts, (main, opposed, nulls))
    every = first.union(second, third, compared)
    if len(every) == 1:
        return " One study, not repeated."
    both, also = first & second, third & (first | second)
    opposite = second - both
    said = [
        "" if unsettled or (both and not opposite) else f"{_reporting(opposite)} the opposite",
        f"{_reporting(both)} both" if both else "",
        f"{_in_words(len(third - also))} found no difference" if third - also else "",
        f"{_in_words(len(also))} also found no difference" if unsettled and also else "",
        f"{_in_words(len(compared))} only compared preparations with each other" if compared else "",
    ]
    number = _in_words(len(every)).capitalize()
    return f" {number} independent studies in all; {', '.join(filter(None, said))}".rstrip("; ") + "."


def _reporting(studies: Collection[str]) -> str:
    return f"{_in_words(len(studies)) if studies else 'none'} report{'' if len(studies) > 1 else 's'}"


def _without_change(results: Sequence[Seen], nulls: Sequence[Seen], compared: Collection[str]) -> str:
    if nulls:
        rung = _top(nulls)
        best = _on(nulls, rung)
        seen = f"{_SEEN_IN[rung][0]} ({_counted(best)}){_apart(best)}"
        words = _against(best) if rung == _CONTROLLED else seen
        return f"○ No difference {words}.{_total(nulls, [], [], compared, unsettled=True)}"
    if harm := _of(results, "harm"):
        return f"! Reported as harm in {_counted(harm)}{_apart(harm)}."
    if clear := _of(results, "clear"):
        return f"Said not to have been observed, in {_studies(clear)}; that is not “no effect”."
    if results and all(one.style == "named" for one in results):
        return f"Tested as a step of an effect, in {_studies(results)}; not an effect on it."
    return f"Carried or delivered ({_studies(results)}); not an effect."
