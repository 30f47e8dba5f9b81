"""Three engines with the same data, real and local: embedded, an Oxigraph server, Virtuoso."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

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

# Virtuoso plans a query for no longer than it expects it to run: a third of all processor time less.
VIRTUOSO_INI = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 10
CheckpointInterval = 0
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
DirsAllowed = .
StopCompilerWhenXOverRunTime = 1
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 10000
MaxQueryExecutionTime = 600
"""


class Engine(NamedTuple):
    """A running engine: where to ask and where to write."""

    query: str
    graph_store: str
    credentials: Credentials | None
    name_default: bool


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


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
    (folder / "virtuoso.ini").write_text(VIRTUOSO_INI.format(sql=free_port(), http=http))
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
