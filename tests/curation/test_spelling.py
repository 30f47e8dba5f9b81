"""Spellings of a name that are one, and those that must stay apart; characters that do not show."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exokg.curation.characters import character_name, hidden_characters, written_out
from exokg.curation.reading import read_graph
from exokg.curation.spelling import normal_form, same_symbols, singular, with_article, words_of

SAME = [
    ("β-Catenin", "beta catenin", "Betacatenin", "BETA‑CATENIN"),
    ("dermal papilla cell", "Dermal Papilla Cells", "dermal-papilla cells"),
    ("Wharton's jelly", "Whartons jelly", "Wharton’s Jelly"),
    ("tumour necrosis factor", "tumor necrosis factors"),
    ("Wnt signaling pathway", "WNT signalling pathway"),
    ("miR-22-5p", "mir 22 5p", "MIR22-5p"),
    ("TGF-β1", "TGF beta1", "tgfβ1"),
    ("λ phage", "lambda phage"),
    ("characterization", "characterisation"),
    ("mouse", "mice"),
]
APART = [
    ("miR-22-5p", "miR-225p"),
    ("LGR5", "LGR6"),
    ("IL-1", "IL-11"),
    ("hair", "hairy"),
    ("5 %", "5"),
    ("CD9+", "CD9"),
    ("gas", "ga"),
    ("virus", "viru"),
    ("α", "β"),
]


@pytest.mark.parametrize("names", SAME, ids=lambda names: names[0])
def test_spellings_of_one_name_have_one_form(names: tuple[str, ...]) -> None:
    assert len({normal_form(name) for name in names}) == 1


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_names_have_another_form(one: str, other: str) -> None:
    assert normal_form(one) != normal_form(other)


@given(st.text(max_size=30))
def test_case_and_outer_marks_make_no_difference(text: str) -> None:
    form = normal_form(text)
    assert normal_form(f"  ({text.strip()}). ") == form
    assert not re.search(r"\s", form)


@given(st.text(alphabet=st.characters(categories=["Ll", "Lu", "Nd", "Zs", "Pd"]), max_size=30))
def test_the_words_of_a_text_are_lower_case_without_marks(text: str) -> None:
    for word in words_of(text):
        assert word == word.casefold()
        assert not re.search(r"[\s-]", word)


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("cells", "cell"), ("bodies", "body"), ("boxes", "box"), ("patches", "patch"), ("meshes", "mesh"),
        ("losses", "loss"), ("mice", "mouse"), ("papillae", "papilla"), ("hypotheses", "hypothesis"),
        ("loss", "loss"), ("apoptosis", "apoptosis"), ("virus", "virus"), ("gas", "gas"), ("as", "as"),
        ("exosomes", "exosome"), ("pies", "pie"), ("h", "h"), ("", ""),
    ],
)  # fmt: skip
def test_the_singular_of_a_word(many: str, one: str) -> None:
    assert singular(many) == one
    assert singular(one) == one


@pytest.mark.parametrize(
    ("text", "names", "same"),
    [
        ("mm", ["mm", "millimetre"], True),
        ("mM", ["mm"], False),
        ("MM", ["mm"], False),
        ("ml", ["mL"], True),
        ("µm", ["μm"], True),
        ("kg", ["g"], False),
        ("hairs per square centimetre", ["hairs/cm2"], True),
        ("%", ["%"], True),
    ],
)
def test_a_unit_is_written_in_the_case_of_its_symbol(text: str, names: list[str], same: bool) -> None:
    assert same_symbols(text, names) == same


@pytest.mark.parametrize(
    ("noun", "shown"),
    [("anatomy", "an anatomy"), ("intervention", "an intervention"), ("unit", "a unit")],
)
def test_a_noun_has_its_article(noun: str, shown: str) -> None:
    assert with_article(noun) == shown


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\u200b", "U+200B ZERO WIDTH SPACE"),
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u00ad", "U+00AD SOFT HYPHEN"),
        ("\ufeff", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ("\x00", "U+0000 NULL"),
        ("\x1b", "U+001B ESCAPE"),
        ("\x7f", "U+007F DELETE"),
        ("\x01", "U+0001 control or unassigned character"),
    ],
)
def test_a_character_that_does_not_show_is_found_and_named(character: str, name: str) -> None:
    assert character_name(character) == name
    assert list(hidden_characters(f"one\ntw{character}o")) == [(2, 3, name)]
    assert written_out(f"a{character}b") == f"a<U+{ord(character):04X}>b"


@given(st.text(max_size=60))
def test_what_is_written_out_hides_nothing(text: str) -> None:
    shown = written_out(text)
    assert list(hidden_characters(shown)) == []
    assert (shown == text) == (list(hidden_characters(text)) == [])


@pytest.mark.parametrize("text", ["plain text", "tab\tand\nline\r\nends", "naïve β µ 你好 — “quoted”", ""])
def test_what_shows_is_left(text: str) -> None:
    assert list(hidden_characters(text)) == []
    assert written_out(text) == text


def test_every_name_of_the_graph_is_found_in_any_usual_spelling() -> None:
    terms = read_graph("graph", ()).terms
    missed = []
    for term in terms:
        for name in (term.label, *term.synonyms) if term.obsolete is None and term.category != "unit" else ():
            for spelled in (name.upper(), name.lower(), name.replace(" ", "-"), f" {name} "):
                found = terms.find(spelled, (term.category,))
                if found is None or found.curie != term.curie:
                    missed.append((spelled, term.curie, found and found.curie))
    assert missed == []
