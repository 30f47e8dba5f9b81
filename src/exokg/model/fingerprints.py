"""A checksum of what a result says, by which its second reading is tied to it."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Final

from .declarations import Part
from .slots import slots
from .types import RefersTo

__all__ = ["APART", "READ_AGAIN", "REMARKS", "checked_parts", "fingerprint", "is_checked"]

READ_AGAIN: Final = ("findings", "harms", "statements")
"""The lists of a record whose parts a second reader checks one by one."""

_NAMED: Final = {kind: f"{kind}s" for kind in ("preparation", "system", "arm", "comparison")}
"""What a part may name of its record → the field that holds it."""

APART: Final = {
    "publication": "says which document it is, which other rules guard; only its type decides what counts",
    "registration": "what a registry says is compared with the paper in its differences",
    "confidence": "a judgement of who entered the record",
    "entered": "says who read, not what",
    "second_read": "says who read, not what",
    "sources": "says where it was read; a page that moved changes no result",
    "mirrors": "says where it was read; a page that moved changes no result",
    "countries": "no result depends on it",
    "interests": "no result depends on it",
    "n_note": "a remark",
    "notes": "a remark",
    "caution": "a remark",
    "not_applicable": "about fields that are not there",
    "not_reported": "about fields that are not there",
    "not_mentioned": "about fields that are not there",
    "appraisals": "a judgement, with its own judge and day",
    "conclusions": "what authors conclude is no result",
    "search": "how a review looked for studies; its results name those they rest on",
    "searched_to": "how a review looked for studies; its results name those they rest on",
    "inclusion_list": "how a review looked for studies; its results name those they rest on",
    "includes": "how a review looked for studies; its results name those they rest on",
    "includes_elsewhere": "how a review looked for studies; its results name those they rest on",
}
"""Fields of a record that a result's second reading does not cover → why; it covers all others."""

_AS_GIVEN: Final[dict[str, Any]] = {"mode": "json", "exclude_defaults": True}

REMARKS: Final = frozenset({"note", "reporting"})
"""Fields of a named part that change nothing of what its results say."""


def fingerprint(record: Any, part: Part) -> str:
    """Return six hexadecimal digits of all that a second reader compares with the source for a result.

    These are the result, the parts it names, the parts these name, and what the record says of the whole
    study: title, depth of reading, designs, numbers, species and the like.

    Args:
        record: the record that holds it.
        part: a finding, harm or statement.
    """
    lists = {*READ_AGAIN, *_NAMED.values()}
    study = record.model_dump(**_AS_GIVEN, exclude={*APART, *lists})
    kind_of_document = record.publication and record.publication.type
    named: dict[str, dict[str, Any]] = {}
    _add_named(record, part, named)
    said = [study, kind_of_document, part.model_dump(**_AS_GIVEN), named]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:6]


def _add_named(record: Any, part: Part, found: dict[str, dict[str, Any]]) -> None:
    """Add every part of the record that a part names, directly or through others, by its place."""
    for slot in slots(type(part)):
        if not isinstance(slot.mark, RefersTo) or slot.mark.kind not in _NAMED:
            continue
        held, where = getattr(part, slot.attribute), _NAMED[slot.mark.kind]
        for key in held if isinstance(held, list) else [held]:
            named = getattr(record, where).get(key)
            if named is not None and f"{where} {key}" not in found:
                found[f"{where} {key}"] = named.model_dump(**_AS_GIVEN, exclude=set(REMARKS))
                _add_named(record, named, found)


def checked_parts(record: Any) -> list[str]:
    """Return ``id=fingerprint`` of every result, as a second reader finds them now."""
    return [f"{part.id}={fingerprint(record, part)}" for name in READ_AGAIN for part in getattr(record, name)]


def is_checked(record: Any, part: Any) -> bool:
    """Return whether a result was read a second time and has not been edited since."""
    second = record.second_read
    return second is not None and f"{part.id}={fingerprint(record, part)}" in second.checksums
