"""Sorted statements in one run or in many, and what differs between two series of them."""

from __future__ import annotations

import gzip
import hashlib
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from exokg.store import statement_file
from exokg.store.statement_file import (
    STATEMENTS,
    SortedStatements,
    changed_since,
    compress_statements,
    write_statements,
)

if TYPE_CHECKING:
    from pathlib import Path

NODES = [NamedNode(f"urn:{name}") for name in "abcde"]
GRAPHS: list[NamedNode | DefaultGraph] = [DefaultGraph(), NODES[0]]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8).map(Literal)
QUADS = st.sets(
    st.builds(Quad, st.sampled_from(NODES), st.sampled_from(NODES), TEXTS, st.sampled_from(GRAPHS)),
    max_size=40,
)


def lines_of(quads: set[Quad]) -> list[bytes]:
    return sorted(f"{quad} .\n".encode() for quad in quads)


def dataset(quads: set[Quad]) -> Store:
    store = Store()
    store.extend(quads)
    return store


@given(QUADS, st.integers(1, 2000), st.integers(1, 9))
def test_statements_are_sorted_in_runs_of_any_length(quads: set[Quad], run: int, at_once: int) -> None:
    with patch.multiple(statement_file, _RUN=run, _AT_ONCE=at_once):
        found = SortedStatements(dataset(quads))
        assert [list(found), list(found)] == [lines_of(quads)] * 2


@given(QUADS, QUADS, QUADS, st.integers(1, 9))
def test_what_differs_is_found_wherever_it_is(
    both: set[Quad], old: set[Quad], new: set[Quad], at_once: int
) -> None:
    before, after = lines_of(both | old), lines_of(both | new)
    with patch.object(statement_file, "_AT_ONCE", at_once):
        found = list(statement_file._differences(iter(before), iter(after)))
    assert sorted(found) == sorted({*before} ^ {*after})


def test_the_file_of_a_version_is_the_same_bytes_and_gives_what_changed(tmp_path: Path) -> None:
    quads = {Quad(NODES[0], NODES[1], Literal(number), GRAPHS[number % 2]) for number in range(100)}
    plain, packed = tmp_path / "plain", tmp_path / STATEMENTS
    digest = write_statements(plain, SortedStatements(dataset(quads)))
    assert digest == hashlib.sha256(b"".join(lines_of(quads))).hexdigest()
    compress_statements(plain, packed)
    first = packed.read_bytes()
    assert gzip.decompress(first) == plain.read_bytes()
    plain.rename(tmp_path / "another name")
    compress_statements(tmp_path / "another name", packed)
    assert packed.read_bytes() == first
    changed = {Quad(NODES[2], NODES[1], Literal("new\n"), graph) for graph in GRAPHS}
    assert changed_since(tmp_path, lines_of(quads | changed)) == [
        quad for quad in changed if quad.graph_name == DefaultGraph()
    ]
    long = {Quad(NODES[3], NODES[1], Literal("x" * size), DefaultGraph()) for size in (1, 3_000_000, 1 << 20)}
    write_statements(plain, lines_of(long))
    compress_statements(plain, packed)
    assert changed_since(tmp_path, lines_of(long)) == []
    assert len(changed_since(tmp_path, lines_of(quads | long))) == 50
    packed.write_bytes(first[:40])
    with pytest.raises((OSError, EOFError)):
        changed_since(tmp_path, lines_of(quads))
