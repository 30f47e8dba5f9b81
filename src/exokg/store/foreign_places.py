"""Where a file of others says something: the line and column of a thing, a property or a name in it.

Turtle and its relatives are read token by token, so that strings and comments name nothing. In JSON-LD and
RDF/XML a name is searched as it is written, in full or by its last part.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Final
from urllib.parse import urljoin

from ..rdf.namespaces import PREFIXES
from .foreign import LIMITS
from .tokens import Token, iri_of, place, tokenize

_LINES: Final = {"text/turtle", "application/n-triples", "application/n-quads", "application/trig"}
_TYPE: Final = f"{PREFIXES['rdf']}type"
_FOLLOWS: Final = {".": 0, ";": 1, ",": 2}
"""Mark → what follows it: 0 a thing, 1 a property of it, 2 a value of that."""
_OPENS: Final = {"{": 0, "[": 1, "(": 2}
NAMELESS: Final = "_:"
"""Stands for every thing that has no IRI."""


class ForeignPlaces:
    """The places of one file.

    Args:
        path: the file, which was parsed before.
        media_type: what it is.
    """

    def __init__(self, path: Path, media_type: str) -> None:
        self.path = str(path)
        self._lines = media_type in _LINES

    @cached_property
    def _text(self) -> str:
        data = Path(self.path).read_bytes()
        if data.startswith(b"\x1f\x8b"):
            data = zlib.decompressobj(wbits=31).decompress(data, LIMITS["megabytes"] * 1_000_000)
        return data.decode("utf-8-sig", "replace")

    def of(self, iri: str, predicate: str | None = None, value: str | None = None) -> tuple[str, int, int]:
        """The place of a property of a thing, of a value that has a name, or of the thing."""
        ways = [(iri, predicate, value), (iri, predicate), (iri,)]
        offset = next((self._said[way] for way in ways if way in self._said), None)  # type: ignore[index]  # None is no key
        return self._place(iri) if offset is None else self._at(offset)

    def first(self, iri: str) -> tuple[str, int, int]:
        """The place at which a name is written first, as whatever part of a statement."""
        offset = self._said.get(("", iri))
        return self._place(iri) if offset is None else self._at(offset)

    def nameless(self) -> tuple[str, int, int]:
        """The place of the first thing without a name."""
        return self.first(NAMELESS)

    def _at(self, offset: int) -> tuple[str, int, int]:
        line, _, column = place(self._text, offset).partition(":")
        return self.path, int(line), int(column)

    def _place(self, iri: str) -> tuple[str, int, int]:
        """The place of a name as it is written, wherever that is."""
        local = iri.rpartition("#" if "#" in iri else "/")[2]
        offset = self._text.find(iri)
        offset = self._text.find(local) if offset < 0 and local else offset
        return self._at(offset) if offset >= 0 else (self.path, 1, 1)

    @cached_property
    def _said(self) -> dict[tuple[str, ...], int]:
        """Thing, property and value, as far as they have names → the offset at which that is said first."""
        found: dict[tuple[str, ...], int] = {}
        for way, offset in _Reader().read(self._text) if self._lines else ():
            found.setdefault(way, offset)
            found.setdefault(("", way[-1]), offset)
        return found


class _Reader:
    """Reads Turtle and its relatives token by token; it need not be right where they are not."""

    def __init__(self) -> None:
        self._prefixes: dict[str, str] = {}
        self._base = ""
        self._declared: str | None = None
        self._at = 0
        self._way = ["", "", ""]
        self._outer: list[tuple[int, list[str]]] = []

    def read(self, text: str) -> Iterator[tuple[tuple[str, ...], int]]:
        """Each name with what is said before it in its statement, and its offset."""
        for token in tokenize(text):
            if self._declaring(token):
                continue
            if token.kind == "mark":
                if token.text == "[":
                    yield (*self._way[: self._at], NAMELESS), token.offset
                self._mark(token.text)
                continue
            name = self._name(token)
            if name:
                self._way[self._at] = name
                yield tuple(self._way[: self._at + 1]), token.offset
            if token.kind != "language":
                self._at = min(self._at + 1, 2)

    def _declaring(self, token: Token) -> bool:
        """Whether a token is part of the declaration of a prefix or of the base."""
        if self._declared is None:
            word = token.text.lstrip("@").lower()
            begins = self._at == 0 and token.kind in ("word", "language") and word in ("prefix", "base")
            self._declared = "" if begins else None
            return begins
        if token.kind == "name":
            self._declared = token.text
            return True
        iri = urljoin(self._base, token.text[1:-1])
        if self._declared:
            self._prefixes[self._declared.rpartition(":")[0]] = iri
        else:
            self._base = iri
        self._declared = None
        return True

    def _mark(self, mark: str) -> None:
        if mark in _FOLLOWS:
            self._at = _FOLLOWS[mark]
        elif mark in _OPENS:
            self._outer.append((self._at, self._way))
            self._at, self._way = _OPENS[mark], [NAMELESS, "", ""]
        elif mark in "])}":
            self._at, self._way = self._outer.pop() if self._outer else (0, ["", "", ""])
            self._at = 0 if mark == "}" else min(self._at + 1, 2)

    def _name(self, token: Token) -> str:
        if token.kind == "iri":
            return urljoin(self._base, iri_of(token))
        if token.kind == "name":
            prefix, _, local = token.text.partition(":")
            return NAMELESS if prefix == "_" else self._prefixes.get(prefix, "") + local.replace("\\", "")
        return _TYPE if (token.kind, token.text) == ("word", "a") else ""
