"""What the page writes short is read back whole, whatever the texts are."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from exokg.explorer.packing import packed, unpacked

TEXT = some.text(max_size=6)
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


@given(
    some.dictionaries(TEXT, tables(), max_size=3),
    some.lists(some.lists(TEXT, max_size=3), max_size=3),
)
def test_a_payload_comes_back_as_it_was(held: dict[str, Any], answers: list[list[str]]) -> None:
    data = {
        "meta": {"version": "1"},
        "tables": held,
        "lanes": {"groups": [], "items": [["a", "the a", 0]], "findings": [None]},
        "questions": [{"name": "q", "rows": answers}],
    }
    assert unpacked(json.loads(json.dumps(packed(data)))) == data


@pytest.mark.parametrize(
    ("texts", "written"),
    [
        (["finding:a_f1", "finding:a_f2"], ["00finding:a_f1", "0b2"]),
        (["x" * 1400, "x" * 1400 + "y"], ["00" + "x" * 1400, "zz" + "x" * 105 + "y"]),
        (["b", "", "a"], ["00b", "00", "00a"]),
    ],
)
def test_a_text_is_written_as_what_it_adds_to_the_one_before_it(texts: list[str], written: list[str]) -> None:
    table = {"kinds": {}, "columns": ["id"], "rows": [[text] for text in texts]}
    short = packed({"tables": {"t": table}, "lanes": {"items": []}, "questions": []})
    assert short["texts"] == written
    assert short["tables"]["t"] == {
        "kinds": {},
        "columns": ["id"],
        "count": len(texts),
        "steps": [steps(texts)],
    }


def steps(texts: list[str]) -> list[int]:
    places = [texts.index(text) for text in texts]
    return [place - before for before, place in zip([0, *places], places, strict=False)]
