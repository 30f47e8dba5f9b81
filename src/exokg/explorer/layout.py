"""Where each node stands: computed here, once, so that the page never lays anything out.

Graphviz ``sfdp`` (multilevel force-directed placement, `Hu 2005
<https://www.mathematica-journal.com/issue/v10i1/graph_draw.html>`_) is used where it is installed, with
overlaps removed by PRISM and room left for the labels; else the spring layout of networkx. The same
nodes and edges always give the same places.
"""

from __future__ import annotations

import math
import shutil
import subprocess
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Edge", "Place", "between", "place"]

Place = tuple[int, int]
Edge = tuple[str, str]

_AREA_PER_NODE: Final = 13_000
"""Square pixels of drawing for each node: room for a mark and a two-line label."""
_ASPECT: Final = 1.35
_CLOSEST: Final = 108.0
"""Pixels between two nodes at least: enough to see the line and its head."""
_PUSHES: Final = 90
_TIMEOUT_S: Final = 120
_SEED: Final = 7


def place(nodes: Mapping[str, float], edges: Sequence[Edge]) -> dict[str, Place]:
    """Places in pixels, centred on the origin, x to the right and y down.

    Args:
        nodes: node → the width of its label in pixels.
        edges: pairs of nodes; order and repetition do not matter.
    """
    if not nodes:
        return {}
    pairs = sorted({(min(pair), max(pair)) for pair in edges})
    names = sorted(nodes)
    program = shutil.which("sfdp")
    raw = _sfdp(program, names, nodes, pairs) if program else None
    return _apart(_fitted(raw or _spring(names, pairs)))


def _dot(names: Sequence[str], widths: Mapping[str, float], pairs: Sequence[Edge]) -> str:
    """The graph as DOT; nodes are numbered so that no label needs quoting."""
    number = {name: place for place, name in enumerate(names)}
    lines = ['graph { graph [overlap="prism", start=7, K=1.1]; node [shape=box, fixedsize=true];']
    lines += [f"n{number[name]} [width={max(widths[name], 40) / 72:.2f}, height=0.55];" for name in names]
    lines += [f"n{number[a]} -- n{number[b]};" for a, b in pairs]
    return "\n".join([*lines, "}"])


def _sfdp(
    program: str, names: Sequence[str], widths: Mapping[str, float], pairs: Sequence[Edge]
) -> dict[str, tuple[float, float]] | None:
    """Places by Graphviz, or ``None`` where the program fails (built without triangulation, for one)."""
    try:
        done = subprocess.run(  # noqa: S603 - the program found on the path, our own numbers as input
            [program, "-Tplain"],
            input=_dot(names, widths, pairs),
            capture_output=True,
            text=True,
            timeout=_TIMEOUT_S,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    found: dict[str, tuple[float, float]] = {}
    for line in done.stdout.splitlines():
        word = line.split()
        if word[:1] == ["node"]:
            found[names[int(word[1][1:])]] = (float(word[2]), -float(word[3]))
    return found if len(found) == len(names) else None


def _spring(names: Sequence[str], pairs: Sequence[Edge]) -> dict[str, tuple[float, float]]:
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(names)
    graph.add_edges_from(pairs)
    spring = networkx.spring_layout(graph, seed=_SEED, k=2.4 / math.sqrt(len(names)), iterations=120)
    return {name: (float(spring[name][0]), float(spring[name][1])) for name in names}


def _fitted(raw: Mapping[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Scaled to a page-like box whose area grows with the number of nodes."""
    xs = [x for x, _ in raw.values()]
    ys = [y for _, y in raw.values()]
    wide, high = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    area = _AREA_PER_NODE * len(raw)
    to_x, to_y = math.sqrt(area * _ASPECT) / wide, math.sqrt(area / _ASPECT) / high
    middle_x, middle_y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return {name: ((x - middle_x) * to_x, (y - middle_y) * to_y) for name, (x, y) in sorted(raw.items())}


def _apart(places: Mapping[str, tuple[float, float]]) -> dict[str, Place]:
    """The same places with nodes that stand too close pushed apart, so that the edge between them shows."""
    names = sorted(places)
    points = [list(places[name]) for name in names]
    for _ in range(_PUSHES):
        for one, other in _close_pairs(points):
            x, y = points[other][0] - points[one][0], points[other][1] - points[one][1]
            distance = math.hypot(x, y) or 1.0
            push = (_CLOSEST - distance) / 2 / distance
            if push > 0:
                x, y = (x or 1.0) * push, y * push
                points[one] = [points[one][0] - x, points[one][1] - y]
                points[other] = [points[other][0] + x, points[other][1] + y]
    return {name: (round(x), round(y)) for name, (x, y) in zip(names, points, strict=True)}


def _close_pairs(points: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs of points in the same or neighbouring cells of a grid as wide as the closest distance."""
    cells: dict[tuple[int, int], list[int]] = {}
    for number, (x, y) in enumerate(points):
        cells.setdefault((int(x // _CLOSEST), int(y // _CLOSEST)), []).append(number)
    return sorted(
        (number, other)
        for (column, row), numbers in cells.items()
        for number in numbers
        for next_column in (column - 1, column, column + 1)
        for next_row in (row - 1, row, row + 1)
        for other in cells.get((next_column, next_row), ())
        if number < other
    )


def between(start: Place, end: Place, index: int, count: int) -> Place:
    """The place of one of several marks on the line from start to end.

    >>> between((0, 0), (100, 0), 0, 1)
    (50, 0)
    """
    share = (index + 1) / (count + 1)
    return round(start[0] + (end[0] - start[0]) * share), round(start[1] + (end[1] - start[1]) * share)
