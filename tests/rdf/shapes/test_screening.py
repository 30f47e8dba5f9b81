"""The queries that choose shapes for the validator find every fault, and nothing in a graph that conforms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyshacl
import pytest
import rdflib
from pyoxigraph import RdfFormat, Store

from exokg.curation.shipped import shapes_of
from exokg.rdf.conformance import _read_shapes
from exokg.rdf.screening import suspects

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exokg.curation.graph import Graph

PREFIXES = """
@prefix : <http://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""
DATA = """
:B rdfs:subClassOf :A . :x a :B ; :p :y ; :n 3 ; :text "ab"@en ; :day "2020-01-01"^^xsd:date .
:y a :C . :z :q :x .
"""


def load(text: str) -> Store:
    store = Store()
    store.load((PREFIXES + text).encode(), format=RdfFormat.TURTLE)
    return store


def names(found: Iterable[object]) -> list[str]:
    return [str(node).removeprefix("<http://example.org/").removesuffix(">") for node in found]


def shape(body: str, target: str = "sh:targetClass :A", kind: str = "PropertyShape") -> str:
    return f":s a sh:{kind} ; {target} ; {body} ."


def sparql(where: str) -> str:
    return (
        f":o sh:declare [ sh:prefix 'e' ; sh:namespace 'http://example.org/'^^xsd:anyURI ] . "
        f":s a sh:NodeShape ; sh:targetClass :A ; "
        f'sh:sparql [ sh:prefixes :o ; sh:select """SELECT $this WHERE {{ {where} }}""" ] .'
    )


KEPT = [
    shape("sh:path :p ; sh:minCount 1 ; sh:maxCount 1 ; sh:class :C"),
    shape("sh:path :n ; sh:datatype xsd:integer ; sh:minInclusive 3 ; sh:maxExclusive 4 ; sh:in ( 2 3 )"),
    shape("sh:path :text ; sh:pattern '^a' ; sh:maxLength 2 ; sh:languageIn ( 'en' )"),
    shape("sh:path [ sh:inversePath :q ] ; sh:minCount 1"),
    shape("sh:path [ sh:alternativePath ( :p :q ) ] ; sh:or ( [ sh:class :B ] [ sh:class :C ] )"),
    shape("sh:path :p ; sh:disjoint :q"),
    *(shape(f"sh:path :p ; sh:nodeKind sh:{kind}") for kind in ("IRI", "BlankNodeOrIRI", "IRIOrLiteral")),
    *(shape(f"sh:path :n ; sh:nodeKind sh:{kind}") for kind in ("Literal", "BlankNodeOrLiteral")),
    shape("sh:property [ sh:path :p ; sh:maxCount 1 ]", kind="NodeShape"),
    shape("sh:path :none ; sh:maxCount 0", "sh:targetSubjectsOf :q"),
    sparql("$this e:n ?n FILTER(?n > 3)"),
    sparql("{ $this e:n ?n } UNION { $this e:p ?n } FILTER NOT EXISTS { $this e:text ?text }"),
]
BROKEN = [
    shape("sh:path :none ; sh:minCount 1"),
    shape("sh:path :n ; sh:maxCount 0"),
    shape("sh:path [ sh:alternativePath ( :p :n ) ] ; sh:maxCount 1"),
    shape("sh:path :p ; sh:class :A"),
    shape("sh:path :text ; sh:class :A"),
    *(shape(f"sh:path :n ; sh:nodeKind sh:{kind}") for kind in ("IRI", "BlankNodeOrIRI", "BlankNode")),
    *(shape(f"sh:path :p ; sh:nodeKind sh:{kind}") for kind in ("Literal", "BlankNodeOrLiteral")),
    shape("sh:path :n ; sh:datatype xsd:decimal"),
    shape("sh:path :n ; sh:in ( 2 :x )"),
    shape("sh:path :n ; sh:minExclusive 3"),
    shape("sh:path :p ; sh:minInclusive 3"),
    shape("sh:path :text ; sh:pattern '^b'"),
    shape("sh:path :text ; sh:maxLength 1"),
    shape("sh:path :text ; sh:languageIn ( 'de' )"),
    shape("sh:path :n ; sh:lessThanOrEquals :day"),
    shape("sh:path [ sh:alternativePath ( :p :q ) ] ; sh:or ( [ sh:class :B ] [ sh:class :A ] )"),
    shape("sh:property [ sh:path :p ; sh:maxCount 0 ]", kind="NodeShape"),
    shape("sh:path [ sh:inversePath :q ] ; sh:maxCount 0"),
    shape("sh:path :q ; sh:class :C", "sh:targetSubjectsOf :q"),
    sparql("$this e:n ?n FILTER(?n > 2)"),
    sparql("{ ?other e:q ?thing FILTER(?thing = $this) } UNION { $this e:none ?other }"),
]
UNKNOWN = [
    shape("sh:path :p ; sh:nodeKind :unknown"),
    shape("sh:path ( :p :q ) ; sh:maxCount 1"),
    shape("sh:path :p ; sh:minCount 1 ; sh:node :t"),
    shape("sh:path :p ; sh:or ( [ sh:path :q ; sh:maxCount 3 ] )"),
    shape("sh:path :p ; sh:maxCount 5"),
    shape("sh:path :text ; sh:pattern '^A' ; sh:flags 'i'"),
    shape("sh:path :p ; sh:maxCount 1", "sh:targetNode :x"),
    shape("sh:path :p ; sh:maxCount 1", "sh:targetObjectsOf :q"),
    ":s a sh:NodeShape , rdfs:Class ; sh:property [ sh:path :p ; sh:maxCount 1 ] .",
    sparql("$this e:n"),
]


def conforms(text: str) -> bool:
    """What the validator says of the shapes."""
    data, shapes = (rdflib.Graph().parse(data=PREFIXES + part) for part in (DATA, text))
    return bool(pyshacl.validate(data, shacl_graph=shapes, inference="none")[0])


@pytest.mark.parametrize("text", KEPT)
def test_what_conforms_is_not_suspected(text: str) -> None:
    assert conforms(text)
    assert suspects(load(DATA), load(text)) == []


@pytest.mark.parametrize("text", BROKEN)
def test_what_does_not_conform_is_suspected(text: str) -> None:
    assert not conforms(text)
    assert names(suspects(load(DATA), load(text))) == ["s"]


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_has_no_translation_is_left_to_the_validator(text: str) -> None:
    assert names(suspects(load(DATA), load(text))) == ["s"]


@pytest.mark.slow
def test_every_shape_of_the_graph_is_translated(real: Graph, real_store: Store) -> None:
    """Those of the fields too: a single one without translation starts the validator at every build."""
    shapes = _read_shapes(shapes_of(real.folder))
    assert suspects(real_store, shapes) == []
    added = shape("sh:path rdfs:label ; sh:maxCount 0", "sh:targetSubjectsOf rdfs:label")
    shapes.load((PREFIXES + added).encode(), format=RdfFormat.TURTLE)
    assert names(suspects(real_store, shapes)) == ["s"]
