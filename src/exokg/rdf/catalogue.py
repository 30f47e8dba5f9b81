"""The catalogue of questions in the graph.

Each question is a ``sh:SPARQLExecutable`` of the named graph ``https://w3id.org/exokg/graph/questions``,
after the convention of the `SIB SPARQL examples <https://github.com/sib-swiss/sparql-examples>`_.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode, Quad

from ..curation.questions import Question, parse_question
from .namespaces import BASE, PREFIXES, QUESTIONS_GRAPH

CATALOGUE_QUERY: Final = f"""
PREFIX sh: <{PREFIXES["sh"]}>
PREFIX dcterms: <{PREFIXES["dcterms"]}>
SELECT ?name ?text WHERE {{
  GRAPH <{QUESTIONS_GRAPH.value}> {{
    ?question dcterms:identifier ?name .
    {{ ?question sh:select ?text }}
    UNION {{ ?question sh:construct ?text }} UNION {{ ?question sh:ask ?text }}
  }}
}}
ORDER BY ?name
"""
"""Finds the name and the text of each question of a store, sorted by name."""

_RDF = PREFIXES["rdf"]
_RDFS = PREFIXES["rdfs"]
_SH = PREFIXES["sh"]
_DCTERMS = PREFIXES["dcterms"]
_SCHEMA: Final = "https://schema.org/"
_PREFIX_SET: Final = NamedNode(BASE + "question/prefixes")


def questions_in(rows: Iterable[Sequence[Any]]) -> list[Question]:
    """The questions in what a store answers to :data:`CATALOGUE_QUERY`; none where it is not one of ours.

    Args:
        rows: name and text of each, as literals.
    """
    return [parse_question(name.value, text.value) for name, text in rows]


def _quad(subject: NamedNode, predicate: str, value: NamedNode | RdfLiteral) -> Quad:
    return Quad(subject, NamedNode(predicate), value, QUESTIONS_GRAPH)


def _prefix_quads(query: str) -> Iterator[Quad]:
    for prefix, namespace in re.findall(r"(?im)^PREFIX\s+(\w*):\s*<([^>]*)>", query):
        node = NamedNode(f"{_PREFIX_SET.value}/{prefix}")
        yield _quad(_PREFIX_SET, _SH + "declare", node)
        yield _quad(node, _SH + "prefix", RdfLiteral(prefix))
        any_uri = NamedNode(PREFIXES["xsd"] + "anyURI")
        yield _quad(node, _SH + "namespace", RdfLiteral(namespace, datatype=any_uri))


def to_quads(questions: Iterable[Question]) -> Iterator[Quad]:
    """The catalogue as SHACL SPARQL executables in its named graph.

    The text of a query is the whole file with its header, so that :func:`parse_question` reads it
    back from a store.
    """
    for question in questions:
        node = NamedNode(f"{BASE}question/{question.name}")
        kind = question.form.capitalize()
        yield _quad(node, _RDF + "type", NamedNode(_SH + "SPARQLExecutable"))
        yield _quad(node, _RDF + "type", NamedNode(f"{_SH}SPARQL{kind}Executable"))
        yield _quad(node, _DCTERMS + "identifier", RdfLiteral(question.name))
        yield _quad(node, _RDFS + "label", RdfLiteral(question.title))
        yield _quad(node, _RDFS + "comment", RdfLiteral(question.description, language="en"))
        for word in question.keywords:
            yield _quad(node, _SCHEMA + "keywords", RdfLiteral(word))
        yield _quad(node, _SCHEMA + "target", NamedNode(BASE + "dataset"))
        yield _quad(node, _SH + "prefixes", _PREFIX_SET)
        yield _quad(node, _SH + question.form.lower(), RdfLiteral(question.query))
        yield from _prefix_quads(question.query)
