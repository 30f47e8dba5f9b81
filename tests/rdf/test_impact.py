"""Before a commit: which claims an edit makes, changes and ends."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from exokg.cli import main
from exokg.curation.revisions import folder_of
from exokg.errors import InputError, InvalidGraphError
from exokg.rdf.impact import changed_claims

GRAPH = Path(__file__).parents[1] / "curation" / "rules" / "_graph"
RECORD = "studies/other-study.yaml"


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small graph in a repository of its own, committed once."""
    top = tmp_path_factory.mktemp("repository")
    shutil.copytree(GRAPH, top / "graph")
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "Begin"]):
        subprocess.run(["git", "-C", str(top), *words], check=True, timeout=60)
    return top / "graph"


@pytest.fixture
def graph(before: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(before, tmp_path / "graph"))


def edited(graph: Path, old: str, new: str) -> None:
    path = graph / RECORD
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_no_edit_changes_nothing(graph: Path, before: Path) -> None:
    assert changed_claims(graph, str(before)) == []


def test_another_direction_ends_one_claim_and_makes_another(graph: Path, before: Path) -> None:
    edited(graph, "effect: increases", "effect: decreases")
    gone, made = sorted(changed_claims(graph, str(before)), reverse=True)
    assert gone.startswith("- vesicles of kelp increases hair density")
    assert made.startswith("+ vesicles of kelp decreases hair density (findings: 1")


def test_another_rung_changes_the_claim(graph: Path, before: Path) -> None:
    edited(graph, "rung: animal", "rung: in vitro")
    edited(graph, "designs: [animal]", "designs: [in vitro]")
    (line,) = changed_claims(graph, str(before))
    assert line.startswith("~ vesicles of kelp increases hair density: highest rung ")
    assert "animal" in line.partition("→")[0]
    assert "in-vitro" in line.partition("→")[2]


def test_words_that_decide_nothing_change_nothing(graph: Path, before: Path) -> None:
    edited(
        graph, "title: Vesicles of other kelp make mice hairy", "title: Kelp vesicles and hair in old mice"
    )
    assert changed_claims(graph, str(before)) == []


def test_a_commit_is_compared_with(before: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (before / RECORD).read_bytes()
    try:
        edited(before, "effect: increases", "effect: no detected effect")
        assert main(["impact", "-g", str(before)]) == 0
        out, err = capsys.readouterr()
        assert out.count("\n") == 2
        assert err.endswith("2 claims change\n")
    finally:
        (before / RECORD).write_bytes(text)


@pytest.mark.parametrize("name", ["no-such-commit", "--help", "HEAD~9"])
def test_what_is_neither_folder_nor_commit(name: str, before: Path) -> None:
    with pytest.raises(InputError, match="is neither a folder nor a commit"), folder_of(name, before):
        pass


def test_records_with_errors_are_not_compared(graph: Path, before: Path) -> None:
    edited(graph, "target: hair density", "target: hair densty")
    with pytest.raises(InvalidGraphError):
        changed_claims(graph, str(before))
