"""Times every question of the catalogue on generated graphs, on three engines, and says how each grows.

    python benchmarks/questions.py --sizes 100000 1000000 --out benchmarks/questions.md

Engines: exokg (a store on disk as ``exokg build`` makes it, with the gate), raw pyoxigraph in memory,
and rdflib up to ``--rdflib`` triples, each question cut off after ``--seconds``. Times are the least of
three runs, in milliseconds of processor time, so that a busy machine does not disturb them much.
"""

from __future__ import annotations

import argparse
import signal
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from generator import generate
from pyoxigraph import RdfFormat, Store

from exokg.rdf.catalogue import Question, read_questions
from exokg.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
LIMIT_MS = 2000
"""What no question may take at a million triples."""


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


def measure(triples: int, rdflib_up_to: int, seconds: int) -> dict[str, dict[str, float | None]]:
    """Time by question and engine for one size."""
    store = generate(triples)
    questions = read_questions(ROOT / "graph" / "questions")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "generated.nq"
        path.write_bytes(store.dump(format=RdfFormat.N_QUADS))
        on_disk = Store(str(Path(folder) / "store"))
        on_disk.bulk_load(path=str(path), format=RdfFormat.N_QUADS)
        on_disk.optimize()
        opened = EmbeddedStore(on_disk)
        print(f"{len(store)} quads")
        rdflib_times = on_rdflib(path, questions, seconds) if triples <= rdflib_up_to else {}
    times: dict[str, dict[str, float | None]] = {}
    for question in questions:
        times[question.name] = {
            "exokg": least(lambda: list(ask(opened, question))),  # noqa: B023 - run at once
            "pyoxigraph": least(lambda: rows(store, question)),  # noqa: B023
            "rdflib": rdflib_times.get(question.name),
        }
        print(question.name, times[question.name], flush=True)
    return times


def ask(opened: object, question: Question) -> list[object]:
    return list(opened.query(question.query))  # type: ignore[attr-defined]


def rows(store: Store, question: Question) -> list[object]:
    return list(store.query(question.query))  # type: ignore[call-overload]


def shown(milliseconds: float | None) -> str:
    return "–" if milliseconds is None else f"{milliseconds:.1f}"


def table(sizes: list[int], measured: list[dict[str, dict[str, float | None]]]) -> str:
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


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--rdflib", type=int, default=100_000, help="largest size to try rdflib on")
    parser.add_argument("--seconds", type=int, default=20, help="cut a question on rdflib off after this")
    parser.add_argument("--out", type=Path, help="Markdown file to write")
    options = parser.parse_args()
    measured = [measure(size, options.rdflib, options.seconds) for size in options.sizes]
    text = table(options.sizes, measured)
    slow = [name for name, times in measured[-1].items() if (times["exokg"] or 0) > LIMIT_MS]
    text += f"\nOver {LIMIT_MS} ms at the largest size: {', '.join(slow) or 'none'}.\n"
    if options.out:
        head = "# Times of the questions\n\nMilliseconds, taken as `benchmarks/questions.py` says.\n\n"
        options.out.write_text(head + text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
