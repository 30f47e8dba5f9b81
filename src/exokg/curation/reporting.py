"""What a check found, as text for people, programs and continuous integration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .spelling import counted
from .violations import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .checking import Report
    from .violations import Violation

FORMATS: Final = ("text", "tsv", "json", "github")
"""How violations can be written."""

_CELLS: Final = ("path", "line", "column", "level", "rule", "message", "hint")


def fails(violations: Sequence[Violation], level: str) -> bool:
    """Return whether a violation is as grave as *level*; nothing is as grave as ``none``."""
    grave = LEVELS[: LEVELS.index(level) + 1] if level in LEVELS else ()
    return any(fault.level in grave for fault in violations)


def summary(report: Report, shapes: str, only: Sequence[str] | None = None) -> str:
    """Return one line that says how much was looked at, what was not, and how many faults there are.

    Args:
        report: what was checked.
        shapes: what was done about the SHACL shapes.
        only: the ids of the rules that were applied; all where None.
    """
    from .rules import RULES

    read, graphs = report.records, report.graphs
    twice = sum(record.record.second_read is not None for record in read)
    sizes = {"record": len(read)}
    for noun, name in (("finding", "findings"), ("harm", "harms"), ("position", "statements")):
        sizes[noun] = sum(len(getattr(record.record, name)) for record in read)
    sizes["term"] = report.terms
    expired = sum(fault.rule == "second-read-expired" for fault in report.violations)
    edited = f" ({counted(expired, 'result')} edited since)" if expired else ""
    parts = [
        ", ".join(counted(size, noun) for noun, size in sizes.items()),
        counted(len(only) if only else len(RULES), "rule"),
        f"{twice} of {len(read)} read twice{edited}",
        shapes,
        levels(report.violations),
    ]
    if report.unreadable:
        parts.insert(1, f"{counted(report.unreadable, 'record')} not readable, so not checked by the rules")
    if report.tables:
        parts.insert(1, f"{counted(report.tables, 'table')} by name")
    if not graphs and read:
        parts.insert(-1, f"{counted(report.compared, 'other record')} like it compared")
    return "; ".join(parts)


def levels(violations: Sequence[Violation]) -> str:
    """Return how many faults there are of each level.

    >>> levels([])
    '0 ERROR, 0 WARN, 0 INFO'
    """
    found = [fault.level for fault in violations]
    return ", ".join(f"{found.count(level)} {level}" for level in LEVELS)


def lines(violations: Sequence[Violation], form: str = "text") -> Iterator[str]:
    """Yield the text of all violations in one of :data:`FORMATS`."""
    if form == "json":
        import json
        from dataclasses import asdict

        yield json.dumps([asdict(fault) for fault in violations], indent=2, ensure_ascii=False) + "\n"
        return
    if form == "tsv":
        yield "\t".join(_CELLS) + "\n"
    for fault in violations:
        yield line(fault, form)


def line(fault: Violation, form: str = "text") -> str:
    """Return the text of one violation: text, tsv or github."""
    if form == "tsv":
        cells = (getattr(fault, name) or "" for name in _CELLS)
        return "\t".join(" ".join(str(cell).split()) for cell in cells) + "\n"
    if form == "github":
        kind = {"ERROR": "error", "WARN": "warning", "INFO": "notice"}[fault.level]
        text = fault.message if fault.hint is None else f"{fault.message}\n{fault.hint}"
        place = f"file={_escaped(fault.path)},line={fault.line},col={fault.column}"
        return f"::{kind} {place},title={fault.rule}::{_escaped(text, in_value=False)}\n"
    return f"{fault}\n" + (f"  hint: {fault.hint}\n" if fault.hint else "")


def _escaped(text: str, *, in_value: bool = True) -> str:
    """Escape a text for a workflow command of GitHub Actions."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if in_value else text
