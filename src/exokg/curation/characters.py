"""Characters that do not show, or that show as something else.

A label with a right-to-left override reads differently from what is stored, and a zero-width space
makes two equal-looking names differ (Unicode TR 36, https://www.unicode.org/reports/tr36/).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_HIDDEN = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\udfff"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_CONTROL = {
    0x00: "NULL",
    0x08: "BACKSPACE",
    0x0B: "LINE TABULATION",
    0x0C: "FORM FEED",
    0x1B: "ESCAPE",
    0x7F: "DELETE",
}


def hidden_characters(text: str) -> Iterator[tuple[int, int, str]]:
    r"""Yield line, column (from 1) and name of every control, bidirectional or zero-width character.

    >>> list(hidden_characters("hair\u200b follicle"))
    [(1, 5, 'U+200B ZERO WIDTH SPACE')]
    """
    for match in re.finditer(_HIDDEN, text):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        yield line, column, character_name(match.group())


def written_out(text: str) -> str:
    r"""Text whose hidden characters are written as code points; line ends and tabs stay.

    >>> written_out("a\u202eb\r\n")
    'a<U+202E>b\r\n'
    """
    if text.isascii() and text.isprintable():  # nearly every text; the pattern takes a millisecond to compile
        return text
    return re.sub(_HIDDEN, lambda found: f"<U+{ord(found[0]):04X}>", text)


def in_one_line(text: str) -> str:
    r"""Text without line ends and tabs, whose hidden characters are written as code points.

    >>> in_one_line("a\u202eb\r\nc")
    'a<U+202E>b  c'
    """
    return written_out(re.sub(r"[\t\n\r]", " ", text))


def character_name(character: str) -> str:
    r"""Return code point and Unicode name.

    >>> character_name("\u202e")
    'U+202E RIGHT-TO-LEFT OVERRIDE'
    """
    code = ord(character)
    name = unicodedata.name(character, None) or _CONTROL.get(code, "control or unassigned character")
    return f"U+{code:04X} {name}"
