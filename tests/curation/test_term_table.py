"""Terms are found, added and checked against a local vocabulary; what is there already is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from exokg.cli import main
from exokg.curation.reading import read_graph
from exokg.curation.rules import check_graph
from exokg.curation.term_table import NewTerm, add_term, compare_terms, find_terms
from exokg.curation.terms import Terms
from exokg.curation.vocabulary import read_vocabulary
from exokg.errors import FormatError, InputError
from scripts.pages.schema import record_schema

GRAPH = Path(__file__).parent / "rules" / "_graph"
ROOT = Path(__file__).parents[2]
GROUP = "shedding, breakage, severity"
SOFTNESS = NewTerm(
    "hair outcome",
    "softness",
    definition="How soft hair feels.",
    group=GROUP,
    valence="more wanted",
    valence_reason="x",
)
Capture = pytest.CaptureFixture[str]
OBO_GRAPHS = {
    "graphs": [
        {
            "nodes": [
                {
                    "id": "http://purl.obolibrary.org/obo/GO_0060070",
                    "lbl": "canonical Wnt signaling pathway",
                    "meta": {"synonyms": [{"pred": "hasExactSynonym", "val": "Wnt/beta-catenin pathway"}]},
                },
                {
                    "id": "http://purl.obolibrary.org/obo/GO_0008283",
                    "lbl": "cell proliferation, renamed",
                },
                {
                    "id": "http://purl.obolibrary.org/obo/GO_0000178",
                    "lbl": "exosome (RNase complex)",
                    "meta": {
                        "deprecated": True,
                        "basicPropertyValues": [
                            {
                                "pred": "http://purl.obolibrary.org/obo/IAO_0100001",
                                "val": "http://purl.obolibrary.org/obo/GO_0000177",
                            }
                        ],
                    },
                },
                {"id": "http://purl.obolibrary.org/obo/GO_0048066", "lbl": "developmental pigmentation"},
            ]
        }
    ]
}
TURTLE = """
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix obo: <http://purl.obolibrary.org/obo/> .
@prefix oio: <http://www.geneontology.org/formats/oboInOwl#> .
obo:GO_0060070 rdfs:label "canonical Wnt signaling pathway" ; oio:hasExactSynonym "Wnt/beta-catenin pathway" .
obo:GO_0008283 rdfs:label "cell proliferation, renamed" .
obo:GO_0000178 rdfs:label "exosome (RNase complex)" ; owl:deprecated true ; obo:IAO_0100001 obo:GO_0000177 .
obo:GO_0048066 rdfs:label "developmental pigmentation" .
"""
TABLE = """curie\tlabel\tsynonyms\tobsolete\treplaced_by
GO:0060070\tcanonical Wnt signaling pathway\tWnt/beta-catenin pathway\t\t
GO:0008283\tcell proliferation, renamed\t\t\t
GO:0000178\texosome (RNase complex)\t\ttrue\tGO:0000177
GO:0048066\tdevelopmental pigmentation\t\t\t
"""


def rdf_xml() -> str:
    import pyoxigraph as ox

    quads = ox.parse(TURTLE, format=ox.RdfFormat.TURTLE)
    made = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.RDF_XML)
    assert made is not None
    return made.decode("utf-8")


@pytest.fixture(params=["go.json", "go.ttl", "go.owl", "go.tsv"])
def vocabulary(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / str(request.param)
    texts = {".json": json.dumps(OBO_GRAPHS), ".ttl": TURTLE, ".owl": rdf_xml(), ".tsv": TABLE}
    path.write_text(texts[path.suffix], "utf-8")
    return path


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GRAPH, tmp_path / "graph"))


def test_every_form_of_a_vocabulary_says_the_same(vocabulary: Path) -> None:
    found = read_vocabulary(vocabulary)
    assert sorted(found) == ["GO:0000178", "GO:0008283", "GO:0048066", "GO:0060070"]
    assert found["GO:0060070"].synonyms == ("Wnt/beta-catenin pathway",)
    assert (found["GO:0000178"].obsolete, found["GO:0000178"].replaced_by) == (True, "GO:0000177")
    assert not found["GO:0008283"].obsolete


def test_labels_and_obsolescence_are_compared(vocabulary: Path, graph: Path, capsys: Capture) -> None:
    assert main(["term", "check", "--against", str(vocabulary), "-g", str(graph)]) == 1
    out, err = capsys.readouterr()
    assert "GO:0008283 is 'cell population proliferation' here and 'cell proliferation, renamed' there" in out
    assert "GO:0000178 exosome (RNase complex) is obsolete\n  hint: write GO:0000177 into obsolete" in out
    assert "3 terms compared, 1 agree, 2 differ; " in err


def test_what_agrees_is_no_fault(graph: Path, tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "go.tsv"
    path.write_text("curie\tlabel\nGO:0060070\tcanonical Wnt signaling pathway\n", "utf-8")
    assert main(["term", "check", "--against", str(path), "-g", str(graph)]) == 0
    assert capsys.readouterr().out == ""
    assert list(compare_terms(Terms.read(graph / "terms.tsv"), read_vocabulary(path))) == [None]


@pytest.mark.parametrize(
    ("name", "text", "error", "message"),
    [
        ("go.obo", "", FormatError, "not a vocabulary"),
        ("go.json", "{", InputError, "not OBO Graphs"),
        ("go.json", "{}", InputError, "not OBO Graphs"),
        ("go.ttl", "<a> <b>", InputError, "not OWL"),
        ("go.tsv", "id\tname\n", InputError, "does not name the columns curie and label"),
        ("go.tsv", "curie\tlabel\nFOO:1\tx\n", InputError, "no term of a known vocabulary"),
    ],
)
def test_what_is_no_vocabulary_is_one_message(
    name: str, text: str, error: type[Exception], message: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(error, match=message):
        read_vocabulary(tmp_path / name)


def test_words_find_our_terms_first_and_then_those_of_the_file(vocabulary: Path, graph: Path) -> None:
    terms = Terms.read(graph / "terms.tsv")
    found = find_terms(terms, "hair densty")
    assert [term.label for term in found] == ["hair density"]
    assert [term.label for term in find_terms(terms, "hair density")] == [
        "hair density",
        "terminal hair density",
    ]
    found = find_terms(terms, "pigmentation", read_vocabulary(vocabulary))
    assert [(term.label, term.where) for term in found] == [("developmental pigmentation", "file")]
    assert [term.label for term in find_terms(terms, "GO:0060070")] == ["canonical Wnt signaling pathway"]
    assert find_terms(terms, "exosome biogenesis", read_vocabulary(vocabulary)) == []


def test_a_term_of_our_own_gets_slug_checksum_and_place(graph: Path, capsys: Capture) -> None:
    words = [
        "term",
        "add",
        "hair",
        "softness",
        "--category",
        "hair outcome",
        "--definition",
        "How soft hair feels.",
    ]
    words += ["--definition", "How soft hair feels.", "--group", GROUP, "--valence", "more wanted"]
    words += ["--valence-reason", "People want it."]
    assert main([*words, "--synonym", "softness", "--parent", "hair density", "-g", str(graph)]) == 0
    assert capsys.readouterr().out == "term:hair-softness\n"
    read = read_graph(graph)
    assert check_graph(read) == []
    term = read.terms.resolve("Softness", ["hair outcome"])
    assert (term.curie, term.parent) == ("term:hair-softness", "term:hair-density")
    lines = (graph / "terms.tsv").read_text("utf-8").splitlines()
    at = next(at for at, line in enumerate(lines) if "hair-softness" in line)
    assert lines[at - 1].startswith("hair outcome\t")
    assert not lines[at + 1].startswith("hair outcome\t")


def test_an_outside_term_takes_its_label_from_the_file(
    vocabulary: Path, graph: Path, capsys: Capture
) -> None:
    words = ["term", "add", "GO:0048066", "--category", "topic", "--against", str(vocabulary)]
    assert main([*words, "--version-read", "v2", "-g", str(graph)]) == 0
    assert capsys.readouterr().out == "GO:0048066\n"
    assert read_graph(graph).terms.resolve("developmental pigmentation").curie == "GO:0048066"


@pytest.mark.parametrize(
    ("new", "message"),
    [
        (NewTerm("hair outcome", "Hair-Density", definition="x"), "names hair density"),
        (
            NewTerm("hair outcome", "softness", synonyms=("hair densities",), definition="x"),
            "names hair density",
        ),
        (NewTerm("pathway", "another name", "GO:0060070", version="v1"), "GO:0060070 names canonical"),
        (NewTerm("pathway", "foo", "FOO:1", version="v1"), "the prefix FOO is not known"),
        (NewTerm("molecule", "foo", "HGNC:9999999", version="v1"), "not a number that HGNC gives"),
        (NewTerm("pathway", "foo", "GO:0000001"), "has no version"),
        (NewTerm("hair outcome", "softness"), "has no definition"),
        (NewTerm("hair outcome", "softness", parent="nothing", definition="x"), "there is no term nothing"),
        (NewTerm("hair outcome", "softness", definition="x", mapping="HP:0000001"), "is not a mapping"),
        (NewTerm("hair outcme", "softness", definition="x"), "hair outcme is not a category"),
        (
            NewTerm("molecule", "DPC", "HGNC:4045", group="Wnt and beta-catenin", version="v1"),
            "DPC also is the",
        ),
        (
            NewTerm("process", "Hair follicles", group="proliferation, migration", definition="x"),
            "also is the",
        ),
        (
            NewTerm(
                "molecule", "FZD7", "HGNC:4045", ("LEF1 levels",), group="Wnt and beta-catenin", version="v1"
            ),
            "the synonym LEF1 levels names LEF1",
        ),
        (NewTerm("source", "oak", "CL:0000001", definition="x", version="v1"), "not one of our own"),
    ],
)
def test_what_the_table_cannot_hold_is_refused_and_leaves_it(new: NewTerm, message: str, graph: Path) -> None:
    before = (graph / "terms.tsv").read_bytes()
    with pytest.raises(InputError) as caught:
        add_term(graph, new)
    assert message in caught.value.message
    assert (graph / "terms.tsv").read_bytes() == before


def test_a_table_of_windows_keeps_its_line_ends(graph: Path) -> None:
    path = graph / "terms.tsv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    add_term(graph, SOFTNESS)
    data = path.read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n")
    assert check_graph(read_graph(graph)) == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["term", "find"], "there is nothing to find"),
        (["term", "check"], "there is nothing to check against"),
        (["term", "delete", "x"], "term cannot delete"),
    ],
)
def test_what_the_command_cannot_do(words: list[str], message: str, graph: Path, capsys: Capture) -> None:
    assert main([*words, "-g", str(graph)]) == 2
    assert message in capsys.readouterr().err


def test_the_schema_of_editors_knows_labels_days_and_identifiers() -> None:
    schema = json.loads(record_schema(Terms.read(ROOT / "graph" / "terms.tsv")))
    parts = schema["definitions"]
    target = parts["Finding"]["properties"]["target"]
    proposed = parts[target["anyOf"][0]["$ref"].rpartition("/")[2]]["enum"]
    assert "hair density" in proposed
    assert not any(label.startswith("obsolete_") for label in proposed)
    assert target["anyOf"][1] == {"type": "string"}  # synonyms and CURIEs are valid too
    for text, part, name, valid in (
        ("10.1000/x", "Publication", "doi", True),
        ("https://doi.org/10.1000/x", "Publication", "doi", False),
        ("35359449", "Publication", "pmid", True),
        ("PMC35359449", "Publication", "pmid", False),
        ("NCT05658094", "Registration", "id", True),
        ("NCT0565809", "Registration", "id", False),
        ("2026-11-22", "SourceReading", "date", True),
        ("22.11.2026", "SourceReading", "date", False),
        ("2026-11", "Registration", "start", True),
    ):
        field = parts[part]["properties"][name]
        assert jsonschema.Draft7Validator(field).is_valid(text) == valid, (part, name, text)
