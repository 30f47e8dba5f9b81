"""A call in the sandbox: its answer, its errors, its end; and the caller goes on."""

from __future__ import annotations

import ctypes
import faulthandler
import io
import os
import socket
import sys
from typing import IO, TYPE_CHECKING

import pyoxigraph
import pytest

from exokg.errors import ExokgError, QuerySyntaxError, QueryTimeoutError, StoreError
from exokg.store.embedded import EmbeddedStore
from exokg.store.enclosure import run_enclosed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the sandbox is Linux's")


def answer(call: Callable[[IO[bytes]], object], *, seconds: float = 600, **more: object) -> bytes:
    file = io.BytesIO()
    run_enclosed(call, file, seconds=seconds, memory_mb=500, **more)  # type: ignore[arg-type]  # readable
    return file.getvalue()


def fail(error: BaseException) -> Callable[[IO[bytes]], object]:
    def call(file: IO[bytes]) -> None:
        file.write(b"half of it")
        raise error

    return call


def test_the_answer_is_copied_however_long() -> None:
    assert answer(lambda file: file.write(b"x" * 1_000_000)) == b"x" * 1_000_000
    assert answer(lambda _: None) == b""


def test_a_caller_with_a_thousand_open_files_gets_its_answer() -> None:
    held = [os.open(os.devnull, os.O_RDONLY) for _ in range(1100)]
    try:
        assert answer(lambda file: file.write(b"here")) == b"here"
    finally:
        for descriptor in held:
            os.close(descriptor)


@pytest.mark.parametrize(
    ("error", "kind", "said"),
    [
        (QuerySyntaxError("<query>:1:2: unexpected"), QuerySyntaxError, "<query>:1:2: unexpected"),
        (StoreError("broken"), StoreError, "broken"),
        (MemoryError(), StoreError, "more than 500 MB"),
        (KeyError("x"), StoreError, "KeyError: 'x'"),
        (KeyboardInterrupt(), StoreError, "KeyboardInterrupt"),
    ],
)
def test_errors_come_back(error: BaseException, kind: type[ExokgError], said: str) -> None:
    with pytest.raises(kind, match=said):
        answer(fail(error))


def test_hints_come_back() -> None:
    with pytest.raises(StoreError) as raised:
        answer(fail(StoreError("broken", hint="build it again")))
    assert raised.value.hint == "build it again"


@linux
def test_a_crash_is_one_line() -> None:
    def crash(_: IO[bytes]) -> None:
        faulthandler.disable()  # pytest's, which would print where
        ctypes.string_at(0)

    with pytest.raises(StoreError, match=r"ended the process that ran it \(SIGSEGV\)"):
        answer(crash)


def test_an_engine_out_of_memory_is_said_to_be(capfd: pytest.CaptureFixture[str]) -> None:
    """It writes a traceback of sixty lines and aborts: the caller gets the one line."""
    longer = " ".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(30))
    query = f'SELECT (STRLEN(?v30) AS ?n) {{ BIND("0123456789" AS ?v0) {longer} }}'
    with pytest.raises(StoreError, match=r"^the query needs more than 500 MB of memory\n"):
        answer(lambda _: list(EmbeddedStore(pyoxigraph.Store()).select(query)))
    assert capfd.readouterr().err == ""


def test_a_time_limit_ends_it() -> None:
    def endless(file: IO[bytes]) -> None:
        file.write(b"begun")
        file.flush()
        while True:
            pass

    with pytest.raises(QueryTimeoutError, match=r"stopped after 0\.5 s"):
        answer(endless, seconds=0.5)


@linux
def test_it_reaches_neither_network_nor_files(tmp_path: Path) -> None:
    kept, path = tmp_path / "kept", tmp_path / "new"
    kept.write_text("kept")
    with pytest.raises(StoreError, match="Operation not permitted"):
        answer(lambda _: socket.socket())
    with pytest.raises(StoreError, match="ermi"):
        answer(lambda _: path.write_text("x"))
    assert not path.exists()
    assert answer(lambda file: file.write(kept.read_bytes()), readable=[str(kept)]) == b"kept"


def test_a_store_that_is_open_answers_in_it(built: Path) -> None:
    store = EmbeddedStore.open(built)
    query = "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/exokg/ontology/Study> }"

    def count(file: IO[bytes]) -> None:
        file.write(str(store.select(query)[0]["n"].value).encode())

    assert int(answer(count, readable=[str(store.path)])) == int(store.select(query)[0]["n"].value)
    with pytest.raises(QuerySyntaxError):
        answer(lambda _: store.query("SELECT nonsense"), readable=[str(store.path)])


def test_a_system_that_cannot_copy_a_process_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("os.fork")
    with pytest.raises(StoreError, match="there is no sandbox on this system"):
        run_enclosed(lambda _: None, io.BytesIO(), seconds=1, memory_mb=100)
