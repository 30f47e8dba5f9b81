"""The answers kept beside a store are those of its triples, and find and count read them alone."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections import Counter
from typing import TYPE_CHECKING

import pyoxigraph
import pytest

from exokg import build
from exokg.answers.answering import answer, catalogue, find_question
from exokg.answers.find.table import Findings
from exokg.answers.find.verbs import count, find
from exokg.answers.search import search
from exokg.answers.verdicts import verdicts
from exokg.curation.spelling import words_of
from exokg.errors import StoreCorruptError
from exokg.model.dimensions import dimensions
from exokg.rdf.findings import (
    RECORD_NAMES,
    RECORD_TEXTS,
    SEEN,
    TEXTS,
    WORDS,
    column_query,
    kept_queries,
    text_query,
)
from exokg.rdf.namespaces import PREFIXES
from exokg.rdf.void import COUNTS
from exokg.server.workers.job import Query
from exokg.server.workers.worker import evaluate
from exokg.store.coverage import KINDS, count_coverage, coverage
from exokg.store.embedded import EmbeddedStore
from exokg.store.kept import KEPT, KeptAnswers, write_kept
from exokg.store.manifest import current_version, read_manifest
from exokg.store.record_texts import RECORDS_KEY
from exokg.store.solutions import Solutions, value_of
from exokg.store.text_parts import symbols_of, undenied, without_keys, words_in

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.slow
SEARCHES = ("hair", '"hair" AND "density"', '"prolif"*', '"follicle" OR "shaft"', '"nothing says this"')


@pytest.fixture(scope="module")
def opened(built: Path) -> EmbeddedStore:
    """The real graph as it was built."""
    return EmbeddedStore.open(built)


@pytest.fixture(scope="module")
def in_memory(real_dataset: pyoxigraph.Store) -> EmbeddedStore:
    """The same statements without anything beside them."""
    return EmbeddedStore(real_dataset)


@pytest.mark.parametrize("kind", KINDS)
def test_the_manifest_holds_what_an_answer_searched(
    opened: EmbeddedStore, in_memory: EmbeddedStore, kind: str
) -> None:
    """An older build did not count it: then it is counted now."""
    found = coverage(EmbeddedStore(pyoxigraph.Store(), manifest=opened.manifest), kind)
    assert found == coverage(in_memory, kind) == count_coverage(in_memory.select, kind)
    assert found.searched > 0
    assert opened.manifest is not None
    older = EmbeddedStore(in_memory.engine, manifest=opened.manifest._replace(coverage={}))
    assert coverage(older, kind) == found


class Forbidden(EmbeddedStore):
    """A store that may be asked for nothing but what covers an answer."""

    def select(self, query: str, **more: object) -> Solutions:
        assert "?searched" in query or "searchedTo" in query, query
        return super().select(query, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("query", kept_queries(), ids=lambda text: re.sub(r"\W+", " ", text)[-60:])
def test_a_kept_answer_is_that_of_the_triples(opened: EmbeddedStore, query: str) -> None:
    asked = Counter(tuple(map(value_of, row)) for row in opened.select(query, prefixes=PREFIXES))
    assert opened.kept._kept(query) is not None
    assert Counter(opened.kept.rows(query)) == asked


def test_most_columns_hold_something(opened: EmbeddedStore) -> None:
    assert sum(bool(opened.kept.rows(query)) for query in kept_queries()) > 60


@pytest.mark.parametrize("expression", SEARCHES)
def test_the_kept_index_finds_what_one_in_memory_finds(
    opened: EmbeddedStore, in_memory: EmbeddedStore, expression: str
) -> None:
    kept, made = (one.kept.search(expression) for one in (opened, in_memory))
    assert sorted(kept) == sorted(made)
    assert bool(kept) is ("nothing" not in expression)


@pytest.fixture(scope="module")
def texts(in_memory: EmbeddedStore) -> dict[str, list[str]]:
    """What each record says, read from the triples."""
    own, called = (
        [(value_of(key), value_of(text)) for key, text in in_memory.select(query, prefixes=PREFIXES)]
        for query in (RECORD_TEXTS, RECORD_NAMES)
    )
    own = [(key, text) for key, text in own if not re.search(r": (reported|not \w+)$", text)]
    keys = {key for key, _ in own}
    found: dict[str, list[str]] = {}
    for key, text in (*((key, without_keys(text, keys)) for key, text in own), *called):
        found.setdefault(key, []).append(text)
    return found


def test_the_kept_index_of_records_is_that_of_their_texts(
    opened: EmbeddedStore, texts: dict[str, list[str]]
) -> None:
    """Every word and symbol of every text leads to its records, and nothing else does."""
    words: dict[str, set[str]] = {}
    symbols: dict[str, set[str]] = {}
    for key, said in texts.items():
        for word in words_in(said):
            words.setdefault(word, set()).add(key)
        for symbol in symbols_of(said):
            symbols.setdefault(symbol, set()).add(key)
    records = opened.kept.records
    assert opened.kept.holds(RECORDS_KEY)
    assert records.keys == tuple(sorted(texts))
    assert len(words) > 4_000
    assert {word: records.saying([frozenset({word})]) for word in words} == words
    assert records.said == words.keys()
    assert "nct06066827" in records.identifiers
    several = {word for word, keys in words.items() if len(keys) > 1 and len(word) > 8 and word.isalpha()}
    assert records.long_words == several != set()
    assert records.saying([frozenset({"nothing says this"})]) == frozenset()
    assert {symbol: records.with_symbol(symbol) for symbol in records.symbols} == symbols
    own = [frozenset({word}) for word in words_of(texts["rajendran-2020-macev"][0])]
    assert records.writes("rajendran-2020-macev", own)
    assert records.texts_with(own)["rajendran-2020-macev"] == (texts["rajendran-2020-macev"][0], True)
    assert not records.writes("rajendran-2020-macev", [frozenset({"kost"})])


@pytest.mark.parametrize("words", ["dermal papilla", "not hair", "mir 22 5p", "gene expression", "wnt"])
def test_words_of_one_text_and_in_their_order(
    opened: EmbeddedStore, in_memory: EmbeddedStore, texts: dict[str, list[str]], words: str
) -> None:
    way = [frozenset({word}) for word in words.split()]
    together = {
        key
        for key, said in texts.items()
        if any(words_in([undenied(text)]).issuperset(words.split()) for text in said)
    }
    ordered = {
        key
        for key, said in texts.items()
        if any(f" {words} " in f" {' '.join(words_of(text))} " for text in said)
    }
    for records in (opened.kept.records, in_memory.kept.records):
        assert records.together(way) == together
        assert records.in_order(way) == ordered
    assert together | ordered


def test_find_and_count_read_what_is_kept(opened: EmbeddedStore, in_memory: EmbeddedStore) -> None:
    """With the file they ask the engine nothing, and answer as without it."""
    guarded = Forbidden(opened.engine, path=opened.path)
    kept, asked = Findings(guarded), Findings(in_memory)
    for words, given in (
        ("dermal papilla cells proliferation", {}),
        ("hair shaft elongation weeks", {}),
        ("Kim 2022", {}),
        ("", {"outcome": ["hair density"], "rung": ["people"]}),
        ("", {"author": ["Kim"], "year": ["2018..2024"]}),
    ):
        first, second = (find(table, words, given, wide=True) for table in (kept, asked))
        assert list(first) == list(second)
        assert (first.sentence, first.notes) == (second.sentence, second.notes)
    for by in (["outcome", "rung"], ["source"], ["author"]):
        first, second = (count(table, by, level="group", left_out=["read-once"]) for table in (kept, asked))
        assert list(first.shown) == list(second.shown)


def test_a_query_that_is_not_kept_is_asked(opened: EmbeddedStore) -> None:
    query = "SELECT ?study ?year WHERE { ?study a exokg:Study ; exokg:year ?year }"
    assert opened.kept._kept(query) is None
    assert len(opened.kept.rows(query)) > 50


@pytest.mark.slow
def test_a_large_store_keeps_what_its_questions_answer(
    real_dataset: pyoxigraph.Store, in_memory: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each open question has the same columns and rows, terms with their datatypes, in the same order."""
    monkeypatch.setattr("exokg.store.kept._LARGE", len(real_dataset))
    write_kept(tmp_path / KEPT, in_memory)
    with_file = EmbeddedStore(real_dataset, path=tmp_path)
    kept = 0
    for question in catalogue(in_memory):
        found, asked = with_file.kept.answer(question.query), in_memory.query(question.query)
        assert (found is not None) is (
            question.form == "SELECT" and all(one.optional for one in question.parameters)
        )
        if found is not None and isinstance(asked, Solutions):
            kept += 1
            assert (found.variables, list(found)) == (asked.variables, list(asked)), question.name
    assert kept > 20
    first, second = (answer(one, find_question(one, "claims")) for one in (with_file, in_memory))
    assert (list(first), first.sentence) == (list(second), second.sentence)
    assert list(first) == list(with_file.select(first.query))
    for text in (*COUNTS, first.query):  # a server sends what is kept as it would send what it asks
        sent = [
            json.loads(evaluate(one, Query(text, solutions="json"), lambda _: None)[1:])["results"][
                "bindings"
            ]
            for one in (with_file, in_memory)
        ]
        assert sent[0] == sent[1] != []

    for text in ("hair", "WNT", "β-catenin", "ß", "it's", "no such name", "10.1016/j.jconrel"):
        assert list(search(with_file, text)) == list(search(in_memory, text)), text
    assert with_file.kept.named("hair", 5) is not None
    assert in_memory.kept.named("hair", 5) is None


@pytest.mark.parametrize("column", ["node", "subject", "source", "origin", "target", "claim", "record"])
def test_verdicts_of_what_is_kept_are_those_of_the_triples(
    opened: EmbeddedStore, in_memory: EmbeddedStore, column: str
) -> None:
    assert opened.kept.holds(SEEN)
    assert not in_memory.kept.holds(SEEN)
    values = sorted({row[0] for row in in_memory.select(f"SELECT ?{column} {SEEN[SEEN.index('WHERE') :]}",
                     prefixes=PREFIXES) if row[0] is not None}, key=str)  # fmt: skip
    assert values
    for node in values[:: 1 + len(values) // 8]:
        assert isinstance(node, pyoxigraph.NamedNode)
        assert verdicts(opened, node) == verdicts(in_memory, node), node


def test_what_is_no_result_has_no_verdict_from_what_is_kept(opened: EmbeddedStore) -> None:
    assert verdicts(opened, pyoxigraph.NamedNode("urn:unknown")) == []


def test_a_small_store_asks_its_questions(opened: EmbeddedStore) -> None:
    assert opened.kept.answer(find_question(opened, "claims").query) is None


def test_a_file_of_another_version_is_not_read(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / KEPT) as file:
        file.execute("CREATE TABLE answer (query TEXT PRIMARY KEY, width INTEGER, cells TEXT)")
    store = EmbeddedStore(pyoxigraph.Store(), path=tmp_path)
    kept = store.kept
    assert kept._file is None
    assert [kept.rows(query) for query in kept_queries()[:3]] == [[], [], []]


def test_the_file_is_part_of_its_version(bare: Path, ontology: Path, tmp_path: Path) -> None:
    """It is in the manifest, so a store whose file was changed does not open; a copy elsewhere does."""
    out = tmp_path / "store"
    build(bare, out, ontology=ontology)
    version = current_version(out)
    assert KEPT in read_manifest(version).files
    elsewhere = shutil.copytree(out, tmp_path / "copy", symlinks=True)
    assert EmbeddedStore.open(elsewhere).kept.rows(text_query("dose")) == []
    with sqlite3.connect(version / KEPT) as file:
        file.execute("UPDATE terms SET list = '[]'")
    with pytest.raises(StoreCorruptError, match=KEPT):
        EmbeddedStore.open(out)


def test_the_file_is_read_only_and_can_be_in_any_folder(tmp_path: Path) -> None:
    folder = tmp_path / "a folder? with #signs %20"
    folder.mkdir()
    write_kept(folder / KEPT, EmbeddedStore(pyoxigraph.Store()))
    kept = EmbeddedStore(pyoxigraph.Store(), path=folder).kept
    assert kept.rows(kept_queries()[0]) == []
    assert kept.search("hair") == []
    assert kept._file is not None
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        kept._file.execute("DELETE FROM answer")


def test_equal_statements_give_equal_bytes(in_memory: EmbeddedStore, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_kept(tmp_path / name, in_memory)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_store_without_findings_has_none() -> None:
    store = EmbeddedStore(pyoxigraph.Store())
    kept = KeptAnswers(store)
    found = [kept.rows(query) for query in kept_queries()]
    assert [rows for rows in found if rows] == [[("0", "0", "0")]] * 4  # what coverage lines count
    assert kept.search("hair") == []


def test_each_column_is_kept() -> None:
    queries = kept_queries()
    assert len(set(queries)) == len(queries)
    assert WORDS not in queries
    assert {column_query(one) for one in dimensions().values()} | set(map(text_query, TEXTS)) < set(queries)
