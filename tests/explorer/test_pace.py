"""Regression gates for pace, with much head room: a shared machine is slow, a mistake is slower still.

What is aimed at, and what was measured, is in ``benchmarks/``.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from .conftest import at

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    Visit = Callable[..., Page]

HEAD_ROOM = 6
PAINT = """
async (address) => {
  const start = performance.now();
  location.hash = address;
  await new Promise((done) => setTimeout(done, 0));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - start;
}
"""
TYPE = """
(text) => {
  const box = document.getElementById('search');
  const start = performance.now();
  box.value = text;
  box.dispatchEvent(new Event('input'));
  return performance.now() - start;
}
"""


def test_the_page_is_ready_and_answers_soon(visit: Visit, real_page: Path) -> None:
    ready = []
    for _ in range(3):
        page = visit(real_page, "#view=lanes")
        ready.append(page.evaluate("() => performance.getEntriesByName('exokg-ready')[0].startTime"))
    assert median(ready) <= 1500 * HEAD_ROOM
    claims = page.evaluate("() => 1") and [
        "source:dermal-papilla-cell",
        "source:bovine-colostrum",
        "term:hair-density",
    ]
    assert (
        median(page.evaluate(PAINT, f"view=lanes&focus={claim}&sel={claim}") for claim in claims)
        <= 200 * HEAD_ROOM
    )
    assert median(page.evaluate(TYPE, text) for text in ("w", "wn", "wnt")) <= 20 * HEAD_ROOM
    at(page, "view=about")
