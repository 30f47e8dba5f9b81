"""External identifiers (addresses, CURIEs, registry numbers), and how the graph writes them."""

from __future__ import annotations

import re
from typing import Final

from ..model.identifiers import read_identifier
from ..rdf.namespaces import ONTOLOGY_PREFIXES, compress, expand

_MIRIAM: Final = re.compile(r"https?://(?:www\.)?identifiers\.org/(?P<id>[\w.]+[:/]\S+)", re.IGNORECASE)
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
        address = _MIRIAM.fullmatch(text)
        inner = address["id"] if address else text
        identifier = read_identifier(text)
        found += _curies(inner) or ([identifier.value, identifier.document] if identifier else [])
        found += [inner, inner.casefold()]
    return list(dict.fromkeys([*found, *_iris(found), text]))


def _curies(text: str) -> list[str]:
    """The CURIE that a text spells, with ``:``, ``_`` or ``/`` behind a known prefix."""
    prefix, _, local = re.sub(r"^([A-Za-z]+)[_/]", r"\1:", text, count=1).partition(":")
    known = _PREFIX_BY_FOLD.get(prefix.casefold())
    return [f"{known}:{local}"] if known and local else []


def _iris(curies: list[str]) -> list[str]:
    return [expand(curie).value for curie in curies if curie.partition(":")[0] in ONTOLOGY_PREFIXES]
