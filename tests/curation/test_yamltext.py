"""Strict YAML: what is allowed, what each value is, and where it stands."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from exokg.curation.yamltext import Marks, read_document


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", 1),
        ("-12", -12),
        ("0", 0),
        ("0.5", 0.5),
        ("1e10", 1e10),
        ("true", True),
        ("False", False),
        ("010", "010"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("+5", "+5"),
        (".5", ".5"),
        ("1:30", "1:30"),
        ("NO", "NO"),
        ("yes", "yes"),
        ("2024-01-01", "2024-01-01"),
        (".inf", ".inf"),
        ('"1.10"', "1.10"),
        ("'NO'", "NO"),
        ("<0.05", "<0.05"),
        ("a #b", "a"),
        ("9" * 30, "9" * 30),
    ],
)
def test_scalars_are_those_of_the_core_schema_in_plain_form(text: str, value: object) -> None:
    document = read_document(f"field: {text}")
    assert document.value == {"field": value}
    assert type(document.value["field"]) is type(value)


@pytest.mark.parametrize("text", ["field:", "field: null", "field: ~", 'field: ""', "field: []", "field: {}"])
def test_emptiness_is_noted(text: str) -> None:
    assert read_document(text).empty == [("field",)]


def test_every_value_has_its_place() -> None:
    document = read_document("# head\n\na: x\nb:\n  - c: 1\n    d: [y, z]\n")
    assert document.head == ["# head"]
    assert document.marks == {
        (): (3, 1),
        ("a",): (3, 4),
        ("b",): (4, 1),
        ("b", 0): (5, 5),
        ("b", 0, "c"): (5, 8),
        ("b", 0, "d"): (6, 5),
        ("b", 0, "d", 0): (6, 9),
        ("b", 0, "d", 1): (6, 12),
    }
    assert document.marks.at(("b", 0, "missing", "deeper")) == (5, 5)
    assert Marks().at(("anything",)) == (1, 1)


def test_columns_count_letters_not_bytes() -> None:
    assert read_document("a: [µµµ, x]").marks["a", 1] == (1, 10)


@pytest.mark.parametrize(
    ("text", "rule", "place"),
    [
        ("a: 1\nb: &x 2\nc: *x", "yaml-anchor", (2, 4)),
        ("a: 1\na: 2", "duplicate-key", (2, 1)),
        ("a: {b: 1, b: 2}", "duplicate-key", (1, 11)),
        ("<<: {a: 1}", "yaml-merge", (1, 1)),
        ("a: !!str 1", "yaml-tag", (1, 4)),
        ("a: !own 1", "yaml-tag", (1, 4)),
        ("a: 1\n---\nb: 2", "several-documents", (2, 1)),
        ("%YAML 1.1\n---\na: 1", "yaml-directive", (1, 1)),
        ("? [a]\n: 1", "yaml-key", (1, 3)),
        ("a: 1 # why", "comment-inside", (1, 6)),
        ("a: 1\n# why\nb: 2", "comment-inside", (2, 1)),
        ("a: 1\n# at the end\n", "comment-inside", (2, 1)),
        ("a: b: c", "yaml-syntax", (1, 5)),
        ("a: [1", "yaml-syntax", (1, 4)),
        ("a:\n\t- b", "yaml-syntax", (2, 1)),
        ("a: x\u202ey", "hidden-character", (1, 5)),
        ('a: "x\\u202ey"', "hidden-character", (1, 4)),
        ("\ufeffa: x", "hidden-character", (1, 1)),
        ("", "yaml-syntax", (1, 1)),
    ],
)
def test_what_is_not_allowed_is_refused_at_its_place(text: str, rule: str, place: tuple[int, int]) -> None:
    faults = read_document(text).faults
    assert rule in {fault.rule for fault in faults}
    assert place in {(fault.line, fault.column) for fault in faults if fault.rule == rule}


def test_hash_signs_that_are_no_comments_are_fine() -> None:
    text = "a: x#y\nb: 'no # comment'\nc: |\n  # text\nd: \"# text\"\n"
    assert read_document(text).faults == []


_texts = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=40)
_values = st.recursive(
    _texts | st.integers(-(10**12), 10**12) | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_texts, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(_texts, _values, max_size=5))
def test_what_a_careful_writer_writes_is_read_back(value: dict[str, object]) -> None:
    document = read_document(yaml.safe_dump(value, allow_unicode=True))
    assert document.faults or document.value == value


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    read_document(text)
