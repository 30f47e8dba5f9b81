"""What a cell without a value says: one word for each kind of absence, the same on every surface."""

from __future__ import annotations

from typing import Final

NOT_APPLICABLE: Final = "not applicable"

ABSENCES: Final = {
    "not reported": "The full text was read and does not give it.",
    "not read": "Only a part of the source was read, and that part does not give it; the rest may.",
    "not mentioned": "A section that was read does not name the harm; the rest was not read.",
    "none observed": "The source says that the harm did not occur.",
    "not measured": "The source says that nothing was measured after treatment had ended.",
    NOT_APPLICABLE: "It cannot apply to this record or result.",
    "not shown": "What was read does not show which word or term of a list applies.",
    "unclear": "What was read can be understood in more than one way.",
    "not known": "Something else was given, and whether the comparator had it is not shown.",
    "none recorded": "The record names none, such as no other treatment; there may be some.",
    "none separable": "There are findings, but none of them can be told apart from other treatments.",
}
"""Word \u2192 when it is used. None of them means that there was no effect."""
