"""What all findings of one source on one target say together: a sentence, the strongest systems first.

The explorer writes the same sentence for the findings that pass its filters
(``explorer/script/data/verdict.js``); a test compares both on every pair of the graph.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Final

from pyoxigraph import NamedNode

from ..model.effects import DIRECTIONS
from ..model.rungs import LADDER
from ..rdf.findings import SEEN
from ..rdf.namespaces import compress
from ..store import Store
from ..store.solutions import value_of
from .descriptions import Value, Verdict

_Row = Mapping[str, str]

_QUERY: Final = """
PREFIX exokg: <https://w3id.org/exokg/ontology/>
PREFIX code: <https://w3id.org/exokg/code/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?source ?target ?node ?sourceName ?targetName ?effect ?harm ?rung ?separability ?contrast ?became
       ?claim ?record ?cohort WHERE {{
  {{ SELECT DISTINCT ?source ?target WHERE {{
    {{ {iri} exokg:claimSubject ?source ; exokg:claimTarget ?target }}
    UNION {{ {iri} exokg:countedUnder ?source ; exokg:target|exokg:event ?target }}
    UNION {{ ?one exokg:reportedBy|exokg:subject|exokg:countedUnder|exokg:target|exokg:event {iri} ;
             exokg:countedUnder ?source ; exokg:target|exokg:event ?target }}
    UNION {{ ?source exokg:ofSource {iri} .
             ?one exokg:countedUnder ?source ; exokg:target|exokg:event ?target }}
  }} }}
  ?node exokg:countedUnder ?source ; exokg:target|exokg:event ?target ; exokg:reportedBy ?record .
  ?record a exokg:Study .
  FILTER NOT EXISTS {{ ?record exokg:status code:status-retracted }}
  OPTIONAL {{ ?source rdfs:label ?sourceName }} OPTIONAL {{ ?target rdfs:label ?targetName }}
  OPTIONAL {{ ?node exokg:effect ?effect }} OPTIONAL {{ ?node exokg:harmState ?harm }}
  OPTIONAL {{ ?node exokg:rung ?rung }} OPTIONAL {{ ?node exokg:separability ?separability }}
  OPTIONAL {{ ?node exokg:contrast ?contrast }} OPTIONAL {{ ?node exokg:effectBecame ?became }}
  OPTIONAL {{ ?claim exokg:supportedBy ?node }} OPTIONAL {{ ?record exokg:inCohort ?cohort }}
}} ORDER BY ?source ?target ?node
"""
_STYLES: Final = {one.property: "none" if one.style == "same" else one.style for one in DIRECTIONS}
_HARMS: Final = {"code:harmstate-observed": "harm", "code:harmstate-none-observed": "clear"}
_RUNGS: Final = {f"code:rung-{rung.replace(' ', '-')}": place for place, rung in enumerate(LADDER, 1)}
_CONTROLLED: Final = len(LADDER)
_NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SIGNS: Final = {"up": "▲ Increased", "down": "▼ Decreased"}
TOGETHER: Final = "not separable from what was given with it"
BETWEEN: Final = "only against another preparation"
_DOUBTS: Final = {"separable": "", "between-preparations": BETWEEN, "": ""}
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


def verdicts_query(node: NamedNode) -> str:
    """The query for the results that the verdicts about a node weigh."""
    return _QUERY.format(iri=node)


def verdicts(store: Store, node: NamedNode) -> list[Verdict]:
    """The verdict of every source and target that a node is about: most studies first.

    Args:
        store: the graph.
        node: a claim, result, record, preparation, term, or what vesicles come from.
    """
    rows = _kept(store, node) if store.kept.holds(SEEN) else _asked(store, node)
    found = []
    for (source, target), own in groupby(rows, lambda row: (row["source"], row["target"])):
        results = list(own)
        names = [results[0].get(f"{name}Name", "") for name in ("source", "target")]
        if seen := _seen(results):
            ends = [
                Value(name or compress(iri), iri) for name, iri in zip(names, (source, target), strict=True)
            ]
            found.append(Verdict(ends[0], ends[1], verdict(seen), _count(seen)))
    return sorted(found, key=lambda one: (-one.studies, one.source.text, one.target.text))


def _asked(store: Store, node: NamedNode) -> list[_Row]:
    """What the results saw that the verdicts about a node weigh; by source, target and result."""
    rows = store.select(verdicts_query(node)).bindings()
    return [{name: value_of(term) for name, term in row.items()} for row in rows]


_ABOUT: Final = ("node", "subject", "source", "origin", "target", "claim", "record")
"""Columns of :data:`SEEN` by which a result makes a node be about its source and target."""


def _kept(store: Store, node: NamedNode) -> list[_Row]:
    """The same from what is kept of all results, which takes as long for a term that thousands name."""
    names = re.findall(r"\?(\w+)", SEEN.partition("WHERE")[0])
    columns = dict(zip(names, (list(column) for column in store.kept.columns(SEEN)), strict=False))
    if not columns:
        return []
    ends = list(zip(columns["source"], columns["target"], strict=True))
    wanted = {ends[at] for name in _ABOUT for at, iri in enumerate(columns[name]) if iri == node.value}
    found = [at for at, pair in enumerate(ends) if pair in wanted and columns["counts"][at] == "true"]
    rows = [{name: column[at] for name, column in columns.items() if column[at]} for at in found]
    return sorted(rows, key=lambda row: (row["source"], row["target"], row["node"]))


def _seen(rows: Iterable[_Row]) -> list[Seen]:
    """One for each result; its cohorts and claims are on rows of their own."""
    found = []
    for _, own in groupby(rows, lambda row: row["node"]):
        every = list(own)
        said = {name: compress(text) for name, text in every[0].items()}
        harm, effect = said.get("harm"), said.get("effect", "")
        style = _HARMS.get(harm, "") if harm else _STYLES.get(effect, "plain")
        if said.get("became") and not said.get("claim"):
            style = "named"
        cohorts = frozenset(row.get("cohort") or row["record"] for row in every)
        rung = _RUNGS.get(said.get("rung", ""), 0)
        doubt = _DOUBTS.get(said.get("separability", "").removeprefix("code:separability-"), TOGETHER)
        found.append(Seen(style, rung, doubt, said.get("contrast") == "code:contrast-unclear", cohorts))
    return [one for one in found if one.style]


def verdict(results: Sequence[Seen]) -> str:
    """The sentence over all results of one source on one target.

    >>> verdict([Seen("up", 3, cohorts=frozenset({"kim-2022"}))])
    '▲ Increased in animals (1 study); no finding in people. One study, not repeated.'
    """
    up, down, nulls = (_of(results, style) for style in ("up", "down", "none"))
    if not up and not down:
        return _without_change(results, nulls)
    main, opposed = (up, down) if _count(up) >= _count(down) else (down, up)
    sides = [side for side in (main, opposed) if side]
    unsettled = len(sides) > 1 and not _outweighs(main, opposed)
    first = _where(main, results)
    if controlled := _on(nulls, _CONTROLLED):
        first = _controlled_null(sides, controlled)
    elif unsettled:
        first = _disagreeing(sorted(sides, key=_top, reverse=True), results)
    return first + _total(main, opposed, nulls, unsettled=unsettled)


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


def _apart(results: Iterable[Seen]) -> str:
    return f", {doubt}" if (doubt := _doubt(results)) else ""


def _doubt(results: Iterable[Seen]) -> str:
    """Why none of the results shows an effect of what was given alone; nothing where one does."""
    kinds = {one.doubt for one in results}
    return "" if "" in kinds else " or ".join(sorted(kinds))


def _where(main: Sequence[Seen], results: Sequence[Seen]) -> str:
    """Where most studies saw a change, on the highest rung."""
    rung, sign = _top(main), _SIGNS[main[0].style]
    best = _on(main, rung)
    return f"{sign} {_SEEN_IN[rung][0]} ({_studies(best)}){_apart(best)}{_missing(rung, results)}."


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
        said.append(f"{_SIGNS[side[0].style].lower()} in {_count(side)} ({where})")
    return f"{lead}: {', '.join(said)}{_missing(max(map(_top, sides)), results)}."


def _against(nulls: Sequence[Seen]) -> str:
    """A comparison that is not clear says less than one against a control."""
    if all(one.unclear for one in nulls):
        return f"in people ({_studies(nulls)}; what was compared is unclear)"
    return f"in people against a control ({_studies(nulls)})"


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
    said = "".join(f"{_SIGNS[own[0].style].lower()} in {_count(own)}, " for own in seen)
    return f"{lead}: {said}○ no difference in {_count(nulls)}.{apart}"


def _cohorts(results: Iterable[Seen]) -> set[str]:
    return {cohort for one in results for cohort in one.cohorts}


def _total(
    main: Sequence[Seen], opposed: Sequence[Seen], nulls: Sequence[Seen], *, unsettled: bool = False
) -> str:
    """How many studies there are in all, and what those report that were not counted yet."""
    if _count([*main, *opposed, *nulls]) == 1:
        return " One study, not repeated."
    first, second, third = map(_cohorts, (main, opposed, nulls))
    both, also = first & second, third & (first | second)
    opposite = second - both
    said = [
        "" if unsettled or (both and not opposite) else f"{_reporting(opposite)} the opposite",
        f"{_reporting(both)} both" if both else "",
        f"{_in_words(len(third - also))} found no difference" if third - also else "",
        f"{_in_words(len(also))} also found no difference" if unsettled and also else "",
    ]
    number = _in_words(len(first | second | third)).capitalize()
    return f" {number} independent studies in all; {', '.join(filter(None, said))}".rstrip("; ") + "."


def _reporting(studies: Collection[str]) -> str:
    return f"{_in_words(len(studies)) if studies else 'none'} report{'' if len(studies) > 1 else 's'}"


def _without_change(results: Sequence[Seen], nulls: Sequence[Seen]) -> str:
    if nulls:
        rung = _top(nulls)
        best = _on(nulls, rung)
        words = _against(best) if rung == _CONTROLLED else f"{_SEEN_IN[rung][0]} ({_studies(best)})"
        return f"○ No difference {words}.{_total(nulls, [], [])}".replace("; none reports the opposite", "")
    if harm := _of(results, "harm"):
        return f"! Reported as harm in {_studies(harm)}{_apart(harm)}."
    if clear := _of(results, "clear"):
        return f"Said not to have been observed, in {_studies(clear)}; that is not “no effect”."
    if results and all(one.style == "named" for one in results):
        return f"Tested as a step of an effect, in {_studies(results)}; not an effect on it."
    return f"Carried or delivered ({_studies(results)}); not an effect."
