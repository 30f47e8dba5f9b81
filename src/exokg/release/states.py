"""The states of a graph that are compared: records, a store, a release, an RDF file, or a commit."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ..curation.reading import read_graph
from ..curation.revisions import folder_of
from ..curation.rules import check_graph
from ..curation.shipped import bundled_graph, ontology_of
from ..curation.tables import reasons_in
from ..errors import StoreCorruptError
from ..rdf.dataset import build_dataset
from ..store import Store, is_address, open_store
from ..store.embedded import EmbeddedStore
from .folders import MANIFEST, check_release


class State(NamedTuple):
    """One state of a graph.

    Attributes:
        store: what it says.
        notes: what a reader should know of it, a line each.
        reasons: why names are gone from it, as the ``changes.tsv`` of its records says.
    """

    store: Store
    notes: list[str]
    reasons: dict[str, str]


def open_state(name: str | Path, graph: str | Path | None = None) -> State:
    """Open one state of a graph.

    Args:
        name: a folder of records, a store, the folder of a release, an RDF file, a SPARQL endpoint, or a
            commit of the repository that holds *graph*. A folder goes before a commit of the same name.
        graph: the folder of records that is taken from a commit; by default the graph that exokg ships.

    Raises:
        InputError: there is no such thing, or its file cannot be read.
        InvalidGraphError: it is a folder of records with errors.
        StoreError: it is a store or a release that is not whole.
    """
    path = Path(name)
    if is_address(name) or path.is_file():
        return State(open_store(str(name)), [], {})
    if (path / "terms.tsv").is_file():
        return State(open_store(graph=path), [], reasons_in(path / "changes.tsv"))
    if (path / MANIFEST).is_file():
        return State(_released(path), [], {})
    if path.is_dir():
        return State(open_store(path), [], {})
    return _committed(str(name), bundled_graph() if graph is None else Path(graph))


def _released(folder: Path) -> Store:
    faults = check_release(folder)
    if faults:
        raise StoreCorruptError(f"{folder}: {faults[0]}", f"exokg release --check {folder} lists all faults")
    return open_store(folder / "rdf" / "exokg.nq")


def _committed(name: str, graph: Path) -> State:
    """A commit was valid by the rules of its day, so what today's rules say of it is only reported."""
    with folder_of(name, graph) as folder:
        read = read_graph(folder)
        faults = {*read.violations, *check_graph(read)}
        errors = sum(fault.level == "ERROR" for fault in faults)
        dataset = build_dataset(read, ontology_of(folder).read_bytes())
        reasons = reasons_in(folder / "changes.tsv")
    note = f"{name}: {errors} errors by today's rules; what they are about may be missing from it"
    return State(EmbeddedStore(dataset), [note] if errors else [], reasons)
