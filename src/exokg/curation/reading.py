"""From the files of ``graph/`` to records, every fault with file, line and column.

Text that is not a record never raises: it yields violations, so that all files are read and all
faults reported. Only what cannot be opened at all is an exception.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from ..errors import GraphNotFoundError, InputError
from ..model.about_dataset import Dataset
from ..model.names import KEY
from ..model.records import MODELS
from ..model.slots import parts_of, slots
from ..model.types import Day, WebAddress, is_day, is_web_address
from .audits import AUDIT_COLUMNS
from .document import Document
from .graph import FOLDERS, Graph, Located
from .remedies import date_hint
from .shape import empty_fault, shape_fault
from .tables import TABLES, read_table
from .terms import Terms
from .violations import Violation, unreadable
from .yamltext import MAX_BYTES, read_document

ModelT = TypeVar("ModelT", bound=BaseModel)


def read_graph(folder: str | Path, only: Iterable[str] | None = None) -> Graph:
    """Read everything in a ``graph/`` folder.

    Args:
        folder: holds ``terms.tsv`` and the folders of records.
        only: keys to read; other records are known by key alone. All where None.

    Returns:
        the graph; what is not readable is in its ``violations``.

    Raises:
        GraphNotFoundError: *folder* holds no ``terms.tsv``.
        InputError: a file cannot be opened.
    """
    folder = Path(folder)
    if not (folder / "terms.tsv").is_file():
        raise GraphNotFoundError(
            f"{folder}: this is not a graph folder", "name a folder that holds terms.tsv"
        )
    wanted = None if only is None else frozenset(only)
    graph = _tables(folder)
    keys = graph.paths
    for path in record_files(folder):
        if path.stem in keys:
            message = f"the key {path.stem} is also that of {keys[path.stem]}"
            graph.violations.append(
                unreadable(str(path), 1, 1, "duplicate-record", message, "rename one file")
            )
            continue
        keys[path.stem] = str(path)
        if wanted is None or path.stem in wanted:
            record, violations = read_record(path)
            graph.violations += violations
            if record is not None:
                graph.records[record.key] = record
    graph.records = dict(sorted(graph.records.items()))
    graph.violations.sort()
    return graph


def _tables(folder: Path) -> Graph:
    terms = Terms.read(folder / "terms.tsv")
    tables = {name: read_table(folder / name) for name in TABLES}
    graph = Graph(folder, {}, terms, tables)
    graph.violations += [*terms.violations, *_unexpected(folder)]
    graph.audits = [read_table(path, AUDIT_COLUMNS) for path in sorted((folder / "audits").glob("*.tsv"))]
    for table in (*tables.values(), *graph.audits):
        graph.violations += table.violations
    graph.unreadable_tables = [table.path for table in tables.values() if not table.readable]
    graph.unreadable_tables += [] if terms.readable else [terms.path]
    if (folder / "dataset.yaml").is_file():
        graph.dataset, violations = _read_dataset(folder / "dataset.yaml")
        graph.violations += violations
    return graph


def record_files(folder: Path) -> Iterator[Path]:
    """Yield the record files of a graph folder, sorted by path; links are not followed."""
    for name in sorted(FOLDERS):
        yield from (path for path in sorted((folder / name).glob("*.yaml")) if not path.is_symlink())


def _unexpected(folder: Path) -> Iterator[Violation]:
    """Yield what lies among the records and is not read."""
    read = {folder / "dataset.yaml", *record_files(folder)}
    among = [*folder.glob("*.y*ml"), *(path for name in FOLDERS for path in (folder / name).glob("*"))]
    hint = "records are graph/studies|reviews|trials|statements/KEY.yaml, and no links"
    for path in sorted(among):
        if path not in read and not path.name.startswith("."):
            yield unreadable(str(path), 1, 1, "unknown-file", f"{path.name} is not read", hint)


def read_record(path: Path, shown: str | None = None) -> tuple[Located | None, list[Violation]]:
    """Read one record.

    Returns:
        the record, or None where it is not readable, and every fault found.

    Raises:
        InputError: the file cannot be opened.
    """
    name = shown or str(path)
    document, violations = read_file(path, name)
    if document is None:
        return None, violations
    violations += _key_faults(path, name)
    model = _model(document)
    if isinstance(model, Violation):
        return None, sorted([*violations, model])
    record, faults = _shape(document, model)
    violations += faults
    folder = FOLDERS.get(path.parent.name)
    if record is not None and folder is not None and folder != record.kind:
        line, column = document.marks.at(("kind",))
        message = f"a {record.kind} does not belong into {path.parent.name}/"
        hint = "move the file, or change its kind"
        violations.append(unreadable(name, line, column, "wrong-folder", message, hint))
    if record is None or violations:
        return None, sorted(violations)
    return Located(path.stem, name, record, document.marks, document.keys), []


def read_file(
    path: Path, name: str, *, drop_comments: bool = False
) -> tuple[Document | None, list[Violation]]:
    """Read one strict YAML file; None and its violations where nothing more can be said of it.

    Args:
        path: the file.
        name: the path as messages should name it.
        drop_comments: pass over comments below the first field instead of refusing them.

    Raises:
        InputError: the file cannot be opened.
    """
    try:
        if not path.is_file():
            raise InputError(f"{name}: there is no such file")
        if path.stat().st_size > MAX_BYTES:
            message = f"the file is larger than {MAX_BYTES} bytes"
            return None, [unreadable(name, 1, 1, "too-large", message, "a record holds one paper")]
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{name}: cannot be read: {error.strerror}") from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        return None, [
            unreadable(name, line, column, "not-utf8", "the text is not UTF-8", "save the file as UTF-8")
        ]
    document = read_document(text, template_remarks(), name)
    if drop_comments:
        document.faults = [fault for fault in document.faults if fault.rule != "comment-inside"]
    readable = all(fault.rule == "comment-inside" for fault in document.faults)
    return (document if readable else None), list(document.faults)


@cache
def template_remarks() -> frozenset[str]:
    """The comments that a template has behind its fields."""
    parts = (part for model in MODELS.values() for part in parts_of(model))
    return frozenset(slot.explained for part in parts for slot in slots(part))


def is_key(text: str) -> bool:
    """Return whether *text* may be a key: lower-case letters, digits and hyphens, 81 at most."""
    return re.fullmatch(KEY, text) is not None


def _key_faults(path: Path, name: str) -> list[Violation]:
    if is_key(path.stem):
        return []
    hint = "name it like kim-2022-colostrum.yaml: lower-case letters, digits, hyphens"
    return [unreadable(name, 1, 1, "malformed-key", f"{path.stem!r} cannot be a key", hint)]


def _model(document: Document) -> type[Any] | Violation:
    line, column = document.marks.at(("kind",))
    hint = "one of: " + ", ".join(MODELS)
    if not isinstance(document.value, dict):
        message = "a record must be fields with values"
        return document.fault(line, column, "wrong-type", message, "see exokg new")
    kind = document.value.get("kind")
    if kind is None:
        return document.fault(line, column, "missing-field", "the field kind is missing", hint)
    if not isinstance(kind, str) or kind not in MODELS:
        return document.fault(line, column, "unknown-word", f"kind cannot be {str(kind)[:80]}", hint)
    return MODELS[kind]


def _shape(document: Document, model: type[ModelT]) -> tuple[ModelT | None, list[Violation]]:
    faults = [empty_fault(loc, model, document) for loc in document.empty]
    try:
        record = model.model_validate(document.value, by_alias=True, by_name=False)
    except ValidationError as error:
        found = [shape_fault(detail, model, document) for detail in error.errors(include_url=False)]
        return None, faults + [fault for fault in found if fault is not None]
    return (None if faults else record), faults


def _read_dataset(path: Path) -> tuple[Dataset | None, list[Violation]]:
    document, violations = read_file(path, str(path))
    if document is None:
        return None, violations
    dataset, violations = _shape(document, Dataset)
    if dataset is not None:
        violations += _dataset_faults(document, dataset)
    return (None if violations else dataset), violations


def _dataset_faults(document: Document, dataset: Dataset) -> Iterator[Violation]:
    """Days that do not exist and addresses that lead nowhere: no record's rule sees this file."""
    for slot in slots(Dataset):
        text = getattr(dataset, slot.attribute)
        line, column = document.marks.at((slot.name,))
        if isinstance(slot.mark, Day) and not is_day(text):
            message = f"{text[:80]} is not a date"
            yield document.fault(line, column, "date-format", message, date_hint(text))
        elif isinstance(slot.mark, WebAddress) and not is_web_address(text):
            message = f"{text[:80]} is not a web address"
            yield document.fault(line, column, "malformed-url", message, "begin it with https://")
