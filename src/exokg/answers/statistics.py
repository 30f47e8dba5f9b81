"""The state of the graph in numbers: what it holds, how deep it was read, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal

from ..rdf.namespaces import PREFIXES
from ..store import Store
from ..store.solutions import Solutions
from .formats import text_of

_RECORDS: Final = (
    "VALUES ?class { exokg:Study exokg:Review exokg:TrialRegistration exokg:RegulatoryStatement }"
)
_STATED: Final = "VALUES ?class { exokg:Finding exokg:ReviewFinding exokg:HarmReport exokg:Position }"

# Group → pattern that binds ?thing (counted) and ?word (counted by).
_COUNTED: Final = {
    "records by kind": f"{_RECORDS} ?thing a ?class ; exokg:readingDepth ?depth . ?class rdfs:label ?word",
    "reading depth": "?thing exokg:readingDepth ?code . ?code rdfs:label ?word",
    "highest rung of studies": "?thing a exokg:Study ; exokg:rung ?code . ?code rdfs:label ?word",
    "rung of findings": "?thing a exokg:Finding ; exokg:rung ?code . ?code rdfs:label ?word",
    "direction of findings": "?thing a exokg:Finding ; exokg:effect ?effect . ?effect rdfs:label ?word",
    "statements": f"{_STATED} ?thing a ?class . ?class rdfs:label ?word",
}

# Name → (pattern of ?thing, condition that some of them meet).
_SHARED: Final = {
    "records read twice": (
        f"{_RECORDS} ?thing a ?class ; exokg:readingDepth ?depth",
        "?thing exokg:secondRead ?day",
    ),
    "trial registrations with a record of their own": (
        "?thing a exokg:TrialRegistration",
        "?thing exokg:readingDepth ?depth",
    ),
    "findings with no detected effect": (
        "?thing a exokg:Finding",
        "?thing exokg:effect exokg:noDetectedEffectOn",
    ),
    "claims that another claim opposes": ("?thing a exokg:Claim", "?thing exokg:disagreesWith ?other"),
    "findings with a target that is a term": (
        "?thing a exokg:Finding",
        "?thing exokg:target ?term . ?term rdfs:label ?name",
    ),
    "findings with a quantity": (
        "?thing a exokg:Finding",
        "?thing exokg:baseline|exokg:after|exokg:change|exokg:ciLow|exokg:pText|exokg:pValue ?number",
    ),
    "statements without a locator": (
        f"{_STATED} ?thing a ?class",
        "FILTER NOT EXISTS { ?thing exokg:locator ?place }",
    ),
    "statements without a summary": (
        f"{_STATED} ?thing a ?class",
        "FILTER NOT EXISTS { ?thing exokg:summary ?words }",
    ),
    "terms in use that an outside ontology defines": (
        "?any exokg:target|exokg:condition|exokg:cellType|exokg:route|obo:RO_0002162 ?thing",
        'FILTER(!STRSTARTS(STR(?thing), "https://w3id.org/exokg/"))',
    ),
}


def statistics(store: Store) -> Solutions:
    """Every figure of the default graph, in the order in which to read them.

    Returns:
        Columns ``group`` (what was looked at), ``what`` (was counted), ``count``, ``of`` (out of how many)
        and ``share`` in per cent; nothing out of nothing is no share.
    """
    return Solutions(["group", "what", "count", "of", "share"], list(_figures(store)))


def in_a_sentence(figures: Solutions) -> str:
    """How many records of each kind there are, and how many statements.

    Args:
        figures: what :func:`statistics` answers.
    """
    parts = []
    for group in ("records by kind", "statements"):
        rows = [row for row in figures if text_of(row["group"]) == group]
        kinds = ", ".join(f"{text_of(row['what'])} {text_of(row['count'])}" for row in rows)
        total = text_of(rows[0]["of"]) if rows else "0"
        parts.append(f"{total} {group.partition(' ')[0]} ({kinds})" if kinds else f"no {group}")
    return f"The graph holds {' and '.join(parts)}."


def _figures(store: Store) -> Iterator[tuple[Literal, ...]]:
    for group, pattern in _COUNTED.items():
        counts = list(_count_by_word(store, pattern))
        total = sum(count for _, count in counts)
        yield from (_figure(group, word, count, total) for word, count in counts)
    for name, (pattern, condition) in _SHARED.items():
        yield _figure("shares", name, _count(store, f"{pattern} . {condition}"), _count(store, pattern))


def _figure(group: str, name: str, count: int, of: int) -> tuple[Literal, ...]:
    share = f"{100 * count / of:.1f} %" if of else ""
    return Literal(group), Literal(name), Literal(count), Literal(of), Literal(share)


def _count_by_word(store: Store, pattern: str) -> Iterator[tuple[str, int]]:
    query = f"""SELECT ?word (COUNT(DISTINCT ?thing) AS ?n) WHERE {{ {pattern} }}
      GROUP BY ?word ORDER BY DESC(?n) ?word"""
    for word, number in store.select(query, prefixes=PREFIXES):
        yield text_of(word), int(text_of(number))


def _count(store: Store, pattern: str) -> int:
    query = f"SELECT (COUNT(DISTINCT ?thing) AS ?n) WHERE {{ {pattern} }}"
    return next(int(text_of(number)) for (number,) in store.select(query, prefixes=PREFIXES))
