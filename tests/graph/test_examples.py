"""The graph holds the seed article's five papers, and a real example of every part of the model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from exokg.curation.graph import Graph

SEED = {
    "gupta-2020": "statement",
    "kim-2022-colostrum": "study",
    "epstein-2020": "statement",
    "kwack-2019-dpexo": "study",
    "gupta-2023-systematic-review": "review",
}


def _sources(record: Any) -> set[str]:
    return {preparation.source for preparation in record.preparations.values()}


def _contrasts(record: Any) -> set[str]:
    return {
        finding.contrast
        for finding in record.findings
        if finding.quantity and finding.quantity.change is not None
    }


EXAMPLES: dict[str, tuple[str, Callable[[Any], object]]] = {
    "dermal papilla source": ("yan-2019-mir22", lambda r: "dermal papilla cell" in _sources(r)),
    "adipose source": ("adsc-dht-wnt", lambda r: "adipose mesenchymal stromal cell" in _sources(r)),
    "MSC source": ("rajendran-2022-hmscev", lambda r: "mesenchymal stromal cell" in _sources(r)),
    "macrophage source": ("rajendran-2020-macev", lambda r: "macrophage" in _sources(r)),
    "plant source": ("bento-2025-rose-exosome-aa", lambda r: "rose stem cell" in _sources(r)),
    "bacterial source": ("yoon-2022-leuconostoc-ev", lambda r: "Leuconostoc holzapfelii" in _sources(r)),
    "miRNA cargo": ("cao-2021-renv", lambda r: r.preparations["ren-nv"].cargo == ["miR-100"]),
    "alopecia areata model": (
        "zoller-2018-mdscexo",
        lambda r: "alopecia areata" in {system.condition for system in r.systems.values()},
    ),
    "between-group clinical number": ("amini-2025-ecpe", lambda r: "between-group" in _contrasts(r)),
    "within-group clinical number": (
        "wan-microneedling-open-label",
        lambda r: _contrasts(r) == {"within-group"},
    ),
    "null result": (
        "zhang-2025-circexo",
        lambda r: any(finding.effect == "no detected effect" for finding in r.findings),
    ),
    "co-intervention": (
        "wan-microneedling-open-label",
        lambda r: r.arms["xomage"].co_interventions[0].given == "microneedling",
    ),
    "registry entry that disagrees with its paper": ("amini-2025-ecpe", lambda r: r.registration.differences),
    "review with included studies": ("montero-vilchez-2021-msc-cm-review", lambda r: r.includes),
    "review whose inclusion list was not read": (
        "gupta-2023-systematic-review",
        lambda r: r.inclusion_list == "not read" and not r.includes,
    ),
    "harm": ("tawanwongsri-skin-necrosis-case", lambda r: r.harms[0].state == "observed"),
    "authority's statement": (
        "fda-2019-public-safety-notification",
        lambda r: r.authority and r.jurisdiction,
    ),
    "secondary summary": ("closs-norrin-fibroblast-ev", lambda r: r.read == "secondary summary"),
}


def test_there_are_no_faults(real: Graph) -> None:
    assert list(real.violations) == []


def test_the_papers_of_the_seed_article_are_here_with_its_claims(real: Graph) -> None:
    for key, kind in SEED.items():
        record = real.records[key].record
        assert record.kind == kind
        parts: Iterable[Any] = (*record.findings, *record.harms, *record.statements, *record.conclusions)
        marked = [part.seed.support for part in parts if part.seed is not None]
        assert marked, key


def test_what_stands_on_the_seed_alone_is_no_finding(real: Graph) -> None:
    for key in ("gupta-2020", "epstein-2020"):
        record = real.records[key].record
        assert not record.findings
        assert {harm.state for harm in record.harms} <= {"not read"}


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_every_part_of_the_model_has_a_real_example(real: Graph, name: str) -> None:
    key, holds = EXAMPLES[name]
    assert holds(real.records[key].record), name


def test_statements_never_carry_an_effect(real: Graph) -> None:
    assert [
        key
        for key, located in real.records.items()
        if located.record.kind == "statement" and located.record.findings
    ] == []


def test_every_record_was_entered_and_names_its_sources(real: Graph) -> None:
    for key, located in real.records.items():
        assert located.record.sources or located.record.mirrors, key
        assert located.record.entered.by
