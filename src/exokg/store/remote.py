"""A store elsewhere: any endpoint of the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/).

Queries go as form POST, which every engine understands, and pass the same gate as local ones.

An engine without an unnamed graph of its own, as Virtuoso, keeps our default graph under the name
:data:`DEFAULT_GRAPH`. Where an endpoint holds a graph of that name, every query says so with
``default-graph-uri``, and the answers are the same.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

import pyoxigraph

from ..errors import ExokgError, QuerySyntaxError, StoreError, StoreNotFoundError
from ..rdf.namespaces import BASE, HYPOTHESES_GRAPH, METADATA_GRAPH, QUESTIONS_GRAPH
from . import Store, gate, replies
from .embedded import EmbeddedStore, first_line
from .http import Client, Credentials, HttpError, Reply, TruncatedError
from .solutions import Row, Solutions, value_of
from .tokens import tokenize

DEFAULT_GRAPH: Final = f"{BASE}graph/default"
"""The name of our default graph on an engine that has none without a name."""

NAMED_GRAPHS: Final = (HYPOTHESES_GRAPH.value, METADATA_GRAPH.value, QUESTIONS_GRAPH.value)
"""The named graphs of the dataset."""

_RESULTS: Final = "application/sparql-results+json"
_TRIPLES: Final = "application/n-triples, text/turtle;q=0.9, text/plain;q=0.5"
_PAGE: Final = 5000  # rows; engines that cap answers do so at 10,000 or more
_MAX_STATEMENTS: Final = 100_000_000  # of a whole graph


def credentials_from_environment() -> Credentials | None:
    """``EXOKG_ENDPOINT_USER`` and ``_PASSWORD``, or ``EXOKG_ENDPOINT_TOKEN``."""
    user, password, token = (
        os.environ.get(f"EXOKG_ENDPOINT_{name}", "") for name in ("USER", "PASSWORD", "TOKEN")
    )
    return Credentials(user, password, token) if user or token else None


class RemoteStore(Store):
    """An endpoint as a :class:`exokg.store.Store`.

    Args:
        endpoint: its address; ``default-graph-uri`` and ``named-graph-uri`` in it go with every query.
        credentials: who asks.
        timeout_s: for a whole answer.

    Raises:
        InputError: not an http(s) address.
    """

    def __init__(
        self, endpoint: str, *, credentials: Credentials | None = None, timeout_s: float = 60.0
    ) -> None:
        parts = urlsplit(endpoint)
        self.endpoint = urlunsplit(parts._replace(query="", fragment=""))
        self.digest = ""
        self._given = parse_qsl(parts.query)
        self._client = Client(self.endpoint, credentials=credentials, timeout_s=timeout_s)

    @classmethod
    def from_environment(cls, endpoint: str) -> RemoteStore:
        """An endpoint with the credentials of the environment."""
        return cls(endpoint, credentials=credentials_from_environment())

    @cached_property
    def dataset(self) -> list[tuple[str, str]]:
        """The protocol's parameters that select the dataset: given in the address, or found."""
        if self._given:
            return self._given
        query = f"ASK {{ GRAPH <{DEFAULT_GRAPH}> {{ ?s ?p ?o }} }}"
        if not replies.truth_of(self._send(query, _RESULTS, []), self.endpoint):
            return []
        named = [("named-graph-uri", name) for name in (DEFAULT_GRAPH, *NAMED_GRAPHS)]
        return [("default-graph-uri", DEFAULT_GRAPH), *named]

    def joined(self, graph: str | None = None) -> Store:
        """An endpoint has one dataset; that of exokg takes the choice in its address."""
        server = f"{self.endpoint}?with-graphs={quote(graph or 'yes', safe='')}"
        raise StoreNotFoundError(
            f"{self.endpoint}: an endpoint answers from what it holds",
            hint=f"a server of exokg takes --store '{server}'; exokg load fills other engines with them",
        )

    def query(
        self, query: str, *, prefixes: Mapping[str, str] | None = None
    ) -> Solutions | bool | list[pyoxigraph.Triple]:
        """Answer a query of any form."""
        shape = gate.read_shape(query)
        text = _with_prefixes(query, shape, prefixes or {})
        if shape.form in {"CONSTRUCT", "DESCRIBE"}:
            return replies.triples_of(self._ask(text, query, _TRIPLES), self.endpoint)
        answer = self._ask(text, query, _RESULTS)
        if shape.form == "ASK":
            return replies.truth_of(answer, self.endpoint)
        return replies.rows_of(answer, query, shape, self.endpoint)

    def quads(self) -> Iterator[pyoxigraph.Quad]:
        """Every statement of the default graph and of our named graphs.

        Raises:
            StoreError: the endpoint gave fewer statements than it counts.
        """
        graphs: list[tuple[str, pyoxigraph.NamedNode | pyoxigraph.DefaultGraph]] = [
            ("{}", pyoxigraph.DefaultGraph())
        ]
        graphs += [(f"GRAPH <{name}> {{{{ {{}} }}}}", pyoxigraph.NamedNode(name)) for name in NAMED_GRAPHS]
        for frame, graph in graphs:
            for row in self._statements(frame):
                try:
                    yield pyoxigraph.Quad(*row, graph)  # type: ignore[call-arg, arg-type]  # judged by the engine
                except TypeError as error:
                    raise StoreError(f"{self.endpoint}: gave a row that is no statement") from error

    def _statements(self, frame: str) -> Iterator[Row]:
        """All statements of a graph: in one answer if the endpoint gives that many, else by predicate."""
        pattern = frame.format("?s ?p ?o")
        counts = self._counts(pattern)
        rows = self._rows("?s ?p ?o", pattern)
        if len(rows) == sum(counts.values()):
            yield from rows
            return
        for predicate, count in counts.items():
            part = frame.format(f"?s {predicate} ?o")
            pairs = self._rows("?s ?o", part)
            found = pairs if len(pairs) == count else self._pages("?s ?o", part, count)
            yield from ((subject, predicate, value) for subject, value in found)

    def _counts(self, pattern: str) -> dict[pyoxigraph.NamedNode, int]:
        """How many statements there are of each predicate."""
        counts = {}
        for predicate, number in self.select(f"SELECT ?p (COUNT(*) AS ?n) {{ {pattern} }} GROUP BY ?p"):
            digits = value_of(number)
            if not isinstance(predicate, pyoxigraph.NamedNode) or not re.fullmatch("[0-9]{1,15}", digits):
                raise StoreError(f"{self.endpoint}: cannot say how many statements it has")
            counts[predicate] = int(digits)
        if sum(counts.values()) > _MAX_STATEMENTS:
            raise StoreError(f"{self.endpoint}: more than {_MAX_STATEMENTS:,} statements")
        return counts

    def _rows(self, columns: str, pattern: str) -> list[Row]:
        try:
            return list(self.select(f"SELECT {columns} {{ {pattern} }}"))
        except TruncatedError:
            return []

    def _pages(self, columns: str, pattern: str, expected: int) -> Iterator[Row]:
        """Pages of a sorted sub-select: the form that engines which limit sorting accept."""
        for start in range(0, expected, _PAGE):
            rows = list(
                self.select(
                    f"SELECT {columns} {{ {{ SELECT {columns} {{ {pattern} }} ORDER BY {columns} }} }} "
                    f"LIMIT {_PAGE} OFFSET {start}"
                )
            )
            if len(rows) != min(_PAGE, expected - start):
                raise StoreError(f"{self.endpoint}: gave {len(rows):,} of {expected - start:,} statements")
            yield from rows

    def _ask(self, text: str, query: str, accept: str) -> Reply:
        try:
            return self._send(text, accept, self.dataset)
        except HttpError as error:
            if error.status == 400:
                raise _syntax_error(query, error) from error
            raise

    def _send(self, text: str, accept: str, dataset: list[tuple[str, str]]) -> Reply:
        body = urlencode([("query", text), *dataset]).encode()
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        answer = self._client.exchange(self.endpoint, body, headers, again=True)
        replies.refuse_truncated(answer, self.endpoint)
        return answer


def _with_prefixes(query: str, shape: gate.Shape, prefixes: Mapping[str, str]) -> str:
    used = {token.text.partition(":")[0] for token in tokenize(query) if token.kind == "name"}
    missing = sorted(used.intersection(prefixes) - set(shape.prefixes))
    return "".join(f"PREFIX {prefix}: <{prefixes[prefix]}> " for prefix in missing) + query


def _syntax_error(query: str, error: HttpError) -> ExokgError:
    """The fault as the embedded parser sees it, with a place; else in the endpoint's words."""
    try:
        EmbeddedStore(pyoxigraph.Store()).query(query)
    except QuerySyntaxError as local:
        return local
    except ExokgError:
        return QuerySyntaxError(f"<query>: {first_line(error.said)}")
    return QuerySyntaxError(f"<query>: the endpoint refuses it: {first_line(error.said)}")
