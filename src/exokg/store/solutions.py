"""What a SELECT query answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import BlankNode, Literal, NamedNode, Triple

    Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
    Row: TypeAlias = tuple[Term | None, ...]

__all__ = ["Solutions", "value_of"]


def value_of(term: Term | None) -> str:
    """The text of a cell: an IRI without its brackets, a literal without its datatype, nothing if unbound.

    >>> from pyoxigraph import Literal, NamedNode
    >>> value_of(NamedNode("urn:a")), value_of(Literal(20)), value_of(None)
    ('urn:a', '20', '')
    """
    return "" if term is None else str(getattr(term, "value", term))


class Solutions:
    """The solutions of a SELECT query: named columns, and rows in the order the engine gave them.

    Rows arrive while one iterates, and once: keep ``list(solutions)`` to read them again. A cell is a
    pyoxigraph term, or ``None`` where the variable is unbound.

    >>> from pyoxigraph import Literal
    >>> solutions = Solutions(["a", "b"], [(Literal("x"), None)])
    >>> solutions.variables, [dict(binding) for binding in solutions.bindings()]
    (['a', 'b'], [{'a': <Literal value=x datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#string>>}])

    Args:
        variables: the names of the columns, without ``?``.
        rows: one tuple of the same length per solution.
    """

    def __init__(self, variables: Iterable[str], rows: Iterable[Row]) -> None:
        self.variables = list(variables)
        self._rows = iter(rows)

    def __iter__(self) -> Iterator[Row]:
        return self._rows

    def bindings(self) -> Iterator[dict[str, Term]]:
        """Each solution as variable → term, without the unbound ones."""
        for row in self:
            yield {name: term for name, term in zip(self.variables, row, strict=True) if term is not None}

    def records(self) -> Iterator[dict[str, object]]:
        """Each solution as variable → plain Python value, for ``pandas.DataFrame(solutions.records())``.

        Integers, decimals and booleans become ``int``, ``float`` and ``bool``, other literals and IRIs
        ``str``; an unbound variable is ``None``.

        >>> from pyoxigraph import Literal
        >>> list(Solutions(["n", "note"], [(Literal(20), None)]).records())
        [{'n': 20, 'note': None}]
        """
        for row in self:
            yield {name: _plain(term) for name, term in zip(self.variables, row, strict=True)}


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
