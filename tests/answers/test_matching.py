"""Sentences: what was written for the matcher, and halves held back that it was not tuned on.

``paraphrases.tsv`` has, for each sentence, the question and parameters it means, or REFUSE; a question
mark after the name means that refusing is right as well, a bar between two names that both answer it. A
sentence may be refused; it may never be taken for another question. The sets: ``tuned`` and ``held`` in our
own words, ``voices`` of a student, a dermatologist, a regulator, a patients' advocate and a journalist, and
``fresh`` ones, written when the rules stood; ``blind`` ones by writers who never saw the rules; ``probes``
were written with the rules at hand, to mislead them.

What the rules made of them when they first saw them, where right is mapped as meant or refused as meant:

==================== ========= ===== ======= ====================
set                  sentences right refused otherwise than meant
==================== ========= ===== ======= ====================
``voices-held``             50    47       2                    1
``fresh-one``               60    52       6                    2
``fresh-two``               45    40       3                    2
``fresh-three-tuned``       66    47      19                    0
``fresh-three-held``        66    44      20                    2
``fresh-four``              65    56       7                    2
``fresh-five``              67    58       8                    1
``fresh-six``               70    66       4                    0
``fresh-seven``             67    64       3                    0
``blind-one``              110    68      40                    2
``blind-two``              120    69      49                    2
``blind-three``            100    68      32                    0
==================== ========= ===== ======= ====================

All of these were mended since, so that the sets now guard what holds, and prove nothing new.
"""

import csv
from collections import Counter
from pathlib import Path

import pytest

from exokg.answers.cues import CUES
from exokg.answers.matching import Matcher
from exokg.answers.questions import catalogue
from exokg.answers.wordings import FILLERS, PHRASES, SYNONYMS, UNASKED
from exokg.cli import main
from exokg.errors import InputError

pytestmark = pytest.mark.slow
LINES = Path(__file__).with_name("paraphrases.tsv").read_text(encoding="utf-8").splitlines()
ROWS = list(csv.DictReader(LINES, delimiter="\t"))
SETS = sorted({row["set"] for row in ROWS})


@pytest.fixture(scope="module")
def matcher(real_store):
    return Matcher(real_store)


def outcome(matcher, row) -> str:
    wanted = row["question"].removesuffix("?")
    try:
        match = matcher.match(row["sentence"])
    except InputError:
        return "right" if row["question"].endswith("?") or wanted == "REFUSE" else "refused"
    given = {f"{name}={text}" for name, texts in match.given.items() for text in texts}
    right = match.question.name in wanted.split("|") and given == set(filter(None, row["given"].split(";")))
    return "right" if right else "wrong"


def is_mapped(matcher, sentence):
    try:
        return bool(matcher.match(sentence))
    except InputError:
        return False


def understood(matcher, sentence):
    try:
        match = matcher.match(sentence)
        return match.question.name, match.given
    except InputError:
        return None


def test_there_are_enough_and_half_is_held_back() -> None:
    counts = Counter(row["set"].removeprefix("voices-") for row in ROWS)
    assert len({row["sentence"].casefold() for row in ROWS}) == len(ROWS) >= 300
    assert min(counts["held"], counts["tuned"]) >= 130


@pytest.mark.parametrize("name", SETS)
def test_no_sentence_is_silently_taken_for_another(matcher, name) -> None:
    outcomes = {row["sentence"]: outcome(matcher, row) for row in ROWS if row["set"] == name}
    assert [sentence for sentence, what in outcomes.items() if what == "wrong"] == []
    counts = Counter(outcomes.values())
    print(f"{name}: {counts['right']} of {len(outcomes)} right, {counts['refused']} refused, 0 wrong")
    assert counts["right"] >= 0.75 * len(outcomes)


def test_a_title_asks_its_question(matcher, real_store) -> None:
    asked = [one for one in catalogue(real_store) if all(parameter.optional for parameter in one.parameters)]
    assert len(asked) > 30
    assert [one.name for one in asked if understood(matcher, one.title) != (one.name, {})] == []
    assert understood(matcher, f"{asked[0].title} without pain") is None


@pytest.mark.parametrize("added", ["not", "without pain", "in women", "not separable", "against hair growth"])
def test_no_word_that_changes_the_meaning_is_passed_over(matcher, added) -> None:
    passed_over = []
    for row in ROWS:
        sentence = f"{row['sentence'].rstrip('?')} {added}"
        if row["question"] != "REFUSE" and is_mapped(matcher, sentence):
            passed_over.append(sentence)
    assert passed_over == []


@pytest.mark.parametrize("name", ["minoxidil", "VEGF", "hair density", "rats", "in vitro"])
def test_no_name_is_passed_over(matcher, name) -> None:
    passed_over = []
    for row in (row for row in ROWS if row["question"] != "REFUSE" and name not in row["sentence"]):
        words = row["sentence"].split()
        sentence = " ".join([*words[: len(words) // 2], name, *words[len(words) // 2 :]])
        found = understood(matcher, sentence)
        if found is not None and found == understood(matcher, row["sentence"]):
            passed_over.append(sentence)
    assert passed_over == []


@pytest.mark.parametrize(
    "sentence",
    ["", "?", "Wnt Wnt Wnt Wnt Wnt", "not Wnt", "DROP ALL", "'; } #", "hair " * 3000, "what does nothing do"],
)
def test_odd_sentences_are_refused_with_the_nearest_questions(matcher, sentence) -> None:
    with pytest.raises(InputError) as error:
        matcher.match(sentence)
    assert "perhaps: " in (error.value.hint or "")
    assert len(error.value.message) < 500


def test_a_refusal_offers_the_nearest_command_unless_what_is_left_out_may_turn_it_round(matcher) -> None:
    with pytest.raises(InputError) as error:
        matcher.match("Have granulomas been spotted after exosome treatment?")
    offered = "nearest, without what is not understood: exokg ask harms --event term:granuloma; "
    assert (error.value.hint or "").startswith(offered)
    for sentence in ("granulomas, but not after exosomes", "any granulomas spotted without exosomes?"):
        with pytest.raises(InputError) as error:
            matcher.match(sentence)
        assert "nearest" not in (error.value.hint or "")


@pytest.mark.parametrize(
    ("sentence", "message", "hint"),
    [
        ("doses in humans", "dose-table has no place for: humans", "perhaps: dose-table ("),
        ("harms in women", "not understood: women", "perhaps: harms ("),
        ("any allergic reactions?", "not understood: allergic", "perhaps: harms ("),
        ("harms of minoxidil", "harms has no place for: minoxidil", "minoxidil (molecule); perhaps: harms ("),
        ("What lowers DHT without minoxidil?", "not understood: without", "dht (molecule), minoxidil ("),
        ("Do macrophages raise VEGF?", "has no place for: macrophages", "are called macrophage exosomes"),
        ("all findings", "no word that asks", "perhaps: findings ("),
    ],
)
def test_a_refusal_says_what_was_recognised_what_was_not_and_what_is_near(
    matcher, sentence, message, hint
) -> None:
    with pytest.raises(InputError) as error:
        matcher.match(sentence)
    assert message in error.value.message
    assert hint in (error.value.hint or "")


@pytest.mark.parametrize("name", ["Wnt", "NCT05658094", "10.3389/fcell.2022.815205", "dermal papilla cells?"])
def test_a_name_alone_is_shown_and_not_asked(matcher, name) -> None:
    with pytest.raises(InputError, match="a name alone is no question") as error:
        matcher.match(name)
    assert name.rstrip("?") in (error.value.hint or "").removeprefix("try exokg show ")


def test_on_the_command_line_a_name_alone_leads_to_show(real_dataset, tmp_path, capsys) -> None:
    from pyoxigraph import RdfFormat

    path = tmp_path / "real.nq"
    path.write_bytes(real_dataset.dump(format=RdfFormat.N_QUADS))
    assert main(["ask", "Wnt", "--store", str(path)]) == 2
    assert "try exokg show Wnt" in capsys.readouterr().err
    assert main(["ask", "pathway-suport", "--store", str(path)]) == 2
    assert "pathway-support" in capsys.readouterr().err


def test_the_same_sentence_gives_the_same_answer(matcher, real_store) -> None:
    sentence = "which vesicles increase hair growth in mice?"
    assert matcher.match(sentence) == Matcher(real_store).match(sentence)


@pytest.mark.parametrize(
    "word", ["not", "no", "without", "except", "only", "more", "than", "or", "women", "never"]
)
def test_a_word_that_changes_the_meaning_is_never_a_filler(word) -> None:
    assert word not in FILLERS


def test_cues_ask_for_what_the_catalogue_has(real_store) -> None:
    from exokg.answers.parameters import Values
    from exokg.answers.questions import catalogue

    questions = {question.name: question for question in catalogue(real_store)}
    for cue in CUES:
        needed = {parameter.name for parameter in questions[cue.question].parameters} | {""}
        assert cue.needs in needed, cue.question
    terms = Values(real_store.select).terms
    assert [curie for curie in SYNONYMS if terms.get(curie) is None] == []


def test_phrases_say_values_that_their_parameters_know(real_store) -> None:
    from exokg.answers.parameters import Values
    from exokg.answers.questions import catalogue

    values = Values(real_store.select)
    parameters = {}
    for question in catalogue(real_store):
        parameters |= {p.of[0] if p.type == "code" else p.name: p for p in question.parameters}
    for said in PHRASES.values():
        for key, texts in said.items():
            if key != UNASKED:
                assert len(values.read(parameters[key], texts)) == len(texts)
