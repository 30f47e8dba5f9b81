"""The numbers of subjects a record gives, each under a property named by the curator's key.

A curator may count what a paper counts, so the properties are not a closed list: the build declares
one for each key in use, with a label and a definition, and the ontology stays complete.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..model.composition import count_property
from .description import Description, english
from .namespaces import expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Triple

    from ..model.records import Record

__all__ = ["count_triples"]

_DECLARED: Final = frozenset({"analysed"})  # in ontology.ttl, since arms have it too


def count_triples(records: Iterable[Record]) -> Iterator[Triple]:
    """Declares the property of every key that some record uses."""
    for key in sorted({key for record in records for key in record.n} - _DECLARED):
        about = Description(expand(f"exokg:{count_property(key)}"), "owl:DatatypeProperty")
        words = key.replace("-", " ")
        about.say("rdfs:label", f"number of {words}")
        about.say("rdfs:domain", expand("exokg:Record")).say("rdfs:range", expand("xsd:integer"))
        yield from about.say("obo:IAO_0000115", english(f"Gives the number of {words} that a record states."))
