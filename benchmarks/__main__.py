"""Run benchmarks and write their sections into ``benchmarks/RESULTS.md``.

    python -m benchmarks              every module of this folder that has ``measure``
    python -m benchmarks startup      one of them; the other sections stay as they are

A benchmark is a module with ``TITLE``, a docstring that says what is compared, and
``measure() -> list[Row]``. All rows of a section come from one run, so their ratios hold on any machine;
the milliseconds do not.
"""

from __future__ import annotations

import importlib
import re
import sys
from pathlib import Path

from benchmarks.table import machine, to_markdown

FOLDER = Path(__file__).parent
RESULTS = FOLDER / "RESULTS.md"
HEAD = """\
# Benchmarks

Made by `make bench` (`python -m benchmarks`). Read the ratios: each compares rows of one run, interleaved,
on whatever else the machine was doing. Ratios below about 2 are ties.

"""


def names() -> list[str]:
    """The benchmarks of this folder."""
    found = (path for path in sorted(FOLDER.glob("*.py")) if not path.name.startswith("_"))
    return [path.stem for path in found if re.search(r"(?m)^def measure\(", path.read_text())]


def section(name: str) -> str:
    """Measure one benchmark and describe it."""
    module = importlib.import_module(f"benchmarks.{name}")
    text = to_markdown(module.TITLE, module.__doc__ or "", module.measure())
    return f"<!-- {name} -->\n{text}\n`python -m benchmarks {name}` · {machine()}\n"


def sections() -> dict[str, str]:
    """The sections written so far, by name."""
    text = RESULTS.read_text() if RESULTS.exists() else ""
    parts = re.split(r"(?m)^<!-- (\w+) -->\n", text)
    return {
        name: f"<!-- {name} -->\n{body.strip()}\n"
        for name, body in zip(parts[1::2], parts[2::2], strict=True)
    }


def main() -> None:
    """Measure what the command line names."""
    written = {name: text for name, text in sections().items() if name in names()}
    for name in sys.argv[1:] or names():
        written[name] = section(name)
        print(written[name])
        body = "\n".join(written[known] for known in sorted(written))
        RESULTS.write_text(HEAD + body)


if __name__ == "__main__":
    main()
