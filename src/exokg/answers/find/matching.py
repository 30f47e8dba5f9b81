"""Finding: the findings that fit filters and free words, the nearest where none fits all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from ...model.dimensions import dimension_named, dimensions
from ...rdf.findings import TEXTS
from ...store.solutions import Solutions
from .filters import apply
from .said import ranked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...store.solutions import Row
    from .filters import Filter
    from .table import Findings, Rows
    from .words import Understood

__all__ = ["SHOWN", "Found", "columns_named", "find_rows", "listed"]

SHOWN: Final = ("subject", "effect", "target", "rung", "separability", "study")
"""The columns that a person sees first."""

_WIDE: Final = (
    *("kind", "source", "source-species", "loaded-with", "cell", "species", "condition", "route", "dose"),
    *("given-too", "comparator", "drug", "contrast", "support", "assay", "n", "time", "year", "design"),
    *("read-as", "summary", "locator"),
)
"""The further columns of a wide table."""

_DECIMAL: Final = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")


@dataclass(frozen=True)
class Found:
    """What a search found.

    Attributes:
        rows: findings, the best first.
        dropped: filters that had to be left out.
        alone: what each filter leaves by itself, where not all could be kept.
        joined: filters of which a finding need have only one, as none has all.
        said: how many of the words the best finding says.
        missing: words that none says.
        outside: such a word → how many other findings say it.
        all_said: whether the best finding says all the words that any says.
    """

    rows: list[int]
    dropped: list[Filter]
    alone: list[tuple[Filter, int]]
    joined: list[Filter]
    said: int
    missing: list[str]
    outside: dict[str, int]
    all_said: bool

    @property
    def fits(self) -> bool:
        """Whether the findings fit every filter."""
        return not self.dropped


_ABOUT: Final = frozenset({"target", "outcome", "mechanism", "molecule", "via"})
"""Dimensions of what a finding is about: it has one target, so that two names are rarely both meant."""
_SETTING: Final = frozenset({"condition", "tissue", "species", "tested-in", "rung", "country", "route"})
"""Dimensions of where something was seen: a word that no finding says there is looked for elsewhere."""


def find_rows(table: Findings, filters: Sequence[Filter], understood: Understood, within: Rows) -> Found:
    """The findings that fit, the best first; where none fits all filters, those that fit the most.

    Args:
        table: the findings.
        filters: those that were given by dimension.
        understood: the filters of free words; words and directions, which rank and leave nothing out.
        within: the findings that may be found.
    """
    asked = [*filters, *understood.filters]
    kept, joined = _kept(table, filters, understood, within)
    dropped: list[Filter] = []
    while kept and not apply(table, kept) & within:
        worst = _vaguest(table, kept, within)
        kept.remove(worst)
        dropped.append(worst)
    rows = apply(table, kept) & within
    best = ranked(table, rows, understood.words)
    if not best.scores and not joined and (loosened := _loosened(table, kept, understood, within)):
        kept.remove(loosened)
        dropped.append(loosened)
        rows = apply(table, kept) & within
        best = ranked(table, rows, understood.words)
    positive = [one for one in kept if not one.negated]
    if (best.scores and not joined) or ((understood.words or dropped) and not positive):
        rows = frozenset(best.scores)
    return Found(
        _ordered(table, rows, best.scores, understood.directions),
        dropped,
        [(one, len(one.rows(table) & within)) for one in asked] if dropped else [],
        joined,
        best.said,
        best.missing,
        {word: len(found) for word in best.missing if (found := ranked(table, within, [word]).scores)},
        best.said + len(best.missing) >= len(understood.words),
    )


def _kept(
    table: Findings, filters: Sequence[Filter], understood: Understood, within: Rows
) -> tuple[list[Filter], list[Filter]]:
    """All filters; where no finding fits them, names in all their meanings, then either of two subjects."""
    kept = [*filters, *understood.filters]
    if apply(table, kept) & within:
        return kept, []
    wider = [*filters, *(understood.wider.get(one, one) for one in understood.filters)]
    if apply(table, wider) & within:
        return wider, []
    about = [one for one in understood.filters if not one.negated and _ABOUT.intersection(_names(one))]
    if len(about) < 2:
        return kept, []
    either = about[0]._replace(
        dimensions=tuple(dict.fromkeys(part for one in about for part in one.dimensions)),
        texts=tuple(text for one in about for text in one.texts),
        values=frozenset().union(*(one.values for one in about)),
    )
    merged = [one for one in kept if one not in about] + [either]
    return (merged, about) if apply(table, merged) & within else (kept, [])


def _loosened(table: Findings, kept: Sequence[Filter], understood: Understood, within: Rows) -> Filter | None:
    """The vaguest filter of a setting without which a finding says one of the words."""
    settings = [one for one in kept if one in understood.filters and _SETTING.issuperset(_names(one))]
    for one in sorted(settings, key=lambda one: -len(one.rows(table))):
        rest = [other for other in kept if other is not one]
        if ranked(table, apply(table, rest) & within, understood.words).scores:
            return one
    return None


def _names(one: Filter) -> list[str]:
    return [part.name for part in one.dimensions]


def _vaguest(table: Findings, kept: Sequence[Filter], within: Rows) -> Filter:
    """The filter to drop: the vaguest without which something fits, a named study last."""

    def place(one: Filter) -> tuple[bool, bool, bool, bool, int]:
        rest = [other for other in kept if other is not one]
        named = any("study" in _names(other) for other in rest)
        fits = bool(apply(table, rest) & within)
        asks = any(not other.negated for other in rest)
        return named, asks, fits, not one.negated, len(one.rows(table) & within)

    return max(kept, key=place)


def _ordered(table: Findings, rows: Rows, scores: dict[int, float], directions: Sequence[str]) -> list[int]:
    """The better match first, then named directions, the higher rung, the separable, the newer."""
    effects, rungs = table.column(dimensions()["effect"]), table.column(dimensions()["rung"])
    years = table.column(dimensions()["year"])

    def place(row: int) -> tuple[object, ...]:
        return (
            row not in scores,
            bool(directions) and table.label(effects[row][0]) not in directions,
            round(scores.get(row, 0.0), 1),
            -max(map(table.rank, rungs[row])),
            row not in table.separable,
            -int(years.get(row, ("0",))[0]),
            table.iris[row],
        )

    return sorted(rows, key=place)


def columns_named(names: Sequence[str], *, wide: bool) -> list[str]:
    """The columns of an answer: those named, else the usual ones, or all that are of use.

    Raises:
        InputError: there is no such column.
    """
    if not names:
        return [*SHOWN, *_WIDE] if wide else list(SHOWN)
    return [name if name in TEXTS else dimension_named(name).name for name in names]


def listed(table: Findings, rows: Sequence[int], columns: Sequence[str]) -> Solutions:
    """Findings as a table of texts: several values of a cell with semicolons, what lacks by why it does."""
    made = [_texts(table, name) if name in TEXTS else _values(table, name, rows) for name in columns]
    numbers = {name for name in columns if name not in TEXTS and dimensions()[name].kind == "number"}
    written = [_number if name in numbers else Literal for name in columns]
    cells: Iterable[Row] = (
        (
            *(write(column[row]) for write, column in zip(written, made, strict=True)),
            NamedNode(table.iris[row]),
        )
        for row in rows
    )
    return Solutions([*(name.replace("-", "_") for name in columns), "finding"], cells)


def _number(text: str) -> Literal:
    """A number as one; several, or why there is none, as text."""
    if re.fullmatch(r"-?\d+", text):
        return Literal(int(text))
    return Literal(text, datatype=_DECIMAL) if re.fullmatch(r"-?\d+\.\d+", text) else Literal(text)


def _values(table: Findings, name: str, rows: Sequence[int]) -> dict[int, str]:
    dimension = dimensions()[name]
    column = table.column(dimension)
    return {
        row: "; ".join(sorted(map(table.label, column[row])))
        if row in column
        else table.absence(row, dimension)
        for row in rows
    }


def _texts(table: Findings, name: str) -> dict[int, str]:
    return dict.fromkeys(range(len(table.iris)), "not read") | table.text(name)
