"""A checksum of what a result says, by which its second reading is tied to it."""

from __future__ import annotations

import functools
import hashlib
import json
from collections import deque
from typing import Any, Final

from .declarations import Part
from .slots import slots
from .types import RefersTo

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
    known = next((one for one in _LATEST if one.record is record), None)
    if known is None:
        known = _Shared(record)
        _LATEST.append(known)
    named: dict[str, str] = {}
    known.add_named(part, named)
    held = ", ".join(f"{_json(place)}: {said}" for place, said in sorted(named.items()))
    text = f"[{known.study}, {_json(part.model_dump(**_AS_GIVEN))}, {{{held}}}]"
    return hashlib.sha256(text.encode()).hexdigest()[:6]


class _Shared:
    """What the results of a record share, written as JSON once: the study, and the parts that they name."""

    def __init__(self, record: Any) -> None:
        self.record = record
        study = record.model_dump(**_AS_GIVEN, exclude={*APART, *READ_AGAIN, *_NAMED.values()})
        self.study = f"{_json(study)}, {_json(record.publication and record.publication.type)}"
        self._parts: dict[str, str] = {}

    def add_named(self, part: Part, found: dict[str, str]) -> None:
        """Add every part of the record that a part names, directly or through others, by its place."""
        for attribute, where in _naming(type(part)):
            held = getattr(part, attribute)
            for key in held if isinstance(held, list) else [held]:
                named, place = getattr(self.record, where).get(key), f"{where} {key}"
                if named is None or place in found:
                    continue
                if place not in self._parts:
                    self._parts[place] = _json(named.model_dump(**_AS_GIVEN, exclude=set(REMARKS)))
                found[place] = self._parts[place]
                self.add_named(named, found)


_LATEST: Final[deque[_Shared]] = deque(maxlen=2)
"""The records last asked about: after one result of a record the others are asked about too."""


@functools.cache
def _naming(model: type[Part]) -> list[tuple[str, str]]:
    """The fields of a part that name parts of its record, each with the field that holds these."""
    marks = ((slot.attribute, slot.mark) for slot in slots(model))
    return [
        (attribute, _NAMED[mark.kind])
        for attribute, mark in marks
        if isinstance(mark, RefersTo) and mark.kind in _NAMED
    ]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def checked_parts(record: Any) -> list[str]:
    """Return ``id=fingerprint`` of every result, as a second reader finds them now."""
    return [f"{part.id}={fingerprint(record, part)}" for name in READ_AGAIN for part in getattr(record, name)]


def is_checked(record: Any, part: Any) -> bool:
    """Return whether a result was read a second time and has not been edited since."""
    second = record.second_read
    return second is not None and f"{part.id}={fingerprint(record, part)}" in second.checksums
