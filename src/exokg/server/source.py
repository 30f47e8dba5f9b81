"""Where the served data come from: a folder made by ``exokg build`` whose current version may change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from ..errors import StoreCorruptError, StoreError, StoreNotFoundError
from ..store import Store
from ..store.manifest import QUADS, VERSIONS, current_version, folder_with, read_manifest, verify_files


@dataclass(frozen=True)
class Opened:
    """One version, checked.

    Args:
        path: the engine's folder.
        digest: names the content.
        quads: how many statements it must have.
        name: the name of the version, for logs.
        others: the graphs of others that a request may include.
    """

    path: Path
    digest: str
    quads: int
    name: str
    others: tuple[str, ...] = ()


@dataclass
class FolderSource:
    """A store folder.

    Args:
        folder: the folder ``exokg build -o`` made.
        copy: a folder of our own, removed with this object.
        with_graphs: serve the dataset with the graphs of others, or with the one of this IRI.
    """

    folder: Path
    copy: TemporaryDirectory[str] | None = field(default=None, repr=False)
    with_graphs: bool | str = False

    def open(self) -> Opened:
        """Check the current version: every file's size and, where its time changed, its hash.

        Raises:
            StoreNotFoundError: there is none, or it has no graphs of others.
            StoreCorruptError: a file is missing or was changed.
        """
        version = current_version(self.folder)
        manifest = read_manifest(version)
        verify_files(version, manifest)
        others = manifest.graphs_of_others
        if self.with_graphs:
            folder = version / self._folder(others)
            joined = read_manifest(folder)
            return Opened(folder / QUADS, joined.digest, joined.quads, version.name, tuple(others))
        digests = [manifest.digest]  # a request may ask either
        digests += [read_manifest(version / folder_with(others)).digest] if others else []
        return Opened(version / QUADS, "-".join(digests), manifest.quads, version.name, tuple(others))

    def _folder(self, others: Sequence[str]) -> str:
        try:
            return folder_with(others, None if self.with_graphs is True else str(self.with_graphs))
        except StoreNotFoundError as error:
            raise StoreNotFoundError(f"{self.folder}: {error.message}", hint=error.hint) from error

    def close(self) -> None:
        """Remove the copy, if there is one."""
        if self.copy is not None:
            self.copy.cleanup()

    def present(self) -> str | None:
        """Return the name of the current version without checking it; ``None`` if there is none now."""
        try:
            return current_version(self.folder).name
        except StoreError:
            return None


def check_count(opened: Opened, found: int) -> None:
    """Compare what a worker counted with what was built.

    Raises:
        StoreCorruptError: the counts differ: half a manifest opens as an empty store.
    """
    if found != opened.quads:
        raise StoreCorruptError(
            f"{opened.path}: {found:,} statements instead of {opened.quads:,}",
            hint="build it again: exokg build",
        )


def find_source(
    store: str | None = None, graph: str | None = None, *, with_graphs: bool | str = False
) -> FolderSource:
    """Find the folder to serve; the bundled graph is built into the user's cache the first time.

    A remote endpoint or an RDF file is read once, and a copy of it is served: queries then have the same
    limits as everywhere, and the server itself asks nobody.

    Args:
        store: a folder made by ``exokg build``, a SPARQL endpoint or an RDF file.
        graph: a ``graph/`` folder.
        with_graphs: serve the dataset with the graphs of others that were built into the store, or with the
            one of this IRI.

    Raises:
        StoreError: there is no such store, or it has no graphs of others.
    """
    from ..store import open_store

    if store is not None and graph is None and Path(store).is_dir():
        return FolderSource(Path(store), with_graphs=with_graphs)
    opened = open_store(store, graph=graph)
    path = getattr(opened, "path", None)
    if path is not None and opened.manifest is not None:
        return FolderSource(path.parent.parent, with_graphs=with_graphs)
    if with_graphs:
        opened = opened.joined(None if with_graphs is True else with_graphs)
    copy = TemporaryDirectory(prefix="exokg-serve-")
    _copy(opened, Path(copy.name), str(store))
    return FolderSource(Path(copy.name), copy)


def _copy(opened: Store, folder: Path, name: str) -> None:
    import pyoxigraph

    from ..store.versions import write_version

    copy = pyoxigraph.Store()
    copy.bulk_extend(opened.quads())
    (folder / VERSIONS).mkdir()
    write_version(folder, copy, {}, inputs="copy", source=name)
