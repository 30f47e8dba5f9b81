"""What was found by looking at each view, wide and narrow, zoomed in and in few colours."""

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

CUT = """
() => [...document.querySelectorAll('#view-lanes .words text, #view-lanes .opened')]
  .filter((text) => text.textContent.endsWith('…')
    && !/^([0-9]{4}|\\(no year\\))/.test(text.nextElementSibling?.textContent || ''))
  .map((text) => text.textContent)
"""
"""Lines that end too early; the beginning of a title that names a study is followed by its year."""
SPILLS = """
() => [...document.querySelectorAll('#view-lanes .box:not(.tick) .frame')].flatMap((frame) => {
  const box = frame.getBoundingClientRect();
  return [...frame.parentNode.nextSibling.querySelectorAll('text')].filter((text) => {
    const own = text.getBoundingClientRect();
    return own.right > box.right || own.top < box.top - 2 || own.bottom > box.bottom + 2;
  }).map((text) => text.textContent);
})
"""


@pytest.mark.parametrize("width", [1440, 1024])
def test_boxes_of_the_lanes_hold_their_whole_names(visit: Visit, real_page: Path, width: int) -> None:
    """Also beside the panel, where a word is wider than its box and is broken."""
    page = visit(real_page, "#view=lanes", viewport={"width": width, "height": 800})
    for more in (
        "&open=1%23mesenchymal stromal cells~5%23growth and regrowth",
        "&focus=GO:0060070&sel=GO:0060070",
        "&sel=subject:vesicles-of-bovine-colostrum~term:hair-regrowth",
        "",
    ):
        at(page, f"view=lanes{more}")
        assert page.evaluate(CUT) == []
        assert page.evaluate(SPILLS) == []
    words = page.locator("#view-lanes .words text").all_text_contents()
    assert "Mesenchymal" in words


TIMELINE = """
() => {
  const box = document.querySelector('.strip .scroll');
  const drawing = box.querySelector('svg').getBoundingClientRect();
  const marks = [...box.querySelectorAll('.mark')].map((one) => one.getBoundingClientRect());
  const years = [...box.querySelectorAll('svg > text')].map((one) => one.getBoundingClientRect());
  return {
    scrolls: box.scrollWidth > box.clientWidth,
    marks: marks.length,
    outside: [...marks, ...years].filter((one) =>
      one.left < drawing.left || one.right > drawing.right).length,
    touching: marks.filter((one, nth) => marks.slice(0, nth).some((other) =>
      Math.hypot(one.x - other.x, one.y - other.y) < 11)).length,
    years: years.length,
  };
}
"""


@pytest.mark.parametrize("width", [1440, 1024, 640, 390, 320])
def test_the_timeline_fits_its_place(visit: Visit, real_page: Path, width: int) -> None:
    page = visit(real_page, "#view=studies", viewport={"width": width, "height": 800})
    told = page.evaluate(TIMELINE)
    assert told["marks"] > 50
    assert not told["scrolls"]
    assert told["outside"] == 0
    assert told["touching"] == 0
    assert told["years"] >= 5


@pytest.mark.parametrize("view", ["findings", "studies", "map"])
def test_tables_keep_most_of_a_low_window(visit: Visit, real_page: Path, view: str) -> None:
    page = visit(real_page, f"#view={view}", viewport={"width": 320, "height": 200})
    high = page.locator(f"#view-{view} > .scroll").evaluate("(box) => box.clientHeight")
    assert 150 < high <= 200


FILLS = """
() => [...document.querySelectorAll('#view-lanes .entry')].flatMap((entry) => {
  const swatch = entry.querySelector('.strand');
  const style = swatch && getComputedStyle(swatch);
  return style ? [[entry.textContent, `${style.fill} ${style.fillOpacity} ${style.strokeDasharray}`]] : [];
})
"""


def test_in_few_colours_directions_differ_and_what_is_not_chosen_fades(visit: Visit, real_page: Path) -> None:
    page = visit(real_page, "#view=lanes", forced_colors="active")
    fills = dict(page.evaluate(FILLS))
    assert {"increases", "decreases", "harm observed"} < set(fills)
    assert len(set(fills.values())) == len(fills), fills
    at(page, "view=lanes&sel=subject:vesicles-of-bovine-colostrum~term:hair-regrowth")
    faded = page.locator(".fig.dim .strands .strand").first.evaluate(
        "(one) => getComputedStyle(one).strokeOpacity"
    )
    assert float(faded) < 0.2


def test_an_effect_that_is_no_verb_is_said_of_its_target(visit: Visit, real_page: Path) -> None:
    page = visit(real_page, "#view=about&sel=subject:vesicles-of-bovine-colostrum~term:hair-regrowth")
    said = page.locator("#panel .finding .what").all_inner_texts()
    assert [one.replace("\xa0", " ") for one in said] == [
        "▲ induces hair regrowth",
        "≈ comparable on hair regrowth",
    ]


def test_a_card_names_its_study_once_and_each_place(visit: Visit, real_page: Path) -> None:
    page = visit(real_page, "#view=studies&card=study:kim-2022-colostrum")
    card = page.locator("#card")
    assert card.get_by_role("link", name="doi:10.3389/fcell.2022.815205").count() == 1
    places = card.locator(".finding .where").all_inner_texts()
    assert len(places) == card.locator(".finding").count() > 5
    assert set(places) == {"in the source: abstract"}


def test_the_first_columns_of_findings_say_what_was_found_by_whom(visit: Visit, real_page: Path) -> None:
    page = visit(real_page, "#view=findings", viewport={"width": 1440, "height": 900})
    box = page.locator("#view-findings > .scroll").bounding_box()
    assert box
    for name in ("Source", "Direction", "Target", "Rung", "Study", "Comparison", "Value ± spread, unit"):
        head = page.get_by_role("columnheader", name=name, exact=True).bounding_box()
        assert head
        assert head["x"] + head["width"] <= box["x"] + box["width"], name
