"""A server hands out the files of a release as they were written, and the context that JSON-LD names."""

from __future__ import annotations

import json
from base64 import b64decode
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from pyld import jsonld
from serving import Serving, alone

from exokg.errors import StoreError
from exokg.rdf.jsonld import context_document, context_iri, jsonld_context
from exokg.release.folders import MANIFEST, write_release
from exokg.server.application import Application
from exokg.server.http.messages import BadRequestError
from exokg.server.pages.downloads import Downloads, Released
from exokg.server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

ABOUT = {
    "title": "Invented",
    "version": "9.9.9",
    "licence": "https://example.org/licence",
    "issued": "2026-01-01",
}
FILES = {
    "rdf/exokg.ttl": b"<urn:a> <urn:b> 1 .\n" * 200,
    "rdf/exokg.nt.gz": b"\x1f\x8b" + bytes(range(256)) * 3000,
    "rdf/context-9.9.9.jsonld": b'{"@context": {}}\n',
    "tables/findings.csv": "finding,größe\r\n".encode(),
    "tables/findings.parquet": b"PAR1" + b"\0" * 2000 + b"PAR1",
    "kgx/nodes.tsv": b"id\tname\n",
    "mappings/mappings.sssom.tsv": b"# \n",
    "networks/exokg.cx2": b"[]",
    "CITATION.cff": b"title: Invented\n",
    "empty.csv": b"",
}
HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("released") / "release"
    write_release(FILES.items(), into, ABOUT)
    return into


@pytest.fixture(scope="module")
def served(store: Path, folder: Path) -> Iterator[Serving]:
    with Serving(store, "--release", str(folder)) as running:
        yield running


def test_every_file_is_sent_as_it_is(served: Serving, folder: Path) -> None:
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    assert {entry["path"] for entry in manifest["files"]} == set(FILES)
    for entry in manifest["files"]:
        answer = served.client.get(f"/release/{entry['path']}", headers={"accept-encoding": "gzip"})
        assert answer.status_code == 200, entry
        assert answer.content == FILES[entry["path"]] == (folder / entry["path"]).read_bytes()
        assert answer.headers["content-type"] == entry["mediaType"]
        assert int(answer.headers["content-length"]) == entry["bytes"]
        assert answer.headers["etag"] == f'"{entry["sha256"]}"'
        digest = answer.headers["repr-digest"].removeprefix("sha-256=:").removesuffix(":")
        assert b64decode(digest) == sha256(answer.content).digest()
    sent = served.client.get(f"/release/{MANIFEST}")
    assert sent.content == (folder / MANIFEST).read_bytes()


def test_a_client_that_has_a_file_gets_no_second_one(served: Serving) -> None:
    tag = served.client.get("/release/rdf/exokg.ttl").headers["etag"]
    again = served.client.get("/release/rdf/exokg.ttl", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    head = served.client.head("/release/rdf/exokg.nt.gz")
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["content-length"]) == len(FILES["rdf/exokg.nt.gz"])
    assert served.client.get("/release/rdf/exokg.ttl", headers={"if-match": '"x"'}).status_code == 412


@pytest.mark.parametrize(
    "name", ["nothing.ttl", "rdf", "../BUILD.json", "rdf/../../BUILD.json", "%2e%2e/x", "a//b"]
)
def test_nothing_else_is_a_file(served: Serving, name: str) -> None:
    assert served.raw(
        f"GET /release/{name} HTTP/1.1\r\nHost: {served.host}\r\nConnection: close\r\n\r\n".encode()
    ).startswith(b"HTTP/1.1 404")


def test_a_page_lists_the_files_and_openapi_knows_them(served: Serving, server: Any) -> None:
    page = served.client.get("/release", headers=HTML)
    assert page.status_code == 200
    for name, content in FILES.items():
        assert f'href="/release/{name}"' in page.text
        assert sha256(content).hexdigest()[:16] in page.text
    assert "Invented, version 9.9.9" in page.text
    assert 'href="/release"' in served.client.get("/", headers=HTML).text
    described = served.client.get("/openapi.json").json()["paths"]["/release/{released}"]["get"]["responses"][
        "200"
    ]
    assert "text/turtle" in described["content"]
    for way in ("/release", "/release/rdf/exokg.ttl"):
        assert server.client.get(way).status_code == 404
    assert 'href="/release"' not in server.client.get("/", headers=HTML).text


def test_a_changed_file_is_not_sent(tmp_path: Path) -> None:
    write_release(FILES.items(), tmp_path / "release", ABOUT)
    unused: Any = None
    downloads = Downloads(Released.opened(tmp_path / "release"), unused)
    (tmp_path / "release" / "kgx" / "nodes.tsv").write_bytes(b"id\tnamed\n")
    with pytest.raises(BadRequestError, match="changed since the server started"):
        alone(lambda: downloads.file(unused, unused, "kgx/nodes.tsv"))
    (tmp_path / "release" / "kgx" / "nodes.tsv").unlink()
    with pytest.raises(BadRequestError, match="changed since the server started"):
        alone(lambda: downloads.file(unused, unused, "kgx/nodes.tsv"))
    with pytest.raises(StoreError, match=r"not as it was written: kgx/nodes\.tsv is missing"):
        Released.opened(tmp_path / "release")
    with pytest.raises(StoreError, match="not the manifest of a release"):
        Application(unused, Settings(release=tmp_path / "none"))  # before it opens the store


# --- the context ---


def test_the_context_is_where_documents_say(server: Any, served: Serving, quads: list[ox.Quad]) -> None:
    """A client that follows w3id.org's redirections gets what a release holds, and expands with it."""
    path = urlsplit(context_iri()).path.removeprefix("/exokg")
    answer = server.client.get(path)
    assert answer.headers["content-type"] == "application/ld+json"
    assert answer.content == context_document(jsonld_context(quads))

    def load(url: str, _: Any) -> dict[str, Any]:
        assert url == context_iri()
        found = server.client.get(urlsplit(url).path.removeprefix("/exokg"))
        return {"contextUrl": None, "documentUrl": url, "document": found.json()}

    document = {"@context": context_iri(), "id": "finding:yours_f1", "sampleSize": 12}
    [said] = jsonld.expand(document, {"documentLoader": load})
    assert said["https://w3id.org/exokg/ontology/sampleSize"] == [
        {"@type": "http://www.w3.org/2001/XMLSchema#integer", "@value": 12}
    ]
    assert server.client.get("/context/0.0.1").status_code == 404
    assert served.client.get("/context/9.9.9").content == FILES["rdf/context-9.9.9.jsonld"]
