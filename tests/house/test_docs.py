"""What the documentation shows is run; every command and option is named in it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "graph" / "README.md"])
FENCE = re.compile(r"^```(console|python|sparql)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    page: str
    line: int
    language: str
    text: str


def blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    return [
        Block(page.name, text[: found.start()].count("\n") + 1, found[1], found[2])
        for found in FENCE.finditer(text)
    ]


def commands(block: Block) -> list[str]:
    """The lines a reader would type: those behind ``$``, joined where they end in a backslash."""
    joined = block.text.replace("\\\n", " ")
    return [line[2:] for line in joined.splitlines() if line.startswith("$ ")]


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A reader's folder: the curated data, the ontology and a built store, nothing else."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "graph", folder / "graph")
    for name in ("ontology.ttl", "CITATION.cff"):
        shutil.copy(ROOT / name, folder)
    (folder / "docs").mkdir()
    shutil.copy(ROOT / "docs" / "record.schema.json", folder / "docs")
    run("exokg -q build -o build/store", folder)
    return folder


def environment() -> dict[str, str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "NO_COLOR": "1", "COLUMNS": "200"}


def run(command: str, folder: Path) -> str:
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout


@pytest.mark.xdist_group("docs")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_blocks_run(page: Path, desk: Path) -> None:
    session: list[str] = []
    for block in blocks(page):
        if block.language == "console":
            for command in commands(block):
                if command.startswith("make "):
                    target = command.split()[1]
                    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE), command
                elif not command.startswith(("git clone", "cd ")):
                    run(command, desk)
        elif block.language == "python":
            session.append(block.text)
        else:
            run_query(block, desk)
    if session:
        script = desk / f"{page.stem}.py"
        script.write_text("\n".join(session), encoding="utf-8")
        run(f"{sys.executable} {script.name}", desk)


def run_query(block: Block, desk: Path) -> None:
    query = desk / f"{block.page}-{block.line}.rq"
    query.write_text(block.text, encoding="utf-8")
    run(f"exokg query {query.name} --store build/store", desk)


def test_blocks_are_found() -> None:
    assert sum(len(blocks(page)) for page in PAGES) >= 20


def test_the_command_reference_is_current() -> None:
    """docs/cli.md is written from ``--help``; ``python scripts/write_cli_reference.py`` renews it."""
    fresh = run(f"{sys.executable} scripts/write_cli_reference.py --print", ROOT)
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == fresh


def test_every_command_shows_an_example() -> None:
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    sections = text.split("\n## exokg ")[1:]
    assert len(sections) >= 12
    for section in sections:
        name = section.split("\n", 1)[0]
        assert re.search(
            rf"^ *(\$ )?exokg (.* )?{name}", section.split("Usage:", 1)[1].split("\n", 1)[1], re.MULTILINE
        ), name
