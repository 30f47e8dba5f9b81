"""Every question of the catalogue: equal rows on two engines, pinned on the real graph, well described.

The files of ``golden/`` hold the rows of the real graph. After a change of data that was meant, write
them anew with ``make golden`` and read the diff.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, Store

from exokg.answers.answering import answer
from exokg.answers.find.aliases import ALIASES
from exokg.answers.parameters import Values
from exokg.curation.questions import Question, parse_question, read_questions
from exokg.errors import InputError
from exokg.rdf.catalogue import CATALOGUE_QUERY, questions_in, to_quads
from exokg.rdf.namespaces import QUESTIONS_GRAPH, expand
from exokg.store.solutions import value_of

from .engine import dumped, select

if TYPE_CHECKING:
    import rdflib

    import exokg.store as stores

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).with_name("golden")
WRITE = bool(os.environ.get("EXOKG_WRITE_GOLDEN"))  # read here: each test runs in a clean environment
QUESTIONS = {question.name: question for question in read_questions(ROOT / "graph" / "questions")}
NUMBERS = {"Q1 Q3 Q5 Q7 Q9 Q11 Q12 Q14 Q16 Q17 Q19 Q21 Q22 Q24 Q26 Q27 Q29 Q30 Q32 Q33 Q35 Q36 Q37 Q38 Q40"}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning"),  # rdflib's own calls
]


Narrower = Callable[[Iterable[str]], list[tuple[NamedNode, NamedNode]]]


def plain(text: object) -> str:
    """One spelling for what engines print differently: numbers, and nothing for an unbound cell."""
    if text is None:
        return ""
    try:
        return format(Decimal(str(text)).normalize(), "f")
    except InvalidOperation:
        return str(text)


def on_oxigraph(store: Store, question: Question) -> tuple[list[str], list[tuple[str, ...]]]:
    found = store.query(question.query)
    if isinstance(found, pyoxigraph.QueryTriples):
        rows = [(t.subject, t.predicate, t.object) for t in found]
        return list(question.columns), [tuple(plain(value_of(cell)) for cell in row) for row in rows]
    assert isinstance(found, pyoxigraph.QuerySolutions)
    columns = [variable.value for variable in found.variables]
    return columns, [tuple(plain(cell and value_of(cell)) for cell in row) for row in found]


@pytest.fixture(scope="module")
def rdflib_dataset(small_dataset: Store) -> rdflib.Dataset:
    import rdflib

    dataset = rdflib.Dataset(default_union=False)
    dataset.parse(data=dumped(small_dataset).decode(), format="nquads")
    return dataset


def on_rdflib(dataset: rdflib.Dataset, query: str) -> list[tuple[str, ...]]:
    found = dataset.query(query)
    return [tuple(plain(cell) for cell in row) for row in found if not isinstance(row, bool)]


@pytest.fixture(scope="module")
def small_values(small_store: stores.Store) -> Values:
    return Values(small_store.select)


@pytest.mark.parametrize("name", QUESTIONS)
def test_rows_and_their_order_are_equal_on_rdflib_and_oxigraph(
    name: str, small_dataset: Store, rdflib_dataset: rdflib.Dataset
) -> None:
    columns, rows = on_oxigraph(small_dataset, QUESTIONS[name])
    assert columns == list(QUESTIONS[name].columns)
    other = on_rdflib(rdflib_dataset, QUESTIONS[name].query)
    assert other == rows if QUESTIONS[name].form == "SELECT" else sorted(other) == sorted(rows)
    print(f"{len(rows)} rows")


WITHIN = pyoxigraph.NamedNode("https://w3id.org/exokg/ontology/within")
OPEN = [(name, one.name) for name in QUESTIONS for one in QUESTIONS[name].parameters if one.optional]


@pytest.mark.parametrize(("name", "open_parameter"), OPEN)
def test_filled_parameters_give_equal_rows_on_rdflib(
    name: str,
    open_parameter: str,
    small_dataset: Store,
    small_values: Values,
    rdflib_dataset: rdflib.Dataset,
) -> None:
    """Each parameter that may be left open, filled with the first choice that has rows and one without."""
    question = QUESTIONS[name]
    parameter = next(one for one in question.parameters if one.name == open_parameter)

    def filled(choices: list[str]) -> Question:
        values = {open_parameter: small_values.read(parameter, choices)}
        return replace(question, query=question.with_values(values))

    asked: dict[bool, str] = {}
    for choice in small_values.choices(parameter) or ["Invented Medicines Authority"]:
        _, found = on_oxigraph(small_dataset, filled([choice]))
        asked.setdefault(bool(found), choice)
        if True in asked:
            break
    assert True in asked
    # Asked together: what has no rows here and some there would add them. Parsing takes rdflib longest.
    query = filled([*asked.values()])
    _, rows = on_oxigraph(small_dataset, query)
    assert on_rdflib(rdflib_dataset, query.query) == rows, asked


@pytest.fixture(scope="module")
def narrower(real_dataset: Store, real_store: stores.Store) -> Narrower:
    """A function: categories → pairs of a term and one within it."""
    terms = Values(real_store.select).terms
    within = list(real_dataset.quads_for_pattern(None, WITHIN, None))

    def pairs(categories: Iterable[str]) -> list[tuple[NamedNode, NamedNode]]:
        of = {expand(term.curie) for term in terms if term.category in categories}
        found = {
            (q.object, q.subject)
            for q in within
            if isinstance(q.object, NamedNode) and isinstance(q.subject, NamedNode)
            if q.object != q.subject and {q.object, q.subject} <= of
        }
        return sorted(found, key=str)

    return pairs


@pytest.mark.parametrize("name", sorted({name for name, _ in OPEN}))
def test_a_term_and_a_narrower_one_give_no_row_twice(
    name: str, real_dataset: Store, narrower: Narrower
) -> None:
    """What is within both of two terms given for one parameter is told once."""

    def rows(open_parameter: str, values: list[NamedNode]) -> list[tuple[str, ...]]:
        question = replace(QUESTIONS[name], query=QUESTIONS[name].with_values({open_parameter: values}))
        return on_oxigraph(real_dataset, question)[1]

    for parameter in (one for one in QUESTIONS[name].parameters if one.optional and one.type == "term"):
        asked = 0
        for wide, narrow in narrower(parameter.of):
            if asked < 2 and rows(parameter.name, [narrow]):
                assert rows(parameter.name, [wide, narrow]) == rows(parameter.name, [wide]), (wide, narrow)
                asked += 1


def test_answers_do_not_depend_on_the_order_in_which_statements_arrive(real_dataset: Store) -> None:
    quads = sorted(real_dataset, key=str)
    backwards = pyoxigraph.Store()
    for quad in reversed(quads):
        backwards.add(quad)
    for name, question in QUESTIONS.items():
        if question.form == "SELECT":  # the triples of another form have no order
            assert on_oxigraph(backwards, question) == on_oxigraph(real_dataset, question), name


PINNED: dict[str, tuple[str, dict[str, list[str]]]] = {name: (name, {}) for name in QUESTIONS} | {
    "claims-on-a-wide-target": ("claims", {"target": ["cell proliferation"]}),
    "harms-in-a-condition": ("harms", {"condition": ["alopecia areata"]}),
    "human-studies-of-a-condition": ("human-studies", {"condition": ["androgenetic alopecia"]}),
}


@pytest.mark.parametrize("name", PINNED)
def test_rows_of_the_real_graph_are_pinned(name: str, real_dataset: Store, real_store: stores.Store) -> None:
    asked, given = PINNED[name]
    question, values = QUESTIONS[asked], Values(real_store.select)
    read = {one.name: values.read(one, given[one.name]) for one in question.parameters if one.name in given}
    columns, rows = on_oxigraph(real_dataset, replace(question, query=question.with_values(read)))
    lines = ["\t".join(columns), *sorted("\t".join(" ".join(cell.split()) for cell in row) for row in rows)]
    path = GOLDEN / f"{name}.tsv"
    if WRITE:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert path.read_text(encoding="utf-8").splitlines() == lines


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.tsv")} == set(PINNED)


def test_all_competency_questions_are_there() -> None:
    asked = {question.number for question in QUESTIONS.values()}
    asked |= {alias.number for alias in ALIASES.values()}
    assert set(next(iter(NUMBERS)).split()) <= asked


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_described_and_portable(name: str) -> None:
    question = QUESTIONS[name]
    text = re.sub(r"(?m)#.*$", "", question.query)
    assert not question.title.endswith(".")
    assert question.keywords
    assert question.because.endswith("."), "say why neither find nor count answers it"
    assert not re.search(r"\[|SERVICE|\bBASE\b|bif:|ql:", text), "blank nodes and dialects are not portable"
    declared = set(re.findall(r"(?m)^PREFIX (\w+):", text))
    used = set(
        re.findall(r"(?<![\w<:/?\"])([a-z]+):[A-Za-z]", re.sub(r"<[^>]*>|\"[^\"]*\"|PREFIX.*", "", text))
    )
    assert used == declared
    assert "ORDER BY" in text or question.form != "SELECT" or "overall" in name


@pytest.mark.parametrize(
    "name", [name for name, question in QUESTIONS.items() if "study" in question.columns]
)
def test_rows_about_findings_carry_a_place(name: str) -> None:
    if name in {"human-studies", "harms"} or "finding" in QUESTIONS[name].columns:
        assert "locator" in QUESTIONS[name].columns


def test_retracted_studies_leave_every_answer_but_those_about_status(small_dataset: Store) -> None:
    spared = {"publication-status", "bibliography", "claim-provenance", "review-inclusion"}
    for name in sorted(set(QUESTIONS) - spared):
        _, rows = on_oxigraph(small_dataset, QUESTIONS[name])
        assert not any("elm-2020-withdrawn" in cell for row in rows for cell in row), name
    _, rows = on_oxigraph(small_dataset, QUESTIONS["publication-status"])
    assert any("elm-2020-withdrawn" in cell for row in rows for cell in row)


def test_hypotheses_come_from_their_own_graph_alone(small_dataset: Store) -> None:
    emptied = pyoxigraph.Store()
    emptied.extend(quad for quad in small_dataset if isinstance(quad.graph_name, pyoxigraph.DefaultGraph))
    assert on_oxigraph(small_dataset, QUESTIONS["hypotheses"])[1]
    assert on_oxigraph(emptied, QUESTIONS["hypotheses"])[1] == []


def test_the_catalogue_is_read_back_from_its_named_graph() -> None:
    store = pyoxigraph.Store()
    store.extend(to_quads(QUESTIONS.values()))
    found = questions_in(select(store, CATALOGUE_QUERY))
    assert found == [QUESTIONS[name] for name in sorted(QUESTIONS)]
    described = select(
        store,
        "PREFIX sh: <http://www.w3.org/ns/shacl#> SELECT ?q { GRAPH ?g { ?q a sh:SPARQLExecutable ; "
        "<http://www.w3.org/2000/01/rdf-schema#comment> ?c ; <https://schema.org/target> ?t ; "
        "sh:prefixes ?p } }",
    )
    assert len(list(described)) == len(QUESTIONS)
    assert {quad.graph_name for quad in store} == {QUESTIONS_GRAPH}


def test_prefixes_mean_the_same_everywhere() -> None:
    meant: dict[str, set[str]] = {}
    for question in QUESTIONS.values():
        for prefix, namespace in re.findall(r"(?m)^PREFIX (\w+): <(.*)>$", question.query):
            meant.setdefault(prefix, set()).add(namespace)
    assert all(len(namespaces) == 1 for namespaces in meant.values())


GOOD = """# title: One
# audience: researcher
# about: Something
#   that goes on.
# parameter: cell term(cell) optional; a cell
# columns: a
# coverage: studies
SELECT ?a WHERE {
  VALUES ?cell { UNDEF }
  ?a ?b ?cell
}
"""


def test_questions_of_every_form_are_asked(small_store: stores.Store) -> None:
    """A yes-or-no question is read back and answered as the others are, wherever the catalogue is read."""
    head = GOOD[: GOOD.index("SELECT")].replace("# parameter: cell term(cell) optional; a cell\n", "")
    texts = {
        "ask": "ASK { ?a ?b ?c }",
        "construct": "CONSTRUCT { ?a a ?c } WHERE { ?a a ?c }",
        "select": "SELECT ?a { ?a ?b ?c }",
    }
    questions = [parse_question(name, head + text) for name, text in texts.items()]
    store = pyoxigraph.Store()
    store.extend(to_quads(questions))
    assert questions_in(select(store, CATALOGUE_QUERY)) == questions
    assert answer(small_store, questions[0]).records() == [{"answer": True}]
    assert answer(small_store, questions[1]).variables == ["subject", "predicate", "object"]


def test_a_header_is_read() -> None:
    question = parse_question("one", GOOD)
    assert question.description == "Something that goes on."
    (cell,) = question.parameters
    assert (cell.name, cell.type, cell.of, cell.optional) == ("cell", "term", ("cell",), True)
    filled = question.with_values({"cell": [pyoxigraph.NamedNode("urn:x"), pyoxigraph.Literal('"} drop')]})
    assert 'VALUES ?cell { <urn:x> "\\"} drop" }' in filled
    assert question.with_values({"cell": []}) == GOOD


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# title: One\n", ""),
        ("# columns: a\n", ""),
        ("coverage: studies", "coverage: moons"),
        ("term(cell)", "thing(cell)"),
        ("VALUES ?cell", "VALUES ?sell"),
        ("  VALUES ?cell { UNDEF }\n", "  VALUES ?cell { UNDEF }\n  VALUES ?cell { exokg:Term }\n"),
    ],
)
def test_a_bad_header_is_named(old: str, new: str) -> None:
    with pytest.raises(InputError, match=r"questions/one\.rq"):
        parse_question("one", GOOD.replace(old, new))


def test_an_unknown_parameter_is_refused() -> None:
    with pytest.raises(InputError, match="has no parameter moon"):
        parse_question("one", GOOD).with_values({"moon": []})
