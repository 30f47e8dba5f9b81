"""Statements are sorted in runs, in little memory, into the same bytes as if they were sorted at once."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from exokg.rdf import sorted_lines
from exokg.rdf.jsonld import jsonld_context
from exokg.rdf.namespaces import METADATA_GRAPH, expand
from exokg.rdf.serialisation import FORMATS, pieces
from exokg.rdf.sorted_lines import SortedLines, gathered, held, unheld

if TYPE_CHECKING:
    from collections.abc import Iterator

# What could upset an order: names that others begin with, signs below a blank, other alphabets, line ends.
texts = st.text(st.sampled_from('ab01 "\\\n\r\t\x01\x7f\x85é\u2028<>.!^@'), max_size=5)
names = st.sampled_from(["n", "n1", "n10", "n/a", "n-a", "ü"]).map(
    lambda name: NamedNode(f"http://example.org/{name}")
)
dataset = st.just(NamedNode("https://w3id.org/exokg/dataset"))
subjects = st.one_of(names, dataset, st.sampled_from(["b", "b1"]).map(BlankNode))
values = st.one_of(
    names,
    texts.map(Literal),
    st.sampled_from(["en", "en-gb"]).map(lambda language: Literal("a", language=language)),
    st.integers(-9, 99).map(lambda number: Literal(str(number), datatype=expand("xsd:decimal"))),
)
graphs = st.one_of(st.just(DefaultGraph()), st.just(METADATA_GRAPH), names)
quads = st.builds(Quad, subjects, names, values, graphs)


@given(said=st.lists(quads, max_size=30), run=st.integers(1, 7))
def test_runs_are_merged_to_the_order_of_all(said: list[Quad], run: int) -> None:
    for graphs in ("none", "last", "first"):
        at_once = list(SortedLines(said, graphs))
        with patch.object(sorted_lines, "_RUN", run):
            lines = SortedLines(iter(said), graphs)
            assert list(lines) == list(lines) == at_once, graphs


@given(said=st.lists(quads, max_size=30))
def test_lines_are_distinct_sorted_and_begin_with_the_dataset(said: list[Quad]) -> None:
    lines = list(SortedLines(said, "last"))
    about = [line for line in lines if line.startswith("<https://w3id.org/exokg/dataset> ")]
    assert lines[: len(about)] == about
    assert len(lines) == len(set(said))
    whole = [line.replace('.0"^^', '"^^') for line in lines]  # which are sorted as the store has them
    assert whole == sorted(whole[: len(about)]) + sorted(whole[len(about) :])


@given(said=st.lists(quads, max_size=30))
def test_graphs_follow_one_another_the_default_graph_first(said: list[Quad]) -> None:
    names = [line.partition("\t")[0] for line in SortedLines(said, "first")]
    assert names == sorted(names)
    assert set(names) == {"" if q.graph_name == DefaultGraph() else str(q.graph_name) for q in said}


@given(said=st.lists(quads.filter(lambda quad: isinstance(quad.subject, NamedNode)), max_size=30))
def test_documents_do_not_show_the_runs(said: list[Quad]) -> None:
    """Nor the batches in which the engine writes XML."""
    context = jsonld_context([])
    for form in FORMATS:
        at_once = b"".join(pieces(said, form, context))
        with patch.object(sorted_lines, "_RUN", 4), patch("exokg.rdf.serialisation.SORTED_TRIPLES", 3):
            assert b"".join(pieces(reversed(said), form, context)) == at_once, form


@given(texts=st.lists(st.text(max_size=9), max_size=9))
def test_what_is_held_comes_back(texts: list[str]) -> None:
    with patch.object(sorted_lines, "_PIECE", 4):
        assert "".join(unheld(held(texts))) == "".join(texts)
        assert len(list(gathered(texts))) <= len(texts) + 1


def many(count: int) -> Iterator[Quad]:
    """Statements in disorder: five about each thing, with long texts."""
    for number in (place * 7919 % count for place in range(count)):
        yield Quad(
            NamedNode(f"https://w3id.org/exokg/finding/study-{number // 5:06}_f1"),
            NamedNode(f"https://w3id.org/exokg/ontology/property-{number % 5}"),
            Literal(f"vesicles of source {number * 7919 % 1000} increase hair density; " * 20),
            DefaultGraph(),
        )


@pytest.mark.slow
@pytest.mark.parametrize("form", ["jsonld", "rdf", "trig"])
def test_a_long_document_is_never_whole_in_memory(form: str) -> None:
    """Python's memory, the engine's aside, is at most half the size of the sorted lines."""
    count = 4_000
    size = sum(map(len, SortedLines(many(count))))
    with (
        patch.object(sorted_lines, "_RUN", 500),
        patch.object(sorted_lines, "_PIECE", 1 << 12),
        patch("exokg.rdf.serialisation.SORTED_TRIPLES", 200),
    ):
        tracemalloc.start()
        written = sum(map(len, pieces(many(count), form, jsonld_context([]))))
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert written > count * 500
    assert most < 0.5 * size, f"{most:,} of {size:,} bytes"
