"""The pages written from the catalogue and the graph are those in ``docs/``."""

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_page_of_questions_is_fresh():
    made = runpy.run_path(str(ROOT / "scripts" / "write_questions_page.py"))
    assert (ROOT / "docs" / "questions.md").read_text(encoding="utf-8") == made["page"](), (
        "run: python scripts/write_questions_page.py"
    )


def test_the_pictures_of_the_tutorial_are_fresh(real_store):
    made = runpy.run_path(str(ROOT / "scripts" / "draw_tutorial.py"))
    for name, picture in made["pictures"](real_store).items():
        drawn = (ROOT / "docs" / "pictures" / name).read_text(encoding="utf-8")
        assert drawn == picture, "run: python scripts/draw_tutorial.py"
