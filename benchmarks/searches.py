"""Find, count and ask, on a generated graph of a million statements on disk.

Milliseconds of processor time of one call in a process that holds nothing else. *First* is on a store just
opened, whose table of findings nobody has read; *again* is the least of five on the same table. The bar of
find and count is 300 ms for one or two filters, that of a question with everything left open 1 s. The memory
is what all these calls together have needed at most. `python -m benchmarks commands` has processes."""

from __future__ import annotations

import multiprocessing
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.generator import generate
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Callable

    from exokg import KnowledgeGraph

TITLE = "Find, count and ask"
STATEMENTS = 1_000_000
BAR_MS = 300
ASK_BAR_MS = 1000
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


def taken(run: Callable[[], object]) -> float:
    """Milliseconds of processor time."""
    start = time.process_time()
    run()
    return 1000 * (time.process_time() - start)


def asked(kg: KnowledgeGraph, name: str) -> int:
    """Ask a question, and read all of its rows."""
    return len(kg.ask(name))


def times_of(folder: str) -> tuple[dict[str, tuple[float, float]], float]:
    """First and later times of each call, and the most memory in MB, in this process."""
    from exokg import load

    load(store=folder).count("study")  # imports
    found = {}
    for name, call in CALLS.items():
        kg = load(store=folder)
        first = taken(partial(call, kg))
        found[name] = (first, min(taken(partial(call, kg)) for _ in range(5)))
    for question in kg.questions():
        if all(parameter.optional for parameter in question.parameters):
            ask = partial(asked, load(store=folder), question.name)
            found[f"ask {question.name}"] = taken(ask), taken(ask)
    return found, most_memory()


def most_memory(pid: int | str = "self") -> float:
    """MB that a process had in memory at most; what getrusage says holds that of its parent, too."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
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
        bar = ASK_BAR_MS if name.startswith("ask ") else BAR_MS
        rows += [
            Row(f"{name}: {when}", ms, "ms", ms / bar, "the bar")
            for when, ms in zip(("first", "again"), pair, strict=True)
        ]
    return [*rows, Row("most memory of the process", most, "MB")]


def measure(statements: int = STATEMENTS) -> list[Row]:
    """Find and count, and every question that needs no value."""
    return at_scale(statements)
