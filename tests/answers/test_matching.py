"""Sentences: what was written for the matcher, and a half held back that it was never tuned on.

``paraphrases.tsv`` has, for each sentence, the question and parameters it means, or REFUSE; a question
mark after the name means that refusing is right as well. A sentence may be refused; it may never be
taken for another question.
"""

import csv
from collections import Counter
from pathlib import Path

import pytest

from exokg.answers.matching import Matcher
from exokg.errors import InputError

LINES = Path(__file__).with_name("paraphrases.tsv").read_text(encoding="utf-8").splitlines()
ROWS = list(csv.DictReader(LINES, delimiter="\t"))


@pytest.fixture(scope="module")
def matcher(real_store):
    return Matcher(real_store)


def outcome(matcher, row):
    wanted = row["question"].removesuffix("?")
    try:
        match = matcher.match(row["sentence"])
    except InputError:
        return "right" if row["question"].endswith("?") or wanted == "REFUSE" else "refused"
    given = {f"{name}={text}" for name, texts in match.given.items() for text in texts}
    right = match.question.name == wanted and given == set(filter(None, row["given"].split(";")))
    return "right" if right else "wrong"


def test_there_are_enough_and_half_is_held_back():
    counts = Counter(row["set"] for row in ROWS)
    assert len({row["sentence"].casefold() for row in ROWS}) >= 150
    assert counts["held"] >= 75
    assert counts["tuned"] >= 75


@pytest.mark.parametrize("half", ["tuned", "held"])
def test_no_sentence_is_silently_taken_for_another(matcher, half):
    outcomes = {row["sentence"]: outcome(matcher, row) for row in ROWS if row["set"] == half}
    assert [sentence for sentence, what in outcomes.items() if what == "wrong"] == []
    counts = Counter(outcomes.values())
    print(f"{half}: {counts['right']} of {len(outcomes)} right, {counts['refused']} refused, 0 wrong")
    assert counts["right"] >= 0.9 * len(outcomes)


@pytest.mark.parametrize(
    "sentence",
    ["", "?", "Wnt Wnt Wnt Wnt Wnt", "not Wnt", "DROP ALL", "'; } #", "hair " * 3000, "what does nothing do"],
)
def test_odd_sentences_are_refused_with_the_nearest_questions(matcher, sentence):
    with pytest.raises(InputError) as error:
        matcher.match(sentence)
    assert (error.value.hint or "").startswith("perhaps: ")


def test_the_same_sentence_gives_the_same_answer(matcher, real_store):
    sentence = "which vesicles increase hair growth in mice?"
    assert matcher.match(sentence) == Matcher(real_store).match(sentence)
