"""Working with the page: keyboard, addresses, and what can be taken out of it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
import rdflib

from exokg.rdf.namespaces import compress
from exokg.release.citations import bibtex, citations, ris

from .conftest import at, changed, rows, take

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from exokg.store.embedded import EmbeddedStore

    Visit = Callable[..., Page]

HEAD = "PREFIX exokg: <https://w3id.org/exokg/ontology/> PREFIX code: <https://w3id.org/exokg/code/> "


def focused(page: Page) -> str:
    found: str = page.evaluate("() => document.activeElement.id || document.activeElement.tagName")
    return found


def said(page: Page) -> str:
    page.wait_for_timeout(120)
    return page.locator("#live").inner_text()


# Keyboard ----------------------------------------------------------------------------------------


def test_from_search_to_a_doi_by_keyboard_alone(visit: Visit, small_page: Path) -> None:
    page = visit(small_page, "#view=ladder")
    page.keyboard.press("/")
    assert focused(page) == "search"
    page.keyboard.type("papilla cell")
    assert page.locator("#hits [role=option]").count() > 0
    assert "result" in said(page)
    page.keyboard.press("ArrowDown")
    assert page.locator("#search").get_attribute("aria-activedescendant") == "hit-0"
    page.keyboard.press("Enter")
    assert focused(page) == "panel"
    assert "dermal papilla cell" in page.locator("#panel h2").inner_text()
    assert "finding" in said(page)
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("() => !!document.activeElement.dataset.pair"):
            break
    page.keyboard.press("Enter")
    assert page.url.count("sel=subject")
    page.locator("#panel").focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        target = page.evaluate("() => document.activeElement.href || ''")
        if target.startswith("https://doi.org/10."):
            break
    assert target.startswith("https://doi.org/10.")
    assert page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("10.5555/exokg.birch.2021", "study"),
        ("https://doi.org/10.5555/exokg.birch.2021", "study"),
        ("PMID 90000001", "study"),
        ("Rowan", "study"),
        ("NCT90000002", "trial registration"),
        ("source:dermal-papilla-cell", "vesicle source"),
    ],
)
def test_search_finds_identifiers_authors_and_synonyms(
    visit: Visit, small_page: Path, typed: str, kind: str
) -> None:
    page = visit(small_page, "#view=map")
    page.locator("#search").fill(typed)
    assert page.locator("#hits [role=option] small").first.inner_text() == kind


def test_the_map_is_walked_with_arrows(visit: Visit, real_page: Path) -> None:
    page = visit(real_page, "#view=map")
    page.locator(".matrix td button").first.focus()
    start = page.evaluate("() => document.activeElement.dataset.cell")
    for key in ("ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    there = page.evaluate("() => document.activeElement.dataset.cell || document.activeElement.textContent")
    assert there != start
    assert page.locator(".matrix button[tabindex='0']").count() == 1
    page.keyboard.press("Enter")
    assert "sel=" in page.url
    assert page.evaluate("() => document.querySelector('.matrix').contains(document.activeElement)")


def test_tabs_follow_the_arrows(visit: Visit, small_page: Path) -> None:
    page = visit(small_page, "#view=ladder")
    page.locator("#tab-ladder").focus()
    page.keyboard.press("ArrowRight")
    assert focused(page) == "tab-lanes"
    page.keyboard.press("End")
    assert focused(page) == "tab-about"
    page.keyboard.press("4")
    assert focused(page) == "tab-findings"


# Addresses ---------------------------------------------------------------------------------------


def test_a_copied_address_restores_everything(visit: Visit, real_page: Path) -> None:
    page = visit(real_page, "#view=findings")
    page.locator("[data-facet=rung][data-value=animal]").check()
    page.locator("[data-sort=target]").click()
    page.locator("#view-findings tbody tr").nth(2).locator("td").nth(4).click()
    address = page.url.split("#", 1)[1]
    told = [page.locator(part).inner_text() for part in ("#panel", "#chips", "#view-findings")]
    again = visit(real_page, f"#{address}")
    assert [again.locator(part).inner_text() for part in ("#panel", "#chips", "#view-findings")] == told
    assert again.locator("th[aria-sort=ascending]").inner_text().startswith("Target")


def test_going_back_goes_back(visit: Visit, small_page: Path) -> None:
    page = visit(small_page, "#view=ladder")
    page.locator("#tab-map").click()
    page.locator(".matrix td button").first.click()
    chosen = page.locator("#panel h2").inner_text()
    page.locator("#tab-studies").click()
    page.go_back()
    assert page.locator("#tab-map").get_attribute("aria-selected") == "true"
    assert page.locator("#panel h2").inner_text() == chosen
    page.go_back()
    assert not page.locator("#panel").is_visible()


def test_an_address_of_another_version_says_so(visit: Visit, small_page: Path) -> None:
    page = visit(small_page, "#view=nonsense&sel=claim:gone&f.nothing=x&sort=wrong-up&nth=abc")
    assert "does not hold" in page.locator("#panel").inner_text()


# Out ---------------------------------------------------------------------------------------------


QUALIFIED = ("table", "read", "filters", "version", "searched to", "cite")
"""What each row of a table says as the figure does around its picture."""
RECORDS = "exokg:Study exokg:Review exokg:TrialRegistration exokg:RegulatoryStatement"
STANDING = "?x exokg:reportedBy ?s MINUS { ?s exokg:status code:status-retracted }"


@pytest.mark.parametrize(("address", "counted"), [
    ("view=findings", f"SELECT ?x {{ ?x a exokg:Finding . {STANDING} }}"),
    ("view=findings&table=harms", "SELECT ?x { ?x a exokg:HarmReport }"),
    ("view=studies", f"SELECT ?x {{ VALUES ?k {{ {RECORDS} }} ?x a ?k }}"),
])  # fmt: skip
def test_tables_leave_as_csv(
    visit: Visit, real_page: Path, real_store: EmbeddedStore, address: str, counted: str
) -> None:
    page = visit(real_page, f"#{address}")
    text = take(page, "csv").decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text, newline="")))
    ids = lines[0].index("id")
    assert sorted(line[ids] for line in lines[1:]) == sorted(
        row[0] for row in rows(real_store, HEAD + counted)
    )
    assert {len(line) for line in lines} == {len(lines[0])}
    said = {name: {line[nth] for line in lines[1:]} for nth, name in enumerate(lines[0])}
    assert [len(said[name]) for name in QUALIFIED] == [1] * len(QUALIFIED)
    assert all(map(str.strip, {one for name in QUALIFIED for one in said[name]}))


def test_the_answer_of_a_question_leaves_in_words(visit: Visit, real_page: Path) -> None:
    page = visit(real_page, "#view=questions&question=conflicts")
    seen = page.locator("#view-questions tbody tr").first.locator("th, td").all_inner_texts()
    [line, *_] = csv.DictReader(io.StringIO(take(page, "csv").decode("utf-8-sig"), newline=""))
    assert set(seen[:2]) <= set(line.values())
    assert line["table"] == page.locator("#question-title").inner_text()


def test_cells_that_begin_formulas_are_defused(visit: Visit, store: EmbeddedStore, tmp_path: Path) -> None:
    from pyoxigraph import Literal, Quad

    from exokg.explorer.page import render

    hostile = iter(["=1+1", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1", '=HYPERLINK("x","y")'] * 50)

    def poison(quad: Quad) -> Quad:
        if quad.predicate.value.endswith("/locator"):
            return Quad(quad.subject, quad.predicate, Literal(next(hostile)), quad.graph_name)
        return quad

    path = tmp_path / "formulas.html"
    path.write_text(render(changed(store, poison)), encoding="utf-8")
    page = visit(path, "#view=findings")
    lines = list(csv.DictReader(io.StringIO(take(page, "csv").decode("utf-8-sig"), newline="")))
    assert lines
    assert all(line["Locator"].startswith("'") for line in lines)


def test_the_selection_leaves_as_statements_of_the_graph(
    visit: Visit, small_page: Path, store: EmbeddedStore
) -> None:
    claim = rows(store, HEAD + "SELECT ?c { ?c exokg:supportedBy ?f } ORDER BY DESC(?c) LIMIT 1")[0][0]
    page = visit(small_page, f"#view=lanes&sel={compress(claim)}")
    graph = rdflib.Graph().parse(data=take(page, "ttl").decode(), format="turtle")
    findings = {
        str(one)
        for one in graph.subjects(rdflib.RDF.type, rdflib.URIRef("https://w3id.org/exokg/ontology/Finding"))
    }
    query = HEAD + f"SELECT ?f {{ <{claim}> exokg:supportedBy ?f }}"
    assert findings == {row[0] for row in rows(store, query)}
    known = rdflib.Graph()
    text = "\n".join(str(quad.triple) + " ." for quad in store.quads() if str(quad.graph_name) == "DEFAULT")
    known.parse(data=text, format="nt")
    assert len(graph) > 30
    assert set(graph) - set(known) == set()


def test_all_findings_leave_as_statements(visit: Visit, real_page: Path, real_store: EmbeddedStore) -> None:
    page = visit(real_page, "#view=findings")
    graph = rdflib.Graph().parse(data=take(page, "ttl").decode(), format="turtle")
    claims = {
        str(one)
        for one in graph.subjects(rdflib.RDF.type, rdflib.URIRef("https://w3id.org/exokg/ontology/Claim"))
    }
    assert claims == {row[0] for row in rows(real_store, HEAD + "SELECT ?c { ?c a exokg:Claim }")}


def test_citations_of_what_is_shown(visit: Visit, real_page: Path, real_store: EmbeddedStore) -> None:
    page = visit(real_page, "#view=studies")
    known = citations(real_store)
    study = next(iri for iri in known if "/study/" in iri)
    for name, write in (("bib", bibtex), ("ris", ris)):
        at(page, "view=studies")
        every = sorted(write([one]) for one in known.values())
        assert sorted(one.rstrip("\n") + "\n" for one in take(page, name).decode().split("\n\n")) == every
        at(page, f"view=studies&card={compress(study)}")
        own = write([known[study]])
        assert take(page, name).decode() == own
        assert own.strip() in page.locator("#card .cite").text_content().replace("\r", "")  # type: ignore[union-attr]
