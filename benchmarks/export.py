"""Writing the default graph as Turtle: `exokg export`'s serialiser (sorted, the same bytes everywhere)
beside rdflib's, in one process and on the same statements."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Callable

TITLE = "Turtle export"
ROOT = Path(__file__).parents[1]


def measure() -> list[Row]:
    """Seconds to bytes; parsing is not counted."""
    import pyoxigraph
    import rdflib

    from exokg.curation.reading import read_graph
    from exokg.rdf.dataset import build_dataset
    from exokg.rdf.serialisation import serialise

    dataset = build_dataset(read_graph(ROOT / "graph"), (ROOT / "ontology.ttl").read_bytes())
    quads = list(dataset.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph()))
    ours = min(_seconds(lambda: serialise(quads, "ttl")) for _ in range(5))
    turtle = serialise(quads, "ttl")
    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    rows = [Row(f"exokg, {len(quads):,} statements", ours, "s")]
    for form in ("turtle", "longturtle"):
        took = _seconds(partial(graph.serialize, format=form))
        rows.append(Row(f"rdflib {form}", took, "s", took / ours, "exokg"))
    return rows


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start
