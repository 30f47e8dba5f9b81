"""The versions of a store: write one, name it, swap to it, and read one in full.

The order of what reaches the disk is the safety: files, then the folders that name them, then the
version's name, then the link that readers follow. ``kill -9`` between any two steps leaves the old
version in use; so does a loss of power, as far as the disk keeps its promises about ``fsync``.
"""

from __future__ import annotations

import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pyoxigraph
from pyoxigraph import RdfFormat

from ..errors import StoreCorruptError
from .coverage import KINDS, Coverage, coverage
from .embedded import EmbeddedStore
from .kept import KEPT, write_kept
from .manifest import (
    BUILD,
    CURRENT,
    QUADS,
    VERSIONS,
    WITH,
    Manifest,
    current_version,
    describe_files,
    folder_with,
    read_manifest,
    verify_files,
)
from .statement_file import STATEMENTS, SortedStatements, compress_statements, write_statements

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..rdf.others import ForeignGraph

_KEPT = 2  # old versions that stay, for readers that still hold them
_TEMPORARY = ".building-"


class Joined(NamedTuple):
    """Datasets with graphs of others: the statements of both, and what is derived from both.

    Attributes:
        datasets: IRI of the graph that is included → the dataset; ``None`` for all of them.
        graphs: those of others, sorted by IRI.
    """

    datasets: Mapping[str | None, pyoxigraph.Store]
    graphs: Sequence[ForeignGraph]


def verify(store: str | Path) -> Manifest:
    """Read a store in full: every file against its hash, every index against the counts.

    Raises:
        StoreNotFoundError: there is no store.
        StoreCorruptError: something is not what was built.
    """
    version = current_version(Path(store))
    manifest = read_manifest(version)
    verify_files(version, manifest, hashes=True)
    _count_indexes(version / QUADS, manifest.quads)
    if manifest.others:
        for folder in sorted(version.glob(f"{WITH}*")):
            _count_indexes(folder / QUADS, read_manifest(folder).quads)
    return manifest


def write_version(
    out: Path,
    dataset: pyoxigraph.Store,
    records: Mapping[str, int],
    *,
    inputs: str,
    source: str,
    shapes: str = "",
    lines: SortedStatements | None = None,
    joined: Joined | None = None,
) -> Manifest:
    """Write a dataset as a new version, verify it and make it the current one.

    Args:
        out: the store's folder, whose lock the caller holds.
        dataset: the statements.
        records: number of records by kind.
        inputs: see :class:`exokg.store.manifest.Manifest`.
        source: the folder it is built from.
        shapes: see :class:`exokg.store.manifest.Manifest`.
        lines: the statements as sorted lines, if they were needed before.
        joined: the datasets with graphs of others, if there are any.

    Raises:
        OSError: the disk is full or not writable; the version in use is untouched.
        StoreCorruptError: what was written does not read back.
    """
    name = _free_name(out / VERSIONS, inputs[:16])
    temporary = out / VERSIONS / f"{_TEMPORARY}{name}"
    try:
        temporary.mkdir()
        _reached("started")
        facts: dict[str, Any] = {"build": name, "inputs": inputs, "source": source, "records": dict(records)}
        if joined is not None:
            facts["others"] = [graph.facts() for graph in joined.graphs]
            names = [graph.name for graph in joined.graphs]
            for one, joint in joined.datasets.items():
                folder = temporary / folder_with(names, one)
                folder.mkdir()
                _write_dataset(folder, joint, None, facts)
        manifest = _write_dataset(temporary, dataset, lines, facts | {"shapes": shapes})
        _reached("described")
        _name(temporary, out, name)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    _prune(out, name)
    return manifest


def _name(temporary: Path, out: Path, name: str) -> None:
    """Give a version that is written its name, and make it the current one."""
    _sync_tree(temporary)
    _reached("synced")
    temporary.rename(out / VERSIONS / name)
    _sync(out / VERSIONS)
    _reached("named")
    _swap(out, name)
    _reached("swapped")


def _write_dataset(
    folder: Path, dataset: pyoxigraph.Store, lines: SortedStatements | None, facts: Mapping[str, Any]
) -> Manifest:
    """Write a dataset, what is kept of it, its statements and its manifest.

    The engine's files need no Python, so a thread writes and counts them beside the rest.
    """
    plain = folder / Path(STATEMENTS).stem
    digest = write_statements(plain, lines or SortedStatements(dataset))
    with ThreadPoolExecutor(1) as beside:
        engine = beside.submit(_write_engine, folder / QUADS, plain, len(dataset))
        compress_statements(plain, folder / STATEMENTS)
        write_kept(folder / KEPT, EmbeddedStore(dataset))
        graphs = _count_graphs(dataset)
        written = EmbeddedStore(dataset, path=folder)
        engine.result()
    plain.unlink()
    manifest = Manifest(
        digest=digest,
        quads=len(dataset),
        graphs=graphs,
        tools=_tools(),
        files=describe_files(folder),
        coverage={kind: _as_json(coverage(written, kind)) for kind in KINDS},
        **facts,
    )
    (folder / BUILD).write_text(manifest.to_json())
    return manifest


def remove_leftovers(out: Path) -> None:
    """Remove what builds that were killed left behind."""
    for path in sorted((out / VERSIONS).glob(f"{_TEMPORARY}*")):
        shutil.rmtree(path)
    (out / f"{CURRENT}.tmp").unlink(missing_ok=True)


def _as_json(counted: Coverage) -> list[Any]:
    """What was counted, as a manifest that is read again holds it."""
    _, *numbers, graphs = counted
    return [*numbers, list(graphs)]


def _reached(point: str) -> None:
    sys.audit("exokg.build", point)


def _write_engine(folder: Path, statements: Path, expected: int) -> None:
    engine = pyoxigraph.Store(str(folder))
    _reached("opened")
    engine.bulk_load(path=statements, format=RdfFormat.N_QUADS)
    _reached("loaded")
    engine.optimize()
    engine.flush()
    del engine  # the files can be opened by one alone
    _reached("written")
    _count_indexes(folder, expected)


def _count_indexes(folder: Path, expected: int) -> None:
    """Open what was written and count it by graph, predicate and object: one index each."""
    try:
        engine = pyoxigraph.Store.read_only(str(folder))
        counts = {what: _count(engine, query) for what, query in _INDEXES.items()}
    except (OSError, RuntimeError, ValueError) as error:
        raise StoreCorruptError(f"{folder}: {error}", hint="build it again: exokg build") from error
    for what, count in counts.items():
        if count != expected:
            raise StoreCorruptError(f"{folder}: {count:,} {what} instead of {expected:,}")


def _each_of(bound: str) -> str:
    """A query that counts all statements by looking each value of a variable up in its index.

    The engine looks a pattern up once for each row that a subquery before it found, which takes a fifth of
    the time of doing so from Python.
    """
    groups = ("?s ?p ?o", "GRAPH ?g { ?s ?p ?o }")
    each = (f"{{ {{ SELECT DISTINCT {bound} {{ {group} }} }} {group} }}" for group in groups)
    return f"SELECT (COUNT(*) AS ?n) {{ {' UNION '.join(each)} }}"


_INDEXES: Final = {
    "statements": "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }",
    "statements by predicate": _each_of("?p"),
    "statements by object": _each_of("?o"),
}
_IN_GRAPH: Final = "SELECT (COUNT(*) AS ?n) { GRAPH %s { ?s ?p ?o } }"


def _count(engine: pyoxigraph.Store, query: str) -> int:
    return int(next(engine.query(query))["n"].value)  # type: ignore[arg-type]  # one row


def _count_graphs(dataset: pyoxigraph.Store) -> dict[str, int]:
    """Statements by graph; a graph without statements is none."""
    counts = {name.value: _count(dataset, _IN_GRAPH % name) for name in dataset.named_graphs()}
    counts[""] = len(dataset) - sum(counts.values())
    return {name: number for name, number in sorted(counts.items()) if number}


def _tools() -> dict[str, str]:
    from importlib.metadata import version
    from platform import python_version

    return {name: version(name) for name in ("exokg", "pyoxigraph", "pyshacl")} | {"python": python_version()}


def _free_name(versions: Path, stem: str) -> str:
    number = 1
    while (versions / f"{stem}-{number}").exists():
        number += 1
    return f"{stem}-{number}"


def _swap(out: Path, name: str) -> None:
    link, target = out / f"{CURRENT}.tmp", Path(VERSIONS, name)
    try:
        link.symlink_to(target)
    except OSError:  # no symbolic links on this file system, or not for this user
        link.write_text(target.as_posix(), encoding="utf-8")
    link.replace(out / CURRENT)
    _sync(out)


def _prune(out: Path, name: str) -> None:
    """Remove all but the newest old versions; a reader that holds one open keeps its files."""
    old = [path for path in (out / VERSIONS).iterdir() if path.name != name]
    for path in sorted(old, key=lambda path: path.stat().st_mtime_ns, reverse=True)[_KEPT:]:
        shutil.rmtree(path, ignore_errors=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_tree(folder: Path) -> None:
    """Files first, then the folders that name them: only then may the version be named."""
    for path in sorted(folder.rglob("*"), reverse=True):
        _sync(path)
    _sync(folder)
