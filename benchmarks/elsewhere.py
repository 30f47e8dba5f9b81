"""A generated graph of a million statements in engines elsewhere, asked every question with `--store`.

Each engine reads the N-Quads of `exokg export` with its own loader, and then answers every question of the
catalogue that needs no value, one at a time: wall time, with a limit of a minute. *As ours* are those whose
rows are those of the embedded engine in the same order, numbers compared by value. Memory is the most that
loader and server had.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.searches import most_memory
from benchmarks.server import OXIGRAPH, free_port, wait
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from exokg.curation.questions import Question
    from exokg.store import Store


Cells = list[tuple[object, ...]]
TITLE = "A million statements elsewhere"
ROOT = Path(__file__).parents[1]
STATEMENTS = 1_000_000
SECONDS = 60
NUMBERS = ("integer", "decimal", "double", "float")
DEFAULT_GRAPH = "https://w3id.org/exokg/graph/default"
VIRTUOSO_INI = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 10
CheckpointInterval = 0
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
DirsAllowed = .
StopCompilerWhenXOverRunTime = 1
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryExecutionTime = {seconds}
"""
BUFFERS = 100_000
"""Pages of 8 kB that Virtuoso keeps in memory."""
LOADED = "ld_dir('.', 'exokg.nq', '{graph}'); rdf_loader_run(); checkpoint;"


class Loaded(NamedTuple):
    """An engine that holds the graph.

    Attributes:
        endpoint: where to ask.
        seconds: that loading took.
        memory: the most that any of its processes has had, in MB, asked when all is done.
        disk: MB of its files.
    """

    endpoint: str
    seconds: float
    memory: Callable[[], float]
    disk: float


def measure(statements: int = STATEMENTS) -> list[Row]:
    """Loading and asking of each engine, beside the embedded one."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        subprocess.run(
            [sys.executable, "-m", "benchmarks.million", str(statements), str(place / "store")],
            cwd=ROOT,
            check=True,
        )
        return beside(place / "store", place)


def beside(store: Path, folder: Path) -> list[Row]:
    """The same of a store that was built.

    Args:
        store: its folder.
        folder: where the engines have their files.
    """
    from exokg import load

    kg = load(store=store)
    kg.export("nq", hypotheses=True).save(folder / "exokg.nq")
    asked = [one for one in kg.questions() if all(part.optional for part in one.parameters)]
    print(f"{len(asked)} questions", flush=True)
    rows = []
    for name, engine in ENGINES.items():
        place = folder / name
        place.mkdir()
        (place / "exokg.nq").symlink_to(folder / "exokg.nq")
        with engine(place) as loaded:
            rows += compared(name, loaded, kg.store, asked)
    return rows


def compared(name: str, loaded: Loaded, ours: Store, asked: list[Question]) -> list[Row]:
    """What an engine answers, and how long it takes; what is not as ours is printed."""
    from exokg.errors import ExokgError
    from exokg.store.remote import RemoteStore

    theirs, times, same = RemoteStore(loaded.endpoint, timeout_s=SECONDS), [], 0
    for question in asked:
        start = time.monotonic()
        try:
            rows = cells(theirs, question.query)
        except ExokgError as error:
            print(f"{name} {question.name}: {error}", flush=True)
            continue
        times.append(time.monotonic() - start)
        expected = cells(ours, question.query)
        same += rows == expected
        how = "as ours" if rows == expected else difference(rows, expected)
        print(f"{name} {question.name}: {times[-1]:.2f} s, {len(rows)} rows, {how}", flush=True)
    times.sort()
    return [
        Row(f"{name}: load", loaded.seconds, "s"),
        Row(f"{name}: on disk", loaded.disk, "MB"),
        Row(f"{name}: answered, of {len(asked)}", len(times), ""),
        Row(f"{name}: as ours", same, ""),
        Row(f"{name}: median", times[len(times) // 2], "s"),
        Row(f"{name}: slowest", times[-1], "s"),
        Row(f"{name}: memory", loaded.memory(), "MB"),
    ]


def cells(store: Store, query: str) -> Cells:
    """The rows of a question by value; of what is kept, what is kept."""
    found = store.kept.answer(query) or store.query(query)
    assert not isinstance(found, bool)
    return [tuple(map(value, row)) for row in found]


def value(term: object) -> object:
    """A cell as a value: engines write numbers, and sort the parts of a joined text, differently."""
    datatype = getattr(getattr(term, "datatype", None), "value", "")
    text = getattr(term, "value", None if term is None else str(term))
    if datatype.endswith(NUMBERS):
        return round(float(str(text)), 6)
    return "; ".join(sorted(text.split("; "))) if isinstance(text, str) else text


def difference(rows: Cells, expected: Cells) -> str:
    """The first row that differs, and whether only the order does."""
    what = "in another order" if sorted(map(str, rows)) == sorted(map(str, expected)) else "other rows"
    for at, (theirs, ours) in enumerate(zip(rows, expected, strict=False)):
        if theirs != ours:
            return f"{what} from row {at}: {theirs} instead of {ours}"
    return f"{what}: {len(rows)} instead of {len(expected)}"


@contextmanager
def oxigraph(folder: Path) -> Iterator[Loaded]:
    """`oxigraph load`, then `oxigraph serve`."""
    data = ["--location", str(folder / "data")]
    seconds, memory = ran([str(OXIGRAPH), "load", *data, "--file", str(folder / "exokg.nq")], folder)
    port = free_port()
    server = [str(OXIGRAPH), "serve", *data, "--bind", f"127.0.0.1:{port}", "--timeout-s", str(SECONDS)]
    with served(server, folder, port) as most:
        yield Loaded(
            f"http://127.0.0.1:{port}/query", seconds, lambda: max(memory, most()), size(folder / "data")
        )


def virtuoso_settings(*, sql: int, http: int, buffers: int, rows: int, seconds: int) -> str:
    """A virtuoso.ini: ports, pages in memory, and limits on the rows and seconds of a query.

    Virtuoso plans a query for no longer than it expects it to run: a third of all processor time less.
    """
    values = {"buffers": buffers, "dirty": buffers * 3 // 4, "rows": rows, "seconds": seconds}
    return VIRTUOSO_INI.format(sql=sql, http=http, **values)


@contextmanager
def virtuoso(folder: Path) -> Iterator[Loaded]:
    """Virtuoso's bulk loader, in the server that then answers."""
    sql, port = free_port(), free_port()
    settings = virtuoso_settings(sql=sql, http=port, buffers=BUFFERS, rows=1_000_000, seconds=SECONDS)
    (folder / "virtuoso.ini").write_text(settings)
    with served(["virtuoso-t", "-f", "-c", "virtuoso.ini"], folder, port) as most:
        load = f"exec={LOADED.format(graph=DEFAULT_GRAPH)}"
        seconds, _ = ran(["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", load], folder)
        yield Loaded(f"http://127.0.0.1:{port}/sparql", seconds, most, size(folder))


ENGINES: dict[str, Callable[[Path], AbstractContextManager[Loaded]]] = {
    "Oxigraph": oxigraph,
    "Virtuoso": virtuoso,
}


def ran(command: list[str], folder: Path) -> tuple[float, float]:
    """Seconds and most memory in MB of a program that ends."""
    start = time.monotonic()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) as program:
        most = watched(program)
        if program.wait():
            raise subprocess.CalledProcessError(program.returncode, command)
    return time.monotonic() - start, most()


@contextmanager
def served(command: list[str], folder: Path, port: int) -> Iterator[Callable[[], float]]:
    """A server that listens; gives what says how much memory it has had."""
    with (folder / "log").open("wb") as log:
        one = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        try:
            wait(port, seconds=SECONDS)
            yield lambda: most_memory(one.pid)
        finally:
            one.kill()
            one.wait()


def watched(program: subprocess.Popen[bytes]) -> Callable[[], float]:
    """Look again and again how much memory a program has had, as nobody can once it has ended."""
    found = [0.0]

    def look() -> None:
        while program.poll() is None:
            with suppress(OSError, StopIteration):  # it has just ended
                found[0] = most_memory(program.pid)
            time.sleep(0.1)

    threading.Thread(target=look, daemon=True).start()
    return lambda: found[0]


def size(folder: Path) -> float:
    """MB of the files of a folder, without what was loaded."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_blocks * 512 for path in files) / 1e6
