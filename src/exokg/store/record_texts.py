"""What records say, as an index: which of their texts have a word, and which records a symbol.

A search asks what the records say that no finding does. At a million statements their texts take seconds to
part into words, so a build does that, and a search reads the words it looks for alone. A store that was not
built with it has it made in memory when it is first asked.
"""

from __future__ import annotations

import re
import sys
from array import array
from functools import cached_property, reduce
from itertools import accumulate, chain
from operator import and_
from typing import TYPE_CHECKING, Final

from ..curation.spelling import words_of
from ..rdf.findings import RECORD_NAMES, RECORD_TEXTS
from .text_parts import identifiers_in, symbols_of, undenied, without_keys, words_in

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Way = Sequence[frozenset[str]]
    """The words of a name, each in all its forms."""

_LONG: Final = 9  # letters of a word that differs from other words by more than one
_SILENT: Final = tuple(f": {state}" for state in ("reported", "not read", "not reported", "not applicable"))
"""Ends of texts, such as *sessions: not read*, that do not say what."""

_TABLES: Final = (
    "CREATE TABLE record (key TEXT PRIMARY KEY, own BLOB) WITHOUT ROWID",
    "CREATE TABLE record_text (number INTEGER PRIMARY KEY, text TEXT)",
    "CREATE TABLE record_of (ends BLOB, records BLOB)",
    "CREATE TABLE record_word (word TEXT PRIMARY KEY, texts BLOB, shared INTEGER) WITHOUT ROWID",
    "CREATE TABLE record_symbol (symbol TEXT, own TEXT, texts BLOB)",
    "CREATE TABLE record_identifier (identifier TEXT PRIMARY KEY) WITHOUT ROWID",
)
"""Records with their own texts; texts; the records of each text, one after another, and where those of each
end; words with their texts, and whether several records say them; symbols with their texts;
registry numbers, DOIs and PMIDs."""
_DENYING: Final = ""
"""Instead of a word: the texts that deny something."""
_SELECT_WORDS: Final = "SELECT word FROM record_word WHERE word != ?"
_MOST_KNOWN: Final = 500
"""Words whose texts are kept in memory."""


_SAMPLE: Final = "β-Catenin, Complex+ with FGF-7 of NCT01234567, 10.1000/a; not PGAIS as in a-2020"
_PARTS: Final = words_in([_SAMPLE, undenied(_SAMPLE)]) | {*symbols_of([_SAMPLE])} | identifiers_in(_SAMPLE)
RECORDS_KEY: Final = "\n".join(
    (*_TABLES, RECORD_TEXTS, RECORD_NAMES, *sorted(_PARTS), without_keys(_SAMPLE, {"a-2020"}))
)
"""What says that the index of a file was made as this program makes it."""


def packed(numbers: Iterable[int]) -> bytes:
    """Numbers as bytes, the same on every machine."""
    return _little_endian(array("I", numbers)).tobytes()


def unpacked(cells: bytes) -> array[int]:
    """The numbers that :func:`packed` made these bytes of."""
    return _little_endian(array("I", cells))


def _little_endian(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def write_records(
    file: sqlite3.Connection, said: Iterable[tuple[str, ...]], called: Iterable[tuple[str, ...]]
) -> None:
    """Write the index of what records say.

    Args:
        file: where its tables are made.
        said: key of a record and a text of it; the key of another record in a text is no text.
        called: key and another name of a term that the record has.
    """
    stated, others = [row for row in said if not row[1].endswith(_SILENT)], {*called}
    keyed = {key for key, _ in stated}
    own = {(key, without_keys(text, keyed)) for key, text in stated}
    places = {text: at for at, text in enumerate(sorted({text for _, text in own | others}))}
    keys = {key: at for at, key in enumerate(sorted({key for key, _ in own | others}))}
    texts: list[list[int]] = [[] for _ in keys]
    records: list[list[int]] = [[] for _ in places]
    for key, text in sorted(own):
        texts[keys[key]].append(places[text])
    for key, text in sorted(own | others):
        records[places[text]].append(keys[key])
    made: tuple[Iterable[tuple[object, ...]], ...] = (
        ((key, packed(texts[at])) for key, at in keys.items()),
        ((at, text) for text, at in places.items()),
        [(packed(accumulate(map(len, records))), packed(chain.from_iterable(records)))],
        ((word, packed(held), _shared(records, held)) for word, held in _words(places)),
        ((symbol, own, packed(held)) for symbol, own, held in _symbols(places)),
        ((one,) for one in sorted(set().union(*(identifiers_in(text) for _, text in own)))),
    )
    for table, rows in zip(_TABLES, made, strict=True):
        file.execute(table)
        marks = ", ".join("?" * (1 + table.count(",")))
        file.executemany(f"INSERT INTO {table.split()[2]} VALUES ({marks})", rows)  # noqa: S608 - our own names


def _shared(records: Sequence[list[int]], texts: Sequence[int]) -> bool:
    """Whether some texts are of more than one record."""
    return any(records[at] != records[texts[0]] or len(records[at]) > 1 for at in texts)


def _words(places: Mapping[str, int]) -> list[tuple[str, list[int]]]:
    """The words of texts, and in which of them each is."""
    found: dict[str, list[int]] = {_DENYING: [at for text, at in places.items() if undenied(text) != text]}
    for text, at in places.items():
        for word in words_in([text]):
            found.setdefault(word, []).append(at)
    return sorted(found.items())


def _symbols(places: Mapping[str, int]) -> Iterator[tuple[str, str, list[int]]]:
    """The symbols of texts in their order, each as it is written last, and in which of them it is."""
    found: dict[str, list[int]] = {}
    written: dict[str, str] = {}
    for text, at in places.items():
        for symbol, own in symbols_of([text]).items():
            found.setdefault(symbol, []).append(at)
            written[symbol] = own
    yield from ((symbol, written[symbol], texts) for symbol, texts in found.items())


class RecordTexts:
    """The texts of all records, of which a search reads those that it looks for.

    A *way* to say a name has its words, each in all its forms.

    Args:
        file: to which :func:`write_records` wrote.
    """

    def __init__(self, file: sqlite3.Connection) -> None:
        self._file = file
        self._known: dict[str, frozenset[int]] = {}

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of all records, sorted."""
        return tuple(key for (key,) in self._file.execute("SELECT key FROM record ORDER BY key"))

    @cached_property
    def said(self) -> frozenset[str]:
        """The words of all records."""
        return frozenset(word for (word,) in self._file.execute(_SELECT_WORDS, (_DENYING,)))

    @cached_property
    def identifiers(self) -> frozenset[str]:
        """The registry numbers, DOIs and PMIDs that records have, in lower case."""
        return frozenset(one for (one,) in self._file.execute("SELECT identifier FROM record_identifier"))

    @cached_property
    def long_words(self) -> frozenset[str]:
        """The long words that several records say: what differs from one by a letter is a slip of it."""
        found = self._file.execute(
            "SELECT word FROM record_word WHERE shared AND length(word) >= ?", (_LONG,)
        )
        return frozenset(word for (word,) in found if word.isalpha())

    @cached_property
    def _records(self) -> tuple[array[int], array[int]]:
        """Where the records of each text end, and the records of all texts."""
        ends, records = self._file.execute("SELECT ends, records FROM record_of").fetchone()
        return unpacked(ends), unpacked(records)

    @cached_property
    def _symbols(self) -> dict[str, tuple[str, bytes]]:
        rows = self._file.execute("SELECT symbol, own, texts FROM record_symbol ORDER BY rowid")
        return {symbol: (own, texts) for symbol, own, texts in rows}

    @cached_property
    def symbols(self) -> dict[str, str]:
        """The abbreviations and symbols of all texts, in lower case → as they are written."""
        return {symbol: own for symbol, (own, _) in self._symbols.items()}

    def saying(self, way: Way) -> frozenset[str]:
        """The keys of the records that have one of each of some words, in whatever text."""
        return reduce(and_, (self._keys_of(_any(map(self._word, word))) for word in way))

    def together(self, way: Way) -> frozenset[str]:
        """The keys of the records one of whose texts has all of these, where no *not* before denies them."""
        texts = self._texts(way)
        return self._keys_of(
            texts.difference(at for at in texts & self._word(_DENYING) if not self._affirms(at, way))
        )

    def in_order(self, way: Way) -> frozenset[str]:
        """The keys of the records that have these words one after another in a text."""
        return self._keys_of(self._in_order(way)) & self.saying(way)

    def texts_with(self, way: Way) -> dict[str, tuple[str, bool]]:
        """Key of each record that has these words one after another → the longest text, and whether its own.

        A text that is not its own is a name of a term that it has.
        """
        texts = {at: self._text(at) for at in self._in_order(way)}
        long, found = sorted(texts, key=lambda at: (-len(texts[at]), at)), {}
        for key in sorted(self._keys_of(texts)):
            own = self._own(key)
            at = next((at for at in long if at in own), None)
            named = (one for one in long if key in self._keys_of([one]))
            found[key] = (texts[next(named) if at is None else at], at is not None)
        return found

    def writes(self, key: str, way: Way) -> bool:
        """Whether texts of a record itself, not only names of its terms, have one of each of some words."""
        own = self._own(key)
        return all(any(own & self._word(form) for form in word) for word in way)

    def _own(self, key: str) -> frozenset[int]:
        row = self._file.execute("SELECT own FROM record WHERE key = ?", (key,)).fetchone()
        return frozenset(unpacked(row[0]))

    def _in_order(self, way: Way) -> Iterator[int]:
        """The texts that have words one after another."""
        said = " ".join(f"(?:{'|'.join(sorted(map(re.escape, word)))})\\+?" for word in way)
        pattern = re.compile(rf"(?:^| ){said}(?: |$)")
        texts = self._texts([frozenset(one for form in word for one in form.split()) for word in way])
        alone = self._texts(way) if len(way) == 1 else frozenset()
        for at in texts:
            if at in alone or pattern.search(" ".join(words_of(self._text(at)))):
                yield at

    def with_symbol(self, symbol: str) -> frozenset[str]:
        """The keys of the records one of whose texts has a symbol."""
        return self._keys_of(unpacked(self._symbols[symbol][1]))

    def _texts(self, way: Way) -> frozenset[int]:
        """The texts that have one of each of some words."""
        return reduce(and_, (_any(map(self._word, word)) for word in way))

    def _affirms(self, at: int, way: Way) -> bool:
        """Whether a text has these words also without what it denies."""
        words = words_in([undenied(self._text(at))])
        return all(word & words for word in way)

    def _text(self, at: int) -> str:
        row = self._file.execute("SELECT text FROM record_text WHERE number = ?", (at,)).fetchone()
        return str(row[0])

    def _word(self, word: str) -> frozenset[int]:
        """The texts that have a word."""
        if word not in self._known:
            row = self._file.execute("SELECT texts FROM record_word WHERE word = ?", (word,)).fetchone()
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[word] = frozenset(unpacked(row[0])) if row else frozenset()
        return self._known[word]

    def _keys_of(self, texts: Iterable[int]) -> frozenset[str]:
        """The keys of the records that have one of some texts."""
        ends, records = self._records
        found: set[int] = set()
        for at in texts:
            found.update(records[ends[at - 1] if at else 0 : ends[at]])
        return frozenset(map(self.keys.__getitem__, found))


def _any(texts: Iterable[frozenset[int]]) -> frozenset[int]:
    return frozenset().union(*texts)
