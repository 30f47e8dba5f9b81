"""A release: every file of it in one folder with a list of their digests, and the check of such a folder.

The same graph gives the same bytes.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, Final, NamedTuple

from ..errors import InputError, StoreError

MANIFEST: Final = "manifest.json"
"""Lists every other file with its size, SHA-256 and media type."""

CRATE: Final = "ro-crate-metadata.json"
"""The name that RO-Crate gives its description of the same files."""

_UNFINISHED: Final = ".unfinished-"
"""How the name of a folder begins in which a release is being written."""

_MEDIA: Final = {
    "cff": "application/yaml",
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


class ReleasedFile(NamedTuple):
    """A file of a release.

    Attributes:
        path: within the folder, with slashes.
        size: in bytes.
        sha256: digest of its bytes, in hexadecimal.
        media: its media type.
    """

    path: str
    size: int
    sha256: str
    media: str

    @property
    def content_media(self) -> str:
        """The media type of what is compressed; of the file itself where it is not."""
        return _media(self.path.removesuffix(".gz"))

    @classmethod
    def measured(cls, path: Path, name: str) -> ReleasedFile:
        """What is to be said of a file that is there."""
        with path.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
        return cls(name, path.stat().st_size, digest, _media(name))


class Content:
    """The content of a file, which is measured while it is written.

    Args:
        path: within the folder, with slashes.
        pieces: the bytes, or pieces of them that are made as they are wanted.
    """

    def __init__(self, path: str, pieces: bytes | Iterable[bytes]) -> None:
        self._path = path
        self._pieces = [pieces] if isinstance(pieces, bytes) else pieces
        self._size = 0
        self._digest = sha256()

    def __iter__(self) -> Iterator[bytes]:
        """The pieces, once."""
        for piece in self._pieces:
            self._size += len(piece)
            self._digest.update(piece)
            yield piece

    @property
    def file(self) -> ReleasedFile:
        """What is to be said of the file, after it was written."""
        return ReleasedFile(self._path, self._size, self._digest.hexdigest(), _media(self._path))


def _media(path: str) -> str:
    return _MEDIA.get(path.rpartition(".")[2], "application/octet-stream")


def write_release(
    files: Iterable[tuple[str, bytes | Iterable[bytes]]], folder: str | Path, about: Mapping[str, str]
) -> dict[str, Any]:
    """Write the files of a release and its manifest: all of them, or after an error none.

    An earlier release stays as it is until all files of the new one are written.

    Args:
        files: path within the folder and content of each, whole or in pieces; each is
            written before the next is asked for.
        folder: a new or empty folder, or one with an earlier release, whose files are replaced.
        about: ``title``, ``version``, ``licence`` and ``issued`` of the dataset.

    Returns:
        What the manifest holds.

    Raises:
        InputError: the folder holds something else.
    """
    into = Path(folder)
    earlier = _earlier(into)
    # Within a folder that is there, as it may be a mount or the working directory; else beside its place.
    staging = (into if into.exists() else into.parent) / f"{_UNFINISHED}{os.getpid()}"
    staging.mkdir(parents=True)
    try:
        listed = []
        for name, content in files:
            path = staging / name
            path.parent.mkdir(parents=True, exist_ok=True)
            measured = Content(name, content)
            with path.open("wb") as file:
                file.writelines(measured)
            listed.append(measured.file)
        manifest = _manifest(about, listed)
        (staging / MANIFEST).write_bytes(_text(manifest))
        _put(staging, into, [one.path for one in listed], earlier)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return manifest


def _put(staging: Path, into: Path, names: Iterable[str], earlier: Iterable[str]) -> None:
    """Move what was written to its place; without a manifest, no folder passes for a release meanwhile."""
    if not into.exists():
        staging.rename(into)
        return
    for name in (MANIFEST, *earlier):
        _within(into, name).unlink(missing_ok=True)
    for parent in {_within(into, name).parent for name in earlier} - {into}:
        if parent.is_dir() and not any(parent.iterdir()):
            parent.rmdir()
    for name in (*names, MANIFEST):
        (into / name).parent.mkdir(parents=True, exist_ok=True)
        (staging / name).replace(into / name)


def _manifest(about: Mapping[str, Any], files: Iterable[ReleasedFile]) -> dict[str, Any]:
    listed = [
        {"path": one.path, "bytes": one.size, "sha256": one.sha256, "mediaType": one.media}
        for one in sorted(files)
    ]
    return {**about, "files": listed}


def _text(manifest: dict[str, Any]) -> bytes:
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()


def _earlier(folder: Path) -> list[str]:
    """The files of the release that a folder holds; none where it is new or empty."""
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is no folder", "name a new folder")
    if (folder / MANIFEST).is_file():
        names = [str(entry["path"]) for entry in read_manifest(folder)["files"]]
        for name in names:
            _within(folder, name)
        return names
    if folder.exists() and not all(path.name.startswith(_UNFINISHED) for path in folder.iterdir()):
        raise InputError(f"{folder} holds files that are no release", "name a new or empty folder")
    return []


def check_release(folder: str | Path) -> list[str]:
    """What differs between a release and its manifest; nothing if all its files are as they were written.

    Raises:
        StoreError: there is no manifest, or it cannot be read.
    """
    into = Path(folder)
    manifest = read_manifest(into)
    faults: list[str] = []
    found: dict[str, ReleasedFile] = {}
    for entry in manifest["files"]:
        name, path = str(entry["path"]), _within(into, str(entry["path"]))
        if name in found:
            faults.append(f"{name} is in {MANIFEST} twice")
        elif not path.is_file():
            faults.append(f"{name} is {'no file' if path.exists() else 'missing'}")
        else:
            found[name] = ReleasedFile.measured(path, name)
            faults += _differs(found[name], entry)
    listed = {MANIFEST, *(str(entry["path"]) for entry in manifest["files"])}
    there = {path.relative_to(into).as_posix() for path in into.rglob("*") if not path.is_dir()}
    faults += [f"{name} is not in {MANIFEST}" for name in there - listed]
    about = {name: value for name, value in manifest.items() if name != "files"}
    if not faults and (into / MANIFEST).read_bytes() != _text(_manifest(about, found.values())):
        faults.append(f"{MANIFEST} was changed")
    if not faults and CRATE in found:
        faults = _compared(into / CRATE, about, set(found) - {CRATE})
    return sorted(faults)


def _compared(crate: Path, about: Mapping[str, Any], names: set[str]) -> list[str]:
    """What a manifest says otherwise than the crate beside it, which lists the same files."""
    try:
        [root] = [one for one in json.loads(crate.read_bytes())["@graph"] if one["@id"] == "./"]
        parts = {part["@id"] for part in root["hasPart"]}
        said = {"version": root["version"], "issued": root["datePublished"], "title": root["name"]}
    except (ValueError, KeyError, TypeError):
        return [f"{CRATE} is no crate of a release"]
    faults = [f"{name} is missing: {CRATE} lists it" for name in parts - names]
    faults += [f"{name} is not in {CRATE}" for name in names - parts]
    return faults + [
        f"{MANIFEST} was changed: {name} {about.get(name)!r}, {CRATE} has {value!r}"
        for name, value in said.items()
        if about.get(name) != value
    ]


def _differs(found: ReleasedFile, entry: Mapping[str, Any]) -> list[str]:
    if found.sha256 == entry["sha256"]:
        return []
    sizes = f": {found.size:,} bytes instead of {entry['bytes']:,}"
    return [f"{found.path} was changed{sizes if found.size != entry['bytes'] else ''}"]


def _within(folder: Path, name: str) -> Path:
    """The path of a file of a release, which is never outside it."""
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise StoreError(f"{folder / MANIFEST}: {name} is outside the release", "exokg writes no such name")
    return path


def read_manifest(folder: Path) -> dict[str, Any]:
    """What the manifest of a release says: ``files``, and the dataset's title, version, licence and day.

    Raises:
        StoreError: there is none, or it cannot be read.
    """
    path = folder / MANIFEST
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        for entry in manifest["files"]:
            if not all(isinstance(entry[name], str) for name in ("path", "sha256")):
                raise ValueError
            entry["bytes"] = int(entry["bytes"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise StoreError(f"{path}: not the manifest of a release", "exokg release DIR writes one") from error
    return manifest
