"""Names a user may write, and the terms of a store they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..curation.terms import Term, Terms
from ..rdf.namespaces import compress
from ..rdf.terms import CATEGORY_CLASSES

if TYPE_CHECKING:
    from ..store import Store

__all__ = ["code_words", "effect_words", "terms_of"]

_TERMS: Final = """
PREFIX exokg: <https://w3id.org/exokg/ontology/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?kind ?curie ?label ?synonym WHERE {
  VALUES ?kind { %s }
  ?term a ?kind ; dcterms:identifier ?curie ; rdfs:label ?label .
  OPTIONAL { ?term skos:altLabel ?synonym }
}
"""

_CODES: Final = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?code ?label WHERE {
  ?code a ?class ; rdfs:label ?label .
  FILTER(STRSTARTS(STR(?code), "https://w3id.org/exokg/code/"))
}
"""

EFFECT_WORDS: Final = {
    "increases": ("increases", "activates", "induces", "increase", "up", "raises", "promotes", "enhances"),
    "decreases": ("decreases", "inhibits", "delays", "decrease", "down", "lowers", "suppresses", "reduces"),
    "noDetectedEffectOn": ("no detected effect on", "no detected effect", "no effect", "null"),
    "comparableOn": ("comparable on", "comparable to", "comparable"),
    "delivers": ("delivers", "reaches"),
    "contains": ("contains", "carries", "has component"),
}
"""Words for each effect: the curators' verbs (``records.py``) and plain ones."""


def terms_of(store: Store) -> Terms:
    """The terms a store knows, found by label, synonym or CURIE as ``terms.tsv`` finds them."""
    kinds = {f"https://w3id.org/exokg/ontology/{name}": kind for kind, name in CATEGORY_CLASSES.items()}
    query = _TERMS % " ".join(f"<{iri}>" for iri in sorted(kinds))
    found: dict[tuple[str, str], tuple[str, set[str]]] = {}
    for kind, curie, label, synonym in store.select(query):
        entry = found.setdefault((kinds[_value(kind)], _value(curie)), (_value(label), set()))
        entry[1].update({_value(synonym)} - {""})
    return Terms(
        (
            Term(kind, curie, label, tuple(sorted(synonyms)))
            for (kind, curie), (label, synonyms) in found.items()
        ),
        path="the graph",
    )


def code_words(store: Store, list_name: str) -> dict[str, str]:
    """Word → IRI of one closed list (``rung``, ``status`` …), sorted by word."""
    words = {}
    for code, label in store.select(_CODES):
        if compress(_value(code)).startswith(f"code:{list_name}-"):
            words[_value(label)] = _value(code)
    return dict(sorted(words.items()))


def effect_words() -> dict[str, str]:
    """Word → IRI of every effect.

    >>> effect_words()["activates"]
    'https://w3id.org/exokg/ontology/increases'
    """
    iris = {name: f"https://w3id.org/exokg/ontology/{name}" for name in EFFECT_WORDS}
    iris["contains"] = "http://purl.obolibrary.org/obo/RO_0002180"
    return {word: iris[name] for name, words in EFFECT_WORDS.items() for word in words}


def _value(term: object) -> str:
    return "" if term is None else str(getattr(term, "value", term))
