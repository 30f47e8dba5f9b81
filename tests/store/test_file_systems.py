"""File systems that lack something: no symbolic links, no locks; each with a clear result."""

from __future__ import annotations

import errno
import fcntl
import os
import sys
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from exokg.errors import StoreCorruptError, StoreError
from exokg.store.building import build
from exokg.store.embedded import EmbeddedStore
from exokg.store.manifest import current_version
from exokg.store.solutions import value_of
from exokg.store.versions import verify, write_version

ROOT = Path(__file__).parents[2]


def write(out: Path, number: int) -> None:
    data = ox.Store()
    data.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(number)))
    (out / "versions").mkdir(parents=True, exist_ok=True)
    write_version(out, data, {}, inputs=str(number) * 64, source="")


def number_in(out: Path) -> str:
    (row,) = EmbeddedStore.open(out).select("SELECT ?n { ?s ?p ?n }")
    return value_of(row[0])


def refused(*_: Any, **__: Any) -> None:
    raise OSError(errno.EPERM, os.strerror(errno.EPERM))


def test_without_symbolic_links_a_file_names_the_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "store"
    with monkeypatch.context() as host:
        host.setattr(Path, "symlink_to", refused)
        for number in (1, 2):
            write(out, number)
            assert (out / "current").is_file()
            assert number_in(out) == str(number)
            assert verify(out).quads == 1
    write(out, 3)  # the same folder, on a system that has them
    assert (out / "current").is_symlink()
    assert number_in(out) == "3"


@pytest.mark.parametrize("said", [b"", b"versions/none", b"../../etc", b"\xff\xfe", b"/etc"])
def test_such_a_file_leads_nowhere_else(tmp_path: Path, said: bytes) -> None:
    out = tmp_path / "store"
    write(out, 1)
    (out / "current").unlink()
    (out / "current").write_bytes(said)
    with pytest.raises(StoreCorruptError):
        EmbeddedStore.open(out)
    with pytest.raises(StoreCorruptError):
        verify(out)


def test_without_locks_nothing_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a network file system without locks the message names the file and the cause."""

    def none(*_: Any) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", none)
    with pytest.raises(StoreError, match="could not be written: No locks available") as caught:
        build(ROOT / "tests/fixtures/graph", tmp_path / "store", ROOT / "ontology.ttl")
    assert "permission to write" in str(caught.value.hint)
    assert not (tmp_path / "store" / "current").exists()


def test_a_system_without_file_locks_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    with pytest.raises(StoreError, match="has no file locks") as caught:
        build(ROOT / "tests/fixtures/graph", tmp_path / "store", ROOT / "ontology.ttl")
    assert caught.value.hint == "build on Linux or macOS"


def test_the_version_in_use_is_a_folder_of_the_store(tmp_path: Path) -> None:
    write(tmp_path / "store", 1)
    assert current_version(tmp_path / "store").parent == (tmp_path / "store" / "versions").resolve()
