"""Names that contain some letters, and the things that have them."""

from __future__ import annotations

from typing import Final

from pyoxigraph import Literal

from ..model.identifiers import Identifier, read_identifier
from ..store import Store
from ..store.solutions import Solutions

MOST_FOUND: Final = 50
"""Things that a search lists at most."""

_QUERY: Final = """PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX exokg: <https://w3id.org/exokg/ontology/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?thing ?name (MIN(?kindName) AS ?kind) WHERE {
  { SELECT ?thing (MIN(STR(?label)) AS ?name) WHERE {
      { SELECT DISTINCT ?thing WHERE { %s } }
      ?thing rdfs:label ?label
    } GROUP BY ?thing ORDER BY ?name ?thing LIMIT %d }
  OPTIONAL { ?thing a ?class . ?class rdfs:label ?label FILTER(!STRSTARTS(STR(?class), "http://www.w3.org/"))
    BIND(STR(?label) AS ?kindName) }
} GROUP BY ?thing ?name ORDER BY ?name ?thing"""


_SHORTEST: Final = 6  # characters from which on a bare number is taken for a PMID

_NAMED: Final = """VALUES ?how { rdfs:label skos:altLabel }
        ?thing ?how ?text FILTER(CONTAINS(LCASE(STR(?text)), LCASE(%s)))"""

_IDENTIFIED: Final = """VALUES ?id { %s }
        { VALUES ?how { exokg:doi exokg:pmid exokg:pmcid } ?paper ?how ?text .
          ?thing exokg:describedIn ?paper }
        UNION { VALUES ?how { dcterms:identifier exokg:registryId } ?thing ?how ?text }
        FILTER(LCASE(STR(?text)) = ?id)"""


def _identifier(text: str) -> Identifier | None:
    return read_identifier(text) if len(text.strip()) >= _SHORTEST else None


def search_query(text: str, most: int = MOST_FOUND) -> str:
    """The query of :func:`search`, to be run elsewhere."""
    identifier = _identifier(text)
    if identifier is None:
        return _QUERY % (_NAMED % Literal(text.strip()), most)
    spelled = sorted({identifier.document, identifier.value.casefold()})
    return _QUERY % (_IDENTIFIED % " ".join(str(Literal(value)) for value in spelled), most)


def search(store: Store, text: str, most: int = MOST_FOUND) -> Solutions:
    """The things one of whose labels or synonyms contains a text, whatever its case; sorted by label.

    A DOI, PMID, PMCID or registry number, in any usual way of writing, finds its record.

    Returns:
        Columns ``thing``, ``name`` and ``kind``; no rows for an empty text.
    """
    if not text.strip():
        from ..store.solutions import Solutions

        return Solutions(["thing", "name", "kind"], [])
    things = store.kept.named(text.strip(), most) if _identifier(text) is None else None
    if things is None:
        return store.select(search_query(text, most))
    return store.select(_QUERY % (f"VALUES ?thing {{ {' '.join(f'<{iri}>' for iri in things)} }}", most))
