"""Hostile records: each is refused at its place, says why, and leaves the other records alone."""

import shutil
from pathlib import Path

import pytest

from exokg.curation.reading import read_graph
from exokg.curation.rules import check_graph
from exokg.curation.yamltext import MAX_BYTES, MAX_FAULTS, read_document

HOSTILE = Path(__file__).parent / "hostile"
GRAPH = Path(__file__).parent / "rules" / "_graph"
CASES = [line.split("\t") for line in (HOSTILE / "INDEX.tsv").read_text().splitlines()[1:]]


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GRAPH, tmp_path / "graph"))


@pytest.mark.parametrize(("name", "rule", "line", "column", "what"), CASES, ids=[case[0] for case in CASES])
def test_is_refused_with_its_place(
    name: str, rule: str, line: str, column: str, what: str, graph: Path
) -> None:
    shutil.copy(HOSTILE / name, graph / "studies" / "hostile.yaml")
    read = read_graph(graph)
    violations = check_graph(read)
    assert list(read.records) == ["other-study"]
    assert {violation.path for violation in violations} == {str(graph / "studies" / "hostile.yaml")}
    assert (rule, int(line), int(column)) in {(fault.rule, fault.line, fault.column) for fault in violations}
    assert len(violations) <= MAX_FAULTS
    assert all(str(violation).isprintable() for violation in violations)


def test_index_names_every_file() -> None:
    assert {case[0] for case in CASES} == {path.name for path in HOSTILE.glob("*.yaml")}


def test_words_of_yaml_1_1_stay_as_typed() -> None:
    value = read_document((HOSTILE / "y05_norway.yaml").read_text()).value
    assert value["species"] == ["NO", "no", "on", "y"]
    assert [value[name] for name in ("ratio", "id", "year")] == ["12:30:45", "010", "2024-01-01"]


def test_a_number_that_would_lose_digits_is_refused_where_text_belongs(graph: Path) -> None:
    (graph / "studies" / "hostile.yaml").write_text("kind: study\ntitle: 1.10\n")
    faults = [fault for fault in check_graph(read_graph(graph)) if fault.rule == "wrong-type"]
    assert [(fault.line, fault.column, fault.hint) for fault in faults] == [
        (2, 8, 'write it in quotes: "1.10"')
    ]


def test_a_file_too_large_is_not_opened(graph: Path) -> None:
    (graph / "studies" / "hostile.yaml").write_bytes(b"#" * (MAX_BYTES + 1))
    assert [fault.rule for fault in check_graph(read_graph(graph))] == ["too-large"]


def test_a_link_is_not_followed(graph: Path) -> None:
    (graph / "studies" / "hostile.yaml").symlink_to("/etc/passwd")
    violations = check_graph(read_graph(graph))
    assert [fault.rule for fault in violations] == ["unknown-file"]
    assert "root:" not in str(violations)
