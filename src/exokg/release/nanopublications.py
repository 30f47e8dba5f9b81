"""Findings as nanopublications: an assertion, where it comes from, and who publishes it.

Guidelines: https://nanopub.net/guidelines/working_draft/. What is written here is a draft, which
:mod:`.trusty` names after its content.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from ..rdf.description import Description, english, literal, predicate
from ..rdf.namespaces import BASE, code
from ..store import Store
from .about import DATASET, MAKER, About
from .software import program_version
from .trusty import DRAFT, part, within

ELEMENTS: Final = 1000
"""Nanopublications that one index lists, as others read no more."""

_OWN: Final = tuple(
    f"{BASE}{kind}/" for kind in ("arm", "cointervention", "comparison", "dose", "preparation", "system")
)
"""Where the IRIs of things begin that belong to one record, which say what was done there."""

_SOURCED: Final = frozenset(
    map(predicate, ("entered", "locator", "reportedBy", "secondRead", "seedBasis", "seedSupport"))
)
"""What is said of a finding that tells where it comes from."""

_ASIDE: Final = frozenset(
    map(predicate, ("displayGroup", "ofRecord", "reportingHigh", "reportingLow", "usedIn"))
)
"""What is said of the things of a record beside what was done."""

_NAMING: Final = frozenset(
    map(predicate, ("rdf:type", "rdfs:label", "ofSource", "subjectKind", "obo:RO_0002162", "obo:RO_0003001"))
)
"""What is said of the two ends of a claim."""

_STUDY: Final = frozenset(
    map(
        predicate,
        ("rdf:type", "rdfs:label", "describedIn", "enteredBy", "readingDepth", "secondReadBy", "sourcePage"),
    )
)
_PUBLICATION: Final = frozenset(
    map(predicate, ("rdf:type", "dcterms:title", "doi", "pmid", "pmcid", "skos:exactMatch", "status"))
)
_CREATOR: Final = NamedNode(f"{DATASET}#creator")
_RETRACTED: Final = code("status", "retracted")
_SEPARABLE: Final = code("separability", "separable")

_Said = dict[NamedNode, list[Triple]]


class Draft(NamedTuple):
    """A nanopublication that has no name of its own yet.

    Attributes:
        key: what it is about: the key of a finding, or ``index-1`` and the like.
        quads: its four graphs; :data:`~exokg.release.trusty.DRAFT` stands for its name.
    """

    key: str
    quads: list[Quad]


def _draft(about: About, key: str, label: str, graphs: Mapping[str, Iterable[Triple]]) -> Draft:
    """A draft of the graphs *assertion* and *provenance*, and of what else *pubinfo* says."""
    this = NamedNode(DRAFT)
    head = Description(this, "np:Nanopublication").say("np:hasAssertion", part("assertion"))
    head.say("np:hasProvenance", part("provenance")).say("np:hasPublicationInfo", part("pubinfo"))
    program = NamedNode(f"{about.release}#program")
    info = Description(this).say("rdfs:label", label).say("dcterms:identifier", key)
    info.say("dcterms:isPartOf", NamedNode(DATASET)).say("owl:versionInfo", about.version or None)
    info.say("dcterms:license", NamedNode(about.licence) if about.licence else None)
    info.say("dcterms:created", literal(date.fromisoformat(about.issued)) if about.issued else None)
    info.say("dcterms:creator", _CREATOR).say("pav:createdWith", program)
    creator = Description(_CREATOR, "foaf:Organization").say("foaf:name", about.creator or MAKER)
    made_by = Description(program, "prov:SoftwareAgent").say("rdfs:label", f"exokg {program_version()}")
    written = {"Head": head, **graphs, "pubinfo": [*info, *creator, *made_by, *graphs.get("pubinfo", ())]}
    return Draft(key, [quad for name, said in written.items() for quad in within(name, said)])


def finding_drafts(store: Store, about: About) -> tuple[list[Draft], dict[str, str]]:
    """A draft for each finding, and why others have none, by key.

    Args:
        store: an open store.
        about: what the dataset says of itself.
    """
    said: _Said = {}
    for quad in store.quads():
        if quad.graph_name == DefaultGraph() and isinstance(quad.subject, NamedNode):
            said.setdefault(quad.subject, []).append(quad.triple)
    claims: dict[NamedNode, list[NamedNode]] = {}
    for claim in _members("Claim", said):
        for finding in _objects(said[claim], "supportedBy"):
            claims.setdefault(finding, []).append(claim)
    drafts, left_out = [], {}
    for finding in _members("Finding", said):
        key = finding.value.rpartition("/")[2]
        (study,) = _objects(said[finding], "reportedBy")
        if _RETRACTED in _objects(said[study], "status"):
            left_out[key] = "its study was retracted"
            continue
        assertion = _assertion(finding, claims.get(finding, []), said)
        graphs = {"assertion": assertion, "provenance": _provenance(finding, study, said)}
        drafts.append(_draft(about, key, _label(said[finding]), graphs))
    return drafts, left_out


def _members(kind: str, said: _Said) -> list[NamedNode]:
    wanted = predicate(kind)
    return sorted(
        (node for node, triples in said.items() if wanted in _objects(triples, "rdf:type")), key=str
    )


def _assertion(finding: NamedNode, claims: Sequence[NamedNode], said: _Said) -> list[Triple]:
    """What was found, in what, and the claim that it supports; the plain edge if it is separable."""
    found = [triple for triple in said[finding] if triple.predicate not in _SOURCED]
    ends = [end for name in ("countedUnder", "target") for end in _objects(found, name)]
    for claim in sorted(claims, key=str):
        about = Description(claim, "Claim").say("supportedBy", finding).say("rdfs:label", _label(said[claim]))
        (subject,), (effect,), (target,) = (
            _objects(said[claim], name) for name in ("claimSubject", "claimEffect", "claimTarget")
        )
        about.say("claimSubject", subject).say("claimEffect", effect).say("claimTarget", target)
        found += about
        if _SEPARABLE in _objects(found, "separability"):
            found.append(Triple(subject, effect, target))
    found += (triple for end in ends for triple in said.get(end, ()) if triple.predicate in _NAMING)
    return [*found, *_surroundings(finding, said)]


def _surroundings(finding: NamedNode, said: _Said) -> Iterator[Triple]:
    """Preparation, system, arm, comparison of a finding, and what these are made of in their turn."""
    ahead, seen = [finding], {finding}
    while ahead:
        for triple in said.get(ahead.pop(), ()):
            other = triple.object
            if isinstance(other, NamedNode) and other.value.startswith(_OWN) and other not in seen:
                ahead.append(other)
                seen.add(other)
                yield from (one for one in said.get(other, ()) if one.predicate not in _ASIDE)


def _provenance(finding: NamedNode, study: NamedNode, said: _Said) -> list[Triple]:
    """Which document shows it, where in it, how far it was read, and who read it twice."""
    of_study = [triple for triple in said[study] if triple.predicate in _STUDY]
    documents = _objects(of_study, "describedIn")
    of_document = [
        one for document in documents for one in said.get(document, ()) if one.predicate in _PUBLICATION
    ]
    activity = Description(part("curation"), "prov:Activity").say("prov:used", study)
    activity.say("rdfs:label", "a reader enters what the source shows; a second one compares both")
    readers = [one for name in ("enteredBy", "secondReadBy") for one in _objects(of_study, name)]
    activity.say_all("prov:wasAssociatedWith", readers)
    assertion = Description(part("assertion")).say("prov:wasDerivedFrom", study)
    assertion.say_all("prov:wasDerivedFrom", _objects(of_document, "skos:exactMatch"))
    assertion.say("prov:wasGeneratedBy", part("curation"))
    sourced = [triple for triple in said[finding] if triple.predicate in _SOURCED]
    return [*assertion, *activity, *sourced, *of_study, *of_document]


def retraction_draft(key: str, old: str, reason: str, about: About) -> Draft:
    """A draft that retracts the nanopublication of a finding.

    Args:
        key: of the finding.
        old: name of its nanopublication.
        reason: why it is retracted.
        about: what the dataset says of itself.
    """
    graphs = {
        "assertion": Description(_CREATOR).say("npx:retracts", NamedNode(old)),
        "provenance": Description(part("assertion")).say("prov:wasAttributedTo", _CREATOR),
        "pubinfo": Description(NamedNode(DRAFT)).say("rdfs:comment", english(reason)),
    }
    return _draft(about, f"{key}/{old.rpartition('/')[2]}", f"Retraction of {key}", graphs)


def index_draft(number: int, elements: Iterable[str], earlier: str, about: About, *, whole: bool) -> Draft:
    """A draft of an index.

    Args:
        number: counted from 1.
        elements: names of the nanopublications in it.
        earlier: name of the index that it goes on from; empty for the first.
        about: what the dataset says of itself.
        whole: it is the last one.
    """
    this = NamedNode(DRAFT)
    listed = Description(this).say_all("npx:includesElement", map(NamedNode, elements))
    listed.say("npx:appendsIndex", NamedNode(earlier) if earlier else None)
    kinds = ("npx:NanopubIndex",) if whole else ("npx:NanopubIndex", "npx:IncompleteIndex")
    info = Description(this, *kinds).say("dcterms:title", about.title or None)
    origin = Description(part("assertion"), "npx:IndexAssertion").say(
        "prov:wasDerivedFrom", NamedNode(DATASET)
    )
    graphs = {"assertion": listed, "provenance": origin, "pubinfo": info}
    return _draft(about, f"index-{number}", f"Index {number} of the findings of exokg", graphs)


def _objects(triples: Iterable[Triple], name: str) -> list[NamedNode]:
    wanted = predicate(name)
    return sorted(
        (one.object for one in triples if one.predicate == wanted and isinstance(one.object, NamedNode)),
        key=str,
    )


def _label(triples: Iterable[Triple]) -> str:
    label = predicate("rdfs:label")
    return min(
        one.object.value for one in triples if one.predicate == label and isinstance(one.object, Literal)
    )
