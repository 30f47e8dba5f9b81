"""The curator's commands: answers on stdout, all else on stderr, and the right exit code."""

import json
import shutil
from pathlib import Path

import pytest

from exokg.cli import main
from exokg.curation.rules import RULES as ALL
from exokg.curation.yamltext import read_document

RULES = Path(__file__).parent / "rules"
ROOT = Path(__file__).parents[2]
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(RULES / "_graph", tmp_path / "graph"))


@pytest.fixture
def bad(graph: Path) -> Path:
    return Path(shutil.copy(RULES / "unknown-term" / "bad.yaml", graph / "studies" / "example.yaml"))


def test_validate_says_what_is_wrong_and_where(bad: Path, capsys: Capture) -> None:
    assert main(["validate", "graph/studies/example.yaml"]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("graph/studies/example.yaml:33:13: ERROR unknown-term: hair densty is not a term")
    assert "  hint: did you mean hair density" in out
    assert "1 ERROR, 0 WARN, 0 INFO" in err


def test_validate_of_a_clean_record_prints_nothing_on_stdout(graph: Path, capsys: Capture) -> None:
    assert main(["validate", "graph/studies/other-study.yaml"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("1 record, 1 finding,")


@pytest.mark.parametrize(("level", "code"), [("ERROR", 0), ("WARN", 0), ("INFO", 1), ("none", 0)])
def test_fail_on(level: str, code: int, graph: Path, capsys: Capture) -> None:
    shutil.copy(RULES / "read-once" / "bad.yaml", graph / "studies" / "example.yaml")
    assert main(["validate", "graph/studies", "--fail-on", level]) == code


def test_validate_as_json_to_a_file(bad: Path, capsys: Capture) -> None:
    assert main(["validate", "graph", "-f", "json", "-o", "faults.json", "--only", "unknown-term"]) == 1
    assert [fault["rule"] for fault in json.loads(Path("faults.json").read_text())] == ["unknown-term"]
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["validate", "none.yaml"], "there is no such file"),
        (["validate", "-f", "xml"], "unknown format 'xml'"),
        (["validate", "--fail-on", "error"], "unknown format 'error'"),
        (["validate", "--only", "unknown-trm"], "did you mean unknown-term"),
        (["validate", "notes.docx"], "neither a record, a table nor RDF"),
        (["validate", "broken.ttl"], "broken.ttl:1:"),
        (["validate", "-g", "nowhere"], "nowhere"),
        (["validate", "empty"], "0 records: nothing was checked"),
        (["rules", "unknown-trm"], "did you mean unknown-term"),
        (["fmt", "nowhere.yaml"], "there is no such file"),
        (["fmt", "empty"], "0 records: nothing to format"),
        (["new", "Bad Key"], "cannot be a key"),
        (["new", "smith-2025", "--kind", "letter"], "there is no kind letter"),
        (["new", "other-study"], "there is such a record"),
        (["new", "smith-2025", "--doi", "10.1000/OTHER"], "recorded already"),
        (["new", "smith-2025", "--doi", "10.1000/left-out"], "left out: not about vesicles"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    words: list[str], message: str, graph: Path, capsys: Capture
) -> None:
    Path("notes.docx").write_text("x")
    Path("broken.ttl").write_text("<a> <b> .\n")
    shutil.copytree(RULES / "_graph", "empty", ignore=lambda *_: ["studies"])
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert "Traceback" not in err


def test_the_ontology_beside_a_graph_is_checked_with_it(graph: Path, capsys: Capture) -> None:
    assert main(["validate", "graph"]) == 0
    assert "shapes: conform; 0 ERROR" in capsys.readouterr().err
    shipped = ROOT / "ontology.ttl"
    mended = shipped.read_text("utf-8").replace('rdfs:label "arm"', 'rdfs:label "arm" , "branch"')
    Path("ontology.ttl").write_text(mended, "utf-8")
    assert main(["validate", "graph"]) == 1
    out, err = capsys.readouterr()
    line = mended.splitlines().index("exokg:Arm a owl:Class ;") + 1
    assert f"ontology.ttl:{line}:1: ERROR ontology: exokg:Arm: " in out
    assert "shapes: conform; ontology and terms: " in err


def test_foreign_rdf_is_read_whole(graph: Path, capsys: Capture) -> None:
    Path("data.ttl").write_text("<http://e/a> <http://e/b> <http://e/c> .\n")
    assert main(["validate", "data.ttl"]) == 0
    assert "data.ttl: 1 statements, readable" in capsys.readouterr().err


def test_rules_are_listed_and_explained(capsys: Capture) -> None:
    assert main(["rules", "-f", "tsv"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(ALL) + 1
    assert main(["rules", "-f", "json"]) == 0
    assert {rule["id"] for rule in json.loads(capsys.readouterr().out)} == set(ALL)
    assert main(["rules", "-f", "table"]) == 0
    assert "missing-locator" in capsys.readouterr().out
    assert main(["rules", "missing-locator"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("missing-locator (ERROR): ")
    assert "Problem: " in out


def test_fmt_checks_shows_and_mends(graph: Path, capsys: Capture) -> None:
    path = graph / "studies" / "other-study.yaml"
    good = path.read_text()
    path.write_text(good.replace("read: abstract", "read:   'abstract'"))
    assert main(["fmt", "--check", "graph"]) == 1
    assert capsys.readouterr().out == "graph/studies/other-study.yaml\n"
    assert main(["fmt", "--diff", "graph"]) == 1
    assert "+read: abstract\n" in capsys.readouterr().out
    assert path.read_text() != good
    assert main(["fmt"]) == 0
    assert path.read_text() == good
    assert main(["fmt", "--check", str(path)]) == 0


def test_fmt_leaves_alone_what_it_cannot_read(graph: Path, capsys: Capture) -> None:
    broken = graph / "studies" / "broken.yaml"
    broken.write_text("kind: [\n")
    other = graph / "studies" / "other-study.yaml"
    good = other.read_text()
    other.write_text(good + "notes:   x\n")
    assert main(["fmt", "graph"]) == 1
    assert "broken.yaml:2:1: ERROR yaml-syntax" in capsys.readouterr().err
    assert broken.read_text() == "kind: [\n"
    assert other.read_text() == good + "notes: x\n"


@pytest.mark.parametrize(
    ("kind", "folder"), [("study", "studies"), ("trial", "trials"), ("statement", "statements")]
)
def test_new_begins_a_record_from_the_template(kind: str, folder: str, graph: Path, capsys: Capture) -> None:
    words = ["new", "smith-2025-kelp", "--kind", kind, "--doi", "10.1000/kelp", "--by", "r1"]
    assert main(words) == 0
    assert capsys.readouterr().out == f"graph/{folder}/smith-2025-kelp.yaml\n"
    path = graph / folder / "smith-2025-kelp.yaml"
    value = read_document(path.read_text()).value
    assert (value["kind"], value["publication"]["doi"], value["entered"]["by"]) == (
        kind,
        "10.1000/kelp",
        "r1",
    )
    assert main(["validate", str(path)]) == 1
    assert "comment-inside" in capsys.readouterr().out
    assert main(["fmt", "--drop-comments", str(path)]) == 0
    assert path.read_text().count("#") == 1
    assert main(words) == 2
