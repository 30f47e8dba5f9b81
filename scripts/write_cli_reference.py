"""Writes docs/cli.md from the ``--help`` of every command, so that the two cannot part."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "cli.md"
HEAD = """# The command line

Written from `exokg --help` by `python scripts/write_cli_reference.py`.

stdout is the answer, stderr everything else; on failure stdout is empty.

| exit code | meaning |
|--:|---|
| 0 | done |
| 1 | done, and the answer is no: faults in the records, `fmt --check` would change files, build refused |
| 2 | could not be done: bad usage, unreadable input, bad query, no store, time limit |
| 70 | a bug in exokg |
| 130 | interrupted |
"""


def help_text(*command: str) -> str:
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100", "TERM": "dumb"}
    program = str(Path(sys.executable).parent / "exokg")
    done = subprocess.run(
        [program, *command, "--help"], env=environment, capture_output=True, text=True, check=True
    )
    return "\n".join(line.rstrip() for line in done.stdout.strip("\n").splitlines())


def command_names(listing: str) -> list[str]:
    commands = listing[listing.index("Commands") :].splitlines()[1:]
    names = [found[1] for line in commands if (found := re.match(r"^[ │]{1,4}([a-z][a-z-]*)( |$)", line))]
    return list(dict.fromkeys(names))


def page() -> str:
    listing = help_text()
    parts = [HEAD, f"## exokg\n\n```text\n{listing}\n```\n"]
    parts += [f"## exokg {name}\n\n```text\n{help_text(name)}\n```\n" for name in command_names(listing)]
    return "\n".join(parts)


if __name__ == "__main__":
    if "--print" in sys.argv:
        sys.stdout.write(page())
    else:
        PAGE.write_text(page(), encoding="utf-8")
