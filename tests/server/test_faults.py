"""Faults on purpose: each ends in a clear state."""

from __future__ import annotations

import gzip
import json
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import httpx
import psutil
import pyoxigraph as ox
import pytest
import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow
HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
#: from disk long enough to step back, and to be replaced after (a second here); it ends by itself
SLOW = """SELECT (COUNT(*) AS ?n) {
  { SELECT * { ?a ?b ?c } LIMIT 250 } { SELECT * { ?d ?e ?f } LIMIT 250 } FILTER(STR(?a) < STR(?f)) }"""
WHICH = "SELECT ?v { <urn:which> <urn:version> ?v }"


def marked(quads: list[Any], name: str) -> list[Any]:
    mark = ox.Quad(ox.NamedNode("urn:which"), ox.NamedNode("urn:version"), ox.Literal(name))
    return [*quads, mark]


@pytest.fixture
def own(tmp_path: Path, quads: list[Any]) -> Path:
    """A store for one test alone."""
    root = tmp_path / "store"
    serving.write_version(root, marked(quads, "a"), "a")
    return root


def remove_opened(running: Any, store: Path) -> None:
    """Remove the store of a server whose workers have all opened it and whose first page is made.

    Where that page was slow, a fourth was started meanwhile, and stays.
    """
    running.wait(lambda: running.health()["workers"] >= 3)
    assert running.client.get("/").status_code == 200
    running.wait(lambda: running.runs(0))
    running.wait(lambda: settled(running))
    shutil.rmtree(store)


def settled(running: Any) -> bool:
    """Whether all workers are ready and none is being replaced, as one that ran long is after its answer."""
    before = running.workers()
    time.sleep(0.5)
    return len(before) == running.health()["workers"] >= 3 and bool(running.workers() == before)


@pytest.fixture
def watched(own: Path) -> Iterator[Any]:
    running = serving.Serving(own, "--timeout-s", "2", "--access-log", "brief", "--limit=drain_s=3")
    yield running
    if running.process.poll() is None:
        running.kill()


@pytest.fixture
def patient(own: Path) -> Iterator[Any]:
    """A server of which no query ends by the clock."""
    running = serving.Serving(own, "--limit=drain_s=1")
    yield running
    if running.process.poll() is None:
        running.kill()


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory, quads: list[Any]) -> Iterator[Any]:
    """A server that outlives what several tests do to its workers, and ends as if nothing had been."""
    root = tmp_path_factory.mktemp("lasting")
    serving.write_version(root, marked(quads, "a"), "a")
    running = serving.Serving(root)
    yield running
    assert running.stop() == 0


class Asker(threading.Thread):
    """Asks again and again, and leaves the processor to others in between; remembers what was wrong."""

    def __init__(self, url: str, allowed: tuple[int, ...] = (200,)) -> None:
        super().__init__(daemon=True)
        self._url = url
        self._allowed = allowed
        self._go_on = True
        self.count = 0
        self.seen: set[str] = set()
        self.wrong: list[str] = []

    def run(self) -> None:
        with httpx.Client(base_url=self._url, timeout=60) as client:
            while self._go_on:
                time.sleep(0.005)
                try:
                    answer = client.post("/sparql", data={"query": f"{WHICH} # {self.ident} {self.count}"})
                except httpx.HTTPError as error:
                    self.wrong.append(repr(error))
                    return
                self.count += 1
                if answer.status_code == 200:
                    self.seen.add(answer.json()["results"]["bindings"][0]["v"]["value"])
                elif answer.status_code not in self._allowed:
                    self.wrong.append(answer.text)

    def stop(self) -> None:
        self._go_on = False
        self.join(60)


def test_reload_by_hangup_drops_no_request(watched: Any, own: Path, quads: list[Any]) -> None:
    askers = [Asker(watched.url) for _ in range(4)]
    for asker in askers:
        asker.start()
    for name in ("b", "c"):
        serving.write_version(own, marked(quads, name), name)
        watched.process.send_signal(signal.SIGHUP)
        watched.wait(lambda name=name: watched.health()["version"] == name)
    shutil.rmtree(own / "versions" / "a")
    watched.wait(lambda: watched.health()["resident"])
    for asker in askers:
        asker.stop()
    assert [asker.wrong for asker in askers] == [[]] * 4
    assert set.union(*(asker.seen for asker in askers)) == {"a", "b", "c"}
    assert watched.stop() == 0
    assert b"now serving c" in watched.said


def test_watch_finds_a_new_version(own: Path, quads: list[Any]) -> None:
    running = serving.Serving(own, "--watch")
    try:
        first = running.ask(WHICH)
        serving.write_version(own, marked(quads, "b"), "b")
        running.wait(lambda: running.health()["version"] == "b")
        second = running.ask(WHICH)
        assert first.headers["ETag"] != second.headers["ETag"]
        assert second.json()["results"]["bindings"][0]["v"]["value"] == "b"
    finally:
        assert running.stop() == 0


def test_a_damaged_new_version_is_not_served(watched: Any, own: Path, quads: list[Any]) -> None:
    version = serving.write_version(own, marked(quads, "b"), "b")
    victim = max((version / "quads").glob("*.sst"), key=lambda path: path.stat().st_size)
    victim.write_bytes(victim.read_bytes()[: victim.stat().st_size // 2])
    watched.process.send_signal(signal.SIGHUP)
    watched.wait(lambda: watched.health()["status"] == "degraded")
    assert victim.name in str(watched.health()["trouble"])
    assert watched.health()["version"] == "a"
    assert watched.ask(WHICH).json()["results"]["bindings"][0]["v"]["value"] == "a"
    assert b"exokg_reload_failed 1.0\n" in watched.client.get("/metrics").content


@pytest.mark.parametrize("damage", ["half manifest", "missing file", "flipped byte", "no version"])
def test_a_damaged_store_is_refused_at_start(own: Path, damage: str) -> None:
    files = own / "versions" / "a" / "quads"
    if damage == "no version":
        (own / "current").unlink()
    elif damage == "half manifest":
        manifest = next(files.glob("MANIFEST-*"))
        manifest.write_bytes(manifest.read_bytes()[: manifest.stat().st_size // 2])
    elif damage == "missing file":
        next(files.glob("*.sst")).unlink()
    else:
        victim = next(files.glob("*.sst"))
        data = bytearray(victim.read_bytes())
        data[len(data) // 3] ^= 255
        victim.write_bytes(data)
    with pytest.raises(RuntimeError) as told:
        serving.Serving(own)
    assert "error: " in str(told.value)
    assert "hint: " in str(told.value)
    assert "Traceback" not in str(told.value)


@pytest.mark.parametrize(
    "held", [None, gzip.compress(b"<urn:a> <urn:p> <urn:b> .", mtime=0)[:-9]], ids=["none", "cut off"]
)
def test_data_that_cannot_be_read_into_memory_are_said(held: bytes | None, tmp_path: Path) -> None:
    if held is not None:
        (tmp_path / "statements.nq.gz").write_bytes(held)
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    module = [sys.executable, "-I", "-m", "exokg.server.workers.fork_server"]
    found = subprocess.run([*module, str(tmp_path / "none"), str(theirs.fileno())],
                           pass_fds=[theirs.fileno()], capture_output=True, check=False)  # fmt: skip
    assert (found.returncode, found.stdout, found.stderr) == (2, b"", b"")
    assert json.loads(ours.recv(4096)) == {"error": f"{tmp_path / 'none'}: the data could not be read"}
    ours.close()
    theirs.close()


def test_killed_workers_are_replaced(lasting: Any) -> None:
    for _ in range(3):
        for pid in lasting.workers():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        lasting.wait(lambda: lasting.ask(f"{WHICH} # {time.monotonic()}").status_code == 200)
    lasting.wait(lambda: lasting.health()["resident"])
    assert lasting.health()["status"] == "ok"


def test_a_query_whose_worker_is_killed_says_so(lasting: Any) -> None:
    answers: list[Any] = []
    thread = threading.Thread(target=lambda: answers.append(lasting.ask(HEAVY)))
    thread.start()
    lasting.wait(lasting.slow)
    os.kill(lasting.slow()[0], signal.SIGKILL)
    thread.join(60)
    assert answers[0].status_code == 503
    assert answers[0].json()["error"] == "memory"


def test_a_stopped_worker_is_timed_out(lasting: Any) -> None:
    lasting.wait(lambda: lasting.health()["workers"] >= 3 and len(lasting.workers()) >= 4)
    stopped = lasting.workers()
    for pid in stopped:
        os.kill(pid, signal.SIGSTOP)
    assert lasting.ask(f"{WHICH} # stopped", timeout="1").json()["limit"] == "timeout_s"
    for pid in stopped:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)
    lasting.wait(lambda: lasting.ask(f"{WHICH} # {time.monotonic()}").status_code == 200)


def alive(pids: list[int]) -> list[Any]:
    """The processes that do not end: a kill takes a moment."""
    left = []
    for pid in pids:
        with suppress(psutil.NoSuchProcess):
            left.append(psutil.Process(pid))
    return [process for process in psutil.wait_procs(left, timeout=60)[1] if process.status() != "zombie"]


def test_workers_end_with_their_parent(watched: Any) -> None:
    workers = watched.workers()
    assert len(workers) >= 3
    watched.kill()
    assert alive(workers) == []


def test_a_removed_store_goes_on_and_says_so_when_it_cannot(own: Path) -> None:
    running = serving.Serving(own, "--limit=resident_quads=0")
    try:
        remove_opened(running, own)
        running.benign()  # the files are open
        for pid in running.workers():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        running.wait(lambda: running.client.get("/health").status_code == 503)
        assert running.health()["status"] == "down"
        answer = running.ask(WHICH)
        assert (answer.status_code, answer.json()["error"]) == (503, "store")
        assert int(answer.headers["Retry-After"]) > 0
    finally:
        assert running.stop() == 0


def test_the_last_worker_is_not_given_up_for_one_that_cannot_start(own: Path) -> None:
    """Not for a slow query that has another behind it, and not for one whose client left."""
    running = serving.Serving(own, "--limit=resident_quads=0")
    try:
        remove_opened(running, own)
        for pid in running.workers()[1:]:
            os.kill(pid, signal.SIGKILL)
        running.wait(lambda: running.health()["status"] == "degraded" and running.health()["workers"] == 1)
        answers: list[Any] = []
        slow = threading.Thread(target=lambda: answers.append(running.ask(SLOW)))
        slow.start()
        running.wait(lambda: running.runs(1))
        answers.append(running.ask(WHICH))
        slow.join(60)
        assert [answer.status_code for answer in answers] == [200, 200], [answer.text for answer in answers]
        with suppress(httpx.ReadTimeout):
            httpx.post(f"{running.url}/sparql", data={"query": f"{SLOW} # left"}, timeout=0.1)
        running.benign()
        assert running.health()["workers"] == 1
    finally:
        assert running.stop() == 0


def test_a_full_disk_stops_only_the_log(own: Path) -> None:
    """The server writes nothing but its log; a log that cannot be written is counted, not fatal."""
    script = """
import os, sys
sys.argv = ["exokg", "serve", "--store", sys.argv[1], "--port", "0", "--access-log", "full"]
from exokg.cli import main, output
say = output.say
output.say = lambda text: (say(text), os.dup2(os.open("/dev/full", 1), 2))
sys.exit(main())
"""
    process = subprocess.Popen([sys.executable, "-c", script, str(own)], stderr=subprocess.PIPE)
    assert process.stderr is not None
    address = process.stderr.readline().split()[3].decode()
    try:
        with httpx.Client(base_url=address, timeout=60) as client:
            for number in range(5):
                assert client.post("/sparql", data={"query": f"ASK {{}} # {number}"}).status_code == 200
            deadline = time.monotonic() + 60
            while b"exokg_log_lines_lost_total 0.0\n" in client.get("/metrics").content:
                assert time.monotonic() < deadline
                time.sleep(0.05)
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
        process.stderr.close()


def test_a_log_that_nobody_reads_stops_nothing(own: Path) -> None:
    """The pipe is full: requests are answered, and the server ends when it is told to."""
    process = subprocess.Popen(
        [sys.executable, "-m", "exokg", "serve", "--store", str(own), "--port", "0", "--no-explorer",
         "--access-log", "full"],
        stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stderr is not None
    address = process.stderr.readline().split()[3].decode()
    try:
        with httpx.Client(base_url=address, timeout=60) as client:
            for number in range(30):
                query = f"ASK {{}} # {number} {'x' * 5000}"
                assert client.post("/sparql", data={"query": query}).status_code == 200
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
        process.stderr.close()


def test_sigterm_lets_running_queries_end(watched: Any) -> None:
    askers = [Asker(watched.url, (200, 503)) for _ in range(4)]
    for asker in askers:
        asker.start()
    watched.wait(lambda: sum(asker.count for asker in askers) > 50)
    workers = watched.workers()
    assert watched.stop() == 0
    for asker in askers:
        asker.stop()
        # the last request finds the connection closed or nobody listening, none is cut in the middle
        assert all(
            re.search("(?i)ConnectError|disconnected|ReadError|WriteError", text) for text in asker.wrong
        )
    assert alive(workers) == []


def test_sigterm_ends_in_time_even_with_a_long_query(patient: Any) -> None:
    answers: list[Any] = []
    thread = threading.Thread(target=lambda: answers.append(patient.ask(HEAVY)))
    thread.start()
    patient.wait(lambda: patient.runs(1))
    patient.process.send_signal(signal.SIGTERM)
    assert patient.process.wait(120) == 0  # the query would run for days, or until its time is over
    thread.join(60)
    assert [answer.json()["error"] for answer in answers] == ["shutdown"]
    patient.client.close()
    patient.process.stderr.close()


def test_a_taken_port_and_a_missing_store_are_said(own: Path, lasting: Any, tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import sys; from exokg.cli import main; sys.exit(main())", "serve"]
    for arguments, words in (
        (["--store", str(own), "--port", str(lasting.port)], "address"),
        (["--store", str(tmp_path), "--port", "0"], "no store"),
        (["--store", str(own), "--limit", "nonsense=1"], "no such limit"),
        (["--store", str(own), "--access-log", "loud"], "access-log"),
    ):
        found = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)
        assert found.returncode == 2
        assert words in found.stderr.lower(), found.stderr
        assert found.stdout == ""
        assert "Traceback" not in found.stderr


def test_few_descriptors(own: Path) -> None:
    """A server that may open little says 503 or answers; it does not fall over."""
    program = """
import resource, sys
resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
sys.argv = ["exokg", "serve", "--store", sys.argv[1], "--port", "0"]
from exokg.cli import main
sys.exit(main())
"""
    process = subprocess.Popen([sys.executable, "-c", program, str(own)], stderr=subprocess.PIPE)
    assert process.stderr is not None
    line = process.stderr.readline().decode()
    assert "serves at" in line or "error:" in line
    if "serves at" in line:
        port = int(line.split("http://127.0.0.1:")[1].split("/")[0])
        held = [socket.create_connection(("127.0.0.1", port)) for _ in range(80)]
        for connection in held:
            connection.close()
        deadline = time.monotonic() + 60
        while httpx.get(f"http://127.0.0.1:{port}/health", timeout=60).status_code != 200:
            assert time.monotonic() < deadline
    process.send_signal(signal.SIGTERM)
    process.wait(60)
    process.stderr.close()
    assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] > 64


def test_get_answers_one_request(own: Path) -> None:
    command = [sys.executable, "-c", "import sys; from exokg.cli import main; sys.exit(main())", "serve"]
    asked = [*command, "--store", str(own), "--get"]
    good = subprocess.run([*asked, "/sparql?query=ASK%7B%7D"], capture_output=True, text=True, check=False)
    assert (good.returncode, json.loads(good.stdout)["boolean"], good.stderr) == (0, True, "")
    file = own.parent / "two.ttl"
    file.write_text("<urn:a> <urn:b> 1, 2 .")
    count = "/sparql?query=SELECT%20(COUNT(*)%20AS%20?n)%7B?s%20?p%20?o%7D&format=csv"
    foreign = [*command, "--store", str(file), "--get", count]
    copied = subprocess.run(foreign, capture_output=True, text=True, check=False)
    assert (copied.returncode, copied.stdout.split()) == (0, ["n", "2"]), copied.stderr
    bad = subprocess.run([*asked, "/nowhere"], capture_output=True, text=True, check=False)
    assert (bad.returncode, bad.stdout) == (2, "")
    assert "404" in bad.stderr
