"""``exokg view --read`` of a page that anybody may have written: one line, exit 2, in bounded memory."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import zlib
from typing import TYPE_CHECKING, Any

import pytest

from exokg.cli import main, view
from exokg.explorer.lines import page_lines

if TYPE_CHECKING:
    from pathlib import Path

TABLE = {"kinds": [], "columns": ["id"], "count": 1, "steps": [[0]]}
SMALL: dict[str, Any] = {
    "meta": {"title": "\x1b]0;owned\x07 \u202e"},
    "labels": {},
    "texts": ["a"],
    "tables": {"findings": TABLE, "harms": TABLE},
    "lanes": {"items": [[0, 0, 1]], "findings": [[0, 0, [], 0]], "harms": [None]},
    "questions": [],
}


def page(data: object, times: int = 1) -> str:
    text = data if isinstance(data, bytes) else json.dumps(data).encode()
    stream = zlib.compressobj()
    deflated = b"".join([*(stream.compress(text) for _ in range(times)), stream.flush()])
    packed = base64.b64encode(deflated).decode()
    return f'<!DOCTYPE html><script type="text/plain" id="data">{packed}</script>'


def read(
    tmp_path: Path, text: str | bytes, capsysbinary: pytest.CaptureFixture[bytes]
) -> tuple[int, bytes, str]:
    file = tmp_path / "page.html"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    code = main(["view", "--read", str(file)])
    out, err = capsysbinary.readouterr()
    return code, out, err.decode()


def test_a_small_page_is_read(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    code, out, err = read(tmp_path, page(SMALL), capsysbinary)
    assert (code, err) == (0, "")
    assert out.decode().splitlines() == list(page_lines(page(SMALL)))


def test_a_system_without_a_sandbox_reads_it_too(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("os.fork")
    assert read(tmp_path, page(SMALL), capsysbinary)[0] == 0
    assert read(tmp_path, page([]), capsysbinary)[0] == 2


HOSTILE: dict[str, str | bytes] = {
    "no list of texts": page({**SMALL, "texts": 3}),
    "no meta": page({name: value for name, value in SMALL.items() if name != "meta"}),
    "a step into nowhere": page({**SMALL, "tables": {"findings": {**TABLE, "steps": [[9]]}}}),
    "a number of 5,000 digits": page({**SMALL, "tables": {"findings": {**TABLE, "steps": [["9" * 5000]]}}}),
    "half a surrogate": page({**SMALL, "meta": {"title": "\ud800"}}),
    "brackets within brackets": page(b"[" * 100_000),
    "a list": page(b"[]"),
    "no JSON": page(b"\x1b[31m"),
    "no base64": page(SMALL).replace('data">', 'data">!'),
    "half of it": page(SMALL)[:150] + "</script>",
    "not deflated": page(SMALL).replace('data">e', 'data">f'),
    "no UTF-8": b"\xff\xfe",
    "no page": "\x1b]0;owned\x07",
    "a page of 20 MB": b" " * 20_000_001,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_is_one_line(
    tmp_path: Path, name: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    code, out, err = read(tmp_path, HOSTILE[name], capsysbinary)
    assert (code, out) == (2, b"")
    message, *hint = err.splitlines()
    assert message.startswith("error: ")
    assert all(line.startswith("  hint: ") for line in hint)
    assert all(line.isprintable() for line in [message, *hint])


def test_what_is_written_is_bounded(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text that many rows repeat is small in the page, and long when written in full."""
    monkeypatch.setattr(view, "_MOST_WRITTEN", 1_000_000)
    table = {**TABLE, "count": 200, "steps": [[0] * 200]}
    lanes = {"items": [], "findings": [None] * 200, "harms": [None] * 200}
    data = {**SMALL, "texts": ["x" * 10_000], "tables": {"findings": table, "harms": table}, "lanes": lanes}
    code, out, err = read(tmp_path, page(data), capsysbinary)
    assert (code, out) == (2, b"")
    assert "holds more than 1,000,000 bytes" in err


@pytest.mark.slow
def test_a_bomb_takes_little_memory(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(page(b"[0," + b"[]," * 100_000, times=400))
    program = (
        "import pathlib, resource, sys; from exokg.cli import main; code = main(sys.argv[1:]);"
        "peak = pathlib.Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0];"
        "print(code, peak, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [sys.executable, "-c", program, "view", "--read", str(file)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    code, ours, its = map(int, run.stdout.split())
    assert code == 2
    assert max(ours, its) < 300_000  # kB
    assert run.stderr.count("\n") <= 2
