"""No hint names another molecule, unit or state than the text it is given for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from exokg.curation.hints import likely_names, names_within
from exokg.curation.terms import Terms
from exokg.errors import UnknownTermError
from exokg.model.records import MODELS
from exokg.model.slots import parts_of, slots

if TYPE_CHECKING:
    from exokg.model.declarations import Part

HERE = Path(__file__).parent
ROWS = [line.split("\t") for line in (HERE / "wrong_wordings.tsv").read_text("utf-8").splitlines()[1:]]
TERMS = Terms.read(HERE.parents[1] / "graph" / "terms.tsv")
CHANGED = {
    "not {}": "not",
    "{} inhibitor": "its inhibitor",
    "{} receptor": "its receptor",
    "{} 99": "a number",
}


def accepted(text: str, category: str) -> str:
    """The label one ends with who accepts the first name of every hint; empty where there is none."""
    if (term := TERMS.find(text, [category])) is not None:
        return term.label
    with pytest.raises(UnknownTermError) as caught:
        TERMS.resolve(text, [category])
    hint = caught.value.hint or ""
    assert "add it" in hint, f"{text}: {hint} does not say how to add the term"
    named = re.match(r"(?:did you mean|the text contains) (.+?)(?:\? If not|; if)", hint)
    return "" if named is None else TERMS.resolve(named[1].split(" / ")[0], [category]).label


@pytest.mark.parametrize(("category", "wording", "meant"), ROWS, ids=[f"{row[0]}-{row[1]}" for row in ROWS])
def test_the_first_hint_accepted_says_nothing_else(category: str, wording: str, meant: str) -> None:
    found = TERMS.find(wording, [category])
    if found is None or wording not in (found.label, *found.synonyms):  # it has become a term of its own
        assert accepted(wording, category) == meant


@pytest.mark.parametrize("change", CHANGED, ids=CHANGED.values())
def test_no_name_is_proposed_for_its_opposite(change: str) -> None:
    names = [(term.category, term.label) for term in TERMS if not term.obsolete][::5]
    assert len(names) > 100
    for category, name in names:
        assert accepted(change.format(name), category) != name


def test_no_name_is_proposed_for_one_with_another_digit_or_symbol() -> None:
    names = [(term.category, name) for term in TERMS for name in (term.label, *term.synonyms)]
    numbered = [pair for pair in names if re.search(r"\d", pair[1])][::2]
    assert len(numbered) > 100
    for category, name in numbered:
        last = list(re.finditer(r"\d", name))[-1]
        other = f"{name[: last.start()]}{(int(last[0]) + 1) % 10}{name[last.end() :]}"
        found = TERMS.find(other, [category])  # miR-140 beside miR-141: then it is a term of its own
        label = TERMS.resolve(name, [category]).label
        assert found is not None or accepted(other, category) != label, f"{name} for {other}"


@pytest.mark.parametrize(
    ("text", "names", "likely"),
    [
        ("in vivo", ["in vitro", "ex vivo"], []),
        ("not-read", ["not reported", "not read"], ["not read"]),
        ("not-read", ["not reported"], []),
        ("increase", ["decreases"], []),
        ("within group", ["between-group", "within-group"], ["within-group"]),
        ("afferent", ["efferent"], []),
        ("Curcumin", ["curcumins"], ["curcumins"]),
        ("x" * 300, ["x" * 300], []),
        ("", ["hair"], []),
    ],
)
def test_closed_lists(text: str, names: list[str], likely: list[str]) -> None:
    assert likely_names(text, names) == likely


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_no_word_of_a_closed_list_is_taken_for_another(model: type[Part]) -> None:
    lists = {slot.words for part in parts_of(model) for slot in slots(part) if slot.words}
    assert len(lists) > 10
    for words in lists:
        for word in words:
            near = likely_names(word, [other for other in words if other != word])
            assert all(word in other for other in near), f"{near} for {word}"  # the minimum across studies


def test_entities_are_not_one_consonant_apart() -> None:
    assert likely_names("inulin", ["insulin"], entities=True) == []
    assert likely_names("minoxdil", ["minoxidil"], entities=True) == ["minoxidil"]
    assert likely_names("keratan sulfate", ["keratin sulfate"], entities=True) == []


def test_names_within_are_whole_and_in_order() -> None:
    assert names_within("level of hair density", ["hair density", "density"]) == ["hair density", "density"]
    assert names_within("telogen then anagen", ["anagen then telogen"]) == []
    assert names_within("x " * 200, ["x"]) == []
