"""The state of the graph in numbers: what it holds, how deep it was read, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal

from ..store.solutions import Solutions
from .formats import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..store import Store

__all__ = ["Figure", "statistics", "table_of"]

_PROLOGUE: Final = """\
PREFIX exokg: <https://w3id.org/exokg/ontology/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX obo: <http://purl.obolibrary.org/obo/>
"""
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
}


@dataclass(frozen=True)
class Figure:
    """One number.

    Attributes:
        group: what was looked at.
        name: what was counted.
        count: how many.
        of: out of how many.
    """

    group: str
    name: str
    count: int
    of: int

    @property
    def share(self) -> str:
        """The share in per cent; nothing out of nothing is no share.

        >>> Figure("records", "read twice", 1, 8).share, Figure("records", "read twice", 0, 0).share
        ('12.5 %', '')
        """
        return f"{100 * self.count / self.of:.1f} %" if self.of else ""


def statistics(store: Store) -> list[Figure]:
    """Every figure of the default graph, in the order in which to read them."""
    figures = []
    for group, pattern in _COUNTED.items():
        counts = list(_count_by_word(store, pattern))
        total = sum(count for _, count in counts)
        figures += [Figure(group, word, count, total) for word, count in counts]
    for name, (pattern, condition) in _SHARED.items():
        total = _count(store, pattern)
        figures.append(Figure("shares", name, _count(store, f"{pattern} . {condition}"), total))
    figures.append(_terms(store))
    return figures


def table_of(figures: Iterable[Figure]) -> Solutions:
    """The figures as a table: ``group``, ``what``, ``count``, ``of`` and ``share``."""
    rows = [
        (Literal(one.group), Literal(one.name), Literal(one.count), Literal(one.of), Literal(one.share))
        for one in figures
    ]
    return Solutions(["group", "what", "count", "of", "share"], rows)


def _count_by_word(store: Store, pattern: str) -> Iterator[tuple[str, int]]:
    query = f"""{_PROLOGUE}SELECT ?word (COUNT(DISTINCT ?thing) AS ?n) WHERE {{ {pattern} }}
      GROUP BY ?word ORDER BY DESC(?n) ?word"""
    for word, number in store.select(query):
        yield text_of(word), int(text_of(number))


def _count(store: Store, pattern: str) -> int:
    query = f"{_PROLOGUE}SELECT (COUNT(DISTINCT ?thing) AS ?n) WHERE {{ {pattern} }}"
    return next(int(text_of(number)) for (number,) in store.select(query))


def _terms(store: Store) -> Figure:
    """Terms that results and records use, and how many of them an outside ontology defines."""
    used = "?any exokg:target|exokg:condition|exokg:cellType|exokg:route|obo:RO_0002162 ?thing"
    outside = f'{used} FILTER(!STRSTARTS(STR(?thing), "https://w3id.org/exokg/"))'
    return Figure(
        "shares", "terms in use that an outside ontology defines", _count(store, outside), _count(store, used)
    )
