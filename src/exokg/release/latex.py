"""Text as BibTeX and LaTeX read it: letters beyond ASCII as commands, as BibTeX shortens names by bytes."""

from __future__ import annotations

import unicodedata

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "%&#_$"},
    **dict(
        zip("ßæÆœŒøØłŁ", (f"{{\\{name}}}" for name in ("ss", "ae", "AE", "oe", "OE", *"oOlL")), strict=True)
    ),
    **dict(zip("‐‑–—‘’“”", ("-", "-", "--", "---", "`", "'", "``", "''"), strict=True)),
}
_ACCENTS = dict(zip("\u0300\u0301\u0302\u0303\u0308\u0304\u0307", "`'^~\"=.", strict=True))
_LETTER_ACCENTS = dict(zip("\u0306\u030c\u030b\u0327\u0328\u030a\u0323", "uvHckrd", strict=True))
_GREEK = [  # for omicron and the last sigma, LaTeX has no command
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu",
    "nu", "xi", "", "pi", "rho", "", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
]  # fmt: skip


def latex(text: str) -> str:
    r"""One line of text for a field of BibTeX.

    >>> print(latex("Šmíd – 5% Wnt/β"))
    {\v S}m{\'i}d -- 5\% Wnt/{$\beta$}
    """
    return "".join(_ESCAPES.get(one) or _beyond_ascii(one) for one in " ".join(text.split()))


def verbatim(text: str) -> str:
    """An identifier or address: LaTeX reads it as it is, only braces would end the field."""
    line = " ".join(text.split())
    return line.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _beyond_ascii(character: str) -> str:
    """The command for an accented Latin or a small Greek letter; every other character as it is."""
    if character.isascii():
        return character
    parts = unicodedata.normalize("NFD", character)
    letter, accent = parts[0], parts[1:]  # of two accents on a letter, LaTeX would print one
    if letter.isascii() and accent in _ACCENTS:
        return f"{{\\{_ACCENTS[accent]}{letter}}}"
    if letter.isascii() and accent in _LETTER_ACCENTS:
        return f"{{\\{_LETTER_ACCENTS[accent]} {letter}}}"
    if "α" <= character <= "ω" and (name := _GREEK[ord(character) - ord("α")]):
        return f"{{$\\{name}$}}"  # braces: $$ between two of them would open a display
    return character
