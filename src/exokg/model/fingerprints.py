"""A checksum of what a result says, by which its second reading is tied to it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from .declarations import Part

__all__ = ["READ_AGAIN", "checked_parts", "fingerprint", "is_checked"]

READ_AGAIN: Final = ("findings", "harms", "statements")
"""The lists of a record whose parts a second reader checks one by one."""

_REFERRED: Final = {
    "about": ("preparations", ("type", "source", "derived_from")),
    "system": ("systems", ("rung", "taxon", "cell", "tissue")),
    "arm": ("arms", ("preparation", "dose", "co_interventions")),
    "comparison": ("comparisons", ("kind", "against", "drug", "preparation", "arm")),
}
"""Field of a result → where the part that it names is, and which fields of that part decide what it says."""


def fingerprint(record: Any, part: Part) -> str:
    """Return six hexadecimal digits of a result and of what decides its meaning in the parts it names.

    Args:
        record: the record that holds it.
        part: a finding, harm or statement.
    """
    said = [part.model_dump(mode="json", exclude_defaults=True, exclude={"note"})]
    for field, (where, deciding) in _REFERRED.items():
        referred = getattr(record, where).get(getattr(part, field, None) or "")
        if referred is not None:
            said.append(referred.model_dump(mode="json", exclude_defaults=True, include=set(deciding)))
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:6]


def checked_parts(record: Any) -> list[str]:
    """Return ``id=fingerprint`` of every result, as a second reader finds them now."""
    return [f"{part.id}={fingerprint(record, part)}" for name in READ_AGAIN for part in getattr(record, name)]


def is_checked(record: Any, part: Any) -> bool:
    """Return whether a result was read a second time and has not been edited since."""
    second = record.second_read
    return second is not None and f"{part.id}={fingerprint(record, part)}" in second.checksums
