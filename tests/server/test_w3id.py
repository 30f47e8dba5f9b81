"""The redirections for w3id.org lead every IRI of the graph to something that the server answers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from exokg.model.kinds import KINDS
from exokg.rdf.namespaces import BASE

RULES = Path(__file__).parents[2] / "docs" / "w3id.htaccess"
TO = "https://exokg.example.org"


def rules() -> list[tuple[re.Pattern[str], str]]:
    """Pattern and target of each rule, as mod_rewrite reads them in a folder: without the slash before."""
    lines = [line.split() for line in RULES.read_text(encoding="ascii").splitlines()]
    found = [(re.compile(line[1]), line[2]) for line in lines if line[:1] == ["RewriteRule"]]
    assert len(found) == 5
    return found


def target(iri: str) -> str | None:
    """Where the first rule that fits leads to; nothing where none fits."""
    path = iri.removeprefix(BASE)
    for pattern, to in rules():
        if (match := pattern.search(path)) is not None:
            return re.sub(r"\$(\d)", lambda number: match[int(number[1])], to)
    return None


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("", "/"),
        ("ontology", "/ontology"),
        ("ontology/", "/ontology"),
        ("ontology/0.2.0", "/ontology"),
        ("ontology/Finding", "/ontology/Finding"),
        ("dataset", "/dataset"),
        ("dataset/0.2.0", "/dataset"),
        ("dataset/0.2.0/rdf/exokg.ttl", None),
        ("study/birch-2021-papilla", "/study/birch-2021-papilla"),
        ("finding/birch-2021-papilla_f1", "/finding/birch-2021-papilla_f1"),
        ("claim/vesicles-of-rose_decreases_GO-0006915", "/claim/vesicles-of-rose_decreases_GO-0006915"),
        ("context/0.2.0", "/context/0.2.0"),
        ("context/0.2.0/x", None),
        ("question/claims", "/question/claims"),
        ("sparql", None),
        ("study/", None),
        ("study/a/b", None),
        ("https://example.org/", None),
        ("study/a?x=1", None),
    ],
)
def test_iris_lead_to_their_paths_and_nothing_else_leads_anywhere(path: str, wanted: str | None) -> None:
    assert target(BASE + path) == (None if wanted is None else TO + wanted)


def test_every_kind_of_thing_has_a_rule() -> None:
    for kind in (*KINDS, "graph", "ontology", "question"):
        assert target(f"{BASE}{kind}/x-1_f2") == f"{TO}/{kind}/x-1_f2"


def test_no_file_says_that_they_are_registered() -> None:
    assert "not registered" in RULES.read_text(encoding="ascii")


@pytest.mark.slow
def test_every_iri_of_the_graph_leads_to_an_answer(server: Any, quads: Any) -> None:
    iris = {quad.subject.value for quad in quads if quad.subject.value.startswith(BASE)}
    assert len(iris) > 500
    one_of_each: dict[str, str] = {}
    for iri in sorted(iris):
        if iri.startswith(f"{BASE}question/prefixes/"):
            continue  # parts of the descriptions of the questions, with no document of their own
        to = target(iri)
        assert to is not None, iri
        one_of_each.setdefault(iri.removeprefix(BASE).partition("/")[0], to.removeprefix(TO))
    assert len(one_of_each) > 20
    for path in one_of_each.values():
        answer = server.client.get(path, headers={"Accept": "text/turtle"}, follow_redirects=True)
        assert answer.status_code == 200, path
        assert answer.headers["Content-Type"].startswith("text/turtle"), path


def test_the_version_iri_of_the_ontology_leads_to_it(server: Any, quads: Any) -> None:
    """Also that of the dataset; a version that is not served is told apart from a page that never was."""
    (iri,) = {quad.object.value for quad in quads if quad.predicate.value.endswith("owl#versionIRI")}
    path = iri.removeprefix(BASE)
    for media in ("text/turtle", "text/html"):
        led = server.client.get(f"/{path}", headers={"Accept": media}, follow_redirects=True)
        assert (led.status_code, led.url.path) == (200, "/ontology")
        assert led.headers["content-type"].startswith(media)
    about = NamedNode(f"{BASE}dataset")
    (number,) = {
        quad.object.value
        for quad in quads
        if quad.subject == about and quad.predicate.value.endswith("versionInfo")
    }
    led = server.client.get(f"/dataset/{number}", headers={"Accept": "text/html"})
    assert (led.status_code, led.headers["location"]) == (303, "/dataset")
    gone = server.client.get("/ontology/0.0.1", headers={"Accept": "text/turtle"})
    assert (gone.status_code, "0.0.1 is not here" in gone.text) == (404, True)


@pytest.mark.parametrize("form", ["ttl", "jsonld"])
def test_the_data_of_a_question_describe_it(server: Any, form: str) -> None:
    media = {"ttl": "text/turtle", "jsonld": "application/ld+json"}[form]
    led = server.client.get("/question/claims", headers={"Accept": media}, follow_redirects=True)
    assert led.headers["content-type"].startswith(media)
    store = Store()
    store.load(led.content, format=RdfFormat.from_media_type(media))
    question = NamedNode(f"{BASE}question/claims")
    said = {quad.predicate.value.rpartition("#")[2] for quad in store.quads_for_pattern(question, None, None)}
    assert {"label", "comment", "select", "prefixes"} <= said
