"""Long answers: they begin before they are whole, need little memory, and a cut one never seems whole."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import re
import signal
import socket
import time
from typing import TYPE_CHECKING, Any

import httpx
import psutil
import pyoxigraph as ox
import pytest
import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow
MEGABYTE = 1_000_000
SECONDS = 300  # a worker of low priority hardly runs on a busy machine
#: tens of millions of rows: nobody waits for the last of them
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
#: the same of triples, of which no two are equal: the engine writes each once
ENDLESS_GRAPH = "CONSTRUCT { ?a ?e ?x } WHERE { ?a ?b ?c . ?d ?e ?f BIND(UUID() AS ?x) }"
ROWS = "SELECT ?a ?b ?c ?d { ?a ?b ?c . ?d a ?e } LIMIT %d"
JSON = "application/sparql-results+json"


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory, quads: list[Any]) -> Iterator[Any]:
    """A server that lets an answer be long and slow; its whole graph is long, too."""
    note = ox.NamedNode("urn:note")
    notes = [ox.Quad(ox.NamedNode(f"urn:{number}"), note, ox.Literal("long " * 200)) for number in range(999)]
    root = tmp_path_factory.mktemp("wide")
    serving.write_version(root, [*quads, *notes], "wide")
    limits = {"result_rows": 10**9, "result_bytes": 10**12, "unsent_bytes": MEGABYTE, "slow_workers": 4}
    running = serving.Serving(
        root, "--timeout-s", str(SECONDS), *(f"--limit={name}={value}" for name, value in limits.items())
    )
    yield running
    assert running.stop() == 0
    assert b"bug:" not in running.said, running.said.decode()


@pytest.fixture(scope="module")
def short(store: Path) -> Iterator[Any]:
    """A server that cuts an answer after its head was sent, and has time to get there on a busy machine."""
    running = serving.Serving(store, "--timeout-s", str(SECONDS), "--limit=result_rows=20000")
    yield running
    assert running.stop() == 0
    assert b"bug:" not in running.said, running.said.decode()


def stream(server: Any, query: str, accept: str = JSON, **headers: str) -> Any:
    return server.client.stream(
        "POST", "/sparql", data={"query": query}, headers={"Accept": accept, **headers}, timeout=SECONDS
    )


def drain(answer: Any) -> bytes:
    """Read a streamed answer as far as it goes; its end has to be seen as too soon."""
    received: list[bytes] = []
    with pytest.raises(httpx.RemoteProtocolError, match="incomplete chunked read"):
        received.extend(answer.iter_raw())
    return b"".join(received)


def send(server: Any, head: str, query: str) -> socket.socket:
    """Send a query and read nothing."""
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=60)
    lines = f"{head}\r\nHost: {server.host}\r\nContent-Type: application/sparql-query\r\n"
    connection.sendall(f"{lines}Content-Length: {len(query)}\r\n\r\n{query}".encode())
    return connection


def test_a_short_answer_has_a_length(wide: Any) -> None:
    query = {"query": ROWS % 100}
    answer = wide.client.post("/sparql", data=query, headers={"Accept-Encoding": "identity"})
    assert int(answer.headers["Content-Length"]) == len(answer.content)
    assert "Transfer-Encoding" not in answer.headers


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_a_long_answer_is_whole(wide: Any, name: str) -> None:
    """The next request goes over the same connection, so the end was found where it is."""
    answer = wide.ask(ROWS % 40_000, "*/*", format=name)
    assert answer.headers["Transfer-Encoding"] == "chunked"
    assert "Content-Length" not in answer.headers
    assert answer.headers["ETag"]
    assert len(answer.content) > 2 * MEGABYTE
    found: dict[str, Callable[[], int]] = {
        "json": lambda: len(answer.json()["results"]["bindings"]),
        "xml": lambda: answer.text.count("<result>"),
        "csv": lambda: len(list(csv.reader(io.StringIO(answer.text)))) - 1,
        "tsv": lambda: answer.text.count("\n") - 1,
    }
    assert found[name]() == 40_000
    wide.benign()


def test_gzip_on_the_way(wide: Any) -> None:
    with stream(wide, ROWS % 40_000, **{"Accept-Encoding": "gzip"}) as answer:
        body = b"".join(answer.iter_raw())
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Transfer-Encoding"] == "chunked"
    assert len(json.loads(gzip.decompress(body))["results"]["bindings"]) == 40_000


@pytest.mark.parametrize("query", [ENDLESS, ENDLESS_GRAPH], ids=["select", "construct"])
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_the_first_byte_comes_before_the_last_row(wide: Any, query: str, encoding: str) -> None:
    with stream(wide, query, f"{JSON}, text/turtle", **{"Accept-Encoding": encoding}) as answer:
        assert answer.status_code == 200
        pieces = answer.iter_bytes()  # kept: to drop it is to hang up
        assert next(pieces)
        assert wide.runs(1)
    wide.wait(lambda: wide.runs(0))  # long before the last row: the client is gone, the query with it
    wide.benign()


@pytest.mark.parametrize("query", [ENDLESS, ENDLESS_GRAPH], ids=["select", "construct"])
def test_memory_stays_flat(wide: Any, query: str) -> None:
    process = psutil.Process(wide.process.pid)
    received = 0
    with stream(wide, query, f"{JSON}, application/n-triples", **{"Accept-Encoding": "identity"}) as answer:
        for number, piece in enumerate(answer.iter_raw(MEGABYTE)):
            received += len(piece)
            if number == 3:
                before = process.memory_info().rss
            if received > 12 * MEGABYTE:
                break
    assert process.memory_info().rss < before + 4 * MEGABYTE
    wide.wait(lambda: wide.runs(0))


def test_head_of_a_long_answer(wide: Any) -> None:
    answer = wide.client.head("/sparql", params={"query": ENDLESS}, headers={"Accept": JSON})
    assert (answer.status_code, answer.content) == (200, b"")
    assert "Content-Length" not in answer.headers
    wide.wait(lambda: wide.runs(0))
    wide.benign()


def test_http_1_0_knows_no_chunks(short: Any) -> None:
    """Without chunks only a length can say that an answer is whole: it waits until it is."""
    with send(short, "POST /sparql HTTP/1.0\r\nAccept: text/csv", ROWS % 15_000) as connection:
        received = b""
        while part := connection.recv(65536):
            received += part
    head, _, body = received.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200")
    assert b"transfer-encoding" not in head
    found = re.search(rb"content-length: (\d+)", head)
    assert found
    assert int(found[1]) == len(body) > 1024 * 1024
    with send(short, "POST /sparql HTTP/1.0\r\nAccept: text/csv", ROWS % 20_001) as connection:
        received = serving.read_all(connection)
    assert received.startswith(b"HTTP/1.1 400")
    assert b'"limit": "result_rows"' in received


def cut(server: Any, query: str, accept: str = JSON, **headers: str) -> bytes:
    with stream(server, query, accept, **{"Accept-Encoding": "identity", **headers}) as answer:
        assert answer.status_code == 200
        return drain(answer)


def test_a_limit_cuts_the_connection(short: Any) -> None:
    received = cut(short, ROWS % 20_001)
    assert len(received) > MEGABYTE
    with pytest.raises(json.JSONDecodeError):
        json.loads(received)
    received = cut(short, f"{ROWS % 20_001} # xml", "application/sparql-results+xml")
    assert b"</sparql>" not in received
    cut(short, ENDLESS_GRAPH, "application/n-triples")
    received = cut(short, ROWS % 20_001, **{"Accept-Encoding": "gzip"})
    with pytest.raises(EOFError):
        gzip.decompress(received)
    assert b"exokg_answers_cut_total 4.0\n" in short.client.get("/metrics").content
    short.benign()
    assert short.heard(rb"cut an answer to 127\.0\.0\.1: .* \((.*)\)", 4) == [b"result_rows"] * 4


def test_a_worker_that_dies_cuts_the_connection(wide: Any) -> None:
    with stream(wide, f"{ENDLESS} # dies") as answer:
        wide.wait(wide.slow)
        for pid in wide.slow():
            os.kill(pid, signal.SIGKILL)
        drain(answer)
    wide.benign()


def test_a_long_query_too_many_goes_on_until_its_place_is_wanted(store: Path) -> None:
    limits = {"result_rows": 10**9, "result_bytes": 10**12, "workers": 1, "slow_workers": 0}
    options = [f"--limit={name}={value}" for name, value in limits.items()]
    with serving.Serving(store, *options) as running:
        with stream(running, ENDLESS) as answer:
            pieces = answer.iter_raw()
            begin = time.monotonic()
            while time.monotonic() < begin + 1.2:  # past the age at which it has to make room
                assert next(pieces)
            assert running.runs(1)
            running.benign()
            with pytest.raises(httpx.RemoteProtocolError, match="incomplete chunked read"):
                list(pieces)
        assert running.stop() == 0
        assert b"cut an answer to 127.0.0.1: too many long queries are running" in running.said


def unread(server: Any, seconds: int) -> bytes:
    """Ask for 17 MB, read nothing before the deadline, then everything up to the end of the connection."""
    query = f'SELECT ?a ?b ?c ?d ?x {{ ?a ?b ?c . ?d ?e ?f BIND("{"x" * 600}" AS ?x) }} LIMIT 19000'
    head = f"POST /sparql?timeout={seconds} HTTP/1.1\r\nConnection: close\r\nAccept: text/csv"
    with send(server, head, query) as connection:
        assert connection.recv(1, socket.MSG_PEEK)
        server.wait(lambda: server.runs(0))
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_an_answer_nobody_reads_frees_its_worker_at_the_deadline(wide: Any) -> None:
    """Beyond ``unsent_bytes`` the worker waits for the reader, but no longer than for anything else."""
    for seconds in (1, 8, 64):
        received = unread(wide, seconds)
        if received.startswith(b"HTTP/1.1 503"):
            continue  # on a busy machine the time may run out before the answer begins
        assert received.startswith(b"HTTP/1.1 200")
        assert not received.endswith(b"0\r\n\r\n")
        if b"the answer was read no further for" in wide.heard(
            rb"127\.0\.0\.1: (the .* for|the .* than) %d s" % seconds, 1
        ):
            break  # not "the query ran longer than", because too little was written to wait for the reader
    else:
        pytest.fail("no answer began before its deadline")
    wide.benign()


def test_what_fits_into_memory_frees_its_worker_at_once(wide: Any) -> None:
    """1.2 MB: long enough to be streamed, and within ``unsent_bytes`` whatever pipes and sockets hold."""
    query = f'SELECT ?x {{ ?a ?b ?c . ?d ?e ?f BIND("{"x" * 600}" AS ?x) }} LIMIT 2000'
    with send(wide, "POST /sparql HTTP/1.1\r\nAccept: text/csv", query) as connection:
        assert connection.recv(1, socket.MSG_PEEK)
        wide.wait(lambda: wide.runs(0))
        received = b""
        while not received.endswith(b"0\r\n\r\n"):
            received += connection.recv(65536)
    assert len(received) > 1024 * 1024


def test_the_whole_graph_is_streamed(wide: Any) -> None:
    answer = wide.client.get("/export/exokg.nt")
    assert answer.headers["Transfer-Encoding"] == "chunked"
    assert answer.text.count("<urn:note>") == 999
