"""The statements beside a store give the lines that sorting gives, in the same order."""

from __future__ import annotations

import gzip
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad
from pyoxigraph import Store as Engine

from exokg import load
from exokg.rdf.namespaces import METADATA_GRAPH, expand
from exokg.rdf.sorted_lines import SortedLines
from exokg.store.embedded import EmbeddedStore
from exokg.store.statement_file import STATEMENTS, SortedStatements
from exokg.store.stored_lines import sorted_lines

if TYPE_CHECKING:
    from exokg.rdf.sorted_lines import Graphs

# What could be taken for the name of a graph, or upset an order.
names = st.sampled_from(["n", "n1", "n/a", "ü"]).map(lambda name: NamedNode(f"http://example.org/{name}"))
dataset = NamedNode("https://w3id.org/exokg/dataset")
texts = st.one_of(
    st.text(st.sampled_from('ab "\\\n\r\t\x01\x7f\x85é\u2028<>.@_:'), max_size=6), st.just("a <http://b>")
)
values = st.one_of(
    names,
    st.just(dataset),
    st.just(METADATA_GRAPH),
    st.just(BlankNode("b")),
    texts.map(Literal),
    texts.map(lambda text: Literal(text, datatype=expand("xsd:string"))),
    texts.map(lambda text: Literal(text, datatype=NamedNode("http://example.org/type"))),
    st.sampled_from(["en", "en-gb"]).map(lambda language: Literal("a <b", language=language)),
    st.integers(-9, 99).map(lambda number: Literal(str(number), datatype=expand("xsd:decimal"))),
)
graphs = st.one_of(st.just(DefaultGraph()), st.just(METADATA_GRAPH), names)
subjects = st.one_of(names, st.just(dataset), st.just(BlankNode("b")))
quads = st.builds(Quad, subjects, names, values, graphs)
ORDERS: tuple[Graphs, ...] = ("none", "last", "first")


@given(said=st.lists(quads, max_size=30))
def test_what_is_read_is_what_would_be_sorted(said: list[Quad]) -> None:
    engine = Engine()
    engine.extend(said)
    hidden = METADATA_GRAPH.value
    with TemporaryDirectory() as folder:
        path = Path(folder, STATEMENTS)
        path.write_bytes(gzip.compress(b"".join(SortedStatements(engine))))
        store = EmbeddedStore(Engine(), path=Path(folder))  # which has none of them
        for order in ORDERS:
            lines = sorted_lines(store, order)
            assert list(lines) == list(lines) == list(SortedLines(said, order)), order
            kept = [quad for quad in said if quad.graph_name != METADATA_GRAPH]
            assert list(sorted_lines(store, order, hidden)) == list(SortedLines(kept, order)), order
            without_file = sorted_lines(EmbeddedStore(engine), order, hidden)
            assert list(without_file) == list(SortedLines(kept, order)), order


def test_an_export_is_the_same_from_the_file_and_from_the_engine(built: Path) -> None:
    kg = load(store=built)
    assert isinstance(kg.store, EmbeddedStore)
    from_engine = load(store=built)
    assert isinstance(from_engine.store, EmbeddedStore)
    from_engine.store.path = None
    for form in ("ttl", "nq", "trig"):
        assert bytes(kg.export(form)) == bytes(from_engine.export(form)), form


def test_nothing_is_asked_of_the_engine_for_an_export(built: Path) -> None:
    kg = load(store=built)
    with patch.object(EmbeddedStore, "quads", side_effect=AssertionError):
        assert bytes(kg.export("nq")).startswith(b"<https://w3id.org/exokg/dataset> ")
