"""What people mean is read: parts of numbers, schedules, states, languages; held against the YAML as text."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from exokg.answers.find import verbs
from exokg.answers.find.elsewhere import elsewhere
from exokg.answers.find.said import forms, mentioning, plain_forms, saying
from exokg.answers.find.sentences import sentence
from exokg.curation.spelling import words_of

from .conftest import ROOT, fitting
from .plain_texts import records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exokg.answers.find.table import Findings

find = partial(verbs.find, elsewhere=elsewhere)

pytestmark = pytest.mark.slow

_NUMBER = re.compile(r"\b(?:NCT|IRCT|ACTRN)\d[\dA-Z]+\b")


@pytest.fixture(scope="module")
def plain() -> dict[str, list[str]]:
    return records(ROOT / "graph")


@pytest.fixture(scope="module")
def read() -> dict[str, Any]:
    """Key of each record → its YAML."""
    paths = [*(ROOT / "graph/studies").glob("*.yaml"), *(ROOT / "graph/trials").glob("*.yaml")]
    return {path.stem: yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader) for path in paths}


def schedules(record: Any) -> Iterator[dict[str, Any]]:
    if isinstance(record, dict):
        yield from [record] if "interval-days" in record or "sessions" in record else []
    for part in record.values() if isinstance(record, dict) else record if isinstance(record, list) else ():
        yield from schedules(part)


def studies(found: Any) -> set[str]:
    return {str(row["finding"].value).rpartition("/")[2].rpartition("_")[0] for row in fitting(found)}


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    """Key of each record → its file."""
    paths = [path for path in (ROOT / "graph").rglob("*.yaml") if path.stem != "dataset"]
    return {path.stem: path.read_text(encoding="utf-8") for path in paths}


@pytest.mark.parametrize("part", ["NCT0", "NCT05", "NCT056", "nct 0657", "IRCT2020", "ACTRN126"])
def test_a_registry_number_typed_in_part_lists_the_trials_that_begin_so(
    table: Findings, written: dict[str, str], part: str
) -> None:
    start = part.upper().replace(" ", "")
    begin = {one for text in written.values() for one in _NUMBER.findall(text) if one.startswith(start)}
    found = find(table, part)
    assert begin
    assert {row["registryId"].value for row in found} <= begin
    assert all(one.lower() in found.sentence for one in begin)
    assert not any("not found" in note for note in found.notes)


@pytest.mark.parametrize("part", ["10.1038", "10.1126/sciadv", "10.1186/s12951-024", "PMID 391555"])
def test_a_doi_or_pmid_typed_in_part_lists_the_papers_that_begin_so(
    table: Findings, written: dict[str, str], part: str
) -> None:
    begin = part.removeprefix("PMID ")
    own = re.compile(rf"^ *(?:doi|pmid): ['\"]?{re.escape(begin)}", re.MULTILINE)
    keys = {key for key, text in written.items() if own.search(text)}
    found = find(table, part)
    assert f"«{begin}» read as the beginning of " in found.sentence
    assert keys
    assert studies(found) == keys & {study.key for study in table.studies}


def test_the_doi_of_a_review_and_a_number_that_none_has(table: Findings) -> None:
    assert find(table, "10.3389/fcell.2022.963278")[0]["study"].value.endswith("/gangadaran-2022-review")
    assert "Not found by word in study findings: «nct9»." in find(table, "nct9").sentence


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("weekly", 7), ("once a week", 7), ("every week", 7), ("daily", 1), ("twice a day", 0.5),
        ("every two weeks", 14), ("fortnightly", 14), ("biweekly", 14), ("every other week", 14),
        ("monthly", 28), ("every 4 weeks", 28), ("q4w", 28), ("4 weeks apart", 28), ("every 8 weeks", 56),
    ],
)  # fmt: skip
def test_how_often_is_a_number_of_days(table: Findings, read: dict[str, Any], text: str, days: float) -> None:
    keys = {
        key for key, one in read.items() if any(part.get("interval-days") == days for part in schedules(one))
    }
    found = find(table, text)
    assert studies(found) <= keys
    assert studies(found) == keys & {study.key for study in table.studies}
    assert "unmatched" not in found.variables


def test_a_schedule_for_a_time_and_a_number_of_sessions(table: Findings, read: dict[str, Any]) -> None:
    assert studies(find(table, "weekly for 12 weeks")) == {"park-2022-adsc-exosome"}
    three = {key for key, one in read.items() if any(part.get("sessions") == 3 for part in schedules(one))}
    found = find(table, "every 4 weeks, 3 sessions")
    assert studies(found) <= three
    assert "«3»" not in found.sentence
    assert studies(find(table, "3 sessions")) <= three


@pytest.mark.parametrize("text", ["every other day", "twice weekly"])
def test_what_no_finding_has_of_a_schedule_is_denied_of_findings_alone(table: Findings, text: str) -> None:
    """The texts write it in many ways."""
    found = find(table, text)
    assert len(found) == 0
    assert not any("not found" in note for note in found.notes)
    assert any(note.endswith("see exokg ask dose-table") for note in found.notes)


def test_a_time_is_denied_only_where_no_text_writes_it(table: Findings, plain: dict[str, list[str]]) -> None:
    both = {"fukuoka-2012-adsc-protein", "fukuoka-2015-adsc-cm"}
    assert studies(find(table, "treatments every 3 to 5 weeks")) == both
    (line,) = (note for note in find(table, "5 weeks").notes if "matches «5 weeks»" in note)
    assert all(f"{key} («" in line for key in both)
    assert both <= {key for key, said in plain.items() if any("5 weeks" in text for text in said)}


@pytest.mark.parametrize("text", ["every 4 weeks, 3 sessions", "2 exosome", "side effects 3", "recruiting 5"])
def test_a_bare_number_is_not_said_to_be_mentioned(table: Findings, text: str) -> None:
    sentence = find(table, text).sentence
    number = next(word for word in text.split()[::-1] if word.isdigit())
    assert f"«{number}»" not in sentence.partition("chosen by ")[2]


def test_the_key_of_a_record_is_no_text_of_it(table: Findings, plain: dict[str, list[str]]) -> None:
    assert "gupta-2020" not in mentioning(table, "systematic review")
    assert not any("systematic" in words_of(text) for text in plain["gupta-2020"])


def test_the_harm_with_the_most_words_comes_first(table: Findings) -> None:
    first = find(table, "skin necrosis after exosome injection")[0]
    assert first["eventName"].value == "skin necrosis"


@pytest.mark.parametrize(
    "text", ["skin necrosis after exosome injection", "granuloma reaction", "infection", "skin burn"]
)
def test_a_harm_is_mentioned_by_records_that_write_it(
    table: Findings, plain: dict[str, list[str]], text: str
) -> None:
    for note in find(table, text).notes:
        if named := re.match("records whose text matches «([^»]*)»: (.*)", note):
            for key in re.findall(r"([a-z\d-]+) \(«", named[2]):
                said = [" ".join(words_of(one)) for one in plain[key]]
                assert any(form in one for form in plain_forms(named[1]) for one in said), key


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("trials recruiting now", "recruiting"),
        ("not recruiting", "active, not recruiting"),
        ("not yet recruiting", "not yet recruiting"),
        ("completed trials", "completed"),
    ],
)
def test_trials_in_the_state_that_is_asked_for_come_first(
    table: Findings, read: dict[str, Any], text: str, state: str
) -> None:
    found = [row["stateName"].value for row in find(table, text)]
    assert state in found
    assert found == sorted(found, key=lambda one: one != state)


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("non-randomized studies", "designs", "allocation not shown"),
        ("not randomized", "designs", "not shown"),
    ],
)
def test_what_may_be_what_a_not_leaves_out_comes_last(
    table: Findings, read: dict[str, Any], text: str, field: str, value: str
) -> None:
    found = find(table, text, columns=["design"])
    unsure = ["not shown" in row["design"].value or "not read" in row["design"].value for row in found]
    assert "Rows on which nothing of it is recorded may be listed, too: not «" in found.sentence
    assert unsure == sorted(unsure)
    keys = {key for key, one in read.items() if value in one.get(field, ())}
    assert keys & studies(found) <= studies([row for row, one in zip(found, unsure, strict=True) if one])


@pytest.mark.parametrize("text", ["my mum lost her hair after chemo", "mom hair density", "his mug"])
def test_an_everyday_word_is_no_unit(table: Findings, text: str) -> None:
    found = find(table, text)
    word = next(one for one in text.split() if one in {"mum", "mom", "mug"})
    assert not any(note.startswith("searched as words: ") and word in note for note in found.notes)
    assert f"«{word}»" not in found.sentence
    assert any(note.startswith("not searched: ") and word in note.split() for note in found.notes)
    assert len(find(table, "50 µm")) == len(find(table, "50 um"))


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Exosomen Haarausfall", "exosomes hair loss"),
        ("Haarfollikel Stammzellen Vesikel", "hair follicle stem cells vesicles"),
        ("helfen Exosomen gegen die kreisrunder Haarausfall", "exosomes alopecia areata"),
        ("exosomes chute de cheveux", "exosomes hair loss"),
        ("exosomas caída del cabello", "exosomes hair loss"),
        ("esosomi capelli", "exosomes hair"),
        ("Nebenwirkungen Exosomen", "side effects exosomes"),
        ("alopecia areata ohne Minoxidil", "alopecia areata without minoxidil"),
        ("cuir chevelu souris", "scalp mice"),
        ("area celsi", "alopecia areata"),
    ],
)
def test_other_languages_find_the_same(table: Findings, text: str, same: str) -> None:
    found, other = find(table, text), find(table, same)
    assert [*found] == [*other]
    assert len(found) > 0
    assert "» read as «" in found.sentence


@pytest.mark.parametrize(
    "text", ["anagen phase prolongation", "prolonged anagen", "extends the anagen phase", "longer anagen"]
)
def test_a_longer_anagen_is_its_duration(table: Findings, text: str) -> None:
    found = find(table, text)
    assert studies(found) == {"chen-2020-osaev"}
    assert "wider: exokg find growth phase of hair follicles" in found.notes


@pytest.mark.parametrize(
    "text", ["why do results in mice not match humans", "do mouse results translate to humans"]
)
def test_mice_that_do_not_match_people_are_a_question(table: Findings, text: str) -> None:
    found = find(table, text)
    assert "of exokg ask animal-only (" in found.sentence
    assert any(note.endswith("see exokg ask conflicts") for note in found.notes)


def test_the_highest_rung_is_that_of_separable_effects(table: Findings) -> None:
    found = find(table, "hair density")
    rungs = {row["rung"].value for row in found}
    separable = {row["rung"].value for row in found if row["separability"].value == "separable"}
    assert "controlled human" in rungs - separable
    assert "; highest with a separable finding in people without a control." in found.sentence


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("alopecia universalis children", "alopecia areata"),
        ("frontal fibrosing alopecia", "cicatricial alopecia"),
        ("central centrifugal cicatricial alopecia", "cicatricial alopecia"),
        ("ginseng exosome-like nanoparticles", "plant"),
        ("onion vesicles", "plant"),
    ],
)
def test_a_wider_name_is_offered_for_one_that_no_finding_has(table: Findings, text: str, near: str) -> None:
    notes = find(table, text).notes
    assert any(note.startswith("near «") and note.endswith(f": exokg find {near}") for note in notes)
    assert len(find(table, near)) > 0


def test_what_fits_but_for_what_is_not_recorded_is_listed_below(table: Findings) -> None:
    found = find(table, "rose stem cell exosomes scalp")
    rest = find(table, "rose stem cell exosomes", columns=["tissue"])
    silent = [row for row in rest if row["tissue"].value == "not read"]
    assert studies(silent) == {"lueangarun-2025-greying"}
    assert studies(found).isdisjoint(studies(silent))
    assert studies(silent) <= studies([*found][len(fitting(found)) :])
    assert "only near" not in find(table, "scalp").sentence


def test_a_study_of_a_strain_and_others_is_listed_where_nothing_fits(
    table: Findings, written: dict[str, str]
) -> None:
    for text in ("umbilical cord MSC sEV C57BL/6 mice depilation", "hUC-MSC exosome C57BL/6 mice"):
        assert "ucmsc-col17a1" in str([*find(table, text)])
    assert "C57BL/6" in written["ucmsc-col17a1"]


def findings(found: Any) -> set[tuple[str, str]]:
    """Study and finding of each row."""
    names = (str(row["finding"].value).rpartition("/")[2].rpartition("_") for row in fitting(found))
    return {(key, name) for key, _, name in names}


def with_particles(read: dict[str, Any], number: float) -> set[tuple[str, str]]:
    """Record and finding whose arm got a number of particles; no finding where the arm has none."""

    def fits(arm: dict[str, Any]) -> bool:
        amounts = (arm.get("dose") or {}).get("amounts") or {}
        return bool((amounts.get("particles") or {}).get("value") == number)

    found = set()
    for key, record in read.items():
        arms = {name for name, arm in (record.get("arms") or {}).items() if fits(arm)}
        own = {(key, str(one["id"])) for one in record.get("findings") or () if one.get("arm") in arms}
        found |= own or {(key, "") for _ in arms}
    return found


@pytest.mark.parametrize(
    "text",
    [
        "1x10^10 particles/ml", "10^10 exosomes", "1 × 10¹⁰ EVs", "1e10", "10 billion exosomes", "10 Billion",
        "10,000,000,000 particles", "10000000000 vesicles", "10000 million particles per dose",
    ],
)  # fmt: skip
def test_a_number_of_particles_is_compared_by_its_value(
    table: Findings, read: dict[str, Any], text: str
) -> None:
    found = find(table, text)
    recorded = {(key, name) for key, name in with_particles(read, 1e10) if name}
    assert findings(found) == recorded
    assert len({key for key, _ in recorded}) > 1
    assert "Not found" not in found.sentence


@pytest.mark.parametrize("number", [1e8, 1e9, 5e9, 5e10])
def test_a_number_of_particles_of_a_trial_alone_names_the_trial(
    table: Findings, read: dict[str, Any], number: float
) -> None:
    recorded = with_particles(read, number)
    notes = " ".join(find(table, f"{number / 1e6:.0f} million particles").notes)
    assert recorded
    assert not any(name for _, name in recorded)
    assert all(key in notes for key, _ in recorded)


@pytest.mark.parametrize("text", ["80 million men", "NCT05658094", "PMID 39155512", "ChiCTR 2200062347"])
def test_a_number_of_something_else_is_no_number_of_particles(table: Findings, text: str) -> None:
    found = find(table, text)
    assert not re.search(r"\de\d", " ".join([found.sentence, *found.notes]))


def test_findings_say_the_condition_of_their_study(table: Findings, read: dict[str, Any]) -> None:
    found = find(table, "umbilical cord MSC exosomes testosterone mice")
    assert "Not found" not in found.sentence
    assert "testosterone" in str(read["oh-2024-imsc"]["condition"]["terms"])
    assert studies(find(table, "testosterone")) == {"oh-2024-imsc"}
    for key in {study.key for study in table.studies} & read.keys():
        own = {row for row in table.current if table.studies[row].key == key}
        for name in (read[key].get("condition") or {}).get("terms") or ():
            term = table.terms.find(name, ("condition",))
            assert term is not None
            assert own <= saying(table, term.label), (key, name)


@pytest.mark.parametrize("text", ["ex vivo human hair folicle organ culture", "cultured human hair folicles"])
def test_a_name_with_a_slip_is_read_as_what_is_recorded_of_it(
    table: Findings, read: dict[str, Any], text: str
) -> None:
    """A human follicle in culture is a rung, a species and a tissue, whatever else its condition is."""

    def fits(record: dict[str, Any], one: dict[str, Any]) -> bool:
        system = record["systems"].get(one.get("system")) or {}
        recorded = system.get("rung"), system.get("taxon"), system.get("tissue")
        return recorded == ("ex vivo", "Homo sapiens", "hair follicle") and "elongation" in one["target"]

    fit = {
        (key, str(one["id"]))
        for key, record in read.items()
        for one in record.get("findings") or ()
        if fits(record, one)
    }
    found = find(table, f"{text} shaft elongation")
    assert findings(found) == fit
    assert ("asc-exosome-aga", "f10") in fit
    assert [*found] == [*find(table, f"{text.replace('folicle', 'follicle')} shaft elongation")]
    assert found.sentence.count("«folicle» read as «follicle»") + found.sentence.count("«folicles»") == 1


@pytest.mark.parametrize("how", ["not combined with", "never combined with", "not used together with"])
def test_what_is_not_combined_is_without_it(table: Findings, read: dict[str, Any], how: str) -> None:
    found = find(table, f"exosomes {how} microneedling")
    assert [*found] == [*find(table, "exosomes without microneedling")]
    assert "asc-exosome-aga" in studies(found)
    needled = {key for key, record in read.items() if "'given': 'microneedling'" in str(record.get("arms"))}
    assert needled & {study.key for study in table.studies}
    for key in needled & studies(found):  # an arm without it
        assert any("microneedling" not in str(arm) for arm in read[key]["arms"].values())


@pytest.mark.parametrize("text", ["hair outer root sheath cell exosomes", "outer root sheath exosomes"])
def test_cells_of_a_tissue_before_vesicles_are_their_source(
    table: Findings, read: dict[str, Any], text: str
) -> None:
    source = "hair follicle outer root sheath cell"
    of_it = {key for key, one in read.items() if f"'source': '{source}'" in str(one.get("preparations"))}
    assert studies(find(table, text)) == of_it
    assert of_it


def test_a_range_of_particles_is_what_is_recorded_within_it(table: Findings, read: dict[str, Any]) -> None:
    def given(record: dict[str, Any]) -> Iterator[float]:
        for arm in (record.get("arms") or {}).values():
            amounts = (arm.get("dose") or {}).get("amounts") or {}
            if "particles" in amounts:
                yield float(amounts["particles"]["value"])

    within = {key for key, one in read.items() if any(2e9 <= number <= 1e10 for number in given(one))}
    for text in ("2-10 billion particles", "2e9 to 1e10 particles", "2 x 10^9 - 1 x 10^10 particles"):
        found = find(table, text)
        assert studies(found) == within & {study.key for study in table.studies}, text
        assert "of particles read as those of findings: 1e10." in found.sentence
    assert "findings have none within" in find(table, "over 900 billion particles").sentence
    assert "of particles" not in find(table, "1-2 million cells").sentence


@pytest.mark.parametrize("text", ["NCT06 alopecia", "NCT 06 trials"])
def test_numbers_typed_in_part_are_those_of_trials(table: Findings, text: str) -> None:
    found = find(table, text)
    assert len(found) > 5
    assert all("NCT06" in " ".join(cells(row)) for row in found)
    assert "Not found" not in found.sentence


def cells(row: Any) -> list[str]:
    return [str(getattr(cell, "value", "")) for cell in row]


def test_rows_that_look_the_same_say_what_differs(table: Findings, read: dict[str, Any]) -> None:
    found = find(table, "Dehghani")
    said = {str(row["finding"].value).rpartition("_")[2]: row["differs"].value for row in found}
    summaries = {str(one["id"]): one["summary"] for one in read["placenta-msc-aga-preprint"]["findings"]}
    assert sum(bool(text) for text in said.values()) == 4
    assert all(text.strip("…") in " ".join(summaries[key].split()) for key, text in said.items())
    assert "differs" not in find(table, "bovine colostrum").variables


def test_no_conflict_is_said_and_the_findings_are_shown(table: Findings) -> None:
    found = find(table, "conflicting results proliferation dermal papilla")
    conflicts = "Not found in the rows of exokg ask conflicts: «proliferation», «dermal», «papilla»."
    assert conflicts in found.sentence
    assert {row["target"].value for row in found} == {"cell population proliferation"}
    assert find(table, "conflicting hair density").variables[:2] != found.variables[:2]


def test_an_other_name_of_cells_is_their_source_before_vesicles(table: Findings) -> None:
    assert [*find(table, "histiocyte exosomes")] == [*find(table, "macrophage exosomes")]
    assert len(find(table, "histiocyte exosomes")) > 5


def test_initials_of_authors_are_no_molecule(table: Findings, read: dict[str, Any]) -> None:
    assert "Cho AR" in read["tak-2020-adsc-extract"]["publication"]["authors"]
    found = find(table, "AR signalling")
    assert "Not found by word in study findings: «ar»." in found.sentence
    assert "tak-2020-adsc-extract" not in studies(found)


def test_records_say_a_name_only_where_they_write_it(table: Findings, written: dict[str, str]) -> None:
    found = find(table, "PRP plus exosomes better than PRP alone")
    (line,) = (note for note in found.notes if note.startswith("records whose text matches «prp»"))
    keys = re.findall(r"([a-z]+(?:-[a-z0-9]+)+) \(«", line)
    assert keys
    assert all(re.search(r"\bPRP\b", written[key]) for key in keys)


def test_what_was_blocked_and_by_which_agent_is_said(table: Findings, read: dict[str, Any]) -> None:
    agents = {
        key
        for key, record in read.items()
        for one in record.get("findings") or ()
        if "Wnt pathway inhibitor" in str(one.get("perturbed"))
    }
    assert agents <= studies(find(table, "Wnt pathway inhibitor"))
    assert agents


def test_what_differs_says_what_is_only_compared(table: Findings, read: dict[str, Any]) -> None:
    """A row beside the vesicles that worked is no result of those with the RNA knocked down."""
    against = read["yang-2023-h19"]["comparisons"]["silenced"]["against"]
    said = {row["differs"].value for row in find(table, "engineered exosomes loaded with finasteride")}
    assert f"compared with {against}" in said
    assert against not in said


def test_the_sentence_counts_every_separable_row(table: Findings) -> None:
    found = find(table, "JAK inhibitors baricitinib")
    apart = {row["study"].value for row in found if row["separability"].value == "separable"}
    text = r"(\d+) with a separable finding, (\d+) more with one that supports no claim"
    rows = frozenset(table.places[str(row["finding"].value)] for row in found)
    counted = re.search(text, sentence(table, rows, listed=True))
    assert counted
    assert sum(map(int, counted.groups())) == len(apart)


def test_mice_whose_strain_is_not_recorded_may_be_listed(table: Findings, read: dict[str, Any]) -> None:
    found = find(table, "mouse studies except C57BL/6", columns=["species", "source-species"])
    plain = [row for row in found if "Mus musculus" in {row["species"].value, row["source_species"].value}]
    assert "nothing of it is recorded may be listed, too: not «c57bl 6»." in found.sentence
    assert "song-2024-stcmmxd" in studies(plain)
    assert "Mus musculus" in str(read["song-2024-stcmmxd"]["systems"])


def test_records_say_all_words_themselves(table: Findings, written: dict[str, str]) -> None:
    every = {
        key for key, text in written.items() if re.search(r"\bFDA\b.*\bwarn|\bwarn.*\bFDA\b", text, re.S)
    }
    for text in ("FDA warning exosome products", "FDA warning clinics"):
        for line in find(table, text).notes:
            if "texts match all of " in line:
                assert {*re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", line.partition(": ")[2])} <= every != set()


def test_cells_of_a_name_lead_to_no_question(table: Findings, read: dict[str, Any]) -> None:
    found = find(table, "Janus kinase STAT regulatory T cells exosome alopecia areata")
    assert {"zoller-2018-mdscexo"} == studies(found)
    assert any("regulatory T cell" in str(one) for one in read["zoller-2018-mdscexo"]["findings"])
    assert not any("positions" in note for note in found.notes)


@pytest.mark.parametrize("text", ["miRNA-140-5p", "microRNA 140-5p", "miR-140-5p"])
def test_the_number_of_a_micro_rna_counts(table: Findings, read: dict[str, Any], text: str) -> None:
    found = find(table, text)
    own = {
        (key, str(one["id"]))
        for key, record in read.items()
        for one in record.get("findings") or ()
        if "miR-140-5p" in {one["target"], one.get("molecule")}
    }
    assert own <= findings(found)
    assert studies(found) == {"chen-2020-mir140"}


def test_a_species_is_also_that_of_the_source_where_more_are(table: Findings, read: dict[str, Any]) -> None:
    sheep = {key for key, record in read.items() if "Ovis aries" in str(record.get("preparations"))}
    found = studies(find(table, "sheep"))
    assert sheep & {study.key for study in table.studies} <= found
    assert len(sheep) > len(studies(find(table, "in sheep")))


def test_what_was_rescued_is_an_effect_less(table: Findings) -> None:
    found = find(table, "dihydrotestosterone induced inhibition rescued by EVs")
    assert {"adsc-dht-wnt", "adsc-mir122-dht", "kim-2022-colostrum"} == studies(found)
    assert "inhibition" in found[0]["target"].value


def test_scalp_follicles_are_hair_follicles(table: Findings) -> None:
    found = find(table, "human scalp follicles organ culture ex vivo shaft elongation")
    other = find(table, "human hair follicles organ culture ex vivo shaft elongation")
    assert fitting(found) == fitting(other)
    assert len(studies(found)) > 5


def test_a_molecule_that_is_cargo_is_shown_to_be(table: Findings, read: dict[str, Any]) -> None:
    found = find(table, "macrophage EVs Wnt7b", columns=["target"])
    other = [row for row in found if row["target"].value != "WNT7B"]
    assert {str(row["says"].value) for row in other} == {"cargo: wnt7b"}
    assert "WNT7B" in str(read["rajendran-2020-macev"]["preparations"])


def test_an_effect_of_no_finding_that_fits_leads_to_those_that_have_it(table: Findings) -> None:
    says = "No row has the effect «no detected effect on»: see exokg find --effect 'no detected effect on'."
    assert says in find(table, "no effect on hair growth").sentence
    assert len(find(table, "", {"effect": "no detected effect on"})) > 0


def test_other_records_write_a_condition_of_few_findings(table: Findings, written: dict[str, str]) -> None:
    notes = find(table, "women female pattern hair loss").notes
    (line,) = (note for note in notes if "matches «female pattern hair loss»: " in note)
    assert "sasaki-2022-xoflo («" in line
    assert "Female Pattern Hair Loss" in written["sasaki-2022-xoflo"]


def test_interests_of_authors_are_shown(table: Findings) -> None:
    found = find(table, "conflict of interest company employees authors")
    assert "interests" in found.variables
    assert "For «follow up» see" in find(table, "12 weeks follow-up trichoscopy").sentence


@pytest.mark.parametrize("text", ["CD9+", "CD9+ vesicles", "CD9+ CD63+ exosomes"])
def test_a_sign_after_a_marker_is_no_part_of_its_name(
    table: Findings, written: dict[str, str], text: str
) -> None:
    names = re.findall(r"CD\d+", text)
    own = [re.compile(rf"markers: .*\b{name}\b") for name in names]
    marked = {key for key, record in written.items() if all(one.search(record) for one in own)}
    marked &= {study.key for study in table.studies}
    found = find(table, text)
    assert marked
    assert marked <= studies(found)
    assert findings(found) == findings(find(table, text.replace("+", "")))


@pytest.mark.parametrize("text", ["metaanalysis", "meta analysis", "meta-analysis", "Metaanalysis"])
def test_words_with_and_without_a_hyphen_are_one(table: Findings, written: dict[str, str], text: str) -> None:
    found = find(table, f"{text} hair density pooled")
    assert "Not found by word in study findings: «meta analysis», «pooled»." in found.sentence
    (line,) = [note for note in found.notes if "matches «meta analysis»" in note]
    assert "georgescu-2022-prp-meta-analysis" in line
    assert "meta-analysis" in written["georgescu-2022-prp-meta-analysis"].lower()
    assert not any(note.startswith("not found") for note in found.notes)


@pytest.mark.parametrize(
    ("text", "word", "same"),
    [
        ("pancreatic cancer glypican exosomes", "cancer", "melanoma"),
        ("crispr editing vesicles retina", "editing", ""),
        ("cocaine detection hair strand test", "detection", ""),
        ("allergy after exosomes", "allergy", "allergic"),
    ],
)
def test_a_record_that_matches_shows_the_words_around_it(
    table: Findings, plain: dict[str, list[str]], text: str, word: str, same: str
) -> None:
    found = find(table, text)
    for line in (note for note in found.notes if f"matches «{word}»: " in note):
        assert re.findall(r"[a-z]+(?:-[a-z0-9]+)+ \(", line)
        for key, around in re.findall(r"([a-z]+(?:-[a-z0-9]+)+) \(«([^»]*)»", line):
            assert any(around.strip("…") in " ".join(one.split()) for one in plain[key]), (key, around)
            assert forms(word) & {" ".join(pair) for n in (1, 2) for pair in grams(around, n)}
    searched = [note for note in found.notes if note.startswith("searched as words: ")]
    assert not same or any(re.search(rf"«{word}» \(also as [^)]*{same}", note) for note in searched)


def grams(text: str, size: int) -> Iterator[tuple[str, ...]]:
    """The words of a text, as many as that one after another."""
    words = words_of(text)
    return zip(*(words[at:] for at in range(size)), strict=False)


def test_a_comparator_is_shown_as_it_is_called(table: Findings) -> None:
    found = find(table, "saline placebo double-blind")
    own = {str(row["compared_with"].value) for row in found}
    assert "placebo" in own
    assert "read: «saline or placebo» as comparator = placebo or vehicle" in " ".join(found.notes)


def test_what_has_only_the_wider_tissue_may_be_of_the_narrower(table: Findings, read: dict[str, Any]) -> None:
    found = find(table, "depilated back skin")
    rest = find(table, "depilated", columns=["tissue"])
    silent = [row for row in rest if row["tissue"].value in {"not read", "not reported", "skin of body"}]
    assert "sheep-plasma-follicle" in studies(silent)
    assert studies(silent) <= studies([*found][len(fitting(found)) :])
    assert "depilated sheep skin" in str(read["sheep-plasma-follicle"])


@pytest.mark.parametrize("text", ["abolishes", "siRNA knockdown abolishes effect", "abolished"])
def test_an_effect_that_was_abolished_is_what_is_recorded_so(
    table: Findings, read: dict[str, Any], text: str
) -> None:
    asked = {
        (key, str(one["id"]))
        for key, record in read.items()
        for one in record.get("findings") or ()
        if (one.get("perturbed") or {}).get("effect-became") == "abolished"
    }
    assert asked
    assert asked <= findings(find(table, text))
    assert saying(table, "abolishes") == frozenset()
    assert "is not said to abolish" in str(read["vibrissa-dpc-wound-2024"])


@pytest.mark.parametrize(
    ("text", "targets"), [("anagen", {"anagen entry", "anagen duration"}), ("catagen", {"catagen entry"})]
)
def test_a_target_that_no_finding_has_is_read_as_those_with_its_name(
    table: Findings, text: str, targets: set[str]
) -> None:
    found = find(table, f"{text} exosomes")
    read = " or ".join(sorted(targets))
    assert f"No study finding has target or via = {text}; read as target or via = {read}." in found.sentence
    assert {str(row["target"].value) for row in fitting(found)} <= targets
    assert found[0]["target"].value in targets


def test_years_of_people_are_no_time_after_treatment(table: Findings) -> None:
    """Nobody was followed for 50 years; 2 years may be a time."""
    assert not [one for one in find(table, "Korean male 20 to 50 years").notes if "time = " in one]
    assert [one for one in find(table, "hair density 1 year").notes if "time = about 1 year" in one]


def test_what_may_have_several_roles_is_said_to_have_none_of_them(table: Findings) -> None:
    assert "is asked for as" not in find(table, "vitamin D").sentence
    assert "«minoxidil» is asked for as the comparator; " in find(table, "exosomes vs minoxidil").sentence


def test_one_cohort_of_two_groups_is_reported_by_them(table: Findings) -> None:
    assert "1 independent study, reported by different groups; " in find(table, "Korean patients").sentence


@pytest.mark.parametrize("text", ["is it permanent or do you have to repeat", "are the results permanent"])
def test_what_lasts_is_what_was_measured_after_treatment(table: Findings, text: str) -> None:
    found = find(table, text)
    assert "filters: after treatment = reported" in found.notes
    assert {"timepoint", "follow_up"} <= {*found.variables}


def test_what_is_left_out_goes_on_to_the_end_of_its_name(table: Findings) -> None:
    """No finding has *JAK inhibitor* as a name, and nobody asks for inhibitors."""
    found = find(table, "alopecia areata AND exosomes, not JAK inhibitor")
    assert found.sentence.startswith("Left out: «not jak», «not inhibitor». ")
    assert "unmatched" not in found.variables
    assert "minoxidil" in " ".join(find(table, "exosomes not quasar minoxidil").notes)


def test_a_part_of_a_name_that_few_findings_say_is_near(table: Findings) -> None:
    assert "near «amniotic fluid»: exokg find amniotic" in find(table, "amniotic fluid EVs").notes


def test_what_a_record_mentions_comes_before_what_it_does_not(table: Findings) -> None:
    found = find(table, "hyaluronic acid dissolving microneedles")
    assert "yang-2019-keratin-microneedle" in str(found[0]["finding"].value)
    assert "«hyaluronic acid» (mentioned)" in str(found[0]["unmatched"].value)


def test_a_note_is_given_once(table: Findings) -> None:
    notes = find(table, "any infections after scalp injection").notes
    assert sum(note.startswith("records whose text matches «infections»") for note in notes) == 1


@pytest.mark.parametrize("text", ["can you inject exosomes legally in the UK", "legal in UK"])
def test_the_name_of_a_country_is_no_part_of_that_of_a_compound(table: Findings, text: str) -> None:
    """Vesicles were loaded with UK-5099; the statements are about the United Kingdom."""
    found = find(table, text)
    assert "of exokg ask positions (" in found.sentence
    assert {str(row["record"].value).rpartition("/")[2] for row in found} == {"uk-eu-human-origin-cosmetics"}
    assert find(table, "UK-5099")[0]["subject"].value.startswith("UK-5099-loaded vesicles")


def test_a_number_with_a_unit_is_no_year(table: Findings) -> None:
    found = find(table, "thulium laser 1927 nm exosomes")
    assert "«1927 nm»" in found.sentence
    assert not [note for note in found.notes if "year = " in note]
    assert [note for note in find(table, "1927 mouse study").notes if "year = 1927" in note]


def test_no_row_of_a_question_is_chosen_by_its_year_alone(table: Findings) -> None:
    found = find(table, "FDA warning letter exosome 2023")
    assert "; chosen by «fda», «warning»" in found.sentence
    assert found[0]["authorityName"].value.startswith("US Food and Drug Administration")
    assert "; chosen by «2024», «alopecia»" in find(table, "systematic review 2024 alopecia").sentence


def test_a_drug_that_is_a_filter_and_a_word_is_noted_once(table: Findings) -> None:
    notes = find(table, "exosomes vs PRP head to head").notes
    assert len(notes) == len({*notes})
    assert [note for note in notes if note.startswith("records whose text matches «prp»")]


def test_a_slip_in_a_phrase_that_leads_elsewhere_is_seen(table: Findings) -> None:
    found = find(table, "conflict of intrest company employees")
    assert "see exokg find --columns study,interests" in found.sentence
    assert "«intrest» read as «interest»" in found.sentence


def test_what_only_a_load_did_is_said_to_be_left_out(table: Findings) -> None:
    """Loaded vesicles were compared with the same without the drug: that is a finding on the drug."""
    found = find(table, "baricitinib 4 mg vs exosomes")
    assert [note for note in found.notes if note.endswith("≠ holds no vesicles or only their load")]
    kinds = {
        str(row["kind"].value) for row in find(table, "baricitinib", {"study": "Tang 2025"}, columns=["kind"])
    }
    assert "load or carrier" in kinds


def test_the_wavelength_of_a_laser_is_no_size_of_vesicles(table: Findings) -> None:
    assert "size_nm" not in find(table, "low-level laser cap 655 nm").variables
    assert "size_nm" in find(table, "exosomes 120 nm").variables


def test_trichoscopic_is_by_trichoscopy(table: Findings) -> None:
    found = find(table, "trichoscopic exosomes", columns=["assay"])
    assert {"trichoscopy" in str(row["assay"].value) for row in fitting(found)} == {True}


def test_units_alone_are_no_authors(table: Findings) -> None:
    """Um S. and Min J. W. are authors."""
    for text in ("ex vivo human follicle shaft elongation µm", "100,000 g 70 min"):
        found = find(table, text)
        assert "for an author" not in found.sentence
        assert not [row for row in found if "Min JW" in str(row["says"].value) and "says" in found.variables]
    assert (
        find(table, "100,000 g 70 min").sentence
        == "Left out: «100000 g», «70 min». Nothing else is asked for."
    )


@pytest.mark.parametrize("text", ["telogen to anagen C57BL/6 day 14", "hair density per cm2 day 14"])
def test_a_day_after_a_number_of_a_name_is_a_time(table: Findings, text: str) -> None:
    found = find(table, text)
    assert "No study finding has time = about 14 days." in found.sentence
    assert "«day»" not in " ".join(found.notes)


def test_a_negative_marker_is_no_effect(table: Findings) -> None:
    found = find(table, "CD9 CD63 TSG101, calnexin negative")
    assert "no detected effect on" not in " ".join([found.sentence, *found.notes])


def test_nude_mice_are_found(table: Findings, read: dict[str, Any]) -> None:
    found = find(table, "nude mice", columns=["species"])
    assert found[0]["species"].value == "Mice, Nude"
    having = {key for key, one in read.items() if "nude mice" in str(one.get("systems"))}
    assert having <= studies(found)


def test_no_part_of_a_name_is_searched_as_another_of_its_names(table: Findings) -> None:
    """What says *hair follicle number* says no *autologous hair follicle*, though a source has both names."""
    found = find(table, "autologous hair follicle derived exosomes")
    assert "Not found by word in study findings: «autologous hair follicle»." in found.sentence
    assert [note for note in found.notes if "trial-nct07107841-autologous-follicle-secretome" in note]


@pytest.mark.parametrize("text", ["TGF-β2 catagen", "TGF-beta 2 catagen", "TGFb2 catagen"])
def test_the_number_of_a_growth_factor_belongs_to_its_name(table: Findings, text: str) -> None:
    found = find(table, text)
    assert "No study finding has molecule = TGFB2. " in found.sentence
    assert "«beta2»" not in found.sentence
    assert "Left out" not in found.sentence


def test_another_name_of_a_term_is_not_shown_as_what_a_finding_says(
    table: Findings, read: dict[str, Any]
) -> None:
    """Vesicles were separated in an aqueous two-phase system: no record writes of precipitation."""
    found = find(table, "PEG precipitation")
    assert {"sheep-plasma-follicle", "wang-2025-sheep-plasma"} <= studies(found)
    assert not [key for key, one in read.items() if "biphasic precipitation" in str(one)]
    assert {"also called biphasic precipitation" in str(row["says"].value) for row in found} == {True}
    assert "also called" not in str(find(table, "colostrum")[0]["says"].value)


def test_stem_cells_of_no_stated_type_are_stem_cells(table: Findings, read: dict[str, Any]) -> None:
    sources = {
        key
        for key, one in read.items()
        for preparation in one.get("preparations", {}).values()
        if "stem cell" in str(preparation.get("source")) and one.get("findings")
    }
    assert "yang-2019-keratin-microneedle" in sources
    assert sources <= studies(find(table, "stem cell source", columns=["study"]))
    assert "yang-2019-keratin-microneedle" in studies(find(table, "any stem cell source except adipose"))
