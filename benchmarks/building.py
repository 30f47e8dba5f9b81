"""Building the store from the real `graph/`, step by step in one process, and the whole command beside
it. Checking and SHACL come before anything is written; writing includes the counts of every index. Checking
one record, as a curator does after each edit, is a whole command too."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.startup import seconds
from benchmarks.table import Row

TITLE = "Build of the whole graph"
ROOT = Path(__file__).parents[1]


def measure() -> list[Row]:
    """Seconds per step."""
    from exokg.curation.reading import read_graph
    from exokg.curation.rules import check_graph
    from exokg.rdf.conformance import conform
    from exokg.rdf.dataset import build_dataset
    from exokg.store.versions import write_version

    rows, clock = [], time.perf_counter
    start = clock()
    graph = read_graph(ROOT / "graph")
    rows.append(Row(f"read {len(graph.records)} records", clock() - start, "s"))
    start = clock()
    check_graph(graph)
    rows.append(Row("rules", clock() - start, "s"))
    start = clock()
    dataset = build_dataset(graph, (ROOT / "ontology.ttl").read_bytes())
    rows.append(Row(f"triples and what follows: {len(dataset):,} statements", clock() - start, "s"))
    start = clock()
    conform(dataset, graph)
    rows.append(Row("SHACL", clock() - start, "s"))
    with tempfile.TemporaryDirectory() as folder:
        start = clock()
        (Path(folder) / "versions").mkdir()
        write_version(Path(folder), dataset, {}, inputs="0" * 64, source="")
        rows.append(Row("write, optimise, count, hash", clock() - start, "s"))
        program = Path(sys.executable).with_name("exokg")
        command: list[str | Path] = [program, "-q", "build", "-g", ROOT / "graph"]
        start = clock()
        subprocess.run([*command, "-o", Path(folder) / "whole"], env=dict(os.environ), check=True)
        whole = clock() - start
        start = clock()
        subprocess.run([*command, "-o", Path(folder) / "whole"], env=dict(os.environ), check=True)
        again = clock() - start
    rows.append(Row("exokg build", whole, "s"))
    rows.append(Row("exokg build, nothing changed", again, "s", again / whole, "exokg build"))
    record = ROOT / "graph" / "studies" / "rajendran-2020-macev.yaml"
    taken = [seconds([program, "-q", "validate", record], dict(os.environ)) for _ in range(5)]
    for kind, times in zip(("wall", "processor"), zip(*taken, strict=True), strict=True):
        rows.append(Row(f"exokg validate, one record ({kind})", median(times), "s"))
    return rows
