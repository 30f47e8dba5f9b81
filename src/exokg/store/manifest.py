"""The manifest of a built store: what must be there for it to be whole.

::

    STORE/
    ├── current -> versions/3f0c…-1     the version readers open, swapped by rename
    ├── lock                            held while a build runs; holds its process id
    └── versions/3f0c…-1/
        ├── BUILD.json                  this manifest
        ├── kept.db                     answers that find and count read
        ├── statements.nq.gz            what a later build compares with, and a server reads
        ├── quads/                      the engine's files
        ├── with/                       the same four, of this graph and of all graphs of others
        └── with-1/                     the same, with the first of several graphs of others

A version never changes once it is named, so readers of an old one finish undisturbed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import StoreCorruptError, StoreNotFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

BUILD = "BUILD.json"
CURRENT = "current"
QUADS = "quads"
VERSIONS = "versions"
WITH = "with"
_HINT = "build it again: exokg build"
_LAYOUT = 1  # counted up when stores change so that an earlier exokg must not read them
WITHOUT_OTHERS = "exokg build -o DIR --with FILE makes a store with some; --store DIR names it"
"""What to do where there are no graphs of others."""


class FileFacts(NamedTuple):
    """Size in bytes, SHA-256 and time of change (ns) of one file of the engine."""

    size: int
    sha256: str
    changed_ns: int


class Manifest(NamedTuple):
    """What one build made.

    Attributes:
        build: the name of the version.
        digest: SHA-256 of the sorted N-Quads: equal digests, equal datasets.
        inputs: SHA-256 over ``graph/``, ``ontology.ttl`` and the code that reads them.
        source: the folder it was built from.
        quads: number of statements.
        graphs: statements per named graph; the default graph is ``""``.
        records: number of records by kind.
        tools: program → version.
        files: path below the version → what it must be.
        shapes: digest of the SHACL shapes that found nothing in it and of the program that asked them; empty
            if they found something or were not asked.
        coverage: kind of record → what an answer searched of it: the values of
            :class:`exokg.store.coverage.Coverage` after the kind. An older build counted none.
        others: of each graph of others that ``with/`` holds too: IRI, file, SHA-256, licence, statements.
        layout: which programs can read the version: those that know this number.
    """

    build: str
    digest: str
    inputs: str
    source: str
    quads: int
    graphs: dict[str, int]
    records: dict[str, int]
    tools: dict[str, str]
    files: dict[str, FileFacts]
    shapes: str = ""
    coverage: dict[str, list[Any]] = {}  # noqa: RUF012 - a field of a tuple, which nobody changes
    others: list[dict[str, str | int]] = []  # noqa: RUF012 - a field of a tuple, which nobody changes
    layout: int = _LAYOUT

    @property
    def graphs_of_others(self) -> list[str]:
        """The IRIs of the graphs of others, sorted."""
        return [str(one["graph"]) for one in self.others]

    def to_json(self) -> str:
        """The manifest as JSON with sorted keys."""
        fields = self._asdict()
        fields["files"] = {name: facts._asdict() for name, facts in self.files.items()}
        return json.dumps(fields, indent=1, sort_keys=True) + "\n"


def current_version(store: Path) -> Path:
    """The folder of the version that readers open.

    Raises:
        StoreNotFoundError: there is no store here.
    """
    try:
        current = store / CURRENT
        if current.is_file():  # written where there are no symbolic links
            current = store / VERSIONS / current.read_text(encoding="utf-8").rpartition("/")[2]
        version = current.resolve(strict=True)
    except (OSError, ValueError) as error:
        if (store / VERSIONS).is_dir():
            raise StoreCorruptError(f"{store}: the store has no current version", hint=_HINT) from error
        hint = f"make one: exokg build -o {store}"
        raise StoreNotFoundError(f"{store}: there is no store here", hint=hint) from error
    return version


def folder_with(graphs: Sequence[str], graph: str | None = None) -> str:
    """The name of the folder, in a version, of the dataset with graphs of others.

    >>> folder_with(["urn:a", "urn:b"], "urn:b")
    'with-2'

    Args:
        graphs: the IRIs of all that were built into the version.
        graph: the one to include; all without it.

    Raises:
        StoreNotFoundError: there are none, or not this one.
    """
    if not graphs:
        raise StoreNotFoundError("there are no graphs of others here", hint=WITHOUT_OTHERS)
    if graph is not None and graph not in graphs:
        raise StoreNotFoundError(f"<{graph}> is no graph of others here", hint=f"one of: {' '.join(graphs)}")
    return WITH if graph is None or len(graphs) == 1 else f"{WITH}-{graphs.index(graph) + 1}"


def version_of(folder: Path) -> Path:
    """The folder of the version to which a dataset belongs: its own, or that above it."""
    return folder.parent if folder.name.startswith(WITH) else folder


def read_manifest(version: Path) -> Manifest:
    """Read the manifest of a version; what a newer exokg wrote in addition is passed over.

    Raises:
        StoreCorruptError: it is missing or cannot be read, or a newer exokg laid the version out otherwise.
    """
    path = version / BUILD
    try:
        fields = json.loads(path.read_bytes())
        layout, program = fields.get("layout", _LAYOUT), fields["tools"].get("exokg", "")
        if layout == _LAYOUT:
            fields["files"] = {name: FileFacts(**facts) for name, facts in fields["files"].items()}
            return Manifest(**{name: fields[name] for name in Manifest._fields if name in fields})
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise StoreCorruptError(f"{path}: the manifest cannot be read: {error}", hint=_HINT) from error
    raise StoreCorruptError(
        f"{path}: exokg {program} wrote this store in a layout that this version does not read",
        hint=f"install that exokg, or {_HINT}",
    )


def describe_files(version: Path) -> dict[str, FileFacts]:
    """Size, hash and time of every file of a version but its manifest."""
    facts = {}
    for path in sorted(version.rglob("*")):
        if path.is_file() and path != version / BUILD:
            status = path.stat()
            name = path.relative_to(version).as_posix()
            facts[name] = FileFacts(status.st_size, _sha256(path), status.st_mtime_ns)
    return facts


def verify_files(version: Path, manifest: Manifest, *, hashes: bool = False) -> None:
    """Compare the files of a version with its manifest.

    Args:
        version: the folder.
        manifest: what must be in it.
        hashes: read every file in full. Otherwise only those whose time of change differs, which
            makes opening cheap and still finds what was changed behind our back.

    Raises:
        StoreCorruptError: a file is missing, of another size or of another content.
    """
    for name, facts in manifest.files.items():
        path = version / name
        try:
            status = path.stat()
        except OSError as error:
            raise StoreCorruptError(f"{path}: this file of the store is missing", hint=_HINT) from error
        if status.st_size != facts.size:
            raise StoreCorruptError(f"{path}: {status.st_size:,} bytes instead of {facts.size:,}", hint=_HINT)
        if (hashes or status.st_mtime_ns != facts.changed_ns) and _sha256(path) != facts.sha256:
            raise StoreCorruptError(f"{path}: the content is not what was built", hint=_HINT)


def _sha256(path: Path) -> str:
    import hashlib  # 5 ms that opening an unchanged store does without

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
