"""Which format an answer gets, and what of it a terminal may see."""

from __future__ import annotations

import os
import pty
import sys
from typing import TYPE_CHECKING

import pytest

from exokg.answers.formats import FORMATS, SUFFIXES
from exokg.cli import main, output
from exokg.errors import FormatError

if TYPE_CHECKING:
    from pathlib import Path

ROWS = (*FORMATS,)
TRIPLES = ("ttl", "nt", "nq", "trig", "jsonld", "rdf")


@pytest.mark.parametrize(
    ("asked", "to", "known", "chosen"),
    [
        (None, None, ROWS, "csv"),
        (None, "-", ROWS, "csv"),
        (None, "rows", ROWS, "csv"),
        (None, "rows.csv", ROWS, "csv"),
        (None, "rows.CSV", ROWS, "csv"),
        (None, "rows.srj", ROWS, "json"),
        (None, "rows.md", ROWS, "markdown"),
        ("csv", "rows.csv", ROWS, "csv"),
        ("csv", "rows.txt", ROWS, "csv"),
        ("csv", "rows.data", ROWS, "csv"),
        ("csv", "folder.json/rows", ROWS, "csv"),
        ("json", "rows.srj", ROWS, "json"),
        ("ttl", "graph.txt", TRIPLES, "ttl"),
    ],
)
def test_the_format_is_the_one_asked_for_or_that_of_the_file(
    asked: str | None, to: str | None, known: tuple[str, ...], chosen: str
) -> None:
    assert output.choose_format(asked, known, output=to, suffixes=SUFFIXES) == chosen


@pytest.mark.parametrize(
    ("asked", "to", "known", "said"),
    [
        ("cvs", None, ROWS, "unknown format 'cvs'"),
        (None, "rows.docx", ROWS, "rows.docx: no format for .docx"),
        (None, "rows.ttl", ROWS, "rows.ttl: no format for .ttl"),
        ("csv", "rows.tsv", ROWS, "rows.tsv: -f says csv, the name says tsv"),
        ("ttl", "graph.nq", TRIPLES, "graph.nq: -f says ttl, the name says nq"),
        ("nq", "graph.NT", TRIPLES, "graph.NT: -f says nq, the name says nt"),
    ],
)
def test_a_format_that_is_unknown_or_contradicts_the_name_of_the_file_is_refused(
    asked: str | None, to: str | None, known: tuple[str, ...], said: str
) -> None:
    with pytest.raises(FormatError, match=said):
        output.choose_format(asked, known, output=to, suffixes=SUFFIXES)


def test_a_terminal_gets_no_parquet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "stdout_is_terminal", lambda: True)
    with pytest.raises(FormatError, match="parquet is no text for a terminal") as caught:
        output.choose_format("parquet", ROWS)
    assert caught.value.hint == "name a file: -o answer.parquet"
    assert output.choose_format(None, ROWS, output="rows.parquet") == "parquet"
    assert output.choose_format(None, ROWS) == "table"


@pytest.mark.parametrize(
    ("query", "options", "said"),
    [
        ("ASK { ?s ?p ?o }", [], "other formats than parquet"),
        ("SELECT ?s { ?s a exokg:Study }", ["--sandbox"], "--sandbox starts no threads"),
    ],
)
def test_a_query_says_what_cannot_be_parquet(
    query: str, options: list[str], said: str, built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "rows.parquet"
    assert main(["query", query, "-s", str(built), "-f", "parquet", "-o", str(path), *options]) == 2
    assert said in capsys.readouterr().err
    assert not path.exists()


def test_an_export_whose_name_contradicts_its_format_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, built: Path
) -> None:
    monkeypatch.setenv("EXOKG_STORE", str(built))
    for name in ("x.nq", "x.nq.gz"):
        assert main(["export", "-f", "ttl", "-o", str(tmp_path / name)]) == 2
        assert "-f says ttl, the name says nq" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("text", ["", " ", "\t"])
def test_a_search_for_nothing_is_no_search(
    text: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, built: Path
) -> None:
    monkeypatch.setenv("EXOKG_STORE", str(built))
    assert main(["search", text]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "there is nothing to search for" in err


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "table"])
def test_an_answer_steers_no_terminal(
    form: str, monkeypatch: pytest.MonkeyPatch, built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EXOKG_STORE", str(built))
    # The query holds no escape itself: the answer does.
    query = r'SELECT ("\u001B[2Jgone\u202E" AS ?text) {}'
    terminal, stdout = pty.openpty()
    with os.fdopen(stdout, "w", encoding="utf-8") as file, monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", file)
        assert main(["-q", "query", query, "-f", form]) == 0
    shown = os.read(terminal, 10_000)
    os.close(terminal)
    assert b"gone" in shown
    assert b"\x1b" not in shown
    assert "\u202e".encode() not in shown
    assert main(["-q", "query", query, "-f", form]) == 0
    piped = capsys.readouterr().out
    assert form in {"table", "json"} or "\x1b[2Jgone\u202e" in piped  # a program gets every byte


@pytest.mark.parametrize(
    "words",
    [
        ["query", "\x1b]0;owned\x07\u202e.rq"],
        ["show", "\x1b[2J\r\udcff"],
        ["validate", "\x1b]0;owned\x07.yaml"],
        ["validate", "--\x1b[2J"],
        ["view", "--read", "\x1b[2J\r.html"],
        ["export", "--store", "\x1b[2J\x9b1m"],
        ["export", "--store", "http://127.0.0.1:1/\x1b[2J"],
        ["find", "\x1b[31m\u2066hair"],
    ],
)
def test_a_message_steers_no_terminal(
    words: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, built: Path
) -> None:
    monkeypatch.setenv("EXOKG_STORE", str(built))
    main(words)
    said = capsys.readouterr().err
    assert said
    assert all(line.isprintable() for line in said.split("\n")), said


def test_a_file_name_steers_no_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "\x1b]0;owned\x07\u202e.ttl").write_text("<urn:a> <urn:b> \x1b .", encoding="utf-8")
    (tmp_path / "\x1b[2J.yaml").write_text("kind: \x1b[31m\n", encoding="utf-8")
    for file in tmp_path.iterdir():
        assert main(["validate", str(file)]) in (1, 2)
        captured = capsys.readouterr()
        assert captured.err
        assert all(line.isprintable() for line in captured.err.split("\n"))
