"""Which part of the server answers which path. Paths are looked up, never joined to a folder."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

from ..rdf.serialisation import serialise
from .http.encoding import encode
from .http.exposition import exposition
from .http.messages import BadRequestError, Request, Response
from .http.negotiation import GRAPHS, HTML, SOLUTIONS, Format, choose, negotiate
from .http.openapi import document
from .pages import sitemap
from .pages.calls import kept, parameters
from .pages.downloads import Downloads
from .pages.page_routes import Answers
from .pages.search_pages import FORMATS
from .pages.static_files import files
from .route import READ, Route, including
from .sparql import endpoint, service_description

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from .site import Site
    from .version import Version

    Handler = Callable[..., Awaitable[Response]]

_VARY = ("Vary", "Accept, Accept-Encoding")
_IN_PAGES = frozenset({"not-found", "drawing", "explorer"})
"""Refusals a reader meets by following a link, and that repeat nothing of the request."""
_FOREVER = ("Cache-Control", "public, max-age=3600")
_HTML = (HTML.media,)
_DATA = tuple(form.media for form in GRAPHS)
_JSON = ("application/json",)
_XML = ("application/xml",)
_FILES = ("text/css", "text/javascript", "image/svg+xml", "text/plain")


class Router:
    """Finds the answer to a request.

    Args:
        site: what the answers are about.
        root: path below which it answers, without a slash at its end.
    """

    def __init__(self, site: Site, root: str) -> None:
        self._site = site
        self._root = root
        self._base = site.settings.base
        self._files = files()
        self._answers = Answers(site, root + "/", workbench_built="vendor/yasgui.min.js" in self._files)
        self._downloads = Downloads(site.released, self._answers.pages)
        self._routes = self._table()
        self._patterns = [(route.pattern(), route) for route in self._routes]

    def _table(self) -> list[Route]:
        pages, either = self._answers, (*_HTML, *_DATA)
        queries = (
            (*(form.media for form in SOLUTIONS), *either),
            self._sparql,
            endpoint.PARAMETERS,
            endpoint.METHODS,
        )
        exported = (*_DATA, "application/n-quads", "application/gzip")
        searches = pages.searches
        context = ("application/ld+json",)
        links, found = ("application/linkset+json",), tuple(form.media for form in FORMATS)
        return [
            Route("/sparql", "Answers to queries; for browsers the workbench", *queries),
            Route("/query", "Answers to queries", *queries),
            Route("/", "The landing page", _HTML, pages.landing),
            Route("/find", "Findings by any dimension", found, searches.find, parameters("find")),
            Route("/count", "Studies by any dimension", found, searches.count, parameters("count")),
            including("/search", "Names that contain some letters", _HTML, pages.search, ("q",)),
            including("/questions", "The questions of the catalogue", _HTML, pages.questions),
            including("/question/{question}", "A question as a form", _HTML, self._question),
            including("/sparql/plain", "An editor without scripts", _HTML, pages.plain, ("query",)),
            Route("/explorer", "The explorer", _HTML, pages.explorer),
            Route("/explorer/free", "The free network, drawn by pyvis", _HTML, pages.free),
            Route("/ontology[.{suffix}]", "Classes and properties", either, self._ontology),
            Route("/ontology/{release}", "The version that is served", (), self._numbered),
            Route("/dataset/{release}", "The version that is served", (), self._numbered),
            including("/about[.{form}]", "What is said of any IRI", either, self._about, ("iri",)),
            including("/page/{thing}", "The page of a thing", _HTML, pages.page),
            including("/data/{thing}.{form}", "The data of a thing", _DATA, pages.data),
            including("/linkset/{thing}.json", "Signposting links", links, pages.linkset),
            including("/export/exokg.{export}", "The whole graph", exported, pages.export),
            Route("/context/{context}", "The JSON-LD context", context, self._downloads.context),
            *self._released(),
            Route("/.well-known/void", "Service description and VoID", _DATA, self._describe),
            Route("/.well-known/sparql-examples", "The questions as data", _DATA, pages.examples),
            Route("/robots.txt", "What robots may read", ("text/plain",), self._robots),
            Route("/sitemap.xml", "The parts of the sitemap", _XML, self._sitemap),
            Route("/sitemap/{part}.xml", "Pages of records, claims and terms", _XML, self._sitemap),
            Route("/health", "Whether queries can be answered", _JSON, self._health),
            Route("/metrics", "Counters for Prometheus", ("text/plain",), self._metrics),
            Route("/openapi.json", "This document", _JSON, self._openapi),
            Route("/static/{file}", "What pages load", _FILES, self._file),
            including("/{thing}[.{suffix}]", "The identifier of a thing", (), self._thing),
        ]

    def _released(self) -> list[Route]:
        """What a server with the files of a release has beside the rest."""
        downloads = self._downloads
        if not downloads.media:
            return []

        return [
            Route("/release", "The files of the release", _HTML, downloads.listed),
            Route("/release/{released}", "A file of the release", downloads.media, downloads.file),
        ]

    async def respond(self, request: Request) -> Response:
        """Answer one request; browsers get a page about what is not there.

        Raises:
            BadRequestError: refused.
            QueryFailedError: the data gave no answer.
        """
        try:
            return await encode(request, await self._respond(request))
        except BadRequestError as error:
            if error.code not in _IN_PAGES or not _likes_pages(request):
                raise
            return await self._answers.refusal(self._site.version, error)

    async def _respond(self, request: Request) -> Response:
        for pattern, route in self._patterns:
            if (found := pattern.fullmatch(request.path)) is not None:
                if request.method == "OPTIONS":
                    return self._options(route.methods)
                if route.methods is READ:
                    _check_read(request)
                return await route.handler(self._site.version, request, **found.groupdict())
        if request.method == "OPTIONS":
            return self._options(READ)
        _check_read(request)
        raise BadRequestError(404, "not-found", "there is no such page")

    # --- handlers ---

    async def _sparql(self, version: Version, request: Request) -> Response:
        reads = request.method in ("GET", "HEAD")
        if request.path == "/sparql" and reads and _prefers_page(request):
            return await self._answers.workbench(version, request)
        answered = await endpoint.answer(version, request)
        return answered if answered is not None else await self._describe(version, request)

    async def _describe(self, version: Version, request: Request) -> Response:
        form = _form(request, None, GRAPHS)
        address = self._answers.address(request)
        triples = await service_description.describe(version, f"{address}sparql", address)
        body = await asyncio.to_thread(serialise, triples, form.name)
        return Response(200, form.content_type, [body], [_VARY])

    async def _question(self, version: Version, request: Request, question: str) -> Response:
        if _form(request, None) is HTML:
            return await self._answers.question(version, request, question)
        return await self._thing(version, request, f"question/{question}")

    async def _thing(
        self, version: Version, request: Request, thing: str, suffix: str | None = None
    ) -> Response:
        """303 See Other: the thing is no document, but there are documents about it."""
        if not await self._answers.exists(version, self._base + thing):
            raise BadRequestError(404, "not-found", "nothing of that name is in the graph")
        form = _form(request, suffix)
        if form is HTML:
            at = f"{self._root}/page/{thing}{kept('?', version.choice)}"
            if thing.startswith("ontology/"):
                at = f"{self._root}/ontology#{thing.removeprefix('ontology/')}"
        else:
            at = f"{self._root}/data/{thing}.{form.name}{kept('?', version.choice)}"
        return Response(303, headers=[("Location", at), _VARY])

    async def _ontology(self, version: Version, request: Request, suffix: str | None) -> Response:
        return await self._answers.ontology(version, _form(request, suffix))

    async def _numbered(self, version: Version, request: Request, release: str) -> Response:
        """303 See Other: the ontology or the dataset in the version that is served; no other is here."""
        thing = request.path.removesuffix(f"/{release}")
        served = await service_description.version_of(version, f"{self._base}{thing[1:]}")
        if release != served:
            raise BadRequestError(404, "not-found", f"version {release} is not here, but {served or 'none'}")
        return Response(303, headers=[("Location", self._root + thing)])

    async def _about(self, version: Version, request: Request, form: str | None) -> Response:
        iri = request.one("iri") or ""
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+", iri):
            raise BadRequestError(400, "iri", "iri= needs an absolute IRI")
        chosen = _form(request, form)
        if chosen is HTML:
            return await self._answers.page_of(version, request, iri)
        return await self._answers.data_of(version, iri, chosen.name)

    async def _file(self, _: Version, __: Request, file: str) -> Response:
        if (found := self._files.get(file)) is None:
            raise BadRequestError(404, "not-found", "there is no such page")
        return Response(200, found.media, [found.content], [_FOREVER, ("ETag", found.tag)])

    async def _robots(self, _: Version, request: Request) -> Response:
        return sitemap.robots(self._root, self._answers.address(request))

    async def _sitemap(self, version: Version, request: Request, part: str | None = None) -> Response:
        address = self._answers.address(request)
        if part is None:
            return await sitemap.index(version, address)
        return await sitemap.part(version, address, int(part))

    async def _health(self, *_: object) -> Response:
        return self._site.metrics.health()

    async def _metrics(self, *_: object) -> Response:
        return exposition(self._site)

    async def _openapi(self, version: Version, _: Request) -> Response:
        name = f"OpenAPI {self._root}"
        body = await version.once(name, lambda: asyncio.to_thread(document, self._root, self._routes))
        return Response(200, "application/json", [body])

    def _options(self, methods: str) -> Response:
        headers = [("Allow", methods)]
        if self._site.settings.cors:
            headers += [
                ("Access-Control-Allow-Methods", methods),
                ("Access-Control-Allow-Headers", "Accept, Content-Type, If-None-Match"),
                ("Access-Control-Max-Age", "86400"),
            ]
        return Response(204, headers=headers)


def _form(request: Request, suffix: str | None, offers: tuple[Format, ...] = (HTML, *GRAPHS)) -> Format:
    return negotiate(suffix or request.one("format"), request.header("accept"), offers)


def _check_read(request: Request) -> None:
    if request.method not in ("GET", "HEAD"):
        raise BadRequestError(405, "method", "this path is only read", (("Allow", READ),))


def _prefers_page(request: Request) -> bool:
    """Whether a GET of the endpoint comes from a browser: it names HTML and no format of answers."""
    return _likes_pages(request) and not (request.one("format") or request.one("output"))


def _likes_pages(request: Request) -> bool:
    accept = request.header("accept")
    return "html" in accept and choose(accept, (*GRAPHS, HTML)) is HTML
