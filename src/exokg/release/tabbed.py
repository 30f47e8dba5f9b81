"""Rows as tab-separated text, as KGX and SSSOM want it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence


def tabbed(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    r"""The rows below their heading; a list is joined by ``|``, tabs and line ends become blanks.

    >>> tabbed(["id", "xref"], [{"id": "a\tb", "xref": ["x", "y"]}])
    'id\txref\na b\tx|y\n'
    """
    lines = ["\t".join(columns)]
    lines += ["\t".join(_cell(row.get(column, "")) for column in columns) for row in rows]
    return "\n".join(lines) + "\n"


def _cell(value: object) -> str:
    text = "|".join(map(str, value)) if isinstance(value, list) else str(value)
    return " ".join(text.split())
