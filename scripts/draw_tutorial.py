"""Draws the pictures of docs/tutorial.md from the graph, as SVG without a drawing library."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from exokg.answers.find.aliases import answer_alias
from exokg.answers.find.table import Findings
from exokg.answers.mechanisms import mechanism_paths
from exokg.answers.networks import read_network
from exokg.answers.parameters import Values
from exokg.store import open_store

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
NAMES = ("in vitro", "ex vivo", "animal", "uncontrolled human", "controlled human")
SHADES = ("#d9e8f5", "#aacde8", "#6aa7d6", "#2f74b5", "#123f77")


def _text(x: float, y: float, words: str, anchor: str = "start", fill: str = "#1d2733") -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" fill="{fill}">{escape(words)}</text>'


def _svg(width: int, height: int, title: str, parts: list[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'font-family="sans-serif" font-size="13"><title>{escape(title)}</title>'
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def ladder(store: Any) -> str:
    """Draw the number of independent studies on each rung, one row per kind of vesicles and source."""
    cells = answer_alias(Findings(store), "translational-ladder", {})
    counted: dict[str, list[int]] = {}
    for cell in cells.records():
        counts = counted.setdefault(str(cell["subject"]), [0] * len(NAMES))
        if cell["rung"] in NAMES:
            counts[NAMES.index(str(cell["rung"]))] = int(str(cell["separable"] or 0))
    rows = sorted(counted.items(), key=lambda row: ([-count for count in reversed(row[1])], row[0]))[:14]
    parts = []
    for place, name in enumerate(NAMES):
        first, _, _ = name.partition(" human")
        words = [first, "human"] if name.endswith("human") else ["", first]
        parts += [
            _text(509 + 92 * place, 16 + 16 * line, word, "middle") for line, word in enumerate(words) if word
        ]
    for line, row in enumerate(rows):
        y = 40 + 26 * line
        parts.append(_text(452, y + 17, row[0], "end"))
        for place, count in enumerate(row[1]):
            x = 464 + 92 * place
            fill = SHADES[place] if count else "#ffffff"
            parts.append(f'<rect x="{x}" y="{y}" width="90" height="24" fill="{fill}" stroke="#c7d2dd"/>')
            ink = "#ffffff" if count and place > 2 else "#1d2733" if count else "#66727f"
            parts.append(_text(x + 45, y + 17, str(count), "middle", ink))
    return _svg(934, 50 + 26 * len(rows), "Independent studies of each kind of vesicles on each rung", parts)


def paths(store: Any) -> str:
    """Draw the best mechanism paths from dermal papilla vesicles to hair growth as rows of boxes."""
    terms = Values(store.select).terms
    ends = (terms.resolve("vesicles of dermal papilla cells").curie, terms.resolve("hair growth").curie)
    found = mechanism_paths(read_network(store, mediators=True), *ends, limit=6)
    parts = []
    for line, row in enumerate(found.records()):
        steps = str(row["path"]).split(" → ")
        y = 14 + 54 * line
        for place, words in enumerate(steps[::2]):
            x = 12 + 290 * place
            parts.append(
                f'<rect x="{x}" y="{y}" width="204" height="32" rx="6" fill="#eef4fa" stroke="#2f74b5"/>'
            )
            parts.append(_text(x + 102, y + 21, words, "middle"))
        for place, words in enumerate(steps[1::2]):
            x = 218 + 290 * place
            parts.append(f'<path d="M{x} {y + 16} h78 m-6 -4 l6 4 l-6 4" fill="none" stroke="#44566a"/>')
            shown = words.removeprefix("(mediator) ")
            parts.append(
                _text(x + 40, y + 10, shown, "middle", "#44566a").replace("<text", '<text font-size="10"', 1)
            )
    return _svg(1096, 24 + 54 * max(1, len(parts) and line + 1), "Mechanism paths to hair growth", parts)


def pictures(store: Any) -> dict[str, str]:
    return {"tutorial-ladder.svg": ladder(store), "tutorial-paths.svg": paths(store)}


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    for name, picture in pictures(open_store()).items():
        (PICTURES / name).write_text(picture, encoding="utf-8")
