"""What to do about text that is not the YAML, or not the number, that it was meant to be."""

from __future__ import annotations

import re
from typing import Final

from ..model.types import is_day
from .writing import quoted

WRITE_A_DATE: Final = "write year, month and day, such as 2026-11-22"


def syntax_hint(text: str, line: int, column: int, problem: str) -> str:
    """Return what helps where the parser of YAML stopped; line and column count from 0."""
    lines = text.splitlines()
    if "found a tab" in problem or "\t" in "".join(lines[line : line + 1])[column : column + 1]:
        return "indent with blanks, two for each level"
    if "cannot start any token" in problem and line < len(lines):
        return f"put the value in quotes: {quoted(lines[line][column:].strip())}"
    if "expected ':'" in problem:
        return "write a blank behind the colon"
    if "expected ',' or" in problem:
        return "close the bracket that opens here, or a quotation mark after it"
    if "'-' indicator" in problem or "block collection" in problem:
        return "begin each item of a list with a hyphen, and indent all of them alike"
    return "mind the indent, and put text that holds ': ' or ' #' in quotes"


def unclosed_quote(text: str, last: int) -> tuple[int, int] | None:
    """Return line and column of a value's quotation mark that its line and the next field leave open."""
    lines = text.splitlines()[: last + 1]
    for number, line in enumerate(lines, 1):
        found = re.match(r"[ -]*[a-z-]+: (?P<quote>[\"'])(?P<rest>.*)$", line)
        if found is None or found["rest"].rstrip().endswith(found["quote"]):
            continue
        following = lines[number] if number < len(lines) else "a: b"
        if found["quote"] not in found["rest"] and re.match(r"[ -]*[a-z-]+:(?: |$)", following):
            return number, found.start("quote") + 1
    return None


def date_hint(typed: str) -> str:
    """Return how to write what was typed in place of a date.

    >>> date_hint("20.11.2026"), date_hint("2026-02-30")
    ('write year, month and day, such as 2026-11-22', 'there is no such day: look at the page again')
    """
    bare = typed.strip("“”„‟‘’«» ")
    if bare != typed and is_day(bare):
        return f'write "{bare}", with plain quotation marks'
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", typed):
        return "there is no such day: look at the page again"
    return WRITE_A_DATE


def number_hint(typed: str) -> str | None:
    """Return how to write what was typed in place of a number, if it is a number with more around it."""
    number = r"([-+]?[0-9]+(?:\.[0-9]+)?)"
    for form, hint in (
        (r"([0-9]{1,3}(?:,[0-9]{3})+)", "write {0} without a comma"),
        (r"([0-9]+),([0-9]+)", "write {0}.{1}"),
        (rf"{number}\s*(?:±|\+/?-)\s*{number}", "write {0} here, and {1} into spread with its spread-type"),
        (rf"{number}\s*(?:-|–|—|to)\s*{number}", "a range is no number: write it into note as printed"),
        (rf"(?:~|≈|c\.|ca\.?|about|approx\.?)\s*{number}", "write {0}, and statistic: approximate"),
        (rf"[<>≤≥]=?\s*{number}", "write {0}, and the sign into note"),
        (rf"{number}\s*([%µμA-Za-z][A-Za-z%/]*[0-9²]?)", "write {0}, and {1} into unit"),
    ):
        found = re.fullmatch(form, typed.strip())
        if found is not None:
            return hint.format(*(part.replace("{", "").replace("}", "") for part in found.groups()))
    return None
