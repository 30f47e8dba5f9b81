"""An audit draws the same sample for the same seed, and counts the verdicts of other readers."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from exokg.cli import main
from exokg.curation.audits import AUDIT_COLUMNS, audit_share, draw_audit, worksheet
from exokg.curation.reading import read_graph
from exokg.curation.rules import check_graph
from exokg.curation.tables import parse_table

ROOT = Path(__file__).parents[2]
GRAPH = Path(__file__).parent / "rules" / "_graph"
FIXTURES = ROOT / "tests" / "fixtures" / "graph"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(GRAPH, tmp_path / "graph"))
    (folder / "audits").mkdir()
    return folder


def test_a_seed_draws_the_same_and_another_seed_another_sample() -> None:
    graph = read_graph(FIXTURES)
    assert draw_audit(graph, 5, 1) == draw_audit(graph, 5, 1)
    assert draw_audit(graph, 5, 1) != draw_audit(graph, 5, 2)


def test_everything_is_drawn_once_where_the_sample_is_larger() -> None:
    graph = read_graph(FIXTURES)
    drawn = draw_audit(graph, 10_000, 1)
    parts = [
        f"{record.key}_{part.id}"
        for record in graph.records.values()
        for _loc, part in record.parts("findings", "harms")
    ]
    assert sorted(item.item for item in drawn if item.kind != "number") == sorted(parts)
    assert {item.kind for item in drawn} == {"finding", "harm", "number"}
    assert len(set(drawn)) == len(drawn)


def test_a_number_says_what_was_measured_and_its_unit() -> None:
    drawn = draw_audit(read_graph(FIXTURES), 10_000, 1)
    numbers = [item.said for item in drawn if item.kind == "number"]
    assert all("(" in said and ":" in said for said in numbers)
    assert any(any(letter.isdigit() for letter in said) for said in numbers)


def test_a_worksheet_is_a_table_with_everything_a_reader_needs() -> None:
    table = parse_table(worksheet(draw_audit(read_graph(FIXTURES), 8, 3)), AUDIT_COLUMNS, "audit.tsv")
    assert table.violations == ()
    assert len(table) == 8
    assert all(row["said"] and row["summary"] and row["locator"] and row["address"] for row in table)
    assert not any(row["verdict"] or row["reader"] for row in table)


def filled(graph: Path, **cells: str) -> list[str]:
    sheet = worksheet(draw_audit(read_graph(graph), 1, 1)).rstrip("\n").split("\t")
    row = {"verdict": "supported", "deviation": "", "reader": "r2", "on": "2026-02-01", **cells}
    text = "\t".join([*sheet[:-4], row["verdict"], row["deviation"], row["reader"], row["on"]]) + "\n"
    (graph / "audits" / "first.tsv").write_text(text, "utf-8")
    return [fault.message for fault in check_graph(read_graph(graph))]


@pytest.mark.parametrize(
    ("cells", "faults"),
    [
        ({}, []),
        ({"verdict": "", "reader": "", "on": ""}, []),
        ({"verdict": "not reachable"}, []),
        ({"verdict": "deviates", "deviation": "the page says length"}, []),
        ({"verdict": "deviates"}, ["the row does not say what deviates"]),
        ({"verdict": "wrong"}, ["wrong is no verdict"]),
        ({"reader": "r1"}, ["r1 entered the record"]),
        ({"reader": "me"}, ["me is not in readers.tsv"]),
        ({"reader": ""}, ["the empty cell is not in readers.tsv"]),
        ({"on": "1 February"}, ["1 February is not a date"]),
    ],
)
def test_a_verdict_is_checked(cells: dict[str, str], faults: list[str], graph: Path) -> None:
    assert filled(graph, **cells) == faults


def test_an_item_that_is_gone_is_a_fault(graph: Path) -> None:
    assert filled(graph) == []
    path = graph / "audits" / "first.tsv"
    path.write_text(path.read_text("utf-8").replace("other-study_f1", "other-study_f9"), "utf-8")
    assert [fault.message for fault in check_graph(read_graph(graph))] == [
        "other-study_f9 is no finding or harm"
    ]


@pytest.mark.parametrize("what", ["other-study_f9", "finding:other-study_f9", "study:other-study"])
def test_the_verdict_on_what_was_withdrawn_stays(what: str, graph: Path) -> None:
    assert filled(graph) == []
    path = graph / "audits" / "first.tsv"
    path.write_text(path.read_text("utf-8").replace("other-study_f1", "other-study_f9"), "utf-8")
    changes = f"what\treason\treplaced-by\ton\n{what}\tentered twice\t\t2026-02-01\n"
    (graph / "changes.tsv").write_text(changes, "utf-8")
    assert "other-study_f9 is no finding or harm" not in [
        fault.message for fault in check_graph(read_graph(graph))
    ]


def test_the_share_is_of_those_that_could_be_reached() -> None:
    head = "\t".join(AUDIT_COLUMNS)
    verdicts = ["supported"] * 3 + ["deviates", "not reachable", ""]
    rows = "\n".join("\t".join(["x"] * 6 + [verdict, "", "", ""]) for verdict in verdicts)
    found = audit_share(parse_table(f"{head}\n{rows}\n", AUDIT_COLUMNS, "audit.tsv"))
    assert (found.drawn, found.supported, found.deviating, found.unreachable, found.open) == (6, 3, 1, 1, 1)
    assert found.share == 0.75
    assert audit_share([]).share is None


def test_the_command_draws_and_counts(graph: Path, capsys: Capture) -> None:
    sheet = graph / "audits" / "first.tsv"
    assert main(["audit", "--sample", "1", "--seed", "1", "-g", str(graph), "-o", str(sheet)]) == 0
    assert check_graph(read_graph(graph)) == []
    assert filled(graph) == []
    capsys.readouterr()
    assert main(["audit", "-g", str(graph)]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[1].endswith("\t1\t1\t0\t0\t0\t1.000")
