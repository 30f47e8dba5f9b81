"""One absence, one word: in every answer, on the page of a thing, in ``show`` and in the explorer's words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest
from pyoxigraph import NamedNode

from exokg.answers.things import describe
from exokg.knowledge_graph import KnowledgeGraph
from exokg.model.absences import ABSENCES
from exokg.model.assertions import HarmState
from exokg.model.lists import ReportingState, words_of
from exokg.model.results import Persistence
from exokg.store.solutions import value_of

from .test_agreement import QUESTIONS

if TYPE_CHECKING:
    import exokg.store as stores

SOURCES = Path(__file__).parents[2] / "src" / "exokg"
LIKE_ABSENCE = re.compile(
    r"(?:not|none|no) (?:stated|given|known|available|reported|read|recorded|shown|measured|mentioned|"
    r"observed|applicable|seen|specified|written|asked|found|present|defined|data|value)\b[a-z ]*"
    r"|un(?:known|stated|specified|read|clear)|na|n/a|none|missing|-|–|\?"
)
"""A text that is an absence, or would be taken for one."""

NO_ABSENCE = {
    "none": "a number: nothing of a chain is missing",
    "missing": "a link of a chain that no finding carries",
    "?": "a cell of the gap map, which its description explains",
    "none known": "a registration without a paper that anybody knows of",
    "not seen": "the verdict on a sentence of the seed article",
}
"""Words that read like an absence and are none, and what they are."""


def absences(texts: set[str]) -> set[str]:
    """The texts that look like an absence and are no word of the table, nor explained here."""
    return {text for text in texts if LIKE_ABSENCE.fullmatch(text)} - ABSENCES.keys() - NO_ABSENCE.keys()


@pytest.fixture(scope="module")
def cells(real_store: stores.Store) -> set[str]:
    """Every text of every answer without parameters, as table and CSV show it."""
    graph = KnowledgeGraph(real_store)
    return {
        str(cell)
        for name, question in QUESTIONS.items()
        if question.form == "SELECT"
        for row in graph.ask(name).records()
        for cell in row.values()
    }


def test_answers_have_one_word_for_each_absence(cells: set[str]) -> None:
    assert absences(cells) == set()
    assert {"not read", "not applicable", "none observed", "none recorded", "not shown"} <= cells


def test_show_and_the_page_of_a_thing_say_absences_as_answers_do(real_store: stores.Store) -> None:
    rows = real_store.select(
        "PREFIX exokg: <https://w3id.org/exokg/ontology/> SELECT ?s { ?s a exokg:Study } ORDER BY ?s"
    )
    told = set()
    for (study,) in list(rows)[::6]:
        for one in describe(real_store, NamedNode(value_of(study))).statements:
            told |= {
                one.rung,
                one.contrast,
                one.support,
                one.separability,
                *one.setting.split("; "),
                one.values,
            }
            assert one.setting
    assert absences(told) == set()
    assert {"not read", "not applicable"} <= told


QUOTED = re.compile(r'"([^"\n]{1,40})"|`([^`\n]{1,40})`|>([^<>{}\n]{1,40})<')


@pytest.mark.parametrize(
    "path",
    sorted(
        [
            *SOURCES.glob("explorer/script/**/*.js"),
            *SOURCES.glob("**/*.j2"),
            *SOURCES.glob("server/templates/*.html"),
        ]
    ),
    ids=lambda path: path.name,
)
def test_screens_have_no_other_word_for_an_absence(path: Path) -> None:
    texts = {
        next(filter(None, found)).strip() for found in QUOTED.findall(path.read_text("utf-8")) if any(found)
    }
    assert absences(texts) - {"-", "–", "unread"} == set()  # signs, and a style


def test_the_table_has_every_state_that_a_record_can_write() -> None:
    states = {*words_of(ReportingState), *words_of(HarmState), *words_of(Persistence)}
    present = {"reported", "observed", "still present", "fading", "gone"}
    assert states - present <= ABSENCES.keys()
    assert not present & ABSENCES.keys()
    assert get_args(get_args(HarmState)[0])


def test_three_absences_of_a_harm_are_three_answers(small_store: stores.Store) -> None:
    answer = KnowledgeGraph(small_store).ask("harms").records()
    states = {(str(row["study"]).rsplit("/", 1)[1], row["state"]) for row in answer}
    assert {
        ("dogwood-2023-trial", "none observed"),
        ("fir-2024-followup", "not mentioned"),
        ("fir-2024-followup", "not read"),
    } <= states


def test_a_study_without_a_word_on_harms_was_not_searched_for_them(real_store: stores.Store) -> None:
    rows = KnowledgeGraph(real_store).ask("harms").records()
    assert "not mentioned" not in {row["state"] for row in rows}  # no record names a section that is silent
    silent = [row for row in rows if row["state"] == "not read"]
    assert {row["coInterventions"] for row in silent if row["eventName"] == "not read"} == {"not read"}
    assert len(silent) > 5
