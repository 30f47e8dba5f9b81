"""Times every question of the catalogue on generated graphs, on three engines, and says how each grows.

python -m benchmarks questions              as the page of results has it
python -m benchmarks.questions --help       other sizes and limits
"""

from __future__ import annotations

import argparse
import multiprocessing
import signal
import tempfile
import time
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Store

from benchmarks.generator import generate
from benchmarks.invented.draws import ranked
from benchmarks.table import machine
from exokg.answers.parameters import Values
from exokg.curation.questions import Question, read_questions
from exokg.curation.reading import read_graph
from exokg.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from exokg.curation.questions import Parameter

    Times = dict[str, dict[str, float | None]]
    """Milliseconds by question and engine; ``None`` where it was not asked or cut off."""

ROOT = Path(__file__).parents[1]
LIMIT_MS = 2000
"""What no question may take at a million triples."""
SIZES = (100_000, 1_000_000)
RDFLIB_UP_TO = 100_000
SECONDS = 5
"""How long rdflib may take for a question."""
TEXT = "United States"
"""What is asked for where a question takes any text; the generator has it."""
ENGINES = ("exokg", "filled", "pyoxigraph", "rdflib")
HEAD = """\
# Times of the questions

Made by `{command}`:
milliseconds of processor time, the least of three, on graphs of `benchmarks/generator.py` (seed 1, skewed
sources). *exokg* is a store on disk as `exokg build` makes it, every query through the gate, in a process of
its own, with everything left open that may be. *Filled* is the same with one of these parameters filled by
the most used name that has rows: the slowest of them, or `–` where nothing can be filled. *pyoxigraph* is the
same engine in memory, and *rdflib* runs each question once, up to {rdflib:,} triples, both open; `–` says
that rdflib was not tried or took more than {seconds} s. *Growth* is that of exokg from the first size to the
last. Users wait less for what is left open, as a large store keeps these answers: see `python -m benchmarks
searches`.

"""


def least(run: Callable[[], object], runs: int = 3) -> float:
    times = []
    for _ in range(runs):
        start = time.process_time()
        run()
        times.append(1000 * (time.process_time() - start))
    return min(times)


def on_rdflib(path: Path, questions: list[Question], seconds: int) -> dict[str, float | None]:
    """Least time of each question, ``None`` where it was cut off."""
    import rdflib

    dataset = rdflib.Dataset(default_union=False)
    dataset.parse(path, format="nquads")

    def stop(*_: object) -> None:
        raise TimeoutError

    def ask(query: str) -> list[object]:
        return list(dataset.query(query))

    signal.signal(signal.SIGALRM, stop)
    found: dict[str, float | None] = {}
    for question in questions:
        found[question.name] = None
        signal.alarm(seconds)
        with suppress(TimeoutError):
            found[question.name] = least(partial(ask, question.query), runs=1)
        signal.alarm(0)
    return found


@cache
def places() -> dict[str, int]:
    """The place of each term's label in its category, the most used first, as the generator draws them."""
    names = ranked(read_graph(ROOT / "graph")).values()
    return {label: place for labels in names for place, label in enumerate(labels)}


def choices(values: Values, parameter: Parameter) -> list[str]:
    """What may be asked for: terms by use, words of a closed list by name."""
    return sorted(values.choices(parameter), key=lambda label: places().get(label, 0)) or [TEXT]


def fillings(opened: EmbeddedStore, question: Question) -> Iterator[str]:
    """The query with each parameter filled that may be left open, one at a time, by a choice with rows."""
    values = Values(opened.select)
    for parameter in (one for one in question.parameters if one.optional):
        for choice in choices(values, parameter):
            query = question.with_values({parameter.name: values.read(parameter, [choice])})
            if asked(opened, query):
                yield query
                break


def asked(opened: EmbeddedStore, query: str) -> list[object]:
    return list(opened.query(query))  # type: ignore[arg-type]


def in_memory(store: Store, query: str) -> list[object]:
    return list(store.query(query))  # type: ignore[arg-type]


def on_exokg(folder: str) -> Times:
    """Least time of each question, in a process that holds nothing else, as a command does."""
    opened = EmbeddedStore(Store.read_only(folder))
    found: Times = {}
    for question in read_questions(ROOT / "graph" / "questions"):
        filled = [least(partial(asked, opened, query)) for query in fillings(opened, question)]
        found[question.name] = {"exokg": least(partial(asked, opened, question.query))}
        found[question.name]["filled"] = max(filled, default=None)
    return found


def written(store: Store, folder: Path) -> tuple[Path, str]:
    """The graph as N-Quads and as a store on disk."""
    path, disk = folder / "generated.nq", str(folder / "store")
    store.dump(path, format=RdfFormat.N_QUADS)
    on_disk = Store(disk)
    on_disk.bulk_load(path=path, format=RdfFormat.N_QUADS)
    on_disk.optimize()
    return path, disk


def times_of(triples: int, rdflib_up_to: int, seconds: int) -> Times:
    """Time by question and engine for one size."""
    store, questions = generate(triples), read_questions(ROOT / "graph" / "questions")
    print(f"{len(store)} quads")
    with tempfile.TemporaryDirectory() as folder:
        path, disk = written(store, Path(folder))
        with multiprocessing.get_context("spawn").Pool(1) as fresh:
            times = fresh.apply(on_exokg, (disk,))
        on_others = on_rdflib(path, questions, seconds) if triples <= rdflib_up_to else {}
    for question in questions:
        times[question.name]["pyoxigraph"] = least(partial(in_memory, store, question.query))
        times[question.name]["rdflib"] = on_others.get(question.name)
        print(question.name, times[question.name], flush=True)
    return times


def shown(milliseconds: float | None) -> str:
    return "–" if milliseconds is None else f"{milliseconds:.1f}"


def table(sizes: Sequence[int], measured: list[Times]) -> str:
    """The measurements as Markdown, slowest at the largest size first."""
    heads = [f"{engine} {size:.0e}" for size in sizes for engine in ENGINES]
    lines = [
        "| question | " + " | ".join([*heads, "growth"]) + " |",
        "|---" + "|--:" * (len(heads) + 1) + "|",
    ]
    for name in sorted(measured[-1], key=lambda name: -(measured[-1][name]["exokg"] or 0)):
        cells = [shown(times[name][engine]) for times in measured for engine in ENGINES]
        first, last = measured[0][name]["exokg"] or 0, measured[-1][name]["exokg"] or 0
        cells.append(f"× {last / first:.1f}" if first else "–")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def command(sizes: Sequence[int], rdflib_up_to: int, seconds: int) -> str:
    """What makes the page with these sizes and limits."""
    if (tuple(sizes), rdflib_up_to, seconds) == (SIZES, RDFLIB_UP_TO, SECONDS):
        return "python -m benchmarks questions"
    wanted = " ".join(map(str, sizes))
    return f"python -m benchmarks.questions --sizes {wanted} --rdflib {rdflib_up_to} --seconds {seconds}"


def page(sizes: Sequence[int] = SIZES, rdflib_up_to: int = RDFLIB_UP_TO, seconds: int = SECONDS) -> str:
    """The page of results."""
    measured = [times_of(size, rdflib_up_to, seconds) for size in sizes]
    largest = measured[-1].items()
    slow = [name for name, took in largest if max(took["exokg"] or 0, took["filled"] or 0) > LIMIT_MS]
    text = HEAD.format(
        command=command(sizes, rdflib_up_to, seconds), rdflib=rdflib_up_to, seconds=seconds
    ) + table(sizes, measured)
    return f"{text}\nOver {LIMIT_MS} ms at the largest size: {', '.join(slow) or 'none'}.\n\n{machine()}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--rdflib", type=int, default=RDFLIB_UP_TO, help="largest size to try rdflib on")
    parser.add_argument(
        "--seconds", type=int, default=SECONDS, help="cut a question on rdflib off after this"
    )
    parser.add_argument("--out", type=Path, help="Markdown file to write")
    options = parser.parse_args()
    text = page(options.sizes, options.rdflib, options.seconds)
    if options.out:
        options.out.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
