"""The dataset's own description: what it is, its version and licence, and how much it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, NamedNode, Quad

from ..model.slots import slots
from ..model.types import WebAddress
from .description import Description, label
from .namespaces import BASE, METADATA_GRAPH, PREFIXES, expand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Literal, Store

    from ..curation.graph import Graph
    from ..model.slots import Slot

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


def _said(slot: Slot, text: str) -> NamedNode | Literal | str:
    """Addresses lead somewhere, title and description are English; the rest is plain text."""
    if isinstance(slot.mark, WebAddress):
        return NamedNode(text)
    return label(text) if slot.attribute in ("title", "description") else text


def metadata_quads(store: Store, graph: Graph) -> Iterator[Quad]:
    """The metadata graph of a built store: title, version, licence, date of last search, counts.

    Triples and things are counted in the default graph. All of it comes from ``dataset.yaml`` and from
    counting; no clock is read.
    """
    about = Description(DATASET, "void:Dataset", "dcat:Dataset")
    for slot in slots(type(graph.dataset)) if graph.dataset is not None else ():
        about.say(str(slot.declared.property), _said(slot, getattr(graph.dataset, slot.attribute)))
    about.say("void:uriSpace", BASE)
    about.say("void:triples", sum(1 for _ in store.quads_for_pattern(None, None, None, DefaultGraph())))
    for name, kind in _COUNTED.items():
        about.say(name, _count(store, kind))
    about.say("excludedCount", len(graph.excluded.rows))
    about.say("void:vocabulary", NamedNode(PREFIXES["exokg"].rstrip("/")))
    for triple in about:
        yield Quad(triple.subject, triple.predicate, triple.object, METADATA_GRAPH)
