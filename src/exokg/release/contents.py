"""What a release holds: each file, made from an open store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from ..answers.formats import write_solutions
from ..answers.frames import write_parquet
from ..answers.networks import read_network
from ..rdf.jsonld import PROPERTIES, context_document, context_iri, jsonld_context
from ..rdf.namespaces import HYPOTHESES_GRAPH, PREFIXES, QUESTIONS_GRAPH
from ..rdf.serialisation import FORMATS, TRIPLE_FORMATS, compressed_beside, graphs_in, pieces, serialise
from ..rdf.void import COUNTS, PARTITIONS, DatasetCounts, Partitions, describe
from ..store import Store
from ..store.solutions import Solutions, value_of
from ..store.stored_lines import sorted_lines
from .about import DATASET, About, about_dataset, statements_about
from .distributions import dcat, prov
from .folders import CRATE, Content, ReleasedFile
from .kgx import kgx_files
from .nanopub_files import Issuance, nanopub_files
from .network_files import NETWORK_FORMATS, network_of
from .ontology_files import ONTOLOGY_QUERY, obo_graph
from .schema_org import crate, dataset_document
from .software import citation_file, codemeta
from .sssom import mappings_tsv, prefixes_json
from .table_descriptions import TableFile, croissant, data_package, dictionary_rows
from .table_rows import TABLES, Tables

_SUFFIXES: Final = {"cytoscape": "cyjs", "node-link": "node-link.json"}
_SHA256: Final = 64
"""Its length in hexadecimal."""


_Files = Iterator[tuple[str, bytes | Iterable[bytes]]]


def release_files(store: Store, issuance: Issuance) -> _Files:
    """Path and content of every file of a release; each is to be read before the next is asked for.

    Args:
        store: an open store.
        issuance: how its nanopublications are made.

    Raises:
        MissingExtraError: polars, which writes Parquet, is not installed.
    """
    about = about_dataset(store)
    written: list[ReleasedFile] = []
    for name, said in chain(_contents(store, about, issuance), _descriptions(store, about, written)):
        content = Content(name, said)
        yield name, content
        written.append(content.file)


def _contents(store: Store, about: About, issuance: Issuance) -> _Files:
    yield from _tables(store, about)  # first, as they may lack a library
    yield from nanopub_files(store, about, issuance)
    yield from _rdf(store)
    yield "mappings/mappings.sssom.tsv", mappings_tsv(store, about.shown).encode()
    yield "mappings/prefixes.json", prefixes_json().encode()
    network = read_network(store, detailed=True)
    for name, text in kgx_files(store, network, about.shown).items():
        yield f"kgx/{name}", text.encode()
    graph = network_of(network, about.shown)
    for form, write in NETWORK_FORMATS.items():
        yield f"networks/exokg.{_SUFFIXES.get(form, form)}", write(graph).encode()


def _rdf(store: Store) -> _Files:
    context = jsonld_context(store.construct(PROPERTIES))
    yield f"rdf/context-{context_iri().rpartition('/')[2]}.jsonld", context_document(context)
    hidden = HYPOTHESES_GRAPH.value
    default = sorted_lines(store, "none", hidden)
    for form in FORMATS:
        lines = default if form in TRIPLE_FORMATS else sorted_lines(store, graphs_in(form), hidden)
        document = pieces(lines, form, context)
        packed: list[bytes] = []  # a tenth of the document
        yield f"rdf/exokg.{form}", compressed_beside(document, packed)
        yield f"rdf/exokg.{form}.gz", packed
    ontology = store.construct(ONTOLOGY_QUERY)
    yield "ontology/exokg-ontology.ttl", serialise(ontology, "ttl")
    yield "ontology/exokg-ontology.owl", serialise(ontology, "rdf")
    yield "ontology/exokg-ontology.obographs.json", obo_graph(ontology).encode()


def _tables(store: Store, about: About) -> Iterator[tuple[str, bytes]]:
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
    yield "tables/datapackage.json", data_package(files, about.shown).encode()
    yield "tables/croissant.json", croissant(files, about.shown).encode()


def _descriptions(store: Store, about: About, written: list[ReleasedFile]) -> Iterator[tuple[str, bytes]]:
    """What describes the release: each of these knows the files that were written before it."""
    yield (
        "questions/questions.ttl",
        serialise((quad.triple for quad in store.quads() if quad.graph_name == QUESTIONS_GRAPH), "ttl"),
    )
    yield "metadata/void.ttl", serialise(_void(store), "ttl")
    yield "metadata/schema.jsonld", dataset_document(store, about).encode()
    yield "CITATION.cff", citation_file(about).encode()
    yield "codemeta.json", codemeta(about).encode()
    yield "metadata/dcat.ttl", serialise(dcat(about, list(written)), "ttl")
    yield "metadata/prov.ttl", serialise(prov(about, written, _inputs(store)), "ttl")
    yield CRATE, crate(about, written).encode()


def _inputs(store: Store) -> str:
    """SHA-256 of what a store was built from; empty for a file, an endpoint or a copy."""
    inputs: str = getattr(getattr(store, "manifest", None), "inputs", "")
    return inputs if len(inputs) == _SHA256 else ""


def _void(store: Store) -> Iterator[Triple]:
    """What the dataset says of itself, and how much of what it holds."""
    answers = [
        [[[*map(value_of, row)] for row in store.select(query)] for query in queries]
        for queries in (COUNTS, PARTITIONS)
    ]
    yield from describe(DatasetCounts.read(answers[0]), Partitions.read(answers[1]))
    for property_, value in statements_about(store):
        if not property_.value.startswith(PREFIXES["void"]):
            yield Triple(NamedNode(DATASET), property_, value)
