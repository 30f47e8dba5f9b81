"""Stores that exokg builds by itself, kept in the user's cache and named by their inputs.

The cache follows the XDG base directory specification
(https://specifications.freedesktop.org/basedir-spec/latest/): ``$XDG_CACHE_HOME/exokg``, by default
``~/.cache/exokg``, and a folder for temporary files where that cannot be written, or where others can write
it. It may be deleted at any time.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from ..curation.replacement import replacing
from ..curation.shipped import bundled_graph, ontology_of
from ..errors import InputError, StoreCorruptError, StoreNotFoundError, StoreStaleError
from .embedded import EmbeddedStore
from .inputs import inputs_digest, inputs_signature
from .manifest import Manifest, current_version, read_manifest

_KEPT = 4  # stores of other states that stay


def user_cache() -> Path | None:
    """Where the user's cache belongs; ``None`` where there is no home."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    try:
        return (Path(base) if base.startswith("/") else Path.home() / ".cache") / "exokg"
    except RuntimeError:  # neither HOME nor an entry in the table of users
        return None


def cache_folder() -> Path | None:
    """Where exokg keeps what it can make again: the user's cache, else a folder for temporary files.

    Either must be this user's alone: what others can write there would be believed.

    Returns:
        The folder; ``None`` where neither can be used.
    """
    home = user_cache()
    if home is not None and _is_ours(home):
        return home
    import tempfile  # 2 ms, only where it is needed

    try:
        shared = Path(tempfile.gettempdir()) / f"exokg-{os.getuid()}"
    except FileNotFoundError:  # nowhere on this system can a file be written
        return None
    return shared if _is_ours(shared) else None


def _is_ours(folder: Path) -> bool:
    """Whether a folder, made if it is missing, can be written by this user and by nobody else."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        status = folder.lstat()
    except OSError:
        return False
    owned = stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid()
    return owned and not status.st_mode & 0o022 and os.access(folder, os.W_OK | os.X_OK)


def cached_store(graph: str | Path | None = None) -> EmbeddedStore:
    """The store of a graph folder's present state, built if the cache does not hold it.

    Where there is no cache, it is built in memory.

    Args:
        graph: the folder; by default the graph that exokg ships.

    Raises:
        GraphNotFoundError: there is no such folder.
        InvalidGraphError: it does not conform, so it has no store.
        StoreError: the cache cannot be written.
    """
    folder = bundled_graph() if graph is None else Path(graph)
    digest = _known_digest(folder)
    cache = cache_folder()
    if cache is None:
        from .building import check_and_collect

        return EmbeddedStore(check_and_collect(folder, ontology_of(folder)).dataset)
    home = cache / "stores" / digest[:32]
    try:
        return _open(home, digest)
    except (StoreNotFoundError, StoreCorruptError) as error:
        from .building import build

        forced, earlier = isinstance(error, StoreCorruptError), _latest(home.parent, folder)
        build(folder, home, ontology_of(folder), wait=True, force=forced, earlier=earlier)
        _prune(home)
        return _open(home, digest)


def _open(home: Path, inputs: str) -> EmbeddedStore:
    store = EmbeddedStore.open(home)
    if store.manifest is None or store.manifest.inputs != inputs:
        raise StoreCorruptError(f"{home}: not the store of this graph", hint="delete it")
    return store


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
    cache = cache_folder()
    if cache is None:
        return inputs_digest(graph, ontology)
    memo = cache / "seen" / str(graph.resolve()).replace("/", "%")[-200:]
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


def _latest(stores: Path, folder: Path) -> Path | None:
    """The store that was built last of another state of a graph folder."""
    found = []
    for home in stores.glob("*"):
        with suppress(StoreNotFoundError, StoreCorruptError, OSError):
            version = current_version(home)
            if read_manifest(version).source == str(folder.resolve()):
                found.append((version.stat().st_mtime_ns, home))
    return max(found)[1] if found else None


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
