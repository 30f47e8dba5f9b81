"""One request and its answer in ASGI's terms (https://asgi.readthedocs.io/)."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, MutableMapping
from types import TracebackType
from typing import Any, Self

from ..workers.job import QueryFailedError
from .messages import HeadWriter, Request, Response

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

BIG = 256 * 1024
"""Answers above this size must fit into what the server may hold for slow readers."""
_WATCH_AFTER_S = 0.02
_SLICE = 256 * 1024


def read_head(scope: Message, root: str) -> Request:
    """Return the request without its body.

    Args:
        scope: ASGI's connection scope.
        root: path below which the application answers, without a slash at its end.
    """
    target = scope.get("raw_path") or scope["path"].encode()
    for prefix in (scope.get("root_path", "").rstrip("/").encode(), root.encode()):
        if prefix and (target == prefix or target.startswith(prefix + b"/")):
            target = target[len(prefix) :] or b"/"
    if scope["query_string"]:
        target += b"?" + scope["query_string"]
    headers: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1"), value.decode("latin-1")
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    client = scope["client"][0] if scope.get("client") else ""
    return Request(
        scope["method"],
        target,
        headers,
        client=client,
        encrypted=scope.get("scheme") == "https",
        takes_chunks=scope.get("http_version", "1.1") != "1.0",
        root=scope.get("root_path", "").rstrip("/") or root,
    )


async def read_body(receive: Receive, most: int) -> bytes | None:
    """Return the body; nothing if the client left, and one byte more than ``most`` if it is longer."""
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        part: bytes = message.get("body", b"")
        body += part
        if len(body) > most:
            return body[: most + 1]
        if not message.get("more_body", False):
            return body


async def send_response(send: Send, heads: HeadWriter, response: Response, *, head_only: bool) -> None:
    """Send a response; one that ends before it is whole gets no end, so that no client takes it for whole.

    Raises:
        QueryFailedError: the answer ends here and is not whole.
    """
    await send({"type": "http.response.start", "status": response.status, "headers": heads.pairs(response)})
    if head_only:
        await send({"type": "http.response.body", "body": b""})
        return
    for piece in response.body:
        for at in range(0, len(piece), _SLICE):
            more = at + _SLICE < len(piece) or response.stream is not None or piece is not response.body[-1]
            await send({"type": "http.response.body", "body": piece[at : at + _SLICE], "more_body": more})
    if response.stream is not None:
        async for piece in response.stream:
            await send({"type": "http.response.body", "body": piece, "more_body": True})
            response.streamed += len(piece)
    if response.stream is not None or not response.length:
        await send({"type": "http.response.body", "body": b""})


class ClientWatch:
    """Cancels what is done within it when the client leaves; costs a task only after some milliseconds.

    Args:
        receive: ASGI's; the body was read.

    Attributes:
        gone: whether the client left.
    """

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._task: asyncio.Task[None] | None = None
        self.gone = False

    def __enter__(self) -> Self:
        self._watched = asyncio.current_task()
        self._timer = asyncio.get_running_loop().call_later(_WATCH_AFTER_S, self._begin)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self._timer.cancel()
        if self._task is not None:
            self._task.cancel()
        if self.gone and isinstance(error, asyncio.CancelledError) and self._watched is not None:
            self._watched.uncancel()
            return True
        return False

    def _begin(self) -> None:
        self._task = asyncio.create_task(self._wait())

    async def _wait(self) -> None:
        with contextlib.suppress(QueryFailedError):
            while (await self._receive())["type"] != "http.disconnect":
                pass
        self.gone = True
        if self._watched is not None:
            self._watched.cancel()
