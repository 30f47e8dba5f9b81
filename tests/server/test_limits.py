"""Every limit, one below and one above."""

from __future__ import annotations

import socket
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow
HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def tight(store: Path) -> Iterator[Any]:
    limits = {
        "result_rows": 10, "result_bytes": 20_000, "query_bytes": 2000, "target_bytes": 3000,
        "header_bytes": 1000, "queue": 4, "connections_per_address": 20, "workers": 1, "slow_workers": 1,
        "connections": 20,
        "head_s": 1, "body_s": 1, "idle_s": 2,
        "cache_bytes": 0, "memory_bytes": 200_000_000,
    }  # fmt: skip
    options = [f"--limit={name}={value}" for name, value in limits.items()]
    running = serving.Serving(store, "--timeout-s", "1.5", *options)
    yield running
    assert running.stop() == 0
    assert b"bug:" not in running.said, running.said.decode()


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_rows(tight: Any, name: str) -> None:
    query = "SELECT * {{ VALUES ?x {{ {} }} }}"
    whole = tight.ask(query.format(" ".join(map(str, range(10)))), "*/*", format=name)
    assert whole.status_code == 200, whole.text
    answer = tight.ask(query.format(" ".join(map(str, range(11)))), "*/*", format=name)
    assert (answer.status_code, answer.json()["limit"]) == (400, "result_rows")


def test_triples(tight: Any) -> None:
    query = "CONSTRUCT {{ <urn:s> <urn:p> ?x }} WHERE {{ VALUES ?x {{ {} }} }}"
    assert tight.ask(query.format(" ".join(map(str, range(10)))), "*/*").status_code == 200
    answer = tight.ask(query.format(" ".join(map(str, range(11)))), "*/*")
    assert (answer.status_code, answer.json()["limit"]) == (400, "result_rows")


def test_bytes(tight: Any) -> None:
    def query(size: int) -> str:
        doubled = "CONCAT(?a,?a,?a,?a,?a,?a,?a,?a,?a,?a)"
        return (
            f'SELECT ?c {{ BIND("{"x" * 100}" AS ?a) BIND({doubled} AS ?b) '
            f"BIND(SUBSTR(CONCAT({','.join(['?b'] * 21)}), 1, {size}) AS ?c) }}"
        )

    overhead = len(b"c\r\n\r\n")
    whole = tight.ask(query(20_000 - overhead), "*/*", format="csv")
    assert (whole.status_code, len(whole.content)) == (200, 20_000)
    answer = tight.ask(query(20_000 - overhead + 1), "*/*", format="csv")
    assert (answer.status_code, answer.json()["limit"]) == (400, "result_bytes")


def test_query_bytes(tight: Any) -> None:
    def send(size: int) -> Any:
        query = "ASK {}".ljust(size)
        return tight.client.post(
            "/sparql", content=query, headers={"Content-Type": "application/sparql-query"}
        )

    assert send(2000).status_code == 200
    assert send(2001).status_code == 413
    chunked = tight.client.post(
        "/sparql",
        content=iter([b" " * 1500, b" " * 1500]),
        headers={"Content-Type": "application/sparql-query"},
    )
    assert chunked.status_code == 413


def test_target_bytes(tight: Any) -> None:
    def send(size: int) -> bytes:
        target = "/sparql?query=ASK%7B%7D&x=".ljust(size, "a")
        return bytes(tight.raw(f"GET {target} HTTP/1.1\r\nHost: {tight.host}\r\n\r\n".encode()))

    assert send(3000).startswith(b"HTTP/1.1 200")
    assert send(3001).startswith(b"HTTP/1.1 414")


def test_header_bytes(tight: Any) -> None:
    def send(size: int) -> bytes:
        host = f"Host: {tight.host}\r\n"
        filler = "X: ".ljust(size - len(host) - 2, "a")
        return bytes(tight.raw(f"GET /health HTTP/1.1\r\n{host}{filler}\r\n\r\n".encode()))

    assert send(1000).startswith(b"HTTP/1.1 200")
    assert send(1001).startswith(b"HTTP/1.1 431")


def test_time(tight: Any) -> None:
    began = time.monotonic()
    answer = tight.ask(HEAVY)
    took = time.monotonic() - began
    assert (answer.status_code, answer.json()["limit"]) == (503, "timeout_s")
    assert took > 1.4  # without a limit it runs for days
    tight.benign()


def test_a_client_may_only_lower_the_time(tight: Any) -> None:
    assert "0.1 s" in tight.ask(HEAVY, timeout="0.1").json()["message"]
    assert "1.5 s" in tight.ask(HEAVY, timeout="1000").json()["message"]
    assert tight.ask("ASK {}", timeout="nan").status_code == 400


@pytest.fixture
def patient(store: Path) -> Iterator[Any]:
    """A server with little memory and much time."""
    running = serving.Serving(store, "--limit=memory_bytes=200000000")
    yield running
    assert running.stop() == 0


def test_memory(patient: Any) -> None:
    rows = (
        "SELECT (SUM(STRLEN(?x)) AS ?n) {{ {{ SELECT * {{ ?a ?b ?c . ?d ?e ?f }} LIMIT {} }} BIND(1 AS ?x) }}"
    )
    assert patient.ask(rows.format(10)).status_code == 200
    text = "".join(f"BIND(CONCAT(?x{n},?x{n}) AS ?x{n + 1}) " for n in range(28))
    answer = patient.ask(f'SELECT (STRLEN(?x28) AS ?n) {{ BIND("aaaaaaaaaa" AS ?x0) {text} }}')
    assert (answer.status_code, answer.json()["limit"]) == (503, "memory_bytes")
    patient.benign()


def test_queue(tight: Any) -> None:
    """One worker with one in its pipe, four waiting: the next is turned away and told when to come back."""
    answers: list[Any] = []
    heavy = [f"{HEAVY} # {number}" for number in range(12)]
    threads = [threading.Thread(target=lambda q=query: answers.append(tight.ask(q))) for query in heavy]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    refused = [answer for answer in answers if answer.json().get("limit") == "queue"]
    assert {answer.status_code for answer in answers} == {503}
    assert refused
    assert all(int(answer.headers["Retry-After"]) >= 1 for answer in refused)
    assert {answer.json()["limit"] for answer in answers} <= {"queue", "timeout_s", "slow_workers"}
    tight.benign()


def test_a_query_behind_a_slow_one_is_answered_elsewhere(tight: Any) -> None:
    """It waits in the slow one's pipe, is handed on, and never pays for what happens to that worker."""
    for turn in range(4):
        heavy = threading.Thread(
            target=tight.ask, args=(f"{HEAVY} # behind {turn}",), kwargs={"timeout": "0.4"}
        )
        heavy.start()
        answers: list[Any] = []

        def ask(number: int, turn: int = turn, answers: list[Any] = answers) -> None:
            answers.append(tight.ask(f"ASK {{ <urn:behind-{turn}-{number}> ?p ?o }}"))

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(2)]
        for thread in threads:
            thread.start()
        for thread in [*threads, heavy]:
            thread.join()
        assert [answer.status_code for answer in answers] == [200, 200], [answer.text for answer in answers]


def test_pages_take_turns_by_client(tight: Any) -> None:
    """A client that asks for many pages at once keeps nobody else's page waiting; its own are turned away."""
    enough = threading.Event()

    def keep_busy(number: int) -> None:
        while not enough.is_set():
            tight.ask(f"{HEAVY} # pages {number}")

    heavy = [threading.Thread(target=keep_busy, args=(number,)) for number in range(3)]
    for thread in heavy:  # no worker is free
        thread.start()
    tight.wait(lambda: b"exokg_queries_waiting 0.0" not in tight.client.get("/metrics").content)

    def page(source: str, number: int) -> socket.socket:
        found = socket.create_connection(("127.0.0.1", tight.port), timeout=60, source_address=(source, 0))
        found.sendall(f"GET /about?iri=urn:{source}:{number} HTTP/1.1\r\nHost: {tight.host}\r\n\r\n".encode())
        return found

    greedy = [page("127.0.0.2", number) for number in range(8)]
    tight.wait(lambda: b'event="refused"} 0.0' not in tight.client.get("/metrics").content)
    other = page("127.0.0.3", 0)
    assert serving.read_all(other).startswith(b"HTTP/1.1 404 ")  # looked up, and not found
    refused = [serving.read_all(one).startswith(b"HTTP/1.1 503 ") for one in greedy]
    assert any(refused)
    enough.set()
    for thread in heavy:
        thread.join()
    for one in (*greedy, other):
        one.close()


@pytest.fixture
def alone(tight: Any) -> Any:
    """The tight server once it has no client but this test's."""
    tight.wait(lambda: b"exokg_connections 1.0\n" in tight.client.get("/metrics").content)
    return tight


def test_connections(alone: Any) -> None:
    """Where no connection is idle, the next one is turned away, and has the time to read why."""
    tight = alone
    held = [socket.create_connection(("127.0.0.1", tight.port)) for _ in range(20)]
    try:
        for connection in held:
            connection.sendall(b"GET / HTTP/1.1\r\n")
        tight.client.close()
        tight.client = httpx.Client(base_url=tight.url, timeout=30)
        with socket.create_connection(("127.0.0.1", tight.port), timeout=60) as late:
            received = late.recv(65536)
            assert received.startswith(b"HTTP/1.1 503")
            assert b"connection: close" in received
            late.sendall(b"GET / HTTP/1.1\r\n")  # after it was turned away
            time.sleep(0.2)
            late.sendall(b"\r\n")
            while part := late.recv(65536):  # a ConnectionResetError: the answer may have been lost
                received += part
        assert b'"limit": "connections"' in received
    finally:
        for connection in held:
            connection.close()


def test_idle_connections_keep_nobody_out(alone: Any) -> None:
    alone.client.close()  # or its own idle connection may be closed just as it asks
    alone.client = httpx.Client(base_url=alone.url, timeout=30)
    held = [socket.create_connection(("127.0.0.1", alone.port)) for _ in range(60)]
    try:
        alone.benign()
        assert alone.raw(f"GET /health HTTP/1.1\r\nHost: {alone.host}\r\n\r\n".encode())[9:12] == b"200"
    finally:
        for connection in held:
            connection.close()


def test_the_connection_idle_longest_makes_room(alone: Any) -> None:
    """Not the oldest: a client that keeps asking keeps its connection."""
    request = f"HEAD /health HTTP/1.1\r\nHost: {alone.host}\r\n\r\n".encode()
    held = [socket.create_connection(("127.0.0.1", alone.port), timeout=60) for _ in range(19)]
    try:
        for connection in held:
            connection.sendall(request)
            assert connection.recv(65536).startswith(b"HTTP/1.1 200")
        alone.benign()
        held.append(socket.create_connection(("127.0.0.1", alone.port), timeout=60))
        assert held[0].recv(65536) == b""
        alone.benign()
    finally:
        for connection in held:
            connection.close()


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"GET /health HTTP/1.1\r\nHost: {host}\r\nX: ", b"HTTP/1.1 408"),
        (b"POST /sparql HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/sparql-query\r\n"
         b"Content-Length: 9\r\n\r\nASK", b"HTTP/1.1 408"),
        (b"", b""),
    ],
    ids=["head_s", "body_s", "idle_s"],
)  # fmt: skip
def test_slow_clients(alone: Any, data: bytes, status: bytes) -> None:
    with socket.create_connection(("127.0.0.1", alone.port), timeout=60) as connection:
        connection.sendall(data.replace(b"{host}", alone.host.encode()))
        received = b""
        while part := connection.recv(65536):  # a TimeoutError: it was left open
            received += part
    assert received[:12] == status


def test_a_slow_reader_holds_no_worker(server: Any) -> None:
    """The answer leaves the worker whole; the time a client takes to read it is no other client's trouble."""
    query = "SELECT * { VALUES ?x { " + " ".join(map(str, range(1900))) + " } ?s ?p ?o } LIMIT 1900"
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        body = f"query={query}".encode()
        connection.sendall(
            f"POST /sparql HTTP/1.1\r\nHost: {server.host}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        server.wait(lambda: server.runs(0))
        server.benign()


def test_workers_are_sandboxed(server: Any) -> None:
    """What the kernel says of the workers that answer, not what we meant."""
    import psutil

    workers = [pid for pid in server.workers() if b"Seccomp:\t2" in Path(f"/proc/{pid}/status").read_bytes()]
    assert len(workers) >= 3
    for pid in workers:
        process = psutil.Process(pid)
        assert not process.net_connections()
        assert process.rlimit(psutil.RLIMIT_FSIZE) == (0, 0)
        assert process.rlimit(psutil.RLIMIT_CORE) == (0, 0)
        assert process.rlimit(psutil.RLIMIT_AS)[0] < 4 * 2**30
