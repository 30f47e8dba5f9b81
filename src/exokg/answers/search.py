"""Names that contain some letters, and the things that have them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal

if TYPE_CHECKING:
    from ..store import Store
    from ..store.solutions import Solutions

__all__ = ["MOST_FOUND", "search", "search_query"]

MOST_FOUND: Final = 50
"""Things that a search lists at most."""

_QUERY: Final = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?thing ?name (MIN(?kindName) AS ?kind) WHERE {
  { SELECT ?thing (MIN(STR(?label)) AS ?name) WHERE {
      { SELECT DISTINCT ?thing WHERE { VALUES ?how { rdfs:label skos:altLabel }
        ?thing ?how ?text FILTER(CONTAINS(LCASE(STR(?text)), LCASE(%s))) } }
      ?thing rdfs:label ?label
    } GROUP BY ?thing ORDER BY ?name ?thing LIMIT %d }
  OPTIONAL { ?thing a ?class . ?class rdfs:label ?label FILTER(!STRSTARTS(STR(?class), "http://www.w3.org/"))
    BIND(STR(?label) AS ?kindName) }
} GROUP BY ?thing ?name ORDER BY ?name ?thing"""


def search_query(text: str, most: int = MOST_FOUND) -> str:
    """The query of :func:`search`, to be run elsewhere."""
    return _QUERY % (Literal(text.strip()), most)


def search(store: Store, text: str, most: int = MOST_FOUND) -> Solutions:
    """The things one of whose labels or synonyms contains a text, whatever its case; sorted by label.

    Returns:
        Columns ``thing``, ``name`` and ``kind``; no rows for an empty text.
    """
    if not text.strip():
        from ..store.solutions import Solutions

        return Solutions(["thing", "name", "kind"], [])
    return store.select(search_query(text, most))
