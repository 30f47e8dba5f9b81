"""The benchmark of the server runs small: both servers start, take the load and are read."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


def load() -> Any:
    spec = importlib.util.spec_from_file_location("benchmarks.server", ROOT / "benchmarks" / "server.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(shutil.which("wrk") is None, reason="needs wrk")
def test_throughput_small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.syspath_prepend(str(ROOT))
    monkeypatch.delitem(sys.modules, "benchmarks", raising=False)
    server = load()
    if not server.OXIGRAPH.exists():
        pytest.skip("needs the oxigraph package")
    for name, value in (("NODES", 200), ("ROUNDS", 1), ("SECONDS", 1)):
        monkeypatch.setattr(server, name, value)
    server._write_store(tmp_path / "store")
    rows = server._throughput(tmp_path / "store", tmp_path)
    assert len(rows) == 16
    assert all(row.value > 0 for row in rows)
    assert [row.than for row in rows if row.than] == ["oxigraph"] * 4
