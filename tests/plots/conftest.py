"""What the tests of figures share: the real graph, and the marks of a drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest

from exokg.knowledge_graph import load

if TYPE_CHECKING:
    from pathlib import Path

    from exokg.knowledge_graph import KnowledgeGraph
    from exokg.plots.figures import Plot

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="package")
def kg(built: Path) -> KnowledgeGraph:
    return load(store=built)


class Drawn:
    """What the SVG of a figure holds."""

    def __init__(self, plot: Plot) -> None:
        self.root = ElementTree.fromstring(plot.to_bytes("svg"))  # noqa: S314 - written by us
        marks = {group.get("id", ""): group for group in self.root.iter(f"{SVG}g")}
        self.marks = {
            name: group.findtext(f"{SVG}title", "")
            for name, group in marks.items()
            if name.startswith("mark-")
        }
        self.texts = [text.text or "" for text in self.root.iter(f"{SVG}text")]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())

    def part(self, name: str) -> str:
        return self.root.findtext(f"{SVG}{name}", "")


@pytest.fixture(scope="package")
def drawn():  # type: ignore[no-untyped-def]  # the class
    return Drawn


@pytest.fixture(scope="package")
def found(kg: KnowledgeGraph):  # type: ignore[no-untyped-def]  # a function of columns and filters
    def rows(*columns: str, **given: Any) -> list[dict[str, Any]]:
        return kg.find(columns=columns, **given).records()

    return rows
