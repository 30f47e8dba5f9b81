"""What was published and is gone keeps its IRI: from a row of a table to the triples and the page."""

from __future__ import annotations

import shutil
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode

from exokg.curation.reading import read_graph
from exokg.curation.rules import check_graph
from exokg.knowledge_graph import load
from exokg.rdf.dataset import build_dataset
from exokg.rdf.namespaces import BASE, compress
from exokg.rdf.withdrawn import withdrawn_quads
from exokg.server.running import answer_once
from exokg.server.settings import Settings
from exokg.server.source import find_source
from exokg.store.building import build

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "curation" / "rules" / "_graph"
ONTOLOGY = ROOT / "ontology.ttl"
RECORD = "studies/other-study.yaml"
CLAIM = "claim:vesicles-of-kelp_increases_hair-density"
TURNED = "claim:vesicles-of-kelp_decreases_hair-density"
Said = dict[str, dict[str, str]]


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """The small graph, published as 1.0.0 with a finding and a study that are gone; a claim turned since."""
    folder = Path(shutil.copytree(SMALL, tmp_path / "top" / "graph"))
    shutil.copy(ONTOLOGY, folder.parent)
    rows = ["other-study\tf1 f2 h1\t1.0.0", "gone-2020\tf1 f2 s1 c1\t1.0.0"]
    (folder / "published.tsv").write_text("record\tparts\tsince\n" + "".join(f"{row}\n" for row in rows))
    (folder / "published-claims.tsv").write_text(f"claim\tsince\n{CLAIM}\t1.0.0\n")
    text = (folder / RECORD).read_text("utf-8")
    (folder / RECORD).write_text(text.replace("effect: increases", "effect: decreases"), "utf-8")
    explain(
        folder,
        ("other-study_f2", "the page does not show it", "other-study_f1"),
        ("other-study_h1", "it was a risk, not a harm", ""),
        ("study:gone-2020", "the same document as another record", "study:other-study"),
        (CLAIM, "the page says otherwise", TURNED),
    )
    return folder


def explain(graph: Path, *rows: tuple[str, str, str]) -> None:
    text = "".join("\t".join([*row, "2026-01-07"]) + "\n" for row in rows)
    (graph / "changes.tsv").write_text(f"what\treason\treplaced-by\ton\n{text}", "utf-8")


def said(graph: Path) -> Said:
    """What the dataset says of withdrawn things: name → property → value."""
    read = read_graph(graph)
    found: Said = defaultdict(dict)
    deprecated = NamedNode("http://www.w3.org/2002/07/owl#deprecated")
    store = build_dataset(read, ONTOLOGY.read_bytes())
    for one in store.quads_for_pattern(None, deprecated, None):
        for quad in store.quads_for_pattern(one.subject, None, None):
            value: Any = quad.object
            found[compress(one.subject.value)][compress(quad.predicate.value)] = compress(value.value)  # type: ignore[union-attr]
    return dict(found)


def test_each_thing_that_is_gone_says_why_and_what_replaces_it(graph: Path) -> None:
    found = said(graph)
    record = {"gone-2020": "study", "gone-2020_f1": "finding", "gone-2020_f2": "finding",
              "gone-2020_s1": "position", "gone-2020_c1": "conclusion"}  # fmt: skip
    parts = {f"{kind}:{name}" for name, kind in record.items()}
    assert set(found) == {"finding:other-study_f2", "harm:other-study_h1", CLAIM, *parts}
    assert found["finding:other-study_f2"] == {
        "rdfs:label": "other-study_f2 (withdrawn)",
        "dcterms:identifier": "other-study_f2",
        "owl:deprecated": "true",
        "rdfs:comment": "the page does not show it",
        "dcterms:isReplacedBy": "finding:other-study_f1",
        "dcterms:modified": "2026-01-07",
    }
    assert found[CLAIM]["dcterms:isReplacedBy"] == TURNED
    assert "dcterms:isReplacedBy" not in found["harm:other-study_h1"]
    assert {found[name]["rdfs:comment"] for name in parts} == {"the same document as another record"}
    assert check_graph(read_graph(graph), ["published-name-gone"]) == []


def test_what_is_there_was_not_withdrawn(graph: Path) -> None:
    """Neither a name that came back, nor the parts of a record that is there."""
    explain(graph, ("other-study_f1", "why", ""), ("study:other-study", "why", ""), (TURNED, "why", ""))
    assert said(graph) == {}


@pytest.mark.parametrize("what", ["gone-2020", "gone-2020_x1", "nothing:gone-2020", "_", "gone_", ""])
def test_names_that_lead_to_no_iri_are_left_out(what: str, graph: Path) -> None:
    explain(graph, (what, "why", ""))
    (graph / "published.tsv").unlink()
    assert said(graph) == {}


def test_a_record_is_explained_with_its_kind(graph: Path) -> None:
    explain(
        graph, ("gone-2020", "why", ""), ("other-study_f2", "why", ""), ("harm:other-study_h1", "why", "")
    )
    (fault,) = check_graph(read_graph(graph), ["published-name-gone"])
    assert fault.message == "gone-2020 was published and is gone"
    assert "a row for study:gone-2020" in str(fault.hint)


def test_pages_and_data_of_a_withdrawn_thing_say_so(graph: Path, tmp_path: Path) -> None:
    build(graph, tmp_path / "store", ONTOLOGY)
    source = find_source(str(tmp_path / "store"))
    with ThreadPoolExecutor(1) as pool:  # the browser of other tests runs a loop in this thread
        page = pool.submit(answer_once, source, Settings(), "/page/finding/other-study_f2").result()
    text = b"".join(page.body).decode()
    assert page.status == 200
    for part in (
        "is withdrawn",
        "the page does not show it",
        'href="/finding/other-study_f1"',
        "2026-01-07",
    ):
        assert part in text
    kg = load(store=tmp_path / "store")
    assert 'owl:deprecated "true"^^xsd:boolean' in kg.describe(f"{BASE}finding/other-study_f2").decode()
    assert 'owl:deprecated "true"^^xsd:boolean' in bytes(kg.export("ttl")).decode()
    assert "other-study_f2" not in str(kg.find())
    assert {row["claim"].value.rpartition("/")[2] for row in kg.ask("claims", wide=True)} == {
        TURNED.partition(":")[2]
    }


def test_every_row_of_the_real_graph_leads_to_something() -> None:
    read = read_graph(ROOT / "graph")
    store = build_dataset(read, ONTOLOGY.read_bytes())
    names = [row["what"] for row in read.tables["changes.tsv"]]
    deprecated = store.quads_for_pattern(None, NamedNode("http://www.w3.org/2002/07/owl#deprecated"), None)
    shown = {str(quad.subject).strip("<>").rpartition("/")[2] for quad in deprecated}
    assert {name.rpartition(":")[2] for name in names} <= shown
    assert [*withdrawn_quads(store, read)] == [], "they are there now"
    replaced = NamedNode("http://purl.org/dc/terms/isReplacedBy")
    for quad in store.quads_for_pattern(None, replaced, None):
        assert next(store.quads_for_pattern(quad.object, None, None), None) is not None, quad  # type: ignore[arg-type]
