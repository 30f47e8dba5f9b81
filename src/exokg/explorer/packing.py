"""Tables as compact JSON: columns instead of rows, and each repeated text of a column once.

:func:`unpack_column` and, in the page, ``script/base/packing.js`` turn a packed column back into one
value for each row. A column is

* ``{"v": [...]}``: one value for each row, ``null`` where there is none;
* ``{"d": [...], "i": [...]}``: distinct values, and for each row an index, ``-1``, or a list of indices;
* ``{"d": [...], "i": [...], "at": [...]}``: the same for the rows listed in ``at`` only.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .sheets import Sheet

__all__ = ["pack_column", "pack_sheet", "to_json", "unpack_column", "unpack_sheet"]

Value = str | list[str] | None
Packed = dict[str, Any]


def pack_sheet(sheet: Sheet) -> Packed:
    """One table: number of rows, kinds of its columns, and the columns that hold anything."""
    names = ["id", "class", *sheet.table.made, *(column.name for column in sheet.table.columns)]
    columns = {name: pack_column([row.get(name) for row in sheet.rows]) for name in names}
    return {
        "n": len(sheet.rows),
        "kinds": sheet.kinds,
        "many": sorted(column.name for column in sheet.table.columns if column.many),
        "columns": {name: column for name, column in columns.items() if column is not None},
    }


def pack_column(values: Sequence[Value]) -> Packed | None:
    """The shortest packing of a column; ``None`` where no row has a value.

    >>> pack_column(["xyzzy", "plugh", "frotz"])
    {'v': ['xyzzy', 'plugh', 'frotz']}
    >>> pack_column(["same words", "same words", None, ["same words", "others"]])
    {'d': ['others', 'same words'], 'i': [1, 1, -1, [1, 0]]}
    >>> pack_column([None, None]) is None
    True
    """
    distinct = sorted({text for value in values for text in _texts(value)})
    if not distinct:
        return None
    choices = [_indexed(values, distinct), _sparse(values, distinct)]
    if not any(isinstance(value, list) for value in values):
        choices.append({"v": list(values)})
    return min(choices, key=lambda choice: len(to_json(choice)))


def _texts(value: Value) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else value


def _index(value: Value, places: dict[str, int]) -> int | list[int]:
    if value is None:
        return -1
    indices = [places[text] for text in _texts(value)]
    return indices[0] if len(indices) == 1 else indices


def _indexed(values: Sequence[Value], distinct: list[str]) -> Packed:
    places = {text: place for place, text in enumerate(distinct)}
    return {"d": distinct, "i": [_index(value, places) for value in values]}


def _sparse(values: Sequence[Value], distinct: list[str]) -> Packed:
    present = [place for place, value in enumerate(values) if value is not None]
    return _indexed([values[place] for place in present], distinct) | {"at": present}


def unpack_sheet(sheet: Packed) -> list[dict[str, Value]]:
    """The rows of a packed table, each with the columns it has a value in.

    >>> unpack_sheet({"n": 2, "columns": {"id": {"v": ["a", "b"]}, "x": {"d": ["1"], "i": [0], "at": [1]}}})
    [{'id': 'a'}, {'id': 'b', 'x': '1'}]
    """
    rows: list[dict[str, Value]] = [{} for _ in range(sheet["n"])]
    for name, column in sheet["columns"].items():
        for row, value in zip(rows, unpack_column(column, sheet["n"]), strict=True):
            if value is not None:
                row[name] = value
    return rows


def unpack_column(column: Packed | None, count: int) -> list[Value]:
    """One value for each row: what :func:`pack_column` was given."""
    if column is None:
        return [None] * count
    if "v" in column:
        return list(column["v"])
    values = [_named(index, column["d"]) for index in column["i"]]
    found = dict(zip(column.get("at", range(count)), values, strict=True))
    return [found.get(row) for row in range(count)]


def _named(index: int | list[int], words: list[str]) -> Value:
    if isinstance(index, list):
        return [words[place] for place in index]
    return None if index == -1 else words[index]


def to_json(value: object) -> str:
    """Compact JSON, the same for equal values."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
