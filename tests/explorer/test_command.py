"""``exokg view`` as a program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from exokg.store.embedded import EmbeddedStore

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


@pytest.mark.parametrize("option", [(), ("--simple",), ("--about", "source:dermal-papilla-cell")])
def test_a_page_is_written_and_nothing_said_on_stdout(
    dump: Path, tmp_path: Path, option: tuple[str, ...]
) -> None:
    page = tmp_path / "page.html"
    done = view("-o", page, "--store", dump, *option)
    assert (done.returncode, done.stdout) == (0, "")
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_an_unknown_thing_is_refused_and_nothing_written(dump: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = view("-o", page, "--store", dump, "--about", "source:dermal-papila-cell")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "source:dermal-papila-cell" in done.stderr
    assert "source:dermal-papilla-cell" in done.stderr
    assert not page.exists()


def test_a_place_that_cannot_be_written_is_one_clear_line(dump: Path) -> None:
    done = view("-o", "/nowhere/page.html", "--store", dump)
    assert done.returncode == 2
    assert "/nowhere" in done.stderr
    assert "Traceback" not in done.stderr
