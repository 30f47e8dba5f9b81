"""Rows of text laid out for a terminal: a table where it fits, else one block of lines for each row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

_NARROWEST: Final = 12  # characters: a column below that breaks words, not lines
_GAP: Final = 2


def draw_rows(names: Sequence[str], rows: Sequence[Sequence[str]], width: int = 0) -> Iterator[str]:
    """Rows as a table, or as records where columns would have to be narrower than twelve characters.

    Args:
        names: the columns.
        rows: a text for each column.
        width: columns of the terminal; 0 leaves lines as long as they are.
    """
    widths = _widths(names, rows)
    if width and sum(min(size, _NARROWEST) for size in widths) + _GAP * (len(widths) - 1) > width:
        return draw_records(names, rows, width)
    return draw_table(names, rows, width)


def draw_table(names: Sequence[str], rows: Iterable[Sequence[str]], width: int = 0) -> Iterator[str]:
    """Rows of text in columns under a rule; cells wrap where the table is wider than ``width``.

    >>> print("".join(draw_table(["a", "long name"], [["1", "x"], ["23", "y"]])), end="")
    a   long name
    --  ---------
    1   x
    23  y
    """
    body = [list(row) for row in rows]
    widths = _widths(names, body)
    if width and sum(widths) + _GAP * (len(widths) - 1) > width:
        widths = _narrowed(widths, width - _GAP * (len(widths) - 1))
    yield from _lines(names, widths)
    yield "  ".join("-" * size for size in widths) + "\n"
    for row in body:
        yield from _lines(row, widths)


def draw_records(names: Sequence[str], rows: Iterable[Sequence[str]], width: int) -> Iterator[str]:
    """Each row as a block of lines, one or more for each column, and an empty line between blocks.

    >>> print("".join(draw_records(["a", "name"], [["1", "x"], ["2", "two words"]], 11)), end="")
    a     1
    name  x
    <BLANKLINE>
    a     2
    name  two
          words
    """
    label = max(map(len, names), default=0)
    room = max(width - label - _GAP, 1)
    for number, row in enumerate(rows):
        if number:
            yield "\n"
        for name, cell in zip(names, row, strict=True):
            yield from _lines([name, cell], [label, room])


def in_words(name: str) -> str:
    """The name of a column as people read it.

    >>> in_words("highestRung"), in_words("preparationA"), in_words("p")
    ('highest rung', 'preparation A', 'p')
    """
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).split()
    return " ".join(word if len(word) == 1 else word.lower() for word in words)


def _widths(names: Sequence[str], rows: Iterable[Sequence[str]]) -> list[int]:
    return [max(map(len, column)) for column in zip(names, *rows, strict=True)]


def _narrowed(widths: list[int], room: int) -> list[int]:
    """Take from the widest columns until all fit."""
    wide = list(widths)
    while sum(wide) > room and max(wide) > 1:
        wide[wide.index(max(wide))] -= 1
    return wide


def _lines(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    parts = [_wrapped(cell, size) for cell, size in zip(cells, widths, strict=True)]
    for line in range(max((len(part) for part in parts), default=0)):
        texts = (part[line] if line < len(part) else "" for part in parts)
        padded = (text.ljust(size) for text, size in zip(texts, widths, strict=True))
        yield "  ".join(padded).rstrip() + "\n"


def _wrapped(cell: str, size: int) -> list[str]:
    if len(cell) <= size:
        return [cell]
    from textwrap import wrap

    return wrap(cell, size) or [""]
