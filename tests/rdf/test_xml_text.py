"""XML answers and RDF/XML are well formed whatever a literal holds, and readers get it back."""

from __future__ import annotations

import io
import re
from typing import Any
from xml.dom import minidom

import networkx
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    Store,
    Triple,
    parse_query_results,
)

from exokg.answers.engine_output import write_by_engine
from exokg.answers.formats import write_solutions
from exokg.rdf.serialisation import SORTED_TRIPLES, serialise, write_triples
from exokg.rdf.xml_text import XmlText
from exokg.release.network_files import NETWORK_FORMATS
from exokg.store.solutions import Solutions

EDGES = [*map(chr, range(0xA1)), "\u2028", "\ufdd0", "\ufeff", "\ufffd", "\ufffe", "\uffff", "\U0001ffff",
         "]]>", "<&>\"'", "\r\n", "\n\r", "\ud7ff", "\ue000"]  # fmt: skip
SUBJECT, PROPERTY = NamedNode("urn:a"), NamedNode("urn:a/b")


def allowed(text: str) -> str:
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)


def text_in(document: bytes) -> str:
    """The text of the last element."""
    element = minidom.parseString(document).getElementsByTagName("*")[-1]  # noqa: S318 - our own
    return "".join(getattr(node, "data", "") for node in element.childNodes)


def check(text: str) -> None:
    literal = Literal(text)
    store = Store()
    store.add(Quad(SUBJECT, PROPERTY, literal))
    file, found = io.BytesIO(), store.query("SELECT ?o { ?s ?p ?o }")
    assert isinstance(found, QuerySolutions)
    write_by_engine(found, "xml", file)
    ours = b"".join(write_solutions(Solutions(["o"], [(literal,)]), "xml"))
    triples = serialise([Triple(SUBJECT, PROPERTY, literal)], "rdf")
    for document in (file.getvalue(), ours, triples):
        assert text_in(document) == allowed(text)
    read: Any = parse_query_results(ours, format=QueryResultsFormat.XML)
    assert [row[0] for row in read] == [Literal(allowed(text))]


def test_each_character() -> None:
    for character in EDGES:
        check(f"a{character}b")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text(text: str) -> None:
    check(f"a{text}b")


@given(st.lists(st.sampled_from(["a", "\ufffe", "\uffff", "\uffee", "\r", "é", "\x01"])), st.integers(1, 5))
def test_pieces_do_not_matter(text: list[str], size: int) -> None:
    whole, pieces = f"<a>{''.join(text)}</a>".encode(), io.BytesIO()
    writer = XmlText(pieces)
    for start in range(0, len(whole), size):
        writer.write(whole[start : start + size])
    assert pieces.getvalue().decode() == allowed(whole.decode()).replace("\r", "&#13;")


def test_a_network_is_well_formed_too() -> None:
    graph = networkx.MultiDiGraph()
    graph.add_node("a", label="x\x01\uffff\r<&>")
    document = minidom.parseString(NETWORK_FORMATS["graphml"](graph))  # noqa: S318 - our own
    (data,) = document.getElementsByTagName("data")
    assert "".join(getattr(node, "data", "") for node in data.childNodes) == "x\ufffd\ufffd\r<&>"


def test_a_long_answer_is_well_formed_too() -> None:
    triples = [Triple(SUBJECT, PROPERTY, Literal(f"{nth}\uffff\x01")) for nth in range(SORTED_TRIPLES + 1)]
    file = io.BytesIO()
    write_triples(triples, "rdf", file)
    assert text_in(file.getvalue()) == f"{SORTED_TRIPLES}\ufffd\ufffd"
