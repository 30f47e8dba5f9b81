"""Tasks of a reviewer, each done by what is on the screen, in four actions or fewer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .conftest import at

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    Visit = Callable[..., Page]

pytestmark = pytest.mark.slow
MOST = 4
Action = tuple[str, ...]

TASKS: dict[str, tuple[list[Action], str, list[str]]] = {
    "colostrum and regrowth, and how strong": (
        [("search", "colostrum regrowth"), ("press", "Enter")],
        "#panel",
        ["Vesicles of bovine colostrum × hair regrowth", "▲ Increased in animals", "no finding in people"],
    ),
    "the same by what a misspelled word is near to": (
        [
            ("search", "colostrm"),
            ("click", "#hits li:nth-child(2)"),
            ("click", "#panel .entry:has-text('regrowth')"),
        ],
        "#panel",
        ["▲ Increased in animals"],
    ),
    "sources with evidence in people": (
        [("click", "#tab-map"), ("click", "button:text('People only')")],
        "#view-map",
        ["Mesenchymal stromal cells", "not read in full"],
    ),
    "where studies disagree": (
        [("scroll", ".below")],
        "#view-ladder",
        ["Where studies disagree", "no difference in"],
    ),
    "what nobody tested for vesicles of stromal cells": (
        [
            ("click", "#tab-map"),
            ("click", "button:text('Only empty cells')"),
            ("click", "[aria-label='open mesenchymal stromal cells']"),
        ],
        "#view-map",
        ["placental MSCs", "a blank may be in what was not read"],
    ),
    "randomised trials": (
        [("search", "randomised"), ("press", "Enter")],
        "#main",
        ["randomized controlled", "Amini 2025"],
    ),
    "randomised trials, in other words than the page's": (
        [("search", "randomised trials"), ("click", "#hits li:has-text('by design')")],
        "#main",
        ["randomized controlled", "Amini 2025"],
    ),
    "from a DOI to its findings": (
        [("search", "https://doi.org/10.3389/fcell.2022.815205"), ("press", "Enter")],
        "#panel",
        ["Kim 2022", "Hair grew back"],
    ),
    "share a filtered view": (
        [("click", "#tab-findings"), ("check", "controlled human"), ("click", "#export summary")],
        "#exports",
        ["Copy link to this view", "Table of what is shown (CSV)", "Figure for a slide (PNG)"],
    ),
    "a table for a paper": (
        [("click", "#tab-findings"), ("click", "#export summary"), ("save", "[data-export=csv]")],
        "#main",
        ["One row for each reported effect"],
    ),
    "a figure for a slide": (
        [("click", "#export summary"), ("save", "[data-export=png]")],
        "#main",
        ["No controlled study in people"],
    ),
    "how a rung was computed": (
        [
            ("click", "#view-ladder [data-select^='1|subject:vesicles-of-adipose-msc'] rect"),
            ("click", "#panel .entry >> nth=0"),
            ("click", "#panel .counted summary >> nth=0"),
        ],
        "#panel .counted",
        ["Rung set by", "Independent studies"],
    ),
}


def act(page: Page, action: Action) -> None:
    kind, what = action
    if kind == "search":
        page.locator("#search").fill(what)
    elif kind == "press":
        page.locator("#search").press(what)
    elif kind == "check":
        page.locator("#facets").get_by_label(what, exact=False).last.check()
    elif kind == "save":
        with page.expect_download() as download:
            page.locator(what).click()
        assert download.value.path().stat().st_size > 10_000
    elif kind == "scroll":
        page.locator(what).scroll_into_view_if_needed()
    else:
        page.locator(what).first.click()
    page.wait_for_timeout(60)


@pytest.mark.parametrize("width", [1440, 390])
def test_a_reviewer_does_each_task_in_few_actions(visit: Visit, real_page: Path, width: int) -> None:
    page = visit(real_page, "#view=ladder")
    page.set_viewport_size({"width": width, "height": 860})
    tasks = TASKS if width > 1000 else dict(list(TASKS.items())[:2])
    for name, (actions, place, words) in tasks.items():
        assert len(actions) <= MOST
        page.locator("#search").fill("")
        at(page, "view=ladder")
        for action in actions:
            act(page, action)
        text = page.locator(place).first.inner_text()
        assert [one for one in words if one not in text] == [], name
        assert "controlled+human" in page.url or name != "share a filtered view"
