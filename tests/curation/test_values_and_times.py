"""Values of both arms, times, doses, strain, country, assay, appraisals, versions of a paper: field by field.

Each has a good example that reaches the graph (here or in ``test_sayable.py``), a bad one that is reported
under a rule, a shape, and a place on the page for curators.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from exokg.curation.reading import read_record
from exokg.curation.rules import check_graph
from exokg.rdf.context import Context
from exokg.rdf.namespaces import expand
from exokg.rdf.statements import record_statements

from .test_sayable import EXPECTED, RECORD, the_graph

if TYPE_CHECKING:
    from exokg.curation.violations import Violation

ROOT = Path(__file__).parents[2]
SHAPES = (ROOT / "docs" / "structure.ttl").read_text("utf-8")
CURATING = (ROOT / "docs" / "curating.md").read_text("utf-8")
QUANTITY, FINDING, ARM = "      after: 142\n", "    contrast: between-group\n", "    n: 10\n  saline"
INTERVAL, TAXON, END = "      interval-days: 7\n", "    taxon: Mus musculus\n", "sources:"
STATUS = "  status: published\n"
JUDGED = "appraisals:\n  - {id: a1, tool: RoB 2, judge: the review, locator: abstract, {}}\n"


class Case(NamedTuple):
    """A line put before a place of the worked example; ``{}`` stands for the good or the bad value."""

    place: str
    line: str
    good: str
    bad: str
    rule: str
    property: str


CASES = {
    "baseline": Case(
        QUANTITY, "      baseline: {}\n",
        "120", "many", "wrong-type", "baseline",
    ),
    "baseline-spread": Case(
        QUANTITY, "      baseline: 9\n      spread-type: SD\n      baseline-spread: {}\n",
        "2", "few", "wrong-type", "baselineSpread",
    ),
    "change": Case(
        QUANTITY, "      change: {}\n",
        "12", "more", "wrong-type", "change",
    ),
    "spread": Case(
        QUANTITY, "      spread-type: SD\n      spread: {}\n",
        "4", "wide", "wrong-type", "spread",
    ),
    "spread-type": Case(
        QUANTITY, "      spread: 4\n      spread-type: {}\n",
        "SD", "STD", "unknown-word", "spreadType",
    ),
    "comparator-baseline": Case(
        QUANTITY, "      comparator-baseline: {}\n",
        "118", "low", "wrong-type", "comparatorBaseline",
    ),
    "comparator-after": Case(
        QUANTITY, "      comparator-after: {}\n",
        "118", "low", "wrong-type", "comparatorAfter",
    ),
    "comparator-change": Case(
        QUANTITY, "      comparator-change: {}\n",
        "3", "little", "wrong-type", "comparatorChange",
    ),
    "comparator-spread": Case(
        QUANTITY, "      comparator-change: 3\n      spread-type: SD\n      comparator-spread: {}\n",
        "2", "wide", "wrong-type", "comparatorSpread",
    ),
    "comparator-n": Case(
        QUANTITY, "      comparator-n: {}\n",
        "10", "ten", "wrong-type", "comparatorSize",
    ),
    "after-treatment": Case(
        QUANTITY, "      after-treatment: {}\n",
        "2 weeks", "14", "wrong-type", "timeAfterTreatment",
    ),
    "ends": Case(
        INTERVAL, "      ends: {}\n",
        "2 weeks", "[2]", "wrong-type", "treatmentEnd",
    ),
    "persistence": Case(
        FINDING, "    persistence: {}\n",
        "", "stays", "unknown-word", "persistence",
    ),
    "dose-response": Case(
        FINDING, "    dose-response: {}\n",
        "", "more", "unknown-word", "doseResponse",
    ),
    "dose-rank": Case(
        ARM, "    dose-rank: {}\n",
        "", "first", "wrong-type", "doseRank",
    ),
    "assay": Case(
        FINDING, "    assay: [{}]\n",
        "western blot assay", "western blod", "unknown-term", "assay",
    ),
    "taxon": Case(
        TAXON, "    taxon: {}\n",
        "C57BL/6", "C57", "unknown-term", "obo:RO_0002162",
    ),
    "countries": Case(
        END, "countries: [{}]\n",
        "South Korea", "Southern Korea", "unknown-term", "country",
    ),
    "appraisals": Case(
        END, JUDGED,
        "judgement: high", "verdict: high", "unknown-field", "judgement",
    ),
    "preprint": Case(
        STATUS, "  status: published\n  preprint: {}\n",
        "10.1101/2024.01.02.573900", "bioRxiv", "malformed-identifier", "preprint",
    ),
    "published-as": Case(
        STATUS, "  status: preprint\n  published-as: {}\n",
        "10.1000/kelp.99", "Journal", "malformed-identifier", "publishedAs",
    ),
    "notice-date": Case(
        STATUS, "  status: corrected\n  notice-date: {}\n",
        '"2025-03-04"', "in March", "date-format", "noticeDate",
    ),
}  # fmt: skip


def record_of(text: str, folder: Path) -> tuple[list[Violation], list[str]]:
    """What is wrong with a record, and the properties that it states."""
    path = folder / "studies" / "smith-2025-kelp.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    record, faults = read_record(path)
    if record is None:
        return faults, []
    graph = replace(the_graph(), records={record.key: record})
    found = [fault for fault in check_graph(graph) if fault.path == str(path)]
    if any(fault.rule == "unknown-term" for fault in found):
        return found, []
    made = record_statements(Context(graph, record.key, record.record))
    return found, [one.triple.predicate.value for one in made]


def text_of(case: Case, value: str) -> str:
    line = case.line.replace("{}", value)
    own = case.place.partition(":")[0] + ":"
    return RECORD.replace(case.place, line if own in line else line + case.place, 1)


@pytest.mark.parametrize("name", CASES)
def test_the_field_has_a_good_and_a_bad_example(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    if case.good:
        found, stated = record_of(text_of(case, case.good), tmp_path)
        assert [str(fault) for fault in found if fault.rule not in EXPECTED] == []
        assert expand(case.property if ":" in case.property else f"exokg:{case.property}").value in stated
    found, _ = record_of(text_of(case, case.bad), tmp_path)
    assert case.rule in {fault.rule for fault in found}, [str(fault) for fault in found]
    assert all(fault.hint for fault in found)


@pytest.mark.parametrize("name", CASES)
def test_the_field_has_a_shape_and_a_worked_line(name: str) -> None:
    iri = expand(
        CASES[name].property if ":" in CASES[name].property else f"exokg:{CASES[name].property}"
    ).value
    assert f"sh:path <{iri}>" in SHAPES
    assert f"`{name}" in CURATING or f" {name}: " in CURATING
