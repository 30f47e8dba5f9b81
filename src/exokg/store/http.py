"""One HTTP exchange with an endpoint the user named: bounded, retried only where that is safe.

Built on :mod:`urllib.request`: proxies come from the environment as everywhere, credentials are sent
only to the address they were given for, and redirects are not followed but reported.

The timeouts of sockets hold for one read, and start anew with each byte. So a try has a thread of its own,
which the caller leaves at the deadline; closing its sockets then ends it.
"""

from __future__ import annotations

import http.client
import socket
import time
import urllib.error
import urllib.request
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlsplit

from ..curation.characters import in_one_line
from ..errors import InputError, QueryTimeoutError, StoreError, StoreNotFoundError
from .deadline import run_within
from .login import Credentials, answer_challenge

if TYPE_CHECKING:
    from collections.abc import Mapping
    from email.message import Message

__all__ = ["MAX_BYTES", "Client", "Credentials", "HttpError", "Reply", "TruncatedError"]

MAX_BYTES: Final = 512 * 1024 * 1024
"""The longest answer that is read."""

_PAUSES_S: Final = (0.2, 0.8)  # before a second and a third try
_AGAIN: Final = frozenset({429, 502, 503})


class Reply(NamedTuple):
    """What came back: status, headers and the whole body."""

    status: int
    headers: Message
    body: bytes

    @property
    def media_type(self) -> str:
        """The media type without parameters, in lower case."""
        return self.headers.get_content_type()


class HttpError(StoreError):
    """The endpoint answered with an error.

    Args:
        message: one line.
        status: the HTTP status.
        said: the text of the answer.
    """

    def __init__(self, message: str, status: int, said: str, hint: str | None = None) -> None:
        super().__init__(message, hint)
        self.status = status
        self.said = said


class TruncatedError(StoreError):
    """An endpoint gave a part of the answer and said so, or its answer is larger than is read."""


class _Sockets(urllib.request.HTTPHandler, urllib.request.HTTPSHandler):
    """Opens connections, and keeps their sockets, so that another thread can close them."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[socket.socket] = []

    def do_open(self, http_class: Any, req: urllib.request.Request, **arguments: Any) -> Any:
        opened = self.opened

        class Kept(http_class):  # type: ignore[misc]  # HTTPConnection or HTTPSConnection
            def connect(self) -> None:
                super().connect()
                opened.append(self.sock)

        return super().do_open(Kept, req, **arguments)

    def close_all(self) -> None:
        """End whatever waits for one of the sockets."""
        for one in self.opened:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirect would take the query, and perhaps a password, to another address."""

    def redirect_request(self, *_: object) -> None:
        return None


class Client:
    """Exchanges with the server of one address.

    Args:
        address: any URL of the server; messages name it.
        credentials: sent to this server only.
        timeout_s: for a whole exchange.

    Raises:
        InputError: the address is no http(s) URL, or has a password in it.
    """

    def __init__(
        self, address: str, *, credentials: Credentials | None = None, timeout_s: float = 60.0
    ) -> None:
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise InputError(f"{address}: not an http(s) address", "begin it with http:// or https://")
        if parts.username or parts.password:
            raise InputError(
                "an address with a password in it ends up in logs",
                hint="set EXOKG_ENDPOINT_USER and EXOKG_ENDPOINT_PASSWORD instead",
            )
        if credentials and not all(text.isascii() and text.isprintable() for text in credentials[2:]):
            raise InputError("EXOKG_ENDPOINT_TOKEN holds characters that no header can")
        self.address = address
        self.timeout_s = timeout_s
        self._credentials = credentials or Credentials()

    def exchange(
        self,
        url: str,
        data: bytes | None,
        headers: Mapping[str, str],
        *,
        method: str = "POST",
        again: bool = False,
    ) -> Reply:
        """Send a request and read the whole answer.

        Args:
            url: where to.
            data: the body.
            headers: header lines.
            method: the HTTP method.
            again: whether asking twice does no harm; only then a failed request is repeated.

        Raises:
            HttpError: any status but 2xx.
            QueryTimeoutError: no whole answer within the time.
            StoreNotFoundError: no server answers at the address.
            TruncatedError: the answer is larger than :data:`MAX_BYTES`.
            StoreError: the answer was cut off.
        """
        end = time.monotonic() + self.timeout_s
        for pause in (*_PAUSES_S, None) if again else (None,):
            try:
                return self._within(end, urllib.request.Request(url, data, dict(headers), method=method))  # noqa: S310 - checked above
            except (HttpError, StoreNotFoundError) as error:
                status = error.status if isinstance(error, HttpError) else 503
                if pause is None or status not in _AGAIN or time.monotonic() + pause > end:
                    raise
            time.sleep(pause)
        raise AssertionError("unreachable")  # pragma: no cover - the last try returns or raises

    def _within(self, end: float, request: urllib.request.Request) -> Reply:
        """One try, whose every step (name, connection, head, body) ends at the deadline."""
        sockets = _Sockets()
        opener = urllib.request.build_opener(sockets, _NoRedirects)
        try:
            return run_within(max(end - time.monotonic(), 0.1), lambda: self._once(opener, request, end))
        except QueryTimeoutError as error:
            raise self._late() from error
        finally:
            sockets.close_all()

    def _once(
        self, opener: urllib.request.OpenerDirector, request: urllib.request.Request, end: float
    ) -> Reply:
        self._authorize(opener, request, end)
        try:
            with opener.open(request, timeout=max(end - time.monotonic(), 0.1)) as response:
                return Reply(response.status, response.headers, self._read(response))
        except urllib.error.HTTPError as error:
            with error:
                raise self._refused(error) from error
        except http.client.IncompleteRead as error:
            raise StoreError(f"{self.address}: the answer was cut off") from error
        except TimeoutError as error:
            raise self._late() from error
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise self._late() from error
            if isinstance(error.reason, ConnectionError) and request.data:
                self._raise_refusal(opener, request, end)
            raise StoreNotFoundError(f"{self.address}: no answer: {error.reason}") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            why = in_one_line(str(error))[:200]
            raise StoreNotFoundError(f"{self.address}: the connection failed: {why}") from error

    def _authorize(
        self, opener: urllib.request.OpenerDirector, request: urllib.request.Request, end: float
    ) -> None:
        """Put the credentials into a request before its body is sent.

        A server that wants a password answers and hangs up while a large body is still on its way, so
        a request without one first asks how the server wants it.
        """
        if self._credentials.token:
            request.add_unredirected_header("Authorization", f"Bearer {self._credentials.token}")
        if not self._credentials.user:
            return
        refusal = self._refusal(opener, urllib.request.Request(request.full_url, method="HEAD"), end)  # noqa: S310 - the same address
        if refusal is None:
            return  # the request itself will say what is wrong
        with refusal:
            challenges = refusal.headers.get_all("WWW-Authenticate") or []
        if refusal.code == 401 and challenges:
            with suppress(ValueError):  # a challenge that cannot be read
                answer = answer_challenge(request, challenges, self._credentials)
                request.add_unredirected_header("Authorization", answer)

    def _refusal(
        self, opener: urllib.request.OpenerDirector, request: urllib.request.Request, end: float
    ) -> urllib.error.HTTPError | None:
        """What the server says against a request without a body; None where it takes it or says nothing."""
        try:
            opener.open(request, timeout=max(end - time.monotonic(), 0.1)).close()
        except urllib.error.HTTPError as error:
            return error
        except (OSError, http.client.HTTPException, ValueError):
            return None
        return None

    def _raise_refusal(
        self, opener: urllib.request.OpenerDirector, request: urllib.request.Request, end: float
    ) -> None:
        """Ask why a server hung up while a body was on its way: it may have wanted other credentials."""
        probe = urllib.request.Request(request.full_url, method="HEAD")  # noqa: S310 - the same address
        self._authorize(opener, probe, end)
        if (refusal := self._refusal(opener, probe, end)) is not None:
            with refusal:
                if refusal.code in {401, 403}:
                    raise self._refused(refusal)

    def _read(self, response: http.client.HTTPResponse) -> bytes:
        coding = response.headers.get("Content-Encoding", "identity")
        if coding.lower() != "identity":
            raise StoreError(
                f"{self.address}: answered in {in_one_line(coding)[:40]}, which was not asked for"
            )
        parts, size = [], 0
        while part := response.read(1 << 16):
            parts.append(part)
            size += len(part)
            if size > MAX_BYTES:
                raise TruncatedError(f"{self.address}: the answer is larger than {MAX_BYTES >> 20} MB")
        if response.length:
            missing = f"{response.length:,} bytes are missing"
            raise StoreError(f"{self.address}: the answer was cut off at {size:,} bytes: {missing}")
        return b"".join(parts)

    def _refused(self, error: urllib.error.HTTPError) -> HttpError:
        try:
            said = error.read(10_000).decode("utf-8", "replace").strip()
        except (OSError, http.client.HTTPException):  # the status is enough
            said = ""
        hint = None
        if error.code in {401, 403}:
            hint = "set EXOKG_ENDPOINT_USER and EXOKG_ENDPOINT_PASSWORD, or EXOKG_ENDPOINT_TOKEN"
            if self._credentials != Credentials():
                hint = "the server refused the credentials of EXOKG_ENDPOINT_… that it was sent"
        elif 300 <= error.code < 400:
            there = in_one_line(error.headers.get("Location", "another address"))
            hint = f"the endpoint says it is at {there[:200]}"
        line = said.partition("\n")[0][:200]
        reason = str(error.reason)[:100]
        message = in_one_line(f"{self.address}: HTTP {error.code} {reason}: {line}".rstrip(": "))
        return HttpError(message, error.code, said, hint)

    def _late(self) -> QueryTimeoutError:
        return QueryTimeoutError(f"{self.address}: no whole answer within {self.timeout_s:g} s")
