"""The explorer is drawn in the background; nobody waits for it."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import psutil
import pytest
import serving

from exokg.server.application import Application
from exokg.server.http.messages import Request
from exokg.server.pages import explorer
from exokg.server.settings import Settings
from exokg.server.source import FolderSource
from exokg.store.manifest import QUADS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

pytestmark = pytest.mark.slow


def serve(store: Path, visit: Callable[[Application], Awaitable[None]], *, explorer: bool = True) -> None:
    """Start a server and visit it."""

    async def main() -> None:
        server = Application(FolderSource(store), Settings(port=0, explorer=explorer))
        await server.start()
        try:
            await visit(server)
        finally:
            await server.close()

    serving.alone(main)


async def until(condition: Callable[[], object]) -> None:
    """Wait until ``condition()`` holds; the time is for giving up, on the slowest machine."""
    async with asyncio.timeout(60):
        while not condition():
            await asyncio.sleep(0.02)


def drawers() -> list[psutil.Process]:
    """The processes below this one that draw."""
    found = []
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            if "exokg.server.pages.explorer" in child.cmdline():
                found.append(child)
    return found


async def ask(
    server: Application, accept: str = "*/*", *, alone: bool = False
) -> tuple[int, str, dict[str, str]]:
    headers = {"host": "localhost", "accept": accept}
    answer = await server.respond(Request("GET", b"/explorer", headers, alone=alone))
    return answer.status, b"".join(answer.body).decode(), dict(answer.headers)


def drawing_of(server: Application) -> asyncio.Task[bytes]:
    drawing = server.site.explorer.begin(server.site.version)
    assert drawing is not None
    return drawing


def test_it_says_that_it_cannot_be_drawn_and_tries_again(tmp_path: Path, quads: list[Any]) -> None:
    folder = serving.write_version(tmp_path, quads, "a") / QUADS
    path = tmp_path / "log"

    async def main() -> None:
        log = path.open("w")
        server = Application(FolderSource(tmp_path), Settings(explorer=True, log_to=log))
        await server.site.start()
        hidden = folder.rename(tmp_path / "hidden")
        assert json.loads((await ask(server))[1])["error"] == "drawing"
        await asyncio.wait({drawing_of(server)})
        status, text, _ = await ask(server, "text/html")
        assert (status, "could not be drawn" in text) == (503, True)
        hidden.rename(folder)
        assert (await ask(server, alone=True))[0] == 200
        await server.site.close()
        log.close()
        assert path.read_text().count("exit code 1: FileNotFoundError: IO error") == 1, path.read_text()

    serving.alone(main)


def test_what_takes_too_long_is_tried_once(store: Path) -> None:
    async def visit(server: Application) -> None:
        for _ in range(2):
            status, text, headers = await ask(server, alone=True)
            assert (status, json.loads(text)["error"]) == (503, "explorer-too-large")
            assert "Retry-After" not in headers
            assert server.site.version.memory["explorer"].done()
            assert drawers() == []

    with patch.object(explorer, "_MOST_S", 0.01):
        serve(store, visit)


def test_each_version_is_drawn_before_anybody_asks_and_says_so(tmp_path: Path, quads: list[Any]) -> None:
    serving.write_version(tmp_path, quads, "a")

    async def visit(server: Application) -> None:
        await until(drawers)
        [process] = drawers()
        process.suspend()  # it is not done before the test has looked
        drawing = server.site.version.memory["explorer"]
        status, text, headers = await ask(server)
        assert (status, json.loads(text)["error"]) == (503, "drawing")
        assert int(headers["Retry-After"]) > 0
        status, text, headers = await ask(server, "text/html")
        assert (status, "static/drawing.js" in text, "look again" in text) == (503, True, True)
        assert int(headers["Retry-After"]) > 0
        process.resume()
        first = await drawing
        assert (await ask(server, "text/html"))[:2] == (200, first.decode())
        serving.write_version(tmp_path, quads, "b")
        assert await server.site.reload()
        second = await server.site.version.memory["explorer"]
        assert first != second  # the page names its version

    serve(tmp_path, visit)


def test_the_server_ends_while_it_is_drawn(store: Path) -> None:
    begun: list[psutil.Process] = []

    async def visit(_: Application) -> None:
        await until(drawers)
        begun.extend(drawers())

    serve(store, visit)
    assert len(begun) == 1
    assert psutil.wait_procs(begun, timeout=60)[1] == []


def test_there_may_be_none(store: Path) -> None:
    async def visit(server: Application) -> None:
        assert (await ask(server))[0] == 404
        front = await server.respond(Request("GET", b"/", {"host": "localhost", "accept": "text/html"}))
        assert b"/explorer" not in front.body[0]

    serve(store, visit, explorer=False)
