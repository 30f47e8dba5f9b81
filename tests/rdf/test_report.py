"""The report finds nothing grave in ontology and terms, and each of its checks finds a planted fault."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, Store

from exokg.curation.rules import RULES
from exokg.rdf.namespaces import ONTOLOGY_PREFIXES, PREFIXES
from exokg.rdf.origin import Origins
from exokg.rdf.report import checks, report
from exokg.rdf.term_triples import term_triples

if TYPE_CHECKING:
    from exokg.curation.graph import Graph
    from exokg.curation.violations import Violation

OBJECT = "a owl:ObjectProperty"
PREFIX_TEXT = "".join(f"@prefix {name}: <{space}> .\n" for name, space in PREFIXES.items())
DEFINED = 'rdfs:subClassOf exokg:Record ; obo:IAO_0000115 "A planted {0}."@en'
A = f"exokg:A a owl:Class ; {DEFINED.format('class')} ; rdfs:label "
TERM = "a owl:Class , exokg:Pathway ; rdfs:subClassOf obo:GO_0016055 ; "

PLANTED = {
    "missing-label": f"exokg:A a owl:Class ; {DEFINED.format('class')} .",
    "multiple-labels": f'{A} "one" , "two" .',
    "duplicate-label": f'{A} "study" .',
    "missing-definition": 'exokg:A a owl:Class ; rdfs:subClassOf exokg:Record ; rdfs:label "a" .',
    "multiple-definitions": f'{A} "a" ; obo:IAO_0000115 "Another."@en .',
    "duplicate-definition": 'exokg:a a owl:ObjectProperty ; rdfs:label "a" ; obo:IAO_0000115 "Same."@en . '
    'exokg:b a owl:ObjectProperty ; rdfs:label "b" ; obo:IAO_0000115 "Same."@en .',
    "foreign-definition": 'obo:GO_1903561 obo:IAO_0000115 "A planted meaning."@en .',
    "definition-form": 'code:x a exokg:Rung ; rdfs:label "x" ; obo:IAO_0000115 "no period"@en .',
    "definition-is-label": 'code:x a exokg:Rung ; rdfs:label "Tall" ; obo:IAO_0000115 "Tall."@en .',
    "label-form": f'{A} " a" .',
    "label-language": f'{A} "a"@en .',
    "missing-superclass": 'exokg:A a owl:Class ; rdfs:label "a" ; obo:IAO_0000115 "A planted class."@en .',
    "root-term": 'term:x a owl:Class , exokg:Pathway ; rdfs:label "x" ; dcterms:identifier "term:x" .',
    "undeclared-superclass": f'{A} "a" ; rdfs:subClassOf exokg:Nowhere .',
    "circular-superclass": f'{A} "a" . exokg:Record rdfs:subClassOf exokg:A .',
    "undeclared-class": "study:x a exokg:Nothing .",
    "undeclared-property": "study:x exokg:nowhere study:y .",
    "undeclared-domain-or-range": "exokg:increases rdfs:domain exokg:Nowhere .",
    "property-of-two-kinds": "exokg:increases a owl:DatatypeProperty .",
    "deprecated-reference": 'exokg:Study owl:deprecated "true" .',
    "deprecated-without-replacement": 'exokg:Study owl:deprecated "true" .',
    "identifier-mismatch": f'term:x {TERM} rdfs:label "x" ; dcterms:identifier "term:y" .',
    "label-mismatch": 'obo:GO_1903561 rdfs:label "vesicle" .',
    "equivalence": "exokg:Finding owl:equivalentClass exokg:Claim .",
    "synonym-is-label": f'term:x {TERM} rdfs:label "x" ; skos:altLabel "x" .',
    "missing-metadata": "<http://example.org/o> a owl:Ontology .",
    "missing-domain": f'exokg:a {OBJECT} ; rdfs:label "a" ; obo:IAO_0000115 "A planted property."@en .',
}


def merged(graph: Graph, ontology: bytes) -> Store:
    from pyoxigraph import Quad

    store = Store()
    store.load(ontology, format=RdfFormat.TURTLE)
    store.extend([Quad(*triple) for triple in term_triples(graph.terms)])
    return store


def found_in(store: Store, graph: Graph) -> list[Violation]:
    return report(store, Origins(graph, store))


def test_ontology_and_terms_have_no_error_and_no_warning(real: Graph, ontology: bytes) -> None:
    store = merged(real, ontology)
    assert len(store) > 5000
    assert [str(fault) for fault in found_in(store, real) if fault.level != "INFO"] == []


def test_the_whole_built_graph_has_no_error_and_no_warning(
    real: Graph, real_store: Store, invented: Graph, invented_store: Store
) -> None:
    assert [str(fault) for fault in found_in(real_store, real) if fault.level != "INFO"] == []
    assert [str(fault) for fault in found_in(invented_store, invented) if fault.level != "INFO"] == []


def test_a_fault_of_the_ontology_or_a_term_leads_to_its_line(real: Graph, ontology: bytes) -> None:
    store = merged(real, ontology)
    store.load(
        f'{PREFIX_TEXT} exokg:Study rdfs:label "b" . term:hair-density rdfs:label "b" .'.encode(),
        format=RdfFormat.TURTLE,
    )
    places = {}
    for fault in found_in(store, real):
        if fault.hint == "check multiple-labels of the ontology":
            line = Path(fault.path).read_text("utf-8").splitlines()[fault.line - 1]
            places[Path(fault.path).name] = line
            assert fault.rule in RULES
    assert places["ontology.ttl"].startswith("exokg:Study a owl:Class")
    assert "term:hair-density" in places["terms.tsv"]


def test_every_check_has_a_planted_fault() -> None:
    assert {check.name for check in checks()} == set(PLANTED)


@pytest.mark.parametrize("name", sorted(PLANTED))
def test_a_planted_fault_is_found(name: str, invented: Graph, ontology: bytes) -> None:
    store = merged(invented, ontology)
    hint = f"check {name} of the ontology"
    before = {fault for fault in found_in(store, invented) if fault.hint == hint}
    store.load(f"{PREFIX_TEXT}{PLANTED[name]}".encode(), format=RdfFormat.TURTLE)
    found = {fault for fault in found_in(store, invented) if fault.hint == hint} - before
    (check,) = (check for check in checks() if check.name == name)
    assert found, f"{name} found nothing"
    assert {fault.level for fault in found} == {check.level}


def test_every_prefix_of_a_mapping_is_known(real: Graph) -> None:
    for term in real.terms:
        assert term.curie.partition(":")[0] in {*PREFIXES, *ONTOLOGY_PREFIXES}
