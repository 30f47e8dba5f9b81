"""No text that a curator can type makes a rule raise."""

import functools
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from exokg.curation.document import Loc
from exokg.curation.graph import Graph
from exokg.curation.reading import read_graph
from exokg.curation.rules import check_graph
from exokg.model.types import is_day

ROOT = Path(__file__).parents[2]
_texts = st.text(max_size=30) | st.sampled_from(
    [
        "²",
        "1e999",
        "-",
        "10.1/²",
        "p = ,",
        "<.",
        "2026-02-30",
        "٣",
        "1,2,3.4.5",
        "NCT",
        "“a b c d e”",
        "x" * 1000,
    ]
)


@functools.cache
def _graph() -> Graph:
    return read_graph(ROOT / "graph")


def _put(value: Any, loc: Loc, text: str) -> None:
    for part in loc[:-1]:
        value = value[part]
    value[loc[-1]] = text


@given(st.data())
@settings(deadline=None)
def test_no_text_makes_a_rule_raise(data: st.DataObject) -> None:
    graph = _graph()
    record = data.draw(st.sampled_from(sorted(graph.records.values(), key=lambda record: record.key)))
    value = record.record.model_dump(by_alias=True, exclude_none=True)
    free = [leaf.loc for leaf in record.leaves if leaf.loc[-1] not in ("kind", "type", "status", "by", "id")]
    for loc in data.draw(st.lists(st.sampled_from(free), max_size=10)):
        _put(value, loc, data.draw(_texts))
    try:
        changed = type(record.record).model_validate(value, by_alias=True, by_name=False)
    except ValueError:
        return  # a closed list; not a matter of the rules
    alone = replace(graph, records={record.key: replace(record, record=changed)})
    for violation in check_graph(alone):
        assert violation.message


@given(st.text(max_size=12))
def test_no_text_makes_a_date_raise(text: str) -> None:
    assert is_day(text) in (True, False)
