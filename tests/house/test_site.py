"""The site is built without a warning, holds every page and public name, and asks no other host."""

from __future__ import annotations

import re
import subprocess
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import exokg

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]
FETCHED = re.compile(
    r'<(?:script|img|iframe|source|link rel="(?:stylesheet|preload|icon)")[^>]*?'
    r'(?:src|href)="(?:\w+:)?//[^"]*'
    r"|(?:@import|url\()\s*[\"']?(?:https?:)?//[^\"')]*"
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `make docs` builds it."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    rule = re.search(r"^docs:\n(?:\t.*\n)*?\t@(sphinx-build .*) build/docs$", makefile, re.MULTILINE)
    assert rule
    folder = tmp_path_factory.mktemp("site")
    command = [str(Path(sys.executable).with_name("sphinx-build")), *rule[1].split()[1:], str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (built.returncode, built.stderr) == (0, "")
    return folder


def test_every_page_is_there(site: Path) -> None:
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "docs/notebook.ipynb"]:
        assert (site / page.relative_to(ROOT)).with_suffix(".html").is_file(), page
    assert "README.html" in (site / "index.html").read_text(encoding="utf-8")


def test_every_public_name_is_documented(site: Path) -> None:
    inventory = (site / "objects.inv").read_bytes().split(b"\n", 4)[4]
    names = {line.split(" ")[0] for line in zlib.decompress(inventory).decode().splitlines()}
    assert {f"exokg.{name}" for name in exokg.__all__} <= names
    methods = {name for name in dir(exokg.KnowledgeGraph) if not name.startswith("_")}
    assert methods
    assert {f"exokg.KnowledgeGraph.{name}" for name in methods} <= names


def test_no_page_asks_another_host(site: Path) -> None:
    assert FETCHED.search('<link rel="stylesheet" href="https://fonts.example.org/css">')
    assert FETCHED.search('<script async src="//cdn.example.org/x.js">')
    asked = {
        f"{path.relative_to(site)}: {found[0]}"
        for path in site.rglob("*")
        if path.suffix in {".html", ".css"}
        for found in FETCHED.finditer(path.read_text(encoding="utf-8"))
    }
    assert asked == set()


def test_the_search_finds_a_page_without_a_server(site: Path, browser: Browser) -> None:
    asked: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{(site / 'search.html').as_uri()}?q=separability")
    page.locator("#search-results li a").first.wait_for()
    found = page.locator("#search-results li a").all_inner_texts()
    page.close()
    assert found
    assert [url for url in asked if not url.startswith("file:")] == []
