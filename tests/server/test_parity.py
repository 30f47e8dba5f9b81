"""Command line, Python and HTTP give the same bytes: they are clients of one library."""

from __future__ import annotations

import gzip
import html
import io
import json
import re
import shlex
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
import serving
from pyoxigraph import DefaultGraph

import exokg
from exokg.cli import main
from exokg.rdf.namespaces import BASE, HYPOTHESES_GRAPH, QUESTIONS_GRAPH, expand
from exokg.rdf.serialisation import serialise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyoxigraph import Quad

    Run = Callable[..., tuple[int, bytes, str]]

pytestmark = pytest.mark.slow

RULES = Path(__file__).parents[1] / "curation" / "rules"
MEDIA = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
ROWS = [
    "SELECT ?s ?title { ?s a exokg:Study ; rdfs:label ?title } ORDER BY ?s",
    "SELECT * { ?study exokg:year ?year ; a ?class } ORDER BY ?study ?class",
    "SELECT DISTINCT * { ?z a exokg:Study . OPTIONAL { ?z exokg:doi ?a } } ORDER BY ?z",
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c }",
    "SELECT ?s FROM <https://w3id.org/exokg/graph/questions> { ?s ?p ?o } ORDER BY ?s LIMIT 5",
    "SELECT ?s { ?s a exokg:NoSuchClass }",
    'SELECT ?x { VALUES ?x { "a\\rb\\u0001c" 1 2.5 "de"@en <urn:x> UNDEF 120.0 -3.0 1e3 } }',
    "ASK { ?s a exokg:Study }",
    "ASK { ?s a exokg:NoSuchClass }",
]
TRIPLES = [
    "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a exokg:Study ; rdfs:label ?l }",
    "DESCRIBE source:dermal-papilla-cell",
    "CONSTRUCT { ?s ?p ?o } FROM <https://w3id.org/exokg/graph/questions> WHERE { ?s ?p ?o }",
]


@pytest.fixture(scope="module")
def served(store: Path) -> Iterator[serving.Serving]:
    with serving.Serving(store, explorer=True) as running:
        yield running


@pytest.fixture(scope="module")
def kg(store: Path) -> exokg.KnowledgeGraph:
    return exokg.load(store=store)


@pytest.fixture
def run(store: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run a command in this process: its exit code, stdout and stderr."""

    def run_command(name: str, *words: str) -> tuple[int, bytes, str]:
        code = main([name, *words, "--store", str(store)])
        out, err = capsysbinary.readouterr()
        return code, out, err.decode()

    return run_command


def by_python(kg: exokg.KnowledgeGraph, query: str, form: str) -> bytes:
    file = io.BytesIO()
    kg.answer(query, form, file)
    return file.getvalue()


def by_http(served: serving.Serving, query: str, form: str) -> bytes:
    answer = served.ask(query, MEDIA[form])
    assert answer.status_code == 200, answer.text
    return answer.content


@pytest.mark.parametrize("query", [*ROWS, *TRIPLES])
def test_queries_of_every_form_in_every_format(
    run: Run, kg: exokg.KnowledgeGraph, served: serving.Serving, query: str
) -> None:
    for form in kg.formats_of(query):
        code, out, _ = run("query", query, "-f", form)
        assert code == 0
        assert out == by_python(kg, query, form), form
        if form in MEDIA and not (query.startswith("ASK") and form in {"csv", "tsv"}):  # not offered
            assert out == by_http(served, query, form), form


def test_every_question(run: Run, kg: exokg.KnowledgeGraph, served: serving.Serving) -> None:
    questions = kg.questions()
    assert len(questions) > 30
    for number, question in enumerate(questions):  # every format was shown above: here one each, in turn
        offered = [form for form in kg.formats_of(question.query) if form in MEDIA]
        form = offered[number % len(offered)]
        code, out, _ = run("query", question.name, "-f", form)
        assert code == 0, question.name
        assert out == by_python(kg, question.query, form), question.name
        assert out == by_http(served, question.query, form), question.name


def test_what_is_refused_is_refused_everywhere(
    run: Run, kg: exokg.KnowledgeGraph, served: serving.Serving
) -> None:
    for query in (
        "SELECT * FROM <http://x/y> { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://x/y> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
        "INSERT DATA { <urn:a> <urn:b> 1 }",
        "SELECT ?s { ?s ?p }",
    ):
        code, out, err = run("query", query)
        assert (code, out) == (2, b"")
        with pytest.raises(exokg.errors.ExokgError) as raised:
            kg.query(query)
        assert raised.value.message in err
        assert served.ask(query).status_code == 400, query


def test_things(run: Run, kg: exokg.KnowledgeGraph, served: serving.Serving) -> None:
    found = kg.query(
        "SELECT DISTINCT ?thing { VALUES ?class { exokg:Study exokg:Finding exokg:Claim exokg:VesicleSource "
        "exokg:Review exokg:TrialRegistration } ?thing a ?class } ORDER BY ?class ?thing"
    )
    assert not isinstance(found, bool | list)
    things = [row["thing"].value for row in found][:: max(1, len(found) // 30)]
    assert len(things) >= 30
    for thing in things:
        _, out, _ = run("show", thing, "-f", "ttl")
        assert out == kg.describe(thing) != b""
        for form in ("ttl", "nt", "rdf", "jsonld") if thing in things[::5] else ("ttl",):
            answer = served.client.get(f"/about.{form}", params={"iri": thing})
            assert answer.content == (out if form == "ttl" else kg.describe(thing, form)), thing


def test_turtle_about_a_term_of_another_ontology(
    run: Run, kg: exokg.KnowledgeGraph, served: serving.Serving
) -> None:
    _, out, _ = run("show", "GO:0016055", "-f", "ttl")
    assert out.startswith(b"@prefix")
    assert out == kg.describe("Wnt signaling pathway")
    iri = kg.look_up("GO:0016055")[0]
    assert served.client.get("/about.ttl", params={"iri": iri}).content == out


@pytest.mark.parametrize("text", ["hair", "Wnt", "no such letters", "10.5555%2FEXOKG.birch.2021."])
def test_search(run: Run, kg: exokg.KnowledgeGraph, served: serving.Serving, text: str) -> None:
    found = kg.search(text)
    hits = [(row["thing"].value, row["name"].value) for row in found]
    _, out, _ = run("search", text, "-f", "json")
    bindings = json.loads(out)["results"]["bindings"]
    assert [(row["thing"]["value"], row["name"]["value"]) for row in bindings] == hits
    page = served.client.get("/search", params={"q": text}).text
    linked = re.findall(r'<tr>\s*<th[^>]*>\s*<a href="([^"]+)"[^>]*>(.*?)</a>', page, re.DOTALL)
    assert [html.unescape(name) for _, name in linked] == [name for _, name in hits]
    for (address, _), (thing, _) in zip(linked, hits, strict=True):
        leads_to = unquote(html.unescape(address)).rpartition("?iri=")[2].replace("#", "/").lstrip("/")
        assert thing.endswith(leads_to), thing
        assert len(leads_to) > 5


SEARCHES: list[tuple[str, list[str], dict[str, list[str]]]] = [
    ("find", ["hair", "density"], {}),
    ("find", ["exosomes", "without", "minoxidil"], {"without": ["preprints"]}),
    ("find", [], {"rung": ["people"], "not-species": ["mouse"]}),
    ("find", [], {"year": ["2020..2023"], "columns": ["study,dose,assay"]}),
    ("find", [], {"source": ["adipose-derived stem cells", "rose"], "wide": ["1"]}),
    ("find", ["no", "such", "words"], {"effect": ["decreases"]}),
    ("count", [], {"by": ["outcome"]}),
    ("count", [], {"by": ["source", "rung"], "level": ["group"]}),
    ("count", [], {"by": ["subject"], "of": ["rung"], "without": ["read-once", "not-separable"]}),
    ("count", [], {"by": ["author"], "of": ["findings"], "not-effect": ["increases"]}),
    ("count", [], {"by": ["route", "year"], "list": ["true"]}),
]  # fmt: skip
"""The verb, its words, and its options, as an address has them."""
ANSWERS = ("csv", "tsv", "json", "xml", "markdown", "table")


@pytest.mark.parametrize("number", range(len(SEARCHES)))
def test_find_and_count(run: Run, kg: exokg.KnowledgeGraph, served: serving.Serving, number: int) -> None:
    """Each in two formats, so that all of them are in all formats; the page says what the library says."""
    verb, words, options = SEARCHES[number]
    switches = {"wide", "list"}
    line = [f"--{name}" for name in options if name in switches]
    line += [part for name, texts in options.items() if name not in switches
             for text in texts for part in (f"--{name}", text)]  # fmt: skip
    given: dict[str, Any] = {
        name.replace("-", "_"): texts for name, texts in options.items() if name not in {"by", *switches}
    }
    for name in given.keys() & {"of", "level"}:
        given[name] = given[name][0]
    if "columns" in given:
        given["columns"] = given["columns"][0].split(",")
    if verb == "find":
        found = kg.find(" ".join(words), wide="wide" in options, **given)
    else:
        found = kg.count(*options["by"], studies="list" in options, **given)
    asked = {**options, **({"words": [" ".join(words)]} if words else {})}
    for form in (ANSWERS[number % len(ANSWERS)], ANSWERS[(number + 2) % len(ANSWERS)]):
        more = ["--limit", "0"] if verb == "find" else []
        code, out, err = run(verb, *words, *line, *more, "-f", form)
        assert code == 0, err
        answer = served.client.get(f"/{verb}", params={**asked, "format": form})
        assert answer.content == out == b"".join(found.written(form)), form
        by_accept = served.client.get(f"/{verb}", params=asked, headers={"Accept": MEDIA.get(form, "*/*")})
        assert by_accept.content == (out if form in MEDIA else b"".join(found.written("csv")))
        assert all(note in err for note in found.notes)
    page = served.client.get(f"/{verb}", params=asked, headers={"Accept": "text/html"}).text
    for text in (found.sentence, *found.notes, str(found.coverage)):
        assert text in html.unescape(page)
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    assert body.count("<tr>") == min(100, len(found.shown))
    command = html.unescape(page.partition('<pre tabindex="0">')[2].partition("</pre>")[0])
    assert run(*shlex.split(command)[1:], "-f", "csv")[1] == b"".join(found.written("csv"))


@pytest.mark.parametrize(
    ("verb", "line", "asked"),
    [
        ("find", ["--outcome", "hair desity"], "outcome=hair+desity"),
        ("find", ["--moon", "1"], "moon=1"),
        ("find", ["--year", "soon"], "year=soon"),
        ("find", ["--columns", "moon"], "columns=moon"),
        ("find", ["--without", "moon"], "without=moon"),
        ("count", [], ""),
        ("count", ["--by", "moon"], "by=moon"),
        ("count", ["--by", "rung", "--of", "moons"], "by=rung&of=moons"),
        ("count", ["--by", "rung", "--level", "moon"], "by=rung&level=moon"),
    ],
)
def test_what_find_and_count_refuse(
    run: Run, served: serving.Serving, verb: str, line: list[str], asked: str
) -> None:
    code, out, err = run(verb, *line)
    assert (code, out) == (2, b"")
    answer = served.client.get(f"/{verb}?{asked}")
    assert (answer.status_code, answer.json()["error"]) == (400, "input")
    if asked:  # what is missing is said in the words of each
        assert answer.json()["message"] in err
        assert answer.json()["hint"] in err
        page = served.client.get(f"/{verb}?{asked}", headers={"Accept": "text/html"})
        assert page.status_code == 400
        assert answer.json()["message"] in html.unescape(page.text)


@pytest.mark.parametrize("form", ["ttl", "nt", "jsonld", "rdf", "nq", "trig"])
def test_exports(
    run: Run, kg: exokg.KnowledgeGraph, served: serving.Serving, tmp_path: Path, form: str
) -> None:
    code, out, _ = run("export", "-f", form)
    assert code == 0
    assert out == b"".join(kg.export(form))
    assert out == served.client.get(f"/export/exokg.{form}").content
    if form not in {"ttl", "nq"}:  # the default graph and all graphs; gzip does not know the format
        return
    packed = tmp_path / f"exokg.{form}.gz"
    assert run("export", "-o", str(packed))[0] == 0
    assert gzip.decompress(packed.read_bytes()) == out
    assert packed.read_bytes() == b"".join(kg.export(form, compressed=True))
    assert packed.read_bytes() == served.client.get(f"/export/exokg.{form}.gz").content


@pytest.mark.parametrize("rule", ["good", "missing-locator", "unknown-term", "number-without-unit"])
def test_checks(capsysbinary: pytest.CaptureFixture[bytes], rule: str) -> None:
    """The invented graph conforms, and the bad example of each rule does not."""
    folder = RULES.parent.parent / "fixtures" / "graph" if rule == "good" else RULES / "_graph"
    paths = [] if rule == "good" else sorted((RULES / rule).glob("bad*.yaml"))
    checked = exokg.validate(paths, graph=folder)
    code = main(["validate", *map(str, paths), "-g", str(folder), "-f", "json"])
    out, err = capsysbinary.readouterr()
    assert json.loads(out) == [asdict(violation) for violation in checked.violations]
    assert code == (0 if checked else 1) == (0 if rule == "good" else 1)
    assert checked.built in err.decode()
    assert {violation.rule for violation in checked.violations} >= (set() if rule == "good" else {rule})


def test_formatting(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    for number, original in enumerate(sorted((RULES.parent.parent / "fixtures").rglob("studies/*.yaml"))):
        path = Path(shutil.copy(original, tmp_path / f"{number}.yaml"))
        first, *rest = path.read_text(encoding="utf-8").split("\n")
        path.write_text("\n".join([f"  {first}".strip() + "  # a remark", "", *rest]), encoding="utf-8")
        wanted = exokg.format_record(path, drop_comments=True)
        assert main(["fmt", "--check", "--drop-comments", str(path)]) == 1
        assert capsysbinary.readouterr().out == f"{path}\n".encode()
        assert main(["fmt", "--drop-comments", str(path)]) == 0
        assert path.read_text(encoding="utf-8") == wanted == exokg.format_record(path)
        capsysbinary.readouterr()


def test_building_and_verifying(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    folder, here, there = RULES.parent.parent / "fixtures" / "graph", tmp_path / "python", tmp_path / "shell"
    ontology = RULES.parents[2] / "ontology.ttl"
    made = exokg.build(folder, here, ontology=ontology)
    assert main(["build", "-g", str(folder), "-o", str(there), "--ontology", str(ontology)]) == 0
    built = exokg.verify(there)
    assert (built.digest, built.graphs, built.records) == (made.digest, made.graphs, made.records)
    assert main(["build", "--verify", "-o", str(here)]) == 0
    assert f"{made.quads:,} statements" in capsysbinary.readouterr().err.decode()
    file = next(path for path in here.rglob("*.sst"))
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(exokg.errors.StoreCorruptError) as raised:
        exokg.verify(here)
    assert main(["build", "--verify", "-o", str(here)]) == 2
    assert raised.value.message in capsysbinary.readouterr().err.decode()


def _ontology(quads: list[Quad]) -> list[Quad]:
    """The statements about classes, properties and codes, by plain Python."""
    default = [quad for quad in quads if quad.graph_name == DefaultGraph()]
    named = {quad.subject for quad in default if quad.predicate == expand("dcterms:identifier")}
    words = ["Class", "NamedIndividual", "ObjectProperty", "DatatypeProperty", "AnnotationProperty"]
    kinds = [expand(f"owl:{word}") for word in words]
    declared = {q.subject for q in default if q.predicate == expand("rdf:type") and q.object in kinds} - named
    ours = tuple(f"<{BASE}{start}" for start in ("ontology", "code/"))
    return [quad for quad in default if quad.subject in declared or str(quad.subject).startswith(ours)]


def test_other_files_of_a_release_are_served_as_they_are(
    kg: exokg.KnowledgeGraph, served: serving.Serving
) -> None:
    """Besides the exports: the ontology, and the questions as data."""
    quads = list(kg.quads())
    ontology = served.client.get("/ontology.ttl").content
    assert ontology == serialise(_ontology(quads), "ttl")
    questions = served.client.get("/.well-known/sparql-examples", headers={"Accept": "text/turtle"}).content
    asked = (quad.triple for quad in quads if quad.graph_name == QUESTIONS_GRAPH)
    assert questions == serialise(asked, "ttl")
    assert len(ontology) > 100_000
    assert len(questions) > 50_000


def test_the_explorer(run: Run, kg: exokg.KnowledgeGraph, served: serving.Serving) -> None:
    _, out, _ = run("view", "-o", "-")
    assert out == kg.view().encode()
    # What draws has the lowest priority: beside other workers of the tests it waits for a processor.
    served.wait(lambda: served.client.get("/explorer").status_code == 200, seconds=300)
    assert served.client.get("/explorer").content == out
    served.wait(lambda: served.client.get("/explorer/free").status_code == 200, seconds=300)
    assert served.client.get("/explorer/free").content == kg.view(free=True).encode()


def test_hypotheses_are_exported_only_if_asked(run: Run, kg: exokg.KnowledgeGraph) -> None:
    without, with_them = (set(kg.quads(hypotheses=wanted)) for wanted in (False, True))
    assert {quad.graph_name for quad in with_them - without} == {HYPOTHESES_GRAPH}
    _, out, _ = run("export", "-f", "nq", "--hypotheses")
    assert out == b"".join(kg.export("nq", hypotheses=True))
    assert len(out.splitlines()) == len(with_them) > len(without)
