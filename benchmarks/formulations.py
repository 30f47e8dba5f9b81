"""Every question of the catalogue against other ways of writing it, at a million triples on disk.

Other wordings are made from the shipped text: *open as UNDEF* leaves open terms unbound instead of binding
them to exokg:Term; *sorted by columns* sorts by each variable where the shipped text composes one key, and
*sorted by one key* the other way round; *optionals grouped* evaluates each OPTIONAL as a sub-select of its
own, so that the engine joins by hash instead of looking up row by row; *sides grouped* does so with each
pattern that reads one property of something, and *looked up* undoes it where the shipped text does it.
A wording with other rows is no wording of the same question and is left out. The ratio is the shipped
wording's time to the best of all wordings, its own included: 1 is the best known. Processor time, least of
three; a wording that takes more than 20 s is given up, and questions of less than 50 ms are left out.
"""

from __future__ import annotations

import multiprocessing
import queue
import re
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Store

from benchmarks.generator import generate
from benchmarks.table import Row
from exokg.curation.questions import read_questions

if TYPE_CHECKING:
    from collections.abc import Callable

TITLE = "Wordings of the questions"
ROOT = Path(__file__).parents[1]
TRIPLES = 1_000_000
WORTH_COMPARING_MS = 50
PATIENCE = 20
"""Seconds that a wording may take."""

_KEY = re.compile(r"(?m)^  BIND\((?P<key>(?:[^\n]|\n {4,})*?) AS \?row\)\n")
"""The key that a text is sorted by, of one line or, further indented, of more."""
_OPTIONAL = re.compile(r"(?m)^(?P<indent> *)OPTIONAL \{ (?P<group>[^{}\n]*) \}$")


def open_as_undef(text: str) -> str:
    """Terms left open stay unbound."""
    opened = re.sub(r"(VALUES \?\w+) \{ exokg:Term \}", r"\1 { UNDEF }", text)
    return re.sub(r"\?(\w+) = exokg:Term \|\|", r"!BOUND(?\1) ||", opened)


def sorted_by_columns(text: str) -> str:
    """Each variable of the composed key sorts by itself."""
    key = _KEY.search(text)
    if key is None:
        return text
    names = " ".join(dict.fromkeys(re.findall(r"\?\w+", key["key"])))
    return re.sub(r"\?row\b", names, _KEY.sub("", text))


def sorted_by_key(text: str) -> str:
    """The columns of an ORDER BY become one key, where all of them are text and rise."""
    order = re.search(r"ORDER BY (?P<names>(?:\?\w+ ?){2,})\s*\Z", text)
    if order is None:
        return text
    parts = ', "\\t", '.join(f'COALESCE(STR({name}), "")' for name in order["names"].split())
    return f"{text[: order.start()]}ORDER BY CONCAT({parts})\n"


def optionals_grouped(text: str) -> str:
    """Each OPTIONAL of one line is joined by hash."""
    return _OPTIONAL.sub(r"\g<indent>OPTIONAL { SELECT * WHERE { \g<group> } }", text)


_NODE = r"(?:\?\w+|[\w-]*:[\w-]+|\d+|\"[^\"]*\")"
_STATEMENT = re.compile(
    rf"(?m)^(?P<indent> +)(?P<subject>\?\w+) (?P<rest>[\w:-]+ {_NODE}(?:\s*;\s*[\w:-]+ {_NODE})*) ?\.$"
)
_SIDE = re.compile(r"\{ SELECT (?:\?\w+ ?)+ WHERE \{ (?P<group>[^{}\n]*) \} \}")


def sides_grouped(text: str) -> str:
    """Each property that is read becomes a table of its own, joined by hash."""

    def grouped(statement: re.Match[str]) -> str:
        subject, kept, tables = statement["subject"], [], []
        for part in re.split(r"\s*;\s*", statement["rest"]):
            predicate, value = part.split(" ", 1)
            if value.startswith("?") and predicate != "exokg:within":
                tables.append(f"{{ SELECT {subject} {value} WHERE {{ {subject} {part} }} }}")
            else:
                kept.append(part)
        first = [f"{subject} {' ; '.join(kept)} ."] if kept else []
        return statement["indent"] + f"\n{statement['indent']}".join(first + tables)

    return _STATEMENT.sub(grouped, text)


def looked_up(text: str) -> str:
    """Tables of one line become patterns of the group around them."""
    return _SIDE.sub(r"{ \g<group> }", text)


def plain(text: str) -> str:
    """All columns sorted and opened as one would write them first."""
    return sorted_by_columns(open_as_undef(text))


WORDINGS: dict[str, Callable[[str], str]] = {
    "open as UNDEF": open_as_undef,
    "sorted by columns": sorted_by_columns,
    "sorted by one key": sorted_by_key,
    "optionals grouped": optionals_grouped,
    "sides grouped": sides_grouped,
    "looked up": looked_up,
    "as one would write it first": plain,
}


def timed(store: Store, text: str, runs: int = 3) -> tuple[float, Counter[str]]:
    """Milliseconds of processor time, the least of the runs, and the rows."""
    times = []
    rows: Counter[str] = Counter()
    for _ in range(runs):
        start = time.process_time()
        found = list(store.query(text))  # type: ignore[arg-type]
        times.append(1000 * (time.process_time() - start))
        rows = Counter(map(str, found))
    return min(times), rows


def tried(store: Store, text: str, rows: Counter[str]) -> float | None:
    """Time of another wording; ``None`` if it takes too long or its rows are others."""

    def run(answer: multiprocessing.queues.Queue[float | None]) -> None:
        took, found = timed(store, text)
        answer.put(took if found == rows else None)

    fork = multiprocessing.get_context("fork")  # the open store goes along
    answer = fork.Queue()
    trial = fork.Process(target=run, args=(answer,))
    trial.start()
    try:
        took: float | None = answer.get(timeout=PATIENCE)
        return took
    except queue.Empty:
        return None
    finally:
        trial.kill()
        trial.join()


def compare(store: Store, name: str, text: str) -> list[Row]:
    """The shipped wording of a question beside the best of all."""
    first, rows = timed(store, text, runs=1)
    if first < WORTH_COMPARING_MS:
        return []
    shipped = tried(store, text, rows) or first  # in a process of its own, as the others
    times = {"as shipped": shipped}
    for wording, rewrite in WORDINGS.items():
        if (other := rewrite(text)) != text:
            took = tried(store, other, rows)
            if took is not None:
                times[wording] = took
    best = min(times, key=lambda wording: times[wording])
    print(name, {wording: round(took) for wording, took in times.items()}, flush=True)
    return [
        Row(f"{name} ({len(times) - 1} others tried)", shipped, "ms", shipped / times[best], f"best: {best}")
    ]


def measure() -> list[Row]:
    """Compare every question of the catalogue."""
    with tempfile.TemporaryDirectory() as folder:
        written = Store(folder)  # as `exokg build` writes it
        written.bulk_extend(generate(TRIPLES))
        written.optimize()
        del written
        store = Store.read_only(folder)
        questions = [one for one in read_questions(ROOT / "graph" / "questions") if one.form == "SELECT"]
        return [row for one in questions for row in compare(store, one.name, one.query)]
