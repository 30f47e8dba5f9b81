"""Where the sources disagree, the graph says so: one query for each disagreement known at the start."""

from __future__ import annotations

from collections.abc import Callable

Rows = Callable[[str], list[tuple[str, ...]]]

FINDING = (
    "?f a exokg:Finding ; exokg:reportedBy ?record ; exokg:effect ?effect ; exokg:target "
    "?target . ?target dcterms:identifier ?id ."
)


def test_bmp2_falls_with_papilla_and_rises_with_adipose_vesicles(rows: Rows) -> None:
    found = rows(
        f"SELECT ?record ?source ?effect {{ {FINDING} ?f exokg:countedUnder ?source "
        f"FILTER(?id = 'HGNC:1069') }}"
    )
    assert ("study:adsc-mir122-dht", "subject:vesicles-of-adipose-msc", "exokg:increases") in found
    assert (
        "study:chen-2020-osaev",
        "subject:formulated-vesicles-of-dermal-papilla-cell",
        "exokg:decreases",
    ) in found


def test_whole_papilla_vesicles_speed_the_stem_cells_that_one_cargo_slows(rows: Rows) -> None:
    found = rows(
        f"SELECT ?record ?source ?effect {{ {FINDING} ?f exokg:inSystem/exokg:cellType "
        f"term:hair-follicle-stem-cell ; "
        "exokg:countedUnder ?source FILTER(?id = 'GO:0008283') }"
    )
    for study in ("li-2023-lef1", "zhao-2026-mir218"):
        assert (f"study:{study}", "subject:vesicles-of-dermal-papilla-cell", "exokg:increases") in found
    engineered = "subject:engineered-vesicles-of-dermal-papilla-cell"
    assert ("study:wnt3a-dpc-hfsc", engineered, "exokg:increases") in found
    assert ("study:yan-2019-mir22", "term:mir-22-5p", "exokg:decreases") in found


def test_mir_218_5p_is_ascribed_to_spheroid_culture_and_to_low_passage(rows: Rows) -> None:
    found = rows(
        f"SELECT ?record ?condition {{ {FINDING} ?f exokg:subject/exokg:sourceCondition ?condition "
        "FILTER(?id = 'term:mir-218-5p' && ?effect = obo:RO_0002180) }"
    )
    assert found == [
        ("study:hu-2020-mir218", "spheroid culture"),
        ("study:zhao-2026-mir218", "low passage"),
    ]


def test_dht_rescue_runs_by_wnt_or_by_smad3_and_never_by_both_in_one_study(rows: Rows) -> None:
    found = rows(
        f"SELECT ?record ?target {{ {FINDING} ?f exokg:countedUnder subject:vesicles-of-adipose-msc "
        "FILTER(?id IN ('GO:0060070', 'GO:0007179')) ?record exokg:condition term:dht-treated }"
    )
    assert found == [("study:adsc-dht-wnt", "GO:0060070"), ("study:adsc-mir122-dht", "GO:0007179")]


def test_the_trigger_of_wnt_differs_from_study_to_study(rows: Rows) -> None:
    via = rows(f"SELECT ?record ?via {{ {FINDING} ?f exokg:via ?via FILTER(?effect = exokg:increases) }}")
    assert ("study:cao-2021-renv", "term:mir-100") in via
    assert ("study:rajendran-2022-hmscev", "HGNC:15983") in via
    assert {("study:ucmsc-col17a1", "term:mir-21-5p"), ("study:ucmsc-col17a1", "HGNC:2892")} <= set(via)
    cargo = rows(
        f"SELECT ?target {{ {FINDING} FILTER(?effect = obo:RO_0002180 && ?record = "
        f"study:rajendran-2020-macev) }}"
    )
    assert {("HGNC:15983",), ("HGNC:12787",)} <= set(cargo)
    none = rows(
        f"SELECT ?f {{ {FINDING} FILTER(?id = 'GO:0060070') FILTER NOT EXISTS {{ ?f exokg:via ?any }} }}"
    )
    assert ("finding:kim-2022-colostrum_f6",) in none


def test_sheep_plasma_moves_follicle_number_three_ways(rows: Rows) -> None:
    found = rows(
        f"SELECT ?record ?effect {{ {FINDING} "
        "?f exokg:countedUnder subject:vesicles-of-fine-wool-sheep-plasma "
        "FILTER(?id = 'term:hair-follicle-number') }"
    )
    assert found == [
        ("study:sheep-plasma-follicle", "exokg:increases"),
        ("study:wang-2025-sheep-plasma", "exokg:decreases"),
        ("study:zhang-2025-circexo", "exokg:noDetectedEffectOn"),
    ]
    shared = rows(
        "SELECT ?group { study:wang-2025-sheep-plasma exokg:inCohort|exokg:inGroup ?group . "
        "study:zhang-2025-circexo exokg:inCohort|exokg:inGroup ?group }"
    )
    assert len(shared) == 2  # one group of authors, perhaps the same animals


def test_head_to_head_with_minoxidil_gives_equal_cells_better_and_carrier_better(rows: Rows) -> None:
    found = rows(
        f"SELECT ?record ?type ?effect {{ {FINDING} ?f exokg:subject/exokg:preparationType ?type ; "
        "exokg:comparison/exokg:comparatorDrug/dcterms:identifier 'CHEBI:6942' }"
    )
    assert (
        "study:kim-2022-colostrum",
        "code:preparationtype-extracellular-vesicle",
        "exokg:comparableOn",
    ) in found
    assert ("study:hu-2020-mir218", "code:preparationtype-non-vesicle", "exokg:increases") in found
    assert ("study:zhang-2024-gelmns", "code:preparationtype-vesicle-formulation", "exokg:increases") in found
    assert any(study == "study:song-2024-stcmmxd" for study, _, _ in found)


def test_alopecia_areata_mice_regrow_partly_or_best_with_a_loaded_drug(rows: Rows) -> None:
    found = rows(
        f"SELECT ?record ?reported ?against {{ {FINDING} ?f "
        f"exokg:inSystem/exokg:modelsCondition/dcterms:identifier 'MONDO:0005340' . "
        "OPTIONAL { ?f exokg:targetReported ?reported } OPTIONAL { ?f "
        "exokg:comparison/exokg:comparatorPreparation ?against } "
        "FILTER(?record IN (study:zoller-2018-mdscexo, study:tang-2025-baricitinib-ev)) }"
    )
    assert ("study:zoller-2018-mdscexo", "partial hair regrowth", "") in found
    assert ("study:tang-2025-baricitinib-ev", "", "preparation:tang-2025-baricitinib-ev_msc-ev") in found


def test_pigment_rises_with_sheep_plasma_and_falls_with_amniotic_cargo(rows: Rows) -> None:
    found = rows(
        f"SELECT ?record ?target ?effect {{ {FINDING} "
        "FILTER(?record IN (study:wang-2025-sheep-plasma, study:amniotic-pigmentation)) }"
    )
    assert ("study:wang-2025-sheep-plasma", "term:melanin-deposition", "exokg:increases") in found
    assert ("study:amniotic-pigmentation", "GO:0042438", "exokg:decreases") in found


def test_the_clinical_gain_differs_with_control_unit_and_product(rows: Rows) -> None:
    found = rows(
        "SELECT ?record ?change ?comparator ?unit ?contrast { ?f exokg:reportedBy "
        "?record ; exokg:change ?change ; "
        "exokg:unit/rdfs:label ?unit ; exokg:contrast ?contrast . OPTIONAL { ?f "
        "exokg:comparatorChange ?comparator } }"
    )
    assert ("study:amini-2025-ecpe", "9.5", "1.5", "hairs", "code:contrast-between-group") in found
    assert (
        "study:wan-microneedling-open-label",
        "35",
        "",
        "hairs/cm2",
        "code:contrast-within-group",
    ) in found
    assert ("study:placenta-msc-aga-preprint", "67", "", "hairs/cm2", "code:contrast-within-group") in found
    assert (
        "review:al-ameer-2025-systematic-review",
        "9.5",
        "",
        "hairs/cm2",
        "code:contrast-unclear",
    ) in found
    platelets = rows(
        "SELECT ?before ?after { ?f a exokg:ReviewFinding ; exokg:reportedBy "
        "review:georgescu-2022-prp-meta-analysis ; "
        "exokg:baseline ?before ; exokg:after ?after }"
    )
    assert platelets == [("141.9", "177.5")]
    mixed = rows(
        "SELECT ?given { ?c a exokg:CoIntervention ; exokg:given ?given . ?arm "
        "exokg:coIntervention ?c ; exokg:ofRecord study:amini-2025-ecpe }"
    )
    assert mixed == [("term:ecklonia-cava-extract",), ("term:thuja-orientalis-extract",)]


def test_nulls_stay_visible_with_what_was_tested(rows: Rows) -> None:
    medium = rows(
        f"SELECT ?target ?type ?kind {{ {FINDING} ?f exokg:subject/exokg:preparationType ?type ; "
        "exokg:comparison/exokg:comparatorKind ?kind FILTER(?effect = "
        "exokg:noDetectedEffectOn && ?record = study:adsc-cm-minoxidil-split-scalp) }"
    )
    assert {row[0] for row in medium} == {"term:hair-count", "term:hair-density", "term:hair-shaft-diameter"}
    assert {row[1:] for row in medium} == {
        ("code:preparationtype-non-vesicle", "code:comparatorkind-ambiguous")
    }
    product = rows(
        f"SELECT ?target {{ {FINDING} ?f exokg:comparison/exokg:comparatorKind code:comparatorkind-untreated "
        "FILTER(?effect = exokg:comparableOn && ?record = study:ferruggia-2024-commercial-products) }"
    )
    assert len(product) == 2


def test_hair_studies_report_few_harms_and_other_records_grave_ones(rows: Rows) -> None:
    states = rows(
        "SELECT ?record ?state { ?h a exokg:HarmReport ; exokg:reportedBy ?record ; exokg:harmState ?state }"
    )
    assert len([row for row in states if row[1] == "code:harmstate-none-observed"]) >= 12
    grave = rows(
        "SELECT ?record ?event { ?h a exokg:HarmReport ; exokg:reportedBy ?record ; exokg:event ?event ; "
        "exokg:harmState code:harmstate-observed }"
    )
    assert ("study:tawanwongsri-skin-necrosis-case", "term:skin-necrosis") in grave
    assert ("statement:nebraska-2019-exosome-cluster", "term:sepsis") in grave
    assert ("study:nahm-2024-granulomas", "term:granuloma") in grave


def test_differences_inside_one_record_are_data(rows: Rows) -> None:
    found = rows(
        "SELECT ?trial ?field ?registry ?paper { ?d a exokg:RegistryDifference ; "
        "exokg:ofRegistration ?trial ; "
        "exokg:field ?field ; exokg:registryValue ?registry ; exokg:paperValue ?paper }"
    )
    assert (
        "trial:nct06930326",
        "number of participants",
        "24 enrolled",
        "20 men in the summary of the same entry, and 20 randomised in the paper",
    ) in found
    assert any(
        trial == "trial:trial-nct05658094-isfahan" and field == "source tissue"
        for trial, field, _, _ in found
    )
    assert any(
        trial == "trial:nct06985121" and field == "gain in hair density" for trial, field, _, _ in found
    )


def test_only_what_a_paper_says_counts_as_registry_against_paper(rows: Rows) -> None:
    kinds = rows(
        "SELECT ?kind ?trial ?field { ?d exokg:ofRegistration ?trial ; exokg:field ?field ; "
        "exokg:differenceKind ?kind }"
    )
    assert [row[1:] for row in kinds if row[0] == "code:differencekind-registry-and-paper"] == [
        ("trial:nct06930326", "age range"),
    ]
    assert (
        "code:differencekind-parts-of-the-entry",
        "trial:nct06930326",
        "number of participants",
    ) in kinds
    assert (
        "code:differencekind-copies-of-the-entry",
        "trial:trial-nct06239207-lahore",
        "recruitment state",
    ) in kinds
    assert (
        "code:differencekind-parts-of-the-entry",
        "trial:trial-nct05658094-isfahan",
        "source tissue",
    ) in kinds
