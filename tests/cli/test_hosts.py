"""Hosts unlike a developer's: each gives the answer, or one clear line, and never an internal error."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXOKG = Path(sys.executable).with_name("exokg")
FIXTURE = Path(__file__).parents[1] / "fixtures" / "graph"
ASK = ("query", "ASK { ?s a exokg:Study }")
WRITTEN = "äöü 数据 µg ≥"
SELECT = ("query", f'SELECT ("{WRITTEN}" AS ?x) {{ }}', "-f", "csv")
HANG_S = 600
pytestmark = pytest.mark.slow
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="namespaces are Linux's")


@pytest.fixture
def env(built: Path, tmp_path: Path) -> dict[str, str]:
    return {**os.environ, "EXOKG_STORE": str(built), "XDG_CACHE_HOME": str(tmp_path / "cache")}


def run(
    *words: str, env: dict[str, str], before: tuple[str, ...] = (), text: str = ""
) -> subprocess.CompletedProcess[bytes]:
    """Run a command on such a host; whatever it is, nobody sees a traceback."""
    done = subprocess.run(
        [*before, EXOKG, *words],
        env=env,
        input=text.encode(),
        capture_output=True,
        timeout=HANG_S,
        check=False,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    assert done.returncode != 70, done.stderr.decode()
    return done


@pytest.mark.parametrize(
    "change",
    [
        {"HOME": None, "XDG_CACHE_HOME": None},
        {"HOME": "/proc/nowhere", "XDG_CACHE_HOME": None},
        {"LANG": "C", "LC_ALL": "C"},
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "ascii"},
        {"TERM": "dumb"},
        {"TERM": None, "LANG": None, "PATH": None},
    ],
    ids=["no HOME", "HOME is not there", "LANG=C", "cp1252", "ascii", "TERM=dumb", "bare"],
)
def test_the_answer_is_the_same_bytes(env: dict[str, str], change: dict[str, str | None]) -> None:
    """Data are UTF-8 wherever they are written; the host's encoding has no say in them."""
    host = {name: value for name, value in (env | change).items() if value is not None}
    done = run(*SELECT, env=host)
    assert (done.returncode, done.stdout.decode()) == (0, f"x\r\n{WRITTEN}\r\n")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_messages_are_printed_whatever_the_encoding(env: dict[str, str], encoding: str) -> None:
    done = run("query", f"SELECT * {{ {WRITTEN} }}", env=env | {"PYTHONIOENCODING": encoding})
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.startswith(b"<query>:1:")
    told = run("show", "ginkgo", "-f", "table", env=env | {"PYTHONIOENCODING": encoding})
    assert told.returncode in {0, 2}


def test_a_terminal_that_can_do_nothing_gets_plain_text(env: dict[str, str]) -> None:
    for words in (("--help",), ("query", "--help")):
        done = run(*words, env=env | {"TERM": "dumb", "COLUMNS": "80"})
        assert done.returncode == 0
        assert not re.search(rb"\x1b", done.stdout + done.stderr)


@pytest.mark.parametrize("name", ["a folder with blanks", "ünï 数据 🧬", "semi;colon & 'quote'", "-dash"])
def test_paths_may_have_any_name(env: dict[str, str], built: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    shutil.copytree(built, folder / "store", symlinks=True)
    (folder / "q.rq").write_text(ASK[1], encoding="utf-8")
    answer = folder / "answer.csv"
    done = run("query", str(folder / "q.rq"), "--store", str(folder / "store"), "-o", str(answer), env=env)
    assert (done.returncode, done.stdout) == (0, b"")
    assert answer.read_text() == "true\n"


@linux
def test_a_user_without_a_name_and_without_a_home(env: dict[str, str]) -> None:
    del env["XDG_CACHE_HOME"]
    del env["HOME"]
    done = run(*ASK, env=env, before=("unshare", "--user", "--map-user=54321"))
    assert (done.returncode, done.stdout) == (0, b"true\n")


@linux
def test_a_read_only_file_system(env: dict[str, str], tmp_path: Path) -> None:
    """A named store needs nothing else; without one the store is kept elsewhere, which is said once."""
    read_only = tmp_path / "read-only"
    read_only.mkdir()
    mount = f'mount -t tmpfs -o ro none "{read_only}" && exec "$@"'
    before = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount, "sh")
    env |= {"HOME": str(read_only), "XDG_CACHE_HOME": str(read_only / "cache"), "TMPDIR": str(tmp_path)}
    named = run(*ASK, env=env, before=before)
    assert (named.returncode, named.stdout) == (0, b"true\n")
    assert b"cannot be written" not in named.stderr
    store = env.pop("EXOKG_STORE")
    unnamed = run(*ASK, "--graph", str(FIXTURE), env=env, before=before)
    assert (unnamed.returncode, unnamed.stdout) == (0, b"true\n")
    assert unnamed.stderr.count(b"the store is kept in") == 1
    onto = run(*ASK, "-o", str(read_only / "answer"), env=env | {"EXOKG_STORE": store}, before=before)
    assert onto.returncode in {1, 2}
    assert onto.stdout == b""
