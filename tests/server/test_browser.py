"""Pages and workbench in a real Chromium: they work, ask no other host, run nothing foreign, and pass axe."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
AXE = ROOT / ".venv/share/exokg/axe-core.min.js"
PICTURES = ROOT / "build/pictures/server"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COUNTS = "SELECT ?kind (COUNT(*) AS ?n) { ?s a ?kind } GROUP BY ?kind ORDER BY DESC(?n) LIMIT 8"


class Watched:
    """A page, and everything it must not do."""

    def __init__(self, page: Any, url: str) -> None:
        self.page = page
        self.url = url
        self.foreign: list[str] = []
        self.faults: list[str] = []
        page.on("request", self._request)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._console)
        page.on("dialog", self._dialog)

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self.url, "data:", "blob:")):
            self.foreign.append(request.url)

    def _console(self, message: Any) -> None:
        if message.type == "error" or "Content Security Policy" in message.text:
            self.faults.append(message.text)

    def _dialog(self, dialog: Any) -> None:
        self.faults.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def go(self, path: str, picture: str = "") -> None:
        assert self.page.goto(self.url + path).status == 200
        if picture:
            self.shoot(picture)

    def shoot(self, name: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}.png", full_page=False)

    def until(self, expression: str, seconds: float = 15) -> Any:
        """Ask again until the page says yes: its policy forbids waiting by a string."""
        from playwright.sync_api import Error

        for _ in range(int(seconds * 20)):
            with suppress(Error):  # the page is just being left for another
                if found := self.page.evaluate(expression):
                    return found
            self.page.wait_for_timeout(50)
        raise AssertionError(expression)

    def axe(self, within: str = "document") -> list[str]:
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
        found = self.page.evaluate(f"options => axe.run({within}, options)", options)
        return [f"{fault['id']}: {fault['nodes'][0]['html'][:120]}" for fault in found["violations"]]

    def check(self) -> None:
        assert self.foreign == []
        assert self.faults == []


@pytest.fixture
def watched(browser: Any, server: Any) -> Iterator[Watched]:
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    yield Watched(page, server.url)
    page.close()


def some(server: Any, kind: str) -> str:
    rows = server.ask(
        f'SELECT ?s {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "https://w3id.org/exokg/{kind}/")) }} '
        "ORDER BY ?s LIMIT 1"
    ).json()["results"]["bindings"]
    return str(rows[0]["s"]["value"]).removeprefix("https://w3id.org/exokg")


PAGES = {
    "landing": "/", "questions": "/questions", "question": "/question/claims?source=",
    "ontology": "/ontology", "search": "/search?q=hair", "find": "/find?words=hair+density",
    "count": "/count?by=outcome&by=rung", "plain": f"/sparql/plain?query={quote(COUNTS)}",
    "empty": "/question/human-studies?outcome=minoxidil",
}  # fmt: skip


@pytest.mark.needs("axe")
@pytest.mark.parametrize(
    ("name", "scheme"),
    [*((name, "light") for name in (*PAGES, "study", "claim")), ("study", "dark"), ("count", "dark")],
)
def test_pages_pass_axe(watched: Watched, server: Any, name: str, scheme: str) -> None:
    watched.page.emulate_media(color_scheme=scheme)
    watched.go(PAGES.get(name) or some(server, name), name if scheme == "light" else f"{name}-dark")
    if name == "ontology":  # hundreds of entries alike: a few of each section say as much, much sooner
        watched.page.evaluate("document.querySelectorAll('dl > div:nth-child(n+6)').forEach(e => e.remove())")
    assert watched.axe() == []
    watched.check()


def test_pages_fit_a_phone(browser: Any, server: Any) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    watched = Watched(page, server.url)
    for name, path in {**PAGES, "study": some(server, "study")}.items():
        watched.go(path, f"{name}-phone")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    watched.check()
    page.close()


def test_traps_in_the_data_stay_text(watched: Watched) -> None:
    """A label with a script, an IRI of another scheme, a value that begins like one."""
    watched.go("/term/trap", "trap")
    assert "<script>alert(2)</script>" in watched.page.inner_text("h1")
    links = watched.page.evaluate("[...document.links].map(link => link.protocol)")
    assert set(links) <= {"http:", "https:", "mailto:"}
    watched.go(f"/sparql/plain?query={quote('SELECT * { <https://w3id.org/exokg/term/trap> ?p ?o }')}")
    assert "alert(2)" in watched.page.inner_text("table")
    watched.go("/search?q=onerror")
    assert "onerror" in watched.page.inner_text("main")
    watched.check()


def test_the_plain_editor_needs_no_script(browser: Any, server: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.url}/sparql/plain")
    page.fill("textarea", "SELECT (6 * 7 AS ?answer) {}")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("table")
    assert "42" in page.inner_text("table")
    context.close()


def open_workbench(watched: Watched, query: str = "") -> None:
    watched.go(f"/sparql?query={quote(query)}" if query else "/sparql")
    watched.until("document.getElementById('workbench').dataset.ready === 'yes'")


def test_workbench_answers_a_permalink(watched: Watched) -> None:
    open_workbench(watched, COUNTS)
    watched.until("document.querySelectorAll('#workbench table.dataTable tbody tr').length")
    assert "n" in watched.page.inner_text("#workbench table thead")
    watched.shoot("workbench-table")
    watched.check()


@pytest.mark.needs("axe")
@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 390)])
def test_workbench_passes_axe_and_leads_to_pages_here(watched: Watched, scheme: str, width: int) -> None:
    watched.page.emulate_media(color_scheme=scheme)
    watched.page.set_viewport_size({"width": width, "height": 900})
    open_workbench(watched, COUNTS)
    watched.until("document.querySelectorAll('#workbench table.dataTable tbody tr').length")
    assert watched.axe() == []
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= width
    links = watched.page.evaluate("[...document.querySelectorAll('#workbench td a.iri')].map(a => a.href)")
    assert links
    assert [link for link in links if not link.startswith(watched.url)] == []
    watched.shoot(f"workbench-{scheme}")


def test_workbench_draws_a_chart(watched: Watched) -> None:
    open_workbench(watched, COUNTS)
    watched.until("document.querySelector('.select_exokg-chart')")
    watched.page.click(".select_exokg-chart")
    assert watched.until("document.querySelectorAll('.exokg-chart .bar').length") == 8
    watched.shoot("workbench-chart")
    watched.check()


def test_workbench_draws_a_network(watched: Watched) -> None:
    claims = "STRSTARTS(STR(?a), 'https://w3id.org/exokg/claim/')"
    query = f"CONSTRUCT {{ ?a ?p ?b }} WHERE {{ ?a ?p ?b FILTER(isIRI(?b) && {claims}) }} LIMIT 12"
    open_workbench(watched, query)
    watched.until("document.querySelector('.select_exokg-network')")
    watched.page.click(".select_exokg-network")
    watched.until("document.querySelectorAll('.exokg-network circle').length > 3")
    watched.shoot("workbench-network")
    watched.check()


def test_workbench_completes_from_void_and_runs_examples(watched: Watched) -> None:
    open_workbench(watched)
    known = watched.page.evaluate("exokg.known")
    assert "https://w3id.org/exokg/ontology/Study" in known["class"]
    assert "https://w3id.org/exokg/ontology/reportedBy" in known["property"]
    assert watched.page.evaluate("exokg.prefixes.exokg") == "https://w3id.org/exokg/ontology/"
    watched.page.click(".examples summary")
    watched.page.click("#examples button >> nth=0")
    watched.until("document.querySelector('#workbench .yasr .yasr_response_chip')?.textContent")
    watched.check()


def test_workbench_shows_a_refusal(watched: Watched) -> None:
    open_workbench(watched, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    watched.until("document.querySelector('.exokg-fault')?.textContent.includes('SERVICE is refused')")
    assert "{" not in watched.page.inner_text(".exokg-fault"), "words, not JSON"
    assert watched.foreign == []


def test_the_plain_editor_is_one_click_away(watched: Watched) -> None:
    open_workbench(watched, COUNTS)
    watched.page.click("#plain")
    watched.page.wait_for_url("**/sparql/plain**")
    assert watched.page.input_value("textarea") == COUNTS
    assert watched.page.locator("table tbody tr").count() == 8
    watched.check()


def test_the_explorer_runs_under_its_own_policy(watched: Watched, server: Any) -> None:
    watched.page.goto(f"{server.url}/explorer#view=studies")  # drawn or not: it opens by itself
    watched.until("document.querySelector('[role=tablist]') !== null", 300)
    assert watched.page.url.endswith("/explorer#view=studies")
    watched.faults = [fault for fault in watched.faults if "status of 503" not in fault]  # not drawn yet
    answer = server.client.get("/explorer", headers={"Accept": "text/html"})
    assert answer.status_code == 200, answer.text[:300]
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]
    watched.go("/explorer", "explorer")
    watched.until("document.querySelector('main, canvas, [role=tablist]') !== null")
    claim = "claim:" + some(server, "claim").removeprefix("/claim/")
    watched.page.goto(f"{server.url}/explorer#view=questions&sel={claim}")
    watched.until("document.querySelector('#panel a[href*=\"sparql?query=\"]') !== null")
    for link in watched.page.evaluate(
        "[...document.querySelectorAll('#panel .sparql a, .answer .actions a')].map(a => a.href)"
    ):
        answer = server.client.get(link, headers={"Accept": "text/html"}, follow_redirects=True)
        assert answer.status_code == 200, link
    watched.check()
