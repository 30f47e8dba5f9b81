"""One node of the graph and what is said about it, as triples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from .namespaces import EXOKG, expand

Value = NamedNode | Literal | str | int | float | None
"""What may be said: an IRI, a literal, text, a number, or nothing."""

TYPE: Final = expand("rdf:type")
_XSD_INTEGER: Final = expand("xsd:integer")
_XSD_DECIMAL: Final = expand("xsd:decimal")
_XSD_DATE: Final = expand("xsd:date")
_XSD_ANY_URI: Final = expand("xsd:anyURI")


@cache
def predicate(name: str) -> NamedNode:
    """A property by its CURIE, or by its bare name where it is one of ours.

    >>> predicate("locator").value
    'https://w3id.org/exokg/ontology/locator'
    """
    return expand(name) if ":" in name else NamedNode(EXOKG + name)


def decimal(number: float | Decimal) -> Literal:
    """A number as ``xsd:decimal`` in canonical form, never in exponent notation.

    >>> decimal(0.5).value, decimal(120.0).value
    ('0.5', '120')
    """
    text = format(Decimal(repr(number) if isinstance(number, float) else number), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return Literal(text or "0", datatype=_XSD_DECIMAL)


def english(text: str) -> Literal:
    """A sentence of ours, marked as English; names are plain strings, so that they are found as written."""
    return Literal(text, language="en")


def link(text: str) -> Literal:
    """A web address as ``xsd:anyURI``; anything else stays plain text."""
    if text.startswith(("http://", "https://")) and not any(c.isspace() for c in text):
        return Literal(text, datatype=_XSD_ANY_URI)
    return Literal(text)


def literal(value: Value | Decimal | date) -> NamedNode | Literal:
    """Text, a number or a day as a literal; what is an RDF term stays as it is.

    Raises:
        TypeError: the value is of another type.
    """
    if isinstance(value, str):
        return Literal(value)
    if isinstance(value, NamedNode | Literal):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Literal(str(value), datatype=_XSD_INTEGER)
    if isinstance(value, float | Decimal):
        return decimal(value)
    if isinstance(value, date):
        return Literal(value.isoformat(), datatype=_XSD_DATE)
    raise TypeError(f"not a value that RDF of exokg knows: {value!r}")


class Description:
    """Collects triples about one node; nothing is said where the value is ``None``.

    >>> milk = Description(NamedNode("https://example.org/milk"), "VesiclePreparation")
    >>> len(list(milk.say("reportedName", "Milk-exo").say("note", None)))
    2
    """

    def __init__(self, node: NamedNode, *classes: str) -> None:
        self.node = node
        self._triples = [Triple(node, TYPE, predicate(name)) for name in classes]

    def say(self, name: str, *values: Value) -> Description:
        """Adds one triple for each value that is there."""
        self._triples += [
            Triple(self.node, predicate(name), literal(value)) for value in values if value is not None
        ]
        return self

    def say_all(self, name: str, values: Iterable[Value]) -> Description:
        """The same for values that come as one iterable."""
        return self.say(name, *values)

    def __iter__(self) -> Iterator[Triple]:
        return iter(self._triples)
