"""The program a sandboxed worker process runs: open one store, answer one query after another, never write.

Started as ``python -I -m exokg.server.workers.worker STORE MEMORY [--prove]``. It reads queries from standard
input and writes frames to standard output (:mod:`exokg.server.workers.wire`). It ends when its input ends,
when its parent dies, or when it is killed; the engine has no other way to stop a running query.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from typing import Any

import pyoxigraph as ox

from ...errors import QueryRefusedError, QuerySyntaxError
from . import sandbox
from .evaluation import NotAcceptableError, evaluate, place, probe
from .output_limits import LimitReachedError
from .wire import ANSWER, ERROR, HEAD, MORE, READY, Query, frame

__all__ = ["main", "run", "warm"]

_SHORT = 200
_READ = 64 * 1024


def main(arguments: list[str]) -> int:
    """Run the worker until its input ends; return the exit code."""
    where, memory, *rest = arguments
    try:
        store = ox.Store.read_only(where)
    except (OSError, ValueError) as error:
        _send(frame(0, ERROR, _error("store", f"the store could not be opened: {error}")))
        return 2
    return run(store, int(memory), prove="--prove" in rest)


def run(store: ox.Store, memory_bytes: int, *, prove: bool) -> int:
    """Enter the sandbox and answer queries until there are no more.

    Args:
        store: the data.
        memory_bytes: what a query may add to this process.
        prove: show first that not even the engine can call out.

    Returns:
        The exit code.
    """
    try:
        count = warm(store)
        beacon = _Beacon() if prove else None
        filtered = sandbox.enter(memory_bytes)
        leaks = _leaks() + (beacon.hits(store) if beacon else [])
    except (OSError, ValueError) as error:
        _send(frame(0, ERROR, _error("store", f"the store cannot be read: {error}")))
        return 2
    if leaks:
        _send(frame(0, ERROR, _error("sandbox", f"the sandbox has a hole: {'; '.join(leaks)}")))
        return 2
    ready = {"quads": count, "seccomp": filtered, "pid": os.getpid()}
    _send(frame(0, READY, json.dumps(ready).encode()))
    _serve(store)
    return 0


def warm(store: ox.Store) -> int:
    """Touch the indexes and the parser, so that the first client does not pay for them; return the size."""
    from ...store import embedded, gate

    for query in ("SELECT * { ?s ?p ?o } LIMIT 1", "ASK { GRAPH ?g { ?s ?p ?o } }"):
        gate.check(query)
        probe(store, query)
    embedded.syntax_error("ASK", "error at 1:4: expected {", ())
    return len(store)


def _serve(store: ox.Store) -> None:
    data = b""
    while True:
        while len(data) < HEAD.size or len(data) < HEAD.size + HEAD.unpack_from(data)[2]:
            more = os.read(0, _READ)
            if not more:
                return
            data += more
        number, _, length = HEAD.unpack_from(data)
        end = HEAD.size + length
        _answer(store, number, Query.decode(data[HEAD.size : end]))
        data = data[end:]


def _answer(store: ox.Store, number: int, query: Query) -> None:
    """Answer one job; every refusal is an error frame, never an exception."""
    try:
        sandbox.allow_processor_time(query.timeout_s)
        piece = evaluate(store, query, lambda data: _send(frame(number, MORE, data)))
    except QuerySyntaxError as error:
        reply = _error("syntax", error.message, hint=error.hint, **place(error.message))
    except QueryRefusedError as error:
        reply = _error("refused", error.message, hint=error.hint)
    except LimitReachedError as error:
        reply = _error("limit", f"the answer is longer than {error.value} ({error.limit})", limit=error.limit)
    except NotAcceptableError as error:
        reply = _error("not-acceptable", error.kind)
    except (OSError, RuntimeError, ValueError) as error:
        reply = _error("evaluation", _one_line(str(error)))
    else:
        _send(frame(number, ANSWER, piece))
        return
    _send(frame(number, ERROR, reply))


def _one_line(text: str) -> str:
    """Shorten an engine's message to one line a person can read."""
    return " ".join(text.split())[:_SHORT]


def _error(code: str, message: str, **more: Any) -> bytes:
    return json.dumps({"code": code, "message": message, **more}, ensure_ascii=False).encode(
        "utf-8", "replace"
    )


def _leaks() -> list[str]:
    """Try what the sandbox must refuse."""
    found = []
    try:
        socket.socket().close()
        found.append("a socket could be made")
    except OSError:
        pass
    try:
        os.close(os.open("/dev/null", os.O_WRONLY))
        found.append("a file could be opened for writing")
    except OSError:
        pass
    return found


class _Beacon:
    """A loopback listener that must never be called: opened before the sandbox closes."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.setblocking(False)  # noqa: FBT003 - the standard library's signature

    def hits(self, store: ox.Store) -> list[str]:
        """Ask the engine itself to call out, past the gate."""
        import select

        port = self._listener.getsockname()[1]
        try:
            answer: Any = store.query(f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}")
            list(answer)
            found = ["SERVICE was answered"]
        except (OSError, RuntimeError, ValueError):
            found = []
        called, _, _ = select.select([self._listener], [], [], 0)
        self._listener.close()
        return [*found, "SERVICE reached the network"] if called else found


def _send(data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(1, view) :]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
