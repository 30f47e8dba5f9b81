"""find and count on the command line: what is read, what goes where, and what is refused."""

from __future__ import annotations

import csv
import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

from exokg.cli import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def run(built: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]  # a function of words
    monkeypatch.setenv("EXOKG_STORE", str(built))

    def called(*words: str) -> tuple[int, str, str]:
        code = main(words)
        sys.stdout.flush()
        out, err = capfd.readouterr()
        return code, out, err

    return called


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_pipe_gets_csv_and_stderr_the_rest(run) -> None:  # type: ignore[no-untyped-def]
    code, out, err = run("find", "--outcome", "hair density", "--rung", "people")
    assert code == 0
    found = rows(out)
    assert [*found[0]][:6] == ["subject", "effect", "target", "rung", "separability", "study"]
    assert {*found[0]} - {*[*found[0]][:6]} == {"differs", "finding"}
    assert all("human" in row["rung"] for row in found)
    assert "independent studies from " in err
    assert "filters: outcome = hair density; rung = people" in err
    assert err.splitlines()[-1].startswith("searched ")


def test_a_table_begins_with_the_sentence(run) -> None:  # type: ignore[no-untyped-def]
    code, out, err = run("count", "--by", "rung", "-f", "table")
    assert code == 0
    assert "independent studies" in out.splitlines()[0]
    assert out.splitlines()[-1].startswith("total ")
    assert "counted: independent studies" in err


def test_the_limit_holds_for_a_table_only(run) -> None:  # type: ignore[no-untyped-def]
    _, out, err = run("find", "hair", "density", "--limit", "2", "-f", "table")
    assert len(out.splitlines()) == 2 + 2 + 2
    assert "first 2 of " in err
    assert len(rows(run("find", "hair", "density", "--limit", "2")[1])) > 2


def test_values_are_given_in_either_way(run) -> None:  # type: ignore[no-untyped-def]
    one = run("find", "--species", "mouse", "--not-cell=fibroblast", "--year", ">=2020", "--columns", "study")
    other = run("find", "--species=mouse", "--not-cell", "fibroblast", "--year=>=2020", "--columns=study")
    assert one == other
    assert one[0] == 0


def test_a_cell_and_its_list(run) -> None:  # type: ignore[no-untyped-def]
    cells = rows(run("count", "--by", "outcome", "--by", "rung", "--level", "group")[1])
    listed = rows(run("count", "--by", "outcome", "--by", "rung", "--level", "group", "--list")[1])
    for cell in cells:
        studies = [row for row in listed if (row["outcome"], row["rung"]) == (cell["outcome"], cell["rung"])]
        assert len(studies) >= int(cell["studies"] or 0)
        assert bool(studies) == (cell["state"] == "found")


@pytest.mark.parametrize("form", ["json", "tsv", "xml", "markdown", "html"])
def test_every_format(run, form: str) -> None:  # type: ignore[no-untyped-def]
    for words in (("find", "minoxidil"), ("count", "--by", "rung", "--by", "kind")):
        code, out, _ = run(*words, "-f", form)
        assert code == 0
        assert out
    if form == "json":
        assert json.loads(out)["head"]["vars"] == ["rung", "kind", "studies", "separable", "state"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("find", "--source"), "--source needs a value"),
        (("find", "--soruce", "x"), "there is no dimension soruce"),
        (("find", "--source", "unicorn"), "unicorn is not a source"),
        (("find", "--columns", "colour"), "there is no dimension colour"),
        (("count",), "count needs --by"),
        (("count", "--by", "rung", "minoxidil"), "count takes no free words"),
        (("count", "--by", "rung", "--of", "mice"), "--of mice: not known"),
        (("count", "--by", "rung", "--level", "family"), "--level family: not known"),
        (("count", "--by", "rung", "--without", "nulls"), "--without nulls: not known"),
        (("count", "--by", "rung", "--by", "rung"), "count by one dimension, or by two that differ"),
        (("find", "x", "-f", "docx"), "unknown format"),
    ],
)
def test_what_is_wrong_is_one_line_with_a_remedy(run, words: tuple[str, ...], message: str) -> None:  # type: ignore[no-untyped-def]
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert message in err
    assert "hint: " in err


def test_a_group_of_the_model_is_a_value(run) -> None:  # type: ignore[no-untyped-def]
    found = rows(run("count", "--by", "source", "--level", "group", "--source", "plants and bacteria")[1])
    assert [row["source"] for row in found] == ["plants and bacteria"]


def test_the_answer_goes_to_a_file(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "found.csv"
    code, out, _ = run("find", "minoxidil", "-o", str(path), "--spreadsheet")
    assert (code, out) == (0, "")
    assert path.read_bytes().startswith("\ufeffsubject".encode())
