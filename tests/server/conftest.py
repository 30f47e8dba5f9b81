"""What the server's tests share: one store and one server for all tests of a process."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

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


serving = _load("serving", HERE / "serving.py")
_load("soak", HERE.parents[1] / "benchmarks" / "soak.py")


@pytest.fixture(scope="session")
def quads() -> list[Any]:
    return list(serving.dataset())


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory, quads: list[Any]) -> Path:
    root: Path = tmp_path_factory.mktemp("served")
    serving.write_version(root, quads, "v1")
    return root


@pytest.fixture(scope="session")
def server(store: Path) -> Iterator[Any]:
    """The server most tests ask."""
    running = serving.Serving(
        store, "--timeout-s", "5", "--limit=result_rows=2000", "--limit=result_bytes=300000"
    )
    yield running
    assert running.stop() == 0, running.said.decode()
    assert b"bug:" not in running.said, running.said.decode()
    assert b"Traceback" not in running.said, running.said.decode()
