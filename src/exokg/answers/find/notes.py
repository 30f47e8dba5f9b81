"""The lines below the rows: what became of each word, and where else to look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...curation.spelling import normal_form, words_of
from ...model.dimensions import dimensions
from .meanings import filter_of, known_names
from .other_records import FEW, records, records_of_all, records_of_conditions
from .plain_words import NEAR
from .said import same_as, saying
from .sentences import counted, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .filters import Filter
    from .matching import Found
    from .table import Findings
    from .understood import Understood

_PRINTED: Final = {"p": "p-reported", "time": "timepoint"}
"""Dimension that is a number → the column that holds it as printed."""


def used(
    table: Findings, filters: Iterable[Filter], understood: Understood, left_out: Sequence[str]
) -> Iterator[str]:
    """What became a filter, a word to search for, or nothing."""
    if used := [str(one) for one in (*filters, *understood.filters)]:
        yield f"filters: {'; '.join(used)}"
    yield from _not_compared(table, [*filters, *understood.filters])
    yield from searched(table, understood.words)
    yield from (*understood.otherwise, *understood.unsearched())
    if left_out:
        yield f"without: {', '.join(left_out)}"


def _not_compared(table: Findings, filters: Iterable[Filter]) -> Iterator[str]:
    """How many findings have no plain number where a filter compares one, such as *<0.05*."""
    compared = {part.name for one in filters for part in one.dimensions}
    for name, column in _PRINTED.items():
        beside = table.text(column).keys() - table.column(dimensions()[name]).keys()
        if name in compared and beside:
            whose = f"{name} of {counted(len(beside), 'finding')}"
            yield f"printed otherwise, so not compared: {whose} (column {column})"


def searched(table: Findings, words: Iterable[str]) -> Iterator[str]:
    """The words that are searched, and what is searched with them."""
    each = []
    for word in dict.fromkeys(words):
        same = ", ".join(same_as(word)) or "its other names" * is_name(table, word)
        each.append(f"«{word}»{f' (also as {same})' if same else ''}")
    if each:
        yield f"searched as words: {'; '.join(each)}"


def is_name(table: Findings, word: str) -> bool:
    """Whether a word is a known name, so that all others of what it names are searched, too."""
    return normal_form(word) in known_names(table)


def suggested(table: Findings, understood: Understood, found: Found) -> Iterator[str]:
    """Where else to look for what no finding that fits says or has."""
    yield from records(table, understood, found)
    yield from records_of_all(table, understood, found)
    yield from records_of_conditions(table, understood, found)
    yield from pointers(understood)
    for lacking, number in found.near.items():
        yield f"near, without {lacking}: {counted(number, 'finding')}"
    outside = (one.written for one in found.absent if one.wide and one.written)
    yield from (f"«{word}» alone: exokg find {word}" for word in dict.fromkeys(outside))
    for word in found.missing:
        if near := [] if is_name(table, word) else table.terms.suggest(word):
            yield f"«{word}»: did you mean {' / '.join(near)}?"
        yield from (f"near «{word}»: exokg find {label}" for label in _near(table, word))
    missing = [one.said for one in found.unsaid if one.filter is None]
    if plain := [word for word in missing if not (same_as(word) or is_name(table, word))]:
        yield f"other words for {quoted(plain, ', ')} were not tried"
    yield from (f"wider: exokg find {label}" for label in _wider(table, understood))
    for one in understood.filters:
        if one.dimensions == (dimensions()["country"],) and not one.negated and len(one.texts) == 1:
            asked = f"trials --country '{one.texts[0]}', exokg ask positions --authority '{one.texts[0]}'"
            yield f"registered trials and authorities: exokg ask {asked}"


def pointers(understood: Understood) -> Iterator[str]:
    """The commands that say more of words that are searched, too."""
    return (f"{said}: see exokg {to.command}" for said, to in understood.routes if to.kind == "beside")


def _near(table: Findings, word: str) -> Iterator[str]:
    """The wider terms of a name that no finding has, or one near to it, where findings have these."""
    names = known_names(table)
    values = {value for held in names.get(normal_form(word), {}).values() for value in held}
    wider = {above for value in values if len(values) == 1 for above in table.above(value) - values}
    labels = sorted(table.label(value) for value in wider if table.names_of({value}))
    parts = words_of(word) if " " in word and is_name(table, word) else []
    yield from (
        one for one in parts if 0 < len(saying(table, one)) <= FEW
    )  # as *amniotic* of *amniotic fluid*
    for label in dict.fromkeys([*filter(None, [NEAR.get(word)]), *labels]):
        meant = names.get(normal_form(label), {})
        if meant and filter_of(table, meant, label, negated=False).rows(table):
            yield label


def _wider(table: Findings, understood: Understood) -> Iterator[str]:
    """The wider condition than one that is asked for, or the wider outcome than one of few findings."""
    condition, target = dimensions()["condition"], dimensions()["target"]
    for one in understood.filters:
        rows = one.rows(table)
        few = one.dimensions[0] == target and 0 < len(rows) < FEW
        if one.negated or len(one.values) != 1 or not (few or one.dimensions == (condition,)):
            continue
        wider = table.above(*one.values) - one.values
        more = sorted(
            (len(one._replace(values=frozenset({value})).rows(table) - rows), value)
            for value in wider
            if table.names_of({value})  # not what all terms are
        )
        yield from [table.label(value) for number, value in more if number][: 1 if few else None]
