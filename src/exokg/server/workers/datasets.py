"""The datasets of a version, as a worker asks them: ours, and those with graphs of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import QueryRefusedError, StoreNotFoundError
from ...store.embedded import EmbeddedStore
from ...store.manifest import QUADS, WITH, folder_with, read_manifest, version_of
from .job import ALL

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyoxigraph as ox


def adopt_joined(store: EmbeddedStore, read: Callable[[str], ox.Store]) -> None:
    """Open the datasets with graphs of others, if there are any: nothing can be opened in the sandbox.

    Args:
        store: of a version, or of a dataset with graphs of others itself.
        read: opens the engine's files.
    """
    if store.path is None or not (version := version_of(store.path) / WITH).is_dir():
        return
    opened = {store.path: store}
    graphs = read_manifest(version).graphs_of_others
    for graph in (None, *graphs):
        folder = version.parent / folder_with(graphs, graph)
        if folder not in opened:
            opened[folder] = EmbeddedStore(read(str(folder / QUADS)), path=folder)
            _ = opened[folder].kept  # opens its file
        store.adopt(opened[folder], graph)


def joined(store: EmbeddedStore, choice: str) -> EmbeddedStore:
    """The dataset with graphs of others.

    Args:
        store: what was opened.
        choice: :data:`~.job.ALL`, or the IRI of one.

    Raises:
        QueryRefusedError: the store was built without.
    """
    try:
        return store.joined(None if choice == ALL else choice)
    except StoreNotFoundError as error:
        raise QueryRefusedError(f"with-graphs: {error.message}", hint=error.hint) from error
