"""The evidence vector: what adds to it, what does not, and that anyone can compute it anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exokg.curation.questions import read_questions
from exokg.store.solutions import value_of

from .engine import select

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import Store

QUESTIONS = Path(__file__).parents[2] / "graph" / "questions"
TERMS = """
obo:GO_0016055 dcterms:identifier "GO:0016055" ; rdfs:label "Wnt signaling pathway" .
source:s dcterms:identifier "source:s" ; rdfs:label "s" .
"""
VECTOR = """
PREFIX exokg: <https://w3id.org/exokg/ontology/>
SELECT ?findings ?studies ?separable ?groups ?rank ?up ?down ?none ?agreement ?contrast ?support {
  ?claim exokg:claimEffect exokg:increases ; exokg:findingCount ?findings ;
    exokg:independentStudies ?studies ; exokg:separableStudies ?separable ;
    exokg:independentGroups ?groups ; exokg:highestRung/exokg:rank ?rank ; exokg:studiesIncreasing ?up ;
    exokg:studiesDecreasing ?down ; exokg:studiesNoEffect ?none .
  OPTIONAL { ?claim exokg:agreement ?agreement }
  OPTIONAL { ?claim exokg:bestContrast/exokg:rank ?contrast }
  OPTIONAL { ?claim exokg:bestSupport/exokg:rank ?support }
}
"""
RUNGS = ["in-vitro", "ex-vivo", "animal", "uncontrolled-human", "controlled-human"]
STUDY = st.fixed_dictionaries(
    {
        "rung": st.sampled_from(RUNGS),
        "effect": st.sampled_from(["increases", "increases", "decreases", "noDetectedEffectOn"]),
        "contrast": st.sampled_from(["between-group", "within-group", "unclear"]),
        "support": st.sampled_from(["perturbation", "marker", "enrichment"]),
    }
)
Drawn = dict[str, str]
Vector = dict[str, float]
FEW = settings(max_examples=15, deadline=None)


def study(name: str, about: Drawn, kind: str = "Finding", cohort: str = "", group: str = "") -> str:
    return f"""
study:{name} a exokg:Study ; exokg:inCohort cohort:{cohort or name} ; exokg:inGroup group:{group or name} .
finding:{name} a exokg:{kind} ; exokg:countedUnder source:s ; exokg:effect exokg:{about["effect"]} ;
  exokg:target obo:GO_0016055 ; exokg:reportedBy study:{name} ; exokg:rung code:rung-{about["rung"]} ;
  exokg:contrast code:contrast-{about["contrast"]} ; exokg:support code:support-{about["support"]} .
"""


FIRST = {"rung": "in-vitro", "effect": "increases", "contrast": "unclear", "support": "marker"}


def turtle(studies: list[Drawn]) -> str:
    named = enumerate([FIRST, *studies])
    return TERMS + "".join(study(f"s{number}", about) for number, about in named)


def vector(store: Store) -> Vector:
    (row,) = select(store, VECTOR)
    return {
        name: float(value_of(cell) or -1)  # -1: unbound
        for name, cell in zip(VECTOR.split("{")[0].split("?")[1:], row, strict=True)
    }


def names(row: Vector) -> Vector:
    return {name.strip(): value for name, value in row.items()}


@FEW
@given(studies=st.lists(STUDY, max_size=4), added=STUDY)
def test_an_independent_study_never_lowers_a_count_or_a_best(
    derived: Callable[[str], Store], studies: list[Drawn], added: Drawn
) -> None:
    before = names(vector(derived(turtle(studies))))
    after = names(vector(derived(turtle([*studies, added]))))
    for name in sorted(set(before) - {"agreement"}):
        assert after[name] >= before[name], name
    own = after["studies"] - before["studies"]
    assert own == (1 if added["effect"] == "increases" else 0)


@FEW
@given(studies=st.lists(STUDY, max_size=4))
def test_a_duplicate_a_review_and_a_statement_change_nothing(
    derived: Callable[[str], Store], studies: list[Drawn]
) -> None:
    plain = turtle(studies)
    before = names(vector(derived(plain)))
    # a second paper on the same cohort, by the same group, telling the same
    again = names(vector(derived(plain + study("again", FIRST, cohort="s0", group="s0"))))
    assert {name: again[name] for name in again if name != "findings"} == {
        name: before[name] for name in before if name != "findings"
    }
    review = study("overview", {**FIRST, "rung": "controlled-human"}, kind="ReviewFinding").replace(
        "study:overview a exokg:Study ; exokg:inCohort cohort:overview ; exokg:inGroup group:overview",
        "study:overview a exokg:Review",
    )
    position = "position:p a exokg:Position ; exokg:topic obo:GO_0016055 ; exokg:countedUnder source:s ."
    assert names(vector(derived(plain + review + position))) == before


def test_a_retracted_study_adds_nothing(derived: Callable[[str], Store]) -> None:
    plain = turtle([])
    gone = study("gone", {**FIRST, "rung": "animal"}) + "study:gone exokg:status code:status-retracted ."
    assert vector(derived(plain + gone)) == vector(derived(plain))


def test_two_papers_of_one_laboratory_are_one_group(derived: Callable[[str], Store]) -> None:
    found = names(vector(derived(turtle([]) + study("sister", FIRST, group="s0"))))
    assert (found["studies"], found["groups"]) == (2, 1)


CARRIED = """
PREFIX exokg: <https://w3id.org/exokg/ontology/>
SELECT ?subject ?effect ?target ?findings ?studies ?separable ?groups ?highestRank ?increase ?decrease
       ?noEffect ?agreement ?contrastRank ?supportRank ?reportingLow ?reportingHigh {
  ?claim exokg:claimSubject ?subject ; exokg:claimEffect ?effect ; exokg:claimTarget ?target ;
    exokg:findingCount ?findings ; exokg:independentStudies ?studies ; exokg:separableStudies ?separable ;
    exokg:independentGroups ?groups .
  OPTIONAL { ?claim exokg:highestRung/exokg:rank ?highestRank }
  OPTIONAL { ?claim exokg:studiesIncreasing ?increase ; exokg:studiesDecreasing ?decrease ;
    exokg:studiesNoEffect ?noEffect }
  OPTIONAL { ?claim exokg:agreement ?agreement }
  OPTIONAL { ?claim exokg:bestContrast/exokg:rank ?contrastRank }
  OPTIONAL { ?claim exokg:bestSupport/exokg:rank ?supportRank }
  OPTIONAL { ?claim exokg:reportingLow ?reportingLow ; exokg:reportingHigh ?reportingHigh }
}
"""


@pytest.mark.parametrize("dataset", ["small_dataset", "real_dataset"])
def test_the_published_query_computes_what_the_claims_carry(
    dataset: str, request: pytest.FixtureRequest
) -> None:
    store = request.getfixturevalue(dataset)
    question = next(
        question for question in read_questions(QUESTIONS) if question.name == "evidence-recomputed"
    )
    anew, carried = rows(store, question.query), rows(store, CARRIED)
    assert set(anew) == set(carried)
    assert len(anew) > 5
    for claim, told in carried.items():
        # effects without a direction carry no counts of directions
        assert {name: anew[claim][name] for name in told} == told, claim
    print(f"{len(carried)} claims compared")


def rows(store: Store, query: str) -> dict[tuple[str, ...], Vector]:
    solutions = select(store, query)
    columns = [variable.value for variable in solutions.variables]
    found = {}
    for row in solutions:
        cells = {name: value_of(cell) for name, cell in zip(columns, row, strict=True) if cell is not None}
        claim = tuple(cells.pop(name) for name in ("subject", "effect", "target"))
        found[claim] = {name: float(value) for name, value in cells.items()}
    return found
