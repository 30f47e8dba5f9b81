"""The SPARQL 1.1 Protocol's query operation: from an HTTP request to a question.

https://www.w3.org/TR/sparql11-protocol/#query-operation. Update operations are refused whichever way they
come: this endpoint has no code that writes.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..http.messages import BadRequestError, form
from ..http.negotiation import BOOLEANS, GRAPHS, SOLUTIONS, Format, accepts_gzip, choose, find_format

if TYPE_CHECKING:
    from ..http.messages import Request

__all__ = ["METHODS", "PARAMETERS", "ProtocolQuery", "read_question"]

METHODS = "GET, HEAD, POST, OPTIONS"
"""What an endpoint answers, for Allow."""
PARAMETERS = ("query", "default-graph-uri", "named-graph-uri", "timeout", "format")
"""What a request may say, in the query string or in a form."""
_FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"
_UPDATE = "application/sparql-update"
_ABSOLUTE_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*")
_USING = ("using-graph-uri", "using-named-graph-uri")


class ProtocolQuery(NamedTuple):
    """What a client asks, in a form that can be a key: equal questions have equal answers.

    Attributes:
        query: SPARQL text.
        solutions: format of a SELECT answer, ``None`` if the client accepts none.
        boolean: format of an ASK answer.
        graph: format of a CONSTRUCT or DESCRIBE answer.
        default_graphs: the protocol's default graph, ``None`` if it names none.
        named_graphs: the protocol's named graphs, ``None`` if it names none.
        compress: the client takes gzip.
    """

    query: str
    solutions: Format | None
    boolean: Format | None
    graph: Format | None
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    compress: bool = False


def read_question(request: Request) -> tuple[ProtocolQuery, float | None] | None:
    """Read a query request.

    Returns:
        The question and the time limit the client asks for, or ``None`` when the request has no query at
        all (a GET of the endpoint's description).

    Raises:
        BadRequestError: 400, 405, 406 or 415.
    """
    pairs = _parameters(request)
    if pairs is None:
        return None
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    queries = values.get("query", [])
    if "update" in values or any(name in values for name in _USING):
        raise BadRequestError(400, "update", "this endpoint is read-only: updates are refused")
    if len(queries) != 1:
        raise BadRequestError(400, "protocol", f"one query is needed, {len(queries)} were sent")
    default, named = _graphs(values, "default-graph-uri"), _graphs(values, "named-graph-uri")
    if default is not None or named is not None:
        default, named = default or (), named or ()
    solutions, boolean, graph = _formats(request, values)
    compress = accepts_gzip(request.header("accept-encoding"))
    question = ProtocolQuery(queries[0], solutions, boolean, graph, default, named, compress)
    return question, _timeout(values)


def _parameters(request: Request) -> list[tuple[str, str]] | None:
    if request.method in ("GET", "HEAD"):
        return request.query if any(name in _KNOWN for name, _ in request.query) else None
    if request.method != "POST":
        raise BadRequestError(405, "method", f"use one of {METHODS}", (("Allow", METHODS),))
    media, charset = _content_type(request.header("content-type"))
    if request.header("content-encoding").strip().lower() not in ("", "identity"):
        raise BadRequestError(415, "encoding", "compressed request bodies are not taken")
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise BadRequestError(415, "charset", "queries are UTF-8 (SPARQL 1.1 Protocol)")
    if media == _FORM:
        return form(request.body) + [pair for pair in request.query if pair[0] != "query"]
    if media == _DIRECT:
        try:
            text = request.body.decode()
        except UnicodeDecodeError as error:
            raise BadRequestError(400, "encoding", "the query is not UTF-8", offset=error.start) from None
        return [("query", text), *request.query]
    if media == _UPDATE:
        raise BadRequestError(415, "update", "this endpoint is read-only: updates are refused")
    raise BadRequestError(415, "media-type", f"send a POST as {_FORM} or {_DIRECT}")


_KNOWN = frozenset({"query", "update", *_USING})
"""Parameters that make a request a query."""


def _content_type(header: str) -> tuple[str, str]:
    media, _, parameters = header.partition(";")
    charset = ""
    for part in parameters.split(";"):
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip().strip('"').lower()
    return media.strip().lower(), charset


def _graphs(values: dict[str, list[str]], name: str) -> tuple[str, ...] | None:
    if name not in values:
        return None
    for iri in values[name]:
        if not _ABSOLUTE_IRI.fullmatch(iri):
            raise BadRequestError(400, "protocol", f"{name} must be an absolute IRI")
    return tuple(values[name])


def _formats(
    request: Request, values: dict[str, list[str]]
) -> tuple[Format | None, Format | None, Format | None]:
    """Choose a format for every kind of answer, as it is not known yet which one the query gives.

    ``format=`` counts for the kinds it fits: SPARQLWrapper sends one with whatever it asks.
    """
    wanted = next((values[name][0] for name in ("format", "output") if values.get(name)), "")
    solutions, boolean, graph = _negotiated(request.header("accept"))
    return (
        find_format(wanted, SOLUTIONS) or solutions,
        find_format(wanted, BOOLEANS) or boolean,
        find_format(wanted, GRAPHS) or graph,
    )


@lru_cache(maxsize=256)
def _negotiated(accept: str) -> tuple[Format | None, Format | None, Format | None]:
    return choose(accept, SOLUTIONS), choose(accept, BOOLEANS), choose(accept, GRAPHS)


def not_acceptable(offers: tuple[Format, ...]) -> BadRequestError:
    """Return the 406 that lists the choices."""
    choices = list(dict.fromkeys(offer.media for offer in offers))
    return BadRequestError(406, "not-acceptable", "no format that the client accepts", choices=choices)


def _timeout(values: dict[str, list[str]]) -> float | None:
    """Read ``timeout=`` in seconds."""
    texts = values.get("timeout")
    if not texts or not texts[0]:
        return None
    try:
        seconds = float(texts[0])
    except ValueError:
        seconds = math.nan
    if not seconds > 0:
        raise BadRequestError(400, "protocol", "timeout is a number of seconds above 0")
    return seconds
