"""External identifiers (addresses, CURIEs, registry numbers), and how the graph writes them."""

from __future__ import annotations

import re
from typing import Final

from ..rdf.namespaces import ONTOLOGY_PREFIXES, compress, expand

__all__ = ["identifier_spellings"]

_ADDRESSES: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s*)(?P<id>10\.\S+)",
        r"https?://pubmed\.ncbi\.nlm\.nih\.gov/(?P<id>\d+)/?",
        r"https?://(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed/(?P<id>\d+)/?",
        r"https?://(?:www\.|pmc\.)?ncbi\.nlm\.nih\.gov/(?:pmc/)?articles/(?P<id>PMC\d+)/?",
        r"https?://(?:www\.)?clinicaltrials\.gov/(?:ct2/show|study)/(?P<id>NCT\d+)/?.*",
        r"https?://(?:www\.)?identifiers\.org/(?P<id>[\w.]+[:/]\S+)",
        r"(?:pmid|pubmed|pmcid)[:\s]+(?P<id>\S+)",
    )
)
_PREFIX_BY_FOLD: Final = {prefix.casefold(): prefix for prefix in ONTOLOGY_PREFIXES}


def identifier_spellings(text: str) -> list[str]:
    """The spellings under which the graph may hold an identifier, from those common outside.

    >>> identifier_spellings("http://purl.obolibrary.org/obo/GO_0008283")[0]
    'GO:0008283'
    >>> identifier_spellings("go:0008283")[0], identifier_spellings("https://doi.org/10.1000/ABC")[0]
    ('GO:0008283', '10.1000/ABC')
    >>> identifier_spellings("PMID: 35359449")[0], identifier_spellings("nct06930326")[0]
    ('35359449', 'NCT06930326')
    >>> identifier_spellings("CL_0000346")[0], identifier_spellings("https://identifiers.org/CL:0000346")[0]
    ('CL:0000346', 'CL:0000346')
    >>> identifier_spellings("https://clinicaltrials.gov/study/NCT06930326")[0]
    'NCT06930326'
    """
    text = text.strip().strip("<>")
    found = [compress(text)] if "://" in text and compress(text) != text else []
    if not found:
        addresses = (address.fullmatch(text) for address in _ADDRESSES)
        inner = next((address["id"] for address in addresses if address), text)
        found += _curies(inner)
        if not found and re.fullmatch(r"[A-Za-z]+[-\w/]*\d[-\w/]*", inner):
            found.append(inner.upper())
        found += [inner, inner.casefold()]
    return list(dict.fromkeys([*found, *_iris(found), text]))


def _curies(text: str) -> list[str]:
    """The CURIE that a text spells, with ``:``, ``_`` or ``/`` behind a known prefix."""
    prefix, _, local = re.sub(r"^([A-Za-z]+)[_/]", r"\1:", text, count=1).partition(":")
    known = _PREFIX_BY_FOLD.get(prefix.casefold())
    return [f"{known}:{local}"] if known and local else []


def _iris(curies: list[str]) -> list[str]:
    return [expand(curie).value for curie in curies if curie.partition(":")[0] in ONTOLOGY_PREFIXES]
