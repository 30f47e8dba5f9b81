"""Service description and VoID say what is so, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, RdfFormat, Store, Triple

from exokg.server.http.negotiation import GRAPHS, SOLUTIONS

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
DATASET = "https://w3id.org/exokg/dataset"


@pytest.fixture(scope="module")
def described(server: Any) -> Store:
    answer = server.client.get("/sparql", headers={"Accept": "text/turtle"})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/turtle")
    store = Store()
    store.load(answer.content, format=RdfFormat.TURTLE)
    return store


def values(store: Store, subject: str | None, name: str) -> list[str]:
    node = NamedNode(subject) if subject else None
    return sorted(text(quad.object) for quad in store.quads_for_pattern(node, NamedNode(name), None))


def text(term: NamedNode | BlankNode | Literal | Triple) -> str:
    assert not isinstance(term, Triple)
    return term.value


def number(server: Any, query: str) -> int:
    return int(server.ask(query).json()["results"]["bindings"][0]["n"]["value"])


def test_returns_rdf_in_every_format(server: Any) -> None:
    sizes = set()
    for media, form in (
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("application/ld+json", RdfFormat.JSON_LD),
    ):
        answer = server.client.get("/sparql", headers={"Accept": media})
        assert answer.headers["Content-Type"].startswith(media)
        store = Store()
        store.load(answer.content, format=form)
        sizes.add(len(store))
    assert len(sizes) == 1
    well_known = server.client.get("/.well-known/void", headers={"Accept": "text/turtle"})
    assert f"{server.url}/sparql#service" in well_known.text


def test_has_endpoint_triple(server: Any, described: Store) -> None:
    assert values(described, None, SD + "endpoint") == [f"{server.url}/sparql"]


def test_conforms_to_schema(described: Store) -> None:
    """Every term used is a term of the vocabularies, and the structure is the recommendation's."""
    service = [
        text(quad.subject) for quad in described.quads_for_pattern(None, None, NamedNode(SD + "Service"))
    ]
    assert len(service) == 1
    assert values(described, service[0], SD + "supportedLanguage") == [SD + "SPARQL11Query"]
    dataset = values(described, service[0], SD + "defaultDataset")
    assert len(dataset) == 1
    assert len(values(described, dataset[0], SD + "defaultGraph")) == 1
    sd_terms = {
        "endpoint",
        "supportedLanguage",
        "resultFormat",
        "defaultDataset",
        "defaultGraph",
        "namedGraph",
        "name",
        "graph",
    }
    void_terms = {
        "triples",
        "entities",
        "distinctSubjects",
        "distinctObjects",
        "classes",
        "properties",
        "property",
        "class",
        "classPartition",
        "propertyPartition",
        "uriSpace",
        "vocabulary",
        "exampleResource",
        "dataDump",
        "sparqlEndpoint",
        "subset",
        "subjectsTarget",
        "objectsTarget",
        "linkPredicate",
    }
    used = {quad.predicate.value for quad in described}
    assert {term.removeprefix(SD) for term in used if term.startswith(SD)} <= sd_terms
    assert {term.removeprefix(VOID) for term in used if term.startswith(VOID)} <= void_terms


def test_no_feature_is_claimed(described: Store) -> None:
    assert values(described, None, SD + "feature") == []
    assert not any("Federated" in quad.object.value or "Update" in quad.object.value
                   for quad in described if not isinstance(quad.object, Literal))  # fmt: skip


def test_every_result_format_is_served(server: Any, described: Store) -> None:
    media = {form.iri.rpartition("/")[2]: form.media for form in (*SOLUTIONS, *GRAPHS)}
    listed = [iri.rpartition("/")[2] for iri in values(described, None, SD + "resultFormat")]
    assert sorted(listed) == sorted(media)
    for name in listed:
        query = "SELECT (1 AS ?x) {}" if "Results" in name else "CONSTRUCT { <urn:a> <urn:b> 1 } WHERE {}"
        answer = server.ask(query, media[name])
        assert (answer.status_code, answer.headers["Content-Type"].partition(";")[0]) == (200, media[name])


def test_counts_are_the_counts_of_queries(server: Any, described: Store) -> None:
    for name, query in (
        ("triples", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
        ("distinctSubjects", "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"),
        ("distinctObjects", "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }"),
        ("properties", "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }"),
        ("classes", "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?s a ?c }"),
    ):
        assert values(described, DATASET, VOID + name) == [str(number(server, query))], name
    compared = 0
    for quad in described.quads_for_pattern(NamedNode(DATASET), NamedNode(VOID + "classPartition"), None):
        part = text(quad.object)
        [name] = values(described, part, VOID + "class")
        if "exokg/ontology" in name and compared < 8:
            compared += 1
            wanted = number(server, f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s a <{name}> }}")
            assert values(described, part, VOID + "entities") == [str(wanted)]
    assert compared == 8
    named = [
        text(quad.subject) for quad in described.quads_for_pattern(None, None, NamedNode(SD + "NamedGraph"))
    ]
    assert len(named) >= 5
    for node in named:
        [graph], [content] = values(described, node, SD + "name"), values(described, node, SD + "graph")
        wanted = number(server, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
        assert values(described, content, VOID + "triples") == [str(wanted)]


def test_dumps_and_examples_exist(server: Any, described: Store) -> None:
    dumps = values(described, DATASET, VOID + "dataDump")
    assert len(dumps) == 5
    counted = set()
    for url in dumps:
        answer = server.client.get(url)
        assert answer.status_code == 200
        form = RdfFormat.from_extension(url.rpartition(".")[2])
        assert form is not None
        store = Store()
        store.load(answer.content, format=form)
        counted.add(len(list(store.quads_for_pattern(None, None, None, DefaultGraph()))))  # TriG holds more
    assert counted == {int(values(described, DATASET, VOID + "triples")[0])}
    samples = values(described, DATASET, VOID + "exampleResource")
    assert samples
    for iri in samples:
        assert server.client.get(iri.removeprefix("https://w3id.org/exokg")).status_code == 303


def test_catalogue_and_prefixes(server: Any) -> None:
    prefixes = server.ask(
        "PREFIX sh: <http://www.w3.org/ns/shacl#> "
        "SELECT DISTINCT ?prefix ?namespace { [] sh:prefix ?prefix ; sh:namespace ?namespace }"
    ).json()["results"]["bindings"]
    assert {"exokg", "rdfs"} <= {row["prefix"]["value"] for row in prefixes}
