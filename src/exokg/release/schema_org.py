"""A release for readers of schema.org: an RO-Crate of its files, and the dataset with its publications.

Standards: https://www.researchobject.org/ro-crate/specification/1.2/ and https://schema.org/Dataset.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from ..rdf.namespaces import BASE
from ..store import Store
from ..store.solutions import value_of
from .about import DATASET, MAKER, About
from .citations import Citation, citations
from .distributions import holds
from .folders import CRATE, ReleasedFile
from .software import program_version

_SPECIFICATION: Final = "https://w3id.org/ro/crate/1.2"
_CONTEXT: Final = {
    "@vocab": "https://schema.org/",
    "license": {"@type": "@id"},
    "sameAs": {"@type": "@id"},
    "url": {"@type": "@id"},
    "datePublished": {"@type": "Date"},
}
"""What schema.org's own context says of these, so that nothing has to be fetched."""

_NOT_SCHOLARLY: Final = {"regulatory-notice", "registry-entry", "not-shown"}
_SAME: Final = """
PREFIX exokg: <https://w3id.org/exokg/ontology/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?record ?publication ?same WHERE {
  ?record exokg:describedIn ?publication .
  OPTIONAL { ?publication skos:exactMatch ?same }
}
"""


def _dataset(about: About) -> dict[str, Any]:
    return {
        "@type": "Dataset",
        "name": about.title,
        "description": about.description,
        "version": about.version,
        "datePublished": about.issued,
        "identifier": DATASET,
    }


def dataset_document(store: Store, about: About) -> str:
    """The dataset as JSON-LD, and each publication that it cites with the IRIs by which others know it."""
    said = {
        "@context": _CONTEXT,
        "@id": DATASET,
        **_dataset(about),
        "license": about.licence,
        "url": about.homepage,
        "creator": {"@type": "Organization", "name": about.creator or MAKER},
        "citation": _articles(store),
    }
    return _json(said)


def _articles(store: Store) -> list[dict[str, Any]]:
    known = citations(store)
    same: dict[str, set[str]] = {}
    cited: dict[str, Citation] = {}
    for record, publication, other in store.select(_SAME):
        same.setdefault(iri := value_of(publication), set()).update(filter(None, [value_of(other)]))
        if (found := known.get(value_of(record))) is not None:
            cited[iri] = found
    return [_article(iri, cited[iri], sorted(same[iri])) for iri in sorted(cited)]


def _article(iri: str, citation: Citation, same: list[str]) -> dict[str, Any]:
    said: dict[str, Any] = {
        "@id": iri,
        "@type": "CreativeWork" if citation.kind in _NOT_SCHOLARLY else "ScholarlyArticle",
        "name": citation.title,
        "author": [{"@type": "Person", "name": name} for name in citation.authors],
        "datePublished": citation.year,
        "isPartOf": {"@type": "Periodical", "name": citation.journal} if citation.journal else None,
        "sameAs": same,
        "url": citation.url,
    }
    return {name: value for name, value in said.items() if value}


def crate(about: About, files: Sequence[ReleasedFile]) -> str:
    """``ro-crate-metadata.json``: the folder as a crate.

    Args:
        about: what the dataset says of itself.
        files: every other file of the release.
    """
    parts = [{"@id": file.path} for file in files]
    program, creator, licence = {"@id": "#exokg"}, {"@id": "#creator"}, {"@id": about.licence or "#licence"}
    name = about.licence_name or "no licence"
    root = {"license": licence, "author": creator, "publisher": creator, "mentions": {"@id": "#release"}}
    graph = [
        {
            "@id": CRATE,
            "@type": "CreativeWork",
            "conformsTo": {"@id": _SPECIFICATION},
            "about": {"@id": "./"},
        },
        {"@id": "./", **_dataset(about), **root, "hasPart": parts},
        {**creator, "@type": "Organization", "name": about.creator or MAKER, "url": about.homepage or BASE},
        {**licence, "@type": "CreativeWork", "name": name, "description": f"The licence of the data: {name}"},
        {
            **program,
            "@type": "SoftwareApplication",
            "name": "exokg",
            "version": program_version(),
            "url": BASE,
        },
        {
            "@id": "#release",
            "@type": "CreateAction",
            "name": "exokg release",
            "agent": creator,
            "instrument": program,
            "result": parts,
        },
        *map(_file, files),
    ]
    return _json({"@context": f"{_SPECIFICATION}/context", "@graph": graph})


def _file(file: ReleasedFile) -> dict[str, Any]:
    return {
        "@id": file.path,
        "@type": "File",
        "name": file.path,
        "description": holds(file.path),
        "encodingFormat": file.media,
        "contentSize": str(file.size),
        "sha256": file.sha256,
    }


def _json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
