"""The contract of a store, kept by every engine: the same calls, the same answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode

from exokg.answers.answering import catalogue
from exokg.answers.parameters import Values
from exokg.errors import QueryRefusedError, QuerySyntaxError
from exokg.rdf.namespaces import PREFIXES
from exokg.store.loading import count_graphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pyoxigraph import Triple

    from exokg.curation.questions import Question
    from exokg.store import Store
    from exokg.store.embedded import EmbeddedStore
    from exokg.store.solutions import Solutions

    Answer = Solutions | bool | list[Triple]

pytestmark = pytest.mark.xdist_group("engines")
NUMBERS = ("integer", "decimal", "double", "float")
TERM = NamedNode("http://purl.obolibrary.org/obo/GO_0060070")


def value(term: object) -> object:
    """A cell as a value: engines print numbers, and order the parts of GROUP_CONCAT, differently."""
    datatype = getattr(getattr(term, "datatype", None), "value", "")
    text = getattr(term, "value", None if term is None else str(term))
    if datatype.endswith(NUMBERS):
        return round(float(str(text)), 6)
    return "; ".join(sorted(text.split("; "))) if isinstance(text, str) else text


def test_all_statements_arrive_and_leave(store: Store, embedded: EmbeddedStore) -> None:
    assert embedded.manifest is not None
    assert count_graphs(store, embedded.manifest.graphs) == embedded.manifest.graphs
    assert set(store.quads()) == set(embedded.quads())


def test_select_ask_construct(store: Store) -> None:
    label = store.select(f"SELECT * {{ {TERM} rdfs:label ?l ; a ?c }} LIMIT 1", prefixes=PREFIXES)
    assert label.variables == ["l", "c"]
    assert next(iter(label))[0] == Literal("canonical Wnt signaling pathway", language="en")
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


def test_every_question_gives_equal_rows(store: Store, embedded: EmbeddedStore) -> None:
    asked = catalogue(embedded)
    assert len(asked) > 30
    assert differences(asked, embedded, lambda question: store.query(question.query)) == []


FILLED = {
    "authority": "FDA",
    "cargo": "miR-218-5p",
    "cell": "dermal papilla cell",
    "condition": "androgenetic alopecia",
    "design": "randomized controlled",
    "drug": "minoxidil",
    "effect": "decreases",
    "event": "adverse event",
    "given": "microneedling",
    "kind": "null versus effect",
    "outcome": "hair density",
    "route": "intradermal injection",
    "rung": "animal",
    "source": "mesenchymal stromal cell",
    "species": "mouse",
    "stance": "not approved",
    "state": "completed",
    "status": "preprint",
    "target": "cell proliferation",
    "topic": "evidence of safety",
}
"""A value for each parameter that may be left open."""


def filled(questions: Iterable[Question], embedded: EmbeddedStore) -> list[Question]:
    """Each question once for each optional parameter, with that one filled."""
    read = Values(embedded.select).read
    return [
        replace(
            question,
            name=f"{question.name} --{one.name}",
            query=question.with_values({one.name: read(one, [FILLED[one.name]])}),
        )
        for question in questions
        for one in question.parameters
        if one.optional
    ]


def test_filled_parameters_give_equal_rows(store: Store, embedded: EmbeddedStore) -> None:
    asked = filled(catalogue(embedded), embedded)
    answered = [question for question in asked if len(list(embedded.select(question.query)))]
    assert len(answered) > len(asked) * 3 // 4, [one.name for one in asked if one not in answered]
    assert differences(asked, embedded, lambda question: store.query(question.query)) == []


def differences(
    asked: list[Question], embedded: EmbeddedStore, ask: Callable[[Question], Answer]
) -> list[tuple[str, str, str]]:
    """The questions that another engine answers otherwise: name, what it lacks, what it adds.

    Compared by value, without order: engines sort unbound cells and equal keys as they like.
    """
    found, rows = [], 0
    for question in asked:
        ours, theirs = comparable(embedded.query(question.query)), comparable(ask(question))
        rows += sum(ours.values())
        if ours != theirs:
            found.append((question.name, str(ours - theirs)[:200], str(theirs - ours)[:200]))
    print(f"{len(asked)} questions, {rows} rows compared, {len(found)} different")
    return found


def comparable(answer: Answer) -> Counter[object]:
    """The rows or statements of an answer, each as a value."""
    assert not isinstance(answer, bool)
    if isinstance(answer, list):
        return Counter(map(str, answer))
    return Counter(tuple(map(value, row)) for row in answer)
