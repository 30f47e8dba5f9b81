"""The coverage line: what an answer searched, so that an empty table can be read rightly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from .solutions import value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from . import Store
    from .solutions import Row

KINDS: Final = ("studies", "reviews", "trials", "records")
"""What may be searched."""


class Coverage(NamedTuple):
    """What was searched.

    Args:
        kind: one of :data:`KINDS`.
        searched: how many of them the graph holds.
        read_in_full: how many of these were read in full text.
        searched_to: day of the last literature search (ISO 8601), empty where none is stated.
        retracted: how many were left out because they are retracted.
        graphs: the graphs of others that were searched, too.
    """

    kind: str
    searched: int
    read_in_full: int
    searched_to: str
    retracted: int
    graphs: tuple[str, ...] = ()

    def __str__(self) -> str:
        """One line.

        >>> print(Coverage("studies", 61, 0, "2026-11-22", 1))
        searched 61 studies, 0 read in full; literature searched to 2026-11-22; left out: 1 retracted
        """
        day = self.searched_to or "no stated day"
        kind = "registry entries" if self.kind == "trials" else self.kind  # also those of studies
        others = f"; with {' and '.join(f'<{graph}>' for graph in self.graphs)}" if self.graphs else ""
        return (
            f"searched {self.searched} {kind}, {self.read_in_full} read in full; "
            f"literature searched to {day}; left out: {self.retracted} retracted{others}"
        )


def coverage(store: Store, kind: str) -> Coverage:
    """What a question of this kind searches, as the build counted it; counted now where it did not.

    Args:
        store: what is asked.
        kind: one of :data:`KINDS`.
    """
    counted = store.manifest.coverage.get(kind) if store.manifest else None
    if counted is None:
        return count_coverage(store.kept.rows, kind)
    *numbers, graphs = counted
    return Coverage._make((kind, *numbers, tuple(graphs)))


def count_coverage(select: Callable[[str], Iterable[Row] | Iterable[tuple[str, ...]]], kind: str) -> Coverage:
    """Count what a question of this kind searches.

    Args:
        select: answers :func:`exokg.rdf.findings.coverage_queries`, as ``kept.rows`` of a store or a table
            of answers read before.
        kind: one of :data:`KINDS`.
    """
    from ..rdf.findings import coverage_queries

    counts, day_of, others = coverage_queries(kind)
    searched, full, retracted = (int(value_of(cell) or 0) for cell in next(iter(select(counts))))
    days = [value_of(day) for (day,) in select(day_of)]
    graphs = tuple(sorted(value_of(graph) for (graph,) in select(others)))
    return Coverage(kind, searched, full, min(days, default=""), retracted, graphs)
