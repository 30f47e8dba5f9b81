"""What is wrong with RDF of others, each fault at its place in the file and with its remedy."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, parse, serialize

from exokg.authoring import validate
from exokg.cli import main
from exokg.curation.reading import read_graph
from exokg.curation.rules import RULES
from exokg.errors import FormatError, InputError, QueryTimeoutError
from exokg.rdf.dataset import build_dataset, curated_store
from exokg.rdf.namespaces import PREFIXES
from exokg.store import foreign_faults
from exokg.store.embedded import EmbeddedStore
from exokg.store.foreign_faults import Joining
from exokg.store.foreign_graphs import read_foreign_graph
from exokg.store.foreign_places import ForeignPlaces

if TYPE_CHECKING:
    from exokg.curation.graph import Graph
    from exokg.curation.violations import Violation

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
GRAPH = ROOT / "tests" / "fixtures" / "graph"
Capture = pytest.CaptureFixture[str]
HEAD = """@prefix ex: <https://example.org/lab/> .
@prefix exokg: <https://w3id.org/exokg/ontology/> .
@prefix code: <https://w3id.org/exokg/code/> .
@prefix study: <https://w3id.org/exokg/study/> .
@prefix term: <https://w3id.org/exokg/term/> .
@prefix old: <http://w3id.org/exokg/term/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix void: <http://rdfs.org/ns/void#> .
"""
LICENCE = "ex:data a void:Dataset ; dcterms:license <https://example.org/free> .\n"
COHORT = 'ex:mice a exokg:Cohort ; rdfs:label "mice" .\n'
FIRST = HEAD.count("\n") + LICENCE.count("\n") + 1


@pytest.fixture(scope="session")
def graph() -> Graph:
    return read_graph(GRAPH)


@pytest.fixture(scope="session")
def datasets(graph: Graph) -> tuple[Store, Store]:
    ontology = (ROOT / "ontology.ttl").read_bytes()
    return curated_store(graph, ontology), build_dataset(graph, ontology)


def _faults(path: Path, graph: Graph, datasets: tuple[Store, Store]) -> list[Violation]:
    curated = Store()
    curated.bulk_extend(datasets[0])
    return Joining(graph, curated, datasets[1], [read_foreign_graph(path)]).faults()


CASES: dict[str, tuple[str, str, str]] = {
    "unknown property": (
        'ex:mice exokg:lable "mice" .',
        "1:9 ERROR unknown-name: exokg:lable is no class or property of exokg",
        "did you mean exokg:",
    ),
    "unknown class": (
        'ex:mice a exokg:Cohorts ; rdfs:label "mice" .',
        "1:11 ERROR unknown-name: exokg:Cohorts is no class or property of exokg",
        "did you mean exokg:Cohort",
    ),
    "unknown term": (
        "ex:f exokg:target term:hair-densty .",
        "1:19 ERROR unknown-name: term:hair-densty is no thing of exokg",
        "did you mean term:hair-density",
    ),
    "unknown code": (
        "ex:f exokg:rung code:rung-mouse .",
        "1:17 ERROR unknown-name: code:rung-mouse is no code of exokg",
        "one of: rung-animal, ",
    ),
    "unknown study": (
        "ex:f exokg:reportedBy study:birch-2021-papila .",
        "1:23 ERROR unknown-name: study:birch-2021-papila is no thing of exokg",
        "did you mean study:birch-2021-papilla?",
    ),
    "http instead of https": (
        "ex:f exokg:target old:hair-density .",
        "1:19 ERROR unknown-name: http://w3id.org/exokg/term/hair-density begins with http:",
        "begin with https://w3id.org/exokg/",
    ),
    "a fact about our study": (
        "ex:a ex:b 1 .\nstudy:birch-2021-papilla exokg:status code:status-retracted .",
        "2:26 ERROR said-of-ours: study:birch-2021-papilla has a name of exokg, and this file says its",
        "leave the statement out",
    ),
    "a name of ours": (
        'study:mine rdfs:label "mine" .',
        "1:12 ERROR said-of-ours: study:mine has a name of exokg",
        "outside https://w3id.org/exokg/",
    ),
    "a blank node": (
        "ex:f exokg:inSystem\n  [ ex:p 1 ] .",
        "2:3 ERROR nameless-thing: 1 thing without an IRI",
        "name each one",
    ),
    "labelled blank nodes": (
        "ex:f exokg:inSystem _:a , _:b .",
        "1:21 ERROR nameless-thing: 2 things without an IRI",
        "name each one",
    ),
    "what is derived": (
        "ex:f exokg:separability code:separability-separable .",
        "1:6 WARN derived-by-exokg: exokg derives exokg:separability itself",
        "",
    ),
    "a claim": (
        'ex:c a exokg:Claim ; rdfs:label "claim" .',
        "1:6 WARN derived-by-exokg: exokg derives exokg:Claim itself",
        "",
    ),
    "no label": ("ex:me a exokg:Reader .", "1:1 WARN label-missing: https://example.org/lab/me", "give it"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_fault_has_its_place_and_remedy(
    case: str, tmp_path: Path, graph: Graph, datasets: tuple[Store, Store]
) -> None:
    text, said, hint = CASES[case]
    path = tmp_path / "their.ttl"
    path.write_text(HEAD + LICENCE + text + "\n")
    (fault,) = (one for one in _faults(path, graph, datasets) if one.rule != "unknown-reader")
    written = f"{fault.line - FIRST + 1}:{fault.column} {fault.level} {fault.rule}: {fault.message}"
    assert written.startswith(said)
    assert hint in (fault.hint or "")
    assert fault.path == str(path)
    assert RULES[fault.rule].level == fault.level


def test_our_shapes_judge_theirs(tmp_path: Path, graph: Graph, datasets: tuple[Store, Store]) -> None:
    path = tmp_path / "their.ttl"
    text = 'ex:f a exokg:Finding ; rdfs:label "f" ;\n  exokg:effect exokg:increases , exokg:decreases .\n'
    path.write_text(HEAD + LICENCE + COHORT + text)
    faults = _faults(path, graph, datasets)
    assert {fault.level for fault in faults} == {"ERROR"}
    found = {(fault.line - FIRST, fault.column, (fault.hint or "").rpartition(" ")[2]) for fault in faults}
    assert {(2, 3, "exokg:effect"), (1, 1, "exokg:locator"), (1, 1, "exokg:target")} <= found
    assert all(fault.rule in RULES for fault in faults)


def test_what_conforms_has_no_fault(tmp_path: Path, graph: Graph, datasets: tuple[Store, Store]) -> None:
    path = tmp_path / "their.ttl"
    repeated = 'ex:mice rdfs:seeAlso study:birch-2021-papilla .\nexokg:Cohort rdfs:label "cohort" .\n'
    path.write_text(HEAD + LICENCE + COHORT + repeated)
    assert _faults(path, graph, datasets) == []


def test_no_file_lifts_a_claim(tmp_path: Path, graph: Graph, datasets: tuple[Store, Store]) -> None:
    """What a file derives by itself, about a claim of its own or of ours, is in no answer."""
    claims = "SELECT ?c ?p ?o { ?c a exokg:Claim ; ?p ?o }"

    def rows(store: Store, query: str) -> set[tuple[object, ...]]:
        return {tuple(row) for row in EmbeddedStore(store).select(query, prefixes=PREFIXES)}

    before = rows(datasets[1], claims)
    finding = min(str(row[0]) for row in rows(datasets[1], "SELECT ?f { ?c exokg:supportedBy ?f }"))
    path = tmp_path / "their.ttl"
    path.write_text(
        HEAD
        + LICENCE
        + f"""ex:c a exokg:Claim ; rdfs:label "a claim" ; exokg:supportedBy {finding} ;
        exokg:independentStudies 99 ; exokg:highestRung code:rung-controlled-human ."""
    )
    curated = Store()
    curated.bulk_extend(datasets[0])
    joining = Joining(graph, curated, datasets[1], [read_foreign_graph(path)])
    assert {(fault.rule, fault.level) for fault in joining.faults()} == {("derived-by-exokg", "WARN")}
    assert rows(joining.dataset, claims) == before


@pytest.mark.parametrize("name", ["their.nt", "their.nq.gz", "their.trig", "their.rdf", "their.jsonld"])
def test_every_format_has_the_same_faults(
    name: str, tmp_path: Path, graph: Graph, datasets: tuple[Store, Store]
) -> None:
    text = HEAD + LICENCE + 'ex:mice a exokg:Cohorts ; rdfs:label "mice" .\n'
    triples = [quad.triple for quad in parse(text.encode(), format=RdfFormat.TURTLE)]
    suffix = Path(name.removesuffix(".gz")).suffix[1:]
    form = {"jsonld": RdfFormat.JSON_LD}.get(suffix) or RdfFormat.from_extension(suffix)
    data = serialize(triples, format=form) or b""
    path = tmp_path / name
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    (fault,) = _faults(path, graph, datasets)
    assert (fault.rule, fault.level) == ("unknown-name", "ERROR")
    there = data.decode().splitlines()[fault.line - 1][fault.column - 1 :]
    assert re.match(r"<?https://w3id.org/exokg/ontology/Cohorts|Cohorts", there)


IRIS = st.integers(0, 9).map(lambda number: NamedNode(f"https://example.org/t#x{number}"))
TEXTS = st.text(max_size=12).filter(lambda text: text.isprintable())
TRIPLES = st.lists(
    st.builds(Triple, IRIS, IRIS, st.one_of(IRIS, TEXTS.map(Literal))), min_size=1, max_size=8, unique=True
)


@given(TRIPLES, st.sampled_from([RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.TRIG]))
def test_a_thing_is_found_where_it_is_written(triples: list[Triple], form: RdfFormat) -> None:
    prefixes = {} if form == RdfFormat.N_TRIPLES else {"ex": "https://example.org/t#"}
    text = (serialize(triples, format=form, prefixes=prefixes) or b"").decode()
    places = ForeignPlaces(Path("their.ttl"), form.media_type)
    places.__dict__["_text"] = text
    lines = text.split("\n")
    for triple in triples:
        subject = triple.subject
        assert isinstance(subject, NamedNode)
        _, line, column = places.of(subject.value)
        written = lines[line - 1][column - 1 :]
        assert written.startswith((f"<{subject.value}>", f"ex:{subject.value[-2:]}"))
        _, line, column = places.of(subject.value, triple.predicate.value)
        written = lines[line - 1][column - 1 :]
        assert written.startswith((f"<{triple.predicate.value}>", f"ex:{triple.predicate.value[-2:]}"))


def test_a_place_is_said_even_where_nothing_is_found(tmp_path: Path) -> None:
    path = tmp_path / "their.rdf"
    path.write_text("<a/>")
    assert ForeignPlaces(path, "application/rdf+xml").of("urn:nowhere") == (str(path), 1, 1)


# --- the command ---


def test_validate_judges_and_says_how_much(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "their.ttl"
    path.write_text(HEAD + COHORT)
    assert main(["validate", str(path), "-g", str(GRAPH)]) == 0
    out, err = capsys.readouterr()
    assert out == (
        f"{path}:1:1: WARN licence-missing: states no licence\n"
        "  hint: say dcterms:license of its void:Dataset, or give exokg build --licence IRI\n"
    )
    assert f"{path}: 2 statements of <https://w3id.org/exokg/graph/with/their-" in err
    assert "studies: 0, findings: 0" in err
    assert "0 ERROR, 1 WARN, 0 INFO" in err
    assert main(["validate", str(path), "-g", str(GRAPH), "--fail-on", "WARN"]) == 1


def test_validate_as_json_and_by_rule(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "their.ttl"
    path.write_text(HEAD + "ex:mice a exokg:Cohorts .\n")
    words = ["validate", str(path), "-g", str(GRAPH), "-f", "json"]
    assert main(words) == 1
    assert {fault["rule"] for fault in json.loads(capsys.readouterr().out)} == {
        *("unknown-name", "licence-missing", "label-missing"),
    }
    assert main([*words, "--only", "label-missing"]) == 0
    assert [fault["line"] for fault in json.loads(capsys.readouterr().out)] == [10]


def test_other_rdf_is_only_read(tmp_path: Path) -> None:
    path = tmp_path / "their.nt"
    path.write_text("_:a <http://www.w3.org/2002/07/owl#imports> <http://127.0.0.1:1/x> .\n")
    found = validate([path], graph=tmp_path / "nowhere")
    assert found.violations == []
    assert [note.removeprefix(f"{path}: ") for note in found.notes] == [
        "its owl:imports were not followed: nothing is fetched",
        "1 statements, readable; it uses no name of exokg, and no rule was applied",
    ]


def test_judging_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "their.ttl"
    path.write_text(HEAD + LICENCE + COHORT)
    monkeypatch.setattr(foreign_faults, "_SECONDS", 1e-6)
    with pytest.raises(QueryTimeoutError, match="not judged within") as raised:
        validate([path], graph=GRAPH)
    assert raised.value.exit_code == 2
    assert "part of the file" in str(raised.value.hint)


def test_what_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "their.docx").write_text("x")
    with pytest.raises(FormatError, match="neither a record, a table nor RDF"):
        validate([tmp_path / "their.docx"])
    (tmp_path / "their.ttl").write_text("<urn:a> <urn:b> 1 ,, 2 .\n")
    with pytest.raises(InputError, match=r"their.ttl:1:20: "):
        validate([tmp_path / "their.ttl"])
    (tmp_path / "bomb.ttl.gz").write_bytes(gzip.compress(b" " * 60_000_000))
    with pytest.raises(InputError, match="larger than 50 MB"):
        validate([tmp_path / "bomb.ttl.gz"])
    (tmp_path / "cut.ttl.gz").write_bytes(gzip.compress(b"<urn:a> <urn:b> 1 .")[:-9])
    with pytest.raises(InputError, match="end too early"):
        validate([tmp_path / "cut.ttl.gz"])
