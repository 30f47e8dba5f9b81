"""What a SELECT query answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias, overload

from ..errors import MissingExtraError

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, Literal, NamedNode, Triple

Term: TypeAlias = "NamedNode | BlankNode | Literal | Triple"
Row: TypeAlias = "tuple[Term | None, ...]"


def value_of(term: Term | str | None) -> str:
    """The text of a cell: an IRI without its brackets, a literal without its datatype, nothing if unbound.

    A text is what it is.

    >>> from pyoxigraph import Literal, NamedNode
    >>> value_of(NamedNode("urn:a")), value_of(Literal(20)), value_of(None)
    ('urn:a', '20', '')
    """
    return "" if term is None else str(getattr(term, "value", term))


class Solution(tuple):  # type: ignore[type-arg]  # a Row; generic tuples cannot be subclassed at run time with slots
    """One row: a tuple of terms whose places also have names.

    >>> from pyoxigraph import Literal
    >>> row = Solutions(["name", "note"], [(Literal("kelp"), None)])[0]
    >>> row["name"] is row[0], row["note"], row.record()
    (True, None, {'name': 'kelp', 'note': None})
    """

    __slots__ = ()
    places: ClassVar[dict[str, int]] = {}

    def __getitem__(self, place: Any) -> Any:
        """The cell of a column, by its name or number.

        Raises:
            KeyError: there is no such column; the message names those there are.
        """
        if not isinstance(place, str):
            return tuple.__getitem__(self, place)
        if place not in self.places:
            raise KeyError(f"no column {place}; there are {', '.join(self.places)}")
        return tuple.__getitem__(self, self.places[place])

    def record(self) -> dict[str, object]:
        """The row as plain Python values by column, as :meth:`Solutions.records` has them."""
        return {name: _plain(term) for name, term in zip(self.places, self, strict=True)}


class Solutions:
    """A table of RDF terms: named columns, and rows in the order in which they were found.

    Rows are read while one iterates, and kept, so that one may iterate again. A row is a tuple whose cells
    also have the names of their columns. A cell is a pyoxigraph term, or ``None`` where it is unbound.

    >>> from pyoxigraph import Literal
    >>> solutions = Solutions(["a", "b"], [(Literal("x"), None)])
    >>> solutions
    <Solutions: 1 row of a, b>
    >>> [row["a"].value for row in solutions], len(solutions)
    (['x'], 1)

    Args:
        variables: the names of the columns, without ``?``.
        rows: one tuple of the same length per solution.
    """

    def __init__(self, variables: Iterable[str], rows: Iterable[Row]) -> None:
        self.variables = list(variables)
        self._row = _row_class(tuple(self.variables))
        self._read: list[Solution] = []
        self._rest: Iterator[Row] | None = iter(rows)

    def __iter__(self) -> Iterator[Solution]:
        at = 0
        if self._rest is None:
            yield from self._read
            return
        while at < len(self._read) or self._read_one():
            yield self._read[at]
            at += 1

    def __len__(self) -> int:
        if self._rest is not None:
            self._read.extend(map(self._row, self._rest))
            self._rest = None
        return len(self._read)

    def __bool__(self) -> bool:
        """Whether there is a row."""
        return bool(self._read) or self._read_one()

    @overload
    def __getitem__(self, at: int) -> Solution: ...

    @overload
    def __getitem__(self, at: slice) -> Solutions: ...

    def __getitem__(self, at: int | slice) -> Solution | Solutions:
        """One row by its number, or the rows of a slice; negative numbers count from the end."""
        if isinstance(at, slice):
            return Solutions(self.variables, list(self)[at])
        while (at < 0 or len(self._read) <= at) and self._read_one():
            pass
        return self._read[at]

    def __repr__(self) -> str:
        while len(self._read) < _COUNTED and self._read_one():
            pass
        count, more = len(self._read), "" if self._rest is None else "more than "
        rows = "row" if count == 1 and not more else "rows"
        return f"<Solutions: {more}{count} {rows} of {', '.join(self.variables)}>"

    def _repr_html_(self) -> str:
        """The first rows as an HTML table, for notebooks."""
        from html import escape

        head = "".join(f"<th>{escape(name)}</th>" for name in self.variables)
        shown = [row for row, _ in zip(self, range(_SHOWN), strict=False)]
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(value_of(term))}</td>" for term in row) + "</tr>" for row in shown
        )
        return (
            f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{escape(repr(self))}</p>"
        )

    def _read_one(self) -> bool:
        """Take over the next row; whether there was one."""
        if self._rest is None:
            return False
        for row in self._rest:
            self._read.append(self._row(row))
            return True
        self._rest = None
        return False

    def select(self, names: Sequence[str]) -> Solutions:
        """The same rows with these columns, in this order.

        >>> from pyoxigraph import Literal
        >>> Solutions(["a", "b"], [(Literal(1), Literal(2))]).select(["b", "a"]).records()
        [{'b': 2, 'a': 1}]
        """
        return Solutions(names, (tuple(row[name] for name in names) for row in self))

    def bindings(self) -> Iterator[dict[str, Term]]:
        """Each solution as variable → term, without the unbound ones."""
        for row in self:
            yield {name: term for name, term in zip(self.variables, row, strict=True) if term is not None}

    def records(self) -> list[dict[str, object]]:
        """Each solution as variable → plain Python value.

        Integers, decimals and booleans become ``int``, ``float`` and ``bool``, other literals and IRIs
        ``str``; an unbound variable is ``None``.

        >>> from pyoxigraph import Literal
        >>> Solutions(["n", "note"], [(Literal(20), None)]).records()
        [{'n': 20, 'note': None}]
        """
        return [row.record() for row in self]

    def to_pandas(self) -> Any:
        """The table as a data frame of plain values, with its columns also where there is no row.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        try:
            pandas = import_module("pandas")  # no dependency of ours, and its types are not everywhere
        except ImportError as error:
            raise MissingExtraError("to_pandas needs pandas", hint="pip install pandas") from error
        return pandas.DataFrame(self.records(), columns=self.variables)


_COUNTED, _SHOWN = 1000, 20  # rows that repr reads to count them, and that a notebook shows


@lru_cache(maxsize=256)
def _row_class(names: tuple[str, ...]) -> type[Solution]:
    """The rows of a table with these columns: the names are in the class, so that a row is only a tuple."""
    places = {name: at for at, name in enumerate(names)}
    return type("Solution", (Solution,), {"__slots__": (), "places": places})


_XSD = "http://www.w3.org/2001/XMLSchema#"
_KINDS = {f"{_XSD}integer": int, f"{_XSD}decimal": float, f"{_XSD}double": float, f"{_XSD}float": float}


def _plain(term: Term | None) -> object:
    if term is None:
        return None
    value = value_of(term)
    datatype = getattr(getattr(term, "datatype", None), "value", "")
    if datatype == f"{_XSD}boolean":
        return value in {"true", "1"}
    return _KINDS.get(datatype, str)(value)
