"""The SPARQL endpoint: a request becomes a question, a question an answer, an answer a response."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..http.messages import BadRequestError, Response, problem
from ..http.negotiation import BOOLEANS, GRAPHS, SOLUTIONS
from ..workers.wire import Query
from .operation import not_acceptable, read_question

if TYPE_CHECKING:
    from ..http.messages import Request
    from ..version import Version
    from ..workers.job import QueryFailedError
    from .operation import ProtocolQuery

__all__ = ["STATUS", "answer", "failure"]

STATUS = {
    "syntax": 400,
    "refused": 400,
    "evaluation": 400,
    "iri": 400,
    "limit": 400,
    "not-acceptable": 406,
    "timeout": 503,
    "memory": 503,
    "busy": 503,
    "abandoned": 503,
    "store": 503,
    "shutdown": 503,
}
"""The HTTP status of every way a query can fail."""
_OFFERS = {"solutions": SOLUTIONS, "boolean": BOOLEANS, "graph": GRAPHS}
_READINGS, _SHORT = 2048, 4096
"""How many requests are remembered as read, and up to which length."""
_VARY = ("Vary", "Accept, Accept-Encoding")


async def answer(version: Version, request: Request) -> Response | None:
    """Answer a query request.

    Returns:
        The response, or ``None`` when the request has no query: the caller describes the endpoint.

    Raises:
        BadRequestError: the request or the query is refused.
    """
    read = _read(version, request)
    if read is None:
        return None
    question, timeout_s, stable = read
    tag = version.tag(*_key(question)) if stable else ""
    if stable and _matches(request.header("if-none-match"), tag):
        return Response(304, headers=[("ETag", tag), _VARY])
    if stable and (kept := version.cache.get(question)) is not None:
        return kept
    response = await _evaluate(version, request.client, question, timeout_s)
    if stable:
        response.headers.append(("ETag", tag))
        if response.stream is None:
            version.cache.put(question, response, len(question.query))
    else:
        response.headers.append(("Cache-Control", "no-store"))
    return response


def failure(error: QueryFailedError) -> Response:
    """Return the error document of a query that has no answer; 503 says when to come back."""
    status = STATUS.get(error.code, 503)
    if error.code == "not-acceptable":
        return not_acceptable(_OFFERS[error.message]).response()
    details = dict(error.details)
    retry = details.pop("retry_s", 5)
    headers = (("Retry-After", str(retry)),) if status == 503 else ()
    return problem(status, error.code, error.message, headers, **details)


def _read(version: Version, request: Request) -> tuple[ProtocolQuery, float | None, bool] | None:
    """Read a request, remembering how requests by GET were read."""
    words = _words(request)
    known = version.readings.get(words)
    if known is not None:
        return known
    read = read_question(request)
    if read is None:
        return None
    found = (*read, read[0].is_stable)
    if words[0] and len(request.target) < _SHORT:
        if len(version.readings) >= _READINGS:
            version.readings.pop(next(iter(version.readings)))
        version.readings[words] = found
    return found


def _words(request: Request) -> tuple[bytes, str, str]:
    """Return all of a GET request that its answer depends on."""
    target = request.target if request.method in ("GET", "HEAD") else b""
    return target, request.header("accept"), request.header("accept-encoding")


async def _evaluate(
    version: Version, client: str, question: ProtocolQuery, timeout_s: float | None
) -> Response:
    limits = version.limits
    if len(question.query.encode("utf-8", "replace")) > limits.query_bytes:
        raise BadRequestError(413, "query-bytes", f"the query is longer than {limits.query_bytes} bytes")
    job = Query(
        question.query,
        question.solutions.name if question.solutions else None,
        question.boolean.name if question.boolean else None,
        question.graph.name if question.graph else None,
        question.default_graphs,
        question.named_graphs,
        question.compress,
        min(timeout_s or limits.timeout_s, limits.timeout_s),
        limits.result_rows,
        limits.result_bytes,
    )
    first, stream = await version.pool.begin(client, job)
    chosen = {b"s": question.solutions, b"b": question.boolean, b"g": question.graph}[first[:1]]
    media = chosen.content_type if chosen else ""
    headers = [_VARY]
    if question.compress:
        headers.append(("Content-Encoding", "gzip"))
    return Response(200, media, [first[1:]], headers, stream=stream)


def _key(question: ProtocolQuery) -> tuple[str, ...]:
    names = [form.name if form else "-" for form in (question.solutions, question.boolean, question.graph)]
    graphs = [
        "-" if graphs is None else " ".join(graphs)
        for graphs in (question.default_graphs, question.named_graphs)
    ]
    return (question.query, *names, *graphs, "gzip" if question.compress else "")


def _matches(header: str, tag: str) -> bool:
    """RFC 9110 §13.1.2, weak comparison; the star is no match: there may be no answer at all."""
    return bool(header) and tag in [part.strip().removeprefix("W/") for part in header.split(",")]
