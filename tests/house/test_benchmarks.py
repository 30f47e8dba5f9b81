"""Every benchmark is run by `make bench`, and its part of the results is written without the others."""

from __future__ import annotations

import importlib
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

from benchmarks import __main__ as benchmarks
from benchmarks.table import Row

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TOOLS = {"generator", "server_promises", "soak", "table"}


def test_every_module_is_a_part_or_a_tool() -> None:
    modules = {path.stem for path in benchmarks.FOLDER.glob("*.py") if not path.name.startswith("_")}
    assert {*benchmarks.names("measure"), *benchmarks.names("page")} == modules - TOOLS
    for name in benchmarks.names("measure"):
        module = importlib.import_module(f"benchmarks.{name}")
        assert module.TITLE
        assert module.__doc__


def test_results_hold_no_part_that_is_gone() -> None:
    assert set(benchmarks.sections()) <= set(benchmarks.names("measure"))


def test_one_part_is_written_and_the_others_stay(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, rows in (("b", [Row("beans", 2, "kg")]), ("a", [Row("apples", 3, "kg", 1.5, "beans")])):
        (tmp_path / f"{name}.py").write_text("def measure():\n", encoding="utf-8")
        made = SimpleNamespace(TITLE=name.upper(), __doc__="Fruit.", measure=lambda rows=rows: rows)
        monkeypatch.setitem(sys.modules, f"benchmarks.{name}", made)
    (tmp_path / "c.py").write_text("def page(size=1):\n", encoding="utf-8")
    monkeypatch.setitem(sys.modules, "benchmarks.c", SimpleNamespace(page=lambda: "# C\n"))
    monkeypatch.setattr(benchmarks, "FOLDER", tmp_path)
    monkeypatch.setattr(benchmarks, "RESULTS", tmp_path / "RESULTS.md")
    benchmarks.main(["b"])
    assert list(benchmarks.sections()) == ["b"]
    assert not (tmp_path / "c.md").exists()
    benchmarks.main([])
    written = (tmp_path / "RESULTS.md").read_text(encoding="utf-8")
    assert written.startswith("# Benchmarks")
    assert list(benchmarks.sections()) == ["a", "b"]
    assert "| apples | 3 kg | 1.5 × beans |" in written
    assert (tmp_path / "c.md").read_text(encoding="utf-8") == "# C\n"
