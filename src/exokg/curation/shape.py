"""From pydantic's errors to messages a curator can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import alike
from ..model.slots import part_at, slot_at, slots
from .hints import likely_names
from .remedies import number_hint

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

    from .document import Document, Loc
    from .violations import Violation

_KINDS = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    list: "a list",
    dict: "fields",
}
_WANTED = {
    "string_type": ("text", 'write it in quotes: "{typed}"'),
    "int_type": ("a whole number", "write digits without quotes, sign or unit"),
    "int_from_float": ("a whole number", "write digits without a decimal point"),
    "float_type": ("a number", "write digits without quotes or unit; verbatim text has its own field"),
    "finite_number": ("a finite number", "write digits"),
    "bool_type": ("true or false", "write true or false, without quotes"),
    "list_type": ("a list", "begin each item with a hyphen, or write [one, two]"),
    "dict_type": ("fields with values", "write `name: value` lines below it"),
    "model_type": ("fields with values", "write `name: value` lines below it"),
    "model_attributes_type": ("fields with values", "write `name: value` lines below it"),
}

_ONE_VALUE: dict[type, str] = {
    list: "write one value, without brackets and hyphens",
    dict: "write one value behind the colon, without fields below it",
}
"""What to do about several values, or fields, where one text belongs."""

_NAMED = {
    ("findings", "locator"): "missing-locator",
    ("harms", "locator"): "missing-locator",
    ("statements", "locator"): "missing-locator",
    ("findings", "system"): "finding-without-system",
}
"""Missing fields that have a rule of their own."""


def shape_fault(error: ErrorDetails, model: type[BaseModel], document: Document) -> Violation | None:
    """Return what *error* means for the curator, or None where another fault already says it."""
    loc: Loc = tuple(error["loc"])
    kind = error["type"]
    if kind == "missing":
        return _missing(loc, model, document)
    if kind == "extra_forbidden":
        return _unknown_field(loc, model, document)
    if error["input"] is None:
        return None
    line, column = document.marks.at(loc)
    if kind == "literal_error":
        return _unknown_word(loc, model, error["input"], document)
    if kind == "string_pattern_mismatch":
        return _malformed_key(loc, error["input"], document)
    wanted, hint = _WANTED.get(kind, (None, "a record from exokg new shows how it is written"))
    if wanted is None:
        return document.fault(line, column, "wrong-type", f"{dotted(loc)}: {error['msg'].lower()}", hint)
    typed = document.numbers.get(loc, str(error["input"]))
    given = _KINDS.get(type(error["input"]), "something else")
    shown = f" {typed}" if type(error["input"]) in (str, bool, int, float) else ""
    message = f"{dotted(loc)} must be {wanted}, not {given}{shown[:80]}"
    if wanted.endswith("number") and isinstance(error["input"], str):
        hint = number_hint(typed) or hint
    if kind == "string_type":
        hint = _ONE_VALUE.get(type(error["input"]), hint)
    return document.fault(line, column, "wrong-type", message, hint.format(typed=typed[:80]))


def empty_fault(loc: Loc, model: type[BaseModel], document: Document) -> Violation:
    """Return the fault of a field in which nothing is written."""
    line, column = document.marks.at(loc)
    slot = slot_at(model, loc)
    required = slot is not None and slot.needed and slot.name == loc[-1]
    hint = _meaning(loc, model) if required else "leave the field out: absence has a meaning"
    return document.fault(line, column, "empty-field", f"{dotted(loc)} is empty", hint)


def dotted(loc: Loc) -> str:
    """Return a location as a curator would say it, list positions from 1.

    >>> dotted(("findings", 1, "system"))
    'findings 2 system'
    """
    steps = (str(part + 1) if isinstance(part, int) else part for part in loc if part != "[key]")
    return " ".join(steps) or "the record"


def _words(model: type[BaseModel], loc: Loc) -> tuple[str, ...]:
    """The closed list of the values at a place, or of its key."""
    slot = slot_at(model, loc)
    return () if slot is None else slot.keys if loc[-1] == "[key]" else slot.words


def _meaning(loc: Loc, model: type[BaseModel]) -> str | None:
    slot = slot_at(model, loc)
    if slot is None:
        return None
    return f"one of: {', '.join(slot.words)}" if slot.words else slot.help


def _missing(loc: Loc, model: type[BaseModel], document: Document) -> Violation | None:
    if loc in document.empty:
        return None
    line, column = document.marks.at(loc[:-1])
    where = f" of {dotted(loc[:-1])}" if loc[:-1] else ""
    rule = _NAMED.get((str(loc[0]), str(loc[-1])), "missing-field") if len(loc) == 3 else "missing-field"
    return document.fault(line, column, rule, f"the field {loc[-1]}{where} is missing", _meaning(loc, model))


def _unknown_field(loc: Loc, model: type[BaseModel], document: Document) -> Violation:
    line, column = document.keys.get(loc) or document.marks.at(loc)
    part = part_at(model, loc[:-1])
    known = sorted(slot.name for slot in slots(part)) if part is not None else []
    name = str(loc[-1])
    near = alike(name.replace("_", "-").lower(), known, 1)
    hint = f"did you mean {near[0]}?" if near else "known fields: " + ", ".join(known)
    where = f"{dotted(loc[:-1])}" if loc[:-1] else "the record"
    return document.fault(line, column, "unknown-field", f"{where} has no field {name[:80]}", hint)


def _unknown_word(loc: Loc, model: type[BaseModel], given: object, document: Document) -> Violation:
    line, column = document.marks.at(loc)
    words = _words(model, loc)
    near = likely_names(str(given)[:80], words)
    hint = (f"did you mean {near[0]}? " if near else "") + "one of: " + ", ".join(words)
    return document.fault(line, column, "unknown-word", f"{dotted(loc)} cannot be {str(given)[:80]}", hint)


def _malformed_key(loc: Loc, given: object, document: Document) -> Violation:
    place = tuple(part for part in loc if part != "[key]")
    line, column = document.keys.get(place, (0, 0)) if loc[-1:] == ("[key]",) else document.marks.at(place)
    message = f"{str(given)[:80]!r} cannot be a key"
    hint = "use lower-case letters, digits and hyphens; IRIs are made from it"
    return document.fault(line, column, "malformed-key", message, hint)
