"""Findings as a table of texts: which columns it has, and what their cells say."""

from __future__ import annotations

import re
from itertools import repeat
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from ...model.dimensions import dimension_named, dimensions
from ...rdf.findings import TEXTS, UNCOUNTED
from ...store.solutions import Solutions

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from .table import Findings

SHOWN: Final = ("subject", "effect", "target", "rung", "separability", "study")
"""The columns that a person sees first."""

_WIDE: Final = (
    *("kind", "source", "source-species", "loaded-with", "cell", "species", "condition", "route", "dose"),
    *("given-too", "comparator", "drug", "contrast", "support", "assay", "n", "time", "year", "design"),
    *("read-as", "summary", "locator"),
)
"""The further columns of a wide table."""

GRAPH: Final = "graph"
"""The column that says which graph a finding comes from."""

_SAID: Final = frozenset({*TEXTS, GRAPH})
"""Columns that are no dimensions."""

_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")
_COMPARED: Final = "compared with "
_DIFFERING: Final = 60  # letters of what tells one finding from another that looks the same
_DECIMAL: Final = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")


def columns_named(names: Sequence[str], *, wide: bool) -> list[str]:
    """The columns of an answer: those named, else the usual ones, or all that are of use.

    Raises:
        InputError: there is no such column.
    """
    if not names:
        return [*SHOWN, *_WIDE] if wide else list(SHOWN)
    return [name if name in _SAID else dimension_named(name).name for name in names]


def listed(
    table: Findings,
    rows: Sequence[int],
    columns: Sequence[str],
    lacks: Mapping[int, Sequence[str]] | None = None,
    says: Mapping[int, str] | None = None,
    told_apart: int = 0,
) -> Solutions:
    """Findings as a table of texts: several values of a cell with semicolons, what lacks by why it does.

    Args:
        table: the findings.
        rows: which of them.
        columns: names of dimensions, of :data:`~exokg.rdf.findings.TEXTS`, or :data:`GRAPH`.
        lacks: what each row does not fit, for a column of it.
        says: where each row says the words that were searched, for a column of it.
        told_apart: of how many of the first rows a column says what differs, where they look the same.
    """
    made = [[*(_texts if name in _SAID else _values)(table, name, rows)] for name in columns]
    numbers = {name for name in columns if name not in _SAID and dimensions()[name].kind == "number"}
    if says:
        made.append([says.get(row, "") for row in rows])
        columns = [*columns, "says"]
    if any((differ := _apart(table, rows[:told_apart], made)).values()):
        made.append([differ.get(row, "") for row in rows])
        columns = [*columns, "differs"]
    if lacks:
        made.append(["; ".join(lacks.get(row, ())) for row in rows])
        columns = [*columns, "unmatched"]
    cells = [
        _cells(column, _number if name in numbers else Literal)
        for name, column in zip(columns, made, strict=True)
    ]
    nodes = [NamedNode(table.iris[row]) for row in rows]
    return Solutions(
        [*(name.replace("-", "_") for name in columns), "finding"], zip(*cells, nodes, strict=True)
    )


def _apart(table: Findings, rows: Sequence[int], shown: Sequence[Sequence[str]]) -> dict[int, str]:
    """Of findings that look the same as another of them, what this one alone says.

    Args:
        table: the findings.
        rows: which of them.
        shown: the columns of a table.
    """
    alike: dict[tuple[str, ...], list[int]] = {}
    for row, cells in zip(rows, zip(*shown, strict=True), strict=False):
        alike.setdefault(cells, []).append(row)
    found = {}
    alike = {cells: several for cells, several in alike.items() if len(several) > 1}
    against = table.text("compared-with") if alike else {}
    for several in alike.values():
        said = {
            row: [
                f"{_COMPARED}{one}" if one == against.get(row) else one
                for one in table.store.kept.texts(table.iris[row])
            ]
            for row in several
        }
        for row, texts in said.items():
            found[row] = _only(texts, [held for other, held in said.items() if other != row])
    return found


def _only(texts: Sequence[str], others: Sequence[Sequence[str]]) -> str:
    """The shortest text of several words that none of others has, from where the most similar one differs."""
    several = (one for one in texts if " " in one and one != "not shown")
    unique = [one for one in several if not any(one in held for held in others)]
    own = min(unique, key=len, default="")
    if len(own) <= _DIFFERING:
        return own
    near = max((_same(own, one) for held in others for one in held), default=0)
    start = own.rfind(" ", 0, max(0, near - _DIFFERING // 3)) + 1
    cut = own[start:]
    if len(cut) > _DIFFERING:
        cut = cut[: cut.rfind(" ", 0, _DIFFERING)] + "…"
    return f"{_COMPARED * (start > 0 and own.startswith(_COMPARED))}{'…' * (start > 0)}{cut}"


def _same(one: str, other: str) -> int:
    """How many letters two texts begin with together."""
    differ = (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differ, min(len(one), len(other)))


def _cells(texts: Sequence[str], write: Callable[[str], Literal]) -> list[Literal]:
    """The cells of a column: of each text one, as many rows say the same."""
    made = {text: write(text) for text in {*texts}}
    return [made[text] for text in texts]


def cells_of(table: Findings, name: str) -> Mapping[int, object]:
    """The values of each finding that has any in a dimension or text."""
    return table.text(name) if name in TEXTS else table.column(dimensions()[name])


def _number(text: str) -> Literal:
    """A number as one; several, or why there is none, as text."""
    if not (found := _NUMBER.fullmatch(text)):
        return Literal(text)
    return Literal(text, datatype=_DECIMAL) if found[1] else Literal(int(text))


def _values(table: Findings, name: str, rows: Sequence[int]) -> Iterator[str]:
    dimension = dimensions()[name]
    held = [*map(table.column(dimension).get, rows)]
    said = {several: "; ".join(sorted(map(table.label, several))) for several in {*held} if several}
    absent = table.absences([row for row, several in zip(rows, held, strict=True) if not several], dimension)
    absent |= _uncounted(table, absent) if name == "subject" else ()
    return (said[several] if several else absent[row] for row, several in zip(rows, held, strict=True))


def _uncounted(table: Findings, rows: Collection[int]) -> Iterator[tuple[int, str]]:
    """What was given, as the source calls it, of those findings that are counted under nothing."""
    named = table.store.kept.rows(UNCOUNTED) if rows else ()
    return ((table.places[one], name) for one, name in named if table.places.get(one) in rows)


def _texts(table: Findings, name: str, rows: Sequence[int]) -> Iterator[str]:
    texts = table.graphs if name == GRAPH else table.text(name)
    return map(texts.get, rows, repeat("exokg" if name == GRAPH else "not read"))
