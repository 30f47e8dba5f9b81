"""What an edit of records changes in the claims that are derived from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from pyoxigraph import NamedNode

from ..curation.graph import Graph
from ..curation.reading import read_graph
from ..curation.revisions import folder_of
from ..curation.rules import check_graph
from ..curation.shipped import ontology_of
from ..errors import InvalidGraphError
from .dataset import build_dataset
from .namespaces import compress

_SHOWN: Final = {
    "findingCount": "findings",
    "independentStudies": "independent studies",
    "separableStudies": "studies whose effect can be separated",
    "separability": "separability",
    "highestRung": "highest rung",
    "bestContrast": "best contrast",
    "bestSupport": "best support",
    "disagreesWith": "disagrees with",
    "supportedBy": "supported by",
}
"""Property of a claim → what it is called in a line."""

CLAIMS: Final = f"""
PREFIX exokg: <https://w3id.org/exokg/ontology/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?claim ?label ?subject ?effect ?target ?property ?value WHERE {{
  ?claim a exokg:Claim ; rdfs:label ?label ;
    exokg:claimSubject ?subject ; exokg:claimEffect ?effect ; exokg:claimTarget ?target .
  OPTIONAL {{ VALUES ?property {{ {" ".join(f"exokg:{name}" for name in _SHOWN)} }} ?claim ?property ?value }}
}}"""
"""Every claim with its evidence; :func:`claims_of` reads the answer."""


class Claim(NamedTuple):
    """A claim and its evidence.

    Attributes:
        label: what it says.
        about: IRIs of its subject and target.
        direction: *increases* and the like.
        values: the words that are said of its evidence, by what each is called in a line.
    """

    label: str
    about: tuple[str, str]
    direction: str
    values: dict[str, set[str]]


def changed_claims(folder: Path, against: str) -> list[str]:
    """Return what the edits of a graph change in its claims, a line for each claim.

    Args:
        folder: the graph, as it is now.
        against: another graph folder, or a commit of the repository that holds *folder*.

    Raises:
        InputError: there is no such folder or commit.
        InvalidGraphError: the records have errors.
    """
    after = read_graph(folder)
    errors = [fault for fault in check_graph(after) if fault.level == "ERROR"]
    if errors:
        raise InvalidGraphError("the records have errors", errors, "correct them first: exokg validate")
    with folder_of(against, folder) as before:
        return list(claim_changes(read_graph(before), after, ontology_of(folder).read_bytes()))


def claim_changes(before: Graph, after: Graph, ontology: bytes) -> Iterator[str]:
    """Yield a line for every claim that is gone, new or changed, sorted by claim.

    Args:
        before: the graph as it was.
        after: the graph as it is now; both without errors.
        ontology: the Turtle of ``ontology.ttl``.
    """
    datasets: Any = [build_dataset(graph, ontology) for graph in (before, after)]
    old, new = (claims_of(dataset.query(CLAIMS)) for dataset in datasets)
    for iri in sorted(old.keys() | new.keys()):
        values = changed_values(old.get(iri), new.get(iri))
        if iri not in new:
            yield f"- {old[iri].label}\n"
        elif iri not in old:
            said = ", ".join(f"{name}: {now}" for name, (_, now) in values.items())
            yield f"+ {new[iri].label} ({said})\n"
        elif values:
            said = "; ".join(
                f"{name} {was or 'none'} → {now or 'none'}" for name, (was, now) in values.items()
            )
            yield f"~ {new[iri].label}: {said}\n"


def claims_of(rows: Iterable[Any]) -> dict[str, Claim]:
    """The claims in the answer to :data:`CLAIMS`, by IRI."""
    claims: dict[str, Claim] = {}
    for claim, label, subject, effect, target, name, value in rows:
        new = Claim(label.value, (subject.value, target.value), local_name(effect), {})
        said = claims.setdefault(claim.value, new).values
        if name is not None:
            said.setdefault(_SHOWN[local_name(name)], set()).add(local_name(value))
    return claims


def local_name(value: Any) -> str:
    """The word that an IRI ends in, of a closed list without the list's name; a literal's text.

    >>> from pyoxigraph import Literal
    >>> local_name(NamedNode("https://w3id.org/exokg/code/rung-in-vitro")), local_name(Literal("rose"))
    ('in-vitro', 'rose')
    """
    if not isinstance(value, NamedNode):
        return str(getattr(value, "value", value))  # a triple term has none
    prefix, _, name = compress(value).partition(":")
    return name.partition("-")[2] if prefix == "code" else name


def changed_values(old: Claim | None, new: Claim | None) -> dict[str, tuple[str, str]]:
    """What is said otherwise of a claim: before and after, by what it is called; empty for nothing."""
    changed: dict[str, tuple[str, str]] = {}
    if old and new and old.label != new.label:
        changed["called"] = (old.label, new.label)
    for name in _SHOWN.values():
        was, now = (" ".join(sorted(claim.values.get(name, ()))) if claim else "" for claim in (old, new))
        if was != now:
            changed[name] = (was, now)
    return changed
