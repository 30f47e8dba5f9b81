"""What is derived: the same on two engines, only from studies that stand, counted by independence."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from exokg.rdf.dataset import curated_store
from exokg.rdf.derive import derive, queries
from exokg.rdf.interchange import to_rdflib
from exokg.rdf.namespaces import code, compress, expand, mint

if TYPE_CHECKING:
    import rdflib

    from exokg.curation.graph import Graph

DENSITY = mint("claim", "vesicles-of-adipose-derived-stem-cell", "increases", "hair-density")


@pytest.fixture
def curated(invented: Graph, ontology: bytes) -> Store:
    return curated_store(invented, ontology)


def value(store: Store, subject: NamedNode, name: str) -> Any:
    """The one value of a property: a number, or the CURIE of a node."""
    (quad,) = store.quads_for_pattern(subject, expand(f"exokg:{name}"), None)
    if isinstance(quad.object, Literal):
        return Decimal(quad.object.value)
    return compress(quad.object)  # type: ignore[arg-type]


def comparable(term: Any) -> tuple[str, str]:
    """A term of either library, decimals by value."""
    text = term.value if isinstance(term, NamedNode | Literal) else str(term)
    datatype = str(getattr(term, "datatype", None) or "")
    if "decimal" in datatype or "integer" in datatype:
        return "number", str(Decimal(text).normalize() + 0)
    return "text", text


@pytest.mark.slow
def test_rdflib_derives_the_same_as_the_embedded_engine(curated: Store, ontology: bytes) -> None:
    plain = to_rdflib(curated.quads_for_pattern(None, None, None, DefaultGraph()))
    before = len(plain)
    for _, text in queries("derive"):
        made: rdflib.Graph = plain.query(text).graph  # type: ignore[assignment]
        for triple in made:
            plain.add(triple)
    derive(curated)
    ours = {tuple(map(comparable, (q.subject, q.predicate, q.object))) for q in curated}
    theirs = {tuple(map(comparable, triple)) for triple in plain}
    assert ours == theirs
    assert len(plain) > before + 100


def test_deriving_twice_adds_nothing(curated: Store) -> None:
    derive(curated)
    once = set(curated)
    derive(curated)
    assert set(curated) == once


def test_derived_nodes_have_iris_and_the_curated_ones_stay(curated: Store) -> None:
    before = set(curated)
    derive(curated)
    made = set(curated) - before
    assert before <= set(curated)
    assert all(isinstance(quad.subject, NamedNode) for quad in made)


def test_studies_of_one_cohort_count_once(invented_store: Store) -> None:
    assert value(invented_store, DENSITY, "findingCount") == 3
    assert value(invented_store, DENSITY, "independentStudies") == 1
    assert value(invented_store, DENSITY, "independentGroups") == 2
    assert value(invented_store, DENSITY, "highestRung") == "code:rung-controlled-human"
    assert value(invented_store, DENSITY, "bestContrast") == "code:contrast-between-group"


def test_a_retracted_study_supports_nothing_and_makes_no_edge(invented_store: Store) -> None:
    thickness = expand("term:hair-thickness")
    assert list(invented_store.quads_for_pattern(None, expand("exokg:claimTarget"), thickness)) == []
    assert list(invented_store.quads_for_pattern(None, expand("exokg:increases"), thickness)) == []
    assert len(list(invented_store.quads_for_pattern(None, expand("exokg:target"), thickness))) == 1


def test_a_review_is_no_evidence(invented_store: Store) -> None:
    review = mint("finding", "hazel-2023-review", "f1")
    assert list(invented_store.quads_for_pattern(None, expand("exokg:supportedBy"), review)) == []


def test_taking_a_retraction_back_brings_the_claim_back(curated: Store) -> None:
    study = mint("study", "elm-2020-withdrawn")
    curated.remove(Quad(study, expand("exokg:status"), code("status", "retracted"), DefaultGraph()))
    derive(curated)
    claim = mint("claim", "vesicles-of-adipose-derived-stem-cell", "increases", "hair-thickness")
    assert value(curated, claim, "findingCount") == 1


def test_a_null_result_disagrees_and_is_a_conflict_of_its_kind(invented_store: Store) -> None:
    up = mint("claim", "vesicles-of-dermal-papilla-cell", "increases", "hair-regrowth-area")
    against = {q.object for q in invented_store.quads_for_pattern(up, expand("exokg:disagreesWith"), None)}
    assert (
        mint("claim", "vesicles-of-dermal-papilla-cell", "no-detected-effect-on", "hair-regrowth-area")
        in against
    )
    conflict = mint("conflict", "birch-2021-papilla", "f3", "cedar-2022-null", "f1")
    assert value(invented_store, conflict, "conflictKind") == "code:conflictkind-null-versus-effect"


def test_every_term_is_within_itself_and_what_stands_above(invented_store: Store) -> None:
    within = expand("exokg:within")
    above = {q.object for q in invented_store.quads_for_pattern(expand("GO:0060070"), within, None)}
    assert above == {expand("GO:0060070"), expand("GO:0016055"), expand("exokg:Term")}
    assert list(invented_store.quads_for_pattern(mint("study", "birch-2021-papilla"), within, None)) == []


def test_cargo_that_acts_alone_suggests_a_hypothesis_and_only_in_its_graph(invented_store: Store) -> None:
    hypotheses = list(invented_store.quads_for_pattern(None, expand("rdf:type"), expand("exokg:Hypothesis")))
    assert len(hypotheses) >= 1
    assert {quad.graph_name for quad in hypotheses} == {NamedNode("https://w3id.org/exokg/graph/hypotheses")}
    known = {q.subject for q in invented_store.quads_for_pattern(None, expand("exokg:claimSubject"), None)}
    assert not {quad.subject for quad in hypotheses} & known


def test_queries_are_plain_sparql_1_1() -> None:
    for name, text in queries("derive") + queries("hypotheses"):
        assert text.startswith("# "), f"{name} says first what it is for"
        for word in ("SERVICE", "LATERAL", "GRAPH", "<<", "UUID", "NOW(", "RAND(", "BNODE"):
            assert word not in text.upper(), f"{name} uses {word}"


STUDIES = (
    "birch-2021-papilla", "cedar-2022-null", "dogwood-2023-trial", "elm-2020-withdrawn",
    "fir-2024-followup", "ginkgo-2024-leaf",
)  # fmt: skip
EFFECTS = [
    expand(name)
    for name in (
        "exokg:increases", "exokg:decreases", "exokg:noDetectedEffectOn", "exokg:comparableOn",
        "exokg:delivers", "obo:RO_0002180",
    )
]  # fmt: skip


def derived_from(graph: Graph, keys: set[str], ontology: bytes) -> Store:
    chosen = {key: located for key, located in graph.records.items() if key in keys}
    part = dataclasses.replace(graph, records=chosen)
    store = curated_store(part, ontology)
    derive(store)
    return store


def claims(store: Store) -> dict[tuple[Any, Any, Any], Decimal]:
    """Subject, effect and target of every separable claim, with its count of independent studies."""
    found = {}
    for quad in store.quads_for_pattern(None, expand("rdf:type"), expand("exokg:Claim")):
        triple = tuple(
            next(iter(store.quads_for_pattern(quad.subject, expand(f"exokg:{name}"), None))).object
            for name in ("claimSubject", "claimEffect", "claimTarget")
        )
        if value(store, quad.subject, "separability") == "code:separability-separable":  # type: ignore[arg-type]
            found[triple] = value(store, quad.subject, "independentStudies")  # type: ignore[arg-type]
    return found  # type: ignore[return-value]


def edges(store: Store) -> set[tuple[Any, Any, Any]]:
    """Every direct edge; what a preparation holds is curated and no edge."""
    found = set()
    for effect in EFFECTS:
        for quad in store.quads_for_pattern(None, effect, None):
            if "/preparation/" not in str(quad.subject):
                found.add((quad.subject, quad.predicate, quad.object))
    return found


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:Generating overly large repr")  # which would hide what failed
@settings(max_examples=15, deadline=None)
@given(some=st.sets(st.sampled_from(STUDIES)), more=st.sets(st.sampled_from(STUDIES)))
def test_more_studies_never_take_a_claim_away(
    some: set[str], more: set[str], invented: Graph, ontology: bytes
) -> None:
    few = derived_from(invented, some, ontology)
    many = derived_from(invented, some | more, ontology)
    before, after = claims(few), claims(many)
    assert set(before) == edges(few)
    assert set(after) == edges(many)
    assert all(count <= after[claim] for claim, count in before.items())
