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
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Store

from benchmarks.generator import generate
from benchmarks.table import machine
from exokg.curation.questions import Question, read_questions
from exokg.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).parents[1]
LIMIT_MS = 2000
"""What no question may take at a million triples."""
SIZES = (100_000, 1_000_000)
RDFLIB_UP_TO = 100_000
SECONDS = 5
HEAD = """\
# Times of the questions

Made by `make bench` (`python -m benchmarks questions`): milliseconds of processor time, the least of three,
on graphs of `benchmarks/generator.py` (seed 1, skewed sources). *exokg* is a store on disk as `exokg build`
makes it, every query through the gate, in a process of its own; *pyoxigraph* the same engine in memory;
*rdflib* runs each question once, up to {rdflib:,} triples, and `–` says that it was not tried or took more
than {seconds} s.
*Growth* is that of exokg from the first size to the last.

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

    signal.signal(signal.SIGALRM, stop)
    found: dict[str, float | None] = {}
    for question in questions:
        found[question.name] = None
        signal.alarm(seconds)
        with suppress(TimeoutError):
            query = question.query
            found[question.name] = least(lambda query=query: list(dataset.query(query)), runs=1)
        signal.alarm(0)
    return found


def times_of(triples: int, rdflib_up_to: int, seconds: int) -> dict[str, dict[str, float | None]]:
    """Time by question and engine for one size."""
    store = generate(triples)
    questions = read_questions(ROOT / "graph" / "questions")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "generated.nq"
        path.write_bytes(store.dump(format=RdfFormat.N_QUADS))
        on_disk = Store(str(Path(folder) / "store"))
        on_disk.bulk_load(path=str(path), format=RdfFormat.N_QUADS)
        on_disk.optimize()
        del on_disk
        with multiprocessing.get_context("spawn").Pool(1) as fresh:
            exokg_times = fresh.apply(on_exokg, (str(Path(folder) / "store"),))
        print(f"{len(store)} quads")
        rdflib_times = on_rdflib(path, questions, seconds) if triples <= rdflib_up_to else {}
    times: dict[str, dict[str, float | None]] = {}
    for question in questions:
        times[question.name] = {
            "exokg": exokg_times[question.name],
            "pyoxigraph": least(lambda: rows(store, question)),  # noqa: B023
            "rdflib": rdflib_times.get(question.name),
        }
        print(question.name, times[question.name], flush=True)
    return times


def on_exokg(folder: str) -> dict[str, float]:
    """Least time of each question, in a process that holds nothing else, as a command does."""
    opened = EmbeddedStore(Store.read_only(folder))
    questions = read_questions(ROOT / "graph" / "questions")
    return {one.name: least(lambda one=one: list(ask(opened, one))) for one in questions}


def ask(opened: EmbeddedStore, question: Question) -> list[object]:
    return list(opened.query(question.query))  # type: ignore[arg-type]


def rows(store: Store, question: Question) -> list[object]:
    return list(store.query(question.query))  # type: ignore[call-overload]


def shown(milliseconds: float | None) -> str:
    return "–" if milliseconds is None else f"{milliseconds:.1f}"


def table(sizes: Sequence[int], measured: list[dict[str, dict[str, float | None]]]) -> str:
    """The measurements as Markdown, slowest at the largest size first."""
    engines = ("exokg", "pyoxigraph", "rdflib")
    heads = [f"{engine} {size:.0e}" for size in sizes for engine in engines]
    lines = [
        "| question | " + " | ".join([*heads, "growth"]) + " |",
        "|---" + "|--:" * (len(heads) + 1) + "|",
    ]
    for name in sorted(measured[-1], key=lambda name: -(measured[-1][name]["exokg"] or 0)):
        cells = [shown(times[name][engine]) for times in measured for engine in engines]
        first, last = measured[0][name]["exokg"] or 0, measured[-1][name]["exokg"] or 0
        cells.append(f"× {last / first:.1f}" if first else "–")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def page(sizes: Sequence[int] = SIZES, rdflib_up_to: int = RDFLIB_UP_TO, seconds: int = SECONDS) -> str:
    """The page of results."""
    measured = [times_of(size, rdflib_up_to, seconds) for size in sizes]
    slow = [name for name, times in measured[-1].items() if (times["exokg"] or 0) > LIMIT_MS]
    text = table(sizes, measured)
    text += f"\nOver {LIMIT_MS} ms at the largest size: {', '.join(slow) or 'none'}.\n\n{machine()}\n"
    return HEAD.format(rdflib=rdflib_up_to, seconds=seconds) + text


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
