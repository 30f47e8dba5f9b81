"""One query from text to serialised answer, within its limits; what a worker does for a living."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from ...answers.formats import write_by_engine
from ...answers.things import describe
from ...rdf.namespaces import PREFIXES
from ...rdf.serialisation import write_triples
from ...store.embedded import EmbeddedStore
from ...store.gate import read_shape
from .output_limits import CountingSink, LimitReachedError, row_counter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .wire import Query

__all__ = ["NotAcceptableError", "evaluate", "place", "probe"]

_RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
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


def evaluate(store: ox.Store, query: Query, send: Callable[[bytes], None]) -> bytes:
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
        LimitReachedError: the answer is too long.
        NotAcceptableError: no format for this kind of answer.
    """
    if query.export:
        return _export(store, query, send)
    if query.thing:
        found = describe(EmbeddedStore(store), ox.NamedNode(query.thing))
        return GRAPH + json.dumps(asdict(found)).encode()
    shape = read_shape(query.text)
    result = EmbeddedStore(store).evaluate(
        query.text, prefixes=PREFIXES, default_graphs=query.default_graphs,
        named_graphs=query.named_graphs, shape=shape,
    )  # fmt: skip
    if isinstance(result, ox.QueryTriples):
        name, kind, count = _wanted(query.graph, "graph"), GRAPH, None
    elif isinstance(result, ox.QueryBoolean):
        name, kind, count = _wanted(query.boolean, "boolean"), BOOLEAN, None
    else:
        name, kind = _wanted(query.solutions, "solutions"), SOLUTIONS
        count = row_counter(name)
    pieces = _Kinded(kind.upper() if shape.is_volatile else kind, send)
    sink: Any = CountingSink(pieces.send, query.size, query.rows, count, compress=query.compress)
    if isinstance(result, ox.QueryTriples):
        write_triples(_counted(result, query.rows), name, sink)
    else:
        write_by_engine(result, name, sink)
    return pieces.last(sink.finish())


def _export(store: ox.Store, query: Query, send: Callable[[bytes], None]) -> bytes:
    """The file that ``exokg export`` writes."""
    from ...knowledge_graph import KnowledgeGraph

    form, _, gz = query.export.partition(".")
    pieces = _Kinded(GRAPH, send)
    sink = CountingSink(pieces.send, query.size, query.rows, None, compress=query.compress)
    for part in KnowledgeGraph(EmbeddedStore(store)).export(form, compressed=bool(gz)):
        sink.write(part)
    return pieces.last(sink.finish())


class _Kinded:
    """Puts the kind of answer in front of its first piece."""

    def __init__(self, kind: bytes, send: Callable[[bytes], None]) -> None:
        self._kind = kind
        self._send = send

    def send(self, data: bytes) -> None:
        self._send(self._kind + data)
        self._kind = b""

    def last(self, data: bytes) -> bytes:
        return self._kind + data


def _counted(triples: ox.QueryTriples, rows: int) -> Iterator[ox.Triple]:
    for number, triple in enumerate(triples, 1):
        if number > rows:
            raise LimitReachedError("result_rows", rows)
        yield triple


def _wanted(name: str | None, kind: str) -> str:
    if name is None:
        raise NotAcceptableError(kind)
    return name


def place(message: str) -> dict[str, Any]:
    """Read line and column out of a parser's message.

    >>> place("error at 3:10: expected OPTIONAL")
    {'line': 3, 'column': 10}
    """
    found = re.search(r"(\d+):(\d+)", message)
    return {"line": int(found[1]), "column": int(found[2])} if found else {}


def probe(store: ox.Store, query: str) -> None:
    """Answer a query of our own and throw the answer away."""
    answer: Any = store.query(query)
    answer.serialize(format=_RESULTS["json"])
