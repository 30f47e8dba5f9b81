"""What the documentation shows is run; every command and option is named in it."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest

from scripts.pages import out_of_date, questions, records
from scripts.pages.commands import pages as command_pages
from scripts.pages.shown import Block, answer, blocks, commands, with_answers

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "graph" / "README.md"])
MADE = records.pages() | questions.pages()


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A reader's folder: the curated data, the ontology and a built store, nothing else."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "graph", folder / "graph")
    for name in ("ontology.ttl", "CITATION.cff"):
        shutil.copy(ROOT / name, folder)
    (folder / "docs").mkdir()
    shutil.copy(ROOT / "docs" / "record.schema.json", folder / "docs")
    answer("exokg -q build -o build/store", folder)
    return folder


@pytest.mark.slow
@pytest.mark.xdist_group("docs")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_blocks_run(page: Path, desk: Path) -> None:
    session: list[str] = []
    for block in blocks(page.read_text(encoding="utf-8")):
        if block.language == "console":
            run_commands(block, desk)
        elif block.language == "python":
            session.append(block.text)
        else:
            run_query(f"{page.name}-{block.line}.rq", block.text, desk)
    if session:
        script = desk / f"{page.stem}.py"
        script.write_text("\n".join(session), encoding="utf-8")
        answer(f"{sys.executable} {script.name}", desk)


def run_commands(block: Block, desk: Path) -> None:
    for command, shown in commands(block.text):
        if command.startswith("make "):
            target = command.split()[1]
            assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE), command
        else:
            said = answer(command, desk)
            assert shown in ("", said), f"{command}: what is shown is not what it says; run: make pages"


def run_query(name: str, text: str, desk: Path) -> None:
    (desk / name).write_text(text, encoding="utf-8")
    answer(f"exokg query {name} --store build/store", desk)


LINK = re.compile(r"\]\((?!https?:)([^)#]*)(#[^)]*)?\)")


def anchors(text: str) -> set[str]:
    """The places of a page that a link can name."""
    heads = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {"#" + re.sub(r"[^\w -]", "", head.lower()).strip().replace(" ", "-") for head in heads}


def dead_links(page: Path, text: str) -> list[str]:
    """The links of a page that lead to no file here, or to no head in it."""
    dead = []
    for found in LINK.finditer(text):
        target = page.parent / found[1] if found[1] else page
        if not target.exists() or (found[2] and found[2] not in anchors(target.read_text(encoding="utf-8"))):
            dead.append(found[0])
    return dead


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    assert dead_links(page, page.read_text(encoding="utf-8")) == []


def test_a_dead_link_is_seen() -> None:
    text = "[a](docs/model.md#counting) [b](docs/none.md) [c](docs/model.md#none) [d](https://a/x) [e](#x)"
    assert dead_links(ROOT / "README.md", text) == ["](docs/none.md)", "](docs/model.md#none)", "](#x)"]


def test_blocks_are_found() -> None:
    assert sum(len(blocks(page.read_text(encoding="utf-8"))) for page in PAGES) >= 20


@pytest.mark.slow
def test_the_first_page_shows_an_answer_and_a_stale_one_is_seen(desk: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = [shown for block in blocks(readme) for _, shown in commands(block.text) if shown]
    assert "searched" in shown[0]
    assert with_answers(readme, lambda command: answer(command, desk)) == readme
    stale = Block(1, "console", "$ echo new\nold\n")
    with pytest.raises(AssertionError, match="make pages"):
        run_commands(stale, desk)
    assert (
        with_answers(f"```console\n{stale.text}```", lambda _: "new\n") == "```console\n$ echo new\nnew\n```"
    )


@pytest.mark.parametrize("name", sorted(MADE))
def test_made_pages_are_current(name: str) -> None:
    assert not out_of_date({name: MADE[name]}), "run: make pages"


def test_a_made_page_that_differs_or_is_missing_is_out_of_date(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text("old\n", encoding="utf-8")
    (tmp_path / "same.md").write_text("same\n", encoding="utf-8")
    wanted = {"old.md": "new\n", "same.md": "same\n", "missing.md": ""}
    assert list(out_of_date(wanted, tmp_path)) == ["old.md", "missing.md"]


@pytest.mark.slow
def test_the_command_reference_is_current() -> None:
    assert not out_of_date(command_pages()), "run: make pages"


def test_every_command_shows_an_example() -> None:
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    sections = text.split("\n## exokg ")[1:]
    assert len(sections) >= 12
    for section in sections:
        name = section.split("\n", 1)[0]
        assert re.search(
            rf"^ *(\$ )?exokg (.* )?{name}", section.split("Usage:", 1)[1].split("\n", 1)[1], re.MULTILINE
        ), name
