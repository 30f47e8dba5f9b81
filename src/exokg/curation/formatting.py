"""One canonical form for records, so that two curators' files differ only in what they say.

Fields are in the order of the model, two spaces a level, lines up to :data:`writing.WIDTH` columns.
Comments above the first field stay; the first line names the JSON Schema, so that editors complete and
check. Nothing that a record says changes: findings keep their order, numbers their digits.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from ..errors import InputError
from ..model.arms import CoIntervention, DoseAmount
from ..model.declarations import Part
from ..model.documents import SecondReading, Seed, SourceReading
from ..model.materials import SizeNm
from ..model.records import MODELS
from ..model.slots import part_at, slots
from .document import Document, Loc
from .reading import read_file
from .replacement import replacing
from .violations import Violation
from .writing import Writer
from .yamltext import read_document

SCHEMA_LINE: Final = "# yaml-language-server: $schema=../../docs/record.schema.json"
"""First line of every record; see https://github.com/redhat-developer/yaml-language-server."""

_ON_ONE_LINE: Final = (CoIntervention, DoseAmount, SourceReading, SecondReading, Seed, SizeNm)


def format_text(text: str) -> str:
    r"""Return the canonical form of a record; text with YAML faults is returned as it is.

    >>> print(format_text("read: abstract\nkind: study\n"), end="")
    # yaml-language-server: $schema=../../docs/record.schema.json
    kind: study
    read: abstract
    """
    document = read_document(text)
    return text if document.faults or not isinstance(document.value, dict) else _format(document)


def format_file(path: Path, *, drop_comments: bool = False) -> tuple[str, str, list[Violation]]:
    """Return the text of a file, its canonical form, and the YAML faults that forbid formatting it.

    Args:
        path: the file.
        drop_comments: leave out all comments, also those below the first field, which forbid formatting.

    Raises:
        InputError: the file cannot be opened.
    """
    document, violations = read_file(path, str(path), drop_comments=drop_comments)
    text = path.read_bytes().decode("utf-8", "replace")
    if document is None or violations or not isinstance(document.value, dict):
        return text, text, violations
    if drop_comments:
        document.head.clear()
    return text, _format(document), violations


def format_with(path: Path, changes: dict[str, Any]) -> str:
    """Return the canonical form of a record with other values in these of its fields.

    Raises:
        InputError: the file cannot be opened, or is not YAML of the kind allowed.
    """
    document, violations = read_file(path, str(path))
    if document is None or violations or not isinstance(document.value, dict):
        raise InputError(
            str(violations[0]) if violations else f"{path}: there is no record", "correct it first"
        )
    document.value.update(changes)
    return _format(document)


def write_file(path: Path, text: str, *, new: bool = False) -> None:
    """Write a file, whole or not at all; the mode of one that is there stays.

    Raises:
        FileExistsError: *new*, and there is such a file.
    """
    with replacing(path if new else path.resolve(), new=new) as file:
        file.write(text.encode("utf-8"))


def _format(document: Document) -> str:
    kind = document.value.get("kind")
    model = MODELS.get(kind, MODELS["study"]) if isinstance(kind, str) else MODELS["study"]
    flow: set[Loc] = set()
    ordered = _ordered(document.value, model, (), flow)
    head = [SCHEMA_LINE, *(line for line in document.head if not line.startswith("# yaml-language-server:"))]
    lines = Writer(document.numbers, frozenset(flow)).mapping(ordered, (), 0)
    text = "\n".join([*head, *lines]) + "\n"
    again = read_document(text)
    if again.faults or again.value != document.value:
        raise AssertionError("formatting would have changed a record; the file was left as it is")
    return text


def _ordered(value: Any, model: type[Part], loc: Loc, flow: set[Loc]) -> Any:
    """Return *value* in the order of the model, and note in *flow* what is written on one line."""
    if isinstance(value, list):
        return [_ordered(item, model, (*loc, at), flow) for at, item in enumerate(value)]
    if not isinstance(value, dict):
        return value
    part = part_at(model, loc)
    if part in _ON_ONE_LINE or loc == ("n",):
        flow.add(loc)
    fields = [] if part is None else [slot.name for slot in slots(part)]
    names = [name for name in fields if name in value] + [name for name in value if name not in fields]
    return {name: _ordered(value[name], model, (*loc, name), flow) for name in names}
