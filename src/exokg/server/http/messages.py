"""Requests and responses as plain values, the headers of every answer, and the document every refusal is."""

from __future__ import annotations

import json
import re
import time
from binascii import a2b_qp
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass, field
from email.utils import formatdate
from functools import cached_property, lru_cache
from http import HTTPStatus
from typing import Protocol
from urllib.parse import unquote_to_bytes

API_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""For answers that are data: nothing in them may load or run anything, wherever they are shown."""
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""For pages: only files of this server, no inline script, no form to elsewhere."""
_UNSAFE = re.compile(r"[^\t\x20-\x7e]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NOT_PLAIN = re.compile(rb"%(?![0-9A-Fa-f]{2})|[\r\n]")


class BadRequestError(Exception):
    """A request that gets an error document instead of an answer.

    Args:
        status: the HTTP status.
        code: one word for programs.
        message: one sentence for people.
        headers: further response headers.
        details: further fields of the document.
    """

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        headers: tuple[tuple[str, str], ...] = (),
        **details: object,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = headers
        self.details = details

    def response(self) -> Response:
        """Return the error document."""
        return problem(self.status, self.code, self.message, self.headers, **self.details)


@dataclass
class Request:
    """One HTTP request, its body read.

    Args:
        method: upper case.
        target: the request target as sent, ASCII.
        headers: lower-cased names → value; repeated headers joined with a comma.
        body: the whole body.
        client: address of the client, as far as it can be trusted.
        encrypted: whether a trusted proxy said that the client speaks TLS to it.
        root: path below which the server answers this client, without a slash at its end.
        alone: whether it is the only one, which waits for whatever takes long.
        takes_chunks: whether the client can be sent an answer whose length is not known (not in HTTP/1.0).
    """

    method: str
    target: bytes
    headers: dict[str, str]
    body: bytes = b""
    client: str = ""
    encrypted: bool = False
    takes_chunks: bool = True
    root: str = ""
    alone: bool = False

    @cached_property
    def path(self) -> str:
        """The decoded path.

        Raises:
            BadRequestError: it is not UTF-8 or has control characters.
        """
        path = decode(self.target.partition(b"?")[0])
        if _CONTROL.search(path):
            raise BadRequestError(404, "not-found", "there is no such page")
        return path

    @cached_property
    def query(self) -> list[tuple[str, str]]:
        """The decoded query string as (name, value) pairs in order."""
        return form(self.target.partition(b"?")[2])

    def one(self, name: str) -> str | None:
        """Return the first value of a query parameter."""
        return next((value for key, value in self.query if key == name), None)

    def header(self, name: str) -> str:
        """Return a header's value, or the empty string."""
        return self.headers.get(name, "")


class Stream(Protocol):
    """The rest of a long body; iterate over it, and close it whatever happened."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        """Yield the pieces as they come."""

    def close(self) -> None:
        """Want no more."""


@dataclass
class Response:
    """One HTTP response.

    Args:
        status: the HTTP status.
        media: the Content-Type, empty without a body.
        body: the body in pieces.
        headers: further headers.
        policy: the Content-Security-Policy of a page that needs another than the strict one.
        stream: the rest of the body where it is not known yet; the owner of the response closes it.
        streamed: bytes of the stream that were sent.
        head: the headers as bytes, once they were sent from memory.
        about: the schema.org type of the thing that a page is about.
    """

    status: int = 200
    media: str = ""
    body: list[bytes] = field(default_factory=list)
    headers: list[tuple[str, str]] = field(default_factory=list)
    policy: str | None = None
    stream: Stream | None = None
    streamed: int = 0
    head: bytes = b""
    about: str = ""

    @property
    def length(self) -> int:
        """Bytes of the body, as far as they are known."""
        return sum(map(len, self.body)) + self.streamed

    async def gather(self) -> None:
        """Wait for the rest of the body.

        Raises:
            QueryFailedError: there will be none.
        """
        if self.stream is not None:
            with closing(self.stream) as stream:
                self.body += [piece async for piece in stream]
            self.stream = None


def decode(data: bytes) -> str:
    """Percent-decode to text.

    Raises:
        BadRequestError: the bytes are not UTF-8.
    """
    try:
        return (_unquote(data) if b"%" in data else data).decode()
    except UnicodeDecodeError:
        raise BadRequestError(400, "encoding", "the request is not UTF-8") from None


def _unquote(data: bytes) -> bytes:
    """Undo percent-encoding, a long query's in a tenth of the standard library's time.

    Quoted-printable is the same code with another sign, and its decoder is written in C; what it reads
    differently (a sign without two digits, line ends) is left to the standard library.
    """
    if _NOT_PLAIN.search(data):
        return unquote_to_bytes(data)
    return a2b_qp(data.replace(b"=", b"=3D").replace(b"%", b"="))


def form(data: bytes) -> list[tuple[str, str]]:
    """Read ``application/x-www-form-urlencoded`` bytes; a name without ``=`` has the empty value.

    >>> form(b"query=ASK%7B%7D&x=a+b")
    [('query', 'ASK{}'), ('x', 'a b')]
    """
    parts = [part.partition(b"=") for part in data.replace(b"+", b" ").split(b"&") if part]
    return [(decode(name), decode(value)) for name, _, value in parts]


def problem(
    status: int, code: str, message: str, headers: tuple[tuple[str, str], ...] = (), **details: object
) -> Response:
    r"""Return an error document: JSON, because text a client sent may be in it and JSON is never run.

    >>> problem(400, "syntax", "no", line=1).body
    [b'{"error": "syntax", "status": 400, "message": "no", "line": 1}\n']
    """
    document = {"error": code, "status": status, "message": message}
    document |= {name: value for name, value in details.items() if value is not None}
    text = json.dumps(document, ensure_ascii=True).replace("<", "\\u003c").replace(">", "\\u003e")
    return Response(status, "application/json", [text.encode() + b"\n"], list(headers))


class HeadWriter:
    """Writes response heads.

    Args:
        cors: whether other sites may read what is sent.
    """

    def __init__(self, *, cors: bool) -> None:
        self._fixed = _always(cors=cors)
        self._fixed_lines = b"".join(map(_line, self._fixed))

    def pairs(self, response: Response) -> list[tuple[bytes, bytes]]:
        """Return the headers of a response as ASGI wants them."""
        return [(name.lower().encode(), _plain(value)) for name, value in [*self._fixed, *_own(response)]]

    def write(self, response: Response, *, keep: bool) -> bytes:
        """Return the whole head of a response whose length is known.

        Args:
            response: what to send; its headers are remembered with it.
            keep: whether the connection stays open.
        """
        if not response.head:
            response.head = self._fixed_lines + b"".join(map(_line, _own(response)))
        begin = _begin(response.status, int(time.time()))
        return begin + response.head + (b"\r\n" if keep else b"connection: close\r\n\r\n")


def _own(response: Response) -> list[tuple[str, str]]:
    """The headers that a response has for itself."""
    found, media, policy = list(response.headers), response.media, response.policy
    if media:
        found.append(("Content-Type", media))
    if policy is None:
        policy = PAGE_POLICY if media.startswith("text/html") else API_POLICY
    found.append(("Content-Security-Policy", policy))
    if response.stream is None and response.status not in (204, 304):
        found.append(("Content-Length", str(response.length)))
    return found


@lru_cache(maxsize=256)
def _line(header: tuple[str, str]) -> bytes:
    return b"%s: %s\r\n" % (header[0].lower().encode(), _plain(header[1]))


def _plain(value: str) -> bytes:
    return _UNSAFE.sub("", value).encode()


@lru_cache(maxsize=32)
def _begin(status: int, second: int) -> bytes:
    date = formatdate(second, usegmt=True)
    return f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\ndate: {date}\r\n".encode()


def _always(*, cors: bool) -> list[tuple[str, str]]:
    headers = [
        ("Server", "exokg"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "cross-origin" if cors else "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ]
    if cors:
        headers += [
            ("Access-Control-Allow-Origin", "*"),
            ("Access-Control-Expose-Headers", "ETag, Link, Retry-After"),
        ]
    return headers
