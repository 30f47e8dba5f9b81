"""One query from text to serialised answer, within its limits; what a worker does for a living."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

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
_GRAPHS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "trig": ox.RdfFormat.TRIG,
}
SOLUTIONS, BOOLEAN, GRAPH = b"s", b"b", b"g"
"""The first byte of an answer."""
_SHACL = "http://www.w3.org/ns/shacl#"
_CATALOGUE = "https://w3id.org/exokg/graph/questions"
_OWN_DATASET = re.compile(r"\b(?:FROM|GRAPH)\b", re.IGNORECASE)


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
        The last (usually only) piece. The first piece starts with the kind of answer.

    Raises:
        QuerySyntaxError: the text is not a SPARQL query; the message has line and column.
        QueryRefusedError: the gate refuses the query.
        LimitReachedError: the answer is too long.
        NotAcceptableError: no format for this kind of answer.
    """
    from ...store import gate

    shape = gate.read_shape(query.text)
    dataset = _dataset(query)
    if shape.graphs and not dataset:
        gate.check(query.text, graphs=[graph.value for graph in store.named_graphs()])
    result = _run(store, query.text, dataset)
    if shape.starred and isinstance(result, ox.QuerySolutions):
        names = [variable.value for variable in result.variables]
        wanted = [name for name in shape.variables if name in names]
        if names != wanted:  # the engine sorts the columns of "*"; people read them as they wrote them
            result = _run(store, _spelled_out(query.text, wanted), dataset)
    if isinstance(result, ox.QueryTriples):
        name, kind, count = _wanted(query.graph, "graph"), GRAPH, None
    elif isinstance(result, ox.QueryBoolean):
        name, kind, count = _wanted(query.boolean, "boolean"), BOOLEAN, None
    else:
        name, kind = _wanted(query.solutions, "solutions"), SOLUTIONS
        count = row_counter(name)
    pieces = _Kinded(kind, send)
    sink: Any = CountingSink(pieces.send, query.size, query.rows, count, compress=query.compress)
    if isinstance(result, ox.QueryTriples):
        ox.serialize(_counted(result, query.rows), sink, format=_GRAPHS[name])
    else:
        result.serialize(sink, format=_RESULTS[name])
    return pieces.last(sink.finish())


def _run(
    store: ox.Store, text: str, dataset: dict[str, Any]
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """Let the engine begin; the prefixes of the house are tried only where a query needs them."""
    try:
        return store.query(text, **dataset)
    except SyntaxError:
        from ...rdf.namespaces import PREFIXES

        try:
            return store.query(text, prefixes=PREFIXES, **dataset)
        except SyntaxError as error:
            from ...store.embedded import syntax_error

            raise syntax_error(text, str(error), PREFIXES) from error


def _spelled_out(text: str, names: list[str]) -> str:
    """Put the names of the columns in place of the outermost ``*``, which is the first in the text."""
    from ...store.tokens import tokenize

    at = next(token.offset for token in tokenize(text) if token.text == "*")
    return text[:at] + " ".join(f"?{name}" for name in names) + text[at + 1 :]


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


def _dataset(query: Query) -> dict[str, Any]:
    """The protocol's dataset replaces FROM and FROM NAMED (SPARQL 1.1 Protocol §2.1.4).

    Editors look for an endpoint's examples and prefixes, which SHACL describes, in the default graph; only
    for them, and only where the query names no graph itself, the catalogue is part of it.
    """
    if query.default_graphs is None and query.named_graphs is None:
        if _SHACL in query.text and _OWN_DATASET.search(query.text) is None:
            return {"default_graph": [ox.DefaultGraph(), ox.NamedNode(_CATALOGUE)]}
        return {}
    return {
        "default_graph": [ox.NamedNode(iri) for iri in query.default_graphs or ()],
        "named_graphs": [ox.NamedNode(iri) for iri in query.named_graphs or ()],
    }


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
