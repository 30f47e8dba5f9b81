"""Read aloud: what the accessibility tree of each view says, from top to bottom."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from .conftest import VIEWS, at

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import CDPSession, Page

    Visit = Callable[..., Page]

CONTROLS = {"button", "link", "combobox", "checkbox", "tab", "DisclosureTriangle", "option"}
SIGNS = set("▲▼○≈◇⚑§&")


class Node:
    """A node as a screen reader finds it."""

    def __init__(self, node: dict[str, Any]) -> None:
        self.key, self.parent = node["nodeId"], node.get("parentId", "")
        self.role, self.name, self.description = (
            str(node.get(part, {}).get("value", "")) for part in ("role", "name", "description")
        )
        levels = [one["value"]["value"] for one in node.get("properties", ()) if one["name"] == "level"]
        self.level = int(levels[0]) if levels else 0


def heard(session: CDPSession) -> list[Node]:
    """The tree in reading order; what is hidden from readers left out."""
    nodes = {one["nodeId"]: one for one in session.send("Accessibility.getFullAXTree")["nodes"]}
    order: list[Node] = []
    waiting = [next(key for key, one in nodes.items() if not one.get("parentId"))]
    while waiting:
        one = nodes.get(waiting.pop())
        if one is None:
            continue
        if not one.get("ignored"):
            order.append(Node(one))
        waiting.extend(reversed(one.get("childIds", [])))
    return order


def faults(nodes: list[Node]) -> list[str]:
    """What would be heard wrongly: nothing, the same twice, a sign without words, a heading out of order."""
    found = [f"unnamed {one.role}" for one in nodes if one.role in CONTROLS and not one.name.strip()]
    found += [f"twice: {one.name}" for one in nodes if one.name and one.name == one.description]
    labelled = {one.key for one in nodes if one.role in CONTROLS}
    texts = [one for one in nodes if one.role == "StaticText" and one.parent not in labelled]
    found += [f"sign: {one.name}" for one in texts if one.name.strip() in SIGNS]
    found += [f"sign read: {one.name}" for one in nodes if one.role in CONTROLS and one.name[:1] in SIGNS]
    levels = [one.level for one in nodes if one.role == "heading"]
    found += [f"heading {low} after {high}" for high, low in pairwise(levels) if low > high + 1]
    for row, nxt in pairwise(nodes):
        if row.role == nxt.role == "image" and row.name == nxt.name:
            found.append(f"image twice: {row.name}")
        if row.role == "image" and nxt.name.strip() and nxt.name.strip() in row.name:
            found.append(f"image says what is beside it: {row.name}")
    found += [f"nothing counted: {one.name}" for one in nodes if re.search(r"\b0 independent", one.name)]
    return found


def test_each_view_reads_sensibly(visit: Visit, small_page: Path) -> None:
    page = visit(small_page, "#view=ladder")
    session = page.context.new_cdp_session(page)
    for view in VIEWS:
        at(page, f"view={view}&sel=source:dermal-papilla-cell")
        nodes = heard(session)
        wrong = faults(nodes)
        assert [one for one in wrong if view != "about" or not one.startswith("sign:")] == [], (
            view
        )  # it explains them
        assert [one.name for one in nodes if one.level == 1 and one.role == "heading"], view
        assert sum(one.role == "tabpanel" for one in nodes) == 1, view
        tables = sum(one.role == "table" for one in nodes)
        assert tables <= sum(one.role == "columnheader" for one in nodes), view
        assert not tables or view == "questions" or any(one.role == "rowheader" for one in nodes), view


def test_rows_of_planned_trials_alone_count_no_studies(visit: Visit, real_page: Path) -> None:
    page = visit(real_page, "#view=ladder")
    nodes = heard(page.context.new_cdp_session(page))
    assert faults(nodes) == []
    assert any(one.name.endswith(": no study, a trial is registered") for one in nodes)


def test_lanes_read_from_source_to_outcome_then_strands(visit: Visit, small_page: Path) -> None:
    page = visit(small_page, "#view=lanes")
    names = [
        one.name
        for one in heard(page.context.new_cdp_session(page))
        if one.role == "button"
        and re.match("(Source|Study|Tested in|Mechanism|Outcome): |.* stud(y|ies)", one.name)
    ]
    columns = [found[1] for name in names if (found := re.match(r"(\w[\w ]*): ", name))]
    assert list(dict.fromkeys(columns)) == ["Source", "Study", "Tested in", "Mechanism", "Outcome"]
    assert columns == sorted(columns, key=list(dict.fromkeys(columns)).index)
    assert not re.match(r"(Source|Study|Tested in): ", names[-1])
    assert not any("in not shown" in name.lower() for name in names)


def test_headline_and_title_are_read_once(visit: Visit, small_page: Path) -> None:
    page = visit(small_page, "#view=ladder")
    session = page.context.new_cdp_session(page)
    for view in ("ladder", "lanes"):
        at(page, f"view={view}")
        nodes = heard(session)
        title = next(one.name for one in nodes if one.role == "heading" and one.level == 2)
        assert [one.role for one in nodes if one.name == title] == [
            "heading",
            "StaticText",
            "InlineTextBox",
        ], view
