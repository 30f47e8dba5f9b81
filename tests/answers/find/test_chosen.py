"""A sentence says that words chose rows only where they did; what is left out chooses none."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from pyoxigraph import Literal

from exokg.answers.find import verbs
from exokg.answers.find.elsewhere import elsewhere, keys_of
from exokg.curation.spelling import spellings, words_of

from .conftest import ROOT, fitting

if TYPE_CHECKING:
    from exokg.answers.find.table import Findings

find = partial(verbs.find, elsewhere=elsewhere)

pytestmark = pytest.mark.slow

NOT = {"except", "without", "not"}


@pytest.fixture(scope="module")
def read() -> dict[str, Any]:
    """Key of each study → its YAML."""
    paths = (ROOT / "graph/studies").glob("*.yaml")
    return {path.stem: yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader) for path in paths}


def studies(found: Any) -> set[str]:
    return {str(row["finding"].value).rpartition("/")[2].rpartition("_")[0] for row in fitting(found)}


def said(row: Any) -> set[str]:
    """The words of a row, but for keys of records."""
    return {word for cell in row if isinstance(cell, Literal) for word in words_of(cell.value)}


def test_the_cells_of_a_table_are_not_counted_as_its_rows(table: Findings) -> None:
    found = find(table, "industry funded studies")
    assert len(found.shown) < len(found)
    assert found.sentence.startswith("These are no findings but rows of exokg ask sponsor-lens (")
    assert not re.search(r"\d", found.sentence)


def test_a_column_that_words_lead_to_does_not_choose_rows(table: Findings, read: dict[str, Any]) -> None:
    found = find(table, "authors employed by the manufacturer")
    having = {key for key, record in read.items() if "interests" in record and record.get("findings")}
    assert studies(found) == having
    assert "exokg find --columns study,interests: no row is chosen by it. " in found.sentence
    assert "All rows that have such a value: " in found.sentence
    with_filter = find(table, "authors employed by the manufacturer alopecia areata")
    assert ": no row is chosen by it. " in with_filter.sentence
    assert "All rows" not in with_filter.sentence


def test_a_country_is_found_by_its_everyday_name(table: Findings) -> None:
    found = find(table, "is it legal to inject exosomes in Britain")
    assert {"uk-eu-human-origin-cosmetics"} == {*keys_of(found)}
    assert all("United Kingdom" in str(row["scope"].value) for row in found)
    assert "read: «britain» as «united kingdom»" in found.notes
    assert not any(note.startswith("not found in other records") for note in found.notes)
    assert studies(find(table, "exosomes in America")) == studies(find(table, "exosomes United States"))


def test_to_inject_is_to_give_an_injection(table: Findings) -> None:
    each = [
        keys_of(find(table, f"is it legal to {form} exosomes"))
        for form in ("inject", "injected", "injections")
    ]
    assert each[0] == each[1] == each[2]
    assert {"sbd-2024-exosome-note", "saudi-topical-only", "eohu-exosomes-not-approved-canada"} <= {*each[0]}


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("meta-analysis except animal studies", "animal"),
        ("infection without microneedling", "microneedling"),
        ("pain not in mice", "mice"),
    ],
)
def test_what_is_left_out_chooses_no_row_of_a_question(table: Findings, text: str, out: str) -> None:
    found = find(table, text)
    plain = find(table, text.split(f" {next(word for word in text.split() if word in NOT)} ")[0])
    assert "finding" not in found.variables
    assert re.search(f"Rows that say «{out}»(?: or another of its names)? are left out\\.", found.sentence)
    assert f"chosen by «{out}»" not in found.sentence
    assert {*map(tuple, found)} == {tuple(row) for row in plain if out not in said(row)}


def test_another_name_of_what_is_left_out_chooses_no_row_either(table: Findings) -> None:
    found = find(table, "trials side effects without PRP")
    assert "Rows that say «prp» or another of its names are left out." in found.sentence
    assert not any({"prp", "platelet"} & said(row) for row in found)


def test_people_of_a_sex_that_is_left_out_choose_no_row(table: Findings) -> None:
    found = find(table, "registered trials excluding women").sentence
    assert "Left out: «excluding women»." in found
    assert "chosen by" not in found


def test_what_is_left_out_of_findings_is_not_left_out_of_a_table(table: Findings) -> None:
    found = find(table, "head to head excluding minoxidil")
    assert "Not used to choose rows: «not minoxidil»." in found.sentence


def test_a_depth_is_searched(table: Findings, read: dict[str, Any]) -> None:
    deep = {
        key
        for key, record in read.items()
        if record.get("findings")
        for arm in (record.get("arms") or {}).values()
        if "0.5 mm" in str(arm.get("depth"))
    }
    assert "lichen-planopilaris-adsc-exosome-case" in deep
    for text in ("microneedling 0.5 mm exosome", "microneeding 0.5mm exosome"):
        assert deep <= studies(find(table, text))


def test_from_telogen_to_anagen_is_anagen_entry(table: Findings) -> None:
    entry = studies(find(table, "anagen entry"))
    assert (
        entry
        == studies(find(table, "telogen-to-anagen"))
        == studies(find(table, "telogen to anagen transition"))
    )


def test_foetal_is_fetal(table: Findings) -> None:
    assert "fetal" in spellings("foetal")
    notes = [" ".join(find(table, f"{word} bovine serum").notes) for word in ("foetal", "fetal")]
    assert all("marlina-2026-secretome-tonic" in note for note in notes)


@pytest.mark.parametrize(
    ("text", "sex", "other"), [("women only", "female", "male"), ("men with alopecia", "male", "female")]
)
def test_studies_of_a_sex_come_before_those_of_both_and_of_the_other(
    table: Findings, read: dict[str, Any], text: str, sex: str, other: str
) -> None:
    found = find(table, text)
    known = [str(row["sex"].value) for row in found]
    assert known[0] == sex
    assert known[: known.count(sex)] == [sex] * known.count(sex)
    assert known.index("not read") > max(at for at, value in enumerate(known) if " and " in value)
    assert known.index(other) > max(at for at, value in enumerate(known) if value == "not read")
    listed = {key for key in studies(found) if read[key].get("sex") == sex}
    assert listed == studies([found[at] for at in range(known.count(sex))])


def test_a_country_leads_to_its_trials_and_authorities(table: Findings) -> None:
    note = "registered trials and authorities: exokg ask trials --country 'South Korea', exokg ask positions"
    assert any(one.startswith(note) for one in find(table, "Korea").notes)
    assert not any("authorities: " in one for one in find(table, "exosomes not Korea").notes)


def test_markers_that_are_missing_are_rows_of_markers(table: Findings) -> None:
    found = find(table, "CD9 CD63 CD81 western blot missing")
    assert {str(row["itemName"].value).split()[-1] for row in found} == {"marker"}
    assert "Only rows of markers are listed." in found.sentence
    assert len(find(table, "did not report the isolation")) > len(found)


def test_no_sex_is_left_out(table: Findings) -> None:
    found = find(table, "women, no men")
    assert "Left out: «no men»." in found.sentence
    assert studies(found) == studies(find(table, "women"))


def test_records_of_a_harm_are_named_once(table: Findings) -> None:
    notes = find(table, "pain redness swelling afterwards").notes
    assert sum("matches «redness»" in note for note in notes) == 1
    assert len(notes) == len({*notes})


def test_bacteria_are_near_to_one_kind_of_them(table: Findings) -> None:
    assert "near «lactobacillus»: exokg find bacteria" in find(table, "Lactobacilus vesicles").notes
    assert len(find(table, "bacteria")) > 0


def test_a_doi_that_no_record_has_may_be_of_one(table: Findings) -> None:
    hint = "not every record has its DOI: exokg ask bibliography lists papers by title and year"
    assert hint in find(table, "10.1002/jev2.12404").notes
    assert hint not in find(table, "zeppelin").notes
    assert hint not in find(table, "10.3390/jpm12030342").notes


@pytest.mark.parametrize(
    ("words", "key", "kept"),
    [
        ("MISEV2023 compliance", "welsh-2024-misev2023", "None of"),
        ("is it safe if you have had cancer", "saudi-topical-only", "no scientific evidence"),
        ("granuloma or foreign body reaction after exosome", "asc-exosome-aga", "No severe reaction"),
    ],
)
def test_an_excerpt_does_not_lose_what_denies_it(table: Findings, words: str, key: str, kept: str) -> None:
    text = " ".join((ROOT / "graph").rglob(f"{key}.yaml").__next__().read_text(encoding="utf-8").split())
    assert kept in text
    assert any(re.search(rf"{key} \([^)]*{kept}", note) for note in find(table, words).notes)


def test_a_filter_is_not_called_by_what_its_narrower_values_are_not(table: Findings) -> None:
    """The wider term is *injection, depth not stated*; into the skin is an injection, too."""
    found = find(table, "particles per mL injected dose")
    assert "filters: route = injection" in found.notes
    assert "depth not stated" not in " ".join([found.sentence, *found.notes])


def test_a_sentence_says_that_directions_come_first_only_if_they_do(table: Findings) -> None:
    first = find(table, "decreases hair shedding")
    assert first[0]["effect"].value == "decreases"
    assert "Rows with the effect «decreases» come first." in first.sentence
    for text in ("decreases BMP2 anagen", "suppression of LEF1 catagen"):
        later = find(table, text)
        effects = [row["effect"].value == "decreases" for row in later]
        assert effects != sorted(effects, reverse=True), text
        assert "Not all rows with the effect «decreases» come first: " in later.sentence


def test_none_in_people_is_said_of_the_findings_where_people_are_left_out(table: Findings) -> None:
    assert "none of these findings in people" in find(table, "no human data").sentence


def test_who_paid_is_answered_with_names(table: Findings, read: dict[str, Any]) -> None:
    """The first rows are of different studies, each with the funders that its record names."""
    funders = {
        key: set(record["interests"]["funders"])
        for key, record in read.items()
        if record.get("findings") and record.get("interests", {}).get("funders")
    }
    assert len(funders) > 3
    found = find(table, "who funded the exosome hair trials")
    first = [found[at] for at in range(len(funders))]
    assert {
        str(row["finding"].value).rpartition("/")[2].rpartition("_")[0]: set(row["funder"].value.split("; "))
        for row in first
    } == funders


@pytest.mark.parametrize(
    "text", ["mean particle size under 100 nm by NTA", "exosome size", "vesicle diameter"]
)
def test_a_size_of_vesicles_is_shown(table: Findings, read: dict[str, Any], text: str) -> None:
    found = find(table, text)
    shown = {
        (str(row["finding"].value).rpartition("/")[2].rpartition("_")[0], float(row["size_nm"].value))
        for row in found
        if row["size_nm"].value[0].isdigit()
    }
    assert shown
    known = {
        (key, float(one["size-nm"]["mean"]))
        for key, record in read.items()
        for one in (record.get("preparations") or {}).values()
        if "mean" in one.get("size-nm", {})
    }
    assert shown <= known
    assert found[0]["size_nm"].value[0].isdigit()


def test_doses_in_particles_are_those_with_a_number_of_particles(table: Findings) -> None:
    found = find(table, "particles per mL dose")
    assert "Only rows with a number of particles are listed." in found.sentence
    assert len(found) > 0
    assert all(float(row["particles"].value) > 0 for row in found)
    assert len(find(table, "dose")) > len(found)


def test_a_harm_is_not_chosen_by_what_it_is_said_not_to_come_from(
    table: Findings, read: dict[str, Any]
) -> None:
    assert "not related to mycobacterial infection" in str(read["nahm-2024-granulomas"])
    found = find(table, "infection contaminated vials")
    assert "Not used to choose rows: «infection»" in found.sentence
    granulomas = find(table, "necrotizing granuloma infection")
    assert "chosen by «necrotizing», «granuloma»" in granulomas.sentence


def test_rows_of_a_question_are_chosen_by_other_names_too(table: Findings) -> None:
    found = find(table, "scoping review plant-derived exosome-like nanoparticles alopecia")
    rows = [
        " ".join(words_of(" ".join(cell.value for cell in row if isinstance(cell, Literal)))) for row in found
    ]
    assert "chosen by «alopecia» or words for the same" in found.sentence
    assert "searched as words: «alopecia» (also as its other names)" in found.notes
    assert any("alopecia" in row for row in rows)
    assert any("hair loss" in row and "alopecia" not in row for row in rows)


def test_a_frequent_slip_of_harms_is_read_as_them(table: Findings) -> None:
    assert "of exokg ask harms (" in find(table, "side affects of exosome injections in scalp").sentence


def test_rows_that_are_listed_anyway_are_not_said_to_be_chosen(table: Findings) -> None:
    found = find(table, "adverse events granuloma after injection")
    assert "; first those that say any of «granuloma», «injection»" in found.sentence
    wanted = re.compile("granuloma|inject")
    says = [any(map(wanted.search, said(row))) for row in found]
    assert says == sorted(says, reverse=True)
    assert len({*says}) == 2
    assert "chosen by" not in found.sentence


def test_the_phase_of_a_trial_is_no_stage_of_hair_loss(table: Findings) -> None:
    found = find(table, "Phase II trial recruiting Iran")
    assert "«ii»" not in found.sentence
    assert all(str(row["stateName"].value) == "recruiting" for row in found)
    phases = {str(row["phase"].value) for row in find(table, "phase 2 registered trials")}
    assert phases
    assert all("2" in phase for phase in phases)


def test_trials_that_are_not_recruiting_are_not_chosen_by_the_word(table: Findings) -> None:
    assert {str(row["stateName"].value) for row in find(table, "trials recruiting")} == {"recruiting"}


def test_a_registry_is_that_of_entries_without_a_number_too(table: Findings) -> None:
    found = find(table, "IRCT")
    without = [row for row in found if not str(row["registryId"].value).startswith("IRCT")]
    assert without
    assert all("registry: IRCT" in _written(keys_of(found)) for _ in without)
    assert "not found in other records, either: «chictr»" in find(table, "ChiCTR exosome hair loss").notes


def _written(keys: list[str]) -> str:
    """The trials of some keys."""
    paths = (path for path in (ROOT / "graph/trials").glob("*.yaml") if path.stem in keys)
    return " ".join(path.read_text(encoding="utf-8") for path in paths)


def test_the_last_number_of_a_doi_finds_the_article_of_this_number(table: Findings) -> None:
    notes = find(table, "10.1002/jev2.12404").notes
    assert any(re.match("records whose text matches «12404»: welsh-2024-misev2023 ", note) for note in notes)
    assert not any("matches «" in note for note in find(table, "10.1002/jev2.99999").notes)


def test_the_kind_of_cells_that_is_left_out_may_be_one_word(table: Findings) -> None:
    found = find(table, "exosomes not mesenchymal", columns=["source"])
    assert len(found) > 50
    left = {str(row["source"].value) for row in found if "mesenchymal" in str(row["source"].value)}
    assert left <= {"amniotic mesenchymal and epithelial stem cell"}  # which are of both


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("does hair fall out again if I stop", "«if i stop» as «durability»"),
        ("keratinocytes take up exosomes", "searched as words: «uptake» (also as internalisation"),
        ("outer root sheath keratinocytes", "«outer root sheath keratinocytes» read as «outer root sheath"),
        ("how many sessions before you see anything", "see exokg find --columns study,sessions,time"),
        ("who paid for the Benev study", "who paid: see exokg ask trials --columns record,sponsor"),
    ],
)
def test_other_everyday_words_are_understood(table: Findings, text: str, note: str) -> None:
    found = find(table, text)
    assert note in "\n".join([found.sentence, *found.notes])


def test_statements_answer_where_no_finding_has_a_name_or_most_of_the_words(table: Findings) -> None:
    found = find(table, "cancer risk tumour exosomes scalp")
    assert "of exokg ask positions (" in found.sentence
    assert {str(row["topicName"].value) for row in found} == {"tumour formation"}
    for text in ("garlic lemon ginger aloe plant vesicles", "half-head split-scalp design"):
        assert "finding" in find(table, text).variables  # of plants, and of split scalps


def test_a_diameter_beside_a_method_is_that_of_vesicles(table: Findings) -> None:
    found = find(table, "NTA mean diameter 120 nm")
    assert "particle size" in " ".join(found.notes)
    assert found[0]["size_nm"].value[0].isdigit()
    assert "size_nm" not in find(table, "hair shaft diameter NTA").variables


def test_the_short_form_of_a_unit_is_no_author(table: Findings) -> None:
    for row in find(table, "hair shaft thickness micrometres"):
        assert not re.search(r"\bum s\b", str(row["says"].value), re.IGNORECASE), row


def test_a_head_that_is_split_is_a_design(table: Findings) -> None:
    found = fitting(find(table, "randomized controlled split-head"))
    assert {str(row["study"].value) for row in found} == {"Legiawati 2023"}
    assert len(found) == 11


def test_what_only_a_term_is_called_is_no_text_of_a_record(table: Findings) -> None:
    (note,) = (one for one in find(table, "MISEV2018 not followed").notes if "matches «misev2018»" in one)
    said, *called = note.split(" (by a term called «MISEV2018 topics of recommendation»)")
    assert "witwer-2021-misev-update («" in said
    assert len(called) == 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("50 µg/mL DPC proliferation", "50 ug ml: see exokg ask dose-table"),
        ("why do results conflict", "of exokg ask conflicts ("),
    ],
)
def test_doses_and_conflicts_lead_to_their_questions(table: Findings, text: str, told: str) -> None:
    found = find(table, text)
    assert told in "\n".join([found.sentence, *found.notes])


def test_there_are_never_more_groups_than_studies(table: Findings) -> None:
    assert "16 independent studies from different groups" in find(table, "hair density").sentence
