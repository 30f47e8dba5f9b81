"""The graph as one Python object."""

from __future__ import annotations

import gc
from pathlib import Path

import pyoxigraph
import pytest

import exokg
from exokg.cli import main
from exokg.curation.reading import read_graph
from exokg.errors import UnknownTermError
from exokg.rdf.dataset import build_dataset
from exokg.rdf.namespaces import HYPOTHESES_GRAPH, METADATA_GRAPH
from exokg.store.embedded import EmbeddedStore
from exokg.store.solutions import Solutions

ROOT = Path(__file__).parents[2]
ONTOLOGY = ROOT / "ontology.ttl"


def hypotheses_in(kg: exokg.KnowledgeGraph) -> int:
    return sum(quad.graph_name == HYPOTHESES_GRAPH for quad in kg.store.quads())


def test_ask_and_hand_over() -> None:
    dataset = build_dataset(read_graph(ROOT / "tests" / "fixtures" / "graph"), ONTOLOGY.read_bytes())
    kg = exokg.KnowledgeGraph(EmbeddedStore(dataset))
    answer = kg.query("SELECT (COUNT(?s) AS ?n) { ?s a exokg:Study }")
    assert isinstance(answer, Solutions)
    (count,) = next(iter(answer))
    assert int(getattr(count, "value", 0)) > 5
    assert len(kg.ask("conflicts")) > 0
    handed = kg.to_rdflib()
    assert len(list(handed.quads())) == len(list(kg.store.quads())) - hypotheses_in(kg)
    assert "study:birch-2021-papilla a exokg:Study" in handed.default_graph.serialize(format="turtle")
    graph = kg.to_networkx()
    claims = kg.query("SELECT DISTINCT ?c { ?c a exokg:Claim }")
    assert graph.number_of_edges() == len(list(claims))  # type: ignore[arg-type]
    assert all(data["label"] for _, data in graph.nodes(data=True))
    assert {key for _, _, key in graph.edges(keys=True)} == {
        data["claim"] for _, _, data in graph.edges(data=True)
    }


def test_hypotheses_are_handed_over_only_if_asked() -> None:
    engine = pyoxigraph.Store()
    node = pyoxigraph.NamedNode("urn:a")
    engine.extend(pyoxigraph.Quad(node, node, node, name) for name in (HYPOTHESES_GRAPH, METADATA_GRAPH))
    kg = exokg.KnowledgeGraph(EmbeddedStore(engine))
    assert len(list(kg.to_rdflib().quads())) == 1
    assert len(list(kg.to_rdflib(hypotheses=True).quads())) == 2


def test_show_tells_what_a_name_means(built: Path) -> None:
    kg = exokg.load(store=built)
    (study,) = kg.show("kim-2022-colostrum")
    assert study.statements
    with pytest.raises(UnknownTermError, match="nothing in the graph goes by"):
        kg.show("hair densty")


def test_an_error_says_its_hint_in_a_traceback(built: Path) -> None:
    with pytest.raises(UnknownTermError) as error:
        exokg.load(store=built).ask("findings", target="hair densty")
    assert any("hair density" in note for note in error.value.__notes__)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="this system does not list open files")
def test_a_graph_that_nobody_holds_closes_its_files(built: Path) -> None:
    def used() -> int:
        kg = exokg.load(store=built)
        kg.find("hair density")
        kg.ask("conflicts")
        return len(list(Path("/proc/self/fd").iterdir()))

    used()  # imports what it needs
    gc.collect()
    gc.disable()  # by itself, not when Python happens to look for garbage
    try:
        before = len(list(Path("/proc/self/fd").iterdir()))
        assert used() > before
        assert len(list(Path("/proc/self/fd").iterdir())) == before
    finally:
        gc.enable()


def test_a_result_outlives_its_graph() -> None:
    dataset = build_dataset(read_graph(ROOT / "tests" / "fixtures" / "graph"), ONTOLOGY.read_bytes())
    found = exokg.KnowledgeGraph(EmbeddedStore(dataset)).find("hair density")
    findings = exokg.KnowledgeGraph(EmbeddedStore(dataset)).findings
    asked = exokg.KnowledgeGraph(EmbeddedStore(dataset)).ask("conflicts")
    gc.collect()
    assert len(found) > 0
    assert found.sentence
    assert findings.current
    assert "<table" in asked._repr_html_()


def test_a_command_line_called_from_python_freezes_no_garbage(capsys: pytest.CaptureFixture[str]) -> None:
    frozen = gc.get_freeze_count()
    assert main(["rules", "derived-graph"]) == 0
    assert gc.get_freeze_count() <= frozen  # what was frozen before may end meanwhile
    assert gc.isenabled()
    capsys.readouterr()
