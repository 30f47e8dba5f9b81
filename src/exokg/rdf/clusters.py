"""Who is behind the records: research groups, shared cohorts and readers, as triples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import Triple

from ..curation.graph import Graph
from .description import Description
from .namespaces import mint

_CLASSES: Final = {"cohort": "Cohort", "group": "ResearchGroup"}


def is_cohort(kind: str) -> bool:
    """Whether a row of ``clusters.tsv`` is about shared participants or animals, not about people.

    >>> is_cohort("shared animals"), is_cohort("laboratory")
    (True, False)
    """
    return kind.startswith("shared")


def _named(graph: Graph) -> Iterator[Triple]:
    seen = set()
    for row in graph.grouped:
        kind = "cohort" if is_cohort(row["kind"]) else "group"
        about = Description(mint(kind, row["cluster"]), *([] if row["cluster"] in seen else [_CLASSES[kind]]))
        if row["cluster"] not in seen:
            about.say("rdfs:label", row["label"]).say("clusterKind", row["kind"]).say("ground", row["ground"])
            about.say("saidBy", row["said-by"]).say("saidOn", row["on"])
        seen.add(row["cluster"])
        yield from about


def _alone(graph: Graph) -> Iterator[Triple]:
    for key, located in sorted(graph.records.items()):
        if located.record.kind != "study":
            continue
        mine = {is_cohort(row["kind"]) for row in graph.memberships.get(key, [])}
        if False not in mine:
            yield from Description(mint("group", key), "ResearchGroup").say("rdfs:label", f"authors of {key}")
        if True not in mine:
            yield from Description(mint("cohort", key), "Cohort").say("rdfs:label", f"subjects of {key}")


def cluster_triples(graph: Graph) -> Iterator[Triple]:
    """Groups and cohorts of ``clusters.tsv``, one of each for every study it does not name, and readers."""
    yield from _named(graph)
    yield from _alone(graph)
    for row in graph.readers.rows:
        yield from (
            Description(mint("reader", row["id"]), "Reader")
            .say("rdfs:label", row["label"])
            .say("note", row["note"] or None)
        )
