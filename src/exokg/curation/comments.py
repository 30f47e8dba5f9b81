"""The comments of a YAML text: which are remarks, and which may be the end of a value.

``notes: see figure #3 of the paper`` says *see figure*; the rest is a comment that no tool keeps.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any, NamedTuple

from .writing import quoted


class Comment(NamedTuple):
    """One comment.

    Attributes:
        start: where its ``#`` is in the text.
        text: what follows the ``#``.
        value: the plain text that it may belong to, as far as its own end; None for a remark.
    """

    start: int
    text: str
    value: str | None

    @property
    def hint(self) -> str:
        """What to do with a comment that may belong to a value."""
        whole = (self.value or "").strip()
        shown = "" if "\n" in whole else f": {quoted(whole)[:200]}"
        return f"write the whole value in quotes{shown}; a remark belongs into notes"


def comments(text: str, start: int, end: int, scalar: Any, remarks: Container[str]) -> Iterator[Comment]:
    """Yield the comments in the part of a text that lies between two events of its parser.

    Args:
        text: the whole text.
        start: where the part begins.
        end: where it ends.
        scalar: the event of the last scalar before it, or None.
        remarks: comments known to be no part of a value.
    """
    at = start
    for line in text[start:end].splitlines(keepends=True):
        before, sign, comment = line.partition("#")
        if sign:
            index, comment = at + len(before), comment.strip()
            mine = comment not in remarks and _continues(text, index, before, scalar, beside=at == start)
            whole = text[scalar.start_mark.index : at + len(line)] if mine else None
            yield Comment(index, comment, whole)
        at += len(line)


def _continues(text: str, index: int, before: str, scalar: Any, *, beside: bool) -> bool:
    """Return whether a comment follows plain text, on its line or indented below it."""
    if scalar is None or scalar.style or before.strip(": "):
        return False
    column = index - text.rfind("\n", 0, index) - 1
    line = text[text.rfind("\n", 0, scalar.start_mark.index) + 1 :]
    return beside or column > len(line) - len(line.lstrip(" "))
