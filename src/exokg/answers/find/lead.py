"""The sentence above the rows: what was read otherwise, what was not found, then what the rows say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...curation.spelling import singular
from ...model.dimensions import dimensions
from .filters import VESICLES
from .needs import DRUG_ROLES, unsure
from .other_records import called_so
from .plain_words import UNWEIGHED
from .sentences import quoted, sentence
from .understood import SEVERAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model.dimensions import Dimension
    from .filters import Filter
    from .matching import Found
    from .table import Findings
    from .understood import Understood


_SELDOM: Final = frozenset(
    {"country", "assay", "isolation", "characterisation", "marker", "design-feature", "sessions", "time"}
    | {"days-between-sessions", "after-treatment", "dose-response", "species", "tissue", "route"}
)
"""Dimensions of which silence says little: most records do not have them."""
_MOST: Final = 0.5  # of the studies
_ROWS: Final = ("ask ", "find ", "count --by year")
"""The commands whose rows are in another order than a superlative asks for."""
_NONE: Final = "no study finding has "
"""How a line on a name that no finding has begins."""
_DEFINED: Final = "exokg term find lists names, exokg ask positions what guidance such as MISEV says"


def lead(table: Findings, found: Found, understood: Understood) -> str:
    """The sentence above findings: what is not certain comes first."""
    seldom = list(dict.fromkeys(_seldom_recorded(table, understood)))
    parts = [*doubts(table, understood), *seldom, *_questioned(understood), *_roles(understood)]
    parts += [*_not_found(found, understood), *_silent(table, found, understood)]
    parts += [*_directed(table, found, understood), *_rows(table, found, understood)]
    text = " ".join(parts)
    narrowed = found.beside or any(one.dimensions[0].name == "rung" for one in understood.filters)
    return text.replace("none in people", "none of these findings in people") if seldom or narrowed else text


def doubts(table: Findings, understood: Understood, question: str = "") -> Iterator[str]:
    """Where else to look, what was read otherwise than written, and what was left out.

    Args:
        table: the findings.
        understood: the words.
        question: of which the rows are shown, if they are no findings.
    """
    yield from _led(understood, question)
    for key in called_so(table, understood):
        yield f"{key} is a record of another kind (exokg show {key})."
    yield from (f"{remark}." for remark in dict.fromkeys(understood.remarks))
    yield from (f"Either is enough: {quoted(choice)}." for choice in understood.choices)
    if understood.vague:
        yield f"Not sure what you mean by {quoted(dict.fromkeys(understood.vague), ', ')}: not searched."
    listed = [said for said, to in understood.routes if to.kind != "beside" and to.command.startswith(_ROWS)]
    asked = dict.fromkeys(" ".join(listed).split())
    if order := [word for word in asked if word in UNWEIGHED and word[-2:] == "st"]:
        yield f"The rows are not sorted by {quoted(order, ', ')}."
    if understood.unclear:
        yield f"Left out: {quoted(dict.fromkeys(understood.unclear), ', ')}."


def _led(understood: Understood, question: str) -> Iterator[str]:
    """The commands that answer some of the words, but for the one whose rows are shown."""
    each: dict[tuple[str, str], list[str]] = {}
    for said, route in understood.routes:
        each.setdefault((route.kind, route.command), []).append(said)
    for (kind, command), several in each.items():
        words = "», «".join(dict.fromkeys(several))
        if kind == "unrecorded":
            yield f"Of «{words}»: {command} are not recorded."
        elif kind == "undefined":
            yield f"For «{words}»: no definitions are held; {_DEFINED}."
        elif kind != "beside" and command != f"ask {question}":
            unchosen = ": no row is chosen by it" if command.startswith("find --columns") else ""
            yield f"For «{words}» see exokg {command}{unchosen}."


def _held(table: Findings, one: Filter) -> list[Dimension]:
    """Of the dimensions in which a filter looks for values, those in which some finding has one."""
    named = one._replace(negated=False)
    return [part for part in one.dimensions if named._replace(dimensions=(part,)).rows(table)]


def _seldom_recorded(table: Findings, understood: Understood) -> Iterator[str]:
    """Of how few studies it is known at all, where a filter needs what most records lack."""
    studies = {study.iri for study in table.studies}
    for one in understood.filters:
        meant = _held(table, one) or one.dimensions
        if {part.name for part in meant} <= _SELDOM:
            known = {table.studies[row].iri for part in meant for row in table.column(part)}
            if len(known) < _MOST * len(studies):
                heading = " or ".join(part.heading for part in meant)
                yield f"Recorded for {len(known)} of {len(studies)} studies with findings: {heading}."


def _questioned(understood: Understood) -> Iterator[str]:
    """What findings do not say, but the rows of a question do."""
    for hint in understood.hints:
        word, _, question = hint.removesuffix(" may answer this").partition(": ")
        if word not in map(singular, understood.words):
            yield f"Not filtered by «{word}»: see {question}."


def _roles(understood: Understood) -> Iterator[str]:
    """In which single role a drug is asked for."""
    for one in understood.filters:
        names = {part.name for part in one.dimensions}
        if len(names) == 1 and names <= DRUG_ROLES.keys() and not one.negated:
            role = DRUG_ROLES[min(names)]
            yield f"«{one.said}» is asked for as {role}; in any role: exokg find {one.said}."


def _not_found(found: Found, understood: Understood) -> Iterator[str]:
    """The values that no finding has, the words that were not found, and what was read in a wider sense."""
    has = {str(one.filter): bool(one.wide) for one in found.absent if one.filter}
    lines = [line for line in understood.absent.values() if line.removeprefix(_NONE) not in has]
    yield from (f"N{line[1:]}." for line in lines)
    for value, others in has.items():
        yield f"No {'finding that fits' if others else 'study finding'} has {value}."
    missing = found.missing
    for which, others in (("study findings", False), ("findings that fit", True)):
        if words := [one.said for one in found.absent if not one.filter and bool(one.wide) is others]:
            yield f"Not found by word in {which}: {quoted(dict.fromkeys(words), ', ')}."
    for word, symbols in found.parts.items():
        if word not in missing:
            yield f"«{word}» is found as part of {quoted(symbols)}."
    if found.wider:
        names = ", ".join(one.quoted for one in found.wider)
        yield f"Also listed where it is only mentioned, or in another sense: {names}."


def _silent(table: Findings, found: Found, understood: Understood) -> Iterator[str]:
    """That a *not* leaves in what is silent on it, where rows may be."""
    rows = frozenset(found.rows)
    nots = [one for one in understood.filters if one.negated and one.said != VESICLES] if rows else []
    may = [
        one.said
        for one in nots
        if SEVERAL & {part.name for part in one.dimensions} or unsure(table, one, rows)
    ]
    if may:
        yield f"Rows on which nothing of it is recorded may be listed, too: not {quoted(may, ', not ')}."


def _directed(table: Findings, found: Found, understood: Understood) -> Iterator[str]:
    """Whether rows go in a direction that was named, as it only orders them."""
    effects = table.column(dimensions()["effect"])
    listed = [table.label(effects[row][0]) for row in (*found.rows, *found.beside)]
    named = [label in understood.directions for label in listed]
    for word in dict.fromkeys(understood.directions if listed else ()):
        if word not in listed:
            yield f"No row has the effect «{word}»: see exokg find --effect '{word}'."
        elif named == sorted(named, reverse=True):
            yield f"Rows with the effect «{word}» come first."
        else:  # what matches better is before them
            yield f"Not all rows with the effect «{word}» come first: see exokg find --effect '{word}'."


def _rows(table: Findings, found: Found, understood: Understood) -> Iterator[str]:
    """What the rows say where filters chose them; else by which words they were chosen, or what they lack."""
    if not found.rows:
        if not found.absent:
            yield "No finding fits." if found.asked else "Nothing else is asked for."
        return
    every = "" if found.asked else f"All rows{' that have such a value' * bool(understood.columns)}: "
    if found.lacks:
        yield "Nothing matched all of it; nearest first (see the column unmatched)."
        return
    if found.by_words:
        yield f"{every}Chosen by words of texts, so not counted: {', '.join(found.by_words)}."
    else:
        yield f"{every}{sentence(table, frozenset(found.rows), listed=True)}"
    if found.beside:
        yield "Rows with something in the column unmatched are only near."
