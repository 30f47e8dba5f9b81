"""Needs: what a finding must have or say, made of filters and words, and what one lacks."""

from __future__ import annotations

from functools import reduce
from math import log2
from typing import TYPE_CHECKING, Final, NamedTuple

from ...curation.spelling import normal_form
from ...model.dimensions import dimensions
from .filters import VESICLES
from .meanings import known_names
from .said import parts_of, recording, saying
from .understood import SEVERAL

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ...model.dimensions import Dimension
    from .filters import Filter
    from .table import Findings, Rows
    from .understood import Understood


DRUG_ROLES: Final = {"loaded-with": "loaded", "drug": "the comparator", "given-too": "given too"}
"""Dimension → how a sentence says that a drug has this role."""
MENTIONED: Final = " (mentioned)"
"""What follows a thing that a row lacks, although its finding or record mentions it."""
_SETTING: Final = frozenset({"tissue", "species", "tested-in", "rung", "country", "route"})
"""Dimensions of where something was seen: a word weighs more than these."""
_SAID_TOO: Final = frozenset(
    {"molecule", "target", "via", "condition", "given-too", "drug", "loaded-with", "tissue", "time"}
)
"""Dimensions whose values a finding may only say, such as the molecule that was not measured."""
_ROLES: Final = frozenset({"drug", "loaded-with", "comparator", "rung", "design", "year", "time", "study"})
"""Dimensions in which a name means less than elsewhere: only what was written is looked for in texts."""
_COUNTED: Final = frozenset({"sessions", "days-between-sessions"})
"""Dimensions of numbers that texts write in many ways: what is looked for in none is denied in none."""
_OF_EACH: Final = SEVERAL | {"subject", "target", "via", "author", "preparation", "kind"}
"""Dimensions of which a finding has its own value, or of several of which the rest is never known."""
_KINDS: Final = frozenset({"species", "source-species", "source", "cell"})
"""Dimensions in which a wider value is all that many records give."""
_COMMON: Final = 0.3  # of all findings: what more of them have says little of one
_WORD: Final = 0.6  # what a word weighs against a name, as it may be said in another sense
_MUST: Final = 50.0  # how much more a named study weighs, and what a *not* leaves out


class Need(NamedTuple):
    """One thing that a finding must fit: a filter, or a word that it must say.

    Attributes:
        said: how a sentence names it.
        rows: the findings that fit it.
        wide: those and the ones that fit it in another meaning of the name, or only say it.
        weight: how much it counts where no finding fits all.
        filter: none for a word.
        names: all that it is called: no finding that says one of these is said to lack it.
        parts: of a word that no finding says, the longer symbols that contain it: their findings are *wide*.
    """

    said: str
    rows: Rows
    wide: Rows
    weight: float
    filter: Filter | None = None
    names: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    @property
    def quoted(self) -> str:
        """What it is called where something lacks it."""
        return self.said if self.filter else f"«{self.said}»"

    @property
    def written(self) -> str:
        """The words that it was made of; empty where it was given by dimension."""
        return self.filter.said if self.filter else self.said

    @property
    def negated(self) -> bool:
        """Whether it leaves something out, so that fitting it alone is no answer."""
        return self.filter is not None and self.filter.negated

    @property
    def dimensions(self) -> set[str]:
        """Where a value may be; none for a word."""
        return {part.name for part in self.filter.dimensions} if self.filter else set()


def of_filter(table: Findings, one: Filter, understood: Understood, among: Rows) -> Need:
    """What a filter asks for, among some findings."""
    rows = one.rows(table) & among
    wide, names = rows, {part.name for part in one.dimensions}
    named = bool(one.said) and not one.negated
    if one in understood.wider and not one.negated:  # a wider *not* would leave out less
        wide |= understood.wider[one].rows(table) & among
    one_role = len(names) == 1 and names <= DRUG_ROLES.keys()  # what is only said may have another role
    if named and names.isdisjoint(_COUNTED) and (names <= _SAID_TOO or "tissue" in names) and not one_role:
        wide |= saying(table, one.said) & among
    others = table.names_of(one.values) if named and names.isdisjoint(_ROLES) else ()
    written = one.said.removeprefix("about ")  # as no text writes of a time
    called = (written, *others) if named and names.isdisjoint(_COUNTED) else ()
    common = names <= _SETTING or len(rows) > _COMMON * len(among)
    must = "study" in names or one.negated
    weight = _MUST if must else 3.0 if not one.said else 0.5 if common else 1.0
    said = str(one) if not one.said else f"leaving out «{one.said}»" if one.negated else f"«{one.said}»"
    return Need(said, rows, wide, weight * _rarity(wide, among), one, called)


def unknown(table: Findings, one: Filter, rows: Rows) -> Rows:
    """The findings that do not say what a *not* asks of them: they may be what it leaves out."""
    named = one._replace(negated=False)
    held = [part for part in one.dimensions if named._replace(dimensions=(part,)).rows(table)]
    for part in held or one.dimensions:
        rows = without_value(table, rows, part)
    return rows


def wider_values(
    table: Findings, one: Filter, rows: Rows, among: Collection[str] = _KINDS
) -> dict[str, Rows]:
    """Value wider than what a filter names → the findings of which no narrower one is known.

    They may be what it names, as a mouse whose strain nobody wrote may be of any.

    Args:
        table: the findings.
        one: the filter.
        rows: some findings.
        among: the names of the dimensions in which a wider value is no other one.
    """
    found: dict[str, Rows] = {}
    for part in one.dimensions:
        if part.name not in among:
            continue
        wider = frozenset().union(*map(table.above, one.values)) - one.values
        for row in rows & table.column(part).keys():
            held = table.column(part)[row]
            for value in wider.intersection(held):
                if not any(value in table.above(other) - {other} for other in held):
                    found[value] = found.get(value, frozenset()) | {row}
    return found


def unsure(table: Findings, one: Filter, rows: Rows) -> Rows:
    """The findings that may be what a *not* leaves out, as they say nothing of it or only something wider."""
    if not one.negated or one.said == VESICLES:
        return frozenset()
    return unknown(table, one, rows).union(*wider_values(table, one, rows).values())


def without_value(table: Findings, rows: Rows, part: Dimension) -> Rows:
    """Which of some findings have no value of their own where they should have one."""
    if part.name in _OF_EACH:
        return frozenset()
    held = table.column(part)
    shown = {several: [table.label(one) for one in several] for several in {*held.values()}}
    hidden = {
        several for several, labels in shown.items() if any(one.endswith("not shown") for one in labels)
    }
    absent = table.absences(rows - held.keys(), part)
    unread = {row for row, said in absent.items() if said != "not applicable"}
    return frozenset(row for row in rows & held.keys() if held[row] in hidden) | unread


def of_word(table: Findings, word: str, among: Rows) -> Need:
    """What a word to search asks for, among some findings."""
    values = frozenset().union(*known_names(table).get(normal_form(word), {}).values())
    names = (word, *table.names_of(values))
    rows = frozenset().union(*(saying(table, name) for name in names)) & among
    parts = () if rows else tuple(one for name in names for one in parts_of(table.symbols, name))
    wide = frozenset().union(*(saying(table, one) for one in parts)) & among
    parts = tuple(table.symbols[one] for one in parts if saying(table, one) & wide)
    weight = _WORD * _rarity(rows or wide, among)
    return Need(word, rows, rows or wide, weight, None, (*names, *parts), parts)


def _rarity(rows: Rows, among: Rows) -> float:
    """How much it says that a finding is one of these: the fewer, the more, but a word is a word."""
    return 1 + 0.15 * log2(1 + len(among) / len(rows)) if rows else 0.0


def chosen(needs: Sequence[Need], choices: Sequence[Sequence[str]], absent: Sequence[Need]) -> list[Need]:
    """The needs, with one in place of those of which either is enough and that some finding fits.

    What no finding fits is not asked for where another of the choice is.
    """
    called = {one.written: one for one in needs}
    for choice in choices:
        several = [called[said] for said in choice if said in called]
        fit = [need for need in several if need not in absent]
        if fit and len(several) > 1:
            at = needs.index(several[0])
            rest = [need for need in needs if need not in several]
            needs = [*rest[:at], reduce(_either, fit), *rest[at:]]
    return [*needs]


def _either(one: Need, other: Need) -> Need:
    """What fits one of two needs, or the other."""
    said, kept = f"{one.quoted} or {other.quoted}", one.filter or other.filter
    return Need(
        said if kept else said[1:-1],
        one.rows | other.rows,
        one.wide | other.wide,
        max(one.weight, other.weight),
        kept,
        one.names + other.names,
    )


def softened(
    table: Findings, needs: Sequence[Need], lacks: Mapping[int, tuple[str, ...]]
) -> dict[int, tuple[str, ...]]:
    """What rows lack, and whether their finding or its record mentions it all the same.

    Args:
        table: the findings.
        needs: what was asked for.
        lacks: of each row what it lacks, as a need is quoted.
    """
    each: dict[str, tuple[Rows, frozenset[str]]] = {}
    for need in needs if lacks else ():
        rows: Rows = frozenset().union(*(saying(table, name) for name in need.names), _of_drug(table, need))
        each[need.quoted] = rows, recording(table, need.names)

    def said(row: int, text: str) -> bool:
        rows, keys = each.get(text, (frozenset[int](), frozenset[str]()))
        return row in rows or table.studies[row].key in keys

    return {row: tuple(text + MENTIONED * said(row, text) for text in texts) for row, texts in lacks.items()}


def _of_drug(table: Findings, need: Need) -> Rows:
    """The findings that have a drug which is asked for in one role in any other."""
    if need.filter is None or need.negated or not need.dimensions <= DRUG_ROLES.keys():
        return frozenset()
    return need.filter._replace(dimensions=tuple(dimensions()[name] for name in DRUG_ROLES)).rows(table)
