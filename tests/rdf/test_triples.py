"""Records become the triples they should, and the same ones whatever the machine."""

from __future__ import annotations

import copy as copies
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Store, Triple

from exokg.errors import InputError, UnknownTermError
from exokg.model.composition import record_rung
from exokg.rdf.context import Context
from exokg.rdf.namespaces import code, compress, expand, mint
from exokg.rdf.serialisation import serialise
from exokg.rdf.triples import record_triples, to_triples

if TYPE_CHECKING:
    from exokg.curation.graph import Graph

GOLDEN = Path(__file__).parent / "golden" / "curated.ttl"


def context(graph: Graph, key: str) -> Context:
    return Context(graph, key, graph.records[key].record)


def objects(store: Store, subject: NamedNode, name: str) -> list[str]:
    found = store.quads_for_pattern(subject, expand(name if ":" in name else f"exokg:{name}"), None)
    return sorted(compress(q.object) if isinstance(q.object, NamedNode) else q.object.value for q in found)  # type: ignore[union-attr]


def test_the_invented_graph_gives_the_golden_file(invented: Graph) -> None:
    """After a wanted change: make golden, then read the difference."""
    assert serialise(to_triples(invented), "ttl").decode() == GOLDEN.read_text("utf-8")


def test_the_order_of_records_changes_nothing(invented: Graph) -> None:
    turned = copies.copy(invented)
    turned.records = dict(reversed(invented.records.items()))
    assert set(to_triples(turned)) == set(to_triples(invented))


def test_a_record_only_speaks_of_itself(invented: Graph) -> None:
    """Subjects of a record's triples have its key, but for registry entries named by their own number."""
    for key in invented.records:
        for triple in record_triples(context(invented, key)):
            name = triple.subject.value.rpartition("/")[2]  # type: ignore[union-attr]
            assert name.split("_")[0] == key or name.startswith("nct"), triple


def test_no_two_things_share_an_iri(invented: Graph) -> None:
    """Each node is of one kind: its classes of ours differ from no other's in the first part of its IRI."""
    kinds: dict[str, set[str]] = {}
    for triple in to_triples(invented):
        if triple.predicate == expand("rdf:type") and compress(triple.object).startswith("exokg:"):  # type: ignore[arg-type]
            kinds.setdefault(compress(triple.object), set()).add(compress(triple.subject).split(":")[0])  # type: ignore[arg-type]
    assert kinds["exokg:Study"] == {"study"}
    assert kinds["exokg:Finding"] == kinds["exokg:ReviewFinding"] == {"finding"}
    assert kinds["exokg:VesiclePreparation"] == {"preparation"}


@pytest.mark.parametrize(
    ("subject", "name", "expected"),
    [
        ("finding:birch-2021-papilla_f2", "effect", ["exokg:increases"]),
        ("finding:birch-2021-papilla_f2", "verb", ["activates"]),
        ("finding:birch-2021-papilla_f2", "countedUnder", ["subject:vesicles-of-dermal-papilla-cell"]),
        ("finding:birch-2021-papilla_f5", "subject", ["mirbase:MI0000294"]),
        ("finding:birch-2021-papilla_f6", "countedUnder", [
            "subject:non-vesicle-preparations-of-dermal-papilla-cell"
        ]),
        ("finding:birch-2021-papilla_f4", "effect", ["RO:0002180"]),
        ("finding:birch-2021-papilla_f1", "timepointDays", ["2"]),
        ("finding:birch-2021-papilla_f3", "pValue", []),  # "<0.05" is a bound
        ("finding:birch-2021-papilla_f3", "pText", ["<0.05"]),
        ("finding:birch-2021-papilla_f3", "baseline", ["0"]),
        ("finding:birch-2021-papilla_f1", "obo:RO_0002558", ["ECO:0001565"]),
        ("finding:hazel-2023-review_f1", "obo:RO_0002558", ["ECO:0000033"]),
        ("finding:hazel-2023-review_f1", "restsOn", ["study:birch-2021-papilla"]),
        ("preparation:dogwood-2023-trial_adipose-ev", "rdf:type",
            ["GO:0070062", "exokg:VesiclePreparation"]),
        ("preparation:birch-2021-papilla_papilla-ev", "obo:RO_0003001", ["CL:0000346"]),
        ("preparation:birch-2021-papilla_medium", "rdf:type", ["exokg:VesiclePreparation"]),
        ("preparation:ginkgo-2024-leaf_leaf-gel", "madeFrom", ["preparation:ginkgo-2024-leaf_leaf-nano"]),
        ("dose:dogwood-2023-trial_treated_particles", "amount", ["10000000000"]),
        ("dose:dogwood-2023-trial_treated_particles", "dimension", ["code:dosedimension-particles"]),
        ("study:dogwood-2023-trial", "registeredAs", ["trial:nct90000001"]),
        ("study:fir-2024-followup", "registeredAs", ["trial:ivy-nct90000002"]),
        ("trial:nct90000001", "paper", ["study:dogwood-2023-trial"]),
        ("trial:ivy-nct90000002", "paper", ["study:fir-2024-followup"]),
        ("difference:dogwood-2023-trial_endpoint-week", "ofRegistration", ["trial:nct90000001"]),
        ("study:fir-2024-followup", "inCohort", ["cohort:dogwood-men"]),
        ("study:fir-2024-followup", "inGroup", ["group:fir-2024-followup"]),
        ("study:birch-2021-papilla", "inGroup", ["group:forest-lab"]),
        ("study:birch-2021-papilla", "rung", ["code:rung-animal"]),
        ("study:birch-2021-papilla", "absenceMeans", ["code:state-not-reported"]),
        ("study:cedar-2022-null", "absenceMeans", ["code:state-not-read"]),
        ("study:fir-2024-followup", "rdfs:label", ["fir 2024 followup"]),
        ("study:fir-2024-followup", "year", ["2024"]),
        ("study:elm-2020-withdrawn", "status", ["code:status-retracted"]),
        ("publication:fir-2024-followup", "yearInferred", ["2024"]),
        ("publication:birch-2021-papilla", "authorList", ["Birch A; Rowan B"]),
        ("review:hazel-2023-review", "includesStudy", ["study:birch-2021-papilla", "study:cedar-2022-null"]),
        ("trial:ivy-nct90000002", "nPlanned", ["60"]),
        ("harm:dogwood-2023-trial_serious", "harmState", ["code:harmstate-none-observed"]),
        ("position:juniper-2022-notice_s1", "effect", []),
        ("source:adipose-derived-stem-cell", "rdfs:subClassOf", ["source:mesenchymal-stem-cell"]),
        ("source:rose", "sourceKind", ["plant"]),
        ("UO:0000274", "measures", ["mass concentration"]),
        ("arm:dogwood-2023-trial_treated", "coIntervention",
            ["cointervention:dogwood-2023-trial_treated_microneedling"]),
    ],
)  # fmt: skip
def test_a_record_says(invented_store: Store, subject: str, name: str, expected: list[str]) -> None:
    assert objects(invented_store, expand(subject), name) == expected


def test_absence_is_silence_not_a_value(invented: Graph) -> None:
    said = {t.predicate for t in record_triples(context(invented, "cedar-2022-null"))}
    assert expand("exokg:funderKind") not in said
    assert expand("exokg:severity") not in said


def test_the_rung_of_a_record_is_its_highest_or_its_designs(invented: Graph) -> None:
    assert record_rung(invented.records["dogwood-2023-trial"].record) == "controlled human"
    assert record_rung(invented.records["ivy-nct90000002"].record) == "controlled human"
    assert record_rung(invented.records["ginkgo-2024-leaf"].record) == "ex vivo"
    assert record_rung(invented.records["juniper-2022-notice"].record) is None


def test_an_unknown_term_and_an_unknown_record_are_refused(invented: Graph) -> None:
    record = invented.records["cedar-2022-null"].record
    unknown = record.model_copy(update={"species": ["unicorn"]})
    with pytest.raises(UnknownTermError):
        list(record_triples(Context(invented, "cedar-2022-null", unknown)))
    review = invented.records["hazel-2023-review"].record.model_copy(update={"includes": ["nobody-1999"]})
    with pytest.raises(InputError, match="nobody-1999"):
        list(record_triples(Context(invented, "hazel-2023-review", review)))


def test_a_term_carries_label_synonyms_definition_and_mapping(invented: Graph) -> None:
    said = set(to_triples(invented))
    pain = expand("term:pain")
    assert Triple(pain, expand("rdfs:label"), Literal("pain")) in said
    assert Triple(pain, expand("skos:closeMatch"), expand("HP:0012531")) in said
    assert Triple(pain, expand("rdfs:subClassOf"), expand("OAE:0000001")) in said
    assert Triple(pain, expand("rdf:type"), expand("exokg:SafetyOutcome")) in said


def test_minting_refuses_an_unknown_kind_and_expanding_an_unknown_prefix() -> None:
    with pytest.raises(ValueError, match="unicorn"):
        mint("unicorn", "x")
    with pytest.raises(ValueError, match="unknown prefix"):
        expand("exo:0000001")
    assert code("statistic", "Cliff's delta").value.endswith("/statistic-cliff-s-delta")
