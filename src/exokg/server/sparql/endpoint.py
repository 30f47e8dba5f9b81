"""The SPARQL endpoint: the query operation of the SPARQL 1.1 Protocol, from a request to its response.

https://www.w3.org/TR/sparql11-protocol/#query-operation. Update operations are refused whichever way they
come: this endpoint has no code that writes. Answers are kept for repeated questions.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import OrderedDict
from functools import lru_cache
from typing import TYPE_CHECKING

from ..http.encoding import has_already
from ..http.messages import BadRequestError, Response, form, problem
from ..http.negotiation import (
    BOOLEANS,
    GRAPHS,
    SOLUTIONS,
    accepts_gzip,
    choose,
    find_format,
    not_acceptable,
)
from ..workers.job import Query, choice_of

if TYPE_CHECKING:
    from collections.abc import Hashable

    from ..http.messages import Request
    from ..http.negotiation import Format
    from ..limits import Limits
    from ..version import Version
    from ..workers.job import QueryFailedError
    from ..workers.stream import AnswerStream

METHODS = "GET, HEAD, POST, OPTIONS"
"""What an endpoint answers, for Allow."""
PARAMETERS = ("query", "default-graph-uri", "named-graph-uri", "with-graphs", "timeout", "format")
"""What a request may say, in the query string or in a form."""
_STATUS = {"syntax": 400, "refused": 400, "evaluation": 400, "iri": 400, "limit": 400, "input": 400}
"""The HTTP status of the ways a query can fail; it is 503 for all others."""
_KINDS = {b"s": SOLUTIONS, b"b": BOOLEANS, b"g": GRAPHS}
_OFFERS = {"solutions": SOLUTIONS, "boolean": BOOLEANS, "graph": GRAPHS}
_VARY = ("Vary", "Accept, Accept-Encoding")
_GZIP = ("Content-Encoding", "gzip")
_FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"
_UPDATE = "application/sparql-update"
_ABSOLUTE_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*")
_OVERHEAD = 1024
"""What a kept answer costs besides its body and its key's text, roughly."""
_USING = frozenset({"using-graph-uri", "using-named-graph-uri"})
_MAKES_A_QUERY = frozenset({"query", "update", *_USING})


class AnswerCache:
    """Responses by question: bounded in bytes, least recently used out first.

    The data never change under a running version, so an answer stays right until the version does; the cache
    belongs to one version and goes with it.

    Args:
        size: most bytes; one answer may take an eighth of them.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._used = 0
        self._kept: set[int] = set()
        self._entries: OrderedDict[Hashable, tuple[Response, int]] = OrderedDict()
        self.hits = 0
        self.misses = 0

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def used(self) -> int:
        """Bytes held."""
        return self._used

    def get(self, key: Hashable) -> Response | None:
        """Return the kept answer and mark it as used."""
        entry = self._entries.get(key)
        if entry is None:
            self.misses += 1
            return None
        self.hits += 1
        self._entries.move_to_end(key)
        return entry[0]

    def has(self, response: Response) -> bool:
        """Return whether this very answer is still kept."""
        return id(response) in self._kept

    def put(self, key: Hashable, response: Response, key_bytes: int) -> None:
        """Keep an answer, unless it is too big; the oldest make room."""
        cost = response.length + key_bytes + _OVERHEAD
        if cost > self._size // 8 or key in self._entries:
            return
        self._entries[key] = response, cost
        self._used += cost
        self._kept.add(id(response))
        while self._used > self._size:
            _, (old, freed) = self._entries.popitem(last=False)
            self._kept.discard(id(old))
            self._used -= freed


async def answer(version: Version, request: Request) -> Response | None:
    """Answer a query request.

    Returns:
        The response, or ``None`` when the request has no query: the caller describes the endpoint.

    Raises:
        BadRequestError: the request or the query is refused.
        QueryFailedError: there is no answer.
    """
    asked = ask(version, request)
    if not isinstance(asked, Query):
        return asked
    return respond(version, asked, *await version.pool.begin(request.client, asked))


def ask(version: Version, request: Request) -> Query | Response | None:
    """Read a query request, and answer it if no worker is needed for that.

    Returns:
        What to ask a worker, the response, or ``None`` when the request has no query.

    Raises:
        BadRequestError: the request or the query is refused.
    """
    query = read_query(request, version.limits)
    if query is None:
        return None
    if request.header("if-none-match") and request.method != "POST" and not request.header("if-match"):
        tag = _tag(version, query)
        if has_already(request, tag):  # only an answer that stays the same ever had one
            return Response(304, headers=[("ETag", tag), _VARY])
    return version.cache.get(query.key) or query


def respond(version: Version, query: Query, first: bytes, stream: AnswerStream | None) -> Response:
    """Make a worker's answer a response, and keep it where the same query always gives the same answer.

    Args:
        version: what was asked.
        query: what was asked of it.
        first: the answer, or the first piece of a long one.
        stream: the other pieces.
    """
    kind = first[:1]
    stable = kind.islower()
    name = {b"s": query.solutions, b"b": query.boolean, b"g": query.graph}[kind.lower()]
    media = _content_type(name or "", _KINDS[kind.lower()])
    headers = [_VARY, ("ETag", _tag(version, query)) if stable else ("Cache-Control", "no-store")]
    if query.compress:
        headers.append(_GZIP)
    response = Response(200, media, [first[1:]], headers, stream=stream)
    if stable and stream is None:
        version.cache.put(query.key, response, len(query.text))
    return response


def failure(error: QueryFailedError) -> Response:
    """Return the error document of a query that has no answer; 503 says when to come back."""
    if error.code == "not-acceptable":
        return not_acceptable(_OFFERS[error.message]).response()
    status = _STATUS.get(error.code, 503)
    details = dict(error.details)
    retry = details.pop("retry_s", 5)
    headers = (("Retry-After", str(retry)),) if status == 503 else ()
    return problem(status, error.code, error.message, headers, **details)


def read_query(request: Request, limits: Limits) -> Query | None:
    """Read a query request.

    Returns:
        What to ask a worker, or ``None`` when the request has no query at all (a GET of the endpoint's
        description).

    Raises:
        BadRequestError: 400, 405, 406, 413 or 415.
    """
    pairs = _parameters(request)
    if pairs is None:
        return None
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    if "update" in values or not _USING.isdisjoint(values):
        raise BadRequestError(400, "update", "this endpoint is read-only: updates are refused")
    queries = values.get("query", [])
    if len(queries) != 1:
        raise BadRequestError(400, "protocol", f"one query is needed, {len(queries)} were sent")
    text = queries[0]
    if len(text) * 4 > limits.query_bytes and len(text.encode()) > limits.query_bytes:
        raise BadRequestError(413, "query-bytes", f"the query is longer than {limits.query_bytes} bytes")
    default, named = _graphs(values, "default-graph-uri"), _graphs(values, "named-graph-uri")
    if default is not None or named is not None:
        default, named = default or (), named or ()
    wanted = next((values[name][0] for name in ("format", "output") if name in values), "")
    return Query(
        text,
        *_names(wanted, request.header("accept")),
        default,
        named,
        accepts_gzip(request.header("accept-encoding")),
        _timeout(values, limits.timeout_s),
        limits.result_rows,
        limits.result_bytes,
        with_graphs=choice_of(values.get("with-graphs", [""])[0]),
    )


def _parameters(request: Request) -> list[tuple[str, str]] | None:
    if request.method in ("GET", "HEAD"):
        pairs = request.query
        return None if _MAKES_A_QUERY.isdisjoint([name for name, _ in pairs]) else pairs
    if request.method != "POST":
        raise BadRequestError(405, "method", f"use one of {METHODS}", (("Allow", METHODS),))
    media, _, more = request.header("content-type").lower().partition(";")
    charset = re.search(r"(?:^|;)\s*charset\s*=\s*\"?([^\";]*)", more)
    if request.header("content-encoding").strip().lower() not in ("", "identity"):
        raise BadRequestError(415, "encoding", "compressed request bodies are not taken")
    if charset is not None and charset[1].strip() not in ("", "utf-8", "utf8", "us-ascii"):
        raise BadRequestError(415, "charset", "queries are UTF-8 (SPARQL 1.1 Protocol)")
    if media.strip() == _FORM:
        return form(request.body) + [pair for pair in request.query if pair[0] != "query"]
    if media.strip() == _DIRECT:
        try:
            text = request.body.decode()
        except UnicodeDecodeError as error:
            raise BadRequestError(400, "encoding", "the query is not UTF-8", offset=error.start) from None
        return [("query", text), *request.query]
    if media.strip() == _UPDATE:
        raise BadRequestError(415, "update", "this endpoint is read-only: updates are refused")
    raise BadRequestError(415, "media-type", f"send a POST as {_FORM} or {_DIRECT}")


def _graphs(values: dict[str, list[str]], name: str) -> tuple[str, ...] | None:
    if name not in values:
        return None
    for iri in values[name]:
        if not _ABSOLUTE_IRI.fullmatch(iri):
            raise BadRequestError(400, "protocol", f"{name} must be an absolute IRI")
    return tuple(values[name])


@lru_cache(maxsize=1024)
def _names(wanted: str, accept: str) -> tuple[str | None, str | None, str | None]:
    """Name a format for every kind of answer, as it is not known yet which one the query gives.

    ``format=`` counts for the kinds it fits: SPARQLWrapper sends one with whatever it asks.
    """

    def name(offers: tuple[Format, ...]) -> str | None:
        found = find_format(wanted, offers) or choose(accept, offers)
        return found.name if found else None

    return name(SOLUTIONS), name(BOOLEANS), name(GRAPHS)


@lru_cache(maxsize=64)
def _content_type(name: str, offers: tuple[Format, ...]) -> str:
    return next(offer.content_type for offer in offers if offer.name == name)


def _tag(version: Version, query: Query) -> str:
    """Return the strong ETag of an answer: the same on another server with the same data."""
    text = f"{version.digest}{query.key}".encode("utf-8", "replace")
    return f'"{hashlib.blake2b(text, digest_size=12).hexdigest()}"'


def _timeout(values: dict[str, list[str]], most: float) -> float:
    """Read ``timeout=`` in seconds, which can only lower the limit."""
    text = values["timeout"][0] if "timeout" in values else ""
    try:
        seconds = float(text or most)
    except ValueError:
        seconds = math.nan
    if not seconds > 0:
        raise BadRequestError(400, "protocol", "timeout is a number of seconds above 0")
    return min(seconds, most)
