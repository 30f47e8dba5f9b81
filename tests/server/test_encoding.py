"""Compression and conditional requests, whatever is asked for."""

from __future__ import annotations

import gzip
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exokg.server.http.encoding import has_already
from exokg.server.http.messages import Request

ROWS = "/sparql?query=SELECT * { ?s ?p ?o } LIMIT 90"
PATHS = ["/", "/questions", "/ontology", "/static/site.css", "/openapi.json", "/export/exokg.ttl",
         "/export/exokg.nt", "/.well-known/void", ROWS,
         *(f"/ontology.{form}" for form in ("rdf", "nt", "trig")), "/find?format=xml"]  # fmt: skip


def fetch(server: Any, path: str, coding: str, **headers: str) -> Any:
    """The answer as it is on the wire, not decompressed."""
    with server.client.stream("GET", path, headers={"Accept-Encoding": coding, **headers}) as answer:
        answer.wire = b"".join(answer.iter_raw())
    return answer


@pytest.mark.parametrize("path", PATHS)
def test_whatever_is_long_is_compressed_for_clients_that_take_it(server: Any, path: str) -> None:
    plain, packed = fetch(server, path, "identity"), fetch(server, path, "br, gzip;q=0.5")
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert zlib.decompress(packed.wire, 16 + zlib.MAX_WBITS) == plain.wire
    assert len(packed.wire) < len(plain.wire) / 2
    for answer in (plain, packed):
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert answer.headers["Content-Type"] == plain.headers["Content-Type"]
    assert fetch(server, path, "gzip;q=0").wire == plain.wire


@pytest.mark.parametrize("path", ["/health", "/export/exokg.ttl.gz", "/nothing"])
def test_what_is_short_or_packed_is_left_as_it_is(server: Any, path: str) -> None:
    assert "Content-Encoding" not in fetch(server, path, "gzip").headers


def test_a_packed_export_is_the_file(server: Any) -> None:
    assert gzip.decompress(fetch(server, "/export/exokg.nq.gz", "gzip").wire) == fetch(
        server, "/export/exokg.nq", "identity"
    ).wire  # fmt: skip


@pytest.mark.parametrize("path", ["/static/site.css", ROWS])
@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_an_answer_the_client_has_is_not_sent_again(server: Any, path: str, coding: str) -> None:
    first = fetch(server, path, coding)
    again = fetch(server, path, coding, **{"If-None-Match": f'"other", W/{first.headers["ETag"]}'})
    assert (again.status_code, again.wire) == (304, b"")
    assert again.headers["ETag"].replace("-gzip", "") == first.headers["ETag"].replace("-gzip", "")
    assert fetch(server, path, coding, **{"If-None-Match": '"other"'}).status_code == 200


def tag_of(server: Any, path: str) -> str:
    return str(fetch(server, path, "identity").headers["ETag"])


VOLATILE = "/sparql?query=SELECT (UUID() AS ?u) {}"


@pytest.mark.parametrize("path", ["/static/site.css", "/sparql?query=SELECT (7 AS ?n) {}"])
@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        ("GET", {"If-Match": "*"}, 200),
        ("GET", {"If-Match": "TAG"}, 200),
        ("GET", {"If-Match": '"other", TAG'}, 200),
        ("GET", {"If-Match": '"other"'}, 412),
        ("GET", {"If-Match": "W/TAG"}, 412),  # a weak tag never matches strongly
        ("GET", {"If-None-Match": "*"}, 304),
        ("GET", {"If-None-Match": "W/TAG"}, 304),
        ("GET", {"If-None-Match": '"other"'}, 200),
        ("GET", {"If-Match": "TAG", "If-None-Match": "TAG"}, 304),
        ("GET", {"If-Match": '"other"', "If-None-Match": "TAG"}, 412),
        ("HEAD", {"If-None-Match": "TAG"}, 304),
        ("HEAD", {"If-Match": '"other"'}, 412),
        ("GET", {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}, 200),  # there is no date
        ("GET", {"Range": "bytes=0-3"}, 200),
    ],
)
def test_preconditions(server: Any, path: str, method: str, headers: dict[str, str], status: int) -> None:
    """RFC 9110 §13.2, the first time and with headers that are known by then."""
    tag = tag_of(server, path)
    given_headers = {name: value.replace("TAG", tag) for name, value in headers.items()}
    for _ in range(2):
        answer = server.client.request(method, path, headers={"Accept-Encoding": "identity", **given_headers})
        assert answer.status_code == status, answer.text
        assert answer.content == b"" or status != 304


def test_preconditions_of_what_is_not_there_or_changes(server: Any) -> None:
    """They are looked at only where the answer would be a success (§13.2.1)."""
    for headers in ({"If-Match": '"x"'}, {"If-None-Match": "*"}):
        for path, status in (("/nothing", 404), ("/sparql?query=nonsense", 400)):
            assert server.client.get(path, headers=headers).status_code == status
    assert server.client.get(VOLATILE, headers={"If-Match": '"x"'}).status_code == 412
    assert server.client.get(VOLATILE, headers={"If-None-Match": '"x"'}).status_code == 200
    tag = server.client.post("/sparql", data={"query": "ASK {}"}).headers["ETag"]
    for given_tag, status in ((tag, 412), ('"x"', 200)):  # 304 is for GET and HEAD
        answer = server.client.post("/sparql", data={"query": "ASK {}"}, headers={"If-None-Match": given_tag})
        assert answer.status_code == status


@pytest.mark.parametrize("word", ["RAND", "NOW", "UUID", "STRUUID", "BNODE"])
def test_only_stable_answers_have_a_tag(server: Any, word: str) -> None:
    """Volatility is a matter of tokens: in a string, a comment, a name or a variable it is none."""
    for text in (f"'{word}()'", f"1 # {word}()\n", f"<urn:{word}()>", f"STR(<urn:{word}>)"):
        stable = server.ask(f"SELECT (1 AS ?{word}) {{ BIND({text} AS ?x) }}")
        assert ("ETag" in stable.headers, "Cache-Control" in stable.headers) == (True, False), stable.text
    spellings = [word, word.lower()] + [f"{word} # (\n"] * (word != "BNODE")  # which the engine does not read
    for spelled in spellings:
        changing = server.ask(f"ASK {{ BIND({spelled}() AS ?x) }}")
        assert "ETag" not in changing.headers, changing.text
        assert changing.headers["Cache-Control"] == "no-store"


@given(
    st.lists(st.sampled_from(['"a"', 'W/"a"', '"a-gzip"', '"b"', "*", "", "a", '"'])), st.sampled_from(",;")
)
def test_tags(parts: list[str], comma: str) -> None:
    request = Request("GET", b"/", {"if-none-match": f"{comma} ".join(parts)})
    wanted = {'"a"', 'W/"a"', '"a-gzip"'}
    expected = bool(wanted & set(parts)) if comma == "," or len(parts) == 1 else False
    assert has_already(request, '"a"') is expected
