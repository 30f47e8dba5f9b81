"""Conflicts in three classes: seeded pairs are found with precision and recall 1.0, and nothing else is."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from exokg.curation.questions import read_questions

from .engine import select

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import Store

LINES = Path(__file__).with_name("conflict_pairs.tsv").read_text(encoding="utf-8").splitlines()
PAIRS = list(csv.DictReader(LINES, delimiter="\t"))
SPECIES = {"mouse": "NCBITaxon_10090", "rat": "NCBITaxon_10116"}
TERMS = """
obo:GO_0016055 dcterms:identifier "GO:0016055" ; rdfs:label "Wnt signaling pathway" .
obo:GO_0060070 dcterms:identifier "GO:0060070" ; rdfs:label "canonical Wnt signaling pathway" .
obo:HGNC_2891 dcterms:identifier "HGNC:2891" ; rdfs:label "DKK1" .
"""
QUESTIONS = Path(__file__).parents[2] / "graph" / "questions"


def side(row: dict[str, str], end: str) -> str:
    key = f"{row['pair']}-{end.lower()}"
    known = {name: row[f"{name}{end}"] for name in ("species", "cell", "dose", "comparator", "days")}
    parts = [
        f"study:{key} a exokg:Study ; exokg:inCohort cohort:{key} ; exokg:inGroup group:{key} .",
        f"system:{key} exokg:rung code:rung-{row[f'rung{end}']} .",
        f"finding:{key} a exokg:Finding ; exokg:reportedBy study:{key} ;"
        f" exokg:countedUnder source:{row['pair']} ;"
        f" exokg:effect exokg:{row[f'effect{end}']} ; exokg:target obo:{row[f'target{end}']} ;"
        f" exokg:inSystem system:{key} ; exokg:rung code:rung-{row[f'rung{end}']} .",
    ]
    if known["species"]:
        parts.append(f"system:{key} obo:RO_0002162 obo:{SPECIES[known['species']]} .")
    if known["cell"]:
        parts.append(f"system:{key} exokg:cellType obo:{known['cell']} .")
    if known["dose"]:
        parts.append(f'finding:{key} exokg:doseReported "{known["dose"]}" .')
    if known["days"]:
        parts.append(f"finding:{key} exokg:timepointDays {known['days']}.0 .")
    if known["comparator"]:
        parts.append(f"finding:{key} exokg:comparison comparison:{key} .")
        parts.append(f"comparison:{key} exokg:comparatorKind code:comparatorkind-{known['comparator']} .")
    return "\n".join(parts)


@pytest.fixture(scope="module")
def store(derived: Callable[[str], Store]) -> Store:
    sources = "\n".join(
        f'source:{row["pair"]} dcterms:identifier "source:{row["pair"]}" ; rdfs:label "{row["pair"]}"@en .'
        for row in PAIRS
    )
    return derived(TERMS + sources + "\n".join(side(row, end) for row in PAIRS for end in "AB"))


def test_seeded_pairs_are_classed_with_precision_and_recall_one(store: Store) -> None:
    query = """PREFIX exokg: <https://w3id.org/exokg/ontology/>
        SELECT ?a ?kind ?differs { ?c a exokg:Conflict ; exokg:findingA ?a ; exokg:conflictKind ?kind ;
          exokg:differsIn ?differs }"""
    found = {
        (
            a.value.rsplit("/", 1)[1].removesuffix("-a"),
            kind.value.partition("conflictkind-")[2],
            differs.value,
        )
        for a, kind, differs in select(store, query)
    }
    wanted = {(row["pair"], row["expected"], row["differs"]) for row in PAIRS if row["expected"] != "none"}
    right = len(found & wanted)
    assert found - wanted == set()
    assert wanted - found == set()
    print(f"{right} of {len(wanted)} seeded pairs, {len(PAIRS) - len(wanted)} pairs that are none")


def test_every_class_is_seeded() -> None:
    classes = {row["expected"] for row in PAIRS}
    assert classes == {"conflict", "context-dependent", "null-versus-effect", "none"}


@pytest.mark.parametrize("dataset", ["store", "real_dataset"])
def test_the_published_query_finds_the_same_pairs(dataset: str, request: pytest.FixtureRequest) -> None:
    store = request.getfixturevalue(dataset)
    question = next(
        question for question in read_questions(QUESTIONS) if question.name == "conflicts-recomputed"
    )
    anew = {tuple(cell.value for cell in row) for row in store.query(question.query)}
    query = """PREFIX exokg: <https://w3id.org/exokg/ontology/>
        SELECT ?a ?b (IF(exokg:noDetectedEffectOn IN (?one, ?other), "yes", "no") AS ?null) {
          ?c a exokg:Conflict ; exokg:findingA ?a ; exokg:findingB ?b .
          ?a exokg:effect ?one . ?b exokg:effect ?other }"""
    assert anew == {tuple(cell.value for cell in row) for row in select(store, query)}


def crowd(risen: int, fallen: int) -> str:
    """A source of which so many studies saw a rise and so many a fall; every second had another dose."""
    row = PAIRS[0] | {"doseA": "", "doseB": ""}
    parts = [
        side(row | {"pair": "crowd", "effectA": effect, "doseA": ("10", "20")[number % 2]}, "A").replace(
            "crowd-a", f"crowd-{effect}-{number:02}"
        )
        for effect, count in (("increases", risen), ("decreases", fallen))
        for number in range(count)
    ]
    return "\n".join(
        [TERMS, 'source:crowd dcterms:identifier "source:crowd" ; rdfs:label "crowd"@en .', *parts]
    )


CROWDED = """PREFIX exokg: <https://w3id.org/exokg/ontology/>
    SELECT ?a ?b ?kind ?differs ?pairs { ?c a exokg:Conflict ; exokg:findingA ?a ; exokg:findingB ?b ;
      exokg:conflictKind ?kind ; exokg:differsIn ?differs ; exokg:pairCount ?pairs } ORDER BY ?a ?b"""


def crowded(store: Store) -> list[list[str]]:
    return [[cell.value.rsplit("/", 1)[-1] for cell in row] for row in select(store, CROWDED)]


def test_a_hundred_pairs_of_two_claims_are_conflicts_one_by_one(derived: Callable[[str], Store]) -> None:
    found = crowded(derived(crowd(10, 10)))
    assert len(found) == len({(a, b) for a, b, *_ in found}) == 100
    assert {row[-1] for row in found} == {"1"}


def test_more_pairs_are_counted_by_what_they_differ_in(derived: Callable[[str], Store]) -> None:
    store = derived(crowd(11, 10))
    assert crowded(store) == [
        ["crowd-decreases-00", "crowd-increases-00", "conflictkind-conflict", "nothing known", "55"],
        ["crowd-decreases-00", "crowd-increases-01", "conflictkind-context-dependent", "dose", "55"],
    ]
    question = next(one for one in read_questions(QUESTIONS) if one.name == "conflicts-recomputed")
    assert len(list(select(store, question.query))) == 11 * 10
