"""Which part of the server answers which path. Paths are looked up, never joined to a folder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model.kinds import KINDS
from .http import openapi, status
from .http.encoding import encode
from .http.messages import BadRequestError, Request, Response
from .http.negotiation import GRAPHS, HTML, Format, choose, find_format
from .pages.page_routes import Answers
from .pages.static_files import files
from .sparql import endpoint, service_description
from .sparql.operation import METHODS, not_acceptable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from .site import Site
    from .version import Version

__all__ = ["Router"]

_SPARQL = frozenset({"/sparql", "/query"})
_READ = "GET, HEAD, OPTIONS"
_VARY = ("Vary", "Accept, Accept-Encoding")
_KINDS = "|".join((*KINDS, "graph", "ontology", "question"))
"""Kinds of things with IRIs of ours: the first part of their path."""
_NAME = r"[A-Za-z0-9][A-Za-z0-9_:-]{0,200}(?:\.[0-9][A-Za-z0-9_:-]*)*"
_THING = re.compile(rf"/((?:{_KINDS})/{_NAME}|dataset)(?:\.(ttl|nt|rdf|jsonld|trig|html))?")
_PAGE = re.compile(rf"/page/((?:{_KINDS})/{_NAME}|dataset)")
_DATA = re.compile(rf"/data/((?:{_KINDS})/{_NAME}|dataset)\.(ttl|nt|rdf|jsonld|trig)")
_LINKSET = re.compile(rf"/linkset/((?:{_KINDS})/{_NAME}|dataset)\.json")
_QUESTION = re.compile(r"/question/([a-z0-9][a-z0-9-]{0,80})")
_EXPORT = re.compile(r"/export/exokg\.((?:ttl|nt|rdf|jsonld|trig|nq)(?:\.gz)?)")
_ONTOLOGY = re.compile(r"/ontology(?:\.(ttl|nt|rdf|jsonld|trig|html))?")
_ABOUT = re.compile(r"/about(?:\.(ttl|nt|rdf|jsonld|trig))?")
_TOLD_IN_PAGES = frozenset({"not-found", "drawing", "explorer"})
"""Refusals a reader meets by following a link, and that repeat nothing of the request."""
_FOREVER = ("Cache-Control", "public, max-age=3600")


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
        self._static = files()
        self._answers = Answers(site, root + "/", workbench_built="vendor/yasgui.min.js" in self._static)
        self._fixed: dict[str, Callable[[Version, Request], Awaitable[Response]]] = {
            "/": self._answers.landing,
            "/search": self._answers.search,
            "/questions": self._answers.questions,
            "/sparql/plain": self._answers.plain,
            "/explorer": self._answers.explorer,
            "/.well-known/void": self._void,
            "/.well-known/sparql-examples": self._answers.examples,
        }

    async def respond(self, request: Request) -> Response:
        """Answer one request; browsers get a page about what is not there.

        Raises:
            BadRequestError: refused.
            QueryFailedError: the data gave no answer.
        """
        try:
            return await encode(request, await self._respond(request))
        except BadRequestError as error:
            if error.code not in _TOLD_IN_PAGES or not _likes_pages(request):
                raise
            return await self._answers.refusal(self._site.version, error)

    async def _respond(self, request: Request) -> Response:
        path = request.path
        if path in _SPARQL:
            return await self._sparql(request, path)
        if request.method == "OPTIONS":
            return self._options(_READ)
        if request.method not in ("GET", "HEAD"):
            raise BadRequestError(405, "method", "this path is only read", (("Allow", _READ),))
        if (file := self._static.get(path.removeprefix("/static/"))) and path.startswith("/static/"):
            return Response(200, file.media, [file.content], [_FOREVER, ("ETag", file.tag)])
        if path == "/health":
            return status.health(self._site)
        if path == "/metrics":
            return status.metrics(self._site)
        if path == "/openapi.json":
            return openapi.document(self._root)
        return await self._of_data(request, path)

    async def _of_data(self, request: Request, path: str) -> Response:
        version = self._site.version
        if (answer := self._fixed.get(path)) is not None:
            return await answer(version, request)
        if found := _PAGE.fullmatch(path):
            return await self._answers.page(version, request, self._base + found[1])
        if found := _DATA.fullmatch(path):
            return await self._answers.data(version, self._base + found[1], found[2])
        if found := _LINKSET.fullmatch(path):
            return await self._answers.linkset(version, request, self._base + found[1])
        if found := _EXPORT.fullmatch(path):
            return await self._answers.export(version, request, found[1])
        if found := _ABOUT.fullmatch(path):
            return await self._about(version, request, found[1])
        if found := _ONTOLOGY.fullmatch(path):
            return await self._ontology(version, request, found[1])
        if (found := _QUESTION.fullmatch(path)) and self._form(request, None) is HTML:
            return await self._answers.question(version, request, found[1])
        if found := _THING.fullmatch(path):
            return await self._thing(version, request, found[1], found[2])
        raise BadRequestError(404, "not-found", "there is no such page")

    async def _sparql(self, request: Request, path: str) -> Response:
        if request.method == "OPTIONS":
            return self._options(METHODS)
        version = self._site.version
        reads = request.method in ("GET", "HEAD")
        wants_page = path == "/sparql" and reads and _prefers_page(request)
        if wants_page:
            return await self._answers.workbench(version, request)
        answered = await endpoint.answer(version, request)
        return answered if answered is not None else await self._describe(version, request)

    async def _describe(self, version: Version, request: Request) -> Response:
        form = self._form(request, None, GRAPHS)
        counts = await service_description.count(version, self._base)
        address = self._answers.address(request)
        triples = service_description.describe(counts, f"{address}sparql", address, self._base)
        return Response(200, form.content_type, [service_description.write(triples, form)], [_VARY])

    async def _void(self, version: Version, request: Request) -> Response:
        return await self._describe(version, request)

    async def _thing(self, version: Version, request: Request, name: str, suffix: str | None) -> Response:
        """303 See Other: the thing is no document, but there are documents about it."""
        if not await self._answers.exists(version, self._base + name):
            raise BadRequestError(404, "not-found", "nothing of that name is in the graph")
        form = self._form(request, suffix)
        if form is HTML:
            at = f"{self._root}/page/{name}"
            if name.startswith("ontology/"):
                at = f"{self._root}/ontology#{name.removeprefix('ontology/')}"
        else:
            at = f"{self._root}/data/{name}.{form.name}"
        return Response(303, headers=[("Location", at), _VARY])

    async def _ontology(self, version: Version, request: Request, suffix: str | None) -> Response:
        form = self._form(request, suffix)
        return await self._answers.ontology(version, form)

    async def _about(self, version: Version, request: Request, suffix: str | None) -> Response:
        iri = request.one("iri") or ""
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+", iri):
            raise BadRequestError(400, "iri", "iri= needs an absolute IRI")
        form = self._form(request, suffix)
        if form is HTML:
            return await self._answers.page(version, request, iri)
        return await self._answers.data(version, iri, form.name)

    def _form(
        self, request: Request, suffix: str | None, offers: tuple[Format, ...] = (HTML, *GRAPHS)
    ) -> Format:
        wanted = suffix or request.one("format")
        form = find_format(wanted, offers) if wanted else choose(request.header("accept"), offers)
        if form is None:
            raise not_acceptable(offers)
        return form

    def _options(self, methods: str) -> Response:
        headers = [("Allow", methods)]
        if self._site.settings.cors:
            headers += [
                ("Access-Control-Allow-Methods", methods),
                ("Access-Control-Allow-Headers", "Accept, Content-Type, If-None-Match"),
                ("Access-Control-Max-Age", "86400"),
            ]
        return Response(204, headers=headers)


def _prefers_page(request: Request) -> bool:
    """Whether a GET of the endpoint comes from a browser: it names HTML and no format of answers."""
    return _likes_pages(request) and not (request.one("format") or request.one("output"))


def _likes_pages(request: Request) -> bool:
    accept = request.header("accept")
    return "html" in accept and choose(accept, (*GRAPHS, HTML)) is HTML
