"""The data of a page as lines of JSON, one for each thing: what two committed pages differ in.

A page holds its data packed, so its own text says nothing to ``diff``. ``exokg view --read`` prints
these lines, and git shows them in place of the page when it is told to (``textconv``,
https://git-scm.com/docs/gitattributes#_performing_text_diffs_of_binary_files).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from ..errors import InputError
from .packing import unpacked

_DATA: Final = re.compile(r'<script type="text/plain" id="data">([^<]*)</script>')


def page_lines(page: str) -> Iterator[str]:
    """Every thing the page knows, sorted; a thing that did not change gives the same line again.

    Raises:
        InputError: the text is no page of the explorer, or its data are damaged or too large.
    """
    for part, thing in _things(_data(page)):
        yield json.dumps(
            {"in": part, "id": thing.get("id", "")} | dict(sorted(thing.items())), ensure_ascii=False
        )


def _data(page: str) -> dict[str, Any]:
    found = _DATA.search(page)
    if found is None:
        raise InputError("no page of the explorer: it holds no data", "such a page is written by: exokg view")
    return unpacked(found[1])


def _things(data: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "meta", data["meta"]
    yield from (("labels", {"id": name, **row}) for name, row in data["labels"].items())
    for name, table in data["tables"].items():
        for values in table["rows"]:
            row = dict(zip(table["columns"], values, strict=False))
            yield name, {column: value for column, value in row.items() if value != 0}
    columns = data["lanes"]
    for name in ("findings", "harms"):
        table = data["tables"][name]
        place = table["columns"].index("id") if table["rows"] else 0
        for row, steps in zip(table["rows"], columns[name], strict=True):
            if steps is not None:
                yield "lanes", {"id": row[place], "steps": _steps(columns["items"], steps)}
    for question in data["questions"]:
        yield "questions", {"id": question["name"], **question, "rows": []}
        yield from (("answers", {"id": question["name"], "row": row}) for row in question["rows"])


def _steps(items: list[list[Any]], steps: list[Any]) -> list[str]:
    """The keys of the boxes that a finding passes."""
    source, system, through, outcome = steps
    return [items[place][0] for place in (source, system, *through, outcome) if place >= 0]
