"""The JSON-LD context: made of the model, and what is written with it reads back as the same triples."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
from pyld import jsonld
from pyoxigraph import Store

from exokg.model.records import MODELS
from exokg.model.slots import parts_of, slots
from exokg.rdf.description import predicate
from exokg.rdf.interchange import to_rdflib
from exokg.rdf.jsonld import context_iri, jsonld_context
from exokg.rdf.namespaces import BASE, EXOKG, ONTOLOGY_PREFIXES, PREFIXES
from exokg.rdf.serialisation import pieces
from exokg.rdf.sorted_lines import pointed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@pytest.fixture(scope="module")
def context(ontology: bytes) -> dict[str, Any]:
    return jsonld_context(ox.parse(ontology, format=ox.RdfFormat.TURTLE))


def triples(statements: Iterable[ox.Quad]) -> set[ox.Triple]:
    return {ox.Triple(said.subject, said.predicate, pointed(said.object)) for said in statements}


def test_what_is_written_with_it_reads_back_as_the_same_triples(
    context: dict[str, Any], invented_store: Store
) -> None:
    default = list(invented_store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    text = to_rdflib(default).serialize(format="json-ld", context=context, auto_compact=False)
    back = [
        quad for quad in ox.parse(text.encode(), format=ox.RdfFormat.JSON_LD) if isinstance(quad, ox.Quad)
    ]
    assert triples(back) == triples(default)
    assert '"sampleSize": "' in text
    assert '"reportedBy": "study:birch-2021-papilla"' in text


def of_no_network(url: str, _options: object) -> Any:
    raise AssertionError(f"{url} is fetched")


def by_pyld(document: Any, loader: Callable[[str, Any], Any]) -> set[ox.Triple]:
    options = {"format": "application/n-quads", "documentLoader": loader}
    text = jsonld.to_rdf(document, options)
    return triples(quad for quad in ox.parse(text, format=ox.RdfFormat.N_QUADS))


def test_another_library_expands_an_export_without_fetching(
    context: dict[str, Any], invented_store: Store
) -> None:
    default = list(invented_store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    document = json.loads(b"".join(pieces(default, "jsonld", context)))
    assert document["@context"] == context
    assert by_pyld(document, of_no_network) == triples(default)


def test_a_document_may_name_the_context_of_its_version(context: dict[str, Any]) -> None:
    """Where the reader has it from a release: nothing has to resolve."""
    assert context["context"] == {"@id": context_iri()}
    assert context_iri() == f"https://w3id.org/exokg/context/{version('exokg')}"

    def loader(url: str, _options: object) -> Any:
        assert url == context_iri()
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": context}}

    document = {"@context": context_iri(), "id": "finding:a_f1", "target": "CHEBI:6942", "sampleSize": 12}
    assert {str(said) for said in by_pyld(document, loader)} == {
        f"<{BASE}finding/a_f1> <{EXOKG}target> <http://purl.obolibrary.org/obo/CHEBI_6942>",
        f'<{BASE}finding/a_f1> <{EXOKG}sampleSize> "12"^^<http://www.w3.org/2001/XMLSchema#integer>',
    }


def test_every_property_of_a_field_has_its_key(context: dict[str, Any]) -> None:
    iris = {entry["@id"] for entry in context.values() if isinstance(entry, dict)}
    declared = {
        predicate(slot.declared.property).value
        for model in MODELS.values()
        for part in parts_of(model)
        for slot in slots(part)
        if isinstance(slot.declared.property, str) and slot.declared.property
    }
    assert declared - iris == set()


def test_no_key_is_two_things(context: dict[str, Any]) -> None:
    entries = {name: entry for name, entry in context.items() if isinstance(entry, dict)}
    prefixes = {name for name, entry in entries.items() if entry.get("@prefix")}
    assert prefixes == {*PREFIXES, *ONTOLOGY_PREFIXES}
    properties = [entry["@id"] for entry in entries.values() if "@prefix" not in entry]
    assert len(set(properties)) == len(properties)


@pytest.mark.parametrize(
    ("key", "entry"),
    [
        ("locator", {"@id": "exokg:locator"}),
        ("label", {"@id": "rdfs:label"}),
        ("sampleSize", {"@id": "exokg:sampleSize", "@type": "xsd:integer"}),
        ("intervalDays", {"@id": "exokg:intervalDays", "@type": "xsd:decimal"}),
        ("inSystem", {"@id": "exokg:inSystem", "@type": "@id"}),
        ("designFeature", {"@id": "exokg:designFeature", "@type": "@id", "@container": "@set"}),
        ("claimTarget", {"@id": "exokg:claimTarget", "@type": "@id"}),  # no field declares it
        ("findingCount", {"@id": "exokg:findingCount", "@type": "xsd:integer"}),
        ("agreement", {"@id": "exokg:agreement", "@type": "xsd:decimal"}),
        ("exokg:source", {"@id": "exokg:source", "@type": "@id"}),  # source: is a prefix
        ("sourcePage", {"@id": "exokg:sourcePage", "@container": "@set"}),  # an address or text
    ],
)
def test_a_property_has_the_type_of_its_values(
    context: dict[str, Any], key: str, entry: dict[str, str]
) -> None:
    assert context[key] == entry | {"@id": predicate(entry["@id"]).value}


def test_the_order_of_the_ontology_does_not_matter(context: dict[str, Any], ontology: bytes) -> None:
    statements = list(ox.parse(ontology, format=ox.RdfFormat.TURTLE))
    assert list(jsonld_context(reversed(statements)).items()) == list(context.items())
