"""The documents the server makes from the data: pages, data files, the export, the explorer."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from ...answers.find.aliases import ALIASES, filters_of
from ...answers.things import DATA_QUERY
from ...errors import InputError
from ...release.ontology_files import ONTOLOGY_QUERY
from ..http.messages import API_POLICY, BadRequestError, Request, Response
from ..http.negotiation import GRAPHS, HTML, Format, accepts_gzip, choose, negotiate
from ..sparql import service_description
from . import forms, structured_data
from .answer_tables import Answered
from .calls import Call, kept
from .explorer import EXPLORER, FREE
from .html import Pages, html
from .page_answers import explained, run
from .search_pages import Searches

if TYPE_CHECKING:
    from ...answers.descriptions import ShownThing
    from ...curation.questions import Question
    from ..site import Site
    from ..version import Version

_EXPORTED_MEDIA = {"nq": "application/n-quads", "gz": "application/gzip"}
_EXISTS = "ASK { { $thing ?p ?o } UNION { GRAPH ?g { $thing ?p ?o } } }"
_EXAMPLES = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{base}graph/questions> {{ ?s ?p ?o }} }}"
_QUESTION = "CONSTRUCT {{ $thing ?p ?o }} WHERE {{ GRAPH <{base}graph/questions> {{ $thing ?p ?o }} }}"
_VARY = ("Vary", "Accept, Accept-Encoding")
_META_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')


class Answers:
    """Makes documents.

    Args:
        site: whose data.
        root: path of the landing page, with a slash at its end.
        workbench_built: whether the workbench's files are there.

    Attributes:
        pages: renders them.
        searches: answers find and count.
    """

    def __init__(self, site: Site, root: str, *, workbench_built: bool) -> None:
        self._site = site
        self._root = root
        self._base = site.settings.base
        self.pages = Pages(
            self._base, root, workbench_built=workbench_built, explorer=site.settings.explorer,
            released=site.settings.release is not None,
        )  # fmt: skip
        self.searches = Searches(self.pages, root)

    def address(self, request: Request) -> str:
        """Return the URL of the landing page as this client sees it; Host was checked before."""
        scheme = "https" if request.encrypted else "http"
        return f"{scheme}://{request.header('host')}{self._root}"

    async def exists(self, version: Version, iri: str) -> bool:
        """Return whether the data say anything of ``iri``."""
        known: dict[str, bool] = version.memory.setdefault("exists", {})
        if iri not in known:
            found = b"true" in await version.fetch(_EXISTS, "json", thing=iri)
            if not found or len(known) > _REMEMBERED:
                return found
            known[iri] = found
        return True

    async def landing(self, version: Version, request: Request) -> Response:
        """Return ``/``, for programs the description of the dataset."""
        if negotiate(None, request.header("accept"), (HTML, *GRAPHS)) is not HTML:
            return Response(303, headers=[("Location", f"{self._root}.well-known/void"), _VARY])
        body = await version.once(f"landing {self._root}", lambda: self.pages.landing(version))
        address = self.address(request)
        about = await service_description.about(version)
        data = [(f"{address}.well-known/void", "text/turtle")]
        links = structured_data.links(
            self._base, "Dataset", about.licence, data, f"{address}linkset/dataset.json"
        ) + [
            {"rel": "item", "href": f"{address}export/exokg.{form.name}", "type": form.media}
            for form in GRAPHS
        ]
        return html(body, [_VARY, ("Link", structured_data.header(links))])

    async def page(self, version: Version, request: Request, thing: str) -> Response:
        """Return the page of a thing of ours."""
        return await self.page_of(version, request, self._base + thing)

    async def page_of(self, version: Version, request: Request, iri: str) -> Response:
        """Return the page of anything."""
        key = ("page", self._root, iri, version.choice)
        page = version.cache.get(key)
        if page is None:
            found = await self._thing(version, iri)
            page = html(await self.pages.thing(version, found))
            page.about = structured_data.kind_of(found)
            version.cache.put(key, page, len(iri))
        links = await self._links(version, request, iri, page.about)
        return html(page.body[0], [("Link", structured_data.header(links))])

    async def linkset(self, version: Version, request: Request, thing: str) -> Response:
        """Return the Signposting link set of a thing's page."""
        iri = self._base + thing
        found = await self._thing(version, iri)
        links = await self._links(version, request, iri, structured_data.kind_of(found))
        body = structured_data.linkset(self.address(request) + "page/" + iri.removeprefix(self._base), links)
        return Response(200, "application/linkset+json", [body])

    async def data(self, version: Version, _: Request, thing: str, form: str) -> Response:
        """Return what is said of a thing of ours in a graph format."""
        return await self.data_of(version, self._base + thing, form)

    async def data_of(self, version: Version, iri: str, name: str) -> Response:
        """Return what is said of anything in a graph format; of questions, their own graph says it."""
        if not await self.exists(version, iri):
            raise BadRequestError(404, "not-found", "nothing of that name is in the graph")
        asked = iri.startswith(f"{self._base}question/")
        query = _QUESTION.format(base=self._base) if asked else DATA_QUERY
        body = await version.fetch(query, name, thing=iri)
        link = f'<{self._page(version, iri)}>; rel="describes"'
        return Response(200, negotiate(name, "", GRAPHS).content_type, [body], [("Link", link)])

    async def export(self, version: Version, request: Request, export: str) -> Response:
        """Return the whole default graph in a format, compressed on its way if the client takes that."""
        packed = not export.endswith(".gz") and accepts_gzip(request.header("accept-encoding"))
        body, stream = await version.export(export, compress=packed)
        headers = [("Vary", "Accept-Encoding"), *([("Content-Encoding", "gzip")] if packed else [])]
        return Response(200, _exported_media(export), [body], headers, stream=stream)

    async def examples(self, version: Version, request: Request) -> Response:
        """Return the catalogue of questions as SHACL executables."""
        form = choose(request.header("accept"), GRAPHS) or GRAPHS[0]
        body, stream = await version.begin(_EXAMPLES.format(base=self._base), form.name)
        return Response(200, form.content_type, [body], [_VARY], stream=stream)

    async def ontology(self, version: Version, form: Format) -> Response:
        """Return the classes and properties as a page or as data."""
        if form is HTML:
            body = await version.once(f"ontology {self._root}", lambda: self.pages.ontology(version))
            return html(body, [_VARY])
        body, stream = await version.begin(ONTOLOGY_QUERY, form.name)
        return Response(200, form.content_type, [body], [_VARY], stream=stream)

    async def search(self, version: Version, request: Request) -> Response:
        """Return the names that contain some letters."""
        return html(await self.pages.search(version, (request.one("q") or "").strip()[:200]))

    async def questions(self, version: Version, request: Request) -> Response:  # noqa: ARG002
        """Return the list of questions."""
        listed = await self._listed(version)
        searches = sorted(ALIASES.items())
        return html(await self.pages.render(version, "questions.html", questions=listed, searches=searches))

    async def question(self, version: Version, request: Request, question: str) -> Response:
        """Return a question's form, with the answer where values came along; or lead to find or count."""
        given = [(name, text) for name, text in request.query if name != "with-graphs"]
        if question in ALIASES:
            return self._searched(question, given, version.choice)
        found = (await forms.questions(version)).get(question)
        if found is None:
            raise BadRequestError(404, "not-found", "there is no such question")
        form = forms.fill(await forms.values(version), found, given)
        answered = Answered(fault=form.fault)
        if form.good and (given or not found.parameters):
            answered = await explained(version, request.client, found, form)
        shown = {"fields": form.fields, "query": form.query, **answered.shown()}
        body = await self.pages.render(version, "question.html", question=found, **shown)
        return html(body, status=200 if form.good else 400)

    def _searched(self, question: str, sent: list[tuple[str, str]], choice: str) -> Response:
        """Lead to the search or the table that answers a question."""
        alias = ALIASES[question]
        given: dict[str, list[str]] = {}
        for name, text in sent:
            given.setdefault(name, []).extend([text] if text.strip() else [])
        try:
            filters = filters_of(question, {name: texts or ["any"] for name, texts in given.items()})
        except InputError as error:
            raise BadRequestError(400, "input", error.message, hint=error.hint) from error
        verb, options = ("count", {"by": alias.by}) if alias.by else ("find", {"columns": alias.columns})
        shown = {
            name: [",".join(texts)] if name == "columns" else texts
            for name, texts in options.items()
            if texts
        } | ({"with-graphs": [choice]} if choice else {})
        address = Call(verb, filters, shown).address()
        return Response(303, headers=[("Location", self._root + address), _VARY])

    async def plain(self, version: Version, request: Request) -> Response:
        """Return the editor that works without scripts, with the answer to its query."""
        query = request.one("query") or ""
        answered = await run(version, request.client, query) if query.strip() else Answered()
        shown = {"questions": await self._listed(version), **answered.shown()}
        built = self.pages.workbench_built
        body = await self.pages.render(version, "plain.html", query=query, workbench_built=built, **shown)
        return html(body, status=400 if answered.fault else 200)

    async def workbench(self, version: Version, request: Request) -> Response:
        """Return the workbench, or the plain editor where its files were not built."""
        if not self.pages.workbench_built:
            return await self.plain(version, request)
        query = request.one("query") or ""
        listed, endpoint = await self._listed(version), f"{self.address(request)}sparql"
        body = await self.pages.render(
            version, "workbench.html", query=query, endpoint=endpoint, questions=listed
        )
        return Response(200, HTML.content_type, [body], [_VARY], WORKBENCH_POLICY)

    async def explorer(self, version: Version, request: Request) -> Response:
        """Return the explorer; a request made alone waits for it."""
        return await self._drawn(version, request, EXPLORER)

    async def free(self, version: Version, request: Request) -> Response:
        """Return the free network of the same findings."""
        return await self._drawn(version, request, FREE)

    async def _drawn(self, version: Version, request: Request, what: str) -> Response:
        body = await self._site.explorer.page(version, what, wait=request.alone)
        return Response(200, HTML.content_type, [body], policy=_policy(body))

    async def refusal(self, version: Version, error: BadRequestError) -> Response:
        """Return a refusal as a page."""
        title = {"not-found": "Not found", "drawing": "One moment"}.get(error.code, "Not now")
        message, drawing = error.message[:1].upper() + error.message[1:], error.code == "drawing"
        body = await self.pages.render(version, "refusal.html", title=title, message=message, drawing=drawing)
        return html(body, [*error.headers, _VARY], error.status)

    # --- parts ---

    async def _links(self, version: Version, request: Request, iri: str, kind: str) -> list[dict[str, str]]:
        address = self.address(request)
        origin = address.removesuffix(self._root)
        about = await service_description.about(version)
        data = [(origin + self.pages.data(iri, form.name, version.choice), form.media) for form in GRAPHS]
        linkset = f"{address}linkset/{iri.removeprefix(self._base)}.json{kept('?', version.choice)}"
        found = structured_data.links(iri, kind, about.licence, data, linkset)
        own = iri.startswith(self._base)
        return found if own else [link for link in found if link["rel"] != "linkset"]

    async def _listed(self, version: Version) -> list[Question]:
        return list((await forms.questions(version)).values())

    async def _thing(self, version: Version, iri: str) -> ShownThing:
        found = await version.thing(iri)
        if found is None:
            raise BadRequestError(404, "not-found", "nothing of that name is in the graph")
        return found

    def _page(self, version: Version, iri: str) -> str:
        if not iri.startswith(self._base):
            return self.pages.href(iri, version.choice)
        return f"{self._root}page/{iri.removeprefix(self._base)}{kept('?', version.choice)}"


_REMEMBERED = 10_000
"""How many names are remembered as being in the graph."""
WORKBENCH_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The workbench's editor sets styles from script; everything else is as strict as on other pages."""


def _policy(page: bytes) -> str:
    """Return the policy the explorer's page brings, as a header too: only a header can forbid frames."""
    found = _META_POLICY.search(page.decode("utf-8", "replace"))
    return f"{unescape(found[1]) if found else API_POLICY}; frame-ancestors 'none'"


def _exported_media(name: str) -> str:
    return _EXPORTED_MEDIA.get(name.rpartition(".")[2]) or negotiate(name, "", GRAPHS).content_type
