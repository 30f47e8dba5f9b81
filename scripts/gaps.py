"""Writes docs/coverage.md: what of src/exokg no test runs, function by function; `make coverage` runs it.

python -m scripts.gaps FILE     FILE is what `coverage json` wrote
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "coverage.md"
WANTED = 95.0
"""Per cent of lines and branches together, below which `make coverage` fails."""
HEAD = """# Coverage

Lines and branches of `src/exokg` that the tests run, in child processes too: command lines, servers and their
workers. `make coverage` measures them, writes this page and fails below {wanted:.0f} %. Sandboxed processes
may write no file, so what only they run counts as not run: most of `server/workers/worker.py`, `sandbox.py`
and `fork_server.py`, and of `store/parser_process.py`.

**{total:.1f} %** of lines and branches, measured at commit {commit}.

| file | covered | what no test runs |
|---|--:|---|
"""


def gaps_in(functions: dict[str, Any]) -> str:
    """The functions of a file that are not run whole, each with how much of it is not.

    Names of functions stay true while lines move.

    >>> part = {"missing_lines": [4, 5], "missing_branches": [[3, 4], [7, 9]]}
    >>> gaps_in({"ask": part, "": {"missing_lines": [], "missing_branches": [[1, 2]]}})
    '`ask` 2 lines, 1 branch; the module 1 branch'
    """
    found = []
    for name, part in functions.items():
        lines = len(part["missing_lines"])
        ways = sum(end not in part["missing_lines"] for _, end in part["missing_branches"])
        counts = [f"{n} {noun}" for n, noun in ((lines, _s("line", lines)), (ways, _s("branch", ways))) if n]
        if counts:
            found.append(f"{f'`{name}`' if name else 'the module'} {', '.join(counts)}")
    return "; ".join(found)


def _s(noun: str, number: int) -> str:
    return noun if number == 1 else f"{noun}{'es' if noun.endswith('ch') else 's'}"


def commit() -> str:
    """The commit that was measured, in short; empty outside a repository."""
    words = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


def page(report: dict[str, Any]) -> str:
    """The page of a report of coverage.py: the files with a gap, the widest first."""
    rows = []
    for name, file in report["files"].items():
        summary = file["summary"]
        gaps = summary["missing_lines"] + summary["missing_branches"]
        if gaps:
            short = name.partition("exokg/")[2]
            covered = f"{summary['percent_covered']:.0f} %"
            rows.append((-gaps, f"| `{short}` | {covered} | {gaps_in(file['functions'])} |\n"))
    head = HEAD.format(wanted=WANTED, total=report["totals"]["percent_covered"], commit=commit())
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
