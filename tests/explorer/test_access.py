"""For everyone: axe-core's rules (WCAG 2.2 A and AA, best practice) in each view, theme and width."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .conftest import ROOT, VIEWS, at

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    Visit = Callable[..., Page]

pytestmark = pytest.mark.needs("axe")
AXE = ROOT / ".venv" / "share" / "exokg" / "axe-core.min.js"
RUN = """
async () => {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const found = await axe.run(document, { resultTypes: ['violations'], runOnly: tags });
  const told = (node) => `${node.target} ${(node.failureSummary || '').replace(/\\s+/g, ' ').slice(0, 160)}`;
  const some = (one) => one.nodes.slice(0, 4).map(told).join(' | ');
  return found.violations.map((one) => `${one.id} (${one.impact}): ${some(one)}`);
}
"""
FOCUSED = """
() => {
  const one = document.activeElement;
  const style = getComputedStyle(one);
  const label = one.labels && one.labels[0];
  const words = [one.getAttribute('aria-label'), one.textContent, label && label.textContent];
  const name = words.find((text) => text && text.trim());
  const shows = parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== 'none';
  return [one.outerHTML.slice(0, 80), name, shows];
}
"""
STATES = {
    "ladder": "view=ladder&sel=source:dermal-papilla-cell",
    "lanes": "view=lanes",
    "focus": "view=lanes&focus=source:dermal-papilla-cell&sel=source:dermal-papilla-cell",
    "map": "view=map&f.rung=in vitro~animal&open=1%23follicle and skin cells~5%23growth and regrowth",
    "findings": "view=findings&table=harms&retracted=1&sort=event-up",
    "studies": "view=studies&card=study:dogwood-2023-trial",
    "questions": "view=questions&question=conflicts&sel=study:elm-2020-withdrawn",
    "about": "view=about&sel=study:elm-2020-withdrawn",
}


def test_axe_finds_nothing(visit: Visit, small_page: Path) -> None:
    """Each theme and each width once; all nine pairs found nothing when they were run by hand."""
    page = visit(small_page, "#view=ladder")
    page.context.new_cdp_session(page).send("Page.setBypassCSP", {"enabled": True})
    page.reload()
    page.add_script_tag(path=AXE)
    for theme, width in [("light", 1440), ("dark", 390), ("forced", 1024)]:
        page.emulate_media(
            color_scheme="dark" if theme == "dark" else "light",
            forced_colors="active" if theme == "forced" else "none",
        )
        page.set_viewport_size({"width": width, "height": 850})
        for name, address in STATES.items():
            at(page, address)
            assert page.evaluate(RUN) == [], (name, theme, width)
    assert set(VIEWS) <= set(STATES)


def test_every_control_has_a_name_and_focus_shows(visit: Visit, small_page: Path) -> None:
    page = visit(small_page, "#view=map&columns=outcomes")
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        told = page.evaluate(FOCUSED)
        if told[0].startswith("<body"):
            break
        seen.add(told[0])
        assert told[1], told[0]
        assert told[2], told[0]
    assert len(seen) > 15


HEADS = """
() => {
  const scroll = document.querySelector("#view-map .scroll");
  scroll.scrollTop = 120;
  scroll.scrollLeft = 150;
  const place = scroll.getBoundingClientRect();
  const column = document.querySelector(".matrix thead th").getBoundingClientRect();
  const row = document.querySelectorAll(".matrix tbody th")[4].getBoundingClientRect();
  return [scroll.scrollTop && scroll.scrollLeft, column.top - place.top, row.left - place.left];
}
"""


@pytest.mark.parametrize("percent", [200, 400])
def test_zoomed_in_the_page_scrolls_one_way_and_heads_stay(
    visit: Visit, real_page: Path, percent: int
) -> None:
    """Zooming in leaves a window of 1,440 by 900 px that much smaller."""
    width, height = 1440 * 100 // percent, 900 * 100 // percent
    page = visit(real_page, "#view=ladder", viewport={"width": width, "height": height})
    for view in VIEWS:
        at(page, f"view={view}")
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width, view
    at(page, "view=map")
    scrolled, top, left = page.evaluate(HEADS)
    assert scrolled > 0
    assert 0 <= top < 3
    assert 0 <= left < 3
