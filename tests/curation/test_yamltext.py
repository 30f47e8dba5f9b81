"""Strict YAML: what is allowed, what each value is, and where it is."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from exokg.curation.document import Marks
from exokg.curation.yamltext import read_document


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
        ("a: 1\nb: &x 2\nc: *x", "yaml-feature", (2, 4)),
        ("a: 1\na: 2", "duplicate-key", (2, 1)),
        ("a: {b: 1, b: 2}", "duplicate-key", (1, 11)),
        ("<<: {a: 1}", "yaml-feature", (1, 1)),
        ("a: !!str 1", "yaml-feature", (1, 4)),
        ("a: !own 1", "yaml-feature", (1, 4)),
        ("a: 1\n---\nb: 2", "several-documents", (2, 1)),
        ("%YAML 1.1\n---\na: 1", "yaml-feature", (1, 1)),
        ("? [a]\n: 1", "yaml-feature", (1, 3)),
        ("a: 1 # why", "hash-after-value", (1, 6)),
        ("a: see figure #3 of it", "hash-after-value", (1, 15)),
        ("a: #3 of it", "hash-after-value", (1, 4)),
        ("a: [x, y #3\n  ]", "hash-after-value", (1, 10)),
        ("a: see figure\n  #3 of it", "hash-after-value", (2, 3)),
        ("- x\n- y #z", "hash-after-value", (2, 5)),
        ("a: 'x' # why", "comment-inside", (1, 8)),
        ("a: [x] # why", "comment-inside", (1, 8)),
        ("a: # why\n  - b", "comment-inside", (1, 4)),
        ("a:\n  # why\n  - b", "comment-inside", (2, 3)),
        ("a: >-\n  x\n# why\nb: 1", "comment-inside", (3, 1)),
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


def test_a_hash_after_a_value_says_how_to_quote_it_and_known_remarks_are_passed_over() -> None:
    (fault,) = read_document("notes: see figure #3 of the paper").faults
    assert (
        fault.hint
        == 'write the whole value in quotes: "see figure #3 of the paper"; a remark belongs into notes'
    )
    (fault,) = read_document("notes: x  # a remark", {"a remark"}).faults
    assert fault.rule == "comment-inside"
    faults = read_document("a: x # one\nb: y # two\n# three\n# four\nc: z").faults
    assert [fault.rule for fault in faults] == ["hash-after-value", "hash-after-value", "comment-inside"]


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
