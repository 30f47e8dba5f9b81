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
from exokg.answers.find.said import forms
from exokg.answers.find.words import understand
from exokg.answers.find.written import routed
from exokg.curation.spelling import singular, words_of
from exokg.model.dimensions import dimensions

from .conftest import fitting

if TYPE_CHECKING:
    from exokg.answers.find.table import Findings

find = partial(verbs.find, elsewhere=elsewhere)
INFINITE = float("inf")


@pytest.mark.parametrize(
    ("text", "kind", "command"),
    [
        ("who paid for the exosome studies", "route", "find --columns study,funder"),
        ("industry funded trials", "route", "ask sponsor-lens"),
        ("studies that did not report CD63", "instead", "ask reporting-matrix"),
        ("isolation method not reported", "instead", "ask reporting-matrix"),
        ("no potency assay reported", "instead", "ask reporting-matrix"),
        ("never tested in people", "instead", "ask animal-only"),
        ("pathways not yet studied", "instead", "ask gap-map"),
        ("trials not yet published", "instead", "ask trials"),
        ("which registered trial randomised between two intervals", "instead", "ask trial-arms"),
        ("frequency of injections in trials", "instead", "ask trial-arms"),
        ("head to head trials", "instead", "ask head-to-head"),
        ("longest follow up", "route", "find --columns study,follow-up"),
        ("follow up beyond 12 months", "route", "find --columns study,follow-up"),
        ("sex of mice", "route", "find --columns study,sex"),
        ("which patients responded best", "beside", "find --columns study,modifier"),
        ("exosomes were never characterised", "instead", "ask reporting-matrix"),
        ("smallest human study", "route", "ask human-studies"),
        ("how many patients", "route", "ask human-studies"),
        ("how many sessions until regrowth", "route", "find --columns study,sessions,time"),
        ("every 4 weeks", "beside", "ask dose-table"),
        ("particle number per dose", "instead", "ask dose-table"),
        ("billion particles", "route", "ask dose-table"),
        ("strongest evidence", "route", "ask translational-ladder"),
        ("hair worse after exosomes", "route", "ask against-hair"),
        ("which countries", "route", "count --by country"),
        ("most common exosome source", "route", "count --by source"),
        ("least studied source", "route", "count --by source"),
        ("commonest routes", "route", "count --by route"),
        ("most frequently used animal model", "route", "count --by species"),
        ("the most widely used outcomes", "route", "count --by outcome"),
        ("most used isolation methods", "route", "count --by isolation"),
        ("how many sources", "route", "count --by source"),
        ("oldest paper on exosomes", "route", "count --by year"),
        ("earliest trial", "route", "count --by year"),
        ("which pathway is most studied", "route", "count --by mechanism"),
        ("most effective source", "route", "ask translational-ladder"),
        ("which exosomes are best", "route", "ask translational-ladder"),
        ("do exosomes trigger hair loss", "route", "ask against-hair"),
        ("can exosomes cause alopecia", "route", "ask against-hair"),
        ("what is a dermal papilla cell", "undefined", "definitions"),
        ("average number of patients", "route", "ask human-studies"),
        ("vesicles that slow hair growth", "beside", "ask against-hair"),
        ("whats an exosome", "undefined", "definitions"),
        ("what are extracellular vesicles", "undefined", "definitions"),
        ("difference between exosomes and EVs", "undefined", "definitions"),
        ("exosome vs extracellular vesicle", "undefined", "definitions"),
        ("what does anagen mean", "undefined", "definitions"),
        ("latest studies", "route", "count --by year"),
        ("exosomes versus minoxidil", "beside", "ask head-to-head"),
        ("cheapest exosomes", "unrecorded", "prices"),
        ("best source of exosomes", "route", "ask translational-ladder"),
        ("human evidence certainty GRADE low", "unrecorded", "ratings of certainty"),
        ("certainty of the evidence", "unrecorded", "ratings of certainty"),
        ("GRADE assessment", "unrecorded", "ratings of certainty"),
        ("CD63 CD81 TSG101 western blot missing", "instead", "ask reporting-matrix"),
        ("lacking CD9 or markers", "instead", "ask reporting-matrix"),
        ("vesicle markers not shown", "instead", "ask reporting-matrix"),
    ],
)  # fmt: skip
def test_what_findings_do_not_answer_leads_to_what_does(text: str, kind: str, command: str) -> None:
    left, routes = routed(" ".join(words_of(text)))
    assert (kind, command) in {(route.kind, route.command) for _, route in routes}
    assert (left == text.lower()) == all(route.kind == "beside" for _, route in routes)


@pytest.mark.parametrize(
    "text",
    [
        *("no adverse events reported", "dose response", "exosomes on hair growth", "worse than minoxidil"),
        *("what does exosome therapy do", "reduce hair loss", "exosomes vs conditioned medium"),
        *("what exosomes do", "rose exosomes", "common baldness", "source of exosomes"),
        *(
            "chemotherapy induced alopecia",
            "do exosomes reduce hair loss",
            "does colostrum cause hair loss",
            "what is a good thing to read on EVs",
        ),
    ],
)
def test_what_findings_answer_leads_nowhere_else(text: str) -> None:
    assert all(route.kind == "beside" for _, route in routed(text)[1])


def test_routes_name_commands_that_there_are(table: Findings) -> None:
    known = {question.name for question in catalogue(table.store)} | ALIASES.keys()
    for route in plain_words.ROUTES:
        re.compile(route.pattern)
        command, *rest = route.command.split()
        if route.kind not in {"unrecorded", "undefined"}:
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
    "text", ["does exosome therapy really work", "exosome amazing", "exosomes like really"]
)
def test_words_that_mean_many_things_are_named_and_not_searched(table: Findings, text: str) -> None:
    found = find(table, text)
    assert "Not sure what you mean by «" in found.sentence
    assert "Not found" not in found.sentence
    assert "unmatched" not in found.variables
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
        ("not yet started minoxidil", ["molecule or given too = minoxidil"]),
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
    [("12 weeks", 2, 75.6), ("6 months", 2, 164.363), ("2 years", 2, 657.45), ("90 days", 2, 81.0)],
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
        ("80 freeze", 1, ""),
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
    assert "No study finding has drug = finasteride." in found.sentence
    assert len(found) == 0


def test_a_row_is_not_said_to_lack_what_it_or_its_record_says(table: Findings) -> None:
    found = find(table, "wnt3a-dpc-hfsc Angora quasar")
    lacks = [str(row["unmatched"].value) for row in fitting(found)]
    assert lacks
    assert all("«angora» (mentioned)" in text for text in lacks)
    assert all("«quasar»" in text and "«quasar» (" not in text for text in lacks)


def test_a_molecule_after_a_study_is_not_swallowed_by_the_name_of_its_record(table: Findings) -> None:
    found = understand(table, "Yan 2019 miR-22-5p")
    assert [str(one) for one in found.filters] == ["study = Yan 2019", "molecule = miR-22-5p"]


def test_a_slip_of_two_words_of_one_name_is_mended(table: Findings) -> None:
    assert understand(table, "androgentic alopecia").remarks == ["«androgentic» read as «androgenetic»"]


@pytest.mark.parametrize(
    ("short", "name"),
    [("DP", "dermal papilla"), ("ASCs", "adipose stem cells"),
     ("ORS", "outer root sheath cells"), ("whisker", "vibrissa"),
     ("balding", "alopecia"), ("hair falling out", "hair shedding"),
     ("grey hair reversal", "hair pigmentation")],
)  # fmt: skip
def test_abbreviations_and_everyday_names_are_written_out(table: Findings, short: str, name: str) -> None:
    one, other = understand(table, f"{short} exosomes"), understand(table, f"{name} exosomes")
    assert one.remarks[0] == f"«{short.lower()}» read as «{name}»"
    assert list(map(str, one.filters)) == list(map(str, other.filters))
    assert one.words == other.words


def test_every_abbreviation_is_of_a_known_name_or_word_and_none_itself(table: Findings) -> None:
    for short in plain_words.SHORT:
        found = understand(table, short)
        asked = found.filters or found.words or found.absent or found.harms or found.harmful
        assert asked or found.left or found.common or found.empty, short


@pytest.mark.parametrize("short", ["ORS cells", "DPC"])
def test_an_abbreviation_that_is_a_name_is_left_as_it_is(table: Findings, short: str) -> None:
    assert understand(table, short).remarks == []


@pytest.mark.parametrize(
    ("text", "words"),
    [("apoptotic bodies", ["apoptotic bodies"]), ("apoptotic vesicles", ["apoptotic vesicles"]),
     ("serum-free", ["serum free"]), ("EV-depleted FBS", ["ev depleted", "fbs"]),
     ("low level laser therapy", ["low level laser"]), ("calnexin negative control", ["calnexin"])],
)  # fmt: skip
def test_words_that_only_mean_something_together_are_searched_together(
    table: Findings, text: str, words: list[str]
) -> None:
    found = understand(table, text)
    assert found.words == words
    assert not found.filters
    assert not found.directions


@pytest.mark.parametrize(
    ("text", "direction"),
    [("LEF1 upregulation", "increases"), ("SFRP2 downregulation", "decreases"),
     ("TGFB1 reduction", "decreases"),
     ("hair follicle activation", "increases"), ("exosomes not working", "no detected effect on"),
     ("non-responders", "no detected effect on")],
)  # fmt: skip
def test_nouns_of_directions_order(table: Findings, text: str, direction: str) -> None:
    found = understand(table, text)
    assert found.directions == [direction]
    assert found.words == []


def test_of_filters_that_exclude_each_other_one_is_kept(table: Findings) -> None:
    found = find(table, "conditioned medium exosomes")
    assert found.sentence.startswith(
        "Nothing of «conditioned medium» is of vesicles: these are not asked for."
    )
    assert len(found) > 0


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("over 6 months", 185.364, float("inf")),
        ("within 6 months", float("-inf"), 185.364),
        ("at least 6 months", 179.886, float("inf")),
        ("under 6 months", float("-inf"), 179.886),
        ("at 6 months", 164.363, 200.888),
    ],
)
def test_a_time_may_be_a_range(table: Findings, text: str, low: float, high: float) -> None:
    (found,) = understand(table, text).filters
    assert [(round(one, 3), round(other, 3)) for one, other in found.ranges] == [(low, high)]


def test_names_weigh_more_than_words(table: Findings) -> None:
    found = find(table, "inhibitor of something in alopecia areata exosomes", columns=["condition", "study"])
    assert "alopecia areata" in str(found[0]["condition"].value)


@pytest.mark.parametrize("text", ["blinding of outcome assessors", "80", "really until"])
def test_where_nothing_is_searched_nothing_is_denied(table: Findings, text: str) -> None:
    found = find(table, text)
    assert found.sentence.endswith("Nothing else is asked for.")
    assert len(found) == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "question"),
    [("long term safety of exosomes", "harms"), ("is exosome safe in children", "harms"),
     ("can exosomes transmit disease", "positions"), ("tumour growth risk", "positions"),
     ("Korea MFDS cosmetic", "positions"), ("consensus statement exosomes", "positions"),
     ("preprints on exosomes", "publication-status"), ("ChiCTR exosome clinicaltrials", "trials"),
     ("head to head trials", "head-to-head"),
     ("industry funded exosome studies", "sponsor-lens"),
     ("studies that did not report CD63", "reporting-matrix")],
)  # fmt: skip
def test_the_rows_of_the_question_that_answers_are_shown(table: Findings, text: str, question: str) -> None:
    found = find(table, text)
    assert f"of exokg ask {question} " in found.sentence
    assert len(found) > 0


@pytest.mark.parametrize("text", ["miR-31", "let-7b", "miR-9999-3p"])
def test_a_molecule_that_nothing_says_is_no_other_of_its_family(table: Findings, text: str) -> None:
    found = find(table, f"{text} exosome")
    assert f"Not found by word in study findings: «{' '.join(words_of(text))}»" in found.sentence
    assert len(found) == 0


def test_vesicles_that_do_not_hold_a_drug_are_not_shown_as_holding_it(table: Findings) -> None:
    found = find(table, "finasteride loaded vesicles", columns=["kind", "loaded-with", "given-too"])
    assert "No study finding has loaded with = finasteride. " in found.sentence
    for row in found:
        assert row["kind"].value == "loaded or engineered vesicles" or "«loaded»" in str(
            row["unmatched"].value
        )


@pytest.mark.parametrize(
    ("text", "other"),
    [("senescent", "senescence"), ("oxidative", "oxidation"), ("children", "paediatric"), ("pig", "porcine")],
)
def test_words_of_one_meaning_are_one(text: str, other: str) -> None:
    assert other in forms(text)
    assert text in forms(other)


@pytest.mark.parametrize(
    ("text", "filters"),
    [("before 2019", ["year = before 2019"]), ("after 2020", ["year = after 2020"]),
     ("since 2020", ["year = since 2020"]), ("in 2020", ["year = 2020"]),
     ("more than 50 patients", ["people = over 50 patients"]),
     ("at most 20 patients", ["people = at most 20 patients"]),
     ("fewer than 20 patients", ["people = under 20 patients"]),
     ("n=39", ["people or animals or n = 39"]), ("n = 39 patients", ["people or n = 39 patients"]),
     ("n<10", ["people or animals or n = under 10"]), ("N≥20", ["people or animals or n = at least 20"]),
     ("exactly 39 patients", ["people or n = 39 patients"]),
     ("Korean", ["country = south korea"])],
)  # fmt: skip
def test_years_and_numbers_of_people_may_be_ranges(table: Findings, text: str, filters: list[str]) -> None:
    found = [str(one) for one in understand(table, text).filters]
    assert [one.lower().replace("participants", "people") for one in found] == filters


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("before 2019", float("-inf"), 2018.0),
        ("after 2020", 2021.0, float("inf")),
        ("since 2020", 2020.0, float("inf")),
    ],
)
def test_the_year_itself_is_only_in_what_says_so(table: Findings, text: str, low: float, high: float) -> None:
    (found,) = understand(table, text).filters
    assert found.ranges == ((low, high),)
    years = {int(row["year"].value) for row in find(table, text, columns=["year"])}
    assert years
    assert all(low <= year <= high for year in years)


def test_a_condition_leads_to_the_wider_ones_that_more_findings_have(table: Findings) -> None:
    notes = find(table, "male pattern baldness exosomes").notes
    assert "wider: exokg find androgenetic alopecia" in notes
    assert not any(note.startswith("wider: exokg find term") for note in notes)
    assert not any(note.startswith("wider: ") for note in find(table, "alopecia").notes)


@pytest.mark.parametrize(
    ("text", "directions"),
    [
        ("Norwood 5 patients", []),
        ("not statistically significant", ["no detected effect on"]),
        ("hair shine", []),
    ],
)
def test_what_only_looks_like_something_else_is_left(
    table: Findings, text: str, directions: list[str]
) -> None:
    found = understand(table, text)
    assert not [one for one in found.filters if one.dimensions[0].name in {"participants", "species"}]
    assert found.directions == directions
    assert found.remarks == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("n=39", 39, 39), ("n = 39", 39, 39), ("n of 39", 39, 39),
     ("n<10", -INFINITE, 9), ("n ≤ 10", -INFINITE, 10),
     ("n>10", 11, INFINITE), ("n>=10", 10, INFINITE), ("fewer than 10 patients", -INFINITE, 9),
     ("less than 10 women", -INFINITE, 9), ("up to 10 patients", -INFINITE, 10),
     ("no more than 10 patients", -INFINITE, 10), ("at least 50 participants", 50, INFINITE),
     ("no fewer than 50 participants", 50, INFINITE), ("over 50 participants", 51, INFINITE),
     ("more than 50 people", 51, INFINITE), (">50 patients", 51, INFINITE), ("≥50 patients", 50, INFINITE)],
)  # fmt: skip
def test_whether_a_number_of_people_itself_counts(
    table: Findings, text: str, low: float, high: float
) -> None:
    found = understand(table, text)
    (one,) = (one for one in found.filters if one.dimensions[0].name == "participants")
    assert one.ranges == ((low, high),)
    assert found.unclear == found.words == []


def test_a_year_itself_counts_after_up_to(table: Findings) -> None:
    (one,) = understand(table, "up to 2020").filters
    assert one.ranges == ((-INFINITE, 2020),)


@pytest.mark.parametrize(
    ("text", "direction"),
    [*((f"vesicles that {verb} hair growth", "decreases") for verb in (
        "slow", "slows", "lower", "stunt", "block", "halt", "hinder", "diminish", "delay")),
     *((f"vesicles that {verb} hair growth", "increases") for verb in (
        "boost", "speed up", "accelerate", "stimulate", "trigger", "raise", "enhance")),
     ("density rose", "increases")],
)  # fmt: skip
def test_verbs_of_directions_order(table: Findings, text: str, direction: str) -> None:
    found = understand(table, text)
    assert found.directions == [direction]
    assert found.vague == found.words == []


@pytest.mark.parametrize("text", ["double blinded", "double-blind", "double masked", "double blinding"])
def test_double_blind_however_it_is_written(table: Findings, text: str) -> None:
    assert list(map(str, understand(table, text).filters)) == ["design feature = double blind"]


def test_blinded_is_whoever_was_blinded(table: Findings) -> None:
    """Tak, Amini and others say *double blind*."""
    wide, narrow = find(table, "blinded"), find(table, "double blind")
    assert {row["finding"].value for row in narrow} <= {row["finding"].value for row in wide}
    assert {"Tak 2020", "Amini 2025"} <= {row["study"].value for row in wide}
    assert "No study finding has design feature" not in wide.sentence


@pytest.mark.parametrize(
    ("text", "role"),
    [("exosomes minoxidil", "loaded with"), ("exosomes minoxidil", "given too"),
     ("exosomes minoxidil", "drug"), ("minoxidl women exosomes", "given too")],
)  # fmt: skip
def test_rows_show_in_which_role_they_have_a_drug(table: Findings, text: str, role: str) -> None:
    found = find(table, text)
    assert f"{role}: minoxidil" in {str(row["says"].value) for row in found}
    assert any("molecule or given too = minoxidil" in note for note in found.notes)
    assert "A next-generation regenerative … 2026" in {row["study"].value for row in found}


def test_a_role_that_nothing_has_is_not_said(table: Findings) -> None:
    assert [str(one) for one in understand(table, "CTNNB1").filters] == ["molecule = CTNNB1"]


@pytest.mark.parametrize("text", ["AGA-EXO-1 study", "HAIR-EV-22b exosomes", "XYZ-101"])
def test_a_code_is_searched_whole_and_said_to_be_nowhere(table: Findings, text: str) -> None:
    found = find(table, text)
    code = " ".join(words_of(text.split()[0]))
    assert found.sentence.startswith(f"Not found by word in study findings: «{code}».")
    assert f"not found in other records, either: «{code}»" in found.notes
    assert len(found) == 0


@pytest.mark.parametrize(
    "text", ["TGF-1", "IL-6", "CD-63", "MIR-22-5p", "NCT-06539273", "Yan 2019 miR-22-5p"]
)
def test_a_name_with_hyphens_is_no_code(table: Findings, text: str) -> None:
    """Where it is known; else, as *TGF 1*, it is searched whole as well."""
    found = understand(table, text)
    assert found.unclear == []


def test_rows_in_another_order_than_was_asked_for_say_so(table: Findings) -> None:
    found = find(table, "smallest study")
    assert "The rows are not sorted by «smallest»." in found.sentence
    assert ", to which «smallest study» leads." in found.sentence
    for text in ("most common source", "how many sessions"):
        assert "not sorted" not in find(table, text).sentence


def test_a_slow_release_is_no_decrease(table: Findings) -> None:
    found = understand(table, "slow release of exosomes")
    assert (found.words, found.directions) == (["sustained", "release"], [])
