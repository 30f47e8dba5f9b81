"""How much a dataset holds, and of what: VoID, with the classes and datatypes to which properties lead.

The partitions are those of SIB's void-generator, so that the tools that read the descriptions of its
endpoints read this one. Every number comes from a query. Standards: https://www.w3.org/TR/void/ and
http://ldf.fi/void-ext#.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from .namespaces import BASE, ONTOLOGY_PREFIXES, PREFIXES, compress

Rows = Sequence[Sequence[str]]

_VOID: Final = PREFIXES["void"]
_EXT: Final = PREFIXES["void-ext"]
_TYPE: Final = PREFIXES["rdf"] + "type"

COUNTS: Final = (
    """SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects)
  WHERE { ?s ?p ?o }""",
    f"""SELECT (COUNT(DISTINCT ?s) AS ?entities) WHERE {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{BASE}")) }}""",
    "SELECT ?property (COUNT(*) AS ?triples) WHERE { ?s ?property ?o } GROUP BY ?property",
    "SELECT ?class (COUNT(DISTINCT ?s) AS ?entities) WHERE { ?s a ?class } GROUP BY ?class",
)
"""The queries whose answers :meth:`DatasetCounts.read` takes."""

PARTITIONS: Final = (
    """SELECT ?class ?property (COUNT(*) AS ?triples) WHERE { ?s a ?class ; ?property ?o }
  GROUP BY ?class ?property""",
    """SELECT ?class ?property ?kind (COUNT(*) AS ?triples) WHERE { ?s a ?class ; ?property ?o . ?o a ?kind }
  GROUP BY ?class ?property ?kind""",
    """SELECT ?class ?property ?type (COUNT(*) AS ?triples) WHERE { ?s a ?class ; ?property ?o
  FILTER(isLiteral(?o)) BIND(DATATYPE(?o) AS ?type) } GROUP BY ?class ?property ?type""",
    f"""SELECT ?property ?space (COUNT(*) AS ?triples) WHERE {{ ?s ?property ?o FILTER(isIRI(?o)
  && STRSTARTS(STR(?s), "{BASE}") && !STRSTARTS(STR(?o), "{BASE}"))
  BIND(REPLACE(STR(?o), "[^/#_:]*$", "") AS ?space) }} GROUP BY ?property ?space""",
    f"SELECT ?s WHERE {{ ?s a <{PREFIXES['exokg']}Study> }} ORDER BY ?s LIMIT 3",
)
"""The queries whose answers :meth:`Partitions.read` takes; at a million statements some take many seconds."""

GRAPHS: Final = "SELECT ?graph (COUNT(*) AS ?triples) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
"""The query for the named graphs, and how many statements each has."""

THINGS: Final = f"""
PREFIX dcterms: <{PREFIXES["dcterms"]}>
PREFIX exokg: <{PREFIXES["exokg"]}>
PREFIX owl: <{PREFIXES["owl"]}>
SELECT DISTINCT ?thing WHERE {{
  {{ ?thing a ?class VALUES ?class {{
    exokg:Study exokg:Review exokg:TrialRegistration exokg:RegulatoryStatement exokg:Claim }} }}
  UNION {{ ?thing a owl:Class ; dcterms:identifier ?curie }}
  FILTER(STRSTARTS(STR(?thing), "{BASE}"))
}} ORDER BY ?thing"""
"""The query for our records, claims and terms: what a sitemap lists."""


@dataclass(frozen=True)
class DatasetCounts:
    """What is in the default graph.

    Attributes:
        triples: statements.
        subjects: distinct subjects.
        objects: distinct objects.
        entities: distinct subjects with an IRI of ours.
        properties: property → statements.
        classes: class → members.
    """

    triples: int
    subjects: int
    objects: int
    entities: int
    properties: dict[str, int]
    classes: dict[str, int]

    @classmethod
    def read(cls, answers: Sequence[Rows]) -> DatasetCounts:
        """The counts in the answers to :data:`COUNTS`."""
        [totals], [[entities]], properties, classes = answers
        triples, subjects, objects = map(int, totals)
        return cls(triples, subjects, objects, int(entities), _numbers(properties), _numbers(classes))


def _numbers(rows: Rows) -> dict[str, int]:
    return {name: int(number) for name, number in rows}


@dataclass(frozen=True)
class Partitions:
    """What of a class has which properties, and where these lead.

    Attributes:
        properties: class → property → statements.
        kinds: (class, property) → class of the values → statements.
        datatypes: (class, property) → datatype of the values → statements.
        links: (property, namespace of another vocabulary) → statements.
        samples: a few of our own things.
    """

    properties: dict[str, dict[str, int]]
    kinds: dict[tuple[str, str], dict[str, int]]
    datatypes: dict[tuple[str, str], dict[str, int]]
    links: dict[tuple[str, str], int]
    samples: list[str]

    @classmethod
    def read(cls, answers: Sequence[Rows]) -> Partitions:
        """The partitions in the answers to :data:`PARTITIONS`."""
        parts, kinds, datatypes, links, samples = answers
        properties: dict[str, dict[str, int]] = {}
        for name, of, number in parts:
            properties.setdefault(name, {})[of] = int(number)
        return cls(
            properties, _nested(kinds), _nested(datatypes), _linked(links), [row[0] for row in samples]
        )


def _nested(rows: Rows) -> dict[tuple[str, str], dict[str, int]]:
    found: dict[tuple[str, str], dict[str, int]] = {}
    for name, of, kind, number in rows:
        found.setdefault((name, of), {})[kind] = int(number)
    return found


def _linked(rows: Rows) -> dict[tuple[str, str], int]:
    spaces = sorted(ONTOLOGY_PREFIXES.values(), key=len, reverse=True)
    found: dict[tuple[str, str], int] = {}
    for name, begin, number in rows:
        space = next((space for space in spaces if begin.startswith(space)), None)
        if space is not None:
            found[name, space] = found.get((name, space), 0) + int(number)
    return found


def describe(counts: DatasetCounts, partitions: Partitions) -> Iterator[Triple]:
    """The description of the dataset: totals, partitions, and links to other vocabularies."""
    node = f"{BASE}dataset"
    for said in (_totals(counts, node), _partitions(counts, partitions, node), _linksets(partitions, node)):
        for subject, predicate, value in said:
            term = Literal(value) if isinstance(value, int) else NamedNode(value)
            yield Triple(NamedNode(subject), NamedNode(predicate), term)
    yield Triple(NamedNode(node), NamedNode(_VOID + "uriSpace"), Literal(BASE))
    for sample in partitions.samples:
        yield Triple(NamedNode(node), NamedNode(_VOID + "exampleResource"), NamedNode(sample))


Statement = tuple[str, str, "int | str"]


def _totals(counts: DatasetCounts, node: str) -> Iterator[Statement]:
    yield node, _TYPE, _VOID + "Dataset"
    yield node, _VOID + "vocabulary", f"{BASE}ontology"
    yield node, _VOID + "triples", counts.triples
    yield node, _VOID + "entities", counts.entities
    yield node, _VOID + "distinctSubjects", counts.subjects
    yield node, _VOID + "distinctObjects", counts.objects
    yield node, _VOID + "classes", len(counts.classes)
    yield node, _VOID + "properties", len(counts.properties)


def _partitions(counts: DatasetCounts, partitions: Partitions, node: str) -> Iterator[Statement]:
    for property_, triples in counts.properties.items():
        yield from _property(node, _named(f"{node}#property", property_), property_, triples)
    for name, entities in counts.classes.items():
        part = _named(f"{node}#class", name)
        yield node, _VOID + "classPartition", part
        yield part, _VOID + "class", name
        yield part, _VOID + "entities", entities
        for property_, triples in partitions.properties.get(name, {}).items():
            inner = _named(part, property_)
            yield from _property(part, inner, property_, triples)
            yield from _values(inner, partitions.kinds.get((name, property_), {}), _VOID + "class")
            yield from _values(inner, partitions.datatypes.get((name, property_), {}), _EXT + "datatype")


def _property(whole: str, part: str, property_: str, triples: int) -> Iterator[Statement]:
    yield whole, _VOID + "propertyPartition", part
    yield part, _VOID + "property", property_
    yield part, _VOID + "triples", triples


def _values(part: str, found: dict[str, int], property_: str) -> Iterator[Statement]:
    for value, triples in found.items():
        inner = _named(part, value)
        yield part, f"{property_}Partition", inner
        yield inner, property_, value
        yield inner, _VOID + "triples", triples


def _linksets(partitions: Partitions, node: str) -> Iterator[Statement]:
    for (name, space), triples in partitions.links.items():
        linkset = _named(f"{node}#links", name, space)
        yield linkset, _TYPE, _VOID + "Linkset"
        yield node, _VOID + "subset", linkset
        yield linkset, _VOID + "subjectsTarget", node
        yield linkset, _VOID + "objectsTarget", space
        yield linkset, _VOID + "linkPredicate", name
        yield linkset, _VOID + "triples", triples


def _named(whole: str, *iris: str) -> str:
    """The name of a part, which says what it is the part of: the same part has the same name everywhere."""
    return "/".join([whole, *(quote(compress(iri), safe=":") for iri in iris)])
