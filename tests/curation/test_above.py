"""The terms above a term, however the table was filled in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exokg.curation.terms import TERM_COLUMNS, Term, Terms
from exokg.rdf.grouping import group_of

NAMES = "abcdef"
PARENTS = st.dictionaries(st.sampled_from(NAMES), st.sampled_from([None, *NAMES]), min_size=1)


def made(parents: dict[str, str | None], **groups: str) -> Terms:
    return Terms(
        Term("process", f"term:{name}", name, parent=above and f"term:{above}", group=groups.get(name))
        for name, above in parents.items()
    )


def above(terms: Terms, name: str) -> str:
    term = terms.get(f"term:{name}")
    assert term is not None
    return "".join(one.label for one in terms.above(term))


@pytest.mark.parametrize(
    ("parents", "found"),
    [
        ({"a": None}, ""),
        ({"a": "b", "b": "c", "c": None}, "bc"),
        ({"a": "gone"}, ""),
        ({"a": "b", "b": "gone"}, "b"),
        ({"a": "a"}, ""),
        ({"a": "b", "b": "a"}, "b"),
        ({"a": "b", "b": "c", "c": "b"}, "bc"),
    ],
)
def test_the_nearest_comes_first_and_rings_end(parents: dict[str, str | None], found: str) -> None:
    assert above(made(parents), "a") == found


@given(PARENTS)
def test_each_is_listed_once_and_never_the_term_itself(parents: dict[str, str | None]) -> None:
    terms = made(parents)
    for name in parents:
        found = above(terms, name)
        assert len(set(found)) == len(found)
        assert name not in found
        nearest = parents[name]
        assert found[:1] == (nearest if nearest in parents and nearest != name else "")[:1]


@given(PARENTS, st.sets(st.sampled_from(NAMES)))
def test_the_group_of_a_term_is_the_nearest(parents: dict[str, str | None], grouped: set[str]) -> None:
    terms = made(parents, **{name: f"group of {name}" for name in grouped})
    for term in terms:
        ways = term.label + above(terms, term.label)
        nearest = next((name for name in ways if name in grouped), None)
        assert group_of(terms, term) == (nearest and f"group of {nearest}")
    assert group_of(terms, None) is None


def test_the_columns_of_the_table_are_the_fields_of_a_term() -> None:
    assert TERM_COLUMNS[:4] == ("category", "curie", "label", "synonyms")
    assert "valence-reason" in TERM_COLUMNS
    assert "line" not in TERM_COLUMNS
