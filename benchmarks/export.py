"""Writing the whole graph as RDF.

Turtle: `exokg export`'s serialiser (sorted, the same bytes everywhere) beside rdflib's, in one process and on
the same statements. Every format: a generated graph of a million statements, from the store on disk to a
file, each in a process of its own, beside the engine's quads sorted and written by the engine. The bars are
500 MB and 1.5 times the engine's time.
"""

from __future__ import annotations

import multiprocessing
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.searches import most_memory
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Callable

TITLE = "RDF export"
ROOT = Path(__file__).parents[1]
STATEMENTS = 1_000_000
MEMORY_BAR_MB = 500


def measure() -> list[Row]:
    """Seconds to bytes; parsing is not counted."""
    return [*beside_rdflib(), *at_scale()]


def beside_rdflib() -> list[Row]:
    """The real graph as Turtle."""
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


def at_scale(statements: int = STATEMENTS) -> list[Row]:
    """A generated graph in every format."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with multiprocessing.get_context("spawn").Pool(1) as fresh:
            fresh.apply(_generate, (place / "store", statements))
        return every_format(place / "store", place)


def _generate(folder: Path, statements: int) -> None:
    from pyoxigraph import Store

    from benchmarks.generator import generate

    Store(folder).bulk_extend(generate(statements))


def every_format(store: Path, folder: Path) -> list[Row]:
    """Processor time and memory of each, in turn.

    Args:
        store: the engine's files.
        folder: where the documents go.
    """
    from exokg.rdf.serialisation import FORMATS

    rows = []
    for form in sorted(FORMATS):
        seconds = {}
        for who, write in (("the engine", by_engine), ("exokg", by_exokg)):
            with multiprocessing.get_context("spawn").Pool(1) as fresh:
                took, memory = fresh.apply(_measured, (write, store, form, folder / f"{who[-5:]}.{form}"))
            seconds[who] = took
            against = () if who == "the engine" else (took / seconds["the engine"], "the engine")
            rows.append(Row(f"{form}, {who}", took, "s", *against))
            rows.append(Row(f"{form}, {who}: memory", memory, "MB", memory / MEMORY_BAR_MB, "the bar"))
    return rows


def _measured(
    write: Callable[[Path, str, Path], None], store: Path, form: str, to: Path
) -> tuple[float, float]:
    start = time.process_time()
    write(store, form, to)
    return time.process_time() - start, most_memory()


def by_exokg(store: Path, form: str, to: Path) -> None:
    """As `exokg export`."""
    from pyoxigraph import Store

    from exokg.knowledge_graph import KnowledgeGraph
    from exokg.store.embedded import EmbeddedStore

    KnowledgeGraph(EmbeddedStore(Store.read_only(str(store)))).export(form).save(to)


def by_engine(store: Path, form: str, to: Path) -> None:
    """As the engine can: its quads as a list, sorted by their text, and its serialiser."""
    from pyoxigraph import DefaultGraph, Store, serialize

    from exokg.rdf.namespaces import PREFIXES
    from exokg.rdf.serialisation import FORMATS

    found = list(Store.read_only(str(store)))
    found.sort(key=str)
    named = form in ("nq", "trig")
    default = DefaultGraph()
    said = found if named else [quad.triple for quad in found if quad.graph_name == default]
    prefixes = {} if form in ("nt", "nq") else PREFIXES
    serialize(said, str(to), format=FORMATS[form], prefixes=prefixes)


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start
