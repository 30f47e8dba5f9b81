"""What the endpoint says of itself: SPARQL 1.1 Service Description and VoID.

https://www.w3.org/TR/sparql11-service-description/ and https://www.w3.org/TR/void/. Every number comes from
a query to the data being served, and nothing is claimed that is not so: no federation, no updates.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...rdf.namespaces import ONTOLOGY_PREFIXES, PREFIXES
from ...store.solutions import value_of
from ..http.negotiation import GRAPHS, SOLUTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Triple

    from ...store.solutions import Term
    from ..version import Version

__all__ = ["DatasetCounts", "count", "describe"]

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = PREFIXES["void"]
_DCTERMS = PREFIXES["dcterms"]
_RDF_TYPE = PREFIXES["rdf"] + "type"
_EXAMPLES = 3

_TOTALS = """SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects)
  (COUNT(DISTINCT ?p) AS ?properties) WHERE { ?s ?p ?o }"""
_ENTITIES = (
    """SELECT (COUNT(DISTINCT ?s) AS ?entities) WHERE {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{base}")) }}"""
)
_CLASSES = "SELECT ?class (COUNT(DISTINCT ?s) AS ?entities) WHERE { ?s a ?class } GROUP BY ?class"
_PARTS = """SELECT ?class ?property (COUNT(*) AS ?triples) WHERE { ?s a ?class ; ?property ?o }
GROUP BY ?class ?property"""
_PROPERTIES = "SELECT ?property (COUNT(*) AS ?triples) WHERE { ?s ?property ?o } GROUP BY ?property"
_LINKS = """SELECT ?property ?space (COUNT(*) AS ?triples) WHERE {{ ?s ?property ?o FILTER(isIRI(?o)
  && STRSTARTS(STR(?s), "{base}") && !STRSTARTS(STR(?o), "{base}"))
  BIND(REPLACE(STR(?o), "[^/#_:]*$", "") AS ?space) }} GROUP BY ?property ?space"""
_GRAPHS = "SELECT ?graph (COUNT(*) AS ?triples) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
_ABOUT = """SELECT ?p ?o WHERE {{ GRAPH <{base}graph/metadata> {{ <{base}dataset> ?p ?o }}
  FILTER(!STRSTARTS(STR(?p), "http://rdfs.org/ns/void#")) }}"""
_SAMPLES = """SELECT ?s WHERE {{ ?s a <{base}ontology/Study> }} ORDER BY ?s LIMIT 3"""


@dataclass(frozen=True)
class DatasetCounts:
    """What is in one version of the data.

    Args:
        triples: statements of the default graph.
        subjects: distinct subjects.
        objects: distinct objects.
        properties: property → statements.
        entities: distinct subjects with an IRI of ours.
        classes: class → members.
        parts: (class, property) → statements about members.
        links: (property, namespace of another vocabulary) → statements.
        graphs: named graph → statements.
        about: what the metadata graph says of the dataset: properties and values.
        samples: a few of our own things.
    """

    triples: int
    subjects: int
    objects: int
    entities: int
    properties: dict[str, int]
    classes: dict[str, int]
    parts: dict[tuple[str, str], int]
    links: dict[tuple[str, str], int]
    graphs: dict[str, int]
    about: list[tuple[str, Term | None]]
    samples: list[str]


async def count(version: Version, base: str) -> DatasetCounts:
    """Count what is in ``version``; asked once, then remembered.

    Args:
        version: the data.
        base: where our own IRIs begin.
    """
    counts: DatasetCounts = await version.once("counts", lambda: _count(version, base))
    return counts


async def _count(version: Version, base: str) -> DatasetCounts:
    queries = [_TOTALS, _ENTITIES, _PROPERTIES, _CLASSES, _PARTS, _LINKS, _GRAPHS, _SAMPLES]
    filled = [query.format(base=base) if "{base}" in query else query for query in queries]
    # One by one, as others ask as well; tables have the time that a large dataset needs.
    answers = [[[*map(value_of, row)] for row in await version.table(query)] for query in filled]
    totals, entities, properties, classes, parts, links, graphs, samples = answers
    about = await version.table(_ABOUT.format(base=base))
    triples, subjects, objects, _ = map(int, totals[0])
    return DatasetCounts(
        triples=triples,
        subjects=subjects,
        objects=objects,
        entities=int(entities[0][0]),
        properties={name: int(number) for name, number in properties},
        classes={name: int(number) for name, number in classes},
        parts={(kind, name): int(number) for kind, name, number in parts},
        links=_linked(links),
        graphs={name: int(number) for name, number in graphs},
        about=[(value_of(predicate), value) for predicate, value in about],
        samples=[row[0] for row in samples],
    )


def _linked(rows: list[list[str]]) -> dict[tuple[str, str], int]:
    spaces = sorted(ONTOLOGY_PREFIXES.values(), key=len, reverse=True)
    found: dict[tuple[str, str], int] = {}
    for name, begin, number in rows:
        space = next((space for space in spaces if begin.startswith(space)), None)
        if space is not None:
            found[name, space] = found.get((name, space), 0) + int(number)
    return found


def describe(counts: DatasetCounts, endpoint: str, root: str, base: str) -> Iterator[Triple]:
    """Yield the description.

    Args:
        counts: what is in the data.
        endpoint: URL of the endpoint, as the client asked for it.
        root: URL of the landing page.
        base: where our own IRIs begin.
    """
    from pyoxigraph import Literal, NamedNode, Triple

    node, dataset = NamedNode, base + "dataset"
    for said in (_service(endpoint, dataset, counts), _void(counts, endpoint, root, base, dataset)):
        for subject, predicate, value in said:
            term = Literal(value) if isinstance(value, int) else node(value)
            yield Triple(node(subject), node(predicate), term)
    for predicate, found in counts.about:
        if found is not None:
            yield Triple(node(dataset), node(predicate), found)
    yield Triple(node(dataset), node(_VOID + "uriSpace"), Literal(base))


Statement = tuple[str, str, "int | str"]


def _service(endpoint: str, dataset: str, counts: DatasetCounts) -> Iterator[Statement]:
    service, described, default = endpoint + "#service", endpoint + "#dataset", endpoint + "#default"
    yield service, _RDF_TYPE, _SD + "Service"
    yield service, _SD + "endpoint", endpoint
    yield service, _SD + "supportedLanguage", _SD + "SPARQL11Query"
    for form in dict.fromkeys((*SOLUTIONS, *GRAPHS)):
        yield service, _SD + "resultFormat", form.iri
    yield service, _SD + "defaultDataset", described
    yield service, _DCTERMS + "subject", dataset
    yield described, _RDF_TYPE, _SD + "Dataset"
    yield described, _SD + "defaultGraph", default
    yield default, _RDF_TYPE, _SD + "Graph"
    yield default, _VOID + "triples", counts.triples
    for number, (graph, triples) in enumerate(sorted(counts.graphs.items()), 1):
        named, content = f"{endpoint}#named-{number}", f"{endpoint}#graph-{number}"
        yield described, _SD + "namedGraph", named
        yield named, _RDF_TYPE, _SD + "NamedGraph"
        yield named, _SD + "name", graph
        yield named, _SD + "graph", content
        yield content, _RDF_TYPE, _SD + "Graph"
        yield content, _VOID + "triples", triples


def _void(counts: DatasetCounts, endpoint: str, root: str, base: str, dataset: str) -> Iterator[Statement]:
    yield dataset, _RDF_TYPE, _VOID + "Dataset"
    yield dataset, _VOID + "sparqlEndpoint", endpoint
    for form in GRAPHS:
        yield dataset, _VOID + "dataDump", f"{root}export/exokg.{form.name}"
    yield dataset, _VOID + "vocabulary", base + "ontology"
    for sample in counts.samples:
        yield dataset, _VOID + "exampleResource", sample
    for name, number in (
        ("triples", counts.triples),
        ("entities", counts.entities),
        ("distinctSubjects", counts.subjects),
        ("distinctObjects", counts.objects),
        ("classes", len(counts.classes)),
        ("properties", len(counts.properties)),
    ):
        yield dataset, _VOID + name, number
    yield from _partitions(counts, endpoint, dataset)
    yield from _linksets(counts, endpoint, dataset)


def _partitions(counts: DatasetCounts, endpoint: str, dataset: str) -> Iterator[Statement]:
    for number, (name, triples) in enumerate(sorted(counts.properties.items()), 1):
        part = f"{endpoint}#property-{number}"
        yield dataset, _VOID + "propertyPartition", part
        yield part, _VOID + "property", name
        yield part, _VOID + "triples", triples
    of_class: dict[str, list[tuple[str, int]]] = {}
    for (name, of), triples in sorted(counts.parts.items()):
        of_class.setdefault(name, []).append((of, triples))
    for number, (name, entities) in enumerate(sorted(counts.classes.items()), 1):
        part = f"{endpoint}#class-{number}"
        yield dataset, _VOID + "classPartition", part
        yield part, _VOID + "class", name
        yield part, _VOID + "entities", entities
        for at, (of, triples) in enumerate(of_class.get(name, []), 1):
            inner = f"{part}-{at}"
            yield part, _VOID + "propertyPartition", inner
            yield inner, _VOID + "property", of
            yield inner, _VOID + "triples", triples


def _linksets(counts: DatasetCounts, endpoint: str, dataset: str) -> Iterator[Statement]:
    for number, ((name, space), triples) in enumerate(sorted(counts.links.items()), 1):
        linkset = f"{endpoint}#links-{number}"
        yield linkset, _RDF_TYPE, _VOID + "Linkset"
        yield dataset, _VOID + "subset", linkset
        yield linkset, _VOID + "subjectsTarget", dataset
        yield linkset, _VOID + "objectsTarget", space
        yield linkset, _VOID + "linkPredicate", name
        yield linkset, _VOID + "triples", triples
