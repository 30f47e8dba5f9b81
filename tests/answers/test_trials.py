"""Trials and their arms: the pinned rows of the real graph say what the records say, read by another road."""

from __future__ import annotations

import csv
from collections import defaultdict
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
ABSENT = {"not read", "not reported", "not applicable", "source not read"}


def pinned(name: str) -> list[dict[str, str]]:
    """The expected rows of a question, which another test compares with its answer."""
    with (Path(__file__).parent / "golden" / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def key(row: dict[str, str]) -> str:
    return row["record"].rpartition("/")[2]


@pytest.fixture(scope="module")
def records() -> dict[str, dict[str, Any]]:
    """Every registry entry and every study that names one or is the paper of one, as its file has it."""
    found = {
        path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
        for kind in ("trials", "studies")
        for path in (ROOT / "graph" / kind).glob("*.yaml")
    }
    papers = {one["registration"].get("paper") for one in found.values() if "registration" in one}
    return {name: one for name, one in found.items() if "registration" in one or name in papers}


def differing(arms: list[dict[str, Any]]) -> str:
    """In what arms of the same preparation differ."""
    points = set()
    for one, two in permutations(arms, 2):
        if one.get("preparation") is None or one.get("preparation") != two.get("preparation"):
            continue
        for field in ("dose", "schedule"):
            words = {(arm.get(field) or {}).get("reported") for arm in (one, two)}
            points |= {field} if len(words - {None}) == 2 else set()
        points |= {"route"} if len({one.get("route"), two.get("route")} - {None}) == 2 else set()
        along = [{given["given"] for given in arm.get("co-interventions", ())} for arm in (one, two)]
        points |= {"given along"} if along[0] - along[1] else set()
    return "; ".join(sorted(points)) or "nothing recorded"


def test_every_arm_of_every_registered_trial_has_a_row(records: dict[str, dict[str, Any]]) -> None:
    rows = defaultdict(list)
    for row in pinned("trial-arms"):
        rows[key(row)].append(row)
    assert set(rows) == set(records)
    for name, record in records.items():
        arms = list(record.get("arms", {}).values())
        assert len(rows[name]) == max(len(arms), 1), name
        assert {row["armsDifferIn"] for row in rows[name]} == {differing(arms)}, name
        for asked, field in (("doseReported", "dose"), ("scheduleReported", "schedule")):
            worded = sorted((arm.get(field) or {}).get("reported", "") for arm in arms)
            assert sorted("" if row[asked] in ABSENT else row[asked] for row in rows[name]) == worded, name


def test_the_trial_that_compares_two_intervals_is_found() -> None:
    compared = [row for row in pinned("trial-arms") if "schedule" in row["armsDifferIn"].split("; ")]
    assert {row["registryId"] for row in compared} == {"NCT06697080"}
    assert {row["arm"] for row in compared} == {"group A, once a month", "group B, twice a month"}


def test_whether_results_are_posted_is_what_the_entry_says(records: dict[str, dict[str, Any]]) -> None:
    rows = pinned("trials")
    assert {row["recordKind"] for row in rows} == {"registry entry", "registered study", "study"}
    for row in rows:
        if row["recordKind"] == "registry entry":
            said = records[key(row)]["registration"].get("results-posted", "not read")
            assert row["resultsPosted"] == said, row["record"]
        if row["recordKind"] == "study":
            assert row["resultsPosted"] == "not applicable"
            assert key(row) not in records


def test_a_registered_study_is_the_paper_of_its_entry() -> None:
    for row in pinned("trials"):
        if row["recordKind"] != "registry entry":
            assert row["paper"] == row["record"]
