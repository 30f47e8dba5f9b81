"""A release: every file of it in one folder with a list of their digests, and the check of such a folder.

The same graph gives the same bytes.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..errors import InputError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["MANIFEST", "check_release", "write_release"]

MANIFEST: Final = "manifest.json"
"""Lists every other file with its size, SHA-256 and media type."""

_MEDIA: Final = {
    "csv": "text/csv",
    "cx2": "application/json",
    "cyjs": "application/json",
    "graphml": "application/xml",
    "gz": "application/gzip",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "nq": "application/n-quads",
    "nt": "application/n-triples",
    "owl": "application/rdf+xml",
    "parquet": "application/vnd.apache.parquet",
    "rdf": "application/rdf+xml",
    "trig": "application/trig",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
}


def write_release(
    files: Iterable[tuple[str, bytes]], folder: str | Path, about: Mapping[str, str]
) -> dict[str, Any]:
    """Write the files of a release, and its manifest when all are there.

    Args:
        files: path within the folder and content of each.
        folder: a new or empty folder, or one with an earlier release, whose files are replaced.
        about: ``title``, ``version``, ``licence`` and ``issued`` of the dataset.

    Returns:
        What the manifest holds.

    Raises:
        InputError: the folder holds something else.
    """
    into = Path(folder)
    _clear(into)
    listed = []
    for name, content in files:
        path = into / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        listed.append(_entry(name, content))
    manifest: dict[str, Any] = {**about, "files": sorted(listed, key=lambda entry: str(entry["path"]))}
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    (into / MANIFEST).write_bytes(text.encode())
    return manifest


def _entry(name: str, content: bytes) -> dict[str, object]:
    media = _MEDIA[name.rpartition(".")[2]]
    return {"path": name, "bytes": len(content), "sha256": sha256(content).hexdigest(), "mediaType": media}


def _clear(folder: Path) -> None:
    """Take away an earlier release; what is none stays."""
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is no folder", "name a new folder")
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / MANIFEST).is_file():
        for entry in _read(folder)["files"]:
            _within(folder, entry["path"]).unlink(missing_ok=True)
        (folder / MANIFEST).unlink()
    elif any(folder.iterdir()):
        raise InputError(f"{folder} holds files that are no release", "name a new or empty folder")


def check_release(folder: str | Path) -> list[str]:
    """What differs between a release and its manifest; nothing if all its files are as they were written.

    Raises:
        StoreError: there is no manifest, or it cannot be read.
    """
    into = Path(folder)
    faults = []
    listed = {MANIFEST}
    for entry in _read(into)["files"]:
        name = entry["path"]
        listed.add(name)
        path = _within(into, name)
        if not path.is_file():
            faults.append(f"{name} is missing")
        elif sha256(path.read_bytes()).hexdigest() != entry["sha256"]:
            faults.append(f"{name} was changed")
    there = {path.relative_to(into).as_posix() for path in into.rglob("*") if path.is_file()}
    return sorted([*faults, *(f"{name} is not in {MANIFEST}" for name in there - listed)])


def _within(folder: Path, name: str) -> Path:
    """The path of a file of a release, which is never outside it."""
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise StoreError(f"{folder / MANIFEST}: {name} is outside the release", "exokg writes no such name")
    return path


def _read(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        known = [{"path": str(one["path"]), "sha256": str(one["sha256"])} for one in manifest["files"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path}: not the manifest of a release", "exokg release DIR writes one") from error
    return {"files": known}
