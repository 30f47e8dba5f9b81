"""What ``graph/dataset.yaml`` says of the whole graph; :mod:`exokg.rdf.metadata` states it."""

from __future__ import annotations

from .declarations import Part, needed, optional
from .types import Address, FullDay


class Dataset(Part):
    """The data of the title page of the graph."""

    title: str = needed("title of the graph", "dcterms:title", example="exokg")
    description: str = needed(
        "what it holds, in a sentence or two", "dcterms:description", example="Vesicles and hair."
    )
    version: str = needed("version of the data", "version", example="2026-11-22")
    issued: FullDay = needed("day of issue", "dcterms:issued", example="2026-11-22")
    licence: Address = needed(
        "licence of the data, as a web address",
        "dcterms:license",
        example="https://creativecommons.org/licenses/by/4.0/",
    )
    creator: str | None = optional("who made it", "dcterms:creator", example="The exokg team")
    searched_to: FullDay = needed("day to which literature was searched", "searchedTo", example="2026-11-15")
    homepage: Address = needed("where it lives", "dcat:landingPage", example="https://example.org/exokg")
