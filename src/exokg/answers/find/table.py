"""The table of findings and their dimensions: what every search and count reads.

A column is the answer to one query: kept beside a store that was built, asked of any other when it is first
needed. Rows are numbers, and a filter is a set of them.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import repeat
from typing import TYPE_CHECKING, Final, NamedTuple

from ...curation.spelling import singular, words_of
from ...model.dimensions import dimensions
from ...model.effects import DIRECTIONS
from ...rdf.findings import (
    ABOVE,
    FINDINGS,
    GRAPHS,
    GROUPS,
    IDENTIFIERS,
    LABELS,
    PREPARATIONS,
    READ_TWICE,
    STATED,
    STUDIES,
    column_query,
    text_query,
)
from ...rdf.namespaces import PREFIXES, compress, expand
from ...store.text_parts import symbols_of
from ..known_names import code_words, names_by_term, terms_of
from ..readable import citations

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from ...curation.questions import Question
    from ...curation.terms import Terms
    from ...model.dimensions import Dimension
    from ...store import Store
    from ...store.record_texts import RecordTexts
    from ..result import Answer


Rows = frozenset[int]
"""Findings by their numbers."""

ABSENT: Final = ("not read", "not reported", "not applicable")
"""What is shown in place of a value: nobody read it, the full text is silent, or it cannot be asked."""

_CODE: Final = PREFIXES["code"]
_PLAIN: Final = re.compile("[a-z]+")


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

    @property
    def key(self) -> str:
        """The name of its record."""
        return self.iri.rpartition("/")[2]


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
        self.answers: dict[str, tuple[Answer, dict[int, set[str]], set[str]]] = {}
        self.known_names: dict[str, dict[str, set[str]]] = {}
        self._columns: dict[str, dict[int, tuple[str, ...]]] = {}
        self._pairs: dict[str, dict[str, set[str]]] = {}
        self._read_rows()

    def _read_rows(self) -> None:
        known: dict[str, tuple[set[str], set[str], set[str]]] = {}
        retracted = set()
        for study, *values, status in self.store.kept.rows(STUDIES):
            for one, value in zip(known.setdefault(study, (set(), set(), set())), values, strict=True):
                one.add(value)
            if status:
                retracted.add(study)
        full = {f"{_CODE}readingdepth-full-text"}
        studies = {
            iri: Study(iri, frozenset(cohorts), frozenset(groups), depths == full)
            for iri, (cohorts, groups, depths) in known.items()
        }
        rows = sorted(row for row in self.store.kept.rows(FINDINGS) if row[1] in studies)
        known_of = {finding: (study, rung) for finding, study, rung in rows}  # one that counts comes last
        self.iris = list(known_of)
        self.studies = [studies[study] for study, _ in known_of.values()]
        self.separable = frozenset(at for at, (_, rung) in enumerate(known_of.values()) if rung)
        self.retracted = frozenset(
            at for at, (study, _) in enumerate(known_of.values()) if study in retracted
        )

    @cached_property
    def places(self) -> dict[str, int]:
        """The number of each finding by its IRI."""
        return {iri: at for at, iri in enumerate(self.iris)}

    @cached_property
    def questions(self) -> dict[str, Question]:
        """The questions of the catalogue by name: some answer free words that no finding says."""
        from ..answering import catalogue

        return {question.name: question for question in catalogue(self.store)}

    @cached_property
    def current(self) -> Rows:
        """The findings of studies that are not retracted."""
        return frozenset(range(len(self.iris))) - self.retracted

    @cached_property
    def terms(self) -> Terms:
        """The names that a user may write for terms."""
        return terms_of(self.store.kept.rows)

    @cached_property
    def codes(self) -> dict[str, dict[str, str]]:
        """The words of closed lists, by the name of the list."""
        return code_words(self.store.kept.rows)

    def column(self, dimension: Dimension) -> Mapping[int, tuple[str, ...]]:
        """The values of each finding that has any, as IRIs or texts, sorted."""
        if dimension.name not in self._columns:
            self._columns[dimension.name] = self._read(column_query(dimension))
        return self._columns[dimension.name]

    def text(self, name: str) -> dict[int, str]:
        """One of :data:`~exokg.rdf.findings.TEXTS` of each finding that has it."""
        return {row: "; ".join(values) for row, values in self._read(text_query(name)).items()}

    def _read(self, query: str) -> dict[int, tuple[str, ...]]:
        findings, values = map(list, self.store.kept.columns(query) or ((), ()))
        places = [*map(self.places.get, findings, repeat(-1))]
        single = {value: (value,) for value in {*values}}  # findings that say the same share it
        found: dict[int, tuple[str, ...]] = dict(zip(places, map(single.__getitem__, values), strict=True))
        if len(found) < len(places):  # a finding with several values
            several: dict[int, list[str]] = {}
            for place, value in zip(places, values, strict=True):
                several.setdefault(place, []).append(value)
            found = {place: tuple(sorted(held)) for place, held in several.items()}
        found.pop(-1, None)
        return found

    def studies_of(self, rows: Iterable[int]) -> Collection[Study]:
        """The study of each of some findings, once."""
        return {id(study): study for study in map(self.studies.__getitem__, rows)}.values()

    def absences(self, rows: Collection[int], dimension: Dimension) -> dict[int, str]:
        """What the lack of a value says in each of some findings: one of :data:`ABSENT`."""
        if not dimension.owner:
            return dict.fromkeys(rows, "not applicable")
        states = {id(study): self._absence(study, dimension) for study in self.studies_of(rows)}
        found = {row: states[id(self.studies[row])] for row in rows}
        if dimension.owner == "preparation":
            found |= dict.fromkeys(self._without_preparation & found.keys(), "not applicable")
        return found

    def _absence(self, study: Study, dimension: Dimension) -> str:
        said = self._said.get((study.iri, dimension.field)) or self._said.get((study.iri, dimension.heading))
        return said or ("not reported" if study.in_full else "not read")

    @cached_property
    def _said(self) -> dict[tuple[str, str], str]:
        """What records say of fields that they lack."""
        return {(study, field): state for study, field, state in self.store.kept.rows(STATED)}

    @cached_property
    def records(self) -> RecordTexts:
        """What records say."""
        return self.store.kept.records

    @cached_property
    def _types_given(self) -> dict[tuple[str, str], set[str]]:
        """Key of a record and name of what was given → types of these preparations; without name of all."""
        types: dict[tuple[str, str], set[str]] = {}
        for one, name, kind in self.store.kept.rows(PREPARATIONS):
            for called in (name, ""):
                types.setdefault((one.rpartition("/")[2], called), set()).add(kind)
        return types

    def holds_none(self, key: str, name: str = "") -> bool:
        """Whether what a record gave by this name, or else all, is known to hold no vesicles."""
        types = self._types_given.get((key, name)) or self._types_given.get((key, ""))
        return types == {f"{_CODE}preparationtype-non-vesicle"}

    @cached_property
    def symbols(self) -> dict[str, str]:
        """The abbreviations and symbols of all records and names, in lower case → as they are written."""
        return symbols_of(self._all_names) | self.records.symbols

    @property
    def _all_names(self) -> Iterator[str]:
        return (name for term in self.terms for name in (term.label, *term.synonyms))

    @cached_property
    def name_words(self) -> frozenset[str]:
        """The words of all names of terms, in the singular."""
        words = (word for name in self._all_names for word in words_of(name))
        return frozenset(singular(word) for word in words if _PLAIN.fullmatch(word))

    def names_of(self, values: Collection[str]) -> tuple[str, ...]:
        """All that terms are called."""
        return tuple(name for value in sorted(values) for name in self._names.get(value, ()))

    @cached_property
    def _names(self) -> dict[str, tuple[str, ...]]:
        return names_by_term(self.terms)

    @property
    def read_twice(self) -> Rows:
        """The findings whose source was read a second time since they were last changed."""
        return frozenset(self.places[finding] for (finding,) in self.store.kept.rows(READ_TWICE))

    @cached_property
    def graphs(self) -> dict[int, str]:
        """The graph of others that a finding comes from, of those that come from one."""
        rows = self.store.kept.rows(GRAPHS)
        return {self.places[thing]: graph for thing, graph in rows if thing in self.places}

    @cached_property
    def _without_preparation(self) -> Rows:
        given = self.column(dimensions()["preparation"])
        return frozenset(row for row in range(len(self.iris)) if row not in given)

    @cached_property
    def _labels(self) -> dict[str, tuple[str, int]]:
        """What values are called, and their places in a list; the first of several labels."""
        found: dict[str, tuple[str, int]] = {}
        for value, label, rank in sorted(self.store.kept.rows(LABELS), reverse=True):
            found[value] = (label, int(rank or 0))
        return found | {expand(one.property).value: (one.word, 0) for one in DIRECTIONS}

    def label(self, value: str) -> str:
        """What people call a value; an author and a year for a study."""
        if "://" not in value:
            return value
        known = self._labels.get(value)
        return self.citations.get(value) or (known[0] if known else compress(value))

    def above(self, value: str) -> frozenset[str]:
        """A value and the terms that it is a narrower one of."""
        return frozenset({value, *self._collected(ABOVE).get(value, ())})

    def groups(self, value: str) -> frozenset[str]:
        """The groups that show a value; none where it has none."""
        return frozenset(self._collected(GROUPS).get(value, ()))

    def rank(self, value: str) -> int:
        """The place of a code in its list, such as that of a rung on the ladder; 0 where it has none."""
        return self._labels.get(value, ("", 0))[1]

    @property
    def identifiers(self) -> dict[str, set[str]]:
        """Study → its DOI, PMID, PMCID and registry numbers."""
        return self._collected(IDENTIFIERS)

    @cached_property
    def citations(self) -> dict[str, str]:
        """Study → first author and year; else its title or number."""
        return citations(self.store)

    @cached_property
    def authored(self) -> dict[str, str]:
        """The same of the studies whose author is known."""
        return citations(self.store, titles=False)

    def _collected(self, query: str) -> dict[str, set[str]]:
        """The second cells of the rows of a query by the first; kept."""
        if query not in self._pairs:
            found = self._pairs.setdefault(query, {})
            for one, other in self.store.kept.rows(query):
                found.setdefault(one, set()).add(other)
        return self._pairs[query]
