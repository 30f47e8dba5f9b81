"""The examples of docs/researchers.md, run against a server."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

PAGE = (Path(__file__).parents[2] / "docs/researchers.md").read_text(encoding="utf-8")


@pytest.mark.needs("curl")
def test_curl(server: Any) -> None:
    examples = re.findall(r"^```sh\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert len(examples) == 2
    for example in examples:
        command = example.replace("http://localhost:7878", server.url).replace("curl ", "curl -sS --fail ", 1)
        found = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
        assert found.returncode == 0, found.stderr
        assert "exokg" in found.stdout


def test_python(server: Any) -> None:
    [example] = re.findall(r"^```py\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    exec(example.replace("http://localhost:7878", server.url), {})  # noqa: S102 - our own page
