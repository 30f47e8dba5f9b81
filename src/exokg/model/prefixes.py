"""The outside vocabularies whose identifiers a term may have: the form of each, and where its IRIs begin."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from .names import KEY

_OBO: Final = "http://purl.obolibrary.org/obo/"


class Vocabulary(NamedTuple):
    """An outside vocabulary.

    Attributes:
        namespace: what comes before the local part in an IRI.
        local: the form of the local part, as a regular expression.
        others: other beginnings of IRIs for the same things, which the graph states as exact matches.
    """

    namespace: str
    local: str
    others: tuple[str, ...] = ()


_MIRIAM: Final = "https://identifiers.org/"
_SEVEN: Final = (
    "BFO", "CHMO", "CL", "CLO", "CTO", "ECO", "ERO", "FOODON", "GO", "HP", "IAO", "MONDO", "MP", "MS", "OAE",
    "OBA", "OBI", "PATO", "PO", "PW", "RO", "SEPIO", "SO", "STATO", "UBERON", "UO", "VO", "VT",
)  # fmt: skip

OUTSIDE: Final[dict[str, Vocabulary]] = {
    **{name: Vocabulary(f"{_OBO}{name}_", "[0-9]{7}") for name in _SEVEN},
    "CHEBI": Vocabulary(f"{_OBO}CHEBI_", "[1-9][0-9]{0,6}"),
    "DOID": Vocabulary(f"{_OBO}DOID_", "[0-9]{1,7}"),
    "MI": Vocabulary(f"{_OBO}MI_", "[0-9]{4}"),
    "NCBITaxon": Vocabulary(f"{_OBO}NCBITaxon_", "[1-9][0-9]{0,6}"),
    "NCIT": Vocabulary(f"{_OBO}NCIT_", "C[0-9]{3,7}"),
    "PR": Vocabulary(f"{_OBO}PR_", "[0-9]{9}|[A-Z0-9]{6,10}(-[0-9]+)?"),
    "BAO": Vocabulary("http://www.bioassayontology.org/bao#BAO_", "[0-9]{7}"),
    "CVCL": Vocabulary("https://www.cellosaurus.org/CVCL_", "[A-Z0-9]{4}"),
    "EFO": Vocabulary("http://www.ebi.ac.uk/efo/EFO_", "[0-9]{7}"),
    "ENM": Vocabulary("http://purl.enanomapper.org/onto/ENM_", "[0-9]{7}"),
    "HGNC": Vocabulary("http://identifiers.org/hgnc/", "[1-9][0-9]{0,4}", (f"{_MIRIAM}hgnc:",)),
    "MESH": Vocabulary("http://id.nlm.nih.gov/mesh/", "[CDQ][0-9]{6,9}"),
    "MGI": Vocabulary("http://identifiers.org/MGI/", "[0-9]{2,7}", (f"{_MIRIAM}MGI:",)),
    "NCBIGene": Vocabulary("http://identifiers.org/ncbigene/", "[1-9][0-9]{0,8}", (f"{_MIRIAM}ncbigene:",)),
    "RGD": Vocabulary("http://identifiers.org/rgd/", "[1-9][0-9]{3,8}", (f"{_MIRIAM}RGD:",)),
    "UniProtKB": Vocabulary(
        "http://purl.uniprot.org/uniprot/",
        "[OPQ][0-9][A-Z0-9]{3}[0-9]|[A-NR-Z][0-9]([A-Z][A-Z0-9]{2}[0-9]){1,2}",
        ("http://identifiers.org/uniprot/", f"{_MIRIAM}uniprot:"),
    ),
    "ensembl": Vocabulary(
        "http://identifiers.org/ensembl/", "ENS[A-Z]*[GTPR][0-9]{11}", (f"{_MIRIAM}ensembl:",)
    ),
    "mirbase": Vocabulary("http://identifiers.org/mirbase/", "MI[0-9]{7}", (f"{_MIRIAM}mirbase:",)),
    "mirbase.mature": Vocabulary(
        "http://identifiers.org/mirbase.mature/", "MIMAT[0-9]{7}", (f"{_MIRIAM}mirbase.mature:",)
    ),
    "wikidata": Vocabulary("http://www.wikidata.org/entity/", "Q[1-9][0-9]*"),
    "biolink": Vocabulary("https://w3id.org/biolink/vocab/", "[A-Za-z_]+"),
}
"""Prefix of a CURIE in ``graph/terms.tsv`` → its vocabulary, as in ``GO:0016055``.

The IRIs are those of the vocabulary's own RDF where it has some, else those of prefixmaps, on which other
graphs join; ``docs/decisions.md`` compares them.
"""

OWN: Final = Vocabulary("", KEY)
"""Our own terms: ``term:`` or ``source:`` and a slug."""


def curie_fault(curie: str) -> str | None:
    """Return what is wrong with a CURIE, or None.

    >>> curie_fault("HGNC:9999999"), curie_fault("GO:0016055")
    ('9999999 is not a number that HGNC gives', None)
    """
    prefix, colon, local = curie.partition(":")
    vocabulary = OWN if prefix in ("term", "source") else OUTSIDE.get(prefix)
    if not colon or not prefix:
        return f"{curie or 'the empty cell'} is not a CURIE"
    if vocabulary is None:
        near = next((known for known in OUTSIDE if known.casefold() == prefix.casefold()), None)
        return f"the prefix {prefix} is not known" + (f"; it is written {near}" if near else "")
    if not re.fullmatch(vocabulary.local, local):
        return f"{local or 'the empty text'} is not a number that {prefix} gives"
    return None


def curie_of(iri: str) -> str | None:
    """Return the CURIE of an IRI of a known vocabulary, or None.

    >>> curie_of("http://purl.obolibrary.org/obo/GO_0016055"), curie_of("https://example.org/x")
    ('GO:0016055', None)
    """
    for prefix, known in OUTSIDE.items():
        for namespace in (known.namespace, *known.others):
            local = iri.removeprefix(namespace)
            if local != iri and re.fullmatch(known.local, local):
                return f"{prefix}:{local}"
    return None
