"""The explorer is drawn in the background; nobody waits for it."""

from __future__ import annotations

import asyncio
import json
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import psutil
import pytest
import serving

from exokg.server.application import Application
from exokg.server.http.messages import Request
from exokg.server.settings import Settings
from exokg.server.source import FolderSource

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine
    from pathlib import Path


def serve(store: Path, command: tuple[str, ...], visit: Callable[[Application], Awaitable[None]]) -> None:
    """Start a server whose explorer is drawn by ``command``, and visit it."""

    async def main() -> None:
        server = Application(FolderSource(store), Settings(port=0, explorer=command))
        await server.start()
        try:
            await visit(server)
        finally:
            await server.close()

    alone(main)


def alone(main: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run it to its end in a thread of its own: the browser that tests share runs a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(main())).result()


async def until(condition: Callable[[], object]) -> None:
    """Wait until ``condition()`` holds; the time is for giving up, on the slowest machine."""
    async with asyncio.timeout(60):
        while not condition():
            await asyncio.sleep(0.02)


async def ask(
    server: Application, accept: str = "*/*", *, alone: bool = False
) -> tuple[int, str, dict[str, str]]:
    headers = {"host": "localhost", "accept": accept}
    answer = await server.respond(Request("GET", b"/explorer", headers, alone=alone))
    return answer.status, b"".join(answer.body).decode(), dict(answer.headers)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe")
def test_it_says_that_it_is_drawn(store: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "page"
    os.mkfifo(pipe)  # nothing comes out of it before the test puts something in

    async def visit(server: Application) -> None:
        status, text, headers = await ask(server)
        assert (status, json.loads(text)["error"]) == (503, "drawing")
        assert int(headers["Retry-After"]) > 0
        status, text, headers = await ask(server, "text/html")
        assert (status, "static/drawing.js" in text, "look again" in text) == (503, True, True)
        assert int(headers["Retry-After"]) > 0
        drawing = server.site.explorer.begin(server.site.version)
        assert drawing is not None
        await asyncio.to_thread(pipe.write_text, "<p>drawn</p>")
        await drawing
        assert (await ask(server, "text/html"))[:2] == (200, "<p>drawn</p>")

    serve(store, ("cat", str(pipe)), visit)


def test_it_says_that_it_cannot_be_drawn_and_tries_again(store: Path) -> None:
    async def visit(server: Application) -> None:
        for _ in range(2):
            assert json.loads((await ask(server))[1])["error"] == "drawing"
            drawing = server.site.explorer.begin(server.site.version)
            assert drawing is not None
            await asyncio.wait({drawing})
            status, text, _ = await ask(server, "text/html")
            assert (status, "could not be drawn" in text) == (503, True)

    serve(store, ("false",), visit)


def test_one_request_alone_waits_for_it(store: Path) -> None:
    async def main() -> None:
        server = Application(FolderSource(store), Settings(explorer=("echo", "drawn")))
        await server.site.start()
        assert (await ask(server, alone=True))[:2] == (200, "drawn\n")
        await server.site.close()

    alone(main)


def test_each_version_is_drawn_before_anybody_asks(tmp_path: Path, quads: list[Any]) -> None:
    drawn = tmp_path / "drawn"
    serving.write_version(tmp_path, quads, "a")

    async def visit(server: Application) -> None:
        await until(lambda: drawn.exists() and drawn.read_text() == "drawn\n")
        serving.write_version(tmp_path, quads, "b")
        assert await server.site.reload()
        await until(lambda: drawn.read_text() == "drawn\n" * 2)

    serve(tmp_path, ("sh", "-c", f"echo drawn >> {drawn}"), visit)


def test_the_server_ends_while_it_is_drawn(store: Path, tmp_path: Path) -> None:
    begun = tmp_path / "begun"

    async def visit(server: Application) -> None:
        await until(lambda: begun.exists() and begun.read_text())

    serve(store, ("sh", "-c", f"echo $$ > {begun}; exec sleep 12345"), visit)
    with suppress(psutil.NoSuchProcess):
        assert psutil.wait_procs([psutil.Process(int(begun.read_text()))], timeout=60)[1] == []


def test_there_may_be_none(store: Path) -> None:
    async def visit(server: Application) -> None:
        assert (await ask(server))[0] == 404
        front = await server.respond(Request("GET", b"/", {"host": "localhost", "accept": "text/html"}))
        assert b"/explorer" not in front.body[0]

    serve(store, (), visit)
