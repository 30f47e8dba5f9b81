"""The notebook of docs/ runs, and shows what it shows now."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scripts.run_notebook import NOTEBOOK, executed


def shown(kind: str) -> list[str]:
    """What the cells show in a format."""
    cells: list[dict[str, Any]] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", ())]
    return ["".join(output["data"][kind]) for output in outputs if kind in output.get("data", {})]


@pytest.mark.slow
def test_the_notebook_runs_and_its_outputs_are_current() -> None:
    assert executed() == NOTEBOOK.read_text(encoding="utf-8"), "run: make pictures"


def test_the_notebook_goes_from_install_to_a_table_and_a_figure() -> None:
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert text.index("pip install '.[plot]'") < text.index("subjectName") < text.index("kg.plot(")
    pages = shown("text/html")
    assert sum("<table" in page and "<td" in page for page in pages) == 6  # find to stats
    assert sum("<ol><li>" in page for page in pages) == 1  # cite
    assert len(pages) == 7
    (figure,) = shown("image/svg+xml")
    assert "<title>Direction of effects on outcomes in " in figure


def test_the_notebook_holds_no_trace_of_the_machine() -> None:
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert not any(part in text for part in ("/home/", "/root", "/tmp", "iopub", 'execution":'))  # noqa: S108 - not opened
