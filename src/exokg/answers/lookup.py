"""The things that a name means: an identifier in any spelling, a label or synonym, an author, a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import NamedNode

from ..curation.spelling import normal_form, singular, words_of
from ..errors import UnknownTermError, alike
from ..model.identifiers import read_identifier
from ..rdf.namespaces import BASE, PREFIXES, compress, expand
from ..store import Store
from ..store.solutions import value_of
from .spellings import identifier_spellings

_PARTS: Final = re.compile(
    rf"{re.escape(BASE)}(arm|claim|cointervention|comparison|conclusion|conflict|difference|dose|finding|harm|"
    r"position|preparation|reporting|system)/"
)
_SHOWN: Final = 5
_IDENTIFIED: Final = """
SELECT DISTINCT ?node ?id WHERE {
  { ?node dcterms:identifier ?id } UNION { ?node exokg:registryId ?id }
  UNION { VALUES ?how { exokg:doi exokg:pmid exokg:pmcid } ?paper ?how ?id . ?node exokg:describedIn ?paper }
}"""
_NAMED: Final = (
    "SELECT DISTINCT ?node ?name WHERE { VALUES ?how { rdfs:label skos:altLabel } ?node ?how ?name }"
)
_SAID: Final = """
SELECT DISTINCT ?node ?text WHERE {
  { ?node exokg:describedIn ?paper . ?paper exokg:authorList ?text }
  UNION { VALUES ?how { exokg:authority exokg:registryId dcterms:identifier } ?node ?how ?text }
}"""


def find_things(store: Store, text: str) -> list[NamedNode]:
    """The nodes that a text names, from the surest way to the least sure: what it is wins over what it holds.

    An IRI, CURIE, record's key, DOI, PMID, PMCID or registry number in any spelling; a label or synonym in
    any spelling of one normal form; an author's or authority's name. A publication leads to its record.

    Raises:
        UnknownTermError: nothing goes by that name, or only parts of records do, or more than one record
            holds it; the hint names them, or the nearest.
    """
    named = _by_name(store, text)
    whole = _by_identifier(store, text) or {node for node in named if not _PARTS.match(node.value)}
    if whole:
        return sorted(whole, key=lambda node: node.value)
    if named:
        raise _several(f"only parts of records go by {text!r}", named)
    held = _by_words(store, text)
    if len(held) == 1:
        return list(held)
    if held:
        raise _several(f"{text!r} is in {len(held)} records", held)
    near = _nearest(store, text)
    raise UnknownTermError(
        f"nothing in the graph goes by {text!r}",
        f"did you mean: {'; '.join(near)}" if near else "exokg search TEXT lists names that contain a text",
        suggestions=near,
    )


def _several(message: str, nodes: Iterable[NamedNode]) -> UnknownTermError:
    names = sorted(compress(node) for node in nodes)
    more = " …" if len(names) > _SHOWN else ""
    hint = f"exokg show {' / '.join(names[:_SHOWN])}{more}"
    return UnknownTermError(message, hint, suggestions=names)


def _rows(store: Store, query: str) -> Iterator[tuple[NamedNode, str]]:
    for node, text in store.select(query, prefixes=PREFIXES):
        if isinstance(node, NamedNode):
            yield node, value_of(text)


def _by_identifier(store: Store, text: str) -> set[NamedNode]:
    spellings = identifier_spellings(text)
    meant = {spelling.casefold() for spelling in spellings}
    identified = {node for node, known in _rows(store, _IDENTIFIED) if known.casefold() in meant}
    if identified and read_identifier(text) is not None:
        return identified  # the record, rather than the page that the identifier leads to
    for node in _as_nodes([text.strip().strip("<>"), *spellings]):
        if store.ask(f"ASK {{ {{ {node} ?p ?o }} UNION {{ ?s ?p {node} }} }}"):
            return {node}
    return identified


def _as_nodes(texts: Iterable[str]) -> Iterator[NamedNode]:
    """The texts that can be IRIs, as such."""
    for text in dict.fromkeys(texts):
        try:
            yield NamedNode(text) if "://" in text else expand(text)
        except ValueError:
            continue


def _by_name(store: Store, text: str) -> set[NamedNode]:
    """Labels and synonyms: the same letters, else the same normal form."""
    names = list(_rows(store, _NAMED))
    exact = {node for node, name in names if name.casefold() == text.strip().casefold()}
    form = normal_form(text)
    return exact or {node for node, name in names if form and normal_form(name) == form}


def _by_words(store: Store, text: str) -> set[NamedNode]:
    """Records whose authors, authority or key hold every word of a text."""
    wanted = set(map(singular, words_of(text)))
    return {
        node for node, said in _rows(store, _SAID) if wanted and wanted <= set(map(singular, words_of(said)))
    }


def _nearest(store: Store, text: str) -> list[str]:
    """Labels, synonyms, keys and identifiers that are spelled most like a text, whatever its case."""
    names = {name.casefold(): name for query in (_IDENTIFIED, _NAMED) for _, name in _rows(store, query)}
    return [names[one] for one in alike(text.casefold(), sorted(names))]
