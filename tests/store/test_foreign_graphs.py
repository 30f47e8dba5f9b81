"""Graphs of others beside ours: left out they change nothing, included they count as records of ours would.

The graph of others is made of a record of the invented graph, which is taken out of it and gets other names.
So the answers with it are known: those of the whole invented graph.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Triple, serialize
from pyoxigraph import Store as Engine

from exokg.cli import main
from exokg.curation.reading import read_graph
from exokg.errors import InputError, InvalidGraphError, QueryRefusedError, StoreNotFoundError
from exokg.explorer.payload import payload
from exokg.knowledge_graph import KnowledgeGraph, load
from exokg.rdf.dataset import build_dataset, curated_store
from exokg.rdf.namespaces import BASE, PREFIXES
from exokg.server.http.messages import Request
from exokg.server.limits import Limits
from exokg.server.pages.calls import read_call
from exokg.server.source import find_source
from exokg.server.sparql.endpoint import read_query
from exokg.server.workers.datasets import adopt_joined
from exokg.server.workers.job import Query
from exokg.server.workers.worker import evaluate
from exokg.store import open_store
from exokg.store.building import build
from exokg.store.embedded import EmbeddedStore
from exokg.store.foreign_graphs import read_foreign_graph
from exokg.store.versions import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROOT = Path(__file__).parents[2]
ONTOLOGY = ROOT / "ontology.ttl"
RECORD = "ginkgo-2024-leaf"
OTHERS = "https://example.org/others/"
NAME = f"{OTHERS}dataset"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
ABOUT = f"""<{NAME}> a <http://rdfs.org/ns/void#Dataset> ; <http://purl.org/dc/terms/license> <{LICENCE}> .
"""
pytestmark = pytest.mark.slow
Capture = pytest.CaptureFixture[str]


def _curated(graph: Path) -> set[Triple]:
    return {quad.triple for quad in curated_store(read_graph(graph), ONTOLOGY.read_bytes())}


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented graph."""
    folder = tmp_path_factory.mktemp("whole") / "graph"
    shutil.copytree(ROOT / "tests" / "fixtures" / "graph", folder)
    shutil.copytree(ROOT / "graph" / "questions", folder / "questions", dirs_exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def ours(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented graph without one record."""
    folder = tmp_path_factory.mktemp("ours") / "graph"
    shutil.copytree(whole, folder)
    (folder / "studies" / f"{RECORD}.yaml").unlink()
    return folder


@pytest.fixture(scope="session")
def theirs(whole: Path, ours: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What that record says, with names of others."""
    before = _curated(ours)
    known = {triple.subject for triple in before}

    def renamed(term: Any) -> Any:
        is_new = isinstance(term, NamedNode) and term.value.startswith(BASE) and term not in known
        return NamedNode(term.value.replace(BASE, OTHERS)) if is_new else term

    said = [
        Triple(renamed(triple.subject), triple.predicate, renamed(triple.object))
        for triple in _curated(whole) - before
    ]
    path = tmp_path_factory.mktemp("theirs") / "their.ttl"
    text = serialize(sorted(said, key=str), format=RdfFormat.TURTLE)
    path.write_bytes(ABOUT.encode() + (text or b""))
    return path


@pytest.fixture(scope="session")
def store(ours: Path, theirs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of ours with theirs."""
    folder = tmp_path_factory.mktemp("store") / "store"
    build(ours, folder, ONTOLOGY, others=[theirs])
    return folder


@pytest.fixture(scope="session")
def alone(ours: Path, tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    """A store of ours, built without theirs."""
    folder = tmp_path_factory.mktemp("alone") / "store"
    build(ours, folder, ONTOLOGY)
    return load(store=folder)


@pytest.fixture(scope="session")
def expected(whole: Path) -> KnowledgeGraph:
    """The whole invented graph: the answers that including theirs must give."""
    return KnowledgeGraph(EmbeddedStore(build_dataset(read_graph(whole), ONTOLOGY.read_bytes())))


def _rows(found: Iterable[Any]) -> list[tuple[str, ...]]:
    """Rows with the names of ours for those of others, sorted, as a name may change its place."""
    return sorted(tuple(str(cell).replace(OTHERS, BASE) for cell in row) for row in found)


# --- what is left out ---


def test_left_out_not_a_byte_of_the_dataset_is_another(store: Path, alone: KnowledgeGraph) -> None:
    manifest = verify(store)
    assert manifest.digest == alone.store.digest
    assert {*load(store=store).store.quads()} == {*alone.store.quads()}
    assert manifest.others == [
        {
            "graph": NAME,
            "file": "their.ttl",
            "licence": LICENCE,
            "sha256": manifest.others[0]["sha256"],
            "statements": manifest.others[0]["statements"],
        }
    ]


def test_the_manifest_knows_the_file(store: Path, theirs: Path) -> None:
    import hashlib

    (other,) = verify(store).others
    assert other["sha256"] == hashlib.sha256(theirs.read_bytes()).hexdigest()
    assert other["statements"] == len({*open_store(theirs).quads()})


def test_a_store_without_says_how_to_get_one(alone: KnowledgeGraph, theirs: Path) -> None:
    for kg in (alone, KnowledgeGraph(open_store(theirs))):
        with pytest.raises(StoreNotFoundError, match="no graphs of others") as raised:
            _ = kg.with_graphs
        assert "--with FILE" in str(raised.value.hint)


# --- what is included ---

ASKED: dict[str, Callable[[KnowledgeGraph], Iterable[Any]]] = {
    "find": lambda kg: kg.find(columns=["subject", "effect", "target", "rung", "separability", "study"]),
    "find by source": lambda kg: kg.find(source="rose", columns=["subject", "target"]),
    "find words": lambda kg: kg.find("hair density minoxidil", columns=["subject", "target"]),
    "count sources": lambda kg: kg.count("source"),
    "count cells": lambda kg: kg.count("outcome", "rung"),
    "count groups": lambda kg: kg.count("source", of="groups"),
    "count findings": lambda kg: kg.count("rung", of="findings"),
}
CLAIMS = """SELECT ?claim ?property ?value {
  ?claim a exokg:Claim ; ?property ?value . FILTER(?property != rdfs:label) }"""
HYPOTHESES = "SELECT ?s ?p ?o { GRAPH <https://w3id.org/exokg/graph/hypotheses> { ?s ?p ?o } }"


@pytest.fixture(scope="session")
def included(store: Path) -> KnowledgeGraph:
    return load(store=store, with_graphs=True)


@pytest.mark.parametrize("asked", ASKED)
def test_searches_count_theirs_as_they_would_ours(
    asked: str, included: KnowledgeGraph, expected: KnowledgeGraph, alone: KnowledgeGraph, store: Path
) -> None:
    ask = ASKED[asked]
    assert _rows(ask(included)) == _rows(ask(expected)) != _rows(ask(alone))
    assert [*ask(load(store=store))] == [*ask(alone)]


@pytest.mark.parametrize("query", [CLAIMS, HYPOTHESES], ids=["claims", "hypotheses"])
def test_what_is_derived_is_derived_from_both(
    query: str, included: KnowledgeGraph, expected: KnowledgeGraph
) -> None:
    rows = _rows(included.store.select(query, prefixes=PREFIXES))
    assert rows == _rows(expected.store.select(query, prefixes=PREFIXES))
    assert rows


def test_every_question_answers_from_both(
    included: KnowledgeGraph, expected: KnowledgeGraph, alone: KnowledgeGraph, store: Path
) -> None:
    left_out, other = load(store=store), set()
    for question in included.questions():
        if question.form != "SELECT" or any(not one.optional for one in question.parameters):
            continue
        rows = _rows(included.ask(question.name, wide=True))
        assert rows == _rows(expected.ask(question.name, wide=True)), question.name
        without = [*left_out.ask(question.name, wide=True)]
        assert without == [*alone.ask(question.name, wide=True)], question.name
        if rows != _rows(without):
            other.add(question.name)
    assert len(other) > 5, "the graph of others changes the answers to several questions"


def test_one_argument_includes_them(store: Path, included: KnowledgeGraph) -> None:
    kg = load(store=store)
    for one, other in (
        (kg.find(source="rose", with_graphs=True), included.find(source="rose")),
        (kg.count("source", with_graphs=True), included.count("source")),
        (kg.ask("claims", with_graphs=True), included.ask("claims")),
    ):
        assert [*one] == [*other]
        assert str(one.coverage).endswith(f"; with <{NAME}>")
    assert NAME not in str(kg.find(source="rose").coverage)


def test_a_row_says_which_graph_it_comes_from(included: KnowledgeGraph, store: Path) -> None:
    found = included.find()
    graphs = {str(row["finding"].value): row["graph"].value for row in found}
    assert {graph for finding, graph in graphs.items() if finding.startswith(OTHERS)} == {NAME}
    assert {graph for finding, graph in graphs.items() if finding.startswith(BASE)} == {"exokg"}
    assert "graph" not in load(store=store).find().variables
    assert {row["graph"].value for row in load(store=store).find(columns=["graph"])} == {"exokg"}


def test_things_and_files_say_it_too(included: KnowledgeGraph) -> None:
    shown = included.show(f"{OTHERS}finding/{RECORD}_f1")
    assert re.search(rf"isPartOf +{NAME}", str(shown))
    turtle = bytes(included.export("ttl")).decode()
    assert f"dcterms:isPartOf <{NAME}>" in turtle
    assert f"<{NAME}> a void:Dataset" in turtle
    assert LICENCE in turtle[turtle.index(f"<{NAME}> a void:Dataset") :].partition("\n\n")[0]


def test_the_page_says_it_too(included: KnowledgeGraph, store: Path) -> None:
    page = json.dumps(payload(included.store))
    assert f"(of <{NAME}>)" in page
    assert f"{OTHERS}finding/{RECORD}_f1" in page
    assert NAME not in json.dumps(payload(load(store=store).store))


def test_a_server_serves_one_of_both(store: Path, alone: KnowledgeGraph, included: KnowledgeGraph) -> None:
    left_out, both = find_source(str(store)).open(), find_source(str(store), with_graphs=True).open()
    digests = (alone.store.digest, included.store.digest)
    assert (left_out.digest, both.digest) == ("-".join(digests), digests[1])
    assert both.path.parent == left_out.path.parent / "with"
    path = getattr(alone.store, "path", Path()).parent.parent
    with pytest.raises(StoreNotFoundError, match="there are no graphs of others here"):
        find_source(str(path), with_graphs=True).open()


def test_a_request_asks_one_of_both(store: Path, alone: KnowledgeGraph, included: KnowledgeGraph) -> None:
    version = (store / "current").resolve()
    served = EmbeddedStore(Engine.read_only(str(version / "quads")), path=version)
    adopt_joined(served, Engine.read_only)
    count = Query("SELECT (COUNT(*) AS ?n) { ?f a <https://w3id.org/exokg/ontology/Finding> }", "csv")
    left_out, both = (evaluate(served, one, print) for one in (count, count._replace(with_graphs="yes")))
    for kg, answer in ((alone, left_out), (included, both)):
        assert int(answer.decode().split()[-1]) == len(kg.findings.iris)
    assert count.key != count._replace(with_graphs="yes").key

    call = read_call("find", [("source", "rose"), ("with-graphs", "yes")])
    search = Query("", "csv", search=call.arguments(), with_graphs="yes")
    assert NAME in evaluate(served, search, print).decode()
    assert NAME not in evaluate(served, search._replace(with_graphs=""), print).decode()
    assert call.command() == "exokg find --with-graphs --source rose"
    assert "with-graphs=yes" in call.drilled({"rung": "animal"})

    path = getattr(alone.store, "path", None)
    with pytest.raises(QueryRefusedError, match="with-graphs: there are no graphs of others"):
        evaluate(EmbeddedStore(Engine(), path=path), count._replace(with_graphs="yes"), print)
    whole = EmbeddedStore(Engine.read_only(str(version / "with" / "quads")), path=version / "with")
    adopt_joined(whole, Engine.read_only)
    assert evaluate(whole, count._replace(with_graphs="yes"), print) == both


@pytest.mark.parametrize(
    ("text", "wanted"), [("yes", "yes"), ("TRUE", "yes"), ("", ""), ("no", ""), (NAME, NAME)]
)
def test_an_endpoint_reads_the_parameter(text: str, wanted: str) -> None:
    address = f"/sparql?{urlencode({'query': 'ASK {}', 'with-graphs': text})}"
    query = read_query(Request("GET", address.encode(), {"accept": "*/*"}), Limits())
    assert query is not None
    assert query.with_graphs == wanted


def test_the_named_graph_holds_what_the_file_says(included: KnowledgeGraph, theirs: Path) -> None:
    held = {quad.triple for quad in included.store.quads() if quad.graph_name == NamedNode(NAME)}
    assert held == {quad.triple for quad in open_store(theirs).quads()}
    default = {quad.triple for quad in included.store.quads() if quad.graph_name == DefaultGraph()}
    assert held < default


# --- building ---


def test_the_same_inputs_give_the_same_store(ours: Path, theirs: Path, store: Path, tmp_path: Path) -> None:
    other = tmp_path / "again"
    first, second = verify(store), build(ours, other, ONTOLOGY, others=[theirs])
    assert (first.digest, first.others) == (second.digest, second.others)
    one, two = (load(store=place).with_graphs.store.digest for place in (store, other))
    assert one == two
    assert build(ours, other, ONTOLOGY, others=[theirs]).build == second.build, "found already built"
    assert build(ours, other, ONTOLOGY).others == []
    assert not (other / "current" / "with").exists()


def test_the_format_of_the_file_changes_nothing(
    ours: Path, theirs: Path, store: Path, tmp_path: Path
) -> None:
    triples = [quad.triple for quad in open_store(theirs).quads()]
    expected = load(store=store).with_graphs.store.digest
    for name, form in {"their.nt.gz": RdfFormat.N_TRIPLES, "their.rdf": RdfFormat.RDF_XML}.items():
        data = serialize(triples, format=form) or b""
        (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
        graph, _ = read_foreign_graph(tmp_path / name)
        assert (graph.name, graph.licence, graph.triples) == (NAME, LICENCE, tuple(sorted(triples, key=str)))
    made = build(ours, tmp_path / "store", ONTOLOGY, others=[tmp_path / "their.nt.gz"])
    assert made.others[0]["file"] == "their.nt.gz"
    found = load(store=tmp_path / "store").with_graphs.store
    file = NamedNode("http://purl.org/dc/terms/source")
    assert {quad for quad in found.quads() if quad.predicate != file} == {
        quad for quad in load(store=store).with_graphs.store.quads() if quad.predicate != file
    }
    assert found.digest != expected, "the name of the file is recorded"


def test_two_files_are_two_graphs(ours: Path, theirs: Path, tmp_path: Path) -> None:
    more = tmp_path / "more.ttl"
    more.write_text(f"<{OTHERS}a> <{OTHERS}says> 'b' .\n")
    made = build(ours, tmp_path / "store", ONTOLOGY, others=[theirs, more], licence=LICENCE)
    names = [other["graph"] for other in made.others]
    assert names == sorted([NAME, f"{BASE}graph/with/more-{read_foreign_graph(more).graph.sha256[:16]}"])
    kg = load(store=tmp_path / "store", with_graphs=True)
    assert kg.coverage().graphs == tuple(names)


LICENCES = {
    "states none": ("<http://e/a> <http://e/b> 1 .", None, "their.ttl:1: states no licence"),
    "given twice": (ABOUT, "https://example.org/mine", f"its licence is {LICENCE}, not"),
    "no address": ("<http://e/a> <http://e/b> 1 .", "mine", "--licence mine: not an address"),
}


@pytest.mark.parametrize("case", LICENCES)
def test_a_licence_is_needed(case: str, ours: Path, tmp_path: Path) -> None:
    text, licence, said = LICENCES[case]
    (tmp_path / "their.ttl").write_text(text)
    with pytest.raises(InputError) as raised:
        build(ours, tmp_path / "store", ONTOLOGY, others=[tmp_path / "their.ttl"], licence=licence)
    assert said in raised.value.message
    assert raised.value.hint
    assert not (tmp_path / "store" / "current").exists()


def test_one_graph_is_not_given_twice(ours: Path, theirs: Path, tmp_path: Path) -> None:
    shutil.copy(theirs, tmp_path / "again.ttl")
    with pytest.raises(InputError, match="the same graph as"):
        build(ours, tmp_path / "store", ONTOLOGY, others=[theirs, tmp_path / "again.ttl"])


def test_errors_keep_the_old_store(ours: Path, theirs: Path, store: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "their.ttl"
    wrong.write_text(theirs.read_text().replace("ontology/summary>", "ontology/sumary>"))
    before = verify(store).build
    with pytest.raises(InvalidGraphError) as raised:
        build(ours, store, ONTOLOGY, others=[wrong], force=True)
    assert "unknown-name" in {fault.rule for fault in raised.value.violations}
    assert verify(store).build == before


def test_the_commands_take_the_option(
    ours: Path, theirs: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["build", "-g", str(ours), "-o", "store", "--with", str(theirs)]) == 0
    assert f"with <{NAME}>: " in capsys.readouterr().err
    for words in (["find"], ["count", "--by", "source"], ["ask", "claims"], ["stats"], ["search", "leaf"]):
        assert main([*words, "-s", "store", "--with-graphs"]) == 0
        included = capsys.readouterr()
        assert main([*words, "-s", "store"]) == 0
        left_out = capsys.readouterr()
        assert included.out != left_out.out
        assert f"with <{NAME}>" in included.err
        assert "left out: 1 graph of others; --with-graphs includes all" in left_out.err
    assert main(["export", "-s", "store", "-f", "nq", "--with-graphs"]) == 0
    assert NAME in capsys.readouterr().out
    assert main(["export", "-s", "store", "-f", "nq"]) == 0
    assert OTHERS not in capsys.readouterr().out
    assert main(["find", "-g", str(ours), "--with-graphs"]) == 2
    assert "--with FILE" in capsys.readouterr().err
    assert json.loads(Path("store/current/BUILD.json").read_text())["others"]
