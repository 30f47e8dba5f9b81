"""Who asks an endpoint, and how that is told to a server that wants to know: Basic or Digest."""

from __future__ import annotations

import urllib.request
from typing import NamedTuple


class Credentials(NamedTuple):
    """Who asks: a user with a password (HTTP Basic or Digest), or a bearer token."""

    user: str = ""
    password: str = ""
    token: str = ""


def answer_challenge(request: urllib.request.Request, challenges: list[str], credentials: Credentials) -> str:
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
