"""Where the served data come from: a folder made by ``exokg build`` whose current version may change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import StoreCorruptError, StoreError
from ..store.manifest import QUADS, current_version, read_manifest, verify_files

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FolderSource", "Opened"]


@dataclass(frozen=True)
class Opened:
    """One version, checked.

    Args:
        path: the engine's folder.
        digest: names the content.
        quads: how many statements it must have.
        name: the name of the version, for logs.
    """

    path: Path
    digest: str
    quads: int
    name: str


class FolderSource:
    """A store folder.

    Args:
        folder: the folder ``exokg build -o`` made.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def open(self) -> Opened:
        """Check the current version: every file's size and, where its time changed, its hash.

        Raises:
            StoreNotFoundError: there is none.
            StoreCorruptError: a file is missing or was changed.
        """
        version = current_version(self.folder)
        manifest = read_manifest(version)
        verify_files(version, manifest)
        return Opened(version / QUADS, manifest.digest, manifest.quads, version.name)

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
