"""Needs: what a finding must have or say, made of filters and words, and what one lacks."""

from __future__ import annotations

from functools import reduce
from math import log2
from typing import TYPE_CHECKING, Final, NamedTuple

from ...curation.spelling import normal_form, words_of
from ...model.dimensions import dimensions
from ...rdf.namespaces import code, expand
from .filters import VESICLES, index
from .meanings import known_names
from .said import parts_of, recording, saying
from .understood import SEVERAL

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ...model.dimensions import Dimension
    from .filters import Filter
    from .table import Findings, Rows
    from .understood import Understood


DRUG_ROLES: Final = {"loaded-with": "loaded", "drug": "the comparator", "given-too": "given too"}
"""Dimension → how a sentence says that a drug has this role."""
MENTIONED: Final = " (mentioned)"
"""What follows a thing that a row lacks, although its finding or record mentions it."""
SETTING: Final = frozenset({"tissue", "species", "tested-in", "rung", "country", "route"})
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
    if named and "species" in names:
        wide |= _unplaced(table, one) & among
    others = table.names_of(one.values) if named and names.isdisjoint(_ROLES) else ()
    written = one.said.removeprefix("about ")  # as no text writes of a time
    called = (written, *others) if named and names.isdisjoint(_COUNTED) else ()
    common = names <= SETTING or len(rows) > _COMMON * len(among)
    must = "study" in names or one.negated
    weight = _MUST if must else 3.0 if not one.said else 0.5 if common else 1.0
    said = str(one) if not one.said else f"leaving out «{one.said}»" if one.negated else f"«{one.said}»"
    return Need(said, rows, wide, weight * _rarity(wide, among), one, called)


def _unplaced(table: Findings, one: Filter) -> Rows:
    """The findings in a system that is not shown, of records that mention a species."""
    systems = index(table, dimensions()["rung"]).get(code("rung", "not shown").value, frozenset())
    species = (expand(term.curie).value for term in table.terms if term.category == "species")
    names = table.names_of({term for term in species if table.above(term) & one.values})
    keys = recording(table, (one.said, *names)) if systems else ()
    return frozenset(row for row in systems if table.studies[row].key in keys)


def unsure(table: Findings, one: Filter, rows: Rows) -> Rows:
    """The findings that may be what a *not* leaves out, as they say nothing of it or only something wider.

    A mouse whose strain nobody wrote may be of any.
    """
    if not one.negated or one.said == VESICLES:
        return frozenset()
    named, silent, found = one._replace(negated=False), rows, set[int]()
    has = [part for part in one.dimensions if named._replace(dimensions=(part,)).rows(table)]
    for part in has or one.dimensions:
        silent = _without_value(table, silent, part)
    wider = frozenset().union(*map(table.above, one.values)) - one.values
    for part in one.dimensions if wider else ():
        for row in rows & table.column(part).keys() if part.name in _KINDS else ():
            held = table.column(part)[row]
            if wider.intersection(held) - frozenset().union(*(table.above(one) - {one} for one in held)):
                found.add(row)
    return silent | found


def _without_value(table: Findings, rows: Rows, part: Dimension) -> Rows:
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
    names = (word, *(name for name in table.names_of(values) if not _is_part(name, word)))
    rows = frozenset().union(*(saying(table, name) for name in names)) & among
    parts = () if rows else tuple(one for name in names for one in parts_of(table.symbols, name))
    wide = frozenset().union(*(saying(table, one) for one in parts)) & among
    parts = tuple(table.symbols[one] for one in parts if saying(table, one) & wide)
    weight = _WORD * _rarity(rows or wide, among)
    return Need(word, rows, rows or wide, weight, None, (*names, *parts), parts)


def _is_part(name: str, written: str) -> bool:
    """Whether a name is a part of what was written: *hair follicle* of *autologous hair follicle*."""
    part, whole = normal_form(name), f" {' '.join(words_of(written))} "
    return part != normal_form(written) and f" {' '.join(words_of(name))} " in whole


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


def mentioning_it(table: Findings, need: Need, rows: Collection[int]) -> Rows:
    """Which of some findings mention a thing, themselves or elsewhere in their record."""
    if not rows:
        return frozenset()
    said = frozenset().union(*(saying(table, name) for name in need.names), _of_drug(table, need))
    keys = recording(table, need.names)
    return frozenset(row for row in rows if row in said or table.studies[row].key in keys)


def _of_drug(table: Findings, need: Need) -> Rows:
    """The findings that have a drug which is asked for in one role in any other."""
    if need.filter is None or need.negated or not need.dimensions <= DRUG_ROLES.keys():
        return frozenset()
    return need.filter._replace(dimensions=tuple(dimensions()[name] for name in DRUG_ROLES)).rows(table)
