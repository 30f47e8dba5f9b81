"""``exokg view`` as a program."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from exokg.store.embedded import EmbeddedStore

pytestmark = pytest.mark.slow
PROGRAM = Path(sys.executable).parent / "exokg"


@pytest.fixture(scope="module")
def dump(store: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dump") / "small.nq"
    path.write_text("".join(f"{quad} .\n" for quad in store.quads()), encoding="utf-8")
    return path


def view(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PROGRAM, "view", *map(str, arguments)], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("option", [(), ("--free",), ("--about", "source:dermal-papilla-cell")])
def test_a_page_is_written_and_nothing_said_on_stdout(
    dump: Path, tmp_path: Path, option: tuple[str, ...]
) -> None:
    page = tmp_path / "page.html"
    done = view("-o", page, "--store", dump, *option)
    assert (done.returncode, done.stdout) == (0, "")
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_git_compares_two_pages_line_by_line(dump: Path, tmp_path: Path) -> None:
    def git(*arguments: str) -> str:
        done = subprocess.run(
            ["git", "-c", f"diff.exokg.textconv={PROGRAM} view --read", *arguments],
            cwd=tmp_path, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout

    git("init", "--quiet")
    (tmp_path / ".gitattributes").write_text("*.html diff=exokg\n", encoding="utf-8")
    assert view("-o", tmp_path / "page.html", "--store", dump).returncode == 0
    git("add", ".")
    text = dump.read_text(encoding="utf-8")
    (tmp_path / "new.nq").write_text(
        text.replace('"clipped back of rats"', '"clipped back of mice"'), encoding="utf-8"
    )
    assert view("-o", tmp_path / "page.html", "--store", tmp_path / "new.nq").returncode == 0
    told = git("diff", "page.html")
    assert 0 < len(re.findall(r"^[-+]\{", told, re.MULTILINE)) < 20
    assert re.search(r'^\+\{"in": ".*clipped back of mice', told, re.MULTILINE)


def test_what_is_no_page_is_not_read(dump: Path, tmp_path: Path) -> None:
    for wrong in (dump, tmp_path / "missing.html"):
        done = view("--read", wrong)
        assert (done.returncode, done.stdout) == (2, "")
        assert "Traceback" not in done.stderr
    assert view("--store", dump).returncode == 2


def test_an_unknown_thing_is_refused_and_nothing_written(dump: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = view("-o", page, "--store", dump, "--about", "source:dermal-papila-cell")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "source:dermal-papila-cell" in done.stderr
    assert "source:dermal-papilla-cell" in done.stderr
    assert not page.exists()


def test_a_name_of_another_format_is_refused(dump: Path, tmp_path: Path) -> None:
    done = view("-o", tmp_path / "page.pdf", "--store", dump)
    assert done.returncode == 2
    assert "the page is HTML" in done.stderr
    assert not (tmp_path / "page.pdf").exists()


def test_a_place_that_cannot_be_written_is_one_clear_line(dump: Path) -> None:
    done = view("-o", "/nowhere/page.html", "--store", dump)
    assert done.returncode == 2
    assert "/nowhere" in done.stderr
    assert "Traceback" not in done.stderr
