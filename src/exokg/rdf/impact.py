"""What an edit of records changes in the claims that are derived from them."""

from __future__ import annotations

import subprocess
import tarfile
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import NamedNode

from ..curation.reading import read_graph
from ..curation.rules import check_graph
from ..curation.shipped import ontology_of
from ..errors import InputError, InvalidGraphError
from .dataset import build_dataset
from .namespaces import compress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..curation.graph import Graph

__all__ = ["changed_claims", "claim_changes", "folder_of"]

_SHOWN: Final = {
    "findingCount": "findings",
    "independentStudies": "independent studies",
    "separableStudies": "studies whose effect can be separated",
    "highestRung": "highest rung",
    "bestContrast": "best contrast",
    "disagreesWith": "disagrees with",
    "supportedBy": "supported by",
}
"""Property of a claim → what it is called in a line."""

_QUERY: Final = f"""
PREFIX exokg: <https://w3id.org/exokg/ontology/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?claim ?label ?property ?value WHERE {{
  ?claim a exokg:Claim ; rdfs:label ?label .
  OPTIONAL {{ VALUES ?property {{ {" ".join(f"exokg:{name}" for name in _SHOWN)} }} ?claim ?property ?value }}
}}"""

_Claims = dict[str, tuple[str, dict[str, set[str]]]]


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


@contextmanager
def folder_of(name: str, folder: Path) -> Iterator[Path]:
    """Yield a folder: the one of this name, else *folder* as the commit *name* has it, written to scratch.

    Raises:
        InputError: there is neither.
    """
    if Path(name).is_dir():
        yield Path(name)
        return
    command = ["git", "-C", str(folder), "archive", "--format=tar", "--end-of-options", name, "."]
    try:
        done = subprocess.run(command, capture_output=True, timeout=60, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError) as error:
        said = (
            (getattr(error, "stderr", None) or str(error).encode()).decode("utf-8", "replace").split("\n")[0]
        )
        message = f"{name} is neither a folder nor a commit: {said}"
        raise InputError(message, "name a graph folder or a commit") from error
    with TemporaryDirectory() as scratch, tarfile.open(fileobj=BytesIO(done.stdout)) as archive:
        archive.extractall(scratch, filter="data")
        yield Path(scratch)


def claim_changes(before: Graph, after: Graph, ontology: bytes) -> Iterator[str]:
    """Yield a line for every claim that is gone, new or changed, sorted by claim.

    Args:
        before: the graph as it was.
        after: the graph as it is now; both without errors.
        ontology: the Turtle of ``ontology.ttl``.
    """
    old, new = _claims(before, ontology), _claims(after, ontology)
    for iri in sorted(old.keys() | new.keys()):
        if iri not in new:
            yield f"- {old[iri][0]}\n"
        elif iri not in old:
            yield f"+ {new[iri][0]} ({_said(new[iri][1])})\n"
        elif old[iri] != new[iri]:
            yield f"~ {new[iri][0]}: {'; '.join(_differences(old[iri], new[iri]))}\n"


def _claims(graph: Graph, ontology: bytes) -> _Claims:
    claims: _Claims = {}
    rows: Any = build_dataset(graph, ontology).query(_QUERY)
    for claim, label, name, value in rows:
        _label, said = claims.setdefault(claim.value, (label.value, {}))
        if name is not None:
            word = compress(value).partition(":")[2] if isinstance(value, NamedNode) else value.value
            said.setdefault(_SHOWN[compress(name).removeprefix("exokg:")], set()).add(word)
    return claims


def _said(values: dict[str, set[str]]) -> str:
    return ", ".join(
        f"{name}: {' '.join(sorted(values[name]))}" for name in _SHOWN.values() if name in values
    )


def _differences(old: tuple[str, dict[str, set[str]]], new: tuple[str, dict[str, set[str]]]) -> Iterator[str]:
    if old[0] != new[0]:
        yield f"was called {old[0]}"
    for name in _SHOWN.values():
        was, now = (" ".join(sorted(claim[1].get(name, {"none"}))) for claim in (old, new))
        if was != now:
            yield f"{name} {was} → {now}"
