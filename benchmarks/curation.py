"""How long a curator waits: checking everything from cold, and checking one edited record.

The aims: all of ``graph/`` in at most three times what PyYAML's C loader needs to parse it plus one run
of the shapes; one edited record in half a second, start of the program included.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Callable

TITLE = "Curation: from an edited record to its faults"

ROOT = Path(__file__).parents[1]
GRAPH = ROOT / "graph"
RECORD = GRAPH / "studies" / "kim-2022-colostrum.yaml"
_PARSE = """
import sys, yaml
from pathlib import Path
for path in sorted(Path(sys.argv[1]).glob("*/*.yaml")):
    yaml.load(path.read_bytes(), yaml.CSafeLoader)
"""


def _process(*words: str, times: int = 5) -> float:
    """Return the median seconds of a whole process; its first run warms the file cache and is left out."""
    seconds = []
    for _ in range(times + 1):
        start = time.perf_counter()
        subprocess.run(words, cwd=ROOT, capture_output=True, check=True)
        seconds.append(time.perf_counter() - start)
    return median(seconds[1:])


def _seconds(work: Callable[[], object], times: int = 5) -> float:
    """Return the median seconds of *work* in this process, after one run that is left out."""
    seconds = []
    for _ in range(times + 1):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return median(seconds[1:])


def _parse() -> None:
    import yaml

    for path in sorted(GRAPH.glob("*/*.yaml")):
        yaml.load(path.read_bytes(), yaml.CSafeLoader)


def _check() -> None:
    from exokg.curation.reading import read_graph
    from exokg.curation.rules import check_graph

    check_graph(read_graph(GRAPH))


def _shapes() -> float:
    """Return the seconds of one run of the shapes over the built data, imports included."""
    from exokg.curation.reading import read_graph
    from exokg.rdf.dataset import build_dataset

    graph = read_graph(GRAPH)
    store = build_dataset(graph, (ROOT / "ontology.ttl").read_bytes())
    start = time.perf_counter()
    from exokg.rdf.conformance import conform

    conform(store, graph)
    return time.perf_counter() - start


def measure() -> list[Row]:
    """Measure all rows of the section."""
    exokg = str(Path(sys.executable).parent / "exokg")
    count = len(list(GRAPH.glob("*/*.yaml")))
    parse, check = _seconds(_parse), _seconds(_check)
    process = _process(sys.executable, "-c", _PARSE, str(GRAPH))
    one = _process(exokg, "-q", "validate", str(RECORD))
    shapes = _shapes()
    whole = _process(exokg, "-q", "validate", str(GRAPH), times=3)
    aim = 3 * process + shapes
    return [
        Row(f"PyYAML's C loader parses {count} records", parse, "s"),
        Row("all of them read and checked by all rules", check, "s", check / parse, "PyYAML's C loader"),
        Row("one run of the shapes (pyshacl)", shapes, "s"),
        Row("exokg validate, everything, from cold", whole, "s", whole / aim, "3 × PyYAML + shapes"),
        Row("exokg validate, one edited record, from cold", one, "s", one / 0.5, "the aim of 0.5 s"),
    ]
