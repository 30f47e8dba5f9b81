"""A # in a record: what is a remark, what may be the end of a value, and what is neither."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exokg.curation.comments import Comment
from exokg.curation.reading import template_remarks
from exokg.curation.yamltext import read_document


def rules(text: str) -> list[tuple[int, int, str]]:
    return [(fault.line, fault.column, fault.rule) for fault in read_document(text).faults]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 1\n", []),
        ("# head\n# more\na: 1\n", []),
        ("a: figure #3\n", [(1, 11, "hash-after-value")]),
        ("a: one # two\n", [(1, 8, "hash-after-value")]),
        ('a: "one # two"\n', []),
        ("a: 'figure #3'\n", []),
        ("a: one#two\n", []),
        ("a: >-\n  one # two\n", []),
        ('a: "one" # two\n', [(1, 10, "comment-inside")]),
        ("a: # nothing\n  b: 1\n", [(1, 4, "comment-inside")]),
        ("a: 1\n# below\nb: 2\n", [(2, 1, "comment-inside")]),
        ("a: 1\n# one\n# two\nb: 2\n# three\n", [(2, 1, "comment-inside")]),
        ("a: one\n  # indented\nb: 2\n", [(2, 3, "hash-after-value")]),
        ("a: [one, two] # three\n", [(1, 15, "comment-inside")]),
        ("a: [one # two\n  , three]\n", [(1, 9, "hash-after-value")]),
        ("a:\n  - one # two\n  - three # four\n", [(2, 9, "hash-after-value"), (3, 11, "hash-after-value")]),
        ("a: 1\nb: 2 # last", [(2, 6, "hash-after-value")]),
    ],
)
def test_where_a_comment_begins_and_what_it_may_be(text: str, found: list[tuple[int, int, str]]) -> None:
    assert rules(text) == found


def test_the_hint_gives_the_whole_value_in_quotes() -> None:
    (fault,) = read_document('notes: see "figure" #3 of it\n').faults
    assert "'see \"figure\" #3 of it'" in str(fault.hint)
    (long,) = read_document(f"notes: {'word ' * 90}#3\n").faults
    assert len(str(long.hint)) < 300


def test_a_value_on_several_lines_is_not_repeated_in_the_hint() -> None:
    assert (
        Comment(0, "x", "one\n  # two").hint == "write the whole value in quotes; a remark belongs into notes"
    )


def test_what_a_template_says_is_no_part_of_a_value() -> None:
    remark = sorted(template_remarks())[0]
    text = f"a: value  # {remark}\n"
    assert [fault.rule for fault in read_document(text).faults] == ["hash-after-value"]
    assert [fault.rule for fault in read_document(text, template_remarks()).faults] == ["comment-inside"]


WORDS = st.text(st.characters(categories=["Ll", "Lu", "Nd"]), min_size=1, max_size=8)


@given(st.lists(WORDS, min_size=1, max_size=4), st.text("ab #", max_size=9))
def test_no_text_behind_a_hash_is_lost_silently(words: list[str], tail: str) -> None:
    document = read_document(f"a: x{' '.join(words)} #{tail}\n")
    assert [fault.rule for fault in document.faults] == ["hash-after-value"]
