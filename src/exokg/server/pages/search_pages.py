"""Find and count over HTTP: pages with forms, and the bytes of the command line in every format."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.metadata import version as package_version
from typing import TYPE_CHECKING, Any, Final

from ...answers.descriptions import Value
from ...answers.find.counting import LEVELS, MEASURES
from ...answers.find.filters import WITHOUT
from ...errors import InputError
from ...model.dimensions import dimensions
from ..http.encoding import has_already
from ..http.messages import BadRequestError, Response
from ..http.negotiation import HTML, SOLUTIONS, Format, negotiate
from ..workers.job import QueryFailedError
from .answer_tables import SHOWN
from .calls import Call, read_call
from .html import html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...model.dimensions import Dimension
    from ..http.messages import Request
    from ..version import Version
    from ..workers.job import Query
    from .html import Pages

_PLAIN: Final = (Format("markdown", "text/markdown"), Format("table", "text/plain"))
FORMATS: Final = (*sorted(SOLUTIONS, key=lambda form: form.name != "csv"), *_PLAIN, HTML)
"""Formats of an answer: as in a pipe, CSV where a client takes anything."""

_VARY: Final = ("Vary", "Accept, Accept-Encoding")
_FIRST: Final = 100
"""Rows of an answer that a page shows unless asked for more."""
_NAMED: Final = 5
"""Things by a name that a page of findings shows above them."""
_COMMON: Final = ("source", "outcome", "effect", "rung", "species", "cell", "route", "condition", "year")
_OWNERS: Final = {
    "": "What the finding comes to",
    "finding": "The finding",
    "preparation": "What was given",
    "system": "What it was tested in",
    "arm": "How it was given",
    "comparison": "What it was compared with",
    "record": "The study and its paper",
}


class Searches:
    """Answers ``/find`` and ``/count``.

    Args:
        pages: renders them.
        root: path of the landing page, with a slash at its end.
    """

    def __init__(self, pages: Pages, root: str) -> None:
        self._pages = pages
        self._root = root

    async def find(self, version: Version, request: Request) -> Response:
        """Findings by any dimension and by free words."""
        return await self._answer("find", version, request)

    async def count(self, version: Version, request: Request) -> Response:
        """Studies, or something else, by one or two dimensions."""
        return await self._answer("count", version, request)

    async def _answer(self, verb: str, version: Version, request: Request) -> Response:
        form = negotiate(request.one("format"), request.header("accept"), FORMATS)
        tag = _tag(version, request, form)
        if request.header("if-none-match") and not request.header("if-match") and has_already(request, tag):
            return Response(304, headers=[("ETag", tag), _VARY])
        try:
            call = read_call(verb, request.query)
            version = version.including(call.one("with-graphs"))
            if form is HTML:
                if any(not text.strip() for _, text in request.query):  # fields of a form left empty
                    return Response(303, headers=[("Location", self._root + call.address()), _VARY])
                return await self._page(version, request, call, tag)
            return await self._data(version, request, call, form, tag)
        except InputError as error:
            failed = QueryFailedError("input", error.message, hint=error.hint)
            failed.details["suggestions"] = getattr(error, "suggestions", None)
        except QueryFailedError as error:
            if form is not HTML or error.code not in {"input", "limit"}:
                raise
            failed = error
        if form is not HTML:
            raise BadRequestError(400, failed.code, failed.message, **failed.details)
        return await self._refusal(version, request, verb, failed)

    # --- data ---

    async def _data(self, version: Version, request: Request, call: Call, form: Format, tag: str) -> Response:
        order = _order(version, call)._replace(solutions=form.name)
        first, stream = await version.pool.begin(request.client, order)
        headers = [_VARY, ("ETag", tag)]
        return Response(200, form.content_type, [first[1:]], headers, stream=stream)

    # --- pages ---

    async def _page(self, version: Version, request: Request, call: Call, tag: str) -> Response:
        shown: dict[str, Any] = {}
        if call.asks:
            most = min(call.limit or SHOWN, SHOWN) if call.limit is not None else _FIRST
            answer = await version.pool.answer(request.client, _order(version, call)._replace(shown=most))
            shown = _read(call, json.loads(answer[1:])) | {"call": call, "names": ()}
            if call.verb == "find" and call.one("words"):
                shown["names"] = await self._named(version, " ".join(call.options["words"]))
        body = await self._render(version, call, shown)
        return html(body, [_VARY, ("ETag", tag)])

    async def _named(self, version: Version, words: str) -> list[Value]:
        """The first things by a name: they may be what was looked for."""
        return [Value(name, iri) for name, iri, _ in await version.names(words, _NAMED)]

    async def _refusal(
        self, version: Version, request: Request, verb: str, failed: QueryFailedError
    ) -> Response:
        hint = failed.details.get("hint")
        try:
            call = read_call(verb, request.query)
        except InputError:  # the form cannot show what is no field of it
            call = Call(verb, {}, {})
        fault = f"{failed.message}{f'; {hint}' if hint else ''}"
        return html(await self._render(version, call, {"fault": fault}), [_VARY], 400)

    async def _render(self, version: Version, call: Call, shown: dict[str, Any]) -> bytes:
        offered = await version.once("choices of dimensions", lambda: _choices(version))
        known = dimensions()
        common = [known[name] for name in _COMMON]
        groups = [
            (title, [one for one in known.values() if one.owner == owner and one not in common])
            for owner, title in _OWNERS.items()
        ]
        folded = [name for name in call.given if name not in _COMMON]
        return await self._pages.render(
            version, f"{call.verb}.html", verb=call.verb, given=call.given, options=call.options,
            yes=call.yes, wanted=" ".join(call.options.get("words", ())), common=common, groups=groups,
            opened=bool(folded), offered=offered, kinds=WITHOUT, measures=MEASURES, levels=LEVELS,
            dimensions=known.values(), formats=[form.name for form in FORMATS if form is not HTML], **shown,
        )  # fmt: skip


def _order(version: Version, call: Call) -> Query:
    return version.ordered("", search=call.arguments())


async def _choices(version: Version) -> dict[str, list[str]]:
    seconds = max(version.limits.timeout_s, 60.0)
    order = version.ordered("", timeout_s=seconds, search="{}")
    answer = await version.pool.answer("the server itself", order)
    found: dict[str, list[str]] = json.loads(answer[1:])
    return found


@cache
def _program() -> str:
    """The version of the program; reading it takes a millisecond."""
    return package_version("exokg")


def _tag(version: Version, request: Request, form: Format) -> str:
    """The strong ETag of an answer: it follows from the data, the program, the address and the format."""
    parts = (version.digest, _program(), request.root, request.target, form.name)
    return f'"{hashlib.blake2b(repr(parts).encode(), digest_size=12).hexdigest()}"'


def _read(call: Call, found: dict[str, Any]) -> dict[str, Any]:
    """What a template shows of an answer; cells of counts lead to the search for what they count."""
    rows = [[[Value(text, iri) for text, iri in cell] for cell in row] for row in found["rows"]]
    links: list[list[str]] = [[] for _ in rows]
    if call.verb == "count":
        by = [_dimension(name) for name in call.options["by"]]
        links = [_drills(call, by, found["columns"], [cell[0].text for cell in row]) for row in rows]
    return found | {"rows": rows, "links": links}


def _dimension(name: str) -> Dimension:
    from ...model.dimensions import dimension_named

    return dimension_named(name)


def _drills(call: Call, by: Sequence[Dimension], columns: Sequence[str], texts: Sequence[str]) -> list[str]:
    """The address that each cell of a row of counts leads to; none for empty cells and totals."""
    first = {by[0].name: texts[0]}
    if texts[0] == "total":
        return [""] * len(texts)
    if call.yes("list"):
        first |= {one.name: text for one, text in zip(by[1:], texts[1:], strict=False)}
        return ["", *[""] * (len(by) - 1), call.drilled({**first, "study": texts[len(by)]}), ""]
    if len(by) == 1 or columns[1] == by[1].heading:
        labels = {one.name: text for one, text in zip(by, texts, strict=False)}
        return [*[""] * len(by), call.drilled(labels)]
    cells = [call.drilled({**first, by[1].name: head}) for head in columns[1:-1]]
    empty = [text in {"·", "0"} for text in texts[1:-1]]
    return ["", *("" if none else cell for none, cell in zip(empty, cells, strict=True)), ""]
