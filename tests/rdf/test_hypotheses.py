"""A hypothesis joins what nobody has joined: one seen by a single study, or told by any finding, is none."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, Store

from exokg.rdf.derive import construct, derive
from exokg.rdf.namespaces import PREFIXES, expand

APART = """
subject:s a exokg:VesicleSubject ; dcterms:identifier "subject:s" ; rdfs:label "s" .
subject:s exokg:ofSource source:s .
subject:t dcterms:identifier "subject:t" ; rdfs:label "t" ; exokg:ofSource source:s .
obo:A a exokg:Molecule ; dcterms:identifier "A" ; rdfs:label "A" .
obo:B a exokg:Molecule ; dcterms:identifier "B" ; rdfs:label "B" .
obo:C dcterms:identifier "C" ; rdfs:label "C" .
study:one a exokg:Study ; exokg:inCohort cohort:one ; exokg:inGroup group:one .
study:two a exokg:Study ; exokg:inCohort cohort:two ; exokg:inGroup group:two .
study:three a exokg:Study ; exokg:inCohort cohort:three ; exokg:inGroup group:three .
finding:holds a exokg:Finding ;
  exokg:countedUnder subject:s ; exokg:effect obo:RO_0002180 ; exokg:target obo:B ;
  exokg:reportedBy study:one ; exokg:inSystem system:x ; exokg:rung code:rung-in-vitro .
finding:steps a exokg:Finding ;
  exokg:countedUnder obo:A ; exokg:effect exokg:decreases ; exokg:target obo:B ;
  exokg:reportedBy study:one ; exokg:inSystem system:x ; exokg:rung code:rung-in-vitro .
finding:moves a exokg:Finding ;
  exokg:countedUnder obo:B ; exokg:effect exokg:decreases ; exokg:target obo:C ;
  exokg:reportedBy study:two ; exokg:inSystem system:x ; exokg:rung code:rung-in-vitro .
"""
"""Vesicles of s hold B, A lowers B (study one), and B lowers C (study two)."""

BY_CARGO = ("subject:s", "exokg:decreases", "obo:B", "obo:C")
BY_TARGET = ("obo:A", "exokg:increases", "obo:B", "obo:C")

JOINED = {
    "one study holds both steps": (
        "finding:again a exokg:Finding ; exokg:countedUnder obo:B ; exokg:effect exokg:decreases ;"
        " exokg:target obo:C ; exokg:reportedBy study:one .",
        set(),
    ),
    "a finding reaches the end through the middle": (
        "finding:told exokg:countedUnder source:other ; exokg:target obo:C ; exokg:via obo:B .",
        set(),
    ),
    "a finding goes through middle and end": (
        "finding:told exokg:countedUnder source:other ; exokg:target obo:D ; exokg:via obo:B , obo:C .",
        set(),
    ),
    "the end was tested": (
        "finding:told a exokg:Finding ; exokg:countedUnder subject:s ; exokg:target obo:C ;"
        " exokg:effect exokg:noDetectedEffectOn ; exokg:reportedBy study:three .",
        {BY_TARGET},
    ),
    "a review says so": (
        "finding:told a exokg:ReviewFinding ; exokg:countedUnder subject:s ; exokg:target obo:C .",
        {BY_TARGET},
    ),
    "the source acts through the end": (
        "finding:told exokg:countedUnder subject:s ; exokg:target obo:D ; exokg:via obo:C .",
        {BY_TARGET},
    ),
    "another preparation of the source was tested": (
        "finding:told a exokg:Finding ; exokg:countedUnder subject:t ; exokg:target obo:C .",
        {BY_TARGET},
    ),
    "something acts through the first on the end": (
        "finding:told exokg:countedUnder source:other ; exokg:target obo:C ; exokg:via obo:A .",
        {BY_CARGO},
    ),
}


def suggested(ontology: bytes, turtle: str) -> set[tuple[str, ...]]:
    """Source, effect, middle and target of every hypothesis that follows."""
    prefixes = "".join(f"@prefix {name}: <{space}> .\n" for name, space in PREFIXES.items())
    store = Store()
    store.load(ontology, format=RdfFormat.TURTLE)
    store.load((prefixes + turtle).encode(), format=RdfFormat.TURTLE)
    derive(store)
    apart = NamedNode("urn:apart")
    construct(store, "hypotheses", apart)
    names = ("suggestedSource", "suggestedEffect", "throughMolecule", "suggestedTarget")
    told = "".join(f"; exokg:{name} ?{name} " for name in names)
    query = f"SELECT * {{ GRAPH <urn:apart> {{ ?h a exokg:Hypothesis {told} }} }}"
    rows = store.query(query, prefixes=PREFIXES)
    assert isinstance(rows, QuerySolutions)
    return {tuple(row[name].value for name in names) for row in rows}


def iris(curies: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(expand(curie).value for curie in curies)


def test_steps_of_two_studies_that_nobody_joined_are_suggested(ontology: bytes) -> None:
    assert suggested(ontology, APART) == {iris(BY_CARGO), iris(BY_TARGET)}


@pytest.mark.parametrize("case", JOINED)
def test_what_was_joined_is_no_hypothesis(case: str, ontology: bytes) -> None:
    turtle, left = JOINED[case]
    assert suggested(ontology, APART + turtle) == {iris(one) for one in left}
