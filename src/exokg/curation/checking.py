"""Checking what a curator names: a whole graph, a folder of records, a table, or one edited file.

A single record is checked against the terms, readers and keys of its graph. Of the other records only
those are read that could be the same document or say the same, so that one edit is checked at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..errors import GraphNotFoundError, InputError
from .graph import FOLDERS, Graph, Located
from .identity import author_names, document_names, identifier_key, plain_text
from .reading import read_graph, read_record, record_files
from .rules import RULES, TABLE_RULES, check_graph
from .rules.structure import remote_references
from .rules.text import summaries
from .tables import TABLES
from .violations import Violation


@dataclass(slots=True)
class Report:
    """What a check found, and how much it looked at.

    Attributes:
        violations: every fault, sorted by place.
        records: the records that were readable.
        unreadable: how many record files were not.
        tables: how many tables were named by themselves.
        terms: how many terms they were checked against.
        graphs: the graphs that were checked whole, for checks that need all of one.
        compared: how many other records were read for comparison.
    """

    violations: list[Violation] = field(default_factory=list)
    records: list[Located] = field(default_factory=list)
    unreadable: int = 0
    tables: int = 0
    terms: int = 0
    graphs: list[Graph] = field(default_factory=list)
    compared: int = 0


def check_paths(paths: Sequence[Path], default: Path, only: Iterable[str] | None = None) -> Report:
    """Check graphs, folders and files, all of them, and report every fault.

    Args:
        paths: what to check; the whole of *default* where empty.
        default: the graph that gives terms and readers to files outside any graph.
        only: ids of the rules to apply; all where None.

    Raises:
        GraphNotFoundError: a folder is neither a graph nor a part of one.
        InputError: a file is not there, is no part of a graph, or cannot be opened.
    """
    chosen = None if only is None else list(only)
    report = Report()
    files: dict[Path, dict[Path, str]] = {}
    for path in paths or [default]:
        if path.is_dir() and (path / "terms.tsv").is_file():
            _check_whole(path, chosen, report)
            continue
        for file in _files(path):
            root = _root(file)
            files.setdefault(root if root is not None else default, {})[file.resolve()] = str(file)
    for root, shown in files.items():
        _check_files(root, shown, chosen, report)
    report.violations.sort()
    return report


def _check_whole(folder: Path, only: list[str] | None, report: Report) -> None:
    graph = read_graph(folder)
    report.violations += check_graph(graph, only)
    report.records += graph.records.values()
    report.unreadable += len(graph.paths) - len(graph.records)
    report.terms += len(graph.terms)
    report.graphs.append(graph)


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        if _root(path / "any") is None or path.name not in FOLDERS:
            raise GraphNotFoundError(
                f"{path}: no graph folder, nor a folder of records", "a graph holds terms.tsv"
            )
        return sorted(path.glob("*.yaml"))
    if not path.exists():
        raise InputError(f"{path}: there is no such file")
    if not path.is_file():  # what is read once cannot be checked
        raise InputError(f"{path}: no regular file", "write what it gives into a file, and check that")
    if not (_is_record(path) or _is_table(path.resolve())):
        raise InputError(f"{path}: no table of a graph", f"beside terms.tsv, a graph has {', '.join(TABLES)}")
    return [path]


def _root(file: Path) -> Path | None:
    """Return the graph folder a file belongs to, or None where it lies outside of any."""
    return next((parent for parent in file.resolve().parents[:2] if (parent / "terms.tsv").is_file()), None)


def _check_files(root: Path, shown: dict[Path, str], only: Collection[str] | None, report: Report) -> None:
    """Check single files against the graph at *root*."""
    records = all(map(_is_record, shown))
    graph = _read_partly(root, list(shown)) if records else read_graph(root)
    for file, name in shown.items():
        if _is_record(file) and root.resolve() not in file.parents[:2]:
            _add_loose(graph, file, name)
    if records:  # what is wrong with a table is not shown then
        only = RULES.keys() - TABLE_RULES if only is None else only
    for violation in check_graph(graph, only):
        given = shown.get(Path(violation.path).resolve())
        if given is not None:
            report.violations.append(replace(violation, path=given))
    chosen = [record for record in graph.records.values() if Path(record.path).resolve() in shown]
    report.records += chosen
    report.unreadable += sum(map(_is_record, shown)) - len(chosen)
    report.tables += sum(not _is_record(file) for file in shown)
    report.terms += len(graph.terms)
    report.compared += len(graph.records) - len(chosen)


def _is_record(file: Path) -> bool:
    return file.suffix == ".yaml" and file.name != "dataset.yaml"


def _is_table(file: Path) -> bool:
    """Whether a graph reads it: what lies elsewhere or has another name, nothing would be found in."""
    root = _root(file)
    if root is None or file.parent != root:
        return root is not None and file.parent == root / "audits"
    return file.name in {"terms.tsv", "dataset.yaml", *TABLES}


def _add_loose(graph: Graph, file: Path, name: str) -> None:
    """Add a record that lies outside the graph, in place of one that has its key."""
    record, violations = read_record(file, name)
    graph.violations += violations
    graph.records.pop(file.stem, None)
    graph.paths[file.stem] = name
    if record is not None:
        graph.records = dict(sorted({**graph.records, record.key: record}.items()))


def _read_partly(root: Path, files: list[Path]) -> Graph:
    """Read the tables, the records *files*, and those others that could contradict them."""
    chosen = [record for file in files for record in [read_record(file)[0]] if record is not None]
    needles = {plain_text(needle) for record in chosen for needle in _needles(record)} - {""}
    authors = set().union(*map(author_names, chosen)) - {""}
    keys = {file.stem for file in files}
    for path in record_files(root):
        if path.stem not in keys and _mentions(path, needles, authors):
            keys.add(path.stem)
    return read_graph(root, keys)


def _needles(record: Located) -> Iterable[str]:
    """Yield what another record would hold if it were the same document or said the same."""
    yield record.key
    for _kind, name, _loc in document_names(record):
        yield name
    title = plain_text(record.record.title or "").split()  # of one with another word, one half is the same
    for half in (title[: len(title) // 2], title[len(title) // 2 + 1 :]):
        yield " ".join(half) if len(half) > 1 else ""
    for _loc, key in remote_references(record):
        yield key
    for _loc, text in summaries(record):
        yield text
    registration = record.registration
    yield identifier_key((registration.id or "") if registration is not None else "")


def _mentions(path: Path, needles: set[str], authors: set[str]) -> bool:
    """Return whether a file holds one of *needles*, or two of *authors*."""
    try:
        text = plain_text(path.read_text("utf-8", "replace"))
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    named = plain_text(path.stem) in needles or any(needle in text for needle in needles)
    return named or sum(name in text for name in authors) > 1
