"""Stores that exokg builds by itself, kept in the user's cache and named by their inputs.

The cache follows the XDG base directory specification
(https://specifications.freedesktop.org/basedir-spec/latest/): ``$XDG_CACHE_HOME/exokg``, by default
``~/.cache/exokg``. It may be deleted at any time.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from ..curation.replacement import replacing
from ..curation.shipped import bundled_graph, ontology_of
from ..errors import StoreCorruptError, StoreError, StoreNotFoundError, StoreStaleError
from .embedded import EmbeddedStore
from .inputs import inputs_digest, inputs_signature

if TYPE_CHECKING:
    from .manifest import Manifest

__all__ = ["cache_folder", "cached_store", "check_fresh", "is_stale"]

_KEPT = 4  # stores of other states that stay


def cache_folder() -> Path:
    """Where exokg keeps what it can make again."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if base.startswith("/") else Path.home() / ".cache") / "exokg"


def cached_store(graph: str | Path | None = None) -> EmbeddedStore:
    """The store of a graph folder's present state, built if the cache does not hold it.

    Args:
        graph: the folder; by default the graph that exokg ships.

    Raises:
        GraphNotFoundError: there is no such folder.
        InvalidGraphError: it does not conform, so it has no store.
        StoreError: the cache cannot be written.
    """
    folder = bundled_graph() if graph is None else Path(graph)
    digest = _known_digest(folder)
    home = cache_folder() / "stores" / digest[:32]
    try:
        return EmbeddedStore.open(home)
    except (StoreNotFoundError, StoreCorruptError) as error:
        from .building import build

        build(folder, home, ontology_of(folder), wait=True, force=isinstance(error, StoreCorruptError))
        _prune(home)
        return EmbeddedStore.open(home)


def check_fresh(store: EmbeddedStore, graph: Path) -> None:
    """Refuse a store that was built from another state of a graph folder.

    Raises:
        StoreStaleError: it was.
    """
    if store.manifest is not None and store.manifest.inputs != _known_digest(graph):
        where = store.path.parent.parent if store.path else "store"
        raise StoreStaleError(
            f"{where}: built from another state of {graph}", hint=f"exokg build --graph {graph} -o {where}"
        )


def is_stale(manifest: Manifest) -> bool:
    """Whether the folder that a store was built from is still there, and has changed since."""
    source = Path(manifest.source)
    return source.is_dir() and manifest.inputs != _known_digest(source)


def _known_digest(graph: Path) -> str:
    """The hash of the inputs, read anew only when a file's size or time has changed."""
    ontology = ontology_of(graph)
    signature = inputs_signature(graph, ontology)
    memo = cache_folder() / "seen" / str(graph.resolve()).replace("/", "%")[-200:]
    try:
        digest, _, known = memo.read_text().partition("\n")
    except OSError:
        digest = known = ""
    if known != signature:
        digest = inputs_digest(graph, ontology)
        _remember(memo, f"{digest}\n{signature}")
    return digest


def _remember(memo: Path, text: str) -> None:
    try:
        memo.parent.mkdir(parents=True, exist_ok=True)
        with replacing(memo) as file:
            file.write(text.encode())
        _keep_newest(memo.parent, 64)
    except OSError as error:
        raise StoreError(
            f"{memo.parent}: the cache cannot be written: {error.strerror}",
            hint="set XDG_CACHE_HOME, or name a store with --store",
        ) from error


def _prune(home: Path) -> None:
    _keep_newest(home.parent, _KEPT + 1)


def _keep_newest(folder: Path, count: int) -> None:
    entries = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in entries[count:]:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
