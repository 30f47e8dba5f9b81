"""What the one facade does beyond what other tests of it show: names, formats, tables, citations, errors."""

from __future__ import annotations

import io
import json
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx
import pytest
from pyoxigraph import Literal

import exokg
from exokg.errors import FormatError, InputError, InvalidGraphError, QuerySyntaxError, UnknownTermError
from exokg.store.solutions import Solutions

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
LITERAL = "{http://www.w3.org/2005/sparql-results#}literal"
TITLES = "SELECT ?s ?title { ?s a exokg:Study ; rdfs:label ?title } ORDER BY ?s"


@pytest.fixture(scope="module")
def kg(built: Path) -> exokg.KnowledgeGraph:
    return exokg.load(store=built)


def rows(kg: exokg.KnowledgeGraph, text: str) -> Solutions:
    found = kg.query(text)
    assert isinstance(found, Solutions)
    return found


# --- tables ---


def test_a_table_is_read_as_often_as_one_likes_by_number_and_by_name(kg: exokg.KnowledgeGraph) -> None:
    found = rows(kg, TITLES)
    assert list(found) == list(found) != []
    first = found[0]
    assert first["s"] is first[0]
    assert first["title"] == tuple(first)[1]
    assert found[-1] == list(found)[-1]
    with pytest.raises(KeyError, match="no column year; there are s, title"):
        first["year"]
    with pytest.raises(IndexError):
        found[10_000]


def test_a_table_says_what_it_is_without_reading_all(kg: exokg.KnowledgeGraph) -> None:
    assert repr(rows(kg, f"{TITLES} LIMIT 1")) == "<Result: 1 row of s, title>"
    assert repr(rows(kg, f"{TITLES} LIMIT 2")) == "<Result: 2 rows of s, title>"
    read = []

    def endless() -> Any:
        for number in range(10**9):
            read.append(number)
            yield (Literal(number),)

    long = Solutions(["n"], endless())
    assert repr(long) == "<Solutions: more than 1000 rows of n>"
    assert len(read) < 1100
    assert "<td>19</td>" in long._repr_html_()
    assert "<td>20</td>" not in long._repr_html_()


def test_what_stands_in_a_cell_is_no_html() -> None:
    table = Solutions(["<b>"], [(Literal("<script>"),), (None,)])
    shown = table._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert "<th>&lt;b&gt;</th>" in shown


def test_an_empty_table_has_its_columns_and_is_false(kg: exokg.KnowledgeGraph) -> None:
    empty = rows(kg, "SELECT ?a ?b { ?a exokg:locator <urn:nothing> ; rdfs:label ?b }")
    assert not empty
    assert len(empty) == 0
    frame = empty.to_pandas()
    assert list(frame.columns) == ["a", "b"]


def test_a_frame_has_plain_values(kg: exokg.KnowledgeGraph) -> None:
    frame = rows(kg, "SELECT ?s ?year { ?s a exokg:Study ; exokg:year ?year } ORDER BY ?s").to_pandas()
    assert frame["year"].between(1990, 2030).all()
    assert frame["s"].str.startswith("https://w3id.org/exokg/study/").all()
    assert kg.ask("conflicts").to_pandas().shape[1] > 3


# --- queries ---


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Preparation", "exokg:VesiclePreparation"),
        ("locater", "exokg:locator"),
        ("Xyzzyq", "is no class or property of this graph"),
    ],
)
def test_a_name_that_the_graph_does_not_have_is_told(kg: exokg.KnowledgeGraph, name: str, said: str) -> None:
    for query in (
        f"SELECT ?s {{ ?s a exokg:{name} }}",
        f"PREFIX o: <https://w3id.org/exokg/ontology/> ASK {{ ?s ?p o:{name} }}",
        f"ASK {{ ?s <https://w3id.org/exokg/ontology/{name}> ?o }}",
    ):
        (line,) = kg.unknown_names(query)
        assert line.startswith(f"exokg:{name} is no class or property")
        assert said in line


def test_names_that_are_there_are_not_told(kg: exokg.KnowledgeGraph) -> None:
    for question in kg.questions():
        assert kg.unknown_names(question.query) == [], question.name
    assert kg.unknown_names("SELECT * { ?s a <urn:other> }") == []


@pytest.mark.parametrize(
    ("query", "form"), [("SELECT * { ?s ?p ?o }", "ttl"), ("CONSTRUCT WHERE { ?s ?p ?o }", "csv")]
)
def test_a_format_of_another_kind_of_answer_is_refused(
    kg: exokg.KnowledgeGraph, query: str, form: str
) -> None:
    file = io.BytesIO()
    with pytest.raises(FormatError, match=form):
        kg.answer(query, form, file)
    assert file.getvalue() == b""
    assert form not in kg.formats_of(query)


def test_a_fault_of_a_query_has_its_place(kg: exokg.KnowledgeGraph) -> None:
    with pytest.raises(QuerySyntaxError, match=r"<query>:1:\d+"):
        kg.answer("SELECT ?s { ?s ?p }", "json", io.BytesIO())


@pytest.mark.parametrize(
    ("text", "written"),
    [("a\rb", "a\rb"), ("a\u0001b", "a\ufffdb"), ("<&>", "<&>"), ("tab\tand\nline", "tab\tand\nline")],
)
def test_xml_holds_what_xml_can_hold(kg: exokg.KnowledgeGraph, text: str, written: str) -> None:
    file = io.BytesIO()
    kg.answer(f"SELECT ?x {{ VALUES ?x {{ {Literal(text)} }} }}", "xml", file)
    (found,) = ET.fromstring(file.getvalue()).iter(LITERAL)  # noqa: S314 - our own
    assert found.text == written


# --- questions and things ---


def test_coverage_counts_what_there_is(kg: exokg.KnowledgeGraph) -> None:
    (count,) = rows(kg, "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a exokg:Study }")
    assert kg.coverage("studies").searched == int(count["n"].value)
    assert kg.coverage().searched > kg.coverage("trials").searched > 0


def test_a_question_is_found_by_its_name_alone(kg: exokg.KnowledgeGraph) -> None:
    assert [kg.question(question.name).name for question in kg.questions()] == [
        question.name for question in kg.questions()
    ]
    with pytest.raises(InputError, match="not a sentence") as raised:
        kg.ask("which studies saw harms in people?")
    assert "harms" in (raised.value.hint or "")
    with pytest.raises(InputError, match="there is no question harmz"):
        kg.ask("harmz")


def test_hypotheses_are_those_of_the_question(kg: exokg.KnowledgeGraph) -> None:
    everything = kg.hypotheses()
    assert everything.records() == kg.ask("hypotheses").records()
    assert len(kg.hypotheses(target="hair growth")) <= len(everything)
    with pytest.raises(UnknownTermError):
        kg.hypotheses(source="no such source")


def test_an_answer_without_rows_comes_with_advice(kg: exokg.KnowledgeGraph) -> None:
    answer = kg.ask("human-studies", outcome="apoptosis")
    assert not answer
    assert "no rows" in answer.notes[0]


def test_search_finds_parts_of_labels_and_synonyms(kg: exokg.KnowledgeGraph) -> None:
    found = kg.search("MINOX")
    assert found.variables == ["thing", "name", "kind"]
    assert "minoxidil" in {row["name"].value for row in found}
    names = [row["name"].value for row in found]
    assert names == sorted(names)
    assert len({row["thing"] for row in found}) == len(found)
    assert len(kg.search("a")) == 50
    assert not kg.search("  ")
    assert not kg.search('"} ?s ?p ?o #')


def test_every_name_of_a_thing_leads_to_it(kg: exokg.KnowledgeGraph) -> None:
    study = "https://w3id.org/exokg/study/kim-2022-colostrum"
    for name in ("kim-2022-colostrum", "study:kim-2022-colostrum", study):
        assert kg.look_up(name) == [study]
    assert kg.show("kim-2022-colostrum")[0].iri == study
    turtle = kg.describe("kim-2022-colostrum").decode()
    assert turtle.startswith("@prefix")
    assert "study:kim-2022-colostrum" in turtle
    with pytest.raises(UnknownTermError):
        kg.describe("no such thing at all")
    with pytest.raises(FormatError):
        kg.describe("kim-2022-colostrum", "docx")


# --- what is written for elsewhere ---


def test_the_network_is_written_for_other_programs(kg: exokg.KnowledgeGraph) -> None:
    edges = kg.to_networkx().number_of_edges()
    read: Any = networkx.parse_graphml(kg.network("graphml"))
    assert read.number_of_edges() == edges
    assert len(json.loads(kg.network("cytoscape"))["elements"]["edges"]) == edges
    with pytest.raises(FormatError, match="dot"):
        kg.network("dot")


@pytest.mark.parametrize(
    "wrong",
    [
        lambda kg: kg.paths("dermal papilla cell", "hair growth", longest=5),
        lambda kg: kg.paths("dermal papilla cell", "hair growth", limit=0),
        lambda kg: kg.paths("no such cell", "hair growth"),
    ],
)
def test_a_path_that_cannot_be_asked_is_refused(
    kg: exokg.KnowledgeGraph, wrong: Callable[[exokg.KnowledgeGraph], object]
) -> None:
    with pytest.raises(InputError):
        wrong(kg)


def test_citations_are_those_of_an_answer_and_of_the_dataset(kg: exokg.KnowledgeGraph) -> None:
    answer = kg.ask("human-studies")
    *studies, dataset = kg.citations(answer)
    assert dataset.kind == "dataset"
    assert 0 < len(studies) <= len(answer)
    assert kg.cite(answer, "bibtex").count("\n@") == len(studies)
    assert len(json.loads(kg.cite(["kim-2022-colostrum"], "csl"))) == 2
    assert kg.cite(form="ris").count("TY  - ") == 1
    with pytest.raises(InputError, match="no-such-key"):
        kg.cite(["no-such-key"])
    with pytest.raises(FormatError, match="docx"):
        kg.cite(form="docx")


def test_statistics_add_up(kg: exokg.KnowledgeGraph) -> None:
    found = kg.stats()
    groups: dict[str, list[tuple[int, int]]] = {}
    for row in found.records():
        groups.setdefault(str(row["group"]), []).append((int(str(row["count"])), int(str(row["of"]))))
    for name, figures in groups.items():
        assert all(0 <= count <= of for count, of in figures), name
        if name != "shares":
            assert sum(count for count, _ in figures) == figures[0][1], name


def test_registrations_are_counted_alike_everywhere(kg: exokg.KnowledgeGraph) -> None:
    """Some registrations are only named by a paper: the statistics tell them from records."""
    shares = {one["what"].value: one for one in kg.stats()}
    own = shares["trial registrations with a record of their own"].record()
    assert own["of"] == kg.coverage("trials").searched
    assert own["count"] == shares["trial registration"].record()["count"]


def test_an_export_is_complete(kg: exokg.KnowledgeGraph) -> None:
    exported = b"".join(kg.export("nq"))
    assert len(exported.splitlines()) == len(set(kg.quads()))
    assert exported == b"".join(kg.export("nq"))
    with pytest.raises(FormatError):
        kg.export("docx")


# --- curators ---


def test_a_record_is_begun_formatted_and_checked(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    shutil.copytree(ROOT / "tests" / "fixtures" / "graph", graph)
    path = exokg.new_record("smith-2025-kelp", graph=graph, doi="10.1000/kelp.12")
    assert "10.1000/kelp.12" in path.read_text(encoding="utf-8")
    with pytest.raises(InputError, match="comment-inside"):
        exokg.format_record(path)
    assert "#" not in exokg.format_record(path, drop_comments=True).partition("key:")[2]
    checked = exokg.validate([path], graph=graph)
    assert not checked, "the template is not filled in"
    assert {fault.level for fault in checked.violations} >= {"ERROR"}
    with pytest.raises(InputError):
        exokg.new_record("smith-2025-kelp", graph=graph)
    with pytest.raises(InputError, match="there is no rule"):
        exokg.validate([path], graph=graph, only=["no-such-rule"])
    with pytest.raises(InvalidGraphError):
        exokg.build(graph, tmp_path / "store")


def test_rules_have_pages() -> None:
    everything = exokg.rules()
    assert len(everything) > 80
    assert exokg.rules(everything[0].id) == [everything[0]]
    with pytest.raises(InputError, match="there is no rule missing-locater") as raised:
        exokg.rules("missing-locater")
    assert "missing-locator" in (raised.value.hint or "")


def test_the_package_names_what_it_has() -> None:
    for name in exokg.__all__:
        assert getattr(exokg, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        exokg.nothing  # noqa: B018 - asked for on purpose


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * { ?s exokg:rung code:rung-anmal }", "code:rung-anmal is no code of this graph"),
        (
            "PREFIX e: <https://w3id.org/exokg/ontolgy/> SELECT * { ?s e:target ?o }",
            "nothing in this graph begins with the namespace of e:; did you mean "
            "<https://w3id.org/exokg/ontology/>?",
        ),
        (
            "PREFIX exokg: <http://w3id.org/exokg/ontology/> SELECT * { ?s exokg:target ?o }",
            "nothing in this graph begins with the namespace of exokg:",
        ),
        ("PREFIX x: <https://example.org/> SELECT * { ?s x:target ?o }", ""),
        ("PREFIX study: <https://w3id.org/exokg/study/> SELECT * { study:x ?p ?o }", ""),
        ("SELECT * { ?s exokg:rung code:rung-animal }", ""),
    ],
)
def test_a_code_or_a_namespace_that_is_misspelt_is_named(
    kg: exokg.KnowledgeGraph, query: str, said: str
) -> None:
    lines = kg.unknown_names(query)
    assert [line[: len(said)] for line in lines] == ([said] if said else [])


def test_a_format_that_is_not_known_opens_no_iterator(
    kg: exokg.KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The traceback of an error would hold it, and the engine's iterators end only in their own thread."""
    monkeypatch.setattr(type(kg.store), "quads", lambda _: pytest.fail("opened"))
    with pytest.raises(FormatError, match="docx"):
        kg.export("docx")
