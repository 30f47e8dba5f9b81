"""Generated pages: made from the program and the graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]


def made() -> dict[str, str]:
    """Return the text of every generated page, by its path from the root of the repository."""
    from scripts.pages import citation, commands, dimensions, model, questions, records, shown

    written = records.pages() | questions.pages() | commands.pages() | model.pages(ROOT)
    written |= dimensions.pages() | citation.pages(ROOT)
    return written | shown.pages(ROOT, written)


def out_of_date(pages: Mapping[str, str], root: Path = ROOT) -> dict[str, str]:
    """Return the pages whose file differs or is missing."""
    return {
        name: text
        for name, text in pages.items()
        if not (root / name).is_file() or (root / name).read_text(encoding="utf-8") != text
    }
