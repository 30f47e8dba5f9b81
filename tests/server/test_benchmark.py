"""The benchmark of the server runs small: both servers start, take the load and are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks import server, server_promises

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
@pytest.mark.needs("wrk")
def test_the_benchmark_small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    small = {"NODES": 200, "ROUNDS": 1, "SECONDS": 1, "MIXES": ("new",), "CONNECTIONS": (16,)}
    for name, value in small.items():
        monkeypatch.setattr(server, name, value)
    monkeypatch.setattr(server_promises, "TURNS", 1)
    server._write_store(tmp_path / "store")
    rows = server._throughput(tmp_path / "store", tmp_path)
    assert len(rows) == 6
    assert all(row.value > 0 for row in rows if "processor" not in row.what)
    assert [row.than for row in rows if row.than] == ["oxigraph"] * 2
    with server._exokg(tmp_path / "store") as port:
        assert server_promises.leaving(port).value > 0
    rows = server_promises.stops(tmp_path / "store", server._script(tmp_path, "new", 1), 1)
    assert all(row.value > 0 for row in rows)
