"""Free words: what becomes a filter, what orders, what is searched, and what is proposed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exokg.answers.find import elsewhere as answers_elsewhere
from exokg.answers.find import verbs
from exokg.answers.find.elsewhere import elsewhere
from exokg.answers.find.table import Findings
from exokg.answers.find.words import understand
from exokg.store.solutions import value_of

from .conftest import fitting

if TYPE_CHECKING:
    from exokg.answers.result import Result
    from exokg.store import Store

find = partial(verbs.find, elsewhere=elsewhere)

NO_VESICLES = "kind or preparation ≠ holds no vesicles or only their load"
PEOPLE = "rung = uncontrolled human or controlled human"


@pytest.mark.parametrize(
    ("text", "filters", "words"),
    [
        ("minoxidil", ["molecule or given too = minoxidil"], ""),
        ("hair density", ["target or via = hair density"], ""),
        ("Hair Densities!", ["target or via = hair density"], ""),
        ("exosomes", [NO_VESICLES], ""),
        ("exosomes and EVs", [NO_VESICLES], ""),
        ("exosomes on dermal papilla cells", [NO_VESICLES, "cell = hair follicle dermal papilla cell"], ""),
        ("dermal papilla cell exosomes", ["source = dermal papilla cell", NO_VESICLES], ""),
        ("vesicles from macrophages", [NO_VESICLES, "source = macrophage"], ""),
        ("in men and women", [PEOPLE], ""),
        ("hair density except in people",
         ["target or via = hair density", "rung ≠ uncontrolled human or controlled human"], ""),
        ("hair density without minoxidil", [
            "target or via = hair density",
            "molecule or subject or given too or loaded with ≠ minoxidil",
        ], ""),
        ("topical or intradermal injection", ["route = topical administration or intradermal injection"], ""),
        ("Bento 2025", ["study = Bento 2025"], ""),
        ("10.3390/cosmetics12030097", ["study = Bento 2025"], ""),
        ("nct06539273", ["study = Ersan 2024"], ""),
        ("what regrows", [], "regrows"),
        ("β-catenin", ["molecule or target or via = beta catenin"], ""),
        ("GO:0060070", ["target or via = canonical Wnt signaling pathway"], ""),
        ("plants and bacteria", ["source = plants and bacteria"], ""),
        ("", [], ""),
    ],
)  # fmt: skip
def test_what_words_become(table: Findings, text: str, filters: list[str], words: str) -> None:
    found = understand(table, text)
    assert [str(one) for one in found.filters] == filters
    assert " ".join(found.words) == words


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("no effect", "no detected effect on"), ("what decreases", "decreases"),
        ("suppresses inflammation", "decreases"), ("hair thickness reduced", "decreases"),
        ("promotes", "increases"),
    ],
)  # fmt: skip
def test_directions_order_and_leave_nothing_out(table: Findings, text: str, first: str) -> None:
    """Do exosomes regrow hair: a filter on *increases* would hide every null."""
    found = understand(table, text)
    assert found.directions == ([first] if first else [])
    if first and not found.words and not found.filters:
        rows = find(table, text)
        assert len(rows) == len(table.current)
        assert rows[0]["effect"].value == first
        assert {row["effect"].value for row in rows} > {first}


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("contradictory results", "conflicts"), ("retracted papers", "publication-status"),
        ("is it safe", "harms"), ("FDA", "positions"), ("registered trials", "trials"),
    ],
)  # fmt: skip
def test_an_expert_question_is_named(table: Findings, text: str, question: str) -> None:
    assert any(f"exokg ask {question}" in hint for hint in understand(table, text).hints)


def test_a_name_that_no_finding_has_is_searched(table: Findings) -> None:
    """Nothing is filed under telogen, but texts say it."""
    found = find(table, "exosomes delay telogen")
    assert "No study finding has target or via = telogen." in found.sentence
    assert "searched as words: «telogen» (also as its other names)" in found.notes
    assert len(found) > 0


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("frontal fibrosing alopecia", "No study finding has condition = frontal fibrosing alopecia."),
        ("trichotillomania", "No study finding has condition = trichotillomania."),
    ],
)
def test_a_name_is_never_taken_for_a_part_of_it(table: Findings, text: str, why: str) -> None:
    """Alopecia is not frontal fibrosing alopecia: nothing fits, and the sentence says why."""
    found = find(table, text)
    assert (len(found), found.sentence) == (0, f"{why} Not found by word in study findings: «{text}».")


def test_where_no_finding_says_a_word_that_comes_first(table: Findings) -> None:
    """What was asked for and is not there is in the sentence, before any number."""
    found = find(table, "macrophage reductase regrow")
    assert found.sentence.startswith(
        "Not found by word in study findings: «reductase». Nothing matched all of it; "
    )
    assert "searched as words: «reductase»; «regrow» (also as regrowth, regrew, regrown)" in found.notes
    assert {row["unmatched"].value for row in fitting(found)} == {"«reductase»"}
    assert "Not found" not in find(table, "colostrum regrowth").sentence
    found = find(table, "ginseng exosomes on dermal papilla cells")
    assert "Not found by word in study findings: «ginseng». Nothing matched all of it; " in found.sentence


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("foreskin MSC", ["source = foreskin mesenchymal stromal cell"]),
        ("AGA RCT placebo", ["condition = androgenetic alopecia", "design = randomized controlled",
                             "comparator = placebo or vehicle"]),
        ("minoxidil loaded", ["loaded with = minoxidil"]),
        ("rosa exosomes", ["source species = Rosa", NO_VESICLES]),
        *((text, ["rung = uncontrolled human"]) for text in (
            "without a control group", "no control group", "no controls", "without any comparator arm",
            "uncontrolled", "not controlled",
        )),
        ("umbilical cord MSC exosomes", ["source = umbilical cord mesenchymal stromal cell", NO_VESICLES]),
        ("characterization by TEM",
         ["assay or isolation or characterisation = transmission electron microscopy"]),
        ("without PRP or minoxidil",
         ["given too or molecule or subject or loaded with ≠ platelet-rich plasma",
          "molecule or subject or given too or loaded with ≠ minoxidil"]),
        ("not mice or rats", ["species or tested in or source species ≠ mice",
                              "species or source species ≠ Rattus norvegicus"]),
        ("exosomes or minoxidil", [NO_VESICLES, "drug = minoxidil"]),
        ("single arm", ["design = single arm"]),
        ("adipose stem cell", ["source = adipose mesenchymal stromal cell"]),
        ("adipose derived stromal cells", ["source = adipose mesenchymal stromal cell"]),
        ("umbilical cord tissue derived MSC", ["source = umbilical cord mesenchymal stromal cell"]),
        ("placental stem cells", ["source = placental mesenchymal stromal cell"]),
        ("foreskin derived MSC", ["source = foreskin mesenchymal stromal cell"]),
        ("rose derived stem cells", ["source = rose stem cell"]),
        ("hair bulge", []),
        ("hDPC", ["source species or species = Homo sapiens", "cell or source = dpc"]),
        ("mDPCs", ["source species or species = Mus musculus", "cell or source = dpcs"]),
        ("hADSC", ["source species or species = Homo sapiens", "source = adipose mesenchymal stromal cell"]),
        ("hUC-MSC", ["source = umbilical cord mesenchymal stromal cell"]),
        ("hAD-MSC", ["source species or species = Homo sapiens",
                     "source = adipose mesenchymal stromal cell"]),
        *((text, ["molecule or target or via = beta catenin"]) for text in (
                "ß-catenin", "ß catenin", "β-catenin")),
        ("TGF-ß1", ["molecule = TGFB1"]), ("TGFß1", ["molecule = TGFB1"]),
        ("bacterial EVs", ["source = bacterium", NO_VESICLES]),
        ("microbial vesicles", ["source = bacterium", NO_VESICLES]),
        ("herbal exosomes", ["source = plant", NO_VESICLES]),
        ("animal derived exosomes", ["source species = animal", NO_VESICLES]),
        ("animal studies", ["rung = animal"]),
        ("tetraspanins", ["marker = tetraspanins"]),
        *((text, ["assay or isolation or characterisation = particle size"]) for text in (
            "particle size", "size of particles", "size of nanoparticles")),
        ("nanoparticle hair shaft size", ["target or via = hair shaft size"]),
        ("NTA size", ["assay or isolation or characterisation = Nanoparticle Tracking Analysis",
                      "assay or isolation or characterisation = particle size"]),
        *((text, [f"given too or route or drug or loaded with = {text}"]) for text in (
            "microneedle", "microneedling", "microneedled")),
        *((text, ["target or via = anagen entry"]) for text in ("anagen induction", "induction of anagen")),
        *((text, ["condition = alopecia areata"]) for text in (
            "alopecia areata therapy", "therapeutic effects alopecia areata", "alopecia areata treatment use",
            "evidence of results in alopecia areata")),
        ("human follicles in organ culture", ["species = Homo sapiens", "rung = ex vivo"]),
        ("hair density ex vivo", ["target or via = hair density", "rung = ex vivo"]),
        ("not injected topical", ["route ≠ injection", "route = topical administration"]),
    ],
)  # fmt: skip
def test_words_of_the_field_become_filters(table: Findings, text: str, filters: list[str]) -> None:
    found = [str(one) for one in understand(table, text).filters]
    assert [one for one in found if "hair follicle" not in one] == filters


@pytest.mark.parametrize(
    ("slip", "word"),
    [("exosme", "exosome"), ("papila", "papilla"), ("satisfacton", "satisfaction"),
     ("regneration", "regeneration"), ("minoxidl", "minoxidil"), ("reveiw", "review")],
)  # fmt: skip
def test_a_slip_that_can_mean_no_other_thing_is_read_as_meant(table: Findings, slip: str, word: str) -> None:
    assert understand(table, slip).remarks == [f"«{slip}» read as «{word}»"]


def test_of_two_subjects_of_which_no_finding_has_both_each_row_says_which_it_lacks(table: Findings) -> None:
    found = find(table, "BMP2 BMP4 exosomes")
    assert "Nothing matched all of it; nearest first (see the column unmatched)." in found.sentence
    assert {(row["target"].value, row["unmatched"].value) for row in found} >= {("BMP2", "«bmp4»")}


def test_a_name_is_widened_before_it_is_dropped(table: Findings) -> None:
    """Before *exosomes* a cell is their source; where no finding fits that, it may be the cell treated."""
    found = find(table, "outer root sheath cells exosomes migration")
    assert found.sentence.startswith("Also listed where it is only mentioned, or in another sense: «outer")
    assert {row["target"].value for row in fitting(found)} == {"cell migration"}


def test_a_study_that_is_named_is_kept(table: Findings) -> None:
    found = find(table, "Li 2022 miR-122-5p AGA")
    assert {row["study"].value for row in found} == {"Li 2022"}
    assert found.sentence.startswith("Nothing matched all of it; ")


@pytest.mark.parametrize(
    ("text", "question", "said"),
    [
        ("scalp granuloma exosomes", "harms", "granuloma"),
        ("exosomes without side effects", "harms", "adverse event"),
        ("necrosis after exosome injection", "harms", "necrosis"),
        ("recruiting trial exosomes alopecia", "trials", "recruiting"),
        ("Benev exosome", "trials", "Benev"),
        ("FDA exosome warning", "positions", "Food and Drug Administration"),
        ("Gupta 2023 systematic review", "review-statements", "gupta-2023"),
        ("MISEV compliant", "reporting-completeness", ""),
        ("exosome sponsor", "sponsor-lens", "increases"),
    ],
)
def test_what_no_finding_can_say_is_found_in_the_answers_that_do(
    table: Findings, text: str, question: str, said: str
) -> None:
    found = find(table, text)
    assert f"of exokg ask {question}" in found.sentence
    first = " ".join(value_of(cell) for row in found[:3] for cell in row)
    assert said.lower() in first.lower()
    assert len(found.shown) > 0


def test_a_name_that_findings_only_mention_is_said_to_be(table: Findings) -> None:
    """Vesicles of root sheath cells that platelet lysate stimulated are none of platelet lysate."""
    found = find(table, "platelet lysate")
    assert found.sentence.startswith("No study finding has source = platelet lysate. ")
    assert all("Platelet-Lysis" in str(row["says"].value) for row in found)


def test_one_sex_is_read_as_people_and_said_to_be(table: Findings) -> None:
    remark = "read as people: no dimension tells the sexes apart, but the column sex does"
    assert understand(table, "exosomes in women").remarks == [f"«women» {remark}"]
    assert {*understand(table, "men or women").remarks} == {f"«men and women» {remark}"}
    assert find(table, "men or women").sentence.count(remark) == 1
    assert understand(table, "exosomes in people").remarks == []
    assert find(table, "exosomes in women").sentence.startswith(f"«women» {remark}. ")


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("shed", "shedding"), ("fbs", "FB-eNVs"), ("difference", "differentiation"),
        ("terminated", "terminal"), ("position", "positive"),
    ],
)  # fmt: skip
def test_a_word_is_not_found_in_another_of_the_same_stem(table: Findings, word: str, other: str) -> None:
    found = find(table, word, columns=["summary", "target", "subject", "system"])
    assert not [
        row for row in found if other in " ".join(map(value_of, row)) and word not in str(row).lower()
    ]


def test_an_arm_without_vesicles_is_none_of_vesicles(table: Findings) -> None:
    assert "Legiawati 2023" not in {row["study"].value for row in find(table, "exosomes in people")}
    assert "Legiawati 2023" in {row["study"].value for row in find(table, "in people")}


@pytest.mark.parametrize(
    ("text", "study"),
    [
        ("chemotherapy", "Norooznezhad 2023"), ("salmon", "Lepekhova (no year)"), ("ultraviolet", ""),
        ("grey hair", "Lueangarun 2025"), ("colostrum", "Kim 2022"), ("trichoscopy of scalp", ""),
    ],
)  # fmt: skip
def test_the_text_is_searched(table: Findings, text: str, study: str) -> None:
    cited = {row["study"].value for row in list(find(table, text))[:10]}
    assert study in cited if study else True


@pytest.mark.slow
@settings(max_examples=12, deadline=None, derandomize=True)
@given(text=st.text(max_size=60))
def test_any_text_is_answered(table: Findings, text: str) -> None:
    """Quotes, stars and brackets mean nothing to the index, and the answer has a sentence."""
    found = find(table, text)
    assert found.sentence
    assert len(found) <= len(table.current)


PIECES = ["exosomes", "or", "not", "dermal", "papilla", "cell", "minoxidil", "people", "hair", "density",
          "increases", "without", "Wnt", "mice", "NEAR", "AND", '"*"', "topical"]  # fmt: skip


@pytest.mark.slow
@settings(max_examples=30, deadline=None, derandomize=True)
@given(words=st.lists(st.sampled_from(PIECES), max_size=7))
def test_known_words_in_any_order_are_answered(table: Findings, words: list[str]) -> None:
    found = find(table, " ".join(words))
    assert found.sentence
    keys = [row["finding"].value for row in found]
    assert len(keys) == len(set(keys))


def test_another_search_asks_the_same_questions_no_second_time(
    real_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched = ("nausea FDA", "burning sensation", "EMA guideline", "retracted papers")
    table = Findings(real_store)
    first = {words: _told(find(table, words)) for words in searched}
    asked: list[str] = []
    query = type(real_store).query

    def noted(self: Store, text: str, **how: Any) -> object:
        asked.append(text)
        return query(self, text, **how)

    monkeypatch.setattr(type(real_store), "query", noted)
    again = {words: _told(find(table, words)) for words in reversed(searched)}
    assert again == first
    assert not [text for text in asked if text.startswith("# title")]
    monkeypatch.setattr(answers_elsewhere, "_MOST_KEPT", 0)
    large = Findings(real_store)
    assert _told(find(large, searched[3])) == first[searched[3]]
    assert not large.answers
    assert [text for text in asked if text.startswith("# title")]


def _told(found: Result) -> tuple[object, ...]:
    return found.sentence, found.notes, list(found), list(found.shown)
