"""Mechanism experiments: what was perturbed, how, and what became of the effect of the vesicles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exokg.model.lists import words_of
from exokg.model.perturbations import BLOCKING, EffectBecame, PerturbationKind
from exokg.rdf.namespaces import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import Store

    from exokg.curation.graph import Graph

EXPERIMENT = """
SELECT ?subject ?target ?what ?how ?agent ?became WHERE {
  FINDING exokg:subject ?subject ; exokg:target ?target .
  FINDING exokg:perturbed ?what ; exokg:perturbationKind ?how .
  OPTIONAL { FINDING exokg:perturbationAgent ?agent }
  OPTIONAL { FINDING exokg:effectBecame ?became }
}"""


def ask(store: Store, query: str) -> list[tuple[str, ...]]:
    rows = store.query(query, prefixes=dict(PREFIXES))
    names = [variable.value for variable in rows.variables]  # type: ignore[union-attr]
    return sorted(
        tuple(node.value.rpartition("/")[2] if (node := row[name]) is not None else "" for name in names)
        for row in rows  # type: ignore[union-attr]
    )


@pytest.mark.parametrize(
    ("finding", "row"),
    [
        (
            "vibrissa-dpc-wound-2024_f14",
            ("dpc-exo", "GO_0042060", "GO_0016055", "inhibitor", "wnt-pathway-inhibitor", "weakened"),
        ),
        (
            "vibrissa-dpc-wound-2024_f13",
            (
                "dpc-exo",
                "vesicle-effect-on-fibroblasts",
                "GO_0016055",
                "inhibitor",
                "wnt-pathway-inhibitor",
                "weakened",
            ),
        ),
        (
            "cao-2021-renv_f6",
            ("ren-nv", "GO_0060070", "mir-100", "not-shown", "", "unclear"),
        ),
        (
            "adsc-dht-wnt_f9",
            ("adsc-exo", "nuclear-beta-catenin", "GO_0060070", "inhibitor", "2891", "unclear"),
        ),
        ("yang-2023-h19_f5", ("hfmsc-exo-h19", "GO_0042060", "4713", "knock-down", "", "abolished")),
    ],
)
def test_an_experiment_is_about_the_vesicles_and_what_was_blocked(
    finding: str, row: tuple[str, ...], real_store: Store
) -> None:
    ((subject, target, what, how, agent, became),) = ask(
        real_store, EXPERIMENT.replace("FINDING", f"finding:{finding}")
    )
    assert subject == f"{finding.partition('_')[0]}_{row[0]}"
    assert what.rpartition(":")[2] == row[2]
    assert agent.rpartition(":")[2] == row[4]
    assert (target, how, became) == (
        row[1],
        f"perturbationkind-{row[3]}",
        f"effectbecame-{row[5]}" if row[5] else "",
    )


def test_no_finding_is_about_an_inhibitor(real: Graph, real_store: Store) -> None:
    inhibitors = [term for term in real.terms if term.inhibits is not None]
    assert {term.curie for term in inhibitors} == {"term:mir-100-inhibitor", "term:wnt-pathway-inhibitor"}
    assert ask(real_store, "SELECT ?f { ?f exokg:subject/exokg:inhibitorOf ?x }") == []


def test_what_was_blocked_is_found_under_its_own_name(real_store: Store) -> None:
    found = ask(real_store, "SELECT ?f { ?f exokg:perturbed term:mir-100 }")
    assert found == [("cao-2021-renv_f6",)]
    found = ask(real_store, "SELECT DISTINCT ?f { ?f exokg:perturbed/rdfs:subClassOf* obo:GO_0016055 }")
    assert {finding.partition("_")[0] for (finding,) in found} == {
        "adsc-dht-wnt",
        "vibrissa-dpc-wound-2024",
    }


def test_every_perturbation_of_the_real_graph_says_what_and_how(real: Graph) -> None:
    findings = [one for located in real.records.values() for one in located.record.findings]
    perturbed = [one for one in findings if one.perturbed is not None]
    assert len(perturbed) >= 18
    assert {one.support for one in perturbed} == {"perturbation"}
    assert all(one.perturbed for one in findings if one.support == "perturbation")
    blocked = [one for one in perturbed if one.perturbed and one.perturbed.how in BLOCKING]
    assert len(blocked) >= 9
    assert {one.perturbed.effect_became for one in blocked if one.perturbed} >= {"weakened", "abolished"}


def test_the_blocking_kinds_are_kinds() -> None:
    assert set(BLOCKING) < set(words_of(PerturbationKind))
    assert {"abolished", "weakened", "unchanged", "enhanced"} < set(words_of(EffectBecame))
