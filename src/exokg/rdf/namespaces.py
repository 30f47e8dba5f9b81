"""The IRIs of the graph: prefixes, and how a curator's key becomes an IRI.

Every node has an IRI minted from what the curator wrote, never from row order or a clock, so the
same record always gets the same IRI. Prefixes of outside ontologies follow the `Bioregistry
<https://bioregistry.io>`_ spelling.
"""

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode

from ..model.kinds import KINDS
from ..model.names import slug
from ..model.prefixes import OUTSIDE

__all__ = [
    "BASE",
    "EXOKG",
    "HYPOTHESES_GRAPH",
    "METADATA_GRAPH",
    "OBO",
    "ONTOLOGY_PREFIXES",
    "PREFIXES",
    "QUESTIONS_GRAPH",
    "code",
    "compress",
    "expand",
    "mint",
    "slug",
]

BASE: Final = "https://w3id.org/exokg/"
"""Everything of ours is named below this."""

EXOKG: Final = BASE + "ontology/"
"""Classes and properties of ``ontology.ttl``."""

OBO: Final = "http://purl.obolibrary.org/obo/"

QUESTIONS_GRAPH: Final = NamedNode(f"{BASE}graph/questions")
"""The named graph of the catalogue of questions."""

METADATA_GRAPH: Final = NamedNode(f"{BASE}graph/metadata")
"""The named graph that describes the dataset."""

HYPOTHESES_GRAPH: Final = NamedNode(f"{BASE}graph/hypotheses")
"""The named graph of effects that nobody tested: not counted, and exported only on request."""

PREFIXES: Final[dict[str, str]] = {
    **{kind: f"{BASE}{kind}/" for kind in KINDS},
    "exokg": EXOKG,
    "bibo": "http://purl.org/ontology/bibo/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "fabio": "http://purl.org/spar/fabio/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "np": "http://www.nanopub.org/nschema#",
    "npx": "http://purl.org/nanopub/x/",
    "obo": OBO,
    "owl": "http://www.w3.org/2002/07/owl#",
    "pav": "http://purl.org/pav/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "void-ext": "http://ldf.fi/void-ext#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes of the Turtle written and of queries; OBO terms have the prefix ``obo:``."""

ONTOLOGY_PREFIXES: Final[dict[str, str]] = {name: known.namespace for name, known in OUTSIDE.items()}
"""Prefixes of CURIEs in ``graph/terms.tsv``, as ``GO:0016055``."""

_NAMES: Final = {
    namespace: name for name, namespace in sorted({**PREFIXES, **ONTOLOGY_PREFIXES}.items(), reverse=True)
}
"""Namespace → its prefix, the first in the order of the alphabet."""

_LENGTHS: Final = sorted({len(namespace) for namespace in _NAMES}, reverse=True)
"""One look-up for each of these lengths is as fast as a regular expression, which takes 5 ms to compile."""


def mint(kind: str, *parts: str) -> NamedNode:
    """The IRI of a thing: its kind, then the record's key and the local name within the record.

    Raises:
        ValueError: the kind is not one of :data:`~exokg.model.kinds.KINDS`.

    >>> mint("finding", "kim-2022-colostrum", "f6").value
    'https://w3id.org/exokg/finding/kim-2022-colostrum_f6'
    """
    if kind not in KINDS:
        raise ValueError(f"no such kind of thing: {kind}")
    return NamedNode(f"{BASE}{kind}/{'_'.join(parts)}")


def code(list_name: str, word: str) -> NamedNode:
    """The individual that represents one word of a closed list.

    >>> code("rung", "in vitro").value
    'https://w3id.org/exokg/code/rung-in-vitro'
    """
    return mint("code", f"{slug(list_name)}-{slug(word)}")


def expand(curie: str) -> NamedNode:
    """The IRI of a CURIE.

    Raises:
        ValueError: the prefix is not known.

    >>> expand("GO:0016055").value
    'http://purl.obolibrary.org/obo/GO_0016055'
    >>> expand("source:dermal-papilla-cell").value
    'https://w3id.org/exokg/source/dermal-papilla-cell'
    """
    prefix, colon, local = curie.partition(":")
    namespace = ONTOLOGY_PREFIXES.get(prefix) or PREFIXES.get(prefix)
    if not colon or namespace is None:
        raise ValueError(f"unknown prefix in CURIE: {curie}")
    return NamedNode(namespace + local)


def compress(iri: NamedNode | str) -> str:
    """The CURIE of an IRI, or the IRI itself where no prefix fits.

    >>> compress("http://purl.obolibrary.org/obo/GO_0016055"), compress("https://example.org/x")
    ('GO:0016055', 'https://example.org/x')
    """
    text = iri if isinstance(iri, str) else iri.value
    for length in _LENGTHS:
        name = _NAMES.get(text[:length])
        if name and len(text) > length:
            return f"{name}:{text[length:]}"
    return text
