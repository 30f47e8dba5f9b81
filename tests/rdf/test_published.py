"""A published claim that is gone is an error, until a row of changes.tsv says why."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import exokg
from exokg.cli import main
from exokg.curation.reading import read_graph
from exokg.curation.rules import RULES, check_graph
from exokg.errors import InvalidGraphError
from exokg.rdf.conformance import conform
from exokg.rdf.dataset import build_dataset
from exokg.rdf.namespaces import expand
from exokg.rdf.published import claims_in, gone_claims
from exokg.store.building import check_and_collect
from scripts import publish

if TYPE_CHECKING:
    from pyoxigraph import Store

    from exokg.curation.violations import Violation

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "curation" / "rules" / "_graph"
RECORD = "studies/other-study.yaml"
ONTOLOGY = ROOT / "ontology.ttl"
CLAIM = "claim:vesicles-of-kelp_increases_hair-density"
TURNED = "claim:vesicles-of-kelp_decreases_hair-density"
EDITS = {
    "direction": ("effect: increases", "effect: decreases"),
    "target": ("target: hair density", "target: hair thickness"),
    "subject": ("type: extracellular vesicle", "type: vesicle mimetic"),
    "retracted": ("status: published", "status: retracted\n  retraction-notice: 10.1000/notice"),
}


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """The small graph, published as 1.0.0."""
    folder = Path(shutil.copytree(SMALL, tmp_path / "top" / "graph"))
    shutil.copy(ONTOLOGY, folder.parent)
    (folder / "published-claims.tsv").write_text(f"claim\tsince\n{CLAIM}\t1.0.0\n")
    (folder / "published.tsv").write_text("record\tparts\tsince\nother-study\tf1\t1.0.0\n")
    return folder


def edit(graph: Path, old: str, new: str) -> None:
    text = (graph / RECORD).read_text("utf-8")
    assert text.count(old) == 1
    (graph / RECORD).write_text(text.replace(old, new), "utf-8")


def explain(graph: Path, *names: str) -> None:
    rows = "".join(f"{name}\tthe page says otherwise\t{TURNED}\t2026-01-07\n" for name in names)
    (graph / "changes.tsv").write_text(f"what\treason\treplaced-by\ton\n{rows}")


def gone(graph: Path) -> list[Violation]:
    read = read_graph(graph)
    return gone_claims(build_dataset(read, ONTOLOGY.read_bytes()), read)


def test_a_graph_that_keeps_its_claims_passes(graph: Path) -> None:
    assert gone(graph) == []
    check_and_collect(graph, ONTOLOGY)


def test_a_graph_that_has_published_none_has_nothing_to_keep(graph: Path) -> None:
    (graph / "published-claims.tsv").unlink()
    edit(graph, *EDITS["direction"])
    assert gone(graph) == []


@pytest.mark.parametrize("what", EDITS)
def test_every_way_in_which_a_claim_goes_is_an_error_with_a_place(what: str, graph: Path) -> None:
    edit(graph, *EDITS[what])
    (fault,) = gone(graph)
    assert (fault.rule, fault.level) == ("published-claim-gone", RULES["published-claim-gone"].level)
    assert (Path(fault.path).name, fault.line, fault.column) == ("published-claims.tsv", 2, 1)
    assert fault.message == f"{CLAIM} was published in 1.0.0 and is gone"
    assert "changes.tsv" in str(fault.hint)
    explain(graph, CLAIM)
    assert gone(graph) == []


def test_a_finding_that_is_removed_needs_a_row_and_its_claim_another(graph: Path) -> None:
    text = (graph / RECORD).read_text("utf-8")
    start, end = text.index("findings:"), text.index("sources:")
    (graph / RECORD).write_text(text[:start] + text[end:], "utf-8")

    def names() -> list[str]:
        named = check_graph(read_graph(graph), ["published-name-gone"])
        return [fault.message.split()[0] for fault in [*named, *gone(graph)]]

    assert names() == ["other-study_f1", CLAIM]
    explain(graph, "other-study_f1")
    assert names() == [CLAIM]
    explain(graph, "other-study_f1", CLAIM)
    assert names() == []


def test_a_row_about_another_claim_does_not_count(graph: Path) -> None:
    edit(graph, *EDITS["direction"])
    explain(graph, TURNED, CLAIM.partition(":")[2])
    assert len(gone(graph)) == 1


def test_building_and_conforming_refuse_it_with_what_the_shapes_find(graph: Path) -> None:
    edit(graph, *EDITS["direction"])
    with pytest.raises(InvalidGraphError) as caught:
        check_and_collect(graph, ONTOLOGY)
    assert [fault.rule for fault in caught.value.violations] == ["published-claim-gone"]
    read = read_graph(graph)
    store = build_dataset(read, ONTOLOGY.read_bytes())
    for quad in list(store.quads_for_pattern(None, expand("exokg:supportedBy"), None)):
        if "claim/" in str(quad.subject):
            store.remove(quad)
    assert {fault.rule for fault in conform(store, read)} == {"published-claim-gone", "derived-graph"}


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, timeout=60)


def test_what_validate_refuses_is_what_diff_says_of_two_commits(
    graph: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    top = graph.parent
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "Publish"]):
        git(top, *words)
    edit(graph, *EDITS["subject"])
    git(top, "commit", "-q", "-a", "-m", "Correct")
    diff = exokg.diff("HEAD~1", "HEAD", graph=graph)
    removed = {f"claim:{one.iri.rpartition('/')[2]}" for one in diff.claims if one.how == "removed"}
    assert removed == {fault.message.split()[0] for fault in gone(graph)} == {CLAIM}
    capsys.readouterr()
    assert main(["validate", str(graph)]) == 1
    assert f"ERROR published-claim-gone: {CLAIM} was published" in capsys.readouterr().out
    explain(graph, CLAIM)
    assert main(["validate", str(graph)]) == 0
    git(top, "commit", "-q", "-a", "--allow-empty", "-m", "Explain")
    assert not exokg.diff("HEAD~1", "HEAD", graph=graph)


# --- the lists ---


def test_publishing_adds_what_is_new_and_loses_nothing(
    graph: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (graph / "dataset.yaml").write_text(
        (ROOT / "graph" / "dataset.yaml").read_text("utf-8").replace("0.2.0", "1.1.0"), "utf-8"
    )
    (graph / "published.tsv").write_text(
        "record\tparts\tsince\ngone-2020\tf1\t1.0.0\nother-study\tf0\t1.0.0\n"
    )
    edit(graph, *EDITS["direction"])
    assert publish.main(graph) == 0
    assert capsys.readouterr().out == "published.tsv: 2 rows\npublished-claims.tsv: 2 rows\n"
    assert (graph / "published.tsv").read_text() == (
        "record\tparts\tsince\ngone-2020\tf1\t1.0.0\nother-study\tf0 f1\t1.0.0\n"
    )
    lists = (graph / "published-claims.tsv").read_text()
    assert lists == f"claim\tsince\n{TURNED}\t1.1.0\n{CLAIM}\t1.0.0\n"
    publish.main(graph)
    assert (graph / "published-claims.tsv").read_text() == lists


def test_each_claim_that_the_graph_published_is_there_or_explained(real_dataset: Store) -> None:
    read = read_graph(ROOT / "graph")
    listed = [row["claim"] for row in read.tables["published-claims.tsv"]]
    assert listed == sorted(listed)
    assert len(listed) > 250
    assert gone_claims(real_dataset, read) == []
    assert set(listed) & set(claims_in(real_dataset))
