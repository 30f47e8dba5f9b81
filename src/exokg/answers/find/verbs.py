"""The answers of find and count: rows with a sentence, what was understood, and what was searched."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal

from ...curation.spelling import singular, words_of
from ...model.dimensions import dimension_named, dimensions
from ...store.coverage import coverage
from ...store.solutions import Solutions
from ..readable import readable
from ..result import Result
from .counting import count_rows
from .elsewhere import keys_of
from .filters import HOLDS_NONE, apply, read_filters, without
from .lead import doubts, lead
from .listing import GRAPH, cells_of, columns_named, listed
from .matching import find_rows, nth_of_record
from .needs import DRUG_ROLES
from .notes import is_name, pointers, searched, suggested, used
from .other_records import records, records_of_all, records_of_harms
from .plain_words import ALL_SEXES
from .said import other_names, passages, same_as
from .sentences import counted, quoted, sentence, tally
from .understood import Understood
from .words import understand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .counting import Counts
    from .elsewhere import Elsewhere
    from .filters import Filter, Given
    from .matching import Found
    from .table import Findings, Rows


_PASSAGES: Final = 500
"""Rows of which it is shown where they say a word, and what differs: nobody reads more."""
_SEEN: Final = ("subject", "target")
"""Dimensions of molecules that the usual columns show."""
_COUNTED: Final = {
    "studies": "independent studies",
    "groups": "research groups",
    "people": "all people of the studies, also where a finding is about some of them",
    "animals": "all animals of the studies, also where a finding is about some of them",
    "rung": "highest rung shown",
}
"""Measure → what it counts, in words."""


def find(
    table: Findings,
    words: str = "",
    given: Given | None = None,
    *,
    left_out: Sequence[str] = (),
    columns: Sequence[str] = (),
    wide: bool = False,
    elsewhere: Callable[[Findings, Understood, Sequence[str], int], Elsewhere | None] | None = None,
) -> Result:
    """Findings by their dimensions and by free words.

    Args:
        table: the findings.
        words: known names become filters, directions order, the rest is searched in what findings say.
        given: values by dimension, as :func:`~.filters.read_filters` takes them.
        left_out: kinds of evidence of :data:`~.filters.WITHOUT` to leave out.
        columns: names of dimensions, or of :data:`~exokg.rdf.findings.TEXTS`.
        wide: all columns of use, where none are named.
        elsewhere: finds the rows of another question for words that no finding says.

    Returns:
        One row for each finding, the best first: of words also what is near, of ``given`` alone what fits.

    Raises:
        UnknownTermError: a name is not known; ``suggestions`` holds its neighbours.
        InputError: there is no such dimension, column or kind of evidence, or a value is not of its type.
    """
    names = columns_named(columns, wide=wide) + ([GRAPH] if table.graphs and not columns else [])
    filters = read_filters(table, given or {})
    understood = understand(table, words) if words.strip() else Understood()
    found = find_rows(table, filters, understood, without(table, left_out))
    found = found if words.strip() else found.exactly()
    if asked := [] if columns else [one for one in understood.columns if one not in names]:
        names, found = [*names, *asked], _known_first(table, found, asked, understood)
    unsaid_words = [one.said for one in found.unsaid if one.filter is None]
    free = words.strip() and not filters and not columns
    said = _most_said(found, understood)
    if elsewhere and free and _is_elsewhere(understood, found, unsaid_words, said):
        other = elsewhere(table, understood, unsaid_words, said)
        if other is not None:
            return _of_question(table, other, understood, found)
    notes = [
        *used(table, filters, understood, left_out),
        *understood.hints,
        *suggested(table, understood, found),
    ]
    told_apart = 0 if columns or wide else _PASSAGES
    return _of_findings(table, found, understood, names, notes, told_apart=told_apart)


def _known_first(table: Findings, found: Found, asked: Sequence[str], understood: Understood) -> Found:
    """The same with the findings first of which a column says something, and of these one of each record.

    Those in a direction that was not named are last. After studies of a sex come those of both, then others.
    """
    effects, named, sexes = table.column(dimensions()["effect"]), understood.directions, understood.sexes
    late = {row for row in found.rows if named and table.label(effects[row][0]) not in named}
    said = {row: {*words_of(sex)} for row, sex in table.text("sex").items() if sexes}
    other = {row for row, words in said.items() if words.isdisjoint(sexes)}
    mixed = {row for row, words in said.items() if words & (ALL_SEXES - sexes)}
    columns = [name for name in asked if not (sexes and name == "sex")]
    known = {row for name in columns for row in cells_of(table, name)} or said.keys() - other
    again = nth_of_record(table, (row for row in found.rows if row in known - late))

    def place(row: int) -> tuple[bool, ...]:
        return row in late, row not in known, row in other, row in mixed, again.get(row, 0) > 0

    return replace(found, rows=sorted(found.rows, key=place))


def _of_findings(
    table: Findings,
    found: Found,
    understood: Understood,
    names: Sequence[str],
    notes: list[str],
    *,
    told_apart: int,
) -> Result:
    """The findings, where the first of many say the words, and the sentence above them."""
    every = [*found.rows, *found.beside]
    first = every[:_PASSAGES]
    others = other_names(table) if found.spoken else ()
    says = {row: passages(table, row, found.spoken, others) for row in first if found.spoken}
    for row, role in _roles(table, understood, frozenset(first)).items():
        says[row] = "; ".join(filter(None, (says.get(row), role)))
    rows = listed(table, every, names, found.lacks | found.beside, says, told_apart)
    shown, lacking = readable(rows, rows.variables[:-1])
    by_filters = found.rows and not (found.lacks or found.by_words)
    tallied = [tally(table, frozenset(found.rows))] if by_filters else []
    return Result(
        rows.variables,
        rows,
        sentence=lead(table, found, understood),
        coverage=coverage(table.store, "studies"),
        notes=[*notes, *tallied, *(lacking if found.rows else [])],
        shown=shown,
    )


def _roles(table: Findings, understood: Understood, rows: Rows) -> dict[int, str]:
    """The role in which findings have a molecule that was asked for in any, but where columns show it."""
    found: dict[int, str] = {}
    for one in understood.filters:
        if not one.negated and "molecule" in {part.name for part in one.dimensions}:
            rest = rows - one._replace(dimensions=tuple(dimensions()[name] for name in _SEEN)).rows(table)
            for name in (*DRUG_ROLES, "cargo"):
                own = rest & one._replace(dimensions=(dimensions()[name],)).rows(table)
                found |= dict.fromkeys(own - found.keys(), f"{dimensions()[name].heading}: {one.said}")
    return found


def _most_said(found: Found, understood: Understood) -> int:
    """How many of the words the best finding says."""
    lacking = found.lacks.get(found.rows[0], ()) if found.rows else ()
    return sum(f"«{word}»" not in lacking for word in understood.words) if found.rows else 0


def _is_elsewhere(understood: Understood, found: Found, unsaid_words: Sequence[str], said: int) -> bool:
    """Whether words lead to another question, no finding says them, or each lacks a name and most of them."""
    if understood.elsewhere or (found.rows and not found.lacks):
        return understood.elsewhere
    names = [f"«{one.said}»" for one in understood.filters if not one.negated and one.said]
    lacks = {*found.lacks.get(found.rows[0], ())} if found.rows else set[str]()
    fits = names and found.rows and (len(unsaid_words) <= max(1, said) or lacks.isdisjoint(names))
    return bool(understood.questions) or bool(unsaid_words and not fits)


def _of_question(table: Findings, other: Elsewhere, understood: Understood, found: Found) -> Result:
    """The rows of a question, and by which words they were chosen, as no filter holds there."""
    rows, command = other.rows, f"ask {other.question}"
    text = [*doubts(table, understood, other.question)]
    text += [f"Not found by word in study findings: {quoted(found.missing, ', ')}."] if found.missing else []
    led = dict.fromkeys(said for said, to in understood.routes if to.command == command)
    asked = f", to which {quoted(led, ', ')} {'lead' if len(led) > 1 else 'leads'}" if led else ""
    same = " or words for the same" * any(same_as(one) or is_name(table, one) for one in other.used)
    how = "chosen by" if other.some == len(rows) else "first those that say any of"
    chosen = f"; {how} {quoted(other.used, ', ')}{same}" if other.used else ""
    text.append(f"These are no findings but rows of exokg {command} ({other.title}){asked}{chosen}.")
    unused = [one for one in other.unused if one not in other.unsaid]
    text += [f"No row of it says {quoted(other.unsaid)}."] if other.unsaid else []
    text += [f"Not used to choose rows: {quoted(unused, ', ')}."] if unused else []
    rows.sentence = " ".join([*text, *other.lead])
    harms = other.question == "harms"  # of which records are named anyway
    beside = [
        word
        for word in other.unused
        if word not in found.missing and not (harms and {word, singular(word)} & understood.led)
    ]
    rows.notes[:0] = [
        *(records_of_harms(table, understood, keys_of(rows)) if harms else ()),
        *searched(table, other.used),
        *(f"read: {text}" for text in understood.rephrased),
        *understood.unsearched(in_rows=True),
        *records(table, understood, found, beside),
        *records_of_all(table, understood, found, keys_of(rows)),
        *understood.hints,
        *pointers(understood),
    ]
    rows.notes = list(dict.fromkeys(rows.notes))  # a drug may be named as a filter and as a word
    return rows


def count(
    table: Findings,
    by: Sequence[str],
    given: Given | None = None,
    *,
    of: str = "studies",
    level: str = "term",
    left_out: Sequence[str] = (),
    studies: bool = False,
) -> Result:
    """Independent studies, or something else, by one or two dimensions.

    Args:
        table: the findings.
        by: names of one or two dimensions.
        given: values by dimension, as :func:`~.filters.read_filters` takes them.
        of: one of :data:`~.counting.MEASURES`.
        level: one of :data:`~.counting.LEVELS`.
        left_out: kinds of evidence of :data:`~.filters.WITHOUT` to leave out.
        studies: list the studies of every cell instead of counting them.

    Returns:
        One row for each cell; ``shown`` is the cross table with totals.

    Raises:
        UnknownTermError: a name is not known; ``suggestions`` holds its neighbours.
        InputError: there is no such dimension, measure, level or kind of evidence.
    """
    filters = read_filters(table, given or {})
    rows = apply(table, filters) & without(table, left_out)
    counts = count_rows(table, [dimension_named(name) for name in by], of, rows, level)
    found = _studies(counts) if studies else counts.tidy()
    return Result(
        found.variables,
        found,
        sentence=sentence(table, counts.counted),
        coverage=coverage(table.store, "studies"),
        notes=[*used(table, filters, Understood(), left_out), *_explained(counts, filters, left_out)],
        shown=found if studies else counts.crossed(),
    )


def _studies(counts: Counts) -> Solutions:
    """The studies of every cell, each with the number of its findings there."""
    table, names = counts.table, [dimension.name.replace("-", "_") for dimension in counts.by]
    lines = [
        (*map(Literal, (*labels, table.label(study))), Literal(number))
        for labels, rows in counts.cells.items()
        for study, number in sorted(
            Counter(table.studies[row].iri for row in rows).items(), key=lambda one: table.label(one[0])
        )
    ]
    return Solutions([*names, "study", "findings"], lines)


def _explained(counts: Counts, filters: Sequence[Filter], left_out: Sequence[str]) -> Iterator[str]:
    """How to read the numbers."""
    brackets = "; in brackets: with a separable finding, where fewer" if counts.of != "rung" else ""
    yield f"counted: {_COUNTED.get(counts.of, counts.of)}{brackets}; a total counts each once"
    if none := counts.without_vesicles:
        yield f"{none} of these studies gave no vesicles (--not-kind '{HOLDS_NONE}' leaves such rows out)"
    if any(not rows for rows in counts.cells.values()):
        yield "·: none found, and the texts were not read in full, so it is not known that nobody studied it"
    beside = counts.rows - counts.counted
    if beside:
        names = " or ".join(dimension.heading for dimension in counts.by)
        held, gone = ({id(one) for one in counts.table.studies_of(rows)} for rows in (counts.counted, beside))
        gone -= held
        studies = f", and so {counted(len(gone), 'study')} altogether" if gone else ""
        yield f"left out: {counted(len(beside), 'finding')} to which {names} does not apply{studies}"
    if any(dimension.name == "rung" for dimension in counts.by):
        yield "the rung is that of each result: a study with a control may report changes from baseline alone"
    if any(dimension.owner == "record" for dimension in counts.by):
        yield "registered trials without findings are not counted: exokg ask trials"
    if counts.of in {"people", "animals"} and (silent := counts.without_number):
        yield f"{counted(silent, 'study')} of them without a stated number of {counts.of}: not counted"
    if left_out:
        yield f"with them: {sentence(counts.table, apply(counts.table, filters))}"
