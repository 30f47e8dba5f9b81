"""The table of findings and their dimensions: what every search and count reads.

A column is read from the store by one query when it is first needed, and kept with the table. Rows are
numbers, and a filter is a set of them.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from ...model.effects import DIRECTIONS
from ...rdf.namespaces import PREFIXES, compress, expand
from ...store.solutions import value_of
from ..parameters import Values
from ..readable import citations
from .dimensions import dimensions

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from ...store import Store
    from ...store.solutions import Row
    from .dimensions import Dimension

__all__ = ["ABSENT", "Findings", "Rows", "Study"]

Rows = frozenset[int]
"""Findings by their numbers."""

ABSENT: Final = ("not read", "not reported", "not applicable")
"""What is shown in place of a value: nobody read it, the full text is silent, or it cannot be asked."""

_CODE: Final = PREFIXES["code"]
_STUDIES: Final = """SELECT ?finding ?study ?cohort ?group ?depth ?counted ?retracted WHERE {
  ?finding a exokg:Finding ; exokg:reportedBy ?study .
  ?study exokg:inCohort ?cohort ; exokg:inGroup ?group ; exokg:readingDepth ?depth .
  OPTIONAL { ?finding exokg:countedRung ?counted }
  OPTIONAL { ?study exokg:status ?retracted FILTER(?retracted = code:status-retracted) }
}"""
_IDENTIFIERS: Final = """SELECT ?study ?id WHERE {
  ?study a exokg:Study .
  { VALUES ?how { exokg:doi exokg:pmid exokg:pmcid } ?study exokg:describedIn ?paper . ?paper ?how ?id }
  UNION { ?study exokg:registeredAs/exokg:registryId ?id }
}"""
_STATED: Final = """SELECT ?study ?field ?state WHERE {
  VALUES (?property ?state) {
    (exokg:notReported "not reported") (exokg:notApplicable "not applicable")
  }
  ?study a exokg:Study ; ?property ?field .
}"""
_NAMES: Final = """SELECT ?value ?label ?above ?group ?rank WHERE {
  VALUES ?value { %s }
  ?value rdfs:label ?label .
  OPTIONAL { ?value exokg:within ?above }
  OPTIONAL { ?value exokg:displayGroup ?group }
  OPTIONAL { ?value exokg:rank ?rank }
}"""
_READ_TWICE: Final = "SELECT DISTINCT ?finding WHERE { ?finding a exokg:Finding ; exokg:secondRead ?day }"
_COLUMN: Final = "SELECT DISTINCT ?finding ?value WHERE { ?finding a exokg:Finding ; %s ?value .%s }"


class Study(NamedTuple):
    """What is known of the study of a finding.

    Attributes:
        iri: of the study.
        cohorts: its participants or animals: an independent study is one of them.
        groups: the research groups behind it.
        in_full: whether its full text was read.
    """

    iri: str
    cohorts: frozenset[str]
    groups: frozenset[str]
    in_full: bool


class _Name(NamedTuple):
    label: str
    above: frozenset[str]
    groups: frozenset[str]
    rank: int


class Findings:
    """The findings of a store.

    Args:
        store: what is asked.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.iris: list[str] = []
        self.studies: list[Study] = []
        self.separable: Rows = frozenset()
        self.retracted: Rows = frozenset()
        self.indexes: dict[str, dict[str, Rows]] = {}
        self.known_names: dict[str, dict[str, set[str]]] = {}
        self.texts: sqlite3.Connection | None = None
        self._columns: dict[str, dict[int, tuple[str, ...]]] = {}
        self._names: dict[str, _Name] = {}
        self._read_rows()

    def _read_rows(self) -> None:
        cells: dict[str, list[set[str]]] = {}
        for row in self._select(_STUDIES):
            finding, *values = map(value_of, row)
            known = cells.setdefault(finding, [set() for _ in values])
            for one, value in zip(known, values, strict=True):
                one.update({value} - {""})
        self.iris = sorted(cells)
        for iri in self.iris:
            (study,), cohorts, groups, depth, _, _ = cells[iri]
            in_full = depth == {f"{_CODE}readingdepth-full-text"}
            self.studies.append(Study(study, frozenset(cohorts), frozenset(groups), in_full))
        self.separable = frozenset(at for at, iri in enumerate(self.iris) if cells[iri][4])
        self.retracted = frozenset(at for at, iri in enumerate(self.iris) if cells[iri][5])

    def _select(self, query: str) -> Iterable[Row]:
        return self.store.select(query, prefixes=PREFIXES)

    @cached_property
    def places(self) -> dict[str, int]:
        """The number of each finding by its IRI."""
        return {iri: at for at, iri in enumerate(self.iris)}

    @cached_property
    def current(self) -> Rows:
        """The findings of studies that are not retracted."""
        return frozenset(range(len(self.iris))) - self.retracted

    @cached_property
    def vocabulary(self) -> Values:
        """The names that a user may write for terms and codes."""
        return Values(self.store.select)

    def column(self, dimension: Dimension) -> Mapping[int, tuple[str, ...]]:
        """The values of each finding that has any, as IRIs or texts, sorted."""
        if dimension.name not in self._columns:
            found = self._values(dimension)
            self._columns[dimension.name] = {row: tuple(sorted(values)) for row, values in found.items()}
        return self._columns[dimension.name]

    def _values(self, dimension: Dimension) -> dict[int, set[str]]:
        found: dict[int, set[str]] = {}
        for finding, value in self._select(self.query_of(dimension)):
            row = self.places.get(value_of(finding))
            if row is not None:
                found.setdefault(row, set()).add(value_of(value))
        return found

    def query_of(self, dimension: Dimension) -> str:
        """The query that reads a column."""
        from ...model.categories import CATEGORIES

        classes = (
            [f"exokg:{CATEGORIES[name].cls}" for name in dimension.of] if dimension.kind == "term" else []
        )
        narrower = f" ?value a ?class . VALUES ?class {{ {' '.join(classes)} }}" if classes else ""
        return _COLUMN % (dimension.path, narrower)

    def absence(self, row: int, dimension: Dimension) -> str:
        """What the lack of a value says: one of :data:`ABSENT`."""
        study = self.studies[row]
        if not dimension.owner or (dimension.owner == "preparation" and row in self._without_preparation):
            return "not applicable"
        said = self._said.get((study.iri, dimension.field)) or self._said.get((study.iri, dimension.heading))
        return said or ("not reported" if study.in_full else "not read")

    @cached_property
    def _said(self) -> dict[tuple[str, str], str]:
        """What records say of fields that they lack."""
        return {
            (value_of(study), value_of(field)): value_of(state)
            for study, field, state in self._select(_STATED)
        }

    @cached_property
    def read_twice(self) -> Rows:
        """The findings whose source was read a second time since they were last changed."""
        return frozenset(self.places[value_of(finding)] for (finding,) in self._select(_READ_TWICE))

    @cached_property
    def _without_preparation(self) -> Rows:
        given = self.column(dimensions()["preparation"])
        return frozenset(row for row in range(len(self.iris)) if row not in given)

    # --- what values are called ---

    def learn(self, values: Iterable[str]) -> None:
        """Read the names of things that are not known yet."""
        wanted = sorted({value for value in values if "://" in value and value not in self._names})
        if not wanted:
            return
        read: dict[str, tuple[str, set[str], set[str], int]] = {}
        for row in self._select(_NAMES % " ".join(f"<{value}>" for value in wanted)):
            value, label, above, group, rank = map(value_of, row)
            one = read.setdefault(value, (label, set(), set(), int(rank or 0)))
            one[1].update({above} - {""})
            one[2].update({group} - {""})
        words = {expand(one.property).value: one.word for one in DIRECTIONS}
        for value in wanted:
            label, broader, groups, number = read.get(value, (compress(value), set(), set(), 0))
            self._names[value] = _Name(words.get(value, label), frozenset(broader), frozenset(groups), number)
        self.learn(group for value in wanted for group in self._names[value].groups)

    def _named(self, value: str) -> _Name:
        self.learn([value])
        return self._names[value]

    def label(self, value: str) -> str:
        """What people call a value; an author and a year for a study."""
        if "://" not in value:
            return value
        return self.citations.get(value) or self._named(value).label

    def above(self, value: str) -> frozenset[str]:
        """A value and the terms that it is a narrower one of."""
        return self._named(value).above | {value} if "://" in value else frozenset({value})

    def groups(self, value: str) -> frozenset[str]:
        """The groups that show a value; none where it has none."""
        return self._named(value).groups if "://" in value else frozenset()

    def rank(self, value: str) -> int:
        """The place of a code in its list, such as that of a rung on the ladder; 0 where it has none."""
        return self._named(value).rank if "://" in value else 0

    @cached_property
    def identifiers(self) -> dict[str, list[str]]:
        """Study → its DOI, PMID, PMCID and registry numbers."""
        found: dict[str, list[str]] = {}
        for study, identifier in self._select(_IDENTIFIERS):
            found.setdefault(value_of(study), []).append(value_of(identifier))
        return found

    @cached_property
    def citations(self) -> dict[str, str]:
        """Study → first author and year."""
        return citations(self.store)
