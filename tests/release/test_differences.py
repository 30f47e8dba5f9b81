"""Two states of a graph: what differs, in words, and as statements that lead from one to the other."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse

import exokg
from exokg.cli import main
from exokg.curation import revisions
from exokg.curation.reading import read_graph
from exokg.errors import FormatError, InputError, StoreError
from exokg.rdf.dataset import build_dataset
from exokg.rdf.namespaces import HYPOTHESES_GRAPH
from exokg.rdf.serialisation import serialise
from exokg.release.difference_texts import FORMATS
from exokg.release.differences import compare
from exokg.store import Store as AnyStore
from exokg.store.embedded import EmbeddedStore
from exokg.store.solutions import value_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from exokg.release.differences import Diff

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "curation" / "rules" / "_graph"
RECORD = "studies/other-study.yaml"
ONTOLOGY = (ROOT / "ontology.ttl").read_bytes()
DATA = ("https://w3id.org/exokg/claim/", "https://w3id.org/exokg/finding/", "https://w3id.org/exokg/study/")
GONE = "vesicles-of-kelp_increases_hair-density"
CLAIM = f"https://w3id.org/exokg/claim/{GONE}"
HOSTILE = "hair\x1b[31m \u202edensity\n- removed <b>|`"


def dataset(folder: Path) -> Store:
    return build_dataset(read_graph(folder), ONTOLOGY)


def copied(quads: set[Quad]) -> EmbeddedStore:
    store = Store()
    store.extend(quads)
    return EmbeddedStore(store)


@pytest.fixture(scope="module")
def small() -> Store:
    return dataset(SMALL)


@pytest.fixture(scope="module")
def statements(small: Store) -> list[Quad]:
    return sorted(small, key=str)


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """A copy of the small graph in a folder of its own, without a repository."""
    return Path(shutil.copytree(SMALL, tmp_path / "graph"))


def edit(graph: Path, *changes: tuple[str, str]) -> None:
    path = graph / RECORD
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def edited(small: Store, graph: Path, *changes: tuple[str, str]) -> Diff:
    edit(graph, *changes)
    return compare(EmbeddedStore(small), EmbeddedStore(dataset(graph)))


# --- what differs ---


def test_nothing_differs_from_itself(small: Store) -> None:
    found = compare(EmbeddedStore(small), EmbeddedStore(small))
    assert not found
    assert repr(found) == "<Diff: Nothing differs.>"
    assert found.written() == found.written("markdown") == "Nothing differs.\n"
    assert found.written("patch") == "TX .\nTC .\n"
    assert json.loads(found.written("json"))["quads"] == {"removed": [], "added": []}


@pytest.mark.parametrize(
    ("changes", "kind", "how", "lines"),
    [
        (
            [("effect: increases", "effect: decreases")],
            "claims",
            "changed direction",
            ["~ vesicles of kelp decreases hair density", "    direction: increases → decreases"],
        ),
        (
            [("rung: animal", "rung: in vitro"), ("designs: [animal]", "designs: [in vitro]")],
            "claims",
            "changed",
            ["~ vesicles of kelp increases hair density", "    highest rung: animal → in-vitro"],
        ),
        (
            [("target: hair density", "target: terminal hair density")],
            "findings",
            "moved",
            [
                "    claim: vesicles-of-kelp_increases_hair-density →",
                "        vesicles-of-kelp_increases_terminal-hair-density",
            ],
        ),
        (
            [("density rose as well", "density rose too")],
            "findings",
            "changed",
            ["    summary: In other mice density rose as well. → In other mice density rose too."],
        ),
        (
            [("status: published", "status: retracted")],
            "records",
            "changed",
            ["~ other-study: Vesicles of other kelp make mice hairy", "    status: published → retracted"],
        ),
    ],
    ids=["direction", "rung", "target", "summary", "status"],
)
def test_an_edit_is_said(
    small: Store, graph: Path, changes: list[tuple[str, str]], kind: str, how: str, lines: list[str]
) -> None:
    found = edited(small, graph, *changes)
    assert [change.how for change in getattr(found, kind)] == [how]
    said = found.written().splitlines()
    assert [line for line in lines if line not in said] == []


@pytest.mark.parametrize(("forwards", "sign", "how"), [(True, "-", "removed"), (False, "+", "added")])
def test_a_record_that_is_gone_or_new(small: Store, graph: Path, forwards: bool, sign: str, how: str) -> None:
    (graph / RECORD).unlink()
    less, whole = EmbeddedStore(dataset(graph)), EmbeddedStore(small)
    found = compare(whole, less) if forwards else compare(less, whole)
    assert [(one.how, one.iri) for one in found.claims] == [(how, CLAIM)]
    assert [one.how for one in found.findings + found.records] == [how, how]
    assert f"\n{sign} vesicles of kelp increases hair density\n    findings: 1\n" in found.written()
    assert found.sentence.startswith(f"1 claim {how}; 1 finding {how}; 1 record {how}; ")


def test_two_new_directions_for_one_that_is_gone_are_no_turn(small: Store) -> None:
    """Which of them it became, nothing says."""
    effect, about = "claimEffect", ("claimSubject", "claimTarget")
    ours = "https://w3id.org/exokg/ontology/"
    kept = {quad for quad in small if quad.subject != NamedNode(CLAIM)}
    of_claim = {
        quad.predicate.value.removeprefix(ours): quad for quad in small if quad.subject.value == CLAIM
    }
    made = set()
    for direction in ("decreases", "noDetectedEffectOn"):
        iri = NamedNode(f"{CLAIM}-{direction}")
        a, label = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), Literal(direction)
        made |= {
            Quad(iri, a, NamedNode(f"{ours}Claim")),
            Quad(iri, NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), label),
            Quad(iri, NamedNode(ours + effect), NamedNode(ours + direction)),
            *(Quad(iri, of_claim[name].predicate, of_claim[name].object) for name in about),
        }
    found = compare(EmbeddedStore(small), copied(kept | made))
    assert sorted(change.how for change in found.claims) == ["added", "added", "removed"]


def test_what_is_only_suggested_is_not_compared(statements: list[Quad]) -> None:
    node = NamedNode("urn:suggested")
    more = {*statements, Quad(node, node, node, HYPOTHESES_GRAPH)}
    assert not compare(copied(set(statements)), copied(more))


def test_answers_are_compared_row_by_row(small: Store, graph: Path) -> None:
    edit(graph, ("effect: increases", "effect: decreases"))
    old, new = (exokg.KnowledgeGraph(EmbeddedStore(store)) for store in (small, dataset(graph)))
    found = old.diff(new, questions=True)
    answers = {change.label: change for change in found.questions}
    assert "claims" in answers
    rows = answers["claims"].rows
    assert [row for row in rows if row.startswith("- ") and "increases" in row]
    assert [row for row in rows if row.startswith("+ ") and "decreases" in row]
    assert old.diff(new).questions == []


# --- from one state to the other ---


def applied(found: Diff, quads: set[Quad], form: str) -> set[Quad]:
    """Another reader than ours: the lines of the document, parsed by the engine."""
    if form == "json":
        document = json.loads(found.written("json"))["quads"]
        removed, added = ("\n".join(document[how]) for how in ("removed", "added"))
    else:
        lines = found.written("patch").split("\n")
        removed, added = ("\n".join(ln[2:] for ln in lines if ln.startswith(f"{how} ")) for how in "DA")
    gone, made = (set(parse(text.encode(), format=RdfFormat.N_QUADS)) for text in (removed, added))
    assert gone <= quads
    assert not made & quads
    return (quads - gone) | made


NODES = st.sampled_from([NamedNode("urn:a"), NamedNode(CLAIM), NamedNode("https://example.org/ü")])
OBJECTS = NODES | st.text(st.characters(codec="utf-8")).map(Literal) | st.integers(-9, 9).map(Literal)
GRAPHS = st.just(DefaultGraph()) | NODES
NEW = st.sets(st.builds(Quad, NODES, NODES, OBJECTS, GRAPHS), max_size=6)


@given(gone=st.sets(st.integers(0, 10**6), max_size=40), made=NEW, form=st.sampled_from(["json", "patch"]))
@settings(max_examples=25, deadline=None)
def test_a_difference_applied_to_the_first_gives_the_second(
    statements: list[Quad], gone: set[int], made: set[Quad], form: str
) -> None:
    old = {quad for quad in statements if value_of(quad.subject).startswith(DATA)}
    listed = sorted(old, key=str)
    new = (old - {listed[at % len(listed)] for at in gone}) | made
    found = compare(copied(old), copied(new))
    assert applied(found, old, form) == new
    assert bool(found) == (old != new)
    back = compare(copied(new), copied(old))
    assert (back.removed, back.added) == (found.added, found.removed)


# --- documents ---


def test_hostile_labels_steer_nothing(small: Store, statements: list[Quad]) -> None:
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    new = {q for q in statements if (value_of(q.subject), q.predicate) != (CLAIM, label)}
    new.add(Quad(NamedNode(CLAIM), label, Literal(HOSTILE)))
    found = compare(EmbeddedStore(small), copied(new))
    for form in ("text", "markdown"):
        document = found.written(form)
        assert not {"\x1b", "\u202e"} & set(document)
        assert "<U+001B>" in document or r"\<U+001B\>" in document
        assert "\n- removed" not in document
    assert "<b>" not in found.written("markdown").replace(r"\<b\>", "")
    assert "\x1b" not in found.written("json") + found.written("patch")


def test_text_is_100_columns_wide_at_most(small: Store, graph: Path) -> None:
    found = edited(small, graph, ("density rose as well", "density rose " + "again and " * 30 + "again"))
    assert max(map(len, found.written().splitlines())) <= 100


def test_a_format_that_is_not_known(small: Store) -> None:
    with pytest.raises(FormatError, match="unknown format 'yaml'"):
        compare(EmbeddedStore(small), EmbeddedStore(small)).written("yaml")


# --- states ---


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, timeout=60)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph folder of a repository: one commit without it, and two with, of another direction each."""
    top = tmp_path_factory.mktemp("repository")
    git(top, "init", "-q")
    git(top, "commit", "-q", "--allow-empty", "-m", "Begin")
    graph = Path(shutil.copytree(SMALL, top / "graph"))
    (top / "ontology.ttl").write_bytes(ONTOLOGY)
    for direction in ("increases", "decreases"):
        edit(graph, ("effect: increases", f"effect: {direction}"))
        git(top, "add", "-A")
        git(top, "commit", "-q", "-m", direction)
    return graph


def test_commits_are_compared(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "HEAD~1", "HEAD", "-g", str(repository)]) == 1
    out, err = capsys.readouterr()
    assert indent(out, "    ") in (ROOT / "docs" / "integrators.md").read_text("utf-8")
    assert err == ""
    assert main(["diff", "HEAD", "HEAD", "-g", str(repository)]) == 0
    assert capsys.readouterr().out == "Nothing differs.\n"


@pytest.mark.parametrize(
    ("change", "name", "shown"),
    [
        (("effect: increases", "effect: decreases"), f"claim:{GONE}", "claims"),
        (
            ("type: extracellular vesicle", "type: vesicle mimetic"),
            f"claim:{CLAIM.rpartition('/')[2]}",
            "claims",
        ),
        (("- id: f1", "- id: f2"), "other-study_f1", "findings"),
    ],
)
def test_what_is_gone_has_the_reason_that_the_later_state_gives(
    change: tuple[str, str], name: str, shown: str, graph: Path, tmp_path: Path
) -> None:
    """From a folder, and from a commit of it; never a reason of the earlier state or of another name."""
    later = Path(shutil.copytree(graph, tmp_path / "later" / "graph"))
    (later.parent / "ontology.ttl").write_bytes(ONTOLOGY)
    edit(later, change)
    rows = f"{name}\tread again\t\t2026-01-07\nother-study_f9\twrong\t\t2026-01-07\n"
    (later / "changes.tsv").write_text(f"what\treason\treplaced-by\ton\n{rows}", "utf-8")
    found = exokg.diff(graph, later)
    explained = [one for one in getattr(found, shown) if one.values.get("reason") == ("", "read again")]
    assert len(explained) == 1
    assert "    reason: read again\n" in found.written()
    assert not [one for one in getattr(found, shown) if one.values.get("reason") == ("", "wrong")]
    assert "wrong" not in found.written()
    assert "read again" not in exokg.diff(later, graph).written()
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "Edit"]):
        git(later.parent, *words)
    committed = exokg.diff(graph, "HEAD", graph=later)
    assert committed.written() == found.written()


def test_a_patch_goes_to_a_file(repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "changes.rdfp"
    assert main(["diff", "HEAD~1", "HEAD", "-g", str(repository), "-o", str(path)]) == 1
    lines = path.read_text("utf-8").splitlines()
    assert (lines[0], lines[-1]) == ("TX .", "TC .")
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("1 claim changed direction; ")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("no-such-commit", "no-such-commit is neither a folder nor a commit"),
        ("--output=x", "--output=x is neither a folder nor a commit"),
        ("HEAD~2", "HEAD~2: the commit has no graph/"),
    ],
)
def test_what_is_no_state(repository: Path, name: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        exokg.diff(name, "HEAD", graph=repository)


def test_records_with_errors_are_no_state_and_the_exit_code_is_not_that_of_a_difference(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    graph = Path(shutil.copytree(repository, tmp_path / "graph"))
    edit(graph, ("locator: abstract", "locator: abstract\n    colour: green"))
    assert main(["diff", "HEAD", str(graph), "-g", str(repository)]) == 2
    assert "unknown-field" in capsys.readouterr().err


def test_what_a_commit_may_hold_is_bounded(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revisions, "_LARGEST", 1000)
    with pytest.raises(InputError, match=r"HEAD: [\d,]+ bytes of records"):
        exokg.diff("HEAD", "HEAD", graph=repository)


def test_a_commit_with_errors_by_todays_rules_is_read_with_a_note(repository: Path, tmp_path: Path) -> None:
    top = Path(shutil.copytree(repository.parent, tmp_path / "copy"))
    edit(top / "graph", ("locator: abstract", "locator: abstract\n    colour: green"))
    git(top, "commit", "-q", "-a", "-m", "Err")
    found = exokg.diff("HEAD~1", "HEAD", graph=top / "graph")
    assert [note.partition(" errors")[0] for note in found.notes] == ["HEAD: 1"]
    assert found.notes[0] in " ".join(found.written().split())


@pytest.mark.parametrize("form", ["nq", "trig", "ttl", "nt", "rdf", "jsonld", "nt.gz", "nq.gz"])
def test_a_file_of_the_graph_is_the_graph(small: Store, tmp_path: Path, form: str) -> None:
    """Files of one graph are compared with the default graph alone, and say so."""
    paths = [tmp_path / "whole.nq", tmp_path / f"same.{form}"]
    for path in paths:
        said = serialise(small, path.name.split(".")[1])
        path.write_bytes(gzip.compress(said) if path.suffix == ".gz" else said)
    found = exokg.diff(*paths)
    assert not found
    assert len(found.notes) == (form not in {"nq", "trig", "nq.gz"})


class Elsewhere(AnyStore):
    """A store that is not this engine's, and writes whole decimals as exokg's own server does."""

    digest = ""

    def __init__(self, engine: Store) -> None:
        self.engine = engine

    def query(self, query: str, *, prefixes: Mapping[str, str] | None = None) -> Any:
        return EmbeddedStore(self.engine).query(query, prefixes=prefixes)

    def quads(self) -> Iterator[Quad]:
        for s, p, o, g in self.engine:
            whole = isinstance(o, Literal) and o.datatype.value.endswith("#decimal") and o.value.isdigit()
            yield Quad(s, p, Literal(f"{o.value}.0", datatype=o.datatype) if whole else o, g)


def test_numbers_of_an_endpoint_are_compared_by_their_value(small: Store) -> None:
    one = Literal("1", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))
    engine = copied({*small, Quad(NamedNode("urn:a"), NamedNode("urn:b"), one)}).engine
    there = Elsewhere(engine)
    assert sum(getattr(quad.object, "value", "") == "1.0" for quad in there.quads()) >= 1
    assert not compare(there, EmbeddedStore(engine))
    assert compare(there, EmbeddedStore(small)).sentence.endswith("; 1 statement removed, 0 added.")


ODD = """
PREFIX : <https://w3id.org/exokg/ontology/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
_:claim a :Claim ; rdfs:label "x", <urn:label> ; :claimSubject "s" ; :claimEffect _:y ; :claimTarget 5 ;
  :supportedBy "f g", _:z ; :highestRung <https://w3id.org/exokg/code/> .
<urn:f> a :Finding ; rdfs:label 5 ; :readingDepth 3 ; :status "s", <urn:s> .
"""


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (ODD, ODD, "1 claim changed direction; 9 statements removed, 9 added."),
        (ODD, "", "1 claim removed; 1 finding removed; 1 record removed; 14 statements removed, 0 added."),
        ("", ODD, "1 claim added; 1 finding added; 1 record added; 0 statements removed, 14 added."),
        (
            "",
            "<urn:a> <urn:b> <<( <urn:c> <urn:d> 1 )>> .",
            "No claim, finding or record differs; 0 statements removed, 1 added.",
        ),
    ],
    ids=["blank nodes", "gone", "new", "triple term"],
)
def test_files_of_others_are_compared_too(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    """Whatever they hold: a blank node is another each time it is read."""
    paths = []
    for name, text in {"a.ttl": old, "b.ttl": new}.items():
        paths.append(tmp_path / name)
        paths[-1].write_text(text, "utf-8")
    assert exokg.diff(*paths).sentence == sentence


@pytest.mark.slow
def test_records_their_store_and_their_release_are_one_state(
    built: Path, released: Path, tmp_path: Path
) -> None:
    assert not exokg.diff(built, released)
    damaged = Path(shutil.copytree(released, tmp_path / "release"))
    (damaged / "rdf" / "exokg.nq").write_text("")
    with pytest.raises(StoreError, match=r"rdf/exokg\.nq was changed"):
        exokg.diff(damaged, built)


def test_the_formats_are_those_of_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "--help"]) == 0
    assert ", ".join(FORMATS[:-1]) in capsys.readouterr().out
