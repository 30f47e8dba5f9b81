"""The curated graph as triples: a pure function of the records and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Triple

from ..curation.graph import Graph
from ..model.composition import count_property
from ..model.records import Record
from .checklist import checklist_statements
from .clusters import cluster_triples
from .context import Context
from .description import Description, english
from .namespaces import expand
from .statements import record_statements
from .subject_triples import subject_triples
from .term_triples import group_triples, term_triples

_DECLARED: Final = frozenset({"analysed"})  # in ontology.ttl, since arms have it too


def record_triples(context: Context) -> Iterator[Triple]:
    """What one record says."""
    for statement in (*record_statements(context), *checklist_statements(context)):
        yield statement.triple


def _count_triples(records: Iterable[Record]) -> Iterator[Triple]:
    """Declares a property for each key of ``n`` in use: a curator may count whatever a paper counts."""
    for key in sorted({key for record in records for key in record.n} - _DECLARED):
        about = Description(expand(f"exokg:{count_property(key)}"), "owl:DatatypeProperty")
        words = key.replace("-", " ")
        about.say("rdfs:label", f"number of {words}")
        about.say("rdfs:domain", expand("exokg:Record")).say("rdfs:range", expand("xsd:integer"))
        yield from about.say("obo:IAO_0000115", english(f"Gives the number of {words} that a record states."))


def to_triples(graph: Graph) -> Iterator[Triple]:
    """All triples of a graph: terms, subjects, records, groups, cohorts and readers; nothing derived.

    The order is that of the sorted records; the same graph gives the same triples on any machine.

    Raises:
        UnknownTermError: a record names a term that ``terms.tsv`` does not know.
        InputError: a record names another that is not there.
    """
    yield from term_triples(graph.terms)
    yield from group_triples()
    yield from subject_triples(graph)
    yield from _count_triples(located.record for located in graph.records.values())
    for key, located in sorted(graph.records.items()):
        yield from record_triples(Context(graph, key, located.record))
    yield from cluster_triples(graph)
