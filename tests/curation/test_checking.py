"""One edited record is checked as it would be with its whole graph, without reading all of it."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from exokg.curation.checking import check_paths
from exokg.curation.reporting import fails, lines, summary
from exokg.curation.spelling import counted
from exokg.curation.violations import Violation
from exokg.errors import GraphNotFoundError, InputError

RULES = Path(__file__).parent / "rules"
ACROSS = [
    "same-document",
    "similar-title",
    "summary-of-other-record",
    "recorded-although-excluded",
    "unknown-term",
]


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RULES / "_graph", tmp_path / "graph"))


def put(example: str, graph: Path, name: str = "studies/example.yaml") -> Path:
    path = graph / name
    path.parent.mkdir(exist_ok=True)
    shutil.copy(RULES / example, path)
    return path


@pytest.mark.parametrize("rule", ACROSS)
def test_a_single_record_is_compared_with_the_others(rule: str, graph: Path) -> None:
    path = put(f"{rule}/bad.yaml", graph)
    for name in ("zebra", "aardvark"):  # others that have nothing to do with it are not read
        (graph / "studies" / f"{name}.yaml").write_text("kind: [")
    report = check_paths([path], graph)
    assert {(fault.rule, fault.path) for fault in report.violations} == {(rule, str(path))}
    assert len(report.records) == 1


def test_references_to_other_records_are_checked(graph: Path) -> None:
    shutil.copytree(RULES / "paper-names-other-trial" / "bad", graph, dirs_exist_ok=True)
    report = check_paths([graph / "trials" / "example.yaml"], graph)
    assert [fault.rule for fault in report.violations] == ["paper-names-other-trial"]
    assert report.compared == 1


def test_a_record_outside_any_graph_is_checked_against_the_default(graph: Path, tmp_path: Path) -> None:
    loose = put("unknown-term/bad.yaml", tmp_path, "elsewhere.yaml")
    report = check_paths([loose], graph)
    assert [(fault.rule, fault.path) for fault in report.violations] == [("unknown-term", str(loose))]
    assert check_paths([put("unknown-term/good.yaml", tmp_path, "elsewhere.yaml")], graph).violations == []


def test_paths_are_named_as_they_were_given(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put("unknown-term/bad.yaml", graph)
    monkeypatch.chdir(graph / "studies")
    report = check_paths([Path("example.yaml")], graph)
    assert [fault.path for fault in report.violations] == ["example.yaml"]


def test_a_table_is_checked_by_name(graph: Path) -> None:
    shutil.copytree(RULES / "unknown-parent" / "bad", graph, dirs_exist_ok=True)
    put("unknown-term/bad.yaml", graph)
    report = check_paths([graph / "terms.tsv"], graph)
    assert {fault.rule for fault in report.violations} == {"unknown-parent"}
    assert (report.tables, report.records) == (1, [])


def test_a_folder_of_records_and_a_whole_graph(graph: Path) -> None:
    put("unknown-term/bad.yaml", graph)
    part, whole = check_paths([graph / "studies"], graph), check_paths([], graph)
    assert part.violations == whole.violations
    assert (len(part.records), len(whole.records)) == (2, 2)
    assert (part.graphs, len(whole.graphs)) == ([], 1)


def test_one_rule_alone(graph: Path) -> None:
    put("unknown-term/bad.yaml", graph)
    assert check_paths([], graph, ["read-once"]).violations == []
    assert [fault.rule for fault in check_paths([], graph, ["unknown-term"]).violations] == ["unknown-term"]


def test_what_is_no_part_of_a_graph_is_an_error(graph: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        check_paths([tmp_path / "none.yaml"], graph)
    with pytest.raises(GraphNotFoundError):
        check_paths([tmp_path], graph)


@pytest.mark.parametrize("name", ["notes.tsv", "studies/readers.tsv", "dataset.yaml"])
def test_a_table_that_no_graph_reads_is_an_error(graph: Path, tmp_path: Path, name: str) -> None:
    """Nothing would be found in it, whatever is in it."""
    place = tmp_path / "elsewhere" if name == "dataset.yaml" else graph
    place.mkdir(exist_ok=True)
    (place / name).write_text("a\tb\n")
    with pytest.raises(InputError, match="no table of a graph"):
        check_paths([place / name], graph)


@pytest.mark.parametrize("name", ["pipe.yaml", "pipe.tsv", "pipe.ttl", "pipe"])
def test_what_is_no_regular_file_is_an_error(graph: Path, tmp_path: Path, name: str) -> None:
    """A pipe is read once and a device has no end; neither is a graph without a fault."""
    os.mkfifo(tmp_path / name)
    with pytest.raises(InputError, match="no regular file"):
        check_paths([tmp_path / name], graph)


def test_the_summary_counts_what_was_and_was_not_checked(graph: Path) -> None:
    (graph / "studies" / "broken.yaml").write_text("kind: [")
    line = summary(check_paths([], graph), "shapes: not checked")
    assert line.startswith("1 record, 1 finding, 0 harms, 0 positions, 22 terms; 1 record not readable")
    assert "1 of 1 read twice; shapes: not checked; 1 ERROR, 0 WARN, 0 INFO" in line
    assert counted(2, "record") == "2 records"


FAULTS = [
    Violation("a.yaml", 1, 2, "r", "ERROR", "what: is, 100% wrong", "do\tthis"),
    Violation("a.yaml", 3, 4, "s", "INFO", "remark"),
]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("text", "a.yaml:1:2: ERROR r: what: is, 100% wrong\n  hint: do\tthis\na.yaml:3:4: INFO s: remark\n"),
        (
            "tsv",
            "path\tline\tcolumn\tlevel\trule\tmessage\thint\n"
            "a.yaml\t1\t2\tERROR\tr\twhat: is, 100% wrong\tdo this\na.yaml\t3\t4\tINFO\ts\tremark\t\n",
        ),
        (
            "github",
            "::error file=a.yaml,line=1,col=2,title=r::what: is, 100%25 wrong%0Ado\tthis\n"
            "::notice file=a.yaml,line=3,col=4,title=s::remark\n",
        ),
    ],
)
def test_faults_are_written_for_people_and_programs(form: str, expected: str) -> None:
    assert "".join(lines(FAULTS, form)) == expected


def test_levels_decide() -> None:
    assert [fails(FAULTS, level) for level in ("ERROR", "WARN", "INFO", "none")] == [True, True, True, False]
    assert [fails(FAULTS[1:], level) for level in ("ERROR", "WARN", "INFO", "none")] == [
        False,
        False,
        True,
        False,
    ]


def test_faults_sort_even_where_only_the_hint_differs() -> None:
    bare = Violation("a.yaml", 1, 1, "r", "WARN", "m")
    assert sorted([Violation("a.yaml", 2, 1, "r", "WARN", "m"), replace(bare, hint="h"), bare]) == [
        bare,
        replace(bare, hint="h"),
        Violation("a.yaml", 2, 1, "r", "WARN", "m"),
    ]


def test_the_summary_counts_what_was_edited_after_its_second_reading(graph: Path) -> None:
    path = graph / "studies" / "other-study.yaml"
    assert "1 of 1 read twice; " in summary(check_paths([path], graph), "shapes: not checked")
    path.write_text(path.read_text("utf-8").replace("effect: increases", "effect: decreases"), "utf-8")
    assert "read twice (1 result edited since); " in summary(
        check_paths([path], graph), "shapes: not checked"
    )
