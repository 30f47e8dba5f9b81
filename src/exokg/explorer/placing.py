"""Places of what an expanded node shows: its findings along the edges, their studies beside them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from .layout import Place, between

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .sheets import Rows

__all__ = ["finding_places", "record_places"]

_APART: Final = 14
_RADIUS: Final = 52
_TURN: Final = 2.399963
"""The golden angle in radians: neighbours in the list never stand in one direction."""


def finding_places(claims: Rows, nodes: Mapping[str, Place]) -> dict[str, Place]:
    """Findings of a claim stand on the line from its source to its target, in the order of their ids.

    Claims between the same two nodes are drawn side by side.
    """
    beside: dict[tuple[str, str], int] = {}
    places: dict[str, Place] = {}
    for claim in claims:
        ends = (str(claim["claimSubject"]), str(claim["claimTarget"]))
        start, end = nodes[ends[0]], nodes[ends[1]]
        nth = beside[ends] = beside.get(ends, -1) + 1
        length = math.dist(start, end) or 1.0
        shift = nth * _APART * (1 if nth % 2 else -1)
        aside = (-(end[1] - start[1]) / length * shift, (end[0] - start[0]) / length * shift)
        found = list(claim.get("supportedBy", []))
        for index, finding in enumerate(found):
            x, y = between(start, end, index, len(found))
            places[finding] = (round(x + aside[0]), round(y + aside[1]))
    return places


def record_places(findings: Rows, places: Mapping[str, Place]) -> dict[str, Place]:
    """A study is near the middle of its findings, moved aside by the golden angle."""
    points: dict[str, list[Place]] = {}
    for finding in findings:
        if str(finding["id"]) in places:
            points.setdefault(str(finding["reportedBy"]), []).append(places[str(finding["id"])])
    found: dict[str, Place] = {}
    for index, (record, own) in enumerate(sorted(points.items())):
        x = sum(point[0] for point in own) / len(own) + _RADIUS * math.cos(index * _TURN)
        y = sum(point[1] for point in own) / len(own) + _RADIUS * math.sin(index * _TURN)
        found[record] = (round(x), round(y))
    return found
