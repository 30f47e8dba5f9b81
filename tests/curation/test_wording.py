"""Which summaries contradict their numbers, and which only speak of something else as well."""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from exokg.curation.reading import read_graph
from exokg.curation.rules import check_graph
from exokg.curation.yamltext import read_document
from exokg.model.records import StudyRecord

if TYPE_CHECKING:
    from exokg.curation.graph import Graph

ROOT = Path(__file__).parents[2]
DENSITY = {"unit": "hairs/cm2", "baseline": 118.0, "after": 142.0, "timepoint": "4 weeks"}
SHARE = {"unit": "%", "change": 35.0, "n": 20, "timepoint": "12 weeks"}
WIDTH = {"unit": "µm", "change": 13.01, "timepoint": "day 45"}


@functools.cache
def the_graph() -> Graph:
    return read_graph(ROOT / "graph", ["hu-2020-mir218"])


def said(rule: str, **changes: Any) -> list[str]:
    """What a rule says of the worked example with these fields of its first finding, arm and harm changed."""
    text = (ROOT / "tests/curation/careless/record.yaml").read_text("utf-8")
    value = read_document(text).value
    value["findings"][0] |= changes.get("finding", {})
    value["arms"]["treated"]["schedule"] = changes.get("schedule", value["arms"]["treated"]["schedule"])
    value["harms"][0] |= changes.get("harm", {})
    value |= changes.get("study", {})
    (located,) = the_graph().records.values()
    model = StudyRecord.model_validate(value, by_alias=True, by_name=False)
    record = replace(located, key="smith-2025-kelp", record=model)
    graph = replace(the_graph(), records={record.key: record}, violations=[])
    return [fault.message for fault in check_graph(graph, [rule])]


@pytest.mark.parametrize(
    ("quantity", "summary", "contradicts"),
    [
        (DENSITY, "Density went from 118 to 142 hairs/cm2.", False),
        (DENSITY, "About 140 hairs per cm² were counted.", False),
        (DENSITY, "Density went from 18 to 42 hairs/cm2.", True),
        (DENSITY, "50 µg/mL gave denser hair.", False),
        (DENSITY, "Density rose in 12 of 20 mice, by miR-218-5p.", False),
        (DENSITY, "Density rose within 4 weeks.", False),
        (DENSITY, "Density rose within 28 days.", False),
        (DENSITY, "Density rose by the first month.", False),
        (DENSITY, "Density rose within 4 days.", True),
        (DENSITY, "Density rose within four months.", True),
        (SHARE, "Density rose by 35%.", False),
        (SHARE, "Density rose by 34.6% in 20 men.", False),
        (SHARE, "Density rose by 3.5%.", True),
        (SHARE, "Density rose by 53 % after 12 weeks.", True),
        (WIDTH, "Shafts were 13 micrometres thicker by day 45.", False),
        (WIDTH, "Shafts were 31 micrometres thicker by day 45.", True),
        (WIDTH, "Shafts were thicker by day 54.", True),
        (WIDTH, "Shafts grew 0.3 mm a day.", False),
        ({**SHARE, "note": "the abstract says 53"}, "Density rose by 53%.", True),
        ({**SHARE, "change": 53.0, "note": "the abstract says 35"}, "Density rose by 53%.", False),
    ],
)
def test_a_summary_and_its_quantity(quantity: dict[str, Any], summary: str, contradicts: bool) -> None:
    found = said("summary-contradicts-quantity", finding={"quantity": quantity, "summary": summary})
    assert bool(found) == contradicts, found


@pytest.mark.parametrize(
    ("reported", "typed", "wrong"),
    [
        ("once daily for 56 days", {"sessions": 56, "interval-days": 1.0, "ends": "56 days"}, 0),
        ("every 8 weeks, 3 sessions", {"sessions": 3, "interval-days": 56.0}, 0),
        ("weeks 0, 4 and 8", {"sessions": 3, "interval-days": 28.0, "ends": "week 8"}, 0),
        ("twice in each of the first three months", {"sessions": 6}, 0),
        ("twice daily", {"interval-days": 0.5}, 0),
        ("once a week for 12 weeks", {"sessions": 12, "interval-days": 7.0, "ends": "12 weeks"}, 0),
        ("once a week for 12 weeks", {"sessions": 21, "interval-days": 1.0, "ends": "12 months"}, 3),
        ("three times, a week apart", {"sessions": 3, "interval-days": 7.0, "ends": "2 weeks"}, 0),
        ("several times", {"sessions": 5}, 1),
        ("monthly", {"interval-days": 30.0}, 0),
        ("monthly", {"interval-days": 7.0}, 1),
    ],
)
def test_a_schedule_and_its_words(reported: str, typed: dict[str, Any], wrong: int) -> None:
    assert len(said("schedule-not-in-text", schedule={"reported": reported, **typed})) == wrong


@pytest.mark.parametrize(
    ("reported", "count", "wrong"),
    [("two patients", 2, False), ("2 of 20", 2, False), ("2 of 20", 3, True), ("all patients", 8, False)],
)
def test_a_count_and_its_words(reported: str, count: int, wrong: bool) -> None:
    harm = {"state": "observed", "count": count, "count-reported": reported}
    assert bool(said("count-not-in-text", harm=harm)) == wrong


@pytest.mark.parametrize(
    ("study", "wrong"),
    [
        ({"n": {"participants": 20}}, 0),
        ({"n": {"participants": 19}}, 1),  # the two arms have ten each
        ({"n": {"participants": 19}, "n-note": "one person was in both arms"}, 0),
        ({"n": {"participants": 20, "men": 12, "women": 8}}, 0),
        ({"n": {"participants": 20, "men": 12, "women": 9}}, 1),
        ({"n": {"participants": 20, "men": 21}}, 1),
        ({"n": {"participants": 20, "men": 12}}, 0),
        ({"n": {"men": 12, "women": 9}}, 0),
        ({"n": {"animals": 20, "animals-per-group": 10}}, 0),
        ({"n": {"animals": 20, "animals-per-group": 5}}, 1),
        ({"n": {"animals-per-group": 5}}, 1),
        ({"n": {"planned": 60, "participants": 20}}, 0),
        ({"n": {"animals": 20, "donors": 30}}, 0),
    ],
)
def test_groups_and_the_whole(study: dict[str, Any], wrong: int) -> None:
    assert len(said("groups-do-not-add-up", study=study)) == wrong


@pytest.mark.parametrize(
    ("summary", "copied"),
    [
        ("Treated skin carried more hairs than skin that got saline.", False),
        ("The treatment is called promising.", False),
        ("miR-218-5p was notably higher in vesicles of spheroids.", False),
        ("These results suggest that vesicles promote growth.", True),
        ("In the present study vesicles promoted growth.", True),
        ("Interestingly, growth was faster.", True),
        ("Exosomes play a pivotal role in growth.", True),
        ("Our vesicles promoted growth.", True),
        ("Growth was faster, as shown in Fig. 3.", True),
        ("Growth was faster (p<0.01).", True),
        ("Growth was faster compared to the control group.", True),
        ("Growth and density rose by 3 and 4 mm, respectively.", True),
        ("Growth was faster [3,4].", True),
    ],
)
def test_a_sentence_of_a_source(summary: str, copied: bool) -> None:
    assert bool(said("summary-may-be-copied", finding={"summary": summary})) == copied
