"""Queries whose head came before are answered without parser and task, and exactly as all others are."""

from __future__ import annotations

import asyncio
import re
import socket
import sys
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import serving
import uvicorn
from pyoxigraph import Store
from uvicorn.server import ServerState

from exokg.server.application import Application
from exokg.server.http import connection as connections
from exokg.server.http.direct import DirectAnswer, KnownRequests
from exokg.server.http.messages import Request
from exokg.server.limits import Limits
from exokg.server.settings import Settings
from exokg.server.site import Site
from exokg.server.source import FolderSource
from exokg.server.workers import worker
from exokg.server.workers.job import Query
from exokg.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import FrameType
    from typing import Self

pytestmark = pytest.mark.slow

ROWS = "SELECT%20*%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20ORDER%20BY%20%3Fs%20%3Fp%20%3Fo%20LIMIT%20"
LEARN = "/sparql?query=ASK%20%7B%7D"
TARGETS = {
    "a truth value": "/sparql?query=ASK%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D",
    "rows": f"/sparql?query={ROWS}3",
    "rows, blanks as plus signs": "/query?query=SELECT+*+%7B%7D",
    "another format": f"/sparql?query={ROWS}3&format=csv",
    "triples": "/sparql?query=CONSTRUCT%20WHERE%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20LIMIT%202&format=nt",
    "a volatile answer": "/sparql?query=ASK%20%7B%20FILTER(NOW()%20%3E%200)%20%7D",
    "a word that is no call": "/sparql?query=ASK%20%7B%20FILTER(%22NOW()%22%20%3D%20%22%22)%20%7D",
    "a syntax error": "/sparql?query=ASK%20%7B",
    "a refused query": "/sparql?query=ASK%20%7B%20SERVICE%20%3Curn:x%3E%20%7B%7D%20%7D",
    "two queries": "/sparql?query=ASK%7B%7D&query=ASK%7B%7D",
    "an update": "/sparql?update=x",
    "no UTF-8": "/sparql?query=%ff",
    "a wrong time": "/sparql?query=ASK%20%7B%7D&timeout=soon",
    "an unknown graph": "/sparql?query=ASK%20%7B%7D&default-graph-uri=urn:none",
    "a long answer": f"/sparql?query={ROWS}100000&format=xml",
    "no query": "/sparql?x=1",
    "another path": "/health?query=ASK%7B%7D",
}
HEADS = {
    "plain": "",
    "gzip": "Accept-Encoding: gzip\r\n",
    "accept": "Accept: application/sparql-results+xml;q=0.5, text/csv\r\n",
    "nothing fits": "Accept: image/png\r\n",
}


class Client:
    """One connection that reads whole answers, by length or in chunks."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._file = self._socket.makefile("rb")
        self.port = port

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._socket.close()

    def send(self, *targets: str, more: str = "") -> None:
        heads = [f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n{more}\r\n" for target in targets]
        self._socket.sendall("".join(heads).encode())

    def read(self) -> tuple[bytes, bytes]:
        """The head without its date, and the body."""
        lines = []
        while (line := self._file.readline()) not in (b"\r\n", b""):
            lines.append(line)
        head = b"".join(line for line in lines if not line.lower().startswith(b"date:"))
        if length := re.search(rb"(?i)content-length: (\d+)", head):
            return head, self._file.read(int(length[1]))
        body = b""
        while b"chunked" in head and (size := int(self._file.readline(), 16)):
            body += self._file.read(size)
            self._file.readline()
        if b"chunked" in head:
            self._file.readline()
        return head, body

    def ask(self, target: str, more: str = "") -> tuple[bytes, bytes]:
        self.send(target, more=more)
        return self.read()

    def rest(self) -> bytes:
        """All that comes until the server closes the connection."""
        return self._file.read()


@pytest.fixture(scope="module")
def long(store: Path) -> Iterator[Any]:
    """A server that gives long answers, without a cache: every query is new."""
    with serving.Serving(store, "--limit=cache_bytes=0") as running:
        yield running


@pytest.mark.parametrize("head", HEADS)
def test_direct_answers_are_those_of_the_usual_way(long: Any, head: str) -> None:
    """A header that is in no known head takes a request the usual way; nothing else differs."""
    with Client(long.port) as usual, Client(long.port) as direct:
        direct.ask(LEARN, HEADS[head] if head != "nothing fits" else "")
        for number, (what, target) in enumerate(TARGETS.items()):
            expected = usual.ask(target, f"{HEADS[head]}X-Number: {number}\r\nConnection: keep-alive\r\n")
            found = direct.ask(target, HEADS[head])
            assert found == expected, what
            assert found[0].startswith(b"HTTP/1.1 "), what


def test_answers_come_in_order_whatever_was_sent_ahead(long: Any) -> None:
    with Client(long.port) as client:
        client.ask(LEARN)
        targets = [f"/sparql?query={ROWS}{number}&format=csv" for number in (9, 1, 5, 2, 0)]
        for target in targets:  # one piece after another, before the first answer
            client.send(target)
        assert [client.read()[1].count(b"\r\n") for _ in targets] == [10, 2, 6, 3, 1]
        client.send(*targets)  # all in one
        assert [client.read()[1].count(b"\r\n") for _ in targets] == [10, 2, 6, 3, 1]


def test_a_client_that_leaves_ends_its_query(long: Any) -> None:
    heavy = "/sparql?query=SELECT+(COUNT(*)+AS+%3Fn)+%7B%3Fa+%3Fb+%3Fc+.+%3Fd+%3Fe+%3Ff+.+%3Fg+%3Fh+%3Fi%7D"
    client = Client(long.port)
    client.ask(LEARN)
    client.send(f"{heavy}&n=1")
    long.wait(lambda: long.runs(1))
    client.__exit__()
    long.wait(lambda: long.runs(0))
    assert b'exokg_worker_events_total{event="abandoned"} 1.0' in long.client.get("/metrics").content
    long.benign()


def test_an_answer_that_is_cut_ends_the_connection(store: Path) -> None:
    """Who sends the same head again does not wait for what never comes."""
    rows = "SELECT+*+%7B+%3Fa+%3Fb+%3Fc+.+%3Fd+a+%3Fe+%7D+LIMIT+20001"
    with serving.Serving(store, "--limit=result_rows=20000") as running:
        with Client(running.port) as client:
            client.ask(LEARN)
            client.send(f"/sparql?query={rows}")
            received = client.rest()
        assert received.startswith(b"HTTP/1.1 200")
        assert len(received) > 1_000_000
        assert not received.endswith(b"0\r\n\r\n")
        assert running.heard(rb"cut an answer to 127\.0\.0\.1: .* \((.*)\)", 1) == [b"result_rows"]
        running.benign()


def test_clients_of_a_proxy_are_told_apart(store: Path) -> None:
    with serving.Serving(store, "--trust-proxy", "127.0.0.1", "--access-log", "brief") as running:
        with Client(running.port) as client:
            for address in ("203.0.113.7", "203.0.113.8"):
                for target in (LEARN, TARGETS["rows"], TARGETS["rows"]):
                    head, _ = client.ask(target, f"X-Forwarded-For: {address}\r\n")
                    assert head.startswith(b"HTTP/1.1 200 ")
        assert running.stop() == 0
        log = running.said.decode()
        for address in ("203.0.113.7", "203.0.113.8"):
            assert log.count(f"{address} GET /sparql 200") == 3


ENTRANCES = {("connection", "data_received"), ("handle", "_readable"), ("worker", "answer")}
"""Where a query comes in, an answer comes back, and a worker begins."""


def serve(store: Path, talk: Callable[[int], object], profiler: Any = None) -> None:
    """Run the application in this process and talk to it from another thread."""

    async def main() -> None:
        app = Application(FolderSource(store), Settings())
        config = uvicorn.Config(app, http=connections.Connection, lifespan="off", log_config=None,
                                proxy_headers=False)  # fmt: skip
        config.load()
        async with app.lifespan():
            server = await asyncio.get_running_loop().create_server(
                lambda: connections.Connection(config=config, server_state=ServerState(), app_state={}),
                "127.0.0.1", 0,
            )  # fmt: skip
            while app.site.version.pool.running or "landing /" not in app.site.version.memory:
                await asyncio.sleep(0.02)
            sys.setprofile(profiler)
            await asyncio.to_thread(talk, server.sockets[0].getsockname()[1])
            sys.setprofile(None)
            server.close()

    serving.alone(main)


def test_what_is_taken_the_direct_way(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first request of a head is not, the others are; HTML, proxies and other paths never."""
    taken: list[bytes] = []

    class Counted(DirectAnswer):
        def ask(self) -> bool:
            taken.append(self._request.target)
            return super().ask()

    def talk(port: int) -> None:
        with Client(port) as client:
            for target in (LEARN, LEARN, *list(TARGETS.values())[:3], "/health?query=x", "/sparql?a=1#b"):
                client.ask(target)
            for _ in range(2):
                client.ask("/sparql?query=ASK%7B%7D", "Accept: text/html\r\n")
                client.ask("/sparql?query=ASK%7B%7D%20%23", "Connection: keep-alive\r\n")

    monkeypatch.setattr(connections, "DirectAnswer", Counted)
    serve(store, talk)
    assert taken == [target.encode() for target in list(TARGETS.values())[:3]]


def test_the_walk_of_a_query_is_the_one_described(store: Path) -> None:
    """A profiler sees every module of which a line runs for a new query; CONTRIBUTING names exactly those."""
    walked: set[str] = set()
    watched = threading.Event()
    entered: list[FrameType] = []

    def look(frame: FrameType, event: str, _: object) -> None:
        name = str(frame.f_globals.get("__name__"))
        if not watched.is_set() or not name.startswith("exokg."):
            return
        if event == "call":
            if (name.rpartition(".")[2], frame.f_code.co_name) in ENTRANCES:
                entered.append(frame)
            if entered:
                walked.add(f"{name.removeprefix('exokg.').removeprefix('server.').replace('.', '/')}.py")
        elif entered and frame is entered[-1]:
            entered.pop()

    def talk(port: int) -> None:
        with Client(port) as client:
            client.ask(LEARN)
            watched.set()
            client.ask(TARGETS["rows"])
            client.ask(LEARN)  # the same bytes as before: when it is answered, all is done for the other
            watched.clear()

    serve(store, talk, look)
    watched.set()
    sys.setprofile(look)
    worker.answer(EmbeddedStore(Store()), 1, Query("ASK {}"))
    sys.setprofile(None)
    text = (serving.ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    walk = text[text.index("One query over HTTP") : text.index("The first query with new headers")]
    described = set(re.findall(r"`([a-z_/]+\.py)`", walk))
    ours = ("http/", "sparql/", "workers/", "version.py", "site.py", "application.py", "routes.py", "pages/")
    assert {name for name in walked if name.startswith(ours)} == {
        name for name in described if name.startswith(ours)
    }
    assert described - walked == set()
    assert len([name for name in walked if name.startswith(ours)]) <= 10


def request(head: str) -> tuple[bytes, Request]:
    data = f"GET /kg/sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: a\r\n{head}\r\n".encode()
    headers = dict(line.lower().split(": ") for line in head.split("\r\n") if line)
    return data, Request("GET", b"/sparql", {"host": "a", **headers}, root="/kg")


def known_requests() -> KnownRequests:
    settings = Settings(root_path="/kg", limits=replace(Limits(), target_bytes=100))
    return KnownRequests(Site(FolderSource(serving.ROOT), settings))


@pytest.mark.parametrize(
    ("head", "known"),
    [
        ("", True),
        ("Accept: text/csv\r\n", True),
        ("Accept: text/html\r\n", False),
        ("Connection: close\r\n", False),
        ("Content-Length: 0\r\n", False),
        ("Transfer-Encoding: chunked\r\n", False),
        ("Expect: 100-continue\r\n", False),
        ("Upgrade: h2c\r\n", False),
        (f"X-Long: {'x' * 5000}\r\n", False),
    ],
)
def test_heads_that_may_be_known(head: str, known: bool) -> None:
    heads, here = known_requests(), ("127.0.0.1", 80)
    data, read = request(head)
    heads.learn(data, read, here, None)
    assert (heads.find(data, here, None) is not None) is known


def test_what_is_found_is_of_the_same_head_but_for_its_target() -> None:
    heads, here = known_requests(), ("127.0.0.1", 80)
    data, read = request("Accept: text/csv\r\n")
    heads.learn(data, read, here, None)
    other = data.replace(b"ASK%7B%7D", b"ASK%20%7B%7D")
    found = heads.find(other, here, ("192.0.2.1", 5))
    assert found is not None
    assert (found.target, found.headers, found.root) == (b"/sparql?query=ASK%20%7B%7D", read.headers, "/kg")
    assert found.client == "192.0.2.1"
    for wrong in (
        data + b"x",
        data[:-2],
        data.replace(b"GET", b"PUT"),
        data.replace(b"/kg", b""),
        data.replace(b"csv", b"tsv"),
        data.replace(b"ASK", b"A K"),
        data.replace(b"ASK", b"A#K"),
        data.replace(b"ASK", b"A\xffK"),
        data.replace(b"1.1", b"1.0"),
        data.replace(b"ASK", b"A" * 100),
        data.replace(b"sparql", b"health"),
    ):
        assert heads.find(wrong, here, None) is None
    assert heads.find(data, ("127.0.0.2", 80), None) is None
