"""Find, count and ask, on a generated graph of a million statements on disk.

Milliseconds of processor time of one call. *First* is on a store just opened, whose table of findings nobody
has read, in a process that holds nothing else; *again* is the least of five on the same table. The bar of
find and count is 300 ms for one or two filters, that of a question 1 s, with everything left open or with
one value: each parameter is filled alone by the most used name that has rows, by `kg.ask`, which reads the
value, and writes what people read of the answer. *One filter* is every dimension with its most used value,
and with anything but that; *two* are every thirteenth pair of these, asked of a table that has their
columns, and the slowest of a store just opened. The memory is the more of two processes: that of all
questions and that of all pairs. `python -m benchmarks commands` has whole commands."""

from __future__ import annotations

import multiprocessing
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import combinations, islice
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, TypeVar

from benchmarks.generator import generate
from benchmarks.questions import choices
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from exokg import KnowledgeGraph
    from exokg.answers.find.table import Findings

    Times = dict[str, tuple[float, float]]
    """First and later milliseconds of each call."""
    Filters = dict[str, str]
    """Dimension → value."""

T = TypeVar("T")
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


EACH = 13
"""Of the pairs of filters each thirteenth is asked."""
SLOWEST = 30
"""Pairs of filters that are asked of a store just opened, too."""


def taken(run: Callable[[], object]) -> float:
    """Milliseconds of processor time."""
    start = time.process_time()
    run()
    return 1000 * (time.process_time() - start)


def asked(kg: KnowledgeGraph, name: str, given: dict[str, str]) -> int:
    """Ask a question, and read all of its rows."""
    return len(kg.ask(name, **given))  # type: ignore[arg-type]  # all are values


def alone(function: Callable[..., T], *arguments: object) -> T:
    """What a function returns in a process of its own, which holds what this one has imported.

    What a process holds has the collector of garbage take longer in every call.
    """
    with ProcessPoolExecutor(1, multiprocessing.get_context("fork")) as fresh:
        return fresh.submit(function, *arguments).result()


def times_of(folder: str) -> tuple[Times, list[Row], float]:
    """Times of each call and of many filters, and the most memory in MB of questions and of pairs."""
    from exokg import load

    load(store=folder).count("study")  # imports
    found = {name: alone(timed_call, folder, name) for name in CALLS}
    asked_of, most = alone(timed_questions, folder)
    rows, more = filtered(folder)
    return found | asked_of, rows, max(most, more)


def timed_call(folder: str, name: str) -> tuple[float, float]:
    """One of the calls: the first time, and the least of five."""
    from exokg import load

    kg = load(store=folder)
    call = partial(CALLS[name], kg)
    return taken(call), min(taken(call) for _ in range(5))


def timed_questions(folder: str) -> tuple[Times, float]:
    """Each question, open and filled, and the most memory in MB."""
    from exokg import load

    found = {}
    for name, question, given in filled(load(store=folder)):
        ask = partial(asked, load(store=folder), question, given)
        found[name] = taken(ask), taken(ask)
    return found, most_memory()


def filled(kg: KnowledgeGraph) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Each question with what is needed, and then with one value more; its name, that, and what is given."""
    from exokg.answers.parameters import Values

    values = Values(kg.store.kept.select)
    for question in kg.questions():
        yield f"ask {question.name}", question.name, {}
        for parameter in question.parameters:
            for choice in choices(values, parameter):
                if asked(kg, question.name, {parameter.name: choice}):
                    given = {parameter.name: choice}
                    yield f"ask {question.name} --{parameter.name} '{choice}'", question.name, given
                    break


def filtered(folder: str) -> tuple[list[Row], float]:
    """Find and count with each filter alone, and with any two of them, and the most memory in MB."""
    from exokg import load

    kg, rows = load(store=folder), []
    filters = dict(alone(most_used, folder))
    pairs = {f"{one} {two}": filters[one] | filters[two] for one, two in combinations(filters, 2)}
    for verb in ("find", "count"):
        first = {name: alone(first_time, folder, verb, one) for name, one in filters.items()}
        rows += summed(f"{verb}, one filter: first", first)
        asked_of = dict(islice(pairs.items(), 0, None, EACH))
        again = {name: taken(partial(searched, kg, verb, pair)) for name, pair in asked_of.items()}
        rows += summed(f"{verb}, two filters: again", again)
        slowest = sorted(again, key=lambda name: -again[name])[:SLOWEST]
        first = {name: alone(first_time, folder, verb, pairs[name]) for name in slowest}
        rows += summed(f"{verb}, the slowest two filters: first", first)
    return rows, most_memory()


def first_time(folder: str, verb: str, given: Filters) -> float:
    """Milliseconds of a search on a store just opened."""
    from exokg import load

    return taken(partial(searched, load(store=folder), verb, given))


def most_used(folder: str) -> list[tuple[str, Filters]]:
    """Each dimension with the value that most findings have, and with any other one."""
    from exokg import load
    from exokg.answers.find.filters import index
    from exokg.model.dimensions import dimensions

    table, found = load(store=folder).findings, []
    for name, dimension in dimensions().items():
        known = index(table, dimension)
        values = sorted(known, key=lambda value: (-len(known[value]), value))
        label = next((label for label in map(table.label, values) if is_read(table, name, label)), None)
        if label is not None:
            found += [(f"--{name}", {name: label}), (f"--not-{name}", {f"not-{name}": label})]
    return found


def is_read(table: Findings, name: str, label: str) -> bool:
    """Whether a dimension takes a label: all terms are below one that nobody can ask for."""
    from exokg.answers.find.filters import read_filters
    from exokg.errors import ExokgError

    try:
        read_filters(table, {name: label})
    except ExokgError:
        return False
    return True


def searched(kg: KnowledgeGraph, verb: str, wanted: Filters) -> int:
    """Find or count by some filters, and read all rows."""
    found = kg.find("", **wanted) if verb == "find" else kg.count("outcome", **wanted)  # type: ignore[arg-type]  # as above
    return len(found)


def summed(what: str, times: dict[str, float]) -> list[Row]:
    """How many there are, how long half of them and the slowest take, and how many are over the bar."""
    slowest = max(times, key=lambda name: times[name])
    over = sum(ms > BAR_MS for ms in times.values())
    middle, most = median(times.values()), times[slowest]
    return [
        Row(f"{what}: median of {len(times):,}", middle, "ms", middle / BAR_MS, "the bar"),
        Row(f"{what}: slowest, {slowest}", most, "ms", most / BAR_MS, "the bar"),
        Row(f"{what}: over the bar", over, ""),
    ]


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
        rows = [
            Row(f"{manifest.quads:,} statements: kept answers", manifest.files["kept.db"].size / 1e6, "MB")
        ]
        del dataset
        return rows + on_store(folder)


def on_store(folder: str) -> list[Row]:
    """The same on a store that is there."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as fresh:
        times, filters, most = fresh.submit(times_of, folder).result()
    rows = []
    for name, pair in times.items():
        bar = ASK_BAR_MS if name.startswith("ask ") else BAR_MS
        rows += [
            Row(f"{name}: {when}", ms, "ms", ms / bar, "the bar")
            for when, ms in zip(("first", "again"), pair, strict=True)
        ]
    return [*rows, *filters, Row("most memory of the process", most, "MB")]


def measure(statements: int = STATEMENTS) -> list[Row]:
    """Find and count, and every question, open and filled."""
    return at_scale(statements)
