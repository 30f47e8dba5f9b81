"""Tables and addresses: room, keyboard, and words that no view knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import rdflib

from exokg.rdf.namespaces import PREFIXES, compress

from .conftest import rows, take

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from exokg.store.embedded import EmbeddedStore

    Visit = Callable[..., Page]

HEAD = "PREFIX exokg: <https://w3id.org/exokg/ontology/> "


def test_an_idle_panel_leaves_its_room_to_the_tables(visit: Visit, real_page: Path) -> None:
    page = visit(real_page, "#view=findings")
    assert not page.locator("#panel").is_visible()
    direction = page.locator("#view-findings tbody tr").first.get_by_role("button", name="show this finding")
    direction.focus()
    page.keyboard.press("Enter")
    page.locator("#panel [data-finding]").wait_for()
    assert page.locator("#panel [data-finding]").count() == 1
    assert page.url.partition("sel=")[2].startswith("finding")


@pytest.mark.parametrize("address", ["view=findings&table=constructor", "view=map&columns=__proto__"])
def test_an_address_of_unknown_words_shows_the_usual_view(
    visit: Visit, real_page: Path, address: str
) -> None:
    page = visit(real_page, f"#{address}")
    assert page.locator("[role=tabpanel]:visible .segments button[aria-pressed=true]").count() == 1
    assert page.locator("[role=tabpanel]:visible tbody tr").count() > 5


def test_questions_begin_with_those_of_reviewers(visit: Visit, real_page: Path) -> None:
    page = visit(real_page, "#view=questions")
    assert page.locator("#view-questions nav h3").first.inner_text() == "For the reviewer"
    current = page.locator("#view-questions nav [aria-current=true]")
    assert current.inner_text() == page.locator("#view-questions nav button").first.inner_text()
    assert current.inner_text() == page.locator("#question-title").inner_text()


@pytest.mark.parametrize(("table", "mark"), [("harms", "data-harm"), ("positions", "data-position")])
def test_a_report_of_harm_and_a_position_lead_to_their_source(
    visit: Visit, small_page: Path, store: EmbeddedStore, table: str, mark: str
) -> None:
    page = visit(small_page, f"#view=findings&table={table}")
    row = page.locator("#view-findings tbody tr").first
    row.get_by_role("button", name="show this").focus()
    page.keyboard.press("Enter")
    page.locator(f"#panel [{mark}]").wait_for()
    chosen = page.locator(f"#panel [{mark}]").get_attribute(mark)
    assert page.locator("#panel [data-finding]").count() == 0
    assert page.locator("#panel .where a, #panel .where button").count()
    query = page.locator("#panel .sparql pre").text_content()
    assert [compress(row[0]) for row in rows(store, str(query))] == [chosen]


@pytest.mark.parametrize("kind", ["harm", "trial"])
def test_a_selection_without_findings_leaves_as_itself(
    visit: Visit, small_page: Path, store: EmbeddedStore, kind: str
) -> None:
    table = {"harm": "HarmReport", "trial": "TrialRegistration"}[kind]
    [(iri,), *_] = rows(store, HEAD + f"SELECT ?x {{ ?x a exokg:{table} }} ORDER BY ?x")
    page = visit(small_page, f"#view=studies&sel={compress(iri)}")
    graph = rdflib.Graph().parse(data=take(page, "ttl").decode(), format="turtle")
    known = "\n".join(str(quad.triple) + " ." for quad in store.quads())
    assert set(graph) <= set(rdflib.Graph().parse(data=known, format="nt"))
    subjects = {str(subject) for subject in graph.subjects()}
    assert iri in subjects
    assert not [subject for subject in subjects if "/finding/" in subject]


def test_choosing_a_row_moves_neither_the_table_nor_the_focus(visit: Visit, real_page: Path) -> None:
    page = visit(real_page, "#view=findings")
    box = page.locator("#view-findings .scroll")
    last = page.locator("#view-findings tbody tr").nth(60).get_by_role("button", name="show this finding")
    last.scroll_into_view_if_needed()
    before = box.evaluate("(box) => box.scrollTop")
    assert before > 500
    last.focus()
    page.keyboard.press("Enter")
    page.locator("#panel [data-finding]").wait_for()
    assert page.evaluate("() => document.activeElement.closest('tr').className").strip() == "chosen"
    assert page.locator("#view-findings tr.chosen").evaluate(
        "(row) => { const [a, b] = [row, row.closest('.scroll')].map((one) => one.getBoundingClientRect());"
        " return a.top >= b.top && a.top < b.bottom; }"
    )


def test_an_address_of_a_row_brings_it_into_sight(visit: Visit, real_page: Path) -> None:
    page = visit(real_page, "#view=findings")
    page.get_by_role("button", name="more of").click()
    last = page.locator("#view-findings tbody tr").last.get_attribute("data-row")
    page = visit(real_page, f"#view=findings&sel={last}")
    row = page.locator("#view-findings tr.chosen")
    assert row.get_attribute("data-row") == last
    assert row.evaluate(
        "(row) => row.getBoundingClientRect().top < row.closest('.scroll').getBoundingClientRect().bottom"
    )


def test_a_recorded_group_size_is_not_called_unread(
    visit: Visit, real_page: Path, real_store: EmbeddedStore
) -> None:
    found = real_store.select(
        """SELECT ?finding ?size { ?finding a exokg:Finding ; exokg:inArm ?arm . ?arm exokg:n ?size
        FILTER NOT EXISTS { ?finding exokg:sampleSize ?own }
        FILTER NOT EXISTS { ?arm exokg:nAnalysed ?fewer } }
        ORDER BY ?finding LIMIT 1""",
        prefixes=PREFIXES,
    )
    [(finding, size)] = found
    assert finding is not None
    assert size is not None
    page = visit(real_page, f"#view=findings&sel={compress(finding.value)}")
    cells = page.locator("#view-findings tr.chosen td").all_inner_texts()
    assert f"{size.value} in the group" in cells
