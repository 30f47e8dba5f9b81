"""Rows on a terminal are readable at every width."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exokg.answers.formats import text_of, write_solutions
from exokg.answers.text_tables import draw_rows
from exokg.knowledge_graph import KnowledgeGraph

if TYPE_CHECKING:
    import exokg.store as stores

CELLS = st.text(st.characters(categories=["L", "N", "P"]), max_size=60)


@pytest.mark.parametrize("width", [80, 200])
@pytest.mark.parametrize("name", ["claims", "human-studies", "positions", "conflicts", "harms"])
def test_answers_fit_the_terminal_and_break_no_word(small_store: stores.Store, name: str, width: int) -> None:
    found = KnowledgeGraph(small_store).ask(name)
    text = b"".join(write_solutions(found, "table", width=width)).decode()
    assert all(len(line) <= width for line in text.splitlines())
    whole = {word for row in found for cell in row for word in text_of(cell).split() if len(word) <= 12}
    assert whole <= set(text.split())


def test_a_narrow_table_stays_a_table() -> None:
    text = "".join(draw_rows(["question", "rows"], [["claims", "12"], ["harms", "3"]], 80))
    assert text.splitlines()[0].split() == ["question", "rows"]


def test_a_wide_one_becomes_records() -> None:
    names = [f"column{number}" for number in range(10)]
    rows = [["a text of some length"] * 10, ["another text of some length"] * 10]
    text = "".join(draw_rows(names, rows, 80))
    first, second = text.split("\n\n")
    assert first.splitlines()[0] == "column0  a text of some length"
    assert len(second.splitlines()) == 10


@settings(deadline=None)
@given(st.integers(1, 6).flatmap(lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=1)))
def test_every_letter_is_shown_within_the_width(rows: list[list[str]]) -> None:
    names = [f"name{number}" for number in range(len(rows[0]))]
    text = "".join(draw_rows(names, rows, 40))
    assert all(len(line) <= 40 for line in text.splitlines())
    shown = sorted("".join(text.split()).replace("-", ""))
    for letter in set("".join(cell for row in rows for cell in row)) - {"-"}:
        assert shown.count(letter) >= sum(cell.count(letter) for row in rows for cell in row)
