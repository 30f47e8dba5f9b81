"""Names of terms that collide: invented tables, so that the rules hold for more than the names we know."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exokg.curation.reading import read_graph
from exokg.curation.rules import check_graph
from exokg.curation.terms import Term, Terms

EMPTY = replace(read_graph(Path(__file__).parent / "rules" / "_graph", ()), violations=[])
RULES = ["synonym-is-other-term", "term-label-duplicate", "synonym-holds-other-molecule"]
SYLLABLES = ["ka", "lo", "mir", "tu", "ven", "zo", "pri", "dax"]
APART = [("cell", "process"), ("molecule", "pathway"), ("condition", "hair outcome"), ("molecule", "process")]
ALIKE = [("source", "cell"), ("route", "intervention"), ("evidence", "technique"), ("anatomy", "species")]

names = st.builds(  # with an ending that takes the s of a plural
    "{}{}".format, st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=3).map("".join), st.just("ven")
)
phrases = st.lists(names, min_size=1, max_size=3).map(" ".join)
symbols = st.builds("{}{}".format, names.map(str.upper), st.integers(1, 99))


def dressed(name: str) -> list[str]:
    """Other spellings of a name."""
    return [name.upper(), name.title(), name.replace(" ", "-"), f"{name}s", f" {name} ".replace(" ", "  ")]


def broken(*terms: Term) -> set[str]:
    numbered = [replace(term, line=line) for line, term in enumerate(terms, 2)]
    return {fault.rule for fault in check_graph(replace(EMPTY, terms=Terms(numbered)), RULES)}


def term(category: str, number: int, label: str, *synonyms: str, mapping: str = "") -> Term:
    return Term(category, f"term:t{number}", label, synonyms, mapping=(mapping,) if mapping else ())


@given(name=phrases, dress=st.integers(0, 4), pair=st.sampled_from(APART))
def test_no_spelling_hides_a_name_of_two_categories(name: str, dress: int, pair: tuple[str, str]) -> None:
    one, other = term(pair[0], 1, name), term(pair[1], 2, "quite another", dressed(name)[dress])
    assert broken(one, other) == {"synonym-is-other-term"}
    assert broken(other, one) == {"synonym-is-other-term"}
    first, later = (
        term(pair[0], 1, "one thing", name),
        term(pair[1], 2, "quite another", dressed(name)[dress]),
    )
    assert broken(first, later) == {"synonym-is-other-term"}, "of two synonyms"


@given(name=phrases, dress=st.integers(0, 4), category=st.sampled_from(["cell", "molecule", "pathway"]))
def test_no_spelling_hides_a_name_of_two_terms(name: str, dress: int, category: str) -> None:
    one, other = term(category, 1, name), term(category, 2, "quite another", dressed(name)[dress])
    assert broken(one, other) == {"term-label-duplicate"}


@given(name=phrases, pair=st.sampled_from(ALIKE))
def test_categories_that_mean_the_same_may_share_names(name: str, pair: tuple[str, str]) -> None:
    assert broken(term(pair[0], 1, name), term(pair[1], 2, "its material", name)) == set()


@pytest.mark.parametrize(
    ("mapping", "faults"),
    [
        ("skos:exactMatch term:t1", set()),
        ("skos:closeMatch term:t1", set()),
        ("skos:relatedMatch term:t1", {"synonym-is-other-term"}),
        ("skos:broadMatch term:t1", {"synonym-is-other-term"}),
    ],
)
def test_only_a_match_lets_two_things_share_a_name(mapping: str, faults: set[str]) -> None:
    one = term("anatomy", 1, "plasma of platelets")
    assert (
        broken(one, term("intervention", 2, "a treatment", "Plasma of platelets", mapping=mapping)) == faults
    )


@given(symbol=symbols, word=st.sampled_from(["expression", "protein level", "gene", "levels", "staining"]))
def test_a_synonym_never_names_another_molecule(symbol: str, word: str) -> None:
    one = term("molecule", 1, symbol)
    assert broken(one, term("molecule", 2, "another gene", f"{symbol} {word}")) == {
        "synonym-holds-other-molecule"
    }
    assert broken(one, term("molecule", 2, f"{symbol} {word}", f"more {symbol} {word}")) == set(), (
        "its own label"
    )


@given(symbol=symbols, word=st.sampled_from(["receptor", "inhibitor", "like", "associated", "antagonist"]))
def test_a_word_that_makes_another_thing_is_no_collision(symbol: str, word: str) -> None:
    one = term("molecule", 1, symbol)
    assert broken(one, term("molecule", 2, "another gene", f"{symbol} {word}")) == set()


@given(label=phrases, other=phrases)
def test_different_names_break_nothing(label: str, other: str) -> None:
    if label.replace(" ", "") != other.replace(" ", ""):
        assert broken(term("cell", 1, label), term("process", 2, other)) == set()
