"""Answers to fixed queries, kept in a file beside the engine's: what every search and count reads.

A search reads a dozen columns of all findings. The engine takes 20 times as long to answer these queries as
SQLite takes to hand over an answer that is kept. The file holds each answer under the text of its query, so
that a query that changes is asked of the store again; a store without the file is asked for all of them.

Most answers begin with a finding, so the texts of first columns are listed once, and those of the other
columns with each answer: who reads one column reads no text of another.

Beside them is what findings and records say (:mod:`exokg.store.record_texts`), as indexes of words. A large
dataset also keeps the answers to the questions of its catalogue with everything left open, the counts of its
description and the names of its terms, which take seconds there, as the engine writes them; and what mentions
its most used things (:mod:`exokg.store.hubs`).
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from functools import cached_property
from typing import TYPE_CHECKING, Final, cast
from weakref import finalize, proxy

from pyoxigraph import QueryResultsFormat, parse_query_results

from ..rdf.findings import RECORD_NAMES, RECORD_TEXTS, WORDS, kept_queries
from ..rdf.namespaces import PREFIXES
from .record_texts import RECORDS_KEY, RecordTexts, packed, unpacked, write_records
from .solutions import Solutions, value_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pyoxigraph import QuerySolutions

    from . import Store
    from .embedded import EmbeddedStore
    from .hubs import Mentioned

KEPT: Final = "kept.db"
"""The name of the file, in the folder of a version."""

_FORMAT: Final = 4
"""The version of the schema; a file with another one is not read."""
_SCHEMA: Final = f"""
CREATE TABLE answer (query TEXT PRIMARY KEY, width INTEGER, texts TEXT, cells BLOB);
CREATE TABLE terms (list TEXT);
CREATE TABLE question (query TEXT PRIMARY KEY, answer BLOB);
PRAGMA user_version = {_FORMAT};
"""
_INDEX: Final = "CREATE VIRTUAL TABLE words USING fts5(said, tokenize='unicode61')"
_WORDS_KEY: Final = f"{_INDEX}\n{WORDS}"
"""What says that the index of a file was made as this program makes it."""
_SEARCH: Final = "SELECT rowid FROM words WHERE words MATCH ?"
_SAID: Final = "SELECT said FROM words WHERE rowid = ?"

_LARGE: Final = 200_000
"""Statements from which on the answers to questions, names, and what mentions things are kept."""


def write_kept(path: Path, store: EmbeddedStore) -> None:
    """Write the file of a store.

    Args:
        path: of the file, which is not there yet.
        store: what is asked.

    Raises:
        OSError: the file could not be written.
    """
    numbers: dict[str, int] = {}
    file = sqlite3.connect(path)
    try:
        file.executescript(_SCHEMA)
        for query in kept_queries():
            rows = _computed(store, query)
            first, *others = zip(*sorted(rows), strict=True) if rows else [()]
            own: dict[str, int] = {}
            cells = packed(_numbered(numbers, first)) + packed(
                place for column in others for place in _numbered(own, column)
            )
            values = (query, 1 + len(others), _listed(own), cells)
            file.execute("INSERT INTO answer VALUES (?, ?, ?, ?)", values)
        _write_words(file, _computed(store, WORDS), numbers)
        write_records(file, _computed(store, RECORD_TEXTS), _computed(store, RECORD_NAMES))
        file.executemany("INSERT INTO answer VALUES (?, 0, '', '')", ((_WORDS_KEY,), (RECORDS_KEY,)))
        file.execute("INSERT INTO terms VALUES (?)", (_listed(numbers),))
        if len(store.engine) >= _LARGE:
            _write_questions(file, store)
            from .hubs import write_hubs, write_names

            write_names(file, store)
            write_hubs(file, store)
        file.commit()
    except sqlite3.OperationalError as error:  # the disk is full, or the file may not grow
        raise OSError(str(error)) from error
    finally:
        file.close()


def _numbered(numbers: dict[str, int], texts: Iterable[str]) -> list[int]:
    return [numbers.setdefault(text, len(numbers)) for text in texts]


def _listed(numbers: dict[str, int]) -> str:
    return json.dumps(list(numbers), ensure_ascii=False)


def _asked(store: Store, query: str) -> list[tuple[str, ...]]:
    rows = list(store.select(query, prefixes=PREFIXES))  # all at once, in half the time
    return [tuple(map(value_of, row)) for row in rows]


def _computed(store: EmbeddedStore, query: str) -> list[tuple[str, ...]]:
    """The same rows as :func:`_asked`, whose terms the engine itself writes as their texts: in CSV."""
    import csv
    from io import StringIO

    found = cast("QuerySolutions", store.evaluate(query, prefixes=PREFIXES))
    body = cast("bytes", found.serialize(format=QueryResultsFormat.CSV)).decode()
    _names, *rows = map(tuple, csv.reader(StringIO(body, newline="")))
    return rows


def _write_questions(file: sqlite3.Connection, store: EmbeddedStore) -> None:
    """Keep what the questions answer that need no value, and what a server asks of all statements."""
    from ..rdf.catalogue import CATALOGUE_QUERY, questions_in
    from ..rdf.findings import CODES, TERMS
    from ..rdf.void import COUNTS, GRAPHS, PARTITIONS, THINGS

    questions = [
        question.query
        for question in questions_in(store.select(CATALOGUE_QUERY))
        if question.form == "SELECT" and all(parameter.optional for parameter in question.parameters)
    ]
    for query in dict.fromkeys([*questions, *COUNTS, *PARTITIONS, GRAPHS, THINGS, TERMS, CODES]):
        found = cast("QuerySolutions", store.evaluate(query, prefixes=PREFIXES))
        body = cast("bytes", found.serialize(format=QueryResultsFormat.JSON))
        file.execute("INSERT INTO question VALUES (?, ?)", (query, zlib.compress(body)))


def _write_words(file: sqlite3.Connection, rows: Iterable[tuple[str, ...]], numbers: dict[str, int]) -> None:
    """Index what findings say; each has the number of its IRI."""
    said: dict[str, list[str]] = {}
    for finding, text in rows:
        said.setdefault(finding, []).append(text)
    file.execute(_INDEX)
    for finding in sorted(said):
        number = numbers.setdefault(finding, len(numbers))
        file.execute(
            "INSERT INTO words(rowid, said) VALUES (?, ?)", (number, "\n".join(sorted(said[finding])))
        )


class KeptAnswers:
    """The answers to fixed queries of one store.

    Args:
        store: what is asked for what is not kept; the caller holds it.
    """

    def __init__(self, store: Store) -> None:
        self._store = proxy(store)  # which holds these answers: a cycle would keep its files open
        folder = getattr(store, "path", None)
        path = folder / KEPT if folder is not None else None
        self._file = _opened(path) if path is not None and path.is_file() else None
        questions: Iterable[tuple[str]] = ()
        if self._file is not None:
            questions = self._file.execute("SELECT query FROM question")
            finalize(self, self._file.close)  # by itself it waits for a garbage collection
        self._questions = frozenset(query for (query,) in questions)  # asking costs a short query a tenth

    @cached_property
    def _terms(self) -> list[str]:
        """What the first cells of kept answers are the numbers of."""
        assert self._file is not None  # noqa: S101 - only what it holds has cells
        found: list[str] = json.loads(self._file.execute("SELECT list FROM terms").fetchone()[0])
        return found

    def _kept(self, query: str) -> tuple[int, str, bytes] | None:
        if self._file is None:
            return None
        row: tuple[int, str, bytes] | None = self._file.execute(
            "SELECT width, texts, cells FROM answer WHERE query = ?", (query,)
        ).fetchone()
        return row

    def rows(self, query: str) -> list[tuple[str, ...]]:
        """The rows of a query, each cell as its text; nothing where it is unbound."""
        return list(zip(*self.columns(query), strict=True))

    def columns(self, query: str) -> list[Iterable[str]]:
        """The columns of these rows; none where there are no rows."""
        kept = self._kept(query)
        if kept is None:
            return list(zip(*_asked(self._store, query), strict=True))
        width, texts, cells = kept
        numbers, own = unpacked(cells), json.loads(texts)
        size = len(numbers) // width
        columns: list[Iterable[str]] = [map(self._terms.__getitem__, numbers[:size])]
        columns += [map(own.__getitem__, numbers[at * size : (at + 1) * size]) for at in range(1, width)]
        return columns if size else []

    def holds(self, query: str) -> bool:
        """Whether the rows of a query are kept, so that they need not be asked of the store."""
        return self._kept(query) is not None

    def answer(self, query: str) -> Solutions | None:
        """What the query of a question answers; ``None`` if it is not kept."""
        found = self.solutions(query)
        names = [] if found is None else [variable.value for variable in found.variables]
        return None if found is None else Solutions(names, map(tuple, found))

    def select(self, query: str) -> Solutions:
        """The same, asked of the store if it is not kept."""
        kept = self.answer(query)
        return self._store.select(query) if kept is None else kept

    def solutions(self, query: str) -> QuerySolutions | None:
        """The same as the engine gives it, for who writes it out."""
        if self._file is None or query not in self._questions:
            return None
        row = self._file.execute("SELECT answer FROM question WHERE query = ?", (query,)).fetchone()
        body = zlib.decompress(row[0])
        return cast("QuerySolutions", parse_query_results(body, format=QueryResultsFormat.JSON))

    @cached_property
    def _words(self) -> tuple[sqlite3.Connection, list[str]]:
        """The full-text index, and the findings by the numbers in it."""
        if self._file is not None and self._kept(_WORDS_KEY) is not None:
            return self._file, self._terms
        numbers: dict[str, int] = {}
        made = _in_memory()
        _write_words(made, _asked(self._store, WORDS), numbers)
        return made, list(numbers)

    @cached_property
    def records(self) -> RecordTexts:
        """What records say."""
        if self._file is not None and self._kept(RECORDS_KEY) is not None:
            return RecordTexts(self._file)
        made = _in_memory()
        write_records(made, _asked(self._store, RECORD_TEXTS), _asked(self._store, RECORD_NAMES))
        return RecordTexts(made)

    def named(self, text: str, most: int) -> list[str] | None:
        """The things that have a name which contains a text in any case; ``None`` if names are not kept."""
        from .hubs import named

        return None if self._file is None else named(self._file, text, most)

    def mentioned(self, thing: str) -> Mentioned | None:
        """What mentions a thing that many nodes mention; ``None`` where it is not kept."""
        from .hubs import mentioned

        return None if self._file is None else mentioned(self._file, thing)

    def search(self, expression: str) -> list[str]:
        """The findings that match an expression of FTS5."""
        file, names = self._words
        return [names[number] for (number,) in file.execute(_SEARCH, (expression,))]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """The number of each finding in the full-text index."""
        return {name: number for number, name in enumerate(self._words[1])}

    def texts(self, finding: str) -> list[str]:
        """What the full-text index holds of a finding, text by text."""
        found = self._words[0].execute(_SAID, (self._numbers.get(finding, -1),)).fetchone()
        return str(found[0]).split("\n") if found else []


def _opened(path: Path) -> sqlite3.Connection | None:
    """Open a file that never changes: without locks, and without leave to write."""
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    file = sqlite3.connect(address, uri=True, check_same_thread=False)
    if file.execute("PRAGMA user_version").fetchone() == (_FORMAT,):
        return file
    file.close()
    return None


def _in_memory() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", check_same_thread=False)
