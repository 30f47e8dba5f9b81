"""The parts of the server that need no server."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any
from urllib.parse import unquote_to_bytes

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exokg.server.http.access import HostPolicy, ProxyPolicy, check_site
from exokg.server.http.messages import BadRequestError, HeadWriter, Request, Response, _unquote, problem
from exokg.server.limits import Limits
from exokg.server.pages.answer_tables import AnswerTable, cell
from exokg.server.sparql.endpoint import AnswerCache
from exokg.server.workers.fair_queue import FairQueue
from exokg.server.workers.job import ANSWER, HEAD, Query, Splitter, frame
from exokg.server.workers.output_limits import CountingSink, LimitReachedError, row_counter
from exokg.server.workers.worker import evaluate
from exokg.store.embedded import EmbeddedStore


def test_the_first_worker_waits_for_few_imports() -> None:
    """What the server needs after its first worker was started is imported while that one starts."""
    code = "import sys, exokg.server.running, exokg.server.source; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    later = {
        "exokg.server.routes",
        "exokg.server.listening",
        "uvicorn",
        "prometheus_client",
        "jinja2",
        "click",
    }
    loaded = set(done.stdout.split())
    assert "exokg.server.workers.supervisor" in loaded
    assert sorted(later & loaded) == []


def test_routes_load_nothing_that_reads_records() -> None:
    code = "import sys, exokg.server.routes, exokg.server.listening; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert {"pydantic", "yaml", "rdflib", "networkx", "matplotlib"} & set(done.stdout.split()) == set()


@given(
    st.lists(st.tuples(st.integers(0, 2**32 - 1), st.integers(0, 9), st.binary(max_size=200)), max_size=8),
    st.data(),
)
def test_frames_survive_any_chunking(frames: list[tuple[int, int, bytes]], data: st.DataObject) -> None:
    stream = b"".join(frame(*parts) for parts in frames)
    splitter = Splitter()
    found = []
    at = 0
    while at < len(stream):
        size = data.draw(st.integers(1, 40))
        found += list(splitter.feed(stream[at : at + size]))
        at += size
    assert found == frames


def test_a_frame_without_measure_is_refused() -> None:
    with pytest.raises(ValueError, match="frame"):
        list(Splitter().feed(HEAD.pack(1, ANSWER, 2**31)))


def test_a_job_is_what_it_was() -> None:
    job = Query("SELECT * {}", graph=None, default_graphs=("urn:a", "urn:b"), compress=True, timeout_s=0.5)
    assert Query.decode(job.encode()) == job


@given(st.binary(max_size=60))
def test_percent_decoding_is_the_standard_librarys(data: bytes) -> None:
    assert _unquote(data) == unquote_to_bytes(data)


@given(st.text(alphabet="%0123456789abcdefABCDEF =_.\r\n\t?", max_size=40))
def test_percent_decoding_of_crooked_text(text: str) -> None:
    assert _unquote(text.encode()) == unquote_to_bytes(text.encode())


EVERYWHERE = "0.0.0.0"  # noqa: S104 - compared with, not bound to
CELLS = st.one_of(
    st.none(), st.text(max_size=12), st.sampled_from(['a"b', "x\r\ny", "},{", ',{"', "<result>", "\t\n"])
)


@given(
    st.lists(st.tuples(CELLS, CELLS), max_size=12),
    st.sampled_from(["json", "xml", "csv", "tsv"]),
    st.integers(1, 60),
)
def test_rows_are_counted_exactly(rows: list[tuple[str | None, str | None]], name: str, size: int) -> None:
    formats = {"json": ox.QueryResultsFormat.JSON, "xml": ox.QueryResultsFormat.XML,
               "csv": ox.QueryResultsFormat.CSV, "tsv": ox.QueryResultsFormat.TSV}  # fmt: skip
    cells = [[str(ox.Literal(cell)) if cell is not None else "UNDEF" for cell in row] for row in rows]
    if any("\ud800" <= letter <= "\udfff" for row in rows for cell in row for letter in cell or ""):
        return
    values = " ".join(f"({' '.join(row)})" for row in cells)
    solutions = ox.Store().query(f"SELECT * {{ VALUES (?a ?b) {{ {values} }} }}")
    assert isinstance(solutions, ox.QuerySolutions)
    data = solutions.serialize(format=formats[name])
    assert data is not None
    count = row_counter(name)
    found = sum(count(data[at : at + size]) for at in range(0, len(data), size))
    empty = rows.count((None, None)) if name == "json" else 0
    assert found == len(rows) - empty  # a row without one value is no object with a name in it


SHOWN = """SELECT ?a ?b { VALUES (?a ?b) {
  (1 <http://example.org/x>) ('two'@en UNDEF) ('a\\nb' true) (<https://w3id.org/exokg/term/x> 2.5)
} }"""


@pytest.mark.parametrize("shown", [1, 3, 9])
def test_a_page_shows_what_the_whole_answer_says(shown: int) -> None:
    """The worker gives the first rows, and the number of all, so that the server reads no long answer."""
    store = EmbeddedStore(ox.Store())
    whole = json.loads(evaluate(store, Query(SHOWN), lambda _: None)[1:])
    found = json.loads(evaluate(store, Query(SHOWN, shown=shown), lambda _: None)[1:])
    table = AnswerTable.read(found)
    assert (table.columns, table.total, table.in_words) == (whole["head"]["vars"], 4, "4 rows")
    expected = [
        [cell(row.get(name)) for name in table.columns] for row in whole["results"]["bindings"][:shown]
    ]
    assert table.rows == expected


def test_a_page_shows_truth_values_graphs_and_limits() -> None:
    store = EmbeddedStore(ox.Store())

    def shown(query: str, **limits: int) -> Any:
        return json.loads(evaluate(store, Query(query, shown=2, **limits), lambda _: None)[1:])  # type: ignore[arg-type]

    assert shown("ASK {}") == {"columns": ["answer"], "total": 1, "rows": [[["true", "", ""]]]}
    graph = "CONSTRUCT { <urn:a> <urn:b> ?x } WHERE { VALUES ?x { 1 2 3 } }"
    assert "<urn:a> <urn:b> 1 , 2 , 3 ." in " ".join(shown(graph)["text"].split())
    for query in (graph, "SELECT * { VALUES ?x { 1 2 3 } }"):
        with pytest.raises(LimitReachedError, match="result_rows = 2"):
            shown(query, rows=2)


def test_the_sink_stops_at_its_limits() -> None:
    sink = CountingSink(lambda _: None, Query("", size=10), None, b"s")
    sink.write(b"1234567890")
    with pytest.raises(LimitReachedError, match="result_bytes = 10"):
        sink.write(b"1")
    assert CountingSink(lambda _: None, Query(""), None, b"s").finish() == b"s"


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers()), max_size=40))
def test_nobody_is_turned_away_for_a_greedier_client(requests: list[tuple[str, int]]) -> None:
    room: FairQueue[tuple[str, int, int]] = FairQueue(6)
    turned = []
    for number, (client, value) in enumerate(requests):
        away = room.add(client, (client, value, number))
        if away is not None:
            turned.append(away)
    left = []
    while (item := room.next()) is not None:
        left.append(item)
    assert len(left) == min(6, len(requests))
    assert len(left) + len(turned) == len(requests)
    held = {name: sum(item[0] == name for item in left) for name in "abc"}
    for client in {item[0] for item in turned}:
        assert held[client] >= max(held.values()) - 1


def test_turns_go_round_by_client() -> None:
    room: FairQueue[int] = FairQueue(9)
    for client, item in (("a", 1), ("a", 2), ("a", 3), ("b", 4), ("c", 5)):
        assert room.add(client, item) is None
    room.discard("c", 5)
    assert not room.discard("c", 5)
    room.again("z", 0)
    assert [room.next() for _ in range(6)] == [0, 1, 4, 2, 3, None]


def test_a_client_that_is_held_back_keeps_its_turn() -> None:
    room: FairQueue[int] = FairQueue(9)
    for client, item in (("a", 1), ("a", 2), ("b", 3), ("b", 4)):
        assert room.add(client, item) is None
    assert [room.next({"a"}), room.next({"a", "b"}), room.next(), room.next({"a"})] == [3, None, 1, 4]
    assert [room.next({"a"}), room.next(), room.next()] == [None, 2, None]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 9)), max_size=30), st.integers(0, 9))
def test_what_waited_too_long_leaves_the_queue(requests: list[tuple[str, int]], late: int) -> None:
    """Of each client those before the first that did not; turns stay as they were."""
    room, kept = (FairQueue[int](99), FairQueue[int](99))
    begun: set[str] = set()
    for client, item in requests:
        room.add(client, item)
        begun |= {client} if item >= late else set()
        if client in begun:
            kept.add(client, item)
    assert len(room.take(lambda item: item < late)) == len(requests) - kept.waiting
    assert room.waiting == kept.waiting
    assert sorted(iter(room.next, None)) == sorted(iter(kept.next, None))


def test_the_cache_forgets_what_was_not_used() -> None:
    cache = AnswerCache(8 * 2048)
    for key in "abcdefgh":
        cache.put(key, Response(200, "", [b"x" * 900]), 1)
    cache.get("a")
    for key in "ijk":
        cache.put(key, Response(200, "", [b"x" * 900]), 1)
    assert cache.get("a") is not None
    assert cache.get("b") is None
    assert cache.used <= 8 * 2048
    cache.put("big", Response(200, "", [b"x" * 4096]), 1)
    assert cache.get("big") is None


@pytest.mark.parametrize(
    ("host", "names", "header", "allowed"),
    [
        ("127.0.0.1", [], "127.0.0.1:80", True),
        ("127.0.0.1", [], "localhost", True),
        ("127.0.0.1", [], "LOCALHOST:80", True),
        ("127.0.0.1", [], "[::1]:80", True),
        ("127.0.0.1", [], "localhost:81", False),
        ("127.0.0.1", [], "localhost.evil.example:80", False),
        ("127.0.0.1", [], "127.0.0.1:80/x", False),
        ("127.0.0.1", [], "user@localhost:80", False),
        ("127.0.0.1", [], "", False),
        ("127.0.0.1", ["kg.example"], "kg.example", True),
        ("127.0.0.1", ["kg.example"], "kg.example:443", True),
        ("127.0.0.1", ["kg.example:443"], "kg.example", False),
        ("127.0.0.1", ["*"], "anything.example", True),
        (EVERYWHERE, [], "192.0.2.7:80", True),
        (EVERYWHERE, [], "192.0.2.7:81", False),
        (EVERYWHERE, [], "evil.example:80", False),
    ],
)
def test_hosts(host: str, names: list[str], header: str, allowed: bool) -> None:
    policy = HostPolicy(names, host)
    assert [policy.allow(header, (host, 80)), policy.allow(header, (host, 80))] == [allowed, allowed]


def asked(method: str = "GET", client: str = "", **headers: str) -> Request:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Request(method, b"/", {"host": "localhost:80", **named}, client=client)


@pytest.mark.parametrize(
    ("request_", "passes"),
    [
        (asked(), True),
        (asked("POST", origin="http://localhost:80"), True),
        (asked("POST", origin="https://evil.example"), False),
        (asked("POST", origin="null"), False),
        (asked(sec_fetch_site="cross-site", sec_fetch_mode="no-cors"), False),
        (asked(sec_fetch_site="same-site", sec_fetch_mode="cors"), False),
        (asked(sec_fetch_site="cross-site", sec_fetch_mode="navigate", sec_fetch_dest="document"), True),
        (asked(sec_fetch_site="cross-site", sec_fetch_mode="navigate", sec_fetch_dest="iframe"), False),
        (asked("POST", sec_fetch_site="cross-site", sec_fetch_mode="navigate"), False),
        (asked(sec_fetch_site="same-origin", sec_fetch_mode="cors"), True),
    ],
)
def test_other_sites(request_: Request, passes: bool) -> None:
    check_site(request_, cors=True)
    if passes:
        check_site(request_, cors=False)
    else:
        with pytest.raises(BadRequestError):
            check_site(request_, cors=False)


def test_forwarded_headers_are_believed_only_from_trusted_proxies() -> None:
    told = {"x_forwarded_for": "203.0.113.9, 198.51.100.1, 10.0.0.2", "x_forwarded_proto": "https",
            "x_forwarded_host": "kg.example"}  # fmt: skip
    request = asked(client="192.0.2.1", **told)
    ProxyPolicy(["10.0.0.0/8"]).apply(request)
    assert (request.client, request.encrypted, request.headers["host"]) == (
        "192.0.2.1",
        False,
        "localhost:80",
    )
    request = asked(client="10.0.0.1", **told)
    ProxyPolicy(["10.0.0.0/8"]).apply(request)
    assert (request.client, request.encrypted, request.headers["host"]) == (
        "198.51.100.1",
        True,
        "kg.example",
    )


@given(st.text(max_size=50), st.text(max_size=50))
def test_no_value_ends_a_header_line(name: str, value: str) -> None:
    head = HeadWriter(cors=False).write(Response(200, headers=[("X-Test", value)]), keep=True)
    lines = head.decode("ascii").split("\r\n")
    assert sum(line.startswith("x-test:") for line in lines) == 1
    assert lines[-2:] == ["", ""]
    assert all(": " in line for line in lines[1:-2])
    assert "\n" not in "".join(lines)
    body = problem(400, "x", name).body[0]
    assert b"<" not in body
    assert body.endswith(b"}\n")


def test_every_limit_is_explained() -> None:
    rows = Limits().table()
    assert all(all(cell for cell in row) for row in rows)
    assert {"timeout_s", "memory_bytes", "result_rows", "queue"} <= {row[0] for row in rows}
