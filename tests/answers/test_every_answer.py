"""Every question and alias, as a person and as a program gets its answer: readable, and read back whole."""

from __future__ import annotations

import csv
import io
import json
import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from exokg.answers.find.aliases import ALIASES
from exokg.curation.questions import read_questions
from exokg.knowledge_graph import KnowledgeGraph
from exokg.store.solutions import value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import exokg.store as stores
    from exokg.answers.result import Result

ROOT = Path(__file__).parents[2]
QUESTIONS = {question.name: question for question in read_questions(ROOT / "graph" / "questions")}
NAMES = sorted({*QUESTIONS, *ALIASES})
CHECKS = [name for name, question in QUESTIONS.items() if question.number == "check"]
TRIPLES = [name for name, question in QUESTIONS.items() if question.form != "SELECT"]
TABLES = [name for name, alias in ALIASES.items() if alias.by]
ELSEWHERE = ["sources-on-cell"]  # its default is no term of the invented graph
WIDEST = 100

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def answers(real_store: stores.Store) -> dict[str, Result]:
    """The answer to every question, asked once."""
    kg = KnowledgeGraph(real_store)
    return {name: kg.ask(name) for name in NAMES}


@pytest.fixture
def found(request: pytest.FixtureRequest, answers: dict[str, Result]) -> Result:
    return answers[request.param]


every = pytest.mark.parametrize("found", NAMES, indirect=True)


def texts(found: Result) -> list[list[str]]:
    """The cells as texts, nothing where one is unbound."""
    return [[value_of(cell) for cell in row] for row in found]


@every
def test_a_person_reads_a_sentence_and_a_table_within_the_width(found: Result) -> None:
    text = b"".join(found.written("table", width=WIDEST, limit=40)).decode()
    sentence, blank, *table = text.splitlines()
    assert sentence.endswith(".")
    assert blank == ""
    rules = [at for at, line in enumerate(table) if set(line) == {"-", " "}]
    assert rules[:1] in ([1], [2]), "a table with heads of one line or two, not a card for each row"
    assert max(map(len, table)) <= WIDEST
    shown = found.shown.variables
    assert len(shown) <= 7 or shown[-1] == "total", shown  # a cross table has a column for each value
    assert not [name for name in shown if re.search("[a-z_][A-Z_]", name)], "heads are words"
    assert found.coverage is not None
    assert "searched " in str(found.coverage)


@pytest.mark.parametrize("found", sorted({*NAMES} - {*CHECKS}), indirect=True)
def test_no_key_is_shown_where_an_author_is_known(found: Result) -> None:
    cells = {value_of(cell) for row in found.shown for cell in row}
    assert not [cell for cell in cells if cell.startswith("https://w3id.org/exokg/study/")]


def rows_of(text: str) -> Iterator[list[str]]:
    yield from csv.reader(io.StringIO(text, newline=""))


@every
def test_csv_is_read_back_without_invented_missing_values(found: Result) -> None:
    pandas = import_module("pandas")
    text = found.to_csv()
    head, *rows = rows_of(text)
    assert head == found.variables
    written = [[cell.replace(".0", "") for cell in row] for row in rows]  # a whole decimal has a point
    assert written == [[cell.replace(".0", "") for cell in row] for row in texts(found)]
    frame = pandas.read_csv(io.StringIO(text))
    assert list(frame.columns) == found.variables
    for place, name in enumerate(found.variables):
        empty = sum(not row[place] for row in rows)
        assert frame[name].isna().sum() == empty, f"{name}: a value reads as missing"


@every
def test_frames_keep_values_and_types(found: Result) -> None:
    """In pandas and polars, and through Parquet: what is unbound alone is missing."""
    polars = import_module("polars")
    frame, pandas_frame = found.to_polars(), found.to_pandas()
    through = polars.read_parquet(io.BytesIO(b"".join(found.written("parquet"))))
    assert frame.equals(through)
    assert list(frame.columns) == list(pandas_frame.columns) == found.variables
    assert len(frame) == len(pandas_frame) == len(found)
    records = found.records()
    for name in found.variables:
        plain = [record[name] for record in records]
        assert frame[name].null_count() == sum(cell is None for cell in plain)
        assert int(pandas_frame[name].isna().sum()) == frame[name].null_count()
        kinds = {type(cell) for cell in plain if cell is not None}
        if kinds and kinds <= {int, float}:
            assert frame[name].dtype.is_numeric(), name
            assert [None if cell is None else float(cell) for cell in frame[name]] == [
                None if cell is None else float(str(cell)) for cell in plain
            ]
        elif kinds == {str}:
            assert frame[name].to_list() == plain


@every
def test_other_formats_have_every_row(found: Result) -> None:
    document = json.loads(b"".join(found.written("json")))
    assert document["head"]["vars"] == found.variables
    assert len(document["results"]["bindings"]) == len(found)
    assert len(b"".join(found.written("tsv")).splitlines()) == len(found) + 1
    for form, mark in (("markdown", b"\n| "), ("html", b"<tr>")):
        assert b"".join(found.written(form)).count(mark) >= len(found.shown)


@pytest.mark.parametrize("name", sorted({*NAMES} - {*TABLES, *TRIPLES, *ELSEWHERE}))
def test_columns_are_all_or_those_named(name: str, small_store: stores.Store) -> None:
    kg = KnowledgeGraph(small_store)
    wide: Any = kg.ask(name, wide=True)
    few = kg.ask(name, columns=wide.variables[1::-1])
    assert few.variables[:2] == wide.variables[1::-1]
    assert len(few.shown.variables) + len(" ".join(few.notes).split("throughout")) >= 2
    if name in QUESTIONS:
        gone = sum(len(note.partition(": ")[2].split(", ")) for note in wide.notes if " throughout: " in note)
        assert len(wide.shown.variables) + gone == len(wide.variables)
