"""The open hostile corpus: every file of it against a running server, with the outcome its INDEX expects."""

from __future__ import annotations

import csv
import gzip
import json
import re
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import psutil
import pytest
import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

CORPUS = Path(__file__).parent / "corpus"
with (CORPUS / "INDEX.tsv").open(encoding="utf-8") as _index:
    INDEX = {row["file"]: row for row in csv.DictReader(_index, delimiter="\t")}
QUERIES = sorted(name for name in INDEX if name.startswith("q"))
REQUESTS = sorted(name for name in INDEX if name.startswith("h"))
#: files too big to keep, as the program that writes them
GENERATED = {
    "q34_union_chain_8000.rq": "ASK { " + " UNION ".join(["{}"] * 8000) + " }",
    "q37_huge_literal_300k.rq": 'ASK { ?s ?p "' + "a" * 300_000 + '" }',
}
OK, REFUSED, BOUNDED = {200}, {400}, {400, 503}
OUTCOMES = {
    **dict.fromkeys(("q01", "q02", "q03", "q04", "q07", "q08", "q09", "q10", "q11", "q12", "q33"), REFUSED),
    **dict.fromkeys(("q05", "q06", "q27"), OK),
    **dict.fromkeys(("q25", "q28", "q36"), OK | BOUNDED),  # small data: in time
    "q30": BOUNDED,
    "q34": BOUNDED,
    "q37": {413, 414},
    "q38": {200, 400},
}


def text_of(name: str) -> str:
    return GENERATED.get(name) or (CORPUS / name).read_text(encoding="utf-8")


class Beacon:
    """A listener on the loopback interface that nothing may ever call."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(0.1)
        self.port = self._listener.getsockname()[1]
        self.hits = 0
        self._open = True
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        while self._open:
            try:
                connection, _ = self._listener.accept()
            except TimeoutError:
                continue
            self.hits += 1
            connection.close()

    def close(self) -> None:
        self._open = False
        self._thread.join()
        self._listener.close()


@pytest.fixture(scope="module")
def beacon() -> Iterator[Beacon]:
    listening = Beacon()
    yield listening
    listening.close()


@pytest.fixture(scope="module")
def bounded(store: Path) -> Iterator[Any]:
    """A server with low limits, so that hitting them takes no time."""
    running = serving.Serving(
        store, "--timeout-s", "0.8", "--limit=memory_bytes=268435456", "--limit=head_s=2", "--limit=body_s=2"
    )
    yield running
    assert running.stop() == 0
    assert b"Traceback" not in running.said
    assert b"bug:" not in running.said, running.said.decode()


def test_the_corpus_is_whole() -> None:
    """No file without an expectation, no expectation without a file."""
    files = {path.name for path in CORPUS.iterdir()} - {"INDEX.tsv"} | set(GENERATED)
    assert files == set(INDEX)
    assert len(QUERIES) + len(REQUESTS) == len(INDEX) == 55


def count(server: Any) -> str:
    """How many statements there are."""
    answer = server.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert answer.status_code == 200, answer.text
    return str(answer.text)


@pytest.mark.parametrize("name", QUERIES)
def test_query(bounded: Any, beacon: Beacon, name: str) -> None:
    query = text_of(name).replace("{PORT}", str(beacon.port))
    wanted = OUTCOMES.get(name[:3], BOUNDED)
    before = count(bounded)

    def whole(ask: Any) -> Any:  # a long answer that a limit stops breaks off
        try:
            for _ in range(60):  # until a busy machine has time for what is quick
                answer = ask()
                if answer.status_code != 503 or BOUNDED & wanted:
                    break
            return answer
        except httpx.RemoteProtocolError:
            if BOUNDED & wanted:
                return None
            raise

    ways = [lambda: bounded.ask(query)]
    if name[:3] not in ("q34", "q37"):  # no client can send those by GET
        ways.append(lambda: bounded.client.get("/query", params={"query": query, "x": "1"}))
    with ThreadPoolExecutor(2) as both:
        answers = [way.result() for way in [both.submit(whole, way) for way in ways]]  # some would take days
    for answer in filter(None, answers):
        assert answer.status_code in wanted, (answer.status_code, answer.text[:300])
        if answer.status_code != 200:
            assert answer.headers["Content-Type"] == "application/json"
            assert answer.json()["error"]
        if answer.status_code == 503:
            assert int(answer.headers["Retry-After"]) > 0
            assert answer.json()["limit"] in ("timeout_s", "memory_bytes", "slow_workers")
    bounded.benign()
    assert beacon.hits == 0
    assert psutil.Process(bounded.process.pid).memory_info().rss < 300_000_000
    assert count(bounded) == before


def test_words_in_strings_are_answered(bounded: Any) -> None:
    row = bounded.ask(text_of("q05_service_word_in_string.rq")).json()["results"]["bindings"][0]
    assert row["x"]["value"] == "SERVICE <http://127.0.0.1/>"
    assert bounded.ask(text_of("q06_service_prefixed_name.rq")).json()["boolean"] is False


def requests_of(name: str, host: str) -> list[bytes]:
    """The raw requests a file of the corpus describes."""
    found = []
    for line in (CORPUS / name).read_text(encoding="utf-8").replace("{HOST}", host).splitlines():
        request = json.loads(line)
        if "raw" in request:
            found.append(request["raw"].encode())
            continue
        if "method" not in request:
            continue
        target = request.get("target") or "".join(
            (request["target_repeat"][0], request["target_repeat"][1] * request["target_repeat"][2])
        )
        body = request.get("body", "").encode()
        if "body_hex" in request:
            body = bytes.fromhex(request["body_hex"])
        if "body_gz_repeat" in request:
            body = gzip.compress((request["body_gz_repeat"][0] * request["body_gz_repeat"][1]).encode(), 6)
        lines = [f"{request['method']} {target} HTTP/1.1"]
        lines += [f"{key}: {value}" for key, value in request["headers"]]
        if body or request["method"] == "POST":
            lines.append(f"Content-Length: {len(body)}")
        found.append("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
    return found


def status_of(answer: bytes) -> int:
    found = re.match(rb"HTTP/1\.1 (\d{3})", answer)
    return int(found[1]) if found else 0


STATUSES = {
    "h01": {421, 400}, "h02": {400}, "h03": {400}, "h04": {400, 421}, "h05": {200}, "h06": {415, 403},
    "h07": {400, 403, 404, 405, 415}, "h08": {403, 404, 405}, "h09": {400}, "h10": {405}, "h11": {415, 400},
    "h12": {415, 400}, "h13": {400, 415}, "h14": {404, 400}, "h15": {200, 406}, "h16": {200, 400, 406},
    "h17": {400}, "h18": {415, 413}, "h19": {413}, "h21": {400}, "h22": {414, 400, 431}, "h24": {204},
}  # fmt: skip


@pytest.mark.parametrize("name", [name for name in REQUESTS if name[:3] in STATUSES])
def test_request(bounded: Any, name: str) -> None:
    pid = bounded.process.pid
    for request in requests_of(name, bounded.host):
        answer = bounded.raw(request)
        assert status_of(answer) in STATUSES[name[:3]], (request[:200], answer[:400])
        head, _, body = answer.partition(b"\r\n\r\n")
        assert b"evil.example" not in answer
        assert b"root:" not in body
        assert b"MANIFEST" not in body
        assert b"x-evil" not in head.lower()
        assert b"<script>" not in body
        assert b"x-content-type-options: nosniff" in head.lower()
        assert b"access-control-allow-origin" not in head.lower()
        assert answer.count(b"HTTP/1.1 ") == 1
        if status_of(answer) == 405:
            assert b"\r\nallow: " in head.lower()
    bounded.benign()
    assert bounded.process.pid == pid
    assert bounded.process.poll() is None


def test_h20_slow_heads_are_closed_and_keep_nobody_waiting(bounded: Any) -> None:
    drip = json.loads((CORPUS / "h20_slowloris.http.jsonl").read_text())["drip"]
    prefix = drip["prefix"].replace("{HOST}", bounded.host).encode()
    connections = [socket.create_connection(("127.0.0.1", bounded.port)) for _ in range(drip["connections"])]
    try:
        for connection in connections:
            connection.sendall(prefix)
        bounded.benign()
        for connection in connections:
            connection.settimeout(120)
            with suppress(ConnectionResetError):  # but silence until then is a fault
                received = b""
                while part := connection.recv(65536):
                    received += part
                assert status_of(received) in (408, 0)
    finally:
        for connection in connections:
            connection.close()


@pytest.fixture
def patient(store: Path) -> Iterator[Any]:
    """A server whose clock ends no query of these tests."""
    running = serving.Serving(store, "--timeout-s", "300")
    yield running
    assert running.stop() == 0


def test_h23_nothing_runs_on_for_a_client_that_left(patient: Any) -> None:
    request = requests_of("h23_client_disconnect.http.jsonl", patient.host)[0]
    with socket.create_connection(("127.0.0.1", patient.port)) as connection:
        connection.sendall(request)
        patient.wait(lambda: patient.runs(1))
    patient.wait(lambda: patient.runs(0))
    assert b'event="abandoned"} 0.0' not in patient.client.get("/metrics").content


def test_unforeseen_bytes_never_reach_a_traceback(bounded: Any) -> None:
    for data in (
        b"\x00\x01\x02\r\n\r\n",
        b"GET\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n",
        b"GET /%ff HTTP/1.1\r\nHost: " + bounded.host.encode() + b"\r\n\r\n",
    ):
        assert status_of(bounded.raw(data)) in (400, 404, 421), data
    bounded.benign()
