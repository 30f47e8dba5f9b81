"""Answers as people read them: a sentence, a table of few columns, studies by author and year."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode

from exokg.answers.answering import answer
from exokg.answers.readable import chosen_columns, citations, readable
from exokg.answers.text_tables import draw_rows
from exokg.curation.questions import parse_question, read_questions
from exokg.errors import InputError
from exokg.rdf.findings import AUTHORS, AUTHORS_OF_REVIEWS
from exokg.store.solutions import Solutions, value_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import exokg.store as stores
    from exokg.curation.questions import Question

QUESTIONS = [
    question
    for question in read_questions(Path(__file__).parents[2] / "graph" / "questions")
    if question.form == "SELECT" and question.number != "check"
]
NAMED = {question.name: question for question in QUESTIONS}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_every_answer_is_a_table_of_few_columns(small_store: stores.Store, question: Question) -> None:
    """No card for each row, no line beyond the terminal, and no key where an author is known."""
    found = answer(small_store, question)
    assert len(found.shown.variables) <= 7 or question.shown == question.columns
    assert found.variables == list(question.columns)
    assert len(found.shown) == len(found)
    cells = [[value_of(cell) for cell in row] for row in found.shown]
    lines = "".join(draw_rows(found.shown.variables, cells, 100)).splitlines()
    assert max(map(len, lines)) <= 100
    assert set("-") == set(
        lines[-1 if not cells else lines.index(next(one for one in lines if one[:1] == "-"))]
    ) - {" "}
    assert f"{len(found)} row" in found.sentence
    assert found.sentence.startswith(question.title)


def test_a_record_without_an_author_is_called_by_its_title_or_number(real_store: stores.Store) -> None:
    for query in (AUTHORS, AUTHORS_OF_REVIEWS):
        named, authored = citations(real_store, query), citations(real_store, query, titles=False)
        rows = {row[0]: row for row in real_store.kept.rows(query)}
        assert set(named) == set(rows) > set(authored)
        assert len(set(named.values())) == len(named)
        for study, name in named.items():
            _, authors, year, key, title, number = rows[study]
            assert name != key
            assert name.rstrip("abc").endswith(f" {year or '(no year)'}"), name
            if not authors:
                begins = name.rpartition(" ")[0].split(" …")[0][:20]
                assert number in name if number else begins in title, name


def test_a_key_is_no_author_but_is_searched_as_one(real_store: stores.Store) -> None:
    """*kjd* is a journal and *imcas* a congress; that the third names an author was not seen."""
    named, searched = citations(real_store), citations(real_store, titles=False)
    for key, name in (
        ("kjd-2019-hucb-msc-cm-tonic", "Efficacy of a Hair Tonic Containing … 2019"),
        ("imcas-2025-topical-exosome", "topical exosome 2025"),
        ("rajendran-2021-macem", "Engineered extracellular vesicle … 2021"),
    ):
        study = f"https://w3id.org/exokg/study/{key}"
        assert named[study] == name
        assert searched[study] == " ".join(key.split("-")[:2]).capitalize()


@pytest.mark.parametrize("question", [one for one in QUESTIONS if one.tally], ids=lambda one: one.name)
def test_the_sentence_counts_the_rows_of_each_value(small_store: stores.Store, question: Question) -> None:
    found = answer(small_store, question)
    column, *things = question.tally
    counted = {tuple(value_of(row[name]) for name in (column, *(things or found.variables))) for row in found}
    values = Counter(value or "none" for value, *_ in counted)
    counts = [f"{value} {count}" for value, count in values.items()]
    if 1 < len(values) <= 6:
        assert all(f"{one}," in found.sentence or f"{one})." in found.sentence for one in counts)
    assert found.sentence.endswith(").") is (len(values) > 1)
    assert ("…" in found.sentence) is (len(values) > 6)


@pytest.mark.parametrize("line", ["shown", "tally"])
def test_a_header_names_columns_only(line: str) -> None:
    text = NAMED["harms"].query.replace(f"# {line}: ", f"# {line}: colour", 1)
    with pytest.raises(InputError, match=f"{line} has colour"):
        parse_question("harms", text)


def test_a_review_is_called_by_its_author(small_store: stores.Store) -> None:
    shown = answer(small_store, NAMED["review-inclusion"]).shown
    names = {value_of(row["review"]) for row in shown}
    assert names
    assert all(re.search(r" (\d{4}[a-z]?|\(no year\))$", name) for name in names), names


def test_an_outside_term_is_shown_by_its_curie(small_store: stores.Store) -> None:
    shown = answer(small_store, NAMED["term-mappings"]).shown
    assert {value_of(row["predicate"]) for row in shown} & {"skos:exactMatch", "skos:relatedMatch"}
    assert not [cell for row in shown for cell in row if value_of(cell).startswith("http://www.w3.org/")]


def test_a_wide_answer_has_all_columns(small_store: stores.Store) -> None:
    wide = answer(small_store, NAMED["harms"], wide=True)
    notes = " ".join(wide.notes)
    assert len(wide.shown.variables) + notes.count(", ") + len(wide.notes) == len(NAMED["harms"].columns)


@pytest.mark.parametrize(
    ("named", "found"),
    [
        (["study", "count"], ["study", "count"]), (["event name"], ["eventName"]),
        (["co-interventions", "follow_up"], ["coInterventions", "followUp"]),
        ([], list(NAMED["harms"].shown)),
    ],
)  # fmt: skip
def test_columns_are_chosen_by_any_spelling(named: Sequence[str], found: list[str]) -> None:
    assert chosen_columns(NAMED["harms"], named) == found


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.name)
def test_columns_are_chosen_by_their_heads_as_printed(question: Question) -> None:
    heads = readable(Solutions(question.columns, []), question.columns)[0].variables
    assert chosen_columns(question, heads) == list(question.columns)


def test_programs_get_the_columns_named(small_store: stores.Store) -> None:
    found = answer(small_store, NAMED["harms"], columns=["count", "study"])
    assert found.variables == ["count", "study"]
    assert all(value_of(row["study"]).startswith("https://") for row in found)


def test_an_unknown_column_is_refused_with_those_there_are() -> None:
    with pytest.raises(InputError, match="harms has no column colour") as caught:
        chosen_columns(NAMED["harms"], ["colour"])
    assert "eventName" in str(caught.value.hint)


STUDY = NamedNode("https://w3id.org/exokg/study/a-2020")
ROWS = [
    (STUDY, Literal("not read"), Literal("not reported"), None),
    (STUDY, Literal("not read"), Literal("1 mg"), Literal("x")),
]


def test_what_is_absent_throughout_is_one_line() -> None:
    rows = Solutions(["studyName", "dose", "other", "free"], ROWS)
    shown, notes = readable(rows, rows.variables, {STUDY.value: "Author 2020"})
    assert shown.variables == ["study", "other", "free"]
    assert notes == ["not read throughout: dose"]
    assert [value_of(cell) for cell in shown[0]] == ["Author 2020", "not reported", ""]


@pytest.mark.parametrize(("rows", "kept"), [(ROWS[:1], 4), ([], 4), (ROWS, 3)])
def test_one_row_keeps_all_its_columns(rows: list[tuple[object, ...]], kept: int) -> None:
    table = Solutions(["a", "b", "c", "d"], rows)  # type: ignore[arg-type]  # rows of terms
    assert len(readable(table, table.variables)[0].variables) == kept


def test_where_every_column_is_absent_all_are_kept() -> None:
    table = Solutions(["a"], [(Literal("not read"),)] * 2)
    shown, notes = readable(table, ["a"])
    assert (shown.variables, notes, len(shown)) == (["a"], [], 2)
