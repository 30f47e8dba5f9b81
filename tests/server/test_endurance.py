"""Kills and ends at random moments, in little; ``python -m benchmarks endurance`` has the long form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psutil
import pytest
import serving

from benchmarks.endurance import end_at_random, kill_at_random, start

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

pytestmark = pytest.mark.slow


def test_kills_under_load_cost_no_wrong_answer(store: Path) -> None:
    running = serving.Serving(store, "--timeout-s", "1", "--limit=memory_bytes=268435456")
    before = psutil.Process(running.process.pid).num_fds()
    found = kill_at_random(running.process.pid, running.url, kills=8, connections=8)
    assert found.wrong == []
    assert set(found.statuses) <= {200, 400, 503}
    assert found.statuses[200] > 40
    running.wait(lambda: running.health()["status"] == "ok" and running.health()["resident"])
    running.benign()
    running.wait(lambda: psutil.Process(running.process.pid).num_fds() <= before + 8)
    assert running.stop() == 0
    assert b"bug:" not in running.said, running.said.decode()


def test_the_server_killed_leaves_its_store_whole(store: Path) -> None:
    """SIGKILL of the server itself: its workers end, and the next one serves the same files."""
    files = {path: path.stat().st_mtime_ns for path in store.rglob("*")}
    running = serving.Serving(store)
    below = psutil.Process(running.process.pid).children(recursive=True)
    running.benign()
    running.kill()
    assert [one for one in psutil.wait_procs(below, timeout=60)[1] if one.status() != "zombie"] == []
    with serving.Serving(store) as again:
        again.benign()
    assert {path: path.stat().st_mtime_ns for path in store.rglob("*")} == files


def test_sigterm_in_start_up_leaves_nothing(store: Path) -> None:
    before = sorted(store.iterdir())

    def begin() -> subprocess.Popen[bytes]:
        return start(store, 0)

    codes = end_at_random(begin, times=5, longest_s=1.5)
    assert set(codes) <= {0, -15}  # by the signal itself before anything was opened, and in order after
    assert sorted(store.iterdir()) == before
