"""Run benchmarks and write the pages of their results.

    python -m benchmarks              every part
    python -m benchmarks startup      one of them; the others stay as they are

A part is a module of this folder with ``TITLE``, a docstring that says what is compared, and
``measure() -> list[Row]``: its rows become a section of ``RESULTS.md``. One that has ``page() -> str``
instead has a page of its own. All rows of a section come from one run, so their ratios hold on any machine;
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
on whatever else the machine was doing. Ratios below about 2 are ties. The times of every question on growing
graphs are in [questions.md](questions.md).

"""


def names(what: str) -> list[str]:
    """The modules of this folder that define a function of this name."""
    found = (path for path in sorted(FOLDER.glob("*.py")) if not path.name.startswith("_"))
    return [path.stem for path in found if re.search(rf"(?m)^def {what}\(", path.read_text(encoding="utf-8"))]


def section(name: str) -> str:
    """Measure one benchmark and describe it."""
    module = importlib.import_module(f"benchmarks.{name}")
    text = to_markdown(module.TITLE, module.__doc__ or "", module.measure())
    return f"<!-- {name} -->\n{text}\n`python -m benchmarks {name}` · {machine()}\n"


def sections() -> dict[str, str]:
    """The sections written so far, by name."""
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    parts = re.split(r"(?m)^<!-- (\w+) -->\n", text)
    return {
        name: f"<!-- {name} -->\n{body.strip()}\n"
        for name, body in zip(parts[1::2], parts[2::2], strict=True)
    }


def measure(name: str) -> None:
    """Write the section of one benchmark anew, and leave the others."""
    known = {*names("measure")}
    written = {other: text for other, text in sections().items() if other in known}
    written[name] = section(name)
    print(written[name])
    RESULTS.write_text(HEAD + "\n".join(text for _, text in sorted(written.items())), encoding="utf-8")


def main(wanted: list[str]) -> None:
    """Run the parts named, or all of them, and write what each found as soon as it is found."""
    paged = names("page")
    for name in wanted or [*names("measure"), *paged]:
        if name in paged:
            text = importlib.import_module(f"benchmarks.{name}").page()
            (FOLDER / f"{name}.md").write_text(text, encoding="utf-8")
        else:
            measure(name)


if __name__ == "__main__":
    main(sys.argv[1:])
