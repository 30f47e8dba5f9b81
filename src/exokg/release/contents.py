"""What a release holds: each file, made from an open store."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import Literal

from ..answers.formats import write_solutions
from ..answers.frames import write_parquet
from ..answers.networks import read_network, to_networkx
from ..rdf.jsonld import jsonld_context
from ..rdf.namespaces import HYPOTHESES_GRAPH
from ..rdf.serialisation import FORMATS, compressed, pieces, serialise
from ..store.solutions import Solutions, value_of
from .kgx import kgx_files
from .nanopub_files import nanopub_files
from .network_files import NETWORK_FORMATS, write_network
from .ontology_files import obo_graph, ontology_of
from .sssom import mappings_tsv, prefixes_json
from .table_descriptions import TableFile, croissant, data_package, dictionary_rows
from .table_rows import TABLES, Tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..store import Store
    from .trusty import Namer, Nanopub

__all__ = ["about_dataset", "release_files"]

_SUFFIXES: Final = {"cytoscape": "cyjs", "node-link": "node-link.json"}
_ABOUT: Final = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
SELECT ?name ?value WHERE {
  VALUES (?property ?name) {
    (dcterms:title "title") (owl:versionInfo "version") (dcterms:license "licence") (dcterms:issued "issued")
  }
  <https://w3id.org/exokg/dataset> ?property ?value .
}
"""


def about_dataset(store: Store) -> dict[str, str]:
    """Title, version, licence and day of issue of the dataset of a store; empty where it says none."""
    said = {value_of(name): value_of(value) for name, value in store.select(_ABOUT)}
    return {name: said.get(name, "") for name in ("title", "version", "licence", "issued")}


def release_files(
    store: Store, namer: Namer, earlier: Mapping[str, Nanopub] | None = None
) -> Iterator[tuple[str, bytes]]:
    """Path and content of every file of a release.

    Args:
        store: an open store.
        namer: names the nanopublications, and signs them if it has a key.
        earlier: the nanopublications of an earlier release.

    Raises:
        MissingExtraError: polars, which writes Parquet, is not installed.
    """
    about = about_dataset(store)
    yield from _tables(store, about)  # first, as they may lack a library
    yield from nanopub_files(store, about, namer, earlier or {})
    yield from _rdf(store)
    yield "mappings/mappings.sssom.tsv", mappings_tsv(store, about).encode()
    yield "mappings/prefixes.json", prefixes_json().encode()
    network = read_network(store, detailed=True)
    for name, text in kgx_files(store, network).items():
        yield f"kgx/{name}", text.encode()
    graph = to_networkx(network)
    for form in NETWORK_FORMATS:
        yield f"networks/exokg.{_SUFFIXES.get(form, form)}", write_network(graph, form).encode()


def _rdf(store: Store) -> Iterator[tuple[str, bytes]]:
    quads = [quad for quad in store.quads() if quad.graph_name != HYPOTHESES_GRAPH]
    context = jsonld_context(quads)
    yield "rdf/context.jsonld", _json({"@context": context})
    for form in FORMATS:
        content = b"".join(pieces(quads, form, context))
        yield f"rdf/exokg.{form}", content
        yield f"rdf/exokg.{form}.gz", b"".join(compressed([content]))
    ontology = ontology_of(quads)
    yield "ontology/exokg-ontology.ttl", serialise(ontology, "ttl")
    yield "ontology/exokg-ontology.owl", serialise(ontology, "rdf")
    yield "ontology/exokg-ontology.obographs.json", obo_graph(ontology).encode()


def _tables(store: Store, about: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    tables, files = Tables(store), []
    for name in TABLES:
        fields, rows = tables.read(name)
        text = b"".join(write_solutions(rows, "csv"))
        files.append(TableFile(name, fields, len(text), sha256(text).hexdigest()))
        yield f"tables/{name}.csv", text
        yield f"tables/{name}.parquet", write_parquet(rows) or b""
    words = list(dictionary_rows(files))
    named = [tuple(Literal(text) for text in row.values()) for row in words]
    yield "tables/dictionary.csv", b"".join(write_solutions(Solutions(words[0], named), "csv"))
    yield "tables/datapackage.json", data_package(files, about).encode()
    yield "tables/croissant.json", croissant(files, about).encode()


def _json(document: Any) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()
