"""One browser for the explorer's tests, pages that note every fault, and stores to draw."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph
import pytest
from filelock import FileLock

from exokg.curation.reading import read_graph
from exokg.explorer.page import render
from exokg.rdf.dataset import build_dataset
from exokg.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, Route

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "build" / "explorer"
VIEWS = ["ladder", "lanes", "map", "findings", "studies", "questions", "about"]


def stored(folder: Path) -> EmbeddedStore:
    return EmbeddedStore(build_dataset(read_graph(folder), (ROOT / "ontology.ttl").read_bytes()))


@pytest.fixture(scope="session")
def store() -> EmbeddedStore:
    """The small invented graph."""
    return stored(ROOT / "tests" / "fixtures" / "graph")


@pytest.fixture(scope="session")
def real_store(real_dataset: pyoxigraph.Store) -> EmbeddedStore:
    """The graph that exokg ships."""
    return EmbeddedStore(real_dataset)


drawn = cache(render)
"""The page of a store, drawn once for all tests of a worker."""


@pytest.fixture(scope="session")
def small_page(store: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "small.html"
    path.write_text(drawn(store), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def real_page(real_store: EmbeddedStore, built: Path) -> Path:
    """Drawn once for all workers of a run."""
    path = built.with_name("exokg-real-page.html")
    with FileLock(f"{path}.lock"):
        if not path.exists():
            path.write_text(drawn(real_store), encoding="utf-8")
    return path


@cache
def said_by_page(store: EmbeddedStore) -> dict[str, dict[str, Any]]:
    """What the page's own scripts say of a store: ``verdicts`` and ``facets``."""
    script = ROOT / "tests" / "explorer" / "unit" / "page_says.js"
    done = subprocess.run(
        ["node", script], input=drawn(store), capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return found


@dataclass
class Faults:
    """What a page did that it must not do."""

    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def request(self, route: Route, request: Request) -> None:
        if request.url.startswith(("http:", "https:", "ws:", "wss:", "ftp:")):
            self.requests.append(request.url)
            route.abort()
        else:
            route.continue_()

    def message(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.messages.append(message.text)

    def dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def none(self) -> None:
        assert self.requests == []
        assert self.messages == []
        assert self.dialogs == []


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page at an address, in a context of its own; at the end nothing may have gone wrong."""
    contexts = []
    faults = Faults()

    def go(path: Path, address: str = "", *, check: bool = True, **options: Any) -> Page:
        context = browser.new_context(
            viewport=options.pop("viewport", {"width": 1366, "height": 850}), **options
        )
        contexts.append((context, check))
        page = context.new_page()
        page.set_default_timeout(120_000)
        own = faults if check else Faults()
        context.route("**/*", own.request)
        page.on("console", own.message)
        page.on("pageerror", lambda error: own.messages.append(str(error)))
        page.on("dialog", own.dialog)
        page.faults = own  # type: ignore[attr-defined]
        page.goto(f"{path.as_uri()}{address}")
        page.locator("[role=tab][aria-selected=true]").wait_for()
        return page

    yield go
    for context, _ in contexts:
        context.close()
    faults.none()


def at(page: Page, address: str) -> None:
    """Go to an address within the open page, and wait until it is drawn."""
    page.evaluate(
        """async (address) => {
          location.hash = address;
          await new Promise((done) => setTimeout(done, 0));
          await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        }""",
        address,
    )


def take(page: Page, name: str) -> bytes:
    """What the page saves."""
    page.locator("#export summary").click()
    with page.expect_download() as download:
        page.locator(f"[data-export={name}]").click()
    return download.value.path().read_bytes()


def rows(store: EmbeddedStore, query: str) -> list[tuple[str, ...]]:
    return [
        tuple("" if cell is None else str(getattr(cell, "value", cell)) for cell in row)
        for row in store.select(query)
    ]


def changed(store: EmbeddedStore, change: Callable[[pyoxigraph.Quad], pyoxigraph.Quad]) -> EmbeddedStore:
    """A copy of a store with every statement changed."""
    copy = pyoxigraph.Store()
    copy.extend(change(quad) for quad in store.quads())
    return EmbeddedStore(copy)
