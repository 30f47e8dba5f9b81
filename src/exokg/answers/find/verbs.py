"""The answers of find and count: rows with a sentence, what was understood, and what was searched."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal

from ...model.dimensions import dimension_named
from ...store.coverage import coverage
from ...store.solutions import Solutions, value_of
from ..readable import readable
from ..result import Result
from .counting import count_rows
from .filters import apply, read_filters, without
from .given import keys_of
from .listing import GRAPH, cells_of, columns_named, listed
from .matching import find_rows
from .other_records import records, records_beside, records_of_all, records_of_harms
from .remarks import (
    doubts,
    said,
    unsaid,
    unsaid_words,
    used,
)
from .said import passages
from .sentences import counted, sentence, tally
from .suggestions import pointers, suggested
from .understood import Understood
from .words import understand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .counting import Counts
    from .elsewhere import Elsewhere
    from .filters import Filter, Given
    from .matching import Found
    from .table import Findings

_PASSAGES: Final = 500
"""Rows of which it is shown where they say a word: nobody reads more."""


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
        One row for each finding, the best first.

    Raises:
        UnknownTermError: a name is not known; ``suggestions`` holds its neighbours.
        InputError: there is no such dimension, column or kind of evidence, or a value is not of its type.
    """
    names = columns_named(columns, wide=wide) + ([GRAPH] if table.graphs and not columns else [])
    filters = read_filters(table, given or {})
    understood = understand(table, words) if words.strip() else Understood()
    within = without(table, left_out)
    found = find_rows(table, filters, understood, within)
    if asked := [] if columns else [one for one in understood.columns if one not in names]:
        names, found = [*names, *asked], _known_first(table, found, asked)
    free = words.strip() and not filters and not columns
    if elsewhere and free and _is_elsewhere(understood, found):
        other = elsewhere(table, understood, unsaid_words(found), _most_said(found, understood))
        if other is not None:
            return _of_question(table, other, understood, found)
    notes = [*used(filters, understood, left_out), *understood.hints, *suggested(table, understood, found)]
    return _of_findings(table, found, understood, names, notes)


def _of_findings(
    table: Findings, found: Found, understood: Understood, names: Sequence[str], notes: list[str]
) -> Result:
    rows = listed(table, found.rows, names, found.lacks, _said_in(table, found))
    shown, lacking = readable(rows, rows.variables[:-1])
    if found.rows:
        notes = [*notes, tally(table, frozenset(found.rows)), *lacking]
    return Result(
        rows.variables,
        rows,
        sentence=said(table, found, understood),
        coverage=coverage(table.store, "studies"),
        notes=notes,
        shown=shown,
    )


def _known_first(table: Findings, found: Found, columns: Sequence[str]) -> Found:
    """The findings that have a value in one of some columns before the others."""
    known = {row for name in columns for row in cells_of(table, name)}
    return replace(found, rows=sorted(found.rows, key=lambda row: row not in known))


def _said_in(table: Findings, found: Found) -> dict[int, str]:
    """Where findings say the words that were searched, in the first rows of a long list."""
    return {row: passages(table, row, found.spoken) for row in found.rows[:_PASSAGES] if found.spoken}


def _most_said(found: Found, understood: Understood) -> int:
    """How many of the words the best finding says."""
    lacking = found.lacks.get(found.rows[0], ()) if found.rows else ()
    return sum(f"«{word}»" not in lacking for word in understood.words) if found.rows else 0


def _is_elsewhere(understood: Understood, found: Found) -> bool:
    """Whether words lead to another question, or no finding says them."""
    if understood.elsewhere:
        return True
    if found.rows and not found.lacks:
        return False
    named = any(not one.negated and one.said for one in understood.filters)
    return bool(understood.questions) or bool(unsaid_words(found) and not (named and found.rows))


def _of_question(table: Findings, other: Elsewhere, understood: Understood, found: Found) -> Result:
    """The rows of a question, with what of the words they say, as no filter holds there."""
    rows = other.rows
    lead = [*doubts(table, understood, other.question), *([f"{unsaid(found)}."] if found.missing else [])]
    text = f"{counted(len(rows), 'row')} of exokg ask {other.question} ({other.title})"
    words = ", ".join(f"«{said}»" for said in _led_here(other, understood))
    asked = f", to which {words} {'lead' if '», «' in words else 'leads'}" if words else ""
    asked += " without choosing a row" if words and not understood.instead else ""
    lead += [f"These are no findings but {text}{asked}{other.saying}.", *other.lead]
    if other.question == "harms":
        listed = {value_of(row["study"]).rpartition("/")[2] for row in rows}
        lead += records_of_harms(table, understood, listed)
    rows.sentence = " ".join(lead)
    beside = [word for word in other.unsaid if word not in found.missing]
    rows.notes[:0] = [
        *(f"read: {text}" for text in understood.rephrased),
        *understood.unsearched_in_rows,
        *records(table, understood, found),
        *records_beside(table, understood, beside),
        *records_of_all(table, understood, found, keys_of(rows)),
        *understood.hints,
        *pointers(understood),
    ]
    return rows


def _led_here(other: Elsewhere, understood: Understood) -> list[str]:
    """The words that are not searched, as they ask for this question."""
    command = f"ask {other.question}"
    return list(dict.fromkeys(said for said, to in understood.routes if to.command == command))


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
        notes=[*used(filters, Understood(), left_out), *_explained(counts, filters, left_out)],
        shown=found if studies else counts.crossed(),
    )


def _studies(counts: Counts) -> Solutions:
    """The studies of every cell, each with the number of its findings there."""
    table, names = counts.table, [dimension.name.replace("-", "_") for dimension in counts.by]
    lines = []
    for labels, rows in counts.cells.items():
        studies = sorted({table.studies[row].iri for row in rows}, key=table.label)
        for study in studies:
            held = sum(table.studies[row].iri == study for row in rows)
            lines.append((*map(Literal, labels), Literal(table.label(study)), Literal(held)))
    return Solutions([*names, "study", "findings"], lines)


def _explained(counts: Counts, filters: Sequence[Filter], left_out: Sequence[str]) -> Iterator[str]:
    """How to read the numbers."""
    what = {
        "studies": "independent studies",
        "groups": "research groups",
        "people": "all people of the studies, also where a finding is about some of them",
        "animals": "all animals of the studies, also where a finding is about some of them",
        "rung": "highest rung shown",
    }
    brackets = "; in brackets: with a separable effect, where fewer" if counts.of != "rung" else ""
    yield f"counted: {what.get(counts.of, counts.of)}{brackets}; a total counts each once"
    if any(not rows for rows in counts.cells.values()):
        yield "·: none found, and the texts were not read in full, so it is not known that nobody studied it"
    beside = counts.rows - counts.counted
    if beside:
        names = " or ".join(dimension.heading for dimension in counts.by)
        held = {counts.table.studies[row].iri for row in counts.counted}
        gone = {counts.table.studies[row].iri for row in beside} - held
        studies = f", and so {counted(len(gone), 'study')} altogether" if gone else ""
        yield f"left out: {counted(len(beside), 'finding')} to which {names} does not apply{studies}"
    if any(dimension.name == "rung" for dimension in counts.by):
        yield "the rung is that of each result: a study with a control may report changes from baseline alone"
    if any(dimension.owner == "record" for dimension in counts.by):
        yield "registered trials without findings are not counted: exokg ask trials"
    if counts.of in {"people", "animals"}:
        yield from _unstated(counts)
    if left_out:
        before = apply(counts.table, filters)
        yield f"with them: {sentence(counts.table, before)}"


def _unstated(counts: Counts) -> Iterator[str]:
    """Of how many studies the number of people or animals is not known."""
    silent = counts.without_number
    if silent:
        yield f"{counted(silent, 'study')} of them without a stated number of {counts.of}: not counted"
