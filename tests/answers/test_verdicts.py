"""The sentence over all results of one source on one target."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from exokg.answers.verdict_words import BETWEEN, TOGETHER, Seen, verdict


def seen(
    style: str,
    rung: int,
    *cohorts: str,
    separable: bool = True,
    unclear: bool = False,
    between: bool = False,
) -> Seen:
    doubt = BETWEEN if between else "" if separable else TOGETHER
    return Seen(style, rung, doubt, unclear, frozenset(cohorts or ("a",)))


@pytest.mark.parametrize(
    ("results", "sentence"),
    [
        ([seen("up", 3)], "▲ Increased in animals (1 study); no finding in people. One study, not repeated."),
        (
            [seen("up", 3, "a"), seen("up", 1, "b"), seen("up", 3, "c")],
            "▲ Increased in animals (2 studies); no finding in people. Three independent studies in all; "
            "none reports the opposite.",
        ),
        (
            [seen("down", 1, "a"), seen("up", 1, "b"), seen("down", 1, "c")],
            "▼ Decreased in cells (2 studies); no finding in animals or people. Three independent studies in "
            "all; one reports the opposite.",
        ),
        (
            [seen("up", 4, "a", separable=False)],
            "▲ Increased in people with no control group (1 study), not separable from what was given with "
            "it. One study, not repeated.",
        ),
        (
            [seen("up", 1, between=True)],
            "▲ Increased in cells (1 study), only against another preparation; no finding in animals or "
            "people. One study, not repeated.",
        ),
        (
            [seen("up", 2, "a", between=True), seen("up", 2, "b", separable=False)],
            "▲ Increased in tissue kept in culture (1 study), not separable from what was given with it; no "
            "finding in animals or people. Two independent studies in all; none reports the opposite, one "
            "only compared preparations with each other.",
        ),
        (
            [seen("up", 4, "a"), seen("none", 5, "b")],
            "○ No difference in people against a control (1 study). ▲ Increased only without a control. "
            "Two independent studies in all; none reports the opposite, one found no difference.",
        ),
        (
            [seen("none", 5, "b", unclear=True)],
            "○ No difference in people (1 study; what was compared is unclear). One study, not repeated.",
        ),
        (
            [seen("up", 5, "a", separable=False), seen("none", 5, "b")],
            "Controlled studies in people differ: ▲ increased in 1, ○ no difference in 1. The change is not "
            "separable from what was given with it. Two independent studies in all; none reports the "
            "opposite, one found no difference.",
        ),
        (
            [seen("up", 3, "a"), seen("down", 3, "b"), seen("none", 3, "b")],
            "Studies disagree: ▲ increased in 1 (in animals), ▼ decreased in 1 (in animals); no finding in "
            "people. Two independent studies in all; one also found no difference.",
        ),
        (
            [seen("up", 1, "a"), seen("up", 2, "b"), seen("down", 4, "c", separable=False)],
            "Studies disagree: ▼ decreased in 1 (in people with no control group, not separable from what "
            "was given with it), ▲ increased in 2 (highest in tissue kept in culture). Three independent "
            "studies in all.",
        ),
        (
            [seen("up", 3, "a"), seen("down", 3, "a")],
            "One study points both ways: ▲ increased in 1 (in animals), ▼ decreased in 1 (in animals); no "
            "finding in people. One study, not repeated.",
        ),
        (
            [seen("up", 3, *"abc"), seen("down", 3, "c", "d"), seen("none", 3, "d", "e")],
            "▲ Increased in animals (3 studies); no finding in people. Five independent studies in all; one "
            "reports the opposite, one reports both, one found no difference.",
        ),
        (
            [seen("up", 4, "a"), seen("down", 4, "b"), seen("none", 5, "c")],
            "○ No difference in people against a control (1 study). ▲ Increased or ▼ decreased only without "
            "a control. Three independent studies in all; one found no difference.",
        ),
        (
            [seen("up", 5, "a"), seen("none", 5, "a")],
            "One controlled study in people reports both: ▲ increased in 1, ○ no difference in 1. One study, "
            "not repeated.",
        ),
        (
            [seen("none", 3, "a"), seen("none", 3, "b")],
            "○ No difference in animals (2 studies). Two independent studies in all.",
        ),
        (
            [seen("harm", 4, separable=False), seen("clear", 4, "b")],
            "! Reported as harm in 1 study, not separable from what was given with it.",
        ),
        (
            [seen("up", 3, "a"), seen("up", 3, "b", separable=False)],
            "▲ Increased in animals (2 studies, 1 separable); no finding in people. Two independent studies "
            "in all; none reports the opposite.",
        ),
        (
            [seen("up", 3, "a"), seen("up", 3, "a", separable=False)],
            "▲ Increased in animals (1 study); no finding in people. One study, not repeated.",
        ),
        (
            [
                seen("up", 4, "a", separable=False),
                seen("up", 3, "b"),
                seen("down", 4, "c"),
                seen("down", 4, "d"),
            ],
            "Studies disagree: ▲ increased in 2 (1 separable; highest in people with no control group, not "
            "separable from what was given with it), ▼ decreased in 2 (in people with no control group). "
            "Four independent studies in all.",
        ),
        (
            [seen("up", 5, "a", separable=False), seen("up", 5, "b"), seen("none", 5, "c", separable=False)],
            "Controlled studies in people differ: ▲ increased in 2 (1 separable), ○ no difference in 1. "
            "Three independent studies in all; none reports the opposite, one found no difference.",
        ),
        (
            [seen("none", 5, "a", separable=False)],
            "○ No difference in people against a control (1 study), not separable from what was given with "
            "it. One study, not repeated.",
        ),
        (
            [seen("none", 3, "a", separable=False), seen("none", 3, "b"), seen("none", 3, "c", between=True)],
            "○ No difference in animals (2 studies, 1 separable). Three independent studies in all; one only "
            "compared preparations with each other.",
        ),
        (
            [seen("none", 3, between=True)],
            "○ No difference in animals (1 study), only against another preparation. One study, not "
            "repeated.",
        ),
        (
            [seen("up", 3, "a"), seen("down", 3, "b", between=True)],
            "▲ Increased in animals (1 study); no finding in people. Two independent studies in all; none "
            "reports the opposite, one only compared preparations with each other.",
        ),
        (
            [seen("up", 4, "a"), seen("none", 5, "b", between=True)],
            "▲ Increased in people with no control group (1 study). Two independent studies in all; none "
            "reports the opposite, one only compared preparations with each other.",
        ),
        (
            [seen("harm", 4, "a", separable=False), seen("harm", 4, "b")],
            "! Reported as harm in 2 studies, 1 separable.",
        ),
        ([seen("clear", 4)], "Said not to have been observed, in 1 study; that is not “no effect”."),
        ([seen("named", 1)], "Tested as a step of an effect, in 1 study; not an effect on it."),
        ([seen("cargo", 0)], "Carried or delivered (1 study); not an effect."),
    ],
)
def test_a_verdict_reads(results: list[Seen], sentence: str) -> None:
    assert verdict(results) == sentence


RESULT = some.builds(
    Seen,
    style=some.sampled_from(["up", "down", "none", "harm", "clear", "cargo", "named"]),
    rung=some.integers(0, 5),
    doubt=some.sampled_from(["", TOGETHER, BETWEEN]),
    unclear=some.booleans(),
    cohorts=some.frozensets(some.sampled_from("abcde"), min_size=1, max_size=2),
)


@given(some.lists(RESULT, min_size=1, max_size=6), some.randoms())
def test_the_order_of_results_changes_no_verdict(results: list[Seen], chance: object) -> None:
    mixed = list(results)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert verdict(mixed) == verdict(results)


@given(some.lists(RESULT, min_size=1, max_size=6))
def test_no_verdict_says_more_than_its_results(results: list[Seen]) -> None:
    text = verdict(results)
    styles = {one.style for one in results}
    assert "up" in styles or "ncreased" not in text
    assert "down" in styles or "ecreased" not in text
    assert any(one.rung > 3 for one in results) or "in people" not in text.replace("no finding in people", "")
    assert text.endswith(".")
    assert verdict([*results, *results]) == text, "the same studies again are no more studies"
    if any(one.style in {"up", "down", "none", "harm"} for one in results) and all(
        one.doubt for one in results
    ):
        assert any(
            doubt in text for doubt in (TOGETHER, BETWEEN, "what was compared is unclear", " only without")
        )
