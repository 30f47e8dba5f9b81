"""Every word that a record writes is found there, so that no absence is claimed that is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from exokg.answers.find.said import records_saying
from exokg.curation.spelling import words_of

from .conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exokg.answers.find.table import Findings

pytestmark = pytest.mark.slow

_SPOKEN = {
    *(
        "title",
        "authors",
        "journal",
        "summary",
        "note",
        "caution",
        "cautions",
        "severity",
        "scope",
        "population",
    ),
    *(
        "reported-name",
        "product",
        "engineering",
        "measure",
        "modifier",
        "target-reported",
        "locator",
        "funder",
    ),
    *(
        "statement",
        "quote",
        "sponsor",
        "endpoints",
        "state-reported",
        "follow-up",
        "jurisdiction",
        "authority",
    ),
    *("dose-reported", "schedule-reported", "route-reported", "country", "condition", "registry"),
    *("source-reported", "source-condition", "isolation", "characterisation", "comparator-reported"),
}
"""Fields that hold words of the source or of the curator, or names."""


def written(value: Any, field: str = "") -> Iterator[str]:
    """The texts in such fields, at any depth."""
    if isinstance(value, dict):
        for name, held in value.items():
            yield from written(held, name)
    elif isinstance(value, list):
        for held in value:
            yield from written(held, field)
    elif isinstance(value, str) and field in _SPOKEN:
        yield value


def test_every_word_of_a_record_is_found_there(table: Findings) -> None:
    lost, seen = {}, 0
    for path in sorted((ROOT / "graph").rglob("*.yaml")):
        record = yaml.safe_load(path.read_text(encoding="utf-8"))
        known = table.records.words.get(path.stem)
        if known is None:
            assert path.stem == "dataset"
            continue
        for text in written(record):
            seen += 1
            if gone := set(words_of(text)) - known:
                lost[path.stem, text] = gone
    assert lost == {}
    assert seen > 2000


@pytest.mark.parametrize(
    ("word", "key"),
    [("cochrane", "gupta-2023-systematic-review"), ("sepsis", "nebraska-2019-exosome-cluster")],
)
def test_a_word_that_a_record_alone_says(table: Findings, word: str, key: str) -> None:
    assert key in records_saying(table, [word], [word])
