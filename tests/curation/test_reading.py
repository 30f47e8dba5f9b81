"""From files to records: every fault of shape has its rule, its place and a remedy."""

import re
import shutil
from pathlib import Path

import pytest

from exokg.curation.leaves import leaves
from exokg.curation.reading import read_graph, read_record
from exokg.curation.rules import check_graph
from exokg.curation.violations import Violation
from exokg.errors import GraphNotFoundError, InputError

GRAPH = Path(__file__).parent / "rules" / "_graph"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GRAPH, tmp_path / "graph"))


def faults(folder: Path, text: str) -> list[Violation]:
    path = folder / "record.yaml"
    path.write_text(text, encoding="utf-8")
    return read_record(path, "record.yaml")[1]


HEAD = """\
kind: study
title-status: not shown
read: abstract
confidence: low
entered: {date: 2026-01-05, by: r1}
sources: [https://www.example.org/]
"""


def test_a_record_is_read_with_the_place_of_everything(tmp_path: Path) -> None:
    path = tmp_path / "smith-2025.yaml"
    path.write_text(HEAD, encoding="utf-8")
    record, violations = read_record(path)
    assert violations == []
    assert record is not None
    assert (record.key, record.record.kind, record.at(("entered", "by"))) == ("smith-2025", "study", (5, 33))
    assert record.at(("findings", 3, "system")) == (1, 1)


@pytest.mark.parametrize(
    ("text", "fault", "hint"),
    [
        ("title: 1.10", "record.yaml:7:8: ERROR wrong-type: title must be text, not a number 1.10", '"1.10"'),
        (
            "title: [one, two]",
            "record.yaml:7:1: ERROR wrong-type: title must be text, not a list",
            "one value, without brackets",
        ),
        (
            "title: {en: Kelp}",
            "record.yaml:7:1: ERROR wrong-type: title must be text, not fields",
            "one value behind the colon",
        ),
        (
            "title: true",
            "record.yaml:7:8: ERROR wrong-type: title must be text, not true or false True",
            "quotes",
        ),
        (
            "n: {mice: few}",
            "record.yaml:7:11: ERROR wrong-type: n mice must be a whole number, not text few",
            "digits",
        ),
        (
            "n: {mice: 2.5}",
            "record.yaml:7:11: ERROR wrong-type: n mice must be a whole number, not a number",
            "digits",
        ),
        (
            "n: 12",
            "record.yaml:7:4: ERROR wrong-type: n must be fields with values, not a whole number 12",
            "name:",
        ),
        (
            "designs: animal",
            "record.yaml:7:10: ERROR wrong-type: designs must be a list, not text animal",
            "hyphen",
        ),
        (
            "designs: [animals]",
            "record.yaml:7:11: ERROR unknown-word: designs 1 cannot be animals",
            "mean animal?",
        ),
        (
            "title_: x",
            "record.yaml:7:1: ERROR unknown-field: the record has no field title_",
            "did you mean title?",
        ),
        (
            "publication: {type: primary}",
            "record.yaml:7:1: ERROR missing-field: the field status of publica",
            "one of",
        ),
        (
            "arms: {Big Arm: {n: 1}}",
            "record.yaml:7:8: ERROR malformed-key: 'Big Arm' cannot be a key",
            "lower-case",
        ),
        (
            "arms: {a: {dose: {reported: x, amounts: {weight: {value: 1.0, unit: g}}}}}",
            "record.yaml:7:42: ERROR unknown-word: arms a dose amounts weight cannot be weight",
            "one of: particles, protein mass",
        ),
        ("sex:", "record.yaml:7:5: ERROR empty-field: sex is empty", "leave the field out"),
        ("findings:\n  - {}", "record.yaml:8:5: ERROR empty-field: findings 1 is empty", "leave"),
        (
            "harms:\n  - id: h1",
            "record.yaml:8:5: ERROR missing-locator: the field locator of harms 1",
            "where",
        ),
        (
            "authority: x",
            "record.yaml:7:1: ERROR unknown-field: the record has no field authority",
            "known fields",
        ),
    ],
)
def test_a_fault_of_shape_has_its_rule_place_and_remedy(
    text: str, fault: str, hint: str, tmp_path: Path
) -> None:
    found = faults(tmp_path, f"{HEAD}{text}\n")
    assert any(str(violation).startswith(fault) and hint in str(violation.hint) for violation in found), [
        (str(violation), violation.hint) for violation in found
    ]


def test_all_faults_of_a_record_are_reported(tmp_path: Path) -> None:
    found = faults(tmp_path, "kind: study\ntitle: 1\nread: abstrakt\nnonsense: x\n")
    assert {violation.rule for violation in found} == {
        "wrong-type",
        "unknown-word",
        "unknown-field",
        "missing-field",
    }
    assert found == sorted(found)


@pytest.mark.parametrize(
    "text", ["- a\n", "just text\n", "3\n", "read: abstract\n", "kind: letter\n", "kind: 3\n"]
)
def test_what_is_no_record_is_a_fault(text: str, tmp_path: Path) -> None:
    assert len(faults(tmp_path, text)) == 1


def test_all_files_are_read_though_some_are_faulty(graph: Path) -> None:
    (graph / "studies" / "a-bad.yaml").write_text("kind: [\n")
    (graph / "studies" / "b-bad.yaml").write_text("kind: study\n")
    read = read_graph(graph)
    assert list(read.records) == ["other-study"]
    assert sorted(read.paths) == ["a-bad", "b-bad", "other-study"]
    assert {Path(violation.path).stem for violation in read.violations} == {"a-bad", "b-bad"}


def test_only_some_records_are_read_but_all_keys_are_known(graph: Path) -> None:
    (graph / "studies" / "a-bad.yaml").write_text("kind: [\n")
    read = read_graph(graph, only=["other-study"])
    assert (list(read.records), read.violations) == (["other-study"], [])
    assert read.kind_of("a-bad") == "study"
    assert read.kind_of("nobody") is None


def test_a_folder_without_terms_is_no_graph(tmp_path: Path) -> None:
    with pytest.raises(GraphNotFoundError, match="not a graph folder"):
        read_graph(tmp_path)


def test_what_cannot_be_opened_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        read_record(tmp_path / "none.yaml")
    (tmp_path / "folder.yaml").mkdir()
    with pytest.raises(InputError):
        read_record(tmp_path / "folder.yaml")


def test_dataset_is_read_and_checked(graph: Path) -> None:
    (graph / "dataset.yaml").write_text("title: x\nversion: 1.0\n")
    read = read_graph(graph)
    assert read.dataset is None
    assert {fault.rule for fault in read.violations} == {"wrong-type", "missing-field"}


def test_the_real_graph_has_no_fault_of_reading() -> None:
    read = read_graph(ROOT / "graph")
    assert [str(fault) for fault in read.violations] == []
    assert read.dataset is not None


def test_leaves_know_the_terms_of_their_field(graph: Path) -> None:
    record = read_graph(graph).records["other-study"].record
    found = {leaf.loc: (leaf.text, leaf.categories) for leaf in leaves(record)}
    assert found["preparations", "kelp-ev", "source"] == ("kelp", ("source",))
    assert found["systems", "skin", "taxon"] == ("mouse", ("species",))
    assert found["findings", 0, "target"][1] != ()
    assert found["findings", 0, "summary"][1] == ()
    assert found["designs", 0] == ("animal", ())


@pytest.mark.parametrize("folder", ["graph", "tests/fixtures/graph"])
def test_real_and_invented_graphs_pass_every_rule(folder: str) -> None:
    found = check_graph(read_graph(ROOT / folder))
    assert [str(fault) for fault in found if fault.level == "ERROR"] == []


def test_a_graph_knows_its_clusters_and_registry_entries_by_record() -> None:
    graph = read_graph(ROOT / "tests" / "fixtures" / "graph")
    assert [row["cluster"] for row in graph.memberships["birch-2021-papilla"]] == ["forest-lab"]
    assert "elm-2020-withdrawn" not in graph.memberships
    # An entry's own record describes it, also where a study names it; else the study does.
    assert graph.registered == {"nct90000001": "dogwood-2023-trial", "nct90000002": "ivy-nct90000002"}


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("homepage", "https://example.org/a b", "is not a web address"),
        ("homepage", "https://example.org/%%%", "is not a web address"),
        ("homepage", "https://[example.org", "is not a web address"),
        ("licence", "javascript:alert(1)", "is not a web address"),
        ("issued", "2026-02-30", "is not a date"),
        ("searched-to", "2026--11-01", "is not a date"),
    ],
)
def test_the_title_page_of_the_graph_is_checked(graph: Path, field: str, value: str, said: str) -> None:
    path = graph / "dataset.yaml"
    whole = (ROOT / "graph" / "dataset.yaml").read_text("utf-8")
    text = re.sub(rf"(?m)^{field}:.*", f"{field}: {value}", whole)
    path.write_text(text, "utf-8")
    read = read_graph(graph)
    assert read.dataset is None
    (fault,) = (one for one in read.violations if one.path == str(path))
    assert said in fault.message
    assert text.splitlines()[fault.line - 1].startswith(field)
