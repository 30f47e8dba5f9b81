"""The SPARQL endpoint: a request becomes a question, a question an answer, an answer a response."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..http.encoding import has_already
from ..http.messages import BadRequestError, Response, problem
from ..http.negotiation import BOOLEANS, GRAPHS, SOLUTIONS
from ..workers.wire import Query
from .operation import not_acceptable, read_question

if TYPE_CHECKING:
    from ..http.messages import Request
    from ..version import Version
    from ..workers.job import QueryFailedError
    from ..workers.stream import AnswerStream
    from .operation import ProtocolQuery

__all__ = ["STATUS", "Asked", "answer", "ask", "failure", "respond"]

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
_VARY = ("Vary", "Accept, Accept-Encoding")


class Asked(NamedTuple):
    """A question that a worker has to answer.

    Attributes:
        question: what was asked.
        tag: the ETag of its answer, if the answer can be asked for again.
        query: the same for a worker.
    """

    question: ProtocolQuery
    tag: str
    query: Query


async def answer(version: Version, request: Request) -> Response | None:
    """Answer a query request.

    Returns:
        The response, or ``None`` when the request has no query: the caller describes the endpoint.

    Raises:
        BadRequestError: the request or the query is refused.
        QueryFailedError: there is no answer.
    """
    asked = ask(version, request)
    if not isinstance(asked, Asked):
        return asked
    return respond(version, asked, *await version.pool.begin(request.client, asked.query))


def ask(version: Version, request: Request) -> Asked | Response | None:
    """Read a query request, and answer it if no worker is needed for that.

    Returns:
        What to ask a worker, the response, or ``None`` when the request has no query.

    Raises:
        BadRequestError: the request or the query is refused.
    """
    read = read_question(request)
    if read is None:
        return None
    question, timeout_s = read
    tag = version.tag(*_key(question))
    if has_already(request, tag):  # only an answer that stays the same ever had one
        return Response(304, headers=[("ETag", tag), _VARY])
    if (kept := version.cache.get(question)) is not None:
        return kept
    limits = version.limits
    if len(question.query) * 4 > limits.query_bytes and len(question.query.encode()) > limits.query_bytes:
        raise BadRequestError(413, "query-bytes", f"the query is longer than {limits.query_bytes} bytes")
    query = Query(
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
    return Asked(question, tag, query)


def respond(version: Version, asked: Asked, first: bytes, stream: AnswerStream | None) -> Response:
    """Make a worker's answer a response, and keep it where the same question always gives the same answer.

    Args:
        version: what was asked.
        asked: what was asked of it.
        first: the answer, or the first piece of a long one.
        stream: the other pieces.
    """
    question, kind = asked.question, first[:1]
    chosen = {b"s": question.solutions, b"b": question.boolean, b"g": question.graph}[kind.lower()]
    headers = [_VARY]
    if question.compress:
        headers.append(("Content-Encoding", "gzip"))
    stable = kind.islower()
    headers.append(("ETag", asked.tag) if stable else ("Cache-Control", "no-store"))
    response = Response(200, chosen.content_type if chosen else "", [first[1:]], headers, stream=stream)
    if stable and stream is None:
        version.cache.put(question, response, len(question.query))
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


def _key(question: ProtocolQuery) -> tuple[str, ...]:
    names = [form.name if form else "-" for form in (question.solutions, question.boolean, question.graph)]
    graphs = [
        "-" if graphs is None else " ".join(graphs)
        for graphs in (question.default_graphs, question.named_graphs)
    ]
    return (question.query, *names, *graphs, "gzip" if question.compress else "")
