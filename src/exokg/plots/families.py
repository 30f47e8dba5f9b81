"""The rows of a figure that shows what was given: one for each subject, gathered in families of sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final

from ..model.groups import GROUPS
from .canvas import Canvas
from .selection import Selection
from .styles import FAINT, GREY

_ALONE: Final = "molecule on its own"
_NOT_VESICLES: Final = "not vesicles"


def families_of(selection: Selection, subjects: Iterable[str]) -> dict[str, str]:
    """The family of each subject, in the order of the screen; the subject with the most marks first.

    Args:
        selection: what is shown.
        subjects: the subject of each mark.
    """
    counted = Counter(subjects)
    places = {name: place for place, name in enumerate(GROUPS)}
    found = {subject: _family(selection, subject) for subject in counted}
    return dict(
        sorted(
            found.items(),
            key=lambda one: (places.get(one[1], len(places)), -counted[one[0]], one[0]),
        )
    )


def _family(selection: Selection, subject: str) -> str:
    """The group of sources that a subject belongs to; molecules given alone are one. A placebo is no term."""
    alone = _ALONE if selection.is_term(subject) else _NOT_VESICLES
    return selection.group_of(subject, "source") or alone


def draw_rows(
    canvas: Canvas, y: float, families: dict[str, str], left: float, draw: Callable[[str, float], float]
) -> float:
    """Draw the families, the names of their subjects, and what belongs to each.

    Args:
        canvas: the sheet.
        y: where they begin.
        families: of :func:`families_of`.
        left: where the names end.
        draw: draws the marks of a subject at a height, and returns the height below them.

    Returns:
        The height below.
    """
    unit, right = canvas.unit, canvas.width - canvas.unit
    before = None
    for subject, family in families.items():
        if family != before:
            canvas.line((unit, right), (y, y))
            y = canvas.paragraph(y + unit * 0.3, family, 0.95, bold=True, colour=GREY) + unit * 0.3
        else:
            canvas.line((unit * 1.6, right), (y, y), FAINT, 0.04)
        before = family
        below = canvas.paragraph(y + unit * 0.15, subject, x=unit * 1.6, width=left - unit * 3)
        y = max(below, draw(subject, y)) + unit * 0.2
    canvas.line((unit, right), (y, y))
    return y
