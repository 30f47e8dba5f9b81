"""The real findings, by the program and by the second road."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from exokg.answers.find.table import Findings

from .second_road import Road

if TYPE_CHECKING:
    from collections.abc import Iterable

    import exokg.store as stores
    from exokg.store.solutions import Solution

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def table(real_store: stores.Store) -> Findings:
    return Findings(real_store)


@pytest.fixture(scope="session")
def road() -> Road:
    return Road(ROOT / "graph")


def fitting(found: Iterable[Solution]) -> list[Solution]:
    """The rows that fit; where none fits all that was asked for, those that lack the fewest things."""
    rows = [*found]
    if not rows or "unmatched" not in rows[0].places:
        return rows
    lacks = [len(str(row["unmatched"].value).split("; ")) * bool(row["unmatched"].value) for row in rows]
    return [row for row, number in zip(rows, lacks, strict=True) if number == min(lacks)]
