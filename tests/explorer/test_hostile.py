"""Hostile text is text: the corpus as labels, titles, ids, DOIs and query text, also with escaping broken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, Quad

from exokg.explorer import page as page_module
from exokg.explorer.free import render_free
from exokg.explorer.page import render

from .conftest import VIEWS, at, changed, rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from exokg.store.embedded import EmbeddedStore

    Visit = Callable[..., Page]

TEXTS = [
    "</script><script>window.__xss=1</script><img src=x onerror=window.__xss=2>",
    "<svg/onload=window.__xss=3>",
    "\"><iframe srcdoc='<script>parent.__xss=4</script>'>",
    "'-window.__xss=5-'",
    "{{ constructor.constructor('window.__xss=6')() }}",
    "javascript:window.__xss=7",
    "abc\u202e\u2066evil\u2069 \u200b",
    "]]><!--\u2028\u2029</title></style><script>window.__xss=8</script>",
    'href <a href="javascript:window.__xss=9">DOI</a>',
]
RECORDS = ("study:", "review:", "trial:", "statement:")
KEPT = (
    "identifier",
    "claimWord",
    "select",
    "ask",
    "construct",
    "sourceKind",
    "searchedTo",
    "year",
    "entered",
)
BAD = "<img src=x onerror=window.__xss=1>"
OPEN_ALL = """
async () => {
  for (const one of document.querySelectorAll('details')) one.open = true;
  const titled = document.querySelectorAll('[title]');
  for (const one of titled) one.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
  await new Promise((done) => setTimeout(done, 30));
  const leading = document.querySelectorAll('a[href], [src], iframe, object, embed, form[action]');
  return [...leading].map((one) => one.getAttribute('href') || one.outerHTML.slice(0, 60));
}
"""


def poisoned(store: EmbeddedStore) -> EmbeddedStore:
    """The fixture with hostile text in every label, title, summary, locator, DOI, page and query comment."""
    turn = 0

    def poison(quad: Quad) -> Quad:
        nonlocal turn
        value, name = quad.object, quad.predicate.value.replace("#", "/").rpartition("/")[2]
        if not isinstance(value, Literal) or name in KEPT:
            if name in {"select", "ask", "construct"}:
                text = f"{value.value}\n# {TEXTS[0]}"  # type: ignore[union-attr]
                return Quad(quad.subject, quad.predicate, Literal(text), quad.graph_name)
            return quad
        if value.datatype.value.endswith(("#integer", "#decimal", "#boolean")):
            return quad
        turn += 1
        text = TEXTS[turn % len(TEXTS)]
        if name in {"doi", "sourcePage", "pmid", "registryId"}:
            text = [
                TEXTS[5],
                f"10.5555/{TEXTS[0]}",
                "data:text/html,<script>1</script>",
                "vbscript:x",
                "//evil.example/x",
            ][turn % 5]
        new = (
            Literal(text, language=value.language)
            if value.language
            else Literal(text, datatype=value.datatype)
        )
        return Quad(quad.subject, quad.predicate, new, quad.graph_name)

    return changed(store, poison)


@pytest.fixture(scope="session")
def hostile(store: EmbeddedStore) -> EmbeddedStore:
    return poisoned(store)


def addresses(hostile: EmbeddedStore) -> list[str]:
    head = "PREFIX exokg: <https://w3id.org/exokg/ontology/> "
    kinds = (
        "Study",
        "Review",
        "TrialRegistration",
        "RegulatoryStatement",
        "Claim",
        "Finding",
        "VesicleSource",
    )
    from exokg.rdf.namespaces import compress

    things = [
        compress(row[0])
        for kind in kinds
        for row in rows(hostile, f"{head} SELECT ?x {{ ?x a exokg:{kind} }} ORDER BY ?x LIMIT 9")
    ]
    return (
        [f"view={view}" for view in VIEWS]
        + [f"view=findings&table={name}" for name in ("harms", "positions", "reviews")]
        + [f"view=studies&card={thing}" for thing in things if thing.startswith(RECORDS)]
        + [f"view=lanes&focus={thing}&sel={thing}" for thing in things]
    )


def roam(page: Page, hostile: EmbeddedStore) -> list[str]:
    links: list[str] = []
    for address in addresses(hostile):
        at(page, address)
        links += page.evaluate(OPEN_ALL)
    page.locator("#search").fill("script")
    page.mouse.move(500, 400)
    return links


def test_hostile_text_is_inert_everywhere(visit: Visit, hostile: EmbeddedStore, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(render(hostile), encoding="utf-8")
    page = visit(path, "#view=ladder")
    links = roam(page, hostile)
    assert page.evaluate("() => window.__xss") is None
    assert len(links) > 20
    assert [link for link in links if not link.startswith(("https://", "http://", "mailto:", "#"))] == []
    text = page.locator("body").inner_text()
    assert "\u202e" not in text


def test_an_address_cannot_inject(visit: Visit, small_page: Path) -> None:
    page = visit(
        small_page,
        f"#view=lanes&sel={BAD}&f.rung={BAD}&question=</script>",
    )
    for view in VIEWS:
        at(
            page,
            f"view={view}&sel={BAD}&card=<b>&f.rung={BAD}&focus=<a>&open={BAD}&pins={BAD}",
        )
    assert page.evaluate("() => window.__xss") is None


@pytest.mark.parametrize("broken", ["dom", "jinja"])
def test_the_policy_holds_when_escaping_is_broken(
    visit: Visit, hostile: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    read = page_module._read

    def careless(name: str) -> str:
        text = read(name)
        if broken == "dom" and name == "bundle.js":
            wild = r"(\2 instanceof Node?\1.append(\2):\1.insertAdjacentHTML('beforeend',String(\2)))"
            text, times = re.subn(
                r"([\w$]+)\.append\(([\w$]+) instanceof Node\?\2:[\w$]+\(String\(\2\)\)\)", wild, text
            )
            assert times == 1
        return text

    monkeypatch.setattr(page_module, "_read", careless)
    html = render(hostile)
    if broken == "jinja":
        html = html.replace("<body>", "<body>" + TEXTS[0] + TEXTS[1])
    path = tmp_path / "broken.html"
    path.write_text(html, encoding="utf-8")
    page = visit(path, "#view=findings", check=False)
    page.on("dialog", lambda dialog: dialog.dismiss())
    at(page, "view=studies")
    page.wait_for_timeout(300)
    assert page.evaluate("() => window.__xss") is None
    faults = page.faults  # type: ignore[attr-defined]
    assert any("Content Security Policy" in message for message in faults.messages), (
        "the attack was really made"
    )
    assert faults.requests == []


def test_the_free_page_is_safe_and_offline(browser: object, hostile: EmbeddedStore, tmp_path: Path) -> None:
    path = tmp_path / "free.html"
    path.write_text(render_free(hostile), encoding="utf-8")
    requests: list[str] = []
    context = browser.new_context()  # type: ignore[attr-defined]
    page = context.new_page()
    page.on("request", lambda request: requests.append(request.url))
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.goto(path.as_uri())
    page.locator("#mynetwork canvas").wait_for()
    page.mouse.move(400, 300)
    assert page.evaluate("() => window.__xss") is None
    assert [url for url in requests if not url.startswith("file:")] == []
    assert messages == []
    assert page.title()
    context.close()
