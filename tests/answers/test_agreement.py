"""Ladder, gap map, claims and page count the same studies, for every kind of vesicles and every outcome."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from exokg.curation.questions import Question, read_questions
from exokg.explorer.lanes import lanes
from exokg.explorer.sheets import read_sheets
from exokg.rdf.namespaces import expand
from exokg.store.solutions import value_of

from .engine import select

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Store

    import exokg.store as stores

QUESTIONS = {one.name: one for one in read_questions(Path(__file__).parents[2] / "graph" / "questions")}
RUNGS = {
    "inVitro": "code:rung-in-vitro",
    "exVivo": "code:rung-ex-vivo",
    "animal": "code:rung-animal",
    "uncontrolledHuman": "code:rung-uncontrolled-human",
    "controlledHuman": "code:rung-controlled-human",
}
OUTCOMES = ("HairOutcome", "ClinicalOutcome")
StudiesByRung = dict[tuple[str, str], dict[str, int]]
"""Subject and outcome → studies by column of the ladder."""


def answer(store: Store, question: Question, **values: NamedNode) -> list[dict[str, str]]:
    given = {name: [value] for name, value in values.items()}
    solutions = select(store, replace(question, query=question.with_values(given)).query)
    names = [variable.value for variable in solutions.variables]
    return [dict(zip(names, map(value_of, row), strict=True)) for row in solutions]


@pytest.fixture(scope="module")
def drawn(real_store: stores.Store) -> tuple[StudiesByRung, dict[str, str]]:
    """What the page would count of the findings it holds, and the outcomes it has by their CURIEs."""
    sheets = {name: sheet.rows for name, sheet in read_sheets(real_store).items()}
    terms = {str(row["id"]): row for row in sheets["terms"]}
    cohorts = {str(row["id"]): row.get("inCohort") for row in sheets["records"]}
    outcomes = {name: str(row["label"]) for name, row in terms.items() if row["class"] in OUTCOMES}
    studies: dict[tuple[str, str], dict[str, set[Any]]] = defaultdict(lambda: defaultdict(set))
    for row in sheets["findings"]:
        subject, target = terms.get(str(row.get("countedUnder"))), str(row["target"])
        if subject is not None and target in outcomes and "countedRung" in row:
            for column, rung in RUNGS.items():
                if row["countedRung"] == rung:
                    key = str(subject["label"]), outcomes[target]
                    studies[key][column].add(str(cohorts[str(row["reportedBy"])]))
    return {key: {name: len(one) for name, one in by.items()} for key, by in studies.items()}, outcomes


def test_the_gap_map_counts_what_the_page_counts(
    real_dataset: Store, drawn: tuple[StudiesByRung, dict[str, str]]
) -> None:
    counted, _ = drawn
    rows = answer(real_dataset, QUESTIONS["gap-map"])
    assert len(rows) > 500
    seen = set()
    for row in rows:
        key = row["subjectName"], row["outcomeName"]
        shown = {name: int(row[name]) for name in RUNGS if row[name].isdigit() and row[name] != "0"}
        assert shown == counted.get(key, {}), key
        seen.add(key)
    vesicles = {row["subjectName"] for row in rows}
    assert {key for key in counted if key[0] in vesicles} <= seen


def test_the_ladder_of_every_outcome_counts_what_the_page_counts(
    real_dataset: Store, drawn: tuple[StudiesByRung, dict[str, str]]
) -> None:
    counted, outcomes = drawn
    below = f"SELECT ?above {{ ?below <{expand('rdfs:subClassOf').value}> ?above }}"
    # the ladder includes narrower outcomes, so only those without any are compared
    narrower = {value_of(row[0]) for row in select(real_dataset, below)}
    compared = 0
    for curie, label in outcomes.items():
        if expand(curie).value in narrower:
            continue
        for row in answer(real_dataset, QUESTIONS["translational-ladder"], target=expand(curie)):
            shown = {name: int(row[name]) for name in RUNGS if row[name] != "0"}
            assert shown == counted.get((row["subjectName"], label), {}), (row["subjectName"], label)
            compared += 1
    assert compared > 40


def test_the_ladder_counts_the_planned_trials_that_the_page_shows(
    real_dataset: Store, real_store: stores.Store
) -> None:
    shown = lanes(read_sheets(real_store))
    names = Counter(shown["items"][item][1] for _, item in shown["trials"])
    rows = answer(real_dataset, QUESTIONS["translational-ladder"])
    counted = {row["subjectName"]: int(row["planned"]) for row in rows if row["planned"] != "0"}
    assert {name: names[name] for name in counted} == counted
    assert len(counted) > 5


def test_the_highest_rung_of_a_claim_is_one_on_which_its_studies_count(
    real_dataset: Store, drawn: tuple[StudiesByRung, dict[str, str]]
) -> None:
    counted, outcomes = drawn
    labels = set(outcomes.values())
    words = {code.removeprefix("code:rung-").replace("-", " "): name for name, code in RUNGS.items()}
    compared = 0
    for row in answer(real_dataset, QUESTIONS["claims"]):
        key = row["subjectName"], row["targetName"]
        if row["targetName"] in labels and row["highestRung"] in words:
            assert counted[key].get(words[row["highestRung"]], 0) > 0, key
            compared += 1
    assert compared > 40
