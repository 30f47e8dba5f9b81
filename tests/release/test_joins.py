"""What others can join on: outside IRIs of the ends of claims, of documents, trials and our own terms."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from exokg.model.identifiers import iri_of
from exokg.model.prefixes import OUTSIDE, curie_of
from exokg.rdf.namespaces import BASE, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

SAME = ("skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "obo:RO_0003001")
"""What leads to the same thing, a broader or narrower one, or to what produces the vesicles."""
RELATED = ("skos:relatedMatch", "obo:RO_0002162", "exokg:inhibitorOf", "rdfs:subClassOf")
REASON = "no outside term: "


def rows(store: Store, query: str) -> Iterator[tuple[str, ...]]:
    found: Any = store.query(query, prefixes=PREFIXES)
    for row in found:
        yield tuple(cell.value for cell in row)


def led_out(store: Store, properties: tuple[str, ...]) -> set[str]:
    """The IRIs of ours from which one step leads outside."""
    query = f"SELECT ?ours ?theirs {{ VALUES ?how {{ {' '.join(properties)} }} ?ours ?how ?theirs }}"
    return {ours for ours, theirs in rows(store, query) if not theirs.startswith(BASE)}


def joins(store: Store) -> Counter[str]:
    """Claims by the worse of their ends: it leads to the same or a broader thing, to one near, or nowhere."""
    same, near = led_out(store, SAME), led_out(store, (*SAME, *RELATED))
    counted: Counter[str] = Counter()
    for ends in rows(store, "SELECT ?a ?b { ?claim exokg:claimSubject ?a ; exokg:claimTarget ?b }"):
        ours = [end for end in ends if end.startswith(BASE)]
        how = ("same" if end in same else "near" if end in near else "nowhere" for end in ours)
        counted[max(how, default="same", key=("same", "near", "nowhere").index)] += 1
    return counted


def unmapped(store: Store) -> dict[str, str]:
    """Our own terms without any mapping, each with what is said about it."""
    near = led_out(store, (*SAME, *RELATED))
    query = """SELECT ?term ?comment {
      ?term a owl:Class ; dcterms:identifier ?curie . OPTIONAL { ?term rdfs:comment ?comment }
      FILTER(STRSTARTS(?curie, "term:") || STRSTARTS(?curie, "source:")) }"""
    found: Any = store.query(query, prefixes=PREFIXES)
    said = {row["term"].value: row["comment"].value if row["comment"] else "" for row in found}
    return {term: comment for term, comment in said.items() if term not in near}


def test_claims_lead_to_the_things_that_others_name(real_dataset: Store) -> None:
    """Of all claims, those whose ends are only near to something outside included."""
    counted = joins(real_dataset)
    print(f"\nclaims by the worse of their two ends: {dict(counted)}")
    assert counted["same"] >= 0.7 * counted.total()
    assert counted["same"] + counted["near"] >= 0.9 * counted.total()


def test_few_terms_of_our_own_lead_nowhere_and_each_says_why(real_dataset: Store) -> None:
    silent = unmapped(real_dataset)
    print(f"\nterms of our own without a mapping: {len(silent)}")
    assert len(silent) <= 41
    assert [term for term, comment in sorted(silent.items()) if REASON not in comment] == []


def test_a_term_that_says_that_it_has_no_mapping_has_none(real_dataset: Store) -> None:
    said = rows(real_dataset, f'SELECT ?t {{ ?t rdfs:comment ?c FILTER(CONTAINS(?c, "{REASON}")) }}')
    assert {term for (term,) in said} == set(unmapped(real_dataset))


@pytest.mark.parametrize(
    ("kind", "identifier", "begins"),
    [
        ("Publication", "doi", "https://doi.org/10."),
        ("Publication", "pmid", "https://pubmed.ncbi.nlm.nih.gov/"),
        ("Publication", "pmcid", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC"),
        ("TrialRegistration", "registryId", "https://clinicaltrials.gov/study/NCT"),
    ],
)
def test_every_identifier_has_its_iri_beside_it(
    kind: str, identifier: str, begins: str, real_dataset: Store
) -> None:
    known = set(rows(real_dataset, "SELECT ?x ?iri { ?x skos:exactMatch ?iri }"))
    query = f"SELECT ?x ?id {{ ?x a exokg:{kind} ; exokg:{identifier} ?id }}"
    stated = [(x, iri_of(text)) for x, text in rows(real_dataset, query)]
    found = {(x, iri) for x, iri in stated if iri is not None}
    assert sum(iri.startswith(begins) for _, iri in found) > 5
    assert found <= known


def test_terms_of_a_vocabulary_are_known_by_its_other_iris_too(real_dataset: Store) -> None:
    others = set(
        rows(real_dataset, 'SELECT ?t ?o { ?t dcterms:identifier "HGNC:6551" ; skos:exactMatch ?o }')
    )
    assert ("http://identifiers.org/hgnc/6551", "https://identifiers.org/hgnc:6551") in others
    assert curie_of("https://identifiers.org/hgnc:6551") == curie_of("http://identifiers.org/hgnc/6551")


def test_every_outside_iri_has_the_form_of_its_vocabulary(real_dataset: Store) -> None:
    """A mapping may name a publication, a property or a class of another vocabulary; all else is a CURIE."""
    query = """SELECT DISTINCT ?term ?o { ?term dcterms:identifier ?curie ; ?how ?o
      FILTER(STRSTARTS(STR(?how), STR(skos:))) FILTER(ISIRI(?o)) }"""
    for _, iri in rows(real_dataset, query):
        if iri.startswith(BASE) or re.match("https://(doi|pubmed|www|clinicaltrials|drks|anzctr)", iri):
            continue
        assert curie_of(iri), iri


OF_THEIR_OWN_RDF = {"BAO", "CVCL", "EFO", "MESH", "UniProtKB", "wikidata"}
"""Vocabularies whose own RDF has other IRIs than prefixmaps gives."""


def test_namespaces_are_those_of_the_prefix_registries() -> None:
    """prefixmaps decides, but where a vocabulary publishes RDF: its IRIs are then those of bioregistry."""
    import bioregistry
    from prefixmaps import load_context

    registered = {
        entry.prefix.casefold(): entry.namespace
        for entry in reversed(load_context("merged").prefix_expansions)
        if entry.status.value == "canonical"
    }
    for prefix, known in OUTSIDE.items():
        if prefix in OF_THEIR_OWN_RDF:
            resource = bioregistry.get_resource(prefix.casefold())
            assert resource is not None, prefix
            own = {resource.rdf_uri_format, bioregistry.get_uri_format(prefix.casefold())}
            assert prefix == "MESH" or f"{known.namespace}$1" in own, prefix
        else:
            assert known.namespace == registered[prefix.casefold()], prefix
