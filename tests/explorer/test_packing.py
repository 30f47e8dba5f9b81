"""What the page packs is read back whole, whatever the texts are; what is no such text is an error."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from exokg.errors import InputError
from exokg.explorer.packing import packed, unpacked

TEXT = some.text(some.characters(exclude_categories=["Cs"]), max_size=6)
CELL = some.one_of(some.just(0), TEXT, some.lists(TEXT, max_size=3))


@some.composite
def tables(draw: some.DrawFn) -> dict[str, Any]:
    """A table whose rows end with the last value they have, as those of the payload do."""
    width = draw(some.integers(1, 4))
    rows = draw(some.lists(some.lists(CELL, min_size=width, max_size=width), max_size=5))
    for row in rows:
        while row and row[-1] == 0:
            row.pop()
    return {"kinds": {}, "columns": [f"c{nth}" for nth in range(width)], "rows": rows}


def payload(held: dict[str, Any], answers: list[list[str]]) -> dict[str, Any]:
    return {
        "meta": {"version": "1"},
        "tables": held,
        "lanes": {"groups": [], "items": [["a", "the a", 0]], "findings": [None]},
        "questions": [{"name": "q", "rows": answers}],
    }


def written(value: object) -> str:
    """Any JSON, packed as a page packs it."""
    return base64.b64encode(zlib.compress(json.dumps(value).encode())).decode()


def held(text: str) -> dict[str, Any]:
    """What the browser unpacks."""
    return json.loads(zlib.decompress(base64.b64decode(text)))  # type: ignore[no-any-return]


@given(some.dictionaries(TEXT, tables(), max_size=3), some.lists(some.lists(TEXT, max_size=3), max_size=3))
def test_a_payload_comes_back_as_it_was(held: dict[str, Any], answers: list[list[str]]) -> None:
    data = payload(held, answers)
    text = packed(data)
    assert unpacked(text) == data
    assert packed(data) == text
    assert not set(text) & set("<>&\"'\n"), "it needs no escape in HTML"


@pytest.mark.parametrize(
    ("column", "steps"),
    [
        (["f1", "f2", "f1"], [0, 1, -1]),
        (["f1", 0, 0, "f1"], [0, "2", 0]),
        ([["f1", "f2"], [], ["f1"]], [[0, 1], [], [-1]]),
    ],
)
def test_a_cell_is_a_step_from_the_text_above_it(column: list[Any], steps: list[Any]) -> None:
    table = {"kinds": {}, "columns": ["id"], "rows": [[cell] for cell in column]}
    short = held(packed(payload({"t": table}, [["f2"]])))
    assert short["tables"]["t"]["steps"] == [steps]
    assert short["texts"][:1] == ["f1"]
    assert short["questions"][0]["rows"] == [[short["texts"].index("f2")]]


GOOD = packed(payload({"t": {"kinds": {}, "columns": ["id"], "rows": [["x"]]}}, []))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not base64!",
        base64.b64encode(b"not deflated").decode(),
        GOOD[: len(GOOD) // 8 * 4],
        written([]),
        written({"texts": []}),
        written({"texts": [], "tables": {"t": 1}, "lanes": {"items": []}, "questions": []}),
        written({"texts": [], "tables": {"t": {"count": 10**12, "columns": ["a"], "steps": [["9"]]}}}),
        written({"texts": [], "tables": {}, "lanes": {"items": [[9, 9, 9]]}, "questions": []}),
        base64.b64encode(zlib.compress(b"[" * 100_000)).decode(),
    ],
)
def test_a_damaged_text_is_an_error_in_words(text: str) -> None:
    with pytest.raises(InputError, match="damaged"):
        unpacked(text)


def test_no_more_is_unpacked_than_was_allowed() -> None:
    bomb = base64.b64encode(zlib.compress(b" " * 10_000_000)).decode()
    assert len(bomb) < 20_000
    with pytest.raises(InputError, match="more than 1,000,000 bytes"):
        unpacked(bomb, 1_000_000)
    assert unpacked(GOOD, 1_000)["meta"] == {"version": "1"}
