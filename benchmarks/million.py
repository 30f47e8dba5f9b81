"""A generated graph of a million statements, from its records to the pages of a server with its defaults.

Building: processor time of each step, one after another in one process, and the most memory that the
process had had by then; the bar is 2 GB. Serving: `exokg serve` with its defaults but for the explorer, which
is drawn by itself, asked for every kind of page, and for every question of the catalogue as SPARQL, one
request at a time; all of them must be answered. Processor time is that of all processes of the server
together, for what nobody asked before; the bar for a page is 300 ms at the 95th percentile, a question has
the default limit of 10 s. Of exports: wall time to the first byte.
`python -m benchmarks.million STATEMENTS FOLDER` makes a store of any size, and says what each step took.
"""

from __future__ import annotations

import contextlib
import http.client
import multiprocessing
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from benchmarks.searches import most_memory
from benchmarks.server import free_port, processor_s, running
from benchmarks.startup import EXOKG, ROOT
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TITLE = "A million statements"
STATEMENTS = 1_000_000
PAGE_BAR_MS, MEMORY_BAR_MB = 300, 2000
EACH = 12
"""Pages of each kind of thing."""
PATHS = (
    "/", "/questions", "/ontology", "/ontology.ttl", "/sparql/plain", "/search?q=hair", "/openapi.json",
    "/.well-known/void", "/.well-known/sparql-examples", "/sitemap.xml", "/sitemap/1.xml", "/find",
    "/find?outcome=hair+density&rung=people", "/find?words=wnt+dermal+papilla", "/find?species=mouse",
    "/find?route=microneedling&year=2020-2024", "/find?words=beta-catenin+mouse", "/count",
    "/count?by=author", "/count?by=outcome&by=rung&level=group", "/count?by=source&by=rung",
    "/count?by=route&without=preprints",
)  # fmt: skip
EXPORTS = ("nq", "nt", "ttl", "ttl.gz", "trig", "jsonld", "rdf")
KINDS = (
    "Study",
    "Review",
    "TrialRegistration",
    "Finding",
    "Claim",
    "VesiclePreparation",
    "Arm",
    "HarmReport",
    "Conflict",
    "ResearchGroup",
    "Cohort",
    "Position",
    "Conclusion",
)
USED = """SELECT ?thing WHERE { { SELECT ?thing (COUNT(*) AS ?uses) { ?finding %s ?thing } GROUP BY ?thing } }
ORDER BY %s(?uses) ?thing LIMIT 6"""
HUBS = 24
"""Things of all kinds that most nodes mention."""
HTML = {"Accept": "text/html, */*;q=0.1"}


def measure() -> list[Row]:
    """Rows of building, in a process of its own, and of serving."""
    with tempfile.TemporaryDirectory() as folder:
        with multiprocessing.get_context("spawn").Pool(1) as fresh:
            rows = fresh.apply(build, (folder, STATEMENTS))
        return rows + serve(Path(folder))


def build(folder: str, statements: int) -> list[Row]:
    """Make, derive, write and export a graph; leave its store in a folder."""
    from benchmarks.generator import Generator
    from exokg import load
    from exokg.curation.reading import read_graph
    from exokg.rdf.dataset import complete, curated_store
    from exokg.store.versions import write_version

    graph = Generator(read_graph(ROOT / "graph")).make(statements)
    steps = Steps()
    with steps("statements of records"):
        dataset = curated_store(graph, (ROOT / "ontology.ttl").read_bytes())
    with steps("what follows from them"):
        complete(dataset, graph)
    records = len(graph.records)
    del graph
    place = Path(folder)
    (place / "versions").mkdir(parents=True)
    with steps("write, optimise, count, hash"):
        manifest = write_version(place, dataset, {}, inputs="0" * 64, source="")
    del dataset
    for form in ("ttl", "nq"):
        with steps(f"export {form}"):
            sum(map(len, load(store=folder).export(form)))
    return [Row(f"{records:,} records: statements", manifest.quads, ""), *steps.rows]


class Steps:
    """Measures steps of this process."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        start = time.process_time()
        yield
        memory = most_memory()
        self.rows.append(Row(name, time.process_time() - start, "s"))
        self.rows.append(Row(f"{name}: most memory so far", memory, "MB", memory / MEMORY_BAR_MB, "the bar"))
        print(f"{name}: {self.rows[-2].value:.1f} s, {memory:.0f} MB so far", flush=True)


def serve(store: Path, *options: str) -> list[Row]:
    """Every kind of page and every question, from a server with its defaults, or with options."""
    port = free_port()
    with running([EXOKG, "serve", "--no-explorer", "--store", store, "--port", str(port), *options], port):
        until_quiet(port)
        pages = [ask(port, path, HTML) for path in paths(port, store)]
        questions = [ask(port, f"/sparql?{urlencode({'query': text})}", {}) for text in queries()]
        exports = [
            Row(f"export {form}: first byte", first_byte(port, f"/export/exokg.{form}"), "ms")
            for form in EXPORTS
        ]
    rows = summed("pages", pages, PAGE_BAR_MS)
    rows += summed("questions", questions, 10_000)
    return [*rows, *exports, *drawn(store)]


def first_byte(port: int, path: str) -> float:
    """Milliseconds to the first byte of an answer, the rest of which is left."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    start = time.monotonic()
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read(1)
    connection.close()
    return 1000 * (time.monotonic() - start)


def drawn(store: Path) -> list[Row]:
    """The explorer's page, as a server has it drawn."""
    place = str(store / "current" / "quads")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    program = [sys.executable, "-m", "exokg.server.pages.explorer", place, "", "explorer"]
    page = subprocess.run(program, check=True, capture_output=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return [Row("explorer: drawn", seconds, "s"), Row("explorer: bytes", len(page) / 1e6, "MB")]


def until_quiet(port: int) -> None:
    """Wait until the server no longer makes its first pages."""
    deadline = time.monotonic() + 900
    while time.monotonic() < deadline:
        before = processor_s(port)
        time.sleep(3)
        if processor_s(port) - before < 0.05:
            return


def paths(port: int, store: Path) -> list[str]:
    """Pages of the house, of every question, and of things: of every kind, rare, most used."""
    found = [
        *PATHS,
        *(f"/question/{path.stem}" for path in sorted((ROOT / "graph" / "questions").glob("*.rq"))),
    ]
    asked = [f"SELECT ?s {{ ?s a exokg:{kind} }} LIMIT {EACH}" for kind in KINDS]
    asked += [
        USED % (path, order)
        for path in ("exokg:target", "exokg:countedUnder/exokg:ofSource")
        for order in ("ASC", "DESC")
    ]
    for query in asked:
        text = get(port, f"/sparql?{urlencode({'query': query, 'format': 'csv'})}", {})[1].decode()
        found += map(page_of, text.split()[1:])
    with contextlib.closing(sqlite3.connect(store / "current" / "kept.db")) as kept:
        hubs = kept.execute("SELECT thing FROM hub GROUP BY thing ORDER BY SUM(count) DESC LIMIT ?", (HUBS,))
        found += [page_of(thing) for (thing,) in hubs]
    return list(dict.fromkeys(found))


def page_of(iri: str) -> str:
    own = "https://w3id.org/exokg/"
    return f"/page/{iri.removeprefix(own)}" if iri.startswith(own) else f"/about?{urlencode({'iri': iri})}"


def queries() -> list[str]:
    """Every question of the catalogue that needs no parameter, as SPARQL."""
    from exokg.curation.questions import read_questions

    asked = read_questions(ROOT / "graph" / "questions")
    return [one.with_values({}) for one in asked if all(part.optional for part in one.parameters)]


def get(port: int, path: str, headers: dict[str, str]) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


def ask(port: int, path: str, headers: dict[str, str]) -> tuple[int, float, str]:
    """The status of an answer, and the milliseconds of processor time it took."""
    before = processor_s(port)
    status, _ = get(port, path, headers)
    return status, 1000 * (processor_s(port) - before), path


def summed(what: str, answers: Sequence[tuple[int, float, str]], bar: float) -> list[Row]:
    """How many were answered, and how long they took; what was not is printed."""
    for status, _, path in answers:
        if status != 200:
            print(f"{status} {path[:200]}", flush=True)
    times = sorted((ms, path) for _, ms, path in answers)
    late = times[int(0.95 * (len(times) - 1))][0]
    good = sum(status == 200 for status, _, _ in answers)
    print(f"slowest of {what}:", [(round(ms), path[:60]) for ms, path in times[-4:]], flush=True)
    return [
        Row(f"{what}: answered, of {len(times)}", good, ""),
        Row(f"{what}: median", times[len(times) // 2][0], "ms"),
        Row(f"{what}: 95 %", late, "ms", late / bar, "the bar"),
        Row(f"{what}: slowest", times[-1][0], "ms"),
    ]


if __name__ == "__main__":
    build(sys.argv[2], int(sys.argv[1]))
