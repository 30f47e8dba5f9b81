"""What listed findings lack, and where it is said all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .said import recording, saying, within

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .matching import Need
    from .table import Findings, Rows

__all__ = ["softened"]


def softened(
    table: Findings, needs: Sequence[Need], lacks: Mapping[int, tuple[str, ...]]
) -> dict[int, tuple[str, ...]]:
    """What rows lack, and where it is said: in the finding, elsewhere in its record, or as part of a symbol.

    Args:
        table: the findings.
        needs: what was asked for.
        lacks: of each row what it lacks, as a need is quoted.
    """
    each: dict[str, tuple[Need, Rows, frozenset[str]]] = {}
    for need in needs if lacks else ():
        rows: Rows = frozenset().union(*(saying(table, name) for name in need.names))
        each[need.quoted] = need, rows, recording(table, need.names)
    return {
        row: tuple(text + (_said_at(table, row, *each[text]) if text in each else "") for text in texts)
        for row, texts in lacks.items()
    }


def _said_at(table: Findings, row: int, need: Need, rows: Rows, keys: frozenset[str]) -> str:
    if row in rows:
        return " (only mentioned)"
    key = table.studies[row].key
    if key in keys:
        return " (elsewhere in its record)"
    longer = sorted({table.symbols[one] for name in need.names for one in within(table, key, name)})
    return f" (only as part of {', '.join(longer)})" if longer else ""
