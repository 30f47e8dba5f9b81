"""The nginx configuration of docs/: what exokg leaves to a proxy, and that nothing is lost on the way."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

CONFIGURATION = Path(__file__).parents[2] / "docs" / "nginx.conf"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/sbin")
NAME = {"Host": "kg.example.org"}
pytestmark = pytest.mark.skipif(NGINX is None, reason="needs nginx")


@pytest.fixture(scope="module")
def behind(store: Path) -> Iterator[Any]:
    told = ["--root-path", "/exokg", "--allow-host", "kg.example.org", "--trust-proxy", "127.0.0.1"]
    running = serving.Serving(store, "--timeout-s", "300", *told)
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="module")
def proxy(behind: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = tmp_path_factory.mktemp("nginx")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    text = CONFIGURATION.read_text(encoding="utf-8")
    for old, new in (("127.0.0.1:8080", f"127.0.0.1:{port}"), ("127.0.0.1:7878", behind.host),
                     ("client_header_timeout 15s", "client_header_timeout 1s")):  # fmt: skip
        assert old in text
        text = text.replace(old, new)
    (folder / "nginx.conf").write_text(text)
    settings = f"daemon off; pid {folder}/pid; error_log {folder}/log;"
    command = [
        str(NGINX),
        "-p",
        str(folder),
        "-c",
        str(folder / "nginx.conf"),
        "-e",
        f"{folder}/log",
        "-g",
        settings,
    ]
    process = subprocess.Popen(command)
    deadline = time.monotonic() + 60
    while not listens(port):
        assert process.poll() is None, (folder / "log").read_text()
        assert time.monotonic() < deadline
        time.sleep(0.05)
    yield port
    process.terminate()
    process.wait(60)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def client(proxy: int) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"http://127.0.0.1:{proxy}", headers=NAME, timeout=60) as found:
        yield found


def test_pages_and_queries_pass(client: httpx.Client) -> None:
    page = client.get("/exokg/", headers={"Accept": "text/html"})
    assert 'href="/exokg/static/site.css"' in page.text
    assert client.get("/exokg/sparql", params={"query": "ASK {}"}).json()["boolean"] is True
    assert client.post("/exokg/sparql", data={"query": "ASK {}"}).json()["boolean"] is True
    assert client.post("/exokg/sparql", data={"query": "x" * 300_000}).status_code == 413


def test_long_answers_are_streamed(client: httpx.Client) -> None:
    query = {"query": "SELECT ?a ?b ?c ?d { ?a ?b ?c . ?d a ?e } LIMIT 20000"}
    with client.stream("POST", "/exokg/sparql", data=query) as answer:
        assert answer.headers["Transfer-Encoding"] == "chunked"
        assert len(b"".join(answer.iter_bytes())) > 1024 * 1024


def test_slow_heads_are_closed(proxy: int) -> None:
    with socket.create_connection(("127.0.0.1", proxy), timeout=60) as connection:
        connection.sendall(b"GET /exokg/ HTTP/1.1\r\n")
        assert connection.recv(65536)[9:12] in (b"408", b"")


def test_a_client_that_leaves_ends_its_query(behind: Any, proxy: int) -> None:
    query = httpx.QueryParams({"query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"})

    def runs(number: int) -> bool:
        return b"exokg_queries_running %d.0\n" % number in behind.client.get("/exokg/metrics").content

    with socket.create_connection(("127.0.0.1", proxy)) as connection:
        head = f"GET /exokg/sparql?{query} HTTP/1.1\r\nHost: kg.example.org\r\n\r\n"
        connection.sendall(head.encode())
        behind.wait(lambda: runs(1))
    behind.wait(lambda: runs(0))
