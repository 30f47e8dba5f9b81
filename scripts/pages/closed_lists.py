"""The closed lists of the page of dimensions: every value, and what it means, as the ontology defines it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rdflib import RDFS, Graph, URIRef

from exokg.model.effects import DIRECTIONS
from exokg.model.groups import GROUPS
from exokg.rdf.namespaces import PREFIXES
from scripts.pages import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exokg.model.dimensions import Dimension

__all__ = ["closed_lists"]

_DEFINITION: Final = URIRef("http://purl.obolibrary.org/obo/IAO_0000115")
_RANK: Final = URIRef(f"{PREFIXES['exokg']}rank")


def closed_lists(dimensions: Iterable[Dimension]) -> str:
    """The values of every dimension that has a closed list, as Markdown."""
    ontology = Graph().parse(ROOT / "ontology.ttl")
    parts = ["\n## The closed lists\n\nWhat a user may write for a dimension with a closed list.\n"]
    for dimension in dimensions:
        values = _values(ontology, dimension)
        if values:
            parts.append(f"\n### `{dimension.name}`\n\n| value | meaning |\n|---|---|\n")
            parts += [f"| {label} | {meaning} |\n" for label, meaning in values]
    return "".join(parts)


def _values(ontology: Graph, dimension: Dimension) -> list[tuple[str, str]]:
    """Label and meaning of each value, those of a ladder from below."""
    if dimension.kind == "direction":
        return [(one.word, f"also: {', '.join((*one.verbs, *one.wordings))}") for one in DIRECTIONS]
    if dimension.name == "tested-in":
        return [(name, group.definition) for name, group in GROUPS.items() if group.lane == "tested in"]
    if dimension.kind != "code":
        return []
    beginning = f"{PREFIXES['code']}{dimension.of[0]}-"
    found = sorted(
        (int(str(ontology.value(code, _RANK) or 0)), str(label), str(ontology.value(code, _DEFINITION)))
        for code, label in ontology.subject_objects(RDFS.label)
        if str(code).startswith(beginning)
    )
    return [(label, meaning) for _, label, meaning in found]
