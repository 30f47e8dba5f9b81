"""Structured data for machines that read pages: schema.org JSON-LD and FAIR Signposting links.

https://schema.org/ and https://signposting.org/FAIR/ (level 1 in the Link header, level 2 as a link set,
RFC 9264). Only what the data say is said.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ...rdf.namespaces import PREFIXES
from ...release.about import MAKER
from ..http.negotiation import GRAPHS

if TYPE_CHECKING:
    from markupsafe import Markup

    from ...answers.descriptions import Thing
    from ...rdf.void import DatasetCounts
    from ...release.about import About

_SAME = PREFIXES["skos"] + "exactMatch"
_KINDS = {
    "Study": "CreativeWork",
    "Review": "Review",
    "Publication": "ScholarlyArticle",
    "Finding": "Claim",
    "ReviewFinding": "Claim",
    "Claim": "Claim",
    "TrialRegistration": "MedicalTrial",
    "RegulatoryStatement": "CreativeWork",
}


def dataset(said: About, base: str, root: str, counts: DatasetCounts) -> dict[str, object]:
    """Return the dataset as schema.org."""
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": base + "dataset",
        "name": said.title,
        "description": said.description,
        "version": said.version,
        "license": said.licence,
        "datePublished": said.issued,
        "creator": {"@type": "Organization", "name": said.creator or MAKER},
        "identifier": base,
        "url": base,
        "measurementTechnique": "curation of publications, each finding with its place in the source",
        "size": f"{counts.triples} statements",
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": form.media,
                "contentUrl": f"{root}export/exokg.{form.name}",
            }
            for form in GRAPHS
        ],
    }


def kind_of(found: Thing) -> str:
    """Return the schema.org type of a thing."""
    names = [value.iri.removeprefix(PREFIXES["exokg"]) for value in found.types]
    other = "DefinedTerm" if any(value.iri.endswith("#Class") for value in found.types) else "Thing"
    return next((_KINDS[name] for name in names if name in _KINDS), other)


def thing(found: Thing, base: str) -> dict[str, object]:
    """Return one thing as schema.org."""
    kind = kind_of(found)
    document: dict[str, object] = {
        "@context": "https://schema.org/",
        "@type": kind,
        "@id": found.iri,
        "name": found.label,
        "identifier": found.first(PREFIXES["dcterms"] + "identifier") or found.iri,
        "url": found.iri,
    }
    additional = [value.iri for value in found.types if value.iri]
    if additional:
        document["additionalType"] = additional
    summary = (
        found.first("summary")
        or found.first("note")
        or found.first("http://purl.obolibrary.org/obo/IAO_0000115")
    )
    if summary:
        document["description"] = summary
    if same := [value.iri for fact in found.facts if fact.property.iri == _SAME for value in fact.values]:
        document["sameAs"] = same
    if kind not in ("DefinedTerm", "ScholarlyArticle", "Thing"):
        document["isPartOf"] = {"@type": "Dataset", "@id": base + "dataset"}
    if year := found.first("year"):
        document["datePublished" if kind == "ScholarlyArticle" else "dateCreated"] = year
    return document


def script(document: dict[str, object]) -> Markup:
    """Return JSON that is safe inside a script element, marked as such for the template."""
    from markupsafe import Markup

    text = json.dumps(document, ensure_ascii=True, indent=1)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - nothing in it can end the element or begin a tag


def links(
    iri: str, kind: str, licence: str, data: list[tuple[str, str]], linkset_at: str
) -> list[dict[str, str]]:
    """Return the Signposting links of a page.

    Args:
        iri: the identifier of what the page is about.
        kind: the schema.org type.
        licence: IRI of the licence, or empty.
        data: (URL, media type) of each description.
        linkset_at: URL of the link set.
    """
    found = [{"rel": "cite-as", "href": iri}]
    found += [{"rel": "describedby", "href": url, "type": media} for url, media in data]
    found += [{"rel": "type", "href": f"https://schema.org/{name}"} for name in ("AboutPage", kind)]
    if licence:
        found.append({"rel": "license", "href": licence})
    found.append({"rel": "linkset", "href": linkset_at, "type": "application/linkset+json"})
    return found


def header(found: list[dict[str, str]]) -> str:
    """Return links as the value of a Link header (RFC 8288)."""
    parts = []
    for link in found:
        attributes = "".join(f' ; {name}="{value}"' for name, value in link.items() if name != "href")
        parts.append(f"<{link['href']}>{attributes}")
    return ", ".join(parts)


def linkset(anchor: str, found: list[dict[str, str]]) -> bytes:
    """Return links as a link set document."""
    relations: dict[str, list[dict[str, str]]] = {}
    for link in found:
        if link["rel"] != "linkset":
            target = {key: text for key, text in link.items() if key != "rel"}
            relations.setdefault(link["rel"], []).append(target)
    return json.dumps({"linkset": [{"anchor": anchor, **relations}]}, indent=1).encode() + b"\n"
