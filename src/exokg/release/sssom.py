"""The mappings of our terms as SSSOM, and the prefixes of all CURIEs.

What has no mapping is a row as well: ``sssom:NoTermFound``, with the reason. Standard:
https://mapping-commons.github.io/sssom/
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from ..model.prefixes import OUTSIDE
from ..rdf.namespaces import BASE, PREFIXES, compress
from ..store import Store
from ..store.solutions import value_of
from .tabbed import tabbed

_MAPPINGS: Final = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX obo: <http://purl.obolibrary.org/obo/>
SELECT DISTINCT ?subject ?label ?how ?object ?objectLabel WHERE {
  VALUES ?how { skos:exactMatch skos:closeMatch skos:broadMatch skos:narrowMatch skos:relatedMatch }
  ?subject ?how ?object ; rdfs:label ?label .
  OPTIONAL { ?object rdfs:label ?objectLabel }
}
"""
_UNMAPPED: Final = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
SELECT DISTINCT ?subject ?label ?reason WHERE {
  ?subject a owl:Class ; rdfs:label ?label ; rdfs:comment ?reason .
  FILTER(CONTAINS(?reason, "no outside term: "))
}
"""
_COLUMNS: Final = (
    "subject_id", "subject_label", "predicate_id", "object_id", "object_label", "mapping_justification",
    "comment",
)  # fmt: skip
_HAND: Final = "semapv:ManualMappingCuration"
_MORE: Final = {
    "schema": "https://schema.org/",
    "semapv": "https://w3id.org/semapv/vocab/",
    "sssom": "https://w3id.org/sssom/",
    "DOI": "https://doi.org/",
    "PMID": "https://pubmed.ncbi.nlm.nih.gov/",
    "PMC": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
    "clinicaltrials": "https://clinicaltrials.gov/study/",
    "infores": "https://w3id.org/biolink/infores/",
    "MIRIAM": "https://identifiers.org/",
}


def prefix_map() -> dict[str, str]:
    """Every prefix of a CURIE in a release → the namespace that it stands for."""
    return dict(
        sorted({**PREFIXES, **{name: known.namespace for name, known in OUTSIDE.items()}, **_MORE}.items())
    )


def prefixes_json() -> str:
    """The same as a JSON-LD context. In 1.1 a namespace such as ``…/GO_`` must say that it is one."""
    context = {prefix: {"@id": namespace, "@prefix": True} for prefix, namespace in prefix_map().items()}
    return json.dumps({"@context": context}, indent=1) + "\n"


def mappings_tsv(store: Store, about: Mapping[str, str]) -> str:
    """Every SKOS mapping of a term or property, sorted.

    Args:
        store: an open store.
        about: ``version``, ``licence`` and ``issued`` of the dataset.
    """
    rows = []
    for subject, label, how, object_, object_label in store.select(_MAPPINGS):
        if "://" in (theirs := _curie(value_of(object_))):
            continue  # an address of a single registry, which is no CURIE
        rows.append(
            {
                "subject_id": _curie(value_of(subject)),
                "subject_label": value_of(label),
                "predicate_id": compress(value_of(how)),
                "object_id": theirs,
                "object_label": value_of(object_label),
                "mapping_justification": _HAND,
            }
        )
    for subject, label, reason in store.select(_UNMAPPED):
        rows.append(
            {
                "subject_id": _curie(value_of(subject)),
                "subject_label": value_of(label),
                "predicate_id": "skos:relatedMatch",
                "object_id": "sssom:NoTermFound",
                "mapping_justification": _HAND,
                "comment": value_of(reason),
            }
        )
    rows.sort(key=lambda row: tuple(row.values()))
    used = {
        row[part].partition(":")[0] for row in rows for part in ("subject_id", "predicate_id", "object_id")
    }
    head = [
        "curie_map:",
        *(f"  {name}: {space}" for name, space in prefix_map().items() if name in used | {"semapv"}),
        f"license: {about.get('licence', '')}",
        f"mapping_date: {about.get('issued', '')}",
        f"mapping_set_id: {BASE}mappings.sssom.tsv",
        'mapping_set_title: "exokg: mappings of terms and properties"',
        f"mapping_set_version: {about.get('version', '')}",
    ]
    return "".join(f"#{line}\n" for line in head) + tabbed(_COLUMNS, rows)


def _curie(iri: str) -> str:
    short = compress(iri)
    if "://" not in short:
        return short
    for name, space in _MORE.items():
        if iri.startswith(space):
            return f"{name}:{iri.removeprefix(space)}"
    return short
