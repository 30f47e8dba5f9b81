"""Tables and addresses: room, keyboard, and words that no view knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    Visit = Callable[..., Page]


def test_an_idle_panel_leaves_its_room_to_the_tables(visit: Visit, real_page: Path) -> None:
    page = visit(real_page, "#view=findings")
    assert not page.locator("#panel").is_visible()
    direction = page.locator("#view-findings tbody tr").first.get_by_role("button", name="show this finding")
    direction.focus()
    page.keyboard.press("Enter")
    page.locator("#panel [data-finding]").wait_for()
    assert page.locator("#panel [data-finding]").count() == 1
    assert page.url.partition("sel=")[2].startswith("finding")


@pytest.mark.parametrize(
    "address", ["view=findings&table=constructor", "view=matrix&columns=__proto__&order=toString"]
)
def test_an_address_of_unknown_words_shows_the_usual_view(
    visit: Visit, real_page: Path, address: str
) -> None:
    page = visit(real_page, f"#{address}")
    assert page.locator("[role=tabpanel]:visible button[aria-pressed=true]").count() == 1
    assert page.locator("[role=tabpanel]:visible tbody tr").count() > 5


def test_questions_begin_with_those_of_reviewers(visit: Visit, real_page: Path) -> None:
    page = visit(real_page, "#view=questions")
    assert page.locator("#view-questions nav h3").first.inner_text() == "For the reviewer"
    current = page.locator("#view-questions nav [aria-current=true]")
    assert current.inner_text() == page.locator("#view-questions nav button").first.inner_text()
    assert current.inner_text() == page.locator("#question-title").inner_text()
