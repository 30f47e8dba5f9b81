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
         "/export/exokg.nt", "/.well-known/void", ROWS]  # fmt: skip


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


@given(
    st.lists(st.sampled_from(['"a"', 'W/"a"', '"a-gzip"', '"b"', "*", "", "a", '"'])), st.sampled_from(",;")
)
def test_tags(parts: list[str], comma: str) -> None:
    request = Request("GET", b"/", {"if-none-match": f"{comma} ".join(parts)})
    wanted = {'"a"', 'W/"a"', '"a-gzip"'}
    expected = bool(wanted & set(parts)) if comma == "," or len(parts) == 1 else False
    assert has_already(request, '"a"') is expected
