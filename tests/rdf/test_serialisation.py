"""What is written can be read again, and is the same whatever order it came in."""

from __future__ import annotations

import io
import random
from typing import TYPE_CHECKING, Any

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple, parse

from exokg.errors import FormatError, InputError
from exokg.rdf.interchange import to_dataset, to_rdflib
from exokg.rdf.jsonld import jsonld_context
from exokg.rdf.namespaces import ONTOLOGY_PREFIXES, PREFIXES, expand
from exokg.rdf.serialisation import (
    FORMATS,
    SORTED_TRIPLES,
    TRIPLE_FORMATS,
    pieces,
    serialise,
    write_triples,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

pytestmark = pytest.mark.slow

# XML 1.0 has no place for control characters, and reads a carriage return as a line feed.
letters = st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffe\uffff")
names = st.sampled_from(
    ["https://w3id.org/exokg/study/", "http://example.org/x#", "https://w3id.org/exokg/ontology/"]
)
local = st.text(st.sampled_from("abcxyz019_"), min_size=1, max_size=6).map(lambda text: "n" + text)
iris = st.builds(lambda space, name: NamedNode(space + name), names, local)
literals = st.one_of(
    st.text(letters, max_size=30).map(Literal),
    st.text(letters, max_size=30).map(lambda text: Literal(text, language="en")),
    st.integers(-(10**12), 10**12).map(lambda number: Literal(str(number), datatype=expand("xsd:integer"))),
)
triples = st.builds(Triple, iris, iris, st.one_of(iris, literals))
graphs = st.one_of(st.just(DefaultGraph()), iris)
quads = st.builds(lambda t, g: Quad(t.subject, t.predicate, t.object, g), triples, graphs)


def default_graph(said: Iterable[Quad | Triple]) -> set[Triple]:
    found = set()
    for statement in said:
        if isinstance(statement, Triple):
            found.add(statement)
        elif statement.graph_name == DefaultGraph():
            found.add(statement.triple)
    return found


# Making an example takes longer than writing and reading it: each is tried in all formats.
@given(said=st.lists(triples, max_size=12))
def test_triples_come_back(said: list[Triple]) -> None:
    for form in FORMATS:
        assert {quad.triple for quad in parse(serialise(said, form), format=FORMATS[form])} == set(said), form


@given(said=st.lists(quads, max_size=12))
def test_named_graphs_come_back_where_a_format_has_them(said: list[Quad]) -> None:
    for form in ("nq", "trig"):
        assert set(parse(serialise(said, form), format=FORMATS[form])) == set(said), form
    for form in ("ttl", "nt", "rdf", "jsonld"):
        again = {quad.triple for quad in parse(serialise(said, form), format=FORMATS[form])}
        assert again == default_graph(said), form


@given(said=st.lists(quads, max_size=12), seed=st.integers())
def test_order_and_repetition_change_nothing(said: list[Quad], seed: int) -> None:
    turned = said * 2
    random.Random(seed).shuffle(turned)  # noqa: S311 - an order, not a secret
    for form in FORMATS:
        assert serialise(turned, form) == serialise(said, form), form


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # of rdflib within
@pytest.mark.parametrize(
    ("form", "theirs"), [("ttl", "turtle"), ("nt", "nt"), ("rdf", "xml"), ("jsonld", "json-ld")]
)
def test_rdflib_reads_the_same(form: str, theirs: str, invented_store: Store) -> None:
    read = rdflib.Graph().parse(data=serialise(invented_store, form), format=theirs)
    expected = to_rdflib(invented_store.quads_for_pattern(None, None, None, DefaultGraph()))
    assert set(read) == set(expected)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib.*")  # of rdflib within
@pytest.mark.parametrize(("form", "theirs"), [("nq", "nquads"), ("trig", "trig")])
def test_rdflib_reads_the_same_named_graphs(form: str, theirs: str, invented_store: Store) -> None:
    read = rdflib.Dataset()
    read.parse(data=serialise(invented_store, form), format=theirs)
    expected = to_dataset(invented_store)
    assert set(read.quads()) == set(expected.quads())
    assert len({graph for *_, graph in expected.quads()}) > 1


def test_only_prefixes_in_use_are_declared_in_the_order_of_the_alphabet(invented_store: Store) -> None:
    lines = serialise(invented_store, "ttl").decode().splitlines()
    declared = [line.split()[1].rstrip(":") for line in lines if line.startswith("@prefix")]
    assert declared == sorted(declared, key=str.casefold)
    assert set(declared) <= {*PREFIXES, *ONTOLOGY_PREFIXES}
    assert "dcat" not in declared
    assert "finding" in declared


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(FormatError) as caught:
        serialise([], "docx")
    assert "jsonld" in str(caught.value.hint)


def test_nothing_gives_an_empty_text() -> None:
    assert serialise([], "nt") == b""
    assert list(parse(serialise([], "ttl"), format=FORMATS["ttl"])) == []


@given(said=st.lists(triples, max_size=12))
def test_rdflib_holds_the_same_triples(said: list[Triple]) -> None:
    graph = to_rdflib(said)
    again = set(parse(graph.serialize(format="nt"), format=FORMATS["nt"]))
    assert {quad.triple for quad in again} == set(said)


def test_blank_nodes_cross_over() -> None:
    graph = to_rdflib([Triple(BlankNode("b"), expand("rdfs:label"), Literal("x"))])
    (subject,) = graph.subjects()
    assert isinstance(subject, rdflib.BNode)


def test_numbers_keep_the_digits_they_were_written_with() -> None:
    written = Literal("1.50", datatype=expand("xsd:decimal"))
    said = Triple(expand("term:a"), expand("exokg:change"), written)
    (found,) = to_rdflib([said]).objects()
    assert str(found) == "1.50"


def test_a_dataset_keeps_the_names_of_graphs_and_our_prefixes() -> None:
    said = Triple(expand("term:a"), expand("rdfs:label"), Literal("x"))
    name = NamedNode("https://example.org/g")
    graphs = (DefaultGraph(), name, BlankNode("b"))
    dataset = to_dataset([Quad(said.subject, said.predicate, said.object, graph) for graph in graphs])
    assert len(dataset.default_graph) == 1
    assert len(dataset.graph(rdflib.URIRef(name.value))) == 1
    assert len(list(dataset.quads())) == 3
    assert "term:a rdfs:label" in dataset.default_graph.serialize(format="turtle")


def test_a_triple_within_a_triple_is_refused() -> None:
    said = Triple(expand("term:a"), expand("rdfs:label"), Literal("x"))
    with pytest.raises(InputError, match="no such term"):
        to_rdflib([Triple(expand("term:a"), expand("rdfs:seeAlso"), said)])


@pytest.mark.parametrize("form", TRIPLE_FORMATS)
def test_a_long_answer_is_written_as_it_is_found(form: str) -> None:
    """Up to the bound it is sorted; beyond, its first bytes leave before its last triple is made."""
    triples = [
        Triple(NamedNode(f"urn:s{number:06}"), NamedNode("urn:p"), NamedNode("urn:o"))
        for number in range(SORTED_TRIPLES + 50_000)
    ]
    short = io.BytesIO()
    write_triples(reversed(triples[:100]), form, short)
    assert short.getvalue() == serialise(triples[:100], form)

    written_at: list[int] = []
    made = 0

    class Watched(io.BytesIO):
        def write(self, data: Any, /) -> int:
            written_at.append(made)
            return super().write(data)

    def counted() -> Iterator[Triple]:
        nonlocal made
        for triple in triples:
            made += 1
            yield triple

    long = Watched()
    write_triples(counted(), form, long)
    assert SORTED_TRIPLES < written_at[0] < len(triples)
    assert len(list(parse(long.getvalue(), format=FORMATS[form]))) == len(triples)


SUBJECT, SAID = NamedNode("http://example.org/a"), NamedNode("http://example.org/b")


def decimals(*texts: str) -> list[Triple]:
    return [Triple(SUBJECT, SAID, Literal(text, datatype=expand("xsd:decimal"))) for text in texts]


@given(
    numbers=st.lists(st.decimals(allow_nan=False, allow_infinity=False, places=2), max_size=5, unique=True)
)
def test_every_decimal_has_a_point_in_every_format(numbers: list[Decimal]) -> None:
    """So that rdflib, which keeps the text of a number, holds the same triples whatever it read."""
    texts = {f"{number.normalize():f}" for number in numbers}
    for form in FORMATS:
        written = [quad.object for quad in parse(serialise(decimals(*texts), form), format=FORMATS[form])]
        assert all("." in one.value for one in written if isinstance(one, Literal)), form
        assert {float(one.value) for one in written if isinstance(one, Literal)} == set(map(float, texts))


def test_a_whole_decimal_is_bare_in_turtle_and_text_stays_text() -> None:
    said = [Triple(SUBJECT, SAID, Literal('"7"^^xsd:decimal')), *decimals("120", "-3", "0.5")]
    written = serialise(said, "ttl").decode()
    for one in ("120.0 ", "-3.0 ", "0.5 ", r'"\"7\"^^xsd:decimal"'):
        assert one in written


def test_a_long_answer_has_the_same_numbers() -> None:
    count = SORTED_TRIPLES + 1
    file = io.BytesIO()
    write_triples(decimals(*map(str, range(count))), "ttl", file)
    assert file.getvalue().count(b".0 ") == count
    assert b"^^" not in file.getvalue()


LAID_OUT = """@prefix exokg: <https://w3id.org/exokg/ontology/> .
@prefix HGNC: <http://identifiers.org/hgnc/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<https://w3id.org/exokg/dataset> rdfs:label "exokg" .

HGNC:6551 a owl:Class ,
    exokg:Gene ;
  rdfs:label "LEF1" ;
  rdfs:seeAlso <http://identifiers.org/hgnc/a%20b> ,
    rdf:type ;
  exokg:change 1.0 ,
    2.5 ;
  exokg:entered "2026-11-22"^^xsd:date ;
  exokg:n -3 ;
  exokg:note "a \\"word\\"\\nin two lines" ,
    "mot"@fr .
"""


def test_turtle_is_laid_out_for_readers_and_for_line_based_tools() -> None:
    """The dataset first; classes and label open a block; one object a line; decimals with a point."""
    gene = expand("HGNC:6551")

    def said(name: str, *values: Any) -> list[Triple]:
        return [Triple(gene, expand(name), value) for value in values]

    def typed(text: str, datatype: str) -> Literal:
        return Literal(text, datatype=expand(f"xsd:{datatype}"))

    triples = [
        *said("rdf:type", expand("owl:Class"), expand("exokg:Gene")),
        *said("rdfs:label", Literal("LEF1")),
        *said("exokg:change", typed("2.5", "decimal"), typed("1", "decimal")),
        *said("exokg:entered", typed("2026-11-22", "date")),
        *said("exokg:n", typed("-3", "integer")),
        *said("exokg:note", Literal('a "word"\nin two lines'), Literal("mot", language="fr")),
        *said("rdfs:seeAlso", expand("rdf:type"), NamedNode("http://identifiers.org/hgnc/a%20b")),
        Triple(NamedNode("https://w3id.org/exokg/dataset"), expand("rdfs:label"), Literal("exokg")),
    ]
    text = serialise(triples, "ttl").decode()
    assert text == LAID_OUT
    assert {quad.triple for quad in parse(text, format=FORMATS["ttl"])} == {
        quad.triple for quad in parse(serialise(triples, "nt"), format=FORMATS["nt"])
    }


@given(said=st.lists(triples, max_size=12))
def test_compact_jsonld_says_the_same_by_its_own_context(said: list[Triple]) -> None:
    text = b"".join(pieces(said, "jsonld", jsonld_context([])))
    assert {quad.triple for quad in parse(text, format=FORMATS["jsonld"])} == set(said)


def test_compact_jsonld_of_the_graph_is_its_turtle(invented_store: Store) -> None:
    text = b"".join(pieces(invented_store, "jsonld", jsonld_context(invented_store)))
    found = set(parse(text, format=FORMATS["jsonld"]))
    assert found == set(parse(serialise(invented_store, "ttl"), format=FORMATS["ttl"]))
    assert b'"doi":"10.' in text
    assert b'"id":"study:' in text
