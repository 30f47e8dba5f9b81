"""Each view in a real browser: what is seen, and what the evidence panel says of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from exokg.answers.find.aliases import ALIASES
from exokg.explorer.page_questions import ROWS_SHOWN
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
    page = visit(real_page, "#view=ladder", color_scheme=theme)
    PICTURES.mkdir(parents=True, exist_ok=True)
    for view in VIEWS:
        at(page, f"view={view}")
        assert shown_panels(page) == [f"view-{view}"]
        assert page.locator(f"#view-{view}").inner_text().strip()
        page.screenshot(path=PICTURES / f"{view}-{theme}.png")


def test_a_phone_begins_with_the_ladder_and_raises_a_sheet(visit: Visit, real_page: Path) -> None:
    page = visit(real_page, viewport=PHONE, has_touch=True)
    assert shown_panels(page) == ["view-ladder"]
    for view in VIEWS:
        at(page, f"view={view}")
        assert page.evaluate("() => document.scrollingElement.scrollWidth") <= 390
        page.screenshot(path=PICTURES / f"{view}-phone.png")
        ends = page.locator("[role=tab], #filter-button:visible").evaluate_all(RIGHT)
        assert max(ends) <= 390, (view, "all tabs and the filters are in reach")
    at(page, "view=ladder")
    page.locator("#view-ladder [data-select='code:rung-animal']").first.tap()
    box = page.locator("#panel-title").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < PHONE["height"], "the heading is in sight"
    assert focused_id(page) == "panel-title"
    page.screenshot(path=PICTURES / "sheet-phone.png")
    page.get_by_label("Clear the selection").tap()
    assert not page.locator("#panel").is_visible()
    small = page.evaluate(SMALL_TARGETS)
    assert small == []
    at(page, "view=lanes&pair=2")
    assert page.locator("#view-lanes .column").all_text_contents() == ["Tested in", "Mechanism"]


RIGHT = "(all) => all.map((one) => one.getBoundingClientRect().right)"
SMALL_TARGETS = """
() => [...document.querySelectorAll('#view-ladder [role=button] > .hit')]
  .map((hit) => hit.getBoundingClientRect())
  .filter((box) => box.height < 24 || box.width < 24)
  .map((box) => `${box.width} × ${box.height}`)
"""


def focused_id(page: Page) -> str:
    found: str = page.evaluate("() => document.activeElement.id")
    return found


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
      links: rows.every((row) => row.querySelector('.links')?.textContent.trim()),
      query: ([...document.querySelectorAll('#panel .sparql code')].at(-1) || {}).textContent,
      verdict: (document.querySelector('#panel .verdict') || {}).textContent,
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
    assert all(one["places"] and one["links"] and one["verdict"] for one in told.values())
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


def test_a_source_and_a_target_lead_to_all_findings_of_their_claims(
    visit: Visit, real_page: Path, real_store: EmbeddedStore
) -> None:
    query = (
        HEAD + "SELECT ?s ?t ?f { ?c exokg:claimSubject ?s ; exokg:claimTarget ?t ; exokg:supportedBy ?f }"
    )
    known: dict[str, list[str]] = {}
    for source, target, finding in rows(real_store, query):
        known.setdefault(f"{compress(source)}~{compress(target)}", []).append(compress(finding))
    page = visit(real_page, "#view=about")
    told = page.evaluate(PANEL_OF_EACH, sorted(known))
    assert {pair: set(one["findings"]) >= set(known[pair]) for pair, one in told.items()} == dict.fromkeys(
        known, True
    )
    for pair, one in list(told.items())[::9]:
        answered = {compress(row[0]) for row in rows(real_store, one["query"])}
        assert answered == set(known[pair]), pair
    assert all(re.match(r"[▲▼○C!]|Studies disagree|One ", one["verdict"]) for one in told.values())


def test_each_cell_of_the_map_leads_to_its_findings(visit: Visit, real_page: Path) -> None:
    page = visit(real_page, "#view=map")
    for columns in ("outcomes", "mechanisms"):
        at(page, f"view=map&columns={columns}")
        cells = page.locator("[data-cell]")
        assert cells.count() > 30
        for cell in (cells.first, cells.nth(17)):
            words = str(cell.get_attribute("title"))
            cell.click()
            assert (
                page.locator("#panel .verdict")
                .inner_text()
                .startswith(re.findall(r": (\d+ independent stud\w+)", words)[0])
            )
            if (folded := page.locator("#panel .found > summary")).count():
                folded.click()
            page.locator("#panel [data-finding]").first.wait_for()
    blank = page.locator(".matrix td.blank")
    assert blank.count() > 20
    assert set(blank.locator("xpath=self::*[normalize-space(text())!='']").all_inner_texts()) == set()
    notes = page.locator(".matrix tbody th .blanks").all_inner_texts()
    assert all(re.search("not read in full|not studied in any record", note) for note in notes)
    at(page, "view=map")
    page.get_by_role("button", name="open mesenchymal stromal cells").click()
    page.get_by_role("button", name="open growth and regrowth").click()
    assert page.locator(".matrix tbody th.item").count() > 4
    assert page.locator(".matrix td.full .dir").count() > 3
    pins = page.locator(".matrix .pin")
    pins.nth(1).click()
    pins.nth(2).click()
    assert page.locator(".matrix tbody tr").count() == 2
    page.get_by_role("button", name="End comparing").click()
    before = page.locator("[data-cell]").count()
    page.get_by_role("button", name="People only").click()
    assert 0 < page.locator("[data-cell]").count() < before


def test_the_ladder_leads_to_findings(visit: Visit, real_page: Path, real_store: EmbeddedStore) -> None:
    page = visit(real_page)
    said = "?dataset exokg:vesicleHairStudyCount ?vesicles ; exokg:studyCount ?all"
    counts = f"SELECT ?vesicles ?all {{ GRAPH ?graph {{ {said} }} }}"
    ((vesicles, studies),) = rows(real_store, HEAD + counts)
    title = page.locator("#view-ladder h2").text_content()
    assert (
        title
        == "No controlled study in people has separated an effect of vesicles from what was given with them."
    )
    note = " ".join(page.locator("#view-ladder .note").all_text_contents())
    assert f"{vesicles} studies of vesicles and hair among {studies} studies, none read in full" in note
    papilla = "1|subject:vesicles-of-dermal-papilla-cell~code:rung-animal"
    cell = page.locator(f"#view-ladder [data-place='{papilla}']")
    marks = cell.locator("[data-mark]").count()
    cell.locator(".hit").click(position={"x": 90, "y": 12})
    assert page.locator("#panel .verdict").inner_text().startswith(f"{marks} independent studies")
    cell.locator("[data-mark]").first.click()
    assert page.locator("#panel .kicker").inner_text() == "study"
    page.locator("#view-ladder [data-select='code:rung-ex-vivo']").focus()
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "Ex vivo"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("() => document.activeElement.dataset.select")
    page.locator("#view-ladder .below .entry").first.click()
    assert "≠ Findings point different ways" in page.locator("#panel").inner_text()


def test_the_lanes_are_walked_opened_and_read(visit: Visit, real_page: Path) -> None:
    page = visit(real_page, "#view=lanes")
    names = [
        str(node.get_attribute("aria-label")) for node in page.locator("#view-lanes [role=button]").all()
    ]
    assert all(len(name) > 12 for name in names)
    assert page.locator("#view-lanes [tabindex='0']").count() == 1
    page.locator("#view-lanes [tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    assert page.locator("#say").inner_text()
    page.keyboard.press("ArrowRight")
    strand = str(page.evaluate("() => document.activeElement.dataset.strand"))
    assert strand != "None"
    page.keyboard.press("Enter")
    assert page.locator("#panel .kicker").inner_text() in {"Strand", "Where these meet"}
    assert page.locator("#view-lanes .lit").count() > 0
    page.keyboard.press("Escape")
    assert not page.locator("#panel").is_visible()
    group = page.locator("[data-box='5#density, count, coverage']")
    group.focus()
    page.keyboard.press("Enter")
    density = page.locator("[data-box='5|term:hair-density']")
    assert density.count() == 1
    density.locator(".frame").click()
    assert page.locator("#panel h2").inner_text() == "hair density"
    assert "focus=term" in page.url
    assert page.locator("#view-lanes .box.chosen").count() == 1
    page.locator("[data-strand^='4#no mechanism named']").first.hover()
    assert "hair density" in page.locator("#say").inner_text()
    page.keyboard.press("Escape")
    assert "focus" not in page.url
    page.locator("#view-lanes .box.chosen").wait_for(state="detached")
    page.locator("[data-box='4#Wnt and beta-catenin']").hover()
    page.locator("#say", has_text="joins different studies").wait_for()


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
    page.locator("#card .reporting summary").first.click()
    states = page.locator("#card .items").first.inner_text()
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


def test_a_facet_narrows_the_lanes_and_their_panels(
    visit: Visit, real_page: Path, real_store: EmbeddedStore
) -> None:
    page = visit(real_page, "#view=lanes")
    strands = page.locator("#view-lanes [data-strand]")
    everything = strands.count()
    at(page, "view=lanes&f.rung=controlled human")
    assert 0 < strands.count() < everything
    query = HEAD + (
        "SELECT ?c (COUNT(?f) AS ?n) { ?c exokg:supportedBy ?f . "
        "?f exokg:rung <https://w3id.org/exokg/code/rung-controlled-human> }"
        " GROUP BY ?c ORDER BY DESC(?n) LIMIT 1"
    )
    claim, number = rows(real_store, query)[0]
    at(page, f"view=lanes&f.rung=controlled human&sel={compress(claim)}")
    assert page.locator("#panel [data-finding]").count() == int(number)
    at(page, "view=lanes&f.rung=no such rung")
    assert page.locator("#view-lanes .empty").is_visible()


def test_questions_show_how_their_answer_begins(
    visit: Visit, real_page: Path, real_store: EmbeddedStore
) -> None:
    page = visit(real_page, "#view=questions&question=claims")
    total = len(rows(real_store, HEAD + "SELECT ?c { ?c a exokg:Claim }"))
    shown = page.locator("#view-questions .answer tbody tr").count()
    assert shown == ROWS_SHOWN
    assert f"First {shown} of {total} rows" in page.locator("#view-questions .answer").inner_text()
    assert page.locator("#view-questions .answer pre").inner_text() == "exokg ask claims"
    names = page.locator("#view-questions nav button").count()
    query = f"SELECT ?q {{ GRAPH ?g {{ ?q a <{PREFIXES['sh']}SPARQLExecutable> }} }}"
    assert names == len(rows(real_store, query)) + len(ALIASES)


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
    page = visit(small_page, "#view=lanes", forced_colors="active", reduced_motion="reduce")
    ink = page.evaluate("() => getComputedStyle(document.documentElement).getPropertyValue('--up').trim()")
    assert ink == "CanvasText"
    for view in ("ladder", "lanes", "map"):
        at(page, f"view={view}")
        page.screenshot(path=PICTURES / f"{view}-forced.png")
