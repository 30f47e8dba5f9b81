"""Find and count, on a generated graph of a million statements on disk and on the shipped graph.

At a million: milliseconds of processor time of one call in a process that holds nothing else. *First* is on a
store just opened, whose table of findings nobody has read; *again* is the least of five on the same table.
The bar is 300 ms for one or two filters. The memory is what all these calls together have needed at most.
On the shipped graph: whole processes from the shell, processor time, medians taken in turn, beside
`exokg query`; the bar is three times that."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.generator import generate
from benchmarks.startup import EXOKG, QUERY, ROOT, seconds
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Callable

    from exokg import KnowledgeGraph

TITLE = "Find and count"
STATEMENTS = 1_000_000
BAR_MS = 300
RUNS = 7
CALLS: dict[str, Callable[[KnowledgeGraph], object]] = {
    "find --source": lambda kg: kg.find(source="mesenchymal stromal cells"),
    "find --outcome --rung": lambda kg: kg.find(outcome="hair density", rung="people"),
    "find --year --effect": lambda kg: kg.find(year="2020..2023", effect="decreases"),
    "find --route --not-species": lambda kg: kg.find(route="injection", not_species="mouse"),
    "find, names": lambda kg: kg.find("dermal papilla cells proliferation"),
    "find, words": lambda kg: kg.find("hair shaft elongation weeks"),
    "find --wide --species": lambda kg: kg.find(species="mouse", wide=True),
    "count --by outcome --by rung": lambda kg: kg.count("outcome", "rung", level="group"),
    "count --by source --outcome": lambda kg: kg.count("source", of="rung", outcome="hair density"),
    "count --by route --by rung, without": lambda kg: kg.count("route", "rung", without=["preprints"]),
    "count --by author": lambda kg: kg.count("author"),
}
"""What is asked at a million statements."""
COMMANDS = {
    "find, names": ["find", "dermal", "papilla", "cells", "proliferation"],
    "find, words": ["find", "hair", "shaft", "elongation", "weeks"],
    "find --outcome --rung": ["find", "--outcome", "hair density", "--rung", "people"],
    "count --by outcome --by rung": ["count", "--by", "outcome", "--by", "rung", "--level", "group"],
}
"""What is asked of the shipped graph."""


def taken(run: Callable[[], object]) -> float:
    """Milliseconds of processor time."""
    start = time.process_time()
    run()
    return 1000 * (time.process_time() - start)


def times_of(folder: str) -> tuple[dict[str, tuple[float, float]], float]:
    """First and later times of each call, and the most memory in MB, in this process."""
    from exokg import load

    load(store=folder).count("study")  # imports
    found = {}
    for name, call in CALLS.items():
        kg = load(store=folder)
        first = taken(partial(call, kg))
        found[name] = (first, min(taken(partial(call, kg)) for _ in range(5)))
    return found, most_memory()


def most_memory() -> float:
    """MB that this process had in memory at most; what getrusage says holds that of its parent, too."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def at_scale(statements: int) -> list[Row]:
    """In one process, on a generated graph."""
    from exokg.store.versions import write_version

    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "versions").mkdir()
        dataset = generate(statements)
        manifest = write_version(Path(folder), dataset, {}, inputs="0" * 64, source="")
        kept = manifest.files["kept.db"].size
        del dataset
        with multiprocessing.get_context("spawn").Pool(1) as fresh:
            times, most = fresh.apply(times_of, (folder,))
    rows = [Row(f"{manifest.quads:,} statements: kept answers", kept / 1e6, "MB")]
    for name, pair in times.items():
        rows += [
            Row(f"{name}: {when}", ms, "ms", ms / BAR_MS, "the bar")
            for when, ms in zip(("first", "again"), pair, strict=True)
        ]
    return [*rows, Row("most memory of the process", most, "MB")]


def from_the_shell() -> list[Row]:
    """Whole processes on the shipped graph."""
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "XDG_CACHE_HOME": folder}
        env.pop("PYTHONDONTWRITEBYTECODE", None)  # as installed: with compiled modules
        store = Path(folder, "store")
        subprocess.run([EXOKG, "-q", "build", "-g", ROOT / "graph", "-o", store], env=env, check=True)
        commands: dict[str, list[str]] = {"query": ["query", QUERY], **COMMANDS}
        lines: dict[str, list[str | Path]] = {
            name: [EXOKG, "-q", *words, "--store", store] for name, words in commands.items()
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(RUNS):
            for name, line in lines.items():
                times[name].append(seconds(line, env)[1])
    middle = {name: 1000 * median(found) for name, found in times.items()}
    rows = [Row("shell, shipped graph: query", middle.pop("query"), "ms")]
    return rows + [
        Row(f"shell, shipped graph: {name}", took, "ms", took / rows[0].value, "query")
        for name, took in middle.items()
    ]


def measure(statements: int = STATEMENTS) -> list[Row]:
    """Both."""
    return [*at_scale(statements), *from_the_shell()]
