"""What the documentation shows is run; every command and option is named in it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.pages import out_of_date, questions, records
from scripts.pages.commands import pages as command_pages
from scripts.pages.shown import Block, answer, blocks, commands, with_answers

from .session import Session

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "graph" / "README.md"])
MADE_WHOLE = {ROOT / "docs" / "cli.md"}  # its help texts are compared by a test of their own
BUILDS_A_FEW = {"own-findings.md"}
"""Pages whose commands check and build a few records in the place of all: what they show is the same."""
FENCES = {
    "console": "run",
    "text": "run or found in an answer",
    "python": "run",
    "sparql": "run",
    "yaml": "validated by tests/curation",
    "sh": "run by tests/server",
    "py": "run by tests/server",
    "": "a drawing or a configuration of another program, without commands",
}
READY = re.compile(r"exokg release build/release$")  # the desk has it; tests/release make it
DRAWN = re.compile(r"exokg view -o (exokg\.html) *(?:#.*)?")  # several pages begin with it; it takes seconds
MADE = records.pages() | questions.pages()


@pytest.fixture(scope="session")
def desk(built: Path, released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A reader's folder: the curated data, the ontology and a built store, and the release that it makes."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "graph", folder / "graph")
    copy_a_few(folder / "few")
    for name in ("ontology.ttl", "CITATION.cff"):
        shutil.copy(ROOT / name, folder)
    (folder / "docs").mkdir()
    shutil.copytree(ROOT / "docs" / "joins", folder / "docs" / "joins")
    for name in ("record.schema.json", "curating.md", "their.ttl"):
        shutil.copy(ROOT / "docs" / name, folder / "docs")
    shutil.copy(ROOT / "pyproject.toml", folder)
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    shutil.copytree(built, folder / "build" / "store", symlinks=True)
    shutil.copytree(released, folder / "build" / "release")
    return folder


def copy_a_few(folder: Path) -> None:
    """A graph with all terms and two studies, one of them about the vesicles of ``their.ttl``."""
    (folder / "studies").mkdir(parents=True)
    for name in ("dataset.yaml", "excluded.tsv", "readers.tsv", "shapes.ttl", "terms.tsv"):
        shutil.copy(ROOT / "graph" / name, folder)
    head, *_ = (ROOT / "graph" / "clusters.tsv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "clusters.tsv").write_text(head, encoding="utf-8")
    shutil.copytree(ROOT / "graph" / "questions", folder / "questions")
    for key in ("li-2022-adsc-immune-alopecia", "li-2023-lef1"):
        shutil.copy(ROOT / "graph" / "studies" / f"{key}.yaml", folder / "studies")


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_blocks_run(page: Path, desk: Path) -> None:
    text = page.read_text(encoding="utf-8")
    script: list[str] = []
    with Session(desk, {"EXOKG_GRAPH": "few"} if page.name in BUILDS_A_FEW else {}) as session:
        for block in blocks(text):
            if block.language == "console":
                run_commands(block, session)
            elif block.language == "python":
                script.append(block.text)
            elif block.language == "sparql":
                run_query(f"{page.name}-{block.line}.rq", block.text, desk)
            elif page not in MADE_WHOLE:
                fill_in(text, desk)
                run_illustration(block, session)
        if script:
            (desk / f"{page.stem}.py").write_text("\n".join(script), encoding="utf-8")
            answer(f"{sys.executable} {page.stem}.py", desk)


def run_commands(block: Block, session: Session) -> None:
    for command, shown in commands(block.text):
        if command.startswith("make "):
            target = command.split()[1]
            assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE), command
        elif command.startswith("pip install "):
            extras = re.fullmatch(r"pip install '?\.(?:\[(\w+)\])?'?\s*", command)
            assert extras, f"{command}: exokg is in no package index yet"
            assert extras[1] is None or f"\n{extras[1]} = [" in (ROOT / "pyproject.toml").read_text(), command
        elif not ((drawn := DRAWN.fullmatch(command)) and (session.folder / drawn[1]).exists()):
            said = session.type(command)
            assert shown in ("", said), f"{command}: what is shown is not what it says; run: make pages"


def run_illustration(block: Block, session: Session) -> None:
    """A ``text`` block shows commands that may fail, or parts of what they or earlier ones print."""
    typed = list(commands(block.text))
    for command, shown in typed:
        said = session.type(READY.sub(r"\g<0> --check", command), may_fail=True)
        assert set(shown.splitlines()) <= set(said.splitlines()), (
            f"{command}: what is shown is not in:\n{said}"
        )
    if not typed:
        said = "".join(session.said)
        assert set(block.text.splitlines()) <= set(said.splitlines()), (
            f"{block.text}: no command printed this"
        )


def fill_in(page: str, desk: Path) -> None:
    """Write the record that a curator would write at this place, with the mistake that the page shows."""
    record = desk / "practice" / "studies" / "smith-2025-kelp.yaml"
    example = re.search(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    if example and record.exists():
        record.write_text(example[1].replace("target: hair density", "target: hair densty"), encoding="utf-8")


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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_block_is_of_a_kind_that_is_run(page: Path) -> None:
    fences = re.findall(
        r"^ *```(\S*).*\n(.*?)^ *```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    for language, text in fences:
        if page.name == "api.md" and language == "{eval-rst}":
            continue  # built by test_site.py
        assert language in FENCES, f"no test runs {language}"
        if not language:
            assert not re.search(r"^ *(\$ |exokg |pip |make |curl |git )", text, re.MULTILINE), text


@pytest.mark.slow
def test_a_store_on_disk_is_as_it_is_drawn(desk: Path) -> None:
    drawing = re.search(
        r"^```\n(build/store/.*?)^```$", (ROOT / "docs/stores.md").read_text(), re.MULTILINE | re.DOTALL
    )
    assert drawing
    names = {path.name for path in (desk / "build" / "store").rglob("*")}
    for name in re.findall(r"── ([\w.-]+)", drawing[1]):
        assert name in names | {"lock", "with"} or name == "versions", name


def test_blocks_are_found() -> None:
    assert sum(len(blocks(page.read_text(encoding="utf-8"))) for page in PAGES) >= 20


@pytest.mark.slow
def test_the_first_page_shows_an_answer_and_a_stale_one_is_seen(desk: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    first = next(block for block in blocks(readme) if any(shown for _, shown in commands(block.text)))
    text = f"```console\n{first.text}```"
    assert "searched" in text
    assert with_answers(text, lambda command: answer(command, desk)) == text
    stale = Block(1, "console", "$ echo new\nold\n")
    with Session(desk) as session, pytest.raises(AssertionError, match="make pages"):
        run_commands(stale, session)
    assert (
        with_answers(f"```console\n{stale.text}```", lambda _: "new\n") == "```console\n$ echo new\nnew\n```"
    )


def test_a_command_that_writes_what_others_read_is_run_and_shows_nothing() -> None:
    page = "```console\n$ exokg export -o build/a.ttl\n$ exokg serve\n$ cat build/a.ttl\nold\n```"
    asked: list[str] = []
    text = with_answers(page, lambda command: asked.append(command) or "new\n")  # type: ignore[func-returns-value]
    assert asked == ["exokg export -o build/a.ttl", "cat build/a.ttl"]
    assert text == page.replace("old", "new")


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
