"""From the shell to the answer: the whole process of `exokg query` on the built store, beside a process
that does nothing, one that only imports typer, and one that parses the same graph as Turtle with rdflib
and asks it the same question. Medians of several runs each, taken in turn: wall time, and processor time
(user and system), whose ratios hold on a busy machine too."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.table import Row

TITLE = "Shell query"
ROOT = Path(__file__).parents[1]
EXOKG = Path(sys.executable).with_name("exokg")
RUNS = 15
QUERY = "SELECT ?s ?title { ?s a exokg:Study ; rdfs:label ?title } ORDER BY ?s LIMIT 3"
RDFLIB = """
import sys, rdflib
graph = rdflib.Graph().parse(sys.argv[1])
text = "PREFIX exokg: <https://w3id.org/exokg/ontology/> " + sys.argv[2]
for row in graph.query(text):
    print(*row, sep="\\t")
"""


def seconds(command: list[str | Path], env: dict[str, str]) -> tuple[float, float]:
    """Wall time and processor time of one whole process."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, busy


def measure() -> list[Row]:
    """Whole processes in ms."""
    with tempfile.TemporaryDirectory() as folder:
        store, turtle = Path(folder, "store"), Path(folder, "exokg.ttl")
        env = {**os.environ, "XDG_CACHE_HOME": str(Path(folder, "cache"))}
        env.pop("PYTHONDONTWRITEBYTECODE", None)  # as installed: with compiled modules
        subprocess.run([EXOKG, "-q", "build", "-g", ROOT / "graph", "-o", store], env=env, check=True)
        subprocess.run([EXOKG, "export", "-s", store, "-o", turtle], env=env, check=True)
        commands: dict[str, list[str | Path]] = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "python -c 'import typer'": [sys.executable, "-c", "import typer"],
            "exokg --help": [EXOKG, "--help"],
            "exokg query": [EXOKG, "query", "--store", store, QUERY],
        }
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for _ in range(RUNS):
            for name, command in commands.items():
                taken[name].append(seconds(command, env))
        rdflib = seconds([sys.executable, "-c", RDFLIB, turtle, QUERY], env)
    base = "python -c pass"
    rows = []
    for at, kind in enumerate(("wall", "processor")):
        middle = {name: median(pair[at] for pair in pairs) for name, pairs in taken.items()}
        rows += [
            Row(f"{name} ({kind})", 1000 * took, "ms", took / middle[base], f"pass ({kind})")
            for name, took in middle.items()
        ]
        took = rdflib[at] / middle["exokg query"]
        rows.append(
            Row(f"rdflib: parse the Turtle, ask ({kind})", 1000 * rdflib[at], "ms", took, "exokg query")
        )
    return rows
