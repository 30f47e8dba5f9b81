"""Violations as text, table, JSON and annotations, and the line that sums a check up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exokg.curation.checking import Report, check_paths
from exokg.curation.reporting import FORMATS, fails, line, lines, summary
from exokg.curation.rules import RULES
from exokg.curation.spelling import counted
from exokg.curation.violations import LEVELS, Level, Violation, unreadable

ODD = "a,b:c%d\te\nf"


def fault(level: Level = "ERROR", message: str = "it is wrong", hint: str | None = "correct it") -> Violation:
    return Violation("graph/a.yaml", 4, 7, "some-rule", level, message, hint)


def test_a_fault_as_text_has_its_hint_below() -> None:
    assert line(fault()) == "graph/a.yaml:4:7: ERROR some-rule: it is wrong\n  hint: correct it\n"
    assert line(fault(hint=None)) == "graph/a.yaml:4:7: ERROR some-rule: it is wrong\n"


def test_a_fault_as_a_row_is_one_line_of_seven_cells() -> None:
    head, row = "".join(lines([fault(message=ODD)], "tsv")).splitlines()
    assert head.split("\t") == ["path", "line", "column", "level", "rule", "message", "hint"]
    assert row.split("\t") == ["graph/a.yaml", "4", "7", "ERROR", "some-rule", "a,b:c%d e f", "correct it"]


@pytest.mark.parametrize(("level", "kind"), [("ERROR", "error"), ("WARN", "warning"), ("INFO", "notice")])
def test_a_fault_as_an_annotation_is_one_escaped_line(level: Level, kind: str) -> None:
    shown = line(fault(level, ODD), "github")
    assert shown == (
        f"::{kind} file=graph/a.yaml,line=4,col=7,title=some-rule::a,b:c%25d\te%0Af%0Acorrect it\n"
    )


def test_the_path_of_an_annotation_is_escaped_too() -> None:
    odd = Violation("a,b:c.yaml", 1, 1, "r", "INFO", "m")
    assert "file=a%2Cb%3Ac.yaml,line=1" in line(odd, "github")


@given(st.lists(st.tuples(st.sampled_from(LEVELS), st.text(), st.none() | st.text()), max_size=5))
def test_json_gives_back_every_fault(given_: list[tuple[Level, str, str | None]]) -> None:
    faults = [fault(*one) for one in given_]
    (text,) = lines(faults, "json")
    assert [Violation(**one) for one in json.loads(text)] == faults


@given(st.text(), st.none() | st.text(), st.sampled_from(FORMATS))
def test_no_form_fails_on_any_text(message: str, hint: str | None, form: str) -> None:
    shown = "".join(lines([fault(message=message, hint=hint)], form))
    assert shown.endswith("\n")
    if form in ("tsv", "github"):
        assert shown.count("\n") == 1 + (form == "tsv")


@pytest.mark.parametrize(
    ("found", "level", "failed"),
    [
        ([], "INFO", False),
        (["INFO"], "INFO", True),
        (["INFO"], "WARN", False),
        (["WARN"], "WARN", True),
        (["WARN", "INFO"], "ERROR", False),
        (["ERROR"], "INFO", True),
        (["ERROR"], "none", False),
    ],
)
def test_the_level_decides_what_fails(found: list[Any], level: str, failed: bool) -> None:
    assert fails([fault(one) for one in found], level) == failed


def test_faults_are_sorted_by_place_then_rule() -> None:
    places = [("b", 1, 1), ("a", 2, 1), ("a", 1, 9), ("a", 1, 2)]
    faults = [Violation(*place, "r", "INFO", "m") for place in places]
    assert [(one.path, one.line, one.column) for one in sorted(faults)] == sorted(places)
    assert sorted([fault(message="b"), fault(message="a")])[0].message == "a"


def test_what_cannot_be_read_is_an_error() -> None:
    assert unreadable("a", 1, 2, "table-row", "m") == Violation("a", 1, 2, "table-row", "ERROR", "m", None)


def test_numbers_have_their_noun() -> None:
    assert [counted(n, "rule") for n in (0, 1, 2)] == ["0 rules", "1 rule", "2 rules"]


def test_a_summary_of_nothing_counts_nothing() -> None:
    assert summary(Report(), "shapes: conform") == (
        "0 records, 0 findings, 0 harms, 0 positions, 0 terms; "
        f"{len(RULES)} rules; 0 of 0 read twice; shapes: conform; 0 ERROR, 0 WARN, 0 INFO"
    )


def test_a_summary_says_what_was_and_what_was_not_looked_at(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("kind: study\n", "utf-8")
    graph = Path("tests/fixtures/graph")
    report = check_paths([tmp_path / "broken.yaml", graph / "readers.tsv"], graph)
    shown = summary(report, "shapes: not checked", ["unknown-term"])
    assert "1 record not readable, so not checked by the rules" in shown
    assert "1 table by name" in shown
    assert "; 1 rule; " in shown
    whole = check_paths([], graph)
    assert f"{len(whole.records)} records, " in summary(whole, "")
    expired = Report(violations=[fault()], records=whole.records)
    expired.violations.append(Violation("a", 1, 1, "second-read-expired", "WARN", "m"))
    assert "(1 result edited since)" in summary(expired, "")
