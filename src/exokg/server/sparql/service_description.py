"""What the endpoint says of itself: SPARQL 1.1 Service Description and VoID.

https://www.w3.org/TR/sparql11-service-description/ and https://www.w3.org/TR/void/. Every number comes from
a query to the data being served, and nothing is claimed that is not so: no federation, no updates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...rdf import void
from ...rdf.namespaces import METADATA_GRAPH, PREFIXES
from ...release.about import DATASET, About
from ...store.solutions import value_of
from ..http.negotiation import GRAPHS, SOLUTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Triple

    from ...store.solutions import Row
    from ..version import Version

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = PREFIXES["void"]
_DCTERMS = PREFIXES["dcterms"]
_RDF_TYPE = PREFIXES["rdf"] + "type"

_ABOUT = f"""SELECT ?p ?o WHERE {{ GRAPH {METADATA_GRAPH} {{ <{DATASET}> ?p ?o }}
  FILTER(!STRSTARTS(STR(?p), "{_VOID}")) }}"""


async def about(version: Version) -> About:
    """What the dataset says of itself; asked once, then remembered."""
    found = await _statements(version)
    return About.read((value_of(property_), value_of(value)) for property_, value in found)


async def version_of(version: Version, iri: str) -> str:
    """The version that the dataset or the ontology says it has; empty where it says none."""
    query = f"SELECT ?version WHERE {{ <{iri}> <{PREFIXES['owl']}versionInfo> ?version }}"
    rows: list[Row] = await version.once(f"version of {iri}", lambda: version.table(query))
    return value_of(rows[0][0]) if rows else ""


async def _statements(version: Version) -> list[Row]:
    found: list[Row] = await version.once("about", lambda: version.table(_ABOUT))
    return found


async def count(version: Version) -> void.DatasetCounts:
    """Count what is in ``version``; asked once, then remembered."""
    counts: void.DatasetCounts = await version.once("counts", lambda: _count(version))
    return counts


async def _count(version: Version) -> void.DatasetCounts:
    return void.DatasetCounts.read(await _tables(version, void.COUNTS))


async def _tables(version: Version, queries: tuple[str, ...]) -> list[list[list[str]]]:
    """Ask one query after the other, as others ask as well, with the time that a large dataset needs."""
    return [[[*map(value_of, row)] for row in await version.table(query)] for query in queries]


async def describe(version: Version, endpoint: str, root: str) -> list[Triple]:
    """Describe the service and the dataset.

    Args:
        version: the data.
        endpoint: URL of the endpoint, as the client asked for it.
        root: URL of the landing page.
    """
    from pyoxigraph import Literal, NamedNode, Triple

    counts, node = await count(version), NamedNode
    graphs: dict[str, int] = await version.once("graphs", lambda: _graphs(version))
    found = list(await version.once("partitions", lambda: _partitions(version)))
    for subject, predicate, value in _service(endpoint, root, counts.triples, graphs):
        term = Literal(value) if isinstance(value, int) else node(value)
        found.append(Triple(node(subject), node(predicate), term))
    stated: Any = await _statements(version)
    return [*found, *(Triple(node(DATASET), property_, value) for property_, value in stated)]


async def _graphs(version: Version) -> dict[str, int]:
    [rows] = await _tables(version, (void.GRAPHS,))
    return {name: int(number) for name, number in rows}


async def _partitions(version: Version) -> list[Triple]:
    partitions = void.Partitions.read(await _tables(version, void.PARTITIONS))
    return list(void.describe(await count(version), partitions))


Statement = tuple[str, str, "int | str"]


def _service(endpoint: str, root: str, triples: int, graphs: dict[str, int]) -> Iterator[Statement]:
    service, described, default = endpoint + "#service", endpoint + "#dataset", endpoint + "#default"
    yield service, _RDF_TYPE, _SD + "Service"
    yield service, _SD + "endpoint", endpoint
    yield service, _SD + "supportedLanguage", _SD + "SPARQL11Query"
    for form in dict.fromkeys((*SOLUTIONS, *GRAPHS)):
        yield service, _SD + "resultFormat", form.iri
    yield service, _SD + "defaultDataset", described
    yield service, _DCTERMS + "subject", DATASET
    yield described, _RDF_TYPE, _SD + "Dataset"
    yield described, _SD + "defaultGraph", default
    yield default, _RDF_TYPE, _SD + "Graph"
    yield default, _VOID + "triples", triples
    for number, (graph, size) in enumerate(sorted(graphs.items()), 1):
        named, content = f"{endpoint}#named-{number}", f"{endpoint}#graph-{number}"
        yield described, _SD + "namedGraph", named
        yield named, _RDF_TYPE, _SD + "NamedGraph"
        yield named, _SD + "name", graph
        yield named, _SD + "graph", content
        yield content, _RDF_TYPE, _SD + "Graph"
        yield content, _VOID + "triples", size
    yield DATASET, _VOID + "sparqlEndpoint", endpoint
    for form in GRAPHS:
        yield DATASET, _VOID + "dataDump", f"{root}export/exokg.{form.name}"
