"""Finds the code blocks of a page that the tests run, and updates the answers shown below their commands.

In a ``console`` block, a line after ``$`` is a command; the lines below it, if any, are its output.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

FENCE = re.compile(r"^```(console|python|sparql|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (?P<typed>(?:.*\\\n)*.*)\n(?P<shown>(?:(?!\$ ).*\n)*)", re.MULTILINE)

WRITES = re.compile(r"(?:-o|>) build/")


@dataclass(frozen=True)
class Block:
    """A fenced block: its first line, its language and its text."""

    line: int
    language: str
    text: str


def blocks(text: str) -> list[Block]:
    """Return the blocks of a page that the tests run."""
    return [
        Block(text[: found.start()].count("\n") + 1, found[1], found[2]) for found in FENCE.finditer(text)
    ]


def commands(text: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a ``console`` block with the output shown below it.

    >>> list(commands("$ exokg ask \\\\\\n  -f csv\\n$ date\\ntoday\\n"))
    [('exokg ask    -f csv', ''), ('date', 'today\\n')]
    """
    for found in COMMAND.finditer(text):
        yield found["typed"].replace("\\\n", " "), found["shown"]


def with_answers(page: str, ask: Callable[[str], str]) -> str:
    """Return the page with every answer updated; what writes a file that answers need is run too."""

    def again(found: re.Match[str]) -> str:
        typed = found["typed"].replace("\\\n", " ")
        said = ask(typed) if found["shown"] or WRITES.search(typed) else ""
        return f"$ {found['typed']}\n{said if found['shown'] else ''}"

    def block(found: re.Match[str]) -> str:
        return COMMAND.sub(again, found[0]) if found[1] == "console" else found[0]

    return FENCE.sub(block, page)


def answer(command: str, folder: Path) -> str:
    """Return what the command prints in a folder: stdout, then stderr."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path, "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return "\n".join(line.rstrip() for line in (done.stdout + done.stderr).splitlines()) + "\n"


def pages(root: Path, written: Mapping[str, str]) -> dict[str, str]:
    """Return every page at the root and in ``docs/`` that shows an answer, with current answers.

    Args:
        root: the root of the repository.
        written: pages that are made in other ways, by their path from there; they may show answers, too.
    """
    found = {}
    (root / "build").mkdir(exist_ok=True)  # where pages write
    for path in sorted([*root.glob("*.md"), *(root / "docs").glob("*.md")]):
        name = str(path.relative_to(root))
        text = written.get(name) or path.read_text(encoding="utf-8")
        if any(shown for block in blocks(text) for _, shown in commands(block.text)):
            found[name] = with_answers(text, lambda command: answer(command, root))
    return found
