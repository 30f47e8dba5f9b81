"""The inputs of a build and their hash: which files a store is made from.

A store is made from ``graph/``, ``ontology.ttl`` and the code that turns records into triples. Their
hash names the store, so a changed record, term or rule means another store.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import GraphNotFoundError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["bundled_graph", "input_files", "inputs_digest", "inputs_signature", "ontology_of"]

_PACKAGE = Path(__file__).parent.parent
_CODE = ("curation", "rdf")
_SUFFIXES = (".yaml", ".yml", ".tsv", ".ttl", ".rq")


def bundled_graph() -> Path:
    """The ``graph/`` folder that comes with exokg: in the wheel, or in the checkout it runs from."""
    packed = _PACKAGE / "_data" / "graph"
    return packed if packed.is_dir() else _PACKAGE.parent.parent / "graph"


def ontology_of(graph: Path) -> Path:
    """The ontology that belongs to a graph folder: the one beside it, else the one exokg ships."""
    beside = graph.parent / "ontology.ttl"
    return beside if beside.is_file() else bundled_graph().parent / "ontology.ttl"


def input_files(graph: Path, ontology: Path) -> list[tuple[str, Path]]:
    """Every input as (name, path), sorted by name.

    Raises:
        GraphNotFoundError: there is no such folder.
        InputError: a file is a link that leads out of the folder.
    """
    if not graph.is_dir():
        raise GraphNotFoundError(f"{graph}: no such folder", hint="name a graph/ folder with --graph")
    found = [(f"graph/{name}", path) for name, path in _files(graph)]
    for part in _CODE:
        found += [(f"code/{part}/{name}", path) for name, path in _files(_PACKAGE / part)]
    return sorted([*found, ("ontology.ttl", ontology)])


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    root = folder.resolve()
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith((".", "__"))]
        for name in names:
            path = Path(place, name)
            if path.suffix not in (*_SUFFIXES, ".py") or name.startswith("."):
                continue
            if path.is_symlink() and not path.resolve().is_relative_to(root):
                raise InputError(f"{path}: this link leads out of {folder}", hint="put the file itself there")
            yield path.relative_to(folder).as_posix(), path


def inputs_digest(graph: Path, ontology: Path) -> str:
    """SHA-256 over the names and contents of all inputs.

    Raises:
        GraphNotFoundError: there is no such folder.
        InputError: a file cannot be read.
    """
    whole = hashlib.sha256()
    for name, path in input_files(graph, ontology):
        try:
            content = path.read_bytes()
        except OSError as error:
            raise InputError(f"{path}: {error.strerror}") from error
        whole.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\n".encode())
    return whole.hexdigest()


def inputs_signature(graph: Path, ontology: Path) -> str:
    """A cheap stand-in for the hash: names, sizes and times of change, without reading a file."""
    whole = hashlib.sha256(str(graph.resolve()).encode())
    for name, path in input_files(graph, ontology):
        status = path.stat()
        whole.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\0{status.st_ino}\n".encode())
    return whole.hexdigest()
