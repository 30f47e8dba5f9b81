"""What real clients send, row by row: upgrades, absolute targets, half-closed and leaving clients, floods."""

from __future__ import annotations

import resource
import socket
import struct
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any

import httpx
import psutil
import pytest
import serving

from tests.jena import BRIEFLY, jena_classes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
UPGRADE = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n"
INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
TRAP = "https://w3id.org/exokg/term/trap"
DIRECT = "Content-Type: application/sparql-query\r\n"


@pytest.fixture(scope="module")
def patient(store: Path) -> Iterator[Any]:
    """A server whose clock ends no query, and that bounds a head tightly."""
    limits = ["--limit=header_bytes=2000", "--limit=target_bytes=3000", "--limit=slow_workers=8",
              "--limit=unfinished_bytes=5000000"]  # fmt: skip
    running = serving.Serving(store, *limits)
    yield running
    assert running.stop() == 0
    assert b"bug:" not in running.said, running.said.decode()


def heavy(server: Any, mark: str) -> bytes:
    """A GET whose answer never comes; the mark makes it a query of its own."""
    query = httpx.QueryParams({"query": f"{HEAVY} # {mark}"})
    return f"GET /sparql?{query} HTTP/1.1\r\nHost: {server.host}\r\n\r\n".encode()


def ask(server: Any, more: str = "", target: str = "/sparql?query=ASK%7B%7D") -> bytes:
    return f"GET {target} HTTP/1.1\r\nHost: {server.host}\r\n{more}\r\n".encode()


def post(server: Any, more: str, body: str = "ASK {}") -> bytes:
    head = f"POST /sparql HTTP/1.1\r\nHost: {server.host}\r\n{DIRECT}{more}"
    return f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode()


def talk(server: Any, *parts: bytes) -> bytes:
    """Send parts, stop sending, and read to the end."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
        for part in parts:
            connection.sendall(part)
        connection.shutdown(socket.SHUT_WR)
        received = b""
        while part := connection.recv(65536):
            received += part
    return received


def test_an_offer_to_upgrade_is_declined(patient: Any) -> None:
    for request in (ask(patient, UPGRADE), post(patient, UPGRADE)):
        answer = patient.raw(request)
        assert answer.startswith(b"HTTP/1.1 200 "), answer
        assert answer.endswith(b'"boolean":true}\n')


def test_requests_behind_an_offer_are_answered(patient: Any) -> None:
    head = f"POST /sparql HTTP/1.1\r\nHost: {patient.host}\r\n{DIRECT}{UPGRADE}"
    chunked = f"{head}Transfer-Encoding: chunked\r\n\r\n6\r\nASK {{}}\r\n0\r\n\r\n".encode()
    received = talk(patient, post(patient, UPGRADE) + ask(patient, UPGRADE) + chunked + ask(patient))
    assert received.count(b"HTTP/1.1 200 ") == received.count(b'"boolean":true') == 4
    slowly = post(patient, UPGRADE)
    received = talk(patient, slowly[:-3], slowly[-3:] + ask(patient))
    assert received.count(b"HTTP/1.1 200 ") == 2


def test_absolute_targets(patient: Any) -> None:
    own = f"http://{patient.host}/sparql?query=ASK%7B%7D"
    assert patient.raw(ask(patient, target=own)).startswith(b"HTTP/1.1 200 ")
    assert patient.raw(ask(patient, target="http://evil.example/")).startswith(b"HTTP/1.1 421 ")
    assert patient.raw(ask(patient, target="ftp://x/")).startswith(b"HTTP/1.1 4")
    foreign = ask(patient, target=own).replace(f"Host: {patient.host}".encode(), b"Host: evil.example")
    assert patient.raw(foreign).startswith(b"HTTP/1.1 421 ")
    assert patient.raw(b"CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n").startswith(b"HTTP/1.1 405 ")


def test_a_client_that_only_stopped_sending_is_answered(patient: Any) -> None:
    for query in ("ASK {}", "ASK { <urn:half-closed> ?p ?o }"):
        target = f"/sparql?{httpx.QueryParams({'query': query})}"
        assert b"\r\n\r\n" + b'{"head":{},"boolean":' in talk(patient, ask(patient, target=target))
    slow = (
        "SELECT (COUNT(*) AS ?n) { { SELECT * { ?a ?b ?c } LIMIT 400 } { SELECT * { ?d ?e ?f } LIMIT 400 } "
    )
    target = f"/sparql?{httpx.QueryParams({'query': slow + 'FILTER(STR(?a) < STR(?f)) } # half'})}"
    received = talk(patient, ask(patient, target=target))
    assert received.count(b"HTTP/1.1 200 ") == 1
    final = received[received.index(b"HTTP/1.1 200 ") :]
    assert received.removesuffix(final).replace(b"HTTP/1.1 100 Continue\r\n\r\n", b"") == b""


def test_a_client_of_an_old_version_that_stopped_sending_is_answered(patient: Any) -> None:
    """HTTP/1.0 knows no interim answer, so none is sent however long the answer takes."""
    slow = "{ SELECT * { ?a ?b ?c } LIMIT 400 } { SELECT * { ?d ?e ?f } LIMIT 400 }"
    never = "FILTER(STR(?a) < STR(?f) && STR(?f) < STR(?a))"
    for query in ("ASK { <urn:old> ?p ?o }", f"ASK {{ {slow} {never} }}"):
        request = ask(patient, target=f"/sparql?{httpx.QueryParams({'query': query})}")
        received = talk(patient, request.replace(b"HTTP/1.1\r\n", b"HTTP/1.0\r\n"))
        assert received.startswith(b"HTTP/1.1 200 ")
        assert received.count(b"HTTP/1.1 ") == 1
        assert b'"boolean":' in received


def test_trailers_are_no_headers(patient: Any) -> None:
    body = f"POST /sparql HTTP/1.1\r\nHost: {patient.host}\r\n{DIRECT}Transfer-Encoding: chunked\r\n\r\n"
    trailers = "6\r\nASK {}\r\n0\r\nHost: evil.example\r\nAccept: image/png\r\nOrigin: http://evil\r\n\r\n"
    assert patient.raw((body + trailers).encode()).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize(
    "line",
    ["Content-Length: 6\r\nTransfer-Encoding: chunked", "Content-Length: 6\r\nContent-Length: 6",
     "Content-Length: 6\r\nContent-Length: 7", "Content-Length: +6", "Content-Length: 6, 6",
     "Content-Length : 6", "X: a\r\n b", "Transfer-Encoding: gzip", "X: a\x00b"],
)  # fmt: skip
def test_ambiguous_framing_is_refused(patient: Any, line: str) -> None:
    request = f"POST /sparql HTTP/1.1\r\nHost: {patient.host}\r\n{DIRECT}{line}\r\n\r\nASK {{}}"
    answer = patient.raw(request.encode())
    assert answer.startswith(b"HTTP/1.1 400 "), answer
    assert answer.count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize(("version", "status"), [("0.9", b"505"), ("2.0", b"505"), ("3.0", b"400")])
def test_other_versions_are_refused(patient: Any, version: str, status: bytes) -> None:
    request = ask(patient).replace(b"HTTP/1.1", f"HTTP/{version}".encode())
    assert patient.raw(request)[9:12] == talk(patient, request)[9:12] == status


def test_bare_line_feeds_are_refused(patient: Any) -> None:
    assert patient.raw(ask(patient).replace(b"\r\n", b"\n")).startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize(
    ("begin", "status"),
    [(b"GET /", b"414"), (b"GET / HTTP/1.1\r\nX: ", b"431"), (b"GET / HTTP/1.1\r\nX", b"431")],
)
def test_a_head_without_end_is_refused(patient: Any, begin: bytes, status: bytes) -> None:
    """It is refused while it comes, and what was read of it is let go."""
    sent = 0
    with socket.create_connection(("127.0.0.1", patient.port), timeout=60) as connection:
        connection.sendall(begin)
        connection.setblocking(False)
        received = b""
        while not received and sent < 50_000_000:
            try:
                sent += connection.send(b"a" * 8192)
                time.sleep(0.001)
                received = connection.recv(65536)
            except BlockingIOError:
                continue
    assert received[9:12] == status
    assert sent < 5_000_000


CHUNKED = f"{DIRECT}Transfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    "begin",
    [b"1;", b"0\r\nX: ", b"0\r\nX", b"0\r\nX: a\r\n" * 9, b"1\r\nA\r\n" * 9],
    ids=["an extension", "a trailer", "a trailer's name", "trailers", "tiny chunks"],
)
def test_a_body_without_end_is_refused(patient: Any, begin: bytes) -> None:
    """Bytes are counted as they come, whatever the parser keeps of them."""
    head = f"POST /sparql HTTP/1.1\r\nHost: {patient.host}\r\n{CHUNKED}".encode()
    rest = begin[-7:] * 600_000 if len(begin) > 9 else b"x" * 4_000_000
    with socket.create_connection(("127.0.0.1", patient.port), timeout=60) as connection:
        with suppress(ConnectionError):
            connection.sendall(head + begin + rest)
        assert connection.recv(65536)[:12] in (b"HTTP/1.1 413", b"HTTP/1.1 431", b"HTTP/1.1 400")
    patient.benign()


def test_an_address_may_leave_only_so_much_unfinished(patient: Any) -> None:
    """Each connection keeps its own limit; together they pass that of the address, and another goes on."""
    head = f"POST /sparql HTTP/1.1\r\nHost: {patient.host}\r\n{CHUNKED}1;".encode()
    with ExitStack() as held:
        for _ in range(2):
            connection = held.enter_context(connect(patient, "127.0.0.5"))
            connection.sendall(head + b"x" * 2_000_000)
        patient.benign()
        third = held.enter_context(connect(patient, "127.0.0.5"))
        with suppress(ConnectionError):
            third.sendall(head + b"x" * 2_000_000)
        answer = serving.read_all(third)
        assert answer.startswith(b"HTTP/1.1 503 ")
        assert b'"limit": "unfinished_bytes"' in answer
        other = held.enter_context(connect(patient, "127.0.0.6"))
        other.sendall(ask(patient))
        assert serving.read_all(other).startswith(b"HTTP/1.1 200 ")
    with connect(patient, "127.0.0.5") as connection:  # what they held is free again
        connection.sendall(post(patient, ""))
        assert serving.read_all(connection).startswith(b"HTTP/1.1 200 ")


def connect(server: Any, source: str) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=60, source_address=(source, 0))


def test_nothing_is_written_between_answers(patient: Any) -> None:
    """A refusal, and the interim answer before a body, wait until earlier answers are whole."""
    slow = ask(patient, target="/sparql?query=ASK%7B%3Curn%3Abetween%3E%20%3Fp%20%3Fo%7D")
    received = talk(patient, slow + b"NONSENSE\r\n\r\n" + ask(patient))
    first, _, rest = received.partition(b'"boolean":false}\n')
    assert first.startswith(b"HTTP/1.1 200 ")
    assert rest.startswith(b"HTTP/1.1 400 ")
    assert received.count(b"HTTP/1.1 ") == 2  # nothing after the refusal is read
    expecting = post(patient, "Expect: 100-continue\r\n")
    with socket.create_connection(("127.0.0.1", patient.port), timeout=60) as connection:
        connection.sendall(expecting[:-6])
        assert connection.recv(65536) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(expecting[-6:])
        assert serving.read_all(connection).startswith(b"HTTP/1.1 200 ")


def leave(connection: socket.socket, how: str) -> None:
    if how == "reset":
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


@pytest.mark.parametrize("how", ["close", "reset"])
@pytest.mark.parametrize("ahead", ["nothing", "a request", "a byte", "a hundred requests"])
def test_a_client_that_leaves_ends_its_query(patient: Any, how: str, ahead: str) -> None:
    """Within 0.1 s on an idle machine; here, long before the query would end by itself."""
    more = {
        "nothing": b"",
        "a request": ask(patient),
        "a byte": b"G",
        "a hundred requests": ask(patient) * 100,
    }
    connection = socket.create_connection(("127.0.0.1", patient.port))
    connection.sendall(heavy(patient, f"{how} {ahead}") + more[ahead])
    patient.wait(lambda: patient.runs(1))
    leave(connection, how)
    patient.wait(lambda: patient.runs(0))  # sooner than by its clock
    patient.benign()


def test_two_thousand_idle_connections_keep_nobody_out(patient: Any) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < 4000:
        pytest.skip("this user may not open so many connections")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 4000), hard))
    process = psutil.Process(patient.process.pid)
    before = process.memory_info().rss
    try:
        with ExitStack() as held:
            for number in range(2000):  # from four addresses: one may have 1,024
                source = (f"127.0.0.{number % 4 + 2}", 0)
                held.enter_context(
                    socket.create_connection(("127.0.0.1", patient.port), source_address=source)
                )
            patient.wait(lambda: b"exokg_connections 2001" in patient.client.get("/metrics").content)
            patient.benign()
            assert process.memory_info().rss - before < 60_000_000
            greedy = [
                held.enter_context(
                    socket.create_connection(("127.0.0.1", patient.port), source_address=source)
                )
                for source in [("127.0.0.9", 0)] * 1100
            ]
            assert greedy[0].recv(1) == b""  # the oldest idle one made room
            patient.benign()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_fifty_megabytes_unread_wait_in_little_memory(store: Path) -> None:
    limits = [
        "--limit=result_rows=1000000000",
        "--limit=result_bytes=1000000000000",
        "--limit=unsent_bytes=1000000",
    ]
    with serving.Serving(store, "--timeout-s", "5", *limits) as running:
        before = psutil.Process(running.process.pid).memory_info().rss
        query = httpx.QueryParams({"query": "SELECT * { ?a ?b ?c . ?d ?e ?f }"})
        with socket.create_connection(("127.0.0.1", running.port), timeout=60) as connection:
            connection.sendall(ask(running, target=f"/sparql?{query}"))
            running.wait(lambda: b'{event="timeout"} 1' in running.client.get("/metrics").content)
            assert psutil.Process(running.process.pid).memory_info().rss - before < 30_000_000
            received = b""
            while part := connection.recv(65536):
                received += part
            assert not received.endswith(b"0\r\n\r\n")
        assert running.stop() == 0


JAVA = """
import java.net.*;
import java.net.http.*;
import org.apache.jena.query.*;
import org.apache.jena.sparql.exec.http.*;
import java.net.http.HttpRequest.*;
import java.net.http.HttpResponse.*;
public class Ask {
  static void say(HttpClient client, HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    System.out.println(answer.statusCode() + " " + answer.body().contains("true"));
  }
  static QueryExecution jena(String endpoint, QuerySendMode mode, String query) {
    return QueryExecutionHTTP.create().endpoint(endpoint).sendMode(mode).queryString(query).build();
  }
  public static void main(String[] arguments) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    URI endpoint = URI.create(arguments[0] + "/sparql");
    for (int turn = 0; turn < 2; turn++) {
      say(client, HttpRequest.newBuilder(URI.create(endpoint + "?query=ASK%7B%7D")));
      say(client, HttpRequest.newBuilder(endpoint).header("Content-Type", "application/sparql-query")
        .POST(BodyPublishers.ofString("ASK {}")));
      say(client, HttpRequest.newBuilder(endpoint).header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString("query=ASK%7B%7D")));
    }
    String at = endpoint.toString(), thing = "<urn:a> <urn:b> 4711";
    for (QuerySendMode mode : QuerySendMode.values()) {
      ResultSet rows = jena(at, mode, "SELECT ?n { VALUES ?n { 4711 UNDEF 'ä'@de } }").execSelect();
      StringBuilder said = new StringBuilder(mode.toString());
      while (rows.hasNext()) said.append(" " + rows.next().get("n"));
      said.append(" " + jena(at, mode, "ASK {}").execAsk());
      said.append(" " + jena(at, mode, "CONSTRUCT { " + thing + " } {}").execConstruct().size());
      said.append(" " + jena(at, mode, "DESCRIBE <" + arguments[1] + ">").execDescribe().size());
      System.out.println(said);
    }
  }
}
"""


@pytest.mark.needs("java", "jena")
def test_javas_http_client_that_offers_http_2_and_jenas_remote_queries(patient: Any, tmp_path: Path) -> None:
    program = tmp_path / "Ask.java"
    program.write_text(JAVA, encoding="utf-8")
    command = ["java", *BRIEFLY, "-Dfile.encoding=UTF-8", "-cp", jena_classes(tmp_path), str(program)]
    found = subprocess.run([*command, patient.url, TRAP], capture_output=True, encoding="utf-8", check=False)
    plain, jena = found.stdout.splitlines()[:6], found.stdout.splitlines()[6:]
    assert plain == ["200 true"] * 6, found.stderr
    described = len(patient.ask(f"DESCRIBE <{TRAP}>", "application/n-triples").text.splitlines())
    answer = f"4711^^{INTEGER} null ä@de true 1 {described}"
    assert [line.partition(" ")[2] for line in jena] == [answer] * len(jena)
    assert {"asGetAlways", "asPost", "asPostForm"} <= {line.partition(" ")[0] for line in jena}


BY_CURL = {
    **{f"{how} {option}": f"{option} {how} --data-urlencode query=ASK{{}}"
       for how in ("-G", "") for option in ("--http2", "--http1.0", "--http1.1", "--compressed")},
    "direct": "--data-binary @q.rq -H Content-Type:application/sparql-query",
    "in chunks": "--data-binary @q.rq -H Content-Type:application/sparql-query -H Transfer-Encoding:chunked",
    "after 100": "--data-urlencode query@q.rq -H Expect:100-continue",
    "a range": "-r 0-3 -G --data-urlencode query@q.rq",
    "as by a proxy": "--proxy SERVER -G --data-urlencode query@q.rq",
}  # fmt: skip


@pytest.mark.needs("curl")
@pytest.mark.parametrize("options", BY_CURL.values(), ids=BY_CURL)
def test_curl(patient: Any, options: str, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("ASK {} # by curl")
    command = ["curl", "-sS", "-m", "60", *options.replace("SERVER", patient.url).split()]
    found = subprocess.run(
        [*command, f"{patient.url}/sparql"], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert found.stdout == '{"head":{},"boolean":true}\n', found.stderr


def test_a_format_that_does_not_fit_leaves_it_to_accept(patient: Any) -> None:
    """SPARQLWrapper sends ``format`` and ``output`` with whatever it asks."""
    told = {"format": "rdf+xml", "output": "rdf+xml", "results": "rdf+xml"}
    answer = patient.ask("CONSTRUCT { <urn:a> <urn:b> 1 } WHERE {}", "application/rdf+xml", **told)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/rdf+xml")
    answer = patient.ask("SELECT (1 AS ?n) {}", "text/csv", format="turtle")
    assert (answer.status_code, answer.text) == (200, "n\r\n1\r\n")


def test_prefixes_of_the_house_need_no_declaration(patient: Any) -> None:
    answer = patient.ask("SELECT (COUNT(?s) AS ?n) { ?s a exokg:Study ; rdfs:label ?l }")
    assert answer.status_code == 200
    assert int(answer.json()["results"]["bindings"][0]["n"]["value"]) > 0
    wrong = patient.ask("SELECT * { ?s a nobody:Study }").json()
    assert "prefix nobody: is not declared" in wrong["message"]


def test_columns_and_graphs_are_the_librarys(patient: Any) -> None:
    query = "SELECT * { ?study a exokg:Study ; rdfs:label ?a FILTER(?a != 'x*') } ORDER BY ?study LIMIT 2"
    assert patient.ask(query).json()["head"]["vars"] == ["study", "a"]
    assert patient.ask(query, "text/csv").text.splitlines()[0] == "study,a"
    answer = patient.ask("SELECT * FROM <http://nowhere.example/> { ?s ?p ?o }")
    assert answer.status_code == 400
    assert "names no graph of this store" in answer.json()["message"]


MOUNTED = """
import asyncio, sys
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from exokg.server import create_app
from exokg.server.limits import Limits
from exokg.server.settings import Settings
kg = create_app(sys.argv[1], Settings(limits=Limits(timeout_s=300)))
async def own(request): return PlainTextResponse("own")
life = kg.lifespan if sys.argv[3] == "life" else None
app = Starlette(routes=[Route("/own", own), Mount("/kg", kg)], lifespan=life)
import uvicorn
uvicorn.run(app, port=int(sys.argv[2]), log_level="error")
"""


def running(command: list[str], port: int) -> Any:
    """Start a server that is not ours, and wait for it."""
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    return process


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("life", ["life", "no life"])
def test_mounted_in_another_application(store: Path, life: str) -> None:
    port = free_port()
    process = running([sys.executable, "-c", MOUNTED, str(store), str(port), life], port)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            assert client.get("/own").text == "own"
            assert client.get("/kg/sparql", params={"query": "ASK {}"}).json()["boolean"] is True
            assert client.post("/kg/sparql", data={"query": "ASK {}"}).json()["boolean"] is True
            page = client.get("/kg/", headers={"Accept": "text/html"})
            assert 'href="/kg/static/site.css"' in page.text
            assert client.get("/kg/static/site.css").status_code == 200
            long = {"query": "SELECT ?a ?b ?c ?d { ?a ?b ?c . ?d a ?e } LIMIT 20000"}
            assert len(client.post("/kg/sparql", data=long).json()["results"]["bindings"]) == 20_000
            assert client.get("/kg/sparql", headers={"Host": "evil.example"}).status_code == 421
    finally:
        process.terminate()
        process.wait(60)
        process.stderr.close()


def test_any_asgi_server_runs_it(store: Path) -> None:
    """uvicorn as it is, with ``exokg.server:app``: a client that leaves ends its query there too."""
    port = free_port()
    program = (
        "import sys, exokg.server, exokg.server.source as s, uvicorn; find = s.find_source\n"
        "s.find_source = lambda store=None, graph=None: find(sys.argv[1])\n"
        "uvicorn.run('exokg.server:app', port=int(sys.argv[2]), log_level='error')"
    )
    process = running([sys.executable, "-c", program, str(store), str(port)], port)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True
            left = threading.Thread(target=_leave, args=(port,))
            left.start()
            left.join()
            deadline = time.monotonic() + 60
            while b"exokg_queries_running 0.0" not in client.get("/metrics").content:
                assert time.monotonic() < deadline
    finally:
        process.terminate()
        process.wait(60)
        process.stderr.close()


def _leave(port: int) -> None:
    query = httpx.QueryParams({"query": HEAVY})
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        time.sleep(0.3)
