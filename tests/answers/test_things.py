"""A thing is told with all that a reader needs, and in words a reader knows."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from exokg.answers.descriptions import ShownThing
from exokg.answers.stated_values import shown_of
from exokg.answers.things import describe, describe_first
from exokg.store.embedded import EmbeddedStore
from exokg.store.hubs import write_hubs
from exokg.store.kept import KEPT, write_kept
from exokg.store.solutions import value_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import exokg.store as stores
    from exokg.answers.descriptions import Thing

BASE = "https://w3id.org/exokg/"


@pytest.fixture(scope="module")
def told(small_store: stores.Store) -> Callable[[str], Thing]:
    return lambda iri: describe(small_store, NamedNode(iri))


def test_a_study_is_told_with_its_paper(told: Callable[[str], Thing]) -> None:
    study = told(f"{BASE}study/birch-2021-papilla")
    assert study.properties["DOI"] == ["10.5555/exokg.birch.2021"]
    assert ["90000001"] in study.properties.values()
    assert {"author list", "journal"} <= set(study.properties)


def test_words_for_programs_are_left_out(told: Callable[[str], Thing]) -> None:
    study = told(f"{BASE}study/birch-2021-papilla")
    assert not {"absence means", "title status"} & set(study.properties)
    assert not any(":" in name for name in study.properties)
    assert not any("/reporting/" in mention.iri for mention in study.mentions)
    assert not any(mention.role.startswith("exokg:") for mention in study.mentions)
    assert "kind of" in told("http://purl.obolibrary.org/obo/GO_0060070").properties


def test_a_result_is_told_with_its_setting_and_numbers(told: Callable[[str], Thing]) -> None:
    trial = told(f"{BASE}study/dogwood-2023-trial")
    (first, *_) = [one for one in trial.statements if "/finding/" in one.iri]
    assert (first.rung, first.contrast) == ("controlled human", "between-group")
    assert any("change " in one.values for one in trial.statements)


JUDGED = {
    "rung": "exokg:rung",
    "contrast": "exokg:contrast",
    "support": "exokg:support",
    "separability": "exokg:separability",
}


def test_every_finding_is_told_with_how_strong_it_is(real_store: stores.Store) -> None:
    """Rung, contrast, support and separability of the graph; of what is absent, why."""
    studies = [f"{BASE}study/{key}" for key in ("amini-2025-ecpe", "kim-2022-colostrum", "yan-2019-mir22")]
    for study in studies:
        found: dict[str, dict[str, str]] = {}
        for name, path in JUDGED.items():
            lacking = "'not applicable'" if name == "separability" else "?absent"  # of a placebo
            query = (
                f"PREFIX exokg: <{BASE}ontology/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
                "SELECT ?f (COALESCE(?said, ?means) AS ?word) { "
                f"?f a exokg:Finding ; exokg:reportedBy <{study}> . "
                f"<{study}> exokg:absenceMeans/rdfs:label ?absent OPTIONAL {{ ?f {path}/rdfs:label ?said }} "
                f"BIND({lacking} AS ?means) }}"
            )
            for finding, word in real_store.select(query):
                found.setdefault(value_of(finding), {})[name] = value_of(word)
        told = {one.iri: one for one in describe(real_store, NamedNode(study)).statements}
        assert found
        for iri, judged in found.items():
            assert {name: getattr(told[iri], name) for name in JUDGED} == judged, iri


VALUES = {
    "baseline": "baseline {} ± {s} SD hairs",
    "after": "after {} ± {s} SD hairs",
    "change": "change {} ± {s} SD hairs",
    "comparatorBaseline": "comparator's baseline {} hairs",
    "comparatorAfter": "comparator's after {} hairs",
    "comparatorChange": "comparator's change {} ± {s} SD hairs",
    "comparatorSize": "comparator's n {}",
    "sampleSize": "n {}",
    "timepoint": "at {}",
    "timeAfterTreatment": "after the last treatment {}",
    "persistence": "after treatment {}",
    "doseReported": "dose {}",
    "doseResponse": "dose response {}",
    "modifier": "in {}",
    "assay": "by {}",
    "pText": "p {}",
}


@pytest.mark.parametrize("name", VALUES)
def test_each_number_of_a_finding_is_told_with_its_spread_and_unit(name: str) -> None:
    spreads = {"baselineSpread": "5", "spread": "5", "comparatorSpread": "5", "spreadType": "SD"}
    told = shown_of("x/finding/a", {"unit": "hairs", name: "7", **spreads}, "not read")
    assert VALUES[name].format("7", s="5") in told["values"]
    without = shown_of("x/finding/a", {}, "not read")
    assert without["values"] == without["rung"] == without["contrast"] == "not read"
    assert without["setting"] == "not read; comparator not read"


def test_a_harm_of_a_group_without_a_preparation_has_nothing_to_tell_apart() -> None:
    assert shown_of("x/harm/a", {}, "not read")["separability"] == "not applicable"
    assert shown_of("x/harm/a", {"separability": "not known"}, "not read")["separability"] == "not known"


def test_what_is_no_finding_has_no_rung(told: Callable[[str], Thing]) -> None:
    trial = told(f"{BASE}study/dogwood-2023-trial")
    (harm, *_) = [one for one in trial.statements if "/harm/" in one.iri]
    assert (harm.rung, harm.contrast, harm.support, harm.setting) == ("not applicable",) * 4
    assert harm.separability != "not applicable"
    assert not any("not applicable" in line for line in harm.lines)


def test_the_words_of_a_conclusion_are_shown(small_store: stores.Store, told: Callable[[str], Thing]) -> None:
    rows = small_store.select(
        "PREFIX exokg: <https://w3id.org/exokg/ontology/> "
        "SELECT ?c ?record ?words { ?c a exokg:Conclusion ; exokg:reportedBy ?record ; exokg:summary ?words }"
    )
    assert rows
    for conclusion, record, words in rows:
        (one,) = [one for one in told(value_of(record)).statements if one.iri == value_of(conclusion)]
        assert (one.summary, one.locator) == (value_of(words), "")


def test_details_are_those_of_the_graph(small_store: stores.Store, told: Callable[[str], Thing]) -> None:
    """Every p value and timepoint of a finding is in its line."""
    rows = small_store.select(
        "PREFIX exokg: <https://w3id.org/exokg/ontology/> "
        "SELECT ?f ?study ?p ?t { ?f exokg:reportedBy ?study ; exokg:pText ?p ; exokg:timepoint ?t }"
    )
    found = list(rows)
    assert found
    for finding, study, p, timepoint in found:
        (line,) = [one.values for one in told(value_of(study)).statements if one.iri == value_of(finding)]
        assert f"p {value_of(p)}" in line
        assert f"at {value_of(timepoint)}" in line


@pytest.mark.parametrize(
    "links", ["?thing exokg:supportedBy ?result", "?result exokg:countedUnder/exokg:ofSource ?thing"]
)
def test_claims_and_sources_list_their_findings(
    small_store: stores.Store, told: Callable[[str], Thing], links: str
) -> None:
    rows = small_store.select(
        f"PREFIX exokg: <https://w3id.org/exokg/ontology/> SELECT ?thing ?result {{ {links} }} LIMIT 12"
    )
    found = [(value_of(thing), value_of(result)) for thing, result in rows]
    assert found
    for thing, result in found:
        assert result in {one.iri for one in told(thing).statements}


SHOWN = ("study/dogwood-2023-trial", "study/birch-2021-papilla", "ontology/Finding", "ontology/increases")


@pytest.mark.parametrize("most", [1, 3, 10_000])
@pytest.mark.parametrize("name", SHOWN)
def test_the_first_of_a_thing_is_the_beginning_of_the_whole(
    small_store: stores.Store, name: str, most: int
) -> None:
    whole = describe(small_store, NamedNode(BASE + name))
    first = describe_first(small_store, NamedNode(BASE + name), most)
    assert first == ShownThing.read(json.loads(json.dumps(asdict(first))))
    assert (first.iri, first.label) == (whole.iri, whole.label)
    assert first.statements == whole.statements[:most]
    assert first.verdicts == whole.verdicts[:most]
    assert [fact.values for fact in first.facts] == [fact.values[:most] for fact in whole.facts]
    assert (first.stated, first.judged) == (len(whole.statements), len(whole.verdicts))
    assert first.values_of == {fact.property.iri: len(fact.values) for fact in whole.facts}
    assert first.named_by == Counter(one.role_iri for one in whole.mentions)
    kept = Counter(one.role_iri for one in first.mentions)
    assert kept == {role: min(count, most) for role, count in first.named_by.items()}
    assert [one for one in whole.mentions if one in first.mentions] == first.mentions


def test_what_is_not_shown_costs_no_queries_and_is_not_sent() -> None:
    """A term that ten thousand findings and mentions are about: their details would take a minute."""
    queries: list[int] = []

    class Counted(EmbeddedStore):
        def select(self, query: str, **named: object) -> object:  # type: ignore[override]
            queries[-1] += 1
            return super().select(query, **named)  # type: ignore[arg-type]

    sizes = []
    for number in (300, 3000):
        data, term = Store(), NamedNode(f"{BASE}term/t")
        for place in range(number):
            finding, mention = (NamedNode(f"{BASE}{kind}/{place:05}") for kind in ("finding", "paper"))
            data.add(Quad(finding, NamedNode(f"{BASE}ontology/target"), term))
            data.add(Quad(finding, NamedNode(f"{BASE}ontology/reportedBy"), NamedNode(f"{BASE}study/s")))
            data.add(Quad(mention, NamedNode("urn:mentions"), term))
            data.add(Quad(term, NamedNode("urn:value"), Literal(place)))
        queries.append(0)
        found = describe_first(Counted(data), term, 200)
        assert (found.stated, found.named_by["urn:mentions"], found.values_of["urn:value"]) == (number,) * 3
        assert len(found.statements) == len(found.mentions) == len(found.facts[0].values) == 200
        sizes.append(len(json.dumps(asdict(found))))
    assert queries[0] == queries[1]
    assert sizes[1] < 1.01 * sizes[0]


@pytest.fixture
def hubs(small_store: stores.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EmbeddedStore:
    """The small graph with what a large store keeps of the things that more than seven nodes mention."""
    monkeypatch.setattr("exokg.store.hubs.LISTED", 7)
    monkeypatch.setattr("exokg.answers.things.LISTED", 7)
    assert isinstance(small_store, EmbeddedStore)
    write_kept(tmp_path / KEPT, small_store)
    with sqlite3.connect(tmp_path / KEPT) as file:
        write_hubs(file, small_store)
    return EmbeddedStore(small_store.engine, path=tmp_path)


@pytest.mark.parametrize("most", [1, 7])
def test_what_is_kept_of_a_hub_is_what_the_triples_say(
    hubs: EmbeddedStore, small_store: stores.Store, most: int
) -> None:
    """Of codes, classes, terms, sources and studies: all numbers, and the first by record and IRI."""
    things = "SELECT DISTINCT ?thing { ?node ?property ?thing FILTER(isIRI(?thing)) }"
    named = [thing for (thing,) in small_store.select(things) if isinstance(thing, NamedNode)]
    kept = [thing for thing in named if hubs.kept.mentioned(thing.value)]
    assert 20 < len(kept) < len(named) / 2
    for name in (*SHOWN, "code/rung-animal"):
        assert NamedNode(BASE + name) in kept
    for thing in [*(NamedNode(BASE + name) for name in SHOWN), *kept[:: len(kept) // 8]]:
        first, asked = (describe_first(store, thing, most) for store in (hubs, small_store))
        assert first.stated + sum(first.named_by.values()) > 7
        assert first == asked


def test_more_than_is_kept_of_a_hub_is_asked(hubs: EmbeddedStore, small_store: stores.Store) -> None:
    thing = NamedNode(BASE + "ontology/Finding")
    assert describe_first(hubs, thing, 50).statements == describe_first(small_store, thing, 50).statements
    assert hubs.kept.mentioned("urn:unknown") is None
    assert EmbeddedStore(hubs.engine).kept.mentioned(thing.value) is None
