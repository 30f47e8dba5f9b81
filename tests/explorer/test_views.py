"""Each view in a real browser: what is seen, and what the evidence panel says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from exokg.rdf.namespaces import PREFIXES, compress

from .conftest import PICTURES, VIEWS, at, rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from exokg.store.embedded import EmbeddedStore

    Visit = Callable[..., Page]

HEAD = "PREFIX exokg: <https://w3id.org/exokg/ontology/> "
PHONE = {"width": 390, "height": 844}


def shown_panels(page: Page) -> list[str]:
    panels: list[str] = page.evaluate(
        "() => [...document.querySelectorAll('[role=tabpanel]')]"
        ".filter((panel) => panel.getClientRects().length).map((panel) => panel.id)"
    )
    return panels


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_each_view_is_drawn_and_exactly_one_is_seen(visit: Visit, real_page: Path, theme: str) -> None:
    page = visit(real_page, "#view=graph", color_scheme=theme)
    PICTURES.mkdir(parents=True, exist_ok=True)
    for view in VIEWS:
        at(page, f"view={view}")
        assert shown_panels(page) == [f"view-{view}"]
        assert page.locator(f"#view-{view}").inner_text().strip()
        page.screenshot(path=PICTURES / f"{view}-{theme}.png")


def test_a_phone_begins_with_the_matrix_and_never_scrolls_sideways(visit: Visit, real_page: Path) -> None:
    page = visit(real_page, viewport=PHONE, has_touch=True)
    assert shown_panels(page) == ["view-matrix"]
    for view in VIEWS:
        at(page, f"view={view}")
        assert page.evaluate("() => document.scrollingElement.scrollWidth") <= 390
        page.screenshot(path=PICTURES / f"{view}-phone.png")


PANEL_OF_EACH = """
async (ids) => {
  const told = (row) => row.querySelector('.where').textContent.split(' · ').filter(Boolean).length;
  const all = {};
  for (const id of ids) {
    location.hash = 'view=about&sel=' + encodeURIComponent(id);
    await new Promise((done) => setTimeout(done, 0));
    const rows = [...document.querySelectorAll('#panel [data-finding]')];
    all[id] = {
      findings: rows.map((row) => row.dataset.finding).sort(),
      places: rows.every((row) => told(row) >= 3),
      links: rows.every((row) => row.querySelector('.links').textContent.trim()),
      query: (document.querySelector('#panel .sparql code') || {}).textContent,
    };
  }
  return all;
}
"""


def test_every_edge_leads_to_exactly_its_findings(
    visit: Visit, real_page: Path, real_store: EmbeddedStore
) -> None:
    pairs = rows(real_store, HEAD + "SELECT ?claim ?finding { ?claim exokg:supportedBy ?finding }")
    known: dict[str, list[str]] = {}
    for claim, finding in pairs:
        known.setdefault(compress(claim), []).append(compress(finding))
    page = visit(real_page, "#view=about")
    told = page.evaluate(PANEL_OF_EACH, sorted(known))
    assert {claim: one["findings"] for claim, one in told.items()} == {
        claim: sorted(own) for claim, own in known.items()
    }
    assert all(one["places"] and one["links"] for one in told.values())
    for claim, one in told.items():
        answered = [compress(row[0]) for row in rows(real_store, one["query"])]
        assert answered == sorted(known[claim]), claim


def test_the_query_of_a_node_and_of_a_study_gives_the_rows_of_the_panel(
    visit: Visit, small_page: Path, store: EmbeddedStore
) -> None:
    nodes = rows(
        store, HEAD + "SELECT DISTINCT ?x { { ?c exokg:claimSubject ?x } UNION { ?c exokg:claimTarget ?x } }"
    )
    studies = rows(store, HEAD + "SELECT ?x { ?x a exokg:Study }")
    page = visit(small_page, "#view=about")
    told = page.evaluate(PANEL_OF_EACH, [compress(row[0]) for row in studies])
    for study, one in told.items():
        assert [compress(row[0]) for row in rows(store, one["query"])] == one["findings"], study
    told = page.evaluate(PANEL_OF_EACH, [compress(row[0]) for row in nodes])
    for node, one in told.items():
        query = (
            HEAD
            + "SELECT DISTINCT ?f { ?c exokg:supportedBy ?f "
            + "{ ?c exokg:claimSubject <%s> } UNION { ?c exokg:claimTarget <%s> } }"
        )
        iri = next(row[0] for row in nodes if compress(row[0]) == node)
        assert sorted(row[0] for row in rows(store, one["query"])) == sorted(
            row[0] for row in rows(store, query % (iri, iri))
        )


def test_every_matrix_cell_leads_to_the_findings_of_its_claims(
    visit: Visit, real_page: Path, real_store: EmbeddedStore
) -> None:
    query = (
        HEAD + "SELECT ?s ?t ?f { ?c exokg:claimSubject ?s ; exokg:claimTarget ?t ; exokg:supportedBy ?f }"
    )
    known: dict[str, list[str]] = {}
    for source, target, finding in rows(real_store, query):
        known.setdefault(f"cell:{compress(source)}|{compress(target)}", []).append(compress(finding))
    page = visit(real_page, "#view=matrix")
    cells: list[str] = []
    for columns in ("outcomes", "pathways", "molecules"):
        at(page, f"view=matrix&columns={columns}")
        cells += page.evaluate(
            "() => [...document.querySelectorAll('[data-cell]')].map((cell) => cell.dataset.cell)"
        )
    assert len(cells) > 100
    told = page.evaluate(PANEL_OF_EACH, cells)
    assert {cell: one["findings"] for cell, one in told.items()} == {
        cell: sorted(known[cell]) for cell in cells
    }


def test_studied_without_effect_not_studied_and_not_read_differ(visit: Visit, small_page: Path) -> None:
    page = visit(small_page, "#view=matrix")
    cells = page.evaluate(
        "() => [...document.querySelectorAll('.matrix td')].map((cell) => cell.innerText.trim())"
    )
    text = " ".join(cells)
    assert "○" in text
    assert "–" in text or "?" in text
    titles = page.evaluate(
        "() => [...document.querySelectorAll('.matrix td[title]')].map((cell) => cell.title)"
    )
    assert all(title.endswith(("not studied in any record here", "not read in full")) for title in titles)
    assert page.locator(".matrix .clash").count() > 0


def test_a_retraction_cannot_be_missed(visit: Visit, small_page: Path) -> None:
    page = visit(small_page, "#view=studies&card=study:elm-2020-withdrawn")
    notice = page.locator("#card .retraction")
    assert notice.inner_text().startswith("RETRACTED")
    assert "10.5555/exokg.elm.2020.notice" in notice.inner_text()
    assert page.locator("tr[data-row='study:elm-2020-withdrawn'] .retracted").count() == 1
    at(page, "view=findings")
    assert page.locator("tr[data-row^='finding:elm']").count() == 0
    page.get_by_label("Show findings of retracted studies").check()
    row = page.locator("tr[data-row^='finding:elm']")
    assert row.count() == 1
    assert "RETRACTED" in row.inner_text()


def test_a_card_tells_all_and_says_why_it_is_silent(visit: Visit, small_page: Path) -> None:
    page = visit(small_page, "#view=studies&card=study:dogwood-2023-trial")
    card = page.locator("#card").inner_text()
    for words in ("Harm reports", "Registration", "differ on", "How to cite", "Co-interventions", "Funding"):
        assert words in card, words
    states = page.locator("#card .states").first.inner_text()
    assert any(word in states for word in ("reported", "not read"))
    at(page, "view=studies&card=study:elm-2020-withdrawn")
    assert "not read" in page.locator("#card").inner_text()


def test_harms_and_positions_are_no_effects(visit: Visit, small_page: Path, store: EmbeddedStore) -> None:
    page = visit(small_page, "#view=findings&table=harms")
    assert page.locator("#view-findings tbody tr").count() == len(
        rows(store, HEAD + "SELECT ?h { ?h a exokg:HarmReport }")
    )
    assert page.locator("#view-findings .dir").count() == 0
    at(page, "view=findings&table=positions")
    assert page.locator("#view-findings .dir").count() == 0
    assert page.locator("#view-findings tbody tr").count() > 0


def test_facets_count_and_filter_together(visit: Visit, real_page: Path) -> None:
    page = visit(real_page, "#view=findings")

    def count(value: str) -> int:
        return int(page.locator(f"[data-facet=rung][data-value='{value}'] ~ b").inner_text())

    animal = count("animal")
    page.locator("[data-facet=rung][data-value=animal]").check()
    assert f"{animal} findings" in page.locator("#chips").inner_text()
    page.locator("[data-box=species] > summary").click()
    species = page.locator("[data-box=species] label").first
    told = int(species.locator("b").inner_text())
    assert told <= animal
    species.locator("input").check()
    assert f"{told} findings" in page.locator("#chips").inner_text()
    assert count("animal") == told, "counts of one facet follow the others"
    page.get_by_role("button", name="Clear all").click()
    assert page.locator("#chips").inner_text() == ""


def test_a_facet_narrows_the_edges_and_their_panels(
    visit: Visit, real_page: Path, real_store: EmbeddedStore
) -> None:
    page = visit(real_page, "#view=graph")
    everything = page.locator("#graph-count").inner_text()
    at(page, "view=graph&f.rung=controlled human")
    assert page.locator("#graph-count").inner_text() != everything
    query = HEAD + (
        "SELECT ?c (COUNT(?f) AS ?n) { ?c exokg:supportedBy ?f . "
        "?f exokg:rung <https://w3id.org/exokg/code/rung-controlled-human> }"
        " GROUP BY ?c ORDER BY DESC(?n) LIMIT 1"
    )
    claim, number = rows(real_store, query)[0]
    at(page, f"view=graph&f.rung=controlled human&sel={compress(claim)}")
    assert page.locator("#panel [data-finding]").count() == int(number)


def test_a_path_is_ranked_and_within_the_picture(visit: Visit, real_page: Path) -> None:
    page = visit(real_page, "#view=graph")
    page.locator("#pathbox summary").click()
    page.get_by_label("From").fill("bovine colostrum")
    page.get_by_label("To", exact=True).fill("hair density")
    page.get_by_role("button", name="Find paths").click()
    page.wait_for_timeout(500)
    paths = page.locator("#panel .path")
    assert paths.count() >= 2
    steps = [int(text.split()[0]) for text in page.locator("#panel .paths .context").all_inner_texts()]
    assert steps == sorted(steps)
    assert "not a mechanism" in page.locator("#panel").inner_text()
    for nth in (0, 1):
        paths.nth(nth).click()
        for _ in range(50):
            seen: Any = page.evaluate(
                "() => { const box = document.getElementById('canvas');"
                " return [JSON.parse(box.dataset.chosen), box.clientWidth, box.clientHeight]; }"
            )
            points, width, height = seen
            if len(points) >= 2 and all(0 < x < width and 0 < y < height for x, y in points):
                break
            page.wait_for_timeout(100)
        else:
            pytest.fail(f"{points} is not within {width} × {height}")


def test_a_node_expands_to_findings_and_studies(visit: Visit, small_page: Path) -> None:
    page = visit(small_page, "#view=graph&sel=source:dermal-papilla-cell")
    before = int(page.locator("#graph-count").inner_text().split()[0])
    page.get_by_role("button", name="Expand to findings, cargo, studies").click()
    after = int(page.locator("#graph-count").inner_text().split()[0])
    assert after >= before + 2
    assert "expand=source" in page.url


def test_questions_show_query_and_answer(visit: Visit, real_page: Path, real_store: EmbeddedStore) -> None:
    page = visit(real_page, "#view=questions&question=claims")
    text = page.locator("#view-questions .answer pre").inner_text()
    total = len(rows(real_store, text))
    shown = page.locator("#view-questions .answer tbody tr").count()
    assert 0 < shown <= total
    assert f"of {total} rows" in page.locator("#view-questions .answer").inner_text()
    names = page.locator("#view-questions nav button").count()
    query = f"SELECT ?q {{ GRAPH ?g {{ ?q a <{PREFIXES['sh']}SPARQLExecutable> }} }}"
    assert names == len(rows(real_store, query))


def test_the_page_explains_itself(visit: Visit, real_page: Path) -> None:
    page = visit(real_page, "#view=about")
    text = page.locator("#view-about").inner_text()
    for words in (
        "not medical advice",
        "not read",
        "How to read the rungs",
        "Version",
        "Licence",
        "How to cite",
        "0.2.0",
    ):
        assert words in text, words


def test_forced_colours_and_reduced_motion_are_honoured(visit: Visit, small_page: Path) -> None:
    page = visit(small_page, "#view=graph", forced_colors="active", reduced_motion="reduce")
    ink = page.evaluate("() => getComputedStyle(document.documentElement).getPropertyValue('--up').trim()")
    assert ink == "CanvasText"
    at(page, "view=graph&path=source:dermal-papilla-cell~source:adipose-derived-stem-cell")
    page.screenshot(path=PICTURES / "graph-forced.png")
    at(page, "view=matrix")
    page.screenshot(path=PICTURES / "matrix-forced.png")
