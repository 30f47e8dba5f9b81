"""The marks of figures: shapes and fillings that can be told apart without colour."""

from __future__ import annotations

from functools import cache
from typing import Any, Final, NamedTuple

INK: Final = "#1b1b1b"
"""The colour of text."""

GREY: Final = "#5c5c5c"
"""The colour of secondary text."""

FAINT: Final = "#d0d0d0"
"""The colour of lines that guide the eye."""

_OWN_SHAPES: Final = ("barred", "boxed", "slashed", "sideways")


class Style(NamedTuple):
    """How a mark is drawn: by shape and filling, so that nothing depends on its colour.

    Attributes:
        shape: a marker of matplotlib, or ``barred``, ``boxed``, ``slashed`` or ``sideways``.
        colour: of its line.
        filled: whether it is filled with the same colour.
        scale: its size; 1 is that of a letter.
    """

    shape: str
    colour: str
    filled: bool = True
    scale: float = 1.0


STYLES: Final = {
    "separable": Style("o", "#0072B2"),
    "together": Style("o", "#0072B2", filled=False),
    "nothing": Style("barred", GREY, filled=False),
    "content": Style("D", "#7A5195", filled=False, scale=0.75),
    "aside": Style("s", GREY, filled=False, scale=0.6),
    "harm": Style("x", "#B34700"),
    "harm together": Style("boxed", "#B34700", filled=False),
    "planned": Style("^", GREY, filled=False),
}
"""The marks of studies, as the explorer draws them."""


@cache
def outline(shape: str) -> Any:
    """The marker of a shape: a path for those that matplotlib has no marker for."""
    if shape not in _OWN_SHAPES:
        return shape
    from matplotlib.path import Path

    if shape == "barred":
        parts = [Path.unit_circle(), Path([(-0.7, -0.7), (0.7, 0.7)])]
    elif shape == "sideways":
        left = Path([(-1.5, 0), (-0.15, 0.8), (-0.15, -0.8), (-1.5, 0)])
        parts = [left, Path([(1.5, 0), (0.15, 0.8), (0.15, -0.8), (1.5, 0)])]
    else:
        square = Path([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)])
        parts = [square, Path([(-1, -1), (1, 1)]), *([Path([(-1, 1), (1, -1)])] if shape == "boxed" else [])]
    return Path.make_compound_path(*parts)
