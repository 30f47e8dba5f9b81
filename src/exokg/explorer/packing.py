"""The payload as the page holds it: JSON, deflated, in base64. The browser unpacks it by itself.

Of the JSON, every text is written once, in the order in which the tables first say it, and a cell is a step:
how far its text is behind the text of the cell above. Most steps are small, and alike, so the page is a
fifth lighter than with the texts in place. A number in quotes skips as many rows, which lack the column.
``script/base/rows.js`` adds the steps up.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Any, Final

from ..errors import InputError

_SMALLEST: Final = 12
"""The level of libdeflate that writes the fewest bytes."""
_MOST: Final = 1 << 28
"""Bytes of JSON that we unpack; a page of 3,000 studies has 10 MB."""
_CELLS: Final = 1 << 25
"""Cells of one table that we unpack; of 3,000 studies, one has two million."""


def packed(data: Mapping[str, Any]) -> str:
    """A payload as text of letters, digits, ``+``, ``/`` and ``=``; equal payloads give equal text.

    The text does not depend on the machine: libdeflate comes with its package, whereas Python's own zlib
    writes other bytes where it was built with another library.
    """
    import base64

    import deflate

    text = json.dumps(_stepped(data), ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(deflate.zlib_compress(text.encode(), _SMALLEST)).decode("ascii")


def unpacked(text: str, most: int = _MOST) -> dict[str, Any]:
    """The payload of a page, as :func:`exokg.explorer.payload.payload` gave it.

    Raises:
        InputError: the text is damaged, or has more than ``most`` bytes when unpacked.
    """
    import base64
    import zlib

    stream = zlib.decompressobj()
    try:
        held = stream.decompress(base64.b64decode(text, validate=True), most)
        if stream.unconsumed_tail:
            raise InputError(f"the data of the page has more than {most:,} bytes", "was the page changed?")
        if not stream.eof:
            raise ValueError("the end is missing")
        return _whole(json.loads(held))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, zlib.error) as error:
        raise InputError(f"the data of the page is damaged: {error}", "write it again: exokg view") from error


def _stepped(data: Mapping[str, Any]) -> dict[str, Any]:
    texts: dict[str, int] = {}

    def place(text: str) -> int:
        return texts.setdefault(text, len(texts))

    tables = {name: _table_of_steps(table, place) for name, table in data["tables"].items()}
    swapped = _swapped(data, place)
    return dict(data) | {"tables": tables} | swapped | {"texts": list(texts)}


def _whole(short: dict[str, Any]) -> dict[str, Any]:
    texts = short.pop("texts")
    tables = {name: _table_of_texts(table, texts) for name, table in short["tables"].items()}
    return short | {"tables": tables} | _swapped(short, texts.__getitem__)


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


def _table_of_steps(table: Mapping[str, Any], place: Callable[[str], int]) -> dict[str, Any]:
    """The table by columns, each a list of steps and of numbers of rows to skip."""
    last = 0

    def step(value: Any) -> Any:
        nonlocal last
        if isinstance(value, list):
            return [step(text) for text in value]
        if value == 0:
            return None
        before, last = last, place(value)
        return last - before

    columns: list[list[Any]] = [[] for _ in table["columns"]]
    for nth in range(len(columns)):
        last = 0
        steps = [step(row[nth] if nth < len(row) else 0) for row in table["rows"]]
        for lacking, group in groupby(steps, lambda one: one is None):
            run = list(group)
            columns[nth] += [str(len(run))] if lacking else run
    shape = {"kinds": table["kinds"], "columns": table["columns"], "count": len(table["rows"])}
    return shape | {"steps": columns}


def _table_of_texts(table: Mapping[str, Any], texts: list[str]) -> dict[str, Any]:
    last = 0

    def text(step: Any) -> Any:
        nonlocal last
        if isinstance(step, list):
            return [text(one) for one in step]
        last += step
        return texts[last]

    columns: list[list[Any]] = []
    if table["count"] * len(table["steps"]) > _CELLS:
        raise ValueError(f"a table of {table['count']} rows")
    for steps in table["steps"]:
        last = 0
        column: list[Any] = []
        for step in steps:
            skipped = int(step) if isinstance(step, str) else 0
            column += [0] * min(skipped, table["count"]) if skipped else [text(step)]
            if len(column) > table["count"]:
                raise ValueError("a column longer than its table")
        column += [0] * (table["count"] - len(column))
        columns.append(column)
    rows = [list(row) for row in zip(*columns, strict=True)]
    for row in rows:
        while row and row[-1] == 0:
            row.pop()
    return {"kinds": table["kinds"], "columns": table["columns"], "rows": rows}
