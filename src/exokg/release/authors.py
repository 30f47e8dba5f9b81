"""Names of authors, taken apart as reference managers want them: family, initials, suffix."""

from __future__ import annotations

import re
from typing import NamedTuple

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_INITIALS = rf"{_CAPITAL}(?:(?:\. ?|\.?-)?{_CAPITAL}){{0,3}}?\.?"
_SUFFIX = r"(?P<suffix>Jr|Sr|II|III|IV)\.?"
_OF_A_BODY = re.compile(r" (?:and|for|in|of|on|the) ")
"""Words in the name of an institution, and in no name of a person."""
_SHORT = re.compile(rf"(?P<family>[^,]+?),? (?P<given>{_INITIALS})(?:,? {_SUFFIX})?")
"""``Kim HS``, ``Lee S-H``, ``Smith, J. A., Jr``."""
_LONG = (
    re.compile(rf"(?P<family>[^,]+), (?P<given>[^,]+?)(?:, {_SUFFIX})?"),
    re.compile(rf"(?P<family>[^\s,]+) (?P<given>{_CAPITAL}[^\s,]+-[^\s,]+)(?P<suffix>)"),
)
"""``Kim, Hyun Soo``, and ``Kim Hyun-Soo``: without a hyphen or a comma it could be an institution."""


class Person(NamedTuple):
    """A person's name.

    Attributes:
        family: family name, with its particles.
        given: initials with points and blanks between them, or the given name as shown.
        suffix: ``Jr``, ``III`` and the like; mostly empty.
    """

    family: str
    given: str
    suffix: str = ""


def read_person(author: str) -> Person | None:
    """Take ``Surname Initials`` or ``Surname, Given`` apart; None for an institution and other names.

    >>> read_person("Di Vizio D"), read_person("Smith JA Jr")
    (Person(family='Di Vizio', given='D.', suffix=''), Person(family='Smith', given='J. A.', suffix='Jr'))
    >>> read_person("Lee S-H").given, read_person("Kim, Hyun Soo").given, read_person("Health Canada")
    ('S.-H.', 'Hyun Soo', None)
    """
    name = " ".join(author.split())
    if _OF_A_BODY.search(name):
        return None
    if found := _SHORT.fullmatch(name):
        return Person(found["family"], _spaced(found["given"]), found["suffix"] or "")
    whole = next((form for pattern in _LONG if (form := pattern.fullmatch(name))), None)
    return Person(whole["family"], whole["given"], whole["suffix"] or "") if whole else None


def _spaced(initials: str) -> str:
    """``S-HK`` → ``S.-H. K.``: styles shorten names by the blanks and hyphens in them."""
    letters = re.sub(r"[. ]", "", initials)
    return re.sub(rf"({_CAPITAL})(?={_CAPITAL})", r"\1. ", letters).replace("-", ".-") + "."
