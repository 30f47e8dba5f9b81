"""What is read from words as numbers, units and times."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exokg.curation.printed import amounts, counts, lists, spans

WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("once a week for 12 weeks", [7, 84]),
        ("every 14 days for 2 months", [14, 60.875]),
        ("twice daily", [1]),
        ("every other day", [2]),
        ("at intervals of 4 weeks", [28]),
        ("4-week intervals", [28]),
        ("7 consecutive days", [7]),
        ("weeks 0, 4 and 8", [0, 28, 56, 28, 28]),
        ("day 5", [5]),
        ("36 h", [1.5]),
        ("monthly", [30.4375]),
        ("late 2019", []),
        ("hair follicles", []),
        ("miR-218 d", []),
        ("", []),
    ],
)
def test_times_are_read_in_days(text: str, days: list[float]) -> None:
    assert spans(text) == days


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("50 µg of protein", [(50, "µg")]),
        ("2 × 10⁹ particles", [(2e9, "particles")]),
        ("10 billion vesicles", [(1e10, "vesicles")]),
        ("1e999999", [(float("inf"), "")]),
        ("5 µg/mL", [(5, "µg/mL")]),
    ],
)
def test_amounts_have_their_unit(text: str, found: list[tuple[float, str]]) -> None:
    assert list(amounts(text)) == found


@pytest.mark.parametrize(
    ("text", "number", "length"),
    [
        ("three times", 3, []),
        ("twice", 2, []),
        ("days 1, 15, 45, 75 and 105", 105, [5]),
        ("a single one", 1, []),
    ],
)
def test_counts_and_lists(text: str, number: float, length: list[int]) -> None:
    assert number in counts(text)
    assert lists(text) == length


@given(number=st.integers(1, 12), unit=st.sampled_from(["day", "week", "month"]))
def test_a_number_in_words_is_the_number_in_digits(number: int, unit: str) -> None:
    plural = unit if number == 1 else f"{unit}s"
    assert spans(f"every {number} {plural}") == spans(f"every {WORDS[number - 1]} {plural}")
    assert counts(f"{number} sessions") == counts(f"{WORDS[number - 1]} sessions") == [number]


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    list(amounts(text)), counts(text), lists(text), spans(text)
