"""Names a user may write, and the terms of a store that they name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from pyoxigraph import Literal, NamedNode

from ..curation.terms import Term, Terms
from ..model.categories import CATEGORIES
from ..model.effects import DIRECTIONS
from ..rdf.findings import CODES, TERMS
from ..rdf.namespaces import compress, expand
from ..store.solutions import Row, value_of

Select = Callable[[str], Iterable[Row]]
SelectTexts = Callable[[str], Iterable[Row] | Iterable[tuple[str, ...]]]

_KINDS: Final = {
    f"https://w3id.org/exokg/ontology/{category.cls}": name for name, category in sorted(CATEGORIES.items())
}
_NUMBERED: Final = re.compile(r"([A-Za-z]{2,6})[- ]?\d")
_IDENTIFIERS: Final = """
PREFIX exokg: <https://w3id.org/exokg/ontology/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?id WHERE {
  VALUES ?how {
    dcterms:identifier exokg:registryId exokg:doi exokg:pmid exokg:pmcid skos:closeMatch skos:exactMatch
  }
  ?thing ?how ?id .
}
"""

NAME_QUERIES: Final = (TERMS, CODES, _IDENTIFIERS)
"""The queries of this module: their answers contain all names of a dataset."""


def terms_of(select: SelectTexts) -> Terms:
    """The terms a dataset knows, found by label, synonym or CURIE as ``terms.tsv`` finds them.

    Args:
        select: answers one of :data:`NAME_QUERIES` with rows of RDF terms, or of their texts.
    """
    found: dict[tuple[str, str], tuple[str, set[str]]] = {}
    for kind, curie, label, synonym in select(TERMS):
        entry = found.setdefault((_KINDS[value_of(kind)], value_of(curie)), (value_of(label), set()))
        entry[1].update({value_of(synonym)} - {""})
    return Terms(
        (
            Term(kind, curie, label, tuple(sorted(synonyms)))
            for (kind, curie), (label, synonyms) in found.items()
        ),
        path="the graph",
        remedy="exokg show finds a name of any kind",
    )


def code_words(select: SelectTexts) -> dict[str, dict[str, str]]:
    """Word → IRI by the name of its closed list (``rung``, ``status`` …), sorted by word.

    Args:
        select: answers one of :data:`NAME_QUERIES` with rows of RDF terms, or of their texts.
    """
    lists: dict[str, dict[str, str]] = {}
    for label, code in sorted((value_of(label), value_of(code)) for code, label in select(CODES)):
        list_name = compress(code).removeprefix("code:").partition("-")[0]
        lists.setdefault(list_name, {})[label] = code
    return lists


def identifiers_of(select: Select) -> dict[str, list[NamedNode | Literal]]:
    """Identifier without case → the literals and IRIs that a dataset has for it.

    Args:
        select: answers one of :data:`NAME_QUERIES` with rows of RDF terms, or of their texts.
    """
    found: dict[str, list[NamedNode | Literal]] = {}
    for (term,) in sorted(select(_IDENTIFIERS), key=str):
        if isinstance(term, NamedNode | Literal):
            found.setdefault(value_of(term).casefold(), []).append(term)
    return found


def effect_words() -> dict[str, str]:
    """Word → IRI of every effect.

    >>> effect_words()["activates"]
    'https://w3id.org/exokg/ontology/increases'
    """
    return {
        word: expand(one.property).value
        for one in DIRECTIONS
        for word in (one.word, *one.verbs, *one.wordings)
    }


def names_by_term(terms: Terms) -> dict[str, tuple[str, ...]]:
    """IRI of each term → its names, but for what begins the symbol of another: *FRP* begins *FRP-2*."""
    named = {expand(term.curie).value: (term.label, *term.synonyms) for term in terms}
    numbered: dict[str, set[str]] = {}
    for value, names in named.items():
        for found in filter(None, map(_NUMBERED.match, names)):
            numbered.setdefault(found[1].lower(), set()).add(value)
    return {
        value: tuple(name for name in names if not numbered.get(name.lower(), set()) - {value})
        for value, names in named.items()
    }
