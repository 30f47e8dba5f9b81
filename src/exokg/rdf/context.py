"""What is needed to turn one record into triples: the record, its key, and the terms it names."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel
from pyoxigraph import NamedNode

from ..curation.graph import Graph
from ..curation.terms import Term
from ..errors import InputError
from ..model.records import Record
from ..model.slots import slot_of
from .namespaces import expand, mint


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

    def other(self, key: str) -> NamedNode:
        """The IRI of another record.

        Raises:
            InputError: there is no record of that key.
        """
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
        return self.graph.terms.resolve(text, slot_of(type(part), field).categories or ())

    def term(self, part: BaseModel, field: str) -> NamedNode | None:
        """The IRI of the term that a field names, or ``None`` where the field is empty."""
        named = self.named(part, field, getattr(part, field))
        return None if named is None else expand(named.curie)
