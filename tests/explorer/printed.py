"""A PDF read back: its words, and the marks of studies by the shapes that were painted."""

from __future__ import annotations

import io
from collections import Counter

import pypdf
from pypdf.generic import ContentStream

__all__ = ["marks_of", "pages_of", "words_of"]

CIRCLE = "m" + "c" * 16 + "h"
CROSSED = {"mlllh": "planned", "mlml": "harm", "mllllhmlml": "harmTogether", f"{CIRCLE}ml": "nothing"}
"""Operators of a path → the mark whose outline it is: m begins, l is a line, c a curve, h closes."""
DRAWN = {"m", "l", "c", "h", "re"}


def pages_of(pdf: bytes) -> int:
    """How many sheets it fills."""
    return len(pypdf.PdfReader(io.BytesIO(pdf)).pages)


def words_of(pdf: bytes) -> str:
    """All text of a PDF with single spaces and without ligatures."""
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    for ligature, letters in {"ﬁ": "fi", "ﬀ": "ff", "ﬂ": "fl", "ﬃ": "ffi"}.items():
        text = text.replace(ligature, letters)
    return " ".join(text.split())


def marks_of(pdf: bytes) -> Counter[str]:
    """How often each mark of a study was painted, with those of the legend."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    found: Counter[str] = Counter()
    for page in reader.pages:
        colour: tuple[float, ...] = ()
        path, across = "", [0.0]
        for given, operator in ContentStream(page.get_contents(), reader).operations:
            name = operator.decode()
            if name == "rg":
                colour = tuple(map(float, given))
            elif name in DRAWN:
                path += name
                across += [float(number) for number in given[0::2]] if name in "mlc" else []
            elif path:
                size = max(across[1:], default=0) - min(across[1:], default=0)
                found[_mark(path, name, size, colour)] += 1
                path, across = "", [0.0]
    found["together"] -= found["nothing"]  # which is a hollow circle too, with a bar
    del found[""]
    return found


def _mark(path: str, paint: str, size: float, colour: tuple[float, ...]) -> str:
    """The mark that one painted path is; nothing for boxes, lines and outlines of circles."""
    if not 7 < size < 12:
        return ""
    if paint == "S":
        return CROSSED.get(path, "")
    hollow = min(colour, default=1.0) > 0.99
    return ("together" if hollow else "separable") if paint == "f" and path == CIRCLE else ""
