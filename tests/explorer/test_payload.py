"""What the page holds: the graph, all of it that the page shows, and the same bytes every time."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import Literal, Quad

from exokg.errors import InputError, UnknownTermError
from exokg.explorer.free import free_network, render_free
from exokg.explorer.lines import page_lines
from exokg.explorer.page import render
from exokg.explorer.payload import payload
from exokg.explorer.sheets import read_sheets
from exokg.rdf.namespaces import compress, expand
from scripts import payload_types

from .conftest import ROOT, changed, rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from exokg.store.embedded import EmbeddedStore

pytestmark = pytest.mark.slow
HEAD = "PREFIX exokg: <https://w3id.org/exokg/ontology/> "
LEFT_OUT = {
    "dcterms:issued": "the date column as a day",
    "rdf:type": "the class of the row",
    "rdfs:subClassOf": "within says every term above",
    "rdfs:label": "of a part: made of its other values",
    "dcterms:identifier": "the end of the id",
    "dcterms:title": "the label of the record",
    "exokg:author": "in one text: authorList",
    "exokg:entered": "of a result: as its record",
    "exokg:secondRead": "of a result: as its record",
    "exokg:pValue": "pText as a number",
    "exokg:timepointDays": "timepoint as a number",
    "exokg:mirrorPage": "a copy of sourcePage",
    "exokg:reportingLow": "counted from the reporting items",
    "exokg:reportingHigh": "counted from the reporting items",
    "exokg:studiesIncreasing": "counted from the claims beside it",
    "exokg:studiesDecreasing": "counted from the claims beside it",
    "exokg:studiesNoEffect": "counted from the claims beside it",
    "RO:0002558": "the kind of evidence, said by rung and design",
    "RO:0003001": "of a preparation: that of its source",
    "RO:0002180": "of a source: the claims say it",
    "exokg:increases": "of a source: the claims say it",
    "exokg:decreases": "of a source: the claims say it",
    "exokg:noDetectedEffectOn": "of a source: the claims say it",
    "exokg:comparableOn": "of a source: the claims say it",
    "exokg:delivers": "of a source: the claims say it",
    "exokg:linksCargoToOutcome": "a question shows the links of chains",
    "exokg:linksCargoToPathway": "a question shows the links of chains",
    "exokg:linksCargoToTarget": "a question shows the links of chains",
    "exokg:linksPathwayToOutcome": "a question shows the links of chains",
    "exokg:linksSourceToCargo": "a question shows the links of chains",
    "exokg:linksTargetToPathway": "a question shows the links of chains",
    "exokg:ucum": "of a unit: its label says it",
    "BFO:0000050": "between terms",
    "skos:exactMatch": "an identifier elsewhere, which the page shows as a link",
    "exokg:measures": "between terms",
    "exokg:inhibitorOf": "between terms",
    "exokg:valenceReason": "the page of the term on a server says it",
    "rdfs:comment": "a note on a term: the page of the term on a server says it",
    "exokg:within": "between terms",
    "skos:broadMatch": "between vocabularies",
    "skos:closeMatch": "between vocabularies",
    "skos:narrowMatch": "between vocabularies",
    "skos:relatedMatch": "between vocabularies",
}
"""Properties of shown things that the page does not hold, and why."""


@pytest.fixture(scope="module")
def real_data(real_store: EmbeddedStore) -> dict[str, Any]:
    return payload(real_store)


def test_a_page_read_back_gives_every_thing_on_a_line(store: EmbeddedStore) -> None:
    told = [json.loads(line) for line in page_lines(render(store))]
    ids = {(one["in"], one["id"]) for one in told}
    for name, sheet in read_sheets(store).items():
        if name != "reporting":
            assert {(name, row["id"]) for row in sheet.rows} <= ids
    with pytest.raises(InputError):
        list(page_lines("<!DOCTYPE html>"))


def test_one_changed_summary_changes_only_the_lines_that_say_it(store: EmbeddedStore) -> None:
    query = HEAD + "SELECT ?s { ?f a exokg:Finding ; exokg:summary ?s } ORDER BY ?f LIMIT 1"
    [(summary,)] = rows(store, query)

    def change(quad: Quad) -> Quad:
        said = quad.object.value == summary if isinstance(quad.object, Literal) else False
        return Quad(quad.subject, quad.predicate, Literal("otherwise"), quad.graph_name) if said else quad

    old, new = (set(page_lines(render(one))) for one in (store, changed(store, change)))
    gone = {line for line in old - new if '"in": "meta"' not in line}
    come = {line for line in new - old if '"in": "meta"' not in line}
    assert any('"in": "findings"' in line for line in come)
    assert len(gone) == len(come)
    assert all(summary in line for line in gone)
    assert all("otherwise" in line for line in come)


def test_claims_findings_and_records_are_those_of_the_graph(
    real_store: EmbeddedStore, real_data: dict[str, Any]
) -> None:
    for table, kind in (
        ("claims", "Claim"),
        ("findings", "Finding"),
        ("records", "Study"),
        ("harms", "HarmReport"),
    ):
        held = sorted(row["id"] for row in rows_of(real_data, table) if row["class"] == kind)
        known = rows(real_store, HEAD + f"SELECT ?x {{ ?x a exokg:{kind} }}")
        assert held == sorted(compress(row[0]) for row in known)
        assert held
    claims = {(row["id"], row["claimSubject"], row["claimTarget"]) for row in rows_of(real_data, "claims")}
    query = HEAD + "SELECT ?c ?s ?t { ?c exokg:claimSubject ?s ; exokg:claimTarget ?t }"
    assert claims == {tuple(map(compress, row)) for row in rows(real_store, query)}


def test_a_property_is_shown_or_left_out_by_name(store: EmbeddedStore, real_store: EmbeddedStore) -> None:
    left_out = {expand(name).value for name in LEFT_OUT}
    missing = set()
    for one in (store, real_store):
        for sheet in read_sheets(one).values():
            shown = {expand(column.property).value for column in sheet.table.columns}
            classes = " ".join(f"exokg:{name}" for name in sheet.table.classes)
            query = (
                "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> " + HEAD + "SELECT DISTINCT ?property "
                f"{{ VALUES ?class {{ {classes} }} "
                "{ ?thing a ?class ; ?property ?value } UNION { ?property rdfs:domain ?class } }"
            )
            found = {property_ for (property_,) in rows(one, query)}
            missing |= {(sheet.table.name, compress(name)) for name in found - shown - left_out}
    assert sorted(missing) == []


@pytest.mark.parametrize(
    ("table", "column"),
    [(name, "displayGroup") for name in ("preparations", "systems")]  # the lanes have those of terms
    + [("terms", "valence"), ("findings", "favourability"), ("claims", "favourability")],
)
def test_the_payload_carries_groups_valence_and_favourability(
    table: str, column: str, real_store: EmbeddedStore, real_data: dict[str, Any]
) -> None:
    """What the page exports as Turtle is what its tables hold."""
    held = {(row["id"], row[column]) for row in rows_of(real_data, table) if column in row}
    ids = {row["id"] for row in rows_of(real_data, table)}
    known = rows(real_store, HEAD + f"SELECT ?x ?v {{ ?x exokg:{column} ?v }}")
    assert held == {pair for pair in (tuple(map(compress, row)) for row in known) if pair[0] in ids}
    assert held


def test_numbers_that_curators_named_reach_the_page(
    real_store: EmbeddedStore, real_data: dict[str, Any]
) -> None:
    columns = set(real_data["tables"]["records"]["columns"])
    query = HEAD + 'SELECT DISTINCT ?p { ?x ?p ?n FILTER(REGEX(STR(?p), "/ontology/n[A-Z]")) }'
    names = {compress(name) for (name,) in rows(real_store, query)} - {"exokg:nNote"}
    assert len(names) > 20
    assert names <= {f"exokg:{column}" for column in columns}
    assert all(real_data["labels"][name]["label"].startswith("number ") for name in names)


def test_every_finding_passes_boxes_of_declared_groups(real_data: dict[str, Any]) -> None:
    columns = real_data["lanes"]
    place = [column for column, _ in columns["groups"]]
    for row, steps in zip(rows_of(real_data, "findings"), columns["findings"], strict=True):
        assert (steps is None) == (row["class"] == "ReviewFinding"), row["id"]
        if steps is None:
            continue
        source, system, through, outcome = steps
        passed = [place[columns["items"][one][2]] for one in (source, system, *through) if one >= 0]
        assert passed == [1, 3, *[4] * len(through)], row["id"]
        ends = columns["items"][outcome if outcome >= 0 else through[-1]][0]
        assert ends == row["target"], row["id"]
    assert len(columns["harms"]) == len(rows_of(real_data, "harms"))
    papers = {row["id"] for row in rows_of(real_data, "records")}
    trials = {row["id"]: row for row in rows_of(real_data, "records") if row["class"] == "TrialRegistration"}
    assert {one[0] for one in columns["trials"]} == {
        name for name, row in trials.items() if row.get("paper") not in papers
    }


def test_only_what_holds_vesicles_stands_among_the_sources_of_vesicles(real_data: dict[str, Any]) -> None:
    kinds = {row["id"]: row["preparationType"] for row in rows_of(real_data, "preparations")}
    items, groups = real_data["lanes"]["items"], real_data["lanes"]["groups"]
    for row, steps in zip(rows_of(real_data, "findings"), real_data["lanes"]["findings"], strict=True):
        if steps is not None and row["subject"] in kinds:
            without = groups[items[steps[0]][2]][1] == "not vesicles"
            assert without == (kinds[row["subject"]] == "code:preparationtype-non-vesicle"), row["id"]


def test_harm_in_a_group_without_a_preparation_is_none_of_vesicles(real_data: dict[str, Any]) -> None:
    items, groups = real_data["lanes"]["items"], real_data["lanes"]["groups"]
    told = {
        row["inArm"]: (items[steps[0]][1], groups[items[steps[0]][2]][1])
        for row, steps in zip(rows_of(real_data, "harms"), real_data["lanes"]["harms"], strict=True)
        if "inArm" in row and "subject" not in row
    }
    assert told == {"arm:legiawati-adsc-secretome_minoxidil": ("minoxidil only", "not vesicles")}


def test_one_substance_given_in_two_studies_is_one_row(real_data: dict[str, Any]) -> None:
    items = real_data["lanes"]["items"]
    given = {
        row["id"]: items[steps[0]]
        for row, steps in zip(rows_of(real_data, "findings"), real_data["lanes"]["findings"], strict=True)
        if steps is not None
    }
    saline = {
        tuple(given[name])
        for name in ("finding:amini-2025-ecpe_f5", "finding:adsc-cm-minoxidil-split-scalp_f11")
    }
    assert {key for key, _, _ in saline} == {"CHEBI:26710"}
    assert len(saline) == 1


def test_each_prefix_leads_to_one_table(real_data: dict[str, Any]) -> None:
    for name, table in real_data["tables"].items():
        prefixes = {row["id"].partition(":")[0] for row in rows_of(real_data, name)}
        if name != "reporting":
            assert {real_data["homes"].get(one, "terms") for one in prefixes} <= {name}, table["columns"]


def test_terms_say_the_nearest_above_them_and_the_page_finds_the_rest(
    real_store: EmbeddedStore, real_data: dict[str, Any]
) -> None:
    nearest = {row["id"]: row.get("within", []) for row in rows_of(real_data, "terms")}

    def above(term: str) -> set[str]:
        return {one for wider in nearest[term] for one in (wider, *above(wider))}

    known: dict[str, set[str]] = {}
    for term, wider in rows(real_store, HEAD + "SELECT ?t ?w { ?t exokg:within ?w }"):
        known.setdefault(compress(term), set()).update({compress(wider)} - {compress(term)})
    known = {term: known.get(term, set()) & nearest.keys() for term in nearest}
    assert {term: above(term) for term in nearest} == known
    assert sum(map(len, nearest.values())) < sum(map(len, known.values()))


def test_the_free_network_has_every_claim_and_every_study(store: EmbeddedStore) -> None:
    sheets = read_sheets(store)
    graph = free_network(sheets)
    claims = {(row["claimSubject"], row["claimTarget"], row["id"]) for row in sheets["claims"].rows}
    drawn = {(a, b, key) for a, b, key, about in graph.edges(keys=True, data=True) if "effect" in about}
    assert drawn == claims
    assert len({pair[:2] for pair in drawn}) < len(drawn), "the fixture has studies that disagree"
    studies = {row["reportedBy"] for row in sheets["findings"].rows if row["class"] == "Finding"}
    assert studies == {node for node, about in graph.nodes(data=True) if about["column"] == 2}
    assert {about["column"] for _, about in graph.nodes(data=True)} == {1, 2, 3, 4, 5}
    assert render_free(store) == render_free(store)


def test_no_retracted_finding_supports_a_claim(store: EmbeddedStore) -> None:
    sheets = read_sheets(store)
    retracted = {row["id"] for row in sheets["records"].rows if row.get("status") == "code:status-retracted"}
    assert retracted
    theirs = {row["id"] for row in sheets["findings"].rows if row["reportedBy"] in retracted}
    assert theirs
    assert not theirs & {finding for claim in sheets["claims"].rows for finding in claim["supportedBy"]}


def hash_under(seed: str, arguments: Sequence[str]) -> str:
    code = (
        "import sys, hashlib; sys.path.insert(0, 'tests');"
        "from exokg.curation.reading import read_graph; from exokg.rdf.dataset import build_dataset;"
        "from exokg.store.embedded import EmbeddedStore; from exokg.explorer.page import render;"
        "from pathlib import Path; graph = read_graph(Path('tests/fixtures/graph'));"
        "store = EmbeddedStore(build_dataset(graph, Path('ontology.ttl').read_bytes()));"
        "print(hashlib.sha256(render(store).encode()).hexdigest())"
    )
    environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": arguments[0], "LC_ALL": arguments[1]}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_the_same_graph_gives_the_same_bytes(store: EmbeddedStore) -> None:
    here = hashlib.sha256(render(store).encode()).hexdigest()
    assert hash_under("1", ["Asia/Tokyo", "C"]).strip() == here
    assert hash_under("77", ["UTC", "C.UTF-8"]).strip() == here


def test_the_page_of_the_real_graph_is_light(real_page: Path) -> None:
    page = real_page.read_bytes()
    print(f"{len(page):,} bytes, {len(gzip.compress(page)):,} compressed")
    assert len(page) <= 320_000  # with room for some twenty more findings
    assert len(gzip.compress(page)) <= 187_000


def test_addresses_stand_in_no_place_that_loads(store: EmbeddedStore) -> None:
    for page in (render(store), render_free(store)):
        markup = re.sub(r"<script\b[^>]*>.*?</script>|<style\b[^>]*>.*?</style>", "", page, flags=re.DOTALL)
        markup = re.sub(r"<a\b[^>]*>", "", markup)  # a link loads nothing until a reader follows it
        assert not re.search(r"(src|href|action)\s*=\s*[\"']?\s*(https?:)?//", markup)
        styles = "".join(re.findall(r"<style\b[^>]*>(.*?)</style>", page, flags=re.DOTALL))
        assert not re.search(r"@import|url\(\s*[\"']?(https?:)?//", styles)
        assert "sourceMappingURL" not in page


def test_the_policy_allows_nothing_but_the_own_script_and_style(store: EmbeddedStore) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', render(store))
    assert policy is not None
    text = policy[1].replace("&#39;", "'")
    assert text.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in text


def rows_of(data: dict[str, Any], name: str) -> list[dict[str, Any]]:
    table = data["tables"][name]
    pairs = (zip(table["columns"], values, strict=False) for values in table["rows"])
    return [{column: value for column, value in row if value != 0} for row in pairs]


def test_the_page_counts_independent_and_separable_studies_as_the_claims_do(
    real_store: EmbeddedStore, real_data: dict[str, Any]
) -> None:
    records = {row["id"]: row for row in rows_of(real_data, "records")}
    findings = {row["id"]: row for row in rows_of(real_data, "findings")}
    query = HEAD + "SELECT ?c ?n ?m { ?c exokg:independentStudies ?n ; exokg:separableStudies ?m }"
    known = {compress(claim): (int(n), int(m)) for claim, n, m in rows(real_store, query)}
    for claim in rows_of(real_data, "claims"):
        own = [findings[name] for name in claim["supportedBy"]]
        separable = [one for one in own if one.get("separability") == "code:separability-separable"]
        cohorts = [
            {cohort for one in some for cohort in records[one["reportedBy"]]["inCohort"]}
            for some in (own, separable)
        ]
        assert (len(cohorts[0]), len(cohorts[1])) == known[claim["id"]], claim["id"]


def test_what_stands_on_the_top_rung_of_a_record_is_as_separable_as_its_best_finding(
    real_store: EmbeddedStore, real_data: dict[str, Any]
) -> None:
    query = HEAD + (
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
        "SELECT ?record ?code { { SELECT ?record (MAX(?one) AS ?top) { ?finding exokg:reportedBy ?record ; "
        "exokg:rung ?rung ; exokg:separability/exokg:rank ?one . ?record exokg:rung ?rung } "
        "GROUP BY ?record } "
        "?code a exokg:Separability ; exokg:rank ?top }"
    )
    held = {
        row["id"]: row["rungSeparability"]
        for row in rows_of(real_data, "records")
        if "rungSeparability" in row
    }
    assert held == {compress(record): compress(code) for record, code in rows(real_store, query)}
    assert len(set(held.values())) > 1


def test_the_types_of_the_scripts_are_those_of_the_tables() -> None:
    assert payload_types.TARGET.read_text(encoding="utf-8") == payload_types.text()


def test_a_page_begins_where_it_is_told(store: EmbeddedStore) -> None:
    some = "source:dermal-papilla-cell"
    assert payload(store, about=some)["about"] == some
    with pytest.raises(UnknownTermError) as caught:
        payload(store, about="GO:9999999")
    assert "GO:9999999" in caught.value.message
