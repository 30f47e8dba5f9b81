"""Counting independent studies, groups, findings, people or rungs by one or two dimensions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pyoxigraph import Literal

from ...errors import InputError
from ...model.dimensions import Dimension, dimensions
from ...model.groups import GROUPS
from ...model.rungs import HUMAN_RUNGS
from ...rdf.namespaces import code
from ...store.solutions import Row, Solutions
from .filters import absent_rows, index
from .table import ABSENT, Findings, Rows

LEVELS: Final = ("term", "group")
"""By the terms that findings have, or by the groups in which pictures show them."""

_WIDEST: Final = 7  # columns of a cross table that fit a terminal
_RUNGS: Final = {"people": HUMAN_RUNGS, "animals": ("animal",)}
_NUMBERS: Final = {"people": "participants", "animals": "animals"}


def measured(table: Findings, rows: Rows, of: str) -> int | str | None:
    """What a set of findings counts, or the highest rung among the separable ones.

    Returns:
        A number; for ``rung`` its label, or None where no separable finding has one.
    """
    if of == "rung":
        return _highest(table, rows)
    return _MEASURES[of](table, rows)


def _studies(table: Findings, rows: Rows) -> int:
    return len(cohorts(table, rows))


def _groups(table: Findings, rows: Rows) -> int:
    return len({group for study in table.studies_of(rows) for group in study.groups})


def cohorts(table: Findings, rows: Rows) -> set[str]:
    """The participants or animals of some findings: an independent study is one of them."""
    return {cohort for study in table.studies_of(rows) for cohort in study.cohorts}


def _subjects(table: Findings, rows: Rows, of: str) -> int:
    """People or animals of the studies that say how many; each cohort counts once, in its own system."""
    known = table.column(dimensions()[_NUMBERS[of]])
    numbers: dict[str, int] = {}
    for row in _in_system(table, rows, of) & known.keys():
        for cohort in table.studies[row].cohorts:
            numbers[cohort] = max(numbers.get(cohort, 0), *map(int, known[row]))
    return sum(numbers.values())


def _in_system(table: Findings, rows: Rows, of: str) -> Rows:
    """The findings in people, or in animals."""
    return on_rungs(table, _RUNGS[of]) & rows


def on_rungs(table: Findings, rungs: Iterable[str]) -> Rows:
    """The findings of some rungs."""
    known = index(table, dimensions()["rung"])
    return frozenset().union(*(known.get(code("rung", rung).value, frozenset()) for rung in rungs))


def _highest(table: Findings, rows: Rows) -> str | None:
    apart = rows & table.separable
    known = index(table, dimensions()["rung"])
    found = [value for value in known if table.rank(value) and not apart.isdisjoint(known[value])]
    return table.label(max(found, key=table.rank)) if found else None


_MEASURES: Final[Mapping[str, Callable[[Findings, Rows], int]]] = {
    "studies": _studies,
    "groups": _groups,
    "findings": lambda _table, rows: len(rows),
    "people": lambda table, rows: _subjects(table, rows, "people"),
    "animals": lambda table, rows: _subjects(table, rows, "animals"),
}
MEASURES: Final = (*_MEASURES, "rung")
"""What can be counted: the first is the default."""


@dataclass(frozen=True)
class Counts:
    """A table of counts.

    Attributes:
        table: the findings.
        by: one or two dimensions.
        of: one of :data:`MEASURES`.
        rows: all findings counted.
        values: for each dimension its values in order, each with what people call it and its findings.
    """

    table: Findings
    by: tuple[Dimension, ...]
    of: str
    rows: Rows
    values: tuple[tuple[tuple[str, Rows], ...], ...]

    @cached_property
    def cells(self) -> dict[tuple[str, ...], Rows]:
        """The findings of each cell, by the labels of its values."""
        first = self.values[0]
        if len(self.by) == 1:
            return {(label,): rows for label, rows in first}
        return {(a, b): mine & other for a, mine in first for b, other in self.values[1]}

    @cached_property
    def counted(self) -> Rows:
        """The findings that are in a cell: those to which every dimension applies."""
        each = (frozenset().union(*(rows for _, rows in values)) for values in self.values)
        return self.rows.intersection(*each)

    def count(self, rows: Rows) -> int | str | None:
        """What a set of findings counts; None where nobody said how many people or animals there were."""
        if self.of in _NUMBERS and self._lacking(rows):
            return None
        return measured(self.table, rows, self.of)

    def _lacking(self, rows: Rows) -> str:
        """Why findings have no number of people or animals; nothing where they have one, or are none."""
        if self.of not in _NUMBERS or not rows:
            return ""
        within = _in_system(self.table, rows, self.of)
        if not within:
            return "not applicable"
        return "" if within & self.table.column(dimensions()[_NUMBERS[self.of]]).keys() else "not read"

    @property
    def total(self) -> int | str | None:
        """What all cells together count: a study that is in several counts once."""
        return self.count(self.counted)

    @property
    def without_number(self) -> int:
        """Of how many studies in people, or in animals, the number of these is not known."""
        known = self.table.column(dimensions()[_NUMBERS[self.of]])
        within = _in_system(self.table, self.counted, self.of)
        return len(cohorts(self.table, within) - cohorts(self.table, within & known.keys()))

    @property
    def without_vesicles(self) -> int:
        """How many of these independent studies are known to have given nothing that holds vesicles."""
        studies = self.table.studies_of(self.counted)
        given = [study for study in studies if not self.table.holds_none(study.key)]
        all_, with_ = ({one for study in some for one in study.cohorts} for some in (studies, given))
        return len(all_ - with_)

    def empty(self, label: str) -> str:
        """What an empty cell of a row says: ``not studied``, or ``not read`` where not all was read."""
        rows = dict(self.values[0])[label]
        return "not studied" if all(study.in_full for study in self.table.studies_of(rows)) else "not read"

    def tidy(self) -> Solutions:
        """One row for each cell, with its separable part and what an empty one says."""
        names = [dimension.name.replace("-", "_") for dimension in self.by]
        rows: list[Row] = []
        for labels, found in self.cells.items():
            state = (self._lacking(found) or "found") if found else self.empty(labels[0])
            shown = _literal(self.count(found)) if found or state == "not studied" else None
            separable = found & self.table.separable
            apart = (
                _literal(measured(self.table, separable, self.of)) if shown is not None and found else None
            )
            rows.append((*map(Literal, labels), shown, apart, Literal(state)))
        measure = "highest_rung" if self.of == "rung" else self.of
        return Solutions([*names, measure, "separable", "state"], rows)

    def crossed(self) -> Solutions:
        """The table as people read it, with totals; in brackets what separable findings show, where less."""
        first = self.by[0].heading
        if len(self.by) == 1:
            lines = [(label, rows) for label, rows in self.values[0]]
            cells = [(Literal(label), self._text(rows, label)) for label, rows in lines]
            return Solutions([first, self.of], [*cells, (Literal("total"), self._text(self.counted))])
        heads = [label for label, _ in self.values[1]]
        if len(heads) > _WIDEST:
            return self._long()
        rows = [self._line(label, mine & self.counted, heads) for label, mine in self.values[0]]
        total = self._line("total", self.counted, heads, known=True)
        return Solutions([first, *heads, "total"], [*rows, total])

    def _long(self) -> Solutions:
        """A line for each cell that has something, where a cross table would be too wide to read."""
        names = [dimension.heading for dimension in self.by]
        cells = [(*map(Literal, labels), self._text(rows)) for labels, rows in self.cells.items() if rows]
        return Solutions([*names, self.of], [*cells, (Literal("total"), None, self._text(self.counted))])

    def _line(self, label: str, mine: Rows, heads: Sequence[str], *, known: bool = False) -> Row:
        others = dict(self.values[1])
        empty = "" if known else label
        cells = [self._text(mine & others[head], empty) for head in heads]
        return (Literal(label), *cells, self._text(mine))

    def _text(self, rows: Rows, label: str = "") -> Literal:
        if not rows:
            return Literal("·" if not label or self.empty(label) == "not read" else "0")
        if lacking := self._lacking(rows):
            return Literal(lacking)
        whole, apart = self.count(rows), measured(self.table, rows & self.table.separable, self.of)
        if self.of == "rung":
            return Literal(str(whole or "not separable"))
        return Literal(str(whole) if whole == apart else f"{whole} ({apart})")


def _literal(value: int | str | None) -> Literal | None:
    return None if value is None else Literal(value)


def count_rows(table: Findings, by: Sequence[Dimension], of: str, rows: Rows, level: str = "term") -> Counts:
    """Count findings by one or two dimensions.

    Args:
        table: the findings.
        by: one or two dimensions; each is rolled up, so a row has the findings of its narrower terms too.
        of: one of :data:`MEASURES`.
        rows: the findings to count.
        level: one of :data:`LEVELS`.

    Raises:
        InputError: no or more than two dimensions, or an unknown measure or level.
    """
    if not 1 <= len(by) <= 2 or len(set(by)) < len(by):
        raise InputError("count by one dimension, or by two that differ", "exokg count --by source --by rung")
    if of not in MEASURES:
        raise InputError(f"--of {of}: not known", f"one of: {', '.join(MEASURES)}")
    if level not in LEVELS:
        raise InputError(f"--level {level}: not known", f"one of: {', '.join(LEVELS)}")
    values = tuple(tuple(_values(table, dimension, rows, level)) for dimension in by)
    return Counts(table, tuple(by), of, rows, values)


def _values(table: Findings, dimension: Dimension, rows: Rows, level: str) -> Iterable[tuple[str, Rows]]:
    """The values that findings have, the ladder and the groups in their own order, others by size."""
    known = index(table, dimension)
    held = {value for row, values in table.column(dimension).items() if row in rows for value in values}
    if level == "group" and dimension.kind == "term":
        held = {group for value in held for group in table.groups(value) or {value}}
    labelled: dict[str, Rows] = {}
    for value in held:
        label = table.label(value)
        labelled[label] = labelled.get(label, frozenset()) | (known[value] & rows)
    ranks = {table.label(value): table.rank(value) for value in held}
    places = {name: at for at, name in enumerate(GROUPS)}
    last = max(ranks.values(), default=0) + 1  # a code without a rank, such as not shown, comes last

    def place(label: str) -> tuple[object, ...]:
        if dimension.kind == "number":
            return (float(label), label)
        return (places.get(label, -1), ranks[label] or last, -len(labelled[label]), label)

    yield from ((label, labelled[label]) for label in sorted(labelled, key=place))
    for state in ABSENT[:2] if dimension.owner else ():
        missing = absent_rows(table, dimension, state) & rows
        if missing:
            yield state, missing
