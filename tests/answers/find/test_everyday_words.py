"""Everyday language: words that lead to a question, that mean many things, that negate, compare and count."""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from exokg.answers.answering import catalogue
from exokg.answers.find import plain_words, verbs
from exokg.answers.find.aliases import ALIASES
from exokg.answers.find.amounts import amount
from exokg.answers.find.elsewhere import elsewhere
from exokg.answers.find.words import understand
from exokg.answers.find.written import routed
from exokg.curation.spelling import singular, words_of
from exokg.model.dimensions import dimensions

if TYPE_CHECKING:
    from exokg.answers.find.table import Findings

find = partial(verbs.find, elsewhere=elsewhere)


@pytest.mark.parametrize(
    ("text", "kind", "command"),
    [
        ("who paid for the exosome studies", "instead", "ask sponsor-lens"),
        ("industry funded trials", "instead", "ask sponsor-lens"),
        ("studies that did not report CD63", "instead", "ask reporting-matrix"),
        ("isolation method not reported", "instead", "ask reporting-matrix"),
        ("no potency assay reported", "instead", "ask reporting-matrix"),
        ("never tested in people", "instead", "ask animal-only"),
        ("pathways not yet studied", "instead", "ask gap-map"),
        ("trials not yet published", "instead", "ask trials"),
        ("head to head trials", "instead", "ask head-to-head"),
        ("longest follow up", "route", "ask human-studies"),
        ("follow up beyond 12 months", "route", "ask human-studies"),
        ("smallest human study", "route", "ask human-studies"),
        ("how many patients", "route", "ask human-studies"),
        ("how many sessions until regrowth", "route", "ask dose-table"),
        ("every four weeks", "route", "ask dose-table"),
        ("particle number per dose", "route", "ask dose-table"),
        ("billion particles", "route", "ask dose-table"),
        ("strongest evidence", "route", "ask translational-ladder"),
        ("hair worse after exosomes", "route", "ask against-hair"),
        ("which countries", "route", "count --by country"),
        ("latest studies", "route", "count --by year"),
        ("exosomes versus minoxidil", "beside", "ask head-to-head"),
        ("cheapest exosomes", "unrecorded", "prices"),
    ],
)  # fmt: skip
def test_what_findings_do_not_answer_leads_to_what_does(text: str, kind: str, command: str) -> None:
    left, routes = routed(" ".join(words_of(text)))
    assert (kind, command) in {(route.kind, route.command) for _, route in routes}
    assert (left == text.lower()) == all(route.kind == "beside" for _, route in routes)


@pytest.mark.parametrize(
    "text", ["no adverse events reported", "dose response", "exosomes on hair growth", "worse than minoxidil"]
)
def test_what_findings_answer_leads_nowhere_else(text: str) -> None:
    assert all(route.kind == "beside" for _, route in routed(text)[1])


def test_routes_name_commands_that_there_are(table: Findings) -> None:
    known = {question.name for question in catalogue(table.store)} | ALIASES.keys()
    for route in plain_words.ROUTES:
        re.compile(route.pattern)
        command, *rest = route.command.split()
        if route.kind != "unrecorded":
            assert command in {"ask", "count", "find"}
            assert command != "ask" or rest[0] in known, route
            named = [one for flag, one in pairwise(rest) if flag == "--by"]
            assert set(named) <= dimensions().keys(), route


def test_no_word_is_of_two_kinds() -> None:
    kinds = [plain_words.STOP, plain_words.VAGUE, plain_words.NOT, plain_words.AGAINST, plain_words.VESICLES]
    for at, one in enumerate(kinds[:2]):
        for other in kinds[at + 1 :]:
            assert not one & other - {"than"}
    assert all(word == word.lower() for one in kinds for word in one)


def test_no_name_of_a_term_is_a_word_that_means_many_things(table: Findings) -> None:
    names = {singular(name.lower()) for term in table.terms for name in (term.label, *term.synonyms)}
    assert not names & plain_words.VAGUE


@pytest.mark.parametrize(
    "text", ["does exosome therapy really work", "exosome until", "exosomes like really"]
)
def test_words_that_mean_many_things_are_named_and_not_searched(table: Findings, text: str) -> None:
    found = find(table, text)
    assert "Not sure what you mean by «" in found.sentence
    assert "No finding says" not in found.sentence
    assert "lacks" not in found.variables
    assert len(found) > 100


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        *((text, ["loaded with = minoxidil"]) for text in (
            "minoxidil encapsulated", "minoxidil loaded", "minoxidil entrapped", "carrying minoxidil",
            "loaded with minoxidil", "engineered to carry minoxidil")),
        *((text, ["drug = finasteride"]) for text in (
            "finasteride compared with exosomes", "finasteride vs exosomes", "exosomes versus finasteride",
            "exosomes or finasteride", "finasteride 5% versus exosomes", "better than finasteride")),
        *((text, ["comparator = source cell or medium"]) for text in (
            "conditioned medium vs exosomes", "exosomes versus conditioned medium",
            "exosomes better than stem cells")),
        ("adipose stem cell exosomes vs umbilical cord MSC exosomes",
         ["source = adipose mesenchymal stromal cell or umbilical cord mesenchymal stromal cell"]),
        ("dose dependent", ["dose response = reported"]),
        ("after stopping", ["after treatment = reported"]),
        ("results at 12 weeks", ["time = about 12 weeks"]),
        ("after 3 months", ["time = about 3 months"]),
        ("not yet started minoxidil", ["molecule = minoxidil"]),
        ("not the minoxidil", ["molecule or subject or given too or loaded with ≠ minoxidil"]),
    ],
)  # fmt: skip
def test_words_around_a_name_say_in_which_role_it_is_meant(
    table: Findings, text: str, filters: list[str]
) -> None:
    found = [one for one in understand(table, text).filters if one.said != "vesicles"]
    assert [str(one) for one in found] == filters


@pytest.mark.parametrize(
    ("text", "size", "low"),
    [("12 weeks", 2, 77.28), ("6 months", 2, 168.015), ("2 years", 2, 672.06), ("90 days", 2, 82.8)],
)
def test_a_time_is_read_in_days(text: str, size: int, low: float) -> None:
    found = amount(text.split(), negated=False)
    assert found
    assert found.filter
    assert (found.size, round(found.filter.ranges[0][0], 3)) == (size, low)


@pytest.mark.parametrize(
    ("text", "size", "searched"),
    [
        ("10 ug ml", 3, "10 ug ml"),
        ("2 ml", 2, "2 ml"),
        ("8 weeks old", 2, "8 weeks"),
        ("5 %", 2, ""),
        ("7", 1, ""),
    ],
)
def test_an_amount_is_searched_with_its_unit(text: str, size: int, searched: str) -> None:
    found = amount(text.split(), negated=False)
    assert found
    assert (found.size, found.filter, found.text) == (size, None, searched)


def test_a_word_is_no_amount() -> None:
    assert amount(["hair", "2020"], negated=False) is None


def test_micrograms_are_found_however_they_are_written(table: Findings) -> None:
    rows = [set(map(str, find(table, f"{unit} exosomes"))) for unit in ("10 µg/ml", "10 μg/mL", "10 ug/ml")]
    assert rows[0] == rows[1] == rows[2] != set()


def test_a_drug_that_nothing_was_compared_with_is_not_shown_as_given_along(table: Findings) -> None:
    found = find(table, "finasteride compared with exosomes")
    assert "No finding has drug = finasteride." in found.sentence
    assert len(found) == 0


def test_a_row_is_not_said_to_lack_what_it_or_its_record_says(table: Findings) -> None:
    found = find(table, "wnt3a-dpc-hfsc Angora quasar")
    lacks = [str(row["lacks"].value) for row in found]
    assert lacks
    assert all("«angora» (elsewhere in its record)" in text for text in lacks)
    assert all("«quasar»" in text and "«quasar» (" not in text for text in lacks)


def test_a_molecule_after_a_study_is_not_swallowed_by_the_name_of_its_record(table: Findings) -> None:
    found = understand(table, "Yan 2019 miR-22-5p")
    assert [str(one) for one in found.filters] == ["study = Yan 2019", "molecule = miR-22-5p"]


def test_a_slip_of_two_words_of_one_name_is_mended(table: Findings) -> None:
    assert understand(table, "androgentic alopecia").remarks == ["«androgentic» read as «androgenetic»"]
