"""The explorer's lanes against pyvis's free network of the same findings, and against Cytoscape.js.

The free network and Cytoscape get the same nodes and edges. *Interactive* is the end of the last long task
before half a second of rest; of ours, once it is ready, as unpacking the data is no task of the page.
*Select* is from choosing a thing to the second frame after it: our page keeps only its lanes and lists the
evidence, Cytoscape fades the rest, pyvis marks the node. *Hover* is from pointing at a box to the end of the
script that lights its lanes. Our page also holds all findings, cards and answers. Chromium without a graphics
card; medians of three.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.generator import TRIPLES_PER_STUDY, generate
from benchmarks.table import Row
from exokg.curation.reading import read_graph
from exokg.explorer.free import free_network, pyvis_network
from exokg.explorer.page import render
from exokg.explorer.sheets import read_sheets
from exokg.rdf.dataset import build_dataset
from exokg.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pyvis.network import Network

TITLE = "The explorer"
ROOT = Path(__file__).parents[1]
CYTOSCAPE = ROOT / "node_modules" / "cytoscape" / "dist" / "cytoscape.min.js"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
STUDIES = 3000
REPEATS = 3
LONGEST_MS = 60_000

WATCH = """
window.__busy = 0;
const note = (list) => { for (const one of list.getEntries()) window.__busy = one.startTime + one.duration; };
new PerformanceObserver(note).observe({ type: 'longtask', buffered: true });
"""
HOVERED = """
() => {
  const boxes = [...document.querySelectorAll('#view-lanes [data-box] .frame')].slice(0, 12);
  return boxes.map((box) => {
    const start = performance.now();
    box.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
    return performance.now() - start;
  });
}
"""
PAINTED = """
async (id) => {
  const start = performance.now();
  CHOOSE
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - start;
}
"""
TYPED = """
() => {
  const box = document.getElementById('search');
  return ['w', 'wn', 'wnt', 'wnt '].map((text) => {
    const start = performance.now();
    box.value = text;
    box.dispatchEvent(new Event('input'));
    return performance.now() - start;
  });
}
"""
CHOICES = {
    "explorer": "const one = encodeURIComponent(id);"
    "location.hash = 'view=lanes&focus=' + one + '&sel=' + one;"
    "await new Promise((done) => setTimeout(done, 0));",
    "pyvis": "network.selectNodes([id]);",
    "cytoscape": "cy.elements().addClass('faint');"
    "cy.getElementById(id).closedNeighborhood().removeClass('faint');",
}


def pages(store: EmbeddedStore, *, others: bool) -> dict[str, str]:
    """Every page, by name; the part before the blank says how a node is chosen in it."""
    ours = {"explorer": render(store)}
    return ours | (_others(store) if others else {})


def _others(store: EmbeddedStore) -> dict[str, str]:
    network = pyvis_network(free_network(read_sheets(store)))
    return {
        "pyvis as it writes": network.generate_html(notebook=False),
        "cytoscape with our positions": cytoscape(network),
    }


def cytoscape(network: Network) -> str:
    """The same drawing by Cytoscape.js: shapes, straight edges, arrows, labels."""
    nodes = [
        {
            "data": {"id": n["id"], "label": n["label"], "fill": n["color"]},
            "position": {"x": n["x"], "y": n["y"]},
        }
        for n in network.nodes
    ]
    edges = [
        {
            "data": {
                "id": str(place),
                "source": e["from"],
                "target": e["to"],
                "ink": e["color"],
                "width": e["width"],
            }
        }
        for place, e in enumerate(network.edges)
    ]
    style = [
        {"selector": "node", "style": {"label": "data(label)", "background-color": "data(fill)"}},
        {
            "selector": "edge",
            "style": {
                "line-color": "data(ink)", "width": "data(width)", "curve-style": "straight",
                "target-arrow-shape": "triangle", "target-arrow-color": "data(ink)",
            },
        },
        {"selector": ".faint", "style": {"opacity": 0.15}},
    ]  # fmt: skip
    drawing = {"elements": nodes + edges, "style": style, "layout": {"name": "preset"}}
    told = json.dumps(drawing).replace("<", "\\u003c")
    return (
        "<!DOCTYPE html><meta charset=utf-8><style>#g{position:absolute;inset:0}</style><div id=g></div>"
        f"<script>{CYTOSCAPE.read_text(encoding='utf-8')}</script>"
        f"<script>const told = {told}; told.container = document.getElementById('g');"
        "const cy = cytoscape(told);</script>"
    )


READ = """
(kind) => {
  const [mark] = performance.getEntriesByName('exokg-ready');
  const ready = mark ? mark.startTime : kind === 'explorer' ? Infinity : 0;
  return [performance.now(), Math.max(ready, window.__busy)];
}
"""


def interactive(page: Page, kind: str) -> float:
    """Milliseconds from navigation to the end of the last long task before a rest."""
    while True:
        now, busy = page.evaluate(READ, kind)
        if now - busy > 500 or now > LONGEST_MS:
            return float(busy)
        page.wait_for_timeout(100)


def visit(browser: Browser, path: Path, kind: str, ids: list[str]) -> dict[str, float]:
    """One reading of one page."""
    context = browser.new_context(viewport={"width": 1366, "height": 850})
    context.route("http*://**", lambda route: route.abort())
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(path.as_uri() + ("#view=lanes" if kind == "explorer" else ""), wait_until="commit")
    page.wait_for_load_state("load", timeout=LONGEST_MS * 2)
    read = {"interactive": interactive(page, kind)}
    choose = PAINTED.replace("CHOOSE", CHOICES[kind])
    read["select"] = median(page.evaluate(choose, one) for one in ids)
    if kind == "explorer":
        page.evaluate("() => { location.hash = 'view=lanes'; }")
        page.wait_for_timeout(500)
        read["hover"] = median(page.evaluate(HOVERED))
        read["search"] = max(page.evaluate(TYPED))
    context.close()
    return read


def compared(browser: Browser, store: EmbeddedStore, title: str, *, others: bool) -> list[Row]:
    """The rows of one graph."""
    query = (
        "PREFIX exokg: <https://w3id.org/exokg/ontology/> SELECT ?source (COUNT(?c) AS ?n) "
        "{ ?c exokg:claimSubject ?source } GROUP BY ?source ORDER BY DESC(?n) ?source LIMIT 3"
    )
    from exokg.rdf.namespaces import compress

    ids = [compress(str(getattr(row[0], "value", row[0]))) for row in store.select(query)]
    rows: list[Row] = []
    first: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, text in pages(store, others=others).items():
            path = Path(folder, f"{name}.html")
            path.write_text(text, encoding="utf-8")
            kind = name.partition(" ")[0]
            reads = [visit(browser, path, kind, ids) for _ in range(REPEATS)]
            told = {"bytes": len(text.encode()) / 1000} | {
                key: median(r[key] for r in reads) for key in reads[0]
            }
            first = first or told
            units = {"bytes": "kB"}
            rows += [
                Row(f"{title}: {name}: {key}", value, units.get(key, "ms"), *_ratio(value, first[key], name))
                for key, value in told.items()
            ]
    return rows


def _ratio(value: float, ours: float, name: str) -> tuple[float, str]:
    return (0, "") if name == "explorer" else (value / ours, "explorer")


def measure() -> list[Row]:
    """The shipped graph, and our page alone for 3,000 invented studies."""
    from playwright.sync_api import sync_playwright

    real = EmbeddedStore(build_dataset(read_graph(ROOT / "graph"), (ROOT / "ontology.ttl").read_bytes()))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        rows = compared(browser, real, "shipped graph", others=True)
        large = EmbeddedStore(generate(STUDIES * TRIPLES_PER_STUDY))
        rows += compared(browser, large, f"{STUDIES:,} studies", others=False)
        browser.close()
    return rows
