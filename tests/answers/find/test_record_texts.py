"""A word is said to be said by no record only if every field that holds words was looked at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from exokg.answers.find.said import records_saying
from exokg.model.records import MODELS
from exokg.model.slots import parts_of, slots
from exokg.rdf.findings import RECORD_TEXTS

if TYPE_CHECKING:
    from exokg.answers.find.table import Findings

_NO_WORDS: Final = {
    "author": "the list of all authors is searched",
    "dateText": "years are searched",
    "field": "the name of a field",
    "issue": "a number",
    "journalInferred": "yes or no",
    "licence": "of the paper, not of what it found",
    "locator": "where in the source it is",
    "notApplicable": "names of fields",
    "notMentioned": "names of fields",
    "notReported": "names of fields",
    "pText": "a number",
    "pages": "numbers",
    "phase": "a number",
    "registry": "numbers of the registry are searched",
    "seedBasis": "about the article with which the graph began",
    "volume": "a number",
}
"""Properties whose texts nobody searches for, and why."""


def spoken() -> dict[str, str]:
    """Property → the field, of every field of a record that holds words of the curator's or the source's."""
    return {
        str(slot.declared.property): f"{part.__name__}.{slot.name}"
        for model in MODELS.values()
        for part in parts_of(model)
        for slot in slots(part)
        if slot.item is str
        and slot.mark is None
        and not slot.words
        and not slot.keys
        and slot.declared.property
    }


def test_every_field_of_words_is_searched() -> None:
    searched = set(re.findall(r"exokg:([A-Za-z]+)", RECORD_TEXTS))
    lost = {name: field for name, field in spoken().items() if name not in searched | _NO_WORDS.keys()}
    assert lost == {}
    assert _NO_WORDS.keys() <= spoken().keys(), "an exception for nothing"


@pytest.mark.parametrize(
    ("word", "key"),
    [("cochrane", "gupta-2023-systematic-review"), ("sepsis", "nebraska-2019-exosome-cluster")],
)
def test_a_word_that_a_record_alone_says(table: Findings, word: str, key: str) -> None:
    assert key in records_saying(table, [word], [word])
