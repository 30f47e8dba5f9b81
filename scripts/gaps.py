"""Writes docs/coverage.md: which lines and branches of src/exokg no test runs; `make coverage` runs it.

python -m scripts.gaps FILE     FILE is what `coverage json` wrote
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "coverage.md"
WANTED = 95.0
"""Per cent of lines and branches together, below which `make coverage` fails."""
HEAD = """# Coverage

Lines and branches of `src/exokg` that the tests run, in child processes too: command lines, servers and their
workers. `make coverage` measures them, writes this page and fails below {wanted:.0f} %.

**{total:.1f} %** of lines and branches.

| file | covered | lines not run | branches not taken |
|---|--:|---|---|
"""


def spans(numbers: list[int]) -> str:
    """Line numbers with neighbours joined.

    >>> spans([1, 2, 3, 7, 9, 10])
    '1–3, 7, 9–10'
    """
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ", ".join(f"{first}–{last}" if last > first else str(first) for first, last in found)


def branches(pairs: list[list[int]], missing: set[int]) -> str:
    """Branches from a line that is run to one that never follows it; a negative line ends a function.

    >>> branches([[4, 9], [5, -1], [7, 8]], {7})
    '4→9, 5→end'
    """
    ways = [(start, end) for start, end in pairs if start not in missing]
    return ", ".join(f"{start}→{end if end > 0 else 'end'}" for start, end in ways)


def page(report: dict[str, Any]) -> str:
    """The page of a report of coverage.py: the files with a gap, the widest first."""
    rows = []
    for name, file in report["files"].items():
        summary = file["summary"]
        gaps = summary["missing_lines"] + summary["missing_branches"]
        if gaps:
            short = name.partition("exokg/")[2]
            lines = spans(file["missing_lines"])
            ways = branches(file["missing_branches"], set(file["missing_lines"]))
            rows.append((-gaps, f"| `{short}` | {summary['percent_covered']:.0f} % | {lines} | {ways} |\n"))
    head = HEAD.format(wanted=WANTED, total=report["totals"]["percent_covered"])
    return head + "".join(row for _, row in sorted(rows))


def main(arguments: list[str]) -> int:
    """Write the page; 1 if less than wanted is covered."""
    report = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    PAGE.write_text(page(report), encoding="utf-8", newline="\n")
    covered = report["totals"]["percent_covered"]
    print(f"{covered:.1f} % of lines and branches; the gaps are in {PAGE.relative_to(ROOT)}")
    return int(covered < WANTED)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
