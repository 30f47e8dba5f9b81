"""Queries on the embedded engine: rows, order of columns, faults with their place, bounds."""

from __future__ import annotations

import time

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from exokg.errors import QueryRefusedError, QuerySyntaxError, QueryTimeoutError
from exokg.store.deadline import run_within
from exokg.store.embedded import EmbeddedStore

EX = "https://example.org/"


@pytest.fixture
def store() -> EmbeddedStore:
    engine = Store()
    for name, graph in (("a", None), ("b", None), ("c", NamedNode(EX + "g"))):
        quad = (NamedNode(EX + name), NamedNode(EX + "label"), Literal(name))
        engine.add(Quad(*quad, graph) if graph else Quad(*quad))
    return EmbeddedStore(engine)


def test_rows_and_columns(store: EmbeddedStore) -> None:
    solutions = store.select("SELECT * { ?z ex:label ?a } ORDER BY ?a", prefixes={"ex": EX})
    assert solutions.variables == ["z", "a"]
    assert list(solutions) == [(NamedNode(EX + name), Literal(name)) for name in "ab"]
    assert list(solutions) == []


def test_forms_are_told_apart(store: EmbeddedStore) -> None:
    assert store.ask("ASK { ?s ?p 'a' }") is True
    assert len(store.construct("CONSTRUCT WHERE { ?s ?p ?o }")) == 2
    assert len(list(store.quads())) == 3
    for wrong in (store.ask, store.construct):
        with pytest.raises(QuerySyntaxError, match="expected"):
            wrong("SELECT * { ?s ?p ?o }")
    with pytest.raises(QuerySyntaxError, match="a SELECT query"):
        store.select("ASK { }")


def test_own_prefixes_win_over_given_ones(store: EmbeddedStore) -> None:
    query = f"PREFIX ex: <{EX}> ASK {{ ?s ex:label ?o }}"
    assert store.ask(query, prefixes={"ex": "urn:other:"})


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT ?s { ?s ?p }", "<query>:1:20: something is missing before here"),
        ("SELECT ?s {\n ?s ex:label ?o }", "<query>:2:5: the prefix ex: is not declared"),
        ("SELECT ?s { ?s ?p ?o } LIMIT", "something is missing before here"),
    ],
)
def test_faults_have_a_place(store: EmbeddedStore, query: str, said: str) -> None:
    with pytest.raises(QuerySyntaxError) as raised:
        store.query(query)
    assert said in raised.value.message
    assert "\n" not in raised.value.message


def test_from_other_graphs_is_refused(store: EmbeddedStore) -> None:
    assert store.ask(f"ASK FROM <{EX}g> {{ ?s ?p 'c' }}")
    with pytest.raises(QueryRefusedError, match="names no graph"):
        store.query("SELECT * FROM <file:///etc/hostname> { ?s ?p ?o }")


def test_work_within_bounds_gives_its_result_or_its_error() -> None:
    assert run_within(30, lambda: "done") == "done"
    with pytest.raises(ZeroDivisionError):
        run_within(0, lambda: 1 // 0)


def test_work_beyond_a_bound_is_given_up() -> None:
    with pytest.raises(QueryTimeoutError, match=r"after 0\.2 s"):
        run_within(0.2, lambda: time.sleep(2))
    with pytest.raises(QueryTimeoutError, match="MB of memory"):
        run_within(30, lambda: time.sleep(2), memory_mb=1)
