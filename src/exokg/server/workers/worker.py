"""The program a sandboxed worker process runs: open one store, answer one query after another, never write.

Started as ``python -I -m exokg.server.workers.worker STORE MEMORY [--prove]``. It reads queries from standard
input and writes frames to standard output (:mod:`exokg.server.workers.job`). It ends when its input ends,
when its parent dies, or when it is killed; the engine has no other way to stop a running query.
"""

from __future__ import annotations

import json
import os
import re
import resource
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pyoxigraph as ox

from ...answers.formats import write_by_engine
from ...answers.things import describe_first
from ...errors import InputError, QueryRefusedError, QuerySyntaxError
from ...rdf.namespaces import PREFIXES, compress
from ...rdf.serialisation import write_triples
from ...store import sandbox
from ...store.embedded import EmbeddedStore
from ...store.gate import read_shape
from .datasets import adopt_joined, joined
from .job import ANSWER, ERROR, HEAD, MORE, READY, Query, frame, wait_awake, watch
from .output_limits import CountingSink, LimitReachedError, row_counter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ...store.embedded import EngineAnswer
    from ...store.gate import Shape

_SHORT = 200
_READ = 64 * 1024
_TEXT = 100_000
"""Bytes of a graph that a page shows as text."""
T = TypeVar("T")
SOLUTIONS, BOOLEAN, GRAPH = b"s", b"b", b"g"
"""The first byte of an answer."""


class NotAcceptableError(Exception):
    """The client accepts no format of the kind of answer this query gives.

    Args:
        kind: ``solutions``, ``boolean`` or ``graph``.
    """

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def main(arguments: list[str]) -> int:
    """Run the worker until its input ends; return the exit code."""
    where, memory, *rest = arguments
    try:
        store = ox.Store.read_only(where)
    except (OSError, ValueError) as error:
        _send(frame(0, ERROR, _error("store", f"the store could not be opened: {error}")))
        return 2
    opened = EmbeddedStore(store, path=Path(where).parent)
    adopt_joined(opened, ox.Store.read_only)
    return run(opened, int(memory), prove="--prove" in rest)


def run(store: EmbeddedStore, memory_bytes: int, *, prove: bool) -> int:
    """Enter the sandbox and answer queries until there are no more.

    Args:
        store: the data; what it keeps beside them is opened before the sandbox closes.
        memory_bytes: what a query may add to this process.
        prove: show first that not even the engine can call out, and count the statements.

    Returns:
        The exit code.
    """
    try:
        warm(store)
        count = len(store.engine) if prove else None  # files are counted one by one
        _ = store.kept  # opens its file
        beacon = sandbox.Beacon() if prove else None
        layers = sandbox.enter(memory_bytes, [str(store.path)] if store.path else [])
        leaks = sandbox.leaks() + (beacon.hits(store.engine) if beacon else [])
    except (OSError, ValueError) as error:
        _send(frame(0, ERROR, _error("store", f"the store cannot be read: {error}")))
        return 2
    if leaks:
        _send(frame(0, ERROR, _error("sandbox", f"the sandbox has a hole: {'; '.join(leaks)}")))
        return 2
    ready = {"quads": count, "sandbox": layers, "pid": os.getpid()}
    _send(frame(0, READY, json.dumps(ready).encode()))
    _serve(store)
    return 0


def warm(store: EmbeddedStore) -> None:
    """Touch the indexes and the parser, so that the first client does not pay for them."""
    from ...store import embedded
    from . import searches  # noqa: F401 - imported before the sandbox closes, and before workers are forked

    for query in ("SELECT * { ?s ?p ?o } LIMIT 1", "ASK { GRAPH ?g { ?s ?p ?o } }"):
        evaluate(store, Query(query), lambda _: None)
    embedded.syntax_error("ASK", "error at 1:4: expected {", ())


def _serve(store: EmbeddedStore) -> None:
    data, allowed, jobs = b"", 0, watch(0)
    while True:
        while len(data) < HEAD.size or len(data) < HEAD.size + HEAD.unpack_from(data)[2]:
            wait_awake(jobs)
            more = os.read(0, _READ)
            if not more:
                return
            data += more
        number, _, length = HEAD.unpack_from(data)
        end = HEAD.size + length
        query = Query.decode(data[HEAD.size : end])
        allowed = _allow_processor_time(query.timeout_s, allowed)
        _send(answer(store, number, query))
        data = data[end:]


def _allow_processor_time(seconds: float, allowed: int) -> int:
    """Allow this process ``seconds`` more processor time from now, and up to thrice as much.

    Past it the kernel ends the process. This is the second wall behind the parent's clock, so it need not be
    moved for every query, which would cost more than a short query does.
    """
    used = time.process_time()
    if allowed - used < seconds + 1:
        allowed = int(used + seconds * 3) + 2
        resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.RLIM_INFINITY))
    return allowed


def answer(store: EmbeddedStore, number: int, query: Query) -> bytes:
    """Return the last frame of an answer; every refusal is an error frame, never an exception."""
    try:
        piece = evaluate(store, query, lambda data: _send(frame(number, MORE, data)))
        return frame(number, ANSWER, piece)
    except QuerySyntaxError as error:
        reply = _error("syntax", error.message, hint=error.hint, **_place(error.message))
    except QueryRefusedError as error:
        reply = _error("refused", error.message, hint=error.hint)
    except InputError as error:
        suggestions = getattr(error, "suggestions", None)
        reply = _error("input", error.message, hint=error.hint, suggestions=suggestions)
    except LimitReachedError as error:
        reply = _error("limit", f"the answer is longer than {error.value} ({error.limit})", limit=error.limit)
    except NotAcceptableError as error:
        reply = _error("not-acceptable", error.kind)
    except (OSError, RuntimeError, ValueError) as error:
        reply = _error("evaluation", _one_line(str(error)))
    return frame(number, ERROR, reply)


def evaluate(store: EmbeddedStore, query: Query, send: Callable[[bytes], None]) -> bytes:
    """Evaluate one query.

    Args:
        store: what to ask.
        query: the query and its limits.
        send: takes every piece of a long answer but the last.

    Returns:
        The last (usually only) piece. The first piece starts with the kind of answer, in capitals where the
        same query can have another answer each time.

    Raises:
        QuerySyntaxError: the text is not a SPARQL query; the message has line and column.
        QueryRefusedError: the gate refuses the query.
        InputError: a name or a value of a search is not known.
        LimitReachedError: the answer is too long.
        NotAcceptableError: no format for this kind of answer.
    """
    if query.with_graphs:
        store = joined(store, query.with_graphs)
    if query.export:
        return _export(store, query, send)
    if query.search:
        from .searches import answer_search

        return answer_search(store, query, send)
    if query.thing:
        found = describe_first(store, ox.NamedNode(query.thing), query.shown)
        return GRAPH + json.dumps(asdict(found)).encode()
    shape = read_shape(query.text)
    result = _evaluated(store, query, shape)
    if query.shown:
        return SOLUTIONS + json.dumps(_shown(result, query)).encode()
    if isinstance(result, ox.QueryTriples):
        name, kind, count = _wanted(query.graph, "graph"), GRAPH, None
    elif isinstance(result, ox.QueryBoolean):
        name, kind, count = _wanted(query.boolean, "boolean"), BOOLEAN, None
    else:
        name, kind = _wanted(query.solutions, "solutions"), SOLUTIONS
        count = row_counter(name)
    sink: Any = CountingSink(send, query, count, kind.upper() if shape.is_volatile else kind)
    if isinstance(result, ox.QueryTriples):
        write_triples(_counted(result, query.rows), name, sink)
    else:
        write_by_engine(result, name, sink)
    return sink.finish()  # type: ignore[no-any-return]


def _evaluated(store: EmbeddedStore, query: Query, shape: Shape) -> EngineAnswer:
    """What the engine answers, or has answered when the store was built."""
    default, named = query.default_graphs, query.named_graphs
    kept = store.kept.solutions(query.text) if default is None and named is None else None
    if kept is not None:
        return kept
    return store.evaluate(
        query.text, prefixes=PREFIXES, default_graphs=default, named_graphs=named, shape=shape
    )


def _export(store: EmbeddedStore, query: Query, send: Callable[[bytes], None]) -> bytes:
    """The file that ``exokg export`` writes."""
    from ...knowledge_graph import KnowledgeGraph

    form, _, gz = query.export.partition(".")
    sink = CountingSink(send, query, None, GRAPH)
    for part in KnowledgeGraph(store).export(form, compressed=bool(gz)):
        sink.write(part)
    return sink.finish()


def _shown(result: EngineAnswer, query: Query) -> dict[str, Any]:
    """What a page shows of an answer: the server itself never reads a long one."""
    if isinstance(result, ox.QueryTriples):
        pieces: list[bytes] = []
        sink = CountingSink(pieces.append, query, None)
        write_triples(_counted(result, query.rows), "ttl", sink)
        return {"text": b"".join([*pieces, sink.finish()])[:_TEXT].decode("utf-8", "ignore")}
    if isinstance(result, ox.QueryBoolean):
        return {"columns": ["answer"], "total": 1, "rows": [[(str(bool(result)).lower(), "", "")]]}
    rows, total = [], 0
    for total, row in enumerate(_counted(result, query.rows), 1):
        if total <= query.shown:
            rows.append([_cell(term) for term in row])
    return {"columns": [variable.value for variable in result.variables], "total": total, "rows": rows}


def _cell(term: Any) -> tuple[str, str, str]:
    """Text, IRI and language of a term."""
    if isinstance(term, ox.NamedNode):
        return compress(term.value), term.value, ""
    if term is None or isinstance(term, ox.Triple):
        return str(term or ""), "", ""
    return term.value, "", getattr(term, "language", None) or ""


def _counted(results: Iterable[T], rows: int) -> Iterator[T]:
    for number, result in enumerate(results, 1):
        if number > rows:
            raise LimitReachedError("result_rows", rows)
        yield result


def _wanted(name: str | None, kind: str) -> str:
    if name is None:
        raise NotAcceptableError(kind)
    return name


def _place(message: str) -> dict[str, Any]:
    """Read line and column out of a parser's message."""
    found = re.search(r"(\d+):(\d+)", message)
    return {"line": int(found[1]), "column": int(found[2])} if found else {}


def _one_line(text: str) -> str:
    """Shorten an engine's message to one line a person can read."""
    return " ".join(text.split())[:_SHORT]


def _error(code: str, message: str, **more: Any) -> bytes:
    return json.dumps({"code": code, "message": message, **more}, ensure_ascii=False).encode(
        "utf-8", "replace"
    )


def _send(data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(1, view) :]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
