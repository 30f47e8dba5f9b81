"""What could not be said once: each fact has a place in a record, breaks no rule, and reaches the graph."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from exokg.curation.reading import read_graph, read_record
from exokg.curation.rules import check_graph
from exokg.rdf.context import Context
from exokg.rdf.statements import record_statements

if TYPE_CHECKING:
    from exokg.curation.graph import Graph

HERE = Path(__file__).parent
RECORD = (HERE / "careless" / "record.yaml").read_text("utf-8")
EXPECTED = {"second-read-expired"}  # what is added was not read again
DISH = "  dish:\n    reported-as: other mice\n    rung: animal\n"
LOW = "  low:\n    preparation: kelp-ev\n    dose: {reported: 5 µg/mL}\n    dose-rank: 1\n"
FACTS = {
    "no conflict is declared, and the funder was not read": (
        "sources:",
        "interests: {statement: No conflict is declared., declared: none declared}\nsources:",
        {"conflictsDeclared": "none-declared"},
    ),
    "looked for in an abstract, and not there": (
        "sources:",
        "not-mentioned: [dose verbatim]\nsources:",
        {"notMentioned": "dose verbatim"},
    ),
    "an abstract that mentions no harm": (
        "harms:",
        "harms:\n  - id: h2\n    state: not mentioned\n    event: pain\n    locator: abstract\n"
        "    summary: Pain is not mentioned.",
        {"harmState": "not-mentioned"},
    ),
    "the same in two systems": (
        "\narms:",
        f"\n{DISH}arms:",
        {"alsoInSystem": "dish"},
    ),
    "made, and released": (
        "    target: Wnt signaling pathway\n    system",
        "    target: VEGFA\n    aspect: [expression, secretion]\n    system",
        {"aspect": "secretion"},
    ),
    "a dose in grams": (
        "      reported: 50 µg of vesicle protein per injection\n      amounts:\n"
        "        protein mass: {value: 50, unit: µg}",
        "      reported: 2 g of the gel\n      amounts:\n        other: {value: 2, unit: g}",
        {"unit": "UO_0000021"},
    ),
    "µg/mL of which the page does not say that it is protein": (
        "      reported: 50 µg of vesicle protein per injection\n      amounts:\n"
        "        protein mass: {value: 50, unit: µg}",
        "      reported: 10 µg/mL\n      amounts:\n        other: {value: 10, unit: µg/mL}",
        {"unit": "UO_0000274"},
    ),
    "a dose against another dose": (
        "comparisons:",
        f"{LOW}comparisons:\n  low: {{kind: other dose, against: 5 µg/mL, arm: low}}",
        {"comparatorKind": "other-dose", "comparatorArm": "low", "doseRank": "1"},
    ),
    "the comparator before and after": (
        "      after: 142",
        "      after: 142\n      comparator-baseline: 117\n      comparator-after: 118",
        {"comparatorBaseline": "117", "comparatorAfter": "118"},
    ),
}
ALSO = {
    "the same in two systems": (
        "    system: back-skin\n    arm: treated\n    support: marker",
        "    also-in: [dish]\n",
    ),
    "a dose against another dose": ("    system: back-skin\n    arm: treated\n    support: marker", None),
}


@functools.cache
def the_graph() -> Graph:
    graph = read_graph(HERE.parents[1] / "graph", ())
    return replace(graph, paths={**graph.paths, "smith-2025-kelp": "record.yaml"}, violations=[])


def edited(fact: str) -> str:
    """The worked example with a fact put into it."""
    old, new, _said = FACTS[fact]
    assert RECORD.count(old) == 1, fact
    text = RECORD.replace(old, new)
    if fact in ALSO:
        place, line = ALSO[fact]
        assert text.count(place) == 1
        more = line or "    comparison: low\n    contrast: between-group\n"
        text = text.replace(place, place.replace("    arm: treated\n", f"{more}    arm: treated\n"))
    if "dose-rank" in text:
        text = text.replace("    route: subcut", "    dose-rank: 2\n    route: subcut")
    return text


@pytest.mark.parametrize("fact", FACTS)
def test_it_can_be_said(fact: str, tmp_path: Path) -> None:
    path = tmp_path / "studies" / "smith-2025-kelp.yaml"
    path.parent.mkdir()
    path.write_text(edited(fact), "utf-8")
    record, faults = read_record(path)
    assert record is not None, [str(fault) for fault in faults]
    graph = replace(the_graph(), records={record.key: record})
    found = [fault for fault in check_graph(graph) if fault.path == str(path)]
    assert [str(fault) for fault in found if fault.rule not in EXPECTED] == []
    made = [one.triple for one in record_statements(Context(graph, record.key, record.record))]
    for name, value in FACTS[fact][2].items():
        objects = [str(triple.object) for triple in made if triple.predicate.value.endswith(f"/{name}")]
        assert any(value in said for said in objects), (name, objects)


def test_a_full_text_without_harms_reports_none(tmp_path: Path) -> None:
    """Not mentioned is said of the section that was read; a full text that is silent does not report."""
    path = tmp_path / "studies" / "smith-2025-kelp.yaml"
    path.parent.mkdir()
    text = edited("an abstract that mentions no harm")
    path.write_text(re.sub(r"(?m)^read: .*$", "read: full text", text), "utf-8")
    record, faults = read_record(path)
    assert record is not None, [str(fault) for fault in faults]
    graph = replace(the_graph(), records={record.key: record})
    (fault,) = [one for one in check_graph(graph) if one.rule == "unread-stated-as-not-reported"]
    assert fault.line == text[: text.index("state: not mentioned")].count("\n") + 1
    assert fault.hint == "write state: not reported"


def test_it_is_said_on_the_page_of_curators() -> None:
    page = (HERE.parents[1] / "docs" / "curating.md").read_text("utf-8")
    words = ["declared: none declared", "not-mentioned:", "state: not mentioned", "also-in:", "aspect:"]
    words += ["dose-rank:", "kind: other dose", "comparator-baseline:", "comparator-after:", "unit: µg/mL}"]
    assert [word for word in words if word not in page] == []
