"""Findings near to those that fit follow these, where these do not fill a view."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from exokg.answers.find import verbs
from exokg.answers.find.elsewhere import elsewhere
from exokg.answers.find.sentences import sentence

from .conftest import fitting

if TYPE_CHECKING:
    from exokg.answers.find.table import Findings
    from exokg.answers.result import Result

find = partial(verbs.find, elsewhere=elsewhere)

pytestmark = pytest.mark.slow

NEAREST = "Nothing matched all of it; nearest first (see the column unmatched)."
FEW = [
    "lyophilised powder stability",
    "melanocyte pigmentation EV",
    "DHT-inhibited follicles rescued by vesicles",
    "microneedling 0.5 mm exosome",
    "female pattern hair loss exosomes",
    "telogen to anagen C57BL/6",
    "hair density at 12 weeks separable",
    "rose stem cell exosomes scalp",
]


def key(row: Any) -> str:
    return str(row["finding"].value).rpartition("/")[2].rpartition("_")[0]


def below(found: Result) -> list[Any]:
    return [*found][len(fitting(found)) :]


@pytest.mark.parametrize("text", FEW)
def test_a_view_is_filled_with_what_is_near_and_says_what_it_lacks(table: Findings, text: str) -> None:
    found = find(table, text)
    near = below(found)
    assert near
    assert len(found) <= 10
    lacking = [text for row in near for text in str(row["unmatched"].value).split("; ")]
    assert all(lacking)
    fits = all(row["unmatched"].value == "" for row in fitting(found))
    said = "Rows with something in the column unmatched are only near." if fits else NEAREST
    assert said in found.sentence


@pytest.mark.parametrize("text", FEW)
def test_several_records_are_near_and_few_findings_of_each(table: Findings, text: str) -> None:
    found = find(table, text)
    near = Counter(map(key, below(found)))
    assert max(near.values()) <= 2
    listed = {*map(key, fitting(found))}
    assert near.keys() - listed


@pytest.mark.parametrize("text", FEW)
def test_what_is_near_is_not_counted(table: Findings, text: str) -> None:
    found = find(table, text)
    rows = frozenset(table.places[str(row["finding"].value)] for row in fitting(found))
    counted = sentence(table, rows, listed=True).replace("none in people", "none of these findings in people")
    chosen = "Chosen by words of texts, so not counted: " in found.sentence or NEAREST in found.sentence
    assert (counted in found.sentence) is not chosen
    assert any(note.startswith(f"{len(rows)} finding") for note in found.notes) is not chosen


def test_a_full_view_is_not_followed(table: Findings) -> None:
    for text in ("hair density", "exosomes dermal papilla cells", "scalp"):
        found = find(table, text)
        assert len(found) >= 10
        assert "unmatched" not in found.variables
        assert "only near" not in found.sentence


def test_values_by_dimension_are_not_lacking(table: Findings) -> None:
    """What is given by dimension holds of what is near, too, and alone is followed by nothing."""
    given = {"rung": "animal", "condition": "alopecia areata"}
    for found in (find(table, given=given), find(table, "sebum", given={"rung": "ex vivo"})):
        assert "only near" not in found.sentence
    found = find(table, "proliferation CCK-8 assay", given={"rung": "in vitro"}, columns=["rung"])
    assert below(found)
    assert {str(row["rung"].value) for row in found} == {"in vitro"}


def test_what_is_left_out_is_not_near(table: Findings) -> None:
    found = find(table, "melanocyte pigmentation EV not keratinocytes", columns=["source", "kind"])
    assert not [row for row in found if "keratinocyte" in str(row["source"].value)]
    found = find(table, "melanocyte pigmentation EV", columns=["kind"])
    assert {str(row["kind"].value) for row in below(found)} <= {"native vesicles", "formulated vesicles"}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("melanocyte pigmentation EV", {"amniotic-pigmentation"}),
        ("lyophilised powder stability 4 °C", {"kim-2022-colostrum", "chen-2020-osaev"}),
        ("DHT-inhibited follicles rescued by vesicles", {"adsc-dht-wnt", "adsc-mir122-dht"}),
        ("wool sheep follicle", {"zhang-2025-circexo", "wang-2025-sheep-plasma"}),
        ("women female pattern hair loss", {"sasaki-2022-xoflo"}),
    ],
)
def test_a_record_that_lacks_one_word_is_listed(table: Findings, text: str, keys: set[str]) -> None:
    assert keys <= {*map(key, find(table, text))}


def test_one_weak_word_is_not_near(table: Findings) -> None:
    """Half of all findings say *follicle*: none is listed that says only this."""
    found = find(table, "lyophilised powder follicle quasar")
    lacking = [str(row["unmatched"].value) for row in found]
    assert lacking
    assert not [text for text in lacking if "lyophilised" in text and "powder" in text and "ment" not in text]


def test_one_statement_is_followed_by_others_that_say_a_rare_word(table: Findings) -> None:
    found = find(table, "tumour promotion risk")
    topics = [str(row["topicName"].value) for row in found]
    assert topics[:3] == ["tumour formation"] * 3
    assert "tumour formation" not in topics[3:]
    assert len(find(table, "could it feed a hidden tumour")) >= 3
