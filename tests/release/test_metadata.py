"""What a release says of itself: every description is true, readable by others, and says the same."""

from __future__ import annotations

import hashlib
import json
import warnings
from typing import TYPE_CHECKING, Any

import frictionless
import networkx
import pytest
import rdflib
import yaml
from pyoxigraph import NamedNode, RdfFormat, Store, parse
from rdflib.namespace import DCAT, DCTERMS, PROV, RDF
from rocrate.rocrate import ROCrate

import exokg
from exokg.rdf.namespaces import PREFIXES
from exokg.rdf.serialisation import FORMATS, serialise
from exokg.release.about import About
from exokg.release.distributions import dcat, holds, prov
from exokg.release.folders import CRATE, MANIFEST, ReleasedFile
from exokg.release.schema_org import crate
from exokg.release.software import citation_file, program_version

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings(
        "ignore:ConjunctiveGraph is deprecated:DeprecationWarning"
    ),  # of rdflib within
]

DATASET = "https://w3id.org/exokg/dataset"
ONTOLOGY = "https://w3id.org/exokg/ontology"
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
Said = tuple[str, str, str]
"""Version, licence and day of issue."""


# --- one version, licence and day ---


def said_in_rdf(path: Path, of: str = DATASET) -> Said:
    """Read by pyoxigraph; the version is stated as Dublin Core, OWL, DCAT or exokg has it."""
    found: dict[str, set[str]] = {}
    for quad in parse(path=path, format=FORMATS.get(path.suffix[1:], RdfFormat.RDF_XML)):
        if quad.subject == NamedNode(of):
            found.setdefault(quad.predicate.value, set()).add(quad.object.value)
    names = ("owl:versionInfo", "dcat:version", "exokg:version")
    versions = set().union(*(found.get(expanded(name), set()) for name in names))
    [version], [licence], [issued] = (versions, found[f"{DCTERMS}license"], found[f"{DCTERMS}issued"])
    return version, licence, issued


def expanded(curie: str) -> str:
    prefix, _, name = curie.partition(":")
    return PREFIXES[prefix] + name


def said_in_json(version: str, licence: str, issued: str) -> Callable[[Path], Said]:
    def read(path: Path) -> Said:
        document = json.loads(path.read_text(encoding="utf-8"))
        return document[version], document[licence], document[issued]

    return read


def said_in_crate(path: Path) -> Said:
    root = ROCrate(path.parent).root_dataset
    return root["version"], root["license"].id, root["datePublished"]


def said_in_citation(path: Path) -> Said:
    said = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    assert said["license"] == "CC-BY-4.0"
    return said["version"], "https://creativecommons.org/licenses/by/4.0/", said["date-released"]


def said_in_package(path: Path) -> Said:
    package: Any = frictionless.Package(str(path)).to_dict()
    return package["version"], package["licenses"][0]["path"], package["created"][:10]


def said_in_mappings(path: Path) -> Said:
    lines = path.read_text(encoding="utf-8").splitlines()
    said = yaml.load("\n".join(line[1:] for line in lines if line[0] == "#"), Loader=yaml.BaseLoader)  # noqa: S506
    return said["mapping_set_version"], said["license"], said["mapping_date"]


def said_in_graphs(path: Path) -> Said:
    [graph] = json.loads(path.read_text(encoding="utf-8"))["graphs"]
    said = {one["pred"]: one["val"] for one in graph["meta"]["basicPropertyValues"]}
    version = graph["meta"]["version"].removeprefix(f"{ONTOLOGY}/")
    return version, said[f"{DCTERMS}license"], said[f"{DCTERMS}issued"]


def said_in_graphml(path: Path) -> Said:
    graph = networkx.read_graphml(path, force_multigraph=True).graph
    return graph["version"], graph["licence"], graph["issued"]


def said_in_network(*steps: str | int) -> Callable[[Path], Said]:
    """The attributes of the network are where these steps lead."""

    def read(path: Path) -> Said:
        found = json.loads(path.read_text(encoding="utf-8"))
        for step in steps:
            found = found[step]
        return found["version"], found["licence"], found["issued"]

    return read


READERS: dict[str, Callable[[Path], Said]] = {
    **{f"rdf/exokg.{form}": said_in_rdf for form in FORMATS},
    "metadata/void.ttl": said_in_rdf,
    "metadata/dcat.ttl": said_in_rdf,
    "metadata/prov.ttl": said_in_rdf,
    "ontology/exokg-ontology.ttl": lambda path: said_in_rdf(path, ONTOLOGY),
    "ontology/exokg-ontology.owl": lambda path: said_in_rdf(path, ONTOLOGY),
    "ontology/exokg-ontology.obographs.json": said_in_graphs,
    "metadata/schema.jsonld": said_in_json("version", "license", "datePublished"),
    "tables/croissant.json": said_in_json("version", "license", "datePublished"),
    "kgx/content_metadata.json": said_in_json("version", "license", "created"),
    MANIFEST: said_in_json("version", "licence", "issued"),
    "networks/exokg.graphml": said_in_graphml,
    "networks/exokg.cyjs": said_in_network("data"),
    "networks/exokg.node-link.json": said_in_network("graph"),
    "networks/exokg.cx2": said_in_network(3, "networkAttributes", 0),
    "tables/datapackage.json": said_in_package,
    "mappings/mappings.sssom.tsv": said_in_mappings,
    "CITATION.cff": said_in_citation,
    CRATE: said_in_crate,
}
"""Each file that says what it is a part of, and who reads it."""

SILENT = ("*.gz", "nanopubs/*", "tables/*.csv", "tables/*.parquet", "kgx/*.tsv", "questions/*",
          "rdf/context-*.jsonld", "mappings/prefixes.json", "codemeta.json")  # fmt: skip
"""Files that do not: another file says it of them."""


@pytest.fixture(scope="module")
def expected() -> Said:
    from tests.release.conftest import ROOT

    said = yaml.load((ROOT / "graph" / "dataset.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    return said["version"], said["licence"], said["issued"]


@pytest.mark.parametrize("name", READERS)
def test_version_licence_and_day_are_the_same_everywhere(name: str, released: Path, expected: Said) -> None:
    assert READERS[name](released / name) == expected


def test_every_file_says_it_or_is_described_by_one_that_does(released: Path) -> None:
    manifest = json.loads((released / MANIFEST).read_text(encoding="utf-8"))
    names = {entry["path"] for entry in manifest["files"]}
    silent = {name for name in names if any((released / name).match(pattern) for pattern in SILENT)}
    assert names == (set(READERS) - {MANIFEST}) | silent
    assert not set(READERS) & silent


def test_the_files_of_the_repository_are_those_of_the_release(released: Path) -> None:
    from tests.release.conftest import ROOT

    for name in ("CITATION.cff", "codemeta.json"):
        assert (ROOT / name).read_bytes() == (released / name).read_bytes(), name
    codemeta = json.loads((released / "codemeta.json").read_text(encoding="utf-8"))
    assert codemeta["version"] == exokg.__version__ == program_version()
    assert codemeta["license"] == "https://spdx.org/licenses/MIT"


# --- DCAT and PROV ---


@pytest.fixture(scope="module")
def described(released: Path) -> rdflib.Graph:
    graph = rdflib.Graph()
    for name in ("dcat", "prov"):
        graph.parse(released / "metadata" / f"{name}.ttl")
    return graph


def test_each_distribution_is_a_file_of_this_size_and_digest(described: rdflib.Graph, released: Path) -> None:
    found = set()
    for node in described.objects(rdflib.URIRef(DATASET), DCAT.distribution):
        path = released / str(described.value(node, DCTERMS.title))
        size = described.value(node, DCAT.byteSize)
        assert size is not None
        assert size.toPython() == path.stat().st_size  # type: ignore[attr-defined]
        checksum = described.value(node, SPDX.checksum)
        digest = described.value(checksum, SPDX.checksumValue)
        assert str(digest).lower() == hashlib.sha256(path.read_bytes()).hexdigest()
        assert str(node) == f"{DATASET}/0.2.0/{path.relative_to(released).as_posix()}"
        found.add(path.relative_to(released).as_posix())
    files = {path.relative_to(released).as_posix() for path in released.rglob("*") if path.is_file()}
    assert files - found == {MANIFEST, CRATE, "metadata/dcat.ttl", "metadata/prov.ttl"}


def test_no_address_is_claimed_where_nothing_is(described: rdflib.Graph) -> None:
    assert set(described.predicates()).isdisjoint({DCAT.accessURL, DCAT.downloadURL})
    assert not [node for node in described.all_nodes() if isinstance(node, rdflib.BNode)]


def test_media_types_are_those_of_the_content_and_of_its_packing(described: rdflib.Graph) -> None:
    media = {
        str(described.value(node, DCTERMS.title)): (
            str(described.value(node, DCAT.mediaType)).partition("media-types/")[2],
            described.value(node, DCAT.compressFormat) is not None,
        )
        for node in described.subjects(RDF.type, DCAT.Distribution)
    }
    assert media["rdf/exokg.ttl.gz"] == ("text/turtle", True)
    assert media["rdf/exokg.ttl"] == ("text/turtle", False)
    assert media["tables/claims.csv"] == ("text/csv", False)


def test_provenance_leads_from_each_file_to_the_records(described: rdflib.Graph, built: Path) -> None:
    inputs = json.loads((built / "current" / "BUILD.json").read_text(encoding="utf-8"))["inputs"]
    for node in described.subjects(RDF.type, DCAT.Distribution):
        [release] = described.objects(node, PROV.wasGeneratedBy)
        [dataset] = described.objects(release, PROV.used)
        [build] = described.objects(dataset, PROV.wasGeneratedBy)
        [records] = described.objects(build, PROV.used)
        checksum = described.value(records, SPDX.checksum)
        assert str(described.value(checksum, SPDX.checksumValue)).lower() == inputs
        for activity in (release, build):
            agent = described.value(activity, PROV.wasAssociatedWith)
            assert str(described.value(agent, rdflib.URIRef(expanded("dcat:version")))) == exokg.__version__


def test_what_is_not_known_is_not_said() -> None:
    text = serialise([*dcat(About(), []), *prov(About(), [], "")], "nt").decode()
    for word in ("wasGeneratedBy", "records", "license", "issued", "landingPage", "#build", "None"):
        assert word not in text, word


def test_every_file_has_words_of_its_own(released: Path) -> None:
    manifest = json.loads((released / MANIFEST).read_text(encoding="utf-8"))
    assert [entry["path"] for entry in manifest["files"] if holds(entry["path"]) == entry["path"]] == [CRATE]


# --- RO-Crate and schema.org ---


def test_the_crate_lists_every_file(released: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read = ROCrate(released)
    files = {path.relative_to(released).as_posix() for path in released.rglob("*") if path.is_file()}
    assert {entity.id for entity in read.data_entities} == files - {MANIFEST, CRATE}
    for entity in read.data_entities:
        path = released / entity.id
        assert entity["contentSize"] == str(path.stat().st_size)
        assert entity["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_crate_has_what_its_specification_demands() -> None:
    """The MUST of RO-Crate 1.2: descriptor, root, flat graph, and an entity for everything that is named."""
    about = About(title="t", version="1", licence="https://example.org/l", issued="2026-11-29")
    document = json.loads(crate(about, [ReleasedFile("a/b.csv", 1, "0" * 64, "text/csv")]))
    assert document["@context"] == "https://w3id.org/ro/crate/1.2/context"
    entities = {entity["@id"]: entity for entity in document["@graph"]}
    assert len(entities) == len(document["@graph"])
    assert entities[CRATE]["about"] == {"@id": "./"}
    assert entities[CRATE]["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.2"}
    assert {"name", "description", "datePublished", "license"} <= set(entities["./"])
    assert all("@type" in entity for entity in entities.values())
    for name in named(document["@graph"]):
        assert name in entities or name == "https://w3id.org/ro/crate/1.2", name
    program = entities["#exokg"]
    assert program["version"] == exokg.__version__
    assert program["url"]


def named(value: Any) -> set[str]:
    """Every @id to which a value leads."""
    if isinstance(value, list):
        return set().union(*map(named, value))
    if isinstance(value, dict):
        return {value["@id"]} if set(value) == {"@id"} else set().union(*map(named, value.values()))
    return set()


def test_publications_are_articles_that_others_know(released: Path, real_dataset: Store) -> None:
    graph = rdflib.Graph().parse(released / "metadata" / "schema.jsonld", format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    cited = set(graph.objects(rdflib.URIRef(DATASET), schema.citation))
    found: Any = real_dataset.query(
        "SELECT DISTINCT ?p ?same { ?record exokg:describedIn ?p . OPTIONAL { ?p skos:exactMatch ?same } }",
        prefixes=PREFIXES,
    )
    rows = [(row["p"].value, row["same"].value if row["same"] else None) for row in found]
    assert {str(node) for node in cited} == {publication for publication, _ in rows}
    same = {(str(s), str(o)) for s, o in graph.subject_objects(schema.sameAs)}
    assert same == {(publication, other) for publication, other in rows if other}
    assert len(same) > 100
    articles = set(graph.subjects(RDF.type, schema.ScholarlyArticle))
    assert 80 < len(articles) < len(cited)
    assert articles <= cited


# --- questions ---


def test_questions_are_run_from_their_description(released: Path, built: Path) -> None:
    """As tools do: prefixes from sh:declare, query from sh:select, and nothing else of exokg."""
    store = Store()
    store.load(path=released / "questions" / "questions.ttl", format=RdfFormat.TURTLE)
    found: Any = store.query(DESCRIBED, prefixes=PREFIXES)
    questions = {row["name"].value: (row["declared"].value, row["text"].value) for row in found}
    kg: Any = exokg.load(store=built)
    assert set(questions) == {question.name for question in read_graph_questions()}
    for name, (declared, text) in list(questions.items())[::4]:
        body = "\n".join(line for line in text.splitlines() if not line.upper().startswith("PREFIX "))
        said = list(map(tuple, kg.query(f"{declared}\n{body}")))
        assert said == list(map(tuple, kg.query(text))), name


DESCRIBED = """
SELECT ?name ?text (GROUP_CONCAT(?line) AS ?declared) {
  ?question a sh:SPARQLExecutable ; dcterms:identifier ?name ; sh:select|sh:construct|sh:ask ?text ;
    sh:prefixes/sh:declare ?prefix .
  ?prefix sh:prefix ?short ; sh:namespace ?space .
  BIND(CONCAT("PREFIX ", ?short, ": <", STR(?space), ">") AS ?line)
} GROUP BY ?name ?text
"""


def read_graph_questions() -> Any:
    from exokg.curation.questions import read_questions
    from tests.release.conftest import ROOT

    return read_questions(ROOT / "graph" / "questions")


# --- the one source ---


def test_the_title_page_is_read_from_either_graph(released: Path, built: Path) -> None:
    from exokg.release.about import about_dataset

    whole = about_dataset(exokg.load(store=built).store)
    alone = about_dataset(exokg.load(store=released / "rdf" / "exokg.ttl").store)
    assert whole.shown == alone.shown
    assert whole.counts["findingTotal"] == alone.counts["findingTotal"] > 400
    assert whole.creator == "The exokg team"
    assert "CC BY 4.0" in whole.citation
    assert whole.release == f"{DATASET}/{whole.version}"


@pytest.mark.parametrize(
    ("licence", "name", "identifier"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0", "CC-BY-4.0"),
        ("http://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0", "CC0-1.0"),
        ("https://example.org/own", "https://example.org/own", ""),
        ("", "", ""),
    ],
)
def test_licences_have_the_names_of_spdx(licence: str, name: str, identifier: str) -> None:
    about = About(title="t", licence=licence)
    assert (about.licence_name, about.licence_id) == (name, identifier)
    said = yaml.safe_load(citation_file(about))
    assert said.get("license", "") == identifier
    assert all(said.values())
