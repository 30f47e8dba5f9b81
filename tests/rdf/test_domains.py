"""Each property is said of things of its domain, and leads to things of its range, in the built graphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exokg.rdf.namespaces import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import Store

OUTSIDE_DOMAIN = """
SELECT DISTINCT ?property ?class (SAMPLE(?subject) AS ?thing) WHERE {
  ?property rdfs:domain ?class . FILTER(STRSTARTS(STR(?property), STR(exokg:)))
  ?subject ?property ?value .
  FILTER NOT EXISTS { ?subject a ?kind . ?kind rdfs:subClassOf* ?class }
} GROUP BY ?property ?class"""

OUTSIDE_RANGE = """
SELECT DISTINCT ?property ?class (SAMPLE(?value) AS ?thing) WHERE {
  ?property rdfs:range ?class . FILTER(STRSTARTS(STR(?class), STR(exokg:)))
  ?subject ?property ?value . FILTER(?value != ?class)
  FILTER NOT EXISTS { ?value a ?kind . ?kind rdfs:subClassOf* ?class }
} GROUP BY ?property ?class"""


def strays(store: Store, query: str) -> list[str]:
    rows = store.query(query, prefixes=dict(PREFIXES))
    return [f"{row['property']} {row['class']}: {row['thing']}" for row in rows]  # type: ignore[union-attr]


@pytest.mark.parametrize("query", [OUTSIDE_DOMAIN, OUTSIDE_RANGE], ids=["domain", "range"])
@pytest.mark.parametrize("which", ["invented_store", "real_store"])
def test_no_property_strays(which: str, query: str, request: pytest.FixtureRequest) -> None:
    assert strays(request.getfixturevalue(which), query) == []


def test_a_stray_is_seen(copy: Store) -> None:
    copy.update(
        "INSERT DATA { term:pain exokg:displayGroup term:pain . arm:x exokg:valence term:pain }",
        prefixes=dict(PREFIXES),
    )
    assert any("valence" in stray for stray in strays(copy, OUTSIDE_DOMAIN))
    assert any("displayGroup" in stray for stray in strays(copy, OUTSIDE_RANGE))
