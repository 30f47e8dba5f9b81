"""What a figure is drawn of: the findings that filters leave, as find lists them, and their marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, TypeVar

from ..answers.find.table import Findings
from ..answers.find.verbs import count, find
from ..answers.readable import citations
from ..errors import InputError
from ..model.effects import DIRECTIONS
from ..model.groups import GROUPS
from ..model.rungs import LADDER
from ..rdf.namespaces import PREFIXES
from ..release.citations import dataset_citation
from ..store import Store
from ..store.solutions import value_of

_Thing = TypeVar("_Thing")
_Key = TypeVar("_Key")

Entry = dict[str, str]
"""One finding: what people call the value of each column, and whether it supports a claim."""

UNMOVED: Final = frozenset(one.word for one in DIRECTIONS if one.sign == 0)
"""The directions of findings that detected no effect, or none beyond that of the comparator."""

COLUMNS_OF_RUNGS: Final[tuple[str, ...]] = (*LADDER, "not shown")
"""The rungs, and the column of findings whose system is not shown."""

HIGHEST_FIRST: Final[tuple[str, ...]] = (*reversed(LADDER), "not shown")
"""The same, for figures whose rows are rungs."""

MARK_WORDS: Final = {
    "separable": "effect separable from what else was given",
    "together": "not separable, or not known to be",
    "nothing": "no effect detected",
    "content": "only what vesicles contain or deliver",
    "aside": "only a placebo, an association or a test of what was blocked",
    "harm": "harm report only, separable",
    "harm together": "harm report only, not separable or not known to be",
    "planned": "registered trial, no result read",
}
"""What the styles of marks mean, in the order in which marks are drawn."""

_CARRIED: Final = frozenset({one.word for one in DIRECTIONS if one.sign is None} | {"has component"})

_COLUMNS: Final = (
    *("study", "cohort", "subject", "target", "outcome", "effect", "favourability", "rung", "separability"),
    *("design", "year", "contrast", "unit", "n", "participants", "animals", "read-as"),
)
_SUPPORTING: Final = "SELECT DISTINCT ?finding WHERE { ?claim exokg:supportedBy ?finding }"
_ISSUED: Final = """SELECT ?day WHERE {
  GRAPH <https://w3id.org/exokg/graph/metadata> { <https://w3id.org/exokg/dataset> dcterms:issued ?day }
}"""
_GROUPS: Final = "SELECT ?name ?group WHERE { ?term rdfs:label ?name ; exokg:displayGroup/rdfs:label ?group }"


@dataclass(frozen=True)
class Selection:
    """The findings that a figure shows.

    Attributes:
        store: where they are.
        entries: the findings, in the order of find.
        sentence: what they say.
        filters: what was asked for, in words; empty where nothing was.
        coverage: what was searched.
    """

    store: Store
    entries: Sequence[Entry]
    sentence: str
    filters: Sequence[str] = field(default=())
    coverage: str = ""

    @cached_property
    def _groups(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for name, group in self.store.select(_GROUPS, prefixes=PREFIXES):
            found[value_of(name)].append(value_of(group))
        return found

    def group_of(self, name: str, lane: str) -> str:
        """The group that pictures show a term in, or an empty text.

        Args:
            name: the label of a term.
            lane: of :data:`~exokg.model.groups.LANES`.
        """
        groups = self._groups.get(name, ())
        return next((one for one in groups if one in GROUPS and GROUPS[one].lane == lane), "")

    def is_term(self, name: str) -> bool:
        """Whether a term of this label is shown in pictures."""
        return name in self._groups

    @cached_property
    def cited(self) -> dict[str, str]:
        """Study → first author and year."""
        return citations(self.store)

    def ask(self, query: str) -> list[list[str]]:
        """The rows of a query for what findings have beside their dimensions, as texts."""
        return [list(map(value_of, row)) for row in self.store.select(query, prefixes=PREFIXES)]

    def imprint(self) -> list[str]:
        """The lines below every figure: filters, what was searched, version, date and citation."""
        about = dataset_citation(self.store)
        version = f"exokg {about.version}" if about.version else "exokg, no stated version"
        return [
            f"Filters: {'; '.join(self.filters) or 'none'}.",
            *([f"{self.coverage[:1].upper()}{self.coverage[1:]}."] if self.coverage else ()),
            "Reported findings, not medical advice.",
            f"Cite: {version} ({', '.join(day for (day,) in self.ask(_ISSUED)) or 'no date'}), {about.url}",
        ]


def select_findings(table: Findings, given: Mapping[str, Any], *, left_out: Sequence[str] = ()) -> Selection:
    """The findings that fit every filter.

    Args:
        table: the findings.
        given: values by dimension, as find takes them.
        left_out: kinds of evidence to leave out.

    Raises:
        InputError: none fits, or a filter is wrong.
        UnknownTermError: a name is not known.
    """
    counted = count(table, ["effect"], given, left_out=left_out)
    if not counted:
        raise InputError("no finding fits all filters: there is nothing to draw", "leave one of them out")
    found = find(table, given=given, left_out=left_out, columns=_COLUMNS)
    entries = [dict(zip(found.variables, map(value_of, row), strict=True)) for row in found]
    supporting = {value_of(cell) for (cell,) in table.store.select(_SUPPORTING, prefixes=PREFIXES)}
    for entry in entries:
        entry["claims"] = "yes" if entry["finding"] in supporting else ""
    filters = [line for line in counted.notes if line.startswith(("filters: ", "without: "))]
    return Selection(
        table.store,
        entries,
        counted.sentence,
        [line.removeprefix("filters: ") for line in filters],
        str(found.coverage),
    )


def is_separable(entry: Entry) -> bool:
    """Whether count calls an effect separable.

    What a placebo did, what goes together among the treated, and what became of an effect when something was
    blocked support no claim, and are not separable effects of what was given.
    """
    return entry["separability"] == "separable" and bool(entry["claims"])


def grouped(things: Iterable[_Thing], key: Callable[[_Thing], _Key]) -> dict[_Key, list[_Thing]]:
    """Things by what a function says of them, in the order in which it first says it."""
    found: dict[_Key, list[_Thing]] = defaultdict(list)
    for one in things:
        found[key(one)].append(one)
    return dict(found)


def kind_of_mark(entries: Sequence[Entry]) -> str:
    """The style of a study by its findings in one place: of :data:`MARK_WORDS`."""
    own = [one for one in entries if one["claims"]]
    if not own:
        return "aside"
    effects = [one for one in own if one["effect"] not in _CARRIED]
    if not effects:
        return "content"
    moved = [one for one in effects if one["effect"] not in UNMOVED]
    if not moved:
        return "nothing"
    return "separable" if any(map(is_separable, moved)) else "together"


def studies_named(entries: Iterable[Entry]) -> str:
    """The studies behind findings of one cohort, by author and year."""
    return " and ".join(sorted({one["study"] for one in entries}))
