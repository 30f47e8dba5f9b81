"""Chance with counted frequencies: the same seed gives the same draws.

What was counted is dealt like cards. A value that stands for one study of 64 comes once in 64 deals, at a
random place: so what is rare occurs in each graph that is large enough, and not by luck.
"""

from __future__ import annotations

import random
from collections import Counter
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from exokg.curation.graph import Graph

T = TypeVar("T")
Fields = dict[str, Any]
"""Part of a record, as its model reads it."""
Place = Literal["people", "elsewhere"]
"""Whether a study was made in people, or in animals, tissue or cells alone."""


class Counts(Generic[T]):
    """How often each value was counted."""

    def __init__(self, counts: Mapping[T, int]) -> None:
        self.cards = tuple(value for value, count in counts.items() for _ in range(count))


def share(yes: int, of: int) -> Counts[bool]:
    """How many of so many have it."""
    return Counts({True: yes, False: of - yes})


def shares(of: int, **yes: int) -> dict[str, Counts[bool]]:
    """How many of so many parts have each of these fields."""
    return {field: share(count, of) for field, count in yes.items()}


@cache
def _falling(ranks: int) -> list[float]:
    return list(accumulate(1 / rank for rank in range(1, ranks + 1)))


def ranked(graph: Graph) -> dict[str, list[str]]:
    """The labels of each category, those first that the studies of the graph name most often."""
    used: Counter[str] = Counter()
    for located in graph.records.values():
        if located.record.kind == "study":
            named = [(leaf.text, leaf.categories) for leaf in located.leaves if leaf.categories]
            used.update(graph.terms.resolve(text, categories).curie for text, categories in named)
    names: dict[str, list[str]] = {}
    for term in sorted(graph.terms, key=lambda term: (-used[term.curie], term.label)):
        if not term.obsolete:
            names.setdefault(term.category, []).append(term.label)
    return names


class Draws:
    """One seeded run over the terms of a graph.

    Args:
        graph: the graph whose terms are drawn.
        seed: the same seed gives the same draws.
    """

    def __init__(self, graph: Graph, seed: int = 1) -> None:
        self.random = random.Random(seed)  # noqa: S311 - not for secrets
        self.names = ranked(graph)
        self._left: dict[Counts[Any], list[Any]] = {}
        self._sentences = 0

    def deal(self, counts: Counts[T]) -> T:
        """The next value; all are shuffled anew when the last was dealt."""
        left = self._left.setdefault(counts, [])
        if not left:
            left.extend(counts.cards)
            self.random.shuffle(left)
        return cast("T", left.pop())

    def skewed(self, names: Sequence[str]) -> str:
        """One of the names; the weights fall as 1/rank, since a few things are studied often, most once."""
        return self.random.choices(names, cum_weights=_falling(len(names)))[0]

    def term(self, category: str) -> str:
        """The name of a term."""
        return self.skewed(self.names[category])

    def terms(self, category: str, count: int) -> list[str]:
        """Names of terms, each once: as many, or fewer where one is drawn again."""
        return list(dict.fromkeys(self.term(category) for _ in range(count)))

    def sentence(self, about: str) -> str:
        """A sentence that is nowhere else, as long as those that readers write."""
        self._sentences += 1
        return f"Invented {about} {self._sentences}, told by its reader in one sentence of their own."

    def number(self, low: float, high: float) -> float:
        """A number with one decimal."""
        return round(self.random.uniform(low, high), 1)

    def some(self, given: Mapping[str, Counts[bool]], **fields: Any) -> Fields:
        """Those of the fields that are given this time.

        Args:
            given: how often each field is.
            **fields: its value, the counts it is dealt from, or a function of these draws. Nothing is drawn
                for a field that is not given.
        """
        return {
            name: self._value(value)
            for name, value in fields.items()
            if name in given and self.deal(given[name])
        }

    def _value(self, value: Any) -> Any:
        if isinstance(value, Counts):
            return self.deal(value)
        return value(self) if callable(value) else value
