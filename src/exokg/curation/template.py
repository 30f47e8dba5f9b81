"""The template of a record, made from the models, so that it always holds every field.

Fields that a record must have are written out; all others are comments that you can uncomment.
``exokg fmt --drop-comments`` clears what was not needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ..errors import InputError
from ..model.declarations import Part
from ..model.identifiers import read_identifier
from ..model.records import MODELS
from ..model.slots import Slot, slots
from .formatting import SCHEMA_LINE, write_file
from .graph import FOLDERS, Graph
from .identity import identifier_key, identifiers_of
from .reading import is_key, read_graph

_HEAD: Final = (
    "# Fill in what the source shows. Uncomment the fields you need and leave out what was not read;",
    "# then run: exokg fmt --drop-comments FILE, and: exokg validate FILE",
)
_USUAL: Final = {
    "study": {"publication", "designs", "preparations", "systems", "findings"},
    "review": {"publication", "designs"},
    "trial": {"preparations", "arms"},
    "statement": {"statements"},
}
"""Optional fields that nearly every record of a kind has, so that its template writes them out."""

Filled = dict[tuple[str, ...], str]
"""Values by the place of their field."""


def template(kind: str, filled: Filled | None = None) -> str:
    """Return the template of one kind of record.

    >>> template("trial").splitlines()[3]
    'kind: trial  # what is described; also the folder of the file: trial'
    """
    values = {("kind",): kind, **(filled or {})}
    lines = _fields(MODELS[kind], (), values, usual=_USUAL[kind])
    return "\n".join([SCHEMA_LINE, *_HEAD, *lines]) + "\n"


def begin_record(graph: Path, key: str, kind: str, *, filled: Filled) -> Path:
    """Write the template of a new record into a graph folder and return its path.

    Args:
        graph: the graph folder.
        key: the key of the record.
        kind: what it describes.
        filled: values that are known already, such as the DOI.

    Raises:
        InputError: the key is malformed or taken, the kind unknown, or the DOI recorded or excluded.
        GraphNotFoundError: *graph* is no graph folder.
    """
    if kind not in MODELS:
        raise InputError(f"there is no kind {kind}", f"one of: {', '.join(MODELS)}")
    if not is_key(key):
        raise InputError(f"{key!r} cannot be a key", "use lower-case letters, digits and hyphens")
    known = read_graph(graph)
    if key in known.paths:
        raise InputError(
            f"{known.paths[key]}: there is such a record", "choose another key, or edit that file"
        )
    if doi := filled.get(("publication", "doi")):
        filled = {**filled, ("publication", "doi"): _read_doi(doi)}
        _refuse_known(known, filled["publication", "doi"])
    folder = next(name for name, of in FOLDERS.items() if of == kind)
    path = Path(graph) / folder / f"{key}.yaml"
    path.parent.mkdir(exist_ok=True)
    write_file(path, template(kind, filled), new=True)
    return path


def _read_doi(text: str) -> str:
    """Return the bare DOI that a text is.

    Raises:
        InputError: it is none, or another identifier.
    """
    found = read_identifier(text)
    if found is None:
        raise InputError(f"{text} is not a DOI", "a DOI begins with 10. and has a slash")
    if found.kind != "doi":
        raise InputError(f"{text} is a {found.name}, not a DOI", "leave --doi out; write it into the record")
    return found.value


def _refuse_known(known: Graph, doi: str) -> None:
    wanted = identifier_key(doi)
    for row in known.excluded:
        if identifier_key(row["id"]) == wanted:
            place = f"{known.excluded.path}:{row.line}"
            raise InputError(f"{place}: {doi} was read and left out: {row['reason']}", row["note"] or None)
    for record in known.records.values():
        if ("doi", wanted) in {(name, value) for name, value, _loc in identifiers_of(record)}:
            raise InputError(f"{record.path}: {doi} is recorded already", "edit that file")


def _fields(
    model: type[Part], at: tuple[str, ...], filled: Filled, usual: set[str], *, live: bool = True
) -> Iterator[str]:
    """Yield the lines of every field of *model*."""
    for slot in slots(model):
        place = (*at, slot.name)
        given = any(known[: len(place)] == place for known in filled)
        shown = live and (slot.needed or slot.name in usual or given)
        yield from _field(place, slot, filled, live=shown)


def _field(place: tuple[str, ...], slot: Slot, filled: Filled, *, live: bool) -> Iterator[str]:
    """Yield the line of one field, and those of what it holds."""
    margin = ("" if live else "# ") + "  " * (len(place) - 1)
    value = filled.get(place, "")
    yield f"{margin}{place[-1]}:{' ' if value else ''}{value}  # {slot.explained}"
    if slot.part is None:
        return
    if slot.holds == "one":
        yield from _fields(slot.part, place, filled, set(), live=live)
    elif slot.holds == "list":
        yield from _dashed(_fields(slot.part, (*place, ""), filled, set(), live=live))
    else:
        key = (*slot.keys, "a-key")[0]
        yield f"{margin}  {key}:"
        yield from _fields(slot.part, (*place, key), filled, set(), live=live)


def _dashed(lines: Iterator[str]) -> Iterator[str]:
    """Put the hyphen of a list item before the first line."""
    first = next(lines)
    name = first.lstrip("# ")
    yield f"{first[: len(first) - len(name) - 2]}- {name}"
    yield from lines
