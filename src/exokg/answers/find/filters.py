"""Filters: what a user writes for a dimension, and the findings that it leaves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from typing import Final, NamedTuple

from ...curation.spelling import normal_form
from ...errors import InputError, UnknownTermError, alike
from ...model.dimensions import Dimension, dimension_named, dimensions
from ...model.groups import GROUPS
from ...model.rungs import HUMAN_RUNGS
from ...rdf.namespaces import code, expand
from ..known_names import effect_words
from .ranges import read_range
from .table import ABSENT, Findings, Rows

Given = Mapping[str, str | float | Sequence[str | float]]

_PEOPLE: Final = ("people", "human", "humans", "in people", "clinical")
_LEFT_OUT: Final = {
    "preprints": ("status", ("preprint",)),
    "company-funded": ("funder-kind", ("commercial",)),
    "single-arm": ("design", ("single arm", "case report", "case series")),
    "not-separable": ("", ()),
    "read-once": ("", ()),
}
NO_VESICLES: Final = ("non-vesicle preparation", "load or carrier", "molecule or drug alone")
VESICLES: Final = "vesicles"
"""What the filter of free words for vesicles was made of."""
HOLDS_NONE: Final = "holds no vesicles"
"""A value of *kind* for all that is none of vesicles."""
_LOAD: Final = "only their load"
"""What a filter on that says, too: what was put into vesicles, and compared with those without it."""
REPORTED: Final = "reported"
"""What a user writes for any value."""

STATES: Final = (REPORTED, *ABSENT)
"""Whether there is a value, or why there is none: what may be asked of every dimension."""

WITHOUT: Final = tuple(_LEFT_OUT)
"""What ``--without`` can leave out."""


class Filter(NamedTuple):
    """What one dimension, or one of several, must have; or must not.

    Attributes:
        dimensions: where the value may be: in any of them.
        texts: the values as they are called.
        values: IRIs or texts, any of which fits; for numbers none.
        ranges: lowest and highest number, any of which fits.
        negated: whether fitting findings are left out.
        said: the words that it was made of; empty where it was given by dimension.
    """

    dimensions: tuple[Dimension, ...]
    texts: tuple[str, ...]
    values: frozenset[str] = frozenset()
    ranges: tuple[tuple[float, float], ...] = ()
    negated: bool = False
    said: str = ""

    def __str__(self) -> str:
        names = " or ".join(dimension.heading for dimension in self.dimensions)
        return f"{names} {'≠' if self.negated else '='} {' or '.join(self.texts)}"

    def rows(self, table: Findings) -> Rows:
        """The findings that it leaves."""
        found: Rows = frozenset().union(*(_matching(self, dimension, table) for dimension in self.dimensions))
        return table.current - found if self.negated else found


def _matching(wanted: Filter, dimension: Dimension, table: Findings) -> Rows:
    if dimension.kind == "number":
        column = table.column(dimension)
        rows = frozenset(row for row, values in column.items() if _in_range(values, wanted.ranges))
    else:
        known = index(table, dimension)
        rows = frozenset().union(*(known.get(value, frozenset()) for value in wanted.values))
    states = [state for state in STATES if state in wanted.values]
    return rows.union(*(_in_state(table, dimension, state) for state in states))


def _in_state(table: Findings, dimension: Dimension, state: str) -> Rows:
    return frozenset(table.column(dimension)) if state == REPORTED else absent_rows(table, dimension, state)


def _in_range(values: Iterable[str], ranges: Iterable[tuple[float, float]]) -> bool:
    return any(low <= float(value) <= high for value in values for low, high in ranges)


def index(table: Findings, dimension: Dimension) -> Mapping[str, Rows]:
    """Value, wider term or group → the findings that have it; kept with the table."""
    if dimension.name not in table.indexes:
        held: dict[str, set[int]] = {}
        for row, values in table.column(dimension).items():
            for value in values:
                held.setdefault(value, set()).add(row)
        found: dict[str, set[int]] = {}
        for value, rows in held.items():
            for wider in table.above(value) | table.groups(value):
                found.setdefault(wider, set()).update(rows)
        table.indexes[dimension.name] = {value: frozenset(rows) for value, rows in found.items()}
    return table.indexes[dimension.name]


def absent_rows(table: Findings, dimension: Dimension, state: str) -> Rows:
    """The findings without a value, for this reason."""
    missing = frozenset(range(len(table.iris))).difference(table.column(dimension))
    return frozenset(row for row, said in table.absences(missing, dimension).items() if said == state)


def apply(table: Findings, filters: Iterable[Filter]) -> Rows:
    """The findings of studies that are not retracted and that every filter leaves."""
    return reduce(lambda rows, one: rows & one.rows(table), filters, table.current)


def without(table: Findings, names: Iterable[str]) -> Rows:
    """The findings that remain without some kinds of evidence.

    Raises:
        InputError: there is no such kind.
    """
    rows = table.current
    for name in names:
        if name not in _LEFT_OUT:
            raise InputError(f"--without {name}: not known", f"one of: {', '.join(WITHOUT)}")
        dimension, texts = _LEFT_OUT[name]
        if name == "not-separable":
            rows &= table.separable
        elif name == "read-once":
            rows &= table.read_twice
        else:
            rows &= _filter(table, dimensions()[dimension], texts, negated=True).rows(table)
    return rows


def read_filters(table: Findings, given: Given) -> list[Filter]:
    """The filters that texts by dimension mean.

    Args:
        table: where names are looked up.
        given: label, synonym, CURIE, group, word, number or range by dimension; ``not-`` before the name
            turns it round; several values are joined by *or*, those of one text by ``&``.

    Raises:
        UnknownTermError: a name is not known; ``suggestions`` holds its neighbours.
        InputError: there is no such dimension, or a value is not of its type.
    """
    filters = []
    for name, value in given.items():
        plain = name.replace("_", "-")
        texts = texts_of(value)
        dimension = dimension_named(plain.removeprefix("not-"))
        negated = plain.startswith("not-")
        filters += [
            _filter(table, dimension, several, negated=negated)
            for several in _all_of(name, texts, negated=negated)
        ]
    return filters


def _all_of(name: str, texts: Sequence[str], *, negated: bool) -> Iterator[Sequence[str]]:
    """The values of each filter: those of one text joined by ``&`` must all be there."""
    if not any(" & " in text for text in texts):
        yield texts
        return
    if negated or len(texts) > 1:
        raise InputError(
            f"--{name}: & joins values that must all be there, in one option without not",
            "repeat options for or",
        )
    yield from ([part] for part in texts[0].split(" & "))


def texts_of(value: str | float | Sequence[str | float]) -> list[str]:
    """What a caller gives for one name, as texts: a number is the text of it."""
    return [str(value)] if isinstance(value, str | int | float) else [str(one) for one in value]


def vesicles() -> Filter:
    """What free words for vesicles mean: what holds none is left out, also where given for comparison."""
    return no_vesicles(negated=True)._replace(said=VESICLES)


def no_vesicles(*, negated: bool) -> Filter:
    """What holds no vesicles: what was given, also a molecule alone, or what an arm for comparison got."""
    values = {code("subjectkind", kind).value for kind in NO_VESICLES}
    values |= {code("preparationtype", "non-vesicle").value, "not applicable"}
    where = (dimensions()["kind"], dimensions()["preparation"])
    return Filter(where, (HOLDS_NONE, _LOAD), frozenset(values), (), negated)


def _filter(table: Findings, dimension: Dimension, texts: Iterable[str], *, negated: bool) -> Filter:
    texts = tuple(text.strip() for text in texts)
    if dimension.name == "kind" and texts == (HOLDS_NONE,):
        return no_vesicles(negated=negated)
    states = frozenset(text for text in texts if text in STATES)
    rest = [text for text in texts if text not in states]
    if dimension.kind == "number":
        ranges = tuple(read_range(dimension.heading, text) for text in rest)
        return Filter((dimension,), texts, states, ranges, negated)
    values = states.union(*(_values(table, dimension, text) for text in rest))
    shown = tuple(dict.fromkeys(_shown(table, dimension, text) for text in texts))
    return Filter((dimension,), shown, values, (), negated)


def _shown(table: Findings, dimension: Dimension, text: str) -> str:
    """A value as the graph calls it, where a text names exactly one."""
    found = {text} if text in STATES else _values(table, dimension, text)
    return table.label(next(iter(found))) if len(found) == 1 else text


def _values(table: Findings, dimension: Dimension, text: str) -> frozenset[str]:
    """The IRIs or texts that a name means in a dimension."""
    if dimension.kind == "term":
        return frozenset({_term(table, dimension, text)})
    if dimension.kind == "code":
        return _codes(table, dimension, text)
    if dimension.kind == "direction":
        return frozenset({_word(text, effect_words(), dimension)})
    return _present(table, dimension, text)


def _term(table: Findings, dimension: Dimension, text: str) -> str:
    """The IRI of a term, or of a group of terms."""
    term = table.terms.find(text, dimension.of)
    if term is not None:
        return expand(term.curie).value
    groups = {normal_form(name): name for name in GROUPS}
    if normal_form(text) in groups:
        return code("displaygroup", groups[normal_form(text)]).value
    return expand(table.terms.resolve(text, dimension.of).curie).value


def _codes(table: Findings, dimension: Dimension, text: str) -> frozenset[str]:
    if dimension.name == "rung" and text.casefold() in _PEOPLE:
        return frozenset(code("rung", rung).value for rung in HUMAN_RUNGS)
    words = {
        word: value.value if hasattr(value, "value") else str(value)
        for word, value in table.codes.get(dimension.of[0], {}).items()
    }
    return frozenset({_word(text, words, dimension)})


def _word(text: str, words: Mapping[str, str], dimension: Dimension) -> str:
    found = {normal_form(word): value for word, value in words.items()}.get(normal_form(text))
    if found is None:
        near = alike(text.casefold(), sorted(words)) or sorted(words)
        raise UnknownTermError(
            f"{text} is no value of {dimension.heading}", f"one of: {', '.join(near)}", suggestions=near
        )
    return found


def _present(table: Findings, dimension: Dimension, text: str) -> frozenset[str]:
    """The values in use that a text names, or whose words contain it: an author, a study, a group."""
    values = {value for held in table.column(dimension).values() for value in held}
    names = {value: (table.label(value), value.rpartition("/")[2]) for value in values}
    form = normal_form(text)
    exact = {value for value, known in names.items() if form in map(normal_form, known)}
    held = exact or {
        value
        for value, known in names.items()
        if form
        and any(re.search(rf"(?<!\w){re.escape(text.casefold())}(?!\w)", name.casefold()) for name in known)
    }
    if not held:
        labels = sorted(known[0] for known in names.values())
        near = alike(text, labels)
        hint = (
            f"did you mean {' / '.join(near)}?" if near else f"exokg count --by {dimension.name} lists them"
        )
        raise UnknownTermError(f"{text} is no {dimension.heading} of a finding", hint, suggestions=near)
    return frozenset(held)
