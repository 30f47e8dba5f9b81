"""`exokg serve` beside `oxigraph serve-read-only` (the same engine, native, without limits: its own timeout
costs it a thread a query) on 100,000 made-up statements and one mix: 40 % labels, 30 % joins, 10 % fifty
rows, 10 % ASK, 10 % group by; "tiny" asks for one label, so that the hand-over to a worker is all that
counts. wrk loads both on the same cores, in turns; medians of the rounds. "New" and "tiny" queries never
repeat and the cache is off; "repeats" draws from some hundred. Processor time is that of all processes of a
server together, for one request: it says most on a machine under other load, where the native server wins
by having as many threads as clients, ours three busy processes. Then clients beside hostile ones, a client
that leaves, the event loop, pages, start-up, and a soak of 10,000 requests over 32 connections, one in
twenty hostile."""

from __future__ import annotations

import http.client
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.server_promises import leaving, stops
from benchmarks.soak import run_soak
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLE = "Server"
ROOT = Path(__file__).parents[1]
EXOKG = Path(sys.executable).with_name("exokg")
OXIGRAPH = Path(sys.executable).with_name("oxigraph")
NODES = 20_000
MIXES = ("new", "tiny", "repeats")
CONNECTIONS = (1, 16)
ROUNDS, SECONDS = 3, 3
HOSTILE = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SCRIPT = """
math.randomseed(SEED)
local count = 0
local function escape(text)
  return (text:gsub("[^%w%-_%.~]", function(c) return string.format("%%%02X", string.byte(c)) end))
end
local L = "<http://www.w3.org/2000/01/rdf-schema#label>"
local function node(i) return "<https://ex.org/n" .. (i % 20000) .. ">" end
request = function()
  count = count + 1
  local i = math.random(0, 19999)
  local kind = math.random(100)
  if REPEATS then i = i % 40 * 40; kind = kind - kind % 10 + 1 end
  local q
  if TINY then
    q = "SELECT ?l { " .. node(i) .. L .. " ?l }"
  elseif kind <= 40 then
    q = "SELECT ?l WHERE { VALUES ?s { " .. node(i) .. node(i + 1) .. node(i + 7) .. " } ?s " .. L .. " ?l }"
  elseif kind <= 70 then
    q = "SELECT ?b ?l WHERE { " .. node(i) .. " <https://ex.org/p0>/<https://ex.org/p1> ?b . ?b " .. L ..
        " ?l . ?c <https://ex.org/p2> ?b } LIMIT 20"
  elseif kind <= 80 then
    q = "SELECT ?s ?l WHERE { ?s a <https://ex.org/C" .. (i % 40) .. "> ; " .. L .. " ?l } LIMIT 50"
  elseif kind <= 90 then
    q = "ASK { " .. node(i) .. " <https://ex.org/p0> ?x }"
  else
    q = "SELECT ?p (COUNT(*) AS ?n) WHERE { ?s a <https://ex.org/C" .. (i % 40) .. "> ; ?p ?o } GROUP BY ?p"
  end
  local path = "/query?query=" .. escape(q)
  if not REPEATS then path = path .. "&unique=" .. count end
  return wrk.format("GET", path, {["Accept"] = "application/sparql-results+json"})
end
done = function(_, latency) io.write("95% ", latency:percentile(95), "us\\n") end
"""


def measure() -> list[Row]:
    """Requests a second, and percentiles in ms."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder, "store")
        _write_store(store)
        rows = _throughput(store, Path(folder))
        rows += _hostile(store, Path(folder))
        with _exokg(store) as port:
            rows.append(leaving(port))
        rows += stops(store, _script(Path(folder), "new", 20), 2 * SECONDS)
        rows += _soak(store)
    return rows + _real()


def _write_store(store: Path) -> None:
    import pyoxigraph as ox

    from exokg.store.manifest import VERSIONS
    from exokg.store.versions import write_version

    node, base = ox.NamedNode, "https://ex.org/"
    label, kind = (
        node("http://www.w3.org/2000/01/rdf-schema#label"),
        node("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
    )
    data = ox.Store()
    for number in range(NODES):
        me = node(f"{base}n{number}")
        data.add(ox.Quad(me, label, ox.Literal(f"label {number} foo")))
        data.add(ox.Quad(me, kind, node(f"{base}C{number % 40}")))
        for edge in range(3):
            other = (number * 7919 + edge * 104729 + number * number % 9973) % NODES
            data.add(ox.Quad(me, node(f"{base}p{edge}"), node(f"{base}n{other}")))
    (store / VERSIONS).mkdir(parents=True)
    write_version(store, data, {}, inputs="benchmark", source="made up")


@contextmanager
def _exokg(store: Path, *options: str) -> Iterator[int]:
    port = free_port()
    command: list[str | Path] = [
        EXOKG,
        "serve",
        "--store",
        store,
        "--port",
        str(port),
        "--no-explorer",
        *options,
    ]
    with running(command, port):  # drawing the explorer would take processor time from what is measured
        deadline = time.monotonic() + 20
        while b'"resident": true' not in _get(port, "/health")[1] and time.monotonic() < deadline:
            time.sleep(0.05)
        yield port


@contextmanager
def _oxigraph(store: Path) -> Iterator[int]:
    port = free_port()
    where = store / "current" / "quads"
    with running([OXIGRAPH, "serve-read-only", "--location", where, "--bind", f"127.0.0.1:{port}"], port):
        yield port


@contextmanager
def running(command: list[str | Path], port: int) -> Iterator[None]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait(port)
            yield
        finally:
            process.terminate()
            process.wait(20)


def wait(port: int, seconds: float = 20) -> None:
    """Until something listens, or so many seconds are over."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", port)).close()
            return
        time.sleep(0.005)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _get(port: int, path: str) -> tuple[float, bytes]:
    """Milliseconds to the first byte, and the body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    began = time.perf_counter()
    connection.request("GET", path, headers={"Accept": "text/html,*/*;q=0.5"})
    answer = connection.getresponse()
    took = (time.perf_counter() - began) * 1000
    body = answer.read()
    connection.close()
    return took, body


def _wrk(
    port: int, script: Path, connections: int, seconds: int = SECONDS, percent: int = 99
) -> tuple[float, float]:
    """Requests a second and a percentile in ms: the 99th or the 95th."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", str(script)]
    found = subprocess.run(
        [*command, f"http://127.0.0.1:{port}/"], capture_output=True, text=True, check=True
    ).stdout
    if "Non-2xx" in found:
        raise AssertionError(found)
    value, unit = re.findall(rf"{percent}%\s+([\d.]+)(us|ms|s)", found)[0]
    rate = float(re.findall(r"Requests/sec:\s+([\d.]+)", found)[0])
    return rate, float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def _script(folder: Path, mix: str, seed: int) -> Path:
    path = folder / f"mix-{mix}-{seed}.lua"
    repeats, tiny = (str(mix == name).lower() for name in ("repeats", "tiny"))
    path.write_text(f"local SEED, REPEATS, TINY = {seed}, {repeats}, {tiny}\n{SCRIPT}")
    return path


def processor_s(port: int) -> float:
    """Processor time of the server at a port, of all its processes, and of those of theirs that ended."""
    import psutil

    server = next(
        process
        for process in psutil.process_iter(["cmdline"])
        if any(str(port) in part for part in process.info["cmdline"] or [])
    )
    found = 0.0
    for process in (server, *server.children(recursive=True)):
        with suppress(psutil.NoSuchProcess):  # one that ended meanwhile
            times = process.cpu_times()
            found += times.user + times.system + times.children_user + times.children_system
    return found


def _throughput(store: Path, folder: Path) -> list[Row]:
    found: dict[tuple[str, str, int], list[tuple[float, float, float]]] = {}
    with _exokg(store, "--limit=cache_bytes=0") as new, _exokg(store) as cached, _oxigraph(store) as native:
        for turn in range(ROUNDS):
            for mix in MIXES:
                ours = cached if mix == "repeats" else new
                for connections in CONNECTIONS:
                    for name, port in (("exokg", ours), ("oxigraph", native)):
                        script = _script(folder, mix, turn + 1)
                        before = processor_s(port)
                        rate, late = _wrk(port, script, connections)
                        spent = (processor_s(port) - before) / (rate * SECONDS) * 1e6
                        found.setdefault((name, mix, connections), []).append((rate, late, spent))
    rows = []
    for mix in MIXES:
        for connections in CONNECTIONS:
            native_runs = found["oxigraph", mix, connections]
            for name in ("oxigraph", "exokg"):
                runs, what = found[name, mix, connections], _named(name, mix, connections)
                than = "" if name == "oxigraph" else "oxigraph"
                for at, suffix, unit in ((0, "", "requests/s"), (2, ": processor time", "µs")):
                    value = _median(runs, at)
                    ratio = value / _median(native_runs, at) if than else 0
                    rows.append(Row(f"{what}{suffix}", value, unit, ratio, than))
                rows.append(Row(f"{what}: 99 %", _median(runs, 1), "ms"))
    return rows


def _named(name: str, mix: str, connections: int) -> str:
    return f"{name}, {mix}, {connections} connection{'s' if connections > 1 else ''}"


def _median(runs: list[tuple[float, float, float]], at: int) -> float:
    return statistics.median(run[at] for run in runs)


def _hostile(store: Path, folder: Path) -> list[Row]:
    rows = []
    with _exokg(store, "--limit=cache_bytes=0", "--timeout-s", "2") as port:
        for number, percent in ((0, 95), (0, 99), (1, 99), (2, 99), (16, 95)):
            stop = threading.Event()
            threads = [threading.Thread(target=_attack, args=(port, stop, each)) for each in range(number)]
            for thread in threads:
                thread.start()
            script = _script(folder, "new", 10 + number)
            rate, late = _wrk(port, script, 8, 8, percent)
            stop.set()
            for thread in threads:
                thread.join()
            rows.append(Row(f"8 clients beside {number} hostile", rate, "requests/s"))
            rows.append(Row(f"8 clients beside {number} hostile: {percent} %", late, "ms"))
    return rows


def _attack(port: int, stop: threading.Event, number: int) -> None:
    turn = 0
    while not stop.is_set():
        turn += 1
        with suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection(
                "127.0.0.1", port, timeout=30, source_address=("127.0.0.2", 0)
            )  # not the address of the others
            connection.request("POST", "/sparql", f"{HOSTILE} # {number} {turn}",
                               {"Content-Type": "application/sparql-query"})  # fmt: skip
            connection.getresponse().read()
            connection.close()


def _soak(store: Path) -> list[Row]:
    import psutil

    with _exokg(store, "--timeout-s", "2") as port:
        url = f"http://127.0.0.1:{port}"
        parent = next(
            process
            for process in psutil.process_iter(["cmdline"])
            if str(port) in (process.info["cmdline"] or [])
        )
        run_soak(url, 1000, 32)
        before = parent.memory_info().rss / 1e6
        found = run_soak(url, 10_000, 32)
        after = parent.memory_info().rss / 1e6
    if found.wrong:
        raise AssertionError(found.wrong[:5])
    statuses = ", ".join(f"{count} × {status}" for status, count in sorted(found.statuses.items()))
    return [
        Row(f"soak: wrong answers among 10,000 ({statuses})", len(found.wrong), ""),
        Row("soak: the server's memory before", before, "MB"),
        Row("soak: the server's memory after", after, "MB", after / before, "before"),
    ]


def _real() -> list[Row]:
    """The real graph: from the command to the first answer, and pages' first bytes."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder, "store")
        subprocess.run([EXOKG, "-q", "build", "-g", ROOT / "graph", "-o", store], check=True, cwd=ROOT)
        starts = []
        for _ in range(5):
            port = free_port()
            began = time.perf_counter()
            with running([EXOKG, "serve", "--store", store, "--port", str(port)], port):
                _get(port, "/sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D&format=json")
                starts.append((time.perf_counter() - began) * 1000)
        with _exokg(store) as port:
            _get(port, "/")
            listed = re.findall(rb'href="(/(?:study|claim)/[^"]+)"', _get(port, "/search?q=hair")[1])
            names = sorted({f"/page{path.decode()}" for path in listed})[:40]
            first = [_get(port, name)[0] for name in names]
            again = [_get(port, name)[0] for name in names]
    return [
        Row("from the command to the first answer, real graph", min(starts), "ms"),
        Row(f"first byte of {len(names)} pages, first time: median", statistics.median(first), "ms"),
        Row("first byte of the same pages again: median", statistics.median(again), "ms"),
    ]
