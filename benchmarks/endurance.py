"""What a server endures. First 200 kills (SIGKILL) of a random process of it at random moments of a load of
64 connections, one query in ten hostile. Then SIGTERM at random moments of its start, and under that load. At
last ten minutes of that load: every answer is checked, and memory and descriptors of all its processes are
compared after a minute and at the end.
"""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlparse

import psutil

from benchmarks.soak import Soak, run_soak
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TITLE = "Endurance"
ROOT = Path(__file__).parents[1]
EXOKG = [sys.executable, "-m", "exokg"]
CONNECTIONS, HOSTILE = 64, 0.1
KILLS, STARTS, LOADED_ENDS, SOAK_S = 200, 40, 10, 600
#: a query whose process is killed is answered so, as one is that needs too much memory
KILLED = ("busy", "timeout", "memory")


def kill_at_random(pid: int, url: str, kills: int, connections: int, seed: int = 1) -> Soak:
    """Kill random processes of a server under load; every answer is right, or an error that says so."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    found: list[Soak] = []
    options = {"hostile": HOSTILE, "faults": KILLED, "seconds": 3600.0}
    stop = threading.Event()

    def load() -> None:
        while not stop.is_set():
            found.append(run_soak(url, 10 * connections, connections, seed=len(found), **options))  # type: ignore[arg-type]

    thread = threading.Thread(target=load)
    thread.start()
    for number in range(kills):
        if number % 4:  # every fourth hits a server that has not recovered
            _wait_for_workers(url)
        time.sleep(chance.uniform(0, 0.5))
        below = psutil.Process(pid).children(recursive=True)
        if below:
            with suppress(ProcessLookupError):
                os.kill(chance.choice(below).pid, signal.SIGKILL)
    _wait_for_workers(url)
    stop.set()
    thread.join()
    total = Soak()
    for one in found:
        total.answered += one.answered
        total.statuses += one.statuses
        total.wrong += one.wrong
    return total


def end_at_random(
    start: Callable[[], subprocess.Popen[bytes]], times: int, longest_s: float, seed: int = 1
) -> dict[int, int]:
    """End servers by SIGTERM while they start: how often each exit code came. None leaves a process."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    codes: dict[int, int] = {}
    for _ in range(times):
        process = start()
        time.sleep(chance.uniform(0, longest_s))
        below = psutil.Process(process.pid).children(recursive=True)
        process.terminate()
        _, said = process.communicate(timeout=60)
        if b"Traceback" in said or b"bug" in said:
            raise AssertionError(said.decode())
        left = [one for one in psutil.wait_procs(below, timeout=20)[1] if one.status() != "zombie"]
        if left:
            raise AssertionError(f"left after SIGTERM: {left}")
        codes[process.returncode] = codes.get(process.returncode, 0) + 1
    return codes


def start(store: Path, port: int) -> subprocess.Popen[bytes]:
    """A server as an operator starts it, with a small cache: whatever else grew would show."""
    options = ["--port", str(port), "--timeout-s", "2", "--limit=cache_bytes=4194304"]
    command = [*EXOKG, "serve", "--store", str(store), *options]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


@contextmanager
def _served(store: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    process = start(store, port)
    url = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 60
    while not _healthy(url):
        if time.monotonic() > deadline:
            raise AssertionError("the server did not start")
        time.sleep(0.1)
    try:
        yield process, url
    finally:
        process.terminate()
        process.communicate(timeout=60)


def _healthy(url: str) -> bool:
    health = _health(url)
    return health.get("status") == "ok" and bool(health.get("resident"))


def _wait_for_workers(url: str) -> None:
    """Wait until a worker can answer."""
    deadline = time.monotonic() + 60
    while not _health(url).get("workers"):
        if time.monotonic() > deadline:
            raise AssertionError("no worker was started")
        time.sleep(0.02)


def _health(url: str) -> dict[str, object]:
    found: dict[str, object] = {}
    with suppress(OSError), urllib.request.urlopen(f"{url}/health", timeout=10) as answer:  # noqa: S310 - ours
        found = json.load(answer)
    return found


def _use(pid: int) -> tuple[float, int]:
    """Megabytes and descriptors of a process and of those below it."""
    parent = psutil.Process(pid)
    megabytes, descriptors = 0.0, 0
    for one in (parent, *parent.children(recursive=True)):
        with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
            megabytes += one.memory_info().rss / 1e6
            descriptors += one.num_fds()
    return megabytes, descriptors


def _median_use(pid: int) -> tuple[float, int]:
    seen = []
    for _ in range(15):
        seen.append(_use(pid))
        time.sleep(1)
    return statistics.median(mb for mb, _ in seen), round(statistics.median(fds for _, fds in seen))


def _soak(store: Path) -> list[Row]:
    with _served(store) as (process, url):
        found: list[Soak] = []

        def load() -> None:
            found.append(run_soak(url, 10**9, CONNECTIONS, HOSTILE, seconds=SOAK_S))

        beside: list[tuple[int, float]] = []
        thread = threading.Thread(target=load)
        thread.start()
        other = threading.Thread(target=_beside, args=(url, thread, beside))
        other.start()
        time.sleep(60)
        before, first = _median_use(process.pid)
        time.sleep(SOAK_S - 60 - 40)
        after, last = _median_use(process.pid)
        thread.join()
        other.join()
    answered = sorted(seconds for status, seconds in beside if status == 200)
    return [
        Row("soak: a benign client of another address, answered", len(answered) / len(beside), "of all"),
        Row(
            "soak: a benign client of another address: 95 %",
            1000 * answered[int(0.95 * (len(answered) - 1))],
            "ms",
        ),
        *_rows(f"soak of {SOAK_S} s over {CONNECTIONS} connections", found[0]),
        Row("soak: memory of all processes after a minute", before, "MB"),
        Row("soak: memory of all processes at the end", after, "MB", after / before, "before"),
        Row("soak: descriptors after a minute", first, ""),
        Row("soak: descriptors at the end", last, "", last / first, "before"),
    ]


def _beside(url: str, load: threading.Thread, found: list[tuple[int, float]]) -> None:
    """Ask ten small queries a second from another address, while a load lasts."""
    address = urlparse(url)
    while load.is_alive():
        connection = HTTPConnection(address.hostname or "", address.port, 60, source_address=("127.0.0.2", 0))
        began = time.monotonic()
        connection.request("GET", f"/sparql?query=ASK%7BFILTER({len(found)}%3E0)%7D")
        answer = connection.getresponse()
        answer.read()
        connection.close()
        found.append((answer.status, time.monotonic() - began))
        time.sleep(0.1)


def _rows(what: str, found: Soak) -> list[Row]:
    statuses = ", ".join(f"{count} × {status}" for status, count in sorted(found.statuses.items()))
    if found.wrong:
        print(*found.wrong[:20], sep="\n", file=sys.stderr)
    return [Row(f"{what}: wrong answers among {found.answered} ({statuses})", len(found.wrong), "")]


def _loaded_ends(store: Path) -> dict[int, int]:
    """End servers by SIGTERM under load."""
    codes: dict[int, int] = {}
    for number in range(LOADED_ENDS):
        with _served(store) as (process, url):
            options = {"hostile": HOSTILE, "seconds": 4.0, "seed": number}
            thread = threading.Thread(target=run_soak, args=(url, 10**9, CONNECTIONS), kwargs=options)
            thread.start()
            time.sleep(1 + number / 10)
            below = psutil.Process(process.pid).children(recursive=True)
            process.terminate()
            process.communicate(timeout=60)
            if [one for one in psutil.wait_procs(below, timeout=20)[1] if one.status() != "zombie"]:
                raise AssertionError("processes are left after SIGTERM")
            codes[process.returncode] = codes.get(process.returncode, 0) + 1
            thread.join()
    return codes


def measure() -> list[Row]:
    """The table."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder, "store")
        subprocess.run([*EXOKG, "-q", "build", "-g", ROOT / "graph", "-o", store], check=True, cwd=ROOT)
        with _served(store) as (process, url):
            killed = _rows(f"{KILLS} kills", kill_at_random(process.pid, url, KILLS, CONNECTIONS))
            deadline = time.monotonic() + 60
            while not _healthy(url) and time.monotonic() < deadline:
                time.sleep(0.1)
            killed.append(Row("healthy after the kills", int(_healthy(url)), ""))
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        began = time.monotonic()
        with _served(store):
            whole_s = time.monotonic() - began
        started = end_at_random(lambda: start(store, port), STARTS, 1.2 * whole_s)
        loaded = _loaded_ends(store)
        ends = [
            Row(f"SIGTERM {when}: exit code {code}", count, "")
            for when, codes in (("in start-up", started), ("under load", loaded))
            for code, count in sorted(codes.items())
        ]
        return [*killed, *ends, *_soak(store)]
