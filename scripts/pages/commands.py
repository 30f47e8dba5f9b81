"""``docs/cli.md`` from the ``--help`` of every command, so that the page is always current."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

HEAD = Path(__file__).with_name("heads") / "cli.md"


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


def pages() -> dict[str, str]:
    """Return the page of the command line, by its path."""
    listing = help_text()
    parts = [HEAD.read_text(encoding="utf-8"), f"## exokg\n\n```text\n{listing}\n```\n"]
    parts += [f"## exokg {name}\n\n```text\n{help_text(name)}\n```\n" for name in command_names(listing)]
    return {"docs/cli.md": "\n".join(parts)}
