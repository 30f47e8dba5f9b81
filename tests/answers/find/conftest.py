"""The real findings, by the program and by the second road."""

from __future__ import annotations

import re
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
    """The rows above those that are only near, of which the sentence says how many they are."""
    rows, below = [*found], re.search(r"Below them: (\d+) finding", getattr(found, "sentence", ""))
    return rows[: len(rows) - int(below[1] if below else 0)]
