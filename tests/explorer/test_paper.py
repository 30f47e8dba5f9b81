"""The page on paper, and its figures: what is printed and saved carries the marks and the qualifications."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from .conftest import PICTURES, at, take
from .printed import marks_of, pages_of, words_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    Visit = Callable[..., Page]

SIGNS = {"separable": "●", "together": "○", "nothing": "⊘", "harm": "✕", "harmTogether": "⊠", "planned": "△"}
MARKS = "(nodes) => nodes.map((node) => node.dataset.mark)"
SAID = ("none read in full", "version", "searched to", "not medical advice", "Cite: exokg")


def name_of(page: Page, export: str) -> str:
    page.locator("#export summary").click()
    with page.expect_download() as download:
        page.locator(f"[data-export={export}]").click()
    return download.value.suggested_filename


def drawing(text: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(text)  # noqa: S314 - our own picture


def lines(text: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))


def test_the_ladder_has_the_same_marks_on_screen_in_svg_on_paper_and_in_the_table(
    visit: Visit, real_page: Path
) -> None:
    page = visit(real_page, "#view=ladder&f.rung=animal~uncontrolled human", color_scheme="dark")
    shown = Counter(page.locator("#view-ladder .study [data-mark]").evaluate_all(MARKS))
    assert shown["separable"] > 5
    assert shown["together"] > 3
    picture = drawing(take(page, "svg"))
    studies = [node for node in picture.iter() if node.get("data-study")]
    assert (
        Counter(node.get("data-mark") for study in studies for node in study if node.get("data-mark"))
        == shown
    )
    table = lines(take(page, "csv"))
    assert Counter(row["mark"] for row in table) == Counter({SIGNS[kind]: n for kind, n in shown.items()})
    words = " ".join(picture.itertext())
    for said in (*SAID, "Rung: animal or uncontrolled human"):
        assert said in words
    assert all("none read in full" in row["read"] and "Rung: animal" in row["filters"] for row in table)
    assert {row["cite"] in words and row["table"] in words for row in table} == {True}
    assert name_of(page, "svg") == "exokg-ladder-animal-uncontrolled-human-paper-0.2.0.svg"
    assert take(page, "png").startswith(b"\x89PNG\r\n")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    printed = page.locator("#paper .study [data-mark]")
    assert Counter(printed.evaluate_all(MARKS)) == shown
    assert page.locator("#paper svg").is_visible()
    assert not page.locator("#view-ladder").is_visible()
    ground = "() => getComputedStyle(document.documentElement).getPropertyValue('--ground')"
    assert page.evaluate(ground) == "#ffffff"
    page.screenshot(path=PICTURES / "ladder-print.png")
    pdf = page.pdf()
    legend = dict.fromkeys(SIGNS, 1)
    assert marks_of(pdf) == shown + Counter(legend)
    written = words_of(pdf)
    for said in (*SAID, "Rung: animal or uncontrolled human", *(row["what it means"] for row in table)):
        assert said in written
    page.emulate_media(media="screen")
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert page.locator("#paper svg").count() == 0


def test_the_lanes_and_the_map_leave_as_figures_and_tables(visit: Visit, real_page: Path) -> None:
    page = visit(real_page, "#view=lanes")
    drawn = Counter(
        page.locator("#view-lanes [data-strand]").evaluate_all(
            "(all) => all.map((one) => one.dataset.strand)"
        )
    )
    picture = drawing(take(page, "slide-svg"))
    assert Counter(node.get("data-strand") for node in picture.iter() if node.get("data-strand")) == drawn
    assert len(lines(take(page, "csv"))) == sum(drawn.values())
    words = " ".join(picture.itertext())
    for said in (*SAID, "increases", "not separable", "What "):
        assert said in words
    assert page.locator("#view-lanes [data-strand]").count() == sum(drawn.values()), (
        "the screen stays as it was"
    )
    at(page, "view=lanes&focus=term:hair-density")
    assert name_of(page, "svg") == "exokg-lanes-hair-density-paper-0.2.0.svg"
    at(page, "view=map")
    cells = set(page.locator("[data-cell]").evaluate_all("(all) => all.map((one) => one.dataset.cell)"))
    picture = drawing(take(page, "svg"))
    assert {node.get("data-cell") for node in picture.iter() if node.get("data-cell")} == cells
    table = lines(take(page, "csv"))
    assert sum(row["independent studies"] != "0" for row in table) == len(cells)
    assert {row["what a blank means"] != "" for row in table if row["independent studies"] == "0"} == {True}
    at(page, "view=map&show=empty")
    assert len(lines(take(page, "csv"))) == len(table) - len(cells)
    assert name_of(page, "csv") == "exokg-map-gaps-outcomes-0.2.0.csv"


SMALLEST = """
() => {
  const words = [...document.querySelectorAll("text")].filter((one) => one.textContent.trim());
  return Math.min(...words.map((one) => parseFloat(getComputedStyle(one).fontSize)));
}
"""
ROOM = {"slide-svg": (33.9, 19.1), "svg": (17.0, 24.7)}
"""A slide of 16 to 9 and the text of an A4 page, in centimetres."""


def test_each_figure_fits_its_slide_or_page_with_type_that_can_be_read(visit: Visit, real_page: Path) -> None:
    """At 25 cm, type of 1.9 mm (5.4 points) is what journals ask for at least."""
    page = visit(real_page, "#view=ladder")
    alone = page.context.new_page()
    for view in ("ladder", "lanes", "map"):
        at(page, f"view={view}")
        for export, (wide, high) in ROOM.items():
            text = take(page, export).decode()
            picture = drawing(text.encode())
            width, height = (float(str(picture.get(side)).removesuffix("cm")) for side in ("width", "height"))
            assert width <= wide, (view, export)
            assert height <= high, (view, export, height)
            alone.set_content(text.partition("?>")[2])
            unit = width * 10 / float(str(picture.get("viewBox")).split()[2])
            assert alone.evaluate(SMALLEST) * unit >= 1.9, (view, export)
            assert "…" not in "".join(
                node.text or "" for node in picture.iter() if node.get("class") == "column"
            )


@pytest.mark.parametrize("view", ["map", "lanes"])
def test_print_is_one_wide_figure(visit: Visit, real_page: Path, view: str) -> None:
    """Its marks are drawn, and the PDF can be read: names, numbers, legend and qualifications."""
    page = visit(real_page, f"#view={view}")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert not page.locator(".tabs").is_visible()
    assert not page.locator("#filters").is_visible()
    assert page.locator("#paper svg").is_visible()
    marks = page.locator("#paper .fig :is(.bar, path.strand)")
    assert marks.count() > 20
    assert marks.evaluate_all("(all) => all.every((one) => getComputedStyle(one).display !== 'none')")
    heads = page.locator("#paper .fig .column").all_text_contents()
    assert [head for head in heads if "…" in head] == []
    for said in ("version", "searched to", "all findings", "not medical advice"):
        assert said in page.locator("#imprint").inner_text()
    drawn = page.locator("#paper .fig text").all_text_contents()
    pdf = page.pdf()
    assert pages_of(pdf) == 1
    written = words_of(pdf)
    assert len(drawn) > 30
    assert [text for text in drawn if " ".join(text.split()) not in written] == []


def test_the_whole_ladder_is_one_page_and_a_table_says_what_it_leaves_out(
    visit: Visit, real_page: Path
) -> None:
    page = visit(real_page, "#view=ladder")
    for paper in ("A4", "Letter"):
        page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
        assert pages_of(page.pdf(format=paper)) == 1, paper
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    at(page, "view=findings")
    assert not page.locator(".onpaper").is_visible()
    page.emulate_media(media="print")
    shown = page.locator("#view-findings tbody tr").count()
    assert f"The first {shown} of " in page.locator(".onpaper").inner_text()


def test_a_printed_card_stands_alone(visit: Visit, real_page: Path) -> None:
    page = visit(real_page, "#view=studies&card=study:kim-2022-colostrum")
    page.emulate_media(media="print")
    assert page.locator("#card").is_visible()
    assert not page.locator("#view-studies table.rows").is_visible()
    page.screenshot(path=PICTURES / "card-print.png", full_page=True)
