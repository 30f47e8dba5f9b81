"""The benchmark of the server runs small: both servers start, take the load and are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks import server

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
@pytest.mark.needs("wrk")
def test_throughput_small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in (("NODES", 200), ("ROUNDS", 1), ("SECONDS", 1)):
        monkeypatch.setattr(server, name, value)
    server._write_store(tmp_path / "store")
    rows = server._throughput(tmp_path / "store", tmp_path)
    assert len(rows) == 16
    assert all(row.value > 0 for row in rows)
    assert [row.than for row in rows if row.than] == ["oxigraph"] * 4
