"""The dataset as a whole: what is in which graph, and that it is the same everywhere."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, QuerySolutions, Store

from exokg.errors import TurtleSyntaxError
from exokg.rdf.dataset import build_dataset
from exokg.rdf.metadata import DATASET
from exokg.rdf.namespaces import METADATA_GRAPH, PREFIXES, expand

if TYPE_CHECKING:
    from exokg.curation.graph import Graph

ROOT = Path(__file__).parent.parent.parent
DIGEST = """
import hashlib, sys
from pathlib import Path
from exokg.curation.reading import read_graph
from exokg.rdf.dataset import build_dataset
from exokg.rdf.serialisation import FORMATS, serialise
root = Path(sys.argv[1])
store = build_dataset(read_graph(root / "tests" / "fixtures" / "graph"), (root / "ontology.ttl").read_bytes())
print([hashlib.sha256(serialise(store, form)).hexdigest() for form in sorted(FORMATS)])
"""
PLAIN = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C", "LC_ALL": "C"}


@functools.cache
def digest(**settings: str) -> str:
    run = subprocess.run(
        [sys.executable, "-c", DIGEST, str(ROOT)],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout


@pytest.mark.slow
def test_the_same_bytes_under_any_hash_seed_time_zone_and_locale() -> None:
    first = digest(**PLAIN)
    second = digest(PYTHONHASHSEED="77", TZ="Pacific/Kiritimati", LANG="tr_TR.UTF-8", LC_ALL="tr_TR.UTF-8")
    assert first == second


@pytest.mark.slow
def test_the_same_bytes_under_another_clock() -> None:
    """No clock is read: with every clock of Python broken, the digest stays."""
    broken = "import time, datetime\n" + "".join(
        f"time.{name} = None\n" for name in ("time", "time_ns", "localtime", "gmtime", "strftime")
    )
    run = subprocess.run(
        [sys.executable, "-c", DIGEST.replace("root = Path", broken + "root = Path"), str(ROOT)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == digest(**PLAIN)


def test_the_graphs_are_those_of_the_model(invented_store: Store, real_store: Store) -> None:
    base = "https://w3id.org/exokg/graph/"
    for store in (invented_store, real_store):
        names = {graph.value.removeprefix(base) for graph in store.named_graphs()}
        assert names <= {"questions", "metadata", "hypotheses"}
    assert {f"{base}questions", f"{base}metadata"} <= {graph.value for graph in real_store.named_graphs()}


def test_metadata_counts_what_is_there(invented_store: Store, invented: Graph) -> None:
    said = {
        quad.predicate: quad.object.value
        for quad in invented_store.quads_for_pattern(DATASET, None, None, METADATA_GRAPH)
        if isinstance(quad.object, Literal)
    }
    assert said[expand("exokg:studyCount")] == "6"
    assert said[expand("exokg:reviewFindingCount")] == "1"
    assert said[expand("exokg:excludedCount")] == "1"
    assert said[expand("exokg:version")] == "0.0.1"
    assert said[expand("exokg:searchedTo")] == "2026-10-01"
    default = sum(1 for _ in invented_store.quads_for_pattern(None, None, None, DefaultGraph()))
    assert said[expand("void:triples")] == str(default)
    licences = list(
        invented_store.quads_for_pattern(DATASET, expand("dcterms:license"), None, METADATA_GRAPH)
    )
    assert [quad.object for quad in licences] == [NamedNode("https://creativecommons.org/licenses/by/4.0/")]


def test_plain_queries_stay_plain(invented_store: Store) -> None:
    """The direct edge answers without any node between."""
    rows = invented_store.query(
        "SELECT ?source WHERE { ?source exokg:increases/rdfs:subClassOf* obo:GO_0008283 }",
        prefixes=PREFIXES,
    )
    assert isinstance(rows, QuerySolutions)
    assert NamedNode("https://w3id.org/exokg/subject/vesicles-of-dermal-papilla-cell") in {
        row["source"] for row in rows
    }


def test_a_broken_ontology_is_named_with_its_line(invented: Graph) -> None:
    with pytest.raises(TurtleSyntaxError, match=r"ontology\.ttl:2:"):
        build_dataset(invented, b"@prefix a: <http://a/> .\na:b a:c [")
