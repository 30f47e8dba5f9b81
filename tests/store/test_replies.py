"""Answers from elsewhere: an endpoint that drips, lies or attacks costs a bounded time and one clear line."""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from urllib.parse import parse_qs

import pytest

from exokg.cli import main
from exokg.errors import InputError, QueryTimeoutError, StoreError, StoreNotFoundError
from exokg.store import foreign, gate, replies
from exokg.store.http import Client, Credentials, TruncatedError
from exokg.store.remote import RemoteStore
from exokg.store.solutions import Solutions

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\n"
LITERAL = {"type": "literal", "value": "1"}
Reply = Callable[[socket.socket], None]


class Raw:
    """A server that writes the bytes that a test says, at the pace that it says."""

    def __init__(self) -> None:
        self.reply: Reply = lambda _: None
        self.respond: Callable[[socket.socket, bytes], None] = lambda connection, _: self.reply(connection)
        self.done = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/sparql?default-graph-uri=urn:g"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            self.respond(connection, _request(connection))
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(65536):  # what is not read when the connection closes would reset it
                pass

    def drip(self, begun: bytes, endless: bytes) -> Reply:
        """Send a beginning, then the rest byte by byte for as long as the client listens."""

        def reply(connection: socket.socket) -> None:
            connection.sendall(begun)
            while not self.done.wait(0.01):
                for byte in endless:
                    connection.sendall(bytes([byte]))
                    time.sleep(0.01)

        return reply

    def close(self) -> None:
        self.done.set()
        self._listener.close()


def _request(connection: socket.socket) -> bytes:
    """The head and as much of the body as it announces."""
    data = connection.recv(65536)
    head, _, body = data.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)content-length: (\d+)", head)
    while length and len(body) < int(length[1]):
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


@pytest.fixture
def raw(monkeypatch: pytest.MonkeyPatch) -> Iterator[Raw]:
    monkeypatch.setattr("exokg.store.http._PAUSES_S", (0.01,))
    served = Raw()
    yield served
    served.close()


def whole(body: bytes, head: bytes = HEAD) -> Reply:
    return lambda connection: connection.sendall(head + b"Content-Length: %d\r\n\r\n" % len(body) + body)


def rows(*bindings: object, names: list[str] | None = None) -> bytes:
    return json.dumps({"head": {"vars": names or ["x"]}, "results": {"bindings": bindings}}).encode()


@pytest.mark.parametrize(
    ("begun", "endless"),
    [
        (b"", b"H"),
        (b"HTTP/1.1 200 OK\r\n", b"X-Slow: yes\r\n"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (HEAD + b"Content-Length: 100000\r\n\r\n", b" "),
        (HEAD + b"\r\n", b" "),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1;extension"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X-Trailer: x\r\n"),
        (b"HTTP/1.1 500 No\r\nContent-Length: 100000\r\n\r\n", b" "),
    ],
)
def test_what_drips_ends_at_the_deadline(raw: Raw, begun: bytes, endless: bytes) -> None:
    raw.reply = raw.drip(begun, endless)
    began = time.monotonic()
    with pytest.raises(QueryTimeoutError, match=r"no whole answer within 0\.4 s"):
        RemoteStore(raw.url, timeout_s=0.4).query("SELECT ?x { ?x ?p ?y }")
    assert time.monotonic() - began < 120  # each byte starts a socket's own time-out anew


def test_export_and_credentials_end_at_the_deadline_too(raw: Raw) -> None:
    raw.reply = raw.drip(HEAD + b"Content-Length: 100000\r\n\r\n", b" ")
    with pytest.raises(QueryTimeoutError):
        list(RemoteStore(raw.url, timeout_s=0.3).quads())
    raw.reply = raw.drip(b"HTTP/1.1 401 No\r\n", b"WWW-Authenticate: x\r\n")
    with pytest.raises(QueryTimeoutError):
        RemoteStore(raw.url, credentials=Credentials("u", "p"), timeout_s=0.3).query("ASK {}")


def test_no_thread_stays(raw: Raw) -> None:
    """What waits for the endpoint ends when its caller has gone on."""
    raw.reply = raw.drip(HEAD + b"Content-Length: 100000\r\n\r\n", b" ")
    before = {thread.ident for thread in threading.enumerate()}
    with pytest.raises(QueryTimeoutError):
        RemoteStore(raw.url, timeout_s=0.2).query("ASK {}")
    ours = [one for one in threading.enumerate() if one.ident not in before and "Work" in type(one).__name__]
    for thread in ours:
        thread.join(10)
        assert not thread.is_alive()


@pytest.mark.parametrize(
    "head",
    [
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n-5\r\nabcde",
        HEAD + b"Content-Length: \xb2\r\n\r\n",
        HEAD + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n{}",
        HEAD + b"Content-Length: -1\r\n\r\n{}",
        b"HTTP/1.1 401 No\r\nWWW-Authenticate: Digest realm, nonce\r\n\r\n",
        b"\x1b]0;owned\x07 \xff\r\n\r\n",
    ],
)
def test_what_is_no_http_is_one_line(raw: Raw, head: bytes) -> None:
    raw.reply = lambda connection: connection.sendall(head)
    with pytest.raises(StoreError) as raised:
        RemoteStore(raw.url, credentials=Credentials("u", "p"), timeout_s=5).query("SELECT ?x { ?x ?p ?y }")
    assert raised.value.message.isprintable()
    assert len(raised.value.message) < 500


def test_inflated_answers_were_not_asked_for(raw: Raw) -> None:
    raw.reply = whole(b"\x1f\x8b" + bytes(100), HEAD + b"Content-Encoding: gzip\r\n")
    with pytest.raises(StoreError, match="answered in gzip, which was not asked for"):
        RemoteStore(raw.url).query("SELECT ?x { ?x ?p ?y }")


def test_redirects_lead_nowhere(raw: Raw) -> None:
    there = b"http://127.0.0.1:1/\x1b[31m"
    raw.reply = lambda connection: connection.sendall(b"HTTP/1.1 307 There\r\nLocation: %s\r\n\r\n" % there)
    with pytest.raises(StoreError, match="HTTP 307") as raised:
        RemoteStore(raw.url).query("SELECT ?x { ?x ?p ?y }")
    assert str(raised.value.hint).isprintable()


def test_a_long_answer_is_not_read_to_its_end(raw: Raw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exokg.store.http.MAX_BYTES", 1 << 20)
    sent = 0

    def endless(connection: socket.socket) -> None:
        nonlocal sent
        connection.sendall(HEAD + b"\r\n")
        while True:
            sent += connection.send(b" " * 65536)

    raw.reply = endless
    with pytest.raises(TruncatedError, match="larger than 1 MB"):
        RemoteStore(raw.url).query("SELECT ?x { ?x ?p ?y }")
    assert sent < 64 << 20


@pytest.mark.parametrize(
    ("query", "names", "said"),
    [
        ("SELECT ?x { ?x ?p ?y }", ["y"], "other columns than asked for: y"),
        ("SELECT ?x { ?x ?p ?y }", ["x", "y"], "other columns than asked for: x, y"),
        ("SELECT ?x ?y { ?x ?p ?y }", ["x"], "other columns than asked for: x"),
        ("SELECT * { ?x ?p ?y }", ["x", "z"], "other columns than asked for: x, z"),
        ("SELECT ?x { ?x ?p ?y }", [f"c{n}" for n in range(9000)], "other columns than asked for: c0"),
        ("SELECT ?x { ?x ?p ?y }", ["x", "x"], "twice"),
        ("SELECT ?x { ?x ?p ?y }", ["x\x1b[2J"], "not whole"),
    ],
)
def test_other_columns_than_asked_for(raw: Raw, query: str, names: list[str], said: str) -> None:
    raw.reply = whole(rows(*[{}] * 10, names=names))
    with pytest.raises(StoreError, match=said) as raised:
        RemoteStore(raw.url).query(query)
    assert raised.value.message.isprintable()
    assert len(raised.value.message) < 500


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("SELECT ?x ?y { ?x ?p ?y }", ["x", "y"]),
        (
            "PREFIX select: <urn:s:> SELECT DISTINCT ?x (?y AS ?z) FROM <urn:g> WHERE { ?x select:p ?y }",
            ["x", "z"],
        ),
        ("SELECT (EXISTS { ?a ?b ?c } AS ?x) (COUNT(*) AS ?n) { { SELECT ?q { ?q ?r ?s } } }", ["x", "n"]),
        ("SELECT (IF(?a > ?b, (?a + 1), ?b) AS ?where) ?from { ?a ?from ?b }", ["where", "from"]),
        ("SELECT * { ?x ?p ?y }", ["x", "p", "y"]),
    ],
)
def test_columns_come_in_the_order_asked_for(raw: Raw, query: str, names: list[str]) -> None:
    raw.reply = whole(rows(dict.fromkeys(names, LITERAL), names=names[::-1]))
    found = RemoteStore(raw.url).query(query)
    assert isinstance(found, Solutions)
    assert found.variables == names
    assert [term is not None for term in found[0]] == [True] * len(names)


def nested(depth: int, *, hidden: bool = False) -> bytes:
    """An answer with triples within triples, which the parser of the engine reads by calling itself."""
    key, iri = ("v\\u0061lue" if hidden else "value"), '{"type":"uri","value":"urn:s"}'
    one = f'{{"{key}":{{"subject":{iri},"predicate":{iri},"object":'
    closed = '},"type":"triple"}'
    text = one * depth + '{"type":"literal","value":"x"}' + closed * depth
    return f'{{"head":{{"vars":["x"]}},"results":{{"bindings":[{{"x":{text}}}]}}}}'.encode()


def test_nested_triples_end_no_process(raw: Raw) -> None:
    for body in (nested(20_000), nested(20_000, hidden=True)):
        raw.reply = whole(body)
        with pytest.raises(StoreError, match="nested too deep"):
            RemoteStore(raw.url).query("SELECT ?x { ?x ?p ?y }")
    raw.reply = whole(nested(20))
    assert len(list(RemoteStore(raw.url).select("SELECT ?x { ?x ?p ?y }"))) == 1


def test_cells_are_bounded(raw: Raw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replies, "_MAX_CELLS", 10)
    raw.reply = whole(rows(*[{"x": LITERAL}] * 10))
    assert len(list(RemoteStore(raw.url).select("SELECT ?x { ?x ?p ?y }"))) == 10
    raw.reply = whole(rows(*[{"x": LITERAL}] * 11))
    with pytest.raises(TruncatedError, match="more than 10 rows of 1 columns"):
        RemoteStore(raw.url).query("SELECT ?x { ?x ?p ?y }")


@pytest.mark.parametrize(
    ("media_type", "body", "said"),
    [
        (
            "application/n-triples",
            b"<urn:s> <urn:p> " + b"<<( <urn:s> <urn:p> " * 20_000 + b'"x"',
            "cannot be read",
        ),
        (
            "text/turtle",
            b"@prefix a: <urn:" + b"x" * 100_000 + b"> . " + b"a:b a:c a:d, a:e. " * 2000,
            "longer than",
        ),
        ("text/turtle", b"<urn:s> <urn:p> ", "cannot be read"),
        ("application/n-triples", b"<urn:s> <urn:p> \x1b", "not whole"),
        ("text/html", b"<html>\x1b</html>", "not whole"),
    ],
)
def test_triples_that_attack_are_one_line(
    raw: Raw, media_type: str, body: bytes, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(foreign.LIMITS, "written_mb", 20)
    raw.reply = whole(body, b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\n" % media_type.encode())
    with pytest.raises(StoreError, match=said) as raised:
        RemoteStore(raw.url).query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
    assert raised.value.message.isprintable()


def test_turtle_is_read(raw: Raw) -> None:
    raw.reply = whole(b"<urn:s> <urn:p> 1, 2 .", b"HTTP/1.1 200 OK\r\nContent-Type: text/turtle\r\n")
    found = RemoteStore(raw.url).query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
    assert isinstance(found, list)
    assert len(found) == 2


@pytest.mark.parametrize(
    ("predicate", "number"),
    [
        ({"type": "literal", "value": "} SERVICE <x> {"}, LITERAL),
        ({"type": "uri", "value": "urn:p"}, {"type": "literal", "value": "many"}),
        ({"type": "uri", "value": "urn:p"}, {"type": "literal", "value": "9" * 5000}),
        ({"type": "uri", "value": "urn:p"}, {"type": "literal", "value": "999999999999"}),
    ],
)
def test_export_believes_no_count(raw: Raw, predicate: object, number: object) -> None:
    raw.reply = whole(rows({"p": predicate, "n": number}, names=["p", "n"]))
    with pytest.raises(StoreError, match=r"how many statements|more than 100,000,000"):
        list(RemoteStore(raw.url).quads())


def test_a_row_that_is_no_statement(raw: Raw) -> None:
    iri = {"type": "uri", "value": "urn:p"}

    def reply(connection: socket.socket) -> None:
        asked = replies_asked.pop(0)
        whole(asked)(connection)

    count = rows({"p": iri, "n": LITERAL}, names=["p", "n"])
    replies_asked = [count, rows({"s": LITERAL, "p": iri, "o": iri}, names=["s", "p", "o"])]
    raw.reply = reply
    with pytest.raises(StoreError, match="no statement"):
        list(RemoteStore(raw.url).quads())


def test_yes_or_no_is_no_table(raw: Raw) -> None:
    raw.reply = whole(b'{"head":{},"boolean":true}')
    with pytest.raises(StoreError, match="yes or no"):
        RemoteStore(raw.url).query("SELECT ?x { ?x ?p ?y }")


def test_a_token_stays_secret() -> None:
    with pytest.raises(InputError) as raised:
        Client("http://127.0.0.1:1/", credentials=Credentials(token="secret\r\nX: y"))  # noqa: S106
    assert "secret" not in raised.value.message
    with pytest.raises(StoreNotFoundError):
        Client("http://127.0.0.1:1/", credentials=Credentials(token="secret")).exchange(  # noqa: S106
            "http://127.0.0.1:1/", b"", {}
        )


CELLS = {
    "text": {"type": "literal", "value": "x\x1b[31m"},
    "an IRI": {"type": "uri", "value": "urn:x"},
    "a blank node": {"type": "bnode", "value": "b"},
    "a triple": {"type": "triple", "value": {"subject": {"type": "uri", "value": "urn:s"},
                 "predicate": {"type": "uri", "value": "urn:p"}, "object": LITERAL}},
    "nothing": None,
}  # fmt: skip


@pytest.mark.parametrize("kind", CELLS)
@pytest.mark.parametrize(
    "words",
    [["find", "hair"], ["count", "--by", "outcome"], ["ask", "conflicts"], ["stats"], ["search", "hair"],
     ["show", "GO:0016055"], ["export", "-f", "nt"], ["query", "SELECT ?s { ?s ?p ?o }"]],
)  # fmt: skip
def test_strange_answers_are_no_bug(
    raw: Raw, words: list[str], kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The right columns with other things in them: one line and exit 2, or an answer."""

    def reply(connection: socket.socket, request: bytes) -> None:
        query = parse_qs(request.rpartition(b"\r\n\r\n")[2].decode()).get("query", [""])[0]
        if not query or " ASK " in f" {query}":
            whole(b'{"head":{},"boolean":true}')(connection)
        else:
            shape = gate.read_shape(query)
            names = replies._asked_columns(query, shape, shape.variables)
            row = {} if CELLS[kind] is None else dict.fromkeys(names, CELLS[kind])
            whole(rows(row, row, names=names))(connection)

    raw.respond = reply
    assert main([*words, "--store", raw.url]) in (0, 1, 2)
    said = capsys.readouterr().err
    assert "bug" not in said
    assert all(line.isprintable() for line in said.split("\n"))
