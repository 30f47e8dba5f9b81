"""What follows from the findings: direct edges, claims with their evidence, and conflicts.

Each file of the folder ``derive/`` is one SPARQL 1.1 CONSTRUCT query that runs on any engine; they
run in the order of their names, and each sees what the ones before it made. IRIs of derived nodes
are joined from identifiers, so that every engine makes the same ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from itertools import islice
from typing import Final, cast

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, QueryTriples, Store

_AT_ONCE: Final = 100_000


def add(store: Store, quads: Iterable[Quad]) -> None:
    """Add statements, some at a time: the engine keeps all of one call in memory twice."""
    rest = iter(quads)
    while some := list(islice(rest, _AT_ONCE)):
        store.extend(some)


def queries(folder: str) -> list[tuple[str, str]]:
    """Name and text of every query of a folder beside this module, in the order in which they run."""
    place = files(__package__) / folder
    queries = [entry for entry in place.iterdir() if entry.name.endswith(".rq")]
    return [(entry.name, entry.read_text("utf-8")) for entry in sorted(queries, key=lambda entry: entry.name)]


def construct(store: Store, folder: str, graph: NamedNode | BlankNode | DefaultGraph) -> None:
    """Runs a folder's queries over the default graph and adds what they make to one graph."""
    for _, text in queries(folder):
        made = cast("QueryTriples", store.query(text))
        add(store, (Quad(t.subject, t.predicate, t.object, graph) for t in made))


def derive(store: Store) -> None:
    """Adds edges, claims, evidence and conflicts to the default graph; doing it twice adds nothing."""
    construct(store, "derive", DefaultGraph())
