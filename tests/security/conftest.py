"""The security tests use the servers of ``tests/server``."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent


def _load(name: str, path: Path) -> Any:
    """Import a module from its file: tests are no package."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


serving = _load("serving", HERE.parent / "server" / "serving.py")


@pytest.fixture(scope="session")
def quads() -> list[Any]:
    return list(serving.dataset())


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory, quads: list[Any]) -> Path:
    root: Path = tmp_path_factory.mktemp("served")
    serving.write_version(root, quads, "v1")
    return root
