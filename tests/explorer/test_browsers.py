"""The page in Firefox and in WebKit (Safari's engine), where these are installed.

Both are driven by what they bring themselves: Firefox by Marionette, WebKit by its WebDriver.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import ExitStack, closing, contextmanager
from typing import TYPE_CHECKING, Any

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Ask = Callable[[str, str], Any]
    """Open an address, then evaluate a script there."""

SEEN = """
return new Promise((done) => setTimeout(() => {
  done({
    tab: document.querySelector("[role=tab][aria-selected=true]").textContent,
    boxes: document.querySelectorAll("#view-lanes [data-box]").length,
    strands: document.querySelectorAll("#view-lanes [data-strand]").length,
    rows: document.querySelectorAll("[role=tabpanel]:not([hidden]) tbody tr").length,
    claims: document.querySelectorAll("#panel [data-pair]").length,
    over: [
      document.documentElement.scrollWidth > innerWidth,
      document.documentElement.scrollHeight > innerHeight,
    ],
  });
}, 300));
"""
WAIT_S = 300  # a guard, not a limit
SCREEN = "-screen 0 1366x900x24"


@contextmanager
def running(*command: str) -> Iterator[None]:
    """A process with all that it starts, ended at the end."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(WAIT_S)


def waited(attempt: Callable[[], Any]) -> Any:
    """What an attempt gives once it gives anything."""
    end = time.monotonic() + WAIT_S
    while time.monotonic() < end:
        try:
            return attempt()
        except (OSError, ValueError, httpx.HTTPError):
            time.sleep(0.1)
    return attempt()


class Marionette:
    """Firefox's own protocol (https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html)."""

    def __init__(self, port: int) -> None:
        self.line = socket.create_connection(("127.0.0.1", port))
        self.stream = self.line.makefile("rwb")
        self.hear()
        self.say("WebDriver:NewSession", capabilities={})

    def hear(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self.stream.read(1)
        return json.loads(self.stream.read(int(length[:-1])))

    def say(self, name: str, **arguments: object) -> Any:
        text = json.dumps([0, 1, name, arguments]).encode()
        self.stream.write(b"%d:%s" % (len(text), text))
        self.stream.flush()
        _, _, error, result = self.hear()
        assert error is None, error
        return result

    def close(self) -> None:
        self.stream.close()
        self.line.close()

    def ask(self, address: str, script: str) -> Any:
        self.say("WebDriver:Navigate", url=address)
        return self.say("WebDriver:ExecuteScript", script=script, args=[])["value"]


@contextmanager
def firefox(folder: Path) -> Iterator[Ask]:
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if program is None:
        pytest.skip("no Firefox here (Debian: firefox-esr)")
    (folder / "user.js").write_text('user_pref("marionette.port", 0);\n', encoding="utf-8")
    with running(
        program, "--headless", "--marionette", "--profile", str(folder), "--window-size", "1366,850"
    ):
        port = waited(lambda: int((folder / "MarionetteActivePort").read_text(encoding="ascii")))
        with closing(waited(lambda: Marionette(port))) as marionette:
            yield marionette.ask


@contextmanager
def webkit(_: Path) -> Iterator[Ask]:
    if shutil.which("WebKitWebDriver") is None or shutil.which("xvfb-run") is None:
        pytest.skip("no WebKit here (Debian: webkit2gtk-driver, xvfb)")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with ExitStack() as opened:
        opened.enter_context(running("xvfb-run", "-a", "-s", SCREEN, "WebKitWebDriver", f"--port={port}"))
        client = opened.enter_context(
            httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=WAIT_S, trust_env=False)
        )
        wanted = {"webkitgtk:browserOptions": {"args": ["--automation"]}}
        waited(lambda: client.get("/status"))

        def say(path: str, **body: object) -> Any:
            answer = client.post(path, json=body)
            assert answer.is_success, answer.text
            return answer.json()["value"]

        session = f"/session/{say('/session', capabilities={'alwaysMatch': wanted})['sessionId']}"
        say(f"{session}/window/rect", x=0, y=0, width=1200, height=800)

        def ask(address: str, script: str) -> Any:
            say(f"{session}/url", url=address)
            return say(f"{session}/execute/sync", script=script, args=[])

        yield ask
        client.delete(session)


@pytest.mark.parametrize("browser", [firefox, webkit], ids=["firefox", "webkit"])
def test_other_browsers_show_the_same_page(browser: Any, small_page: Path, tmp_path: Path) -> None:
    with browser(tmp_path) as ask:
        page = small_page.as_uri()
        lanes = ask(f"{page}#view=lanes&sel=source:dermal-papilla-cell", SEEN)
        assert lanes["tab"] == "Lanes"
        assert lanes["boxes"] > 4
        assert lanes["strands"] > 4
        assert lanes["claims"] > 1
        table = ask(f"{page}?map#view=map", SEEN)
        assert (table["tab"], table["over"]) == ("Map", [False, False])
        assert table["rows"] > 2
        card = ask(f"{page}?card#view=studies&card=study:dogwood-2023-trial", SEEN)
        assert (card["tab"], card["over"]) == ("Studies", [False, False])
