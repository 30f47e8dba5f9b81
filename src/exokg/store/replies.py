"""What an endpoint answered, read without trusting it.

An answer that is cut, nested, too large, or no answer to what was asked is an error of one line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import dropwhile, islice
from tempfile import TemporaryFile
from typing import Final

import pyoxigraph

from ..curation.characters import in_one_line
from ..errors import InputError, StoreError
from . import gate
from .embedded import first_line, in_order
from .http import Reply, TruncatedError
from .solutions import Row, Solutions
from .tokens import tokenize

_MAX_CELLS: Final = 20_000_000  # of one answer, some 2 GB; a longer one is asked for in parts
_NESTED: Final = 100  # brackets within brackets of an answer; the parser overflows its stack from some 10,000


def refuse_truncated(reply: Reply, endpoint: str) -> None:
    """Some engines answer with what they had when a limit was reached, and say so only in a header."""
    limit = reply.headers.get("X-SPARQL-MaxRows") or reply.headers.get("X-SQL-Message")
    if reply.status == 206 or limit:
        raise TruncatedError(
            f"{endpoint}: the endpoint cut the answer ({in_one_line(limit or 'HTTP 206')[:100]})",
            hint="ask for less at a time: ORDER BY with LIMIT and OFFSET",
        )


def truth_of(reply: Reply, endpoint: str) -> bool:
    """The answer of an ASK query; Virtuoso 7 gives a table that is empty for *no*.

    Raises:
        StoreError: it is no such answer, or not whole.
    """
    found = _read(reply, endpoint, lambda _: None)
    return found if isinstance(found, bool) else bool(found[1])


def rows_of(reply: Reply, query: str, shape: gate.Shape, endpoint: str) -> Solutions:
    """All rows of a SELECT query, in the columns that it asked for.

    Raises:
        TruncatedError: there are more cells than fit into memory.
        StoreError: it is no such answer, the columns are others, or it is not whole.
    """

    def check(names: list[str]) -> None:
        if set(names) != set(_asked_columns(query, shape, names)):
            columns = ", ".join(names[:20]) or "none"
            raise StoreError(f"{endpoint}: answered other columns than asked for: {columns[:200]}")

    answer = _read(reply, endpoint, check)
    if isinstance(answer, bool):
        raise StoreError(f"{endpoint}: answered yes or no to a query for rows")
    names, rows = answer
    asked, found = _asked_columns(query, shape, names), Solutions(names, rows)
    return found if names == asked else found.select(asked)


def _read(
    reply: Reply, endpoint: str, check: Callable[[list[str]], None]
) -> bool | tuple[list[str], list[Row]]:
    """Yes or no, or columns and all rows: only the end of an answer proves that nothing is missing."""
    if "json" not in reply.media_type:
        kind = in_one_line(reply.media_type)[:100]
        raise StoreError(f"{endpoint}: answered {kind} instead of SPARQL results in JSON")
    _refuse_nesting(reply.body, endpoint)
    found: pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | None = None
    try:
        found = pyoxigraph.parse_query_results(reply.body, format=pyoxigraph.QueryResultsFormat.JSON)
        if isinstance(found, pyoxigraph.QueryBoolean):
            return bool(found)
        names = [variable.value for variable in found.variables]
        check(names)
        most = _MAX_CELLS // max(len(names), 1)
        rows = list(islice(map(tuple, found), most + 1))
    except (SyntaxError, ValueError) as error:
        raise _cut(endpoint, error) from error
    finally:
        found = None  # an error keeps what is in this frame, and no other thread may free the engine's rows
    if len(rows) > most:
        raise TruncatedError(f"{endpoint}: more than {most:,} rows of {len(names)} columns")
    return names, rows


def _cut(endpoint: str, error: Exception) -> StoreError:
    return StoreError(f"{endpoint}: the answer is not whole: {first_line(str(error))}")


_STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?'
_DEEP = re.compile(rb'"value"\s*+:\s*+\{|\\u00[2-7]')


def _refuse_nesting(body: bytes, endpoint: str) -> None:
    """The parser calls itself for each triple within a triple, which would end this process."""
    if not _DEEP.search(body):  # flat, as nearly every answer
        return
    bare = b"".join(re.split(_STRING, body, flags=re.DOTALL))
    marks = bare.translate(None, bytes(set(range(256)) - set(b"{}[]")))
    for _ in range(_NESTED):
        marks = marks.replace(b"{}", b"").replace(b"[]", b"")
    if marks.count(b"{") + marks.count(b"[") > _NESTED:
        raise StoreError(f"{endpoint}: the answer is nested too deep")


def _asked_columns(query: str, shape: gate.Shape, found: list[str]) -> list[str]:
    """The columns that a SELECT query names; for ``*``, those found that it has, as the query has them."""
    if shape.star >= 0:
        return in_order([name for name in found if name in shape.variables], shape)
    names, depth, last = [], 0, ""
    for token in dropwhile(lambda token: token.text.upper() != "SELECT", tokenize(query)):
        if not depth and token.text.upper() in ("{", "FROM", "WHERE"):
            break
        if token.kind == "variable":
            last = token.text[1:]
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if not depth and (token.kind == "variable" or token.text == ")"):  # an expression ends with its name
            names.append(last)
    return names


def triples_of(reply: Reply, endpoint: str) -> list[pyoxigraph.Triple]:
    """The triples of an answer, parsed apart where it could nest triples or repeat long names.

    Raises:
        StoreError: it cannot be read.
    """
    turtle = reply.media_type in {"text/turtle", "application/x-turtle"}
    try:
        if turtle or b"<<" in reply.body:
            return _parsed_apart(reply.body, "text/turtle" if turtle else "application/n-triples", endpoint)
        found = pyoxigraph.parse(reply.body, format=pyoxigraph.RdfFormat.N_TRIPLES)
        return [quad.triple for quad in found]
    except (SyntaxError, ValueError) as error:
        raise _cut(endpoint, error) from error


def _parsed_apart(body: bytes, media_type: str, endpoint: str) -> list[pyoxigraph.Triple]:
    from .foreign import parse_apart

    with TemporaryFile() as file:
        file.write(body)
        file.seek(0)
        try:
            with parse_apart(file, media_type, endpoint) as quads:
                return [quad.triple for quad in pyoxigraph.parse(quads, format=pyoxigraph.RdfFormat.N_QUADS)]
        except InputError as error:
            raise StoreError(f"{endpoint}: the answer cannot be read: {error.message}") from error
