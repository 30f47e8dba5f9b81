"""A reader at a terminal: types the commands of a page, and leaves a server running until the next one."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

PATH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
ENVIRONMENT = os.environ | {"PATH": PATH, "NO_COLOR": "1", "COLUMNS": "200", "BROWSER": "true"}
SERVER = re.compile(r"exokg serve(?!.* --(?:get|show-limits|help))|oxigraph serve")
ADDRESS = re.compile(r"\blocalhost:(\d{4,5})\b")
HANG_S = 600.0  # a guard, not a limit: programs take their time on a busy machine
ELSEWHERE = {"/srv/exokg/store": "build/store"}  # what a page keeps outside the reader's folder


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


class Session:
    """Runs commands in a folder; each port that they name is another one here."""

    def __init__(self, folder: Path, settings: dict[str, str] | None = None) -> None:
        self.folder = folder
        self._environment = ENVIRONMENT | (settings or {})
        self.servers: list[subprocess.Popen[bytes]] = []
        self.said: list[str] = []
        self._ports: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end(check=kind is None)

    def here(self, text: str) -> str:
        """The text with the ports and folders of this session."""
        for there, instead in ELSEWHERE.items():
            text = text.replace(there, instead)
        return ADDRESS.sub(lambda found: f"localhost:{self._port(found[1])}", text)

    def type(self, command: str, *, may_fail: bool = False) -> str:
        """Run a command to its end, or a server until it answers; give what it prints to either stream."""
        if SERVER.search(command):
            self._start(command.strip().removesuffix("&").partition("  #")[0].strip())
            return ""
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", self.here(command)],
            cwd=self.folder, env=self._environment,
            capture_output=True, text=True, timeout=HANG_S, check=False,
        )  # fmt: skip
        if done.returncode and not may_fail:
            raise RuntimeError(f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
        text = "\n".join(line.rstrip() for line in (done.stdout + done.stderr).splitlines()) + "\n"
        self.said.append(text)
        return text

    def _port(self, number: str) -> int:
        return self._ports.setdefault(number, free_port())

    def _end(self, *, check: bool) -> None:
        for server in self.servers:
            server.terminate()
        codes = [server.wait(HANG_S) for server in self.servers]
        self.servers.clear()
        if check:
            assert not any(code > 0 for code in codes), codes  # oxigraph ends by the signal itself

    def _start(self, command: str) -> None:
        if command.startswith("exokg"):
            self._end(check=True)  # one server of a page after the other has the port
            self._ports.pop("7878", None)
            command = f"{command} --port {self._port('7878')} --no-explorer"  # 2.4 s, and no page asks for it
        address = ADDRESS.search(self.here(command))
        port = int(address[1]) if address else self._port("7878")
        with (self.folder / "server.log").open("wb") as log:
            server = subprocess.Popen(
                ["bash", "-c", f"exec {self.here(command)}"],
                cwd=self.folder, env=self._environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        self.servers.append(server)
        end = time.monotonic() + HANG_S
        while not answers(f"http://127.0.0.1:{port}/"):
            printed = (self.folder / "server.log").read_text(encoding="utf-8")
            if server.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"{command}\n{printed[-2000:]}")
            time.sleep(0.05)


def answers(address: str) -> bool:
    """Whether a server answers there, whatever it answers."""
    try:
        urllib.request.urlopen(address, timeout=10).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True
