"""Nothing verified is lost: every corpus record and finding is carried, or left with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from exokg.curation.graph import Graph


def _facts(corpus: Path) -> dict[str, dict[str, Any]]:
    files = sorted((corpus / "records").glob("*.yaml"))
    return {file.stem: yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader) for file in files}


def _carried(real: Graph, key: str) -> dict[str, Any]:
    located = real.records.get(key)
    if located is None:
        return {}
    record = located.record
    return {part.id: part for part in (*record.findings, *record.harms, *record.statements)}


def test_every_corpus_finding_is_carried_or_left_with_a_reason(
    real: Graph, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reasons = {row["id"] for row in real.excluded}
    total, carried, left, lost = 0, 0, 0, []
    for key, fact in _facts(corpus).items():
        parts = _carried(real, key)
        for finding in fact["findings"] or []:
            total += 1
            name = f"{key}_{finding['id']}"
            if finding["id"] in parts:
                carried += 1
            elif name in reasons or key in reasons:
                left += 1
            else:
                lost.append(name)
    with capsys.disabled():
        print(f"\n{carried} of {total} findings carried, {left} left with reason")
    assert total == 437
    assert lost == []


def test_every_corpus_record_is_here_or_excluded(real: Graph, corpus: Path) -> None:
    reasons = {row["id"] for row in real.excluded}
    assert [key for key in _facts(corpus) if key not in real.records and key not in reasons] == []


def test_summaries_effects_and_numbers_are_those_of_the_corpus(real: Graph, corpus: Path) -> None:
    reworded = {"adsc-mir122-dht_f1"}  # its sentence stood in two records
    read_further = {
        f"rajendran-2020-macev_{finding}" for finding in ("f3", "f4", "f8")
    }  # comparator seen later
    words = {"no-significant-effect": "no detected effect", "comparable-to": "comparable to"}
    wrong = []
    for key, fact in _facts(corpus).items():
        parts = _carried(real, key)
        for finding in fact["findings"] or []:
            part = parts.get(finding["id"])
            if part is None:
                continue
            name = f"{key}_{finding['id']}"
            effect = getattr(part, "effect", None)
            if finding["summary"] != part.summary and name not in reworded:
                wrong.append(f"{name}: summary")
            if effect is not None and effect != words.get(finding["effect"], finding["effect"]):
                wrong.append(f"{name}: effect")
            if getattr(part, "contrast", None) != finding["contrast"] and name not in read_further:
                wrong.append(f"{name}: contrast")
            wrong.extend(f"{name}: {field}" for field in _numbers(finding["value"] or {}, part.quantity))
    assert wrong == []


def _numbers(value: dict[str, Any], quantity: Any) -> list[str]:
    fields = (
        "baseline",
        "after",
        "change",
        "spread",
        "ci_low",
        "ci_high",
        "comparator_change",
        "comparator_spread",
        "p",
    )
    return [
        field for field in fields if value.get(field) is not None and getattr(quantity, field) != value[field]
    ]


def test_unofficial_mirrors_are_never_sources(real: Graph, corpus: Path) -> None:
    for key, fact in _facts(corpus).items():
        mirrors = set(fact["unofficial_mirrors"] or [])
        assert mirrors <= set(real.records[key].record.mirrors)
        assert not mirrors & set(real.records[key].record.sources)


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
    from pathlib import Path as AnyPath

    lines = (AnyPath(real.folder) / "unresolved.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {(form, category) for form, category, _ in (line.split("\t") for line in lines)}


def test_every_claim_of_the_seed_is_marked(real: Graph, corpus: Path) -> None:
    missing = []
    for key, fact in _facts(corpus).items():
        parts = _carried(real, key)
        for finding in fact["findings"] or []:
            if finding["claimed_in"] == "seed":
                seed = parts[finding["id"]].seed
                if (
                    seed is None
                    or seed.support != finding["seed_support"].replace("-", " ")
                    or not seed.basis
                ):
                    missing.append(f"{key}_{finding['id']}")
    assert missing == []
