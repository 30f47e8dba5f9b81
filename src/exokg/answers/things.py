"""One thing and everything said about it: found by any name it goes by."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple
from weakref import WeakKeyDictionary

from pyoxigraph import NamedNode

from ..rdf.findings import AUTHORS_OF_REVIEWS
from ..rdf.mentions import mentions_of, results_about
from ..rdf.namespaces import PREFIXES, compress
from ..store import Store
from ..store.hubs import LISTED
from ..store.solutions import value_of
from .descriptions import Fact, Mention, ShownThing, StatedResult, Thing, Value
from .formats import text_of
from .readable import citations
from .stated_values import DETAILS, shown_of
from .verdicts import verdicts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pyoxigraph import Triple

    from ..store.solutions import Term

    _Said = tuple[NamedNode, Term | None, Term | None, Term | None]

_PROLOGUE: Final = """\
PREFIX exokg: <https://w3id.org/exokg/ontology/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""

# What a result is about, as a sentence says it.
_COLUMNS: Final = "?node ?s ?subject ?e ?effect ?t ?target ?label ?record ?locator ?summary ?absent"
_SAID: Final = """
  OPTIONAL { ?node exokg:locator ?locator }
  OPTIONAL { ?node rdfs:label ?label }
  OPTIONAL { ?node exokg:subject ?s . ?s rdfs:label ?subject }
  OPTIONAL { ?node exokg:effect ?e . ?e rdfs:label ?effect }
  OPTIONAL { ?node exokg:target ?t . ?t rdfs:label ?target }
  OPTIONAL { ?node exokg:summary ?summary }
  OPTIONAL { ?record exokg:absenceMeans/rdfs:label ?absent }
} ORDER BY ?record ?node ?locator
"""

# What is said of results with some properties; as a join with a list of these it would take 30 times as long.
_DETAILS: Final = """
SELECT ?node ?property ?value ?label WHERE {{
  VALUES ?node {{ {nodes} }}
  ?node ?property ?value . FILTER(?property IN ({properties}))
  OPTIONAL {{ ?value rdfs:label ?label }}
}} ORDER BY ?node ?property ?label ?value
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
    results, mentions = _results(store, node), list(_mentions(store, node))
    return _described(store, node, results, mentions)


def describe_first(store: Store, node: NamedNode, most: int) -> ShownThing:
    """The first of what the default graph says about a node, and how much there is.

    Args:
        store: the graph.
        node: what is described.
        most: how many statements, verdicts, values of a property, and nodes that point here with a property.
    """
    kept = store.kept.mentioned(node.value) if most <= LISTED else None
    if kept is None:
        results, mentions = _results(store, node), list(_mentions(store, node))
        count, roles = len(results), dict(Counter(one.role_iri for one in mentions))
    else:
        results = [_Result(record, iri, compress(role)) for record, iri, role in kept.first_results]
        mentions = [
            one for role, nodes in kept.first_mentions.items() for one in _named(store, role, nodes[:most])
        ]
        count, roles = kept.results, kept.roles
    thing = _described(store, node, results[:most], mentions)
    return ShownThing.first_of(thing, count, roles, most)


def _described(store: Store, node: NamedNode, results: Sequence[_Result], mentions: list[Mention]) -> Thing:
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
    return Thing(
        node.value,
        min(labels, default=compress(node)),
        sorted((one for one in types if one.text != "owl:Class"), key=str),
        [Fact(name, sorted(values, key=str)) for _, (name, values) in sorted(found.items())],
        list(_statements(store, results)),
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
      FILTER(?p IN (exokg:authorList, exokg:journal, exokg:doi, exokg:pmid, exokg:pmcid))
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
    return f"{_PROLOGUE}SELECT ?as {_COLUMNS} WHERE {{\n  {{ {results_about(node)} }}{_SAID}"


class _Result(NamedTuple):
    """A result, the record that reports it, and the property under which it mentions a thing."""

    record: str
    iri: str
    role: str


def _results(store: Store, node: NamedNode) -> list[_Result]:
    """The results that a node is about, sorted."""
    rows = store.select(_PROLOGUE + results_about(node))
    return sorted(_Result(value_of(record), value_of(iri), text_of(role)) for record, iri, role in rows)


def _statements(store: Store, results: Sequence[_Result]) -> Iterator[StatedResult]:
    for start in range(0, len(results), _AT_ONCE):
        part = results[start : start + _AT_ONCE]
        said, details = _said(store, part), _details(store, [one.iri for one in part])
        names = _cited(store)
        for one in part:
            cited = names.get(one.record) or one.record.rpartition("/")[2]
            yield replace(_statement(one, said[one.iri], details.get(one.iri, {})), cited=cited)


_CITED: Final[WeakKeyDictionary[Store, dict[str, str]]] = WeakKeyDictionary()


def _cited(store: Store) -> dict[str, str]:
    """Author and year of every study and review; read once for a store."""
    if store not in _CITED:
        _CITED[store] = citations(store, AUTHORS_OF_REVIEWS) | citations(store)
    return _CITED[store]


def _said(store: Store, results: Sequence[_Result]) -> dict[str, Mapping[str, Term]]:
    """What some results say: the first row of each."""
    nodes = " ".join(f"<{one.iri}>" for one in results)
    query = f"SELECT {_COLUMNS} WHERE {{ VALUES ?node {{ {nodes} }} ?node exokg:reportedBy ?record .{_SAID}"
    found: dict[str, Mapping[str, Term]] = {}
    for row in store.select(_PROLOGUE + query).bindings():
        found.setdefault(value_of(row["node"]), row)
    return found


def _statement(result: _Result, found: Mapping[str, Term], details: Mapping[str, str]) -> StatedResult:
    text = {name: text_of(term) for name, term in found.items()}
    names = [name for name in ("subject", "effect", "target") if name in text]
    parts = [Value(text[name], value_of(found[name[0]])) for name in names] if "effect" in text else []
    return StatedResult(
        result.iri,
        result.role,
        " ".join(part.text for part in parts) or text.get("label", text["node"]),
        text["record"],
        text.get("locator", ""),
        text.get("summary", ""),
        **shown_of(result.iri, details, text.get("absent", "")),
        parts=parts,
    )


def _details(store: Store, iris: Sequence[str]) -> dict[str, dict[str, str]]:
    """Result → name of a property → what it says, the first of several."""
    nodes, properties = (" ".join(f"<{iri}>" for iri in iris), ", ".join(f"exokg:{name}" for name in DETAILS))
    query = _PROLOGUE + _DETAILS.format(nodes=nodes, properties=properties)
    found: dict[str, dict[str, str]] = {}
    for node, name, value, label in store.select(query):
        said = found.setdefault(value_of(node), {})
        said.setdefault(value_of(name).removeprefix(PREFIXES["exokg"]), text_of(label or value))
    return found


def _mentions(store: Store, node: NamedNode) -> Iterator[Mention]:
    """The nodes that mention a node and are no results, sorted by property and IRI."""
    return _labelled(store, mentions_of(node))


def _named(store: Store, role: str, nodes: Iterable[str]) -> Iterator[Mention]:
    """These nodes, which mention a node with a property."""
    listed = " ".join(f"<{iri}>" for iri in nodes if ":" in iri)  # a blank node of others has no name
    return _labelled(store, f"SELECT ?node (<{role}> AS ?property) {{ VALUES ?node {{ {listed} }} }}")


def _labelled(store: Store, nodes: str) -> Iterator[Mention]:
    query = f"""{_PROLOGUE}SELECT ?node ?property (MIN(?l) AS ?label) (MIN(?n) AS ?name) {{ {{ {nodes} }}
      OPTIONAL {{ ?node rdfs:label ?l }} OPTIONAL {{ ?property rdfs:label ?n }}
    }} GROUP BY ?node ?property ORDER BY ?property ?node"""
    for node, property_, label, name in store.select(query):
        yield Mention(value_of(node), text_of(label or node), text_of(name or property_), value_of(property_))


DATA_QUERY: Final = f"""{_PROLOGUE}CONSTRUCT {{
  $thing ?p ?o . ?o rdfs:label ?l . ?s ?q $thing . ?result ?r ?v
}} WHERE {{
  {{ $thing ?p ?o OPTIONAL {{ ?o rdfs:label ?l }} }} UNION {{ ?s ?q $thing }}
  UNION {{ ?result ?any $thing ; exokg:reportedBy ?record ; ?r ?v }} }}"""
"""What data documents hold of a thing, written ``$thing``; see :func:`triples_about`."""


def triples_about(store: Store, node: NamedNode) -> list[Triple]:
    """Every statement that the node begins or ends, every one about its results, and labels of its values."""
    return store.construct(DATA_QUERY.replace("$thing", str(node)))
