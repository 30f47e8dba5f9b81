"""Who may be asked for, and who may ask: the checks against DNS rebinding and cross-site requests.

A page on the web can make a browser send requests to a server on the same machine. Its own name is then in
the Host header, so a server that answers only to its own names is safe; and answers carry no CORS header
unless ``--cors`` was given, so no other page can read them.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from functools import lru_cache

from .messages import BadRequestError, Request

_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::(?P<port>\d{1,5}))?")
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class HostPolicy:
    """The names this server answers to.

    Args:
        names: further ``NAME`` or ``NAME:PORT`` (any port without one), or ``*`` for every name.
        host: the address the operator chose, where ``0.0.0.0`` and ``::`` mean any.

    >>> allow, here = HostPolicy([], "127.0.0.1").allow, ("127.0.0.1", 7878)
    >>> allow("localhost:7878", here), allow("localhost", here), allow("evil.example:7878", here)
    (True, False, False)
    """

    def __init__(self, names: Iterable[str], host: str) -> None:
        self._given = frozenset(name.strip().lower() for name in names)
        self._names = {name for name in self._given if ":" not in name or name.endswith("]")}
        self._anywhere = host in ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound to
        self.allow = lru_cache(maxsize=256)(self._allow)

    def _allow(self, header: str, server: tuple[str, int | None] | None) -> bool:
        """Return whether a Host header names the server.

        Args:
            header: what the client sent.
            server: the address and port it reached (ASGI's ``server``); without one any loopback name passes.
        """
        address, port = server[0] if server else "127.0.0.1", (server[1] if server else 0) or 80
        found = _HOST.fullmatch(header.lower())
        if found is None:
            return False
        name, given = found["name"], found[0]
        if "*" in self._given or given in self._given or name in self._names:
            return True
        if int(found["port"] or 80) != port:
            return False
        # an address cannot be rebound, so a server on all interfaces answers to its addresses
        return name in _LOOPBACK or (_is_address(name) if self._anywhere else name == _bracketed(address))


class ProxyPolicy:
    """Whose forwarding headers are believed.

    Args:
        networks: addresses or networks of trusted proxies.
    """

    def __init__(self, networks: Iterable[str]) -> None:
        self._networks = [ipaddress.ip_network(network, strict=False) for network in networks]

    def __bool__(self) -> bool:
        return bool(self._networks)

    def apply(self, request: Request) -> None:
        """Take client, host and scheme from a trusted proxy's headers; ignore everybody else's."""
        if not self._networks or not self.trusts(request.client):
            return
        hops = [hop.strip() for hop in request.header("x-forwarded-for").split(",") if hop.strip()]
        for hop in reversed(hops):
            request.client = hop[:64]
            if not self.trusts(hop):
                break
        request.encrypted = request.header("x-forwarded-proto").strip().lower() == "https"
        if host := request.header("x-forwarded-host").split(",")[-1].strip():
            request.headers["host"] = host

    def trusts(self, address: str) -> bool:
        """Return whether an address is a proxy's."""
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in self._networks)


def check_site(request: Request, *, cors: bool) -> None:
    """Refuse what another site's page sends behind its reader's back.

    A link that a person follows is no such thing: a permanent identifier has to work from any page. So
    cross-site navigation by GET passes and everything else that a browser marks as cross-site does not.

    Raises:
        BadRequestError: 403.
    """
    if cors:
        return
    site = request.header("sec-fetch-site").lower()
    if site in ("cross-site", "same-site"):
        follows = request.header("sec-fetch-mode").lower() == "navigate" and request.method in ("GET", "HEAD")
        framed = request.header("sec-fetch-dest").lower() in ("iframe", "frame", "embed", "object")
        if not follows or framed:
            raise BadRequestError(403, "cross-site", "requests from other sites need --cors")
    origin = request.header("origin").strip().lower()
    if origin and request.method not in ("GET", "HEAD", "OPTIONS"):
        own = request.header("host").strip().lower()
        if origin.partition("://")[2] != own:
            raise BadRequestError(403, "origin", "requests from other origins need --cors")


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host.lower()


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def authority(target: bytes) -> bytes:
    """Return the host and port of a target in absolute form, empty where it has none."""
    import httptools

    parsed = httptools.parse_url(target)
    if parsed.host is None or parsed.schema.lower() not in (b"http", b"https"):
        return b""
    host = b"[" + parsed.host + b"]" if b":" in parsed.host else parsed.host
    return (host if parsed.port is None else b"%s:%d" % (host, parsed.port)).lower()
