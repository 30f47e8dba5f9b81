"""Finding: the findings that fit filters and say words, or the nearest, with what each lacks, in order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import TYPE_CHECKING, Final

from ...model.dimensions import dimensions
from ...rdf.namespaces import code, expand
from .filters import VESICLES, apply, index
from .listing import cells_of
from .needs import chosen, of_filter, of_word, softened, unsure, wider_values, without_value
from .said import recording

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from .filters import Filter
    from .needs import Need
    from .table import Findings, Rows
    from .understood import Understood


_NEAR: Final = 0.6  # of the weight of the best that a finding must fit to be listed, too
_WHERE: Final = frozenset({"tissue", "route", "country", "condition"})
"""Dimensions of which a finding may be silent although it has a value there."""
_VIEW: Final = 10  # rows that a person sees at once


@dataclass(frozen=True)
class Found:
    """What a search found.

    Attributes:
        rows: findings, the best first.
        lacks: of each row what it does not fit; no keys where every row fits all.
        absent: the words and filters that no finding within fits.
        outside: what no row fits although other findings do, as it was written.
        wider: what was read in a wider sense, as no finding fits the narrower one.
        asked: whether anything was asked for.
        spoken: all names of each word that some rows say.
        maybe: thing that was asked for → the keys of studies whose findings fit the rest and may be of it.
        parts: word that no finding says → the longer symbols that contain it, which some findings do.
        near: what the nearest findings lack → how many they are, where only what fits all was asked for.
    """

    rows: list[int]
    lacks: dict[int, tuple[str, ...]] = field(default_factory=dict)
    absent: Sequence[Need] = ()
    outside: Sequence[str] = ()
    wider: Sequence[Need] = ()
    asked: bool = True
    spoken: Sequence[tuple[str, ...]] = ()
    maybe: Mapping[str, Sequence[str]] = field(default_factory=dict)
    parts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    near: Mapping[str, int] = field(default_factory=dict)

    def exactly(self) -> Found:
        """The same without findings that lack something, or have it in a wider sense: these are counted."""
        if not (self.lacks or self.wider):
            return self
        wide = [one.quoted for one in self.wider]
        near = Counter(" and ".join(self.lacks.get(row) or wide) for row in self.rows)
        return replace(self, rows=[], lacks={}, wider=(), outside=(), near=near)

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
    named = [one for one in understood.filters if one not in vesicles]
    needs = [of_filter(table, one, understood, within) for one in (*filters, *named)]
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
    met, lacks = _listed(strict, never, allowed)
    weights = _weights(met, strict, frozenset(lacks))
    for need in strict:  # what may be what a *not* leaves out comes last
        for row in unsure(table, need.filter, frozenset(lacks)) if need.filter else ():
            weights[row] -= 1
    order = _ordered(table, weights, understood.directions)
    plain = [need for need in strict if not need.negated and not need.parts]
    outside = [need for need in absent if need.wide]
    outside += [need for need in plain if any(lacks.values()) and need.wide.isdisjoint(lacks)]
    return Found(
        each_in_view(order, [need.rows for need in met if not need.negated]),
        softened(table, [*met, *never], lacks) if any(lacks.values()) else {},
        absent,
        list(dict.fromkeys(need.written for need in outside if need.written)),
        [need for need in plain if lacks.keys() & (need.wide - need.rows)],
        asked,
        spoken,
        dict(_maybe(table, needs, strict, allowed, lacks)),
        parts,
    )


def _listed(
    needs: Sequence[Need], absent: Sequence[Need], allowed: Rows
) -> tuple[Sequence[Need], dict[int, tuple[str, ...]]]:
    """The needs as they were met, strictly or else in a wider sense, and of each row to list what it lacks.

    What fits all; else all in a wider sense; else what no other outdoes. A *not* alone finds nothing absent.
    """
    strict, rows = needs, _fitting(needs, allowed)
    if not rows:
        needs = _widely(needs)
        rows = _fitting(needs, allowed)
    negated = all(need.negated for need in needs)
    if absent and negated:
        return needs, {}
    if not rows and not negated:
        return needs, _nearest(needs, absent, allowed)
    missed = tuple(need.quoted for need in absent)
    return needs, {
        row: (*(need.quoted for need in strict if row not in need.rows), *missed) if absent else ()
        for row in rows
    }


def _widely(needs: Sequence[Need]) -> list[Need]:
    return [need._replace(rows=need.wide) for need in needs]


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


def _nearest(needs: Sequence[Need], absent: Sequence[Need], allowed: Rows) -> dict[int, tuple[str, ...]]:
    """The findings of which none fits all that another fits and more, with what each lacks."""
    asked = [need for need in needs if not need.negated]
    fit: dict[frozenset[int], list[int]] = {}
    for row in allowed.intersection(frozenset().union(*(need.rows for need in asked))):
        fit.setdefault(frozenset(at for at, need in enumerate(needs) if row in need.rows), []).append(row)
    weight = {met: sum(needs[at].weight for at in met) for met in fit}
    least = _NEAR * max(weight.values(), default=0.0)
    best = [met for met in fit if weight[met] >= least and not any(met < other for other in fit)]
    never = tuple(need.quoted for need in absent)
    return {
        row: (*(need.quoted for at, need in enumerate(needs) if at not in met), *never)
        for met in best
        for row in fit[met]
    }


def _maybe(
    table: Findings,
    needs: Sequence[Need],
    strict: Sequence[Need],
    allowed: Rows,
    lacks: Mapping[int, tuple[str, ...]],
) -> Iterator[tuple[str, list[str]]]:
    """The keys of studies that may be of what was asked for: their findings say nothing or less of it."""
    listed = {table.studies[row].key for row in lacks}
    for need in strict if not any(lacks.values()) else ():
        one, others = need.filter, [other for other in strict if other is not need]
        if one and not need.negated and need.dimensions <= _WHERE and not all(two.negated for two in others):
            rest = _fitting(others, allowed) - need.wide
            silent = rest.intersection(*(without_value(table, rest, part) for part in one.dimensions))
            silent = silent.union(*wider_values(table, one, rest, _WHERE).values())
            if keys := sorted({table.studies[row].key for row in silent} - listed):
                yield need.quoted, keys
    if keys := _unplaced(table, needs, allowed, lacks.keys()):
        yield (
            " or ".join(one.quoted for one in needs if "species" in one.dimensions and not one.negated),
            keys,
        )


def _unplaced(table: Findings, needs: Sequence[Need], allowed: Rows, shown: Collection[int]) -> list[str]:
    """The keys of studies of a species asked for whose findings fit the rest in an unknown system."""
    species = {
        need: need.filter.values
        for need in needs
        if need.filter and need.filter.said and not need.negated and "species" in need.dimensions
    }
    if not species:
        return []
    unknown = index(table, dimensions()["rung"]).get(code("rung", "not shown").value, frozenset())
    others = [need for need in needs if need not in species]
    sources = [need for need in others if "source" in need.dimensions]
    rest = _fitting(others, allowed & unknown)
    rest = rest or (_fitting(sources, allowed & unknown) if sources else frozenset())
    keys = {table.studies[row].key for row in rest if not any(row in need.wide for need in species)}
    for need, values in species.items() if keys else ():
        terms = {expand(term.curie).value for term in table.terms if term.category == "species"}
        below = [term for term in terms if table.above(term) & values]
        keys &= recording(table, (*need.names, *table.names_of(below)))
    return sorted(keys - {table.studies[row].key for row in shown})


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
