"""Build a store: from a ``graph/`` folder to a version that readers open.

A build works beside the version in use. It reads and checks the records, writes a new version into a
folder of its own, opens and counts that again, names it, and last swaps ``current`` by rename. Killed
at any point, it leaves the old version in use, and the next build needs no help. Every step is reported
to :func:`sys.audit` as ``exokg.build``, which is where tests make it fail.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..errors import InputError, InvalidGraphError, StoreError, StoreLockedError
from .foreign_graphs import choices_of, read_foreign_graphs
from .inputs import inputs_digest
from .manifest import VERSIONS, Manifest, current_version, read_manifest, verify_files
from .statement_file import SortedStatements, changed_since
from .versions import Joined, remove_leftovers, write_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pyoxigraph

    from ..curation.graph import Graph
    from ..curation.violations import Violation
    from .foreign_graphs import ReadGraph


def build(
    graph_dir: str | Path,
    out_dir: str | Path,
    ontology: str | Path,
    *,
    force: bool = False,
    wait: bool = False,
    others: Sequence[Path] = (),
    licence: str | None = None,
    earlier: Path | None = None,
) -> Manifest:
    """Build the store of a graph folder, or find it already built.

    Args:
        graph_dir: the ``graph/`` folder.
        out_dir: the store's folder; made if missing.
        ontology: ``ontology.ttl``.
        force: build even if the current version was made from the same inputs and is whole.
        wait: wait for another build at the same place instead of failing.
        others: RDF files of others, each a graph that answers include on demand.
        licence: IRI of the licence of those that state none.
        earlier: the store of an earlier state, by default this one: the shapes look at what changed since.

    Raises:
        GraphNotFoundError: there is no such folder.
        InvalidGraphError: records or triples do not conform; nothing was changed.
        InputError: the inputs changed while they were read, or a file of others has no licence.
        StoreLockedError: another process is building here.
        StoreError: the store cannot be written; the version in use is untouched.
    """
    graph_path, out, ontology_path = Path(graph_dir), Path(out_dir), Path(ontology)
    inputs = inputs_digest(graph_path, ontology_path)
    foreign = read_foreign_graphs(others, licence)
    facts = [one.graph.facts() for one in foreign]
    try:
        with _locked(out, wait=wait):
            remove_leftovers(out)
            if not force and (whole := _whole(out, inputs, facts)):
                return whole
            found = check_and_collect(graph_path, ontology_path, earlier or out, foreign)
            sys.audit("exokg.build", "collected")
            if inputs_digest(graph_path, ontology_path) != inputs:
                raise InputError(f"{graph_path}: changed while it was read", hint="run the build again")
            return write_version(out, **found._asdict(), inputs=inputs, source=str(graph_path.resolve()))
    except OSError as error:
        raise _unwritable(out, error) from error


class Collected(NamedTuple):
    """What was read and checked, as :func:`exokg.store.versions.write_version` takes it.

    Attributes:
        dataset: the statements, in memory.
        records: number of records by kind.
        shapes: see :class:`exokg.store.manifest.Manifest`.
        lines: the statements as sorted lines, if they were needed.
        joined: the datasets with graphs of others, if there are any.
    """

    dataset: pyoxigraph.Store
    records: dict[str, int]
    shapes: str
    lines: SortedStatements | None
    joined: Joined | None


def check_and_collect(
    graph_dir: Path, ontology: Path, earlier: Path | None = None, others: Sequence[ReadGraph] = ()
) -> Collected:
    """Read, check and translate a graph folder.

    Args:
        graph_dir: the folder.
        ontology: ``ontology.ttl``.
        earlier: a store; if its current version conforms, the shapes look only at what has changed since.
        others: graphs of others.

    Raises:
        InvalidGraphError: with every ERROR that the rules and the shapes find.
        InputError: a file cannot be read.
    """
    from ..curation.reading import read_graph
    from ..curation.rules import check_graph
    from ..rdf.conformance import conform, shapes_digest
    from ..rdf.dataset import build_dataset

    try:
        graph = read_graph(graph_dir)
    except OSError as error:
        raise InputError(f"{error.filename}: {error.strerror}") from error
    _refuse_faults([*graph.violations, *check_graph(graph)])
    dataset = build_dataset(graph, ontology.read_bytes())
    shapes, lines, changed = shapes_digest(graph), None, None
    if earlier is not None:
        lines = SortedStatements(dataset)
        changed = _changed(earlier, shapes, lines)
    faults = conform(dataset, graph, changed)
    _refuse_faults(faults)
    joined = _join(graph, ontology, dataset, others) if others else None
    return Collected(dataset, _count_records(graph), "" if faults else shapes, lines, joined)


def _changed(store: Path, shapes: str, lines: Iterable[bytes]) -> list[pyoxigraph.Quad] | None:
    """What has changed since the current version of a store, if these shapes found nothing in that."""
    try:
        version = current_version(store)
        manifest = read_manifest(version)
        if manifest.shapes != shapes:
            return None
        verify_files(version, manifest)
        return changed_since(version, lines)
    except (StoreError, OSError):
        return None


def _join(graph: Graph, ontology: Path, dataset: pyoxigraph.Store, foreign: Sequence[ReadGraph]) -> Joined:
    """The dataset with all graphs of others, and with each of several.

    Raises:
        InvalidGraphError: with every ERROR in them.
        QueryTimeoutError: they take too long to judge.
    """
    from ..rdf.dataset import curated_store
    from .foreign_faults import Joining, judged

    text, datasets = ontology.read_bytes(), {}
    for included, graphs in choices_of(foreign).items():
        joining = Joining(graph, curated_store(graph, text), dataset, graphs)
        _refuse_faults(judged(joining))
        datasets[included] = joining.dataset
    return Joined(datasets, [one.graph for one in foreign])


def _refuse_faults(violations: list[Violation]) -> None:
    errors = sorted({violation for violation in violations if violation.level == "ERROR"})
    if errors:
        plural = "" if len(errors) == 1 else "s"
        raise InvalidGraphError(
            f"{len(errors)} error{plural}: nothing was built", errors, hint="explain a rule: exokg rules RULE"
        )


def _count_records(graph: Graph) -> dict[str, int]:
    return dict(sorted(Counter(located.record.kind for located in graph.records.values()).items()))


@contextmanager
def _locked(out: Path, *, wait: bool) -> Iterator[None]:
    """Hold the lock of a store; the system lets go of it when the process ends, however it ends."""
    try:
        import fcntl
    except ImportError as error:
        raise StoreError(f"{out}: this system has no file locks", hint="build on Linux or macOS") from error
    (out / VERSIONS).mkdir(parents=True, exist_ok=True)
    with (out / "lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError as error:
            file.seek(0)
            holder = file.read().strip() or "?"
            raise StoreLockedError(
                f"{out}: another build is running (process {holder})", hint="wait for it to end"
            ) from error
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


def _whole(out: Path, inputs: str, others: list[dict[str, str | int]]) -> Manifest | None:
    """The manifest of the current version if it was made from these inputs and is whole."""
    try:
        version = current_version(out)
        manifest = read_manifest(version)
        if manifest.inputs != inputs or manifest.others != others:
            return None
        verify_files(version, manifest, hashes=True)
    except StoreError:
        return None
    return manifest


def _unwritable(out: Path, error: OSError) -> StoreError:
    where = error.filename or out
    why = error.strerror or str(error).partition("\n")[0]
    return StoreError(
        f"{where}: the store could not be written: {why}",
        hint=f"{out} needs room and permission to write; the version in use is untouched",
    )
