"""The real findings, by the program and by the second road."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from exokg.answers.find.table import Findings

from .second_road import Road

if TYPE_CHECKING:
    import exokg.store as stores

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def table(real_store: stores.Store) -> Findings:
    return Findings(real_store)


@pytest.fixture(scope="session")
def road() -> Road:
    return Road(ROOT / "graph")
