"""Claims, edges and counts are what plain Python makes of the YAML, for all records and for invented ones."""

from __future__ import annotations

import dataclasses
import functools
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions, Store

from benchmarks.generator import Generator
from exokg.model.records import MODELS
from exokg.rdf.dataset import curated_store
from exokg.rdf.derive import derive
from exokg.rdf.namespaces import PREFIXES, compress

from .second_road import MOVED, ClaimKey, Recomputed, favourability, recompute

if TYPE_CHECKING:
    from exokg.curation.graph import Graph

ROOT = Path(__file__).parents[2]
CATEGORIES = {
    "molecule": ("molecule",),
    "source": ("source",),
    "load": ("intervention", "molecule"),
    "effect on": (
        "pathway", "process", "molecule", "hair outcome", "clinical outcome", "skin outcome",
        "safety outcome", "delivery outcome",
    ),
}  # fmt: skip
CLAIMS = """
SELECT ?claim ?subject ?effect ?target ?kind ?source ?separability ?rung ?contrast ?support ?against
       ?favourability ?agreement ?findings ?studies ?groups ?separable ?up ?down ?none {
  ?claim a exokg:Claim ; exokg:claimSubject ?subject ; exokg:claimEffect ?effect ; exokg:claimTarget ?target ;
    exokg:separability/rdfs:label ?separability ; exokg:findingCount ?findings ;
    exokg:independentStudies ?studies ; exokg:independentGroups ?groups ; exokg:separableStudies ?separable .
  ?subject exokg:subjectKind/rdfs:label ?kind . OPTIONAL { ?subject exokg:ofSource ?source }
  OPTIONAL { ?claim exokg:highestRung/rdfs:label ?rung }
  OPTIONAL { ?claim exokg:bestContrast/rdfs:label ?contrast }
  OPTIONAL { ?claim exokg:bestSupport/rdfs:label ?support }
  OPTIONAL { ?claim exokg:against/rdfs:label ?against }
  OPTIONAL { ?claim exokg:favourability/rdfs:label ?favourability }
  OPTIONAL { ?claim exokg:agreement ?agreement }
  OPTIONAL {
    ?claim exokg:studiesIncreasing ?up ; exokg:studiesDecreasing ?down ; exokg:studiesNoEffect ?none
  }
}
"""


def select(store: Store, query: str) -> list[dict[str, str]]:
    """Rows as texts; IRIs are CURIEs, and what is unbound is missing."""
    found = store.query(query, prefixes=PREFIXES)
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    rows = [{name: row[name] for name in names if row[name] is not None} for row in found]
    return [{name: compress(cell.value) for name, cell in row.items()} for row in rows]


def stated(store: Store) -> dict[ClaimKey, dict[str, Any]]:
    """What the claims of a store say, by the same key as the second road."""
    loads: dict[str, list[str]] = {}
    for row in select(store, "SELECT ?s ?load { ?s a exokg:Subject ; exokg:loadedWith ?load }"):
        loads.setdefault(row["s"], []).append(row["load"])
    behind: dict[str, set[str]] = {}
    for row in select(store, "SELECT ?claim ?f { ?claim exokg:supportedBy ?f }"):
        behind.setdefault(row["claim"], set()).add(row["f"].removeprefix("finding:"))
    found = {}
    for row in select(store, CLAIMS):
        subject = (
            row["kind"],
            row.get("source", row["subject"]),
            tuple(sorted(loads.get(row["subject"], []))),
        )
        key = (subject, row["effect"].removeprefix("exokg:").replace("RO:", "RO_"), row["target"])
        assert key not in found, f"two claims say the same: {key}"
        found[key] = row | {"behind": behind[row["claim"]]}
    return found


def asserted(store: Store) -> set[tuple[str, str, str]]:
    """Every direct edge; what a preparation holds is curated and no edge."""
    query = """SELECT ?s ?p ?o {
      VALUES ?p { exokg:increases exokg:decreases exokg:noDetectedEffectOn exokg:comparableOn exokg:delivers
                  obo:RO_0002180 }
      ?s ?p ?o . FILTER NOT EXISTS { ?s a exokg:VesiclePreparation } }"""
    return {(row["s"], row["p"], row["o"]) for row in select(store, query)}


def numbers(claim: Recomputed, key: ClaimKey, claims: dict[ClaimKey, Recomputed]) -> dict[str, Any]:
    """What the graph should say of a claim, by the names of :data:`CLAIMS`."""
    sides = {way: claims.get((key[0], way, key[2])) for way in MOVED}
    told = {way: str(len(side.told) if side else 0) for way, side in sides.items()}
    directed = key[1] in (*MOVED, "comparableOn")
    return {
        "behind": claim.findings,
        "findings": str(len(claim.findings)),
        "studies": str(len(claim.cohorts)),
        "groups": str(len(claim.groups)),
        "separable": str(len(claim.separable)),
        "separability": claim.separability,
        "rung": claim.rung,
        "contrast": claim.contrast,
        "support": claim.support,
        "against": "both" if len(claim.against) > 1 else next(iter(claim.against), None),
        "up": told["increases"] if directed else None,
        "down": told["decreases"] if directed else None,
        "none": told["noDetectedEffectOn"] if directed else None,
    }


def compare(graph: Graph, records: dict[str, Any], store: Store) -> dict[ClaimKey, Recomputed]:
    """Both roads lead to the same claims and the same edges."""

    @functools.cache
    def resolve(text: str, category: str) -> str:
        return graph.terms.resolve(text, CATEGORIES[category]).curie

    members = [(row["cluster"], row["kind"], row["member"]) for row in graph.clusters.rows]
    members = [row for row in members if row[1] != "namesakes"]
    made, said = recompute(records, members, resolve), stated(store)
    assert set(made) == set(said)
    for key, claim in made.items():
        wanted = numbers(claim, key, made)
        assert {name: said[key].get(name) for name in wanted} == wanted, key
        agreed = said[key].get("agreement")
        assert (None if agreed is None else Decimal(agreed)) == claim.agreement, key
    compare_favourability(graph, made, said, store)
    edges = {
        (row["subject"], row["effect"], row["target"])
        for key, row in said.items()
        if made[key].separability == "separable"
    }
    assert asserted(store) == edges
    return made


def compare_favourability(
    graph: Graph, made: dict[ClaimKey, Recomputed], said: dict[ClaimKey, dict[str, Any]], store: Store
) -> None:
    """Direction times valence, for claims and for the findings behind them."""
    findings: dict[str, str] = {}
    for key, claim in made.items():
        term = graph.terms.get(key[2])
        word = favourability(key[1], term.valence if term is not None else None) if claim.effects else None
        assert said[key].get("favourability") == word, key
        findings |= {name: word for name in claim.effects if word is not None}
    rows = select(store, "SELECT ?f ?w { ?f a exokg:Finding ; exokg:favourability/rdfs:label ?w }")
    assert {row["f"].removeprefix("finding:"): row["w"] for row in rows} == findings


def read(folder: Path) -> dict[str, Any]:
    """What the files of a graph say, read by nothing of ours."""
    files = [*folder.glob("studies/*.yaml"), *folder.glob("reviews/*.yaml"), *folder.glob("trials/*.yaml")]
    return {path.stem: yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) for path in sorted(files)}


@pytest.mark.slow
def test_every_claim_of_the_real_graph_follows_from_its_files(real: Graph, real_store: Store) -> None:
    made = compare(real, read(ROOT / "graph"), real_store)
    assert len(made) > 200
    kinds = {key[0][0] for key in made}
    assert {"native vesicles", "loaded or engineered vesicles", "load or carrier"} <= kinds
    assert any(claim.separability != "separable" for claim in made.values())
    (unfavourable,) = select(
        real_store,
        "SELECT (COUNT(*) AS ?n) { ?c a exokg:Claim ; exokg:favourability code:favourability-unfavourable }",
    )
    assert int(unfavourable["n"]) > 1


def test_every_claim_of_the_invented_graph_follows_from_its_files(
    invented: Graph, invented_store: Store
) -> None:
    assert len(compare(invented, read(ROOT / "tests" / "fixtures" / "graph"), invented_store)) > 5


FEW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
CHANGES = (
    "type",
    "loaded-with",
    "engineering",
    "lacks",
    "contrast",
    "comparison",
    "perturbed",
    "status",
    "arm",
)


@st.composite
def changed(draw: st.DrawFn, records: dict[str, Any]) -> dict[str, Any]:
    """Records of which some say something else: a kind, a load, a comparator, a blockade, a retraction."""
    for key in draw(st.lists(st.sampled_from(sorted(records)), max_size=3)):
        record = records[key]
        what = draw(st.sampled_from(CHANGES))
        for preparation in record.get("preparations", {}).values():
            if what == "type":
                kinds = ("extracellular vesicle", "vesicle mimetic", "vesicle formulation", "non-vesicle")
                preparation["type"] = draw(st.sampled_from(kinds))
            elif what == "loaded-with":
                preparation["loaded-with"] = draw(
                    st.sampled_from([["minoxidil"], ["miR-100", "minoxidil"], []])
                )
            elif what == "engineering":
                preparation["engineering"] = "pressed through a sieve"
            elif what == "lacks" and draw(st.booleans()):
                preparation["lacks"] = ["WNT3A"]
        if what == "status" and record.get("publication"):
            record["publication"]["status"] = "retracted"
        if what == "comparison" and len(record.get("preparations", {})) > 1:
            names = sorted(record["preparations"])
            record.setdefault("comparisons", {})["twin"] = {
                "kind": "other preparation",
                "against": "the other",
                "preparation": draw(st.sampled_from(names)),
            }
            record["preparations"][names[0]]["derived-from"] = draw(st.sampled_from(names[1:]))
        for finding in record.get("findings", []):
            change_finding(draw, record, finding, what)
    return records


def change_finding(draw: st.DrawFn, record: dict[str, Any], finding: dict[str, Any], what: str) -> None:
    if what == "contrast":
        finding["contrast"] = draw(
            st.sampled_from(["between-group", "within-group", "among treated", "unclear"])
        )
    elif what == "comparison" and "twin" in record.get("comparisons", {}) and draw(st.booleans()):
        finding["comparison"] = "twin"
    elif what == "perturbed":
        how = draw(st.sampled_from(["inhibitor", "knock-down", "overexpression", "mimic"]))
        became = draw(st.sampled_from([None, "abolished", "unchanged"]))
        finding["perturbed"] = {"what": "WNT3A", "how": how}
        if became:
            finding["perturbed"]["effect-became"] = became
    elif what == "arm" and record.get("arms"):
        name = sorted(record["arms"])[0]
        finding["arm"] = name
        record["arms"][name]["co-interventions"] = [
            {"given": "microneedling", "in-comparator": draw(st.sampled_from(["yes", "no", "unclear"]))}
        ]


@pytest.mark.filterwarnings("ignore:Generating overly large repr")  # which would hide what failed
@pytest.mark.slow
@FEW
@given(data=st.data(), seed=st.integers(1, 10_000))
def test_every_claim_of_generated_and_changed_graphs_follows_from_their_records(
    data: st.DataObject, seed: int, real: Graph, ontology: bytes
) -> None:
    made = Generator(real, seed).make(4_000)
    plain = {
        key: located.record.model_dump(by_alias=True, exclude_none=True, exclude={"second_read"})
        for key, located in made.records.items()
    }
    records = data.draw(changed(plain))
    located = {
        key: dataclasses.replace(one, record=MODELS[one.record.kind].model_validate(records[key]))  # type: ignore[arg-type]
        for key, one in made.records.items()
    }
    graph = dataclasses.replace(made, records=located)
    store = curated_store(graph, ontology)
    derive(store)
    compare(graph, records, store)
