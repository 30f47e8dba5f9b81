"""The store of a graph in the user's cache: built when needed, found when not, never stale."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from exokg.curation.shipped import bundled_graph, ontology_of, shapes_of
from exokg.errors import GraphNotFoundError, StoreError
from exokg.store import cache, open_store
from exokg.store.embedded import EmbeddedStore
from exokg.store.manifest import QUADS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "exokg"


def opened(graph: Path) -> EmbeddedStore:
    store = open_store(graph=graph)
    assert isinstance(store, EmbeddedStore)
    return store


def test_built_once_and_again_when_the_graph_changes(bare: Path, home: Path) -> None:
    first = opened(bare)
    assert first.path is not None
    assert first.path.is_relative_to(home)
    assert opened(bare).path == first.path
    os.utime(bare / "readers.tsv", (1, 1))  # touched, not changed: the same content, the same store
    assert opened(bare).path == first.path
    (bare / "readers.tsv").write_text("id\tlabel\tnote\nx\tReader X\t\n")
    assert opened(bare).path != first.path
    assert first.manifest is not None
    assert cache.is_stale(first.manifest)


def test_a_damaged_store_is_built_again(bare: Path) -> None:
    first = opened(bare)
    assert first.path is not None
    assert first.manifest is not None
    next((first.path / QUADS).glob("MANIFEST-*")).unlink()
    again = opened(bare)
    assert again.path != first.path
    assert again.digest == first.digest


def test_a_cache_that_cannot_be_written_is_said(
    bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with pytest.raises(StoreError, match="the cache cannot be written") as raised:
        open_store(graph=bare)
    assert "XDG_CACHE_HOME" in str(raised.value.hint)


def test_only_some_stores_stay(home: Path) -> None:
    folder = home / "stores"
    for number in range(7):
        (folder / str(number)).mkdir(parents=True)
        os.utime(folder / str(number), (number, number))
    cache._prune(folder / "6")
    assert sorted(path.name for path in folder.iterdir()) == ["2", "3", "4", "5", "6"]


def test_the_graph_that_exokg_ships_is_found(bare: Path, tmp_path: Path) -> None:
    assert (bundled_graph() / "terms.tsv").is_file()
    assert ontology_of(bare) == ontology_of(bundled_graph())
    (tmp_path / "ontology.ttl").write_text("")
    assert ontology_of(bare) == tmp_path / "ontology.ttl"
    (bare / "shapes.ttl").unlink(missing_ok=True)
    assert shapes_of(bare) == bundled_graph() / "shapes.ttl"
    (bare / "shapes.ttl").write_text("")
    assert shapes_of(bare) == bare / "shapes.ttl"
    with pytest.raises(GraphNotFoundError):
        open_store(graph=tmp_path / "none")
