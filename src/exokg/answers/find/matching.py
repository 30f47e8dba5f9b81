"""Finding: the findings that fit filters and say words, or the nearest, with what each lacks, in order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import reduce
from math import log2
from typing import TYPE_CHECKING, Final

from ...model.dimensions import dimensions
from .filters import VESICLES, apply
from .listing import cells_of
from .needs import MENTIONED, SETTING, chosen, mentioning_it, of_filter, of_word, unsure

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from .filters import Filter
    from .needs import Need
    from .table import Findings, Rows
    from .understood import Understood


_NEAR: Final = 0.6  # of the weight of the best that a finding must fit to be listed, too
_LEAST: Final = 0.25  # of what all things tell, that a finding must fit to be listed below those that fit
_MENTION: Final = 0.5  # of what a thing tells, where it is only mentioned
_OF_EACH: Final = 2  # findings of a record that are listed below those that fit
_VIEW: Final = 10  # rows that a person sees at once


@dataclass(frozen=True)
class Found:
    """What a search found.

    Attributes:
        rows: findings that fit, or of which no other fits more, the best first.
        lacks: of each row what it does not fit; no keys where every row fits all.
        beside: findings near to these that fill a view, the best first, and what each lacks.
        absent: the words and filters that no finding within fits.
        wider: what was read in a wider sense, as no finding fits the narrower one.
        asked: whether anything was asked for.
        spoken: all names of each word that some rows say.
        parts: word that no finding says → the longer symbols that contain it, which some findings do.
        near: what the nearest findings lack → how many they are, where only what fits all was asked for.
    """

    rows: list[int]
    lacks: dict[int, tuple[str, ...]] = field(default_factory=dict)
    beside: dict[int, tuple[str, ...]] = field(default_factory=dict)
    absent: Sequence[Need] = ()
    wider: Sequence[Need] = ()
    asked: bool = True
    spoken: Sequence[tuple[str, ...]] = ()
    parts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    near: Mapping[str, int] = field(default_factory=dict)

    def exactly(self) -> Found:
        """The same without findings that lack something, or have it in a wider sense: these are counted."""
        if not (self.lacks or self.wider):
            return self
        wide = [one.quoted for one in self.wider]
        near = Counter(" and ".join(self.lacks.get(row) or wide) for row in self.rows)
        return replace(self, rows=[], lacks={}, wider=(), near=near)

    @property
    def by_words(self) -> list[str]:
        """What chose rows by their texts, or in a wider sense: what these say of it is not counted."""
        return list(
            dict.fromkeys([*(one.quoted for one in self.wider), *(f"«{one[0]}»" for one in self.spoken)])
        )

    @property
    def missing(self) -> list[str]:
        """The words that no finding within says."""
        return list(dict.fromkeys(one.said for one in self.absent if one.filter is None))

    @property
    def unsaid(self) -> list[Need]:
        """The words that no finding at all says, and drugs with which none compares."""
        return [one for one in self.absent if one.names and not one.wide]


def find_rows(table: Findings, filters: Sequence[Filter], understood: Understood, within: Rows) -> Found:
    """The findings that fit all filters and say all words; where there are none, those that no other outdoes.

    Args:
        table: the findings.
        filters: those that were given by dimension.
        understood: the filters of free words; words, which must be said; directions, which only order.
        within: the findings that may be found.
    """
    vesicles = [one for one in understood.filters if one.said == VESICLES]
    allowed = apply(table, vesicles) & within
    others = [one for one in understood.filters if one not in vesicles]
    needs = [of_filter(table, one, understood, within) for one in (*filters, *others)]
    needs += [of_word(table, word, within) for word in dict.fromkeys(understood.words)]
    absent = [need for need in needs if not need.wide & allowed and not need.negated]
    spoken = [need.names for need in needs if need.filter is None and need not in absent]
    parts = {need.said: need.parts for need in needs if need.parts}
    needs = chosen(needs, understood.choices, absent)
    strict, never = ([need for need in needs if (need in absent) is missing] for missing in (False, True))
    open_ = vesicles and not understood.empty  # what is all of them without what was to be left out
    asked = bool(strict or absent or open_ or understood.directions)
    unread = understood.unclear or understood.vague or understood.routes or understood.empty
    if unread and not asked:
        known = (cells_of(table, name).keys() for name in understood.columns)
        allowed &= frozenset().union(*known)  # all of which a column says something, if one is asked for
    met, rows = _best(strict, never, allowed)
    weights = _weights(met, strict, rows)
    for need in strict:  # what may be what a *not* leaves out comes last
        for row in unsure(table, need.filter, rows) if need.filter else ():
            weights[row] -= 1
    for need in [need for need in (*met, *never) if not need.negated]:
        for row in mentioning_it(table, need, rows - need.rows):
            weights[row] += _MENTION * (need.weight or 1.0)
    order = each_in_view(
        _ordered(table, weights, understood.directions), [need.rows for need in met if not need.negated]
    )
    beside = _beside(table, [*met, *never], allowed - rows, order, understood.directions)
    named = strict if never and _fitting(met, rows) else met
    lacks = _lacking(table, [*named, *never], (*order, *beside))
    return Found(
        order,
        {row: lacks[row] for row in order} if any(lacks[row] for row in order) else {},
        {row: lacks[row] for row in beside},
        absent,
        [need for need in strict if not (need.negated or need.parts) and rows & (need.wide - need.rows)],
        asked,
        spoken,
        parts,
    )


def _best(needs: Sequence[Need], absent: Sequence[Need], allowed: Rows) -> tuple[Sequence[Need], Rows]:
    """The needs as they were met, strictly or else in a wider sense, and the findings to list.

    What fits all; else all in a wider sense; else what no other outdoes. A *not* alone finds nothing absent.
    """
    rows = _fitting(needs, allowed)
    if not rows:
        needs = [need._replace(rows=need.wide) for need in needs]
        rows = _fitting(needs, allowed)
    if all(need.negated for need in needs):
        return needs, frozenset() if absent else rows
    return needs, rows or _nearest(needs, allowed)


def _fitting(needs: Sequence[Need], allowed: Rows) -> Rows:
    return reduce(lambda rows, need: rows & need.rows, needs, allowed)


def _weights(met: Sequence[Need], strict: Sequence[Need], rows: Rows) -> dict[int, float]:
    """How well each row fits: in the sense of a name, first of the source, better than by saying it."""
    weights = dict.fromkeys(rows, 0.0)
    for need in met:
        for row in need.rows & rows:
            weights[row] += need.weight
    for need in strict:
        if need.rows != need.wide:
            more = 0.1 + ("source" in need.dimensions)
            for row in need.rows & rows:
                weights[row] += more
    return weights


def _nearest(needs: Sequence[Need], allowed: Rows) -> Rows:
    """The findings of which none fits all that another fits and more."""
    asked = [need for need in needs if not need.negated]
    fit: dict[frozenset[int], list[int]] = {}
    for row in allowed.intersection(frozenset().union(*(need.rows for need in asked))):
        fit.setdefault(frozenset(at for at, need in enumerate(needs) if row in need.rows), []).append(row)
    weight = {met: sum(needs[at].weight for at in met) for met in fit}
    least = _NEAR * max(weight.values(), default=0.0)
    best = [met for met in fit if weight[met] >= least and not any(met < other for other in fit)]
    return frozenset(row for met in best for row in fit[met])


def _lacking(table: Findings, needs: Sequence[Need], rows: Collection[int]) -> dict[int, tuple[str, ...]]:
    """What each of some findings lacks, and whether it or its record mentions it all the same."""
    lacks: dict[int, tuple[str, ...]] = dict.fromkeys(rows, ())
    for need in needs:
        without = lacks.keys() - need.rows
        said = mentioning_it(table, need, without)
        for row in without:
            lacks[row] += (need.quoted + MENTIONED * (row in said),)
    return lacks


def _beside(
    table: Findings, needs: Sequence[Need], others: Rows, listed: Sequence[int], directions: Collection[str]
) -> list[int]:
    """The nearest other findings, the best first: as many as fill a view, one or two of each record.

    They have what was given by dimension, are of a study that was named, and nothing that a *not* leaves out.
    What few findings have tells more than what many have, and more than where it was seen.
    """
    asked = [need for need in needs if need.written and not need.negated and "study" not in need.dimensions]
    room = _VIEW - len(listed)
    near = _fitting([need for need in needs if need not in asked], others) if room > 0 else frozenset()
    near &= frozenset().union(*(need.wide for need in asked))
    weights, least = dict.fromkeys(near, 0.0), 0.0
    for need in asked if near else ():
        tells = log2(len(table.iris) / max(1, len(need.wide))) / (
            1 + bool(need.filter and need.dimensions <= SETTING)
        )
        said = need.wide | mentioning_it(table, need, near - need.wide)
        least += _LEAST * tells
        for row in near & said:
            weights[row] += tells * (1 if row in need.rows else _MENTION)
    ranked = _ordered(table, {row: weight for row, weight in weights.items() if weight >= least}, directions)
    turns = nth_of_record(table, [*listed, *ranked])
    first = sorted((row for row in ranked if turns[row] < _OF_EACH), key=turns.__getitem__)[:room]
    return sorted(first, key=ranked.index)


def nth_of_record(table: Findings, rows: Iterable[int]) -> dict[int, int]:
    """Of each finding how many of its record come before it."""
    seen, found = Counter[str](), dict[int, int]()
    for row in rows:
        key = table.studies[row].key
        found[row] = seen[key]
        seen[key] += 1
    return found


def _ordered(table: Findings, weights: Mapping[int, float], directions: Collection[str]) -> list[int]:
    """The better match first, then named directions, the higher rung, the separable, the newer."""
    effects, rungs, years = (table.column(dimensions()[name]) for name in ("effect", "rung", "year"))
    lower = {held: -max(map(table.rank, held)) for held in {rungs[row] for row in weights}}
    older = {held: -int(held[0]) for held in {years[row] for row in weights.keys() & years.keys()}}

    def place(row: int) -> tuple[object, ...]:
        return (
            -round(weights[row], 3),
            bool(directions) and table.label(effects[row][0]) not in directions,
            lower[rungs[row]],
            row not in table.separable,
            older.get(years.get(row, ()), 0),
            row,  # findings are numbered in the order of their IRIs
        )

    return sorted(weights, key=place)


def each_in_view(order: list[int], needs: Sequence[Rows]) -> list[int]:
    """The same findings, with the best one of what only later ones fit at the end of the first ten.

    >>> each_in_view(list(range(20)), [frozenset({3}), frozenset({12, 15})])[:11]
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 9]
    """
    view, later = order[:_VIEW], order[_VIEW:]
    best = [next((row for row in later if row in rows), -1) for rows in needs if rows.isdisjoint(view)]
    moved = [row for row in dict.fromkeys(best) if row >= 0][: _VIEW // 2]
    first = [*view[: len(view) - len(moved)], *moved]
    return [*first, *(row for row in order if row not in first)]
