"""A path of the server, what answers it, and what may be in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import InputError
from ..model.kinds import KINDS
from .http.messages import BadRequestError
from .http.negotiation import GRAPHS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from .http.messages import Request, Response
    from .version import Version

    Handler = Callable[..., Awaitable[Response]]

READ = "GET, HEAD, OPTIONS"
"""The methods of what is only read."""
_GRAPH_NAMES = "|".join(form.name for form in GRAPHS)
_KINDS = "|".join((*KINDS, "graph", "ontology", "question"))
"""Kinds of things with IRIs of ours: the first part of their path."""
_NAME = r"[A-Za-z0-9][A-Za-z0-9_:-]{0,200}(?:\.[0-9][A-Za-z0-9_:-]*)*"
_PARTS = {
    "thing": rf"(?:{_KINDS})/{_NAME}|dataset",
    "form": _GRAPH_NAMES,
    "suffix": f"{_GRAPH_NAMES}|html",
    "context": r"[0-9]+(?:\.[0-9a-z]+){1,5}",
    "released": r"[A-Za-z0-9][A-Za-z0-9._/-]{0,200}",
    "release": r"[0-9]+\.[0-9]+\.[0-9]+",
    "export": rf"(?:{_GRAPH_NAMES}|nq)(?:\.gz)?",
    "question": "[a-z0-9][a-z0-9-]{0,80}",
    "file": ".+",
    "part": "[1-9][0-9]{0,5}",
}
"""What stands for a name in braces."""


class Route(NamedTuple):
    """A path and what answers it.

    Attributes:
        path: with names in braces, and in brackets what may be left out.
        summary: what is there.
        media: the media types of an answer with status 200; none where the answer is another status.
        handler: called with the data, the request and, by name, the parts of the path.
        query: the parameters in the query string: their names, or also what OpenAPI says of each.
        methods: the methods that are answered.
    """

    path: str
    summary: str
    media: tuple[str, ...]
    handler: Handler
    query: tuple[str, ...] | Mapping[str, Mapping[str, Any]] = ()
    methods: str = READ

    def pattern(self) -> re.Pattern[str]:
        """Return what the path looks like."""
        text = re.escape(self.path).replace(r"\[", "(?:").replace(r"\]", ")?")
        return re.compile(re.sub(r"\\\{(\w+)\\\}", lambda found: f"(?P<{found[1]}>{_PARTS[found[1]]})", text))


def including(
    path: str, summary: str, media: tuple[str, ...], handler: Handler, query: tuple[str, ...] = ()
) -> Route:
    """A route whose answers include graphs of others, where a request names them."""

    async def answer(version: Version, request: Request, **parts: str) -> Response:
        return await handler(_included(version, request), request, **parts)

    return Route(path, summary, media, answer, (*query, "with-graphs"))


def _included(version: Version, request: Request) -> Version:
    if b"with-graphs" not in request.target:  # other parameters are not read here, whatever they are
        return version
    try:
        return version.including(request.one("with-graphs"))
    except InputError as error:
        raise BadRequestError(400, "input", error.message, hint=error.hint) from error
