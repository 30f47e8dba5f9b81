"""What a person wrote as words: symbols and phrases of one meaning become one, and slips are mended."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ...curation.spelling import normal_form, words_of
from .plain_words import PHRASES
from .said import saying
from .slips import meant_by

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from .meanings import Meant
    from .table import Findings

__all__ = ["words_written"]

_SHARP_S: Final = re.compile("(?<![a-z])ß|(?<=tgf)ß")  # typed for a beta: after a lower letter it is German
_PREFIXES: Final = {"h": "human", "m": "mouse", "r": "rat"}
"""First letter of an abbreviation → the species whose cells it means, as in *hDPC*."""
_SHORTEST: Final = 2  # letters of an abbreviation
_LONGEST: Final = 3  # words of one
_MEASURED: Final = re.compile(r"\b(?:nta|dls|nanoparticle|particle)s?\b")
_SIZE: Final = re.compile(r"(?<!particle )(?<!follicle )(?<!bulb )(?<!shaft )\bsizes?\b(?! exclusion)")


def words_written(
    table: Findings, text: str, names: Mapping[str, Meant], known: Collection[str]
) -> tuple[list[str], list[str]]:
    """The words of a text as they are looked up, and a remark on each that is read as another.

    Args:
        table: whose findings may say a word.
        text: what was written.
        names: known names by normal form.
        known: normal forms of other words that are understood.
    """
    plain = " ".join(words_of(_SHARP_S.sub("β", text)))
    if _MEASURED.search(plain):
        plain = _SIZE.sub("particle size", plain)
    for phrase, word in PHRASES.items():
        plain = re.sub(phrase, word, plain)
    words, remarks = [], []
    for word in _prefixed(plain.split(), names):
        near = "" if normal_form(word) in known else _meant(table, word, names)
        remarks += [f"«{word}» read as «{near}»"] if near else []
        words.append(near or word)
    return words, remarks


def _prefixed(words: list[str], names: Mapping[str, Meant]) -> Iterator[str]:
    """The words, with the letter of a species before an abbreviation of cells written out."""
    for at, word in enumerate(words):
        rest = [word[1:], *words[at + 1 : at + _LONGEST]]
        spans = [size for size in range(1, len(rest) + 1) if _is_cells(rest[:size], names)]
        whole = any(normal_form(" ".join([word, *rest[1:size]])) in names for size in spans)
        if word[:1] in _PREFIXES and spans and not whole and len(rest[0]) >= _SHORTEST:
            yield _PREFIXES[word[0]]
            yield rest[0]
        else:
            yield word


def _is_cells(words: list[str], names: Mapping[str, Meant]) -> bool:
    return bool(names.get(normal_form(" ".join(words)), {}).keys() & {"source", "cell"})


def _meant(table: Findings, word: str, names: Mapping[str, Meant]) -> str:
    """The word that another is a slip of; empty where it is none."""
    if not re.fullmatch("[a-z]{5,}", word) or normal_form(word) in names or saying(table, word):
        return ""
    return meant_by(table, word)
