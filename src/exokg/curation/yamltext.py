"""The YAML a record may be written in: a small, strict part of YAML 1.2, with a place for every value.

Built on the event stream of PyYAML's C parser, because composed or constructed documents are
already too late: aliases are followed, duplicate keys are overwritten and ``NO`` is false by then.

Allowed: one document of mappings, sequences and scalars in UTF-8. Refused, each with its place: anchors,
aliases, merge keys, tags, directives, duplicate keys, further documents, nesting deeper than
:data:`MAX_DEPTH`, files larger than :data:`MAX_BYTES`, comments below the head, and characters that do
not show. Only what the YAML 1.2 core schema (https://yaml.org/spec/1.2.2/#103-core-schema) writes in
its plain form becomes null, a boolean or a number; everything else stays the text that was typed.
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Any

import yaml
import yaml.events as ev
from yaml._yaml import CParser, Mark

from .characters import hidden_characters
from .comments import comments
from .document import Document, Loc
from .remedies import syntax_hint, unclosed_quote

MAX_BYTES = 1_000_000
"""Largest file read, in bytes."""
MAX_DEPTH = 50
"""Deepest nesting of mappings and sequences."""
MAX_FAULTS = 100
"""Faults after which the reading of one document ends."""

_PLAIN = re.compile(
    r"(?P<null>~|null|Null|NULL)|(?P<bool>true|True|TRUE|false|False|FALSE)"
    r"|(?P<int>-?(?:0|[1-9][0-9]{0,17}))"
    r"|(?P<float>-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,30})?(?:[eE][-+]?[0-9]{1,2})?)"
)


class _TooMuchError(Exception):
    """Ends the reading of a document that is too deep or has too many faults."""


def read_document(text: str, remarks: Container[str] = (), name: str = "") -> Document:
    r"""Read one strict YAML document; faults are values of the result, never exceptions.

    Args:
        text: the document.
        remarks: comments known to be no part of a value, such as those that ``exokg new`` writes.
        name: the file, as messages should name it.

    >>> read_document("species: [NO, 010, 1_000, 12:30:45, 2024-01-01]").value
    {'species': ['NO', '010', '1_000', '12:30:45', '2024-01-01']}
    >>> read_document("a: 1\na: 2").faults[0].message
    'field a is written twice (first in line 1)'
    """
    document = Document(name, head=_head(text))
    for line, column, name in hidden_characters(text):
        message = f"the text holds {name}"
        hint = "delete it and type the word again"
        if (line, column, text[:1]) == (1, 1, "\ufeff"):
            message, hint = "the file begins with a byte order mark", "save it as UTF-8 without one"
        document.faults.append(document.fault(line, column, "hidden-character", message, hint))
    if not document.faults:
        _Builder(text, document, remarks).run()
    document.faults.sort()
    return document


def _head(text: str) -> list[str]:
    lines = []
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            break
        lines.append(line.rstrip())
    return [line for line in lines if line]


def _is_scalar(event: object) -> bool:
    return event.__class__ is ev.ScalarEvent


class _Builder:
    """Turns the event stream of one text into a document."""

    def __init__(self, text: str, document: Document, remarks: Container[str]) -> None:
        self.text = text
        self.document = document
        self.remarks = remarks
        self.parser = CParser(text)
        self.watch_comments = text.count("#") > sum(line.count("#") for line in document.head)
        self.reported_comments = False
        self.scalar: Any = None
        self.end = 0

    def run(self) -> None:
        try:
            self._stream()
        except _TooMuchError:
            self.document.value = None
        except yaml.YAMLError as error:
            self.document.value = None
            self._syntax(error)

    def fault(self, at: Any, rule: str, message: str, hint: str | None = None) -> None:
        """Note a fault at a mark, or where an event begins."""
        mark = getattr(at, "start_mark", at)
        self._note(mark.line + 1, mark.column + 1, rule, message, hint)
        if len(self.document.faults) >= MAX_FAULTS:
            raise _TooMuchError

    def _note(self, line: int, column: int, rule: str, message: str, hint: str | None) -> None:
        self.document.faults.append(self.document.fault(line, column, rule, message, hint))

    def next(self) -> Any:
        event: Any = self.parser.get_event()
        if event.start_mark.index > self.end:
            if self.watch_comments:
                self._comments(event)
            self.end = event.start_mark.index
        if _is_scalar(event):
            self.end, self.scalar = event.end_mark.index, event
        return event

    def _comments(self, event: Any) -> None:
        """Report the comments before *event*: each that may end a value, the first of the others."""
        if not self.document.marks:
            return
        for comment in comments(self.text, self.end, event.start_mark.index, self.scalar, self.remarks):
            row = self.text.count("\n", 0, comment.start)
            mark = Mark("", 0, row, comment.start - self.text.rfind("\n", 0, comment.start) - 1, None, None)
            if comment.value is not None:
                message = f"what follows the # is no part of the value: #{comment.text[:60]}"
                self.fault(mark, "hash-after-value", message, comment.hint)
            elif not self.reported_comments:
                self.reported_comments = True
                hint = "write them into notes or above the first field; exokg fmt --drop-comments drops them"
                self.fault(mark, "comment-inside", "comments stand below the first field", hint)

    def _stream(self) -> None:
        self.next()
        event = self.next()
        if isinstance(event, ev.StreamEndEvent):
            self.fault(event, "yaml-syntax", "the file holds no record", "see exokg new")
            return
        if event.version or event.tags:
            self.fault(event, "yaml-feature", "a YAML directive (%) is not allowed", "delete the line")
        self.document.value = self._node(self.next(), ())
        self.next()
        event = self.next()
        if isinstance(event, ev.DocumentStartEvent):
            self.fault(
                event, "several-documents", "a second document starts here", "give each record its own file"
            )

    def _syntax(self, error: yaml.YAMLError) -> None:
        mark = getattr(error, "problem_mark", None) or Mark("", 0, 0, 0, None, None)
        opened = getattr(error, "context_mark", None)
        problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML")
        unfinished = mark.line >= self.text.count("\n") or "expected ':'" in problem or "',' or" in problem
        if opened is not None and unfinished:  # it was never closed: say where it opens
            mark = opened
        unclosed = unclosed_quote(self.text, mark.line)
        if unclosed is not None:
            message = "the quotation mark that opens here is not closed"
            self._note(*unclosed, "yaml-syntax", message, "close it at the end of the text")
            return
        context = getattr(error, "context", None)
        what = f"{problem} {context}" if context else problem
        hint = syntax_hint(self.text, mark.line, mark.column, what)
        self._note(mark.line + 1, mark.column + 1, "yaml-syntax", what, hint)

    def _node(self, event: Any, loc: Loc) -> Any:
        if loc not in self.document.marks:
            self.document.marks[loc] = (event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, ev.AliasEvent):
            self.fault(event, "yaml-feature", f"alias *{event.anchor} is not allowed", "write the value out")
            return None
        if event.anchor is not None:
            self.fault(event, "yaml-feature", f"anchor &{event.anchor} is not allowed", "delete the anchor")
        if event.tag is not None:
            self.fault(event, "yaml-feature", f"tag {event.tag} is not allowed", "delete the tag")
        if _is_scalar(event):
            return self._scalar(event, loc)
        if len(loc) >= MAX_DEPTH:
            self.fault(
                event, "too-deep", f"nesting is deeper than {MAX_DEPTH}", "a record needs 6 levels at most"
            )
            raise _TooMuchError
        return self._mapping(loc) if isinstance(event, ev.MappingStartEvent) else self._sequence(loc)

    def _sequence(self, loc: Loc) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := self.next(), ev.SequenceEndEvent):
            items.append(self._node(event, (*loc, len(items))))
        if not items:
            self.document.empty.append(loc)
        return items

    def _mapping(self, loc: Loc) -> dict[str, Any]:
        items: dict[str, Any] = {}
        twice = False
        while not isinstance(event := self.next(), ev.MappingEndEvent):
            key = self._key(event, loc)
            self.scalar = None  # what follows a field's name is not part of it
            place = (*loc, key)
            here = (event.start_mark.line + 1, event.start_mark.column + 1)
            if key in items:
                self._twice(event, place, first=not twice)
                twice = True
            else:
                self.document.keys[place] = here
            event = self.next()
            if not _is_scalar(event):
                self.document.marks[place] = here
            items[key] = self._node(event, place)
        if not items:
            self.document.empty.append(loc)
        return items

    def _twice(self, event: Any, place: Loc, *, first: bool) -> None:
        """Report a field that is written twice; in an item of a list only one, as a hyphen may be missing."""
        message = f"field {place[-1]} is written twice (first in line {self.document.keys.at(place)[0]})"
        in_list = len(place) > 1 and isinstance(place[-2], int)
        hint = f"if a new item begins here, write - {place[-1]}; " if in_list else ""
        if first or not in_list:
            hint += "keep one of them, or make it a list"
            self.fault(event, "duplicate-key", message, hint)

    def _key(self, event: Any, loc: Loc) -> str:
        if not _is_scalar(event) or event.anchor is not None or event.tag is not None:
            self.fault(event, "yaml-feature", "a field name must be plain text", "write name: value")
            raise _TooMuchError
        self._escapes(event, "a field name")
        if event.value == "<<" and event.implicit[0]:
            self.fault(event, "yaml-feature", "merge key << is not allowed", "write the fields out")
        if not loc:
            self.document.marks.setdefault((), (event.start_mark.line + 1, event.start_mark.column + 1))
        return str(event.value)

    def _escapes(self, event: Any, what: str) -> None:
        """Refuse what the raw text did not show: characters that double quotes spell as escapes."""
        for _line, _column, name in hidden_characters(event.value) if event.style == '"' else ():
            self.fault(event, "hidden-character", f"{what} holds {name}", "delete the escape")

    def _scalar(self, event: Any, loc: Loc) -> Any:
        text = event.value
        if not text.strip():
            self.document.empty.append(loc)
        if not event.implicit[0]:
            self._escapes(event, "the text")
            return text
        if not text:
            return None
        match = _PLAIN.fullmatch(text)
        return text if match is None else self._plain(match, loc)

    def _plain(self, match: re.Match[str], loc: Loc) -> Any:
        text = match.group()
        if match.lastgroup == "null":
            self.document.empty.append(loc)
            return None
        if match.lastgroup == "bool":
            return text[0] in "tT"
        self.document.numbers[loc] = text
        return int(text) if match.lastgroup == "int" else float(text)
