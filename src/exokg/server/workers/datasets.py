"""The two datasets of a version, as a worker asks them: ours, and that with graphs of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import QueryRefusedError, StoreNotFoundError
from ...store.embedded import EmbeddedStore
from ...store.manifest import QUADS, WITH

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyoxigraph as ox

__all__ = ["adopt_joined", "joined"]


def adopt_joined(store: EmbeddedStore, read: Callable[[str], ox.Store]) -> None:
    """Open the dataset with graphs of others, if there is one: nothing can be opened in the sandbox.

    Args:
        store: of a version, or of the dataset with graphs of others itself.
        read: opens the engine's files.
    """
    folder = store.path / WITH if store.path else None
    if store.path and store.path.name == WITH:
        store.adopt(store)
    elif folder is not None and folder.is_dir():
        store.adopt(EmbeddedStore(read(str(folder / QUADS)), path=folder))
        _ = store.joined().kept  # opens its file


def joined(store: EmbeddedStore) -> EmbeddedStore:
    """The dataset with graphs of others.

    Raises:
        QueryRefusedError: the store was built without.
    """
    try:
        return store.joined()
    except StoreNotFoundError as error:
        raise QueryRefusedError(f"with-graphs: {error.message}") from error
