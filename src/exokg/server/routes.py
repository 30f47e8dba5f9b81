"""Which part of the server answers which path. Paths are looked up, never joined to a folder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from . import endpoint
from .messages import BadRequestError, Request, Response
from .protocol import METHODS

if TYPE_CHECKING:
    from .app import Server

__all__ = ["Router"]

_SPARQL = frozenset({"/sparql", "/query"})


class Router:
    """Finds the answer to a request.

    Args:
        server: what the answers are about.
    """

    def __init__(self, server: Server) -> None:
        self._server = server
        self._root = server.settings.root_path.rstrip("/")

    async def respond(self, request: Request) -> Response:
        """Answer one request.

        Raises:
            BadRequestError: refused.
            QueryFailedError: the data gave no answer.
        """
        path = self._path(request)
        if path in _SPARQL:
            return await self._sparql(request)
        if request.method == "OPTIONS":
            return self._options("GET, HEAD, OPTIONS")
        if request.method not in ("GET", "HEAD"):
            raise BadRequestError(405, "method", "this path is only read", (("Allow", "GET, HEAD, OPTIONS"),))
        if path == "/health":
            return self._health()
        raise BadRequestError(404, "not-found", "there is no such page")

    def _path(self, request: Request) -> str:
        path = request.path
        if self._root and (path == self._root or path.startswith(self._root + "/")):
            path = path[len(self._root) :] or "/"
        return path

    async def _sparql(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return self._options(METHODS)
        answered = await endpoint.answer(self._server.version, request)
        if answered is not None:
            return answered
        raise BadRequestError(404, "not-found", "no description yet")

    def _options(self, methods: str) -> Response:
        headers = [("Allow", methods)]
        if self._server.settings.cors:
            headers += [
                ("Access-Control-Allow-Methods", methods),
                ("Access-Control-Allow-Headers", "Accept, Content-Type, If-None-Match"),
                ("Access-Control-Max-Age", "86400"),
            ]
        return Response(204, headers=headers)

    def _health(self) -> Response:
        version = self._server.version
        ready = bool(version.pool.workers)
        document = {"status": "ok" if ready else "down"}
        return Response(200 if ready else 503, "application/json", [json.dumps(document).encode() + b"\n"])
