"""Answers to the ◆ questions, checked by hand against what the records' own pages say.

The values below were written from the records as they were read, not from the queries; the files of
``golden/`` pin the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from exokg.answers.result import Result
from exokg.knowledge_graph import KnowledgeGraph
from exokg.rdf.namespaces import PREFIXES
from exokg.store.solutions import value_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    import exokg.store as stores

STUDY = "https://w3id.org/exokg/study/"
KIM, AMINI = f"{STUDY}kim-2022-colostrum", f"{STUDY}amini-2025-ecpe"
SASAKI, YAO = f"{STUDY}sasaki-2022-xoflo", "https://w3id.org/exokg/review/yao-2023-review"


@pytest.fixture(scope="module")
def kg(real_store: stores.Store) -> KnowledgeGraph:
    return KnowledgeGraph(real_store)


def rows(answer: Result | Iterable[dict[str, Any]], **wanted: Any) -> list[dict[str, Any]]:
    plain: Any = answer.records() if isinstance(answer, Result) else answer
    return [row for row in plain if all(row[name] == value for name, value in wanted.items())]


def test_q1_colostrum_raised_proliferation_of_human_papilla_cells(kg: KnowledgeGraph) -> None:
    columns = ["subject", "effect", "target", "dose", "comparator", "locator", "study"]
    (row,) = rows(kg.ask("sources-on-cell", columns=columns), study="Kim 2022")
    assert (row["subject"], row["effect"]) == ("vesicles of bovine colostrum", "increases")
    assert row["target"] == "cell population proliferation"
    assert (row["dose"], row["comparator"], row["locator"]) == ("not read", "not read", "abstract")


def test_q3_colostrum_activates_wnt_without_shown_support(kg: KnowledgeGraph) -> None:
    (row,) = rows(kg.ask("pathway-support", pathway="Wnt"), study="Kim 2022")
    assert row["effect"] == "increases"
    assert row["support"] in {"not read", "not shown"}
    assert row["support"] != "perturbation"


def test_q7_the_chain_of_a_papilla_cargo_is_shown_outside_the_follicle_only(kg: KnowledgeGraph) -> None:
    (row,) = rows(kg.ask("cargo-chain", cargo="miR-218-5p"))
    assert row["sourceToCargo"] == 2  # Hu 2020 and Zhao 2026
    # that vesicles which hold the microRNA act on Wnt does not say that they do so through it
    assert (row["targetLink"], row["firstMissing"]) == ("indirect", "target to pathway")
    assert (row["cargoToPathway"], row["pathwayToOutcome"]) == (0, 0)


def test_q12_a_registry_dose_is_particles_and_never_mass(kg: KnowledgeGraph) -> None:
    (row,) = rows(kg.ask("dose-table"), study=AMINI, arm="ecpe")
    assert row["doseReported"] == "10 billion exosomes (registry)"
    assert (row["particles"], row["proteinMass"], row["bothDimensions"]) == (1e10, None, "no")
    assert (row["routeName"], row["sessions"]) == ("intradermal injection", "4")


def test_q14_colostrum_was_about_equal_to_minoxidil_and_spheroids_are_no_vesicles(kg: KnowledgeGraph) -> None:
    answer = kg.ask("head-to-head", drug="minoxidil", wide=True)
    (row,) = rows(answer, target="hair regrowth", effect="comparable on")
    assert (row["study"], row["contrast"], row["rung"]) == ("Kim 2022", "between-group", "animal")
    (row,) = rows(answer, study="Hu 2020")
    assert (row["kind"], row["effect"]) == ("non-vesicle preparation", "increases")


def test_q17_the_placebo_controlled_trial_gained_nine_and_a_half_hairs(kg: KnowledgeGraph) -> None:
    answer = kg.ask("human-studies", outcome="hair count")
    (row,) = rows(answer, study=AMINI, contrast="between-group", statistic="median")
    assert (row["change"], row["unit"], row["p"], row["timepoint"]) == ("9.5", "hairs", "0.006", "16 weeks")
    assert (row["enrolled"], row["comparator"], row["baseline"]) == ("20", "placebo", "not read")
    (row,) = rows(answer, study=AMINI, direction="no detected effect on")
    assert (row["change"], row["p"], row["contrast"]) == ("1.5", "0.163", "within-group")
    assert row["preparationKind"] == "non-vesicle"  # the placebo arm


def test_q17_each_finding_in_people_has_a_row_with_whom_it_is_limited_to(kg: KnowledgeGraph) -> None:
    sasaki = rows(kg.ask("human-studies"), study=SASAKI)
    assert len({row["finding"] for row in sasaki}) == len(sasaki) > 7
    assert sum(bool(row["modifier"]) for row in sasaki) == 7


def test_findings_keep_every_null_and_name_what_is_no_vesicle(kg: KnowledgeGraph) -> None:
    nulls = kg.ask("findings", effect="no detected effect on", columns=["preparation"])
    assert len(nulls) == 7
    assert sum(row["preparation"].value == "non-vesicle" for row in nulls) == 4
    everything = kg.store.select("SELECT ?f { ?f a exokg:Finding }", prefixes=PREFIXES)
    listed = {row["finding"].value for row in kg.ask("findings")}
    assert listed == {value_of(finding) for (finding,) in everything}


def test_q7b_each_link_of_a_cargo_chain_leads_to_its_finding(kg: KnowledgeGraph) -> None:
    links = rows(kg.ask("cargo-links", cargo="WNT3A"))
    assert {row["link"] for row in links} >= {"source to cargo", "cargo to pathway"}
    assert {row["basis"] for row in rows(links, link="source to cargo")} == {"measured in the vesicles"}


CHAIN = {
    "sourceToCargo": "source to cargo",
    "cargoToTarget": "cargo to target",
    "targetToPathway": "target to pathway",
    "pathwayToOutcome": "pathway to outcome",
    "cargoToPathway": "cargo to pathway",
    "cargoToOutcome": "cargo to outcome",
}


def test_q7_a_chain_counts_the_studies_of_its_links_and_each_has_a_locator(kg: KnowledgeGraph) -> None:
    studies: dict[tuple[object, object], set[object]] = {}
    for link in rows(kg.ask("cargo-links")):
        assert link["locator"]
        studies.setdefault((link["cargoName"], link["link"]), set()).add(link["study"])
    chains = rows(kg.ask("cargo-chain"))
    assert len(chains) > 8
    for chain in chains:
        for column, name in CHAIN.items():
            assert chain[column] == len(studies.get((chain["cargoName"], name), ())), (
                chain["cargoName"],
                name,
            )


def test_an_inhibitor_of_a_molecule_is_found_under_it_and_an_unclear_test_carries_no_link(
    kg: KnowledgeGraph,
) -> None:
    cao = "https://w3id.org/exokg/study/cao-2021-renv"
    (test,) = rows(kg.ask("cargo-links", cargo="miR-100"), study=cao, link="tested, carries no link")
    assert test["necessity"] == "not shown: effect unclear"  # the page does not show how it was blocked
    necessity = {row["necessity"] for row in rows(kg.ask("cargo-necessity", cargo="miR-100"))}
    assert "not shown: effect unclear" in necessity


def test_q30_a_review_of_unstated_vesicles_is_compared_with_any_source(kg: KnowledgeGraph) -> None:
    yao = rows(kg.ask("review-statements"), review=YAO, targetName="cell population proliferation")
    assert {(row["comparedWith"], row["highestRung"]) for row in yao} == {("any source", "in vitro")}


def test_q32_an_unread_cell_of_the_gap_map_is_no_zero(kg: KnowledgeGraph) -> None:
    empty = [row for row in kg.ask("gap-map").records() if row["state"] != "found"]
    assert empty
    assert {(row["studies"], row["state"]) for row in empty} == {(None, "not read")}


def test_q19_none_observed_is_not_silence(kg: KnowledgeGraph) -> None:
    states = {row["state"] for row in rows(kg.ask("harms"), study=AMINI)}
    assert states == {"none observed"}
    assert "not reported" not in {
        row["state"] for row in kg.ask("harms").records()
    }  # no full text was silent


def test_q22_the_registry_says_24_and_the_paper_20(kg: KnowledgeGraph) -> None:
    answer = rows(kg.ask("registry-against-paper"), registryId="NCT06930326")
    assert {(row["enrolled"], row["reported"], row["stateName"]) for row in answer} == {
        ("24", "20", "completed")
    }
    assert {row["paperRecord"] for row in answer} == {AMINI}
    assert any("24" in row["registryValue"] and "20" in row["paperValue"] for row in answer)


def test_q22b_six_registered_trials_recruit_and_one_of_them_is_not_randomised(kg: KnowledgeGraph) -> None:
    recruiting = {row["registryId"] for row in kg.ask("trials", state="recruiting").records()}
    of_medium = {"IRCT20200127046282N13", "IRCT20200127046282N18", "IRCT20200127046282N24"}
    assert recruiting == {"NCT05658094", "NCT07107841", "NCT07203599"} | of_medium
    assert not rows(kg.ask("trials", design="randomized controlled"), registryId="NCT05658094")
    (row,) = rows(kg.ask("trials", condition="AGA"), registryId="NCT06239207")
    assert (row["phase"], row["planned"], row["start"]) == ("2", "30", "2023-09-21")


def test_q22b_a_study_stands_beside_the_entry_of_its_registration(kg: KnowledgeGraph) -> None:
    amini = rows(kg.ask("trials", state="completed", design="randomized controlled"), record=AMINI)
    assert {(row["recordKind"], row["registryId"], row["participants"]) for row in amini} == {
        ("registered study", "NCT06930326", "20")
    }
    roses = kg.ask("trials", source="rose stem cell")
    (case,) = rows(roses, recordKind="study", record=f"{STUDY}bento-2025-rose-exosome-aa")
    assert (case["designs"], case["registryId"]) == ("case report", "not read")


def test_harms_of_another_condition_are_left_out_where_one_is_asked_for(kg: KnowledgeGraph) -> None:
    necrosis = f"{STUDY}tawanwongsri-skin-necrosis-case"
    assert rows(kg.ask("harms"), study=necrosis)
    assert not rows(kg.ask("harms", condition="hair loss"), study=necrosis)


def test_harms_of_a_source_are_those_of_the_studies_that_gave_it(kg: KnowledgeGraph) -> None:
    studies = {str(row["study"]).rsplit("/", 1)[1] for row in kg.ask("harms", source="ADSC").records()}
    assert {"asc-exosome-aga", "adsc-cm-minoxidil-split-scalp"} <= studies
    assert "foreskin-msc-aga" not in studies


@pytest.mark.parametrize(
    ("authority", "one"),
    [("FDA", "fda-2020-consumer-alert"), ("Korea", "mfds-2025-korea-exosome-term"), ("ISEV", "lener-2015")],
)
def test_positions_are_told_apart_by_who_says_so_and_where(
    kg: KnowledgeGraph, authority: str, one: str
) -> None:
    records = {
        str(row["record"]).rsplit("/", 1)[1] for row in kg.ask("positions", authority=authority).records()
    }
    assert any(record.startswith(one) for record in records)
    assert len(records) < len({row["record"] for row in kg.ask("positions").records()})


def test_q24_an_abstract_gives_a_wide_interval(kg: KnowledgeGraph) -> None:
    for row in rows(kg.ask("reporting-completeness"), study=KIM):
        assert row["notReported"] == 0
        assert row["high"] == 1
        assert row["low"] < 0.2


def test_q26_the_three_reports_on_sheep_plasma_are_told_apart(kg: KnowledgeGraph) -> None:
    answer = kg.ask("conflicts", target="hair follicle number")
    (row,) = rows(answer, kindName="context-dependent")
    assert {row["studyA"], row["studyB"]} == {
        f"{STUDY}sheep-plasma-follicle",
        f"{STUDY}wang-2025-sheep-plasma",
    }
    assert "species" in row["differsIn"]  # sheep against mice
    assert len(rows(answer, kindName="null-versus-effect")) == 1
    (shared,) = rows(
        answer, kindName="within one cohort"
    )  # of which a comparison of two preparations is none
    assert {shared["studyA"], shared["studyB"]} == {
        f"{STUDY}wang-2025-sheep-plasma",
        f"{STUDY}zhang-2025-circexo",
    }
    assert rows(answer, kindName="conflict") == []


def test_q32_colostrum_regrowth_was_seen_in_animals_and_never_in_people(kg: KnowledgeGraph) -> None:
    native = "vesicles of bovine colostrum"
    cells = kg.ask("gap-map", source=native, outcome="hair regrowth").records()
    assert {row["rung"]: row["separable"] for row in rows(cells, outcome="hair regrowth")} == {"animal": 1}
    assert rows(kg.ask("animal-only"), subjectName=native, outcomeName="hair regrowth")


def test_q33_everything_behind_a_claim_has_a_place_and_a_reader(kg: KnowledgeGraph) -> None:
    answer = kg.ask("claim-provenance", source="bovine colostrum", effect="increases", target="proliferation")
    (row,) = answer.records()
    assert (row["stand"], row["study"], row["locator"]) == ("supports", KIM, "abstract")
    assert row["readingDepthName"] == "abstract"
    assert row["secondRead"] != "not yet"


def test_q38_a_doi_finds_the_findings_of_its_paper(kg: KnowledgeGraph) -> None:
    found = {
        str(row["finding"]).rsplit("_", 1)[1]
        for row in kg.ask("by-identifier", id="10.3389/fcell.2022.815205").records()
    }
    assert found == {"f1", "f2", "f3", "f4", "f5", "f6", "f8", "f9"}  # f7 tells of harm and is no finding


def test_q35_a_paper_is_shown_with_the_preprint_it_was(kg: KnowledgeGraph) -> None:
    published = rows(
        kg.ask("publication-status", status="published"), study=f"{STUDY}legiawati-adsc-secretome"
    )
    assert {(row["preprint"], row["publishedAs"]) for row in published} == {
        ("10.21203/rs.3.rs-4205976/v1", "not applicable")
    }
    preprints = rows(kg.ask("publication-status", status="preprint"))
    assert {row["publishedAs"] for row in preprints} == {"not read"}
    assert {row["noticeDate"] for row in preprints} == {"not applicable"}


def test_what_was_reported_against_hair_is_listed_with_how_well_it_is_shown(kg: KnowledgeGraph) -> None:
    columns = ["study", "effect", "outcome", "favourability", "separability", "rung", "contrast", "locator"]
    against = rows(kg.ask("against-hair", columns=columns))
    assert {row["favourability"] for row in against} == {"unfavourable"}
    (one,) = [
        row for row in against if "zhang-2025-circexo" in row["finding"]
    ]  # its second finding compares two preparations
    assert (one["outcome"], one["separability"], one["rung"]) == (
        "hair follicle diameter",
        "separable",
        "animal",
    )
    assert (one["effect"], one["contrast"], one["locator"]) == ("decreases", "between-group", "abstract")
    other = rows(kg.ask("against-hair", favourability="not agreed", columns=columns))
    assert other
    assert not {row["finding"] for row in other} & {row["finding"] for row in against}


def test_nothing_that_helps_is_listed_as_against_hair(kg: KnowledgeGraph) -> None:
    """A listed finding increases what is wanted less, or decreases what is wanted more."""
    query = """SELECT ?f {
      ?f a exokg:Finding ; exokg:target/exokg:valence/rdfs:label ?valence ; exokg:effect ?effect .
      FILTER((STR(?valence) = "more wanted" && ?effect = exokg:decreases)
        || (STR(?valence) = "less wanted" && ?effect = exokg:increases)) }"""
    wrong_way = {value_of(finding) for (finding,) in kg.store.select(query, prefixes=PREFIXES)}
    against = {row["finding"] for row in kg.ask("against-hair").records()}
    assert against
    assert against <= wrong_way
