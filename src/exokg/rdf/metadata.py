"""The dataset's own description: what it is, its version and licence, and how much it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, NamedNode, Quad

from .description import Description, label
from .namespaces import BASE, METADATA_GRAPH, PREFIXES, expand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

    from ..curation.graph import Graph

__all__ = ["DATASET", "metadata_quads"]

DATASET: Final = NamedNode(f"{BASE}dataset")

_COUNTED: Final = {
    "studyCount": "Study",
    "reviewCount": "Review",
    "trialCount": "TrialRegistration",
    "statementCount": "RegulatoryStatement",
    "findingTotal": "Finding",
    "reviewFindingCount": "ReviewFinding",
    "harmCount": "HarmReport",
    "claimCount": "Claim",
    "conflictCount": "Conflict",
}


def _count(store: Store, name: str) -> int:
    found = store.quads_for_pattern(None, expand("rdf:type"), expand(f"exokg:{name}"), DefaultGraph())
    return sum(1 for _ in found)


def metadata_quads(store: Store, graph: Graph) -> Iterator[Quad]:
    """The metadata graph of a built store: title, version, licence, date of last search, counts.

    Triples and things are counted in the default graph. All of it comes from ``dataset.yaml`` and from
    counting; no clock is read.
    """
    about = Description(DATASET, "void:Dataset", "dcat:Dataset")
    told = graph.dataset
    if told is not None:
        about.say("dcterms:title", label(told.title)).say("dcterms:description", label(told.description))
        about.say("dcterms:license", NamedNode(told.licence)).say("dcterms:issued", told.issued)
        about.say("exokg:version", told.version).say("exokg:searchedTo", told.searched_to)
        about.say("dcat:landingPage", NamedNode(told.homepage))
    about.say("void:uriSpace", BASE)
    about.say("void:triples", sum(1 for _ in store.quads_for_pattern(None, None, None, DefaultGraph())))
    for name, kind in _COUNTED.items():
        about.say(name, _count(store, kind))
    about.say("excludedCount", len(graph.excluded.rows))
    about.say("void:vocabulary", NamedNode(PREFIXES["exokg"].rstrip("/")))
    for triple in about:
        yield Quad(triple.subject, triple.predicate, triple.object, METADATA_GRAPH)
