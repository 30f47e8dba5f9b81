"""The page on paper: what a reviewer prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .conftest import PICTURES, at

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    Visit = Callable[..., Page]


def test_print_leaves_a_readable_matrix_and_card(visit: Visit, real_page: Path) -> None:
    page = visit(real_page, "#view=matrix")
    page.emulate_media(media="print")
    assert not page.locator(".tabs").is_visible()
    assert not page.locator("#filters").is_visible()
    assert page.locator(".matrix").is_visible()
    assert (
        page.evaluate("() => getComputedStyle(document.querySelector('#view-matrix .scroll')).overflow")
        == "visible"
    )
    page.screenshot(path=PICTURES / "matrix-print.png")
    at(page, "view=studies&card=study:kim-2022-colostrum")
    assert page.locator("#card").is_visible()
    assert not page.locator("#view-studies table.rows").is_visible()
    page.screenshot(path=PICTURES / "card-print.png", full_page=True)
    assert page.pdf().startswith(b"%PDF")


def test_paper_gets_a_drawn_graph_and_says_what_it_shows(visit: Visit, real_page: Path) -> None:
    page = visit(real_page, "#view=graph&f.rung=animal", color_scheme="dark")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("#paper svg").is_visible()
    assert not page.locator("#canvas").is_visible()
    imprint = page.locator("#imprint").inner_text()
    for word in ("version", "searched to", "Rung: animal", "not medical advice"):
        assert word in imprint
    assert page.evaluate("() => getComputedStyle(document.documentElement).getPropertyValue('--ground')") == (
        "#ffffff"
    )
    page.emulate_media(media="screen")
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert page.locator("#paper svg").count() == 0
    assert page.locator("#canvas").is_visible()
