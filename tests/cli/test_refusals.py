"""What a command cannot do is said in one line with what to do instead, and nothing is printed or written."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from exokg.cli import main

if TYPE_CHECKING:
    from pathlib import Path

CLOSED = "http://127.0.0.1:9/"
REFUSED = [
    ("serve --limit moons=1", 2, "--limit moons=1: no such limit"),
    ("serve --limit workers=many", 2, "'many' is not a number"),
    ("serve --limit workers=0", 2, "limits are above 0"),
    ("serve --limit queue=-1", 2, "limits are above 0"),
    ("serve --timeout-s 0", 2, "limits are above 0"),
    ("serve --access-log loud", 2, "--access-log loud: off, brief or full"),
    ("serve --store {folder}/none", 2, "there is no store here"),
    ("view", 2, "name the file to write"),
    ("view -o page.docx", 2, "page.docx: the page is HTML"),
    ("view --read {folder}/none.html", 2, "No such file"),
    ("view --read /dev/null", 2, "/dev/null: no regular file"),
    ("view -o {folder}/a.html --about no:such", 2, "no:such"),
    (f"load {CLOSED} --protocol carrier-pigeon", 2, "unknown protocol 'carrier-pigeon'"),
    ("load ftp://127.0.0.1/", 2, "not an http(s) address"),
    ("load http://me:secret@127.0.0.1/", 2, "an address with a password in it ends up in logs"),
    (f"load {CLOSED}", 2, f"error: {CLOSED}: no answer"),
    (f"query ASK{{}} --store {CLOSED}", 2, "no answer"),
    ("query ASK{} --store ftp://127.0.0.1/x", 2, "ftp://127.0.0.1/x: not an http(s) address"),
    ("query ASK{} --store file:///x", 2, "file:///x: not an http(s) address"),
    ("query ASK{} --store HTTP://127.0.0.1:1/sparql", 2, "http://127.0.0.1:1/sparql: no answer"),
    ("diff ftp://127.0.0.1/x ftp://127.0.0.1/y", 2, "ftp://127.0.0.1/x: not an http(s) address"),
    ("show minoxidil -f docx", 2, "unknown format 'docx'"),
    ("search minoxidil -f docx", 2, "unknown format 'docx'"),
    ("stats -f docx", 2, "unknown format 'docx'"),
    ("export -f docx", 2, "unknown format 'docx'"),
    ("export -o {folder}/graph", 0, ""),
    ("paths minoxidil", 2, "name both ends of a path, or none"),
    ("paths minoxidil -f graphml", 2, "name both ends of a path, or none"),
    ("paths minoxidil hair -f graphml", 2, "paths between two terms are rows, not graphml"),
    ("paths -f docx", 2, "unknown format 'docx'"),
    ("paths minoxidil minoxidil --longest 9", 2, "--longest is 9"),
    ("ask conflicts --cite docx", 2, "unknown format of citations 'docx'"),
    ("rules no-such-rule", 2, "there is no rule no-such-rule"),
    ("rules missing-locatr", 2, "there is no rule missing-locatr"),
    ("rules -f docx", 2, "unknown format 'docx'"),
    ("validate -f docx", 2, "unknown format 'docx'"),
    ("validate --fail-on doom", 2, "unknown format 'doom'"),
    ("validate --only no-such-rule", 2, "there is no rule no-such-rule"),
    ("fmt {folder}", 2, "0 records: nothing to format"),
    ("new Bad_Key -g {folder}", 2, "Bad_Key"),
    ("build --verify -o {folder}/none", 2, "there is no store here"),
    ("build -g {folder}/none -o {folder}/out", 2, "no such folder"),
    ("qeury", 2, "No such command 'qeury'"),
    ("query ASK{} --timeout-s soon", 2, "--timeout-s"),
    ("query", 2, "Missing argument"),
]


@pytest.mark.parametrize(("line", "code", "said"), REFUSED, ids=[line for line, _, _ in REFUSED])
def test_what_cannot_be_done_is_said_and_nothing_is_printed(
    line: str,
    code: int,
    said: str,
    built: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("EXOKG_STORE", str(built))
    monkeypatch.chdir(tmp_path)
    assert main([word.replace("{folder}", str(tmp_path)) for word in line.split()]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert "Traceback" not in err
    assert "bug" not in err


def test_a_pipe_is_no_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody writes into it: opening it would wait for ever."""
    os.mkfifo(tmp_path / "page.html")
    assert main(["view", "--read", str(tmp_path / "page.html")]) == 2
    assert "page.html: no regular file" in capsys.readouterr().err


def test_the_limits_of_the_server_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--show-limits", "--timeout-s", "7", "--limit", "workers=3"]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert rows[0] == ["limit", "value", "unit", "meaning"]
    values = {name: value for name, value, _, _ in rows[1:]}
    assert (float(values["timeout_s"]), values["workers"]) == (7.0, "3")


def test_rules_are_listed_in_each_format(capsys: pytest.CaptureFixture[str]) -> None:
    import json

    printed = {}
    for form in ("table", "tsv", "json"):
        assert main(["rules", "-f", form]) == 0
        printed[form] = capsys.readouterr().out
    listed = {rule["id"] for rule in json.loads(printed["json"])}
    assert len(listed) > 100
    assert {line.split("\t")[0] for line in printed["tsv"].splitlines()[1:]} == listed
    assert {line.split()[0] for line in printed["table"].splitlines()} == listed
