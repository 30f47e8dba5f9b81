"""The protocol client against servers that misbehave."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest

from exokg.errors import InputError, QueryTimeoutError, StoreError, StoreNotFoundError
from exokg.store.http import Client, Credentials, HttpError
from exokg.store.remote import RemoteStore

ROWS = json.dumps(
    {"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "literal", "value": "1"}}] * 3}}
).encode()
NO = json.dumps({"head": {}, "boolean": False}).encode()
Answer = Callable[[BaseHTTPRequestHandler, str], None]


class Endpoint:
    """A server that answers as a test says, and remembers what it was asked."""

    def __init__(self) -> None:
        self.answer: Answer = lambda handler, _: send(handler, ROWS)
        self.asked: list[tuple[str, dict[str, str], str]] = []
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                endpoint.asked.append((self.command, dict(self.headers), body))
                query = parse_qs(body).get("query", [""])[0]
                if "graph/default>" in query:
                    send(self, NO)
                else:
                    endpoint.answer(self, query)

            do_HEAD = do_PUT = do_GET = do_POST  # noqa: N815 - the names are the library's

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/sparql"


def send(
    handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, more: int = 0, **headers: str
) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", headers.pop("type", "application/sparql-results+json"))
    handler.send_header("Content-Length", str(len(body) + more))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    if handler.command != "HEAD":
        handler.wfile.write(body)


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    served = Endpoint()
    thread = threading.Thread(target=served.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield served
    served.server.shutdown()
    served.server.server_close()
    thread.join()


def test_queries_go_as_a_form(endpoint: Endpoint) -> None:
    store = RemoteStore(f"{endpoint.url}?default-graph-uri=urn:g&named-graph-uri=urn:h")
    assert (
        len(list(store.select("SELECT ?x { ?x ex:p ?y }", prefixes={"ex": "urn:ex:", "other": "urn:o:"})))
        == 3
    )
    method, headers, body = endpoint.asked[-1]
    sent = parse_qs(body)
    assert method == "POST"
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert sent["default-graph-uri"] == ["urn:g"]
    assert sent["named-graph-uri"] == ["urn:h"]
    assert sent["query"] == ["PREFIX ex: <urn:ex:> SELECT ?x { ?x ex:p ?y }"]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda handler, _: send(handler, ROWS, more=10), "cut off"),
        (lambda handler, _: send(handler, ROWS[:-20]), "not whole"),
        (lambda handler, _: send(handler, ROWS + b"The query has been cancelled"), "not whole"),
        (lambda handler, _: send(handler, ROWS, status=206), "cut the answer"),
        (lambda handler, _: send(handler, ROWS, X_SPARQL_MaxRows="10000"), "cut the answer"),
        (lambda handler, _: send(handler, b"<html>", type="text/html"), "instead of SPARQL results"),
        (lambda handler, _: send(handler, b"", status=302, Location="http://127.0.0.1:1/"), "HTTP 302"),
        (lambda handler, _: send(handler, b"no such thing", status=404), "HTTP 404 Not Found: no such thing"),
    ],
)
def test_half_an_answer_is_an_error(endpoint: Endpoint, answer: Answer, said: str) -> None:
    endpoint.answer = answer
    with pytest.raises(StoreError, match=said):
        RemoteStore(endpoint.url).query("SELECT ?x { ?x ?p ?y }")


def test_reads_are_repeated_and_writes_are_not(endpoint: Endpoint) -> None:
    def busy_once(handler: BaseHTTPRequestHandler, _: str) -> None:
        tries = [one for one in endpoint.asked if "graph%2Fdefault" not in one[2]]
        if len(tries) == 1:
            send(handler, b"busy", status=503)
        else:
            send(handler, ROWS)

    endpoint.answer = busy_once
    assert len(list(RemoteStore(endpoint.url).select("SELECT ?x { ?x ?p ?y }"))) == 3
    endpoint.asked.clear()
    with pytest.raises(HttpError) as raised:
        Client(endpoint.url).exchange(endpoint.url, b"x", {}, method="PUT")
    assert raised.value.status == 503
    assert len(endpoint.asked) == 1


def test_credentials_are_told_as_the_server_asks(endpoint: Endpoint) -> None:
    def guarded(handler: BaseHTTPRequestHandler, _: str) -> None:
        if handler.headers.get("Authorization", "").startswith("Basic dXNlcjpwYXNz"):
            send(handler, ROWS)
        else:
            send(handler, b"", status=401, WWW_Authenticate='Basic realm="x"')

    endpoint.answer = guarded
    address = f"{endpoint.url}?default-graph-uri=urn:g"
    store = RemoteStore(address, credentials=Credentials("user", "pass"))
    assert len(list(store.select("SELECT ?x { ?x ?p ?y }"))) == 3
    with pytest.raises(HttpError) as raised:
        RemoteStore(address).query("SELECT ?x { ?x ?p ?y }")
    assert "EXOKG_ENDPOINT_USER" in str(raised.value.hint)
    endpoint.answer = lambda handler, _: send(handler, ROWS)
    RemoteStore(address, credentials=Credentials(token="secret")).query("SELECT ?x { ?x ?p ?y }")  # noqa: S106
    assert endpoint.asked[-1][1]["Authorization"] == "Bearer secret"


@pytest.mark.parametrize(
    ("credentials", "hint"),
    [(None, "set EXOKG_ENDPOINT_USER"), (Credentials("user", "wrong"), "refused the credentials"),
     (Credentials(token="wrong"), "refused the credentials")],  # noqa: S106 - none of anybody
)  # fmt: skip
def test_a_server_that_hangs_up_on_a_body_without_login_is_asked_why(
    credentials: Credentials | None, hint: str
) -> None:
    """Virtuoso does: without asking again all there is to say is that the connection was reset."""

    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            """Answer, and close with most of the body unread: the client's next bytes are reset."""
            send(self, b"", status=401, WWW_Authenticate='Basic realm="x"')
            self.close_connection = True

        do_HEAD = do_PUT  # noqa: N815 - the name is the library's

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as served:
        thread = threading.Thread(target=served.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        url = f"http://127.0.0.1:{served.server_port}/store"
        with pytest.raises(HttpError) as raised:
            Client(url, credentials=credentials).exchange(url, b"x" * 20_000_000, {}, method="PUT")
        served.shutdown()
        thread.join()
    assert raised.value.status == 401
    assert hint in str(raised.value.hint)


def test_addresses() -> None:
    for address in ("ftp://x/", "http://user:secret@127.0.0.1/", "http:///sparql"):
        with pytest.raises(InputError) as raised:
            RemoteStore(address)
        assert "secret" not in raised.value.message
    with pytest.raises(StoreNotFoundError, match="no answer"):
        RemoteStore("http://127.0.0.1:1/sparql", timeout_s=1).query("ASK { ?s ?p ?o }")


def test_silence_ends_at_the_deadline(endpoint: Endpoint) -> None:
    gone = threading.Event()

    def silence(*_: object) -> None:
        gone.wait(600)

    endpoint.answer = silence
    with pytest.raises(QueryTimeoutError, match=r"within 0\.3 s"):
        RemoteStore(f"{endpoint.url}?default-graph-uri=urn:g", timeout_s=0.3).query("ASK { ?s ?p ?o }")
    gone.set()


def test_virtuoso_tells_yes_and_no_by_rows(endpoint: Endpoint) -> None:
    store = RemoteStore(endpoint.url)
    assert store.ask("ASK { ?s ?p ?o }") is True
    endpoint.answer = lambda handler, _: send(handler, b'{"head":{"vars":["x"]},"results":{"bindings":[]}}')
    assert store.ask("ASK { ?s ?p ?o }") is False
