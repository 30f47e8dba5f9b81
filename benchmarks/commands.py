"""Every command that reads the store, on the shipped graph, from the shell to the end of the answer.

Whole processes, processor time (user and system), medians of several runs taken in turn, beside `exokg
query` with a query of three rows, whose start-up is nearly all of its time; the bar is three times that.
`export` and `view` write the whole graph, and are listed for what they take."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.startup import EXOKG, QUERY, ROOT, seconds
from benchmarks.table import Row
from exokg.curation.questions import read_questions

TITLE = "Commands"
RUNS = 5
COMMANDS = {
    "query": ["query", QUERY],
    "find, names": ["find", "dermal", "papilla", "cells", "proliferation"],
    "find, words": ["find", "hair", "shaft", "elongation", "weeks"],
    "find --outcome --rung": ["find", "--outcome", "hair density", "--rung", "people"],
    "find --species --wide": ["find", "--species", "mouse", "--wide"],
    "count --by outcome --by rung": ["count", "--by", "outcome", "--by", "rung", "--level", "group"],
    "count --by author": ["count", "--by", "author"],
    "show a term": ["show", "miR-218-5p"],
    "show a study": ["show", "rajendran-2020-macev"],
    "search": ["search", "minoxidil"],
    "stats": ["stats"],
    "paths": ["paths", "dermal papilla cells", "hair growth"],
    "hypotheses": ["hypotheses"],
    "plot -f csv": ["plot", "ladder", "-f", "csv"],
    "export": ["export", "-f", "ttl"],
    "view": ["view", "-o", "-"],
}
"""What is asked; beside these every question that needs no value."""


def commands() -> dict[str, list[str]]:
    """Name and words of each command."""
    questions = read_questions(ROOT / "graph" / "questions")
    plain = (one.name for one in questions if all(parameter.optional for parameter in one.parameters))
    return COMMANDS | {f"ask {name}": ["ask", name] for name in plain}


def measure() -> list[Row]:
    """Milliseconds, and how many times those of a query."""
    times: dict[str, list[float]] = {name: [] for name in commands()}
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "XDG_CACHE_HOME": folder}
        env.pop("PYTHONDONTWRITEBYTECODE", None)  # as installed: with compiled modules
        store = Path(folder, "store")
        subprocess.run([EXOKG, "-q", "build", "-g", ROOT / "graph", "-o", store], env=env, check=True)
        for _ in range(RUNS):
            for name, words in commands().items():
                line: list[str | Path] = [EXOKG, "-q", *words, "--store", store]
                times[name].append(seconds(line, env)[1])
    middle = {name: 1000 * median(found) for name, found in times.items()}
    return [
        Row(name, took, "ms", took / middle["query"], "" if name == "query" else "query")
        for name, took in middle.items()
    ]
