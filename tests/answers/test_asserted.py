"""Nothing asserted says more than what was found: what once did, asked again of the real graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import RdfFormat, Store

from exokg.knowledge_graph import KnowledgeGraph
from exokg.rdf.namespaces import PREFIXES
from exokg.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    import exokg.store as stores

    Rows = list[dict[str, Any]]

STUDY = "https://w3id.org/exokg/study/"


@pytest.fixture(scope="module")
def kg(real_store: stores.Store) -> KnowledgeGraph:
    return KnowledgeGraph(real_store)


def asked(kg: KnowledgeGraph, name: str, **given: Any) -> Rows:
    return kg.ask(name, **given).records()


def test_every_subject_of_a_claim_names_vesicles_and_not_the_cell(kg: KnowledgeGraph) -> None:
    """A claim is titled by its subject, whose label is that of no source."""
    query = """SELECT ?claim ?label ?subject ?source {
      ?claim exokg:claimSubject ?s ; rdfs:label ?label . ?s a exokg:VesicleSubject ; rdfs:label ?subject ;
        exokg:ofSource ?of . ?of rdfs:label ?source }"""
    rows = list(kg.store.select(query, prefixes=PREFIXES))
    assert len(rows) > 100
    for _, label, subject, source in rows:
        assert "vesicle" in subject.value
        assert label.value.startswith(subject.value)
        assert subject.value != source.value


@pytest.mark.parametrize("event", ["hypertrichosis", "light-headedness"])
def test_a_harm_beside_drugs_names_them_and_cannot_be_laid_to_vesicles(
    kg: KnowledgeGraph, event: str
) -> None:
    found = asked(kg, "harms", event=event)
    assert found
    for row in found:
        assert {"finasteride", "minoxidil"} <= set(row["coInterventions"].split("; "))
        assert row["separability"] in {"not known", "not separable"}


def test_controls_without_vesicles_are_present_only_where_a_record_has_them(kg: KnowledgeGraph) -> None:
    rows = asked(kg, "non-vesicle-controls")
    present = {row["study"] for row in rows if row["non_vesicle_control"] == "yes"}
    assert present.isdisjoint({"Yan 2019", "Zöller 2018"})
    assert {"Yan 2019", "Zöller 2018"} <= {row["study"] for row in kg.find("").records()}
    assert "own baseline" not in {row["comparator"] for row in rows}


def test_exported_edges_say_no_effect_once(kg: KnowledgeGraph) -> None:
    rows = asked(kg, "export-edges")
    assert any(row["predicate"].endswith("noDetectedEffectOn") for row in rows)
    assert not any("negated" in row for row in rows)
    assert {row["separability"] for row in rows} > {"separable", "not separable"}


def test_a_source_that_was_not_read_has_one_name(kg: KnowledgeGraph) -> None:
    amini = f"{STUDY}amini-2025-ecpe"
    names = {
        str(row[column])
        for question, column in (
            ("findings", "subject"),
            ("human-studies", "sourceName"),
            ("trials", "sourceName"),
        )
        for row in asked(kg, question)
        if {amini, "Amini 2025"} & {row.get("study"), row.get("record")} and "placebo" not in str(row[column])
        if "chloride" not in str(row[column])
    }
    # the placebo holds no vesicles, so that no source applies to it
    assert names == {"source not read", "formulated vesicles, source not read", "not applicable"}


def test_co_interventions_are_told_by_what_the_record_says(kg: KnowledgeGraph) -> None:
    rows = asked(kg, "co-interventions")
    assert {row["in_comparator"] for row in rows} >= {"yes", "no"}
    assert "not stated" not in {str(cell) for row in rows for cell in row.values()}


def test_a_registration_shows_how_many_were_enrolled(kg: KnowledgeGraph) -> None:
    (row,) = [row for row in asked(kg, "trials") if row["registryId"] == "NCT03676400"]
    assert str(row["enrolled"]) == "84"


@pytest.mark.parametrize(
    ("given", "least"),
    [
        ({"species": "C57BL/6"}, 4),
        ({"step": "miR-218-5p"}, 4),
        ({"source": "dermal papilla cell", "target": "hair growth"}, 10),
    ],
)
def test_strains_steps_and_narrower_outcomes_are_found(
    kg: KnowledgeGraph, given: dict[str, str], least: int
) -> None:
    assert len({row["finding"] for row in asked(kg, "findings", **given)}) >= least


def test_claims_come_by_the_strength_of_their_systems_and_say_whose_confidence(kg: KnowledgeGraph) -> None:
    rows = asked(kg, "claims")
    order = ("controlled human", "uncontrolled human", "animal", "ex vivo", "in vitro")
    places = [order.index(row["highestRung"]) for row in rows if row["highestRung"] in order]
    assert places == sorted(places)
    assert "readingConfidence" in rows[0]
    assert "confidence" not in rows[0]


def test_the_dataset_describes_itself_beside_its_data(kg: KnowledgeGraph) -> None:
    query = """SELECT ?title ?version ?licence ?day { <https://w3id.org/exokg/dataset> dcterms:title ?title ;
      owl:versionInfo ?version ; dcterms:license ?licence ; dcterms:issued ?day }"""
    (row,) = list(kg.store.select(query, prefixes=PREFIXES))
    assert all(row)
    exported = Store()
    exported.load(b"".join(kg.export("ttl")), RdfFormat.TURTLE)
    assert list(KnowledgeGraph(EmbeddedStore(exported)).store.select(query, prefixes=PREFIXES)) == [row]


def test_the_headline_counts_studies_of_vesicles_and_hair(kg: KnowledgeGraph) -> None:
    """Those whose findings on hair support a claim of vesicles; retracted ones and reviews are none."""
    query = """SELECT (COUNT(DISTINCT ?study) AS ?n) {
      ?claim exokg:claimSubject ?s ; exokg:claimTarget ?t ; exokg:supportedBy ?f .
      ?s a exokg:VesicleSubject . ?f exokg:reportedBy ?study .
      { ?t a exokg:HairOutcome } UNION { ?t a exokg:ClinicalOutcome } }"""
    ((counted,),) = list(kg.store.select(query, prefixes=PREFIXES))
    all_studies = list(kg.store.select("SELECT ?s { ?s a exokg:Study }", prefixes=PREFIXES))
    assert 40 < int(counted.value) < len(all_studies)
