"""The tokens of a query.

They are those of the SPARQL 1.1 grammar (https://www.w3.org/TR/sparql11-query/#sparqlGrammar), taken a
little wider than the grammar takes them: whatever an engine may read as a string, an IRI or a name is
one token here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Token", "place", "tokenize"]

# Classes of characters, by exclusion: long ranges would take 40 ms to compile.
_VARIABLE = r"[^\x00-/:-@\[-^`{-\xb6]"  # letters, digits, "_" and everything from U+00B7
_NAME = r"[^\x00-,./:-@\[-^`{-\xb6]"  # the same and "-"
_START = r"[^\x00-@\[-`{-\xb6]"  # letters
_LOCAL = rf"(?:{_NAME}|:|%[0-9A-Fa-f]{{2}}|\\.|\.+(?=[^\x00-$&-,./;-@\[\]^`{{-\xb6]))*"
_TOKEN = re.compile(
    r"(?P<space>[\x00-\x20]+|#[^\n\r]*)"
    r'|(?P<long>"""(?:"{0,2}(?:[^"\\]|\\[\s\S]))*"""|\'\'\'(?:\'{0,2}(?:[^\'\\]|\\[\s\S]))*\'\'\')'
    r'|(?P<string>"(?:[^"\\\n\r]|\\.)*"|\'(?:[^\'\\\n\r]|\\.)*\')'
    r'|(?P<iri><[^<>"{}\x00-\x20]*>)'
    rf"|(?P<variable>[?$]{_VARIABLE}+)"
    rf"|(?P<name>(?:_|{_START}(?:(?:{_NAME}|\.){{0,99}}{_NAME})?)?:{_LOCAL})"
    r"|(?P<language>@[A-Za-z]+(?:-+[A-Za-z0-9]+)*)"
    r"|(?P<number>\d*\.\d+(?:[eE][+-]?\d+)?|\d+(?:[eE][+-]?\d+)?)"
    rf"|(?P<word>(?:_|{_START}){_VARIABLE}*)"
    r"|(?P<mark>&&|\|\||\^\^|!=|<=|>=|[\s\S])"
)


class Token(NamedTuple):
    """One lexical token: its kind, its text and its offset in the query."""

    kind: str
    text: str
    offset: int


def tokenize(text: str) -> Iterator[Token]:
    """Yield the tokens of a query without blanks and comments.

    >>> [token.text for token in tokenize('ASK { ?s <p#q> "a # b" } # end')]
    ['ASK', '{', '?s', '<p#q>', '"a # b"', '}']
    """
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "space":
            yield Token(str(match.lastgroup), match.group(), match.start())


def place(text: str, offset: int) -> str:
    """The line and column of an offset, both from 1.

    >>> place("ASK { }", 4)
    '1:5'
    """
    line = text.count("\n", 0, offset) + 1
    return f"{line}:{offset - (text.rfind(chr(10), 0, offset) + 1) + 1}"
