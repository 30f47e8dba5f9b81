"""What the server's tests share: one store and one server for all tests of a process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import serving
from serving import quads, store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["quads", "server", "store"]


@pytest.fixture(scope="session")
def server(store: Path) -> Iterator[Any]:
    """The server most tests ask."""
    running = serving.Serving(store, "--limit=result_rows=2000", "--limit=result_bytes=300000", explorer=True)
    yield running
    assert running.stop() == 0, running.said.decode()
    assert b"bug:" not in running.said, running.said.decode()
    assert b"Traceback" not in running.said, running.said.decode()
