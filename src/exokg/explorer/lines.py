"""The data of a page as lines of JSON, one for each thing: what two committed pages differ in.

A page holds its data squeezed, so its own text says nothing to ``diff``. ``exokg view --read`` prints
these lines, and git shows them in place of the page when it is told to (``textconv``,
https://git-scm.com/docs/gitattributes#_performing_text_diffs_of_binary_files).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from ..errors import InputError
from .packing import unpack_sheet
from .squeezing import unsqueeze

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["page_lines"]

_DATA: Final = re.compile(r'<script type="text/plain" id="data">([^<]*)</script>')


def page_lines(page: str) -> Iterator[str]:
    """Every thing the page knows, sorted; a thing that did not change gives the same line again.

    Raises:
        InputError: the text is no page of the explorer.
    """
    for part, thing in _things(_data(page)):
        yield json.dumps(
            {"in": part, "id": thing.get("id", "")} | dict(sorted(thing.items())), ensure_ascii=False
        )


def _data(page: str) -> dict[str, Any]:
    found = _DATA.search(page)
    if found is None:
        raise InputError("no page of the explorer: it holds no data", "such a page is written by: exokg view")
    data: dict[str, Any] = json.loads(unsqueeze(found[1]))
    return data


def _things(data: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "meta", data["meta"]
    for part in ("labels", "citations"):
        yield from ((part, {"id": name, **row}) for name, row in data[part].items())
    for node in data["nodes"]:
        yield "nodes", dict(zip(("id", "shape", "x", "y"), node, strict=True))
    for name, sheet in data["tables"].items():
        yield from ((name, row) for row in unpack_sheet(sheet))
    for claim, ends in zip(unpack_sheet(data["tables"]["claims"]), data["edges"], strict=True):
        source, target = (data["nodes"][place][0] for place in ends)
        yield "edges", {"id": claim["id"], "source": source, "target": target}
    for question in data["questions"]:
        yield "questions", {"id": question["name"], **question, "rows": []}
        yield from (("answers", {"id": question["name"], "row": row}) for row in question["rows"])
