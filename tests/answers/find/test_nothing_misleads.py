"""Whatever is written, a row is listed as an answer only if it fits all of it by what the YAML says.

The words come from the graph's own names, from words of the field that it does not have, and from negations.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from exokg.answers.find import verbs
from exokg.answers.find.elsewhere import elsewhere
from exokg.answers.find.plain_words import AGAINST, NOT
from exokg.answers.find.plain_words import VESICLES as VESICLES_SAID
from exokg.answers.find.said import forms, saying
from exokg.answers.find.sentences import sentence
from exokg.curation.spelling import normal_form, singular, words_of
from exokg.model.groups import GROUPS

from .conftest import fitting
from .second_road import CATEGORIES_OF, Road

if TYPE_CHECKING:
    from exokg.answers.find.table import Findings
    from exokg.answers.result import Result

find = partial(verbs.find, elsewhere=elsewhere)

pytestmark = pytest.mark.slow

NOISE = ("quasar", "zinc finger", "ozone", "beard", "tax", "pigeon")
NEGATIONS = ("", "", "", "not", "without", "other than", "excluding")
ASIDE = ("", "", "studies of", "effect", "reported")
ANY = ("cell", "condition", "route", "species", "source", "tissue", "target", "country")
WIDER = {"stem cell", "human hair follicles in culture"}
"""Labels that are read as more than their term: stem cells of any tissue, follicles of people ex vivo."""
VESICLES = {"native vesicles", "vesicle formulation", "vesicle mimetic", "loaded or engineered vesicles"}


class Names(dict[str, set[str]]):
    """What hypothesis need not print."""

    def __repr__(self) -> str:
        return f"<{len(self)} names>"


@pytest.fixture(scope="session")
def names(road: Road) -> Names:
    """Label → the keys of all findings that have a term called so, or a narrower one, in any dimension."""
    groups = {normal_form(name) for name in GROUPS}
    plain = {
        term.label
        for term in road.terms
        if term.category != "molecule" and normal_form(term.label) not in groups and len(term.label) > 4
    }
    called: dict[str, set[str]] = {}
    for term in road.terms:
        for name in (term.label, *term.synonyms):
            called.setdefault(normal_form(name), set()).add(term.label)
    labels = {label for name in ANY for label in road.held(name) if label in plain} - WIDER
    held = [road.held(name) for name in CATEGORIES_OF]
    return Names(
        {
            label: {key for one in called[normal_form(label)] for known in held for key in known.get(one, ())}
            for label in labels
        }
    )


def key(row: object) -> str:
    return str(row["finding"].value).rpartition("/")[2]  # type: ignore[index]


def lacking(found: Result, at: int) -> str:
    return str(found[at]["unmatched"].value) if "unmatched" in found.variables else ""


pieces = st.tuples(st.sampled_from(NEGATIONS), st.integers(0, 10_000), st.sampled_from(ASIDE))


@settings(max_examples=15, phases=[Phase.explicit, Phase.generate])
@given(
    chosen=st.lists(pieces, min_size=1, max_size=3),
    noise=st.sets(st.sampled_from(NOISE), max_size=1),
    vesicles=st.booleans(),
)
def test_a_row_fits_whatever_it_does_not_lack(
    table: Findings,
    road: Road,
    names: Names,
    chosen: list[tuple[str, int, str]],
    noise: set[str],
    vesicles: bool,
) -> None:
    known = sorted(names)
    asked = [(negation, known[number % len(known)]) for negation, number, _ in chosen]
    words = [
        f"{aside} {negation} {name}" for (negation, name), (_, _, aside) in zip(asked, chosen, strict=True)
    ]
    text = " plus ".join([*noise, *words, *(["exosomes"] if vesicles else [])])
    found = find(table, text)
    if "finding" not in found.variables:
        return  # the rows of a question, which the sentence names
    kinds = {line.key: line.values.get("kind", set()) for line in road.lines}
    for at, row in enumerate(found):
        lacks = lacking(found, at)
        for negation, name in asked:
            fits, said = key(row) in names[name], re.sub(r"\W+", " ", name.lower()).strip()
            if negation:
                assert not fits or f"leaving out «{said}" in lacks, (text, key(row))
            elif f"«{said}" not in lacks and f" «{said}" not in found.sentence:
                assert fits, (text, key(row), found.sentence)
        assert all(word.split()[0] in lacks for word in noise), (text, lacks)
        assert not vesicles or kinds[key(row)] <= VESICLES, (text, key(row))
        assert not vesicles or kinds[key(row)], (text, key(row))
    for word in noise:
        assert word.split()[0] in found.sentence


@pytest.mark.parametrize(
    ("text", "first"),
    [
        # what was left out although it says something
        ("best exosome", "Left out: «best». "),
        ("exosomes 80", "Left out: «80». "),
        ("density not quasar", "Left out: «not quasar». "),
        ("density not", "Nothing follows «not»: write what it leaves out. "),
        # negations of names
        (
            "hair growth not in mice",
            "Rows on which nothing of it is recorded may be listed, too: not «mice».",
        ),
        # negated directions
        ("exosomes do not increase hair density", "«not increase» read as «no detected effect on». "),
        # comparisons
        ("exosomes better than minoxidil", "Left out: «better». "),
        ("exosomes versus quasar", "«quasar» is searched in the text, not as what was compared. "),
        # what is only in the text
        ("oral exosomes", "No study finding has route = oral."),
        # directions
        ("vesicles that inhibit hair growth", "No row has the effect «decreases»: see exokg find --effect "),
        # a kind of record that findings do not have
        ("placenta trial exosome", "Not filtered by «trial»: see exokg ask trials. "),
    ],
)
def test_what_is_not_certain_comes_first(table: Findings, text: str, first: str) -> None:
    assert find(table, text).sentence.startswith(first)


@pytest.mark.parametrize(
    "text",
    [
        *("density no minoxidil", "density without minoxidil", "density lacking minoxidil"),
        *("density minus minoxidil", "minoxidil free density", "density free of minoxidil"),
        *("density instead of minoxidil", "density apart from minoxidil", "density nor minoxidil"),
    ],
)
def test_every_way_to_say_not(table: Findings, text: str) -> None:
    """No row has minoxidil in any role."""
    roles = ("molecule", "subject", "given-too", "loaded-with")
    wanted = find(table, given={"target": "hair density", **{f"not-{role}": "minoxidil" for role in roles}})
    assert wanted
    assert {row["finding"].value for row in find(table, text)} == {row["finding"].value for row in wanted}


@pytest.mark.parametrize(
    "text", ["density versus placebo", "density against placebo", "density compared with placebo",
             "density compared to placebo", "density better than placebo", "density superior to placebo"],
)  # fmt: skip
def test_every_way_to_compare(table: Findings, text: str) -> None:
    rows = find(table, text, columns=["comparator"])
    assert {row["comparator"].value for row in fitting(rows)} == {"placebo or vehicle"}


@pytest.mark.parametrize(
    ("one", "other"),
    [("gray hair", "grey hair"), ("hair color", "hair colour"), ("miniaturisation", "miniaturization"),
     ("signalling", "signaling"), ("tumour", "tumor"), ("lyophilised", "lyophilized"),
     ("freeze-dried", "lyophilised"), ("papillae", "papilla"), ("TGF-β", "TGF-beta"), ("mice", "mouse")],
)  # fmt: skip
def test_spellings_of_one_word(table: Findings, one: str, other: str) -> None:
    assert [*map(str, fitting(find(table, one)))] == [*map(str, fitting(find(table, other)))]


@pytest.mark.parametrize(
    "text", ["adipose stem cell exosome", "rosa damascena stem cell exosomes", "stem cell exosomes"]
)
def test_vesicles_of_stem_cells_do_not_lack_stem_cells(table: Findings, text: str) -> None:
    found = find(table, text)
    assert found
    assert not [at for at in range(len(found)) if "stem cell" in lacking(found, at)]
    assert all(re.search("stem cell|stromal", row["subject"].value) for row in found)


def test_a_short_word_is_an_author_only_with_a_year_or_where_nothing_else_is_asked(table: Findings) -> None:
    found = find(table, "Hu sheep exosome")
    assert found.sentence.startswith("«hu» is left out: for an author, add a year or et al. ")
    assert all("sheep" in row["subject"].value for row in found)
    assert {row["study"].value for row in find(table, "Hu 2020 sheep")} == {"Hu 2020"}
    for text in ("Hu et al keratin", "Hu exosomes"):
        assert "Hu 2020" in {row["study"].value for row in find(table, text)}
        assert "is left out" not in find(table, text).sentence
    assert "is left out" not in find(table, "SHH DP").sentence


def test_a_finding_without_a_control_may_be_of_a_study_with_other_arms(table: Findings) -> None:
    found = find(table, "people no control group", columns=["rung"])
    assert found.sentence.startswith("«uncontrolled» read as a finding in people without a control, ")
    assert {row["rung"].value for row in found} == {"uncontrolled human"}


def test_microneedling_is_found_in_every_role(table: Findings) -> None:
    """As route, as what was given too: whichever form of the word is written, the same rows."""
    rows = [
        {row["finding"].value for row in find(table, text)}
        for text in ("microneedle exosomes", "microneedling exosomes", "microneedled exosomes")
    ]
    assert rows[0] == rows[1] == rows[2]
    by_route = find(table, "exosomes", {"route": "topical with microneedling"})
    assert {row["finding"].value for row in by_route} <= rows[0]


@pytest.mark.parametrize(
    ("text", "question", "column"),
    [("side effects exosome injection", "harms", "subjectName"),
     ("exosome androgenetic alopecia recruiting trial", "trials", "product")],
)  # fmt: skip
def test_rows_of_questions_hold_vesicles_where_these_are_meant(
    table: Findings, text: str, question: str, column: str
) -> None:
    """Conditioned medium, secretome and placebo are left out, and the sentence says so."""
    found = find(table, text)
    assert f"of exokg ask {question}" in found.sentence
    assert found.sentence.endswith(" Rows about what holds no vesicles are left out.")
    given = {row[column].value for row in found}
    assert not [one for one in given if re.search("non-vesicle|condition(?:ed)? medium|secretome|NaCl", one)]
    everything = find(table, re.sub("exosome ", "", text))
    assert "are left out" not in everything.sentence
    assert len(everything) > len(found)


@pytest.mark.parametrize(
    "text", ["no adverse events exosome", "exosomes without side effects", "no harm from exosomes",
             "no infection after exosomes"],
)  # fmt: skip
def test_no_harm_is_understood(table: Findings, text: str) -> None:
    found = find(table, text)
    assert {row["state"].value for row in found} == {"none observed"}
    assert "Only rows in which none was observed are listed." in found.sentence


@pytest.mark.parametrize("text", ["exosomes not safe", "exosomes unsafe safety side effects"])
def test_what_is_not_safe_is_a_harm(table: Findings, text: str) -> None:
    found = find(table, text)
    assert "observed" in {row["state"].value for row in found}
    assert "Only rows in which none was observed" not in found.sentence


def test_harms_of_any_kind_are_all_listed_whatever_else_is_said(table: Findings) -> None:
    """That a row does not say *scalp* does not hide it."""
    rows = [find(table, text) for text in ("side effects of exosomes", "side effects scalp exosomes")]
    assert len(rows[0]) == len(rows[1])
    assert "No row of it says «scalp»." in rows[1].sentence


def test_a_record_without_vesicles_is_said_to_be(table: Findings) -> None:
    key = "trial-irct20200127046282n18-transplant"
    line = next(note for note in find(table, "transplant exosomes").notes if key in note)
    assert re.search(rf"{key} \([^)]*no vesicles\)", line)
    assert not any("no vesicles" in note for note in find(table, "transplant").notes)


@pytest.mark.parametrize(
    ("text", "registry"), [("NCT number exosome", "NCT"), ("IRCT registered exosome", "IRCT")]
)
def test_a_registry_is_said_by_its_numbers(table: Findings, text: str, registry: str) -> None:
    found = find(table, text)
    numbers = [str(row["registryId"].value) for row in found]
    assert sum(number.startswith(registry) for number in numbers) > 0
    assert f"«{registry.lower()}»" in found.sentence.partition("; chosen by ")[2]


def test_irct_finds_all_numbers_of_the_registry(table: Findings) -> None:
    numbers = {row["registryId"].value for row in find(table, "IRCT trials")}
    every = {row["registryId"].value for row in find(table, "unpublished trials")}
    wanted = {number for number in every if number.startswith("IRCT")}
    assert wanted
    assert wanted <= numbers


@pytest.mark.parametrize("text", ["registered but never published trials", "unpublished trials"])
def test_trials_never_published_name_no_paper(table: Findings, text: str) -> None:
    found = find(table, text)
    assert {row["paper"].value for row in found} == {"none known"}
    assert "Only rows of which no paper with results is known are listed." in found.sentence


@pytest.mark.parametrize(
    "text", ["colostrum exo Kim 2022", "freeze dried exosomes stability", "lyophilised vs frozen exosomes"]
)
def test_dried_vesicles_are_listed_as_vesicles(table: Findings, text: str) -> None:
    """Also where they were compared with those that were not dried: nothing was added to them."""
    found = find(table, text, columns=["kind", "study"])
    kinds = {str(row["kind"].value) for row in found if row["study"].value == "Kim 2022"}
    assert "vesicle formulation" in kinds


def test_only_a_load_that_is_recorded_is_judged_by_itself(table: Findings) -> None:
    rows = find(table, given={"kind": "load or carrier"}, columns=["loaded-with"])
    assert rows
    assert {str(row["loaded_with"].value) for row in rows}.isdisjoint({"", "not read", "not applicable"})


def test_every_finding_left_out_as_without_vesicles_is_of_none(table: Findings) -> None:
    none = find(
        table,
        given={"kind": "holds no vesicles", "not-kind": "load or carrier"},
        columns=["kind", "preparation"],
    )
    given = {(str(row["kind"].value), str(row["preparation"].value)) for row in none}
    assert given
    assert not [one for one in given if "vesicle" in one[1] and one[1] != "non-vesicle"]


def test_a_name_that_is_a_verb_too_is_only_meant_as_the_name(table: Findings) -> None:
    found = find(table, "rose exosome women", columns=["source", "study"])
    assert {row["source"].value for row in found} == {"rose stem cell"}
    assert not any(note.startswith("searched as words: ") for note in found.notes)


@pytest.mark.parametrize(
    "text", ["oral exosomes", "exosome pills oral capsule hair", "exosomes by mouth", "oral gavage exosomes"]
)
def test_a_drug_by_mouth_is_no_route_of_vesicles(table: Findings, text: str) -> None:
    found = find(table, text)
    assert "No study finding has route = oral." in found.sentence
    assert len(found) == 0
    assert find(table, "oral exosomes of milk").sentence.count("No study finding has route = oral.") == 1
    beside = find(table, "oral minoxidil exosomes")
    assert any("given too: minoxidil" in str(row["says"].value) for row in beside)


def test_a_word_inside_another_is_not_said_to_be_absent(table: Findings) -> None:
    found = find(table, "patient satisfaction GAIS score")
    assert found.sentence.startswith("«gais» is found as part of «PGAIS» or «IGAIS». ")
    assert "Sasaki 2022" in {row["study"].value for row in found}
    assert not any("not found" in note for note in found.notes)
    assert "not found in other records, either: «quasar»" in find(table, "quasar vesicles").notes


def test_a_negation_of_what_few_studies_report_says_so(table: Findings) -> None:
    sentence = find(table, "studies without ultracentrifugation").sentence
    known = re.search(r"Recorded for (\d+) of (\d+) studies with findings: isolation\. ", sentence)
    assert known
    assert int(known[1]) < int(known[2]) / 2
    assert "may be listed, too: not «ultracentrifugation»." in sentence


@pytest.mark.parametrize(
    ("word", "other"), [("scaled", "scale"), ("scaling", "scales"), ("storage", "stored"), ("marked", "mark")]
)
def test_a_word_is_not_found_as_one_derived_from_it(word: str, other: str) -> None:
    assert other not in forms(word)
    assert word in forms(word)


def test_rows_show_where_they_say_a_word(table: Findings) -> None:
    """So that a reader sees in which sense it is used: scalp oil is no oil that was given."""
    found = find(table, "rosemary oil exosomes")
    assert [str(row["says"].value) for row in found] == ["Scalp oil was lower than with…"]
    found = find(table, "Wnt inhibitor abolishes the effect")
    assert any("A Wnt inhibitor weakened, but is" in str(row["says"].value) for row in found)
    assert "says" not in find(table, "hair density").variables


def test_a_word_within_a_symbol_is_not_said_to_be_absent(table: Findings) -> None:
    found = find(table, "TGF-beta Smad catagen EV")
    assert "«smad» is found as part of «SMAD3»." in found.sentence
    assert {row["study"].value for row in fitting(found)} == {"Liang 2023"}


def test_a_word_of_a_route_is_not_lacking(table: Findings) -> None:
    found = find(table, "C57BL/6 depilated back exosome subcutaneous")
    assert {str(row["study"].value) for row in fitting(found)} == {"Li 2022"}
    assert all("subcutaneous injection" in str(row["says"].value) for row in fitting(found))


@pytest.mark.parametrize("text", ["JAK inhibitor compared with exosomes", "storage freeze thaw stability"])
def test_separable_effects_without_a_rung_are_not_denied(table: Findings, text: str) -> None:
    found = find(table, text)
    rows = frozenset(table.places[str(row["finding"].value)] for row in fitting(found))
    apart = sum(row["separability"].value == "separable" for row in fitting(found))
    said = sentence(table, rows, listed=True)
    assert re.search(rf"none counts for a rung, although {apart} findings? can be separated", said)
    assert "no effect is separable" not in said


def test_rows_of_harms_have_the_harm(table: Findings) -> None:
    found = find(table, "necrosis after exosome injection")
    listed = {str(row["study"].value).rpartition("/")[2] for row in found}
    assert {"nahm-2024-granulomas", "tawanwongsri-skin-necrosis-case"} <= listed


@pytest.mark.parametrize(
    "text", ["NTA and CD63 characterisation", "ace exosomes", "placenta session exosome"]
)
def test_a_word_is_not_in_a_record_because_a_longer_plain_word_is(table: Findings, text: str) -> None:
    """*Contained* says nothing of NTA, and *sessions: not read* nothing of sessions."""
    found = find(table, text)
    assert not [at for at in range(len(found)) if "(mentioned)" in lacking(found, at)]
    assert not any("«contained»" in note or "«surface»" in note for note in found.notes)


PIECES = (
    "FPHL", "AGA", "hUC-MSC", "ADSC", "NTA", "CD63", "GRADE", "guideline", "oral", "hydrogel", "necrosis",
    "injection", "placenta", "session", "Sonic hedgehog", "calnexin", "GSK3β", "C57BL/6", "clinic", "cost",
    "RCT", "upregulation", "lyophilised", "frozen", "Korea", "grants", "versus minoxidil", "not in mice",
    "trial", "side effects", "8", "12 weeks", "Kwack 2019", "stem cell", "quasar", "beard", "satisfaction",
)  # fmt: skip
UNSAID = {*NOT, *AGAINST, *VESICLES_SAID, "in"}


@settings(max_examples=25, phases=[Phase.explicit, Phase.generate])
@given(chosen=st.lists(st.sampled_from(PIECES), min_size=1, max_size=4, unique=True))
@example(chosen=["level of evidence", "GRADE", "guideline"])
def test_every_word_is_found_again_in_what_is_said(table: Findings, chosen: list[str]) -> None:
    """As a filter, as searched, as left out, as leading to a command, or in a row."""
    found = find(table, " ".join(chosen))
    cells = [str(cell.value) for row in found for cell in row if cell is not None]
    text = " ".join([found.sentence, *found.notes, *cells])
    said = {*words_of(text), *map(singular, words_of(text))}
    for word in words_of(" ".join(chosen)):
        if word not in UNSAID:
            assert {*forms(word), singular(word)} & said or normal_form(word) in normal_form(text), word


def test_a_time_of_follow_up_is_a_filter(table: Findings) -> None:
    found = find(table, "follow up longer than 3 months", columns=["time"])
    assert len(found) > 0
    assert all(float(str(row["time"].value)) > 92 for row in found)


def test_what_is_not_reported_is_what_is_listed(table: Findings) -> None:
    found = find(table, "studies without particle number reported")
    assert {row["stateName"].value for row in found} == {"not read"}
    assert "Rows of what is reported are left out." in found.sentence
    assert all("particle" in str(row["itemName"].value) for row in found)


def test_a_drug_that_is_asked_for_in_one_role_is_said_to_be(table: Findings) -> None:
    found = find(table, "exosomes or minoxidil for women")
    role = "«minoxidil» is asked for as the comparator; in any role: exokg find minoxidil."
    assert role in found.sentence
    every = "records whose texts match all of «minoxidil», «women»: female-aga-combination"
    assert any(one.startswith(every) for one in found.notes)


def test_what_is_not_of_a_tissue_is_of_no_cells_of_it(table: Findings) -> None:
    found = find(table, "exosomes not from fat", columns=["source"])
    assert len(found) > 100
    assert not [row for row in found if "adipose" in str(row["source"].value)]


def test_follicles_in_culture_are_a_system(table: Findings) -> None:
    found = find(table, "ex vivo human hair follicle organ culture", columns=["rung", "study"])
    assert {row["rung"].value for row in found} == {"ex vivo"}
    assert {"Kwack 2019", "Chen 2020a"} <= {str(row["study"].value) for row in found}


def test_cancer_is_a_tumour_in_statements_too(table: Findings) -> None:
    found = find(table, "can exosomes give you cancer?")
    assert "ask positions" in found.sentence
    assert len(found) > 1


def test_and_asks_for_both_of_what_a_finding_has_several_of(table: Findings) -> None:
    names = ("Nanoparticle Tracking Analysis", "transmission electron microscopy", "western blot assay")
    found = find(table, "studies with NTA and TEM and western blot", columns=["study"])
    alone = [
        {str(row["finding"].value) for row in find(table, "", {"characterisation": name})}
        | {str(row["finding"].value) for row in find(table, "", {"assay": name})}
        for name in names
    ]
    assert {str(row["finding"].value) for row in found} == set.intersection(*alone)
    assert "nta or tem" not in " ".join([found.sentence, *found.notes])
    assert len(find(table, "NTA or TEM")) > len(find(table, "NTA and TEM")) > 0


def test_and_of_what_none_has_both_of_says_what_each_row_lacks(table: Findings) -> None:
    found = find(table, "VEGF and IGF-1")
    assert "Nothing matched all of it; nearest first (see the column unmatched)." in found.sentence
    assert {str(row["unmatched"].value).split(" (")[0] for row in found} == {"«vegf»", "«igf 1»"}


def test_and_of_what_a_finding_has_one_of_is_either_and_says_so(table: Findings) -> None:
    found = find(table, "hair density and hair shaft diameter", columns=["target"])
    assert found.sentence.startswith(
        "«hair density and hair shaft diameter» read as either of hair density or hair shaft diameter. "
    )
    assert {str(row["target"].value) for row in found} == {"hair density", "hair shaft diameter"}
    assert "either of" not in find(table, "hair density or hair shaft diameter").sentence


def test_what_a_record_denies_is_not_elsewhere_in_it(table: Findings) -> None:
    found = find(table, "gray hair reversal vesicles melanocyte")
    lacks = {
        str(row["unmatched"].value)
        for row in found
        if str(row["study"].value) == "Comprehensive Analysis of Exosomal … 2024"
    }
    assert lacks == {"«hair pigmentation»"}
    assert "uvb-keratinocyte-mirna" in table.records.saying([frozenset({"hair"})])


@pytest.mark.parametrize("text", ["non-concentrated medium", "not a secreted vesicle", "without finasteride"])
def test_what_a_finding_denies_is_no_mention(table: Findings, text: str) -> None:
    denied, word = words_of(text)[0], words_of(text)[-1]
    if "concentrated" in text:
        word = "concentrated"
    rows = saying(table, word)
    phrase = f"{denied} {word}"
    for row in rows:
        said = " ".join(words_of("\n".join(table.store.kept.texts(table.iris[row]))))
        assert len(re.findall(rf"\b{word}", said)) > len(re.findall(rf"\b{phrase}", said))


def test_the_source_that_is_named_comes_first(table: Findings) -> None:
    found = find(table, "fibroblast exosomes beta catenin chick embryo", columns=["source", "target"])
    assert {str(row["source"].value) for row in fitting(found)} == {"dermal fibroblast"}
    assert "canonical Wnt signaling pathway" in {str(row["target"].value) for row in fitting(found)}
    found = find(table, "fibroblast exosomes LEF1 quasar", columns=["source"])
    lacks = ["«fibroblast»" in str(row["unmatched"].value) for row in fitting(found)]
    assert lacks == sorted(lacks)
    assert all(
        ("fibroblast" in str(row["source"].value)) is not lack
        for row, lack in zip(fitting(found), lacks, strict=True)
    )


def test_adjectives_of_a_tissue_are_the_tissue(table: Findings) -> None:
    studies = {str(row["study"].value) for row in find(table, "placenta exosome hair clinic")}
    assert {"Dehghani 2024", "Norooznezhad 2023"} <= studies


def test_or_between_harms_lists_rows_of_either(table: Findings) -> None:
    found = find(table, "necrosis or vasculitis after exosome injection")
    assert len(found) > len(find(table, "necrosis and vasculitis after exosome injection"))
    assert "eccrine gland necrosis" in {str(row["eventName"].value) for row in found}
