"""Figures: what one kind draws, what every figure has around it, and the files made of both.

Each kind is drawn by a module of its own that is imported when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from pyoxigraph import Literal

from ..answers.find.table import Findings
from ..errors import FormatError, InputError
from ..store.solutions import Solutions
from .canvas import Canvas, plain_settings
from .selection import select_findings
from .styles import GREY, Style

KINDS: Final = {
    "ladder": "what was given × the rung where it was tested, a mark for each independent study",
    "map": "what was given × the group of outcomes, a bar for each rung",
    "timeline": "studies by year, rung and design; registered trials by the year of their start",
    "harvest": "studies × outcomes, an arrow for the direction of the effect",
    "forest": "values of one outcome in one unit, with their spread; contrasts apart, not pooled",
    "flow": "searches, what was left out and why, and records, after PRISMA 2020",
}
"""The kinds, each with what it shows."""

FORMATS_OF_FIGURES: Final = ("svg", "png", "pdf", "csv")
"""The formats of a figure; ``csv`` is the table of what it shows."""


@dataclass(frozen=True)
class Picture:
    """What one kind of figure draws.

    Attributes:
        title: what is shown, in a sentence.
        columns: the names of what is known of a mark.
        marks: one row for each mark, in the order in which they are drawn.
        draw: draws the marks from a height on, and returns the height below them.
        legend: the styles of marks, each with what it means.
        notes: how to read it, and what is not in it.
    """

    title: str
    columns: Sequence[str]
    marks: Sequence[Sequence[str | int | float | None]]
    draw: Callable[[Canvas, float], float]
    legend: Sequence[tuple[Style, str]] = field(default=())
    notes: Sequence[str] = field(default=())


class Plot:
    """A figure: it shows itself in a notebook, and becomes a file.

    Args:
        picture: what is drawn.
        imprint: the lines below it: filters, coverage, version and citation.
        size: one of :data:`~exokg.plots.canvas.SIZES`.
    """

    def __init__(self, picture: Picture, imprint: Sequence[str], size: str = "paper") -> None:
        self.title = picture.title
        self.notes = [*picture.notes, *imprint]
        self._picture, self._imprint, self._size = picture, imprint, size

    def __repr__(self) -> str:
        return f"<Plot: {self.title} {len(self._picture.marks)} marks>"

    def _repr_svg_(self) -> str:
        """The figure, for notebooks."""
        return self.to_bytes("svg").decode()

    @property
    def rows(self) -> Solutions:
        """What is drawn: one row for each mark."""
        cells = (tuple(None if one is None else Literal(one) for one in mark) for mark in self._picture.marks)
        return Solutions(self._picture.columns, cells)

    def to_bytes(self, form: str) -> bytes:
        """The figure as a file.

        Args:
            form: one of :data:`FORMATS_OF_FIGURES`.

        Raises:
            FormatError: there is no such format.
            InputError: the figure is too high.
            MissingExtraError: matplotlib is not installed.
        """
        if form not in FORMATS_OF_FIGURES:
            known = ", ".join(FORMATS_OF_FIGURES)
            raise FormatError(f"a figure has no format {form!r}", hint=f"one of: {known}")
        if form == "csv":
            from ..answers.formats import write_solutions

            return b"".join(write_solutions(self.rows, "csv"))
        with plain_settings():
            canvas, height = self._drawn()
            return canvas.write(form, height, self.title, " ".join(self.notes))

    def save(self, path: str | Path) -> None:
        """Write the figure; the suffix of the name says the format.

        Raises:
            FormatError: the suffix is none of :data:`FORMATS_OF_FIGURES`.
        """
        Path(path).write_bytes(self.to_bytes(Path(path).suffix.removeprefix(".").lower()))

    def _drawn(self) -> tuple[Canvas, float]:
        """The figure on its sheet, and the height of it."""
        canvas = Canvas(self._size)
        unit, picture = canvas.unit, self._picture
        y = canvas.paragraph(unit, picture.title, 1.35, bold=True)
        y = _legend(canvas, y + unit * 0.6, picture.legend)
        y = picture.draw(canvas, y + unit) + unit
        for line in (*picture.notes, *self._imprint):
            y = canvas.paragraph(y, line, 0.9, colour=GREY)
        return canvas, y + unit


def _legend(canvas: Canvas, y: float, entries: Sequence[tuple[Style, str]]) -> float:
    """The legend in as many lines as it needs; returns the height below it."""
    unit = canvas.unit
    x = unit
    for style, text in entries:
        mark = unit * (1.0 + 0.7 * max(1.0, style.scale))
        wide = canvas.wide(text, 0.95) + mark + unit * 1.5
        if x > unit and x + wide > canvas.width:
            x, y = unit, y + unit * 1.5
        canvas.mark(style, x + mark / 2 - unit * 0.15, y + unit / 2)
        canvas.text(x + mark, y + unit / 2, text, 0.95)
        x += wide
    return y + unit * 1.5 if entries else y


def plot(
    table: Findings,
    kind: str,
    given: Mapping[str, Any],
    *,
    left_out: Sequence[str] = (),
    size: str = "paper",
) -> Plot:
    """A figure of the findings that fit every filter.

    Args:
        table: the findings.
        kind: one of :data:`KINDS`.
        given: values by dimension, as find takes them.
        left_out: kinds of evidence to leave out, as find takes them.
        size: one of :data:`~exokg.plots.canvas.SIZES`.

    Raises:
        InputError: there is no such kind, nothing fits, or the kind cannot show what fits.
        UnknownTermError: a name is not known.
    """
    if kind not in KINDS:
        raise InputError(f"{kind}: no such figure", f"one of: {', '.join(KINDS)}")
    if kind == "flow" and (given or left_out):
        raise InputError("the flow is that of the whole graph", "leave out the filters")
    filters = dict(given)
    unit = filters.pop("unit", ()) if kind == "forest" else ()  # studies without a value are named too
    draw = getattr(import_module(f".{kind}", __package__), f"draw_{kind}")
    selection = select_findings(table, filters, left_out=left_out)
    further = ([str(unit)] if isinstance(unit, str) else list(unit),) if kind == "forest" else ()
    return Plot(draw(selection, *further), selection.imprint(), size)
