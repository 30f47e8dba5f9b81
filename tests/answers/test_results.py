"""Rows as text: what other programs read back is what the store answered."""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import Any

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from exokg.answers.engine_output import WholeDecimals
from exokg.answers.formats import write_solutions
from exokg.store.solutions import Solutions

XSD = "http://www.w3.org/2001/XMLSchema#"
DECIMAL, DOUBLE = NamedNode(f"{XSD}decimal"), NamedNode(f"{XSD}double")
NUMBERS = st.one_of(
    st.integers().map(str),
    st.decimals(allow_nan=False, allow_infinity=False).map(lambda number: f"{number:f}"),
    st.floats().map(lambda number: f"{number:E}"),
    st.from_regex(r"[+-]?[0-9.eE]{1,8}", fullmatch=True),
    st.sampled_from(["true", "false", "1", "TRUE", "INF", "NaN", "", "5.", ".5", "1e3", "1.E3"]),
)
TYPED = st.builds(
    lambda text, name: Literal(text, datatype=NamedNode(XSD + name)),
    NUMBERS,
    st.sampled_from(["integer", "decimal", "double", "boolean", "string", "date", "int"]),
)
VALID = st.one_of(
    st.integers().map(Literal),
    st.booleans().map(Literal),
    st.floats(allow_nan=False, allow_infinity=False).map(lambda n: Literal(f"{n:E}", datatype=DOUBLE)),
    st.decimals(0, 10**9, places=3).map(lambda n: Literal(f"{n:f}", datatype=DECIMAL)),
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"])).map(Literal)
TERMS = st.one_of(TYPED, TEXTS, TEXTS.map(lambda text: Literal(text.value, language="en")))


def tsv(*terms: Literal | NamedNode | None) -> str:
    return b"".join(write_solutions(Solutions(["x"], [(term,) for term in terms]), "tsv")).decode()


@pytest.mark.parametrize(
    ("term", "written"),
    [
        (Literal(64), "64"),
        (Literal("-9.5", datatype=DECIMAL), "-9.5"),
        (Literal("1.0E3", datatype=DOUBLE), "1.0E3"),
        (Literal(True), "true"),
        (Literal("64"), '"64"'),
        (Literal("5", datatype=DECIMAL), "5.0"),
        (Literal("-120", datatype=DECIMAL), "-120.0"),
        (Literal("NaN", datatype=DOUBLE), f'"NaN"^^<{XSD}double>'),
        (None, ""),
    ],
)
def test_numbers_and_truth_values_stand_bare_in_tsv(term: Literal | NamedNode, written: str) -> None:
    assert tsv(term) == f"?x\n{written}\n"


WHOLE = [("5", "5.0"), ("-120", "-120.0"), ("0", "0.0"), ("1.5", "1.5"), ("1000000", "1000000.0")]


@pytest.mark.parametrize(("number", "shown"), WHOLE)
@pytest.mark.parametrize("form", ["csv", "json", "xml", "tsv", "table", "markdown", "html"])
def test_a_decimal_is_a_decimal_in_every_format(form: str, number: str, shown: str) -> None:
    """And a whole number, or a text of digits, stays one beside it."""
    row = (Literal(number, datatype=DECIMAL), Literal(7), Literal("8"))
    written = b"".join(write_solutions(Solutions(["d", "i", "t"], [row]), form)).decode()
    assert shown in written
    assert "7.0" not in written
    assert "8.0" not in written


@pytest.mark.slow
@settings(deadline=None, max_examples=50)
@given(
    st.lists(st.tuples(TERMS, TERMS), max_size=4), st.sampled_from(["json", "xml", "tsv"]), st.integers(1, 9)
)
def test_wherever_the_engine_cuts_its_output_decimals_are_whole(
    rows: list[tuple[Literal, Literal]], form: str, size: int
) -> None:
    """The same bytes, written in pieces of any size."""

    def rewritten(pieces: list[bytes]) -> bytes:
        file = io.BytesIO()
        sink = WholeDecimals(file, form)
        for piece in pieces:
            sink.write(piece)
        sink.close()
        return file.getvalue()

    document = b"".join(write_solutions(Solutions(["a", "b"], rows), form))
    pieces = [document[at : at + size] for at in range(0, len(document), size)]
    assert rewritten(pieces) == rewritten([document]) == document


def test_csv_is_what_a_reader_of_csv_reads_back() -> None:
    cells = ["plain", 'a "b"', "x,y", "two\nlines", "", " space ", "ü"]
    rows = [(Literal(cell), NamedNode("urn:a")) for cell in cells] + [(None, NamedNode("urn:b"))]
    written = b"".join(write_solutions(Solutions(["t", "i"], rows), "csv")).decode()
    read = list(csv.reader(io.StringIO(written, newline="")))
    assert read == [["t", "i"], *([cell, "urn:a"] for cell in cells), ["", "urn:b"]]


@settings(deadline=None)
@given(TERMS)
def test_tsv_is_read_back_to_the_same_terms(term: Literal) -> None:
    answer = pyoxigraph.parse_query_results(tsv(term).encode(), format=pyoxigraph.QueryResultsFormat.TSV)
    assert isinstance(answer, pyoxigraph.QuerySolutions)
    whole = term.datatype == DECIMAL and re.fullmatch(r"[+-]?[0-9]+", term.value)
    same = Literal(f"{term.value}.0", datatype=DECIMAL) if whole else term  # TSV writes a bare decimal so
    assert [tuple(row) for row in answer] == [(same,)]


@settings(deadline=None)  # the first call imports rdflib
@given(VALID)
def test_rdflib_reads_tsv_to_the_same_numbers(term: Literal) -> None:
    """All but negative decimals, at which the TSV reader of rdflib 7 fails: it negates a text."""
    import rdflib
    from rdflib.plugins.sparql.results.tsvresults import TSVResultParser

    parser: Any = TSVResultParser  # without types of its own
    (row,) = parser().parse(io.BytesIO(tsv(term).encode())).bindings
    (found,) = dict(row).values()
    assert found == rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))


def test_pandas_reads_numbers_from_tsv() -> None:
    import pandas as pd

    table = pd.read_csv(io.StringIO(tsv(Literal(64), Literal(7))), sep="\t")
    assert table["?x"].dtype == int


def test_csv_for_spreadsheets_is_known_as_utf_8_and_computes_nothing() -> None:
    rows: list[tuple[Literal | NamedNode | None, ...]] = [
        (Literal("=1+1"), Literal('a "b", ü\n')),
        (Literal("-0.5"), None),
        (NamedNode("urn:x"), Literal("@x")),
    ]
    written = b"".join(write_solutions(Solutions(["+s", "o"], rows), "csv", spreadsheet=True))
    assert written.startswith(codecs.BOM_UTF8)
    read = list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    assert read == [["'+s", "o"], ["'=1+1", 'a "b", ü\n'], ["-0.5", ""], ["urn:x", "'@x"]]
