"""A release holds the graph in every form; the libraries of the formats read it; its bytes do not vary."""

from __future__ import annotations

import csv
import gzip
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx
import pytest
import rdflib
from pyld import jsonld
from pyoxigraph import DefaultGraph, parse

import exokg
from exokg.rdf.interchange import to_rdflib
from exokg.rdf.namespaces import PREFIXES, compress
from exokg.rdf.serialisation import FORMATS
from exokg.release.folders import MANIFEST, check_release
from exokg.release.sssom import prefix_map
from tests.jena import BRIEFLY, jena_classes

if TYPE_CHECKING:
    from pyoxigraph import Store

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings(
        "ignore:ConjunctiveGraph is deprecated:DeprecationWarning"
    ),  # of rdflib within
]
ROOT = Path(__file__).parents[2]


def table(path: Path) -> list[dict[str, str]]:
    delimiter = "\t" if path.suffix == ".tsv" else ","
    lines = [line for line in path.read_text(encoding="utf-8").splitlines(keepends=True) if line[0] != "#"]
    return list(
        csv.DictReader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE if delimiter == "\t" else 0)
    )


def select(store: Store, query: str) -> list[tuple[str, ...]]:
    found: Any = store.query(query, prefixes=PREFIXES)
    return [tuple(cell.value for cell in row) for row in found]


@pytest.fixture(scope="module")
def triples(real_dataset: Store) -> set[Any]:
    return {quad.triple for quad in parse_file_of(real_dataset)}


def parse_file_of(store: Store) -> list[Any]:
    return list(store.quads_for_pattern(None, None, None, DefaultGraph()))


# --- the folder ---


def test_a_release_is_what_its_manifest_says(released: Path) -> None:
    assert check_release(released) == []
    manifest = json.loads((released / MANIFEST).read_text(encoding="utf-8"))
    assert manifest["version"] == exokg.__version__
    assert {entry["mediaType"] for entry in manifest["files"]} >= {"text/turtle", "application/gzip"}
    for entry in manifest["files"]:
        assert (released / entry["path"]).stat().st_size == entry["bytes"]


CIRCUMSTANCES = [
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC", "POLARS_MAX_THREADS": "4"},
    {
        "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "TZ": "Asia/Kathmandu", "POLARS_MAX_THREADS": "1",
        "SOURCE_DATE_EPOCH": "86400",
    },
]  # fmt: skip


@pytest.mark.needs("faketime")
def test_two_releases_under_other_circumstances_have_the_same_bytes(
    invented_file: Path, tmp_path: Path
) -> None:
    """Other hash seeds, locales, zones, clocks, numbers of cores and of threads."""
    folders = [tmp_path / "one", tmp_path / "two"]
    beginnings = [[], ["faketime", "-f", "@2031-02-03 04:05:06", "taskset", "-c", one_core()]]
    for folder, begin, setting in zip(folders, beginnings, CIRCUMSTANCES, strict=True):
        command = [*begin, sys.executable, "-m", "exokg", "release", str(folder)]
        subprocess.run([*command, "--store", str(invented_file)], check=True, env={**os.environ, **setting})
    first, second = ((folder / MANIFEST).read_text(encoding="utf-8") for folder in folders)
    assert first == second
    exports_are_files_of(folders[0], exokg.load(store=invented_file))


def one_core() -> str:
    return str(min(os.sched_getaffinity(0)))


def exports_are_files_of(release: Path, kg: exokg.KnowledgeGraph) -> None:
    """What `exokg export` writes; the server sends the same (tests/server/test_parity.py)."""
    for form in FORMATS:
        assert bytes(kg.export(form)) == (release / "rdf" / f"exokg.{form}").read_bytes(), form
    packed = bytes(kg.export("ttl", compressed=True))
    assert packed == (release / "rdf" / "exokg.ttl.gz").read_bytes()
    for form, suffix in (("graphml", "graphml"), ("cytoscape", "cyjs"), ("cx2", "cx2")):
        assert kg.network(form).encode() == (release / "networks" / f"exokg.{suffix}").read_bytes(), form


# --- RDF ---


def test_every_format_has_the_same_graph(released: Path, triples: set[Any]) -> None:
    for form, format_ in FORMATS.items():
        path = released / "rdf" / f"exokg.{form}"
        assert gzip.decompress(path.with_name(f"{path.name}.gz").read_bytes()) == path.read_bytes()
        found = {q.triple for q in parse(path=path, format=format_) if q.graph_name == DefaultGraph()}
        assert len(found) == len(triples), form
    ours = {quad.triple for quad in parse(path=released / "rdf" / "exokg.nt", format=FORMATS["nt"])}
    for form in ("ttl", "jsonld", "rdf"):
        path = released / "rdf" / f"exokg.{form}"
        assert {quad.triple for quad in parse(path=path, format=FORMATS[form])} == ours, form


def test_rdflib_expands_compact_jsonld_without_a_network(invented_file: Path, invented: Store) -> None:
    document = b"".join(exokg.load(store=invented_file).export("jsonld"))
    read = rdflib.Graph().parse(data=document, format="json-ld")
    expected = to_rdflib(invented.quads_for_pattern(None, None, None, DefaultGraph()))
    assert set(read) == set(expected)


@pytest.mark.needs("rapper")
@pytest.mark.parametrize(
    ("form", "theirs"),
    [("ttl", "turtle"), ("nt", "ntriples"), ("rdf", "rdfxml"), ("nq", "nquads"), ("trig", "trig")],
)
def test_raptor_reads_the_same(form: str, theirs: str, released: Path) -> None:
    """It drops the names of graphs."""
    path = released / "rdf" / f"exokg.{form}"
    command = ["rapper", "-q", "-i", theirs, "-o", "ntriples", str(path)]
    run = subprocess.run(command, capture_output=True, check=True)
    whole = released / "rdf" / ("exokg.nq" if form in ("nq", "trig") else "exokg.nt")
    ours = {quad.triple for quad in parse(path=whole)}
    assert {quad.triple for quad in parse(run.stdout, format=FORMATS["nt"])} == ours


@pytest.mark.needs("java", "jena")
def test_jena_reads_the_same_from_every_file(released: Path, tmp_path: Path) -> None:
    """One Java for all files: it writes each statement once for each file that has it.

    N-Triples and N-Quads are parts of the others. Debian's Jena reads JSON-LD 1.0, our context is 1.1.
    """
    forms = ("ttl", "rdf", "trig")
    files = [str(released / "rdf" / f"exokg.{form}") for form in forms]
    command = ["java", *BRIEFLY, "-cp", jena_classes(tmp_path), "riotcmd.riot", "--output=NQ", *files]
    run = subprocess.run(command, capture_output=True, check=True)
    read = Counter(parse(run.stdout, format=FORMATS["nq"]))
    for quad in parse(path=released / "rdf" / "exokg.nq"):
        wanted = 3 if quad.graph_name == DefaultGraph() else 1
        assert read.pop(quad) == wanted, quad
    assert not read


def test_turtle_begins_with_the_dataset(released: Path) -> None:
    with (released / "rdf" / "exokg.ttl").open(encoding="utf-8") as file:
        first = next(line for line in file if not line.startswith("@prefix") and line.strip())
    assert first == "<https://w3id.org/exokg/dataset> a void:Dataset ;\n"


def test_the_ontology_opens_in_owlready2_and_horned_owl(released: Path) -> None:
    import owlready2
    import pyhornedowl

    path = released / "ontology" / "exokg-ontology.owl"
    opened = owlready2.World().get_ontology(path.as_uri()).load()
    graph = json.loads((released / "ontology" / "exokg-ontology.obographs.json").read_text(encoding="utf-8"))
    (nodes,) = [one["nodes"] for one in graph["graphs"]]
    kinds = {
        kind: {n["id"] for n in nodes if n["type"] == kind} for kind in ("CLASS", "PROPERTY", "INDIVIDUAL")
    }
    assert {one.iri for one in opened.classes()} == kinds["CLASS"]
    assert set(pyhornedowl.open_ontology(str(path)).get_classes()) == kinds["CLASS"]
    assert len(kinds["PROPERTY"]) > 250
    assert len(kinds["INDIVIDUAL"]) > 250
    labels = {node["id"]: node["lbl"] for node in nodes}
    assert labels["https://w3id.org/exokg/ontology/increases"] == "increases"


# --- mappings ---


def test_sssom_is_read_back_and_agrees_with_the_graph(released: Path, real_dataset: Store) -> None:
    import sssom_pydantic

    path = released / "mappings" / "mappings.sssom.tsv"
    mappings, *_ = sssom_pydantic.read(path)
    rows = table(path)
    assert len(mappings) == len(rows) > 700
    assert {row["mapping_justification"] for row in rows} == {"semapv:ManualMappingCuration"}
    query = "SELECT ?x ?label { ?x rdfs:label ?label }"
    labels = {compress(x): label for x, label in select(real_dataset, query)}
    for row in rows:
        assert " ".join(labels[row["subject_id"]].split()) == row["subject_label"], row
        assert row["object_label"] in ("", " ".join(labels.get(row["object_id"], "").split())), row
    exact = [
        (row["subject_id"], row["object_id"].partition(":")[0])
        for row in rows
        if row["predicate_id"] == "skos:exactMatch" and "://" not in row["object_id"]
    ]
    assert sorted(exact) == sorted(set(exact))
    missing = [row for row in rows if row["object_id"] == "sssom:NoTermFound"]
    assert len(missing) <= 41
    assert all(row["comment"] for row in missing)


def test_every_prefix_of_every_file_is_in_prefixes_json(released: Path) -> None:
    known = json.loads((released / "mappings" / "prefixes.json").read_text(encoding="utf-8"))["@context"]
    [said] = jsonld.expand({"@context": known, "@id": "urn:x", "urn:p": [{"@id": f"{p}:1"} for p in known]})
    assert [one["@id"] for one in said["urn:p"]] == [f"{namespace}1" for namespace in prefix_map().values()]
    rows = [*table(released / "kgx" / "nodes.tsv"), *table(released / "kgx" / "edges.tsv")]
    used = {
        cell
        for row in rows
        for name in ("id", "subject", "object", "xref", "publications")
        for cell in row.get(name, "").split("|")
        if cell
    }
    assert {curie.partition(":")[0] for curie in used} <= set(known)


# --- KGX ---


def test_every_claim_is_an_edge_or_is_listed_with_the_reason(released: Path, real_dataset: Store) -> None:
    edges, left_out = (table(released / "kgx" / name) for name in ("edges.tsv", "left-out.tsv"))
    claims = {compress(claim) for (claim,) in select(real_dataset, "SELECT ?c { ?c a exokg:Claim }")}
    assert {row["id"] for row in edges} | {row["id"] for row in left_out} == claims
    assert len(edges) + len(left_out) == len(claims)
    assert all(row["reason"] for row in left_out)
    nodes = [row["id"] for row in table(released / "kgx" / "nodes.tsv")]
    assert len(nodes) == len(set(nodes))
    assert {row[end] for row in edges for end in ("subject", "object")} == set(nodes)


def test_a_tested_null_is_never_positive_and_what_is_not_separable_says_so(released: Path) -> None:
    edges = table(released / "kgx" / "edges.tsv")
    nulls = [row for row in edges if row["exokg_effect"] == "exokg:noDetectedEffectOn"]
    assert nulls
    assert {row["negated"] for row in nulls} == {"true"}
    assert {row["object_direction_qualifier"] for row in nulls} == {""}
    for row in edges:
        said = row["qualifiers"] == f"exokg:separability={row['exokg_separability']}"
        assert said == (row["exokg_separability"] != "separable"), row["id"]
        assert (row["negated"] == "true") == (row["exokg_effect"] == "exokg:noDetectedEffectOn")
        assert row["publications"]
        assert row["exokg_findings"]


# --- networks ---


def test_networks_open_in_networkx_and_igraph(released: Path) -> None:
    import igraph

    folder = released / "networks"
    graph = networkx.read_graphml(folder / "exokg.graphml", force_multigraph=True)
    again = json.loads((folder / "exokg.node-link.json").read_text(encoding="utf-8"))
    other = networkx.node_link_graph(again, edges="edges")
    assert set(graph) == set(other)
    assert graph.number_of_edges() == other.number_of_edges() > 200
    with pytest.warns(RuntimeWarning, match="id"):  # igraph has no ids of edges but as an attribute
        read = igraph.Graph.Read_GraphML(str(folder / "exokg.graphml"))
    assert (read.vcount(), read.ecount()) == (len(graph), graph.number_of_edges())
    wanted = {"id", "rung", "contrast", "separability", "reading", "studies", "dois", "label"}
    assert wanted <= set(read.es.attributes())
    assert {"label", "curie", "kind"} <= set(read.vs.attributes())
    assert all(value.startswith("claim:") for value in read.es["id"])


def test_cytoscape_and_cx2_name_nodes_and_number_edges(released: Path) -> None:
    folder = released / "networks"
    elements = json.loads((folder / "exokg.cyjs").read_text(encoding="utf-8"))["elements"]
    ids = [one["data"]["id"] for kind in elements.values() for one in kind]
    assert len(ids) == len(set(ids))
    aspects: dict[str, Any] = {}
    for part in json.loads((folder / "exokg.cx2").read_text(encoding="utf-8")):
        aspects |= part
    counts = {one["name"]: one["elementCount"] for one in aspects["metaData"]}
    assert {name: len(aspects[name]) for name in counts} == counts
    (declared,) = aspects["attributeDeclarations"]
    for kind in ("nodes", "edges"):
        assert len(aspects[kind]) == len(elements[kind])
        for one in aspects[kind]:
            assert set(one["v"]) <= set(declared[kind])
    places = {node["id"] for node in aspects["nodes"]}
    assert {edge[end] for edge in aspects["edges"] for end in "st"} <= places
    assert {node["data"]["name"] for node in elements["nodes"]} == {n["v"]["name"] for n in aspects["nodes"]}


@pytest.mark.needs("node packages")
def test_cytoscape_js_opens_the_network_and_asks_it(released: Path) -> None:
    """In a page, elements are taken as they are: every id, end and attribute that is in the file."""
    path = released / "networks" / "exokg.cyjs"
    script = """
import { readFileSync } from "node:fs";
import cytoscape from "cytoscape";
const cy = cytoscape({ headless: true, elements: JSON.parse(readFileSync(process.argv[1])).elements });
const edges = cy.edges().map((edge) => [edge.id(), edge.source().data("name"), edge.data("label"),
  edge.target().data("name"), edge.data("rung"), edge.data("studies")]);
const near = cy.nodes('[curie = "term:hair-density"]').incomers("node").map((node) => node.data("name"));
console.log(JSON.stringify({ nodes: cy.nodes().length, edges, near }));
"""
    command = ["node", "--input-type=module", "-e", script, str(path)]
    run = subprocess.run(command, capture_output=True, check=True, cwd=ROOT, encoding="utf-8")
    opened = json.loads(run.stdout)
    again = json.loads((released / "networks" / "exokg.node-link.json").read_text(encoding="utf-8"))
    graph = networkx.node_link_graph(again, edges="edges")
    names = graph.nodes(data="label")
    assert opened["nodes"] == len(graph)
    assert {tuple(edge) for edge in opened["edges"]} == {
        (data["id"], names[source], data["label"], names[target], data["rung"], data["studies"])
        for source, target, data in graph.edges(data=True)
    }
    (density,) = [node for node, curie in graph.nodes(data="curie") if curie == "term:hair-density"]
    assert set(opened["near"]) == {names[source] for source, _ in graph.in_edges(density)} != set()


def test_ndex2_reads_the_network_and_writes_the_same(released: Path) -> None:
    from ndex2.cx2 import CX2Network

    path = released / "networks" / "exokg.cx2"
    network = CX2Network()
    network.create_from_raw_cx2(str(path))
    aspects: dict[str, Any] = {}
    for part in json.loads(path.read_text(encoding="utf-8")):
        aspects |= part
    for kind, read in (("nodes", network.get_nodes()), ("edges", network.get_edges())):
        assert {key: one["v"] for key, one in read.items()} == {one["id"]: one["v"] for one in aspects[kind]}
        assert len(read) > 100
    again = {name: part for one in network.to_cx2() for name, part in one.items()}
    for kind in ("nodes", "edges", "attributeDeclarations"):
        assert again[kind] == aspects[kind], kind


# --- tables ---


def test_frictionless_accepts_the_package(released: Path) -> None:
    import frictionless

    report = frictionless.Package(str(released / "tables" / "datapackage.json")).validate()
    assert report.flatten(["type", "message"]) == []
    assert report.stats["tasks"] == 8


def test_croissant_is_accepted_and_reads_a_table(released: Path) -> None:
    import mlcroissant

    dataset = mlcroissant.Dataset(jsonld=str(released / "tables" / "croissant.json"))
    assert dataset.metadata.ctx.issues.errors == set()
    records = list(dataset.records("trials"))
    assert len(records) == len(table(released / "tables" / "trials.csv"))


def test_tables_agree_with_the_graph_with_parquet_and_with_the_dictionary(
    released: Path, real_dataset: Store
) -> None:
    import polars

    folder = released / "tables"
    said = [(row["table"], row["name"]) for row in table(folder / "dictionary.csv")]
    assert all(row["help"] for row in table(folder / "dictionary.csv"))
    columns = []
    for path in sorted(folder.glob("*.parquet")):
        with path.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        frame = polars.read_parquet(path)
        assert frame["id"].to_list() == [row["id"] for row in rows]
        columns += [(path.stem, name) for name in frame.columns]
    assert sorted(said) == sorted(columns)
    for name, cls in (("findings", "Finding"), ("claims", "Claim"), ("harms", "HarmReport")):
        things = {compress(x) for (x,) in select(real_dataset, f"SELECT ?x {{ ?x a exokg:{cls} }}")}
        assert set(polars.read_parquet(folder / f"{name}.parquet")["id"]) == things
