"""The payload as the page writes it: every text once, and the tables as steps through these texts.

A column lists, for each row, how far its text is behind the text before it: the texts come in the order
in which the columns first say them, so that most steps are small. A number in quotes skips as many rows,
which lack the column. Of a text that begins as the one before it, only the rest is written, after the length
of what both share, as two digits of base 36. ``script/base/rows.js`` undoes this.
"""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["packed", "unpacked"]

_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_BASE: Final = len(_DIGITS)
_LONGEST: Final = _BASE**2 - 1
_PACKED: Final = ("texts", "tables", "lanes", "questions")


class _Texts:
    """Every text of the payload once, in the order in which it is first said."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}

    def place(self, text: str) -> int:
        """Return the place of a text, which is added where it is new."""
        return self.places.setdefault(text, len(self.places))


def packed(data: Mapping[str, Any]) -> dict[str, Any]:
    """A payload in its short form; :func:`unpacked` gives the payload again."""
    texts = _Texts()
    tables = {name: _pack_table(table, texts) for name, table in data["tables"].items()}
    swapped = _swapped(data, texts.place)
    return dict(data) | {"tables": tables} | swapped | {"texts": _shared(texts.places)}


def unpacked(short: Mapping[str, Any]) -> dict[str, Any]:
    """The payload of a page, as :func:`exokg.explorer.payload.payload` gave it."""
    texts = _whole(short["texts"])
    tables = {name: _unpack_table(table, texts) for name, table in short["tables"].items()}
    kept = {name: value for name, value in short.items() if name not in _PACKED}
    return kept | {"tables": tables} | _swapped(short, texts.__getitem__)


def _swapped(data: Mapping[str, Any], swap: Callable[[Any], Any]) -> dict[str, Any]:
    """What is no table, with each text that tables may say as well swapped for its place, or back."""
    lanes = dict(data["lanes"])
    lanes["items"] = [[swap(key), swap(label), group] for key, label, group in lanes["items"]]
    return {
        "lanes": lanes,
        "questions": [
            question | {"rows": [[swap(cell) for cell in row] for row in question["rows"]]}
            for question in data["questions"]
        ],
    }


def _pack_table(table: Mapping[str, Any], texts: _Texts) -> dict[str, Any]:
    rows = table["rows"]
    columns = [
        _pack_column([row[nth] if nth < len(row) else 0 for row in rows], texts)
        for nth in range(len(table["columns"]))
    ]
    return {"kinds": table["kinds"], "columns": table["columns"], "count": len(rows), "steps": columns}


def _pack_column(values: list[Any], texts: _Texts) -> list[Any]:
    steps: list[Any] = []
    last = lacking = 0

    def step(text: str) -> int:
        nonlocal last
        before, last = last, texts.place(text)
        return last - before

    for value in values:
        if value == 0:
            lacking += 1
            continue
        if lacking:
            steps.append(str(lacking))
            lacking = 0
        steps.append(step(value) if isinstance(value, str) else [step(one) for one in value])
    return steps


def _unpack_table(table: Mapping[str, Any], texts: list[str]) -> dict[str, Any]:
    rows: list[list[Any]] = [[] for _ in range(table["count"])]
    for nth, steps in enumerate(table["steps"]):
        for place, value in _unpack_column(steps, texts):
            rows[place] += [0] * (nth - len(rows[place])) + [value]
    return {"kinds": table["kinds"], "columns": table["columns"], "rows": rows}


def _unpack_column(steps: list[Any], texts: list[str]) -> Iterable[tuple[int, Any]]:
    place = last = 0
    for step in steps:
        if isinstance(step, str):
            place += int(step)
            continue
        words = []
        for one in step if isinstance(step, list) else [step]:
            last += one
            words.append(texts[last])
        yield place, words if isinstance(step, list) else words[0]
        place += 1


def _shared(texts: Iterable[str]) -> list[str]:
    """Each text as the length of what it shares with the one before it, and the rest."""
    short = []
    for before, text in pairwise(["", *texts]):
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, text, strict=False)))
        same = min(same, _LONGEST)
        short.append(_DIGITS[same // _BASE] + _DIGITS[same % _BASE] + text[same:])
    return short


def _whole(short: Iterable[str]) -> list[str]:
    texts, last = [], ""
    for text in short:
        last = last[: int(text[:2], _BASE)] + text[2:]
        texts.append(last)
    return texts
