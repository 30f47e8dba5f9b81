"""A release is written whole or not at all, and each kind of damage to one is named in one line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exokg.cli import main
from exokg.errors import ExokgError, InputError, StoreError
from exokg.release.folders import CRATE, MANIFEST, check_release, write_release

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ABOUT = {"title": "t", "version": "1", "licence": "https://example.org/l", "issued": "2026-11-29"}
FILES = [("a/one.csv", b"1"), ("two.csv", b"2")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_release(FILES, tmp_path / "release", ABOUT)
    return tmp_path / "release"


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def edit(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    change(manifest)
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


# --- writing ---


def test_what_is_written_is_whole(folder: Path, tmp_path: Path) -> None:
    assert check_release(folder) == []
    assert names(folder) == ["a/one.csv", MANIFEST, "two.csv"]
    assert names(tmp_path) == [f"release/{name}" for name in names(folder)]


def test_a_release_replaces_an_earlier_one_and_nothing_else(tmp_path: Path) -> None:
    write_release([("was/old.csv", b"1"), ("both.csv", b"1")], tmp_path, ABOUT)
    write_release([("new.csv", b"1"), ("both.csv", b"2")], tmp_path, ABOUT)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["both.csv", MANIFEST, "new.csv"]
    assert check_release(tmp_path) == []
    (tmp_path / MANIFEST).unlink()
    with pytest.raises(InputError, match="no release"):
        write_release([("new.csv", b"2")], tmp_path, ABOUT)
    assert (tmp_path / "new.csv").read_bytes() == b"1"
    with pytest.raises(InputError, match="no folder"):
        write_release([], tmp_path / "new.csv", ABOUT)


def failing() -> Iterator[tuple[str, bytes]]:
    yield "a/one.csv", b"other"
    raise InputError("polars is missing")


def test_after_an_error_a_new_folder_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="polars"):
        write_release(failing(), tmp_path / "release", ABOUT)
    assert list(tmp_path.iterdir()) == []


def test_after_an_error_an_earlier_release_is_as_it_was(folder: Path) -> None:
    before = {name: (folder / name).read_bytes() for name in names(folder)}
    with pytest.raises(InputError, match="polars"):
        write_release(failing(), folder, ABOUT)
    assert {name: (folder / name).read_bytes() for name in names(folder)} == before
    assert check_release(folder) == []


def test_an_empty_folder_takes_a_release_also_where_one_was_killed(tmp_path: Path) -> None:
    (tmp_path / ".unfinished-1").mkdir()
    write_release(FILES, tmp_path, ABOUT)
    assert check_release(tmp_path) == []


def test_the_working_directory_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        write_release(FILES, ".", ABOUT)
        assert check_release(".") == []


# --- damage ---


def take(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def replace_by_a_folder(folder: Path) -> None:
    (folder / "two.csv").unlink()
    (folder / "two.csv").mkdir()


def say(name: str, value: object) -> Callable[[Path], None]:
    return lambda folder: edit(folder, lambda manifest: manifest["files"][0].update({name: value}))


DAMAGE: list[tuple[str, Callable[[Path], object], list[str]]] = [
    ("none", lambda folder: None, []),
    ("a file is gone", take("two.csv"), ["two.csv is missing"]),
    ("a byte is another", lambda f: (f / "two.csv").write_bytes(b"3"), ["two.csv was changed"]),
    (
        "bytes were added",
        lambda f: (f / "two.csv").write_bytes(b"2222"),
        ["two.csv was changed: 4 bytes instead of 1"],
    ),
    (
        "a file was cut",
        lambda f: (f / "a" / "one.csv").write_bytes(b""),
        ["a/one.csv was changed: 0 bytes instead of 1"],
    ),
    ("a file was added", lambda f: (f / "a" / "x.csv").touch(), [f"a/x.csv is not in {MANIFEST}"]),
    ("a folder instead", replace_by_a_folder, ["two.csv is no file"]),
    (
        "a link to nothing",
        lambda f: (f / "link").symlink_to("nothing"),
        [f"link is not in {MANIFEST}"],
    ),
    (
        "files were exchanged",
        lambda f: [(f / name).write_bytes(text) for name, text in (("a/one.csv", b"2"), ("two.csv", b"1"))],
        ["a/one.csv was changed", "two.csv was changed"],
    ),
    (
        "an entry is gone",
        lambda f: edit(f, lambda manifest: manifest["files"].pop()),
        [f"two.csv is not in {MANIFEST}"],
    ),
    (
        "an entry is there twice",
        lambda f: edit(f, lambda manifest: manifest["files"].append(manifest["files"][0])),
        [f"a/one.csv is in {MANIFEST} twice"],
    ),
    ("another size is said", say("bytes", 7), [f"{MANIFEST} was changed"]),
    ("another media type is said", say("mediaType", "text/html"), [f"{MANIFEST} was changed"]),
    ("another digest is said", say("sha256", "0" * 64), ["a/one.csv was changed"]),
    (
        "the manifest was indented",
        lambda f: (f / MANIFEST).write_bytes((f / MANIFEST).read_bytes() + b"\n"),
        [f"{MANIFEST} was changed"],
    ),
]


@pytest.mark.parametrize(("damage", "said"), [case[1:] for case in DAMAGE], ids=[case[0] for case in DAMAGE])
def test_damage_is_named(damage: Callable[[Path], None], said: list[str], folder: Path) -> None:
    damage(folder)
    assert check_release(folder) == said


def crate(version: str, *names: str) -> tuple[str, bytes]:
    root = {"@id": "./", "name": "t", "version": version, "datePublished": ABOUT["issued"]}
    document = {"@graph": [{"@id": CRATE}, root | {"hasPart": [{"@id": name} for name in names]}]}
    return CRATE, json.dumps(document).encode()


@pytest.mark.parametrize(
    ("version", "names", "said"),
    [
        ("1", ["a/one.csv", "two.csv"], []),
        ("2", ["a/one.csv", "two.csv"], [f"{MANIFEST} was changed: version '1', {CRATE} has '2'"]),
        ("1", ["a/one.csv", "two.csv", "gone.csv"], [f"gone.csv is missing: {CRATE} lists it"]),
        ("1", ["a/one.csv"], [f"two.csv is not in {CRATE}"]),
    ],
)
def test_a_file_that_is_gone_with_its_entry_is_missed_by_the_crate(
    version: str, names: list[str], said: list[str], tmp_path: Path
) -> None:
    write_release([*FILES, crate(version, *names)], tmp_path, ABOUT)
    assert check_release(tmp_path) == said


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"@graph": []}', b'{"@graph": [{"@id": "./"}]}'])
def test_what_is_no_crate_is_named(content: bytes, tmp_path: Path) -> None:
    write_release([*FILES, (CRATE, content)], tmp_path, ABOUT)
    assert check_release(tmp_path) == [f"{CRATE} is no crate of a release"]


@given(at=st.integers(0, 5), byte=st.binary(min_size=1, max_size=1))
def test_no_byte_of_a_file_changes_unnoticed(
    at: int, byte: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content, folder = b"abcdef", tmp_path_factory.mktemp("any")
    write_release([("one.csv", content)], folder, ABOUT)
    (folder / "one.csv").write_bytes(changed := content[:at] + byte + content[at + 1 :])
    assert check_release(folder) == ([] if changed == content else ["one.csv was changed"])


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"files": [{"path": "a"}]}', '{"files": 3}', "\N{SNOWMAN}", "[" * 100_000,
     '{"files": [{"path": 1, "sha256": "0", "bytes": 1}]}', '{"files": [{"path": "a", "sha256": "0"}]}',
     '{"files": [{"path": "a", "sha256": "0", "bytes": "many"}]}'],
)  # fmt: skip
def test_what_is_no_manifest_is_an_error(text: str, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text(text, encoding="utf-8")
    with pytest.raises(StoreError, match="not the manifest"):
        check_release(tmp_path)


def test_where_no_release_is_there_is_an_error(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nothing"):
        with pytest.raises(StoreError, match="not the manifest"):
            check_release(folder)


@pytest.mark.parametrize("name", ["../victim", "a/../../victim", "link/victim"])
def test_a_manifest_that_leads_elsewhere_is_refused(name: str, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.touch()
    folder = tmp_path / "release"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path)
    entry = {"path": name, "sha256": "0", "bytes": 0}
    (folder / MANIFEST).write_text(json.dumps({"files": [entry]}), encoding="utf-8")
    for what in (lambda: check_release(folder), lambda: write_release([], folder, ABOUT)):
        with pytest.raises(ExokgError, match="outside"):
            what()
    assert victim.exists()


# --- on the command line ---


def test_each_damage_is_one_line_and_the_exit_code_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["release", str(folder), "--check"]) == 0
    assert capsys.readouterr() == ("", f"{folder}: every file is as it was written\n")
    (folder / "two.csv").unlink()
    (folder / "a" / "one.csv").write_bytes(b"3")
    assert main(["release", str(folder), "--check"]) == 1
    assert capsys.readouterr() == ("", "a/one.csv was changed\ntwo.csv is missing\n")
    (folder / MANIFEST).unlink()
    assert main(["release", str(folder), "--check"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "not the manifest of a release" in err
