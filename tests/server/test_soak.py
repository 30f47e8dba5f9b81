"""A short soak: one request in twenty hostile; ``python -m benchmarks server`` has the long one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import psutil
import pytest
import serving

from benchmarks.soak import run_soak

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def generous(store: Path) -> Any:
    # The cache has a bound of its own; with a small one, whatever else grew would show.
    limits = ["--limit=memory_bytes=268435456", "--limit=cache_bytes=4194304"]
    running = serving.Serving(store, "--timeout-s", "0.5", *limits)
    yield running
    assert running.stop() == 0
    assert b"bug:" not in running.said, running.said.decode()


@pytest.mark.slow
def test_soak(generous: Any) -> None:
    process = psutil.Process(generous.process.pid)
    run_soak(generous.url, requests=400, connections=32)  # grow to the working size first
    before = process.memory_info().rss
    found = run_soak(generous.url, requests=800, connections=32)
    assert found.wrong == []
    assert found.answered == 800
    assert set(found.statuses) <= {200, 400, 503}
    assert found.statuses[200] > 500
    assert process.memory_info().rss < before * 1.3 + 10_000_000
    assert generous.process.poll() is None
    generous.benign()
