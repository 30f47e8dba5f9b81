"""The contract of a store, kept by every engine: the same calls, the same answers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from exokg.answers.answering import catalogue
from exokg.answers.parameters import Values
from exokg.errors import QueryRefusedError, QuerySyntaxError
from exokg.rdf.namespaces import PREFIXES
from exokg.store.http import Credentials, HttpError
from exokg.store.loading import count_graphs, load_dataset

from .comparing import differences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exokg.curation.questions import Question
    from exokg.store import Store
    from exokg.store.embedded import EmbeddedStore

    from .comparing import Expected
    from .conftest import Engine

pytestmark = pytest.mark.slow
VIRTUOSO = pytest.param("virtuoso", marks=pytest.mark.needs("virtuoso"))
BOOLEAN = NamedNode("http://www.w3.org/2001/XMLSchema#boolean")
TERM = NamedNode("http://purl.obolibrary.org/obo/GO_0060070")


def test_all_statements_arrive_and_leave(store: Store, embedded: EmbeddedStore) -> None:
    assert embedded.manifest is not None
    assert count_graphs(store, embedded.manifest.graphs) == embedded.manifest.graphs
    assert {_spelled(quad) for quad in store.quads()} == set(embedded.quads())


def _spelled(quad: Quad) -> Quad:
    """Virtuoso 7 writes *true* as ``1``, the same value (XML Schema 1.1 Part 2, 3.3.2)."""
    if quad.object != Literal("1", datatype=BOOLEAN):
        return quad
    return Quad(quad.subject, quad.predicate, Literal("true", datatype=BOOLEAN), quad.graph_name)


def test_select_ask_construct(store: Store) -> None:
    label = store.select(f"SELECT * {{ {TERM} rdfs:label ?l ; a ?c }} LIMIT 1", prefixes=PREFIXES)
    assert label.variables == ["l", "c"]
    assert next(iter(label))[0] == Literal("canonical Wnt signaling pathway")
    assert store.ask(f"ASK {{ {TERM} ?p ?o }}") is True
    assert store.ask("ASK { <urn:none> ?p ?o }") is False
    triples = store.construct(f"CONSTRUCT {{ {TERM} ?p ?o }} {{ {TERM} ?p ?o }}")
    assert {triple.subject for triple in triples} == {TERM}
    unbound = store.select(
        f"SELECT ?x ?l {{ {TERM} rdfs:label ?l OPTIONAL {{ ?l rdfs:label ?x }} }}", prefixes=PREFIXES
    )
    assert [row[0] for row in unbound] == [None]


def test_named_graphs_are_apart(store: Store) -> None:
    questions = "GRAPH <https://w3id.org/exokg/graph/questions> { ?q a ?c }"
    assert store.ask(f"ASK {{ {questions} }}")
    assert not store.ask(f"ASK {{ {questions} ?q a ?c }}")
    assert not store.ask("ASK { ?h a exokg:Hypothesis }", prefixes=PREFIXES)


def test_faults_and_refusals(store: Store) -> None:
    with pytest.raises(QuerySyntaxError, match=r"<query>:1:"):
        store.query("SELECT ?s { ?s ?p }")
    with pytest.raises(QuerySyntaxError, match="prefix nope: is not declared"):
        store.query("SELECT ?s { ?s nope:p ?o }")
    with pytest.raises(QueryRefusedError, match="SERVICE"):
        store.query("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
    with pytest.raises(QuerySyntaxError, match="expected"):
        store.select("ASK { ?s ?p ?o }")


@pytest.mark.needs("virtuoso")
@pytest.mark.parametrize("credentials", [None, Credentials("dba", "wrong")], ids=["none", "wrong"])
def test_a_login_that_is_refused_is_told_as_such(
    virtuoso: Engine, embedded: EmbeddedStore, credentials: Credentials | None
) -> None:
    with pytest.raises(HttpError, match="HTTP 401") as raised:
        load_dataset(embedded.quads(), virtuoso.graph_store, name_default=True, credentials=credentials)
    assert "EXOKG_ENDPOINT_" in str(raised.value.hint)


@pytest.mark.parametrize("store", ["oxigraph", VIRTUOSO], indirect=True)
def test_every_question_gives_equal_rows_in_equal_order(
    store: Store, embedded: EmbeddedStore, expected: Expected
) -> None:
    asked = catalogue(embedded)
    assert len(asked) > 30
    assert differences(asked, expected, lambda question: store.query(question.query)) == []


FILLED = {
    "authority": "FDA",
    "cargo": "miR-218-5p",
    "cell": "dermal papilla cell",
    "claims kind": "native vesicles",
    "country": "Iran",
    "condition": "androgenetic alopecia",
    "design": "randomized controlled",
    "effect": "decreases",
    "event": "adverse event",
    "given": "microneedling",
    "kind": "null versus effect",
    "outcome": "hair density",
    "route": "intradermal injection",
    "rung": "animal",
    "source": "mesenchymal stromal cell",
    "species": "mouse",
    "step": "miR-218-5p",
    "stance": "not approved",
    "state": "completed",
    "status": "preprint",
    "target": "cell proliferation",
    "topic": "evidence of safety",
    "trials kind": "native vesicles",
}
"""A value for each parameter that may be left open; a question may have one of its own."""


def _filling(question: Question, name: str) -> str:
    return FILLED.get(f"{question.name} {name}") or FILLED[name]


def filled(questions: Iterable[Question], embedded: EmbeddedStore) -> list[Question]:
    """Each question once for each optional parameter, with that one filled."""
    read = Values(embedded.select).read
    return [
        replace(
            question,
            name=f"{question.name} --{one.name}",
            query=question.with_values({one.name: read(one, [_filling(question, one.name)])}),
        )
        for question in questions
        for one in question.parameters
        if one.optional
    ]


@pytest.mark.parametrize("store", [VIRTUOSO], indirect=True)  # an Oxigraph server has the embedded engine
def test_filled_parameters_give_equal_rows(store: Store, embedded: EmbeddedStore, expected: Expected) -> None:
    asked = filled(catalogue(embedded), embedded)
    answered = [question for question in asked if expected(question)]
    assert len(answered) > len(asked) * 3 // 4, [one.name for one in asked if one not in answered]
    assert differences(asked, expected, lambda question: store.query(question.query)) == []
