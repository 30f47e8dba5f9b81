"""One thing and everything said about it: found by any name it goes by."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from ..rdf.namespaces import PREFIXES, compress
from ..store.solutions import value_of
from .results import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Triple

    from ..store import Store
    from ..store.solutions import Term

__all__ = ["Mention", "Statement", "Thing", "describe", "triples_about"]

_PROLOGUE: Final = """\
PREFIX exokg: <https://w3id.org/exokg/ontology/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""

# What a result is about, as a sentence says it; of a term, also what is about a narrower one.
_STATEMENTS: Final = """
SELECT ?node ?as ?subject ?effect ?target ?label ?record ?locator ?summary WHERE {{
  {{ SELECT ?node (MIN(?property) AS ?as) WHERE {{
    {{ ?node ?property {iri} ; exokg:locator ?any }}
    UNION {{ ?narrower exokg:within {iri} . ?node exokg:target ?narrower BIND(exokg:target AS ?property) }}
  }} GROUP BY ?node }}
  ?node exokg:locator ?locator ; exokg:reportedBy ?record .
  OPTIONAL {{ ?node rdfs:label ?label }}
  OPTIONAL {{ ?node exokg:subject/rdfs:label ?subject }}
  OPTIONAL {{ ?node exokg:effect/rdfs:label ?effect }}
  OPTIONAL {{ ?node exokg:target/rdfs:label ?target }}
  OPTIONAL {{ ?node exokg:summary ?summary }}
}} ORDER BY ?record ?node ?locator
"""


@dataclass(frozen=True)
class Statement:
    """One result, harm or position that mentions the thing, with its place in a source.

    Attributes:
        iri: the node.
        role: the property under which it mentions the thing, shortened.
        text: what it says, in a line.
        record: the record that reports it, shortened.
        locator: where in the source.
        summary: the curator's words.
    """

    iri: str
    role: str
    text: str
    record: str
    locator: str
    summary: str


@dataclass(frozen=True)
class Mention:
    """Another node that points to the thing: its IRI, its label and the property."""

    iri: str
    label: str
    role: str


@dataclass(frozen=True)
class Thing:
    """A node of the graph with all that leaves it and all that points to it.

    Attributes:
        iri: the node.
        label: its name.
        types: labels of its classes.
        properties: property → values, both as text for reading, in the order of the property's name.
        statements: what is said about it, with locators.
        mentions: whatever else points to it.
    """

    iri: str
    label: str
    types: list[str]
    properties: dict[str, list[str]]
    statements: list[Statement] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)


def describe(store: Store, node: NamedNode) -> Thing:
    """Everything the default graph says about a node."""
    types: set[str] = set()
    labels: list[str] = []
    properties: dict[str, list[str]] = {}
    for predicate, name, value, value_label in _leaving(store, node):
        if predicate.value == PREFIXES["rdf"] + "type":
            types.add(text_of(value_label or value))
        elif predicate.value == PREFIXES["rdfs"] + "label":
            labels.append(text_of(value))
        else:
            properties.setdefault(text_of(name or predicate), []).append(_reading(value, value_label))
    statements = list(_statements(store, node))
    shown = {statement.iri for statement in statements}
    mentions = [mention for mention in _mentions(store, node) if mention.iri not in shown]
    return Thing(
        node.value,
        min(labels, default=compress(node)),
        sorted(types - {"owl:Class"}),
        {name: sorted(set(values)) for name, values in sorted(properties.items())},
        statements,
        mentions,
    )


def _reading(value: Term | None, label: Term | None) -> str:
    if label is None or not isinstance(value, NamedNode):
        return text_of(value)
    return f"{text_of(label)} ({compress(value)})"


def _leaving(
    store: Store, node: NamedNode
) -> Iterator[tuple[NamedNode, Term | None, Term | None, Term | None]]:
    query = f"""{_PROLOGUE}SELECT DISTINCT ?p ?pl ?o ?ol {{ {node} ?p ?o .
      FILTER(?p != exokg:within)
      OPTIONAL {{ ?p rdfs:label ?pl }} OPTIONAL {{ ?o rdfs:label ?ol }} }} ORDER BY ?pl ?p ?ol ?o"""
    for predicate, name, value, value_label in store.select(query):
        if isinstance(predicate, NamedNode):
            yield predicate, name, value, value_label


def _statements(store: Store, node: NamedNode) -> Iterator[Statement]:
    seen = set()
    for found in store.select(_PROLOGUE + _STATEMENTS.format(iri=node)).bindings():
        text = {name: text_of(term) for name, term in found.items()}
        iri = value_of(found["node"])
        if iri in seen:
            continue
        seen.add(iri)
        said = " ".join(text[part] for part in ("subject", "effect", "target") if part in text)
        yield Statement(
            iri,
            text["as"],
            said if "effect" in text else text.get("label", text["node"]),
            text["record"],
            text["locator"],
            text.get("summary", ""),
        )


def _mentions(store: Store, node: NamedNode) -> Iterator[Mention]:
    query = f"""{_PROLOGUE}SELECT ?s ?p (MIN(?l) AS ?label) {{ ?s ?p {node} .
      FILTER(?p != exokg:within) OPTIONAL {{ ?s rdfs:label ?l }} }} GROUP BY ?s ?p ORDER BY ?p ?s"""
    for subject, predicate, label in store.select(query):
        yield Mention(value_of(subject), text_of(label) or text_of(subject), text_of(predicate))


def triples_about(store: Store, node: NamedNode) -> list[Triple]:
    """Every statement that the node begins or ends, and every one about its results."""
    query = f"""{_PROLOGUE}CONSTRUCT {{ {node} ?p ?o . ?s ?q {node} . ?result ?r ?v }} {{
      {{ {node} ?p ?o }} UNION {{ ?s ?q {node} }}
      UNION {{ ?result ?any {node} ; exokg:locator ?where ; ?r ?v }} }}"""
    return store.construct(query)
