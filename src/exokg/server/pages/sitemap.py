"""What robots may read: ``/robots.txt``, and a sitemap of every page of a record, claim or term.

Standards: RFC 9309 and https://www.sitemaps.org/protocol.html.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from ...rdf.namespaces import BASE
from ...rdf.void import THINGS
from ...store.solutions import value_of
from ..http.messages import BadRequestError, Response
from ..sparql import service_description

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..version import Version

PART: Final = 10_000
"""Pages that one part names, a megabyte; the protocol allows 50,000."""

_SHUT: Final = ("about", "count", "data/", "export/", "find", "metrics", "query", "search", "sparql")
"""Paths with as many answers as there are questions, and files that repeat pages."""
_SITE: Final = ("", "ontology", "questions")
"""Pages that are about no single thing."""


def robots(root: str, address: str) -> Response:
    """Return ``/robots.txt``.

    Args:
        root: path of the landing page, without a slash at its end.
        address: URL of the landing page.
    """
    lines = [
        "User-agent: *",
        *(f"Disallow: {root}/{path}" for path in _SHUT),
        f"Sitemap: {address}sitemap.xml",
    ]
    return Response(200, "text/plain; charset=utf-8", ["\n".join([*lines, ""]).encode()])


async def index(version: Version, address: str) -> Response:
    """Return the list of the parts."""
    parts = range(1, _parts(await _things(version)) + 1)
    return await _document(version, "sitemapindex", "sitemap", (f"{address}sitemap/{n}.xml" for n in parts))


async def part(version: Version, address: str, number: int) -> Response:
    """Return one part, counted from 1.

    Raises:
        BadRequestError: there are fewer.
    """
    things = await _things(version)
    if not 1 <= number <= _parts(things):
        raise BadRequestError(404, "not-found", "the sitemap has no such part")
    key = ("sitemap", address, number)
    if (kept := version.cache.get(key)) is None:
        named = things[(number - 1) * PART : number * PART]
        pages = (f"page/{quote(iri.removeprefix(BASE), safe='/:_-.')}" for iri in named)
        paths = [*(_SITE if number == 1 else ()), *pages]
        kept = await _document(version, "urlset", "url", (f"{address}{path}" for path in paths))
        version.cache.put(key, kept, len(address))
    return kept


async def _things(version: Version) -> list[str]:
    """The IRIs of all that has a page here, sorted."""

    async def read() -> list[str]:
        return [value_of(iri) for (iri,) in await version.table(THINGS)]

    found: list[str] = await version.once("sitemap", read)
    return found


def _parts(things: list[str]) -> int:
    return max(1, -(-len(things) // PART))


async def _document(version: Version, name: str, entry: str, addresses: Iterable[str]) -> Response:
    """A document of the protocol; what is served was changed on the day of issue."""
    issued = (await service_description.about(version)).issued
    changed = f"<lastmod>{issued}</lastmod>" if issued else ""
    lines = [f"<{entry}><loc>{address}</loc>{changed}</{entry}>\n" for address in addresses]
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{name} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return Response(200, "application/xml", ["".join([head, *lines, f"</{name}>\n"]).encode()])
