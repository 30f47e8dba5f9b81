"""One thing and everything said about it: found by any name it goes by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from ..rdf.namespaces import PREFIXES, compress
from ..store.solutions import value_of
from .descriptions import Fact, Mention, ShownThing, StatedResult, Thing, Value
from .formats import text_of
from .stated_values import DETAILS, shown_of
from .verdicts import verdicts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pyoxigraph import Triple

    from ..store import Store
    from ..store.solutions import Term

    _Said = tuple[NamedNode, Term | None, Term | None, Term | None]

__all__ = ["DATA_QUERY", "describe", "describe_first", "results_query", "triples_about"]

_PROLOGUE: Final = """\
PREFIX exokg: <https://w3id.org/exokg/ontology/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""

# What a result is about, as a sentence says it; of a term, also what is about a narrower
# one; of a claim, what supports it; of a source, what its vesicles did.
_STATEMENTS: Final = """
SELECT ?node ?as ?s ?subject ?e ?effect ?t ?target ?label ?record ?locator ?summary ?absent
WHERE {{
  {{ SELECT ?node (MIN(?property) AS ?as) WHERE {{
    {{ ?node ?property {iri} ; exokg:reportedBy ?any }}
    UNION {{ ?narrower exokg:within {iri} . ?node exokg:target ?narrower BIND(exokg:target AS ?property) }}
    UNION {{ {iri} exokg:supportedBy ?node BIND(exokg:supportedBy AS ?property) }}
    UNION {{ ?node exokg:countedUnder/exokg:ofSource {iri} BIND(exokg:countedUnder AS ?property) }}
  }} GROUP BY ?node }}
  ?node exokg:reportedBy ?record .
  OPTIONAL {{ ?node exokg:locator ?locator }}
  OPTIONAL {{ ?node rdfs:label ?label }}
  OPTIONAL {{ ?node exokg:subject ?s . ?s rdfs:label ?subject }}
  OPTIONAL {{ ?node exokg:effect ?e . ?e rdfs:label ?effect }}
  OPTIONAL {{ ?node exokg:target ?t . ?t rdfs:label ?target }}
  OPTIONAL {{ ?node exokg:summary ?summary }}
  OPTIONAL {{ ?record exokg:absenceMeans/rdfs:label ?absent }}
}} ORDER BY ?record ?node ?locator
"""


# Properties of a result: each with its label.
_DETAILS: Final = """
SELECT ?node ?name (SAMPLE(?words) AS ?text) WHERE {{
  VALUES ?node {{ {nodes} }}
  VALUES (?property ?name) {{ {properties} }}
  ?node ?property ?value . OPTIONAL {{ ?value rdfs:label ?label }}
  BIND(COALESCE(STR(?label), STR(?value)) AS ?words)
}} GROUP BY ?node ?name
"""
_AT_ONCE: Final = 200  # results asked about in one query

_HIDDEN: Final = ("absenceMeans", "titleStatus")  # said for programs; a reader sees what they cause
_PLAIN_NAMES: Final = {
    "rdfs:comment": "remark",
    "rdfs:subClassOf": "kind of",
    "skos:altLabel": "also called",
    "skos:closeMatch": "close to",
    "skos:exactMatch": "the same as",
    "skos:broadMatch": "narrower than",
    "skos:narrowMatch": "wider than",
    "skos:relatedMatch": "related to",
}


def describe(store: Store, node: NamedNode) -> Thing:
    """Everything the default graph says about a node."""
    results = _results(store, node)
    return _described(store, node, results, list(results))


def describe_first(store: Store, node: NamedNode, most: int) -> ShownThing:
    """The first of what the default graph says about a node, and how much there is.

    Args:
        store: the graph.
        node: what is described.
        most: how many statements, verdicts, values of a property, and nodes that point here with a property.
    """
    results = _results(store, node)
    thing = _described(store, node, results, list(results)[:most])
    return ShownThing.first_of(thing, len(results), most)


def _described(
    store: Store, node: NamedNode, results: Mapping[str, Mapping[str, Term]], stated: Sequence[str]
) -> Thing:
    """The thing with some of its results; the details of all take a minute where there are ten thousand."""
    types: set[Value] = set()
    labels: list[str] = []
    found: dict[str, tuple[Value, set[Value]]] = {}
    for predicate, name, value, value_label in [*_leaving(store, node), *_of_paper(store, node)]:
        if predicate.value == PREFIXES["rdf"] + "type":
            types.add(_read(value, value_label))
        elif predicate.value == PREFIXES["rdfs"] + "label":
            labels.append(text_of(value))
        else:
            words = _PLAIN_NAMES.get(compress(predicate)) or text_of(name or predicate)
            found.setdefault(words, (Value(words, predicate.value), set()))[1].add(_read(value, value_label))
    said = {property_.iri: name for name, (property_, _) in found.items()}
    if PREFIXES["exokg"] + "authorList" in said:  # the same people, in the order that matters
        found.pop(said.get(PREFIXES["exokg"] + "author", ""), None)
    mentions = [mention for mention in _mentions(store, node) if mention.iri not in results]
    return Thing(
        node.value,
        min(labels, default=compress(node)),
        sorted((one for one in types if one.text != "owl:Class"), key=str),
        [Fact(name, sorted(values, key=str)) for _, (name, values) in sorted(found.items())],
        list(_statements(store, {iri: results[iri] for iri in stated})),
        mentions,
        verdicts(store, node),
    )


def _read(value: Term | None, label: Term | None) -> Value:
    if isinstance(value, NamedNode):
        return Value(text_of(label or value), value.value)
    return Value(text_of(value), language=getattr(value, "language", None) or "")


def _of_paper(store: Store, node: NamedNode) -> Iterator[_Said]:
    """What identifies the publication that describes a record: a reader takes the two for one."""
    query = f"""{_PROLOGUE}SELECT DISTINCT ?p ?pl ?o ?none {{ {node} exokg:describedIn ?paper . ?paper ?p ?o .
      VALUES ?p {{ exokg:authorList exokg:journal exokg:doi exokg:pmid exokg:pmcid }}
      OPTIONAL {{ ?p rdfs:label ?pl }} }} ORDER BY ?pl ?p ?o"""
    for predicate, name, value, _ in store.select(query):
        if isinstance(predicate, NamedNode):
            yield predicate, name, value, None


def _leaving(store: Store, node: NamedNode) -> Iterator[_Said]:
    hidden = ", ".join(f"exokg:{name}" for name in ("within", *_HIDDEN))
    query = f"""{_PROLOGUE}SELECT DISTINCT ?p ?pl ?o ?ol {{ {node} ?p ?o .
      FILTER(?p NOT IN ({hidden}))
      OPTIONAL {{ ?p rdfs:label ?pl }} OPTIONAL {{ ?o rdfs:label ?ol }} }} ORDER BY ?pl ?p ?ol ?o"""
    for predicate, name, value, value_label in store.select(query):
        if isinstance(predicate, NamedNode):
            yield predicate, name, value, value_label


def results_query(node: NamedNode) -> str:
    """The query for the results that a node is about, of which :func:`describe` reads more."""
    return _PROLOGUE + _STATEMENTS.format(iri=node)


def _results(store: Store, node: NamedNode) -> dict[str, Mapping[str, Term]]:
    """IRI of each result → its first row."""
    found: dict[str, Mapping[str, Term]] = {}
    for row in store.select(results_query(node)).bindings():
        found.setdefault(value_of(row["node"]), row)
    return found


def _statements(store: Store, results: Mapping[str, Mapping[str, Term]]) -> Iterator[StatedResult]:
    details = _details(store, sorted(results))
    for iri, found in results.items():
        text = {name: text_of(term) for name, term in found.items()}
        names = [name for name in ("subject", "effect", "target") if name in text]
        parts = [Value(text[name], value_of(found[name[0]])) for name in names] if "effect" in text else []
        yield StatedResult(
            iri,
            text["as"],
            " ".join(part.text for part in parts) or text.get("label", text["node"]),
            text["record"],
            text.get("locator", ""),
            text.get("summary", ""),
            **shown_of(iri, details.get(iri, {}), text.get("absent", "")),
            parts=parts,
        )


def _details(store: Store, iris: Sequence[str]) -> dict[str, dict[str, str]]:
    """Result → name of a property → what it says."""
    properties = " ".join(f'(exokg:{name} "{name}")' for name in DETAILS)
    found: dict[str, dict[str, str]] = {}
    for start in range(0, len(iris), _AT_ONCE):
        nodes = " ".join(f"<{iri}>" for iri in iris[start : start + _AT_ONCE])
        for node, name, text in store.select(_PROLOGUE + _DETAILS.format(nodes=nodes, properties=properties)):
            found.setdefault(value_of(node), {})[value_of(name)] = text_of(text)
    return found


def _mentions(store: Store, node: NamedNode) -> Iterator[Mention]:
    query = f"""{_PROLOGUE}SELECT ?s ?p (MIN(?l) AS ?label) (MIN(?n) AS ?name) {{ ?s ?p {node} .
      FILTER(?p != exokg:within) FILTER NOT EXISTS {{ ?s a exokg:ReportingItem }}
      OPTIONAL {{ ?s rdfs:label ?l }} OPTIONAL {{ ?p rdfs:label ?n }} }} GROUP BY ?s ?p ORDER BY ?p ?s"""
    for subject, predicate, label, name in store.select(query):
        yield Mention(
            value_of(subject), text_of(label or subject), text_of(name or predicate), value_of(predicate)
        )


DATA_QUERY: Final = f"""{_PROLOGUE}CONSTRUCT {{
  $thing ?p ?o . ?o rdfs:label ?l . ?s ?q $thing . ?result ?r ?v
}} WHERE {{
  {{ $thing ?p ?o OPTIONAL {{ ?o rdfs:label ?l }} }} UNION {{ ?s ?q $thing }}
  UNION {{ ?result ?any $thing ; exokg:reportedBy ?record ; ?r ?v }} }}"""
"""What data documents hold of a thing, written ``$thing``; see :func:`triples_about`."""


def triples_about(store: Store, node: NamedNode) -> list[Triple]:
    """Every statement that the node begins or ends, every one about its results, and labels of its values."""
    return store.construct(DATA_QUERY.replace("$thing", str(node)))
