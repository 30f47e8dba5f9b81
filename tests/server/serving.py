"""Servers and stores for tests: a small store on disk, `exokg serve` as a process, raw requests."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pyoxigraph as ox
import pytest

from exokg.curation.questions import read_questions
from exokg.curation.reading import read_graph
from exokg.rdf.catalogue import to_quads
from exokg.rdf.dataset import build_dataset
from exokg.store.embedded import EmbeddedStore
from exokg.store.kept import KEPT, write_kept
from exokg.store.manifest import BUILD, CURRENT, QUADS, VERSIONS, Manifest, describe_files
from exokg.store.statement_file import STATEMENTS

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable
    from typing import Any, Self

ROOT = Path(__file__).parents[2]
HANG_S = 150.0  # a guard, not a limit: half the time of the servers whose clock shall end no query
#: the graphs the W3C's protocol tests speak of
DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
HOSTILE = """
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://w3id.org/exokg/term/trap>
  rdfs:label "<img src=x onerror=alert(1)></script><script>alert(2)</script>" ;
  rdfs:seeAlso <javascript:alert(3)> ; rdfs:comment "=1+1", "javascript:alert(4)", "\\u202Eback" .
"""


def alone(main: Callable[[], Coroutine[Any, Any, Any]]) -> None:
    """Run it to its end in a thread of its own: the browser that tests share runs a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(main())).result()


def dataset() -> ox.Store:
    """The invented graph, with questions, a page of traps and the W3C's named graphs."""
    store = build_dataset(read_graph(ROOT / "tests/fixtures/graph"), (ROOT / "ontology.ttl").read_bytes())
    store.extend(to_quads(read_questions(ROOT / "graph" / "questions")))
    store.load(HOSTILE.encode(), format=ox.RdfFormat.TURTLE)
    for number in (1, 2, 3):
        name = ox.NamedNode(DATA.format(number))
        label = ox.NamedNode("http://xmlns.com/foaf/0.1/name")
        store.add(ox.Quad(name, label, ox.Literal(f"data{number}"), name))
    return store


def write_version(root: Path, quads: Iterable[ox.Quad], name: str) -> Path:
    """Add a version to a store folder and make it the current one, as a build does."""
    version = root / VERSIONS / name
    version.mkdir(parents=True)
    engine = ox.Store(str(version / QUADS))
    engine.bulk_extend(quads)
    engine.flush()
    write_kept(version / KEPT, EmbeddedStore(engine))
    statements = (engine.dump(format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    (version / STATEMENTS).write_bytes(gzip.compress(b"".join(sorted(statements)), 1))
    graphs = {graph.value: sum(1 for _ in engine.quads_for_pattern(None, None, None, graph))
              for graph in engine.named_graphs()}  # fmt: skip
    count = len(engine)
    del engine
    digest = hashlib.sha256(name.encode()).hexdigest()
    graphs[""] = count - sum(graphs.values())
    manifest = Manifest(name, digest, "", "", count, graphs, {}, {}, describe_files(version))
    (version / BUILD).write_text(manifest.to_json())
    link = root / "next"
    link.symlink_to(f"{VERSIONS}/{name}")
    link.replace(root / CURRENT)
    return version


@pytest.fixture(scope="session")
def quads() -> list[ox.Quad]:
    """The statements that are served."""
    return list(dataset())


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory, quads: list[ox.Quad]) -> Path:
    """The folder they are served from."""
    root: Path = tmp_path_factory.mktemp("served")
    write_version(root, quads, "v1")
    return root


class Serving:
    """One running ``exokg serve``, of which no query ends by the clock unless an option says so."""

    def __init__(self, store: Path, *options: str, explorer: bool = False) -> None:
        command = [sys.executable, "-c", "import sys; from exokg.cli import main; sys.exit(main())", "serve"]
        environment = {name: text for name, text in os.environ.items() if not name.startswith("EXOKG_")}
        self.process = subprocess.Popen(
            [*command, "--store", str(store), "--port", "0", "--timeout-s", "300",
             "--limit=workers=2", *(() if explorer else ("--no-explorer",)), *options],
            stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, env=environment,
        )  # fmt: skip
        assert self.process.stderr is not None
        self.said = b""
        while not (found := re.search(rb"http://[^:/]+:(\d+)/", self.said)):
            line = self.process.stderr.readline()
            if not line:
                self.process.stderr.close()
                self.process.wait(HANG_S)
                raise RuntimeError(self.said.decode())
            self.said += line
        self.port = int(found[1])
        self.host = f"127.0.0.1:{self.port}"
        self.url = f"http://{self.host}"
        self.client = httpx.Client(base_url=self.url, timeout=HANG_S)
        self.wait(lambda: self.health()["resident"] or "--limit=resident_quads=0" in options)
        self.client.get("/")  # the server makes it once by itself: not amid a test's queries

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.kill()

    def health(self) -> dict[str, object]:
        found: dict[str, object] = self.client.get("/health").json()
        return found

    def wait(self, condition: object, seconds: float = HANG_S) -> None:
        """Wait until ``condition()`` holds."""
        deadline = time.monotonic() + seconds
        while not condition():  # type: ignore[operator]
            assert time.monotonic() < deadline, "it did not happen"
            time.sleep(0.02)

    def ask(self, query: str, accept: str = "application/sparql-results+json", **more: str) -> httpx.Response:
        return self.client.post("/sparql", data={"query": query, **more}, headers={"Accept": accept})

    def benign(self) -> None:
        """Ask something quick that was not asked before: it is answered, and not only after minutes."""
        answer = self.ask(f"ASK {{ <urn:{time.monotonic_ns()}> ?p ?o }}")
        assert answer.status_code == 200, answer.text
        assert answer.json()["boolean"] is False

    def runs(self, number: int) -> bool:
        """Whether so many queries run just now."""
        return b"exokg_queries_running %d.0\n" % number in self.client.get("/metrics").content

    def heard(self, pattern: bytes, number: int) -> list[bytes]:
        """Read on in its log until there are so many matches."""
        assert self.process.stderr is not None
        while len(found := re.findall(pattern, self.said)) < number:
            line = self.process.stderr.readline()
            assert line, self.said.decode()
            self.said += line
        return found

    def raw(self, data: bytes, seconds: float = 60) -> bytes:
        """Send bytes, return all bytes that come back until the server closes or falls silent."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as connection:
            connection.sendall(data)
            return read_all(connection)

    def workers(self) -> list[int]:
        """Process ids below the server."""
        import psutil

        children = psutil.Process(self.process.pid).children(recursive=True)
        found = []
        for child in children:
            with suppress(psutil.NoSuchProcess):
                if child.status() != psutil.STATUS_ZOMBIE:
                    found.append(child.pid)
        return found

    def slow(self) -> list[int]:
        """Process ids of the workers that stepped back."""
        own = os.getpriority(os.PRIO_PROCESS, self.process.pid)
        return [pid for pid in self.workers() if os.getpriority(os.PRIO_PROCESS, pid) > own]

    def stop(self) -> int:
        """End it as an operator does; return the exit code."""
        self.client.close()
        self.process.send_signal(signal.SIGTERM)
        assert self.process.stderr is not None
        self.said += self.process.stderr.read()
        self.process.stderr.close()
        return self.process.wait(HANG_S)

    def kill(self) -> None:
        self.client.close()
        self.process.kill()
        self.process.wait(HANG_S)
        assert self.process.stderr is not None
        self.process.stderr.close()


def read_all(connection: socket.socket) -> bytes:
    """Read until the end, or until one whole response with a length is there."""
    received = b""
    while True:
        try:
            part = connection.recv(65536)
        except (TimeoutError, ConnectionResetError):
            return received
        if not part:
            return received
        received += part
        head, found, body = received.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", head)
        if found and (head[9:12] == b"204" or (length and len(body) >= int(length[1]))):
            return received
