"""What find and count answer in a worker: the bytes that the command line writes, or what a page shows."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from ...answers.find.listing import listed
from ...answers.search import search
from ...answers.text_tables import in_words
from ...knowledge_graph import KnowledgeGraph
from ...model.dimensions import dimensions
from ...rdf.namespaces import PREFIXES
from ...store.solutions import value_of
from .output_limits import CountingSink, LimitReachedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...answers.find.table import Findings
    from ...answers.result import Result
    from ...model.dimensions import Dimension
    from ...store.embedded import EmbeddedStore
    from .job import Query

_MOST: Final = 300
"""Values of a dimension that a form offers; where there are more, it offers none."""
_KIND: Final = b"s"
_Cell = list[tuple[str, str]]


@lru_cache(maxsize=4)
def _graph(store: EmbeddedStore) -> KnowledgeGraph:
    """The graph of this process, and those with graphs of others: each keeps its table of findings."""
    return KnowledgeGraph(store)


def answer_search(store: EmbeddedStore, query: Query, send: Callable[[bytes], None]) -> bytes:
    """Find, count, or list names, or what may be asked for.

    Args:
        store: what is asked.
        query: with ``search``, and how to answer.
        send: takes every piece of a long answer but the last.

    Raises:
        InputError: a name or a value is not known.
        LimitReachedError: the answer is too long.
    """
    kg, asked = _graph(store), json.loads(query.search)
    if not asked:
        return _KIND + json.dumps(choices(kg.findings)).encode()
    if asked["verb"] == "names":
        rows = search(store, asked["words"], asked["most"])
        return _KIND + json.dumps([[*map(value_of, row)] for row in rows if row["name"] is not None]).encode()
    verb, words, by, limit = (asked.pop(name) for name in ("verb", "words", "by", "limit"))
    spreadsheet = asked.pop("spreadsheet")
    found = kg.find(words, **asked) if verb == "find" else kg.count(*by, **asked)
    if len(found) > query.rows:
        raise LimitReachedError("result_rows", query.rows)
    if query.shown:
        return _KIND + json.dumps(_shown(kg.findings, found, query.shown)).encode()
    sink = CountingSink(send, query, None, _KIND)
    for part in found.written(query.solutions or "csv", limit=limit, spreadsheet=spreadsheet):
        sink.write(part)
    return sink.finish()


def choices(table: Findings) -> dict[str, list[str]]:
    """The values that findings have, their groups and the wider terms, by dimension."""
    from ...answers.find.filters import index

    found = {}
    for name, dimension in dimensions().items():
        if dimension.kind != "number":
            known = index(table, dimension).items()
            held = [value for value, rows in known if rows & table.current]
            values = [value for value in held if not _is_class(value, dimension)]
            labels = sorted(set(map(table.label, values)), key=str.casefold)
            found[name] = labels if len(labels) <= _MOST else []
    return found


def _is_class(value: str, dimension: Dimension) -> bool:
    """Whether a wider term is a class of the ontology, under which everything would be found."""
    return dimension.kind == "term" and value.startswith(PREFIXES["exokg"])


def _shown(table: Findings, found: Result, most: int) -> dict[str, Any]:
    """What a page shows of an answer: of findings with links, of counts as texts."""
    about: dict[str, Any] = {"sentence": found.sentence, "notes": found.notes}
    about |= {"coverage": str(found.coverage), "columns": found.shown.variables, "total": len(found.shown)}
    rows: list[list[_Cell]] = [[[(value_of(term), "")] for term in row] for row in found.shown[:most]]
    if found.variables[-1] == "finding":
        places = [table.places[row["finding"].value] for row in found[:most]]
        rows = _linked(table, found, places, rows)
        about["columns"] = [*found.shown.variables, "where"]
    return about | {"rows": rows}


def _linked(table: Findings, found: Result, places: list[int], rows: list[list[_Cell]]) -> list[list[_Cell]]:
    """The cells of findings, with the IRIs of terms and things, and where each is in its source."""
    by_head = {in_words(name.replace("_", " ")): name for name in found.variables}
    known, cells = dimensions(), [list(row) for row in rows]
    for at, head in enumerate(found.shown.variables):
        dimension = known.get(by_head[head].replace("_", "-"))
        if dimension is None or dimension.kind not in {"term", "thing"}:
            continue
        column = table.column(dimension)
        for row, place in zip(cells, places, strict=True):
            values = column.get(place, ())
            row[at] = sorted((table.label(value), value) for value in values) or row[at]
    where = listed(table, places, ["locator"])
    for row, finding in zip(cells, where, strict=True):
        row.append([(value_of(finding[0]), value_of(finding[1]))])
    return cells
