"""A second reading is tied to what was read: an edit ends it, in every answer."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from exokg.authoring import read_again
from exokg.cli import main
from exokg.curation.reading import read_graph, read_record
from exokg.curation.rules import check_graph
from exokg.errors import InputError
from exokg.model.fingerprints import checked_parts, is_checked
from exokg.rdf.context import Context
from exokg.rdf.namespaces import mint
from exokg.rdf.statements import record_statements

GRAPH = Path(__file__).parent / "rules" / "_graph"
RECORD = "studies/other-study.yaml"


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GRAPH, tmp_path / "graph"))


def changed(graph: Path, old: str, new: str) -> list[str]:
    path = graph / RECORD
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    return [fault.message for fault in check_graph(read_graph(graph), ["second-read-expired"])]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("effect: increases", "effect: decreases"),
        ("target: hair density", "target: hair thickness"),
        ("locator: abstract", "locator: page 2"),
        ("contrast: between-group", "contrast: unclear"),
        ("In other mice density rose as well.", "In other mice density fell."),
        ("    rung: animal", "    rung: in vitro"),
        ("    taxon: mouse", "    taxon: human"),
        ("    source: kelp", "    source: source:kelp"),
        ("    type: extracellular vesicle", "    type: vesicle mimetic"),
        ("    against: saline", "    against: minoxidil"),
    ],
)
def test_an_edit_of_a_result_ends_its_second_reading(old: str, new: str, graph: Path) -> None:
    assert changed(graph, old, new) == ["f1 was edited after its second reading; it counts as read once"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Kelp vesicles and hair in other mice", "title: Kelp vesicles and hair in old mice"),
        ("  year: 2023", "  year: 2022"),
        ("    reported-as: mouse back skin", "    reported-as: back skin of mice"),
        ("sources: [", "notes: Read on paper.\nsources: ["),
    ],
)
def test_an_edit_elsewhere_does_not(old: str, new: str, graph: Path) -> None:
    assert changed(graph, old, new) == []


def test_a_result_that_was_added_was_not_read_again(graph: Path) -> None:
    other = "findings:\n  - id: f2\n    about: kelp-ev\n    effect: increases\n    target: LEF1\n"
    other += "    system: skin\n    locator: abstract\n    summary: More LEF1.\n"
    assert changed(graph, "findings:\n", other) == [
        "f2 was added after its second reading; it counts as read once"
    ]


def said_again(graph: Path) -> bool:
    """Whether the finding says in the built graph that it was read a second time."""
    finding, found = mint("finding", "other-study", "f1"), read_graph(graph)
    made = [
        one.triple
        for one in record_statements(Context(found, "other-study", found.records["other-study"].record))
    ]
    said = {str(triple.predicate) for triple in made if triple.subject == finding}
    assert len(said) > 5
    return any("secondRead" in name for name in said)


def test_an_edited_finding_says_in_the_graph_that_it_was_read_once(graph: Path) -> None:
    assert said_again(graph)
    changed(graph, "effect: increases", "effect: decreases")
    assert not said_again(graph)


def test_reading_again_writes_what_was_read(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert changed(graph, "effect: increases", "effect: decreases") != []
    path = graph / RECORD
    assert main(["second-read", str(path), "--by", "r2", "--graph", str(graph)]) == 0
    assert capsys.readouterr().out == f"{path}\n"
    record, faults = read_record(path)
    assert faults == []
    assert record is not None
    assert record.record.second_read is not None
    assert record.record.second_read.by == "r2"
    assert record.record.second_read.checksums == checked_parts(record.record)
    assert all(is_checked(record.record, finding) for finding in record.record.findings)
    assert check_graph(read_graph(graph), ["second-read-expired"]) == []


@pytest.mark.parametrize(
    ("by", "message"), [("r1", "r1 entered the record"), ("r9", "r9 is not in readers.tsv")]
)
def test_who_cannot_be_the_second_reader_is_refused(by: str, message: str, graph: Path) -> None:
    before = (graph / RECORD).read_bytes()
    with pytest.raises(InputError, match=message):
        read_again(graph / RECORD, by, graph=graph)
    assert (graph / RECORD).read_bytes() == before


def test_a_record_with_errors_is_not_read_again(graph: Path) -> None:
    changed(graph, "kind: study", "kind: studdy")
    with pytest.raises(InputError, match="kind cannot be studdy"):
        read_again(graph / RECORD, "r2", graph=graph)


def test_a_published_name_needs_a_reason_to_go(graph: Path) -> None:
    (graph / "published.tsv").write_text(
        "record\tparts\tsince\nother-study\tf1\t0.1.0\ngone-2020\tf1\t0.1.0\n"
    )
    assert changed(graph, "  - id: f1", "  - id: f7") != []
    found = check_graph(read_graph(graph), ["published-name-gone"])
    assert [fault.message for fault in found] == [
        "gone-2020 was published in 0.1.0 and is gone",
        "other-study_f1 was published in 0.1.0 and is gone",
    ]
    rows = "".join(f"{name}\twhy\t\t2026-01-07\n" for name in ("gone-2020", "other-study_f1"))
    (graph / "changes.tsv").write_text("what\treason\treplaced-by\ton\n" + rows)
    assert check_graph(read_graph(graph), ["published-name-gone"]) == []
