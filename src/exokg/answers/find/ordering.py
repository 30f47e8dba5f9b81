"""In which order findings are listed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...model.dimensions import dimensions

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from .table import Findings, Rows

_VIEW: Final = 10  # rows that a person sees at once


def ordered(
    table: Findings, rows: Rows, weights: Mapping[int, float], directions: Collection[str]
) -> list[int]:
    """The better match first, then named directions, the higher rung, the separable, the newer.

    Args:
        table: the findings.
        rows: those to list.
        weights: how well each matches.
        directions: labels of effects that come first.
    """
    effects, rungs = table.column(dimensions()["effect"]), table.column(dimensions()["rung"])
    years = table.column(dimensions()["year"])

    def place(row: int) -> tuple[object, ...]:
        return (
            -round(weights[row], 3),
            bool(directions) and table.label(effects[row][0]) not in directions,
            -max(map(table.rank, rungs[row])),
            row not in table.separable,
            -int(years.get(row, ("0",))[0]),
            table.iris[row],
        )

    return sorted(rows, key=place)


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
