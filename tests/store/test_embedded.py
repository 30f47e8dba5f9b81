"""Queries on the embedded engine: rows, order of columns, faults with their place, bounds."""

from __future__ import annotations

import contextlib
import gc
import threading
import time
import weakref

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

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
    assert list(solutions) == list(solutions), "rows may be read again"
    assert [row["a"] for row in solutions] == [row[1] for row in solutions]


@pytest.mark.parametrize(
    ("query", "columns"),
    [
        ("SELECT * { ?z ex:label ?a }", ["z", "a"]),
        ("SELECT DISTINCT * { ?z ?p ?a } ORDER BY ?p", ["z", "p", "a"]),
        ("SELECT REDUCED*{?z ?p ?a}", ["z", "p", "a"]),
        ("SELECT * { { SELECT (COUNT(*) AS ?n) { ?z ?p ?a } } ?b ex:label ?a }", ["n", "a", "b"]),
        ("SELECT * { }", []),
        ("SELECT * FROM <https://example.org/g> { ?z ?p ?a } VALUES ?z { UNDEF }", ["z", "p", "a"]),
    ],
)
def test_columns_of_a_star_are_in_the_order_of_the_query(
    store: EmbeddedStore, query: str, columns: list[str]
) -> None:
    by_rows = store.select(query, prefixes={"ex": EX})
    assert by_rows.variables == columns
    by_engine = store.evaluate(query, prefixes={"ex": EX})
    assert isinstance(by_engine, QuerySolutions)
    assert [variable.value for variable in by_engine.variables] == columns


def test_a_dataset_given_beside_the_query_replaces_its_own(store: EmbeddedStore) -> None:
    text = "SELECT ?o FROM <https://example.org/g> { ?s ?p ?o }"
    assert [str(o) for (o,) in store.select(text)] == ['"c"']
    named = store.evaluate("SELECT ?g { GRAPH ?g { ?s ?p ?o } }", named_graphs=[f"{EX}g"])
    assert isinstance(named, QuerySolutions)
    assert [str(row[0]) for row in named] == [f"<{EX}g>"]
    assert not bool(store.evaluate("ASK { ?s ?p ?o }", named_graphs=[f"{EX}g"]))
    assert bool(store.evaluate("ASK { ?s ?p 'c' }", default_graphs=[f"{EX}g"]))
    with pytest.raises(QueryRefusedError, match="<urn:x> names no graph"):
        store.evaluate(text, default_graphs=["urn:x"])
    with pytest.raises(QueryRefusedError, match="<urn:x> names no graph"):
        store.evaluate(text, named_graphs=["urn:x"])


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


def test_the_memory_that_a_process_had_before_is_no_fault_of_the_work() -> None:
    held = b"x" * 100_000_000
    assert run_within(30, lambda: len(held), memory_mb=50) == len(held)
    assert run_within(30, lambda: time.sleep(0.3), memory_mb=50) is None


def test_a_call_that_fails_in_time_keeps_nothing_that_it_used() -> None:
    class Held:
        """Stands for a store, which a failure at an endpoint kept open until Python looked for garbage."""

    def fail() -> None:
        held = Held()
        seen.append(weakref.ref(held))
        raise ValueError(str(held))

    seen: list[weakref.ref[Held]] = []
    gc.disable()
    try:
        with contextlib.suppress(ValueError):
            run_within(30, fail)
        assert seen[0]() is None
    finally:
        gc.enable()


def test_work_beyond_a_bound_is_given_up() -> None:
    over = threading.Event()
    try:
        with pytest.raises(QueryTimeoutError, match=r"after 0\.2 s"):
            run_within(0.2, over.wait)
        with pytest.raises(QueryTimeoutError, match="MB of memory"):
            run_within(600, lambda: (b"x" * 200_000_000, over.wait()), memory_mb=50)
    finally:
        over.set()
