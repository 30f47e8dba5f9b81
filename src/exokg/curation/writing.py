"""Values as canonical YAML text: which scalars need quotes, where long text folds, what fits on one line.

What is written reads as the same value under the YAML 1.2 core schema
(https://yaml.org/spec/1.2.2/#103-core-schema) and in the common readers of YAML 1.1, such as PyYAML, which
take more words for truth values, dates and numbers. Nothing is quoted that need not be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from .document import Loc

WIDTH: Final = 100
"""Columns a line may have."""

_CORE: Final = re.compile(
    r"~|null|Null|NULL|true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
# What readers of YAML 1.1 take for a truth value, a day or time, a number with underscores or to base 60.
_CORE_1_1: Final = re.compile(
    r"yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|=|<<"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9:.]+[ \t]*(?:Z|[-+][0-9:]+)?)?"
    r"|[-+]?0b[01_]+|[-+]?0x[0-9a-fA-F_]+|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])*(?:\.[0-9_]*)?"
    r"|[-+]?[0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?"
)
_INDICATORS: Final = frozenset("-?:,[]{}#&*!|>'\"%@`")
_UNSAFE: Final = re.compile(r":(?:\s|$)|\s#|[\n\r\t\x85\u2028\u2029]|^(?:---|\.\.\.)|^\s|\s$")
# Readers of YAML 1.1 also end a plain scalar of a flow collection at a question mark, as addresses have it.
_UNSAFE_IN_FLOW: Final = re.compile(r"[,\[\]{}\"'?]|:(?![^\s:])|^[-:]|#")
_ESCAPED: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_FOLD: Final = re.compile(r"(?<=\S) (?=\S)")


def needs_quotes(text: str, *, in_flow: bool = False) -> bool:
    """Return whether *text* would read as something else without quotes.

    >>> [needs_quotes(text) for text in ("35359449", "1.10", "no", "2026-11-22", "a: b", "-x", "- x", "none")]
    [True, True, True, True, True, False, True, False]
    """
    if not text or _CORE.fullmatch(text) or _CORE_1_1.fullmatch(text) or _UNSAFE.search(text):
        return True
    if in_flow and _UNSAFE_IN_FLOW.search(text):
        return True
    if text[0] in "-?:":
        return len(text) == 1 or text[1].isspace()
    return text[0] in _INDICATORS


def quoted(text: str) -> str:
    """Return *text* in double quotes, or in single ones where that spares escapes.

    >>> print(quoted("35359449"), quoted('say "no"'))
    "35359449" 'say "no"'
    """
    if ('"' in text or "\\" in text) and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in _ESCAPED:
        return _ESCAPED[character]
    return character if character.isprintable() else f"\\U{ord(character):08X}"


class Writer:
    """Writes the lines of one document.

    Args:
        numbers: the digits of every number as they were typed, kept as they are.
        flow: the places of mappings that are written on one line if they fit.
    """

    def __init__(self, numbers: Mapping[Loc, str], flow: frozenset[Loc]) -> None:
        self._numbers = numbers
        self._flow = flow

    def mapping(self, value: Mapping[str, Any], loc: Loc, indent: int) -> Iterator[str]:
        """Yield the lines of a mapping in block form."""
        for name, item in value.items():
            yield from self._item(f"{' ' * indent}{_name(name)}:", item, (*loc, name), indent)

    def _item(self, head: str, value: Any, loc: Loc, indent: int) -> Iterator[str]:
        line = self._on_one_line(value, loc, len(head) + 1)
        if line is not None:
            yield f"{head} {line}"
        elif isinstance(value, dict):
            yield head
            yield from self.mapping(value, loc, indent + 2)
        elif isinstance(value, list):
            yield head
            yield from self._sequence(value, loc, indent + 2)
        else:
            yield from _block(head, value, indent + 2)

    def _sequence(self, value: list[Any], loc: Loc, indent: int) -> Iterator[str]:
        for position, item in enumerate(value):
            place = (*loc, position)
            if isinstance(item, dict) and self._on_one_line(item, place, indent + 2) is None:
                lines = list(self.mapping(item, place, indent + 2))
                yield f"{' ' * indent}- {lines[0].lstrip()}"
                yield from lines[1:]
            else:
                yield from self._item(f"{' ' * indent}-", item, place, indent)

    def _on_one_line(self, value: Any, loc: Loc, used: int) -> str | None:
        """Return *value* in one line, or None where it does not fit behind *used* columns."""
        if isinstance(value, dict | list):
            line = self._flowing(value, loc)
            return line if line is not None and (not value or used + len(line) <= WIDTH) else None
        line = self._scalar(value, loc, in_flow=False)
        fits = used + len(line) <= WIDTH and not _is_literal(value)
        return line if fits or not (_is_literal(value) or _is_foldable(value)) else None

    def _flowing(self, value: dict[str, Any] | list[Any], loc: Loc) -> str | None:
        if any(
            isinstance(item, dict | list) for item in (value.values() if isinstance(value, dict) else value)
        ):
            return None
        if isinstance(value, list):
            return "[" + ", ".join(self._scalar(item, (*loc, at)) for at, item in enumerate(value)) + "]"
        if value and loc not in self._flow:
            return None
        return (
            "{"
            + ", ".join(f"{_name(name)}: {self._scalar(item, (*loc, name))}" for name, item in value.items())
            + "}"
        )

    def _scalar(self, value: Any, loc: Loc, *, in_flow: bool = True) -> str:
        if isinstance(value, str):
            return quoted(value) if needs_quotes(value, in_flow=in_flow) else value
        if value is None or isinstance(value, bool):
            return {None: "null", True: "true", False: "false"}[value]
        return self._numbers.get(loc, repr(value))


def _name(name: str) -> str:
    return quoted(name) if needs_quotes(name, in_flow=True) else name


def _block(head: str, text: str, indent: int) -> Iterator[str]:
    """Yield a text on several lines: literal where it has line breaks, else folded."""
    yield f"{head} {'|-' if _is_literal(text) else '>-'}"
    lines = text.split("\n") if _is_literal(text) else _folded(text, WIDTH - indent)
    yield from (" " * indent + line if line else "" for line in lines)


def _is_literal(value: Any) -> bool:
    """Return whether a literal block keeps a text: it has line breaks, and no line ends blank."""
    if not isinstance(value, str) or "\n" not in value or value != value.strip():
        return False
    return all(line.isprintable() and line == line.rstrip() for line in value.split("\n"))


def _is_foldable(value: Any) -> bool:
    """Return whether a text can be split at a single space and keeps its value when folded."""
    return (
        isinstance(value, str)
        and value.isprintable()
        and value == value.strip()
        and bool(_FOLD.search(value))
    )


def _folded(text: str, width: int) -> Iterator[str]:
    """Yield lines of *text*, split at single spaces, as wide as *width* allows."""
    start = last = 0
    for match in _FOLD.finditer(text):
        if match.start() - start > width and last > start:
            yield text[start : last - 1]
            start = last
        last = match.end()
    if len(text) - start > width and last > start:
        yield text[start : last - 1]
        start = last
    yield text[start:]
