"""The systemd unit of docs/serving.md: systemd takes it, and the server runs on a host as it makes one."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[2]
EXOKG = Path(sys.executable).with_name("exokg")
EMULATED = {
    "DynamicUser": "yes",  # a uid without a name and without a home
    "ProtectSystem": "strict",  # every file system read-only
    "ProtectHome": "yes",  # no HOME; the interpreter of a developer may be in one, so it stays visible
    "PrivateTmp": "yes",  # a temporary folder of its own
    "NoNewPrivileges": "yes",  # by setpriv, without capabilities
}
APART = {"ExecStart", "ExecReload", "Restart", "MemoryMax", "TimeoutStopSec"}
"""What is started, or what systemd does when it ends or takes too much."""
HOST = """
mount -t tmpfs none "$TMPDIR" && mount -o remount,bind,ro / &&
exec unshare --user --map-user=54321 setpriv --no-new-privs --inh-caps=-all --bounding-set=-all "$@"
"""
pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="systemd is Linux's")]


@pytest.fixture
def unit(store: Path) -> str:
    """The unit with this machine's paths."""
    page = (ROOT / "docs/serving.md").read_text(encoding="utf-8")
    found = re.search(r"```\n(\[Unit\].*?)```", page, re.DOTALL)
    assert found is not None
    text = found[1].replace("/srv/exokg/venv/bin/exokg", str(EXOKG)).replace("/srv/exokg/store", str(store))
    assert "/srv/" not in text
    return text


def settings(unit: str) -> dict[str, str]:
    service = unit.partition("[Service]")[2].partition("[")[0]
    return dict(line.split("=", 1) for line in service.split("\n") if line)


@pytest.mark.needs("systemd")
def test_systemd_takes_the_unit(unit: str, tmp_path: Path) -> None:
    place = tmp_path / "exokg.service"
    place.write_text(unit)
    done = subprocess.run(["systemd-analyze", "verify", place], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_the_server_runs_as_the_unit_has_it(unit: str, tmp_path: Path) -> None:
    """It answers, draws its explorer, takes SIGHUP for a reload, and ends with 0 on SIGTERM."""
    known = settings(unit)
    assert {name: text for name, text in known.items() if name not in APART} == EMULATED
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TMPDIR": str(tmp_path)}
    command = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-ec", HOST, "sh"]
    process = subprocess.Popen([*command, *known["ExecStart"].split(), "--port", "0", "--limit=workers=2"],
                               stderr=subprocess.PIPE, env=environment, cwd="/")  # fmt: skip
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        while not (found := re.search(rb"http://[^/]+/", line)):
            assert line, "it ended"
            line = process.stderr.readline()
        with httpx.Client(base_url=found[0].decode(), timeout=60) as client:
            answers(client)
            process.send_signal(signal.SIGHUP)
            answers(client)
        process.send_signal(signal.SIGTERM)
        said = process.stderr.read().decode()
        assert (process.wait(60), "Traceback" in said, "bug:" in said) == (0, False, False), said
    finally:
        process.kill()
        process.wait()
        process.stderr.close()  # type: ignore[union-attr]


def answers(client: httpx.Client) -> None:
    assert client.get("/health").json()["status"] == "ok"
    assert client.get("/sparql", params={"query": "ASK { ?s a exokg:Study }"}).json()["boolean"] is True
    deadline = time.monotonic() + 300
    while client.get("/explorer").status_code == 503:
        assert time.monotonic() < deadline, "the explorer is not drawn"
        time.sleep(0.2)
    assert "<html" in client.get("/explorer").text
