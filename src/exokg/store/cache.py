"""Stores that exokg builds by itself, kept in the user's cache and named by their inputs.

The cache follows the XDG base directory specification
(https://specifications.freedesktop.org/basedir-spec/latest/): ``$XDG_CACHE_HOME/exokg``, by default
``~/.cache/exokg``, and a folder for temporary files where that cannot be written. It may be deleted at
any time.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..curation.replacement import replacing
from ..curation.shipped import bundled_graph, ontology_of
from ..errors import InputError, StoreCorruptError, StoreError, StoreNotFoundError, StoreStaleError
from .embedded import EmbeddedStore
from .inputs import inputs_digest, inputs_signature

if TYPE_CHECKING:
    from .manifest import Manifest

__all__ = ["cache_folder", "cached_store", "check_fresh", "is_stale", "user_cache"]

_KEPT = 4  # stores of other states that stay


def user_cache() -> Path | None:
    """Where the user's cache belongs; ``None`` where there is no home."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    try:
        return (Path(base) if base.startswith("/") else Path.home() / ".cache") / "exokg"
    except RuntimeError:  # neither HOME nor an entry in the table of users
        return None


def cache_folder() -> Path:
    """Where exokg keeps what it can make again: the user's cache, or a folder for temporary files.

    The latter is this user's alone, as others may write beside it, and is used only where the user's
    cache cannot be written.

    Raises:
        StoreError: neither can be written.
    """
    home = user_cache()
    if home is not None and _is_writable(home):
        return home
    import tempfile

    shared = Path(tempfile.gettempdir()) / f"exokg-{os.getuid()}"
    try:
        shared.mkdir(mode=0o700, exist_ok=True)
        status = shared.lstat()
    except OSError as error:
        raise _unwritable(home or shared, error) from error
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid() or status.st_mode & 0o077:
        raise _unwritable(home or shared, OSError(errno.EACCES, f"and {shared} is not this user's alone"))
    return shared


def _is_writable(folder: Path) -> bool:
    """Whether a folder can be written, or made."""
    there = next((path for path in (folder, *folder.parents) if path.exists()), folder)
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def _unwritable(folder: Path, error: OSError) -> StoreError:
    return StoreError(
        f"{folder}: the cache cannot be written: {error.strerror}",
        hint="set XDG_CACHE_HOME, or name a store with --store",
    )


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
    if not manifest.source or not source.is_dir():  # without a name it would be the folder one is in
        return False
    try:
        return manifest.inputs != _known_digest(source)
    except InputError:  # it cannot be built from any more, and the store still answers
        return True


def _known_digest(graph: Path) -> str:
    """The hash of the inputs, read anew only when a file's size or time has changed."""
    ontology = ontology_of(graph)
    signature = inputs_signature(graph, ontology)
    try:
        memo = cache_folder() / "seen" / str(graph.resolve()).replace("/", "%")[-200:]
    except StoreError:  # a named store needs no cache
        return inputs_digest(graph, ontology)
    try:
        digest, _, known = memo.read_text().partition("\n")
    except OSError:
        digest = known = ""
    if known != signature:
        digest = inputs_digest(graph, ontology)
        _remember(memo, f"{digest}\n{signature}")
    return digest


def _remember(memo: Path, text: str) -> None:
    """Keep a hash for the next time; where that fails, it is made again."""
    with suppress(OSError):
        memo.parent.mkdir(parents=True, exist_ok=True)
        with replacing(memo) as file:
            file.write(text.encode())
        _keep_newest(memo.parent, 64)


def _prune(home: Path) -> None:
    _keep_newest(home.parent, _KEPT + 1)


def _keep_newest(folder: Path, count: int) -> None:
    import shutil

    entries = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in entries[count:]:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
