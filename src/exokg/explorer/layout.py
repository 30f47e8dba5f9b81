"""Where each node is: computed here, once, so that the page never lays anything out.

The spring layout of networkx (Fruchterman and Reingold) from a fixed start, then nodes that are too close
pushed apart. The same nodes and edges give the same places, whatever else is installed.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

__all__ = ["Edge", "Place", "between", "place"]

Place = tuple[int, int]
Edge = tuple[str, str]

_AREA_PER_NODE: Final = 13_000
"""Square pixels of drawing for each node: room for a mark and a two-line label."""
_ASPECT: Final = 1.35
_CLOSEST: Final = 108.0
"""Pixels between two nodes at least: enough to see the line and its head."""
_PUSHES: Final = 90
_SEED: Final = 7


def place(nodes: Collection[str], edges: Sequence[Edge]) -> dict[str, Place]:
    """Places in pixels, centred on the origin, x to the right and y down.

    Args:
        nodes: their names; the order does not matter.
        edges: pairs of nodes; order and repetition do not matter.
    """
    if not nodes:
        return {}
    pairs = sorted({(min(pair), max(pair)) for pair in edges})
    names = sorted(nodes)
    return _apart(_fitted(_spring(names, pairs)))


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
