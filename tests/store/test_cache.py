"""The store of a graph in the user's cache: built when needed, found when not, never stale."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

import pytest

from exokg.curation.shipped import bundled_graph, ontology_of, shapes_of
from exokg.errors import GraphNotFoundError
from exokg.store import cache, open_store
from exokg.store.building import build
from exokg.store.embedded import EmbeddedStore
from exokg.store.manifest import BUILD, QUADS

pytestmark = pytest.mark.slow


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


def test_the_store_of_the_last_state_is_what_the_next_is_compared_with(bare: Path, home: Path) -> None:
    """Of the same folder only: another graph differs in everything."""
    assert cache._latest(home / "stores", bare) is None
    homes = []
    for name in ("X", "Y"):
        (bare / "readers.tsv").write_text(f"id\tlabel\tnote\nx\tReader {name}\t\n")
        path = opened(bare).path
        assert path is not None
        homes.append(path.parent.parent)
        assert cache._latest(home / "stores", bare) == homes[-1]
    assert cache._latest(home / "stores", bare.parent) is None
    (homes[-1] / "current").unlink()
    assert cache._latest(home / "stores", bare) == homes[0]
    assert opened(bare).manifest is not None


def test_a_store_of_no_folder_or_of_one_that_cannot_be_read_still_answers(bare: Path, tmp_path: Path) -> None:
    manifest = opened(bare).manifest
    assert manifest is not None
    assert not cache.is_stale(manifest._replace(source=""))
    assert not cache.is_stale(manifest._replace(source=str(tmp_path / "gone")))
    assert not cache.is_stale(manifest)
    (bare / "outside.tsv").symlink_to("/etc/hostname")
    assert cache.is_stale(manifest)


def test_a_damaged_store_is_built_again(bare: Path) -> None:
    first = opened(bare)
    assert first.path is not None
    assert first.manifest is not None
    next((first.path / QUADS).glob("MANIFEST-*")).unlink()
    again = opened(bare)
    assert again.path != first.path
    assert again.digest == first.digest


@pytest.fixture
def unwritable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No user's cache; the folder for temporary files."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    return temporary / f"exokg-{os.getuid()}"


def test_a_cache_that_cannot_be_written_is_kept_elsewhere_for_this_user_alone(
    bare: Path, unwritable: Path
) -> None:
    first = opened(bare)
    assert first.path is not None
    assert first.path.is_relative_to(unwritable)
    assert stat.S_IMODE(unwritable.stat().st_mode) == 0o700
    assert opened(bare).path == first.path


@pytest.mark.parametrize("taken", ["open to others", "a link", "a file", "another's"])
def test_a_folder_that_others_may_write_is_not_used(
    bare: Path, unwritable: Path, taken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if taken == "a link":
        (unwritable.parent / "else").mkdir(mode=0o700)
        unwritable.symlink_to(unwritable.parent / "else")
    elif taken == "a file":
        unwritable.write_text("")
    elif taken == "another's":
        other = os.getuid() + 1
        unwritable.with_name(f"exokg-{other}").mkdir(mode=0o700)
        monkeypatch.setattr(os, "getuid", lambda: other)
    else:
        unwritable.mkdir()
        unwritable.chmod(0o770)
    store = opened(bare)
    assert store.path is None
    assert store.ask("ASK { ?s ?p ?o }")
    assert not any(unwritable.parent.rglob("BUILD.json"))


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_a_cache_of_the_user_that_others_may_write_is_not_used(bare: Path, home: Path, mode: int) -> None:
    home.mkdir(parents=True)
    home.chmod(mode)
    path = opened(bare).path
    assert path is None or not path.is_relative_to(home)
    assert not any(home.rglob("BUILD.json"))


def test_a_linked_cache_is_not_followed(bare: Path, home: Path, tmp_path: Path) -> None:
    (tmp_path / "else").mkdir()
    home.parent.mkdir()
    home.symlink_to(tmp_path / "else")
    opened(bare)
    assert not any((tmp_path / "else").iterdir())


def test_a_new_cache_is_for_this_user_alone(bare: Path, home: Path) -> None:
    opened(bare)
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_a_store_of_other_inputs_is_not_believed(bare: Path) -> None:
    """If stores in the cache are swapped, or their manifests, the right one is built again."""
    first = opened(bare)
    assert first.path is not None
    manifest = first.path / BUILD
    manifest.write_text(manifest.read_text().replace(first.manifest.inputs, "0" * 64))  # type: ignore[union-attr]  # it was built
    again = opened(bare)
    assert again.path != first.path
    assert again.manifest is not None
    assert again.manifest.inputs != "0" * 64


def test_a_named_store_needs_no_cache(bare: Path, tmp_path: Path, unwritable: Path) -> None:
    build(bare, tmp_path / "store", ontology_of(bare))
    unwritable.write_text("")
    store = open_store(tmp_path / "store", graph=bare)
    assert isinstance(store, EmbeddedStore)
    assert store.manifest is not None
    assert not cache.is_stale(store.manifest)


def test_no_home_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", no_home)
    assert cache.user_cache() is None
    folder = cache.cache_folder()
    assert folder is not None
    assert folder.name == f"exokg-{os.getuid()}"


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
