"""The claims for Biolink: KGX nodes and edges, and what is not among them.

An effect is ``biolink:affects``; its direction is a qualifier, as Biolink wants it. A tested effect that was
not detected is a negated edge. Format: https://github.com/biolink/kgx/blob/master/specification/kgx-format.md
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ..answers.networks import Network
from ..rdf.namespaces import EXOKG, compress, expand
from ..store import Store
from ..store.solutions import value_of
from .tabbed import tabbed

_CATEGORIES: Final = {
    "Gene": "Gene",
    "MicroRNA": "Transcript",  # what biolink:MicroRNA is a kind of: kgx takes no name that ends in capitals
    "Protein": "Protein",
    "Chemical": "ChemicalEntity",
    "GeneProduct": "MolecularEntity",
    "Molecule": "MolecularEntity",
    "VesicleSubject": "CellularComponent",
    "OtherSubject": "ChemicalMixture",
    "Pathway": "Pathway",
    "CellProcess": "BiologicalProcess",
    "CellType": "Cell",
    "AnatomicalEntity": "AnatomicalEntity",
    "Condition": "DiseaseOrPhenotypicFeature",
    "HairOutcome": "PhenotypicFeature",
    "ClinicalOutcome": "PhenotypicFeature",
    "SkinOutcome": "PhenotypicFeature",
    "SafetyOutcome": "PhenotypicFeature",
    "DeliveryOutcome": "BiologicalProcess",
}
"""Class of a claim's end → its Biolink category; the first that fits."""

_KINDS: Final = f"""
PREFIX exokg: <{EXOKG}>
SELECT ?end ?class WHERE {{
  {{ ?claim exokg:claimSubject ?end }} UNION {{ ?claim exokg:claimTarget ?end }}
  ?claim a exokg:Claim .
  ?end a ?class .
}}
"""
_SAME: Final = f"""
PREFIX exokg: <{EXOKG}>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX obo: <http://purl.obolibrary.org/obo/>
SELECT DISTINCT ?end ?other WHERE {{
  {{ ?claim exokg:claimSubject ?end }} UNION {{ ?claim exokg:claimTarget ?end }}
  ?claim a exokg:Claim .
  ?end skos:exactMatch|skos:closeMatch|obo:RO_0003001 ?other .
}}
"""
_MOVED: Final = {"exokg:increases": "increased", "exokg:decreases": "decreased"}
_PLAIN: Final = {"RO:0002180": "biolink:has_part", "exokg:delivers": "biolink:related_to"}
_LEFT_OUT: Final = {
    "exokg:comparableOn": "two preparations did the same; Biolink has no predicate for that",
}
_NODE_COLUMNS: Final = ("id", "category", "name", "xref", "provided_by")
_EDGE_COLUMNS: Final = (
    "id", "subject", "predicate", "object", "category", "negated", "qualified_predicate",
    "object_aspect_qualifier", "object_direction_qualifier", "qualifiers", "publications", "knowledge_level",
    "agent_type", "primary_knowledge_source", "exokg_effect", "exokg_rung", "exokg_contrast",
    "exokg_separability", "exokg_reading_depth", "exokg_studies", "exokg_groups", "exokg_findings",
)  # fmt: skip
_SOURCE: Final = "infores:exokg"


def kgx_files(store: Store, network: Network, about: Mapping[str, str]) -> dict[str, str]:
    """``nodes.tsv``, ``edges.tsv``, their metadata, and the claims that are no edge with the reason.

    Args:
        store: an open store.
        network: its claims, detailed, without mediators.
        about: ``title``, ``version``, ``licence`` and ``issued`` of the dataset.
    """
    edges, left_out = [], []
    for (source, target, _), data in network.edges.items():
        reason = _LEFT_OUT.get(compress(data["effect"]))
        if reason:
            left_out.append({"id": data["id"], "label": data["label"], "reason": reason})
        else:
            edges.append(_edge(compress(source), compress(target), data))
    ends = {end for edge in edges for end in (edge["subject"], edge["object"])}
    nodes = [node for node in _nodes(store, network) if node["id"] in ends]
    return {
        "nodes.tsv": tabbed(_NODE_COLUMNS, nodes),
        "edges.tsv": tabbed(_EDGE_COLUMNS, sorted(edges, key=lambda edge: str(edge["id"]))),
        "content_metadata.json": _metadata(nodes, edges, about),
        "left-out.tsv": tabbed(("id", "label", "reason"), sorted(left_out, key=lambda one: str(one["id"]))),
    }


def _metadata(nodes: list[dict[str, Any]], edges: list[dict[str, Any]], about: Mapping[str, str]) -> str:
    """What the files hold, as the meta knowledge graph of TRAPI, and the dataset that they are made of."""
    category = {node["id"]: node["category"] for node in nodes}
    prefixes: dict[str, set[str]] = {}
    for curie, name in category.items():
        prefixes.setdefault(name, set()).add(curie.partition(":")[0])
    numbers = Counter(category.values())
    triples = Counter(
        (category[edge["subject"]], edge["predicate"], category[edge["object"]]) for edge in edges
    )
    said = {
        "name": about["title"],
        "version": about["version"],
        "license": about["licence"],
        "created": about["issued"],
        "primary_knowledge_source": _SOURCE,
        "nodes": {
            name: {"id_prefixes": sorted(prefixes[name]), "count": numbers[name]} for name in sorted(numbers)
        },
        "edges": [
            {"subject": subject, "predicate": predicate, "object": object_, "count": count}
            for (subject, predicate, object_), count in sorted(triples.items())
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _nodes(store: Store, network: Network) -> Iterator[dict[str, Any]]:
    kinds: dict[str, set[str]] = {}
    for end, kind in store.select(_KINDS):
        kinds.setdefault(value_of(end), set()).add(value_of(kind).removeprefix(EXOKG))
    same: dict[str, set[str]] = {}
    for end, other in store.select(_SAME):
        if "://" not in (curie := compress(value_of(other))):
            same.setdefault(value_of(end), set()).add(curie)
    for iri, data in network.nodes.items():
        category = next(
            (biolink for kind, biolink in _CATEGORIES.items() if kind in kinds.get(iri, ())), "NamedThing"
        )
        yield {
            "id": compress(iri),
            "category": f"biolink:{category}",
            "name": data["label"],
            "xref": sorted(same.get(iri, set()) - {compress(iri)}),
            "provided_by": _SOURCE,
        }


def _edge(source: str, target: str, data: dict[str, Any]) -> dict[str, Any]:
    effect = compress(data["effect"])
    moved = _MOVED.get(effect)
    edge = {
        "id": data["id"],
        "subject": source,
        "predicate": _PLAIN.get(effect, "biolink:affects"),
        "object": target,
        "category": "biolink:Association",
        "negated": "true" if effect == "exokg:noDetectedEffectOn" else "false",
        "publications": _publications(data),
        "knowledge_level": "knowledge_assertion",
        "agent_type": "manual_agent",
        "primary_knowledge_source": _SOURCE,
        "exokg_effect": effect,
        "exokg_rung": data["rung"],
        "exokg_contrast": data["contrast"],
        "exokg_separability": data["separability"],
        "exokg_reading_depth": data["reading"],
        "exokg_studies": data["studies"],
        "exokg_groups": data["groups"],
        "exokg_findings": [compress(finding) for finding in data["findings"].split()],
    }
    if moved:
        edge["qualified_predicate"] = "biolink:causes"
        edge["object_aspect_qualifier"] = "activity_or_abundance"
        edge["object_direction_qualifier"] = moved
    if data["separability"] != "separable":
        edge["qualifiers"] = [f"exokg:separability={data['separability']}"]
    return edge


def _publications(data: dict[str, Any]) -> list[str]:
    """PubMed numbers, DOIs, and where a study has neither, its own record."""
    found = [f"PMID:{number}" for number in data["pmids"].split()]
    found += [f"DOI:{doi}" for doi in data["dois"].split()]
    found += [f"PMC:{number}" for number in data["pmcids"].split()]
    return found or [compress(expand(f"study:{key}")) for key in data["study_keys"].split()]
