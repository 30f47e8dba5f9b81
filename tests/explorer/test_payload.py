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
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, Quad

from exokg.errors import InputError, UnknownTermError
from exokg.explorer import layout
from exokg.explorer.lines import page_lines
from exokg.explorer.network import build_network
from exokg.explorer.packing import pack_column, unpack_column, unpack_sheet
from exokg.explorer.page import render
from exokg.explorer.payload import payload
from exokg.explorer.sheets import read_sheets
from exokg.explorer.simple import render_simple
from exokg.explorer.squeezing import squeeze, unsqueeze
from exokg.rdf.namespaces import compress, expand
from scripts import payload_types

from .conftest import ROOT, changed, cited, rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from exokg.store.embedded import EmbeddedStore

pytestmark = pytest.mark.slow
HEAD = "PREFIX exokg: <https://w3id.org/exokg/ontology/> "
LEFT_OUT = {
    "rdf:type": "the class of the row",
    "rdfs:label": "of a part: made of its other values",
    "dcterms:identifier": "the end of the id",
    "dcterms:title": "the label of the record",
    "exokg:author": "in one text: authorList",
    "exokg:entered": "of a result: as its record",
    "exokg:secondRead": "of a result: as its record",
    "exokg:pValue": "pText as a number",
    "exokg:timepointDays": "timepoint as a number",
    "exokg:mirrorPage": "a copy of sourcePage",
    "exokg:reportingLow": "of a record: counted from its reporting items",
    "exokg:reportingHigh": "of a record: counted from its reporting items",
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
    "exokg:measures": "between terms",
    "exokg:within": "between terms",
    "skos:broadMatch": "between vocabularies",
    "skos:closeMatch": "between vocabularies",
    "skos:narrowMatch": "between vocabularies",
    "skos:relatedMatch": "between vocabularies",
}
"""Properties of shown things that the page does not hold, and why."""


texts = st.text(st.sampled_from("ab:€\u2028<"), max_size=4)
values = st.one_of(st.none(), texts, st.lists(texts, min_size=2, max_size=3, unique=True).map(sorted))


@settings(deadline=None)
@given(st.lists(values, min_size=1, max_size=12))
def test_a_packed_column_holds_its_values(column: list[str | list[str] | None]) -> None:
    assert unpack_column(pack_column(column), len(column)) == column


@settings(max_examples=20)  # each needs the dictionary of a whole page
@given(st.text(max_size=300))
def test_squeezed_text_comes_back(text: str) -> None:
    assert unsqueeze(squeeze(text)) == text


@pytest.mark.needs("node")
def test_the_decoder_of_the_page_undoes_squeezing(tmp_path: Path) -> None:
    samples = [
        "a",
        "ab" * 4000,
        json.dumps(list(range(4000))),
        "".join(chr(200 + n * 7 % 5000) for n in range(9000)),
    ]
    (tmp_path / "in.json").write_text(json.dumps([squeeze(sample) for sample in samples]), encoding="utf-8")
    run = (
        "import fs from 'node:fs'; import { unsqueeze } from './src/exokg/explorer/script/base/unsqueeze.js';"
        "const samples = JSON.parse(fs.readFileSync(process.argv[1], 'utf8'));"
        "process.stdout.write(JSON.stringify(samples.map(unsqueeze)));"
    )
    done = subprocess.run(
        ["node", "--input-type=module", "-e", run, str(tmp_path / "in.json")],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout) == samples


def test_a_page_read_back_gives_every_thing_on_a_line(store: EmbeddedStore) -> None:
    told = [json.loads(line) for line in page_lines(render(store, citations=cited(store)))]
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

    old, new = (set(page_lines(render(one, citations={}))) for one in (store, changed(store, change)))
    gone = {line for line in old - new if '"in": "meta"' not in line}
    come = {line for line in new - old if '"in": "meta"' not in line}
    assert any('"in": "findings"' in line for line in come)
    assert len(gone) == len(come)
    assert all(summary in line for line in gone)
    assert all("otherwise" in line for line in come)


def test_claims_findings_and_edges_are_those_of_the_graph(real_store: EmbeddedStore) -> None:
    data = payload(real_store, citations={})
    for table, kind in (
        ("claims", "Claim"),
        ("findings", "Finding"),
        ("records", "Study"),
        ("harms", "HarmReport"),
    ):
        sheet = data["tables"][table]
        ids = unpack_column(sheet["columns"]["id"], sheet["n"])
        classes = unpack_column(sheet["columns"]["class"], sheet["n"])
        held = sorted(str(one) for one, own in zip(ids, classes, strict=True) if own == kind)
        known = rows(real_store, HEAD + f"SELECT ?x {{ ?x a exokg:{kind} }}")
        assert held == sorted(compress(row[0]) for row in known)
        assert held
    nodes = [node[0] for node in data["nodes"]]
    claims = unpack_column(data["tables"]["claims"]["columns"]["id"], data["tables"]["claims"]["n"])
    edges = {(claims[n], nodes[a], nodes[b]) for n, (a, b) in enumerate(data["edges"])}
    query = HEAD + "SELECT ?c ?s ?t { ?c exokg:claimSubject ?s ; exokg:claimTarget ?t }"
    assert edges == {tuple(map(compress, row)) for row in rows(real_store, query)}


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


def test_numbers_that_curators_named_reach_the_page(real_store: EmbeddedStore) -> None:
    data = payload(real_store, citations={})
    columns = data["tables"]["records"]["columns"]
    query = HEAD + 'SELECT DISTINCT ?p { ?x ?p ?n FILTER(REGEX(STR(?p), "/ontology/n[A-Z]")) }'
    names = {compress(name) for (name,) in rows(real_store, query)} - {"exokg:nNote"}
    assert len(names) > 20
    assert names <= {f"exokg:{column}" for column in columns}
    assert all(data["labels"][name]["label"].startswith("number ") for name in names)


def test_pyvis_collects_every_claim_even_parallel_ones(store: EmbeddedStore) -> None:
    sheets = read_sheets(store)
    network = build_network(sheets)
    assert network.directed
    assert len(network.edges) == len(sheets["claims"].rows)
    pairs = [(edge["from"], edge["to"]) for edge in network.edges]
    assert len(set(pairs)) < len(pairs), "the fixture has studies that disagree"


def test_no_retracted_finding_supports_a_claim(store: EmbeddedStore) -> None:
    sheets = read_sheets(store)
    retracted = {row["id"] for row in sheets["records"].rows if row.get("status") == "code:status-retracted"}
    assert retracted
    theirs = {row["id"] for row in sheets["findings"].rows if row["reportedBy"] in retracted}
    assert theirs
    assert not theirs & {finding for claim in sheets["claims"].rows for finding in claim["supportedBy"]}


def test_places_are_the_same_whatever_the_order_and_whatever_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nodes = [f"n{number}" for number in range(12)]
    edges = [(f"n{a}", f"n{(a * 5 + 1) % 12}") for a in range(12)]
    first = layout.place(nodes, edges)
    monkeypatch.setenv("PATH", str(tmp_path))
    again = layout.place(nodes[::-1], [(b, a) for a, b in reversed(edges)])
    assert first == again
    assert sorted(first) == sorted(nodes)
    assert len(set(first.values())) == 12
    assert layout.place([], []) == {}


def test_nodes_stand_apart(real_store: EmbeddedStore) -> None:
    places = [(x, y) for _, _, x, y in payload(real_store, citations={})["nodes"]]
    close = [1 for n, a in enumerate(places) for b in places[:n] if abs(a[0] - b[0]) + abs(a[1] - b[1]) < 40]
    assert len(close) == 0


def hash_under(seed: str, arguments: Sequence[str]) -> str:
    code = (
        "import sys, hashlib; sys.path.insert(0, 'tests');"
        "from exokg.curation.reading import read_graph; from exokg.rdf.dataset import build_dataset;"
        "from exokg.store.embedded import EmbeddedStore; from exokg.explorer.page import render;"
        "from pathlib import Path; graph = read_graph(Path('tests/fixtures/graph'));"
        "store = EmbeddedStore(build_dataset(graph, Path('ontology.ttl').read_bytes()));"
        "print(hashlib.sha256(render(store, citations={}).encode()).hexdigest())"
    )
    environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": arguments[0], "LC_ALL": arguments[1]}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_the_same_graph_gives_the_same_bytes(store: EmbeddedStore) -> None:
    here = hashlib.sha256(render(store, citations={}).encode()).hexdigest()
    assert hash_under("1", ["Asia/Tokyo", "C"]).strip() == here
    assert hash_under("77", ["UTC", "C.UTF-8"]).strip() == here


def test_the_page_of_the_real_graph_is_light(real_store: EmbeddedStore) -> None:
    page = render(real_store, citations=cited(real_store)).encode()
    print(f"{len(page):,} bytes, {len(gzip.compress(page)):,} compressed")
    assert len(page) <= 1_000_000
    assert len(gzip.compress(page)) <= 300_000


def test_addresses_stand_in_no_place_that_loads(store: EmbeddedStore) -> None:
    for page in (render(store, citations={}), render_simple(store)):
        markup = re.sub(r"<script\b[^>]*>.*?</script>|<style\b[^>]*>.*?</style>", "", page, flags=re.DOTALL)
        markup = re.sub(r"<a\b[^>]*>", "", markup)  # a link loads nothing until a reader follows it
        assert not re.search(r"(src|href|action)\s*=\s*[\"']?\s*(https?:)?//", markup)
        styles = "".join(re.findall(r"<style\b[^>]*>(.*?)</style>", page, flags=re.DOTALL))
        assert not re.search(r"@import|url\(\s*[\"']?(https?:)?//", styles)
        assert "sourceMappingURL" not in page


def test_the_policy_allows_nothing_but_the_own_script_and_style(store: EmbeddedStore) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', render(store, citations={}))
    assert policy is not None
    text = policy[1].replace("&#39;", "'")
    assert text.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in text


def rows_of(data: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return unpack_sheet(data["tables"][name])


def test_an_empty_cell_is_not_read_where_the_gap_map_says_so(real_store: EmbeddedStore) -> None:
    held = rows_of(payload(real_store, citations={}), "terms")
    terms = {row["label"]: row for row in held if row["class"] == "Subject"}
    query = (ROOT / "graph/questions/gap-map.rq").read_text(encoding="utf-8")
    said: dict[str, set[str]] = {}
    for source, _, *counts, _ in rows(real_store, query):
        said.setdefault(source, set()).update(counts)
    assert len(said) > 20
    for source, marks in said.items():
        assert ("studiesNotReadInFull" in terms[source]) == ("?" in marks), source


def test_the_page_counts_independent_and_separable_studies_as_the_claims_do(
    real_store: EmbeddedStore,
) -> None:
    data = payload(real_store, citations={})
    records = {row["id"]: row for row in rows_of(data, "records")}
    findings = {row["id"]: row for row in rows_of(data, "findings")}
    query = HEAD + "SELECT ?c ?n ?m { ?c exokg:independentStudies ?n ; exokg:separableStudies ?m }"
    known = {compress(claim): (int(n), int(m)) for claim, n, m in rows(real_store, query)}
    for claim in rows_of(data, "claims"):
        names = claim["supportedBy"]
        own = [findings[name] for name in ([names] if isinstance(names, str) else names)]
        cohorts = [{records[one["reportedBy"]]["inCohort"] for one in some} for some in (
            own, [one for one in own if one["separable"] == "yes"]
        )]  # fmt: skip
        assert (len(cohorts[0]), len(cohorts[1])) == known[claim["id"]], claim["id"]


def test_what_stands_on_the_top_rung_of_a_record_is_as_separable_as_its_best_finding(
    real_store: EmbeddedStore,
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
        for row in rows_of(payload(real_store, citations={}), "records")
        if "rungSeparability" in row
    }
    assert held == {compress(record): compress(code) for record, code in rows(real_store, query)}
    assert len(set(held.values())) > 1


def test_claims_stand_in_the_order_of_their_strength(real_store: EmbeddedStore) -> None:
    query = HEAD + (
        "SELECT ?c { ?c exokg:separableStudies ?m ; exokg:independentStudies ?n "
        "OPTIONAL { ?c exokg:highestRung/exokg:rank ?r } BIND(COALESCE(?r, 0) AS ?rung) } "
        "ORDER BY DESC(?rung) DESC(?m) DESC(?n) STR(?c)"
    )
    claims = rows_of(payload(real_store, citations={}), "claims")
    first = [row["id"] for row in sorted(claims, key=lambda row: int(row["place"]))]
    assert first[:40] == [compress(row[0]) for row in rows(real_store, query)][:40]


def test_the_types_of_the_scripts_are_those_of_the_tables() -> None:
    assert payload_types.TARGET.read_text(encoding="utf-8") == payload_types.text()


def test_a_page_begins_where_it_is_told(store: EmbeddedStore) -> None:
    some = payload(store, citations={})["nodes"][0][0]
    assert payload(store, citations={}, about=some)["about"] == some
    with pytest.raises(UnknownTermError) as caught:
        payload(store, citations={}, about="GO:9999999")
    assert "GO:9999999" in caught.value.message
