"""Nothing verified is lost: every fact the records were made from is carried, or left with its reason."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from exokg.curation.graph import Graph

FACTS = runpy.run_path(str(Path(__file__).with_name("facts.py")))
WORDS = {"no-significant-effect": "no detected effect", "comparable-to": "comparable to"}
REWORDED = {
    "adsc-mir122-dht_f1",  # its sentence stood in two records
    # said more than their pages: a random check of 60 items (graph/audits/) and a second reading found these
    "adsc-cm-minoxidil-split-scalp_f10",
    *(f"adsc-dht-wnt_{part}" for part in ("f3", "f4", "f6")),
    "adsc-mir122-dht_f19",
    "bento-2025-rose-exosome-aa_f2",
    "chen-2020-osaev_f3",
    "chen-trichorrhexis-nodosa_f6",
    "fda-2019-public-safety-notification_f4",  # lost a "may"
    "female-aga-combination_f5",
    *(f"gupta-2023-systematic-review_{part}" for part in ("f1", "f4", "f5")),
    "gupta-2023-systematic-review_f3",
    *(f"hu-2020-mir218_{part}" for part in ("f5", "f6")),
    "jsrm-2025-ev-guidance_f2",
    "keratinocyte-pigmentation_f1",
    "kost-literature-review_f7",
    "nilforoushzadeh-hhorsc_f1",
    "rajendran-2020-macev_f9",
    "rajendran-2020-macev_f12",
    *(f"tang-2025-baricitinib-ev_{part}" for part in ("f5", "f6")),  # what might underlie
    "wan-microneedling-open-label_f2",
    "wan-microneedling-open-label_f3",
    "wang-2025-sheep-plasma_f1",
    *(f"zhang-2025-circexo_f{number}" for number in (2, 3, 5, 7, 8)),
    "zhao-2026-mir218_f3",
    "zoller-2018-mdscexo_f9",
}
READ_FURTHER = {
    *(f"rajendran-2020-macev_{part}" for part in ("f3", "f4", "f8")),  # comparator seen later
    *(f"adsc-dht-wnt_{part}" for part in ("f3", "f4", "f5")),  # a rescue whose comparison is not worded
    *(f"gupta-2023-systematic-review_{part}" for part in ("f1", "f2")),  # comparison not worded
    "kim-2022-colostrum_f2",
    "yang-2023-h19_f3",
}
EXPERIMENTS = {  # about the effect that was tested, not the inhibitor: tests/rdf/test_experiments.py
    "adsc-dht-wnt_f9",
    "cao-2021-renv_f6",
    "li-2023-lef1_f6",
    "li-2023-lef1_f7",
    "li-2023-lef1_f8",
    "yang-2023-h19_f5",
}
CORRECTED = {"zoller-2018-mdscexo_f15"}  # a time that stood as the value of a severity
AMONG_TREATED = {  # had no contrast
    *(f"sasaki-2022-xoflo_f{number}" for number in (2, 3, 4, 5, 6, 7, 9)),
    *(f"georgescu-2022-prp-meta-analysis_f{number}" for number in (2, 3)),
}


@pytest.fixture(scope="module")
def facts() -> list[dict[str, Any]]:
    """The verified findings in short, from the table beside this test."""
    found: list[dict[str, Any]] = FACTS["facts"]()
    return found


@pytest.fixture(scope="module")
def carried(real: Graph) -> dict[str, Any]:
    """Every finding, harm and position of the graph by the key of its record and its own."""
    return {
        f"{key}_{part.id}": part
        for key, located in real.records.items()
        for parts in (located.record.findings, located.record.harms, located.record.statements)
        for part in parts
    }


@pytest.fixture(scope="module")
def reasons(real: Graph) -> set[str]:
    """What was left out: records, and findings of records."""
    return {row["id"] for row in real.excluded}


def _left(name: str, reasons: set[str]) -> bool:
    return bool({name, name.rpartition("_")[0]} & reasons)


def test_every_finding_is_carried_or_left_with_a_reason(
    facts: list[dict[str, Any]], carried: dict[str, Any], reasons: set[str]
) -> None:
    names = [fact["finding"] for fact in facts]
    assert len(names) == len(set(names)) == 437
    assert [name for name in names if name not in carried and not _left(name, reasons)] == []


def test_summaries_effects_and_numbers_are_those_of_the_facts(
    facts: list[dict[str, Any]], carried: dict[str, Any]
) -> None:
    pairs = [(fact, carried[fact["finding"]]) for fact in facts if fact["finding"] in carried]
    assert [fault for fact, part in pairs for fault in _faults(fact, part)] == []


def _faults(fact: dict[str, Any], part: Any) -> list[str]:
    name, effect = fact["finding"], getattr(part, "effect", None)
    told = {
        "summary": FACTS["in_short"](part.summary) == fact["summary"] or name in REWORDED,
        "effect": effect in (None, WORDS.get(fact["effect"], fact["effect"])),
        "contrast": _contrast(name, part) == fact["contrast"] or name in READ_FURTHER,
    }
    numbers = {} if name in CORRECTED else fact["numbers"]
    told |= {field: getattr(part.quantity, field) == value for field, value in numbers.items()}
    return [f"{name}: {field}" for field, right in told.items() if not right and name not in EXPERIMENTS]


def _contrast(name: str, part: Any) -> str:
    contrast = getattr(part, "contrast", None) or ""
    return "" if name in AMONG_TREATED and contrast == "among treated" else contrast


def test_a_changed_fact_is_seen(facts: list[dict[str, Any]], carried: dict[str, Any]) -> None:
    fact = next(fact for fact in facts if "change" in fact["numbers"])
    name, part = fact["finding"], carried[fact["finding"]]
    numbers = {**fact["numbers"], "change": 0.5}
    assert _faults({**fact, "numbers": numbers}, part) == [f"{name}: change"]
    assert _faults({**fact, "summary": "0" * 12}, part) == [f"{name}: summary"]
    assert _faults({**fact, "effect": "delays", "contrast": "other"}, part) == [
        f"{name}: effect",
        f"{name}: contrast",
    ]


def test_every_claim_of_the_seed_is_marked(facts: list[dict[str, Any]], carried: dict[str, Any]) -> None:
    seeds = [
        (fact["seed"].replace("-", " "), carried[fact["finding"]].seed) for fact in facts if fact["seed"]
    ]
    assert len(seeds) == 17
    assert [
        seed for support, seed in seeds if seed is None or seed.support != support or not seed.basis
    ] == []


def test_the_table_is_that_of_the_facts(
    facts: list[dict[str, Any]],
    carried: dict[str, Any],
    reasons: set[str],
    corpus: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    names = [fact["finding"] for fact in facts]
    here, left = sum(name in carried for name in names), sum(_left(name, reasons) for name in names)
    with capsys.disabled():
        print(f"\n{here} of {len(names)} findings carried, {left} left with reason")
    assert FACTS["TABLE"].read_text(encoding="utf-8") == FACTS["table"](corpus)


def test_every_record_is_here_or_excluded(real: Graph, corpus: Path, reasons: set[str]) -> None:
    assert [key for key in FACTS["records"](corpus) if key not in real.records and key not in reasons] == []


def test_unofficial_mirrors_are_never_sources(real: Graph, corpus: Path) -> None:
    for key, fact in FACTS["records"](corpus).items():
        mirrors = set(fact["unofficial_mirrors"] or [])
        assert mirrors <= set(real.records[key].record.mirrors)


def test_a_mirror_is_no_source(real: Graph) -> None:
    both = {key: {*at.record.mirrors} & {*at.record.sources} for key, at in real.records.items()}
    assert {key: addresses for key, addresses in both.items() if addresses} == {}
    assert sum(len(at.record.mirrors) for at in real.records.values()) >= 16


def test_every_surface_form_resolves_or_is_named_as_unresolved(real: Graph, corpus: Path) -> None:
    table = (corpus / "ENTITIES.tsv").read_text(encoding="utf-8").splitlines()[1:]
    left = _unresolved(real)
    homeless = []
    for line in table:
        category, form = line.split("\t")[:2]
        if real.terms.find(form) is None and (form, category) not in left:
            homeless.append((category, form))
    assert homeless == []


def _unresolved(real: Graph) -> set[tuple[str, str]]:
    lines = (Path(real.folder) / "unresolved.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {(form, category) for form, category, _ in (line.split("\t") for line in lines)}
