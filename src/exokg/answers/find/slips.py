"""Slips of the typing hand: a letter too few or too many, another one, or two in the wrong order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ...curation.spelling import singular
from .plain_words import EXPERT, FIELD, KINDS, NOT, RUNGS, SAME, STOP, VAGUE, VESICLES, WHOLE

if TYPE_CHECKING:
    from .table import Findings


_PART: Final = re.compile(
    r"\b(?:(?:nct|irct|chictr|actrn|isrctn|euctr)[ -]?\d[\da-z]*|10\.\d{4,}(?:/\S*)?|(?<=pmid )\d+)",
    re.IGNORECASE,
)
"""What may be an identifier that is typed in part."""
_SEVERAL: Final = 20  # identifiers that one part may be the beginning of
_LONG: Final = 6  # letters of a name in which any slip can be seen; in one less, two letters swapped


def meant_by(table: Findings, word: str) -> list[str]:
    """The words of names that a text may be a slip of; none where it is a word itself."""
    known, plain = _words(table), singular(word)
    if {word, plain} & (known | STOP | VAGUE | EXPERT.keys() | NOT | SAME.keys() | RUNGS.keys()):
        return []
    if (table.records.said | WHOLE) & {word, plain}:
        return []
    for one in (plain, word):
        long = {name for name in known if len(name) >= _LONG or sorted(name) == sorted(one)}
        if near := sorted(name for name in long if name != one[:-1] and is_slip(one, name)):
            doubled = [name for name in near if _single(name) == _single(one)]
            return doubled or near  # to leave out one of two same letters is the most frequent slip
    return []


def completed(table: Findings, text: str) -> tuple[str, list[str]]:
    """A text with identifiers that are typed in part written out, and remarks on these.

    Args:
        table: whose records have the identifiers.
        text: what was written.
    """
    remarks = []
    for part in dict.fromkeys(_PART.findall(text)):
        plain = re.sub("[ -]", "", part.lower()) if part[0].isalpha() else part.lower()
        whole = sorted(one for one in table.records.identifiers if one.startswith(plain))
        if 0 < len(whole) <= _SEVERAL and plain not in whole:
            remarks.append(f"«{part}» read as the beginning of {', '.join(whole)}")
            registry = (re.match("[a-z]*", plain) or [""])[0]
            every = [one for one in table.records.identifiers if registry and one.startswith(registry)]
            text = text.replace(part, registry if len(every) == len(whole) > 1 else " or ".join(whole))
    return text, remarks


def _single(word: str) -> str:
    """A word with one letter for two same ones."""
    return re.sub(r"(.)\1", r"\1", word)


def _words(table: Findings) -> frozenset[str]:
    """The words of all names, those that are understood beside them, and long words of several records."""
    beside = VESICLES | KINDS | FIELD | {word for word in EXPERT if word.isalpha()}
    return table.name_words | beside | table.records.long_words


def _stem(word: str) -> str:
    """A word without the ending of a form: *enhanced* is no slip of *enhancer*."""
    return re.sub("(?:e[drs]?|ing|s)$", "", word)


def is_slip(one: str, other: str) -> bool:
    """Whether two words of the same first letter differ by one slip.

    >>> is_slip("papila", "papilla"), is_slip("reveiw", "review"), is_slip("traction", "reaction")
    (True, True, False)
    """
    if one[:1] != other[:1] or abs(len(one) - len(other)) > 1 or _stem(one) == _stem(other):
        return False
    if len(one) != len(other):
        short, long = sorted((one, other), key=len)
        return any(short == long[:at] + long[at + 1 :] for at in range(len(long)))
    differ = [at for at in range(len(one)) if one[at] != other[at]]
    swapped = len(differ) == 2 and differ[1] - differ[0] == 1
    return len(differ) == 1 or (swapped and {one[at] for at in differ} == {other[at] for at in differ})
