"""Rows as columns of one type each, for polars and for Parquet files."""

from __future__ import annotations

import io
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from ..errors import MissingExtraError
from ..store.solutions import Solutions
from .engine_output import lexical

_TYPES: Final = {bool: "Boolean", int: "Int64", float: "Float64"}
_LARGEST: Final = 2**63 - 1


def frame_of(rows: Solutions, *, what: str = "to_polars") -> Any:
    """The rows as a polars data frame, with their columns also where there is no row.

    A column of whole numbers is one of integers, one that also has decimals is one of floats, and one that
    also has words, such as *not read*, is one of texts. An unbound cell is null, an empty text is not.

    Args:
        rows: the rows.
        what: what needs polars, for the message if it is missing.

    Raises:
        MissingExtraError: polars is not installed.
    """
    try:
        polars = import_module("polars")  # optional, and its types are not everywhere
    except ImportError as error:
        raise MissingExtraError(f"{what} needs polars", "pip install 'exokg[parquet]'") from error
    records = rows.records()
    columns = {}
    for place, name in enumerate(rows.variables):
        cells = [record[name] for record in records]
        kind = _kind(cells)
        values = [lexical(row[place]) for row in rows] if kind is str else cells
        nulled = [None if cell is None else value for cell, value in zip(cells, values, strict=True)]
        columns[name] = polars.Series(name, nulled, getattr(polars, _TYPES.get(kind, "String")), strict=False)
    return polars.DataFrame(columns)


def _kind(cells: Sequence[object]) -> type:
    """The type that all cells of a column have: text where they differ, or a number is too large."""
    kinds = {type(cell) for cell in cells if cell is not None}
    if any(isinstance(cell, int) and abs(cell) > _LARGEST for cell in cells):
        return str
    if kinds == {int, float}:
        return float
    return kinds.pop() if len(kinds) == 1 else str


def write_parquet(rows: Solutions, path: str | Path | None = None) -> bytes | None:
    """The rows as a Parquet file (https://parquet.apache.org).

    Args:
        rows: the rows.
        path: where to write it; without, the bytes are returned.

    Raises:
        MissingExtraError: polars is not installed.
    """
    frame = frame_of(rows, what="parquet")
    if path is not None:
        frame.write_parquet(path)
        return None
    file = io.BytesIO()
    frame.write_parquet(file)
    return file.getvalue()
