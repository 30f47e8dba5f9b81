"""Draws the pictures of docs/figures.md with the commands that the page shows. `make pictures` runs it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from exokg.cli.find import sorted_out
from exokg.knowledge_graph import load

if TYPE_CHECKING:
    from exokg.knowledge_graph import KnowledgeGraph

DOCS = Path(__file__).parent.parent / "docs"
COMMAND = re.compile(r"`exokg plot (?P<words>[^`]*?) -o (?P<name>[\w-]+\.svg)`")


def commands() -> dict[str, list[str]]:
    """The pictures that the page shows: name of the file → words of the command."""
    page = (DOCS / "figures.md").read_text(encoding="utf-8")
    return {found["name"]: shlex.split(found["words"]) for found in COMMAND.finditer(page)}


def draw(kg: KnowledgeGraph) -> dict[str, bytes]:
    """Every picture by the name of its file."""
    pictures = {}
    for name, words in commands().items():
        (kind,), given = sorted_out(words)
        pictures[name] = kg.plot(kind, **given).to_bytes("svg")
    return pictures


if __name__ == "__main__":
    for name, picture in draw(load(DOCS.parent / "graph")).items():
        (DOCS / "pictures" / name).write_bytes(picture)
        print(f"docs/pictures/{name}")
