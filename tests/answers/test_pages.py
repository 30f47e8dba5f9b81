"""The pictures drawn from the graph are those in ``docs/``."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import exokg.store as stores

ROOT = Path(__file__).parents[2]


def test_the_pictures_of_the_tutorial_are_fresh(real_store: stores.Store) -> None:
    made = runpy.run_path(str(ROOT / "scripts" / "draw_tutorial.py"))
    for name, picture in made["pictures"](real_store).items():
        drawn = (ROOT / "docs" / "pictures" / name).read_text(encoding="utf-8")
        assert drawn == picture, "run: make pictures"
