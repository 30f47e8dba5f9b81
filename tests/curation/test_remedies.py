"""What is proposed where a text is not the YAML, the number or the value that was meant."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from exokg.curation.characters import hidden_characters
from exokg.curation.remedies import date_hint, number_hint, syntax_hint, unclosed_quote
from exokg.curation.writing import needs_quotes, quoted
from exokg.curation.yamltext import read_document


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("1,200", "write 1,200 without a comma"),
        ("12,5", "write 12.5"),
        ("12 ± 3", "write 12 here, and 3 into spread with its spread-type"),
        ("12.5 +/- 3", "write 12.5 here, and 3 into spread with its spread-type"),
        ("12+-3", "write 12 here, and 3 into spread with its spread-type"),
        ("12-15", "a range is no number: write it into note as printed"),
        ("12 to 15", "a range is no number: write it into note as printed"),
        ("12–15", "a range is no number: write it into note as printed"),
        ("~12", "write 12, and statistic: approximate"),
        ("about 12.5", "write 12.5, and statistic: approximate"),
        ("ca. 12", "write 12, and statistic: approximate"),
        ("<0.05", "write 0.05, and the sign into note"),
        ("≥ 3", "write 3, and the sign into note"),
        ("12 mm", "write 12, and mm into unit"),
        ("12.5%", "write 12.5, and % into unit"),
        ("3 hairs/cm2", "write 3, and hairs/cm2 into unit"),
        ("twelve", None),
        ("", None),
        ("12 mice of 15", None),
        ("1.2.3", None),
    ],
)
def test_a_number_with_something_around_it(typed: str, hint: str | None) -> None:
    assert number_hint(typed) == hint
    assert number_hint(f"  {typed} ") == hint


@given(st.text(max_size=30))
def test_a_hint_has_no_gaps_left(typed: str) -> None:
    assert "{" not in (number_hint(typed) or "")


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("20.11.2026", "such as 2026-11-22"),
        ("2026-11", "such as 2026-11-22"),
        ("2026-02-30", "no such day"),
        ("“2026-11-20”", 'write "2026-11-20", with plain quotation marks'),
        ("“yesterday”", "such as 2026-11-22"),
    ],
)
def test_a_date_that_is_none(typed: str, hint: str) -> None:
    assert hint in date_hint(typed)


BROKEN = [
    ("title: @home\n", "put the value in quotes"),
    ("title: `x`\n", "put the value in quotes"),
    ("a:\n\t- b\n", "indent with blanks"),
    ("a: 1\nb\n", "write a blank behind the colon"),
    ("a: [1, 2\nb: 3\n", "close the bracket"),
    ("a: {b: 1\n", "close the bracket"),
    ('a: {b: "1, c: 2}\nd: "3"\n', "a quotation mark"),
    ("a:\n  - b\n c\n", "indent"),
    ("title: one: two\n", "in quotes"),
]


@pytest.mark.parametrize(("text", "remedy"), BROKEN)
def test_broken_yaml_is_one_fault_with_a_remedy(text: str, remedy: str) -> None:
    (fault,) = read_document(text).faults
    assert fault.rule == "yaml-syntax"
    assert remedy in str(fault.hint), fault
    assert 1 <= fault.line <= text.count("\n") + 1


@given(st.text(max_size=40), st.integers(0, 5), st.integers(0, 40), st.text(max_size=20))
def test_there_is_always_a_remedy(text: str, line: int, column: int, problem: str) -> None:
    assert syntax_hint(text, line, column, problem)
    assert syntax_hint(text, line, column, "found character that cannot start any token")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('a: "one\nb: 2\n', (1, 4)),
        ("a: 'one\nb: 2\n", (1, 4)),
        ('x: 1\n  - a: "one\n    b: 2\n', (2, 8)),
        ('a: "one\n', (1, 4)),
        ('a: "one"\nb: 2\n', None),
        ('a: "one\n  two"\nb: 2\n', None),
        ("a: one\n", None),
        ('a: say "one\nb: 2\n', None),
    ],
)
def test_a_quotation_mark_that_is_left_open(text: str, place: tuple[int, int] | None) -> None:
    assert unclosed_quote(text, text.count("\n")) == place


LETTERS = st.characters(exclude_categories=["Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"])
PLAIN = st.text(LETTERS, max_size=40).filter(lambda text: not [*hidden_characters(text)])


@given(PLAIN)
def test_what_is_written_reads_as_the_same_text_here_and_in_pyyaml(text: str) -> None:
    shown = quoted(text) if needs_quotes(text) else text
    document = read_document(f"title: {shown}\n")
    assert document.faults == []
    assert document.value == {"title": text}
    assert yaml.safe_load(f"title: {shown}\n") == {"title": text}


@given(st.lists(PLAIN, min_size=1, max_size=4))
def test_a_list_on_one_line_reads_as_the_same(texts: list[str]) -> None:
    shown = [quoted(text) if needs_quotes(text, in_flow=True) else text for text in texts]
    line = f"a: [{', '.join(shown)}]\n"
    assert read_document(line).value == {"a": texts}
    assert yaml.safe_load(line) == {"a": texts}


@pytest.mark.parametrize(
    "word", ["null", "~", "true", "False", "no", "on", "1", "-1.5", "0x1F", "1e3", ".inf", ""]
)
def test_a_text_that_would_read_as_something_else_needs_quotes(word: str) -> None:
    assert needs_quotes(word)
    assert read_document(f"a: {quoted(word)}\n").value == {"a": word}
