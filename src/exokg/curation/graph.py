"""Everything read from one ``graph/`` folder, before any rule has looked at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from pathlib import Path, PurePath
from typing import Any, TypeVar, cast

from ..model.about_dataset import Dataset
from ..model.kinds import RECORD_KINDS
from ..model.records import Record
from ..model.registrations import Registration
from ..model.slots import Mark
from .document import Loc, Marks
from .leaves import Leaf, values
from .tables import Row, Table, is_number
from .terms import Terms
from .violations import Violation

Marked = TypeVar("Marked")

FOLDERS = {kind.folder: name for name, kind in RECORD_KINDS.items()}
"""The folder of each kind of record."""


@dataclass(frozen=True)
class Located:
    """A record with the place of everything in it.

    Attributes:
        key: the name of its file without ``.yaml``.
        path: the file, as messages name it.
        record: the record itself.
        marks: the place of every value.
        keys: the place of every field name.
    """

    key: str
    path: str
    record: Record
    marks: Marks
    keys: Marks

    def at(self, loc: Loc) -> tuple[int, int]:
        """Return line and column of the value at *loc*, or of its nearest parent."""
        return self.marks.at(loc)

    @property
    def registration(self) -> Registration | None:
        """The registry entry; None where the record has none, or cannot have one."""
        return getattr(self.record, "registration", None)

    @cached_property
    def _values(self) -> list[tuple[Loc, Any, Mark | None]]:
        return list(values(self.record))

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every text of the record, with its place and what it means."""
        return tuple(Leaf(*found) for found in self._values if found[1].__class__ is str)

    def numbers(self) -> Iterator[tuple[Loc, float]]:
        """Yield every number of the record with its place."""
        for loc, value, _mark in self._values:
            if value.__class__ in (int, float):  # not a truth value, which also is an int
                yield loc, value

    @cached_property
    def terms(self) -> tuple[Leaf, ...]:
        """The texts that name terms."""
        return tuple(leaf for leaf in self.leaves if leaf.categories)

    @cached_property
    def _by_mark(self) -> dict[type, list[Leaf]]:
        found: dict[type, list[Leaf]] = {}
        for leaf in self.leaves:
            found.setdefault(type(leaf.mark), []).append(leaf)
        return found

    def marked(self, mark: type[Marked]) -> Iterator[tuple[Leaf, Marked]]:
        """Yield the texts whose field declares this of them."""
        for leaf in self._by_mark.get(mark, ()):
            yield leaf, cast("Marked", leaf.mark)

    def parts(self, *names: str) -> Iterator[tuple[Loc, Any]]:
        """Yield location and part of everything in these lists and mappings of the record."""
        for name in names:
            held = getattr(self.record, name)
            for place, part in held.items() if isinstance(held, dict) else enumerate(held):
                yield (name, place), part


@dataclass
class Graph:
    """What a ``graph/`` folder holds.

    Attributes:
        folder: the folder.
        records: the readable records by key, sorted.
        terms: ``terms.tsv``.
        tables: the other tables by the name of their file.
        dataset: ``dataset.yaml``, where there is one.
        paths: the file of every key, also of records that were not read or not readable.
        audits: the worksheets in ``audits/``.
        violations: what stood in the way of reading.
        unreadable_tables: the paths of tables of which no row could be read.
    """

    folder: Path
    records: dict[str, Located]
    terms: Terms
    tables: dict[str, Table]
    dataset: Dataset | None = None
    paths: dict[str, str] = field(default_factory=dict)
    audits: list[Table] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)
    unreadable_tables: list[str] = field(default_factory=list)

    @property
    def clusters(self) -> Table:
        """``clusters.tsv``: which records share a laboratory, authors, a cohort or animals."""
        return self.tables["clusters.tsv"]

    @property
    def readers(self) -> Table:
        """``readers.tsv``: who entered and re-read."""
        return self.tables["readers.tsv"]

    @property
    def excluded(self) -> Table:
        """``excluded.tsv``: what was read and left out."""
        return self.tables["excluded.tsv"]

    def kind_of(self, key: str) -> str | None:
        """Return the kind of the record *key* by the folder of its file, or None where there is none."""
        path = self.paths.get(key)
        return None if path is None else FOLDERS.get(PurePath(path).parent.name)

    @cached_property
    def clustered(self) -> set[frozenset[str]]:
        """The pairs of records that share a row of ``clusters.tsv``, as a group or as namesakes."""
        members: dict[str, list[str]] = {}
        for row in self.clusters:
            members.setdefault(row["cluster"], []).append(row["member"])
        return {frozenset(pair) for keys in members.values() for pair in combinations(keys, 2)}

    @cached_property
    def grouped(self) -> list[Row]:
        """The rows of ``clusters.tsv`` that make a group: all but those of namesakes."""
        return [row for row in self.clusters if row["kind"] != "namesakes"]

    @cached_property
    def memberships(self) -> dict[str, list[Row]]:
        """The rows of ``clusters.tsv`` by the key of the record they are about."""
        rows: dict[str, list[Row]] = {}
        for row in self.grouped:
            rows.setdefault(row["member"], []).append(row)
        return rows

    @cached_property
    def plausible(self) -> dict[tuple[str, str], tuple[float, float]]:
        """The lowest and the highest value of ``plausible.tsv``, by outcome and unit."""
        return {
            (row["outcome"], row["unit"]): (float(row["low"]), float(row["high"]))
            for row in self.tables["plausible.tsv"]
            if is_number(row["low"]) and is_number(row["high"])
        }

    @cached_property
    def registered(self) -> dict[str, str]:
        """The record that describes each registry entry, by the entry's id in lower case.

        It is the entry's own record, else the first study that names it.
        """
        owners: dict[str, str] = {}
        for key, located in sorted(self.records.items()):
            registration = located.registration
            if registration is None or registration.id is None:
                continue
            entry = registration.id.lower()
            if entry not in owners or self._is_trial(key) > self._is_trial(owners[entry]):
                owners[entry] = key
        return owners

    def _is_trial(self, key: str) -> bool:
        return self.records[key].record.kind == "trial"
