"""The commands that the documentation names for what people want to know: each runs and has rows."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from exokg.cli import main

PAGE = (Path(__file__).parents[2] / "docs" / "find-and-count.md").read_text(encoding="utf-8")
TABLE = PAGE.partition("## Which command answers what")[2].partition("\n## ")[0]
COMMANDS = [
    found
    for line in TABLE.splitlines()
    if line.startswith("| ")
    for found in re.findall("`(exokg [^`]+)`", line)
]


@pytest.mark.slow
@pytest.mark.parametrize("command", [one for one in COMMANDS if "KEY" not in one])
def test_a_command_of_the_table_answers(
    command: str, built: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EXOKG_STORE", str(built))
    assert main([*shlex.split(command)[1:], "-f", "csv"]) == 0
    answer, _ = capfd.readouterr()
    assert len(answer.splitlines()) > 1


def test_the_table_names_commands_of_every_kind() -> None:
    verbs = [command.split()[1] for command in COMMANDS]
    assert {"find", "count", "ask", "show"} <= {*verbs}
    assert len(verbs) > 30
