"""How a field of a record is declared: once, with everything that is made of it.

A field says what it means, an example, the property that states it in the graph, whether ``find`` and
``count`` may ask by it, and the heading of its column. Its type says the rest: a closed list, a category
of terms, a reference to another part. From the two are made the record model and its errors, the JSON
Schema, the template, the triples with their origin, the structural shapes, the pages and the columns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field

from .identifiers import iri_of


@dataclass(frozen=True)
class Also:
    """A second statement made of the value of one field.

    Attributes:
        property: what states it.
        value: makes it of the field's value: a :class:`~exokg.model.names.Curie`, text, a number, or None
            for nothing.
        help: what it means.
    """

    property: str
    value: Callable[[Any], Any]
    help: str


@dataclass(frozen=True)
class Declared:
    """What is declared of a field beside its type and its help.

    Attributes:
        property: the property that states the field, bare where it is one of ours; or a function that makes
            its name of the key of a mapping; empty where there is none.
        because: why there is none.
        example: a value as a record gives it.
        column: heading of its column.
        dimension: whether findings can be found and counted by it.
        also: what else is stated by its value.
        inside: for a part that is stated with its owner: other properties for its fields.
    """

    property: str | Callable[[str], str] = ""
    because: str = ""
    example: Any = None
    column: str = ""
    dimension: bool = False
    also: tuple[Also, ...] = ()
    inside: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, schema: dict[str, Any]) -> None:
        """Add nothing to a JSON Schema: pydantic asks, and `make pages` writes it."""


KNOWN_AS: Final = Also("skos:exactMatch", iri_of, "the IRI by which others know it")
"""What is stated beside the identifier of a document or trial."""

_NOTHING: Final = Declared()


def needed(help_: str, property_: str | Callable[[str], str] = "", **declared: Any) -> Any:
    """Declare a field that no record goes without; keywords are those of :class:`Declared`."""
    return _field(help_, property_, declared)


def optional(help_: str, property_: str | Callable[[str], str] = "", **declared: Any) -> Any:
    """Declare a field that may be missing; keywords are those of :class:`Declared`, and ``default``."""
    return _field(help_, property_, declared, default=declared.pop("default", None))


def several(help_: str, property_: str | Callable[[str], str] = "", **declared: Any) -> Any:
    """Declare a list that may be empty; keywords are those of :class:`Declared`."""
    return _field(help_, property_, declared, default_factory=list)


def keyed(help_: str, property_: str | Callable[[str], str] = "", **declared: Any) -> Any:
    """Declare a mapping that may be empty; keywords are those of :class:`Declared`."""
    return _field(help_, property_, declared, default_factory=dict)


def _field(help_: str, property_: str | Callable[[str], str], declared: dict[str, Any], **given: Any) -> Any:
    return Field(description=help_, json_schema_extra=Declared(property_, **declared), **given)


def _hyphens(name: str) -> str:
    return name.replace("_", "-")


class Part(BaseModel):
    """Base of everything written in a record: unknown fields are refused, nothing is coerced."""

    # A part is compiled with the record that holds it, not once more by itself.
    model_config = ConfigDict(
        defer_build=True,
        alias_generator=_hyphens,
        populate_by_name=True,
        extra="forbid",
        strict=True,
        frozen=True,
    )
