"""What is done to a finished answer: nothing to a client that has it already, gzip for one that takes it."""

from __future__ import annotations

import asyncio
import zlib
from functools import lru_cache

from .messages import Request, Response, problem
from .negotiation import accepts_gzip

_WORTH, _LONG = 1024, 32 * 1024
"""Bodies shorter than the first are sent as they are; those longer than the second are packed in a thread."""
_PACKED = ("application/gzip", "application/vnd.apache.parquet", "image/png", "font/")
"""Media types that gzip does not make shorter."""
_VARY = ("Vary", "Accept-Encoding")


def has_already(request: Request, tag: str) -> bool:
    """Return whether a client has an answer with this ETag (RFC 9110 §13.1.2, weak comparison).

    The star is no match: before the answer is made, there may be none. A compressed answer has the tag of
    the plain one with a mark in it.

    >>> from exokg.server.http.messages import Request
    >>> has_already(Request("GET", b"/", {"if-none-match": 'W/"a", "b"'}), '"b"')
    True
    """
    given = _tags(request.header("if-none-match"))
    return tag in given or _marked(tag) in given


def _tags(header: str) -> list[str]:
    return [part.strip().removeprefix("W/") for part in header.split(",")]


def _fails(request: Request, tag: str) -> bool:
    """Return whether ``If-Match`` names another answer than the one with this tag (strong comparison)."""
    given = [part.strip() for part in request.header("if-match").split(",")]
    return given not in ([""], ["*"]) and not (tag and {tag, _marked(tag)} & set(given))


def _is_kept(request: Request, tag: str) -> bool:
    if request.header("if-none-match").strip() == "*":
        return True
    return bool(tag) and has_already(request, tag)


async def encode(request: Request, response: Response) -> Response:
    """Return the response as this client should get it, its preconditions looked at (RFC 9110 §13.2)."""
    said = dict(response.headers)
    tag = said.get("ETag", "")
    if response.status != 200:
        return response
    is_kept = _is_kept(request, tag)
    if is_kept or _fails(request, tag):
        if response.stream is not None:
            response.stream.close()
        if _fails(request, tag) or request.method not in ("GET", "HEAD"):
            return problem(412, "precondition", "the answer is not the one that the request has a tag of")
        kept = [pair for pair in response.headers if pair[0] in ("ETag", "Cache-Control", "Vary")]
        return Response(304, headers=kept)
    if response.stream is not None or "Content-Encoding" in said:
        return response
    if response.length < _WORTH or response.media.startswith(_PACKED):
        return response
    headers = response.headers if "Vary" in said else [*response.headers, _VARY]
    if not accepts_gzip(request.header("accept-encoding")):
        return Response(200, response.media, response.body, headers, response.policy)
    body = b"".join(response.body)
    packed = await asyncio.to_thread(_pack, body) if len(body) > _LONG else _pack(body)
    marked = [(name, _marked(value) if name == "ETag" else value) for name, value in headers]
    marked.append(("Content-Encoding", "gzip"))
    return Response(200, response.media, [packed], marked, response.policy)


def _marked(tag: str) -> str:
    return f'{tag[:-1]}-gzip"'


@lru_cache(maxsize=32)
def _pack(body: bytes) -> bytes:
    """Compress, remembering files and pages that are asked for again."""
    packer = zlib.compressobj(6, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()
