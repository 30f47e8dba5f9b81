"""The W3C's SPARQL 1.1 Protocol cases for queries, by their names there, over real HTTP.

The cases for updates assert the refusal: this endpoint has nothing that writes.
"""

from __future__ import annotations

import gzip
import socket
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse
from serving import DATA

D1, D2, D3 = (DATA.format(number) for number in (1, 2, 3))
JSON = "application/sparql-results+json"
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"


def ask(response: Any) -> bool:
    assert response.status_code == 200, response.text
    return bool(response.json()["boolean"])


def test_query_get(server: Any) -> None:
    assert ask(server.client.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": JSON}))


def test_query_post_form(server: Any) -> None:
    assert ask(server.client.post("/sparql", data={"query": "ASK {}"}))


def test_query_post_direct(server: Any) -> None:
    assert ask(server.client.post("/sparql", content="ASK {}", headers={"Content-Type": DIRECT}))


@pytest.mark.parametrize("method", ["GET", "POST", "direct"])
@pytest.mark.parametrize(
    ("default", "named", "query"),
    [
        pytest.param([D1], [], f"ASK {{ <{D1}> ?p ?o }}", id="query_dataset_default_graph"),
        pytest.param(
            [D1, D2], [], f"ASK {{ <{D1}> ?p ?o . <{D2}> ?p2 ?o2 }}", id="query_dataset_default_graphs"
        ),
        pytest.param(
            [], [D1, D2],
            f"ASK {{ GRAPH ?g {{ <{D1}> ?p ?o }} GRAPH ?h {{ <{D2}> ?q ?r }} }}",
            id="query_dataset_named_graphs",
        ),
        pytest.param(
            [D3], [D1, D2],
            f"ASK {{ <{D3}> ?p ?o GRAPH ?g {{ <{D1}> ?q ?r }} GRAPH ?h {{ <{D2}> ?s ?t }} "
            f"FILTER NOT EXISTS {{ GRAPH ?i {{ <{D3}> ?u ?v }} }} }}",
            id="query_dataset_full",
        ),
        pytest.param(
            [D2], [], f"ASK FROM <{D1}> {{ <{D2}> ?p ?o FILTER NOT EXISTS {{ <{D1}> ?q ?r }} }}",
            id="query_multiple_dataset",
        ),
    ],
)  # fmt: skip
def test_query_dataset(server: Any, method: str, default: list[str], named: list[str], query: str) -> None:
    graphs = {"default-graph-uri": default, "named-graph-uri": named}
    if method == "GET":
        answer = server.client.get("/sparql", params={"query": query, **graphs})
    elif method == "POST":
        answer = server.client.post("/sparql", data={"query": query, **graphs})
    else:
        answer = server.client.post("/sparql", params=graphs, content=query, headers={"Content-Type": DIRECT})
    assert ask(answer)


def test_only_named_graphs_leave_the_default_graph_empty(server: Any) -> None:
    assert not ask(server.ask("ASK { ?s ?p ?o }", **{"named-graph-uri": D1}))


@pytest.mark.parametrize(
    ("query", "accept", "wanted"),
    [
        ("SELECT * { ?s ?p ?o } LIMIT 1", JSON, JSON),
        ("SELECT * { ?s ?p ?o } LIMIT 1", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("SELECT * { ?s ?p ?o } LIMIT 1", "text/csv", "text/csv"),
        ("SELECT * { ?s ?p ?o } LIMIT 1", "text/tab-separated-values", "text/tab-separated-values"),
        ("ASK {}", JSON, JSON),
        ("ASK {}", "application/sparql-results+xml", "application/sparql-results+xml"),
        (f"DESCRIBE <{D1}>", "application/rdf+xml", "application/rdf+xml"),
        (f"DESCRIBE <{D1}>", "text/turtle", "text/turtle"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples", "application/n-triples"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/ld+json", "application/ld+json"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/trig", "application/trig"),
        # a client that accepts either kind gets the one of its query
        (f"DESCRIBE <{D1}>", "application/sparql-results+xml, application/rdf+xml", "application/rdf+xml"),
    ],
)
def test_query_content_type(server: Any, query: str, accept: str, wanted: str) -> None:
    query = query.replace("?o }", "?o } LIMIT 5") if query.startswith("CONSTRUCT") else query
    answer = server.ask(query, accept)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"].partition(";")[0] == wanted


@pytest.mark.parametrize("name", ["ttl", "nt", "rdf", "jsonld", "trig"])
def test_graph_formats_say_the_same(server: Any, name: str) -> None:
    formats = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "rdf": RdfFormat.RDF_XML,
               "jsonld": RdfFormat.JSON_LD, "trig": RdfFormat.TRIG}  # fmt: skip
    query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(isIRI(?o)) } ORDER BY ?s ?p ?o LIMIT 20"
    answer = server.ask(query, "*/*", format=name)
    found = {str(quad.triple) for quad in parse(answer.content, format=formats[name])}
    plain = {
        str(quad.triple)
        for quad in parse(server.ask(query, "*/*", format="nt").content, format=RdfFormat.N_TRIPLES)
    }
    assert len(plain) == 20
    assert found == plain


def test_bad_query_method(server: Any) -> None:
    answer = server.client.put("/sparql", params={"query": "ASK {}"})
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_bad_multiple_queries(server: Any) -> None:
    assert server.client.get("/sparql", params={"query": ["ASK {}", "ASK {}"]}).status_code == 400


@pytest.mark.parametrize("media", ["text/plain", "application/json", None])
def test_bad_query_wrong_or_missing_media_type(server: Any, media: str | None) -> None:
    headers = {"Content-Type": media} if media else {}
    assert server.client.post("/sparql", content="ASK {}", headers=headers).status_code == 415


def test_bad_query_missing_form_type(server: Any) -> None:
    assert server.client.post("/sparql", content="query=ASK%20%7B%7D").status_code == 415


def test_bad_query_non_utf8(server: Any) -> None:
    body = "ASK {}".encode("utf-16")
    assert server.client.post("/sparql", content=body, headers={"Content-Type": DIRECT}).status_code == 400
    encoded = {"Content-Type": f"{DIRECT}; charset=UTF-16"}
    assert server.client.post("/sparql", content=body, headers=encoded).status_code == 415


def test_bad_query_syntax_has_its_place(server: Any) -> None:
    answer = server.ask("ASK {\n  ?s ?p ?o } }")
    assert answer.status_code == 400
    found = answer.json()
    assert (found["error"], found["line"], found["column"]) == ("syntax", 2, 14)


@pytest.mark.parametrize(
    ("media", "body"),
    [
        (FORM, "update=DROP%20ALL"),
        ("application/sparql-update", "DROP ALL"),
        (FORM, "update=DROP%20ALL&using-graph-uri=urn:g"),
        (FORM, "query=ASK%7B%7D&using-graph-uri=urn:g"),
        (DIRECT, "DROP ALL"),
        (DIRECT, "INSERT DATA { <urn:a> <urn:b> 1 }"),
        (DIRECT, "LOAD <http://127.0.0.1:9/x>"),
        (DIRECT, "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }"),
    ],
)
def test_updates_are_refused(server: Any, media: str, body: str) -> None:
    before = server.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").json()
    answer = server.client.post("/sparql", content=body, headers={"Content-Type": media})
    assert 400 <= answer.status_code < 500
    assert server.client.get("/sparql", params={"update": "DROP ALL"}).status_code == 400
    assert server.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").json() == before


def test_not_acceptable_lists_the_choices(server: Any) -> None:
    answer = server.ask("ASK {}", "image/png")
    assert answer.status_code == 406
    assert answer.json()["choices"] == [JSON, "application/sparql-results+xml"]
    assert "text/turtle" in server.ask(f"DESCRIBE <{D1}>", "image/png").json()["choices"]
    assert server.ask("not a query", "image/png").status_code == 400
    assert server.ask("ASK {}", "text/csv").status_code == 406  # no such form of a boolean
    assert server.ask("ASK {}", "text/turtle").status_code == 406


def test_format_overrides_accept(server: Any) -> None:
    answer = server.ask("SELECT (1 AS ?n) {}", "text/turtle", format="csv")
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert answer.text == "n\r\n1\r\n"


def test_head_has_no_body(server: Any) -> None:
    answer = server.client.head("/sparql", params={"query": "ASK {}"})
    assert answer.status_code == 200
    assert answer.content == b""
    assert int(answer.headers["Content-Length"]) > 0


def test_options(server: Any) -> None:
    answer = server.client.options("/sparql")
    assert answer.status_code == 204
    assert answer.headers["Allow"] == "GET, HEAD, POST, OPTIONS"


def test_etag_and_304(server: Any) -> None:
    first = server.client.get("/sparql", params={"query": "SELECT (2 AS ?n) {}"})
    tag = first.headers["ETag"]
    again = server.client.get(
        "/sparql", params={"query": "SELECT (2 AS ?n) {}"}, headers={"If-None-Match": f'"x", W/{tag}'}
    )
    assert (again.status_code, again.content) == (304, b"")
    other = server.client.get(
        "/sparql", params={"query": "SELECT (3 AS ?n) {}"}, headers={"If-None-Match": tag}
    )
    assert other.status_code == 200
    star = server.client.get("/sparql", params={"query": "nonsense"}, headers={"If-None-Match": "*"})
    assert star.status_code == 400


def test_volatile_answers_are_not_kept(server: Any) -> None:
    one, two = (server.ask("SELECT (STRUUID() AS ?u) {}") for _ in range(2))
    assert one.text != two.text
    assert "ETag" not in one.headers
    assert one.headers["Cache-Control"] == "no-store"


def test_gzip(server: Any) -> None:
    query = "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 300"
    with server.client.stream(
        "POST", "/sparql", data={"query": query}, headers={"Accept-Encoding": "gzip"}
    ) as answer:
        body = b"".join(answer.iter_raw())
        assert answer.headers["Content-Encoding"] == "gzip"
    plain = server.client.post("/sparql", data={"query": query}, headers={"Accept-Encoding": "identity"})
    assert gzip.decompress(body) == plain.content
    assert len(body) < len(plain.content) / 3
    assert plain.headers["ETag"] != answer.headers["ETag"]


def test_keep_alive_and_pipelining(server: Any) -> None:
    one = f"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: {server.host}\r\n\r\n".encode()
    last = one.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
        connection.sendall(one * 20 + last)
        received = b""
        while part := connection.recv(65536):
            received += part
    assert received.count(b"HTTP/1.1 200 OK") == 21
    assert received.count(b'"boolean":true') == 21


def test_sib_tools_find_the_catalogue(server: Any) -> None:
    examples = server.ask(
        """PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT DISTINCT ?sq ?comment ?query WHERE { ?sq a sh:SPARQLExecutable ; rdfs:comment ?comment ;
        sh:select|sh:ask|sh:construct|sh:describe ?query }"""
    ).json()["results"]["bindings"]
    served = server.client.get(
        "/.well-known/sparql-examples", headers={"Accept": "application/n-triples"}
    ).text
    assert len(examples) == served.count("<http://www.w3.org/ns/shacl#SPARQLExecutable>")
