"""The answers of find and count: rows with a sentence, what was understood, and what was searched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal

from ...model.dimensions import dimension_named
from ...store.solutions import Solutions
from ..coverage import coverage
from ..readable import readable
from ..result import Result
from .counting import count_rows
from .filters import apply, read_filters, without
from .matching import columns_named, find_rows, listed
from .meanings import is_name
from .said import records_saying
from .sentences import counted, sentence, tally
from .words import Understood, understand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from .counting import Counts
    from .elsewhere import Elsewhere
    from .filters import Filter, Given
    from .matching import Found
    from .table import Findings

__all__ = ["count", "find"]

_RECORDS: Final = 4  # keys of records that a line names


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
    names = columns_named(columns, wide=wide)
    filters = read_filters(table, given or {})
    understood = understand(table, words) if words.strip() else Understood()
    within = without(table, left_out)
    found = find_rows(table, filters, understood, within)
    free = words.strip() and not filters and not columns
    if elsewhere and free and _is_elsewhere(table, understood, found):
        other = elsewhere(table, understood, _unsaid_words(found), found.said)
        if other is not None:
            return _of_question(table, other, understood, found)
    notes = [*_used(filters, understood, left_out), *_nearest(found), *understood.hints]
    notes += _suggested(table, understood, found)
    return _of_findings(table, found, names, notes)


def _of_findings(table: Findings, found: Found, names: Sequence[str], notes: list[str]) -> Result:
    rows = listed(table, found.rows, names)
    shown, lacking = readable(rows, rows.variables[:-1])
    if found.rows:
        notes = [*notes, tally(table, frozenset(found.rows)), *lacking]
    return Result(
        rows.variables,
        rows,
        sentence=_said(table, found),
        coverage=coverage(table.store.kept.rows, "studies"),
        notes=notes,
        shown=shown,
    )


def _is_elsewhere(table: Findings, understood: Understood, found: Found) -> bool:
    """Whether words lead to another question, or no finding says them."""
    if understood.elsewhere:
        return True
    if found.said and found.said == len(understood.words):
        return False
    unsaid = _unsaid_words(found)
    named = any(not one.negated for one in understood.filters)
    absent = any(is_name(table, word) for word in unsaid)
    return bool(understood.questions) or bool(unsaid and not (named and (found.said or not absent)))


def _of_question(table: Findings, other: Elsewhere, understood: Understood, found: Found) -> Result:
    rows = other.rows
    missing = f"{_unsaid(found)}. " if found.missing else ""
    rows.sentence = f"{missing}{counted(len(rows), 'row')} of exokg ask {other.question}: {other.title}."
    rows.notes[:0] = [*_used((), understood, ()), *_records(table, understood, found)]
    return rows


def _unsaid_words(found: Found) -> list[str]:
    """The words that no finding at all says."""
    return [word for word in found.missing if word not in found.outside]


def _said(table: Findings, found: Found) -> str:
    """The sentence: what could not be had comes first."""
    if not found.fits:
        return _misfit(found)
    rest = sentence(table, frozenset(found.rows))
    if not found.missing or not found.rows:
        return rest
    some = "rest" if not found.said else "other words" if found.all_said else "other words, some in each row"
    return f"{_unsaid(found)}; of the {some}: {rest}"


def _unsaid(found: Found) -> str:
    """That no finding says some words, or none that fits."""
    which = " that fits" if found.outside else ""
    return f"No finding{which} says {' or '.join(found.missing)}"


def _used(filters: Iterable[Filter], understood: Understood, left_out: Sequence[str]) -> Iterator[str]:
    """What became a filter, a word to search for, or nothing."""
    used = [str(one) for one in (*filters, *understood.filters)]
    if used:
        yield f"filters: {'; '.join(used)}"
    if understood.directions:
        yield f"first: {', '.join(understood.directions)}; other directions follow"
    yield from understood.remarks
    if understood.words:
        yield f"searched in the text: {'; '.join(understood.words)}"
    if understood.left:
        yield f"not searched: {' '.join(understood.left)}"
    if left_out:
        yield f"without: {', '.join(left_out)}"


def _records(table: Findings, understood: Understood, found: Found) -> Iterator[str]:
    """Records that say what no finding does."""
    unsaid = _unsaid_words(found)
    keys = records_saying(table, [*understood.tokens, *unsaid], unsaid) if unsaid else []
    if keys:
        more = f" and {len(keys) - _RECORDS} more" if len(keys) > _RECORDS else ""
        named = ", ".join(keys[:_RECORDS])
        yield f"records whose title, authors or remarks say it: {named}{more} (exokg show KEY)"


def _suggested(table: Findings, understood: Understood, found: Found) -> Iterator[str]:
    """What no finding says, and names that are spelled like it."""
    if found.missing:
        yield f"no finding that fits says: {'; '.join(found.missing)}"
    elif not found.all_said:
        yield "no finding that fits says all of these words; each row says one at least"
    yield from _records(table, understood, found)
    for word, number in found.outside.items():
        say = "says" if number == 1 else "say"
        yield f"{word}: {counted(number, 'other finding')} {say} it: exokg find {word}"
    for word in found.missing:
        near = [] if is_name(table, word) else table.terms.suggest(word)
        if near:
            yield f"{word}: did you mean {' / '.join(near)}?"


def _misfit(found: Found) -> str:
    left = " and ".join(map(str, found.dropped))
    if not found.rows:
        return f"No finding has {left}."
    return f"No finding fits all of it; these are the nearest, without {left}."


def _nearest(found: Found) -> Iterator[str]:
    if not found.fits:
        parts = (f"{one}: {counted(number, 'finding')}" for one, number in found.alone)
        yield f"each alone: {'; '.join(parts)}"
    if found.joined:
        texts = " and ".join(text for one in found.joined for text in one.texts)
        yield f"no finding has {texts} at once: those with either are listed"


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
        coverage=coverage(table.store.kept.rows, "studies"),
        notes=[*_used(filters, Understood(), left_out), *_explained(counts, filters, left_out)],
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
    what = {"studies": "independent studies", "groups": "research groups", "rung": "highest rung shown"}
    brackets = "; in brackets: with a separable effect, where fewer" if counts.of != "rung" else ""
    yield f"counted: {what.get(counts.of, counts.of)}{brackets}; a total counts each once"
    if any(not rows for rows in counts.cells.values()):
        yield "·: none found, and the texts were not read in full, so it is not known that nobody studied it"
    beside = counts.rows - counts.counted
    if beside:
        names = " or ".join(dimension.heading for dimension in counts.by)
        yield f"left out: {counted(len(beside), 'finding')} to which {names} does not apply"
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
