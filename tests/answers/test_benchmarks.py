"""The benchmarks run, small: the generator makes what the questions read, and every question is timed."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, QueryTriples, RdfFormat, Store

from benchmarks import elsewhere, formulations
from benchmarks.generator import generate
from benchmarks.invented.draws import Counts, Draws
from exokg.curation.questions import Question, read_questions
from exokg.curation.reading import read_graph

from .engine import select

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[2]
QUESTIONS = {question.name: question for question in read_questions(ROOT / "graph" / "questions")}
OURS = "https://w3id.org/exokg/"
CATALOGUE = NamedNode("https://w3id.org/exokg/graph/questions")
#: more than twice what it takes for that which stands for one study of 64 to occur
TRIPLES = 70_000


@pytest.fixture(scope="module")
def generated() -> Store:
    return generate(TRIPLES)


@pytest.mark.slow
def test_a_generated_graph_has_the_shape_of_a_curated_one(generated: Store) -> None:
    query = """PREFIX exokg: <https://w3id.org/exokg/ontology/>
        SELECT ?source (COUNT(*) AS ?n) { ?f a exokg:Finding ; exokg:countedUnder/exokg:ofSource ?source .
          ?source a exokg:VesicleSource } GROUP BY ?source ORDER BY DESC(?n)"""
    counts = [int(count.value) for _, count in select(generated, query)]
    assert len(counts) > 5
    assert counts[0] > 3 * counts[len(counts) // 2], "sources are skewed"
    assert generated.query("PREFIX exokg: <https://w3id.org/exokg/ontology/> ASK { ?c a exokg:Claim }")
    assert set(generate(3_000)) == set(generate(3_000))


@pytest.mark.slow
def test_as_many_studies_come_to_as_many_statements_as_the_real_ones(
    generated: Store, real_dataset: Store
) -> None:
    def studies(store: Store) -> int:
        query = (
            "PREFIX exokg: <https://w3id.org/exokg/ontology/> SELECT (COUNT(*) AS ?n) { ?s a exokg:Study }"
        )
        ((count,),) = select(store, query)
        return int(count.value)

    assert studies(generated) == TRIPLES // 500
    each = len(generated) / studies(generated)
    assert 0.8 < each / (len(real_dataset) / studies(real_dataset)) < 1.25


def test_what_was_counted_is_dealt_as_often() -> None:
    draws, counts = Draws(read_graph(ROOT / "graph")), Counts({"often": 60, "seldom": 3, "once": 1})
    dealt = [draws.deal(counts) for _ in range(128)]
    assert Counter(dealt[:64]) == Counter(dealt[64:]) == {"often": 60, "seldom": 3, "once": 1}
    assert dealt[:64] != dealt[64:]


@pytest.fixture(scope="module")
def ontology() -> set[Quad]:
    store = Store()
    store.load((ROOT / "ontology.ttl").read_bytes(), format=RdfFormat.TURTLE)
    return set(store)


def used(quads: Iterable[Quad]) -> set[str]:
    """The predicates and the objects that are names."""
    objects = {quad.object.value for quad in quads if isinstance(quad.object, NamedNode)}
    return {quad.predicate.value for quad in quads} | objects


def told(store: Store, ontology: set[Quad]) -> set[str]:
    """What a graph names beside its vocabulary, which names everything, and its questions."""
    return used([quad for quad in store if quad not in ontology and quad.graph_name != CATALOGUE])


def vocabulary(ontology: set[Quad]) -> set[str]:
    """The properties and the closed lists that the ontology itself tells of, such as the rank of a rung."""
    return {quad.predicate.value for quad in ontology} | used(
        [quad for quad in ontology if quad.predicate.value.endswith("#type")]
    )


def named(question: Question) -> set[str]:
    """The IRIs that a question names outside of its prefixes."""
    prefixes = dict(re.findall(r"(?m)^PREFIX (\w+): <([^>]*)>", question.query))
    text = re.sub(r'"[^"]*"|<[^>]*>|(?m:^\s*#.*$)', "", question.query)
    found = re.findall(r"(?<![\w?])(\w+):([\w-]+)", text)
    return {prefixes[prefix] + name for prefix, name in found}


@pytest.mark.slow
def test_what_a_question_names_occurs_in_a_generated_graph(
    generated: Store, real_dataset: Store, ontology: set[Quad]
) -> None:
    """All of our own names, also those no curated record has yet, and others that the real graph has."""
    made, real = told(generated, ontology), told(real_dataset, ontology)
    asked = {(iri, name) for name, question in QUESTIONS.items() for iri in named(question)}
    assert len({iri for iri, _ in asked if iri in real}) > 150, "names are found in the questions"
    known = made | vocabulary(ontology)
    assert {(iri, name) for iri, name in asked if iri in real and iri not in made} == set()
    assert {(iri, name) for iri, name in asked if iri.startswith(OURS) and iri not in known} == set()


def has_rows(store: Store, name: str) -> bool:
    found = store.query(QUESTIONS[name].query)
    assert isinstance(found, QuerySolutions | QueryTriples)
    return any(True for _ in found)


@pytest.mark.slow
@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_with_rows_on_the_real_graph_has_rows_on_a_generated_one(
    name: str, generated: Store, real_dataset: Store
) -> None:
    assert has_rows(generated, name) or not has_rows(real_dataset, name)


#: what each way of rewriting looks for, told once more and more simply
PATTERNS = {
    "open as UNDEF": r"VALUES \?\w+ \{ exokg:Term \}",
    "sorted by columns": r"AS \?row\)",
    "sorted by one key": r"ORDER BY \?\w+ \?\w+( \?\w+)*\s*$",
    "optionals grouped": r"OPTIONAL \{ [^{}\n]+ \}\n",
    "sides grouped": r"\n +\?\w+ (exokg:(?!within)|rdfs:)[A-Za-z]+ \?\w+ \.\n",
    "looked up": r"\{ SELECT [?\w ]+ WHERE \{ [^{}\n]+ \} \}",
    "as one would write it first": r"AS \?row\)|VALUES \?\w+ \{ exokg:Term \}",
}


@pytest.mark.parametrize("wording", formulations.WORDINGS)
def test_another_wording_changes_every_text_that_has_its_pattern(wording: str) -> None:
    texts = {name: one.query for name, one in QUESTIONS.items() if one.form == "SELECT"}
    others = {name: formulations.WORDINGS[wording](text) for name, text in texts.items()}
    for text in others.values():
        Store().query(text)
    having = {name for name, text in texts.items() if re.search(PATTERNS[wording], text)}
    assert having
    assert having <= {name for name in texts if others[name] != texts[name]}


def test_no_composed_key_is_left_where_columns_are_sorted() -> None:
    for name, question in QUESTIONS.items():
        assert "?row" not in formulations.sorted_by_columns(question.query), name


@pytest.mark.slow
def test_every_question_is_timed(tmp_path: Path) -> None:
    page = tmp_path / "questions.md"
    arguments = ["--sizes", "2000", "--rdflib", "0", "--seconds", "1", "--out", str(page)]
    command = [sys.executable, "-m", "benchmarks.questions", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    timed = page.read_text(encoding="utf-8")
    assert "`python -m benchmarks.questions --sizes 2000 --rdflib 0 --seconds 1`" in timed
    assert "more than 1 s" in timed
    for name in QUESTIONS:
        assert f"| {name} |" in timed
    filled = dict(re.findall(r"(?m)^\| ([\w-]+) \| [\d.]+ \| ([\d.]+) \|", timed))
    assert {"claims", "harms", "trials", "positions"} <= set(filled)


def test_rows_of_other_engines_are_compared_by_value_and_in_order() -> None:
    decimal = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    assert elsewhere.value(Literal("1.50", datatype=decimal)) == elsewhere.value(Literal(1.5))
    assert (
        elsewhere.value(Literal("b; a")) == elsewhere.value(Literal("a; b")) != elsewhere.value(Literal("a"))
    )
    rows: elsewhere.Cells = [("a",), ("b",)]
    assert elsewhere.difference(rows[::-1], rows) == "in another order from row 0: ('b',) instead of ('a',)"
    assert elsewhere.difference([("c",)], rows) == "other rows from row 0: ('c',) instead of ('a',)"
    assert elsewhere.difference(rows[:1], rows) == "other rows: 1 instead of 2"
