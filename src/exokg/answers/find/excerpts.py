"""Excerpts: the words of a text around what was searched, with what denies it."""

from __future__ import annotations

import re
from typing import Final

_MARKS: Final = (". ", "; ", "? ", "! ")
_DENIES: Final = re.compile(
    r"\b(?:not?|none|never|nor|neither|without|cannot|nothing|nobody|lack\w*|fail\w*|absen\w+)\b",
    re.IGNORECASE,
)
"""Words that turn round what else a sentence says."""
_AROUND: Final = 16  # letters before and after a word that say in which sense it is used


def around(text: str, pattern: re.Pattern[str]) -> str:
    """The words of a text around what a pattern finds first; its beginning where that finds nothing.

    What denies it in the same sentence is among them, so that no excerpt says the opposite.

    >>> around("They found no evidence that links exosomes to cancer. More later.", re.compile("cancer"))
    '…no evidence that links exosomes to cancer. More later.'
    >>> around("Compliance with what MISEV asks for was not shown.", re.compile("Compliance"))
    'Compliance with what MISEV asks for was not shown.'
    """
    found = pattern.search(text)
    first, last = found.span() if found else (0, _AROUND)
    before = [first - _AROUND, *(at.start() for at in _DENIES.finditer(text, _begin(text, first), first))]
    after = [last + _AROUND, *(at.end() for at in _DENIES.finditer(text, last, _end(text, last)))]
    start = text.rfind(" ", 0, max(0, min(before))) + 1 if min(before) == before[0] else min(before)
    end = text.find(" ", min(len(text), max(after))) if max(after) == after[0] else _end(text, last)
    return f"{'…' * (start > 0)}{text[start : end if end >= 0 else None]}{'…' * (0 <= end < len(text))}"


def _begin(text: str, at: int) -> int:
    """Where the sentence around a place begins."""
    return max(text.rfind(mark, 0, at) for mark in _MARKS) + 1


def _end(text: str, at: int) -> int:
    """Where the sentence around a place ends."""
    ends = [end + 1 for mark in _MARKS if (end := text.find(mark, at)) >= 0]
    return min(ends, default=len(text))
