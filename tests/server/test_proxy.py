"""The nginx configuration of docs/: what exokg leaves to a proxy, and that nothing is lost on the way."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
import time
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

CONFIGURATION = Path(__file__).parents[2] / "docs" / "nginx.conf"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/sbin")
NAME = "kg.example.org"
HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
pytestmark = [pytest.mark.slow, pytest.mark.needs("nginx")]


@pytest.fixture(scope="module")
def behind(store: Path) -> Iterator[Any]:
    options = ["--root-path", "/exokg", "--allow-host", NAME, "--trust-proxy", "127.0.0.1"]
    running = serving.Serving(store, "--timeout-s", "300", "--access-log", "brief", *options)
    yield running
    assert running.stop() == 0
    assert b" 127.0.0.8 " in running.said  # the client that called itself 203.0.113.99
    assert b"203.0.113.99" not in running.said


class Proxy:
    """A running nginx with the configuration of the documentation, but for ports, paths and two limits."""

    def __init__(self, folder: Path, behind: str) -> None:
        self.certificate = folder / "certificate.pem"
        names = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
        files = ["-keyout", str(folder / "key"), "-out", str(self.certificate)]
        kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
        subprocess.run(["openssl", "req", "-x509", *kind, *names, *files], check=True, capture_output=True)
        self.port, self.plain = free_port(), free_port()
        text = CONFIGURATION.read_text(encoding="utf-8")
        for old, new in (
            ("127.0.0.1:8443", f"127.0.0.1:{self.port}"),
            ("127.0.0.1:8080", f"127.0.0.1:{self.plain}"),
            ("127.0.0.1:7878", behind),
            ("/etc/ssl/certs/kg.example.org.pem", str(self.certificate)),
            ("/etc/ssl/private/kg.example.org.key", str(folder / "key")),
            ("client_header_timeout 15s", "client_header_timeout 1s"),
            ("limit_conn addresses 64", "limit_conn addresses 4"),
        ):
            assert old in text
            text = text.replace(old, new)
        (folder / "nginx.conf").write_text(text)
        settings = f"daemon off; pid {folder}/pid; error_log {folder}/log;"
        command = [str(NGINX), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", f"{folder}/log"]
        self.process = subprocess.Popen([*command, "-g", settings])
        deadline = time.monotonic() + 60
        while not listens(self.port):
            assert self.process.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < deadline
            time.sleep(0.05)
        self.trust = ssl.create_default_context(cafile=str(self.certificate))

    def connect(self, source: str = "127.0.0.1") -> ssl.SSLSocket:
        """A connection of a client that knows the certificate."""
        address = ("127.0.0.1", self.port)
        plain = socket.create_connection(address, timeout=60, source_address=(source, 0))
        return self.trust.wrap_socket(plain, server_hostname=NAME)

    def curl(self, *words: str) -> str:
        """What curl prints."""
        resolve = ["--resolve", f"{NAME}:{self.port}:127.0.0.1", "--cacert", str(self.certificate)]
        command = ["curl", "--silent", "--show-error", *resolve, *words]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module")
def proxy(behind: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    running = Proxy(tmp_path_factory.mktemp("nginx"), behind.host)
    yield running
    running.process.terminate()
    running.process.wait(60)


@pytest.fixture
def client(proxy: Proxy) -> Iterator[httpx.Client]:
    options: Any = {"headers": {"Host": NAME}, "timeout": 60, "verify": proxy.trust}
    with httpx.Client(base_url=f"https://127.0.0.1:{proxy.port}", **options) as found:
        found.get = partial(found.get, extensions={"sni_hostname": NAME})  # type: ignore[method-assign]
        found.post = partial(found.post, extensions={"sni_hostname": NAME})  # type: ignore[method-assign]
        yield found


def test_pages_and_queries_pass(client: httpx.Client) -> None:
    page = client.get("/exokg/", headers={"Accept": "text/html"})
    assert 'href="/exokg/static/site.css"' in page.text
    assert client.get("/exokg/sparql", params={"query": "ASK {}"}).json()["boolean"] is True
    assert client.post("/exokg/sparql", data={"query": "ASK {}"}).json()["boolean"] is True
    assert client.post("/exokg/sparql", data={"query": "x" * 300_000}).status_code == 413


def test_plain_http_leads_to_tls(proxy: Proxy) -> None:
    answer = httpx.get(f"http://127.0.0.1:{proxy.plain}/exokg/?a=b", headers={"Host": NAME})
    assert (answer.status_code, answer.headers["Location"]) == (308, f"https://{NAME}/exokg/?a=b")


@pytest.mark.needs("curl")
def test_http_2_and_gzip(proxy: Proxy) -> None:
    query = "query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D%20LIMIT%20200"
    address = f"https://{NAME}:{proxy.port}/exokg/sparql?format=json&{query}"
    head, _, body = proxy.curl("-D", "-", "--http2", "--compressed", address).partition("\n\n")
    assert head.startswith("HTTP/2 200")
    lines = [line.lower() for line in head.splitlines()]
    assert [line for line in lines if line.startswith("content-encoding")] == ["content-encoding: gzip"]
    assert "strict-transport-security: max-age=31536000" in lines
    plain = proxy.curl("--http1.1", address)
    assert body == plain
    assert plain.count('"s":') == 200


def test_long_answers_are_streamed(client: httpx.Client) -> None:
    query = {"query": "SELECT ?a ?b ?c ?d { ?a ?b ?c . ?d a ?e } LIMIT 20000"}
    sni: Any = {"sni_hostname": NAME}
    with client.stream("POST", "/exokg/sparql", data=query, extensions=sni) as answer:
        assert answer.headers["Transfer-Encoding"] == "chunked"
        assert len(b"".join(answer.iter_bytes())) > 1024 * 1024


def test_slow_heads_are_closed(proxy: Proxy) -> None:
    with proxy.connect() as connection:
        connection.sendall(b"GET /exokg/ HTTP/1.1\r\n")
        assert connection.recv(65536)[9:12] in (b"408", b"")


def head(query: str) -> bytes:
    return (
        f"GET /exokg/sparql?{httpx.QueryParams({'query': query})} HTTP/1.1\r\nHost: {NAME}\r\n\r\n".encode()
    )


def runs(behind: Any, number: int) -> bool:
    return b"exokg_queries_running %d.0\n" % number in behind.client.get("/exokg/metrics").content


def test_a_client_that_leaves_ends_its_query(behind: Any, proxy: Proxy) -> None:
    with proxy.connect() as connection:
        connection.sendall(head(HEAVY))
        behind.wait(lambda: runs(behind, 1))
    behind.wait(lambda: runs(behind, 0))


def test_an_address_has_so_many_connections(behind: Any, proxy: Proxy) -> None:
    """Those beyond the bound are refused by nginx, and another address goes on."""
    with ExitStack() as held:
        for number in range(4):
            held.enter_context(proxy.connect("127.0.0.4")).sendall(head(f"{HEAVY} # {number}"))
        time.sleep(0.5)
        fifth = held.enter_context(proxy.connect("127.0.0.4"))
        fifth.sendall(head("ASK {}"))
        assert fifth.recv(65536).startswith(b"HTTP/1.1 429 ")
        other = held.enter_context(proxy.connect("127.0.0.5"))
        other.sendall(head("ASK { <urn:other> ?p ?o }"))
        assert other.recv(65536).startswith(b"HTTP/1.1 200 ")
    behind.wait(lambda: runs(behind, 0))


def test_an_address_has_so_many_requests_a_second(proxy: Proxy) -> None:
    request, times = head("ASK {}"), 700
    with proxy.connect("127.0.0.6") as connection:
        sender = threading.Thread(target=connection.sendall, args=(request * times,))
        sender.start()
        received = b""
        while received.count(b"HTTP/1.1 ") < times and (part := connection.recv(65536)):
            received += part
        sender.join()
    assert 200 <= received.count(b"HTTP/1.1 200 ") < times
    assert received.count(b"HTTP/1.1 429 ") > 0
    with proxy.connect("127.0.0.7") as connection:
        connection.sendall(request)
        assert connection.recv(65536).startswith(b"HTTP/1.1 200 ")


def test_clients_are_known_by_their_address_not_by_what_they_say(proxy: Proxy) -> None:
    lines = f"GET /exokg/metrics HTTP/1.1\r\nHost: {NAME}\r\nX-Forwarded-For: 203.0.113.99\r\n\r\n"
    with proxy.connect("127.0.0.8") as connection:
        connection.sendall(lines.encode())
        assert connection.recv(65536).startswith(b"HTTP/1.1 200 ")  # the log of the server is read at its end
