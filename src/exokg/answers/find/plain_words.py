"""Words that are no names: what they are read as is in ``plain_words.tsv``.

Each of its lines says of some words, or of a pattern, what they are and mean. It is the one place to teach
the search a word of everyday language; a name of the field is a synonym in ``graph/terms.tsv``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple


class Pointer(NamedTuple):
    """A pattern of words that findings do not answer.

    Attributes:
        pattern: a regular expression for plain words.
        kind: ``instead`` if the rows of the command replace findings; ``alone`` if they do where nothing else
            is written, else the words are read as others are; ``route`` if they do where nothing else is
            asked for; ``beside`` if the words are searched, too; ``unrecorded`` if nothing answers;
            ``undefined`` if a definition is asked for.
        command: what answers, without the name of the program; what is not recorded.
    """

    pattern: str
    kind: str
    command: str


_TABLE: Final = Path(__file__).with_name("plain_words.tsv").read_text(encoding="utf-8").splitlines()[1:]
_LINES: Final = [tuple(line.split("\t")) for line in _TABLE]


def _listed(kind: str) -> list[tuple[tuple[str, ...], str]]:
    """The words of each line of a kind, and what they mean."""
    return [(tuple(written.split("; ")), meaning) for one, written, meaning in _LINES if one == kind]


def _words(kind: str) -> frozenset[str]:
    return frozenset(word for words, _ in _listed(kind) for word in words)


def _meant(kind: str) -> dict[str, str]:
    return {word: meaning for words, meaning in _listed(kind) for word in words}


def _values(kind: str) -> list[tuple[tuple[str, ...], dict[str, tuple[str, ...]]]]:
    """Words → the values that they mean, by dimension."""
    found, name = [], ""
    for words, meaning in _listed(kind):
        values: dict[str, tuple[str, ...]] = {}
        for given, colon, value in (part.rpartition(": ") for part in meaning.split("; ")):
            name = given if colon else name
            values[name] = (*values.get(name, ()), value)
        found.append((words, values))
    return found


def _routes() -> list[Pointer]:
    """What leads elsewhere, in the order in which it is looked for; *most* asks for the most of a noun."""
    (superlative,) = _words("superlative")
    kinds = {"instead", "alone", "route", "beside", "unrecorded", "undefined"}
    each = (
        ("route", superlative.replace("NOUN", written), command)
        if kind == "most"
        else (kind, written, command)
        for kind, written, command in _LINES
    )
    return [Pointer(pattern, kind, command) for kind, pattern, command in each if kind in kinds]


VESICLES: Final = _words("vesicles")
UNWEIGHED: Final = _words("order")
"""Words that ask for an order or an amount by which findings are not ranked: the answer says so."""
STOP: Final = UNWEIGHED | _words("filler")
VAGUE: Final = _words("vague")
"""Words of everyday language that mean many things: never searched, and the answer says so."""
NOT: Final = _words("not")
THROUGH: Final = _words("through") | VESICLES
"""Words that may be between *not* and the name that it leaves out."""
AGAINST: Final = _words("against")
"""Words before what something was compared with."""
LOADED: Final = _words("loaded")
"""Words after a drug that vesicles hold."""
CONTAINS: Final = _words("loading")
"""Words before a drug that vesicles hold."""
PHRASES: Final = {pattern: word for kind, pattern, word in _LINES if kind == "phrase"}
"""Several words that mean one of the others."""
ROUTES: Final = _routes()
RUNGS: Final = {word: tuple(meaning.split("; ")) for word, meaning in _meant("rung").items()}
"""Word → the rungs that it means."""
READ: Final = _meant("remark")
"""Normal form of a name that is not all it seems → how it is read."""
SEXES: Final = {word: meaning.split("; ") for word, meaning in _meant("sex").items()}
"""Word → the words by which records call this sex."""
SEXES_READ: Final = "«{}» read as people: no dimension tells the sexes apart, but the column sex does"
ALL_SEXES: Final = frozenset(word for words in SEXES.values() for word in words)
SHORT: Final = _meant("short")
"""Abbreviations and everyday words → the name that they mean, where they are no name themselves."""
NEAR: Final = _meant("near")
"""Name that findings seldom have → the one that is near to it, if it is no wider term."""
SAME: Final = {word: family for family, _ in _listed("same") for word in family}
"""Word → the words of the same meaning that are no forms of it."""
EXPERT: Final = _meant("ask")
"""Word → the question of the catalogue to which it leads."""
SAFE: Final = _words("safe")
"""Words that ask for harms by their opposite: *not safe* asks for harms."""
FIELD: Final = _words("field")
"""Words of the field that are no names, of which a slip is seen, too."""
WHOLE: Final = _words("word")
"""Words that are no slips of others, although they differ from one by a letter."""
KINDS: Final = _words("kind")
"""Words that only lead to a question: its rows need not say them."""
CODED: Final = _values("code")
"""Words of the field for codes: dimension and codes."""
TERMED: Final = _values("term")
"""Words of the field for terms or several codes, whose narrower terms count: dimension and CURIEs."""
NAMED: Final = _values("named")
ONLY: Final = frozenset(word for words, _ in NAMED for word in words)
"""Names of values that no finding may have and that texts say in another sense: never searched there."""
MEDIA: Final = frozenset(word for words, values in CODED if "kind" in values for word in words)
"""What cells give off beside vesicles: as a comparator it is the source or its medium."""
DIRECTED: Final = _listed("effect")
"""Words by which people ask for a direction, beside those of the model."""
