"""What robots may read: ``/robots.txt``, and a sitemap of every page of a record, claim or term.

Standards: RFC 9309 and https://www.sitemaps.org/protocol.html.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from ...rdf.namespaces import BASE, PREFIXES
from ...store.solutions import value_of
from ..http.messages import BadRequestError, Response
from ..sparql import service_description

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..version import Version

__all__ = ["PART", "index", "part", "robots"]

PART: Final = 10_000
"""Pages that one part names, a megabyte; the protocol allows 50,000."""

_LISTED: Final = f"""
  {{ ?thing a ?class VALUES ?class {{
    exokg:Study exokg:Review exokg:TrialRegistration exokg:RegulatoryStatement exokg:Claim }} }}
  UNION {{ ?thing a owl:Class ; dcterms:identifier ?curie }}
  FILTER(STRSTARTS(STR(?thing), "{BASE}"))"""
_PREFIXES: Final = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("dcterms", "exokg", "owl"))
_COUNT: Final = f"{_PREFIXES}SELECT (COUNT(DISTINCT ?thing) AS ?things) WHERE {{{_LISTED} }}"
_SELECT: Final = (
    f"{_PREFIXES}SELECT DISTINCT ?thing WHERE {{{_LISTED} }} ORDER BY ?thing LIMIT {PART} OFFSET "
)

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
    parts = range(1, await _parts(version) + 1)
    return await _document(version, "sitemapindex", "sitemap", (f"{address}sitemap/{n}.xml" for n in parts))


async def part(version: Version, address: str, number: int) -> Response:
    """Return one part, counted from 1.

    Raises:
        BadRequestError: there are fewer.
    """
    if not 1 <= number <= await _parts(version):
        raise BadRequestError(404, "not-found", "the sitemap has no such part")
    key = ("sitemap", address, number)
    if (kept := version.cache.get(key)) is None:
        rows = await version.table(f"{_SELECT}{(number - 1) * PART}")
        things = (f"page/{quote(value_of(iri).removeprefix(BASE), safe='/:_-.')}" for (iri,) in rows)
        paths = [*(_SITE if number == 1 else ()), *things]
        kept = await _document(version, "urlset", "url", (f"{address}{path}" for path in paths))
        version.cache.put(key, kept, len(address))
    return kept


async def _parts(version: Version) -> int:
    [[found]] = await version.once("sitemap", lambda: version.table(_COUNT))
    return max(1, -(-int(value_of(found)) // PART))


async def _document(version: Version, name: str, entry: str, addresses: Iterable[str]) -> Response:
    """A document of the protocol; what is served was changed on the day of issue."""
    issued = (await service_description.about(version)).issued
    changed = f"<lastmod>{issued}</lastmod>" if issued else ""
    lines = [f"<{entry}><loc>{address}</loc>{changed}</{entry}>\n" for address in addresses]
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{name} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return Response(200, "application/xml", ["".join([head, *lines, f"</{name}>\n"]).encode()])
