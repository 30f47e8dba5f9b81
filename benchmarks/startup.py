"""From the shell to the answer: the whole process of `exokg query` on the built store, beside a process
that does nothing, one that only imports typer, and one that parses the same graph as Turtle with rdflib
and asks it the same question. The smallest of several runs each, taken in turn."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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


def seconds(command: list[str | Path], env: dict[str, str]) -> float:
    """Wall time of one whole process."""
    start = time.perf_counter()
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


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
        best = dict.fromkeys(commands, float("inf"))
        for _ in range(RUNS):
            for name, command in commands.items():
                best[name] = min(best[name], seconds(command, env))
        rdflib = min(seconds([sys.executable, "-c", RDFLIB, turtle, QUERY], env) for _ in range(2))
    base = best["python -c pass"]
    rows = [
        Row(name, 1000 * took, "ms", took / base if took != base else 0, "pass" if took != base else "")
        for name, took in best.items()
    ]
    query = best["exokg query"]
    return [*rows, Row("rdflib: parse the Turtle, ask", 1000 * rdflib, "ms", rdflib / query, "exokg query")]
