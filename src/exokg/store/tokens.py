"""The tokens of a query.

They are those of the SPARQL 1.1 grammar (https://www.w3.org/TR/sparql11-query/#sparqlGrammar), taken a
little wider than the grammar takes them: whatever an engine may read as a string, an IRI or a name is
one token here. :func:`written` and :func:`apart` write them again so that no engine reads anything else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

# Classes of characters, by exclusion: long ranges would take 40 ms to compile.
_VARIABLE = r"[^\x00-/:-@\[-^`{-\xb6]"  # letters, digits, "_" and everything from U+00B7
_NAME = r"[^\x00-,./:-@\[-^`{-\xb6]"  # the same and "-"
_START = r"[^\x00-@\[-`{-\xb6]"  # letters
_LOCAL = rf"(?:{_NAME}|:|%[0-9A-Fa-f]{{2}}|\\.|\.+(?=[^\x00-$&-,./;-@\[\]^`{{-\xb6]))*"
_TOKEN = re.compile(
    r"(?:[\x00-\x20]+|#[^\n\r]*)*+"  # blanks and comments
    r'(?:(?P<long>"""(?:"{0,2}(?:[^"\\]|\\[\s\S]))*"""|\'\'\'(?:\'{0,2}(?:[^\'\\]|\\[\s\S]))*\'\'\')'
    r'|(?P<string>"(?:[^"\\\n\r]|\\.)*"|\'(?:[^\'\\\n\r]|\\.)*\')'
    r'|(?P<iri><[^<>"{}\x00-\x20]*>)'
    rf"|(?P<variable>[?$]{_VARIABLE}+)"
    rf"|(?P<name>(?:_|{_START}(?:(?:{_NAME}|\.){{0,99}}{_NAME})?)?:{_LOCAL})"
    r"|(?P<language>@[A-Za-z]+(?:-+[A-Za-z0-9]+)*)"
    r"|(?P<number>\d*\.\d+(?:[eE][+-]?\d+)?|\d+(?:[eE][+-]?\d+)?)"
    rf"|(?P<word>(?:_|{_START}){_VARIABLE}*)"
    r"|(?P<mark>&&|\|\||\^\^|!=|<=|>=|[\s\S])|\Z)"
)


class Token(NamedTuple):
    """One lexical token: its kind, its text and its offset in the query."""

    kind: str
    text: str
    offset: int


_new = tuple.__new__  # half of the time that the constructor of a named tuple takes


def tokenize(text: str) -> Iterator[Token]:
    """Yield the tokens of a query without blanks and comments.

    >>> [token.text for token in tokenize('ASK { ?s <p#q> "a # b" } # end')]
    ['ASK', '{', '?s', '<p#q>', '"a # b"', '}']
    """
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind is not None:
            yield _new(Token, (kind, match[kind], match.start(kind)))


def place(text: str, offset: int) -> str:
    """The line and column of an offset, both from 1.

    >>> place("ASK { }", 4)
    '1:5'
    """
    line = text.count("\n", 0, offset) + 1
    return f"{line}:{offset - (text.rfind(chr(10), 0, offset) + 1) + 1}"


def undeclared_prefix(text: str, known: Collection[str] = ()) -> Token | None:
    """The first prefixed name whose prefix is neither declared in the query nor known.

    >>> undeclared_prefix("PREFIX a: <http://a/> ASK { a:x b:y a:z }").text
    'b:y'
    """
    declared = {"_", *known}
    before = ""
    for token in tokenize(text):
        if token.kind == "name":
            prefix = token.text.partition(":")[0]
            if before == "PREFIX":
                declared.add(prefix)
            elif prefix not in declared:
                return token
        before = token.text.upper() if token.kind == "word" else ""
    return None


def written(token: Token) -> str:
    r"""Return a token as an engine gets it: no comment can begin in it, and it is on one line.

    Nor can an IRI be read as "less than" and an operand: its first letter is escaped where one could begin.

    >>> print(written(Token("iri", "<http://a#b>", 0)), written(Token("long", "'''say \"1\"\n'''", 0)))
    <http://a\u0023b> "say \"1\"\n"
    >>> print(written(Token("iri", "<urn:a>", 0)))
    <\u0075rn:a>
    """
    if token.kind == "long":
        return '"' + _SPECIAL.sub(lambda found: _ESCAPED.get(found[0], found[0]), token.text[3:-3]) + '"'
    text = token.text
    if token.kind in {"string", "iri"} and "#" in text:
        text = text.replace("#", _ESCAPED["#"])
    if token.kind == "iri" and not _UNLIKE_AN_OPERAND.match(text):
        text = (
            f"<\\u{ord(text[1]):04X}{text[2:]}"
            if text[1] <= "\uffff"
            else f"<\\U{ord(text[1]):08X}{text[2:]}"
        )
    return text


def iri_of(token: Token) -> str:
    r"""Return the IRI that a token writes between its brackets.

    >>> iri_of(Token("iri", r"<urn:\u0061>", 0))
    'urn:a'
    """
    iri = token.text[1:-1]
    return _CODE.sub(lambda code: chr(int(code[0][2:], 16)), iri) if "\\" in iri else iri


def apart(before: Token, token: Token) -> bool:
    """Return whether a blank goes between two tokens: where anything was, and where neither is a mark.

    Else Oxigraph reads ``a0.5`` as ``a`` and ``0.5``, and the gate as ``a0`` and ``.5``. There is none
    between ``CONCAT`` and its bracket, where the grammar allows one and Oxigraph does not.
    """
    if token.text == "(" and before.text.upper() in _STICKING:
        return False
    if token.offset > before.offset + len(before.text):
        return True
    return "mark" not in (before.kind, token.kind)


def place_of(text: str, column: int) -> int:
    r"""Return the offset in a query of the token that is at a column, from 1, of the line written from it.

    >>> place_of("ASK { # all\n ?s ?p }", 7)
    13
    """
    length, before = 0, None
    for token in tokenize(text):
        length += len(written(token)) + (before is not None and apart(before, token))
        if length >= column:
            return token.offset
        before = token
    return len(text)


_SPECIAL = re.compile(r'\\[\s\S]|["#\n\r]')
_UNLIKE_AN_OPERAND = re.compile(r"<(?:[A-Za-z][A-Za-z0-9]*://|\\|>)")
_CODE = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4})")
_STICKING = frozenset({"BNODE", "COALESCE", "CONCAT"})
_ESCAPED = {'"': '\\"', "#": "\\u0023", "\n": "\\n", "\r": "\\r"}
