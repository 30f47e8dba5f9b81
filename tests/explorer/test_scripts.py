"""The browser's scripts: linted, without import circles, typed, unit-tested, and bundled as committed."""

from __future__ import annotations

import subprocess

import pytest

from .conftest import ROOT


@pytest.mark.needs("node packages")
@pytest.mark.parametrize("task", ["check", "test", "build -- --check"])
def test_the_scripts_pass(task: str) -> None:
    done = subprocess.run(
        ["npm", "run", "--silent", *task.split()], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
