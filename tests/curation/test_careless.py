"""What careless hands do to a record or a table, and what is reported: line, column, rule and remedy.

``careless/edits.yaml`` has the edits. Each is made in ``careless/record.yaml``, which is the worked example
of docs/curating.md, or in a table of the small graph of the rules' examples.
"""

from __future__ import annotations

import functools
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from exokg.curation.reading import read_graph, read_record
from exokg.curation.rules import check_graph

if TYPE_CHECKING:
    from exokg.curation.graph import Graph
    from exokg.curation.violations import Violation

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
RECORD = (HERE / "careless" / "record.yaml").read_text("utf-8")
EDITS: list[dict[str, Any]] = yaml.load(
    (HERE / "careless" / "edits.yaml").read_text("utf-8"), yaml.CSafeLoader
)
LEFT_OUT = {"second-read-expired"}  # every edit of a result ends its second reading; that is another test


@functools.cache
def the_graph() -> Graph:
    graph = read_graph(HERE.parents[1] / "graph")
    return replace(graph, paths={**graph.paths, "smith-2025-kelp": "record.yaml"}, violations=[])


def faults_of_record(edit: dict[str, Any], folder: Path) -> list[Violation]:
    """The violations of the record with one text of it replaced, beside the records that the edit names."""
    assert RECORD.count(edit["old"]) == 1, f"{edit['old']!r} occurs {RECORD.count(edit['old'])} times"
    path = folder / "studies" / f"{edit.get('name', 'smith-2025-kelp')}.yaml"
    path.parent.mkdir()
    text = RECORD.replace(edit["old"], edit["new"])
    path.write_bytes(text.encode(edit.get("encoding", "utf-8")))
    record, faults = read_record(path)
    if record is None:
        return faults
    others = {key: the_graph().records[key] for key in edit.get("beside", [])}
    found = check_graph(replace(the_graph(), records={**others, record.key: record}))
    return [fault for fault in found if fault.path == str(path)]


def faults_of_table(edit: dict[str, Any], folder: Path) -> list[Violation]:
    graph = Path(shutil.copytree(HERE / "rules" / "_graph", folder / "graph"))
    path = graph / edit["file"]
    text = path.read_text("utf-8")
    assert edit["old"] in text
    path.write_bytes(text.replace(edit["old"], edit["new"]).encode(edit.get("encoding", "utf-8")))
    return check_graph(read_graph(graph))


@pytest.mark.parametrize("edit", EDITS, ids=[edit["what"] for edit in EDITS])
def test_a_careless_edit_is_reported(edit: dict[str, Any], tmp_path: Path) -> None:
    found = faults_of_table(edit, tmp_path) if "file" in edit else faults_of_record(edit, tmp_path)
    reported = [fault for fault in found if fault.rule not in LEFT_OUT]
    if edit.get("rule") is None:
        assert [str(fault) for fault in reported] == []  # silent, and counted below
        return
    places = {(fault.line, fault.column, fault.rule): fault for fault in reported}
    expected = (edit["line"], edit["column"], edit["rule"])
    assert expected in places, [str(fault) for fault in reported]
    assert edit["remedy"] in (places[expected].hint or ""), places[expected].hint
    assert len(reported) <= 3, "a cascade"


def test_at_most_one_edit_in_fifty_is_silent() -> None:
    silent = [edit["what"] for edit in EDITS if edit.get("rule") is None]
    assert len(EDITS) >= 150
    assert len(silent) <= len(EDITS) / 50, silent


def test_the_record_itself_breaks_nothing(tmp_path: Path) -> None:
    assert faults_of_record({"old": "kind: study", "new": "kind: study"}, tmp_path) == []
