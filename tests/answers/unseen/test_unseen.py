"""Questions that outsiders asked: what they ran is still answered, and the scores add up as the page says."""

from __future__ import annotations

import csv
import re
import shlex
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from exokg.cli import main
from exokg.knowledge_graph import load

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
PAGE = (HERE / "README.md").read_text(encoding="utf-8")


def table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


QUESTIONS, WORDS = table("questions.tsv"), table("free-words.tsv")


@pytest.fixture(scope="module", autouse=True)
def _opened() -> Iterator[None]:
    """Each command finds the graph open: to open it and to read its names takes longer than to answer."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("exokg.knowledge_graph.load", cache(load))
        yield


@pytest.mark.slow
@pytest.mark.parametrize("row", QUESTIONS, ids=lambda row: row["id"])
def test_what_was_run_is_answered_or_refused_with_a_remedy(
    row: dict[str, str], built: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EXOKG_STORE", str(built))
    codes = []
    for command in row["commands"].split(" && "):
        codes.append(main(shlex.split(command)[1:]))
        _, said = capfd.readouterr()
        assert codes[-1] in {0, 1} or "hint: " in said, command
    assert 0 in codes, "nothing that was run is answered"


@pytest.mark.slow
@pytest.mark.parametrize("row", WORDS, ids=lambda row: row["id"])
def test_every_search_is_answered_with_what_became_of_its_words(
    row: dict[str, str], built: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EXOKG_STORE", str(built))
    assert main(["find", *row["query"].replace("'", "").split()]) in {0, 1}
    _, said = capfd.readouterr()
    became = "filters: |searched as words: |not searched: |of exokg ask |see exokg |no definitions are held"
    assert re.search(became, said), said


def test_the_page_gives_the_scores() -> None:
    points = sum(int(row["score"]) for row in QUESTIONS)
    wrong = sum(row["score"] == "-1" for row in QUESTIONS)
    assert f"{points} of {3 * len(QUESTIONS)} points" in PAGE
    assert f"{wrong} answer" in PAGE
    useful = sum(row["useful"] == "yes" for row in WORDS)
    misleading = sum(row["misleading"] == "yes" for row in WORDS)
    assert f"{useful} of {len(WORDS)} were useful, {misleading} misleading" in PAGE
