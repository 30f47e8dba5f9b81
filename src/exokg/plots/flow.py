"""The flow from searches to records, in the boxes of PRISMA 2020 (Page et al., BMJ 2021;372:n71).

Only numbers that the files of the graph hold are shown: ``searches.tsv``, ``excluded.tsv`` and the records.
Where PRISMA asks for a number that nobody recorded, the box says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from ..curation.shipped import bundled_graph
from ..curation.tables import read_table
from ..errors import InputError, StoreStaleError
from ..model.kinds import RECORD_KINDS
from ..store.cache import check_fresh
from ..store.embedded import EmbeddedStore
from .canvas import Canvas
from .figures import Picture
from .selection import Selection
from .styles import GREY, Style

_NOT_RETRIEVED: Final = "not readable"
_UNKNOWN: Final = "not recorded"
_FRAME: Final = Style("s", GREY, filled=False)


class _Box(NamedTuple):
    stage: str
    what: str
    number: int | None = None
    parts: tuple[tuple[str, int], ...] = ()
    side: bool = False


def draw_flow(selection: Selection) -> Picture:
    """The flow of the whole graph.

    Raises:
        InputError: the store does not hold the present state of a graph folder that is here.
    """
    folder = _folder(selection)
    searches = read_table(folder / "searches.tsv")
    excluded = read_table(folder / "excluded.tsv")
    boxes = _boxes(
        Counter(row["where"] for row in searches),
        sum(int(row["hits"]) for row in searches),
        Counter(row["reason"] for row in excluded),
        {name: len(list((folder / kind.folder).glob("*.yaml"))) for name, kind in RECORD_KINDS.items()},
    )
    days = sorted(row["day"] for row in searches)
    return Picture(
        title="From searches to records: flow of documents after PRISMA 2020.",
        columns=("stage", "box", "part", "number"),
        marks=[mark for box in boxes for mark in _rows(box)],
        draw=lambda canvas, y: _draw(canvas, y, boxes),
        notes=[
            *(
                [f"Searches from {days[0]} to {days[-1]}; one document can be among the hits of several."]
                if days
                else []
            ),
            "Boxes after Page et al., BMJ 2021;372:n71. Not recorded: no file of the graph holds the number.",
        ],
    )


def _folder(selection: Selection) -> Path:
    """The graph folder whose present state the store holds: where it was built, or what exokg ships."""
    store = selection.store
    if isinstance(store, EmbeddedStore) and store.manifest is not None:
        for folder in (Path(store.manifest.source), bundled_graph()):
            with suppress(StoreStaleError, InputError):
                if (folder / "terms.tsv").is_file():
                    check_fresh(store, folder)
                    return folder
    raise InputError(
        "the searches are in a graph folder, and this store holds the state of none that is here",
        "name the folder: --graph graph",
    )


def _boxes(places: Counter[str], hits: int, reasons: Counter[str], records: dict[str, int]) -> list[_Box]:
    others = Counter({reason: number for reason, number in reasons.items() if reason != _NOT_RETRIEVED})
    included = {name: number for name, number in records.items() if number}
    searched = tuple((f"searches of {place}", number) for place, number in _largest(places))
    found, screening = "Identification", "Screening"
    return [
        _Box(found, f"Hits of {sum(places.values())} searches", hits, searched),
        _Box(found, "Duplicates and others removed before screening", side=True),
        _Box(screening, "Documents screened"),
        _Box(screening, "Documents excluded on screening", side=True),
        _Box(screening, "Documents sought for retrieval"),
        _Box(screening, f"Documents not retrieved ({_NOT_RETRIEVED})", reasons[_NOT_RETRIEVED], side=True),
        _Box(screening, "Documents assessed"),
        _Box(screening, "Documents and findings left out", others.total(), _largest(others), side=True),
        _Box("Included", "Records in the graph", sum(included.values()), tuple(included.items())),
    ]


def _largest(counted: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def _rows(box: _Box) -> list[tuple[str, str, str, int | str]]:
    whole = (box.stage, box.what, "", _UNKNOWN if box.number is None else box.number)
    return [whole, *((box.stage, box.what, part, number) for part, number in box.parts)]


def _draw(canvas: Canvas, y: float, boxes: Sequence[_Box]) -> float:
    unit = canvas.unit
    left, gap = unit * 9, unit * 3
    width = (canvas.width - left - gap - unit) / 2
    stage = ""
    above: float | None = None
    for place, box in enumerate(boxes):
        if box.side:
            continue
        beside = boxes[place + 1] if place + 1 < len(boxes) and boxes[place + 1].side else None
        if box.stage != stage:
            stage = box.stage
            canvas.text(unit, y + unit * 1.2, stage, bold=True, colour=GREY)
        if above is not None:
            _arrow(canvas, (left + unit * 3, left + unit * 3), (above, y))
        below = bottom = _box(canvas, left, y, width, box)
        if beside is not None:
            bottom = max(below, _box(canvas, left + width + gap, y, width, beside))
            _arrow(canvas, (left + width, left + width + gap), (y + unit * 1.2,) * 2)
        above, y = below, bottom + unit * 2
    return y - unit


def _box(canvas: Canvas, x: float, y: float, width: float, box: _Box) -> float:
    """A box with its number and parts; returns the height below it."""
    unit = canvas.unit
    number = _UNKNOWN if box.number is None else f"n={box.number}"
    lines = [(line, True) for line in canvas.wrap(f"{box.what}: {number}", width - unit * 1.5, bold=True)]
    for part, count in box.parts:
        lines += [(line, False) for line in canvas.wrap(f"{part}: {count}", width - unit * 2.5)]
    high = unit * (1.2 + 1.35 * len(lines))
    canvas.box(x, y, width, high, _FRAME)
    for place, (line, bold) in enumerate(lines):
        at = (x + unit * (0.8 if bold else 1.8), y + unit * (1.2 + 1.35 * place))
        canvas.text(*at, line, bold=bold, colour=GREY if box.number is None else "#1b1b1b")
    return y + high


def _arrow(canvas: Canvas, x: tuple[float, float], y: tuple[float, float]) -> None:
    canvas.line(x, y, GREY, 0.1)
    down = x[0] == x[1]
    canvas.mark(
        Style("v" if down else ">", GREY, scale=0.6),
        x[1] - (0 if down else canvas.unit * 0.3),
        y[1] - (canvas.unit * 0.3 if down else 0),
    )
