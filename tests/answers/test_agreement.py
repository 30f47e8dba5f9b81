"""Ladder, gap map, claims, explorer and pages of things say the same of every subject and outcome."""

from __future__ import annotations

import asyncio
import re
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import NamedNode

from exokg.answers.find.counting import measured
from exokg.answers.find.table import Findings
from exokg.answers.things import describe_first
from exokg.curation.questions import Question, read_questions
from exokg.explorer.lanes import lanes
from exokg.explorer.sheets import read_sheets
from exokg.knowledge_graph import KnowledgeGraph
from exokg.model.dimensions import dimensions
from exokg.rdf.namespaces import expand
from exokg.release.about import About
from exokg.server.pages.html import Pages
from exokg.store.solutions import value_of

from .engine import select

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from pyoxigraph import Store

    import exokg.store as stores
    from exokg.explorer.sheets import Sheet

QUESTIONS = {one.name: one for one in read_questions(Path(__file__).parents[2] / "graph" / "questions")}
RUNGS = {
    "inVitro": "code:rung-in-vitro",
    "exVivo": "code:rung-ex-vivo",
    "animal": "code:rung-animal",
    "uncontrolledHuman": "code:rung-uncontrolled-human",
    "controlledHuman": "code:rung-controlled-human",
}
OUTCOMES = ("HairOutcome", "ClinicalOutcome")
StudiesByRung = dict[tuple[str, str], dict[str, int]]
"""Subject and outcome → studies by column of the ladder."""


def answer(store: Store, question: Question) -> list[dict[str, str]]:
    solutions = select(store, question.with_values({}))
    names = [variable.value for variable in solutions.variables]
    return [dict(zip(names, map(value_of, row), strict=True)) for row in solutions]


@pytest.fixture(scope="module")
def page_sheets(real_store: stores.Store) -> dict[str, Sheet]:
    """What the page holds, read once."""
    return read_sheets(real_store)


@pytest.fixture(scope="module")
def drawn(page_sheets: dict[str, Sheet]) -> tuple[StudiesByRung, dict[str, str]]:
    """What the page would count of the findings it holds, and the outcomes it has by their CURIEs."""
    sheets = {name: sheet.rows for name, sheet in page_sheets.items()}
    terms = {str(row["id"]): row for row in sheets["terms"]}
    cohorts = {str(row["id"]): row.get("inCohort") for row in sheets["records"]}
    outcomes = {name: str(row["label"]) for name, row in terms.items() if row["class"] in OUTCOMES}
    studies: dict[tuple[str, str], dict[str, set[Any]]] = defaultdict(lambda: defaultdict(set))
    for row in sheets["findings"]:
        subject, target = terms.get(str(row.get("countedUnder"))), str(row["target"])
        if subject is not None and target in outcomes and "countedRung" in row:
            for column, rung in RUNGS.items():
                if row["countedRung"] == rung:
                    key = str(subject["label"]), outcomes[target]
                    studies[key][column].add(str(cohorts[str(row["reportedBy"])]))
    return {key: {name: len(one) for name, one in by.items()} for key, by in studies.items()}, outcomes


def test_count_counts_what_the_page_counts(
    real_store: stores.Store, drawn: tuple[StudiesByRung, dict[str, str]]
) -> None:
    """For every subject and outcome without narrower ones, what is separable on every rung."""
    counted, outcomes = drawn
    table = Findings(real_store)
    column = {name: table.column(dimensions()[name]) for name in ("subject", "outcome", "rung")}
    found: dict[tuple[str, str], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    names = {f"https://w3id.org/exokg/{curie.replace(':', '/')}": name for name, curie in RUNGS.items()}
    for row in table.current & table.separable & column["outcome"].keys():
        for subject in column["subject"][row]:
            key = table.label(subject), table.label(column["outcome"][row][0])
            if column["rung"][row][0] in names and key[1] in outcomes.values():
                found[key][names[column["rung"][row][0]]].add(row)
    studies = {
        key: {name: measured(table, frozenset(rows), "studies") for name, rows in by.items()}
        for key, by in found.items()
    }
    assert len(studies) > 50
    assert studies == {key: by for key, by in counted.items() if by}


def test_the_ladder_has_the_rows_of_the_page(real_store: stores.Store, page_sheets: dict[str, Sheet]) -> None:
    """Vesicles by kind and source, on every rung; nothing that holds none, nor a molecule tested alone."""
    sheets = page_sheets
    shown = lanes(sheets)
    words = {name.removeprefix("code:rung-").replace("-", " ") for name in RUNGS.values()}
    page: dict[str, set[str]] = defaultdict(set)
    for row, lane in zip(sheets["findings"].rows, shown["findings"], strict=True):
        rung = str(row.get("rung", "")).removeprefix("code:rung-").replace("-", " ")
        if lane is not None and rung in words:
            _, name, group = shown["items"][lane[0]]
            if shown["groups"][group][1] not in {"not vesicles", "molecule on its own"}:
                page[name].add(rung)
    cells = KnowledgeGraph(real_store).ask("translational-ladder").records()
    ladder: dict[str, set[str]] = defaultdict(set)
    for cell in cells:
        if cell["state"] == "found" and cell["rung"] in words:
            ladder[str(cell["subject"])].add(str(cell["rung"]))
    assert len(ladder) > 30
    assert ladder == page


def test_the_page_shows_each_planned_trial_under_the_subject_of_its_preparations(
    real_dataset: Store, page_sheets: dict[str, Sheet]
) -> None:
    shown = lanes(page_sheets)
    names = Counter(shown["items"][item][1] for _, item in shown["trials"])
    exokg = expand("exokg:x").value.removesuffix("x")
    withdrawn, label = expand("code:registrystate-withdrawn").value, expand("rdfs:label").value
    planned = f"""PREFIX exokg: <{exokg}>
    SELECT ?name (COUNT(DISTINCT ?trial) AS ?trials) {{
      ?trial a exokg:TrialRegistration .
      ?preparation exokg:usedIn ?trial ; exokg:ofSubject ?subject .
      ?subject a exokg:VesicleSubject ; <{label}> ?name .
      FILTER NOT EXISTS {{ ?trial exokg:paper ?paper }}
      FILTER NOT EXISTS {{ ?trial exokg:registryState <{withdrawn}> }}
    }} GROUP BY ?name"""
    counted = {value_of(row[0]): int(value_of(row[1])) for row in select(real_dataset, planned)}
    assert {name: names[name] for name in counted} == counted
    assert len(counted) > 5


def test_the_highest_rung_of_a_claim_is_one_on_which_its_studies_count(
    real_dataset: Store, drawn: tuple[StudiesByRung, dict[str, str]]
) -> None:
    counted, outcomes = drawn
    labels = set(outcomes.values())
    words = {code.removeprefix("code:rung-").replace("-", " "): name for name, code in RUNGS.items()}
    compared = 0
    for row in answer(real_dataset, QUESTIONS["claims"]):
        key = row["subjectName"], row["targetName"]
        if row["targetName"] in labels and row["highestRung"] in words:
            assert counted[key].get(words[row["highestRung"]], 0) > 0, key
            compared += 1
    assert compared > 40


class ServedVersion:
    """A store as a version that is served, without graphs of others."""

    choice = ""
    others = ()
    path = Path("store/quads")

    def __init__(self, store: stores.Store) -> None:
        self.store = store


class ServedPages(Pages):
    """The server's pages of a store, without a server."""

    async def _about(self, version: Any) -> About:
        query = "SELECT ?p ?o { GRAPH <https://w3id.org/exokg/graph/metadata> { ?s ?p ?o } }"
        return About.read((p.value, o.value) for p, o in version.store.select(query))


HEADS = re.compile(r'<th scope="col">([^<]*)</th>')
ROWS = re.compile(r'<tr>(<th scope="row">.*?)</tr>', re.DOTALL)
CELLS = re.compile(r"<t[dh][^>]*>(.*?)</t[dh]>", re.DOTALL)
FACT = re.compile(r"<dt>.*?>([^<]*)</a></dt>\s*<dd>(.*?)</dd>", re.DOTALL)
TAGS = re.compile(r"<[^>]*>")


def finished(page: Coroutine[Any, Any, bytes]) -> bytes:
    """The page, made in a thread of its own: the browser of other tests runs a loop in this one."""

    def run() -> bytes:
        loop = asyncio.new_event_loop()
        try:
            return loop.run_until_complete(page)
        finally:
            loop.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()


@pytest.fixture(scope="module")
def page_of(real_store: stores.Store) -> Any:
    """A function: IRI → the thing as the library says it, and its page."""
    pages = ServedPages("https://w3id.org/exokg/", "/", workbench_built=False, explorer=False)
    served: Any = ServedVersion(real_store)

    def made(iri: str) -> tuple[Any, str]:
        thing = describe_first(real_store, NamedNode(iri), 10**6)
        return thing, finished(pages.thing(served, thing)).decode()

    return made


def table_of(page: str) -> list[dict[str, str]]:
    """The rows of a page's table of statements: heading → text, and the links of the last cell."""
    heads = HEADS.findall(page)
    rows = []
    for cells in map(CELLS.findall, ROWS.findall(page)):
        row = dict(zip(heads, (unescape(TAGS.sub("", cell)).strip() for cell in cells), strict=True))
        rows.append(row | {"link": re.findall(r'href="([^"]*)"', cells[-1])[-1]})
    return rows


@pytest.mark.slow
def test_the_page_of_every_outcome_counts_what_ladder_and_gap_map_count(
    page_sheets: dict[str, Sheet], drawn: tuple[StudiesByRung, dict[str, str]], page_of: Any
) -> None:
    """Rung and separability as its table shows them, of findings that support a claim, by cohort."""
    counted, outcomes = drawn
    words = {code.removeprefix("code:rung-").replace("-", " "): name for name, code in RUNGS.items()}
    sheets = {name: sheet.rows for name, sheet in page_sheets.items()}
    labels = {str(row["id"]): str(row["label"]) for row in sheets["terms"]}
    cohorts = {str(row["id"]): str(row.get("inCohort")) for row in sheets["records"]}
    findings = {expand(str(row["id"])).value: row for row in sheets["findings"]}
    claimed = {expand(one).value for row in sheets["claims"] for one in row["supportedBy"]}
    compared = 0
    for curie, outcome in outcomes.items():
        studies: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        _, page = page_of(expand(curie).value)
        for row in table_of(page):
            iri = "https://w3id.org/exokg" + row["link"]
            finding = findings.get(iri, {})
            separable = row.get("Separability") == "separable" and row["Rung"] in words
            if iri in claimed and separable and finding["target"] == curie:
                for subject in [str(finding["countedUnder"])]:
                    cohort = cohorts[str(finding["reportedBy"])]
                    studies[labels[subject], outcome][words[row["Rung"]]].add(cohort)
        shown = {key: {name: len(one) for name, one in by.items()} for key, by in studies.items()}
        assert shown == {key: by for key, by in counted.items() if key[1] == outcome}, outcome
        compared += len(shown)
    assert compared > 60


FACTS = {
    "independentStudies": "studies",
    "separableStudies": "separable",
    "independentGroups": "groups",
    "findingCount": "findings",
    "separability": "separability",
    "highestRung": "highestRung",
    "bestContrast": "bestContrast",
    "bestSupport": "bestSupport",
}
PAYLOAD = {
    "independentStudies": "studies",
    "separableStudies": "separable",
    "independentGroups": "groups",
    "findingCount": "findings",
}


@pytest.mark.slow
def test_the_page_of_every_claim_on_an_outcome_says_what_claims_and_explorer_say(
    real_dataset: Store,
    page_sheets: dict[str, Sheet],
    drawn: tuple[StudiesByRung, dict[str, str]],
    page_of: Any,
) -> None:
    outcomes = set(drawn[1].values())
    held = {expand(str(row["id"])).value: row for row in page_sheets["claims"].rows}
    rows = [row for row in answer(real_dataset, QUESTIONS["claims"]) if row["targetName"] in outcomes]
    for row in rows:
        thing, page = page_of(row["claim"])
        facts = {name: unescape(TAGS.sub("", said)).strip() for name, said in FACT.findall(page)}
        said = {fact["property"]["iri"]: fact for fact in asdict(thing)["facts"]}
        for name, column in FACTS.items():
            fact = said.get(expand(f"exokg:{name}").value)
            if row[column] in {"none separable", "not read", "not reported"}:
                assert fact is None, (row["claim"], name)
            else:
                assert fact, (row["claim"], name)
                (value,) = fact["values"]
                assert facts[fact["property"]["text"]] == row[column] == value["text"], (row["claim"], name)
        assert len(table_of(page)) == int(row["findings"])
        for name, column in PAYLOAD.items():
            assert held[row["claim"]][name] == row[column]
        code = str(held[row["claim"]]["separability"]).removeprefix("code:separability-").replace("-", " ")
        assert code in row["separability"]
    assert len(rows) > 100


@pytest.mark.slow
def test_the_page_of_every_source_lists_the_findings_that_the_explorer_counts_for_it(
    page_sheets: dict[str, Sheet], page_of: Any
) -> None:
    sheets = {name: sheet.rows for name, sheet in page_sheets.items()}
    of_source = {str(row["id"]): str(row["ofSource"]) for row in sheets["terms"] if "ofSource" in row}
    wanted: dict[str, set[str]] = defaultdict(set)
    for row in sheets["findings"]:
        if source := of_source.get(str(row.get("countedUnder"))):
            wanted[source].add(expand(str(row["id"])).value)
    for source, findings in wanted.items():
        thing, page = page_of(expand(source).value)
        told = {one.iri for one in thing.statements}
        assert findings <= told
        assert {"https://w3id.org/exokg" + row["link"] for row in table_of(page)} == told
    assert len(wanted) > 20
