"""What is said to be absent is absent: words with a sign, parts of symbols, synonyms, codes, dates."""

from __future__ import annotations

import csv
import re
from functools import partial
from typing import TYPE_CHECKING

import pytest

from exokg.answers.answering import answer
from exokg.answers.find import verbs
from exokg.answers.find.elsewhere import elsewhere
from exokg.answers.find.said import matches, mentioning, saying
from exokg.answers.find.words import understand
from exokg.answers.find.written import meant_by
from exokg.curation.spelling import words_of
from exokg.store.text_parts import undenied

from .conftest import ROOT, fitting
from .plain_texts import records, says
from .test_nothing_misleads import lacking

if TYPE_CHECKING:
    from exokg.answers.find.table import Findings

find = partial(verbs.find, elsewhere=elsewhere)

pytestmark = pytest.mark.slow

with (ROOT / "tests/answers/unseen/free-words.tsv").open(encoding="utf-8", newline="") as lines:
    WORDS = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def plain() -> dict[str, list[str]]:
    return records(ROOT / "graph")


def test_a_word_is_found_with_a_sign_after_it(table: Findings) -> None:
    found = find(table, "BENEV exosome regenerative complex")
    assert "; chosen by «benev», «regenerative», «complex»." in found.sentence
    assert "trial-nct06571799-benev" in matches(table, "complex")


def test_a_symbol_within_others_is_found_there_and_said_to_be(table: Findings) -> None:
    found = find(table, "BMP hair")
    assert "«bmp» is found as part of «BMP2» or «BMP4»." in found.sentence
    assert {"Liang 2023", "Chen 2020b"} <= {row["study"].value for row in found}
    hidden = find(table, "BMP exosomes", {"species": "Rattus norvegicus"})
    assert not len(hidden) or "BMP" in hidden.sentence


def test_a_synonym_is_followed_in_every_record(table: Findings) -> None:
    found = find(table, "VEGF IGF-1 KGF secretion")
    assert "NCT06985121 2025" in {row["study"].value for row in found}
    assert "«kgf»" not in {text for row in fitting(found) for text in str(row["unmatched"].value).split("; ")}
    assert saying(table, "FGF7") == saying(table, "FGF-7") == saying(table, "fgf 7")


@pytest.mark.parametrize("word", ["containing", "having", "including", "regarding", "role of", "involving"])
def test_a_verb_that_only_joins_is_no_word_to_search(table: Findings, word: str) -> None:
    found = find(table, f"exosomes {word} miR-22-5p")
    assert {row["study"].value for row in found} == {"Yan 2019"}
    assert "unmatched" not in found.variables
    assert f"not searched: {word}" in found.notes


@pytest.mark.parametrize(
    ("code", "keys"),
    [
        ("mir 22 5p", {"yan-2019-mir22"}),
        ("miR-218-5p", {"hu-2020-mir218", "li-2022-mir218"}),
        ("AGA-EXO-1", set()),
    ],
)
def test_parts_of_a_code_are_no_code(table: Findings, code: str, keys: set[str]) -> None:
    assert keys & {*table.records.keys} <= matches(table, code).keys()
    assert "hu-2020-mir218" not in mentioning(table, "mir 22 5p")
    assert not any("hu-2020" in note for note in find(table, "exosomes containing miR-22-5p").notes)


def test_the_date_of_entry_and_what_a_record_lacks_are_no_text_of_it(table: Findings) -> None:
    assert "hu-2020-mir218" not in mentioning(table, "22")
    assert not any("trial-nct06066827" in note for note in find(table, "sex of mice reported?").notes)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("sex of patients in exosome trials", "sex"),
        ("longest follow up", "follow-up"),
        ("which men did not respond to exosomes", "modifier"),
        ("conditioned medium versus purified exosomes", "compared-with"),
        ("difference between exosomes and stem cells", "compared-with"),
    ],
)
def test_a_column_that_is_asked_for_is_shown_with_what_is_known_first(
    table: Findings, text: str, column: str
) -> None:
    found = find(table, text)
    name = column.replace("-", "_")
    assert name in found.variables
    nulls = "no detected effect on" if "not respond" in text else ""  # what was asked for comes first
    values = [row[name].value for row in found if not nulls or row["effect"].value != nulls]
    known = [value not in {"not read", "not reported", "not applicable"} for value in values]
    assert known == sorted(known, reverse=True)
    assert any(known)


def test_the_only_finding_that_says_a_word_is_among_the_first_ten(table: Findings) -> None:
    found = find(table, "nude mice human hair follicle graft")
    assert "Exosomes derived from mouse vibrissa … 2024" in [row["study"].value for row in found][:10]


@pytest.mark.parametrize("text", ["studies that never characterised their exosomes", "no characterization"])
def test_what_was_not_characterised_is_a_question_of_what_is_reported(table: Findings, text: str) -> None:
    assert "of exokg ask reporting-matrix" in find(table, text).sentence


def test_a_method_with_no_after_it_is_left_out(table: Findings) -> None:
    found = find(table, "ultracentrifugation yes, TEM no", columns=["characterisation"])
    assert len(found) > 0
    assert not [row for row in found if "transmission" in row["characterisation"].value]


def test_every_word_of_the_yaml_is_found(plain: dict[str, list[str]], table: Findings) -> None:
    """By a reader that knows nothing of the model: so no record is said not to say what its YAML says."""
    lost = {
        (key, text): gone
        for key, said in plain.items()
        for text in said
        if (gone := {word for word in words_of(text) if key not in table.records.saying([frozenset({word})])})
    }
    assert lost == {}
    assert sum(map(len, plain.values())) > 4_500


@pytest.mark.parametrize("row", WORDS[::9], ids=lambda row: row["id"])
def test_a_search_says_absent_only_what_the_yaml_does_not_say(
    table: Findings, plain: dict[str, list[str]], row: dict[str, str]
) -> None:
    """Of every line and sentence on an absence, and of what each row is said to lack."""
    found = find(table, row["query"].replace("'", ""))
    said = " ".join([found.sentence, *found.notes])
    for quoted in re.findall(r"not found in other records, either: (.*)", "\n".join(found.notes)):
        for word in re.findall("«([^»]*)»", quoted):
            assert not [key for key in plain if says(plain[key], word)], word
    for part in re.findall(r"Not found in study findings: ((?:«[^»]*»(?:, )?)+)\.", found.sentence):
        for word in re.findall("«([^»]*)»", part):
            keys = {key for key in plain if says(plain[key], word)}
            assert all(key in said for key in keys) or "and others (exokg show KEY)" in said, (word, keys)
    for at, line in enumerate(found if "unmatched" in found.variables else ()):
        study = plain[str(line["finding"].value).rpartition("/")[2].rpartition("_")[0]]
        for word in re.findall(r"«([^»]*)»(?! \()", lacking(found, at)):
            assert not says([undenied(text) for text in study], word), (word, line)


@pytest.mark.parametrize(
    ("word", "key"),
    [("cochrane", "gupta-2023-systematic-review"), ("sepsis", "nebraska-2019-exosome-cluster")],
)
def test_a_word_that_a_record_alone_says(table: Findings, word: str, key: str) -> None:
    assert key in matches(table, word)


@pytest.mark.parametrize("text", ["follow up longer than three months", "follow up beyond 3 months"])
def test_a_time_in_words_is_a_time(table: Findings, text: str) -> None:
    found = find(table, text, columns=["time"])
    assert len(found) > 0
    assert all(float(str(row["time"].value)) > 92 for row in found)


@pytest.mark.parametrize(
    ("text", "number"),
    [("more than one year", 0), ("over 52 weeks", 0), ("at least 12 months", 1), ("at least one year", 1)],
)
def test_a_year_is_no_more_than_a_year(table: Findings, text: str, number: int) -> None:
    found = find(table, text)
    assert len(found) == number
    assert ("No study finding has time = over " in found.sentence) is (number == 0)


def test_what_is_not_of_a_source_may_be_of_an_unknown_one(table: Findings) -> None:
    found = find(table, "not adipose derived", columns=["source", "source-species"])
    unknown = sum(row["source"].value in {"not read", "source not shown"} for row in found)
    assert unknown > 0
    assert "nothing of it is recorded may be listed, too: not «adipose derived»." in found.sentence


def test_the_rows_of_a_column_are_said_not_to_be_sorted(table: Findings) -> None:
    found = find(table, "longest follow up")
    assert "The rows are not sorted by «longest»." in found.sentence
    assert "follow up: see exokg ask trials" in found.notes
    assert "not read" not in {row["follow_up"].value for row in found}


def test_the_beginning_of_another_symbol_is_no_synonym(table: Findings) -> None:
    """*FRP* is said of SFRP1, and *FRP-2* of SFRP2."""
    found = find(table, "SFRP1 miR-218-5p")
    assert "not found in other records, either: «sfrp1»" in found.notes
    assert {lacking(found, at) for at in range(len(found))} == {"«sfrp1»"}


def test_no_difference_from_a_drug_asks_for_a_comparison(table: Findings) -> None:
    found = find(table, "no significant difference from minoxidil")
    assert (found[0]["study"].value, found[0]["effect"].value) == ("Kim 2022", "comparable on")
    assert (
        "No study finding has drug = microneedling."
        in find(table, "microneedling alone as comparator").sentence
    )


def test_a_letter_for_a_greek_one_and_the_level_of_a_protein(table: Findings) -> None:
    found = find(table, "b-catenin protien level")
    assert len(found) > 5
    assert not any("molecule = proteins" in note for note in found.notes)


def test_an_author_may_be_written_with_initials(table: Findings) -> None:
    assert {row["study"].value for row in find(table, "Hu S 2020 Science Advances")} == {"Hu 2020"}
    assert "read: «hu s 2020» as «hu 2020»" in find(table, "Hu S 2020").notes


def test_vesicles_derived_from_a_tissue_are_of_its_cells(table: Findings) -> None:
    found = find(table, "hair outer root sheath derived exosomes")
    assert {row["subject"].value for row in found} == {"vesicles of hair follicle outer root sheath cells"}


def test_what_authors_declare_is_shown(table: Findings) -> None:
    found = find(table, "authors employed by manufacturer")
    assert "not read" not in {row["interests"].value for row in found}
    assert "NCT06985121 2025" in {row["study"].value for row in found}


def test_that_an_item_is_reported_is_not_what_is_reported(table: Findings) -> None:
    """A record of an open trial reports on blinding: it does not say *blind*."""
    assert "sasaki-2022-xoflo" not in mentioning(table, "blind")
    assert not any("sasaki-2022" in note for note in find(table, "patients photographs assessed blind").notes)


def test_a_web_address_is_no_text(table: Findings) -> None:
    assert matches(table, "edu") == {}


@pytest.mark.parametrize(
    "text", ["exosomes without CD63", "no CD63 or CD81", "without CD63 or TSP101 markers"]
)
def test_a_marker_that_is_not_there_is_a_question_of_what_is_reported(table: Findings, text: str) -> None:
    found = find(table, text)
    assert "of exokg ask reporting-matrix" in found.sentence
    assert {str(row["itemName"].value).split()[-1] for row in found} == {"marker"}


@pytest.mark.parametrize(
    "text", ["no microneedling", "bald scalp no follicles", "hair density without minoxidil"]
)
def test_what_is_listed_after_a_not_may_only_not_report_it(table: Findings, text: str) -> None:
    sentence = find(table, text).sentence
    word = text.split()[-1]
    assert f"Rows on which nothing of it is recorded may be listed, too: not «{word}»." in sentence


def test_the_name_that_begins_a_key_is_said_by_its_findings(table: Findings) -> None:
    each = [
        {row["finding"].value.rpartition("/")[2].rpartition("_")[0] for row in find(table, text)}
        for text in ("Zhou", "Zhou ADSC-Exo alopecia mice")
    ]
    assert each[0] == {"zhou-2018-dpcexo"}
    assert "zhou-2018-dpcexo" in each[1]
    assert saying(table, "dpcexo") == frozenset()  # a word of a key is no author


def test_or_between_a_word_and_a_name_is_a_choice(table: Findings) -> None:
    found = find(table, "Which studies used a sham or saline control?")
    assert len(found) == len(find(table, "saline"))
    assert "unmatched" not in found.variables
    assert found.sentence.startswith("Either is enough: «sham» or «saline». ")
    assert "Not found by word in study findings: «sham»." in found.sentence


def test_or_between_names_of_two_dimensions_is_a_choice(table: Findings) -> None:
    both = {str(row["finding"].value) for row in find(table, "microneedling or dutasteride or mice")}
    each = [{str(row["finding"].value) for row in find(table, one)} for one in ("microneedling", "mice")]
    assert both >= each[0] | each[1]
    assert find(table, "sham or quasar").sentence == (
        "Either is enough: «sham» or «quasar». Not found by word in study findings: «sham», «quasar»."
    )
    assert "Either is enough" not in find(table, "hair density without minoxidil or microneedling").sentence


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("does it hurt microneedling with exosomes", "harms"),
        ("What went wrong after exosome injections?", "harms"),
        ("Is one injection enough?", "dose-table"),
        ("how many sessions", "dose-table"),
    ],
)
def test_everyday_words_lead_to_a_question(table: Findings, text: str, question: str) -> None:
    assert f"of exokg ask {question} (" in find(table, text).sentence


@pytest.mark.parametrize("text", ["how long before you see results", "how soon do results show"])
def test_how_soon_asks_for_times(table: Findings, text: str) -> None:
    found = find(table, text)
    assert {"timepoint", "follow_up"} <= {*found.variables}
    assert "see exokg find --columns study,timepoint,follow-up: " in found.sentence


@pytest.mark.parametrize("text", ["stem cells vs exosomes what's the difference", "ADSCs versus exosomes"])
def test_cells_versus_vesicles_are_what_these_were_compared_with(table: Findings, text: str) -> None:
    found = find(table, text)
    assert "read as comparator = source cell or medium" in found.sentence
    assert {row["study"].value for row in found} == {"Yan 2019", "Zöller 2018"}


def test_a_drug_in_one_role_is_said_of_each_row_that_has_it_in_another(table: Findings) -> None:
    found = find(table, "minoxidil encapsulated in milk vesicles")
    rows = {(str(row["study"].value), lacking(found, at)) for at, row in enumerate(found)}
    assert ("Kim 2022", "«minoxidil» (mentioned)") in rows
    assert not [lacks for study, lacks in rows if study == "Kim 2022" and not lacks]
    loaded = find(table, "minoxidil encapsulated", columns=["loaded-with"])
    assert {row["loaded_with"].value for row in loaded} == {"minoxidil"}


@pytest.mark.parametrize(
    "text", ["derma roller exosomes", "dermapen exosomes", "microneedle roller exosomes"]
)
def test_a_device_for_needling_is_read_as_microneedling(table: Findings, text: str) -> None:
    found = find(table, text)
    assert found.sentence.startswith(f"«{text.removesuffix(' exosomes')}» read as «microneedling». ")
    assert list(found) == list(find(table, "microneedling exosomes"))


def test_cells_that_no_finding_has_are_asked_for_in_the_wider_sense(table: Findings) -> None:
    """Each row says that it lacks them; where findings have other narrower cells, nothing is widened."""
    found = find(table, "M2 macrophage exosomes")
    assert found.sentence.startswith("«m2 macrophage» read as the wider «macrophage». No study finding has ")
    wider = {row["finding"].value for row in find(table, "macrophage exosomes")}
    assert {row["finding"].value for row in found} == wider != set()
    assert all("«m2 macrophage»" in lacking(found, at) for at in range(len(found)))
    assert "the wider" not in find(table, "bone marrow MSC exosomes").sentence


@pytest.mark.parametrize(
    "said", ["other than", "apart from", "besides", "except", "except for", "aside from"]
)
def test_every_way_to_leave_out_a_mechanism(table: Findings, said: str) -> None:
    found = find(table, f"mechanism {said} Wnt")
    assert list(found) == list(find(table, "mechanism not Wnt"))
    assert not [row for row in found if "Wnt" in str(row["target"].value)]


def test_findings_of_studies_that_do_not_report_a_marker(table: Findings) -> None:
    """With another name it is a filter; alone it is a question of what is reported."""
    found = find(table, "hair density without CD63", columns=["target", "marker", "study"])
    assert {row["target"].value for row in found} == {"hair density"}
    assert not [row for row in found if "CD63" in str(row["marker"].value)]
    assert "nothing of it is recorded may be listed, too: not «cd63»." in found.sentence
    every = find(table, "", {"marker": "CD63"}, columns=["target"])
    target = str(every[0]["target"].value)
    held = {row["finding"].value for row in every if row["target"].value == target}
    without = find(table, f"{target} without CD63")
    assert {row["finding"].value for row in find(table, target)} >= held != set()
    assert {row["finding"].value for row in without}.isdisjoint(held)


@pytest.mark.parametrize("text", ["not", "without", "exosomes not", "exosomes without", "no", "except the"])
def test_a_negation_of_nothing_lists_nothing(table: Findings, text: str) -> None:
    found = find(table, text)
    said = next(word for word in text.split() if word in {"not", "without", "no", "except"})
    assert found.sentence.startswith(f"Nothing follows «{said}»: write what it leaves out.")
    assert len(found) == 0


def test_a_negation_of_nothing_leaves_the_rest(table: Findings) -> None:
    found = find(table, "hair density not")
    assert found.sentence.startswith("Nothing follows «not»: write what it leaves out. ")
    assert list(found) == list(find(table, "hair density"))


@pytest.mark.parametrize("text", ["saline or minoxidil control", "saline or minoxidil"])
def test_a_drug_beside_a_comparator_is_a_comparator(table: Findings, text: str) -> None:
    found = find(table, text, columns=["comparator", "drug"])
    compared = {(str(row["comparator"].value), str(row["drug"].value)) for row in found}
    assert {one for one, _ in compared} >= {"placebo or vehicle", "active drug"}
    assert all(one == "placebo or vehicle" or drug == "minoxidil" for one, drug in compared)


@pytest.mark.parametrize(
    "text", ["why do results differ between men and women", "do men respond better than women"]
)
def test_differences_of_the_sexes_lead_to_what_is_recorded_of_them(table: Findings, text: str) -> None:
    found = find(table, text)
    assert {"sex", "modifier"} <= {*found.variables}
    assert "no dimension tells the sexes apart" in found.sentence


def test_a_slip_is_read_in_every_word_of_a_name_but_not_in_a_word_that_a_record_says(table: Findings) -> None:
    said = table.records.said
    slips = {word: word[:4] + word[5:] for word in sorted(table.name_words) if len(word) >= 8}
    lost = [word for word, slip in slips.items() if slip not in said and word not in meant_by(table, slip)]
    assert (lost, len(slips) > 400) == ([], True)
    assert not [word for word in said if meant_by(table, word)]
    for word in ("hearing", "neutral", "derive", "killed", "approve", "photographs"):
        assert meant_by(table, word) == []


@pytest.mark.parametrize(
    ("text", "as_text"),
    [
        (
            "does topical application without needling help",
            "does topical application without microneedling help",
        ),
        ("hair count at week 16", "hair count at 16 weeks"),
        ("regrowth month 6", "regrowth 6 months"),
        ("anti-inflammatory effect", "decreases inflammation"),
        ("androgenetic exosomes", "androgenetic alopecia exosomes"),
        ("areata mice", "alopecia areata mice"),
        ("exosomes versus conditioned media", "exosomes versus conditioned medium"),
        ("exosomes versus stem cell conditioned media", "exosomes versus conditioned medium"),
    ],
)
def test_other_ways_to_write_a_name_or_a_time(table: Findings, text: str, as_text: str) -> None:
    one, other = understand(table, text), understand(table, as_text)
    assert [one._replace(said="", texts=()) for one in one.filters] == [
        other._replace(said="", texts=()) for other in other.filters
    ]
    assert (one.words, one.directions) == (other.words, other.directions)
    assert one.filters or one.words


def test_a_half_life_is_searched_whole(table: Findings) -> None:
    assert understand(table, "half life in skin").words == ["half life"]


def test_named_directions_come_before_what_a_column_says(table: Findings) -> None:
    found = find(table, "nonresponders to exosomes")
    assert "modifier" in found.variables
    effects = [str(row["effect"].value) == "no detected effect on" for row in found]
    assert effects == sorted(effects, reverse=True)


def test_an_age_leads_to_the_ages_that_are_recorded(table: Findings) -> None:
    found = find(table, "exosomes for women over 50")
    assert "age" in found.variables
    assert "women over 50: see exokg find --columns study,age" in found.notes


@pytest.mark.parametrize(
    "text",
    [
        "infection contaminated vials",
        "has anyone died after exosome injections in the scalp",
        "terminated or withdrawn trials",
        "expression of concern exosome alopecia",
        "FDA approved in 1999 for eyebrows",
    ],
)
def test_what_no_row_of_a_question_says_is_in_none(table: Findings, text: str) -> None:
    """Nor in what a row denies, such as *not related to mycobacterial infection*, nor in one left out."""
    sentence = find(table, text).sentence
    unsaid = re.search(r" No row of it says ((?:«[^»]+»(?: or )?)+)\.", sentence)
    question = re.search(r"of exokg ask ([\w-]+)", sentence)
    assert unsaid
    assert question
    rows = answer(table.store, table.questions[question[1]])
    said = " ".join(str(getattr(cell, "value", cell)) for row in rows for cell in row).lower()
    for word in re.findall("«([^»]+)»", unsaid[1]):
        assert not re.search(rf"\b{word}\b", re.sub(r"https?://\S+", "", said)), word


def test_a_word_that_a_row_denies_is_not_unsaid(table: Findings) -> None:
    sentence = find(table, "infection contaminated vials").sentence
    assert "Not used to choose rows: «infection»." in sentence
    assert "No row of it says «contaminated» or «vials»." in sentence
