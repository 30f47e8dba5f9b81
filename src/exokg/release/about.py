"""What a dataset says of itself: the one source of every description of it.

VoID, DCAT, PROV, RO-Crate, schema.org, ``CITATION.cff``, ``codemeta.json``, the tables' descriptions, SSSOM,
the manifest and the server's pages take version, licence, date and the rest from here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from ..rdf.namespaces import BASE, EXOKG, METADATA_GRAPH, PREFIXES
from ..store import Store
from ..store.solutions import value_of

DATASET: Final = f"{BASE}dataset"
"""The IRI of the dataset, whatever its version."""

MAKER: Final = "The exokg team"
"""Who made a dataset that does not say so."""

_DCTERMS: Final = PREFIXES["dcterms"]
_SAID: Final = f"""SELECT ?property ?value WHERE {{
  {{ GRAPH {METADATA_GRAPH} {{ <{DATASET}> ?property ?value }} }} UNION {{ <{DATASET}> ?property ?value }}
}}"""
_PROPERTIES: Final = {
    "title": f"{_DCTERMS}title",
    "description": f"{_DCTERMS}description",
    "version": f"{EXOKG}version",
    "issued": f"{_DCTERMS}issued",
    "licence": f"{_DCTERMS}license",
    "creator": f"{_DCTERMS}creator",
    "searched_to": f"{EXOKG}searchedTo",
    "homepage": f"{PREFIXES['dcat']}landingPage",
}
_IN_FILES: Final = f"{PREFIXES['owl']}versionInfo"
"""How a file of the default graph alone states the version."""

_LICENCES: Final = {
    "creativecommons.org/licenses/by/4.0": ("CC BY 4.0", "CC-BY-4.0"),
    "creativecommons.org/publicdomain/zero/1.0": ("CC0 1.0", "CC0-1.0"),
}
"""Part of the address of a licence → its name and its identifier of SPDX."""


@dataclass(frozen=True)
class About:
    """The title page of a dataset; a text is empty where the dataset does not say it.

    Attributes:
        title: its title.
        description: what it holds.
        version: its version.
        issued: day of issue, such as 2026-11-29.
        licence: address of the licence.
        creator: who made it.
        searched_to: day to which literature was searched.
        homepage: where it lives.
        counts: how many of what it holds, by the name of the property that says so.
    """

    title: str = ""
    description: str = ""
    version: str = ""
    issued: str = ""
    licence: str = ""
    creator: str = ""
    searched_to: str = ""
    homepage: str = ""
    counts: dict[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, statements: Iterable[tuple[str, str]]) -> About:
        """What is said by statements about the dataset, each a property and a value."""
        said = dict(sorted(statements))
        texts = {name: said.get(property_, "") for name, property_ in _PROPERTIES.items()}
        texts["version"] = texts["version"] or said.get(_IN_FILES, "")
        counts = {
            name.removeprefix(EXOKG): int(value)
            for name, value in said.items()
            if name.startswith(EXOKG) and name.endswith(("Count", "Total")) and value.isdecimal()
        }
        return cls(**texts, counts=counts)

    @property
    def licence_name(self) -> str:
        """The short name of the licence, or else its address."""
        return self._licence[0] or self.licence

    @property
    def licence_id(self) -> str:
        """The identifier that SPDX gives the licence; empty where it is none that we know."""
        return self._licence[1]

    @property
    def _licence(self) -> tuple[str, str]:
        return next((names for part, names in _LICENCES.items() if part in self.licence), ("", ""))

    @property
    def release(self) -> str:
        """The IRI of this version of the dataset, below which its files are named."""
        return f"{DATASET}/{self.version}" if self.version else DATASET

    @property
    def citation(self) -> str:
        """How to cite the dataset, on one line."""
        year = f" ({self.issued[:4]})" if self.issued else ""
        version = f", version {self.version}" if self.version else ""
        licence = self.licence_name or "no licence"
        return f"{self.creator or MAKER}{year}. {self.title}. Dataset{version}, {licence}. {BASE}"

    @property
    def shown(self) -> dict[str, str]:
        """What the manifest of a release says: title, version, licence and day of issue."""
        return {name: getattr(self, name) for name in ("title", "version", "licence", "issued")}


def about_dataset(store: Store) -> About:
    """What the dataset of an open store says of itself."""
    return About.read((property_.value, value_of(value)) for property_, value in statements_about(store))


def statements_about(store: Store) -> list[tuple[NamedNode, NamedNode | Literal]]:
    """The same as RDF: each property and its value."""
    found: Any = store.select(_SAID)
    return [(property_, value) for property_, value in found]
