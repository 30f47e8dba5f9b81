"""The dataset's own description: what it is, its version and licence, and how much it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, cast

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store

from ..curation.graph import Graph
from ..model.about_dataset import Dataset
from ..model.slots import Slot, slots
from ..model.types import WebAddress
from .description import Description, english, literal
from .namespaces import BASE, METADATA_GRAPH, PREFIXES, expand

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
}


_VESICLES_AND_HAIR: Final = """?claim exokg:claimSubject ?subject ; exokg:claimTarget ?target ;
  exokg:supportedBy ?finding . ?finding exokg:reportedBy ?study . ?subject a exokg:VesicleSubject .
  ?target a ?kind . FILTER(?kind IN (exokg:HairOutcome, exokg:ClinicalOutcome))"""
_ASKED: Final = {
    "vesicleHairStudyCount": _VESICLES_AND_HAIR,
    "vesicleHairReadInFullCount": _VESICLES_AND_HAIR
    + " ?study exokg:readingDepth code:readingdepth-full-text",
}
"""Studies of vesicles and hair with a finding that counts, and those of them that were read in full."""


def _distinct(store: Store, pattern: str) -> int:
    query = f"SELECT (COUNT(DISTINCT ?study) AS ?n) {{ {pattern} }}"
    (row,) = cast("QuerySolutions", store.query(query, prefixes={n: PREFIXES[n] for n in ("exokg", "code")}))
    return int(cast("Literal", row["n"]).value)


def _count(store: Store, name: str) -> int:
    found = store.quads_for_pattern(None, expand("rdf:type"), expand(f"exokg:{name}"), DefaultGraph())
    return sum(1 for _ in found)


def _pairs(store: Store) -> int:
    query = "SELECT (SUM(?pairs) AS ?n) { ?conflict exokg:pairCount ?pairs }"
    (row,) = cast("QuerySolutions", store.query(query, prefixes={"exokg": PREFIXES["exokg"]}))
    return int(cast("Literal", row["n"]).value)


def _said(slot: Slot, text: str) -> NamedNode | Literal | str:
    """Addresses lead somewhere, title and description are English; the rest is plain text."""
    if isinstance(slot.mark, WebAddress):
        return NamedNode(text)
    if slot.attribute == "issued":
        return literal(date.fromisoformat(text))
    return english(text) if slot.attribute in ("title", "description") else text


def metadata_quads(store: Store, graph: Graph) -> Iterator[Quad]:
    """The metadata graph of a built store: title, version, licence, date of last search, counts.

    Triples and things are counted in the default graph. All of it comes from ``dataset.yaml`` and from
    counting; no clock is read.
    """
    about = Description(DATASET, "void:Dataset", "dcat:Dataset")
    for slot in slots(type(graph.dataset)) if graph.dataset is not None else ():
        text = getattr(graph.dataset, slot.attribute)
        about.say(str(slot.declared.property), None if text is None else _said(slot, text))
    about.say("void:uriSpace", BASE)
    counts = {name: _count(store, kind) for name, kind in _COUNTED.items()} | {"conflictCount": _pairs(store)}
    page = list(_title_page(graph.dataset, counts)) if graph.dataset is not None else []
    triples = sum(1 for _ in store.quads_for_pattern(None, None, None, DefaultGraph()))
    about.say("void:triples", triples + len(page))
    for name, count in counts.items():
        about.say(name, count)
    about.say("excludedCount", len(graph.excluded.rows))
    about.say("void:vocabulary", NamedNode(PREFIXES["exokg"].rstrip("/")))
    for name, pattern in _ASKED.items():
        about.say(name, _distinct(store, pattern))
    for triple in about:
        yield Quad(triple.subject, triple.predicate, triple.object, METADATA_GRAPH)
    yield from (Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in page)


def _title_page(dataset: Dataset, counts: Mapping[str, int]) -> Description:
    """What the default graph, and so every exported file, says of itself."""
    about = Description(DATASET, "void:Dataset").say("rdfs:label", dataset.title)
    about.say("dcterms:title", english(dataset.title))
    about.say("dcterms:description", english(dataset.description)).say("owl:versionInfo", dataset.version)
    about.say("dcterms:license", NamedNode(dataset.licence))
    about.say("dcterms:issued", literal(date.fromisoformat(dataset.issued)))
    for name, count in counts.items():
        about.say(name, count)
    return about
