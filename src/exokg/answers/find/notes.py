"""The lines below the rows: what became of each word, and where else to look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...curation.spelling import normal_form
from ...model.dimensions import dimensions
from ...rdf.namespaces import code
from .filters import index
from .listing import cells_of
from .meanings import filter_of, known_names
from .other_records import named_keys, records, records_of_all
from .plain_words import NEAR
from .remarks import as_said
from .said import calling, phrases
from .sentences import counted, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .filters import Filter
    from .matching import Found
    from .table import Findings
    from .understood import Understood


_SHOWN: Final = 10  # rows that a person sees at once
_FEW: Final = 3  # records that are named of findings that are not listed


def used(filters: Iterable[Filter], understood: Understood, left_out: Sequence[str]) -> Iterator[str]:
    """What became a filter, a word to search for, or nothing."""
    if used := [str(one) for one in (*filters, *understood.filters)]:
        yield f"filters: {'; '.join(used)}"
    if understood.directions:
        yield f"first: {', '.join(dict.fromkeys(understood.directions))}; other directions follow"
    yield from understood.absent.values()
    if understood.words:
        yield f"searched in the text: {'; '.join(dict.fromkeys(understood.words))}"
    yield from (*understood.otherwise, *understood.unsearched())
    if left_out:
        yield f"without: {', '.join(left_out)}"


def suggested(table: Findings, understood: Understood, found: Found) -> Iterator[str]:
    """Where else to look for what no finding that fits says or has."""
    if len(found.alone) > 1:
        yield f"each alone: {'; '.join(_alone(table, understood, found))}"
    yield from records(table, understood, found)
    yield from records_of_all(table, understood, found)
    if found.unplaced:
        keys = named_keys([_with_columns(table, key, understood.columns) for key in found.unplaced])
        yield f"studies that name the species, but not of which findings: {keys} (exokg show KEY)"
    yield from pointers(understood)
    for word, number in found.outside.items():
        verb = ("says", "say") if word in found.missing else ("has", "have")
        how = f"{verb[number > 1]} it"
        if word in found.parts:
            how = f"only as part of {quoted(found.parts[word])}"
        yield f"{word}: {counted(number, 'other finding')} {how}: exokg find {word}"
    for word in found.missing:
        near = [] if normal_form(word) in known_names(table) else table.terms.suggest(word)
        if near:
            yield f"{word}: did you mean {' / '.join(near)}?"
        yield from _near(table, word)
    yield from _wider(table, understood, found)
    loads = index(table, dimensions()["kind"]).get(code("subjectkind", "load or carrier").value, frozenset())
    if none := found.hidden - loads:
        fit = "fit as much or more" if found.lacks else "fit the rest"
        yield f"left out, as no vesicles were given: {counted(len(none), 'finding')} that {fit}"
    if added := found.hidden & loads:
        shown = counted(len(added), "finding")
        yield f"left out, as they show only what was put into vesicles: {shown} (--kind 'load or carrier')"


def pointers(understood: Understood) -> Iterator[str]:
    """The commands that say more of words that are searched, too."""
    return (f"{said}: see exokg {to.command}" for said, to in understood.routes if to.kind == "beside")


def _with_columns(table: Findings, key: str, columns: Sequence[str]) -> str:
    """The key of a study, and what its findings have in some columns."""
    rows = [row for row, study in enumerate(table.studies) if study.key == key] if columns else []
    held = {name: cells_of(table, name) for name in columns}
    said = {name: next((cells[row] for row in rows if row in cells), None) for name, cells in held.items()}
    parts = [f"{name}: {value}" for name, value in said.items() if isinstance(value, str)]
    return f"{key} ({', '.join(parts)})" if parts else key


def _alone(table: Findings, understood: Understood, found: Found) -> Iterator[str]:
    """How many findings fit each thing that was asked for, and the records of few that are not listed."""
    for text, rows in found.alone.items():
        word = text[1:-1]
        keys = sorted({table.studies[row].key for row in rows})
        unlisted = 0 < len(keys) <= _FEW and rows.isdisjoint(found.rows)
        named = as_said(table, word, found) if word in understood.words else text
        yield f"{named}: {counted(len(rows), 'finding')}" + (
            f", not listed (of {', '.join(keys)})" if unlisted else ""
        )


def _near(table: Findings, word: str) -> Iterator[str]:
    """The wider terms of a name that no finding has, or one near to it, where findings have these."""
    names = known_names(table)
    values = {value for held in names.get(normal_form(word), {}).values() for value in held}
    wider = {above for value in values if len(values) == 1 for above in table.above(value) - values}
    labels = sorted(table.label(value) for value in wider if table.names_of({value}))
    for label in dict.fromkeys([*filter(None, [NEAR.get(word)]), *labels]):
        meant = names.get(normal_form(label), {})
        rows = filter_of(table, meant, label, negated=False).rows(table) if meant else frozenset()
        if rows:
            yield f"near «{word}»: {label}, {counted(len(rows), 'finding')}: exokg find {label}"


def _wider(table: Findings, understood: Understood, found: Found) -> Iterator[str]:
    """The wider condition than one that is asked for, or the wider outcome than one of few findings."""
    condition, target = dimensions()["condition"], dimensions()["target"]
    for one in understood.filters:
        rows = one.rows(table)
        some = 0 < len(rows) < _SHOWN
        few = one.dimensions[0] == target and some
        if one.negated or len(one.values) != 1 or not (few or one.dimensions == (condition,)):
            continue
        listed = {table.studies[row].key for row in found.rows}
        keys = sorted(calling(table, one.said) - listed) if some and not few else ()
        if own := [key for key in keys if phrases(table, key, one.said)]:
            yield f"other records with the words «{one.said}»: {named_keys(own)} (exokg show KEY)"
        wider = table.above(*one.values) - one.values
        more = sorted(
            (len(one._replace(values=frozenset({value})).rows(table) - rows), value) for value in wider
        )
        more = [(number, value) for number, value in more if number and table.names_of({value})]
        for number, value in more[: 1 if few else None]:  # not what all terms are
            label = table.label(value)
            yield f"of {label} in general: {counted(number, 'other finding')}: exokg find {label}"
