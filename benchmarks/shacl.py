"""Which SHACL validator: verdicts first, then seconds, on our shapes and the whole built graph.

exokg asks one query for each constraint and lets pyshacl judge the shapes that a query suspects; beside it
are pyshacl with each query of a shape parsed once, pyshacl as it comes, and pyrudof where it is installed.
``right`` counts, of the bad examples of ``tests/rdf/shapes``, those for which a validator names
exactly the shape that should find something.
maplib's published build answers every call of its validator with "not implemented", so it has no row.
"""

from __future__ import annotations

import importlib.util
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Callable

TITLE = "SHACL validators on graph/shapes.ttl"

ROOT = Path(__file__).parents[1]
SHAPES = ROOT / "graph" / "shapes.ttl"
SHAPE = "https://w3id.org/exokg/shape/"


def _store(folder: Path) -> ox.Store:
    from exokg.curation.reading import read_graph
    from exokg.rdf.dataset import build_dataset

    built = build_dataset(read_graph(folder), (ROOT / "ontology.ttl").read_bytes())
    store = ox.Store()
    store.extend(list(built.quads_for_pattern(None, None, None, ox.DefaultGraph())))
    return store


def _owner(shapes: Any, shape: Any) -> str:
    """The named shape that a blank one is part of."""
    while not str(shape).startswith(SHAPE):
        shape = next(shapes.subjects(None, shape))
    return str(shape).removeprefix(SHAPE)


def _pyshacl(data: Callable[[ox.Store], Any]) -> Callable[[ox.Store], set[str]]:
    def judge(store: ox.Store) -> set[str]:
        import pyshacl
        import rdflib

        shapes = rdflib.Graph().parse(SHAPES)
        _, report, _ = pyshacl.validate(data(store), shacl_graph=shapes, inference="none", advanced=False)
        return {_owner(shapes, shape) for shape in report.objects(None, rdflib.SH.sourceShape)}

    return judge


def _screened(store: ox.Store) -> set[str]:
    import pyshacl
    import rdflib

    from exokg.rdf.screening import suspects

    known = ox.Store()
    known.load(SHAPES.read_bytes(), format=ox.RdfFormat.TURTLE)
    chosen = [node.value for node in suspects(store, known) if isinstance(node, ox.NamedNode)]
    if not chosen:
        return set()
    shapes = rdflib.Graph().parse(SHAPES)
    _, report, _ = pyshacl.validate(
        _remembering(store), shacl_graph=shapes, inference="none", advanced=False, use_shapes=chosen
    )
    return {_owner(shapes, shape) for shape in report.objects(None, rdflib.SH.sourceShape)}


def _plain(store: ox.Store) -> Any:
    from exokg.rdf.interchange import to_rdflib

    return to_rdflib(store)


def _remembering(store: ox.Store) -> Any:
    from exokg.rdf.conformance import _data_graph

    return _data_graph(store)


def _pyrudof(store: ox.Store) -> set[str]:
    import pyrudof

    judge = pyrudof.Rudof(pyrudof.RudofConfig())
    text = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b""
    judge.read_data(text.decode(), pyrudof.RDFFormat.NTriples)
    judge.read_shacl(str(SHAPES))
    found = {str(entry.source_shape) for entry in judge.validate_shacl(pyrudof.ShaclValidationMode.Native)}
    # It names the blank shape inside a node shape; only number-one has such parts.
    return {name.removeprefix(SHAPE) if name.startswith(SHAPE) else "number-one" for name in found}


def _examples() -> list[tuple[str, ox.Store]]:
    """Every bad example: the shape that should find something, and the faulty graph."""
    place = ROOT / "tests" / "rdf" / "shapes" / "test_conformance.py"
    spec = importlib.util.spec_from_file_location("examples", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    good = list(_store(ROOT / "tests" / "fixtures" / "graph"))
    found = []
    for name, changes in sorted(module.EXAMPLES.items()):
        store = ox.Store()
        store.extend(good)
        module.change(store, changes)
        found.append((name, store))
    return found


def measure() -> list[Row]:
    validators = {
        "screened by queries, then pyshacl (ours)": _screened,
        "pyshacl, queries remembered": _pyshacl(_remembering),
        "pyshacl as it comes": _pyshacl(_plain),
    }
    if importlib.util.find_spec("pyrudof") is not None:
        validators["pyrudof, native"] = _pyrudof
    real, examples = _store(ROOT / "graph"), _examples()
    rows, first = [], 0.0
    for name, judge in validators.items():
        start = time.perf_counter()
        found = judge(real)
        seconds = time.perf_counter() - start
        first = first or seconds
        rows.append(Row(f"{name}: whole graph ({len(real)} triples)", seconds, "s", seconds / first, "ours"))
        rows.append(Row(f"{name}: shapes that find something in the good graph", len(found), "shapes"))
        if not name.startswith("pyshacl "):
            right = sum(judge(store) == {shape} for shape, store in examples)
            rows.append(Row(f"{name}: bad examples named exactly", right, f"of {len(examples)}"))
    return rows
