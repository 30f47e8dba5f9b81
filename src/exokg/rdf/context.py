"""What is needed to turn one record into triples: the record, its key, and the terms it names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ..curation.leaves import categories_of
from ..errors import InputError
from .namespaces import expand, mint

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pyoxigraph import NamedNode

    from ..curation.graph import Graph
    from ..curation.records import Record
    from ..curation.terms import Term

__all__ = ["Context", "categories"]


@cache
def categories(model: type[BaseModel], field: str) -> tuple[str, ...]:
    """The categories of ``terms.tsv`` that a field of a record model draws from.

    >>> from exokg.curation.records import Arm
    >>> categories(Arm, "route")
    ('route',)
    """
    return categories_of(model.model_fields[field]) or ()


@dataclass(frozen=True)
class Context:
    """One record within its graph."""

    graph: Graph
    key: str
    record: Record

    @property
    def node(self) -> NamedNode:
        """The IRI of the record itself."""
        return mint(self.record.kind, self.key)

    def part(self, kind: str, *names: str) -> NamedNode:
        """The IRI of a part of this record."""
        return mint(kind, self.key, *names)

    def maybe_part(self, kind: str, name: str | None) -> NamedNode | None:
        """The same where the name may be missing."""
        return None if name is None else self.part(kind, name)

    def other(self, key: str | None) -> NamedNode | None:
        """The IRI of another record.

        Raises:
            InputError: there is no record of that key.
        """
        if key is None:
            return None
        if key not in self.graph.records:
            raise InputError(f"{self.key}: no record has the key {key}")
        return mint(self.graph.records[key].record.kind, key)

    def named(self, part: BaseModel, field: str, text: str | None) -> Term | None:
        """The term that a field's text names.

        Raises:
            UnknownTermError: no term of the field's categories has this label, synonym or CURIE.
        """
        if text is None:
            return None
        return self.graph.terms.resolve(text, categories(type(part), field))

    def term(self, part: BaseModel, field: str) -> NamedNode | None:
        """The IRI of the term that a field names, or ``None`` where the field is empty."""
        named = self.named(part, field, getattr(part, field))
        return None if named is None else expand(named.curie)

    def terms(self, part: BaseModel, field: str) -> list[NamedNode]:
        """The same for a field that holds a list."""
        named = [self.named(part, field, text) for text in getattr(part, field)]
        return [expand(term.curie) for term in named if term is not None]
