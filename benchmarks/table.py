"""The rows of a benchmark and the Markdown they become."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Row:
    """One measured value.

    Args:
        what: what was measured.
        value: how much.
        unit: of what.
        ratio: how many times the value of another row of the same run; 0 where there is none.
        than: that row.
    """

    what: str
    value: float
    unit: str
    ratio: float = 0
    than: str = ""


def to_markdown(title: str, about: str, rows: Sequence[Row]) -> str:
    """One section of ``RESULTS.md``.

    >>> print(to_markdown("Start", "How long.", [Row("pass", 15, "ms"), Row("query", 120, "ms", 8, "pass")]))
    ## Start
    <BLANKLINE>
    How long.
    <BLANKLINE>
    | what | value | ratio |
    | --- | --: | :-- |
    | pass | 15 ms | |
    | query | 120 ms | 8.0 × pass |
    <BLANKLINE>
    """
    lines = [f"## {title}", "", about.strip(), "", "| what | value | ratio |", "| --- | --: | :-- |"]
    for row in rows:
        ratio = f"{row.ratio:.3g}" if row.ratio >= 100 or row.ratio < 1 else f"{row.ratio:.1f}"
        compared = f"{ratio} × {row.than}" if row.than else ""
        lines.append(f"| {row.what} | {row.value:,.4g} {row.unit} | {compared}".rstrip() + " |")
    return "\n".join(lines) + "\n"


def machine() -> str:
    """What it was measured on, in a line."""
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    return f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}, load {load}"
