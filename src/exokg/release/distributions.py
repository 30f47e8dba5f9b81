"""A release described in RDF: its dataset and files in DCAT, and how they were made in PROV.

Nothing is said of where a file can be fetched: the publisher knows. Dates are the dataset's, as no
clock is read. Standards: https://www.w3.org/TR/vocab-dcat-3/ and https://www.w3.org/TR/prov-o/.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from ..rdf.description import Description, english, literal
from ..rdf.namespaces import PREFIXES
from .about import DATASET, MAKER, About
from .folders import ReleasedFile
from .software import program_version

_MEDIA: Final = "https://www.iana.org/assignments/media-types/"
_GZIP: Final = "application/gzip"
HOLDS: Final = {
    "rdf/context": "the JSON-LD context of the graph",
    "rdf/exokg.nq": "the graph, the questions and the dataset's description",
    "rdf/exokg.trig": "the graph, the questions and the dataset's description",
    "rdf/": "the graph: ontology, terms, records and what is derived",
    "questions/": "the questions of the catalogue as SPARQL, described in SHACL as SIB does",
    "ontology/": "classes, properties and codes",
    "mappings/prefixes": "the namespace of every prefix in these files, as a JSON-LD context",
    "mappings/": "mappings of terms, documents and properties; the reason where a term has none",
    "kgx/left-out": "claims that Biolink cannot say, with the reason",
    "kgx/content": "how many nodes and edges of which category",
    "kgx/": "claims for Biolink",
    "networks/exokg.graphml": "the network of claims, for Gephi and igraph",
    "networks/exokg.cyjs": "the network of claims, for Cytoscape.js",
    "networks/exokg.cx2": "the network of claims, for Cytoscape and NDEx",
    "networks/": "the network of claims, for networkx and d3",
    "tables/dictionary": "what each column of the tables is and means",
    "tables/datapackage": "the tables, described for Frictionless",
    "tables/croissant": "the tables, described for machine learning",
    "tables/": "one row for each",
    "nanopubs/nanopubs.tsv": "each finding with its nanopublication, what that replaces, or why it has none",
    "nanopubs/index": "the index of the nanopublications",
    "nanopubs/": "one nanopublication for each finding",
    "metadata/void": "how much the graph holds of each class and property, and to what each property leads",
    "metadata/dcat": "the dataset, and each file with media type, size and SHA-256",
    "metadata/prov": "by which version of exokg the files were made, and from which records",
    "metadata/schema": "the dataset and the publications it rests on, with their DOIs and PubMed numbers",
    "CITATION": "how to cite the dataset",
    "codemeta": "the program that made the dataset",
}
"""Beginning of a path → what its file holds; the first that fits."""


def holds(path: str) -> str:
    """What a file of a release holds, in a few words; its own name where it is none of ours.

    >>> holds("tables/findings.csv"), holds("rdf/exokg.ttl.gz")
    ('one row for each of findings', 'the graph: ontology, terms, records and what is derived')
    """
    found = next((words for begin, words in HOLDS.items() if path.startswith(begin)), path)
    return f"{found} of {path.split('/')[-1].split('.')[0]}" if found == HOLDS["tables/"] else found


def _distribution(about: About, file: ReleasedFile) -> NamedNode:
    return NamedNode(f"{about.release}/{quote(file.path)}")


def _issued(about: About) -> Literal | NamedNode | None:
    return literal(date.fromisoformat(about.issued)) if about.issued else None


def _address(text: str) -> NamedNode | None:
    return NamedNode(text) if text else None


def _checksum(of: NamedNode, sha256: str) -> Iterator[Triple]:
    checksum = NamedNode(f"{of.value}{'-' if '#' in of.value else '#'}sha256")
    yield from Description(of).say("spdx:checksum", checksum)
    value = Literal(sha256, datatype=NamedNode(f"{PREFIXES['xsd']}hexBinary"))
    said = Description(checksum, "spdx:Checksum").say("spdx:checksumValue", value)
    yield from said.say("spdx:algorithm", NamedNode(f"{PREFIXES['spdx']}checksumAlgorithm_sha256"))


def dcat(about: About, files: Iterable[ReleasedFile]) -> Iterator[Triple]:
    """The dataset and each file as a distribution: title, media type, size in bytes, SHA-256.

    Args:
        about: what the dataset says of itself.
        files: those that were written so far.
    """
    dataset = Description(NamedNode(DATASET), "dcat:Dataset").say("rdfs:label", about.title or None)
    dataset.say("dcterms:title", english(about.title)).say("dcterms:description", english(about.description))
    dataset.say("dcat:version", about.version).say("dcterms:issued", _issued(about))
    dataset.say("dcterms:license", _address(about.licence)).say("dcat:landingPage", _address(about.homepage))
    maker = NamedNode(f"{DATASET}#creator")
    dataset.say("dcterms:creator", maker).say("dcterms:publisher", maker)
    yield from Description(maker, "foaf:Organization").say("foaf:name", about.creator or MAKER)
    for file in files:
        node = _distribution(about, file)
        dataset.say("dcat:distribution", node)
        yield from _described(about, file, Description(node, "dcat:Distribution"))
        yield from _checksum(node, file.sha256)
    yield from dataset


def _described(about: About, file: ReleasedFile, node: Description) -> Description:
    node.say("rdfs:label", file.path).say("dcterms:title", english(file.path))
    node.say("dcterms:description", english(holds(file.path))).say("dcat:version", about.version)
    node.say("dcterms:license", _address(about.licence)).say("dcterms:issued", _issued(about))
    size = NamedNode(f"{PREFIXES['xsd']}nonNegativeInteger")
    node.say("dcat:byteSize", Literal(str(file.size), datatype=size))
    node.say("dcat:mediaType", NamedNode(_MEDIA + file.content_media))
    return node.say("dcat:compressFormat", NamedNode(_MEDIA + _GZIP) if file.media == _GZIP else None)


def prov(about: About, files: Iterable[ReleasedFile], inputs: str) -> Iterator[Triple]:
    """How the dataset was made of the records, and the files of the dataset, by which version of the program.

    Args:
        about: what the dataset says of itself.
        files: those that were written so far.
        inputs: SHA-256 over records, ontology and the program's code that reads them; empty where it is not
            known, as in a file.
    """
    program, records, build, release = (
        NamedNode(f"{about.release}#{name}") for name in ("program", "records", "build", "release")
    )
    version = program_version()
    agent = Description(program, "prov:SoftwareAgent").say("rdfs:label", f"exokg {version}")
    yield from agent.say("dcat:version", version)
    dataset = Description(NamedNode(DATASET), "prov:Entity").say("rdfs:label", about.title or None)
    yield from dataset.say("dcat:version", about.version).say("dcterms:issued", _issued(about))
    yield from Description(NamedNode(DATASET)).say("dcterms:license", _address(about.licence))
    if inputs:
        yield from Description(NamedNode(DATASET)).say("prov:wasGeneratedBy", build)
        made = Description(build, "prov:Activity").say("rdfs:label", "exokg build").say("prov:used", records)
        yield from made.say("prov:wasAssociatedWith", program)
        label = "records, ontology and the program that reads them"
        yield from Description(records, "prov:Entity").say("rdfs:label", label)
        yield from _checksum(records, inputs)
    written = Description(release, "prov:Activity").say("rdfs:label", "exokg release")
    yield from written.say("prov:used", NamedNode(DATASET)).say("prov:wasAssociatedWith", program)
    for file in files:
        entity = Description(_distribution(about, file), "prov:Entity").say("rdfs:label", file.path)
        yield from entity.say("prov:wasGeneratedBy", release).say("prov:wasDerivedFrom", NamedNode(DATASET))
