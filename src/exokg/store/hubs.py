"""What is kept beside a large store of its things: what they are called, and what mentions the most used.

A code or a class may have 100,000 results and mentions, which the engine takes seconds to count and to sort,
and a page shows the first of them.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from ..rdf.mentions import MENTIONS, RESULTS
from .solutions import value_of

if TYPE_CHECKING:
    import sqlite3

    from . import Store

LISTED: Final = 100
"""Results, and mentions with each property, that are kept; a thing with no more of both is asked about."""
_HELD: Final = 20 * LISTED
"""Rows of one thing and property that are held at once, before all but the first are let go."""

_TABLE: Final = """CREATE TABLE hub (
  thing TEXT, property TEXT, count INTEGER, first BLOB, PRIMARY KEY (thing, property)) WITHOUT ROWID"""
_READ: Final = "SELECT property, count, first FROM hub WHERE thing = ? ORDER BY property"
_HAS_HUBS: Final = "SELECT 1 FROM sqlite_master WHERE name = 'hub'"
_RESULT: Final = ""
"""Instead of a property: the results."""
_NAMES: Final = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?thing ?text ?how WHERE { VALUES ?how { rdfs:label skos:altLabel } ?thing ?how ?text }"""
_NAME_TABLE: Final = "CREATE TABLE name (said TEXT, label TEXT, thing TEXT)"
_HAS_NAMES: Final = "SELECT 1 FROM sqlite_master WHERE name = 'name'"
_NAMED: Final = "SELECT DISTINCT label, thing FROM name WHERE instr(said, ?) ORDER BY label, thing LIMIT ?"


class Mentioned(NamedTuple):
    """What mentions a thing.

    Attributes:
        results: how many results are about it.
        first_results: the record, the IRI and the property of the first of them, sorted.
        roles: property → how many other nodes it leads from.
        first_mentions: property → the first of these, sorted.
    """

    results: int
    first_results: list[list[str]]
    roles: dict[str, int]
    first_mentions: dict[str, list[str]]


def write_hubs(file: sqlite3.Connection, store: Store) -> None:
    """Keep what mentions each thing that more than :data:`LISTED` nodes mention."""
    known: dict[str, str] = {}  # each text once: a million rows have a hundred thousand
    counts: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for query, is_result in ((RESULTS, True), (MENTIONS, False)):
        for row in store.select(query):
            thing, *texts = (known.setdefault(text, text) for text in map(value_of, row))
            role, about = (_RESULT, texts) if is_result else (texts[0], texts[1:])
            counts[thing, role] += 1
            rows = first.setdefault((thing, role), [])
            rows.append(tuple(about))
            if len(rows) > _HELD:
                rows.sort()
                del rows[LISTED:]
    totals: Counter[str] = Counter()
    for (thing, _), count in counts.items():
        totals[thing] += count
    file.execute(_TABLE)
    for (thing, role), rows in sorted(first.items()):
        if totals[thing] > LISTED:
            packed = zlib.compress(json.dumps(sorted(rows)[:LISTED]).encode())
            file.execute("INSERT INTO hub VALUES (?, ?, ?, ?)", (thing, role, counts[thing, role], packed))


def mentioned(file: sqlite3.Connection, thing: str) -> Mentioned | None:
    """What is kept of a thing; ``None`` where nothing is."""
    if not file.execute(_HAS_HUBS).fetchone():
        return None
    rows = {
        role: (count, json.loads(zlib.decompress(first)))
        for role, count, first in file.execute(_READ, (thing,))
    }
    if not rows:
        return None
    results, first_results = rows.pop(_RESULT, (0, []))
    roles = {role: count for role, (count, _) in rows.items()}
    return Mentioned(
        results, first_results, roles, {role: [one for (one,) in nodes] for role, (_, nodes) in rows.items()}
    )


def write_names(file: sqlite3.Connection, store: Store) -> None:
    """Keep every name in small letters, with the thing and the label that it is listed by."""
    names = sorted(tuple(map(value_of, row)) for row in store.select(_NAMES))
    labels: dict[str, str] = {}
    for thing, text, how in names:
        if how.endswith("#label"):
            labels[thing] = min(text, labels.get(thing, text))
    file.execute(_NAME_TABLE)
    rows = ((text.lower(), labels[thing], thing) for thing, text, _ in names if thing in labels)
    file.executemany("INSERT INTO name VALUES (?, ?, ?)", rows)


def named(file: sqlite3.Connection, text: str, most: int) -> list[str] | None:
    """The things that have a name which contains a text in any case; ``None`` where names are not kept."""
    if not file.execute(_HAS_NAMES).fetchone():
        return None
    return [thing for _, thing in file.execute(_NAMED, (text.lower(), most))]
