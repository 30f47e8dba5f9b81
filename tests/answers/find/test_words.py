"""Free words: what becomes a filter, what orders, what is searched, and what is proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exokg.answers.find.verbs import find
from exokg.answers.find.words import understand

if TYPE_CHECKING:
    from exokg.answers.find.table import Findings

NO_VESICLES = "kind ≠ holds no vesicles"
PEOPLE = "rung = uncontrolled human or controlled human"


@pytest.mark.parametrize(
    ("text", "filters", "words"),
    [
        ("minoxidil", ["molecule = minoxidil"], ""),
        ("hair density", ["target or via = hair density"], ""),
        ("Hair Densities!", ["target or via = hair density"], ""),
        ("exosomes", [NO_VESICLES], ""),
        ("exosomes and EVs", [NO_VESICLES], ""),
        ("exosomes on dermal papilla cells", [NO_VESICLES, "cell = hair follicle dermal papilla cell"], ""),
        ("dermal papilla cell exosomes", ["source = dermal papilla cell", NO_VESICLES], ""),
        ("vesicles from macrophages", [NO_VESICLES, "source = macrophage"], ""),
        ("in men and women", [PEOPLE], ""),
        ("hair density except in people",
         ["target or via = hair density", "rung ≠ uncontrolled human or controlled human"], ""),
        ("hair density without minoxidil", ["target or via = hair density", "molecule ≠ minoxidil"], ""),
        ("topical or intradermal injection", ["route = topical administration or intradermal injection"], ""),
        ("Bento 2025", ["study = Bento 2025"], ""),
        ("10.3390/cosmetics12030097", ["study = Bento 2025"], ""),
        ("nct06539273", ["study = Ersan 2024"], ""),
        ("what regrows", [], "regrows"),
        ("β-catenin", ["molecule = CTNNB1"], ""),
        ("GO:0060070", ["target or via = canonical Wnt signaling pathway"], ""),
        ("plants and bacteria", ["source = plants and bacteria"], ""),
        ("", [], ""),
    ],
)  # fmt: skip
def test_what_words_become(table: Findings, text: str, filters: list[str], words: str) -> None:
    found = understand(table, text)
    assert [str(one) for one in found.filters] == filters
    assert " ".join(found.words) == words


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("no effect", "no detected effect on"), ("what decreases", "decreases"),
        ("suppresses inflammation", "decreases"), ("hair thickness reduced", ""), ("promotes", "increases"),
    ],
)  # fmt: skip
def test_directions_order_and_leave_nothing_out(table: Findings, text: str, first: str) -> None:
    """Do exosomes regrow hair: a filter on *increases* would hide every null."""
    found = understand(table, text)
    assert found.directions == ([first] if first else [])
    if first and not found.words and not found.filters:
        rows = find(table, text)
        assert len(rows) == len(table.current)
        assert rows[0]["effect"].value == first
        assert {row["effect"].value for row in rows} > {first}


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("contradictory results", "conflicts"), ("retracted papers", "publication-status"),
        ("is it safe", "harms"), ("FDA", "positions"), ("registered trials", "trials"),
    ],
)  # fmt: skip
def test_an_expert_question_is_named(table: Findings, text: str, question: str) -> None:
    assert any(f"exokg ask {question}" in hint for hint in understand(table, text).hints)


def test_a_name_that_no_finding_has_is_searched(table: Findings) -> None:
    """Nothing is filed under catagen, but *catagen entry* is."""
    found = find(table, "exosomes delay catagen")
    assert "no finding has target or via = catagen" in found.notes
    assert {row["target"].value for row in found} == {"catagen entry"}


@pytest.mark.parametrize(("slip", "name"), [("macropahge", "macrophage"), ("minoxidl", "minoxidil")])
def test_slips_are_proposed_and_nothing_is_pretended(table: Findings, slip: str, name: str) -> None:
    found = find(table, slip)
    assert len(found) == 0
    assert found.sentence == "No finding fits."
    assert any("did you mean" in note and name in note for note in found.notes)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("frontal fibrosing alopecia", "no finding has condition = frontal fibrosing alopecia"),
        ("platelet lysate", "no finding has source = platelet lysate"),
    ],
)
def test_a_name_is_never_taken_for_a_part_of_it(table: Findings, text: str, note: str) -> None:
    """Alopecia is not frontal fibrosing alopecia: nothing fits, and the note says why."""
    found = find(table, text)
    assert (len(found), found.sentence) == (0, "No finding fits.")
    assert note in found.notes


def test_where_no_finding_says_all_words_that_is_said(table: Findings) -> None:
    found = find(table, "alpha reductase")
    assert any(note.startswith("no finding that fits says all of these words") for note in found.notes)
    all_said = find(table, "colostrum regrowth")
    assert not any(note.startswith("no finding that fits") for note in all_said.notes)


def test_words_that_nothing_says(table: Findings) -> None:
    found = find(table, "gut microbiome")
    assert (len(found), found.sentence) == (0, "No finding fits.")
    assert "no finding that fits says: gut; microbiome" in found.notes


@pytest.mark.parametrize(
    ("text", "study"),
    [
        ("chemotherapy", "Norooznezhad 2023"), ("salmon", "Lepekhova (no year)"), ("ultraviolet", ""),
        ("grey hair", "Lueangarun 2025"), ("colostrum", "Kim 2022"), ("trichoscopy of scalp", ""),
    ],
)  # fmt: skip
def test_the_text_is_searched(table: Findings, text: str, study: str) -> None:
    cited = {row["study"].value for row in list(find(table, text))[:10]}
    assert study in cited if study else True


@settings(max_examples=60, deadline=None, derandomize=True)
@given(text=st.text(max_size=60))
def test_any_text_is_answered(table: Findings, text: str) -> None:
    """Quotes, stars and brackets mean nothing to the index, and the answer has a sentence."""
    found = find(table, text)
    assert found.sentence
    assert len(found) <= len(table.current)


PIECES = ["exosomes", "or", "not", "dermal", "papilla", "cell", "minoxidil", "people", "hair", "density",
          "increases", "without", "Wnt", "mice", "NEAR", "AND", '"*"', "topical"]  # fmt: skip


@settings(max_examples=60, deadline=None, derandomize=True)
@given(words=st.lists(st.sampled_from(PIECES), max_size=7))
def test_known_words_in_any_order_are_answered(table: Findings, words: list[str]) -> None:
    found = find(table, " ".join(words))
    assert found.sentence
    keys = [row["finding"].value for row in found]
    assert len(keys) == len(set(keys))
