"""What curators do with a graph folder: check it, put it into form, begin a record, build the store."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import FormatError, InputError, alike

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .curation.checking import Report
    from .curation.graph import Graph
    from .curation.rules import Rule
    from .curation.violations import Violation
    from .store.manifest import Manifest


@dataclass
class Validation:
    """What a check found.

    Attributes:
        report: the records and tables that were read, and every violation of a rule.
        built: what was done with the shapes and the ontology, in a line.
        notes: lines on RDF files.
    """

    report: Report
    built: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def violations(self) -> list[Violation]:
        """Every fault, sorted by its place."""
        return self.report.violations

    def __bool__(self) -> bool:
        """Whether nothing worse than a warning was found."""
        return not any(fault.level == "ERROR" for fault in self.violations)


def validate(
    paths: Sequence[Path] = (), *, graph: str | Path | None = None, only: Sequence[str] = ()
) -> Validation:
    """Check records, tables or RDF files. A whole graph is also built, and judged by its shapes.

    RDF files of others are judged beside the graph: their names of exokg, and our shapes over both.

    >>> bool(validate(graph="graph"))  # doctest: +SKIP
    True

    Args:
        paths: graphs, folders, records, tables or RDF files; the graph without them.
        graph: the graph folder that records belong to; by default the one exokg ships.
        only: ids of the rules to apply; all without them.

    Raises:
        FormatError: a file is neither a record, a table nor RDF.
        InputError: there is no such rule, or nothing to check.
    """
    from .curation.checking import Report, check_paths
    from .curation.shipped import bundled_graph

    folder = Path(graph) if graph is not None else bundled_graph()
    chosen = [found.id for name in only for found in rules(name)] or None
    foreign = [path for path in paths if path.is_file() and path.suffix not in (".yaml", ".tsv")]
    faults, notes = _check_foreign(foreign, folder) if foreign else ([], [])
    faults = [fault for fault in faults if chosen is None or fault.rule in chosen]
    records = [path for path in paths if path not in foreign]
    if foreign and not records:
        return Validation(Report(faults), notes=notes)
    report = check_paths(records, folder, chosen)
    built = _check_built(report, partly=chosen is not None)
    report.violations = sorted([*report.violations, *faults])
    if not (report.records or report.unreadable or report.tables):
        raise InputError("0 records: nothing was checked", "name a graph, a folder of records or a record")
    return Validation(report, built, notes)


def _check_foreign(paths: Sequence[Path], folder: Path) -> tuple[list[Violation], list[str]]:
    """What is wrong with RDF files of others, and a line on each."""
    from .store.foreign import MEDIA_TYPES
    from .store.foreign_faults import check_foreign

    for path in paths:
        if not path.name.lower().removesuffix(".gz").endswith(tuple(MEDIA_TYPES)):
            known = ", ".join((".yaml", ".tsv", *MEDIA_TYPES))
            raise FormatError(f"{path}: neither a record, a table nor RDF", f"known: {known}")
    return check_foreign(paths, folder)


def _check_built(report: Report, *, partly: bool) -> str:
    """Build the graphs that were checked whole, add what shapes and ontology find, and say what was done."""
    if partly or not report.graphs:
        return "shapes: not checked (they need a whole graph and all rules)"
    errors = sum(fault.level == "ERROR" for fault in report.violations)
    if errors:
        return f"shapes: not checked until the {errors} ERROR are corrected"
    found: dict[str, list[Violation]] = {}
    for graph in report.graphs:
        for judge, faults in _judged(graph):
            found.setdefault(judge, []).extend(faults)
            report.violations += faults
    report.violations = sorted(set(report.violations))
    return "; ".join(
        f"{judge}: {len(faults)} found" if faults else f"{judge}: conform" for judge, faults in found.items()
    )


def _judged(graph: Graph) -> Iterator[tuple[str, list[Violation]]]:
    """What the shapes find in a graph, and the checks of its ontology where that is beside the graph.

    What is only worth knowing of an ontology, such as a term with none above it, is left out.
    """
    from .curation.shipped import ontology_of
    from .rdf.conformance import conform
    from .rdf.dataset import build_dataset
    from .rdf.origin import Origins
    from .rdf.report import report

    ontology = ontology_of(graph.folder)
    dataset = build_dataset(graph, ontology.read_bytes())
    yield "shapes", conform(dataset, graph)
    if ontology.parent == graph.folder.parent:
        faults = report(dataset, Origins(graph, dataset))
        yield "ontology and terms", [fault for fault in faults if fault.level != "INFO"]


def rules(name: str | None = None) -> list[Rule]:
    """The rules of good curation, or the one of this name.

    Raises:
        InputError: there is no such rule; the hint names the nearest.
    """
    from .curation.rules import RULES

    if name is None:
        return list(RULES.values())
    if name not in RULES:
        near = alike(name, RULES)
        hint = f"did you mean {' / '.join(near)}?" if near else "exokg rules"
        raise InputError(f"there is no rule {name}", hint)
    return [RULES[name]]


def format_record(path: str | Path, *, drop_comments: bool = False) -> str:
    """The text of a record in its one canonical form; the file is left as it is.

    Raises:
        InputError: the file cannot be read as a record; the message is its first fault.
    """
    from .curation.formatting import format_file

    _, after, violations = format_file(Path(path), drop_comments=drop_comments)
    if violations:
        raise InputError(str(violations[0]))
    return after


def new_record(
    key: str,
    kind: str = "study",
    *,
    graph: str | Path,
    doi: str | None = None,
    reader: str | None = None,
) -> Path:
    """Begin a record from the template, dated today; nothing is overwritten.

    Args:
        key: its name for ever, such as ``kim-2022-colostrum``.
        kind: ``study``, ``review``, ``trial`` or ``statement``.
        graph: the graph folder.
        doi: of the document.
        reader: your id in ``readers.tsv``.

    Returns:
        The path of the record.

    Raises:
        InputError: the key or kind is no good, or the document is recorded or excluded already.
    """
    from datetime import UTC, datetime

    from .curation.template import begin_record

    filled: dict[tuple[str, ...], str] = {("entered", "date"): datetime.now(UTC).date().isoformat()}
    if doi is not None:
        filled[("publication", "doi")] = doi
    if reader is not None:
        filled[("entered", "by")] = reader
    return begin_record(Path(graph), key, kind, filled=filled)


def read_again(path: str | Path, by: str, *, graph: str | Path) -> Path:
    """Note that another reader has checked every result of a record against its source, today.

    Args:
        path: the record.
        by: the reader's id in ``readers.tsv``.
        graph: the graph folder.

    Raises:
        InputError: the record has errors, or *by* entered it or is no reader.
    """
    from datetime import UTC, datetime

    from .curation.formatting import format_with, write_file
    from .curation.reading import read_graph, read_record
    from .model.fingerprints import checked_parts

    record, faults = read_record(Path(path))
    if record is None:
        raise InputError(str(faults[0]), "correct the record first")
    if by not in {row["id"] for row in read_graph(graph, ()).readers}:
        raise InputError(f"{by} is not in readers.tsv", "add a row with this id")
    if by == record.record.entered.by:
        raise InputError(f"{by} entered the record", "another reader must read it")
    checked = " ".join(checked_parts(record.record))
    second = {
        "date": datetime.now(UTC).date().isoformat(),
        "by": by,
        **({"checked": checked} if checked else {}),
    }
    write_file(Path(path), format_with(Path(path), {"second-read": second}))
    return Path(path)


def build(
    graph: str | Path,
    to: str | Path,
    *,
    ontology: str | Path | None = None,
    force: bool = False,
    others: Sequence[str | Path] = (),
    licence: str | None = None,
) -> Manifest:
    """Check the records of a graph and build the store that :func:`exokg.load` opens.

    Args:
        graph: the graph folder.
        to: the folder of the store; a store in use stays whole whatever happens to a build.
        ontology: by default ``ontology.ttl`` beside the graph folder.
        force: build even if nothing has changed.
        others: RDF files of others; each becomes a graph of its own that answers include on demand.
        licence: IRI of the licence of those that state none.

    Returns:
        What was built: statements, records and the digest of the content.

    Raises:
        InvalidGraphError: the records or the files do not conform; its ``violations`` say where.
        InputError: a file cannot be read, or has no licence.
        StoreError: the store cannot be written.
    """
    from .curation.shipped import ontology_of
    from .store.building import build as build_store

    folder = Path(graph)
    files = [Path(other) for other in others]
    return build_store(
        folder, to, ontology or ontology_of(folder), force=force, others=files, licence=licence
    )


def verify(store: str | Path) -> Manifest:
    """Read a built store in full: every file against its hash, every index against the counts.

    Returns:
        What was built: statements, records and the digest of the content.

    Raises:
        StoreNotFoundError: there is no store.
        StoreCorruptError: something is not what was built.
    """
    from .store.versions import verify as verify_store

    return verify_store(store)
