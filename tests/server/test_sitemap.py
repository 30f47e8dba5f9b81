"""Robots find every page of a record, claim or term, and no page with endless variants."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest

from exokg.rdf.namespaces import BASE, PREFIXES
from exokg.server.http.messages import BadRequestError
from exokg.server.pages import sitemap
from exokg.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Coroutine

pytestmark = pytest.mark.slow

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def places(document: bytes) -> list[str]:
    root = ElementTree.fromstring(document)  # noqa: S314 - our own
    assert root.tag in (f"{NAMESPACE}urlset", f"{NAMESPACE}sitemapindex")
    assert {entry.findtext(f"{NAMESPACE}lastmod") for entry in root} <= {"2026-11-29", "2026-11-01"}
    return [entry.findtext(f"{NAMESPACE}loc") or "" for entry in root]


def test_the_sitemap_names_every_record_claim_and_term(server: Any) -> None:
    index = server.client.get("/sitemap.xml")
    assert index.headers["Content-Type"] == "application/xml"
    [part] = places(index.content)
    assert part == f"{server.url}/sitemap/1.xml"
    found = places(server.client.get("/sitemap/1.xml").content)
    assert len(found) == len(set(found))
    query = f"""SELECT ?x {{ ?x a ?class . FILTER(STRSTARTS(STR(?x), "{BASE}")
      && REGEX(STR(?x), "/(study|review|trial|statement|claim|subject|term|source)/")) }}"""
    rows = server.ask(query).json()["results"]["bindings"]
    wanted = {row["x"]["value"] for row in rows}
    pages = {f"{server.url}/page/{iri.removeprefix(BASE)}" for iri in wanted}
    assert len(pages) > 30
    assert set(found) - pages == {f"{server.url}/{path}" for path in ("", "ontology", "questions")}
    assert pages <= set(found)


def test_what_it_names_is_there(server: Any) -> None:
    found = places(server.client.get("/sitemap/1.xml").content)
    for address in [*found[:3], *found[3 :: max(1, len(found) // 8)]]:
        answer = server.client.get(address.removeprefix(server.url), headers={"Accept": "text/html"})
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8"), (
            address
        )


@pytest.mark.parametrize(
    "path", ["/sitemap/2.xml", "/sitemap/0.xml", "/sitemap/01.xml", "/sitemap/9999999.xml"]
)
def test_there_are_no_other_parts(path: str, server: Any) -> None:
    assert server.client.get(path).status_code == 404


def test_robots_read_pages_and_not_queries(server: Any) -> None:
    text = server.client.get("/robots.txt").text
    rules = RobotFileParser()
    rules.parse(text.splitlines())
    assert rules.site_maps() == [f"{server.url}/sitemap.xml"]
    for path in (
        "/",
        "/page/study/birch-2021-papilla",
        "/questions",
        "/question/claims",
        "/ontology",
        "/explorer",
    ):
        assert rules.can_fetch("any", path), path
    for path in (
        "/sparql?query=ASK%20%7B%7D",
        "/find?words=x",
        "/count",
        "/about?iri=urn:x",
        "/export/exokg.ttl",
    ):
        assert not rules.can_fetch("any", path), path
    for address in places(server.client.get("/sitemap/1.xml").content):
        assert rules.can_fetch("any", address)


def test_the_well_known_description_names_the_endpoint(server: Any) -> None:
    answer = server.client.get("/.well-known/void", headers={"Accept": "text/turtle"})
    assert f"<{server.url}/sparql>" in answer.text
    assert "void-ext:datatypePartition" in answer.text


# --- many things ---


class Many:
    """A version with more things than a part names, without a server."""

    def __init__(self, store: EmbeddedStore) -> None:
        self._store = store
        self.cache: Any = self
        self.asked = 0

    def get(self, key: object) -> None:
        return None

    def put(self, *entry: object) -> None:
        return None

    async def table(self, query: str) -> list[Any]:
        self.asked += 1
        return list(self._store.select(query))

    async def once(self, name: str, make: Any) -> Any:
        return await make()


def finished(work: Coroutine[Any, Any, Any]) -> Any:
    """The result of what waits for nothing."""
    try:
        work.send(None)
    except StopIteration as done:
        return done.value
    raise AssertionError("it waits")


@pytest.fixture(scope="module")
def many() -> Any:
    from pyoxigraph import NamedNode, Quad, Store

    kind, study = NamedNode(f"{PREFIXES['rdf']}type"), NamedNode(f"{BASE}ontology/Study")
    engine, things = Store(), (NamedNode(f"{BASE}study/s{n:05}") for n in range(2 * sitemap.PART + 1))
    engine.bulk_extend(Quad(thing, kind, study) for thing in things)
    return Many(EmbeddedStore(engine))


def test_many_things_are_named_in_parts_each_once(many: Any) -> None:
    address = "https://example.org/kg/"
    index = finished(sitemap.index(many, address)).body[0].decode()
    parts = re.findall(r"<loc>(.*?)</loc>", index)
    assert parts == [f"{address}sitemap/{n}.xml" for n in (1, 2, 3)]
    assert "lastmod" not in index  # nothing says when
    named = []
    for number in (1, 2, 3):
        body = finished(sitemap.part(many, address, number)).body[0]
        assert len(body) < 2_000_000
        named += re.findall(rb"<loc>(.*?)</loc>", body)
    assert len(named) == len(set(named)) == 2 * sitemap.PART + 1 + 3
    with pytest.raises(BadRequestError, match="no such part"):
        finished(sitemap.part(many, address, 4))


def test_rules_below_a_path_of_a_proxy_have_that_path() -> None:
    text = sitemap.robots("/kg", "https://example.org/kg/").body[0].decode()
    assert "Disallow: /kg/sparql\n" in text
    assert text.endswith("Sitemap: https://example.org/kg/sitemap.xml\n")
