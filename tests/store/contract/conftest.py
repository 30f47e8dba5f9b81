"""Three engines with the same data, real and local: embedded, an Oxigraph server, Virtuoso."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from benchmarks.elsewhere import virtuoso_settings
from benchmarks.server import free_port
from exokg.store.embedded import EmbeddedStore
from exokg.store.http import Credentials
from exokg.store.loading import load_dataset
from exokg.store.remote import RemoteStore

from .comparing import comparable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exokg.curation.questions import Question
    from exokg.store import Store

    from .comparing import Expected, Rows

HANG_S = 600.0  # a guard, not a limit: engines take their time on a busy machine
ENGINES = ("embedded", "oxigraph", pytest.param("virtuoso", marks=pytest.mark.needs("virtuoso")))


class Engine(NamedTuple):
    """A running engine: where to ask and where to write."""

    query: str
    graph_store: str
    credentials: Credentials | None
    name_default: bool


@contextlib.contextmanager
def running(command: list[str], folder: Path, address: str) -> Iterator[None]:
    """A server from the moment it answers until the block ends."""
    with (folder / "log").open("wb") as log:
        program = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        end = time.monotonic() + HANG_S
        while True:
            try:
                urllib.request.urlopen(address, timeout=HANG_S).close()
                break
            except urllib.error.HTTPError:
                break
            except OSError:
                if program.poll() is not None or time.monotonic() > end:
                    pytest.fail(f"{command[0]} does not answer: {(folder / 'log').read_text()[-2000:]}")
                time.sleep(0.05)
        yield
    finally:
        program.kill()
        program.wait(HANG_S)


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    program = Path(sys.executable).with_name("oxigraph")
    folder, port = tmp_path_factory.mktemp("oxigraph"), free_port()
    base = f"http://127.0.0.1:{port}"
    with running([str(program), "serve", "--bind", f"127.0.0.1:{port}"], folder, f"{base}/"):
        yield Engine(f"{base}/query", f"{base}/store", None, name_default=False)


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder, http = tmp_path_factory.mktemp("virtuoso"), free_port()
    settings = virtuoso_settings(sql=free_port(), http=http, buffers=20_000, rows=10_000, seconds=600)
    (folder / "virtuoso.ini").write_text(settings)
    base = f"http://127.0.0.1:{http}"
    with running(["virtuoso-t", "-f", "-c", "virtuoso.ini"], folder, f"{base}/sparql"):
        yield Engine(
            f"{base}/sparql", f"{base}/sparql-graph-crud-auth", Credentials("dba", "dba"), name_default=True
        )


@pytest.fixture(scope="session")
def embedded(built: Path) -> EmbeddedStore:
    return EmbeddedStore.open(built)


@pytest.fixture(scope="session", params=ENGINES)
def store(request: pytest.FixtureRequest, embedded: EmbeddedStore) -> Store:
    """The real graph on each engine in turn."""
    if request.param == "embedded":
        return embedded
    engine: Engine = request.getfixturevalue(request.param)
    load_dataset(
        embedded.quads(),
        engine.graph_store,
        name_default=engine.name_default,
        credentials=engine.credentials,
    )
    return RemoteStore(engine.query, timeout_s=HANG_S)


@pytest.fixture(scope="session")
def expected(embedded: EmbeddedStore) -> Expected:
    """What the embedded engine answers; each query is asked once for all tests."""
    known: dict[str, Rows] = {}

    def rows_of(question: Question) -> Rows:
        if question.query not in known:
            known[question.query] = comparable(embedded.query(question.query))
        return known[question.query]

    return rows_of
