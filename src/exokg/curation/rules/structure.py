"""Rules about the parts of a record and the references between parts and records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from ...errors import alike
from ...model.lists import PreparationItem, StudyItem, words_of
from ...model.types import RefersTo
from ..document import Loc
from ..graph import Graph, Located
from .registry import Found, on_record

_LISTS: Final = ("findings", "harms", "statements", "conclusions")
_PARTS: Final = {name: f"{name}s" for name in ("preparation", "system", "arm", "comparison")}
"""What a reference within a record may name → the field that holds such parts."""


def _local(record: Located) -> Iterator[tuple[Loc, str, str]]:
    """Yield location, name of the mapping and key of every reference within a record."""
    for leaf, mark in record.marked(RefersTo):
        if mark.kind in _PARTS:
            yield leaf.loc, _PARTS[mark.kind], leaf.text


def remote_references(record: Located) -> Iterator[tuple[Loc, str]]:
    """Yield location and key of every reference to another record."""
    for leaf, mark in record.marked(RefersTo):
        if mark.kind == "record":
            yield leaf.loc, leaf.text


@on_record("unknown-reference", "ERROR")
def unknown_reference(record: Located, graph: Graph) -> Iterator[Found]:
    """A key that is referred to exists."""
    for loc, where, key in _local(record):
        known = getattr(record.record, where)
        if key not in known:
            hint = f"{where} of this record: {', '.join(known)}" if known else f"this record has no {where}"
            yield loc, f"{where} has no key {key}", hint
    for loc, key in remote_references(record):
        if key not in graph.paths:
            yield loc, f"there is no record {key}", "write the name of the record's file, without .yaml"


@on_record("self-reference", "ERROR")
def self_reference(record: Located, _graph: Graph) -> Iterator[Found]:
    """A record or part does not refer to itself."""
    for loc, key in remote_references(record):
        if key == record.key:
            yield loc, f"{key} refers to itself", "write the key of the other record"
    preparations = record.record.preparations
    for start, preparation in preparations.items():
        seen, above = {start}, preparation.derived_from
        while above is not None and above in preparations and above not in seen:
            seen.add(above)
            above = preparations[above].derived_from
        if above == start:
            message = f"{start} is derived from itself"
            yield ("preparations", start, "derived-from"), message, "correct derived-from"


@on_record("includes-no-study", "ERROR")
def includes_no_study(record: Located, graph: Graph) -> Iterator[Found]:
    """A review includes studies."""
    for loc, key in remote_references(record):
        kind = graph.kind_of(key)
        allowed = ("study", "review", "statement") if loc[-1] == "paper" else ("study", "trial")
        if kind is not None and key != record.key and kind not in allowed:
            yield loc, f"{key} is a {kind}, not a study", "write the key of a study"


@on_record("duplicate-id", "ERROR")
def duplicate_id(record: Located, _graph: Graph) -> Iterator[Found]:
    """An id is used once in a record."""
    yield from _repeated(record.parts(*_LISTS))
    registration = record.registration
    differences = registration.differences if registration is not None else ()
    yield from _repeated(
        (("registration", "differences", position), part) for position, part in enumerate(differences)
    )


def _repeated(parts: Iterable[tuple[Loc, Any]]) -> Iterator[Found]:
    seen: dict[str, Loc] = {}
    for loc, part in parts:
        if part.id in seen:
            message = f"the id {part.id} is already used in {seen[part.id][-2]}"
            yield (*loc, "id"), message, "choose another id"
        seen.setdefault(part.id, loc)


@on_record("orphan-preparation", "WARN")
def orphan_preparation(record: Located, _graph: Graph) -> Iterator[Found]:
    """A preparation is used."""
    yield from _unused(record, ("preparations",))


@on_record("unused-part", "WARN")
def unused_part(record: Located, _graph: Graph) -> Iterator[Found]:
    """A system, arm or comparison is used."""
    used = ("systems", "comparisons") if _plans(record) else ("systems", "arms", "comparisons")
    yield from _unused(record, used)


def _plans(record: Located) -> bool:
    registered = record.registration is not None
    return registered or record.record.kind == "trial" or not (record.record.findings or record.record.harms)


def _unused(record: Located, names: tuple[str, ...]) -> Iterator[Found]:
    used = {(where, key) for _loc, where, key in _local(record)}
    for where in names:
        for key, part in getattr(record.record, where).items():
            if (where, key) not in used and getattr(part, "dose_rank", None) is None:
                message = f"nothing refers to {key}"
                yield (where, key), message, "name it in a finding or another part, or delete it"


@on_record("empty-study", "WARN")
def empty_study(record: Located, _graph: Graph) -> Iterator[Found]:
    """A record has at least one result or position."""
    if record.record.kind != "trial" and not any(getattr(record.record, name) for name in _LISTS):
        message = "the record has no finding, harm, statement or conclusion"
        yield (), message, "add one, or list the document in excluded.tsv instead"


@on_record("unknown-item", "ERROR")
def unknown_item(record: Located, _graph: Graph) -> Iterator[Found]:
    """An absent item is a field or an item of the checklist."""
    fields = {info.alias or name for name, info in type(record.record).model_fields.items()}
    known = sorted({*fields, *words_of(StudyItem), *words_of(PreparationItem)})
    for alias, items in _absent(record):
        for position, item in enumerate(items):
            if item not in known:
                near = alike(item, known)
                hint = f"did you mean {' / '.join(near)}?" if near else f"known names: {', '.join(known)}"
                message = f"{item} is neither a field nor an item of the reporting checklist"
                yield (alias, position), message, hint


def _absent(record: Located) -> tuple[tuple[str, list[str]], ...]:
    said = record.record
    lists = said.not_applicable, said.not_reported, said.not_mentioned
    return tuple(zip(("not-applicable", "not-reported", "not-mentioned"), lists, strict=True))


@on_record("stated-absent-but-given", "ERROR")
def stated_absent_but_given(record: Located, _graph: Graph) -> Iterator[Found]:
    """An item listed as absent has no value."""
    for alias, items in _absent(record):
        for position, item in enumerate(items):
            if getattr(record.record, item.replace("-", "_"), None):
                message = f"{item} is listed in {alias} but has a value"
                yield (alias, position), message, f"delete the value, or take {item} off the list"
    for position, item in enumerate(record.record.not_reported):
        if item in record.record.not_applicable:
            message = f"{item} is also listed in not-applicable"
            yield ("not-reported", position), message, "take it off one of the two lists"


@on_record("reporting-contradicts-field", "ERROR")
def reporting_contradicts_field(record: Located, _graph: Graph) -> Iterator[Found]:
    """The reporting checklist agrees with the record."""
    fields = {"size": "size_nm", "isolation": "isolation", "cargo": "cargo", "source": "source"}
    for key, preparation in record.record.preparations.items():
        for item, state in preparation.reporting.items():
            if state != "reported" and item in fields and getattr(preparation, fields[item]):
                loc = ("preparations", key, "reporting", item)
                yield loc, f"{item} has a value but is marked {state}", "write reported, or delete the field"
