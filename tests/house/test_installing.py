"""scripts/install.sh among commands that are slow, fail or are missing: what it says and leaves behind."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INPUTS = ("pyproject.toml", "constraints.txt", "package-lock.json")
NEEDED = ("cat", "cmp", "cp", "dirname", "env", "grep", "mkdir", "mktemp", "rm", "sha256sum", "sleep", "tail")
VENV = 'mkdir -p .venv/bin; cp "$BIN/pip" .venv/bin/python; cp "$BIN/pip" .venv/bin/pip'
COMMANDS = {
    "python3": f'case $* in "-m venv"*) {VENV};; esac',
    "pip": "",
    "id": "echo 0",
    "dpkg-query": "exit 1",
    "apt-get": "",
    "npm": "mkdir -p node_modules",
}
"""What each command does; all write their words into a log."""


class Machine:
    """A copy of the script among commands that only write down how they were called."""

    def __init__(self, folder: Path, **commands: str) -> None:
        self.folder, self.bin, self.log = folder, folder / "bin", folder / "log"
        scripts = folder / "scripts"
        for made in (self.bin, scripts):
            made.mkdir()
        self.log.touch()
        for name in INPUTS:
            (folder / name).write_text(name, encoding="utf-8")
        shutil.copy(ROOT / "scripts" / "install.sh", scripts)
        for fetches in (ROOT / "scripts").glob("fetch-*.sh"):
            self._write(scripts / fetches.name, "")
        for name in NEEDED:
            (self.bin / name).symlink_to(shutil.which(name) or name)
        for name, body in (
            COMMANDS | {key.replace("_", "-"): text for key, text in commands.items()}
        ).items():
            self._write(self.bin / name, body)

    def _write(self, path: Path, body: str) -> None:
        named = path.name.removesuffix(".sh")
        path.write_text(f'#!/bin/sh\necho "{named} $*" >>"$LOG"\n{body}\n', encoding="utf-8")
        path.chmod(0o755)

    def install(self, what: str) -> subprocess.CompletedProcess[str]:
        self.log.write_text("", encoding="utf-8")
        env = {"PATH": str(self.bin), "LOG": str(self.log), "BIN": str(self.bin), "TMPDIR": str(self.folder)}
        command = ["/bin/sh", str(self.folder / "scripts" / "install.sh"), what]
        said = self.folder / "said"  # a pipe would be read until the last process beside the script has ended
        with said.open("w", encoding="utf-8") as file:
            done = subprocess.run(command, env=env, stdout=file, stderr=file, check=False)
        return subprocess.CompletedProcess(command, done.returncode, stderr=said.read_text("utf-8"))

    def called(self, name: str) -> list[str]:
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [line for line in lines if line.startswith(f"{name} ")]

    def done(self, what: str) -> bool:
        return (self.folder / ".venv" / f"installed-{what}").is_file()


def test_a_second_call_installs_nothing(tmp_path: Path) -> None:
    here = Machine(tmp_path, dpkg_query="echo install ok installed")
    assert here.install("test").returncode == 0
    assert here.done("test")
    assert here.called("pip")
    assert here.called("npm")
    again = here.install("test")
    assert (again.returncode, again.stderr) == (0, "")
    assert [*here.called("pip"), *here.called("npm"), *here.called("apt-get")] == []


def test_missing_packages_are_installed_without_questions(tmp_path: Path) -> None:
    here = Machine(tmp_path, apt_get='echo "$DEBIAN_FRONTEND" >>"$LOG"; echo chatter')
    done = here.install("test")
    assert done.returncode == 0
    assert "chatter" not in done.stderr
    update, install = here.called("apt-get")
    assert update.endswith(" update")
    assert " -y " in install
    assert " chromium-headless-shell " in install
    assert "noninteractive" in here.log.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("what", ["run", "check"])
def test_the_tiers_of_pip_ask_for_no_package_of_the_system(tmp_path: Path, what: str) -> None:
    here = Machine(tmp_path)
    assert here.install(what).returncode == 0
    assert [*here.called("apt-get"), *here.called("dpkg-query")] == []
    assert here.done(what)


@pytest.mark.parametrize(
    ("commands", "said"),
    [
        ({"apt_get": "echo no route to the mirror; exit 100"}, "no route to the mirror"),
        ({"apt_get": "case $* in *install*) echo disk full; exit 100;; esac"}, "disk full"),
        ({"npm": "echo registry is away >&2; exit 1"}, "registry is away"),
        ({"pip": "echo no such version; exit 1"}, "no such version"),
        ({"id": "echo 1000"}, "install them as root"),
    ],
)
def test_whatever_fails_fails_the_whole(tmp_path: Path, commands: dict[str, str], said: str) -> None:
    here = Machine(tmp_path, **commands)
    done = here.install("test")
    assert done.returncode == 2
    assert said in done.stderr
    assert not here.done("test")


def test_where_pip_fails_the_packages_of_the_system_are_waited_for(tmp_path: Path) -> None:
    """Otherwise apt holds its lock for a while, and the next attempt fails at that."""
    here = Machine(tmp_path, pip="exit 1", apt_get='sleep 0.3; echo "end of apt" >>"$LOG"')
    assert here.install("test").returncode == 2
    assert len(here.called("end")) == 2


def test_an_environment_without_pip_is_made_whole(tmp_path: Path) -> None:
    here = Machine(tmp_path)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    here._write(tmp_path / ".venv" / "bin" / "python", "exit 1")
    assert here.install("run").returncode == 0
