"""One HTTP exchange with an endpoint the user named: bounded, retried only where that is safe.

Built on :mod:`urllib.request`: proxies come from the environment as everywhere, credentials are sent
only to the address they were given for, and redirects are not followed but reported.
"""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

from ..errors import InputError, QueryTimeoutError, StoreError, StoreNotFoundError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from email.message import Message

__all__ = ["Client", "Credentials", "HttpError", "Reply"]

_MAX_BYTES: Final = 512 * 1024 * 1024  # of one answer
_PAUSES_S: Final = (0.2, 0.8)  # before a second and a third try
_AGAIN: Final = frozenset({429, 502, 503})


class Credentials(NamedTuple):
    """Who asks: a user with a password (HTTP Basic or Digest), or a bearer token."""

    user: str = ""
    password: str = ""
    token: str = ""


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
            raise InputError(f"{address}: not an http(s) address")
        if parts.username or parts.password:
            raise InputError(
                "an address with a password in it ends up in logs",
                hint="set EXOKG_ENDPOINT_USER and EXOKG_ENDPOINT_PASSWORD instead",
            )
        self.address = address
        self.timeout_s = timeout_s
        self._credentials = credentials or Credentials()
        self._opener = urllib.request.build_opener(_NoRedirects)

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
            StoreError: the answer was cut off or is too large.
        """
        end = time.monotonic() + self.timeout_s
        for pause in (*_PAUSES_S, None) if again else (None,):
            try:
                return self._once(url, data, headers, method, end)
            except (HttpError, StoreNotFoundError) as error:
                status = error.status if isinstance(error, HttpError) else 503
                if pause is None or status not in _AGAIN or time.monotonic() + pause > end:
                    raise
            time.sleep(pause)
        raise AssertionError("unreachable")  # pragma: no cover - the last try returns or raises

    def _once(
        self, url: str, data: bytes | None, headers: Mapping[str, str], method: str, end: float
    ) -> Reply:
        request = urllib.request.Request(url, data, dict(headers), method=method)  # noqa: S310 - checked above
        self._authorize(request, end)
        try:
            with self._opener.open(request, timeout=max(end - time.monotonic(), 0.1)) as response:
                return Reply(response.status, response.headers, self._read(response, end))
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
            raise StoreNotFoundError(f"{self.address}: no answer: {error.reason}") from error
        except (OSError, http.client.HTTPException) as error:
            raise StoreNotFoundError(f"{self.address}: the connection failed: {error}") from error

    def _authorize(self, request: urllib.request.Request, end: float) -> None:
        """Put the credentials into a request before its body is sent.

        A server that wants a password answers and hangs up while a large body is still on its way, so
        a request without one first asks how the server wants it.
        """
        if self._credentials.token:
            request.add_unredirected_header("Authorization", f"Bearer {self._credentials.token}")
        if not self._credentials.user:
            return
        probe = urllib.request.Request(request.full_url, method="HEAD")  # noqa: S310 - the same address
        try:
            self._opener.open(probe, timeout=max(end - time.monotonic(), 0.1)).close()
        except urllib.error.HTTPError as error:
            with error:
                challenges = error.headers.get_all("WWW-Authenticate") or []
            if error.code == 401 and challenges:
                answer = _answer_challenge(request, challenges, self._credentials)
                request.add_unredirected_header("Authorization", answer)
        except (OSError, http.client.HTTPException):
            return  # the request itself will say what is wrong

    def _read(self, response: http.client.HTTPResponse, end: float) -> bytes:
        parts, size = [], 0
        while part := response.read(1 << 16):
            parts.append(part)
            size += len(part)
            if size > _MAX_BYTES:
                raise StoreError(f"{self.address}: the answer is larger than {_MAX_BYTES >> 20} MB")
            if time.monotonic() > end:
                raise self._late()
        expected = response.headers.get("Content-Length")
        if expected is not None and expected.isdigit() and int(expected) != size:
            raise StoreError(f"{self.address}: the answer was cut off at {size:,} of {int(expected):,} bytes")
        return b"".join(parts)

    def _refused(self, error: urllib.error.HTTPError) -> HttpError:
        said = error.read(10_000).decode("utf-8", "replace").strip()
        hint = None
        if error.code in {401, 403}:
            hint = "set EXOKG_ENDPOINT_USER and EXOKG_ENDPOINT_PASSWORD, or EXOKG_ENDPOINT_TOKEN"
        elif 300 <= error.code < 400:
            hint = f"the endpoint says it is at {error.headers.get('Location', 'another address')}"
        line = said.partition("\n")[0][:200]
        message = f"{self.address}: HTTP {error.code} {error.reason}: {line}".rstrip(": ")
        return HttpError(message, error.code, said, hint)

    def _late(self) -> QueryTimeoutError:
        return QueryTimeoutError(f"{self.address}: no whole answer within {self.timeout_s:g} s")


def _answer_challenge(
    request: urllib.request.Request, challenges: list[str], credentials: Credentials
) -> str:
    """The ``Authorization`` line for a server's challenges: Digest where offered, else Basic."""
    offered = {challenge.partition(" ")[0].lower(): challenge.partition(" ")[2] for challenge in challenges}
    user, password = credentials.user, credentials.password
    if "digest" not in offered:
        from base64 import b64encode

        return "Basic " + b64encode(f"{user}:{password}".encode()).decode()
    passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
    passwords.add_password(None, request.full_url, user, password)
    parts = urllib.request.parse_keqv_list(urllib.request.parse_http_list(offered["digest"]))
    handler = urllib.request.HTTPDigestAuthHandler(passwords)
    return f"Digest {handler.get_authorization(request, parts)}"
