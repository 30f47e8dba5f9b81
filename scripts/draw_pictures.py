"""Draws the pictures of ``docs/explorer.md`` and the README from the current graph.

Needs Chromium's headless shell and the test dependencies. Writes ``docs/pictures/*.png``.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import ViewportSize, sync_playwright

from exokg.curation.reading import read_graph
from exokg.explorer.page import render
from exokg.rdf.dataset import build_dataset
from exokg.store.embedded import EmbeddedStore

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "pictures"
WIDE = (1380, 820)
Theme = Literal["dark", "light"]
PICTURES: dict[str, tuple[tuple[int, int], Theme, str]] = {
    "ladder": (WIDE, "light", "view=ladder"),
    "lanes": (WIDE, "light", "view=lanes"),
    "map": (WIDE, "light", "view=map"),
    "verdict": (
        WIDE,
        "light",
        "view=lanes&focus=subject:vesicles-of-adipose-msc&sel=subject:vesicles-of-adipose-msc~term:hair-growth",
    ),
    "card": (WIDE, "light", "view=studies&card=study:kim-2022-colostrum"),
    "phone": ((390, 760), "light", "view=ladder"),
}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


def page() -> str:
    """Return the explorer page of the graph in this repository."""
    store = EmbeddedStore(build_dataset(read_graph(ROOT / "graph"), (ROOT / "ontology.ttl").read_bytes()))
    return render(store)


def main() -> None:
    """Draw every picture and print its size."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder, "exokg.html")
        path.write_text(page(), encoding="utf-8")
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium-headless-shell", args=ARGUMENTS
        )
        for name, ((width, height), theme, address) in PICTURES.items():
            size = ViewportSize(width=width, height=height)
            context = browser.new_context(viewport=size, color_scheme=theme, reduced_motion="reduce")
            tab = context.new_page()
            tab.goto(f"{path.as_uri()}#{address}")
            tab.wait_for_timeout(1500)
            target = FOLDER / f"{name}.png"
            image = (
                Image.open(io.BytesIO(tab.screenshot()))
                .convert("RGB")
                .quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
            )
            image.save(target, optimize=True)
            print(f"{target.relative_to(ROOT)}: {target.stat().st_size:,} bytes")
            context.close()


if __name__ == "__main__":
    main()
